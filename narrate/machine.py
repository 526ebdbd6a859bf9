"""How much of this machine is ours: processors, and memory that is free when it is first asked for."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path

MEMINFO = Path("/proc/meminfo")  # https://www.kernel.org/doc/html/latest/filesystems/proc.html#meminfo
# A control group as a container sees it, version 2 and version 1: its limit, what it uses, and of that the row of memory.stat that
# counts what is given back when it is wanted (https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files).
GROUPS = (
    (Path("/sys/fs/cgroup"), "memory.max", "memory.current", "inactive_file"),
    (Path("/sys/fs/cgroup/memory"), "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
)
Group = tuple[Path, str, str, str]
BASE = 400 * 1024 * 1024  # bytes of a build beside its callers: words, networks, the model


def processors() -> int:
    """Those that this process may use."""
    with suppress(AttributeError, OSError):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def room(meminfo: Path = MEMINFO, groups: tuple[Group, ...] = GROUPS) -> int | None:
    """Bytes of memory that are free here, within the control group's limit; None where nobody tells."""
    told = [_free(meminfo), *(_left(*group) for group in groups)]
    return min((one for one in told if one is not None), default=None)


def _free(meminfo: Path) -> int | None:
    found = _row(meminfo, "MemAvailable:")
    return None if found is None else found * 1024


def _left(folder: Path, limit: str, used: str, idle: str) -> int | None:
    with suppress(OSError, ValueError):  # "max" is no number
        whole, taken = (int((folder / name).read_text("ascii")) for name in (limit, used))
        return max(0, whole - taken + (_row(folder / "memory.stat", idle) or 0))
    return None


def _row(path: Path, name: str) -> int | None:
    """The number behind a name, in a file of such rows."""
    with suppress(OSError, ValueError, IndexError):
        for line in path.read_text("ascii").splitlines():
            if line.split(maxsplit=1)[:1] == [name]:
                return int(line.split()[1])
    return None


@cache
def callers(needs: int) -> int:
    """How many callers of an engine there may be at once, each of which `needs` so many bytes: one a processor, and no more than
    there is memory for. The first answer holds: what is taken later is mostly our own."""
    free = room()
    return processors() if free is None or not needs else max(1, min(processors(), (free - BASE) // needs))
