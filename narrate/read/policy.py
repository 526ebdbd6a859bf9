"""Readings that are a matter of house style, not of right and wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narrate.read.tracked import Tracked

RANGES = frozenset({"range", "range of years", "range of times", "range of dates", "season", "life"})


@dataclass(frozen=True, slots=True)
class Policy:
    """`one`: 1 in numbers read digit by digit, 幺 or 一. `to`: the dash of a range, 到, 至, or "" to leave each rule its
    own. `two`: 2 at the head of hundreds, 两 or 二, or "" likewise."""

    one: str = "幺"
    to: str = ""
    two: str = ""

    def applied(self, tracked: Tracked) -> Tracked:
        """The text in the house's style."""
        if self.one != "幺":
            tracked = tracked.reworded(re.compile("幺"), self.one, None)
        if self.to:
            tracked = tracked.reworded(re.compile("[到至]"), self.to, RANGES)
        return tracked.reworded(re.compile("(?<![千万亿零])[两二](?=百)"), self.two, None) if self.two else tracked
