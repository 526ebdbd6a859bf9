"""How long the cleaner takes, as a ratio to readability-lxml on the same pages in turn: clean.py [FOLDER of pages]."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from readability import Document as Readable

from narrate.clean import clean
from narrate.decode import decode
from narrate.errors import NarrateError
from narrate.sources import load_one

if TYPE_CHECKING:
    from narrate.model import Source

SEEDS = Path(__file__).parents[1] / "tests" / "cases" / "clean"


def ours(source: Source) -> None:
    with contextlib.suppress(NarrateError):
        clean(source)


def peer(source: Source) -> None:
    Readable(decode(source.content)).summary()


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    pages = [load_one(str(path)) for path in sorted(folder.rglob("*.html"))]
    spent = {ours: 0.0, peer: 0.0}
    for page in [pages[0], *pages]:  # the first one twice: imports are not counted
        for run in (ours, peer):
            started = time.process_time()
            run(page)
            spent[run] += time.process_time() - started if page is not pages[0] else 0.0
    print(
        f"{len(pages)} pages: narrate {spent[ours]:.2f} s, readability-lxml {spent[peer]:.2f} s, ratio {spent[ours] / spent[peer]:.2f}"
    )


if __name__ == "__main__":
    main()
