"""Spoken lines → blocks: headings, paragraphs, list items, quotes, code, rows of tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from narrate.clean.conventions import listed
from narrate.clean.headings import FULL_STOP, HEADING_TAGS, NUMBERED, headings
from narrate.clean.lines import Line, columns
from narrate.model import Block, Code, Heading, ListItem, Paragraph, Quote, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

CELLS = ("td", "th")
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
    """What the article opens with: a long line or a sentence in a heading's tag below the headline sums it up and is no
    chapter."""
    told = (columns(line.text) >= STANDFIRST or line.text.endswith(("。", "."))) and not NUMBERED.match(line.text)
    return replace(line, tag="p", bold=False) if line.tag in HEADING_TAGS and told else line


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
    """The cells of a row, a cell of two lines as one; none where a cell holds paragraphs: it is a page's column. What a table
    inside a cell says is lines of that cell."""
    cells: list[Line] = []
    own = _depth(members[0])  # where in each chain the row's cell stands
    for line in members:
        if not (cells and line.chain[own] == cells[-1].chain[own]):
            cells.append(line)
        elif FULL_STOP.search(line.text) and FULL_STOP.search(cells[-1].text):
            return []
        else:
            cells[-1] = replace(cells[-1], text=f"{cells[-1].text}\n{line.text}")
    return cells


def _depth(line: Line) -> int:
    """Where in the line's chain its cell stands: the element itself, or the one that it is a paragraph of; 0 where it is in
    none."""
    if line.tag in CELLS:
        return len(line.chain) - 1
    inside = line.tag in ("p", "div") and line.boxes[-2:-1] and line.boxes[-2] in CELLS
    return len(line.chain) - 2 if inside else 0


def _rows(lines: Sequence[Line], spoken: Sequence[int]) -> dict[int, Row | None]:
    """The rows of data tables: the first line of each becomes the Row, the others None (they are said with it)."""
    by_row: dict[int, list[int]] = {}
    for i in spoken:
        if lines[i].row and _depth(lines[i]):
            by_row.setdefault(lines[i].row, []).append(i)
    rows: dict[int, Row | None] = {}
    heads: dict[int, dict[int, str]] = {}  # of each table, by column
    for own in by_row.values():
        if own[0] in rows:
            continue  # said with the row around it
        members = _with_inner(lines, spoken, own)
        cells = _cells([lines[i] for i in members])
        if len(cells) < 2:  # noqa: PLR2004 - a table for the sake of layout
            continue
        table = cells[0].table
        header = table not in heads and all(cell.tag == "th" or cell.bold for cell in cells)
        names = {} if header else heads.get(table, {})
        at = len(lines[own[0]].cells) - 1  # this table's, of those around
        heads.setdefault(table, {_column(cell, at): cell.text for cell in cells} if header else {})
        rows[members[0]] = Row(tuple((names.get(_column(cell, at), ""), cell.text) for cell in cells), header)
        rows |= dict.fromkeys(members[1:])
    return rows


def _column(cell: Line, at: int) -> int:
    """Where a cell stands in the table so deep; -1 where it stands in none: rows in rows that nobody closed."""
    return cell.cells[at] if 0 <= at < len(cell.cells) else -1


def _with_inner(lines: Sequence[Line], spoken: Sequence[int], own: list[int]) -> list[int]:
    """The row's lines, and those of tables inside its cells, where all that stands there is cells: else it is layout."""
    if len(_cells([lines[i] for i in own])) < 2:  # noqa: PLR2004 - likewise
        return own
    row = lines[own[0]].chain[: _depth(lines[own[0]])]
    first, end = bisect_left(spoken, own[0]), bisect_right(spoken, own[-1])
    following = (spoken[n] for n in range(end, len(spoken)))
    held = [*spoken[first:end], *takewhile(lambda i: lines[i].chain[: len(row)] == row, following)]
    inside = all(_depth(lines[i]) and lines[i].chain[: len(row)] == row for i in held)
    return held if inside else own
