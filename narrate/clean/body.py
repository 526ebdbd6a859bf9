"""Which stretch of the page is the article.

For HTML two well-kept extractors are asked, readability first, and their answers are laid over the page's own lines; for
plain text the lines' own density decides. Knows nothing of what a line says beyond its length and punctuation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrate.clean.lines import Line, html_lines, parse, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH = 250  # characters below which an extractor's answer is doubted
STOPS = re.compile(r"[。！？；…!?;][”’』」）)\"']*$|[.,，、:：][”\"]?$")
COMMAS = re.compile(r"[，。！？；、,.!?;]")


def extracted(html: str, lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that the extractors take for the article."""
    first = _laid_over(lines, _by_readability(html))
    if _size(lines, first) >= ENOUGH:
        return first
    second = _laid_over(lines, _by_trafilatura(html))
    best = max(first, second, key=lambda chosen: _size(lines, chosen))
    return best if is_article([lines[i] for i in best]) else dense(lines)


def is_article(lines: Sequence[Line]) -> bool:
    """Text to be read, not a menu: more words outside links than in them, and a mark of punctuation somewhere."""
    linked = sum(line.linked for line in lines)
    whole = sum(len(line.squeezed) for line in lines)
    return linked * 2 < whole and any(COMMAS.search(line.text) for line in lines)


def _size(lines: Sequence[Line], chosen: set[int]) -> int:
    return sum(len(lines[i].squeezed) for i in chosen)


def _by_readability(html: str) -> list[str]:
    from readability import Document as Readable
    from readability.readability import Unparseable

    try:
        summary = Readable(html).summary(html_partial=True)
    except (Unparseable, ValueError, TypeError, AttributeError, RecursionError):
        return []  # what readability can't read, the next one may
    return [line.text for line in html_lines(parse(summary))] if summary.strip() else []


def _by_trafilatura(html: str) -> list[str]:
    from trafilatura import extract

    try:
        text = extract(html, include_comments=False, include_tables=True, favor_recall=True, fast=False)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return []
    return (text or "").split("\n")


def _laid_over(lines: Sequence[Line], found: Sequence[str]) -> set[int]:
    """The page's lines that an extractor's answer holds; short ones count only between long ones."""
    answer = {squeeze(text) for text in found} - {""}
    whole = "".join(squeeze(text) for text in found)  # a line of the page may be several of theirs
    long = [
        i
        for i, line in enumerate(lines)
        if len(s := line.squeezed) >= 12 and (s in answer or (len(s) >= 24 and s in whole))  # noqa: PLR2004 - too long to be met by chance
    ]
    if not long:
        return {i for i, line in enumerate(lines) if line.squeezed in answer}
    near = range(max(0, long[0] - 6), min(len(lines), long[-1] + 7))
    return set(long) | {i for i in near if lines[i].squeezed in answer}


def dense(lines: Sequence[Line]) -> set[int]:
    """The stretch of a text dump with the most running text: the maximum-sum run of line weights (Kadane).

    Sentences weigh by their length, short lines against; a short line between paragraphs (a sub-heading) costs less
    than what follows it brings.
    """
    best, start, total, run = (0, 0, 0.0), 0, 0.0, 0
    for i, line in enumerate(lines):
        if total <= 0:
            start, total, run = i, 0.0, 0
        weight = _weight(line)
        run = run + 1 if weight < 0 else 0
        total += weight * min(run, 8) if weight < 0 else weight
        if total > best[2]:
            best = (start, i + 1, total)
    return set(range(best[0], best[1]))


def _weight(line: Line) -> float:
    length = len(line.squeezed)
    commas = len(COMMAS.findall(line.text))
    if length >= 20 and commas and STOPS.search(line.text):  # noqa: PLR2004 - a sentence
        return min(length, 300.0)
    if length >= 40 and commas:  # noqa: PLR2004 - a sentence that lost its end
        return length / 2
    if STOPS.search(line.text) and length >= 6:  # noqa: PLR2004 - a short sentence, often speech
        return 5.0
    return -8.0
