"""What a TOML file that is changed keeps: its line ends, and its comments, of which a parser (tomlkit) takes those that follow a
table for the table's own, and an editor means them for what comes next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

LONE = re.compile(r"(?<!\r)\n")  # the end of a line as Unix has it


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


def keeping_ends(change: Callable[[str], str], text: str) -> str:
    """A file's text once it is changed, its lines ended as they were: by CRLF where all of them are."""
    if "\r\n" not in text or LONE.search(text):
        return change(text)
    return change(text.replace("\r\n", "\n")).replace("\n", "\r\n")
