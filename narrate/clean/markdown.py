"""Markdown → lines, by way of its HTML (CommonMark with tables, footnotes and admonitions), and the marks that stood in it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from narrate.clean.lines import Line, html_lines, parse
from narrate.clean.marks import restored, taken_out
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt


NOTES = "footnotes"  # the class of the footnotes' section (mdit-py-plugins)


def markdown_lines(text: str) -> tuple[tuple[Line, ...], dict[int, Reason]]:
    """The lines of a post, and which of them are never spoken: marks of the site's generator, footnotes."""
    plain, marks = taken_out(text)
    rendered = _parser().render(plain)
    lines: list[Line] = []
    aside: dict[int, Reason] = {}
    for line in html_lines(parse(f"<html><body>{rendered or '<p></p>'}</body></html>")):
        for one, reason in _apart(replace(line, linked=0), marks):
            if reason is not None:
                aside[len(lines)] = reason
            lines.append(one)
    return tuple(lines), aside


def _apart(line: Line, marks: tuple[str, ...]) -> Iterator[tuple[Line, Reason | None]]:
    """The line without its marks, then each of them."""
    text, found = restored(line.text, marks)
    note = any(NOTES in hint.split() for hint in line.hints)
    if text:
        yield replace(line, text=text.removesuffix("↩︎").rstrip() if note else text), Reason.NOTE if note else None
    for mark in found:
        yield replace(line, text=mark, number="", row=0, table=0), Reason.TEMPLATE


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    return (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .use(footnote_plugin)
        .use(admon_plugin)
    )
