"""Sentences that a dump broke at the elements inside them, links and bold words, are whole again.

`上午9点，记者来到` + `河畔小学` + `，操场上已经…` is what text between tags, a line each, leaves of one paragraph. What a dump
looks like decides how much is put together: where lines begin with the end of a sentence time and again it was made so, and a
blank line, if it has any, parts its paragraphs; elsewhere only what can't stand alone is joined.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from narrate.clean.conventions import CHAPTER
from narrate.clean.lines import UNBROKEN, glued, tidy
from narrate.clean.noise import HAN, plainly

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from narrate.clean.lines import Line

NOTE = re.compile(r"^\[\d{1,3}\]$")
# What begins no sentence.
GOES_ON = re.compile(
    r"^(?:[，。、；：？！％]|[）》](?=[\u4e00-\u9fff，。、；？！])|[」』”’](?=[\u4e00-\u9fff，。、；？！]|$)|[（(《“「『]$|[,;!?.](?=\s[\w“\"]|$))"
)
LETTERED = frozenset(",;!?.")  # what ends sentences in letters
LABELLED = re.compile(r"^[：:]")  # begins what a label says, too
# What ends none: a preposition, a particle, a conjunction, a comma, an open bracket.
AWAITS = re.compile(
    r"(?:[的在到于为是由与和据从对向把被将及、，（《“「『(]|按照|包括|例如|比如|截至|截止|来自|地处|(?<=[a-z] )(?:the|an?|of|to|in|by|with|and|or|for|from|that|at|as|on|is|was|are|were)|[a-z],)$"
)
NOUNS = frozenset(  # that end so and await nothing: `今年的数据`
    "目的 标的 存在 现在 所在 内在 潜在 行为 人为 自由 理由 缘由 参与 给与 总和 饱和 缓和 温和 共和 谦和 数据 证据 依据 论据 票据 服从 "
    "顺从 跟从 相对 反对 应对 绝对 核对 一对 配对 方向 走向 动向 导向 取向 志向 风向 意向 倾向 去向 大将 中将 上将 少将 名将 麻将 "
    "埃及 普及 波及 报到 迟到 周到 国是 华为".split()
)
# What goes on with a name or a figure before it.
FOLLOWS = re.compile(
    r"^(?:[的地得了着过]|等(?=[，。、的地人公企部方七八九十\d])|说(?=[，：。])|称(?=[，：])|(?:表示|认为|介绍|告诉|指出|坦言|回忆)[说，：\u4e00-\u9fff]|以[上下]|左右|之间|年来|年前|年间|时期|以来|期间|[末初时天个名](?=[，。、])|[％%℃]|[元万亿](?=[，。、的])|(?:\d{1,2}月)?\d{1,2}日(?=[，在通公发举召对电讯])|[和与及或](?!谐))"
)
FIGURE = re.compile(
    r"^(?:约|近|超)?(?:\d[\d.,]*|[一二三四五六七八九十百千万亿两几多]{2,8})\s?(?:[%％℃°]|[A-Za-z]{1,4}|[\u4e00-\u9fff]{0,5})$"
)
OPEN = re.compile(r"[（《“「『(]$")
BEGAN = re.compile(r"[。；，]([^。，；！？\s]{0,20})$")  # a sentence that has begun, right before the element inside it
COMMA = re.compile(r"[，、；]|[a-z], ")
STOPPED = re.compile(r"[。；]")
LONGEST_PIECE = 30  # characters of an element inside a sentence
NAME = 10  # characters of one of which nothing else tells that it is inside: a heading is longer
BEGUN = 30  # characters of a whole sentence from which the body has begun
BROKEN = 2  # ends of sentences on lines of their own that make a dump a broken one
FEW = 5  # pieces of a paragraph to each sure sign, at most: a menu has fewer signs
GAPPED = 5  # lines to each blank one, at most, where blanks part paragraphs
MOST = 3000  # characters of a paragraph that is put together
TITLE = 24  # characters of a heading with a comma in it


def whole(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a dump, those of one paragraph as one."""
    ends = sum(_is_an_end(a, b) for a, b in pairwise(lines))
    if ends < BROKEN:
        return tuple(_with_elements(_with_ends(lines)))
    gapped = sum(line.gap > 0 for line in lines) * GAPPED >= len(lines)
    return tuple(_paragraphs(lines, gapped=gapped))


def _is_an_end(line: Line, following: Line) -> bool:
    """Whether a line is how the sentence above it ends, or goes on."""
    return (
        _carries_on(line.text, following.text)
        and not LABELLED.match(following.text)
        and _is_next(line, following)
        and not _ends(line.text)
    )


def _carries_on(text: str, following: str) -> bool:
    """Whether a line can't begin a sentence. A comma below a single word in letters is one of code."""
    prose = following[:1] not in LETTERED or " " in text or HAN.search(text) is not None
    return prose and GOES_ON.match(following) is not None


def _ends(text: str) -> bool:
    return UNBROKEN.search(text) is not None


# ── a dump that is broken throughout ──────────────────────────────────────────────────────────────────────────────


def _paragraphs(lines: Sequence[Line], *, gapped: bool) -> Iterator[Line]:
    at = 0
    while at < len(lines):
        end = _end_of(lines, at, gapped=gapped)
        joined = reduce(_glued, lines[at:end])
        yield from [joined] if _ends(joined.text) else lines[at:end]  # what never ends is no sentence
        at = end


def _end_of(lines: Sequence[Line], at: int, *, gapped: bool) -> int:
    """Where the paragraph ends that begins here; the next line where nothing goes on."""
    end, text = at + 1, lines[at].text
    told = quiet = 0  # signs that this is a sentence; pieces since the last of them
    while end < len(lines) and len(text) <= MOST:
        following = lines[end]
        if NOTE.match(following.text) and _is_next(lines[end - 1], following):
            end += 1
            continue
        if _is_apart(text, lines[end - 1], following):
            break
        sure = _is_sure(text, following.text)
        if not (sure or told or gapped or _is_likely(lines[end - 1].text, text, following.text)):
            break
        sign = sure or (gapped and _is_prose(following.text))
        told, quiet = told + sign, 0 if sign else quiet + 1
        if quiet > FEW:
            break
        text, end = f"{text}{following.text}", end + 1
    notes = all(NOTE.match(line.text) for line in lines[at + 1 : end])
    return end if notes or _is_told(lines[at:end], told, gapped=gapped) else at + 1


def _is_prose(text: str) -> bool:
    """Whether a piece has the marks of a sentence inside it."""
    return bool(COMMA.search(text) or STOPPED.search(text[:-1]))


def _is_told(pieces: Sequence[Line], signs: int, *, gapped: bool) -> bool:
    """Whether pieces are one paragraph by so many signs: between blank lines a menu has few, and a short paragraph may have none."""
    if not gapped:
        return signs > 0
    return signs * FEW > len(pieces) - 1 or (len(pieces) <= FEW and COMMA.search(pieces[0].text) is not None)


def _is_apart(text: str, line: Line, following: Line) -> bool:
    """Whether the next line is another paragraph, or no part of any."""
    if not _is_next(line, following) or (_ends(text) and not _carries_on(text, following.text)):
        return True
    if _carries_on(text, following.text) or OPEN.search(text):
        return False
    shown = (text,) if _awaits(text) and not plainly(text) else (text, following.text)  # `将于` awaits a day
    return any(CHAPTER.match(one) or plainly(one) for one in shown)


def _is_sure(text: str, following: str) -> bool:
    """Whether a line goes on in the next by how it ends, or how that begins."""
    alone = len(text) == 1 and HAN.match(text)
    return bool(alone or _carries_on(text, following) or FOLLOWS.match(following)) or _awaits(text)


def _is_likely(last: str, text: str, following: str) -> bool:
    """Whether it may: a figure goes before what is counted, a sentence that has begun before its element."""
    if FIGURE.match(last) and len(last) > 1 and not last.isdecimal():
        return True
    begun = bool(COMMA.search(text) or STOPPED.search(text))
    return begun and (len(text) > TITLE or len(following) <= LONGEST_PIECE // 2)


# ── a dump that is broken here and there ──────────────────────────────────────────────────────────────────────────


def _with_ends(lines: Sequence[Line]) -> list[tuple[Line, bool]]:
    """What begins with the end of a sentence belongs to the line above it; whether a short piece was so completed."""
    found: list[tuple[Line, bool]] = []
    for line in lines:
        last, completed = found[-1] if found else (None, False)
        if last and (_is_an_end(last, line) or (NOTE.match(line.text) and _is_next(last, line))):
            found[-1] = _glued(last, line), completed or len(last.text) <= LONGEST_PIECE
        else:
            found.append((line, False))
    return found


def _with_elements(lines: Sequence[tuple[Line, bool]]) -> Iterator[Line]:
    """A sentence that has begun, the element inside it, and how it goes on."""
    at, begun = 0, False
    while at < len(lines):
        line, end = lines[at][0], at + 1
        here = begun or (len(line.text) >= BEGUN and bool(STOPPED.search(line.text)))
        while pieces := _pieces_of(line, lines[end : end + 2], begun=here):
            line = reduce(_glued, (piece for piece, _ in lines[end : end + pieces]), line)
            end += pieces
        whole_ = _ends(line.text)
        begun = begun or (len(line.text) >= BEGUN and whole_)
        yield from [line] if whole_ else (one for one, _ in lines[at:end])  # what never ends was no sentence
        at = end


def _pieces_of(line: Line, below: Sequence[tuple[Line, bool]], *, begun: bool) -> int:
    """How many of the lines below it a line goes on in: the element and what follows it; 0 where it does not go on. Before the
    body has `begun` only a piece with the end of a sentence tells."""
    if not below or not (begun or below[0][1]) or len(line.text) > MOST:
        return 0
    if not _goes_on(line.text, completed=below[0][1]) or _is_apart(line.text, line, below[0][0]):
        return 0
    if below[0][1] or len(below[0][0].text) > LONGEST_PIECE:
        return 1 if below[0][1] or _awaits(line.text) else 0
    short = _awaits(line.text) or len(below[0][0].text) <= NAME
    second = len(below) > 1 and not _is_apart(below[0][0].text, below[0][0], below[1][0])
    return 2 if short and second else 0


def _goes_on(text: str, *, completed: bool) -> bool:
    """Whether a line is a sentence without its end, where the next is a piece `completed` by its end, or may be one."""
    if _ends(text) or CHAPTER.match(text) or plainly(text):
        return bool(OPEN.search(text))
    began = BEGAN.search(text) is not None
    return _awaits(text) or (began and (completed or bool(STOPPED.search(text))))


def _awaits(text: str) -> bool:
    return AWAITS.search(text) is not None and text[-2:] not in NOUNS


def _is_next(line: Line, following: Line) -> bool:
    return not (following.gap or following.tag or line.tag) and following.indent <= 1


def _glued(line: Line, following: Line) -> Line:
    close = GOES_ON.match(following.text) or line.text.endswith("(")
    return replace(line, text=tidy(line.text + following.text if close else glued(line.text, following.text)))
