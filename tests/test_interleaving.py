"""A few rounds of two editors, builds and kills; `make edits` tries 200."""

from __future__ import annotations

import subprocess
import sys

from conftest import ENVIRONMENT, ROOT

ROUNDS = "4"


def test_nothing_is_lost_and_nothing_half() -> None:
    command = [sys.executable, "tests/interleaving.py", ROUNDS, "3"]
    ran = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(f"{ROUNDS} rounds")
