"""Comments of a TOML file that is changed: a parser (tomlkit) takes those that follow a table for the table's own, and an editor
means them for what comes next."""

from __future__ import annotations

from typing import Any


def body(table: Any) -> list[Any]:  # noqa: ANN401 - of tomlkit
    """What stands in a table, comments and blank lines without a name; nothing of a table that is one line."""
    return getattr(getattr(table, "value", None), "body", [])


def taken(table: Any) -> list[Any]:  # noqa: ANN401 - of tomlkit
    """Take out the comments and blank lines that follow the last setting."""
    rows = body(table)
    at = next((n for n in range(len(rows), 0, -1) if rows[n - 1][0] is not None), 0)
    tail = rows[at:]
    del rows[at:]
    return tail
