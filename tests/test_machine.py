"""How many sentences are said at once on machines of other sizes than this."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from narrate import machine
from narrate.engines.kokoro import Kokoro

if TYPE_CHECKING:
    from pathlib import Path

GIB = 1024**3


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "ascii")
    return path


def test_memory_is_what_is_free_within_the_groups_limit(tmp_path: Path) -> None:
    meminfo = written(tmp_path, "meminfo", "MemTotal:  16777216 kB\nMemFree:  1 kB\nMemAvailable:    8388608 kB\n")
    none = tmp_path / "none"
    written(tmp_path, "max", f"{2 * GIB}\n")
    written(tmp_path, "current", f"{GIB // 2}\n")
    group = (tmp_path, "max", "current", "inactive_file")
    assert machine.room(meminfo, ()) == 8 * GIB
    assert machine.room(meminfo, ((none, "max", "current", ""), group)) == 3 * GIB // 2
    assert machine.room(none, (group,)) == 3 * GIB // 2
    written(tmp_path, "memory.stat", f"anon 5\ninactive_file {GIB // 4}\nactive_file 7\n")
    assert machine.room(none, (group,)) == 7 * GIB // 4, "what is kept of files is given back"
    assert machine.room(none, ()) is None
    for limit, expected in (("max", 8 * GIB), ("1", 0), ("", 8 * GIB)):
        written(tmp_path, "max", f"{limit}\n")
        written(tmp_path, "memory.stat", "inactive_file\n")
        assert machine.room(meminfo, (group,)) == expected, limit
    assert machine.room(written(tmp_path, "odd", "MemAvailable:\n"), ()) is None


@pytest.mark.parametrize(
    ("free", "processors", "expected"),
    [(16 * GIB, 2, 2), (16 * GIB, 64, 29), (GIB, 8, 1), (0, 8, 1), (None, 8, 8), (machine.BASE + 3 * Kokoro.needs, 8, 3), (machine.BASE + 3 * Kokoro.needs - 1, 8, 2)],
)  # fmt: skip
def test_no_more_callers_than_there_is_memory_for(
    free: int | None, processors: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "room", lambda: free)
    monkeypatch.setattr(machine, "processors", lambda: processors)
    machine.callers.cache_clear()
    assert machine.callers(Kokoro.needs) == expected
    monkeypatch.setattr(machine, "room", lambda: 0)
    assert machine.callers(Kokoro.needs) == expected, "what is taken since is our own"
    assert machine.callers(0) == processors, "an engine that needs little"
    machine.callers.cache_clear()


def test_processors_are_those_we_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3, 5}, raising=False)
    assert machine.processors() == 2
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert machine.processors() == 1
