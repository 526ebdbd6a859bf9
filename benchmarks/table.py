"""What narrate costs, in one table: each row against its peer in the same run, by processor time, with what this machine's processor
can do. `make bench`.

    python benchmarks/table.py [PAGE]      default: the seed
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
FEATURES = ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "asimddp")  # https://docs.kernel.org/arch/x86/cpuinfo.html
RUNS = 7
PAGE = "<html><head><title>河边的图书馆</title></head><body><nav><a href='/'>首页</a></nav><article><h1>河边的图书馆</h1>{}</article></body></html>"
PARAGRAPH = "<p>河边的图书馆今天开门，来了很多读者。他们排着队，等着领新的借书证，馆长说以后每天开到九点。</p>"


@dataclass(frozen=True)
class Spent:
    """What a command took: seconds of the processor, and megabytes at its peak."""

    seconds: float
    megabytes: float
    printed: str = ""


def spent(command: Sequence[str | Path], folder: Path) -> Spent:
    process = subprocess.Popen(
        list(map(str, command)), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed)


def ratio(one: Sequence[str | Path], other: Sequence[str | Path], folder: Path) -> str:
    """In turn; the median of the ratios."""
    pairs = [(spent(one, folder).seconds, spent(other, folder).seconds) for _ in range(RUNS)]
    ours, theirs = (statistics.median(row) for row in zip(*pairs, strict=True))
    return f"×{statistics.median(a / b for a, b in pairs):.2f} ({ours:.2f} s, {theirs:.2f} s)"


def starts(folder: Path) -> Iterator[tuple[str, str]]:
    narrate, typer = (sys.executable, "-m", "narrate"), (sys.executable, "-c", "import typer")
    yield "`narrate --help` / `import typer`", ratio((*narrate, "--help"), typer, folder)
    yield "`narrate read 你好` / `import typer`", ratio((*narrate, "read", "你好"), typer, folder)
    page = folder / "page.html"
    page.write_text(PAGE.format(PARAGRAPH * 20), "utf-8")
    peer = ("sh", "-c", f'"{Path(sys.executable).parent}/trafilatura" < "{page}"')
    yield "`narrate clean page.html` / `trafilatura < page.html`", ratio((*narrate, "clean", page), peer, folder)


def seed(folder: Path, page: Path) -> Iterator[tuple[str, str]]:
    """Everything said; then, with the clips there, all the rest again."""
    build = (sys.executable, "-m", "narrate", "build", page, "--out")
    spent((*build, folder / "warm", "--dry-run"), folder)
    whole = spent((*build, folder / "one"), folder)
    minutes = float(re.findall(r"minutes (\S+),", whole.printed)[0])
    clips = folder / "one" / ".narrate" / "clips"
    size = sum(path.stat().st_size for path in clips.rglob("*.flac"))
    (folder / "two" / ".narrate").mkdir(parents=True)
    shutil.copytree(clips, folder / "two" / ".narrate" / "clips")
    rest = spent((*build, folder / "two"), folder)
    yield "seconds of processor a second of sound, all of it", f"{whole.seconds / minutes / 60:.3f}"
    yield (
        "all else than the engine",
        f"{rest.seconds / whole.seconds:.1%} ({rest.seconds:.1f} s of {whole.seconds:.1f} s)",
    )
    yield "peak memory, all of it / with the clips there", f"{whole.megabytes:.0f} MB / {rest.megabytes:.0f} MB"
    yield "an hour of clips in the cache", f"{size / 1e6 * 60 / minutes:.0f} MB"


def others(folder: Path) -> Iterator[tuple[str, str]]:
    """What has a script of its own: its last lines."""
    for what, name, look in (
        ("Kokoro's graph / as it is published", "graph.py", r"processor time (×.*)"),
        ("the same samples", "graph.py", r"; (\d+ calls, \d+ of the same samples)"),
        ("edge, 1 connection / edge-tts", "edge.py", r" 1 connections: .*ratio (\S+)"),
        ("edge, 4 connections / edge-tts", "edge.py", r" 4 connections: .*ratio (\S+)"),
    ):
        if not (known := folder / f"{name}.txt").exists():
            known.write_text(spent((sys.executable, ROOT / "benchmarks" / name), ROOT).printed, "utf-8")
        found = re.search(look, known.read_text("utf-8"))
        yield what, found[1] if found else "?"


def processor() -> str:
    info = Path("/proc/cpuinfo")
    text = info.read_text("utf-8") if info.exists() else ""
    name = re.search(r"model name\s*: (.*)", text)
    flags = set(" ".join(re.findall(r"(?:flags|Features)\s*: (.*)", text)[:1]).split())
    has = ", ".join(one for one in FEATURES if one in flags) or "unknown features"
    return f"{name[1] if name else platform.machine()}, {os.cpu_count()} processors, {has}; Python {platform.python_version()}"


def main() -> None:
    page = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "seeds"
    print(f"{processor()}\n\n| what | measured |\n|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for rows in (starts(folder), seed(folder, page), others(folder)):
            for what, measured in rows:
                print(f"| {what} | {measured} |", flush=True)


if __name__ == "__main__":
    main()
