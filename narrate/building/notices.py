"""What an editor should know at the end of a build, though nothing failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.building.voices import remarks
from narrate.release import articles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.building.outcome import Outcome
    from narrate.catalogue import Catalogue

BEHIND = "this machine's clock is behind the dates that are public: what is new and dated later waits; set the clock"
REVIEWS = "articles that wait for approval: {}; hear and approve them at `narrate desk`, or by `narrate approve`"
SPOILT = "{} was missing or damaged: it is made anew"


def notice(kept: Catalogue, spoilt: Sequence[str], vanished: Sequence[str], outcomes: Sequence[Outcome]) -> str:
    """A line for each: the clock, what waits for approval, what was damaged or has vanished, voices that were not chosen."""
    reviews = articles.reviews(kept)
    return "\n".join(
        [
            *([BEHIND] if articles.is_clock_behind(kept) else []),
            *([REVIEWS.format(reviews)] if reviews else []),
            *map(SPOILT.format, spoilt),
            *vanished,
            *remarks(outcomes),
        ]
    )
