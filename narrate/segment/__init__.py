"""Document → Script: sections by their headings, utterances by their sentences.

Knows blocks and sentences; not how anything is said.
"""

from __future__ import annotations

import itertools
import re
from typing import assert_never

from narrate.model import (
    HEADINGS,
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

LONGEST_TITLE = 80  # characters of a heading that fit a chapter list
LONGEST_TABLE = 20  # rows that are read out
SOLID = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")  # of scripts that write without blanks
SEEN = 12  # characters on both sides of a border that tell the script
TABLE_NOTICE = {
    "zh": "此处有一张表格,共{}行,各列为{},不作朗读。",
    "": "A table of {} rows, with {}, is not read aloud.",
}
CODE_NOTICE = {"zh": "此处有一段代码,不作朗读。", "": "A code listing here is not read aloud."}


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
    for number, block in enumerate(_tables_announced(blocks, lang), start=1):
        text, kind = _as_text(block, lang)
        if kind == Kind.CODE == previous:
            continue  # one notice for a listing, however many lines it has
        previous = kind
        pieces = sentences(text)
        spoken += [
            Utterance(piece.strip(), Pause.SENTENCE if piece is not pieces[-1] else Pause.PARAGRAPH, number, kind)
            for piece in pieces
            if piece.strip()
        ]
    return tuple(spoken)


def _spoken_heading(text: str, kind: Kind) -> tuple[Utterance, ...]:
    """A heading is said in one breath, however many sentences it has, as long as that is possible."""
    return tuple(Utterance(breath, Pause.HEADING, kind=kind) for breath in breaths(text))


def _tables_announced(blocks: list[Block], lang: str) -> list[Block]:
    """The policy for tables: each row is read with its headings; a table of more than LONGEST_TABLE rows is announced."""
    said: list[Block] = []
    for is_table, run in itertools.groupby(blocks, key=lambda block: isinstance(block, Row)):
        rows = list(run)
        if not is_table:
            said += rows
            continue
        body = [row for row in rows if isinstance(row, Row) and not row.header]
        if len(body) <= LONGEST_TABLE:
            said += body or rows
        else:
            notice = TABLE_NOTICE["zh" if lang.startswith("zh") else ""]
            names = [name for name, _ in body[0].cells if name] or [cell for _, cell in body[0].cells]
            said.append(
                Paragraph(notice.format(len(body), "、".join(names) if lang.startswith("zh") else ", ".join(names)))
            )
    return said


def _as_text(block: Block, lang: str) -> tuple[str, Kind]:
    """How a kind of block is read aloud, and as which element it is shown."""
    match block:
        case Heading():
            return block.text, HEADINGS[block.level - 1]
        case Paragraph():
            return block.text, Kind.P
        case ListItem():
            return f"{block.number}. {block.text}" if block.number else block.text, Kind.LI
        case Quote():
            return block.text, Kind.QUOTE
        case Row():
            return block.with_headings, Kind.P
        case Code():
            return CODE_NOTICE["zh" if lang.startswith("zh") else ""], Kind.CODE
        case _:
            assert_never(block)


def _ending_in_pauses(sections: list[Section]) -> list[Section]:
    """The last utterance of each section is followed by the pause between chapters."""
    return [
        Section(s.title, (*s.utterances[:-1], _followed_by(s.utterances[-1], Pause.CHAPTER))) if s.utterances else s
        for s in sections
    ]


def _followed_by(utterance: Utterance, pause: Pause) -> Utterance:
    return Utterance(utterance.text, pause, utterance.block, utterance.kind, utterance.reading)
