"""How much of this machine is ours: processors, and memory that is free when it is first asked for."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path

MEMINFO = Path("/proc/meminfo")  # https://www.kernel.org/doc/html/latest/filesystems/proc.html#meminfo
# A control group's limit and what it uses of it, as a container sees them: version 2, version 1.
GROUPS = (
    (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")),
    (Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"), Path("/sys/fs/cgroup/memory/memory.usage_in_bytes")),
)
BASE = 400 * 1024 * 1024  # bytes of a build beside its callers: words, networks, the model


def processors() -> int:
    """Those that this process may use."""
    with suppress(AttributeError, OSError):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def room(meminfo: Path = MEMINFO, groups: tuple[tuple[Path, Path], ...] = GROUPS) -> int | None:
    """Bytes of memory that are free here, within the control group's limit; None where nobody tells."""
    told = [_free(meminfo), *(_left(*group) for group in groups)]
    return min((one for one in told if one is not None), default=None)


def _free(meminfo: Path) -> int | None:
    with suppress(OSError, ValueError, IndexError):
        for line in meminfo.read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return None


def _left(limit: Path, used: Path) -> int | None:
    with suppress(OSError, ValueError):  # "max" is no number
        return max(0, int(limit.read_text("ascii")) - int(used.read_text("ascii")))
    return None


@cache
def callers(needs: int) -> int:
    """How many callers of an engine there may be at once, each of which `needs` so many bytes: one a processor, and no more than
    there is memory for. The first answer holds: what is taken later is mostly our own."""
    free = room()
    return processors() if free is None or not needs else max(1, min(processors(), (free - BASE) // needs))
