"""Source → Document: what of the page is spoken, and why the rest is not.

The way: decode → lines → the article's stretch (body) → what is not part of it (noise, duplicates) → blocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from narrate.clean import metadata
from narrate.clean.body import extracted, in_dump, is_article
from narrate.clean.decode import decode
from narrate.clean.headings import HEADING_TAGS, SENTENCE_END, headings
from narrate.clean.language import language_of
from narrate.clean.lines import Line, html_lines, markdown_lines, parse, squeeze, text_lines, unwrapped
from narrate.clean.noise import OPENS_TAIL, judge
from narrate.clean.rules import Rules, mark, ruled
from narrate.errors import NoArticleError
from narrate.model import (
    Block,
    Code,
    Document,
    Evidence,
    Heading,
    ListItem,
    Omission,
    Paragraph,
    Quote,
    Reason,
    Row,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

FEW = 4  # lines of a text so short that all of it is meant
ENOUGH = 120  # characters of an article before a comment section can begin
TOLD_MORE = 3  # times the article found on the page that its JSON-LD must hold to be taken instead
LONG = 8  # characters from which a repeated line is a duplicate


GENERAL = Rules()


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines, which of them the article is, and what the page says of itself."""

    lines: tuple[Line, ...]
    body: frozenset[int]
    facts: metadata.Facts
    markup: bool  # whether tags tell headings, lists and quotes


def clean(source: Source, rules: Rules = GENERAL) -> Document:
    """Raises SourceError for a page that can't be parsed, NoArticleError for one without an article, ConfigError."""
    page = READERS.get(source.media_type, _read_html)(decode(source.content), rules)
    page = replace(page, lines=ruled(page.lines, rules))
    reasons = _reasons(page, captions=rules.captions)
    kinds = _blocks(page, reasons)
    account = tuple(
        kinds[i] if i in kinds else Omission(line.text, reasons.get(i, Reason.BOILERPLATE))
        for i, line in enumerate(page.lines)
        if i in kinds or i in reasons  # the other cells of a row are in its first
    )
    if not kinds or (page.markup and not is_article([page.lines[i] for i in kinds])):
        raise NoArticleError(
            f"{source.location} holds no article: see `narrate clean --explain {source.location}` for what was left out"
        )
    return _document(page, account)


def _document(page: Page, account: tuple[Block | Omission, ...]) -> Document:
    facts = {field: evidence.value for field, evidence in page.facts.items()}
    spoken = "\n".join(entry.text for entry in account if not isinstance(entry, Omission))
    return Document(
        title=facts.get("title", "") or _first_words(spoken),
        lang=language_of(facts.get("title", "") + "\n" + spoken),
        account=account,
        author=facts.get("author", ""),
        editor=facts.get("editor", ""),
        publisher=facts.get("publisher", ""),
        published=metadata.parse_date(facts.get("published", "")),
        canonical_url=facts.get("canonical_url", ""),
        image_url=facts.get("image_url", ""),
        image_alt=facts.get("image_alt", ""),
        description=facts.get("description", ""),
        evidence=tuple(page.facts.items()),
    )


def _first_words(text: str) -> str:
    first = re.split(r"[。！？!?\n]", text.strip(), maxsplit=1)[0]
    return first[:40]


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_html(text: str, rules: Rules = GENERAL) -> Page:
    root = parse(text)
    mark(root, rules)
    lines = unwrapped(html_lines(root))
    facts = metadata.from_html(root, lines)
    title = facts["title"].value if "title" in facts else ""
    body = extracted(text, lines, title)
    told = text_lines(metadata.schema_body(root))
    if _length(told) > TOLD_MORE * max(_length([lines[i] for i in body]), ENOUGH):  # the text is not in the page itself
        body = set(range(len(lines), len(lines) + len(told)))
        lines += tuple(replace(line, tag="p") for line in told)
    return Page(lines, frozenset(body), facts, markup=True)


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.squeezed) for line in lines)


def _read_markdown(text: str, _: Rules = GENERAL) -> Page:
    lines = markdown_lines(text)
    facts = metadata.from_lines(lines)
    first = next((line for line in lines if line.tag == "h1"), None)
    if first is not None:
        facts["title"] = Evidence(first.text, "# heading")
    return Page(lines, frozenset(range(len(lines))), facts, markup=True)


def _read_text(text: str, _: Rules = GENERAL) -> Page:
    lines = unwrapped(text_lines(text))
    body = in_dump(lines, _repeated(lines)) or set(range(len(lines)) if len(lines) <= FEW else ())
    facts = metadata.from_lines(lines)
    title = metadata.dump_title(lines, min(body, default=0))
    if title is not None:
        facts["title"] = Evidence(lines[title].text, "line above the article")
    return Page(lines, frozenset(body), facts, markup=False)


# https://www.iana.org/assignments/media-types/
READERS = {
    "text/html": _read_html,
    "application/xhtml+xml": _read_html,
    "text/markdown": _read_markdown,
    "text/plain": _read_text,
}


# ── judging ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _reasons(page: Page, *, captions: bool = False) -> dict[int, Reason]:
    """Why lines are left out, by number; a line of the body without a reason is spoken."""
    reasons: dict[int, Reason] = {}
    title = squeeze(page.facts["title"].value) if "title" in page.facts else ""
    repeated = _repeated(page.lines)
    for i, line in enumerate(page.lines):
        if line.rule == "keep":
            continue
        if line.rule == "drop":
            reasons[i] = Reason.RULE
        elif _is_title(line, title):
            reasons[i] = Reason.HEADLINE
        elif i in repeated:
            reasons[i] = Reason.DUPLICATE
        elif (reason := judge(line)) is not None and not (captions and reason is Reason.CAPTION and i in page.body):
            reasons[i] = reason
        elif page.markup and _only_links(line):
            reasons[i] = Reason.LINK
        elif i not in page.body:
            reasons[i] = Reason.BOILERPLATE
    tail = {i: reason for i, reason in _tail(page, reasons).items() if page.lines[i].rule != "keep"}
    return reasons | tail


def _only_links(line: Line) -> bool:
    """A line of its own that is nothing but a link to elsewhere, after a label perhaps."""
    loose = line.tag in ("p", "div", "strong", "section", "article") and not line.row
    return loose and line.linked > 0.7 * len(line.squeezed) and not SENTENCE_END.search(line.text)


def _is_title(line: Line, title: str) -> bool:
    here = line.squeezed
    return bool(title) and (here == title or (len(here) >= LONG and here in title and len(here) > 0.8 * len(title)))


def _repeated(lines: Sequence[Line]) -> set[int]:
    """Lines that were there before, word for word."""
    seen: set[str] = set()
    repeated = set()
    for i, line in enumerate(lines):
        key = line.squeezed
        if len(key) >= LONG and key in seen and not line.row and line.tag != "pre":
            repeated.add(i)
        seen.add(key)
    return repeated


def _tail(page: Page, reasons: dict[int, Reason]) -> dict[int, Reason]:
    """What follows a line like 相关阅读 near the end is of its kind, unless it is plainly a paragraph."""
    tail: dict[int, Reason] = {}
    opened: Reason | None = None
    said = 0
    for i in sorted(page.body):
        line = page.lines[i]
        reason = reasons.get(i)
        said += len(line.squeezed) if reason is None else 0
        if reason in OPENS_TAIL and len(line.text) <= 24 and opened is not Reason.COMMENT:  # noqa: PLR2004 - a heading of its own
            opened = reason if reason is not Reason.COMMENT or said >= ENOUGH else opened
        elif reason is None and opened is not None:
            paragraph = len(line.squeezed) > 60 and SENTENCE_END.search(line.text)  # noqa: PLR2004
            if paragraph and opened is not Reason.COMMENT:  # comments are paragraphs, too
                opened = None
            else:
                tail[i] = opened
    return tail


# ── blocks ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _blocks(page: Page, reasons: dict[int, Reason]) -> dict[int, Block]:
    """The block that each spoken line becomes; the cells of a row are one block, at the first of them."""
    spoken = [i for i in range(len(page.lines)) if i not in reasons]
    rows = _rows(page, spoken) if page.markup else {}
    blocks: dict[int, Block] = {i: row for i, row in rows.items() if row is not None}
    alone = [i for i in spoken if i not in rows]
    titles = headings([page.lines[i] for i in alone], markup=page.markup)
    return blocks | {i: _block(page.lines[i], heading=n in titles) for n, i in enumerate(alone)}


def _block(line: Line, *, heading: bool) -> Block:
    if line.tag in HEADING_TAGS:
        return Heading(line.text, HEADING_TAGS[line.tag])
    if heading:
        return Heading(line.text, 3)
    if line.tag == "li" or "li" in line.boxes[-2:]:
        return ListItem(line.text, line.number)
    if line.tag == "pre" or "pre" in line.boxes:
        return Code(line.text)
    if "blockquote" in line.boxes:
        return Quote(line.text)
    return Paragraph(line.text)


def _rows(page: Page, spoken: Sequence[int]) -> dict[int, Row | None]:
    """The rows of data tables: the first line of each becomes the Row, the others None (they are said with it)."""
    by_row: dict[int, list[int]] = {}
    for i in spoken:
        if page.lines[i].row and page.lines[i].tag in ("td", "th"):
            by_row.setdefault(page.lines[i].row, []).append(i)
    rows: dict[int, Row | None] = {}
    heads: dict[int, tuple[str, ...]] = {}  # of each table
    for members in by_row.values():
        cells = [page.lines[i] for i in members]
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
