"""What a dump has between two paragraphs of its article and is none of it: advertisements, offers, buttons, captions, lists of
other articles.

An article does not end at the first line of furniture, it ends where no paragraph follows. So what stands between two
paragraphs is put aside before anything is judged: what remains is the article in one piece. Nothing is put aside below a
line after which only others speak (comments, rights, who wrote it), or where the sentence below may be a reader's.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from narrate.clean.conventions import ENDED, NAMES_ITSELF, POINTING
from narrate.clean.labels import echo
from narrate.clean.noise import plainly, signs_in
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from narrate.clean.lines import Line

# What may interrupt an article; below all else it is over.
INTERRUPTS = frozenset({Reason.PROMOTION, Reason.SHARE, Reason.CONTROL, Reason.CAPTION, Reason.LINK, Reason.RELATED})
# What stands right below a paragraph of an article, and not below a sentence of its page.
CLOSES = INTERRUPTS | {Reason.CREDIT, Reason.KEYWORDS, Reason.DISCLAIMER}
# What stands right below what a reader wrote.
OF_READERS = frozenset({Reason.COMMENT, Reason.DATELINE})
QUOTED = re.compile(r"^[“‘「].{2,80}[”’」]$")
LENGTH = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
CALLS = frozenset({Reason.PROMOTION, Reason.CONTROL, Reason.SHARE})
LONGEST = 9  # lines of an interlude
SENTENCE, PARAGRAPH = 12, 20  # characters of a sentence, and of one that goes on below
LONG = 45  # characters from which a line is a sentence without its end
MUCH = 60  # characters from which what goes on needs nothing below it
SHORTER = 0.6  # of the shortest title, a heading right below several of them


def interludes(lines: Sequence[Line]) -> dict[int, Reason]:
    """Lines that interrupt the article of a dump, and what they are."""
    told = dict.fromkeys(i for i, line in enumerate(lines) if _is_told(line))
    start = next(iter(told), 0)
    found: dict[int, Reason] = {}
    for above, below in itertools.pairwise(told):
        between = range(above + 1, below)
        first = above == start and len(lines[above].squeezed) < PARAGRAPH  # which may be the page's own
        if 0 < len(between) <= LONGEST and not first and _goes_on(lines, between, told):
            found |= _aside(lines, between)
    return found


def _is_told(line: Line) -> bool:
    size = len(line.squeezed)
    whole = size >= LONG or (size >= SENTENCE and bool(ENDED.search(line.text)))
    return whole and not line.linked and _kind(line) is None


def _kind(line: Line) -> Reason | None:
    """What a line says that it is as a whole; a call, be it in a sentence."""
    called = (sign.reason for sign in signs_in(line.text) if sign.whole and sign.reason in CALLS)
    return plainly(line.text) or next(called, None)


def _goes_on(lines: Sequence[Line], between: range, told: Collection[int]) -> bool:
    """Whether the sentence below what interrupts is the article's again."""
    says = {_kind(lines[i]) for i in between} - {None}
    first = lines[between.stop]
    if not says or says - INTERRUPTS or signs_in(first.text) or len(first.squeezed) < PARAGRAPH or first.tag:
        return False
    end = between.stop
    while end < len(lines) and end in told:
        end += 1
    below = [_kind(line) for line in lines[end : end + 2]]
    if below[:1] and below[0] in OF_READERS:
        return False
    if Reason.RELATED in says and _is_teaser(lines, between.stop, end):
        return False
    much = sum(len(lines[i].squeezed) for i in range(between.stop, end)) >= MUCH
    sure = much and (end - between.stop > 1 or Reason.RELATED not in says)
    return sure or not CLOSES.isdisjoint(reason for reason in below if reason) or _heads(lines, end)


def _is_teaser(lines: Sequence[Line], first: int, end: int) -> bool:
    """Whether one sentence stands between two titles: what an article of a list is about."""
    return end - first == 1 and _is_title(lines, first - 1) and _heads(lines, end)


def _heads(lines: Sequence[Line], at: int) -> bool:
    """Whether a title stands here, and a sentence below it."""
    return at + 1 < len(lines) and _is_title(lines, at) and _is_told(lines[at + 1])


def _is_title(lines: Sequence[Line], at: int) -> bool:
    return _kind(lines[at]) is None and not ENDED.search(lines[at].text)


def _aside(lines: Sequence[Line], between: range) -> dict[int, Reason]:
    """The furniture among these lines, and what belongs to it: the rest of its block, the titles below their label. Nothing
    where two lines and more are left that nothing explains."""
    found: dict[int, Reason] = {}
    for i in between:
        reason = _kind(lines[i])
        if reason is None and LENGTH.fullmatch(lines[i].text) and i + 1 in between:
            reason = Reason.CONTROL if _kind(lines[i + 1]) is Reason.CONTROL else None  # how long a film is
        if reason is None and i - 1 in found and _belongs(lines, between, i, found[i - 1]):
            reason = found[i - 1]
        if reason is not None:
            found[i] = reason
    several = sum(bool(POINTING.match(lines[i].text)) for i in between) > 1  # which are a list
    return found if len(between) - len(found) <= 1 and not several else {}


def _is_told_of(lines: Sequence[Line], between: range, at: int) -> bool:
    """Whether a single line right below the label of an advertisement is quoted, or has words of the paragraph below: a heading."""
    alone = at == between[-1] and at - 1 == between.start
    return alone and (bool(QUOTED.match(lines[at].text)) or echo(lines[at].text, lines[between.stop].text) > 0)


def _belongs(lines: Sequence[Line], between: range, at: int, above: Reason) -> bool:
    """Whether a line belongs to the furniture above it: in its block, where blank lines part blocks; else below the label of
    a list of titles, but for a last one that is far shorter than all of them, which heads the sentence below."""
    parted = [lines[i].gap > 0 for i in range(between.start + 1, between.stop + 1)]
    if parted[-1] and not all(parted):
        return not lines[at].gap and not (above is Reason.PROMOTION and _is_told_of(lines, between, at))
    titles = [i for i in between if _kind(lines[i]) is None]
    shortest = min((len(lines[i].squeezed) for i in titles[:-1]), default=0)
    head = at == between[-1] and len(lines[at].squeezed) <= SHORTER * shortest
    named = any(NAMES_ITSELF.search(lines[i].text) for i in between if _kind(lines[i]) is above)
    return above is Reason.RELATED and not (head or named or lines[at].text.endswith("。"))
