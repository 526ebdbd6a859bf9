"""SIGKILL at chance moments of builds with corrections, Opus and a fast rendition; two builds started at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from conftest import ENVIRONMENT, article, contents, narrate

TONE = ("--voice", "tone")
KILLING = Path(__file__).with_name("killing.py")
RACING = Path(__file__).with_name("racing.py")


def summary_of(script: Path, rounds: str, folder: Path) -> str:
    """The one line that a script prints which finds no fault."""
    ran = subprocess.run(
        [sys.executable, script, rounds, folder], capture_output=True, text=True, check=True, env=ENVIRONMENT
    )
    (summary,) = ran.stdout.splitlines()
    return summary


def test_killed_at_any_moment_nothing_is_half_and_the_next_build_ends_the_same(tmp_path: Path) -> None:
    """`python tests/killing.py 200 FOLDER` is the same for longer."""
    summary = summary_of(KILLING, "20", tmp_path)
    assert summary.startswith("20 rounds, ")
    assert int(summary.split(", ")[1].split()[0]) > 0, "some were killed: how many is up to the machine"


def test_two_builds_at_once_lose_nothing(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text(article(f"第{name}篇文章的标题"), "utf-8")
    narrate("build", "a.html", *TONE, cwd=tmp_path)
    before = contents(tmp_path / "dist")
    command = [sys.executable, "-m", "narrate", "build", *TONE]
    pair = [
        subprocess.Popen([*command, page], cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        for page in ("a.html", "b.html", "b.html")
    ]  # fmt: skip
    ended = [(process.communicate()[1], process.returncode) for process in pair]
    assert {status for _, status in ended} <= {0, 11}
    assert all("is being worked on by narrate build (process" in said for said, status in ended if status)
    narrate("check", cwd=tmp_path)
    narrate("build", "a.html", "b.html", *TONE, cwd=tmp_path)
    assert before.keys() <= contents(tmp_path / "dist").keys()
    assert (tmp_path / "dist" / "feed.xml").read_text("utf-8").count("<item>") == 2


def test_two_at_once_again_and_again(tmp_path: Path) -> None:
    """`make races` is the same for longer."""
    summary = summary_of(RACING, "5", tmp_path)
    assert summary.startswith("5 rounds, ")
    assert int(summary.split(", ")[1].split()[0]) > 0, "how many are refused is up to the machine"
