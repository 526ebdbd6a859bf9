"""SIGKILL at twenty random moments of a build: the next one ends with the same bytes and says nothing twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from conftest import ENVIRONMENT, article, clips, contents, narrate

TONE = ("--voice", "tone")


def test_killed_at_any_moment_the_next_build_ends_the_same(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(2):
        (tmp_path / "in" / f"{number}.html").write_text(article(f"第{number}篇文章的标题", sections=2), "utf-8")
    narrate("build", "in", *TONE, "--out", "whole", cwd=tmp_path)
    started = time.monotonic()
    narrate("build", "in", *TONE, "--out", "timed", cwd=tmp_path)
    usual = time.monotonic() - started
    expected, every_clip = contents(tmp_path / "whole"), set(clips(tmp_path / "whole"))
    chance = random.Random(20)
    for _ in range(20):
        process = subprocess.Popen(
            [sys.executable, "-m", "narrate", "build", "in", *TONE],
            cwd=tmp_path,
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.3, 1.0) * usual)
        process.send_signal(signal.SIGKILL)
        process.wait()
        finished = clips(tmp_path / "dist")
        whole = {p.with_suffix(".flac").name for p in (tmp_path / "dist").rglob("clips/*/*.json")}
        assert all(
            hashed == expected[name]
            for name, hashed in contents(tmp_path / "dist").items()
            if name.endswith(".mp3") and not Path(name).name.startswith(".")
        )
        narrate("build", "in", *TONE, cwd=tmp_path)
        assert contents(tmp_path / "dist") == expected
        after = clips(tmp_path / "dist")
        assert set(after) == every_clip
        assert all(after[name] == stamp for name, stamp in finished.items() if name in whole), "said again"
        chosen = chance.choice(sorted(after))
        for victim in (tmp_path / "dist").rglob(chosen):
            victim.unlink()
        for record in (tmp_path / "dist").rglob("episode.json"):
            record.unlink()
        for audio in (tmp_path / "dist").rglob("*.mp3"):
            audio.unlink()
