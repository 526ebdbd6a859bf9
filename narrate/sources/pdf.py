"""PDF → HTML, in the order in which it is read; refused where that can't be told. Read by PDFium (pypdfium2, an extra).

A PDF says where each character stands, not what comes after what. Files that are made from texts hold their lines in reading
order: that order is kept, and checked against where the lines stand. What jumps up, or stands side by side all over a page
(tables, columns that were written across), is refused. PDFium is a large program in C++: it runs in a process of its own.
"""

from __future__ import annotations

import html
import itertools
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import asdict, dataclass, replace
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, Any

from narrate.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 60.0  # seconds for a file
LEAST = 16  # characters on a page, below which it is a picture with a running title
MOST_PAGES = 1_000
MOST_CHARACTERS = 1_000_000
APART = 0.75  # sizes of a letter between two pieces of a row that are no words of one line
LOOSE = 1.45  # pitches from one line to the next, beyond which a paragraph ends
INDENT = 1.2  # sizes of a letter by which the first line of a paragraph stands in
SHORT = 3.0  # sizes of a letter that a paragraph's last line leaves free
LARGER = 1.14  # times the size of the text that a heading has
SMALL = 0.85  # times the size of the text, below which a line above or below it runs there
BOLD = 600  # weight of a font
ROW = "tr"
TABLE = 3  # rows of the smallest table
HEADING = 60  # characters of the longest heading
ASTRAY = 0.03  # of the lines that may stand above the one before them
BESIDE = 0.3  # of the lines that may stand beside the one before them
NEAR = 4.0  # points by which a running title may move from page to page
END = re.compile(r"[。！？!?.…:：;；」』”\"’)）》〉]\s*$")
# What begins a paragraph behind one that has ended: a number or a mark of a list.
LISTED = re.compile(
    r"(?:\d{1,3}\s?[.．、)）](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[一二三四五六七八九十]{1,3}、|[•·●○▪■◆–-]\s)"
)
NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]{1,4}[章节编部]"
)  # headings of documents
JOINED = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff]")  # of scripts that write without blanks
HYPHENS = "\ufffe\x02\u00ad"  # how PDFium gives a hyphen at a line's end
DIGITS = re.compile(r"[0-9一二三四五六七八九十]{1,8}")
UNTITLED = re.compile(r"^(?:untitled|无标题|microsoft word\b.*|.*\.(?:docx?|wps|indd|pptx?|pdf|html?))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text on a page, in points from its lower left corner; `size` is the height of its letters."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    is_row: bool = False  # of a table: its text is HTML


Edges = dict[Line, tuple[float, float]]  # of the column that a line stands in: left and right


def can_read() -> bool:
    """Whether PDFium is installed."""
    return find_spec("pypdfium2") is not None


def page_of(content: bytes) -> bytes:
    """The HTML of a PDF. Raises SourceError."""
    title, lines = _lines_of(content)
    pages = max((line.page for line in lines), default=0) + 1
    lines = _without_running(lines)
    if sum(len(line.text.strip()) for line in lines) < LEAST * pages:
        raise SourceError("the PDF holds pictures, and no text: give the page that it was printed from, or its text")
    if problem := astray(lines):
        raise SourceError(f"the PDF's order of reading can't be told ({problem}): give its text, or the page that it was printed from")  # fmt: skip
    blocks = list(_blocks(_rows(lines)))
    if not any(tag == "h1" for tag, _ in blocks) and title and not UNTITLED.match(title):
        blocks.insert(0, ("h1", title))
    body = "".join(text if tag == ROW else f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in blocks)
    return f"<html><head><title>{html.escape(title)}</title></head><body>{body}</body></html>".encode()


def _lines_of(content: bytes) -> tuple[str, list[Line]]:
    """The title and the lines of a PDF, in the order in which it holds them. Raises SourceError."""
    if not can_read():
        raise SourceError(
            "it is a PDF: install narrate-site[pdf] to read it, or give the page that it was printed from"
        )
    try:
        ran = subprocess.run([sys.executable, "-m", __name__], input=content, capture_output=True, timeout=LONGEST, check=False)  # noqa: S603 - ours  # fmt: skip
        told: dict[str, Any] = json.loads(ran.stdout) if ran.returncode == 0 else {"wrong": "damaged"}
    except subprocess.TimeoutExpired:
        raise SourceError(f"the PDF took more than {LONGEST:g} seconds: give its text") from None
    if wrong := told.get("wrong"):
        raise SourceError(
            "the PDF is locked by a password: save it without one"
            if wrong == "locked"
            else "the PDF is damaged: fetch it again"
        )
    return told["title"], [Line(**row) for row in told["lines"]]


# ── where the lines stand ─────────────────────────────────────────────────────────────────────────────────────────


def astray(lines: Sequence[Line]) -> str:
    """Why the order of the lines is not that of reading; "" where it is."""
    pairs = list(_neighbours(lines))
    above = sum(_is_above(a, b) for a, b in pairs)
    beside = sum(_is_beside(a, b) for a, b in pairs)
    if above > max(1, ASTRAY * len(lines)):
        return f"{above} of {len(lines)} lines stand above the one before them"
    if beside > max(2, BESIDE * len(lines)):
        return f"{beside} of {len(lines)} lines stand beside the one before them"
    return ""


def _is_above(a: Line, b: Line) -> bool:
    """Higher than the line before it, and not at the head of a column to its right."""
    return b.bottom > a.top - a.size / 2 and b.left < a.right - a.size and not _is_beside(a, b)


def _is_beside(a: Line, b: Line) -> bool:
    """On the height of the line before it."""
    return abs((a.top + a.bottom) - (b.top + b.bottom)) < min(a.size, b.size)


def _without_running(lines: Sequence[Line]) -> list[Line]:
    """The lines without what runs at the head and foot of the pages: the same words, but for their numbers, at one height on
    half of them; small letters above or below all the others; numbers alone."""
    pages = max((line.page for line in lines), default=0) + 1
    heights = Counter({key for line in lines for key in _keys(line)})
    size = _body_size(lines)
    kept = [line for line in lines if not _is_number(line) and not _runs(line, heights, pages)]
    for page in {line.page for line in kept}:
        text = [line for line in kept if line.page == page and line.size >= SMALL * size]
        if text:
            top, bottom = max(line.top for line in text), min(line.bottom for line in text)
            kept = [one for one in kept if one.page != page or one.size >= SMALL * size or _is_within(one, top, bottom)]
    return kept


def _is_within(line: Line, top: float, bottom: float) -> bool:
    """Whether a line stands among those of the text, or close to them, or is too long for a running title."""
    return len(line.text) > HEADING or bottom - 2 * line.size < line.bottom < top + line.size


def _body_size(lines: Sequence[Line]) -> float:
    """The height of most letters."""
    weights = Counter[float]()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 0.0


def _keys(line: Line) -> tuple[tuple[str, int, int], ...]:
    """Words without numbers, height and page; a height near the border of two counts for both."""
    words = DIGITS.sub("#", "".join(line.text.split()))
    return tuple((words, round((line.top + move) / NEAR), line.page) for move in (0, NEAR / 2))


def _runs(line: Line, heights: Counter[tuple[str, int, int]], pages: int) -> bool:
    met = max(sum((words, height, page) in heights for page in range(pages)) for words, height, _ in _keys(line))
    return met > 1 and met * 2 >= pages


def _is_number(line: Line) -> bool:
    """A page's number alone: 3, - 3 -, 第 3 页"""
    return re.fullmatch(r"\W*(?:第?\s*\d{1,4}\s*页?|(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?)\W*", line.text.strip(), re.IGNORECASE) is not None  # fmt: skip


def _rows(lines: Sequence[Line]) -> list[Line]:
    """The pieces that stand beside each other as one line: of a table where several rows do so, else with a blank between."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and rows[-1][-1].page == line.page and _is_beside(rows[-1][-1], line) and line.left > rows[-1][-1].left:
            rows[-1].append(line)
        else:
            rows.append([line])
    made: list[Line] = []
    for several, run in itertools.groupby(rows, key=lambda row: len(row) > 1):
        found = list(run)
        made += [_as_row(row, cells=several and len(found) >= TABLE) for row in found]
    return made


def _as_row(row: Sequence[Line], *, cells: bool) -> Line:
    texts = [line.text.strip() for line in row]
    text = "".join(f"<td>{html.escape(one)}</td>" for one in texts) if cells else " ".join(texts)
    return replace(row[0], text=f"<table><tr>{text}</tr></table>" if cells else text, right=row[-1].right, is_row=cells)


# ── lines → blocks ────────────────────────────────────────────────────────────────────────────────────────────────


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Headings and paragraphs: tag and text."""
    body = _body_size(lines)
    pitches = [a.top - b.top for a, b in _neighbours(lines) if 0 < a.top - b.top < 3 * body]
    pitch = median(pitches) if pitches else body * 1.5
    largest = max((line.size for line in lines if line.page == 0), default=0.0)
    for group in _grouped(lines, pitch, body):
        if group[0].is_row:
            yield ROW, group[0].text
            continue
        text = joined([line.text for line in group])
        yield _tag(group, text, body, largest), text


def _neighbours(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    return ((a, b) for a, b in itertools.pairwise(lines) if a.page == b.page)


def _tag(group: Sequence[Line], text: str, body: float, largest: float) -> str:
    size = max(line.size for line in group)
    if size > body * LARGER and len(text) <= 2 * HEADING:
        return "h1" if size == largest and group[0].page == 0 else "h2"
    marked = all(line.bold for line in group) or NUMBERED.match(text)
    return "h3" if marked and len(text) <= HEADING and not END.search(text) else "p"


def _grouped(lines: Sequence[Line], pitch: float, body: float) -> Iterator[list[Line]]:
    """The lines of each paragraph."""
    group: list[Line] = []
    edges = _edges(lines)
    for line in lines:
        if group and _begins(group[-1], line, edges, pitch, body, first=len(group) == 1):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _edges(lines: Sequence[Line]) -> Edges:
    """The left and the right edge of the column that each line stands in: of the lines of its size that follow each other
    downwards."""
    edges: Edges = {}
    run: list[Line] = []
    for line in (*lines, None):
        if line is None or (run and (line.page != run[-1].page or line.top > run[-1].top + 1)):
            wide = [one for one in run if abs(one.size - median([r.size for r in run])) < 1] or run
            bounds = min(one.left for one in wide), max(one.right for one in wide)
            edges |= dict.fromkeys(run, bounds)
            run = []
        if line is not None:
            run.append(line)
    return edges


def _begins(a: Line, b: Line, edges: Edges, pitch: float, body: float, *, first: bool) -> bool:
    """Whether a paragraph begins with the line `b`, below `a`."""
    if abs(a.size - b.size) > 0.1 * max(a.size, b.size) or a.bold != b.bold or a.is_row or b.is_row:
        return True
    same_column = a.page == b.page and b.top <= a.top
    if a.size > LARGER * body:  # a heading's lines are short, and one heading
        return not same_column or a.top - b.top > 2 * a.size
    if same_column and a.top - b.top > LOOSE * pitch:
        return True
    indent = b.left - edges[b][0] > INDENT * b.size
    stands_in = a.left - edges[a][0] > INDENT * a.size
    if indent and not (stands_in and first and same_column and abs(a.left - b.left) < 1 and not END.search(a.text)):
        return True
    ended = END.search(a.text) is not None
    if ended and LISTED.match(b.text.strip()):
        return True
    # What is written without blanks fills its lines: a short one ends its paragraph, whatever stands at its end.
    full = not (ended or not same_column or JOINED.match(a.text.strip()[-1:]))
    return not full and edges[a][1] - a.right > SHORT * a.size


def joined(pieces: Sequence[str]) -> str:
    """The lines of a paragraph as one: without a blank where the script has none, without the hyphen of a word cut in two."""
    text = ""
    for piece in pieces:
        piece = " ".join(piece.split())  # noqa: PLW2901 - the same without blanks
        if text.endswith(tuple(HYPHENS)):
            text = text.rstrip(HYPHENS) + piece
        elif re.search(r"[a-z]-$", text) and piece[:1].islower():
            text = text[:-1] + piece
        elif text and not (JOINED.match(text[-1]) or JOINED.match(piece[:1])):
            text += f" {piece}"
        else:
            text += piece
    return text.translate(dict.fromkeys(map(ord, HYPHENS)))


# ── in a process of its own ───────────────────────────────────────────────────────────────────────────────────────


def _told(content: bytes) -> dict[str, Any]:
    """What PDFium says of a file."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return {"wrong": "locked" if "password" in str(error).lower() else "damaged"}
    lines: list[Line] = []
    left = MOST_CHARACTERS
    for number in range(min(len(document), MOST_PAGES)):
        page = list(_page_lines(document[number], number, left))
        left -= sum(len(line.text) for line in page)
        lines += page
    title = " ".join(document.get_metadata_dict().get("Title", "").split())
    return {"title": title, "lines": [asdict(line) for line in lines]}


def _page_lines(page: Any, number: int, most: int) -> Iterator[Line]:  # noqa: ANN401 - of pypdfium2
    """The lines of a page: characters on one height, a blank of a few letters at most between them."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    line: Line | None = None
    for at in range(min(text.count_chars(), most)):
        char = chr(pdfium.FPDFText_GetUnicode(text, at))
        if char in "\r\n":
            if line is not None:
                yield line
            line = None
            continue
        left, bottom, right, top = text.get_charbox(at, loose=True)
        bold = pdfium.FPDFText_GetFontWeight(text, at) >= BOLD
        one = Line(char, number, left, right, top, bottom, round(top - bottom, 2), bold)
        if line is None or not char.strip():
            line = replace(line, text=line.text + char) if line else None if not char.strip() else one
        elif _is_beside(line, one) and -line.size < one.left - line.right < APART * line.size:
            line = replace(
                line,
                text=line.text + char,
                right=max(line.right, right),
                top=max(line.top, top),
                size=max(line.size, one.size),
                bold=line.bold and bold,
            )
        else:
            yield line
            line = one
    if line is not None:
        yield line


if __name__ == "__main__":
    json.dump(_told(sys.stdin.buffer.read()), sys.stdout)
