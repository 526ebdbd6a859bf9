"""What a site repeats: a line that stands on many of its pages is furniture, one that stands on one alone is content.

No extractor of single pages can know it; narrate reads whole sites. A line is kept as a hash, with the number of the
site's pages it was seen on.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from narrate.clean.lines import Line

MANY = 3  # pages beside this one from which a line is the site's
SHARE = 0.08  # of the site's pages, likewise
KNOWN = 5  # pages from which it says something that a line stands on one alone
FURNITURE, ALONE = -10.0, 0.8  # what either weighs (log-odds)
LABEL = 20  # characters of a line whose figures do not matter
SHORT = 2  # characters of a line that says nothing


def key(line: Line) -> str:
    """`"返回首页"` → its hash; the figures of a label are left aside: 浏览 208 and 浏览 17 are one line."""
    text = line.squeezed
    if len(text) <= LABEL:
        text = "".join("0" if char.isdigit() else char for char in text)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Furniture:
    """Of one site: the number of its pages, and of how many of them each line was (`key` → pages)."""

    pages: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    def signs(self, line: Line) -> list[tuple[str, float]]:
        """What the memory says of a line of a page that it holds, too; nothing where it holds too few."""
        if self.pages <= MANY or len(line.squeezed) <= SHORT:
            return []
        others = self.counts.get(key(line), 1) - 1
        if others >= MANY and others >= SHARE * self.pages:
            return [(f"on {others + 1} of {self.pages} pages of the site", FURNITURE)]
        return [("on this page of the site alone", ALONE)] if not others and self.pages >= KNOWN else []


def learned(pages: Iterable[Iterable[Line]], before: Furniture | None = None) -> Furniture:
    """The memory of these pages, added to what was known before."""
    counts = Counter(before.counts if before else {})
    number = before.pages if before else 0
    for lines in pages:
        counts.update({key(line) for line in lines})
        number += 1
    return Furniture(number, dict(counts))
