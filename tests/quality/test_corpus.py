"""Floors of quality on labelled pages, where they are at hand: raised when the cleaner gets better, never lowered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("NARRATE_CORPUS", ROOT.parent / "shared" / "corpus"))
MEASURES = Path(__file__).with_name("predict.py")

# what, input, language, least F1 or heads, most pages with a noise line
FLOORS = [
    ("clean", "html", "zh", {"F1": 0.980, "heads": 0.998}, 0.01),
    ("clean", "raw", "zh", {"F1": 0.980}, 0.01),
    ("clean", "txt", "zh", {"F1": 0.930}, 0.03),
    ("clean", "soup", "zh", {"F1": 0.935}, 0.01),
    ("clean", "dup", "zh", {"F1": 0.959}, 0.01),
    ("sections", "html", "zh", {"heads": 0.98}, None),
    ("sections", "txt", "zh", {"heads": 0.87}, None),
    ("clean", "html", "other", {"F1": 0.969}, 0.0),
]


@pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the labelled pages are not at hand: set NARRATE_CORPUS to their folder"
)
@pytest.mark.parametrize(("what", "input_", "lang", "least", "noise"), FLOORS)
def test_floor(what: str, input_: str, lang: str, least: dict[str, float], noise: float | None, tmp_path: Path) -> None:
    subprocess.run([sys.executable, MEASURES, CORPUS / "pages", what, input_, lang, tmp_path / "made"], check=True)
    pages = tmp_path / "pages"
    pages.mkdir()
    for made in (tmp_path / "made").iterdir():
        (pages / made.stem).symlink_to(CORPUS / "pages" / made.stem)
    command = [sys.executable, CORPUS / "score.py", what, "--predictions", tmp_path / "made", "--pages", pages]
    scored = subprocess.run([*command, "--input", input_, "--json"], check=True, capture_output=True, text=True)
    means = json.loads(scored.stdout)
    for name, floor in least.items():
        assert means[name] >= floor, means
    if noise is not None:
        assert means["noise"] <= noise, means
