"""A release is refused before anything is changed."""

from __future__ import annotations

from datetime import date

import pytest
from releasing import ROOT, RefusedError, dated, renumbered

from narrate import __version__

SOURCE = '"""What it is."""\n\n__version__ = "0.9.1"\n'
DAY = date(2026, 2, 3)


@pytest.mark.parametrize("version", ["0.9.2", "0.10.0", "1.0.0"])
def test_a_version_comes_after_the_one_before(version: str) -> None:
    assert renumbered(SOURCE, version) == SOURCE.replace("0.9.1", version)


@pytest.mark.parametrize("version", ["", "0.9.1", "0.9.0", "0.9", "v1.0.0", "1.0.0rc1"])
def test_any_other_is_refused(version: str) -> None:
    with pytest.raises(RefusedError, match=r"is no version|does not come after"):
        renumbered(SOURCE, version)


def test_what_is_new_stands_under_its_version() -> None:
    before = "# Changelog\n\n## Unreleased\n\n- One thing.\n\n## 0.9.1 (2026-01-01)\n\n- Another.\n"
    after = dated(before, "0.9.2", DAY)
    assert after == before.replace("## Unreleased\n", "## Unreleased\n\n## 0.9.2 (2026-02-03)\n")
    with pytest.raises(RefusedError, match="nothing under Unreleased"):
        dated(after, "0.9.3", DAY)


def test_our_own_files_have_the_shape() -> None:
    assert renumbered((ROOT / "narrate" / "__init__.py").read_text("utf-8"), "99.0.0") != SOURCE
    assert f"## {__version__}" in (text := (ROOT / "CHANGELOG.md").read_text("utf-8")) or "## Unreleased\n" in text
