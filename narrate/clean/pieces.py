"""Sentences that a dump broke at the elements inside them, links and bold words, are whole again.

`上午9点，记者来到` + `河畔小学` + `，操场上已经…` is what text between tags, a line each, leaves of one paragraph.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from narrate.clean.conventions import CHAPTER
from narrate.clean.lines import UNBROKEN, WIDE_EDGE, tidy
from narrate.clean.noise import plainly

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from narrate.clean.lines import Line

# What begins no sentence.
GOES_ON = re.compile(
    r"^(?:[，。、；？！％]|[）》」』”’](?=[\u4e00-\u9fff，。、；？！])|[,;!?.](?=\s[\w“\"]|$)|\[\d{1,3}\]$)"
)
# What ends none: a preposition, a particle, a conjunction, a verb that waits for its object, an open bracket.
AWAITS = re.compile(
    r"(?:[的在到于为是由与和据从对向把被将及、（《“「『(]|按照|包括|例如|比如|(?<=[a-z] )(?:the|an?|of|to|in|by|with|and|or|for|from|that|at|as|on|is|was|are|were))$"
)
NOUNS = frozenset(  # that end so and await nothing: `今年的数据`
    "目的 标的 存在 现在 所在 内在 潜在 行为 人为 自由 理由 缘由 参与 给与 总和 饱和 缓和 温和 共和 谦和 数据 证据 依据 论据 票据 服从 "
    "顺从 跟从 相对 反对 应对 绝对 核对 一对 配对 方向 走向 动向 导向 取向 志向 风向 意向 倾向 去向 大将 中将 上将 少将 名将 麻将 "
    "埃及 普及 波及 报到 迟到 周到 国是 华为".split()
)
OPEN = re.compile(r"[（《“「『(]$")
BEGAN = re.compile(r"[。；，]([^。，；！？\s]{0,20})$")  # a sentence that has begun, right before the element inside it
STOPPED = re.compile(r"[。；]")
LONGEST_PIECE = 30  # characters of such an element
NAME = 10  # characters of one inside a sentence of which nothing else tells that it goes on: a heading is longer
BEGUN = 30  # characters of a whole sentence from which the body has begun
MOST = 2000  # characters of a paragraph that is put together


def whole(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a dump, those of one paragraph as one."""
    return tuple(_with_elements(list(_with_ends(lines))))


def _with_ends(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """What begins with the end of a sentence belongs to the line above it; whether a short piece was so completed."""
    last: Line | None = None
    completed = False
    for line in lines:
        if last is not None and GOES_ON.match(line.text) and _is_next(last, line) and not UNBROKEN.search(last.text):
            completed = completed or len(last.text) <= LONGEST_PIECE
            last = _glued(last, line)
            continue
        if last is not None:
            yield last, completed
        last, completed = line, False
    if last is not None:
        yield last, completed


def _with_elements(lines: Sequence[tuple[Line, bool]]) -> Iterator[Line]:
    """A sentence that has begun, the element inside it, and how it goes on."""
    at, begun = 0, False
    while at < len(lines):
        line, end = lines[at][0], at + 1
        here = begun or (len(line.text) >= BEGUN and bool(STOPPED.search(line.text)))
        while pieces := _pieces_of(line, lines[end : end + 2], begun=here):
            for piece, _ in lines[end : end + pieces]:
                line = _glued(line, piece)
            end += pieces
        if not UNBROKEN.search(line.text):  # it never ends: it was no sentence
            line, end = lines[at][0], at + 1
        begun = begun or (len(line.text) >= BEGUN and bool(UNBROKEN.search(line.text)))
        yield line
        at = end


def _pieces_of(line: Line, below: Sequence[tuple[Line, bool]], *, begun: bool) -> int:
    """How many of the lines below it a line goes on in: the element and what follows it; 0 where it does not go on. Before the
    body has `begun` only a piece with the end of a sentence tells."""
    if (
        not below
        or not (begun or below[0][1])
        or len(line.text) > MOST
        or not _goes_on(line.text, completed=below[0][1])
    ):
        return 0
    if _is_apart(line, below[0][0]):
        return 0
    if below[0][1] or len(below[0][0].text) > LONGEST_PIECE:
        return 1 if below[0][1] or _awaits(line.text) else 0
    short = _awaits(line.text) or len(below[0][0].text) <= NAME
    return 2 if short and len(below) > 1 and not _is_apart(below[0][0], below[1][0]) else 0


def _goes_on(text: str, *, completed: bool) -> bool:
    """Whether a line is a sentence without its end, where the next is a piece `completed` by its end, or may be one."""
    if UNBROKEN.search(text) or CHAPTER.match(text) or plainly(text):
        return bool(OPEN.search(text))
    began = BEGAN.search(text) is not None
    return _awaits(text) or (began and (completed or bool(STOPPED.search(text))))


def _awaits(text: str) -> bool:
    return AWAITS.search(text) is not None and text[-2:] not in NOUNS


def _is_apart(line: Line, following: Line) -> bool:
    """Whether the next line is another paragraph, or none."""
    if OPEN.search(line.text):
        return not _is_next(line, following)
    return not _is_next(line, following) or bool(CHAPTER.match(following.text) or plainly(following.text))


def _is_next(line: Line, following: Line) -> bool:
    return not (following.gap or following.tag or line.tag or following.indent)


def _glued(line: Line, following: Line) -> Line:
    edge = line.text[-1:] + following.text[:1]
    space = "" if WIDE_EDGE.search(edge) or GOES_ON.match(following.text) or line.text.endswith("(") else " "
    return replace(line, text=tidy(line.text + space + following.text))
