"""How likely each line of a page is part of the article: signs with weights, no verdicts.

A line is judged in its place: what it says (`narrate.clean.noise`), the form it has, how it is marked, where it stands
and what stands around it. Every sign is a name; its weight, found by logistic regression over labelled pages
(benchmarks/train_cleaner.py), stands in weights.json beside this file. Weights are added; above zero a line is spoken.
Two passes: the first sees the line, the second also what the first thought of its neighbours.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate
from typing import TYPE_CHECKING

from narrate.clean.conventions import inserts
from narrate.clean.noise import plainly, signs_in
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from narrate.clean.lines import Line

    Weights = Mapping[str, float]
    Signs = list[str]

# A name in brackets behind the stop is no part of the sentence: `…通车了。（何青）`
STOP = re.compile(r"[。！？…!?.;；][”’』」）)\"'】\]〕》]{0,3}\s?(?:(?<=[。！？”])[（(][\u4e00-\u9fff· ]{2,16}[）)])?$")
ABBREVIATED = re.compile(r"^\S{1,20}(?:\s\S{1,20}){0,2}\.$")  # a name or a number that ends in a point
COMMA = re.compile(r"[，、；：,;:]")
CLAUSE = re.compile(r"[，。！？；,.!?;]")
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
DIGIT = re.compile(r"\d")
LETTER = re.compile(r"[^\W\d_]")
SEPARATED = re.compile(r"[|｜›»•·/]\s|\s[|｜›»•·/]")
SPEECH = re.compile(r"^[“\"「『]|^(?:问|答|记者|主持人|[\u4e00-\u9fff]{1,6})\s?[:：]")
# Words of class and id attributes, by what they tell. Whole words of the name, split at - and _ and capitals.
MARKS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "article": "article articles post entry story content contents cnt con text txt body main maincontent detail details news newstext zoom "
        "para paragraph artical arti rich media richtext textbody articlebody articlecontent blog ucap trs editor info js",
        "comment": "comment comments cmt reply replies respond discussion disqus review reviews pinglun remark thread",
        "side": "side sidebar aside rail widget widgets column right left lside rside",
        "menu": "nav navi navbar navigation menu menus header head top topbar toolbar crumb crumbs breadcrumb breadcrumbs tab tabs channel logo position location path",
        "foot": "foot footer bottom copyright copy rights beian friend friendlink",
        "related": "related relate relation recommend recommended recommendation rec tuijian hot rank ranking top10 more list lists newslist item items next prev previous "
        "teaser teasers card cards promo other others also guess popular trending latest pagination pager page pages carousel slider links link",
        "share": "share sharing social bshare jiathis tool tools action actions btn button buttons print favor like qr qrcode code weixin wechat app download follow subscribe newsletter signup",
        "ad": "ad ads adv advert advertisement sponsor sponsored banner gg guanggao promotion dfp",
        "byline": "byline author authors writer reporter source from date time datetime timestamp pubtime meta editor credit infos subtitle",
        "caption": "caption figcaption figure photo image img pic picture pictext gallery legend tuzhu",
        "form": "form login register search input player video audio",
        "dialog": "modal popup dialog alertdialog cookie cookies consent gdpr overlay toast",
        "tag": "tag tags keyword keywords label labels category categories topic topics",
        "title": "title headline heading h1 h2 h3 biaoti tit",
        "disclaimer": "disclaimer statement notice declare tips tip claim",
        "quote": "quote blockquote pullquote",
    }.items()
}
MARKED = {word: name for name, words in MARKS.items() for word in words}
NAME = re.compile(r"[a-z]+|\d+", re.IGNORECASE)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
LONG = 20  # characters (a Latin letter counts a third) of a paragraph
BOXES = frozenset(
    "nav header footer aside form figure figcaption ul ol table article main section blockquote dl pre address".split()
)
FEATURES = 12  # names of one element from which they are settings of the page, no description of it
PART = 5  # characters of a part of the headline
SIGNED = 3  # neighbours on each side whose opinion counts


@dataclass(frozen=True, slots=True)
class Judged:
    """A line's weight (log-odds of being spoken) and the signs that made it, heaviest first."""

    weight: float
    signs: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a page's lines before they are judged.

    `answer` are the lines that an extractor chose; `title` and `names`, of author and publisher, are squeezed; `twice`
    are the lines that stand there again further down.
    """

    lines: Sequence[Line]
    kind: str  # "html" or "text"
    title: str = ""
    answer: frozenset[int] = frozenset()
    dense: frozenset[int] = frozenset()
    twice: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()


def judged(page: Page) -> list[Judged]:
    """Each line with its weight and its signs."""
    first, weights = signs(page), _weights()
    opinions = [_sum(found, weights[f"{page.kind} first"]) for found in first]
    second = with_neighbours(page, first, opinions)
    table = weights[f"{page.kind} second"]
    heavy = (tuple([(sign, table[sign]) for sign in found if sign in table]) for found in second)
    return [Judged(sum([weight for _, weight in signs]), signs) for signs in heavy]


def _sum(found: Iterable[str], weights: Weights) -> float:
    weight = weights.get
    return sum([weight(sign, 0.0) for sign in found])


@cache
def _shipped() -> dict[str, dict[str, float]]:
    text = (resources.files("narrate.clean") / "weights.json").read_text("utf-8")
    table: dict[str, dict[str, float]] = json.loads(text)
    return table


_OTHERS: ContextVar[dict[str, dict[str, float]] | None] = ContextVar("_OTHERS", default=None)


def _weights() -> dict[str, dict[str, float]]:
    return _OTHERS.get() or _shipped()


@contextmanager
def weighed(tables: dict[str, dict[str, float]]) -> Iterator[None]:
    """Judge by other weights: for finding out what some are worth."""
    token = _OTHERS.set(tables)
    try:
        yield
    finally:
        _OTHERS.reset(token)


# ── the form of a line ────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=8192)
def length(text: str) -> float:
    """Characters, a letter of an alphabet counting a third: a Han character says as much as three letters."""
    han = len(HAN.findall(text))
    return han + (len("".join(text.split())) - han) / 3


def form(line: Line) -> str:
    """What a line looks like: a sentence, one that was cut, an address (ends in a colon), a name or a label."""
    return _form(line.text)


@lru_cache(maxsize=8192)
def _form(text: str) -> str:
    size = length(text)
    if STOP.search(text) and size >= 4 and not ABBREVIATED.match(text):  # noqa: PLR2004 - shorter is a cry or a number
        return "sentence" if size >= LONG or CLAUSE.search(text[:-2]) else "short sentence"
    if size >= LONG and COMMA.search(text):
        return "cut sentence"
    if text.endswith(("：", ":")):
        return "colon"
    return "label" if size < 7 else "name" if size < LONG else "long name"  # noqa: PLR2004 - a word or two


def is_prose(line: Line) -> bool:
    """Whether it is a sentence to be read, not a link."""
    return form(line) in ("sentence", "cut sentence") and line.linked * 2 < len(line.squeezed)


def _bucket(value: float, steps: Sequence[float]) -> int:
    return bisect_right(steps, value)


# ── signs of a line in its place ──────────────────────────────────────────────────────────────────────────────────


def signs(page: Page) -> list[Signs]:
    """The signs of each line, opinions of neighbours aside."""
    forms = [form(line) for line in page.lines]
    place = _Place(page)
    return [_signs(page, i, forms, place) for i in range(len(page.lines))]


def _signs(page: Page, i: int, forms: Sequence[str], place: _Place) -> Signs:
    line, where = page.lines[i], place.of(i)
    own = [
        "any line",
        f"is a {forms[i]}",
        f"length {_bucket(length(line.text), (3, 6, 10, 15, 20, 30, 50, 100))}",
        *_looks(line),
        *(f"around it {there}" for there in where),
    ]
    own += _says(line, forms[i], where)
    own += _marked(line) if page.kind == "html" else _spaced(line)
    own += [f"{name} {forms[j]}" for name, j in (("after a", i - 1), ("before a", i + 1)) if 0 <= j < len(forms)]
    own += place.titled(i)
    both = (
        f"{forms[i]}, {sign}"
        for sign in own
        if sign.startswith(("around it", "after", "before", "marked", "in a ", "link"))
    )
    return list(dict.fromkeys((*own, *both)))  # a sign counts once


def _looks(line: Line) -> Signs:
    text, size = line.text, max(1, len(line.squeezed))
    found = [f"links {_bucket(line.linked / size, (0.01, 0.3, 0.7, 0.95))}"]
    if DIGIT.search(text):
        found.append(f"digits {_bucket(len(DIGIT.findall(text)) / size, (0.1, 0.3))}")
    for name, has in (
        ("speech", SPEECH.search(text)), ("separated", SEPARATED.search(text)), ("bold", line.bold), ("numbered", line.number),
        ("after a picture", line.pictured), ("hidden by style", line.hidden), ("in brackets", text[0] in "（(【[〔" and text[-1] in "）)】]〕"),
        ("no letter", not LETTER.search(text)), ("address", "http" in text or "www." in text or "@" in text),
    ):  # fmt: skip
        if has:
            found.append(f"looks {name}")
    commas = len(COMMA.findall(text))
    return [*found, f"commas {_bucket(commas, (1, 2, 4))}"]


def _says(line: Line, shape: str, where: Sequence[str]) -> Signs:
    found: Signs = []
    inside = "inside" if "inside" in where else "outside"
    for sign in signs_in(line.text):
        how = "says" if sign.whole else "mentions"
        found += [
            f"{how} {sign.name}",
            f"{how} {sign.reason}, {shape}",
            f"{how} {sign.reason}, {inside}",
            f"{how} something, {shape}, {inside}",
        ]
    return found


def _marked(line: Line) -> Signs:
    return list(_marks(line.tag, line.boxes, line.hints, in_row=bool(line.row)))


@lru_cache(maxsize=1024)  # the lines of one box are marked alike
def _marks(tag: str, boxes: tuple[str, ...], hints: tuple[str, ...], *, in_row: bool) -> tuple[str, ...]:
    found = {f"in a {box}" for box in boxes if box in BOXES}
    found.add(f"tag {tag}")
    own = _words(hints[-2:])
    found |= {f"marked {name}" for name in own}
    found |= {f"marked {name} further out" for name in _words(hints[:-2]) - own}
    if in_row:
        found.add("in a row")
    return tuple(sorted(found))


@cache
def _named(hint: str) -> frozenset[str]:
    words = (word.lower() for part in NAME.findall(hint) for word in CAMEL.split(part))
    found = {MARKED[word] for word in words if word in MARKED}
    return frozenset(
        found
        | {
            MARKED[end]
            for end in (
                "comment",
                "footer",
                "sidebar",
                "related",
                "recommend",
                "share",
                "article",
                "content",
                "author",
                "caption",
                "copyright",
                "login",
                "cookie",
                "nav",
                "video",
                "banner",
            )
            if end in hint and end in MARKED
        }
    )


def _words(hints: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(_named(hint) for hint in hints if hint.count(" ") < FEATURES))


def _spaced(line: Line) -> Signs:
    return [f"gap {min(line.gap, 3)}", f"tag {line.tag or 'none'}"]


class _Place:
    """Where the lines stand: in the box with most prose, in the dense stretch, before, after, near the headline."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._prose = [is_prose(line) for line in page.lines]
        self._mass = [length(line.text) if prose else 0.0 for line, prose in zip(page.lines, self._prose, strict=True)]
        self._before = [0.0, *accumulate(self._mass)]
        self._total = max(1.0, self._before[-1])
        self._boxes = self._box_masses()
        self._core = self._heaviest()
        self._in_core = [i for i, line in enumerate(page.lines) if self._core in line.chain and self._prose[i]]
        self._repeats = Counter(line.squeezed for line in page.lines)
        self._headline = self._headline_at()
        plain = [plainly(line.text) for line in page.lines]
        self._dates = [0, *accumulate(reason is Reason.DATELINE for reason in plain)]
        self._sentences = [0, *accumulate(self._prose)]
        self._dense = (min(page.dense), max(page.dense)) if page.dense else (0, -1)
        aside = inserts(page.lines)
        self._labels = list(_last_labels([None if i in aside else one for i, one in enumerate(plain)]))
        self._found: dict[int, Signs] = {}

    def _box_masses(self) -> dict[int, float]:
        boxes: dict[int, float] = defaultdict(float)
        for line, mass in zip(self._page.lines, self._mass, strict=True):
            for depth, box in enumerate(reversed(line.chain[-4:])):
                boxes[box] += mass * (0.4, 1.0, 0.8, 0.5)[depth]
        return boxes

    def _heaviest(self) -> int:
        return max(self._boxes, key=lambda box: self._boxes[box], default=0)

    def _headline_at(self) -> int:
        title = self._page.title
        at = [
            i
            for i, line in enumerate(self._page.lines)
            if title and line.squeezed == title and line.linked < len(title)
        ]
        return at[-1] if at else -1

    def of(self, i: int) -> Signs:
        """What is around line `i`."""
        if i not in self._found:
            self._found[i] = list(self._around(i))
        return self._found[i]

    def _around(self, i: int) -> Iterable[str]:
        page, line = self._page, self._page.lines[i]
        if page.kind == "html":
            yield "in the answer" if i in page.answer else "not in the answer"
            yield from self._in_boxes(line)
            first, last = (self._in_core[0], self._in_core[-1]) if self._in_core else (0, -1)
        else:
            first, last = self._dense
            if page.twice:
                yield "said twice" if i in page.twice else "not said twice"
        yield (
            "inside"
            if first <= i <= last
            else f"above by {_bucket(first - i, (2, 4, 8, 20))}"
            if i < first
            else f"below by {_bucket(i - last, (2, 4, 8, 20))}"
        )
        yield f"prose so far {_bucket(self._before[i] / self._total, (0.001, 0.1, 0.5, 0.9, 0.999))}"
        near = sum(self._prose[max(0, i - 4) : i]), sum(self._prose[i + 1 : i + 5])
        yield f"prose above {near[0]}"
        yield f"prose below {near[1]}"
        yield f"prose {bool(near[0])} and {bool(near[1])}"
        if self._repeats[line.squeezed] > 1:
            yield "repeated"
        label = self._labels[i]
        if label is not None:
            at, reason = label
            dated = self._dates[i] - self._dates[at]
            prose = self._sentences[i] - self._sentences[at]
            yield f"below {reason} by {_bucket(i - at, (2, 4, 8, 16))}"
            yield f"below {reason}, dates {min(dated, 2)}, prose {_bucket(prose, (1, 3, 6))}"

    def _in_boxes(self, line: Line) -> Iterable[str]:
        depth = len(line.chain) - line.chain.index(self._core) - 1 if self._core in line.chain else -1
        yield f"core {min(depth, 4)}"
        yield f"share of its parent {_bucket(self._boxes.get(line.parent, 0) / max(1.0, self._boxes.get(self._core, 0)), (0.05, 0.2, 0.5, 0.9))}"

    def titled(self, i: int) -> Signs:
        """How it stands to the headline."""
        title, here = self._page.title, self._page.lines[i].squeezed
        found = []
        if title and (here == title or (len(here) >= PART and here in title)):
            found.append("is the headline" if here == title else "of the headline")
        if self._headline >= 0:
            apart = i - self._headline
            found.append(f"headline above {_bucket(apart, (1, 3, 8, 30))}" if apart > 0 else "headline below")
        return found


def _last_labels(plain: Sequence[Reason | None]) -> Iterator[tuple[int, Reason] | None]:
    """For each line, where the last label stands above it that opens something else, and which it is."""
    last: tuple[int, Reason] | None = None
    for i, reason in enumerate(plain):
        yield last
        last = (i, reason) if reason in OPENING else last


OPENING = frozenset({Reason.RELATED, Reason.COMMENT, Reason.COPYRIGHT, Reason.DISCLAIMER, Reason.KEYWORDS})


# ── what the neighbours are thought to be ─────────────────────────────────────────────────────────────────────────


def with_neighbours(page: Page, found: Sequence[Signs], opinions: Sequence[float]) -> list[Signs]:
    """The signs of each line and what the first pass thought of it, of its neighbours and of those in its box."""
    sure = [1 / (1 + math.exp(-max(-30.0, min(30.0, o)))) for o in opinions]
    family: dict[int, list[float]] = defaultdict(list)
    for line, chance in zip(page.lines, sure, strict=True):
        family[line.parent].append(chance)
    means = {box: sum(chances) / len(chances) for box, chances in family.items()}
    spoken = [i for i, chance in enumerate(sure) if chance > 0.5 and is_prose(page.lines[i])]  # noqa: PLR2004 - even
    edges = (spoken[0], spoken[-1]) if spoken else (0, -1)
    return [list(dict.fromkeys((*signs, *_thought(page, i, sure, means, edges)))) for i, signs in enumerate(found)]


def _thought(page: Page, i: int, sure: Sequence[float], means: Mapping[int, float], edges: tuple[int, int]) -> Signs:
    line = page.lines[i]
    shape = form(line)
    above = [sure[j] for j in range(max(0, i - SIGNED), i)] or [0.0]
    below = [sure[j] for j in range(i + 1, min(len(sure), i + 1 + SIGNED))] or [0.0]
    levels = (0.1, 0.3, 0.5, 0.7, 0.9)
    own, up, down = (_bucket(value, levels) for value in (sure[i], above[-1], below[0]))
    ups, downs = _bucket(sum(above) / len(above), levels), _bucket(sum(below) / len(below), levels)
    where = "between" if edges[0] <= i <= edges[1] else "above all" if i < edges[0] else "below all"
    found = [
        f"thought {own}", f"neighbour above {up}", f"neighbour below {down}", f"neighbours {ups} and {downs}", f"thought {own}, neighbours {(ups + downs) // 2}",
        f"stands {where}", f"stands {where}, {shape}", f"stands {where}, thought {own}",
    ]  # fmt: skip
    if page.kind == "html":
        kin = _bucket(means[line.parent], levels)
        found += [f"family {kin}", f"family {kin}, thought {own}"]
    for sign in signs_in(line.text):
        found.append(f"{'says' if sign.whole else 'mentions'} {sign.reason}, {where}")
        found.append(f"{'says' if sign.whole else 'mentions'} something, {shape}, {where}")
    return found
