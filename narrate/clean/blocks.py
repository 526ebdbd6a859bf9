"""Spoken lines → blocks: headings, paragraphs, list items, quotes, code, rows of tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from narrate.clean.conventions import listed
from narrate.clean.headings import FULL_STOP, HEADING_TAGS, NUMBERED, headings
from narrate.clean.lines import Line, columns
from narrate.model import Block, Code, Heading, ListItem, Paragraph, Quote, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

STANDFIRST = 56  # columns from which the first line is a sentence about the article


def blocks(lines: Sequence[Line], spoken: Sequence[int], *, markup: bool) -> dict[int, Block]:
    """The block that each spoken line becomes; the cells of a row are one block, at the first of them."""
    rows = _rows(lines, spoken) if markup else {}
    made: dict[int, Block] = {i: row for i, row in rows.items() if row is not None}
    alone = [i for i in spoken if i not in rows]
    rest = [_standfirst(lines[i]) if n == 0 else lines[i] for n, i in enumerate(alone)]
    titles, items = headings(rest, markup=markup), set() if markup else set(listed(rest))
    return made | {i: _block(rest[n], heading=n in titles, item=n in items) for n, i in enumerate(alone)}


def _standfirst(line: Line) -> Line:
    """What the article opens with: a long line in a heading's tag below the headline sums it up and is no chapter."""
    long = columns(line.text) >= STANDFIRST and not NUMBERED.match(line.text)
    return replace(line, tag="p", bold=False) if line.tag in HEADING_TAGS and long else line


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


def _cells(members: Sequence[Line]) -> list[Line]:
    """The cells of a row, a cell of two lines as one; none where a cell holds paragraphs: it is a page's column."""
    cells: list[Line] = []
    for line in members:
        if not (cells and line.box == cells[-1].box):
            cells.append(line)
        elif FULL_STOP.search(line.text) and FULL_STOP.search(cells[-1].text):
            return []
        else:
            cells[-1] = replace(cells[-1], text=f"{cells[-1].text}, {line.text}")
    return cells


def _rows(lines: Sequence[Line], spoken: Sequence[int]) -> dict[int, Row | None]:
    """The rows of data tables: the first line of each becomes the Row, the others None (they are said with it)."""
    by_row: dict[int, list[int]] = {}
    for i in spoken:
        if lines[i].row and lines[i].tag in ("td", "th"):
            by_row.setdefault(lines[i].row, []).append(i)
    rows: dict[int, Row | None] = {}
    heads: dict[int, tuple[str, ...]] = {}  # of each table
    for members in by_row.values():
        cells = _cells([lines[i] for i in members])
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
