"""Document → Script: sections by their headings, utterances by their sentences.

Knows blocks and sentences; not how anything is said.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, assert_never

from narrate.model import (
    HEADINGS,
    LONGEST_TITLE,
    Block,
    Code,
    Document,
    Heading,
    Kind,
    ListItem,
    Paragraph,
    Pause,
    Quote,
    Row,
    Script,
    Section,
    Utterance,
)
from narrate.segment.sentences import breaths, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_TABLE = 20  # rows that are read out
SOLID = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")  # of scripts that write without blanks
SEEN = 12  # characters on both sides of a border that tell the script
TABLE_NOTICE = {
    "zh": "此处有一张表格，共{}行，各列为{}，不作朗读。",
    "": "A table of {} rows, with {}, is not read aloud.",
}
CODE_NOTICE = {"zh": "此处有一段代码，不作朗读。", "": "A code listing here is not read aloud."}
# Between a heading and its cell, and between cells, as each language writes them.
ROW_MARKS = {"zh": ("：", "，"), "yue": ("：", "，"), "ja": ("：", "、"), "": (": ", ", ")}
CLOSED = "。；;，,、：: "  # signs at the end of a heading or a cell, where another follows
Piece = tuple[str, bool]  # what is said, and whether it stands so on the page


def segment(document: Document) -> Script:
    """The headline and the lead, then a section for each heading that has text under it."""
    named = bool(document.title) and not _says_its_name(document)
    sections = [Section("", _spoken_heading(document.title, Kind.H1))] if named else []
    for heading, blocks in _grouped(document.blocks):
        spoken = _spoken_blocks(heading, blocks, document.lang)
        if heading is None and sections:
            sections[0] = Section("", sections[0].utterances + spoken)
        elif spoken:
            sections.append(Section(heading.text[:LONGEST_TITLE] if heading else "", spoken))
    return Script(document.title, document.lang, tuple(_ending_in_pauses(sections)))


def _says_its_name(document: Document) -> bool:
    """Whether the article is named by its own first words, which are then not said twice."""
    first = next((block.text for block in document.blocks), "")
    return first.startswith(document.title)


def plain_text(section: Section) -> str:
    """The section's written text without its heading, a block a line."""
    lines: dict[int, str] = {}
    for utterance in section.utterances:
        if not utterance.kind.is_heading:
            before = lines.get(utterance.block, "")
            lines[utterance.block] = before + _between(before, utterance.text) + utterance.text
    return "\n".join(line.strip() for line in lines.values())


def _between(before: str, after: str) -> str:
    """What stands between two sentences: a blank in scripts that write with blanks."""
    return "" if not before or SOLID.search(before[-SEEN:]) or SOLID.search(after[:SEEN]) else " "


def _grouped(blocks: tuple[Block, ...]) -> list[tuple[Heading | None, list[Block]]]:
    """Blocks by the heading above them; a heading of two lines is one; one with nothing under it is a paragraph."""
    groups: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        heading, members = groups[-1]
        if not isinstance(block, Heading):
            members.append(block)
        elif heading is not None and not members:
            groups[-1] = (Heading(f"{heading.text} {block.text}", heading.level), [])
        else:
            groups.append((block, []))
    heading, members = groups[-1]
    if heading is not None and not members:
        groups.pop()
        groups[-1][1].append(Paragraph(heading.text))
    return groups


def _spoken_blocks(heading: Heading | None, blocks: list[Block], lang: str) -> tuple[Utterance, ...]:
    spoken = list(_spoken_heading(heading.text, HEADINGS[heading.level - 1])) if heading else []
    previous: Kind | None = None
    for number, (pieces, kind) in enumerate(_said(blocks, lang), start=1):
        if kind == Kind.CODE == previous:
            continue  # one notice for a listing, however many lines it has
        previous = kind
        said = [_utterance(text, stands, number, kind) for text, stands in _sentences(pieces) if text.strip()]
        spoken += [*said[:-1], *(replace(last, pause=Pause.PARAGRAPH) for last in said[-1:])]
    return tuple(spoken)


def _utterance(text: str, stands: str, number: int, kind: Kind) -> Utterance:
    on_page = None if stands == text else " ".join(stands.split())
    return Utterance(text.strip(), Pause.SENTENCE, number, kind, on_page=on_page)


def _sentences(pieces: list[Piece]) -> Iterator[tuple[str, str]]:
    """The sentences of a block, each with what of it stands on the page: blanks are in place of what does not."""
    text = "".join(piece for piece, _ in pieces)
    stands = "".join(piece if on_page else " " * len(piece) for piece, on_page in pieces)
    start = 0
    for sentence in sentences(text):
        yield sentence, stands[start : start + len(sentence)]
        start += len(sentence)


def _spoken_heading(text: str, kind: Kind) -> tuple[Utterance, ...]:
    """A heading is said in one breath, however many sentences it has, as long as that is possible."""
    return tuple(Utterance(breath, Pause.HEADING, kind=kind) for breath in breaths(text))


def _said(blocks: list[Block], lang: str) -> Iterator[tuple[list[Piece], Kind]]:
    """How each block is said. The policy for tables: each row is read with its headings; a table of more than LONGEST_TABLE
    rows is announced."""
    for is_table, run in itertools.groupby(blocks, key=lambda block: isinstance(block, Row)):
        members = list(run)
        body = [row for row in members if isinstance(row, Row) and not row.header]
        if is_table and len(body) > LONGEST_TABLE:
            yield [(_table_notice(body, lang), False)], Kind.P
        else:
            yield from (_pieces(block, lang) for block in body or members)


def _table_notice(rows: Sequence[Row], lang: str) -> str:
    chinese = lang.startswith("zh")
    names = [name for name, _ in rows[0].cells if name] or [cell for _, cell in rows[0].cells]
    listed = ("、" if chinese else ", ").join(map(_in_one, names))
    return TABLE_NOTICE["zh" if chinese else ""].format(len(rows), listed)


def _in_one(cell: str) -> str:
    """The lines of a cell as one."""
    return reduce(lambda before, after: before + _between(before, after) + after, cell.split("\n"))


def _pieces(block: Block, lang: str) -> tuple[list[Piece], Kind]:
    """How a kind of block is read aloud, and as which element it is shown."""
    match block:
        case Heading():
            return [(block.text, True)], HEADINGS[block.level - 1]
        case Paragraph():
            return [(block.text, True)], Kind.P
        case ListItem():
            number = [(f"{block.number}. ", False)] if block.number else []  # drawn by the browser
            return [*number, (block.text, True)], Kind.LI
        case Quote():
            return [(block.text, True)], Kind.QUOTE
        case Row():
            return list(_row(block, lang)), Kind.P
        case Code():
            return [(CODE_NOTICE["zh" if lang.startswith("zh") else ""], False)], Kind.CODE
        case _:
            assert_never(block)


def _row(row: Row, lang: str) -> Iterator[Piece]:
    """The row in words: `镇名：石桥镇，晒场：9处`. The headings stand above it on the page, and the signs nowhere."""
    colon, comma = ROW_MARKS.get(lang.partition("-")[0], ROW_MARKS[""])
    cells = [(_in_one(head).rstrip(CLOSED), cell) for head, cell in row.cells if cell]
    for n, (head, cell) in enumerate(cells):
        yield (comma if n else "", False)
        yield (head + colon if head else "", False)
        *lines, last = cell.split("\n")
        for line in lines:
            yield (line.rstrip(CLOSED), True)
            yield (comma, False)
        yield (last if n == len(cells) - 1 else last.rstrip(CLOSED), True)


def _ending_in_pauses(sections: list[Section]) -> list[Section]:
    """The last utterance of each section is followed by the pause between chapters."""
    return [
        Section(s.title, (*s.utterances[:-1], _followed_by(s.utterances[-1], Pause.CHAPTER))) if s.utterances else s
        for s in sections
    ]


def _followed_by(utterance: Utterance, pause: Pause) -> Utterance:
    return replace(utterance, pause=pause)
