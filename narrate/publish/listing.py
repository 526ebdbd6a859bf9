"""The episodes of a month as a small file, for pages that want their neighbours and for the search over all pages:
`lists/months.json` names the months, newest first, `lists/2024-03.json` holds one. Months are those of UTC."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from narrate.model import Episode

NAMES = "lists/months.json"


def name(month: str) -> str:
    """`2024-03` → `lists/2024-03.json`"""
    return f"lists/{month}.json"


def month_of(at: datetime) -> str:
    """`2024-03-31T23:00-02:00` → `2024-04`"""
    return at.astimezone(UTC).strftime("%Y-%m")


def names(months: Iterable[str]) -> str:
    """The list of months."""
    return _dumps({"version": 1, "months": sorted(months, reverse=True)})


def month(episodes: Iterable[Episode]) -> str:
    """The episodes of one month, newest first; `duration` in seconds."""
    rows = [
        {
            "slug": episode.slug,
            "title": episode.title,
            "date": episode.published.date().isoformat(),
            "duration": round(episode.duration / 1000),
            "publisher": episode.publisher,
        }
        for episode in episodes
    ]
    return _dumps({"version": 1, "episodes": rows})


def _dumps(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
