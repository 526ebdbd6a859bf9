"""Where weights and dictionaries come from: each is there, is what it says, and what is not is refused."""

from __future__ import annotations

from pathlib import Path

import audit
import pytest
from conftest import ROOT

from narrate import origins
from narrate.errors import ConfigError


def test_every_weight_and_dictionary_is_the_one_that_is_told_of() -> None:
    assert list(audit.weights()) == []
    files = {origins.place_of(row) for row in origins.rows()}
    assert len(files) == len(origins.rows())
    data = {
        path for pattern in ("narrate/*/*.npz", "narrate/*/*.tsv", "voices/kokoro/*.bin") for path in ROOT.glob(pattern)
    }
    assert {path.resolve() for path in data} <= {path.resolve() for path in files}


def test_every_licence_may_go_into_this_program() -> None:
    assert list(audit.licences()) == []
    assert all(audit.COMPATIBLE.search(row.licence) or "CC BY-SA" in row.licence for row in origins.rows())


def test_nothing_is_unpickled() -> None:
    """Weights are numbers: what is loaded can't run."""
    code = [path for path in (ROOT / "narrate").rglob("*.py") if "pickle" in path.read_text("utf-8")]
    assert [path.name for path in code] == ["model.py"]  # which forbids it
    assert "allow_pickle=False" in code[0].read_text("utf-8")


def test_other_bytes_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spoilt = tmp_path / "a.npz"
    monkeypatch.setattr(origins, "place_of", lambda _: spoilt)
    with pytest.raises(ConfigError, match="can't be read"):
        origins.proven("read/polyphones.npz")
    spoilt.write_bytes(b"other")
    with pytest.raises(ConfigError, match="not as it was published"):
        origins.proven("read/polyphones.npz")
