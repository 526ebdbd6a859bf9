"""Borders between words, looked at once more: what the tagger cut off a word and gave to its neighbour goes back.

A border moves by one character, and only where the tagger's own cut leaves a word that nobody knows, or a far rarer one:
发 车间隔 → 发车 间隔, 还能 够 → 还 能够. How often words stand in texts is in common.tsv, made by benchmarks/common.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from narrate.read.common import classes
from narrate.read.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narrate.read.words import Word

HAN = re.compile(r"[\u4e00-\u9fff]+")
NAMED = frozenset("PER LOC ORG TIME nz nw w xc".split())
SMALL = frozenset("的地得了着过们不一")  # no word begins with them that did not before
PARTICLES = frozenset("u f p c".split())
ALWAYS_ALONE = frozenset("为把被给对和与跟")
NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两几")
COUNTS = frozenset(
    "代个位名次届条家场只台架辆艘栋座间所批组队支种类项份部本册张片块颗滴瓶杯碗道门首幅件层级期年天周月岁元"
)
RARE = -6  # the class of a word that a dictionary has and nobody counted
UNKNOWN = -40
GAIN = 18  # by which the new words have to be likelier, where one of the old ones is unknown
ONE_WORD_LESS = 36  # what it is worth that the same text has a word less
GREAT_GAIN = 28  # and where both are known
IDIOM = 4
ALONE = 9  # from which class a single character is a word of today

# Cut → mended: what moves, and what stays though a character could move.
EXAMPLES = (
    ("早高峰发车间隔缩短至十五分钟", "发车 间隔"),
    ("今年赖斯梅开二度", "赖斯 梅开二度"),
    ("受强对流天气影响", "受 强对流"),
    ("王先生租住在合庆镇", "租住 在"),
    ("国家主席同俄罗斯总统普京通电话，就中俄关系交换意见。", "普京 通电话"),
    ("增长速度更高层次更多", "更 高层次"),
    ("孤儿形单影只地走在街上", "形单影只 地"),
    ("她直截了当地拒绝", "直截了当 地"),
    ("公交发车间隔缩短至五分钟", "发车 间隔"),
    ("朝三暮四可不行", "朝三暮四 可"),
    ("圣安德鲁教堂还在", "圣安德鲁 教堂"),
)


def bordered(words: list[Word]) -> list[Word]:
    """The same text with borders where its words are known."""
    found = list(words)
    for at in range(len(found) - 1):
        best = max(_moves(found[at], found[at + 1]), default=None)
        if best is not None:
            _, cut = best
            found[at], found[at + 1] = _cut(found[at], found[at + 1], cut)
    return _idioms(_shifted(found))


def _shifted(words: list[Word]) -> list[Word]:
    """发 车间 隔 → 发车 间隔: two words of two that were cut one character too late, likelier than the three."""
    found, at = list(words), 0
    while at < len(found) - 2:
        moved = _moved(*found[at : at + 3])
        if moved:
            found[at : at + 3] = moved
        at += 1
    return found


def _moved(first: Word, middle: Word, last: Word) -> tuple[Word, Word] | None:
    """Three words of one, two and one character as two of two, where those are words of a dictionary and likelier."""
    three = (first, middle, last)
    if [len(word.text) for word in three] != [1, 2, 1] or not all(map(_plain, three)):
        return None
    if {first.text, last.text} & (SMALL | ALWAYS_ALONE) or _particle(first) or _particle(last):
        return None
    left, right = first.text + middle.text[0], middle.text[1] + last.text
    both = how_common(left), how_common(right)
    likelier = min(both) > 0 and sum(both) + ONE_WORD_LESS > sum(how_common(word.text) for word in three)
    if not (likelier and known(left) and known(right)):
        return None
    return replace(first, text=left), replace(last, text=right, start=middle.start + 1)


def _cut(first: Word, second: Word, cut: int) -> tuple[Word, Word]:
    text = first.text + second.text
    return replace(first, text=text[:cut]), replace(second, text=text[cut:], start=first.start + cut)


def _moves(first: Word, second: Word) -> Iterator[tuple[int, int]]:
    """How much likelier the two words are with the border one character to either side, where that is enough."""
    if _begins_a_name(first, second):
        yield GREAT_GAIN, len(first.text) + 1
        return
    if not (_plain(first) and _plain(second)) or (len(first.text) == 1 and len(second.text) == 1):
        return
    if _particle(first) or _particle(second):
        return
    if _counts(first, second):
        yield GREAT_GAIN, len(first.text) + 1
        return
    text, border = first.text + second.text, len(first.text)
    long = [word.text for word in (first, second) if len(word.text) > 1]
    least = GREAT_GAIN if all(map(known, long)) else GAIN
    here = how_common(first.text) + how_common(second.text)
    for cut in (border - 1, border + 1):
        left, right = text[:cut], text[cut:]
        if not left or not right or right[0] in SMALL or len(left) == len(right) == 1:
            continue
        if (first.text[0] in NUMERALS and not phrase(left)) or second.text[0] in NUMERALS:
            continue
        gain = how_common(left) + how_common(right) - here
        if gain >= least and _stands(left) and _stands(right):
            yield gain, cut


def _begins_a_name(first: Word, second: Word) -> bool:
    """普 京通 电话: a name that a dictionary has, cut behind its first character."""
    cut = first.tag == "PER" and len(first.text) == 1 and len(second.text) == 2  # noqa: PLR2004 - the rest of the name and one more
    return (
        cut and HAN.fullmatch(second.text) is not None and not known(second.text) and known(first.text + second.text[0])
    )


def _plain(word: Word) -> bool:
    return word.tag not in NAMED and bool(HAN.fullmatch(word.text))


def _particle(word: Word) -> bool:
    """搬到 了, 和 易腐: small words stand alone; 之 may go with what follows."""
    return word.text in ALWAYS_ALONE or (len(word.text) == 1 and word.tag in PARTICLES and word.text != "之")


def _counts(first: Word, second: Word) -> bool:
    """第四 代传人: a measure word that was given to what it counts."""
    return (
        first.tag == "m"
        and first.text[-1] in NUMERALS
        and second.text[0] in COUNTS
        and len(second.text) > 2  # noqa: PLR2004 - a measure word and a word
        and not known(second.text)
        and known(second.text[1:])
    )


def _stands(text: str) -> bool:
    """Whether it is a word of a dictionary, or a character that is one by itself."""
    return known(text) if len(text) > 1 else classes().get(text, UNKNOWN) >= ALONE


def _idioms(words: list[Word]) -> list[Word]:
    """赖斯梅 开 二度 → 赖斯 梅开二度: an idiom that lies across borders is one word, and so is what is left on each side."""
    found, at = list(words), 0
    while at < len(found) - 1:
        for last in range(at + 1, min(at + IDIOM, len(found))):
            mended = _idiom(found[at : last + 1])
            if mended:
                found[at : last + 1] = mended
                break
        at += 1
    return found


def _idiom(words: list[Word]) -> list[Word]:
    """These words cut anew, where an idiom begins in the first, ends in the last, and one of them is cut by it."""
    first, last, text = words[0], words[-1], "".join(word.text for word in words)
    for head in range(len(first.text)):
        end = head + IDIOM
        if not (head or end < len(text)) or not len(text) - len(last.text) < end <= len(text):
            continue
        if phrase(text[head:end]) and _cuts_no_word(first, last, text, head) and HAN.fullmatch(text):
            return _in_parts(first, last, text, head)
    return []


def _cuts_no_word(first: Word, last: Word, text: str, head: int) -> bool:
    """Whether what the idiom is cut out of is no word of a dictionary, or the word and a particle: 直截 了 当地."""
    idiom, rest = text[head : head + IDIOM], text[head + IDIOM :]
    if head and (known(first.text) or (known(idiom[: IDIOM // 2]) and known(idiom[IDIOM // 2 :]))):
        return False
    return not rest or rest in SMALL or not (head or known(first.text) or known(last.text))


def _in_parts(first: Word, last: Word, text: str, head: int) -> list[Word]:
    """What stands before the idiom, the idiom, and what stands after it."""
    end = head + IDIOM
    before = [replace(first, text=text[:head])] if head else []
    tag = first.tag if first.tag in NAMED else "n"
    idiom = replace(last, text=text[head:end], tag=tag, start=first.start + head)
    after = [replace(last, text=text[end:], tag="u" if text[end:] in SMALL else last.tag, start=first.start + end)]
    return [*before, idiom, *(after if text[end:] else [])]


def known(text: str) -> bool:
    """Whether a dictionary has it as one word."""
    return text in classes() or phrase(text) is not None


def how_common(text: str) -> int:
    """Twice the logarithm of how often it stands in texts; less than nothing for what no one counted."""
    return classes().get(text) or (RARE if phrase(text) else UNKNOWN)
