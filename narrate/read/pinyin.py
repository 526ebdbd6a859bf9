"""Han characters → pinyin ("chong2"), word by word.

A number has its own readings; a word the dictionaries', whole or in parts; a character that stands alone the rules of
grammar's, and only where they are silent the model's, among the readings that the character has.
"""

from __future__ import annotations

import re
import sys
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from narrate.read.grammar import NAMES, SMALL_WORDS, Small, decided
from narrate.read.must import HAS_TO
from narrate.read.names import COMMON, FAMILY, SURNAMES, TITLES, is_pet, person
from narrate.read.phrases import SYLLABLE, own, parts, phrase, rival
from narrate.read.singles import SETTLED, SINGLES
from narrate.read.speech import BY_NAME, FAMILIES, OLD_MEN, SAID_TOGETHER, TALK
from narrate.read.verbs import HOMOGRAPHS, VERBS, VERBS_IN_USE
from narrate.read.words import Word, tagged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af〇]")
LEVEL_2 = 0xD8  # the first byte of GB 2312's rarer characters: https://en.wikipedia.org/wiki/GB_2312
# The phrase dictionary writes these as they are heard; sandhi is applied later, to all of them alike.
CITATION = {("一", "yi2"): "yi1", ("一", "yi4"): "yi1", ("不", "bu2"): "bu4"}
TWICE = frozenset(
    "谈抱提揪扣掰说看听想磨洗等品熬哄管刮抹拉压"
)  # verbs said twice that a dictionary has with two full tones
SOUNDS = frozenset("嘭砰咚哗呼哈嘿呵嗡嘀嗒咕叽喳汪喵吱轰隆叮当啪噗嘶嗷呜哇嘻咯嘎哐铛")  # that are no verbs
MUST_NOT = 3  # characters of 急不得
KEPT = 3  # characters of 闭着眼
TWICE_AND_MORE = 3  # of 唠唠嗑
SUFFIXES = frozenset("子儿头")
FAIRLY = 0.6  # certain, below which the model's guess is worth an editor's time
NUMBER = dict(
    zip("零〇一二三四五六七八九十百千万亿两幺点之第负", "ling2 ling2 yi1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3 shi2 bai3 qian1 wan4 yi4 liang3 yao1 dian3 zhi1 di4 fu4".split(), strict=True)
)  # fmt: skip
# Readings of units behind a number.
COUNTED = dict(
    zip("年月日号时分秒度元块角岁个人名位次天周期届米吨台辆件倍成折级层楼路场只种行重间处长", "nian2 yue4 ri4 hao4 shi2 fen1 miao3 du4 yuan2 kuai4 jiao3 sui4 ge4 ren2 ming2 wei4 ci4 tian1 zhou1 qi1 jie4 mi3 dun1 tai2 liang4 jian4 bei4 cheng2 zhe2 ji2 ceng2 lou2 lu4 chang3 zhi1 zhong3 hang2 chong2 jian1 chu4 chang2".split(), strict=True)
)  # fmt: skip


@lru_cache(maxsize=64)
def pinyin(text: str, words: tuple[Word, ...] | None = None) -> tuple[str | None, ...]:
    """One entry a character: a syllable with its tone (1 to 5; ü is v) before tone sandhi, None where it is not Han."""
    if not HAN.search(text):
        return (None,) * len(text)
    words = words if words is not None else tagged(text)
    said = [syllable for at in range(len(words)) for syllable in _word(text, words, at)]
    return tuple(_interned(char, syllable) for char, syllable in zip(text, said, strict=True))


def _interned(char: str, syllable: str | None) -> str | None:
    """Interned: a ten-hour script has 200,000 syllables of 1,500 kinds."""
    if syllable is None or not HAN.fullmatch(char):
        return None
    return sys.intern(CITATION.get((char, syllable), syllable))


def _word(text: str, words: tuple[Word, ...], at: int) -> tuple[str | None, ...]:
    """The syllables of one word of the sentence."""
    word = words[at]
    if len(word.text) == 1:
        return (_alone(text, words, at),)
    ruled = decided(_rules(), words, at)  # 同行, which is two words
    if ruled:
        return tuple(ruled.split())
    known = (
        _number(text, words, at)
        or own(word.text)
        or _person(text, words, at)
        or phrase(word.text)
        or _must_not(word.text)
    )
    return _again(words, at, _doubled(word, known or tuple(_compound(text, words, at))))


def _must_not(word: str) -> tuple[str | None, ...] | None:
    """急不得: a verb that no dictionary has with 不得 behind it; what is glued by the tagger alone (时速 不得) is two words."""
    return (single(word[0]), "bu4", "de5") if len(word) == MUST_NOT and word[1:] == "不得" else None


def _person(text: str, words: tuple[Word, ...], at: int) -> tuple[str | None, ...] | None:
    """A name, character by character; what names do not settle is read as elsewhere, and a word of the dictionary that
    the tagger takes for a name (丸子, 黑匣子) as the dictionary has it."""
    if phrase(words[at].text) and not (words[at].tag == "PER" and is_pet(words[at].text)):
        return None
    two = words[at].text if len(words[at].text) == 2 else "  "  # noqa: PLR2004 - 单某, 解叔
    unnamed = words[at].text[1:] in ("某", "某某") and words[at].text[0] in SURNAMES
    called = unnamed or two[1] == "某" or (two[0] in COMMON and two[1] in FAMILY)
    someone = words[at].tag == "PER" or called
    said = person(words[at].text) if someone else None
    if not said or (all(said) and words[at].text[1:].removeprefix("副") not in TITLES):
        return said
    other: tuple[str | None, ...] = own(words[at].text) or tuple(_compound(text, words, at))
    title = words[at].text[1:]
    given = phrase(title)
    if given is None and title[0] == "副":
        given = ("fu4", *(phrase(title[1:]) or ())) if phrase(title[1:]) else None
    if given:  # 曾 海波, 王 局长: what follows the surname is a word
        return (said[0] or other[0], *given)
    return tuple(mine or theirs for mine, theirs in zip(said, other, strict=True))


def _doubled(word: Word, said: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """A verb said twice is light the second time: 看看, 走走; 处处, 足足 and 呼呼, which dictionaries have, are no verbs."""
    twice = len(word.text) == 2 and word.text[0] == word.text[1] and word.tag == "v"  # noqa: PLR2004 - a verb twice
    if twice and (word.text[0] in SOUNDS or (word.text[0] not in TWICE and phrase(word.text))):
        return said
    return (said[0], said[1][:-1] + "5") if twice and said[1] else said


def _again(words: tuple[Word, ...], at: int, said: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """下 下棋, 唠唠嗑: a verb said twice before what it is done to, light the second time."""
    word, before = words[at], words[at - 1 : at]
    apart = len(word.text) == 2 and before and before[0].text == word.text[0] and before[0].tag == "v"  # noqa: PLR2004 - a verb and its object
    if apart and word.tag in ("v", "vn") and phrase(word.text):
        second = 0
    elif (
        len(word.text) == TWICE_AND_MORE
        and word.text[0] == word.text[1]
        and word.tag == "v"
        and phrase(word.text[1:])
        and not phrase(word.text)
    ):
        second = 1
    else:
        return said
    syllable = said[second]
    return said if syllable is None else (*said[:second], syllable[:-1] + "5", *said[second + 1 :])


def _number(text: str, words: tuple[Word, ...], at: int) -> tuple[str | None, ...] | None:
    """A number with its unit: 二零二四年."""
    word = words[at]
    head, unit = (word.text, "") if word.text[-1] in NUMBER else (word.text[:-1], word.text[-1])
    if not head or head[0] not in NUMBER or not all(char in NUMBER or char in "分比下正" for char in head):
        return None
    said: list[str | None] = [
        NUMBER.get(char) or {"比": "bi3", "下": "xia4", "正": "zheng4"}.get(char, "fen1") for char in head
    ]
    if unit:
        if unit in SUFFIXES:  # 一下子 is no number
            return None
        if word.tag not in ("m", "TIME", "t", "q"):
            return None
        said.append(_alone(text, _pieces(words, at, (head, unit)), at + 1))
    return tuple(said)


def _compound(text: str, words: tuple[Word, ...], at: int) -> Iterator[str | None]:
    """A word that no dictionary has, in the fewest parts that one has."""
    pieces = _kept(words[at].text) or parts(words[at].text)
    split = _pieces(words, at, pieces)
    for place, piece in enumerate(pieces, start=at):
        if len(piece) > 1:
            yield from phrase(piece) or ()
        else:
            yield _alone(text, split, place)


def _kept(word: str) -> tuple[str, ...] | None:
    """闭着眼 as 闭|着|眼, though 着眼 is a word."""
    return tuple(word) if len(word) == KEPT and word[1] == "着" else None


def _pieces(words: tuple[Word, ...], at: int, pieces: tuple[str, ...]) -> tuple[Word, ...]:
    """The words of the sentence with one of them in its pieces, each with its tag."""
    start, inside = words[at].start, []
    for piece in pieces:
        inside.append(Word(piece, words[at].tag, start, glued=start > words[at].start))
        start += len(piece)
    return (*words[:at], *inside, *words[at + 1 :])


def _alone(text: str, words: tuple[Word, ...], at: int) -> str | None:
    word = words[at]
    if not HAN.fullmatch(word.text):
        return None
    ruled = (
        _of_the_word(words, at)
        or decided(_rules(), words, at)
        or (COUNTED.get(word.text) if word.glued and words[at - 1].tag == "m" else None)
    )
    if ruled:
        return ruled
    guess = guessed(text, word)[0]
    return guess if SYLLABLE.fullmatch(guess) else single(word.text)


def _of_the_word(words: tuple[Word, ...], at: int) -> str | None:
    """重要 的 重: a character is named by a word that it stands in."""
    named = at > 1 and words[at - 1].text == "的" and not words[at].glued and len(words[at - 2].text) == 2  # noqa: PLR2004 - such a word is one of two
    word = words[at - 2].text if named else ""
    said = phrase(word) if words[at].text in word else None
    return said[word.index(words[at].text)] if said else None


def guessed(text: str, word: Word) -> tuple[str, float]:
    """What the model says of a character, and how certain it is; it is run only for characters that have a choice."""
    only = SETTLED.get(word.text) if word.tag not in NAMES else None
    if only is not None:
        return only, 1.0
    from narrate.read import model  # a network, which is asked last

    only = model.only_reading(word.text)
    return (only, 1.0) if only is not None else model.predict(text)[word.start]


@cache
def _rules() -> dict[str, list[Small]]:
    found: dict[str, list[Small]] = {}
    for rule in (
        *BY_NAME,
        *TALK,
        *OLD_MEN,
        *FAMILIES,
        *HAS_TO,
        *VERBS,
        *VERBS_IN_USE,
        *SMALL_WORDS,
        *SINGLES,
        *SAID_TOGETHER,
        *HOMOGRAPHS,
    ):
        found.setdefault(rule.char, []).append(rule)
    return found


@cache
def single(char: str) -> str | None:
    """The commonest reading of a character."""
    from pypinyin import Style
    from pypinyin import pinyin as look_up

    found = look_up(char, style=Style.TONE3, neutral_tone_with_five=True, errors="ignore")
    return str(found[0][0]) if found and SYLLABLE.fullmatch(found[0][0]) else None


def is_guess(char: str) -> bool:
    """Whether the character is so rare that its reading is a guess: outside of GB 2312 and of Big5's common ones."""
    for charset in ("gb2312", "big5"):
        try:
            char.encode(charset)
        except UnicodeEncodeError:
            continue
        return False
    return char != "〇"


def unsettled(text: str, words: tuple[Word, ...]) -> Iterator[tuple[Word, str, str]]:
    """(word, reading chosen, why it is in doubt): the dictionaries differ on a word, or nothing but a hesitant model
    speaks for a character that stands alone."""
    said = pinyin(text, words)
    for at, word in enumerate(words):
        chosen = " ".join(said[place] or "" for place in range(word.start, word.end))
        if len(word.text) > 1 and word.tag not in ("m", "PER"):
            other = rival(word.text)
            if other and _toneless(other) != _toneless(chosen.split()):
                yield word, chosen, f"the other source says {' '.join(other)}"
        elif HAN.fullmatch(word.text) and not decided(_rules(), words, at):
            guess, sure = guessed(text, word)
            if guess and sure < FAIRLY:
                yield word, chosen, f"nothing but a guess of {sure:.0%}"


def _toneless(syllables: Sequence[str]) -> list[str]:
    return [syllable[:-1] for syllable in syllables]


def is_polyphone(char: str) -> bool:
    """Whether a dictionary has several readings of the character."""
    from pypinyin.constants import PINYIN_DICT

    return "," in PINYIN_DICT.get(ord(char), "")


@cache
def readings(char: str) -> tuple[str, ...]:
    """All readings that a dictionary has of a character, the commonest first ("" where it has none).

    `单` → dan1, chan2, shan4
    """
    from pypinyin import Style
    from pypinyin import pinyin as look_up

    found = look_up(char, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True, errors="ignore")
    return tuple(dict.fromkeys(one for one in (found[0] if found else ()) if SYLLABLE.fullmatch(one))) or ("",)


def marked(syllable: str) -> str:
    """As it is printed: `lv4` → `lǜ`, `de5` → `de`."""
    from pypinyin.contrib.tone_convert import to_tone

    return str(to_tone(syllable))


@cache
def homophone(syllable: str) -> str:
    """A common character that is read so and in no other way: for voices that take only text; "" where there is none."""
    return _homophones().get(syllable, "")


@cache
def _homophones() -> dict[str, str]:
    """A character of GB 2312 for each syllable, a common one where there is one: its first level is the commonest."""
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_tone3

    found: dict[str, tuple[int, str]] = {}
    for code, readings in PINYIN_DICT.items():
        char = chr(code)
        if "," in readings or not "\u4e00" <= char <= "\u9fff":
            continue
        syllable = to_tone3(readings, v_to_u=False, neutral_tone_with_five=True)
        common = _how_common(char)
        if common > found.get(syllable, (-1, ""))[0]:
            found[syllable] = (common, char)
    return {syllable: char for syllable, (_, char) in found.items()}


def _how_common(char: str) -> int:
    """By the words that have the character, those of GB 2312's first level before all others."""
    try:
        level_1 = char.encode("gb2312")[0] < LEVEL_2
    except UnicodeEncodeError:
        return 0
    return (2 if level_1 else 1) * 10_000 + _number_of_words().get(char, 0)


@cache
def _number_of_words() -> dict[str, int]:
    from collections import Counter

    from narrate.read.phrases import vocabulary

    return Counter(char for word in vocabulary() for char in set(word))
