"""What an editor may say of a line of a page: speak it, leave it out, let a section begin there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.model import Reason
from narrate.rulings import DROP, FORGET, KEEP, Ruled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.inbox import Heard, Line

# For a sentence of this article, for the article, for those that are published from today on, or for the whole site.
SENTENCE, HERE, NEW, SITE = "sentence", "here", "new", "site"
HEADING = "heading"
MOST_SAID = 200  # sentences of a line, at most, before the next is heard
NEAR = 12  # lines before and behind a heading to which it can be moved


@dataclass(frozen=True, slots=True)
class Switch:
    """A line of a page, what rules say of it, and what an editor may say instead: a verdict of rulings and its scope."""

    line: Line
    ruled: Ruled
    deeds: tuple[str, ...]
    spoken: bool  # by the next build
    section: str  # the line of the page at which a section may begin, or begins, here; "" where none can


def switched(line: Line, ruled: Ruled, place: str) -> Switch:
    """The switch of a line of the page at this place ("": nobody knows which it is)."""
    spoken = ruled.verdict == KEEP if ruled.verdict else not line.omitted
    deeds = () if _is_fixed(line) else (*_contrary(ruled, place, spoken=spoken), *_back(ruled))
    section = "" if not place or line.omitted or line.spoken == "row" else line.begins or line.text
    return Switch(line, ruled, deeds, spoken, section)


def _is_fixed(line: Line) -> bool:
    """The headline is said anyway; a row is ruled cell by cell, in narrate.toml; a title that an editor gave is no line of the
    page."""
    return line.omitted == Reason.HEADLINE or line.spoken == "row" or bool(line.begins)


@dataclass(frozen=True, slots=True)
class Border:
    """A line of the page as a place where a section may begin."""

    line: str
    title: str  # of the section that begins there; "" where none does
    is_made: bool  # by an editor: the page has none there
    others: tuple[str, ...]  # lines near it at which that section could begin instead


def border(lines: Sequence[Line], line: str) -> Border | None:
    """The line as it stands among those of its page; None where it is not there, or not spoken."""
    spoken = [one for one in lines if not one.omitted and one.spoken != "row"]
    at = next((n for n, one in enumerate(spoken) if line in (one.begins, one.text)), None)
    if at is None:
        return None
    found = spoken[at]
    begins = found.spoken == HEADING
    below = any(one.text == line and one.spoken != HEADING for one in spoken)
    near = [one.text for one in spoken[max(0, at - NEAR) : at + NEAR] if one.spoken != HEADING and one.text != line]
    made = bool(found.begins) and (below or found.text == line)
    return Border(line, found.text if begins else "", made, tuple(dict.fromkeys(near)) if begins else ())


def starts(found: Heard) -> dict[str, int]:
    """Where each spoken line of the page is heard first: its text → milliseconds."""
    said = [("".join(utterance.text.split()), cue.start) for utterance, cue in found.sentences]
    at: dict[str, int] = {}
    place = 0
    for line in found.lines:
        if line.omitted:
            continue
        plain = "".join(line.text.split())
        near = range(place, min(place + MOST_SAID, len(said)))
        here = next((n for n in near if said[n][0] and plain.startswith(said[n][0])), None)
        if here is not None:
            at.setdefault(line.text, said[here][1])
            place = here + 1
    return at


def _contrary(ruled: Ruled, place: str, *, spoken: bool) -> tuple[str, ...]:
    """A rule that leaves a line out wins: it can be turned round where it stands, if it is for this line alone."""
    if ruled.verdict == DROP and not ruled.own:
        return ()
    scopes = (_scope(ruled),) if ruled.verdict == DROP else (HERE, SITE) if place else (SITE,)
    return tuple(f"{DROP if spoken else KEEP} {scope}" for scope in scopes)


def _back(ruled: Ruled) -> tuple[str, ...]:
    return (f"{FORGET} {_scope(ruled)}",) if ruled.own else ()


def _scope(ruled: Ruled) -> str:
    return HERE if ruled.match else SITE
