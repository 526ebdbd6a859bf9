"""Spoken lines → blocks: headings, paragraphs, list items, quotes, code, rows of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.clean.conventions import listed
from narrate.clean.headings import HEADING_TAGS, headings
from narrate.model import Block, Code, Heading, ListItem, Paragraph, Quote, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.clean.lines import Line


def blocks(lines: Sequence[Line], spoken: Sequence[int], *, markup: bool) -> dict[int, Block]:
    """The block that each spoken line becomes; the cells of a row are one block, at the first of them."""
    rows = _rows(lines, spoken) if markup else {}
    made: dict[int, Block] = {i: row for i, row in rows.items() if row is not None}
    alone = [i for i in spoken if i not in rows]
    rest = [lines[i] for i in alone]
    titles, items = headings(rest, markup=markup), set() if markup else set(listed(rest))
    return made | {i: _block(lines[i], heading=n in titles, item=n in items) for n, i in enumerate(alone)}


def _block(line: Line, *, heading: bool, item: bool) -> Block:
    if line.tag in HEADING_TAGS:
        return Heading(line.text, HEADING_TAGS[line.tag])
    if heading:
        return Heading(line.text, 3)
    if item or line.tag == "li" or "li" in line.boxes[-2:]:
        return ListItem(line.text, line.number)
    if line.tag == "pre" or "pre" in line.boxes:
        return Code(line.text)
    if "blockquote" in line.boxes:
        return Quote(line.text)
    return Paragraph(line.text)


def _rows(lines: Sequence[Line], spoken: Sequence[int]) -> dict[int, Row | None]:
    """The rows of data tables: the first line of each becomes the Row, the others None (they are said with it)."""
    by_row: dict[int, list[int]] = {}
    for i in spoken:
        if lines[i].row and lines[i].tag in ("td", "th"):
            by_row.setdefault(lines[i].row, []).append(i)
    rows: dict[int, Row | None] = {}
    heads: dict[int, tuple[str, ...]] = {}  # of each table
    for members in by_row.values():
        cells = [lines[i] for i in members]
        if len(cells) < 2:  # noqa: PLR2004 - a table for the sake of layout
            continue
        table = cells[0].table
        header = table not in heads and all(cell.tag == "th" or cell.bold for cell in cells)
        names = () if header else heads.get(table, ())
        if len(names) != len(cells):
            names = ("",) * len(cells)
        heads.setdefault(table, tuple(cell.text for cell in cells) if header else ())
        rows[members[0]] = Row(tuple((name, cell.text) for name, cell in zip(names, cells, strict=True)), header)
        rows |= dict.fromkeys(members[1:])
    return rows
