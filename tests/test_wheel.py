"""The wheel, away from the checkout: its name, and that it has all it needs beside its dependencies."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_a_wheel_works_away_from_the_checkout(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.startswith("narrate_site-")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
        assert (
            "[console_scripts]\nnarrate = narrate.cli:main"
            in packed.read(next(name for name in packed.namelist() if name.endswith("entry_points.txt"))).decode()
        )
    (tmp_path / "a.md").write_text("---\ntitle: 搬家\n---\n早市昨天搬到了河边。\n", "utf-8")
    clean = {"PYTHONPATH": str(tmp_path / "site"), "PATH": "/usr/bin:/bin"}
    where = subprocess.run(
        [sys.executable, "-c", "import narrate; print(narrate.__file__)"],
        cwd=tmp_path,
        env=clean,
        check=True,
        capture_output=True,
        text=True,
    )
    assert where.stdout.startswith(str(tmp_path))
    for arguments in (("build", "a.md", "--voice", "tone"), ("check",), ("voices",)):
        subprocess.run(
            [sys.executable, "-m", "narrate", *arguments], cwd=tmp_path, env=clean, check=True, capture_output=True
        )
    assert (tmp_path / "dist" / "feed.xml").read_text("utf-8").count("<item>") == 1
