"""How long `narrate --help` takes, as a ratio to `python -c "import typer"`, in turn, the best of ten."""

from __future__ import annotations

import subprocess
import sys
import time


def best(*command: str) -> float:
    times = []
    for _ in range(10):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    ours = best(sys.executable, "-m", "narrate", "--help")
    peer = best(sys.executable, "-c", "import typer")
    print(f"narrate --help {ours:.3f} s, import typer {peer:.3f} s, ratio {ours / peer:.2f}")


if __name__ == "__main__":
    main()
