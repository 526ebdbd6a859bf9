"""A year of a newsroom in small: random corrections, withdrawals, renames, embargoes and restorations from a seed; after each
build, what may be seen is seen, and nothing else. NARRATE_EVENTS makes it longer."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

from test_catalogue import QUIET, build, items, page
from test_life import traces

from narrate import check, config, editorial

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = int(os.environ.get("NARRATE_EVENTS", "12"))
ARTICLES = int(os.environ.get("NARRATE_ARTICLES", "4"))


class Newsroom:
    """What the site should be, kept beside it without a look at how it is made."""

    def __init__(self, root: Path) -> None:
        self.root, self.dist = root, root / "dist"
        self.public: dict[str, str] = {}  # headline → guid
        self.waiting: set[str] = set()
        self.withdrawn: dict[str, str] = {}
        self.files: dict[str, Path] = {}
        self.count = 0

    def write(self, *, future: bool = False) -> None:
        self.count += 1
        title = f"编号{self.count}号甲的文章标题"
        date = "2099-01-01 08:00" if future else f"2024-03-{self.count % 28 + 1:02d} 09:30:00"
        self.files[title] = page(self.root / "in" / f"{self.count}.html", title, date)
        if future:
            self.waiting.add(title)
        else:
            self.public[title] = ""

    def correct(self, title: str) -> None:
        path = self.files[title]
        path.write_text(path.read_text("utf-8").replace("展厅", f"展厅{self.count}", 1), "utf-8")

    def rename(self, title: str) -> None:
        self.count += 1
        self.files[title] = self.files[title].rename(self.root / "in" / f"other-{self.count}.html")

    def withdraw(self, title: str) -> None:
        editorial.withdraw(self.dist, self.public[title], "", QUIET)
        self.withdrawn[title] = self.public.pop(title)

    def restore(self, title: str) -> None:
        editorial.restore(self.dist, self.withdrawn[title], QUIET)
        self.public[title] = self.withdrawn.pop(title)

    def happen(self, chance: random.Random) -> None:
        """One event, on an article that it can happen to."""
        deeds = {
            self.correct: list(self.public), self.rename: [*self.public, *self.withdrawn], self.withdraw: list(self.public),
            self.restore: list(self.withdrawn),
        }  # fmt: skip
        deed = chance.choice([deed for deed, titles in deeds.items() if titles])
        deed(chance.choice(deeds[deed]))
        if chance.random() < 0.3:
            self.write(future=chance.random() < 0.5)

    def judge(self) -> None:
        assert not build(self.root / "in", out=self.dist).errors
        seen = items(self.dist)
        assert set(seen) == set(self.public)
        for title, guid in seen.items():
            assert self.public[title] in ("", guid), "a guid is for ever"
            self.public[title] = guid
        assert traces(self.dist, *self.withdrawn, *self.waiting) == []


def test_a_year(tmp_path: Path) -> None:
    room, chance = Newsroom(tmp_path), random.Random(15)
    for _ in range(ARTICLES):
        room.write()
    room.judge()
    for _ in range(EVENTS):
        room.happen(chance)
        room.judge()
    assert list(check.site(room.dist, config.sound(QUIET))) == []
