"""Nothing changed, and one thing changed, in sites of several sizes, built for real in the tone voice.

    python benchmarks/site.py [--keep FOLDER] [ARTICLES …]     default: 10 100 1000 10000

For each size: seconds and peak megabytes of a build in which nothing changes, of one in which one article changes, and of
one after site.email changes; beside them, `narrate --help`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = '[site]\nemail = "{email}"\n[delivery]\nopus = 0\n[sound]\nbitrate = 32\n[label]\nexplicit = "none"\n'


def write_pages(folder: Path, count: int) -> None:
    for number in range(count):
        path = folder / f"{number // 1000:03d}" / f"{number:06d}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        day = f"20{number % 20 + 4:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d} 09:30"
        path.write_text(f"# 第{number}条消息\n\n{day} 来源：某某日报\n\n图书馆今天开门，读者在门口排队。\n", "utf-8")


def build(folder: Path) -> tuple[float, float, str]:
    """Seconds, megabytes and the last line printed."""
    command = [sys.executable, "-m", "narrate", "build", "pages", "--voice", "tone"]
    started = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )  # fmt: skip
    assert process.stdout is not None
    lines = process.stdout.read().splitlines()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise SystemExit(f"the build in {folder} failed: {lines[-3:]}")
    return time.monotonic() - started, usage.ru_maxrss / 1024, next(line for line in lines if line.startswith("Feed"))


def best(folder: Path, runs: int = 3) -> tuple[float, float, str]:
    return min(build(folder) for _ in range(runs))


def help_seconds() -> float:
    times = []
    for _ in range(10):
        started = time.monotonic()
        subprocess.run([sys.executable, "-m", "narrate", "--help"], check=True, capture_output=True, cwd=ROOT)
        times.append(time.monotonic() - started)
    return min(times)


def sounds(folder: Path) -> int:
    return max((p.stat().st_mtime_ns for p in (folder / "dist").rglob("*.mp3")), default=0)


def measure(folder: Path, count: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "narrate.toml").write_text(SETTINGS.format(email="one@example.org"), "utf-8")
    write_pages(folder / "pages", count)
    first, memory, _ = build(folder)
    print(f"{count:>6} articles: new        {first:8.2f} s   {memory:6.1f} MB", flush=True)
    unchanged, memory, line = best(folder)
    print(f"{count:>6} articles: unchanged  {unchanged:8.2f} s   {memory:6.1f} MB   × {unchanged / help_seconds():.1f} of --help", flush=True)  # fmt: skip
    page = next((folder / "pages").rglob("*.md"))
    page.write_text(page.read_text("utf-8").replace("今天开门", "明天开门"), "utf-8")
    changed, memory, line = build(folder)
    print(f"{count:>6} articles: one change {changed:8.2f} s   {memory:6.1f} MB   {line}", flush=True)
    newest = sounds(folder)
    (folder / "narrate.toml").write_text(SETTINGS.format(email="two@example.org"), "utf-8")
    settings, memory, _ = build(folder)
    untouched = "no MP3 touched" if sounds(folder) == newest else "MP3S TOUCHED"
    print(f"{count:>6} articles: new e-mail {settings:8.2f} s   {memory:6.1f} MB   {untouched}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=Path)
    parser.add_argument("articles", nargs="*", type=int, default=[10, 100, 1000, 10_000])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for count in asked.articles:
            measure((asked.keep or Path(temporary)) / str(count), count)


if __name__ == "__main__":
    main()
