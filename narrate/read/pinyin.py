"""Han characters → pinyin ("chong2"): two dictionaries and one model, asked in the order of what each does best."""

from __future__ import annotations

import re
import sys
import threading
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af〇]")
SYLLABLE = re.compile(r"[a-zêü]+[1-5]")
_LOCK = threading.Lock()  # g2pM and jieba build their tables at first use


@lru_cache(maxsize=64)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, in order; joined they are the text."""
    return tuple(_jieba().cut(text))


def pinyin(text: str) -> tuple[str | None, ...]:
    """One entry a character: a syllable with its tone (1 to 5; ü is v) before tone sandhi, None where it is not Han."""
    if not HAN.search(text):
        return (None,) * len(text)
    by_model, by_phrase = _model(text), _phrases(text)
    return tuple(phrase or model for phrase, model in zip(by_phrase, by_model, strict=True))


def _model(text: str) -> list[str | None]:
    """g2pM's answer, with pypinyin's single readings for characters it does not know."""
    with _LOCK:
        answer: Sequence[str] = _g2pm()(text, tone=True, char_split=True)
    given = list(answer) if len(answer) == len(text) else list(text)
    return [_syllable(syllable, char) for syllable, char in zip(given, text, strict=True)]


def _syllable(syllable: str, char: str) -> str | None:
    if not HAN.fullmatch(char):
        return None
    plain = syllable.replace("u:", "v").lower()
    # interned: a ten-hour script has 200,000 syllables of 1,500 kinds
    return sys.intern(plain) if SYLLABLE.fullmatch(plain) else _single(char)


@cache
def _single(char: str) -> str | None:
    from pypinyin import Style
    from pypinyin import pinyin as look_up

    found = look_up(char, style=Style.TONE3, neutral_tone_with_five=True, errors="ignore")
    return str(found[0][0]) if found and SYLLABLE.fullmatch(found[0][0]) else None


def _phrases(text: str) -> list[str | None]:
    """What the phrase dictionary says of each word of two characters or more; None where it is silent."""
    result: list[str | None] = []
    for word in words(text):
        known = _phrase(word) if len(word) > 1 else None
        result.extend(known or [None] * len(word))
    return result


@cache
def _phrase(word: str) -> list[str] | None:
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.contrib.tone_convert import to_tone3

    entry = PHRASES_DICT.get(word)
    if entry is None or len(entry) != len(word):
        return None
    said = [to_tone3(options[0], v_to_u=False, neutral_tone_with_five=True) for options in entry]
    return said if all(SYLLABLE.fullmatch(syllable) for syllable in said) else None


@cache
def _g2pm() -> Any:  # noqa: ANN401 - untyped library
    from g2pM import G2pM

    return G2pM()


@cache
def _jieba() -> Any:  # noqa: ANN401 - untyped library
    """Jieba's tokenizer, its dictionary read directly: its own start would leave a cache in the system's /tmp, which
    anyone could have written."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pkg_resources
        import jieba
    tokenizer = jieba.Tokenizer()
    with _LOCK:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
    return tokenizer
