"""How near `build --dry-run` comes to the build that follows: minutes of speech, seconds on this machine.

    python benchmarks/estimates.py FOLDER of pages [--voice VOICE] [--builds 100] [--longest 1500]

Each build is of one page, none larger than so many characters of text, in an output folder that all share: the paces of the last builds tell
those of the next, as on a site. The first five are not counted.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from narrate.clean import clean
from narrate.errors import NarrateError
from narrate.sources import load_one

NEAR = 0.15
FIRST = 5  # builds from which paces are learned


def pages(folder: Path, longest: int, most: int) -> list[Path]:
    """Some pages of a folder whose articles are short enough."""
    found = []
    every = sorted(folder.rglob("*.html"))
    random.Random(1).shuffle(every)
    for path in every:
        if len(found) == most:
            break
        try:
            size = sum(len(block.text) for block in clean(load_one(str(path))).blocks)
        except NarrateError:
            continue
        if 100 < size <= longest:
            found.append(path)
    return found


def named(page: Path, folder: Path, number: int) -> Path:
    """The page under a name of its own: by its name an article is known."""
    return Path(shutil.copy(page, folder / f"{number}.html"))


def build(page: Path, out: Path, *options: str) -> dict[str, object]:
    """The report of a build, or of a rehearsal."""
    told = out.parent / "report.json"
    told.unlink(missing_ok=True)
    command = [sys.executable, "-m", "narrate", "build", str(page), "--out", str(out), "--report", str(told), "-q"]
    subprocess.run([*command, *options], capture_output=True, check=False)
    return dict(json.loads(told.read_text("utf-8")))


def ratios(page: Path, out: Path, voice: list[str]) -> tuple[float, float] | None:
    """What was foreseen, as a share of what it was: minutes, seconds. None where it could not be made."""
    foreseen, made = build(page, out, *voice, "--dry-run"), build(page, out, *voice)
    before, after = foreseen["places"], made["places"]
    if not (isinstance(before, list) and isinstance(after, list) and after and after[0].get("milliseconds")):
        return None
    seconds = float(str(foreseen["seconds"])) / float(str(made["seconds"]))
    return before[0]["milliseconds"] / after[0]["milliseconds"], seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--voice")
    parser.add_argument("--builds", type=int, default=100)
    parser.add_argument("--longest", type=int, default=1500)
    asked = parser.parse_args()
    voice = ["--voice", asked.voice] if asked.voice else []
    with TemporaryDirectory() as folder:
        every = [
            ratios(named(page, Path(folder), number), Path(folder, "dist"), voice)
            for number, page in enumerate(pages(asked.folder, asked.longest, asked.builds + FIRST))
        ]
    told = [one for one in every if one][FIRST:]
    for name, column in zip(("minutes", "seconds"), zip(*told, strict=True), strict=True):
        off = sorted(abs(one - 1) for one in column)
        near = sum(one <= NEAR for one in off)
        print(
            f"{name}: {len(column)} builds, median ratio {median(column):.2f}, within 15 %: {near}, worst {off[-1]:.0%} off"
        )


if __name__ == "__main__":
    main()
