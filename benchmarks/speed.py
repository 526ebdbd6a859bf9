"""Seconds of the engine and of everything else, a minute of audio: the seed, built twice in one run.

The first build says everything; the second, with the cache full and the episode removed, does all the rest again.
    python benchmarks/speed.py [PAGE]
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def build(page: str, out: Path) -> tuple[float, str]:
    started = time.monotonic()
    command = [sys.executable, "-m", "narrate", "build", page, "--out", str(out)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return time.monotonic() - started, ran.stdout


def main() -> None:
    page = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "seeds")
    with tempfile.TemporaryDirectory() as folder:
        dist = Path(folder) / "dist"
        whole, printed = build(page, dist)
        minutes = float(re.findall(r"minutes (\S+),", printed)[0])
        for record in dist.rglob("episode.json"):
            record.unlink()
        rest, _ = build(page, dist)
    engine = whole - rest
    print(f"audio              {minutes:.1f} min")
    print(f"engine             {engine / minutes:.2f} s a minute of audio")
    print(f"everything else    {rest / minutes:.2f} s a minute of audio")
    print(f"ratio              {rest / engine:.3f} (to be at most 0.10)")


if __name__ == "__main__":
    main()
