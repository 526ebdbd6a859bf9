"""The sites in examples/ build as their first lines say, and are well."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, narrate

if TYPE_CHECKING:
    from pathlib import Path

FEEDS = {"newsroom": {"feed.xml": 2, "shehui.xml": 1, "wenhua.xml": 1}, "blog": {"feed.xml": 2}}


@pytest.mark.parametrize("name", sorted(path.parent.name for path in (ROOT / "examples").glob("*/narrate.toml")))
def test_an_example(name: str, tmp_path: Path) -> None:
    site = shutil.copytree(ROOT / "examples" / name, tmp_path / name)
    command = (site / "narrate.toml").read_text("utf-8").split("`")[1].split()
    narrate(*command[1:], "--voice", "tone", cwd=site)
    counts = {path.name: path.read_text("utf-8").count("<item>") for path in (site / "dist").glob("*.xml")}
    assert counts == FEEDS[name]
    assert "all is well" in narrate("check", cwd=site).stdout
