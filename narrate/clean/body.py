"""Which stretch of the page is the article.

For HTML two well-kept extractors are asked, readability first, and their answers are laid over the page's own lines; for
plain text the lines' own density decides. Knows nothing of what a line says beyond its length and punctuation.
"""

from __future__ import annotations

import bisect
import re
from itertools import accumulate
from typing import TYPE_CHECKING

from narrate.clean.conventions import CHAPTER, bulleted, inserts, listed
from narrate.clean.lines import Line, block_texts, parse, squeeze
from narrate.clean.noise import plainly
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ENOUGH = 250  # characters below which an extractor's answer is doubted
SHORT = 60  # characters of the shortest article that is found below a headline
NEAR_HEADLINE = 25  # lines that may stand between the headline and the article: date, source, buttons
NEAR_BELOW = 4  # lines that may stand between two of its paragraphs
HEADLINE_TAGS = frozenset(("h1", "h2", ""))  # "": plain text has none
SUBHEADINGS = frozenset(("h2", "h3", "h4"))
TITLE_PARTS = re.compile(r"\s{0,9}[_|｜]\s{0,9}|\s{1,9}[-–—]\s{1,9}")  # what sites hang behind the headline in <title>
MOST_TWICE = 400_000  # characters in which copies are sought
GAP_TWICE = 3  # lines by which the copies may differ at one place
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
KANA = re.compile(r"[\u3040-\u30fa]{4}")
STOPS = re.compile(r"[。！？；…!?;][”’』」）)\"']*$|[.,，、:：][”\"]?$")
COMMAS = re.compile(r"[，。！？；、,.!?;]")


def chosen(html: str, lines: Sequence[Line], title: str) -> set[int]:
    """The numbers of the lines that extractors take for the article.

    Readability leads on pages in Han characters, trafilatura elsewhere; a small or doubtful answer is weighed again."""
    if alone := in_one_box(lines):
        return alone
    han = _han(lines)
    readers = (_by_readability, _by_trafilatura) if han else (_by_trafilatura, _by_readability)
    first = _laid_over(lines, readers[0](html))
    below = below_headline(lines, title)
    astray = (
        han and not _kana(lines) and bool(below and first) and max(below) < min(first)
    )  # it took what follows the article
    if (
        _size(lines, first) >= ENOUGH
        and not astray
        and is_article([lines[i] for i in first])
        and not _drowned(lines, first)
    ):
        return first
    if _size(lines, below) >= SHORT:
        return below
    second = _laid_over(lines, readers[1](html))
    best = max(first, second, key=lambda chosen: _size(lines, chosen))
    return best if is_article([lines[i] for i in best]) else dense(lines)


PLENTY = 600  # characters of running text that one box holds
ALMOST_ALL = 0.95  # of the page's running text
OUTER = 2  # html and body hold every article's sentences
MOSTLY = 0.85  # of the box's own text, from its first sentence to its last, that is running text


def in_one_box(lines: Sequence[Line]) -> set[int]:
    """The lines of the smallest box that holds almost all running text of the page; nothing where no box is so plain."""
    prose = {
        i: len(line.squeezed) for i, line in enumerate(lines) if line.chain and not line.linked and _weight(line) > 0
    }
    whole = sum(prose.values())
    if whole < PLENTY:
        return set()
    middle = lines[_middle(prose, whole / 2)].chain

    def held(depth: int) -> int:  # by the box that holds the middle sentence at this depth
        return sum(
            size for i, size in prose.items() if lines[i].chain[:-1][depth : depth + 1] == middle[depth : depth + 1]
        )

    depths = range(OUTER, len(middle))
    depth = OUTER + bisect.bisect_right(depths, -ALMOST_ALL * whole, key=lambda depth: -held(depth)) - 1
    if depth < OUTER:
        return set()
    box = middle[depth : depth + 1]
    told = [i for i in prose if lines[i].chain[depth : depth + 1] == box]
    inside = {i for i in range(min(told), max(told) + 1) if lines[i].chain[depth : depth + 1] == box}
    return inside if held(depth) >= MOSTLY * _size(lines, inside) else set()


def _middle(sizes: Mapping[int, int], half: float) -> int:
    """The line at which half of the text is told: whatever box holds almost all of it holds this one."""
    return next(i for i, told in zip(sizes, accumulate(sizes.values()), strict=True) if told >= half)


def _han(lines: Sequence[Line]) -> bool:
    text = "".join(line.text for line in lines if line.linked * 2 < len(line.text))
    return len(HAN.findall(text)) * 4 > len(text)


def _kana(lines: Sequence[Line]) -> bool:
    return any(KANA.search(line.text) for line in lines if not line.linked)


def _drowned(lines: Sequence[Line], chosen: set[int]) -> bool:
    """Whether there is a denser stretch without links that the answer left out altogether."""
    stretch = {i for i in dense(lines) if lines[i].linked * 2 < len(lines[i].squeezed)}
    return not stretch & chosen and _size(lines, stretch) > 1.5 * _size(lines, chosen)


def below_headline(lines: Sequence[Line], title: str) -> set[int]:
    """The first running text below the headline: sentences until links, a comment section or a menu take over."""
    headline = squeeze(title)
    at = [i for i, line in enumerate(lines) if headline and line.squeezed == headline and line.tag in HEADLINE_TAGS]
    if not at:
        return set()
    chosen: set[int] = set()
    silent = last = 0
    for i in range(at[-1] + 1, len(lines)):
        line = lines[i]
        weight = _weight(line)
        if weight > 0 and line.linked * 2 < len(line.squeezed):
            chosen.update(range(last + 1 if chosen else i, i + 1))
            last = i
            silent = 0
        else:
            silent += not _member(line)
        if silent > (NEAR_BELOW if chosen else NEAR_HEADLINE):
            break
    return chosen


def _member(line: Line) -> bool:
    """A cell, an item or a heading between paragraphs, which says nothing about where the article ends."""
    return not line.linked and (bool(line.row) or line.tag == "li" or line.tag in SUBHEADINGS)


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
    return block_texts(parse(summary)) if summary.strip() else []


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

    Sentences weigh by their length, other lines against. A gap between two paragraphs never costs more than GAP, however
    many rows or names it lists; a line of furniture in it costs more than a plain one.
    """
    items = set(listed(lines)) | {i for i, line in enumerate(lines) if CHAPTER.match(line.text)}
    items |= set(bulleted(lines, {i for i, line in enumerate(lines) if _weight(line) > CRY}))
    aside = inserts(lines)
    best, start, total, gap, run = (0, 0, 0.0), 0, 0.0, 0.0, 0
    for i, line in enumerate(lines):
        if total <= 0:
            start, total, gap, run = i, 0.0, 0.0, 0
        weight = 0.0 if line.hidden else _weight(line)
        if weight > 0:
            total, gap, run = total + weight, 0.0, 0
        else:
            run += 1
            plain = min(PLAIN_LINE * min(run, STEPS), max(0.0, GAP - gap))
            leaves = plainly(line.text) in LEAVING and i not in aside
            cost = ITEM if i in items else LEAVES if leaves else plain
            total, gap = total - cost, gap + cost
        if total > best[2]:
            best = (start, i + 1, total)
    return set(range(best[0], best[1]))


GAP = 300.0  # characters that the plain lines between two paragraphs cost at the most
PLAIN_LINE, STEPS = 10.0, 2  # what the first of them costs; the next twice, and so on, in so many steps
ITEM = 2.0  # what an item of a list costs
CRY = 5.0  # what a short sentence weighs
LEAVES = 120.0  # what a line costs that says that the article is over, or that others begin
LEAVING = frozenset(
    {
        Reason.RELATED,
        Reason.COMMENT,
        Reason.COPYRIGHT,
        Reason.DISCLAIMER,
        Reason.SHARE,
        Reason.LINK,
        Reason.PROMOTION,
        Reason.CREDIT,
        Reason.BOILERPLATE,
    }
)


def _weight(line: Line) -> float:
    length = len(line.squeezed)
    commas = len(COMMAS.findall(line.text))
    if length >= 20 and commas and STOPS.search(line.text):  # noqa: PLR2004 - a sentence
        return min(length, 300.0)
    if length >= 40 and commas:  # noqa: PLR2004 - a sentence that lost its end
        return length / 2
    if STOPS.search(line.text) and length >= 6:  # noqa: PLR2004 - a short sentence, often speech
        return CRY
    return -8.0


def in_dump(lines: Sequence[Line]) -> set[int]:
    """The article in a text dump without copies: what runs below the headline, or is densest."""
    stretch = dense(lines)
    below = below_headline(lines[1:], re.split(TITLE_PARTS, lines[0].text)[0]) if lines else set()
    below = {i + 1 for i in below}
    if _size(lines, below) >= SHORT and stretch and max(below) < min(stretch):
        return below
    return stretch


def said_twice(lines: Sequence[Line]) -> set[int]:
    """The first of two copies of the article: the longest run of lines whose words come again further down, in order.

    Dumps of news pages hold their body two or three times, broken into lines in different ways.
    """
    keys = [line.squeezed for line in lines]
    whole = "".join(keys)
    if len(whole) > MOST_TWICE:
        return set()
    best, most = range(0), 0  # the lines of the longest run, and how many characters of it are sentences
    first, last, said = 0, -1, 0  # of the run
    end, again = 0, 0
    for i, key in enumerate(keys):
        end += len(key)
        found = whole.find(key, max(end, again)) if len(key) > 1 else -1
        if found >= 0:
            first, last = (i if last < 0 else first), i
            said += len(key) if _weight(lines[i]) > CRY else 0
            again = found + len(key)
        elif last >= 0 and i - last > GAP_TWICE:
            last, said, again = -1, 0, 0
        if said > most:
            best, most = range(first, last + 1), said
    return set(best)
