"""Two builds, or a build and a `prune`, started at nearly the same moment in one folder, again and again.

    python tests/racing.py ROUNDS FOLDER

Each round corrects a page, brings a new one, and starts two children a chance moment apart. One is refused, or comes after the
other's end; nothing that was published may be gone, `check` has to be content, and a last build has to make the whole of it.
Prints a line a fault, then how many rounds there were and in how many the second was refused.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

from conftest import article
from killing import SETTINGS, Silent, correct, ended, in_a_child, published, tell

from narrate import pipeline
from narrate.errors import BusyError
from narrate.release import tidying

REFUSED = 11


def build(dist: Path, *pages: Path) -> None:
    """As the program does: a refusal has its own status."""
    try:
        pipeline.build([str(page) for page in pages], dist, SETTINGS, "tone", Silent())
    except BusyError:
        os._exit(REFUSED)


def prune(dist: Path) -> None:
    try:
        tidying.prune(dist)
    except BusyError:
        os._exit(REFUSED)


def main() -> None:
    rounds, dist = int(sys.argv[1]), Path(sys.argv[2]) / "dist"
    source = dist.parent / "in"
    source.mkdir(parents=True)
    chance, refused = random.Random(rounds), 0
    correct(dist, 0, 100)
    build(dist, source / "0.html")  # warms up, too
    for number in range(1, rounds + 1):
        before = {name for name in published(dist) if name.startswith("episodes/") and name.endswith("/index.html")}
        correct(dist, 0, 100 + number)
        (source / f"{number}.html").write_text(article(f"第{number}篇文章的标题", 1), "utf-8")
        first = in_a_child(lambda: build(dist, source / "0.html"))
        time.sleep(chance.choice((0, 0.005, 0.05, 0.3)) * chance.random())
        other = (lambda: prune(dist)) if number % 5 == 0 else (lambda page=source / f"{number}.html": build(dist, page))
        second = in_a_child(other)
        statuses = sorted((ended(first), ended(second)))
        if statuses not in ([0, 0], [0, REFUSED]):
            tell(f"round {number}: ended with {statuses}")
        refused += statuses[1] == REFUSED
        if problems := list(tidying.examine(dist, SETTINGS)):
            tell(f"round {number}: {problems[:3]}")
        if lost := before - published(dist).keys():
            tell(f"round {number}: lost {sorted(lost)[:3]}")
    build(dist, source)
    items = (dist / "feed.xml").read_text("utf-8").count("<item>")
    if items != rounds + 1:
        tell(f"{items} of {rounds + 1} articles are public at the end")
    tell(f"{rounds} rounds, {refused} refused")


if __name__ == "__main__":
    main()
