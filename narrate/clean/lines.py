"""A page → its lines, in order, each with what the markup says of it.

One walk over HTML, one pass over plain text or Markdown. Decides nothing about what is spoken.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import lxml.html

from narrate.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

# https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3
BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul caption title".split()
)
SILENT_TAGS = frozenset(
    "script style noscript template svg math head iframe object embed audio video canvas select option textarea "
    "button rt rp map area datalist input progress meter link meta base".split()
)
BOLD_TAGS = frozenset("b strong h1 h2 h3 h4 h5 h6 th".split())
HIDDEN = re.compile(r"display\s?:\s?none", re.IGNORECASE)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")  # where a name of two words is joined
CENTRED = re.compile(r"text-align\s?:\s?center", re.IGNORECASE)
MOST_STYLE = 200_000  # characters of style sheets that are looked at
AT_RULE = re.compile(
    r"@[^{};]{1,200}(?:;|\{(?:[^{}]{0,4000}\{[^{}]{0,2000}\}){0,200}[^{}]{0,200}\})"
)  # @media print hides for print alone
SIMPLE_SELECTOR = re.compile(r"[.#][\w-]+")
BOLD_CLASS = re.compile(r"\b(?:\w+-)?(?:strong|bold|h[1-6])\b", re.IGNORECASE)
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
UNIT = re.compile(r"(?:^|[^A-Za-z])(?:[kcdmnμ]?m|(?<!\d)10|cm|km|s|米|里)$")
OF_TEN = re.compile(r"[×xX*·]\s?10$")  # before a power of ten, however high
POWER = re.compile(r"\s{0,9}[-+−]?\d{1,4}\s{0,9}")
RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
PERMALINK = re.compile(r"(?<=.)\s{0,9}(?:[¶§#🔗]|\[edit\]|\[编辑\])$")  # what sites hang behind their headings
FOOTNOTE = re.compile(
    r"[\[［【(（]?\s?(\d{1,3}(?:\s?[-–,，、]\s?\d{1,3}){0,9}|[a-z]|[①-⑳]|注\s?\d{0,3}|note\s?\d{1,3}|\*{1,3}|[†‡])\s?[\]］】)）]?",
    re.IGNORECASE,
)
NOTE = re.compile(r"(?<=[\u4e00-\u9fff”」》）。，；])(?:\^?[\[［]\d{1,3}[\]］]|[①-⑳](?=[，。；、！？]))")
# A line that ends so ends itself; wide characters need no space where lines are joined.
UNBROKEN = re.compile(r"[。！？!?:：.…；;][”’』」）)\"']*$")
WIDE_EDGE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef“”‘’—…]")
# Zero-width and direction marks, and what XML forbids: an entity can bring it back (&#1;).
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]"
)
ICONS = re.compile("[\ue000-\uf8ff]+")  # the glyphs of icon fonts; a line of nothing else is furniture
CELLS = re.compile(r"[^\S\n]{9,}")  # blanks between the cells of a row that a dump has laid out
MAX_LINES = 200_000
RULE_MARK = "data-narrate-rule"  # set on elements that a site's own rules choose
SLACK = 4  # columns by which the lines of a part of a dump end before those of others
MOST_COLUMNS = 110  # at which anyone breaks lines
WRITTEN = frozenset({"text", "email", "password", "search", "tel"})  # https://html.spec.whatwg.org/multipage/input.html
MOST_ASKED = 300  # letters, a Han character as three, in a box that is for its field
MOST_FIELDS = 60  # of a page that are looked at
LONGEST_PARTED = 110  # characters of a line whose pieces are remembered
NEAR = 8  # ancestors that are remembered
MOST_SPANNED = 1000  # columns or rows of a cell


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page as a reader sees it."""

    text: str
    tag: str = ""  # the innermost block element; "" in plain text
    boxes: tuple[str, ...] = ()  # tags of the nearest block ancestors, outermost first
    hints: tuple[str, ...] = ()  # classes, id and role of the nearest block ancestors, outermost first
    chain: tuple[int, ...] = ()  # numbers of the elements that hold it, outermost first; the last is its own
    bold: bool = False
    hidden: bool = False  # by a rule of the page's own <style>
    linked: int = 0  # characters inside links
    gap: int = 0  # blank lines above it, in plain text
    indent: int = 0  # columns before it, in plain text
    row: int = 0  # number of the table row it is in, or 0
    cells: tuple[
        int, ...
    ] = ()  # the columns of the cells it is in, the outermost table's first, as the tables are drawn
    box: int = 0  # number of the element that holds it
    number: str = ""  # what an ordered list shows before it
    pictured: bool = False  # a picture stands right before it
    centred: bool = False  # by its element or the one around it
    table: int = 0  # number of the table it is in, or 0
    rule: str = ""  # what the site's own rules say: "keep", "drop" or nothing
    asked: bool = False  # in a small box that asks for something to be written: a letter to subscribe to, a login
    words: tuple[str, ...] = ()  # the text of a short line as it is written, in several elements

    @property
    def squeezed(self) -> str:
        """Without any space: what is compared."""
        return _squeezed(self.text)

    @property
    def parent(self) -> int:
        """Number of the element that holds its own, or 0."""
        return self.chain[-2] if len(self.chain) > 1 else 0

    @property
    def pieces(self) -> tuple[str, ...]:
        """What the elements of a short line hold: `<b>Riverside Daily</b><i>2024-03-05</i>` shows no space; () of one."""
        found = tuple(filter(None, map(tidy, self.words)))
        return found if len(found) > 1 else ()


def squeeze(text: str) -> str:
    """`"a  b "` → `"ab"`"""
    return "".join(text.split())


@lru_cache(maxsize=8192)  # each line is asked many times
def _squeezed(text: str) -> str:
    return squeeze(text)


def parse(text: str) -> HtmlElement:
    """HTML → tree, however broken. Raises SourceError where there is no tree at all."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as error:
        raise SourceError(f"the page can't be parsed as HTML ({error}): save it anew from a browser") from error
    return root


def serialized(root: HtmlElement) -> str:
    """The tree as HTML again."""
    return str(lxml.html.tostring(root, encoding="unicode"))


def html_lines(root: HtmlElement) -> tuple[Line, ...]:
    """The lines of an HTML tree, in page order. Iterative: nesting costs no stack."""
    walk = _Walk(_hiding(root), _asking(root))
    body = root.find("body")
    for event, node in _events(body if body is not None else root):
        if event == "start":
            walk.enter(node)
        elif event == "end":
            walk.leave(node)
        walk.add(_written(node) if event == "start" else node.tail)
        if len(walk.lines) > MAX_LINES:
            raise SourceError(f"the page has more than {MAX_LINES:,} lines: give an article's own page")
    walk.flush()
    return _unhidden(walk.lines)


def block_texts(root: HtmlElement) -> list[str]:
    """The texts of an HTML tree's lines, and nothing more of them."""
    words: list[str] = []
    for event, node in _events(root):
        breaks = event != "tail" and (
            node.tag in BLOCK_TAGS or node.tag == "br" or (node.tag == "img" and not _tiny(node))
        )
        words += ["\0"] if breaks else []
        words.append((node.text if event == "start" else node.tail) or "")
    return [text for line in "".join(words).split("\0") if (text := tidy(line))]


def _unhidden(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines; where a rule hides most of the text, a script shows it, and nothing counts as hidden."""
    hidden = sum(len(line.text) for line in lines if line.hidden)
    if hidden * 2 < sum(len(line.text) for line in lines):
        return tuple(lines)
    return tuple(replace(line, hidden=False) for line in lines)


def _hiding(root: HtmlElement) -> frozenset[str]:
    """The classes and ids that the page's own style sheets hide, wherever they stand: `{".print-only", "#tip"}`"""
    sheets = "\n".join(style.text or "" for style in root.iterfind(".//style"))
    rules = [rule.rpartition("{") for rule in AT_RULE.sub("", sheets[:MOST_STYLE]).split("}")]
    shown = ((before.rpartition("{")[2], body) for before, _, body in rules)
    hidden = {selector.strip() for selectors, body in shown if HIDDEN.search(body) for selector in selectors.split(",")}
    return frozenset(selector for selector in hidden if SIMPLE_SELECTOR.fullmatch(selector))


def _events(root: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Start and end of each element that can be seen."""
    stack: list[tuple[str, HtmlElement]] = [("start", root)]
    while stack:
        event, node = stack.pop()
        if event == "start":
            if not isinstance(node.tag, str) or _unseen(node):
                yield "tail", node
                continue
            yield "start", node
            stack.append(("end", node))
            stack.extend(("start", child) for child in reversed(node))
        else:
            yield "end", node


def _unseen(node: HtmlElement) -> bool:
    if node.tag in SILENT_TAGS or node.get("hidden") is not None:
        return True
    if node.tag == "sup":
        words = "".join(node.itertext()).strip()
        return bool(FOOTNOTE.fullmatch(words)) and not _is_power(node, words)
    return bool(HIDDEN.search(node.get("style") or "")) or "sr-only" in (node.get("class") or "").split()


def _is_power(node: HtmlElement, words: str) -> bool:
    """Whether a raised figure belongs to a unit or a number: m², 10³; not to a word (a note's number)."""
    previous = node.getprevious()
    before = (previous.tail if previous is not None else node.getparent().text) or ""
    power = bool(OF_TEN.search(before)) or (words in ("2", "3") and bool(UNIT.search(before)))
    return power and words.isdigit() and node.find(".//a") is None


def _written(node: HtmlElement) -> str | None:
    """An element's first text; raised figures as such, so that they are no part of the number before them: `10³`"""
    text: str | None = node.text
    return text.translate(RAISED) if node.tag == "sup" and text and POWER.fullmatch(text) else text


class _Walk:
    """Collects text until a block begins or ends, then makes a line of it."""

    def __init__(self, hiding: frozenset[str], asking: frozenset[HtmlElement]) -> None:
        self.lines: list[Line] = []
        self._words: list[str] = []
        self._bold = self._linked = self._length = 0
        self._bold_depth = self._link_depth = self._pre_depth = self._hidden_depth = 0
        self._hiding, self._asking = hiding, asking
        self._asked_depth = 0
        self._looks: list[tuple[bool, bool]] = []  # of the elements around: bold, hidden
        self._blocks: list[HtmlElement] = []
        self._hints: list[str] = []
        self._rows = self._boxes = 0
        self._row_stack: list[int] = []
        self._grids: list[_Grid] = []  # of the tables around
        self._box_stack: list[int] = [0]
        self._counters: list[int] = []
        self._number = ""
        self._pictured = False
        self._tables = 0
        self._table_stack: list[int] = []
        self._rules: list[str] = []
        self._lines_begun: list[tuple[list[str], int, int, int, str, bool]] = []  # around what is hidden inside a line

    def enter(self, node: HtmlElement) -> None:
        """An element begins."""
        tag = node.tag
        if node.get(RULE_MARK):
            self.flush()
            self._rules.append(node.get(RULE_MARK) or "")
        if tag in BLOCK_TAGS:
            self.flush()
            self._enter_block(node)
        elif tag == "br":
            self.flush()
        elif tag == "img" and not _tiny(node):
            self.flush()
            self._pictured = True
        bold, hidden = self._is_bold(node), self._is_hidden(node)
        self._looks.append((bold, hidden))
        self._bold_depth += bold
        if tag == "a":
            self._link_depth += 1
        if tag == "pre":
            self._pre_depth += 1
        if hidden:
            self._set_aside(tag)
            self._hidden_depth += 1

    def leave(self, node: HtmlElement) -> None:
        """An element ends."""
        tag = node.tag
        if node.get(RULE_MARK):
            self.flush()
            self._rules.pop()
        if tag in BLOCK_TAGS:
            self.flush()
            self._leave_block(node)
        bold, hidden = self._looks.pop()
        self._bold_depth -= bold
        if tag == "a":
            self._link_depth -= 1
        if tag == "pre":
            self._pre_depth -= 1
        if hidden:
            self.flush()
            self._hidden_depth -= 1
            self._take_up(tag)

    def _set_aside(self, tag: str) -> None:
        """What is hidden is a line of its own; inside a line (a formula's picture) it does not end that one."""
        if tag in BLOCK_TAGS:
            self.flush()
            return
        self._lines_begun.append((self._words, self._length, self._bold, self._linked, self._number, self._pictured))
        self._words = []
        self._bold = self._linked = self._length = 0

    def _take_up(self, tag: str) -> None:
        if tag not in BLOCK_TAGS:
            begun = self._lines_begun.pop()
            self._words, self._length, self._bold, self._linked, self._number, self._pictured = begun

    def _enter_block(self, node: HtmlElement) -> None:
        self._blocks.append(node)
        self._asked_depth += node in self._asking
        self._hints.append(_hint(node))
        self._boxes += 1
        self._box_stack.append(self._boxes)
        if node.tag == "tr":
            self._rows += 1
            self._row_stack.append(self._rows)
        elif node.tag == "table":
            self._tables += 1
            self._table_stack.append(self._tables)
            self._grids.append(_Grid())
        elif node.tag in ("td", "th") and self._grids:
            self._grids[-1].enter(_span(node, "colspan"), _span(node, "rowspan"))
        elif node.tag in ("ol", "ul"):
            self._counters.append(_start_of(node) if node.tag == "ol" else -1)
        elif node.tag == "li" and self._counters:
            ordered = self._counters[-1] >= 0
            self._number = str(self._counters[-1]) if ordered else ""
            self._counters[-1] += ordered

    def _leave_block(self, node: HtmlElement) -> None:
        self._blocks.pop()
        self._asked_depth -= node in self._asking
        self._hints.pop()
        self._box_stack.pop()
        if node.tag == "tr":
            self._row_stack.pop()
            if self._grids:
                self._grids[-1].end_row()
        elif node.tag == "table":
            self._table_stack.pop()
            self._grids.pop()
        elif node.tag in ("ol", "ul"):
            self._counters.pop()

    @staticmethod
    def _is_bold(node: HtmlElement) -> bool:
        if node.tag in BOLD_TAGS or BOLD_STYLE.search(node.get("style") or ""):
            return True
        return node.tag in ("span", "font", "p") and bool(BOLD_CLASS.search(node.get("class") or ""))

    def _is_hidden(self, node: HtmlElement) -> bool:
        if node.get("aria-hidden") == "true" and node.tag != "img":
            return True
        names = (node.get("class") or "").split()
        return not self._hiding.isdisjoint([*("." + name for name in names), "#" + (node.get("id") or "")])

    def add(self, text: str | None) -> None:
        """Text of the line being collected."""
        if not text:
            return
        if self._pre_depth and "\n" in text:
            *whole, last = text.split("\n")
            for piece in whole:
                self.add(piece)
                self.flush()
            text = last
        self._words.append(text)
        length = len(squeeze(text))
        self._length += length
        self._bold += length if self._bold_depth else 0
        self._linked += length if self._link_depth else 0

    def flush(self) -> None:
        """Make a line of what was collected."""
        node = self._blocks[-1] if self._blocks else None
        text, linked = tidy("".join(self._words)), self._linked
        if node is not None and node.tag in BOLD_TAGS:
            whole, text = text, PERMALINK.sub("", text)
            linked = max(0, linked - len(squeeze(whole)) + len(squeeze(text)))  # what hangs there is the link
        if text:
            self.lines.append(
                Line(
                    text=text,
                    tag=node.tag if node is not None else "body",
                    boxes=tuple(block.tag for block in self._blocks[-NEAR:]),
                    hints=tuple(self._hints[-NEAR:]),
                    chain=tuple(self._box_stack),
                    bold=self._bold >= self._length > 0,
                    hidden=self._hidden_depth > 0,
                    linked=linked,
                    row=self._row_stack[-1] if self._row_stack else 0,
                    cells=tuple(grid.column for grid in self._grids),
                    box=self._box_stack[-1],
                    number=self._number if node is not None and "li" in (b.tag for b in self._blocks[-2:]) else "",
                    pictured=self._pictured,
                    centred=any(map(_is_centred, self._blocks[-2:])),
                    table=self._table_stack[-1] if self._table_stack else 0,
                    rule=self._rules[-1] if self._rules else "",
                    asked=self._asked_depth > 0,
                    words=tuple(self._words) if len(self._words) > 1 and len(text) <= LONGEST_PARTED else (),
                )
            )
            self._number = ""
            self._pictured = False
        self._words = []
        self._bold = self._linked = self._length = 0


class _Grid:
    """Where the cells of a table stand, as it is drawn (https://html.spec.whatwg.org/multipage/tables.html#table-model)."""

    def __init__(self) -> None:
        self.column = 0  # of the cell that was entered last
        self._next = 0
        self._below: dict[int, int] = {}  # column → rows that a cell of it still reaches, this one included

    def enter(self, wide: int, high: int) -> None:
        """A cell begins, in the first column that is free."""
        while self._below.get(self._next):
            self._next += 1
        self.column, self._next = self._next, self._next + wide
        if high > 1:
            self._below |= dict.fromkeys(range(self.column, self._next), high)

    def end_row(self) -> None:
        """The next row begins."""
        self._next = 0
        self._below = {column: rows - 1 for column, rows in self._below.items() if rows > 1}


def _span(node: HtmlElement, name: str) -> int:
    told = node.get(name) or ""
    return max(1, min(int(told), MOST_SPANNED)) if told.isascii() and told.isdigit() and len(told) < 6 else 1  # noqa: PLR2004 - an int of C


def _hint(node: HtmlElement) -> str:
    """The names of an element, in small letters: `AdSlot_x1` → `ad-slot_x1`"""
    names = " ".join(filter(None, map(node.get, ("class", "id", "role"))))
    return CAMEL.sub("-", names).lower()


def _is_centred(node: HtmlElement) -> bool:
    told = node.tag == "center" or (node.get("align") or "").lower() == "center"
    return told or bool(CENTRED.search(node.get("style") or ""))


def _asking(root: HtmlElement) -> frozenset[HtmlElement]:
    """For each field to write in, the widest block around it that holds little else."""
    fields = (
        node
        for node in root.iter("input", "textarea")
        if node.tag == "textarea" or (node.get("type") or "text").lower() in WRITTEN
    )
    sizes: dict[HtmlElement, int] = {}
    found = (_box_of(field, sizes) for field in itertools.islice(fields, MOST_FIELDS))
    return frozenset(box for box in found if box is not None)


def _box_of(field: HtmlElement, sizes: dict[HtmlElement, int]) -> HtmlElement | None:
    """The widest block around a field that holds little else. `sizes` remembers what was counted: no text is counted twice."""
    box, inner = None, field
    size = sizes.setdefault(field, _letters(field.itertext()))
    for around in field.iterancestors():
        if around not in sizes:
            beside = (child.itertext() for child in around if child is not inner)
            tails = (child.tail or "" for child in around)
            sizes[around] = size + _letters(itertools.chain((around.text or "",), tails, *beside), MOST_ASKED - size)
        inner, size = around, sizes[around]
        if size > MOST_ASKED:
            return box
        box = around if around.tag in BLOCK_TAGS else box
    return box


def _letters(texts: Iterable[str], enough: int = MOST_ASKED) -> int:
    """Letters, a Han character as three; counting ends beyond what is enough."""
    size = 0
    for words in texts:
        size += sum(3 if char >= "\u2e80" else 1 for char in words if not char.isspace())
        if size > enough:
            break
    return size


def _tiny(node: HtmlElement) -> bool:
    """Icons and emoticons inside a sentence are not pictures."""
    sizes = [node.get(side) or "" for side in ("width", "height")]
    return any(size.rstrip("px").isdigit() and int(size.rstrip("px")) < 100 for size in sizes)  # noqa: PLR2004


def _start_of(node: HtmlElement) -> int:
    start = node.get("start") or "1"
    return int(start) if start.isascii() and start.isdigit() and len(start) < 10 else 1  # noqa: PLR2004 - an int of C


WIDEST_ALONE = 40  # columns of a heading behind a bullet
ORNAMENTED = re.compile(r"^[—–·•~-]{1,4}\s?(0?\d|1\d|[一二三四五六七八九十])\s?[—–·•~-]{1,4}$")
LONGEST_ORDINAL = 14  # characters of a number of a part with its ornaments


@lru_cache(maxsize=8192)  # the pieces of a line are asked many times
def tidy(text: str) -> str:
    """One line, single spaces, nothing invisible, no marks of notes: `" a  b[3] "` → `"a b"`, `"—— 2 ——"` → `"2"`"""
    plain = NOTE.sub("", INVISIBLE.sub("", text))
    words = " ".join(ICONS.sub("", plain).split()) or " ".join(plain.split())
    return ORNAMENTED.sub(r"\1", words) if len(words) <= LONGEST_ORDINAL else words


def unwrapped(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines that were broken at a fixed width are one again: `…一场极为` + `广泛的运动。` → `…一场极为广泛的运动。`

    A line goes on in the next when both are in one box, it fills the width that most long lines of its stretch have, and
    it ends in the middle of a sentence.
    """
    joined: list[Line] = []
    last = 0  # columns of the line that was joined last
    dump = _usual_width(_long([line for line in lines if not (line.chain or line.tag)]))
    for stretch in _stretches(lines):
        widest = max(columns(line.text) for line in stretch)
        full = _usual_width(stretch) or (dump if dump - SLACK <= widest <= dump and not stretch[0].chain else 0)
        for n, line in enumerate(stretch):
            wide = columns(line.text)
            if n and full and last >= full - 6 and not UNBROKEN.search(joined[-1].text):
                joined[-1] = replace(joined[-1], text=glued(joined[-1].text, line.text))
            else:
                joined.append(line)
            last = wide
    return tuple(joined)


def glued(text: str, following: str) -> str:
    """Two lines of one sentence as one: wide characters need no space where they meet."""
    return text + ("" if WIDE_EDGE.search(text[-1:] + following[:1]) else " ") + following


def _stretches(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Neighbours of one kind in one box."""
    stretch: list[Line] = []
    for line in lines:
        apart = stretch and (line.box, line.tag, line.linked > 0) != (stretch[-1].box, stretch[-1].tag, False)
        if apart or (stretch and max(columns(line.text), columns(stretch[-1].text)) > MOST_COLUMNS):
            yield stretch
            stretch = []
        stretch.append(line)
    if stretch:
        yield stretch


def _long(lines: Sequence[Line]) -> list[Line]:
    """Those of more than half the widest."""
    most = max((columns(line.text) for line in lines), default=0)
    return [line for line in lines if columns(line.text) * 2 > most]


def _usual_width(lines: Sequence[Line]) -> int:
    """The columns at which a stretch was broken, or 0: five lines or more, a third of them, end within the same six, most of them
    inside a sentence."""
    near = sorted(lines, key=lambda line: columns(line.text))[-max(5, len(lines) // 3) :]
    least, most = (columns(near[at].text) for at in (0, -1)) if near else (0, 0)
    inside = sum(not UNBROKEN.search(line.text) for line in near)
    told = len(near) >= 5 and 40 <= most <= MOST_COLUMNS and least >= most - 6  # noqa: PLR2004
    return most if told and inside * 2 > len(near) else 0


@lru_cache(maxsize=8192)
def columns(text: str) -> int:
    """The width on a terminal: Han characters and their punctuation take two columns."""
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """Columns of a character, looked up once (https://www.unicode.org/reports/tr11/)."""

    def __missing__(self, char: str) -> int:
        self[char] = width = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        return width


_WIDTHS = _Widths()


def text_lines(text: str) -> tuple[Line, ...]:
    """The lines of plain text, cells of a laid-out table apart; bullets of a dump (`  * item`) become list items."""
    lines: list[Line] = []
    gap = 0
    for raw in text.split("\n"):
        indent = columns(raw[: len(raw) - len(raw.lstrip())])
        cells = [words for cell in CELLS.split(raw.strip()) if (words := tidy(cell))]
        for words in cells:
            bullet = re.match(r"[*•●▪◦‣·-]\s+(?=\S)", words)
            text_of = words[bullet.end() :] if bullet else words
            lines.append(Line(text=text_of, tag="li" if bullet else "", gap=gap, indent=indent))
            gap = 0
        gap += not cells
        if len(lines) > MAX_LINES:
            raise SourceError(f"the text has more than {MAX_LINES:,} lines: give one article")
    return tuple(
        replace(line, tag="") if line.tag == "li" and _heads_alone(lines, i) else line for i, line in enumerate(lines)
    )


def _heads_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether a short item behind a bullet, without an end, stands among lines without one: a heading, no item of a list."""
    beside = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]
    short = columns(lines[at].text) <= WIDEST_ALONE and not UNBROKEN.search(lines[at].text)
    return short and len(beside) > 1 and all(line.tag != "li" for line in beside)
