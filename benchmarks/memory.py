"""Peak memory by the length of the episode, in the tone voice (the same samples, none of the model's memory).

python benchmarks/memory.py [MINUTES …]     default: 10 and 600
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = "今天上午，市图书馆在{}号展厅举行开放日活动，馆员为读者讲解古籍修复的方法。"  # about 7 s in the tone voice


def page(minutes: int) -> str:
    count = minutes * 60 // 7
    sections = (
        f"## 第{n // 20 + 1}节\n\n{SENTENCE.format(n)}" if n % 20 == 0 else SENTENCE.format(n) for n in range(count)
    )
    return "# 很长的一篇文章\n\n" + "\n\n".join(sections) + "\n"


def peak(minutes: int, folder: Path) -> float:
    """Megabytes of the largest resident set of one build."""
    source = folder / f"{minutes}.md"
    source.write_text(page(minutes), "utf-8")
    command = [
        sys.executable,
        "-m",
        "narrate",
        "build",
        str(source),
        "--voice",
        "tone",
        "--out",
        str(folder / f"d{minutes}"),
    ]
    process = subprocess.Popen([*command, "--quiet"], cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the build of {minutes} minutes failed")
    return usage.ru_maxrss / 1024


def main() -> None:
    lengths = [int(argument) for argument in sys.argv[1:]] or [10, 600]
    with tempfile.TemporaryDirectory() as folder:
        peaks = {minutes: peak(minutes, Path(folder)) for minutes in lengths}
    for minutes, megabytes in peaks.items():
        print(f"{minutes:>5} min   {megabytes:7.0f} MB   ×{megabytes / peaks[lengths[0]]:.2f}")


if __name__ == "__main__":
    main()
