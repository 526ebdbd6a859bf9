"""A site said by Dask's workers against the same site said by threads: the time, and whether the bytes are the same.

    python benchmarks/cluster.py [--articles 20] [--voice espeak_cmn] [--kill SECONDS] [--jobs 2]

With --kill, a worker is killed every so many seconds. Prints both times, their ratio, how many were killed, and what differs.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import msgspec

from narrate import pipeline
from narrate.config import Settings

SENTENCES = (
    "图书馆今天开门，读者在门口排队。",
    "馆长说，新书有三万册，周末也借。",
    "住在河对岸的老人坐第一班渡船来。",
    "孩子们在二楼听故事，听到中午。",
)


class Silent:
    """Who wants to know nothing."""

    def begin(self, stage: str, total: int) -> None:
        """A stage begins."""

    def advance(self, stage: str, amount: int = 1) -> None:
        """So much more of it is done."""


def write_pages(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)
    for number in range(count):
        said = "\n\n".join(f"第{number}天，{sentence}" for sentence in SENTENCES)
        (folder / f"{number:04d}.md").write_text(
            f"# 第{number}条消息\n\n2024-03-05 09:30 来源：某某日报\n\n{said}\n", "utf-8"
        )


def built(folder: Path, name: str, voice: str, workers: str, jobs: int) -> float:
    settings = msgspec.convert({"workers": workers, "jobs": jobs, "delivery": {"opus": 0}}, Settings)
    started = time.monotonic()
    report = pipeline.build([str(folder / "in")], folder / name, settings, voice, Silent())
    for error in report.errors:
        print("error:", error, flush=True)
    return time.monotonic() - started


def workers_of_this() -> list[int]:
    """The processes that say: those that Dask's nannies of this process have started."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
    return [int(pid) for pid, parent, what in rows if int(parent) == os.getpid() and "spawn_main" in what]


def killing(every: float, ended: threading.Event, killed: list[int]) -> None:
    while not ended.wait(every):
        if alive := workers_of_this():
            os.kill(alive[len(killed) % len(alive)], signal.SIGKILL)
            killed.append(1)


def contents(dist: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(dist)): path.read_bytes()
        for path in dist.rglob("*")
        if path.is_file() and ".narrate" not in path.parts
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--voice", default="espeak_cmn")
    parser.add_argument("--kill", type=float, default=0.0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    killed: list[int] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_pages(folder / "in", asked.articles)
        write_pages(folder / "warm" / "in", 1)
        built(folder / "warm", "dist", asked.voice, "", asked.jobs)
        here = built(folder, "here", asked.voice, "", asked.jobs)
        ended = threading.Event()
        if asked.kill:
            threading.Thread(target=killing, args=(asked.kill, ended, killed), daemon=True).start()
        there = built(folder, "there", asked.voice, "dask", asked.jobs)
        ended.set()
        one, other = contents(folder / "here"), contents(folder / "there")
    wrong = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    print(
        f"{asked.articles} articles, {asked.voice}: threads {here:.1f} s, workers {there:.1f} s, × {there / here:.2f}"
    )
    print(f"workers killed: {len(killed)}; files that differ: {len(wrong)} of {len(one)} {wrong[:3]}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
