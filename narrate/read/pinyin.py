"""Han characters → pinyin ("chong2"): two dictionaries and one model, asked in the order of what each does best."""

from __future__ import annotations

import re
import sys
import threading
from functools import cache, lru_cache
from typing import Any

from narrate.read import model

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af〇]")
SYLLABLE = re.compile(r"[a-zêü]+[1-5]")
LEVEL_2 = 0xD8  # the first byte of GB 2312's rarer characters: https://en.wikipedia.org/wiki/GB_2312
# The phrase dictionary writes these as they are heard; sandhi is applied later, to all of them alike.
CITATION = {("一", "yi2"): "yi1", ("一", "yi4"): "yi1", ("不", "bu2"): "bu4"}
FAIRLY = 0.9  # certain, from which its disagreement is worth an editor's time
_LOCK = threading.Lock()  # jieba builds its tables at first use


@lru_cache(maxsize=64)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, in order; joined they are the text."""
    return tuple(_jieba().cut(text))


@lru_cache(maxsize=64)
def pinyin(text: str) -> tuple[str | None, ...]:
    """One entry a character: a syllable with its tone (1 to 5; ü is v) before tone sandhi, None where it is not Han."""
    if not HAN.search(text):
        return (None,) * len(text)
    by_model, by_phrase = model.predict(text), _phrases(text)
    return tuple(
        _chosen(char, guess, phrase) if HAN.fullmatch(char) else None
        for char, (guess, _), phrase in zip(text, by_model, by_phrase, strict=True)
    )


def _chosen(char: str, guess: str, phrase: str | None) -> str | None:
    """The phrase dictionary leads: the model is at its worst on the commonest words. Then single readings."""
    if phrase is not None:
        return CITATION.get((char, phrase), phrase)
    # interned: a ten-hour script has 200,000 syllables of 1,500 kinds
    return sys.intern(guess) if SYLLABLE.fullmatch(guess) else _single(char)


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


def is_guess(char: str) -> bool:
    """Whether the character is so rare that its reading is a guess: outside of GB 2312 and of Big5's common ones."""
    for charset in ("gb2312", "big5"):
        try:
            char.encode(charset)
        except UnicodeEncodeError:
            continue
        return False
    return char != "〇"


def disagreements(text: str) -> list[tuple[int, str, str, str]]:
    """(place, word, reading chosen, the other) where the phrase dictionary and a fairly certain model differ."""
    guesses, phrases = model.predict(text), _phrases(text)
    found = []
    start = 0
    for word in words(text):
        places = range(start, start + len(word))
        start += len(word)
        both = [(guesses[at], phrases[at]) for at in places]
        if any(phrase and guess and phrase[:-1] != guess[:-1] and sure > FAIRLY for (guess, sure), phrase in both):
            said = pinyin(text)
            yours = " ".join(said[at] or "" for at in places)
            dictionary = " ".join(phrase or "" for _, phrase in both)
            other = " ".join(guess for (guess, _), _ in both) if yours == dictionary else dictionary
            found.append((places.start, word, yours, other))
    return found


def is_polyphone(char: str) -> bool:
    """Whether a dictionary has several readings of the character."""
    from pypinyin.constants import PINYIN_DICT

    return "," in PINYIN_DICT.get(ord(char), "")


def is_common(word: str) -> bool:
    """Whether the segmenter's dictionary has the word, and not as someone's name."""
    return len(word) > 1 and _jieba().FREQ.get(word, 0) > 0


@cache
def homophone(syllable: str) -> str:
    """A common character that is read so and in no other way: for voices that take only text; "" where there is none."""
    return _homophones().get(syllable, "")


@cache
def _homophones() -> dict[str, str]:
    """The first character of GB 2312's order for each syllable, which puts the common ones first."""
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_tone3

    found: dict[str, tuple[int, str]] = {}
    for code, readings in PINYIN_DICT.items():
        char = chr(code)
        if "," in readings or not "\u4e00" <= char <= "\u9fff":
            continue
        try:
            common = char.encode("gb2312")[0] < LEVEL_2
        except UnicodeEncodeError:
            continue
        freq = _jieba().FREQ.get(char, 0) * (10 if common else 1)
        syllable = to_tone3(readings, v_to_u=False, neutral_tone_with_five=True)
        if freq > found.get(syllable, (-1, ""))[0]:
            found[syllable] = (freq, char)
    return {syllable: char for syllable, (_, char) in found.items()}


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
