"""Two editors, builds and kills at random: python tests/interleaving.py ROUNDS [SEED]. What was told to be done is there at the
end, nothing is half, and whoever was refused changed nothing."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from test_catalogue import QUIET, Silent, page

from narrate import catalogue, check, config, deeds, inbox, lexicons, pipeline, rulings
from narrate.errors import BusyError, ChangedError, NarrateError
from narrate.read.lexicon import Entry
from narrate.release import keeper

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

WORDS = ("展厅", "馆员", "读者")
LINES = ("责任编辑:张三", "首页")
LONGEST = 0.6  # seconds before a kill
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Edit:
    """What an editor is about to do, under a name of its own."""

    who: str
    about: str
    said: str  # what is said instead of a word; a verdict on a line


@dataclass(frozen=True)
class Place:
    """A site that is edited."""

    where: Path

    @property
    def out(self) -> Path:
        return self.where / "dist"

    @property
    def rules(self) -> Path:
        return self.where / config.NAME

    @property
    def settings(self) -> config.Settings:
        return config.load_settings(self.rules)

    def stands(self, about: str) -> str:
        """What the files say of a word or a line."""
        if about in WORDS:
            return deeds.reading_of(self.settings, Entry(about))
        return rulings.decided(self.settings, about, "").told

    def wanted(self, edit: Edit) -> str:
        """What they will say."""
        if edit.about in WORDS:
            return lexicons.row_of(Entry(edit.about, alias=edit.said))
        return rulings.Ruled(edit.said, rulings.pattern_of(edit.about), own=True).told

    def carry_out(self, edit: Edit) -> None:
        seen = self.stands(edit.about)
        time.sleep(random.uniform(0, 0.05))
        if edit.about in WORDS:
            deeds.mend(self.out, self.settings, Entry(edit.about, alias=edit.said), (0, 0), edit.who, seen)
        else:
            deeds.switch(self.out, self.rules, (edit.about, edit.said, ""), "", edit.who, seen)

    def build(self) -> None:
        chosen = QUIET.__class__(**{name: getattr(self.settings, name) for name in QUIET.__struct_fields__})
        pipeline.build([str(self.where / "in")], self.out, chosen, "tone", Silent())


def run(work: Callable[[], None], end: Connection) -> None:
    try:
        work()
    except ChangedError:
        end.send("changed")
    except BusyError:
        end.send("busy")
    except NarrateError as error:
        end.send(f"{type(error).__name__}: {error}")
    else:
        end.send("done")
    os._exit(0)


def started(work: Callable[[], None]) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    mine, theirs = FORK.Pipe()
    process = FORK.Process(target=run, args=(work, theirs))
    process.start()
    theirs.close()
    return process, mine


def told(process: multiprocessing.process.BaseProcess, end: Connection) -> str:
    process.join()
    try:
        return str(end.recv()) if end.poll() else "killed"
    except EOFError:
        return "killed"


def edit(who: str, chance: random.Random) -> Edit:
    about = chance.choice(WORDS + LINES)
    return Edit(who, about, chance.choice("甲乙丙丁") if about in WORDS else chance.choice(["keep", "drop"]))


def rounds(place: Place, many: int, chance: random.Random) -> Counter[str]:
    """How many of each outcome. Raises AssertionError."""
    counts: Counter[str] = Counter()
    may: dict[str, set[str]] = {about: {""} for about in WORDS + LINES}
    for number in range(many):
        edits = [edit(f"{name}{number}", chance) for name in "AB"]
        works: list[Callable[[], None]] = [lambda one=one: place.carry_out(one) for one in edits]  # type: ignore[misc]
        running = [started(work) for work in works]
        if chance.random() < 0.5:
            page(place.where / "in" / "1.html", f"第{number}次的标题")
            running.append(started(place.build))
        if chance.random() < 0.5:
            time.sleep(chance.uniform(0, LONGEST) ** 2)
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(running)[0].pid or 0, signal.SIGKILL)
        ends = [told(*one) for one in running]
        counts.update(f"{'edit' if n < len(edits) else 'build'} {end}" for n, end in enumerate(ends))
        judge(place, edits, ends, may)
    return counts


def judge(place: Place, edits: list[Edit], ends: list[str], may: dict[str, set[str]]) -> None:
    """`may`: what may stand about each word and line; it is brought up to now."""
    assert all(end in ("done", "changed", "busy", "killed") for end in ends), ends
    with keeper.looked_at(place.out) as kept:
        noted = {deed.who: deed for deed in kept.deeds("who != ''")}
    for one, end in zip(edits, ends, strict=False):
        if end == "done":
            assert one.who in noted, f"{one} was done, and nobody knows"
        if end in ("changed", "busy"):
            assert one.who not in noted, f"{one} was refused, and yet it was done"
    for about, allowed in may.items():
        mine = [one for one in edits if one.about == about]
        known = [noted[one.who] for one in mine if one.who in noted]
        if known:
            allowed.clear()
            allowed.add(max(known, key=lambda deed: deed.number).after)
        allowed.update(
            {place.wanted(one) for one, end in zip(edits, ends, strict=False) if one in mine and end == "killed"}
        )
        assert place.stands(about) in allowed, f"{about}: {place.stands(about)} is not of {allowed}"


def main(many: int, seed: int) -> None:
    """Raises AssertionError."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        place.rules.write_text("# 我们的规则\n[delivery]\nopus = 0\n", "utf-8")
        page(place.where / "in" / "1.html")
        place.build()
        counts = rounds(place, many, chance)
        place.build()
        assert list(check.site(place.out, config.sound(QUIET))) == []
        assert inbox.waiting(place.out) == (), "the last build took up all"
        assert place.rules.read_text("utf-8").startswith("# 我们的规则\n")
        with keeper.looked_at(place.out) as kept:
            assert kept.deeds_of(f"kind = '{catalogue.READING}' AND who != ''") > 0
    sys.stdout.write(f"{many} rounds, seed {seed}: {dict(sorted(counts.items()))}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
