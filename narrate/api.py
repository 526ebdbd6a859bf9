"""narrate for programs: what the commands do, as three functions. Settings are those of a narrate.toml.

    from narrate import api
    report = api.build("posts", "https://example.com/feed.xml", out="dist")
    api.read("体温36度5").spoken        # 体温三十六度五
    api.say("你好", "hello.mp3")        # milliseconds

All raise narrate.errors.NarrateError, and nothing else that a caller could mend. Names outside `__all__` may change.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from narrate import config as configuration

if TYPE_CHECKING:
    from narrate.building.outcome import Report
    from narrate.model import Reading

__all__ = ["build", "read", "say"]


class _Quiet:
    def begin(self, stage: str, total: int) -> None:
        """Nothing is shown."""

    def advance(self, stage: str, amount: int = 1) -> None:
        """Nothing is shown."""


def build(*places: str, out: str | Path = "dist", config: str | Path | None = None, voice: str | None = None) -> Report:
    """Turn pages into a podcast in `out`; without places, those of narrate.toml. What failed is in the report."""
    from narrate import pipeline

    settings = configuration.load_settings(Path(config) if config else None)
    return pipeline.build(list(places) or configuration.places(settings), Path(out), settings, voice, _Quiet())


def read(text: str, *, config: str | Path | None = None, lang: str = "zh-CN") -> Reading:
    """How a text is said: `.spoken`, `.pinyin`, `.doubts`."""
    from narrate.read import read_text

    settings = configuration.load_settings(Path(config) if config else None)
    return read_text(text, lang, configuration.lexicon(settings), configuration.policy(settings))


def say(text: str, out: str | Path, *, config: str | Path | None = None, voice: str | None = None) -> int:
    """Say a text into a .wav or .mp3 file; its length in milliseconds."""
    from narrate.say import say as said

    return said(text, Path(out), configuration.load_settings(Path(config) if config else None), voice)
