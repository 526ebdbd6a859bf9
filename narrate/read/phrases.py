"""How words are read: CC-CEDICT's phrases first, pypinyin's where it is silent, and ours before both.

CC-CEDICT (CC BY-SA 4.0, https://cc-cedict.org) is in cedict.tsv beside this file, made by benchmarks/cedict.py; pypinyin's
phrases come with pypinyin. Ours are in words.tsv.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import msgspec

from narrate.read.common import classes

SYLLABLE = re.compile(r"[a-zêü]+[1-5]")
SPOKEN_BLOOD = ("血淋", "血糊", "血晕")  # xie3
CHILDREN = frozenset(
    "女男婴幼孤胎健少宠弃产患乳妻孙侄育血生能疾浪运潮小娇雏馨娃体形氏憨木奈卡采祖琪乞孩可童家道泳"
)  # before 儿, a child
CAN = frozenset("见及到美多去上慌起住下动开出来")  # behind a verb and 得: 看得见
NO_VERBS = frozenset("可所获彼罗奖心利习泛对")
Syllables = tuple[str, ...]
LONGEST = 8  # characters of the longest phrase that parts are looked up as


# Accents of pinyin, and which tone each is (GB/T 16159-2012).
TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


@lru_cache(maxsize=1 << 16)
def phrase(word: str) -> Syllables | None:
    """The syllables of a word that a dictionary has ("chong2 qing4" as a tuple; ü is v), or None."""
    ours = _ours().get(word)
    found = ours or _cedict(word) or _checked(word, _pypinyin(word)) or _twice(word)
    return found if ours or found is None else _held(word, _softened(word, found))


def _twice(word: str) -> Syllables | None:
    """漂漂亮亮 from 漂亮: each half twice, and with its full tone; 爸爸妈妈 are two words."""
    from narrate.read.pinyin import single  # which looks words up here

    if len(word) != 4 or word[::2] != word[1::2] or word[0] == word[2] or (phrase(word[:2]) and phrase(word[2:])):  # noqa: PLR2004 - AABB
        return None
    said = phrase(word[::2])
    full = [single(char) if one[-1] == "5" else one for char, one in zip(word[::2], said or (), strict=False)]
    return tuple(one or "" for one in full for _ in range(2)) if said and all(full) else None


def _held(word: str, said: Syllables) -> Syllables:
    """住 at the end of a verb keeps its tone, which CC-CEDICT drops: 守住; 血 that a word begins or goes on with is xue4,
    which CC-CEDICT writes now so, now so: 血氧. 儿 that is no child is the suffix; 得 between a verb and what it can do is
    light: 看得见."""
    if word[-1] == "住" and said[-1] == "zhu5":
        return (*said[:-1], "zhu4")
    if word[-1] == "儿" and said[-1] == "er2" and word[-2:-1] not in CHILDREN and len(word) > 1:
        return (*said[:-1], "er5")
    particle = _particle(word, said)
    if particle:
        return particle
    if "血" in word[:-1] and not word.startswith(SPOKEN_BLOOD):
        return tuple("xue4" if char == "血" else one for char, one in zip(word, said, strict=True))
    return said


def _particle(word: str, said: Syllables) -> Syllables | None:
    """得 that is light: 看得见, 急不得, and 算得, which is no word of its own."""
    if len(word) == 3 and word[1] == "得" and word[2] in CAN and word[0] not in NO_VERBS:  # noqa: PLR2004 - 看得见
        return (said[0], "de5", said[2])
    if len(word) == 3 and word[1:] == "不得":  # noqa: PLR2004 - 急不得
        return (said[0], "bu4", "de5")
    alone = len(word) == 2 and word[1] == "得" and word not in classes()  # noqa: PLR2004 - 算得
    return (said[0], "de5") if alone else None


def rival(word: str) -> Syllables | None:
    """What the dictionary that was not asked says of a word, where ours says nothing."""
    if word in _ours() or not _cedict(word):
        return None
    return _checked(word, _pypinyin(word))


def _softened(word: str, said: Syllables) -> Syllables:
    """A longer word ends as softly as the word that it ends in: 说清楚 as 清楚."""
    end = _ours().get(word[-2:]) if len(word) > 2 else None  # noqa: PLR2004 - a word in a word
    if end and end[-1][-1] == "5" and end[-1][:-1] == said[-1][:-1] and end[0] == said[-2]:
        return (*said[:-1], end[-1])
    return said


def own(word: str) -> Syllables | None:
    """The syllables of a word that words.tsv has, or None."""
    return _ours().get(word)


@lru_cache(maxsize=1 << 14)
def parts(word: str) -> tuple[str, ...]:
    """A word that no dictionary has as the fewest pieces: those that one has, and single characters.

    Among equally few the commoner ones: 差异|化 and not 差|异化.
    """
    best: list[tuple[int, int, int]] = [(0, 0, 0)]  # cost, how rare, and length of the last piece, up to each place
    for end in range(1, len(word) + 1):
        options = [
            (
                best[end - size][0] + (2 if size == 1 else 1) * 10 - size,
                best[end - size][1] - _common(word[end - size : end]),
                size,
            )
            for size in range(1, min(end, LONGEST) + 1)
            if size == 1 or phrase(word[end - size : end])
        ]
        best.append(min(options, key=lambda option: (option[0], option[1], -option[2])))
    pieces, end = [], len(word)
    while end:
        size = best[end][2]
        pieces.append(word[end - size : end])
        end -= size
    return tuple(reversed(pieces))


def _common(piece: str) -> int:
    """How common a piece is, also one of a single character: 老|师傅, for 傅 is no word."""
    return classes().get(piece, 0)


def _checked(word: str, said: Syllables | None) -> Syllables | None:
    return said if said and len(said) == len(word) and all(map(SYLLABLE.fullmatch, said)) else None


@cache
def _ours() -> dict[str, Syllables]:
    rows = (resources.files("narrate.read") / "words.tsv").read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {word: tuple(said.split()) for word, said in pairs}


@cache
def _cedict_rows() -> dict[str, str]:
    """Words → syllables as one text: two lists at once, for a loop over 100,000 lines takes four times as long."""
    cells = (resources.files("narrate.read") / "cedict.tsv").read_text("utf-8").replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=False))


def _cedict(word: str) -> Syllables | None:
    said = _cedict_rows().get(word)
    return tuple(said.split()) if said else None


def vocabulary() -> frozenset[str]:
    """All words that a dictionary has."""
    return frozenset(_cedict_rows()) | frozenset(_pypinyin_rows())


@cache
def _pypinyin_rows() -> dict[str, msgspec.Raw]:
    """Words → JSON. The package itself is not imported: it makes lists of lists of them all, at a fifth of a second."""
    spec = find_spec("pypinyin")
    path = Path(spec.origin or "").with_name("phrases_dict.json") if spec else Path()
    return msgspec.json.decode(path.read_bytes(), type=dict[str, msgspec.Raw])


def _pypinyin(word: str) -> Syllables | None:
    row = _pypinyin_rows().get(word)
    entry = msgspec.json.decode(row, type=list[list[str]]) if row else ()
    return tuple(numbered(options[0]) for options in entry) if entry else None


@lru_cache(maxsize=4096)
def numbered(mark: str) -> str:
    """`"chóng"` → `"chong2"`, `"lǜ"` → `"lv4"`, `"de"` → `"de5"`"""
    parts = unicodedata.normalize("NFD", mark)  # the accent is a character of its own
    tone = next((TONES[char] for char in parts if char in TONES), "5")
    bare = unicodedata.normalize("NFC", "".join(char for char in parts if char not in TONES))
    return bare.replace("ü", "v") + tone
