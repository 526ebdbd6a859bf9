"""Where on an HTML page the article lives: the box that holds its sentences, and what stands below it or apart in it.

What a line says does not matter here, nor whether it is a whole sentence: services, contacts, promises of the house and
letters to subscribe to are written in whole sentences too, but in boxes of their own, or marked unlike the paragraphs.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from narrate.clean.evidence import form, is_prose, length
from narrate.clean.headings import NUMBERED
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from narrate.clean.lines import Line

    Kind = tuple[str, str]  # the tag of a paragraph, and its own class

MOSTLY = 0.55  # of the spoken sentences that the article's box holds
HALF = 0.5  # of its sentences that are paragraphs of one kind
OUTER = 2  # html and body hold every article's sentences
LISTS = frozenset({"ul", "ol", "dl", "li", "dd", "blockquote"})
# Boxes that are parts of a text themselves.
OF_A_TEXT = LISTS | {"dt", "table", "tbody", "tr", "td", "th", "pre"}
SECTIONS = frozenset({"h2", "h3", "h4"})
HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LABELS = frozenset({"label", "name", "long name"})
CAPTION = 60  # characters of what stands below a picture
STOPPED = re.compile(r"[。！？].")  # more than one sentence
BESIDE = 3  # lines between two entries of a row
ENTRIES, NEARLY = 3, -5.0  # entries that make a row, and the weight (log-odds) from which each may be spoken
# When a post was written: a day and its hour.
POSTED = re.compile(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?\s{0,2}\d{1,2}:\d{2}")
ENTRY = 3  # elements from an entry's own down to its text, at the most
POINT = 10  # characters of an item that sums up a part of the article
COUNTED = re.compile(r"\d+")
ORDINAL = re.compile(r"\d{1,2}[.、]?")
STANZA = 5  # lines of verse
# Words of a class that say at which place a paragraph stands, not what it is: `text-first`, `vs_end`.
PLACED = re.compile(r"^\S*(?:^|[-_])(?:first|last|start|begin|end|odd|even)$", re.IGNORECASE)
# Words of a class of a box in which a text says what it stresses.
CALLED_OUT = re.compile(
    r"(?:^|[-_\s])(?:notice|note|warning|tip|call-?out|inset|admonition|important|caution|hint|call-to-action|advisory)(?:$|[-_\s])"
)
ITSELF = "="  # the class of a line that stands in the article's box with no element of its own


@dataclass(frozen=True, slots=True)
class Home:
    """The article's box, by its number; what kind its paragraphs are, where they stand in it themselves and are of one;
    the first and the last of them."""

    box: int
    kind: Kind = ("", "")
    first: int = 0
    last: int = 0


NOWHERE = Home(0)


def home(lines: Sequence[Line], sentences: Collection[int], title: str) -> Home:
    """The smallest box that holds most of the `sentences` that are spoken, and all sections of the article below its `title`."""
    sizes = {i: length(lines[i].text) for i in sorted(sentences)}
    whole = sum(sizes.values())
    if not whole:
        return NOWHERE
    middle = lines[_middle(sizes, whole / 2)]

    def missed(depth: int) -> float:  # by the box that holds the middle sentence at this depth
        there = middle.chain[depth]
        return sum(size for i, size in sizes.items() if lines[i].chain[depth : depth + 1] != (there,))

    depths = range(OUTER, len(middle.chain) - (middle.tag in OF_A_TEXT | {"p"}))
    depth = OUTER - 1 + bisect.bisect_right(depths, (1 - MOSTLY) * whole, key=missed)
    depth = _whole(lines, sizes, middle, depth, title)
    if depth < OUTER:
        return NOWHERE
    box = middle.chain[depth]
    kinds: Counter[Kind] = Counter()
    for i, size in sizes.items():
        if _is_own(lines[i], box):
            kinds[_kind(lines[i], box)] += round(size)
    kind, size = max(kinds.items(), key=lambda one: one[1], default=(NOWHERE.kind, 0))
    if size < HALF * whole:
        return Home(box)
    alike = [i for i in sizes if _is_own(lines[i], box) and _kind(lines[i], box) == kind]
    return Home(box, kind, alike[0], alike[-1])


def _middle(sizes: Mapping[int, float], half: float) -> int:
    """The sentence at which half of the text is told: whatever box holds most of it holds this one."""
    return next(i for i, told in zip(sizes, accumulate(sizes.values()), strict=True) if told >= half)


def _whole(lines: Sequence[Line], sentences: Collection[int], middle: Line, depth: int, title: str) -> int:
    """The depth of the box around this one that is the whole article: a list among its paragraphs is a part of it, and so is
    a section between two headings of one rank."""
    for deeper in range(depth, OUTER, -1):
        named = _named(middle, deeper)
        is_list = named is not None and named[0] in LISTS
        if is_list and any(_is_own(lines[i], middle.chain[deeper - 1]) for i in sentences):
            return _whole(lines, sentences, middle, deeper - 1, title)
        if _is_section(lines, middle.chain[deeper], middle.chain[deeper - 1], title):
            return deeper - 1
        if not is_list:
            break
    return depth


def _is_section(lines: Sequence[Line], box: int, around: int, title: str) -> bool:
    """Whether headings of one rank, the `title` aside, stand above and below a box, beside it."""
    inside = [i for i, line in enumerate(lines) if box in line.chain]
    ranks = [
        {line.tag for line in beside if line.parent == around and line.tag in SECTIONS and line.squeezed != title}
        for beside in (lines[: inside[0]], lines[inside[-1] + 1 :])
    ]
    return not ranks[0].isdisjoint(ranks[1])


def _kind(line: Line, box: int) -> Kind:
    own = ITSELF if line.chain[-1] == box else _unplaced(line.hints[-1]) if line.hints else ""
    return ("p", own) if line.tag == "section" else (line.tag, own)  # editors of posts write either


@lru_cache(maxsize=1024)  # the paragraphs of one box have few classes
def _unplaced(hint: str) -> str:
    """A class without the words that count the paragraphs."""
    return " ".join(word for word in hint.split() if not PLACED.match(word))


def above(lines: Sequence[Line], home: Home) -> Iterator[int]:
    """Lines above the article's box that are neither a sentence nor a heading nor an item: names, dates, columns.

    Where they are longer than what the box holds, the article is written without stops.
    """
    inside = [i for i, line in enumerate(lines) if home.box and home.box in line.chain]
    named = [i for i in range(inside[0] if inside else 0) if not _is_named_above(lines[i]) and not _is_told(lines[i])]
    yield from named if _size(lines, named) <= HALF * _size(lines, inside) else ()


def _is_named_above(line: Line) -> bool:
    """A heading, or an item that makes a point."""
    return line.tag in HEADS or (line.tag == "li" and length(line.text) >= POINT)


def _is_told(line: Line) -> bool:
    """Whether it is a sentence, and not made of several elements none of which is: a name, a day, how long it is to read."""
    told = "sentence" in form(line)
    return told and (not line.pieces or any("sentence" in form(replace(line, text=piece)) for piece in line.pieces))


def beyond(lines: Sequence[Line], home: Home) -> Iterator[int]:
    """Lines below the article's box, but those of boxes like it: an article in several parts.

    None where a table below it is more than it holds.
    """
    inside = [i for i, line in enumerate(lines) if home.box and home.box in line.chain]
    below = range(inside[-1] + 1 if inside else len(lines), len(lines))
    if not inside or _size(lines, [i for i in below if lines[i].row]) > _size(lines, inside):
        return
    depth = lines[inside[0]].chain.index(home.box)
    like = next((name for i in inside if (name := _named(lines[i], depth))), None)
    yield from (
        i for i in below if like is None or not _is_alike(lines[i], depth, lines[inside[0]].chain[depth - 1], like)
    )


def _named(line: Line, depth: int) -> tuple[str, str] | None:
    """Tag and class of the box at this depth around a line, where they are still remembered; numbers aside: `post_12`."""
    back = len(line.chain) - depth
    return (line.boxes[-back], _unnumbered(line.hints[-back])) if 0 < back <= len(line.hints) else None


@lru_cache(maxsize=1024)  # the lines of one box have the same names
def _unnumbered(names: str) -> str:
    return COUNTED.sub("", names)


def _is_alike(line: Line, depth: int, around: int, like: tuple[str, str]) -> bool:
    """Whether a line stands in a box of this name; of this tag beside it, where it has no name."""
    if like[1]:
        return like[1] in map(_unnumbered, line.hints)
    return line.chain[depth - 1 : depth] == (around,) and _named(line, depth) == like and is_prose(line)


def _size(lines: Sequence[Line], some: Iterable[int]) -> float:
    """Of what is not linked."""
    return sum(length(lines[i].text) for i in some if not lines[i].linked)


def set_apart(lines: Sequence[Line], home: Home) -> dict[int, Reason]:
    """Lines of the article's box that are unlike its paragraphs: in boxes of their own, of another kind, below a picture.

    Where almost as much stands below pictures as elsewhere, pictures are told of in the article itself.
    """
    if home.kind == NOWHERE.kind:
        return {}
    inside = [i for i in range(home.first + 1, len(lines)) if home.box in lines[i].chain]
    apart = (i for i in inside if not (_is_part(lines[i], home.box) or _is_called_out(lines[i])))
    kinds = {i: _unlike(lines[i], home, after=i > home.last) for i in apart}
    boxes = {
        lines[i].chain[lines[i].chain.index(home.box) + 1]
        for i, kind in kinds.items()
        if kind and not _is_own(lines[i], home.box)
    }
    kinds |= {i: Reason.BOILERPLATE for i in inside if lines[i].tag in HEADS and not boxes.isdisjoint(lines[i].chain)}
    captions = [i for i, kind in kinds.items() if kind is Reason.CAPTION]
    many = _size(lines, captions) > HALF * _size(lines, [i for i in inside if i not in kinds or kinds[i] is None])
    return {i: kind for i, kind in kinds.items() if kind and not (many and kind is Reason.CAPTION)}


def _is_called_out(line: Line) -> bool:
    """Whether a line is a sentence in a box whose class says that the text stresses it: `inset-text`, `call-to-action`."""
    return any(CALLED_OUT.search(hint) for hint in line.hints[-2:]) and "sentence" in form(line) and not line.linked


def begins(lines: Sequence[Line], home: Home) -> Iterator[int]:
    """Labels of the article's box above its first paragraph that are marked unlike it: who wrote it, where, of which column.

    What heads something is bold or counted.
    """
    if home.kind == NOWHERE.kind:
        return
    for i, line in enumerate(lines[: home.first]):
        apart = home.box in line.chain and not _is_part(line, home.box) and _kind(line, home.box) != home.kind
        if apart and form(line) in LABELS and not (line.bold or NUMBERED.match(line.text)):
            yield i


def of_others(lines: Sequence[Line], home: Home, title: str) -> Iterator[int]:
    """Where the article's headings stand in its box itself, what a heading in a box of its own stands above is another's."""
    inside = [i for i, line in enumerate(lines) if home.box and home.box in line.chain]
    heads = [i for i in inside if lines[i].tag in SECTIONS and lines[i].squeezed != title and not lines[i].linked]
    own = [i for i in heads if lines[i].parent == home.box]
    boxes = {_within(lines[i], home.box) for i in heads if i > min(own) and i not in own} if len(own) > 1 else set()
    boxes &= {_within(lines[i], home.box) for i in inside if is_prose(lines[i]) or lines[i].linked}  # no mere frames
    for i in inside:
        if _within(lines[i], home.box) in boxes:
            yield i


def replies(lines: Sequence[Line], sentences: Collection[int]) -> Iterator[int]:
    """Further posts of a thread: boxes beside each other of one name, each with a day and who wrote it; the first is the text."""
    inside = sorted(sentences)
    if not inside:
        return
    first = lines[inside[0]]
    for depth in range(OUTER, len(first.chain) - 1):
        name = _named(first, depth)
        if name is None or not name[1]:
            continue
        around = first.chain[depth - 1]
        beside = [
            i
            for i, line in enumerate(lines)
            if line.chain[depth - 1 : depth] == (around,) and _named(line, depth) == name
        ]
        boxes: dict[int, list[int]] = defaultdict(list)
        for i in beside:
            boxes[lines[i].chain[depth]].append(i)
        if len(boxes) > 1 and all(_is_post([lines[i] for i in box]) for box in boxes.values()):
            yield from (i for i in beside if lines[i].chain[depth] != first.chain[depth] and i > inside[0])
            return


def _is_post(box: Sequence[Line]) -> bool:
    """Whether a box holds a sentence, and above it a name and a day with its hour."""
    told = next((n for n, line in enumerate(box) if "sentence" in form(line)), 0)
    beside = any(POSTED.search(line.text) and POSTED.sub("", line.text).strip() for line in box[:told])
    return beside or (told > 1 and any(POSTED.search(line.text) for line in box[:told]))


def _within(line: Line, box: int) -> int:
    """The number of the element right within a box that holds a line."""
    return line.chain[min(line.chain.index(box) + 1, len(line.chain) - 1)]


def captions(lines: Sequence[Line], sentences: Collection[int]) -> dict[int, Reason]:
    """Short lines below pictures that are centred, where the article's sentences are not."""
    centred = [i for i in sentences if lines[i].centred and not lines[i].pictured]
    below = [i for i, line in enumerate(lines) if line.centred and _is_below_picture(line) and line.tag not in HEADS]
    size = HALF * _size(lines, sentences)
    return dict.fromkeys(below, Reason.CAPTION) if max(_size(lines, centred), _size(lines, below)) < size else {}


def ordinals(lines: Sequence[Line]) -> Iterator[int]:
    """The number of an item in an element of its own, above its text: `1`"""
    for i, (line, following) in enumerate(itertools.pairwise(lines)):
        if (
            ORDINAL.fullmatch(line.text)
            and "li" in line.boxes
            and line.chain[:-1] == following.chain[: len(line.chain) - 1]
        ):
            yield i


def of_one_element(lines: Sequence[Line], weights: Sequence[float]) -> Iterator[int]:
    """Lines of an element, and of those beside it that are marked alike, most of which are spoken: stanzas."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.chain and not line.linked and line.tag not in OF_A_TEXT | HEADS:
            groups[line.chain[:-1], line.tag, line.hints[-1:]].append(i)
    for group in groups.values():
        told = sum(weights[i] > 0 for i in group)
        broken = len({lines[i].chain for i in group}) < len(group)
        if broken and told >= MOSTLY * len(group) and len(group) >= STANZA:
            yield from (i for i in group if weights[i] <= 0)


def _unlike(line: Line, home: Home, *, after: bool) -> Reason | None:
    """How a line is set apart from the paragraphs, if it is; `after` the last of them none is of another kind."""
    other = _kind(line, home.box) != home.kind
    if not _is_own(line, home.box) or (after and other):
        return Reason.BOILERPLATE
    if (other or line.centred) and _is_below_picture(line):
        return Reason.CAPTION
    return Reason.BOILERPLATE if _kind(line, home.box)[0] not in (home.kind[0], "p") and not line.bold else None


def _is_own(line: Line, box: int) -> bool:
    """Whether a line stands in the box itself, or in an element of its own there."""
    return box in line.chain[-2:]


def _is_below_picture(line: Line) -> bool:
    return line.pictured and not line.bold and length(line.text) <= CAPTION and not STOPPED.search(line.text)


def parallel(lines: Sequence[Line], weights: Sequence[float], answer: frozenset[int]) -> Iterator[int]:
    """Sentences built like one that is spoken: in a box beside its box, each box of the same name; and three or more such of
    an extractor's answer that are not, but more than all that is.

    Entries of a live report, posts of one writer, steps of a recipe; and what stands between those, their hours.
    """
    said = _size(lines, [i for i, weight in enumerate(weights) if weight > 0 and is_prose(lines[i])])
    row: list[int] = []
    for i in (*range(len(lines)), None):
        if i is not None and ("sentence" not in form(lines[i]) or lines[i].linked):
            continue
        if i is None or not (row and i - row[-1] <= BESIDE and _is_parallel(lines[row[-1]], lines[i])):
            doubted = len(row) >= ENTRIES and answer.issuperset(row) and min(weights[j] for j in row) > NEARLY
            doubted = doubted and _size(lines, row) > said
            if doubted or any(weights[j] > 0 for j in row):
                gap = row[1] - row[0] if len(row) > 1 else 1
                yield from range(max(0, row[0] - gap + 1), row[-1] + 1)
            row = []
        row += [] if i is None else [i]


def _is_parallel(one: Line, other: Line) -> bool:
    """Whether two lines stand two or three elements deep in boxes beside each other that are named alike."""
    alike = len(one.chain) == len(other.chain) and (one.boxes, one.hints) == (other.boxes, other.hints)
    return alike and one.chain[:-ENTRY] == other.chain[:-ENTRY] and one.chain[-2:-1] != other.chain[-2:-1]


def _is_part(line: Line, box: int) -> bool:
    """Whether it is a heading, or a box within the article's is one that texts have: a list, a table, a quotation."""
    depth = len(line.chain) - 1 - line.chain.index(box)
    return line.tag in HEADS or not OF_A_TEXT.isdisjoint(line.boxes[-depth:] if depth else ())
