"""What an editor may say of a line of a page, as the rules of lines stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.model import Reason
from narrate.rulings import DROP, FORGET, KEEP, Ruled

if TYPE_CHECKING:
    from narrate.inbox import Line

HERE, SITE = "here", "site"  # for this article, or for the whole site


@dataclass(frozen=True, slots=True)
class Switch:
    """A line of a page, what rules say of it, and what an editor may say instead: a verdict of rulings and its scope."""

    line: Line
    ruled: Ruled
    deeds: tuple[str, ...]
    spoken: bool  # by the next build


def switched(line: Line, ruled: Ruled, place: str) -> Switch:
    """The switch of a line of the page at this place ("": nobody knows which it is)."""
    spoken = ruled.verdict == KEEP if ruled.verdict else not line.omitted
    deeds = () if _is_fixed(line) else (*_contrary(ruled, place, spoken=spoken), *_back(ruled))
    return Switch(line, ruled, deeds, spoken)


def _is_fixed(line: Line) -> bool:
    """The headline is said anyway; a row is ruled cell by cell, in narrate.toml."""
    return line.omitted == Reason.HEADLINE or line.spoken == "row"


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
