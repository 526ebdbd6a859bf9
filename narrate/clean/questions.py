"""What an editor should look at on a page, each with the line of narrate.toml that would change it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from narrate.clean import evidence
from narrate.clean.noise import plainly
from narrate.clean.spoken import why
from narrate.model import Question, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from narrate.clean.lines import Line
    from narrate.clean.spoken import Verdict

SETTLED = frozenset({Reason.HEADLINE, Reason.DUPLICATE, Reason.RULE})
LOST = 2  # times the article that the page's other prose must be, to be asked about
LEAST = 200  # characters of other prose that are worth a question
MOST = 12  # questions about lines of one page
GOES_ON = "the article goes on on another page: give all its pages together"
SHOWN = 24  # characters of a line by which it is named in a rule


def questions(
    lines: Sequence[Line], found: Sequence[Verdict], facts: Mapping[str, str], *, more: bool
) -> tuple[Question, ...]:
    """In the order of what would hurt most: much left out, more pages, single sentences, the headline."""
    return (*_short(lines, found), *_goes_on(more=more), *_left_out(lines, found), *_headline(facts))


def _short(lines: Sequence[Line], found: Sequence[Verdict]) -> Iterator[Question]:
    prose = [(line, one) for line, one in zip(lines, found, strict=True) if evidence.is_prose(line)]
    said = sum(evidence.length(line.text) for line, one in prose if one.reason is None)
    other = sum(evidence.length(line.text) for line, one in prose if one.reason not in (None, *SETTLED))
    if other >= max(LEAST, LOST * said):
        yield Question(
            f"{round(said)} : {round(other)}",
            "the page holds much more running text than is spoken",
            'keep = ["CSS selector of the article"]',
        )


def _goes_on(*, more: bool) -> Iterator[Question]:
    if more:
        yield Question("rel=next", GOES_ON)


def _left_out(lines: Sequence[Line], found: Sequence[Verdict]) -> Iterator[Question]:
    spoken = [i for i, one in enumerate(found) if one.reason is None]
    inside = range(min(spoken), max(spoken)) if spoken else range(0)
    doubted = [i for i in inside if _is_doubtful(lines[i], found[i])]
    for i in doubted[:MOST]:
        yield Question(
            lines[i].text,
            f"left out inside the article as {found[i].reason}, though it looks like a sentence: {why(found[i])}",
            f"keep_lines = [{json.dumps('^' + re.escape(lines[i].text[:SHOWN]), ensure_ascii=False)}]",
        )


def _is_doubtful(line: Line, one: Verdict) -> bool:
    settled = one.reason is None or one.reason in SETTLED or line.hidden
    return not settled and evidence.is_prose(line) and not plainly(line.text)


def _headline(facts: Mapping[str, str]) -> Iterator[Question]:
    if not facts.get("title"):
        yield Question("", "no headline was found: the article is named by its first sentence")
