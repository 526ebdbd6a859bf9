"""Feed narrate what a stranger might send: `python tests/fuzz/run.py [INPUTS] [FIRST]`.

Each number is one input, always the same; those that end in anything but a NarrateError, take more than 5 seconds of the
processor or more than a gigabyte are kept in tests/fuzz/found and named at the end.
"""

from __future__ import annotations

import faulthandler
import random
import resource
import shutil
import sys
import time
import traceback
import warnings
from collections import Counter
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from mutation import mutated
from targets import TARGETS

from narrate.bounds import TooLongError, at_most
from narrate.errors import NarrateError

if TYPE_CHECKING:
    from collections.abc import Iterator

FOUND = Path(__file__).parent / "found"
SLOW, LARGE = 5.0, 1 << 30  # seconds of the processor, bytes
NIGHT = 100_000


def turns() -> list[str]:
    """The names of the targets, each as often as it has its turn."""
    return [name for name, target in TARGETS.items() for _ in range(target.turns)]


def input_of(number: int) -> tuple[str, bytes]:
    """The target and the bytes of this number."""
    chance = random.Random(number)
    name = chance.choice(turns())
    return name, mutated(TARGETS[name].seeds(), chance)


@cache
def loaded(name: str) -> None:
    """What a target imports and reads once, which is no input's cost: it is run on the first of its own pages."""
    folder = Path(mkdtemp(prefix="narrate-fuzz-"))
    with warnings.catch_warnings(), suppress(Exception):  # what goes wrong there is told of the input of that page
        warnings.simplefilter("ignore")
        TARGETS[name].run(next(iter(TARGETS[name].seeds()), b""), folder)
    shutil.rmtree(folder, ignore_errors=True)


def tried(name: str, data: bytes) -> str:
    """What went wrong with an input; "" for what was read, or refused in words."""
    loaded(name)
    folder = Path(mkdtemp(prefix="narrate-fuzz-"))
    started = time.process_time()
    try:
        with at_most(2 * SLOW), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            TARGETS[name].run(data, folder)
    except NarrateError as error:
        if "could not be made" in str(error):
            return str(error)
    except TooLongError:
        return "slow: " + "".join(traceback.format_exc().splitlines(keepends=True)[-8:])
    except Exception:  # noqa: BLE001 - that is what is looked for
        return traceback.format_exc()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    spent = time.process_time() - started
    return f"slow: {spent:.1f} s" if spent > SLOW else ""


def wrong(first: int, count: int) -> Iterator[tuple[int, str, bytes, str]]:
    """The inputs from this number on that went wrong: number, target, bytes, and what is wrong."""
    for number in range(first, first + count):
        name, data = input_of(number)
        if what := tried(name, data):
            yield number, name, data, what


def main() -> None:
    count, first = (int(text) for text in (*sys.argv[1:], *(str(NIGHT), "0")[len(sys.argv) - 1 :]))
    faulthandler.enable()
    FOUND.mkdir(exist_ok=True)
    kinds = Counter[str]()
    for number, name, data, what in wrong(first, count):
        kind = " ".join(what.strip().splitlines()[-1:])[:160]
        kinds[f"{name}: {kind}"] += 1
        (FOUND / f"{number}.{name.replace(' ', '-')}").write_bytes(data)
        (FOUND / f"{number}.txt").write_text(what, "utf-8", "replace")
        print(f"{number} {name}: {kind}", flush=True)  # noqa: T201 - its result
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"{count:,} inputs, {sum(kinds.values())} wrong, peak {peak / 2**20:.0f} MB")  # noqa: T201 - its result
    for kind, times in kinds.most_common():
        print(f"  {times} × {kind}")  # noqa: T201 - its result
    sys.exit(bool(kinds) or peak > LARGE)


if __name__ == "__main__":
    main()
