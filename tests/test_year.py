"""A year of a newsroom in small: corrections, withdrawals, renames, embargoes and their hour, restorations, moves of the whole
site and kills in mid-build, by chance from a seed. After each, a stranger looks: at all files, by feedparser, and over HTTP at
every address that ever was. NARRATE_EVENTS, NARRATE_ARTICLES and NARRATE_SEED make it longer and another."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import feedparser
import msgspec
from conftest import ENVIRONMENT
from killing import ended, in_a_child
from test_catalogue import QUIET, build, page

from narrate import check, config, editorial
from narrate.release import clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from narrate.config import Settings

EVENTS = int(os.environ.get("NARRATE_EVENTS", "14"))
ARTICLES = int(os.environ.get("NARRATE_ARTICLES", "4"))
SEED = int(os.environ.get("NARRATE_SEED", "15"))
SITES = ("https://listen.example.cn/", "https://audio.example.org/x/", "https://listen.example.cn/new/")
PAGE = 3  # items on a page of the feed, so that a year fills several
HOUR = 4_102_444_800_000  # milliseconds since 1970: after every embargo


class Newsroom:
    """What the site should be, kept beside it without a look at how it is made."""

    def __init__(self, root: Path, server: str) -> None:
        self.root, self.dist, self.server = root, root / "dist", server
        self.public: dict[str, str] = {}  # headline → guid
        self.waiting: set[str] = set()
        self.withdrawn: dict[str, str] = {}
        self.files: dict[str, Path] = {}
        self.owner: dict[str, str] = {}  # a name that was ever served below episodes/ → headline
        self.shows: set[str] = set()
        self.url, self.count, self.kills = SITES[0], 0, 0

    @property
    def settings(self) -> Settings:
        site = msgspec.structs.replace(QUIET.site, url=self.url, author="某报", email="a@example.cn")
        delivery = msgspec.structs.replace(QUIET.delivery, page_size=PAGE)
        return msgspec.structs.replace(QUIET, site=site, delivery=delivery)

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

    def tell(self, title: str) -> None:
        editorial.correct(self.dist, self.public[title], f"第{self.count}处有误", self.settings)

    def rename(self, title: str) -> None:
        self.count += 1
        self.files[title] = self.files[title].rename(self.root / "in" / f"other-{self.count}.html")

    def swap(self, title: str) -> None:
        """Its file and another's change their names."""
        other = self.chance.choice([*self.files])
        one, two = self.files[title], self.files[other]
        held = one.read_text("utf-8")
        one.write_text(two.read_text("utf-8"), "utf-8")
        two.write_text(held, "utf-8")
        self.files |= {title: two, other: one}

    def withdraw(self, title: str) -> None:
        editorial.withdraw(self.dist, self.public[title], "", self.settings)
        self.withdrawn[title] = self.public.pop(title)

    def restore(self, title: str) -> None:
        editorial.restore(self.dist, self.withdrawn[title], self.settings)
        self.public[title] = self.withdrawn.pop(title)

    def move(self, _: str) -> None:
        self.url = SITES[(SITES.index(self.url) + 1) % len(SITES)]

    def dawn(self, _: str) -> None:
        """The hour of all that waits has come."""
        now, clock.this_moment = clock.this_moment, lambda: HOUR
        try:
            assert editorial.release_due(self.dist, self.settings) == []
        finally:
            clock.this_moment = now
        self.public |= dict.fromkeys(self.waiting, "")
        self.waiting.clear()

    def kill(self, title: str) -> None:
        """A build with something to do is killed; the next command finds its way."""
        self.correct(title)
        child = in_a_child(lambda: build(self.root / "in", out=self.dist, settings=self.settings))
        time.sleep(self.chance.random())
        os.kill(child, signal.SIGKILL)
        self.kills += ended(child) != 0

    def happen(self, chance: random.Random) -> None:
        """One event, on an article that it can happen to."""
        self.chance = chance
        everyday = (self.correct, self.tell, self.rename, self.swap, self.withdraw, self.restore) * 3
        deed = chance.choice([*everyday, self.move, self.dawn, self.kill])
        able = {
            self.rename: [*self.public, *self.withdrawn],
            self.swap: [*self.public, *self.withdrawn],
            self.restore: [*self.withdrawn],
            self.dawn: [*self.waiting],
        }
        titles = able.get(deed, [*self.public])
        if titles:
            deed(chance.choice(titles))
        if chance.random() < 0.3:
            self.write(future=chance.random() < 0.5)

    def judge(self) -> None:
        assert not build(self.root / "in", out=self.dist, settings=self.settings).errors
        feeds = list(self.pages())
        seen = {entry.title: entry.id for feed in feeds for entry in feed.entries}
        assert len(seen) == sum(len(feed.entries) for feed in feeds), "each stands on one page"
        assert set(seen) == set(self.public)
        for title, guid in seen.items():
            assert self.public[title] in ("", guid), "a guid is for ever"
            self.public[title] = guid
        self.shows |= {feed.feed.podcast_guid for feed in feeds}
        assert len(self.shows) == 1
        for entry in (entry for feed in feeds for entry in feed.entries):
            assert entry.enclosures[0].href.startswith(self.url)
            name = entry.enclosures[0].href.removeprefix(self.url)
            assert (self.dist / name).stat().st_size == int(entry.enclosures[0].length)
            folder = name.rpartition("/")[0]
            self.owner |= {f"{folder}/{path.name}": entry.title for path in (self.dist / folder).iterdir()}
        hidden = [title.encode() for title in (*self.withdrawn, *self.waiting)]
        assert [name for name, text in self.texts() if any(title in text for title in hidden)] == []
        for name, title in self.owner.items():
            if title in self.withdrawn:
                assert self.answer(name) in ((404, False), (200, False)), name
                assert name.endswith("/index.html") or self.answer(name)[0] == 404, name

    def pages(self) -> Iterator[feedparser.FeedParserDict]:
        """The feed, and those that its links lead on to (RFC 5005)."""
        name = "feed.xml"
        while name:
            feed = feedparser.parse((self.dist / name).read_bytes())
            yield feed
            following = [link.href for link in feed.feed.links if link.rel == "next"]
            name = following[0].rpartition("/")[2] if following else ""

    def texts(self) -> Iterator[tuple[str, bytes]]:
        for path in self.dist.rglob("*"):
            if path.is_file() and ".narrate" not in path.parts and path.suffix not in (".mp3", ".jpg"):
                yield path.name, path.read_bytes()

    def answer(self, name: str) -> tuple[int, bool]:
        """The status of an address, and whether what it answers says a headline of an article."""
        try:
            with urllib.request.urlopen(f"{self.server}/{name}") as answer:  # noqa: S310 - the server of this test
                return answer.status, "甲的文章标题".encode() in answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, "甲的文章标题".encode() in error.read()


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """The program's own server over the folder, all the year."""
    (root / "dist").mkdir()
    (root / "dist" / "index.html").touch()
    command = [sys.executable, "-m", "narrate", "serve", "dist", "--port", "0"]
    with subprocess.Popen(command, cwd=root, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[0].rstrip("/")
        (root / "dist" / "index.html").unlink()
        try:
            yield address
        finally:
            server.terminate()


def test_a_year(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    with serving(tmp_path) as server:
        room = Newsroom(tmp_path, server)
        for _ in range(ARTICLES):
            room.write()
        room.judge()
        for _ in range(EVENTS):
            room.happen(chance)
            room.judge()
    assert list(check.site(room.dist, config.sound(QUIET))) == []
    sys.stdout.write(f"\n{EVENTS} events, {room.count} articles, {room.kills} kills, {len(room.owner)} addresses\n")
