"""Kill builds at chance moments: a warm process starts each build as a child, which starts at once.

    python tests/killing.py ROUNDS FOLDER

Before each build a page is corrected; after each kill `check` looks at the folder, and what is published has to be the
whole of before or the whole of after; the next build has to end with the same bytes as one that nobody killed.
Prints a line a fault, then how many rounds there were, how many builds were killed, and how many had released something new.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser
import msgspec
from conftest import article, contents

from narrate import pipeline
from narrate.config import Settings
from narrate.release import tidying

if TYPE_CHECKING:
    from collections.abc import Callable

SETTINGS = msgspec.convert({"delivery": {"opus": 24, "fast": 1.5}, "jobs": 1}, Settings)
SOUND = (".mp3", ".opus")


class Silent:
    def begin(self, stage: str, total: int) -> None:
        pass

    def advance(self, stage: str, amount: int = 1) -> None:
        pass


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def build(dist: Path) -> None:
    pipeline.build([str(dist.parent / "in")], dist, SETTINGS, "tone", Silent())


def in_a_child(act: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - told to the parent, whose child ends here
            tell(f"fault: {type(error).__name__}: {error}")
            os._exit(1)
        os._exit(0)
    return child


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def published(dist: Path) -> dict[str, str]:
    """All that a reader can come to: pages, feeds, and the sound that they point to."""
    feeds = [feedparser.parse(path.read_bytes()) for path in dist.glob("*.xml")]
    text = b"".join(path.read_bytes() for path in dist.glob("*.xml"))
    assert all(feed.feed.get("title") for feed in feeds)
    every = contents(dist)
    return {name: d for name, d in every.items() if not name.endswith(SOUND) or name.rsplit("/", 1)[1].encode() in text}


def correct(dist: Path, number: int, version: int) -> None:
    text = article(f"第{number}篇文章的标题", 1).replace("1号展厅", f"{version}号展厅")
    (dist.parent / "in" / f"{number}.html").write_text(text, "utf-8")


def main() -> None:
    rounds, dist = int(sys.argv[1]), Path(sys.argv[2]) / "dist"
    (dist.parent / "in").mkdir(parents=True)
    chance, killed, new = random.Random(rounds), 0, 0
    for number in range(2):
        correct(dist, number, 100)
    build(dist)  # warms up, too
    started = time.monotonic()
    correct(dist, 0, 101)
    build(dist)
    usual = time.monotonic() - started
    for version in range(rounds):
        before = published(dist)
        correct(dist, version % 2, 200 + version)
        child = in_a_child(lambda: build(dist))
        if version % 2:
            _await_the_release(dist, child)
            time.sleep(chance.uniform(0, 0.1))
        else:
            time.sleep(chance.uniform(0, 1.2) * usual)
        os.kill(child, signal.SIGKILL)
        killed += ended(child) < 0
        if ended(in_a_child(lambda: _look(dist))) != 0:
            tell(f"round {version}: check found something")
        between = published(dist)
        ended(in_a_child(lambda: build(dist)))
        after = published(dist)
        new += between == after
        if between not in (before, after):
            wrong = sorted(
                n for n in between.keys() | after.keys() if between.get(n) not in (before.get(n), after.get(n))
            )
            tell(f"round {version}: half: {wrong[:5]}")
        if version % 10 == 0 and _fresh(dist) != {n: d for n, d in after.items() if not n.endswith(".xml")}:
            tell(f"round {version}: other bytes than an undisturbed build")
    tell(f"{rounds} rounds, {killed} killed, {new} had released it")


def _await_the_release(dist: Path, child: int) -> None:
    """Until it lays out its feeds, which it does last, or has ended."""
    while not (dist / ".narrate" / "next" / "feed.xml").exists():
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
        time.sleep(0.001)


def _look(dist: Path) -> None:
    problems = list(tidying.examine(dist, SETTINGS))
    if problems:
        raise ValueError(problems[:3])


def _fresh(dist: Path) -> dict[str, str]:
    """What a build into an empty folder publishes; feeds aside, whose order of equal dates is by guid all the same."""
    import shutil

    other = dist.parent / "fresh"
    shutil.rmtree(other, ignore_errors=True)
    ended(in_a_child(lambda: build(other)))
    return {name: digest for name, digest in published(other).items() if not name.endswith(".xml")}


if __name__ == "__main__":
    main()
