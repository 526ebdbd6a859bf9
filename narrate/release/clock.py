"""What time it is, in the forms in which the catalogue keeps it."""

from __future__ import annotations

from datetime import UTC, datetime


def this_moment() -> int:
    """Milliseconds since 1970."""
    return round(datetime.now(UTC).timestamp() * 1000)


def now_text() -> str:
    """The second it is now, ISO 8601."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def day_of(date: datetime | str | None = None) -> str:
    """`2026-11-30T08:00:00+08:00` → `2026-11-30`, the day by the date's own clock; today (UTC) where there is no date."""
    return str(date or now_text())[:10]


def milliseconds(date: str) -> int:
    """`1970-01-01T08:00:01+08:00` → `1000`"""
    return round(datetime.fromisoformat(date).timestamp() * 1000)
