"""Find the weights of the cleaner's signs (narrate/clean/weights.json) from labelled pages, and what they are worth.

    python benchmarks/train_cleaner.py PAGES…             train on all pages and write weights.json
    python benchmarks/train_cleaner.py PAGES… --hold-out  print F1 with each publisher held out in turn; writes nothing

Each of PAGES holds a folder a page: page.html, page.txt and page.soup.txt (text dumps) where there are any, expected.txt (the
lines to be spoken) and meta.json with "site"; or expected.json, whose `lines` are spoken. A line is labelled by where it
stands in the expected text. A page without a dump is also learned as what a copy of its text would be: so dumps in other
languages, too. HTML is learned from the labelled news alone.

Logistic regression with ridge (λ below), in two passes, each line a row of present signs. A line counts by its length;
plain furniture that would be spoken counts as much as a long sentence, because that is what a listener hears. So that
topics do not become furniture, every page is learned three times: as it is, and twice with some of its sentences
exchanged for those of cleaner/spoken.txt (whole sentences with words of furniture), with lines of cleaner/unspoken.txt
and labels with links put between its paragraphs, and with openings and endings of letters (cleaner/ends.txt).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import narrate.clean as cleaner
from narrate.clean import evidence, spoken
from narrate.clean.lines import Line, html_lines, parse, squeeze
from narrate.clean.noise import signs_in
from narrate.decode import decode
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

RIDGE = 33.0  # λ: the weight of the ridge against the sum of the lines' losses
OTHERS = 0.3  # how much a line counts of a dump that is none of the labelled news: of another page, of a copied text
LEAST_SEEN = 2  # lines that a sign must be seen on
LEAST_WEIGHT = 0.04  # below which a sign is left out of the table
FOLDS = 5
STEPS = 400
HERE = Path(__file__).parent / "cleaner"
WEIGHTS = Path(__file__).parents[1] / "narrate" / "clean" / "weights.json"
KINDS = {"html": ("page.html",), "text": ("page.txt", "page.soup.txt")}


@dataclass
class Example:
    """A page as the cleaner judges it, its labels, and the signs of the first pass."""

    site: str
    expected: str
    page: evidence.Page
    labels: list[int]
    signs: list[list[str]] = field(default_factory=list)
    opinions: list[float] = field(default_factory=list)
    weight: float = 1.0

    @property
    def counts(self) -> list[float]:
        """How much each line counts."""
        return [self.weight * _worth(line, label) for line, label in zip(self.page.lines, self.labels, strict=True)]


def _worth(line: Line, label: int) -> float:
    if not label and any(s.whole for s in signs_in(line.text)) and "sentence" not in evidence.form(line):
        return 4.0
    return min(4.0, max(1.0, evidence.length(line.text) / 15))


# ── labels ────────────────────────────────────────────────────────────────────────────────────────────────────────


def labelled(lines: list[Line], expected: str) -> list[int]:
    """1 for each line that stands in the expected text, in order: long lines first, short ones between them."""
    text, keys = squeeze(expected), [line.squeezed for line in lines]
    places = _anchors(keys, text)
    labels = [int(i in places) for i in range(len(lines))]
    at, end = 0, len(text)
    known = sorted(places)
    for i, key in enumerate(keys):
        if i in places:
            at = places[i] + len(key)
            continue
        following = next((j for j in known if j > i), None)
        end = places[following] if following is not None else len(text)
        limit = min(end, at + len(key) + 30) if known and i > known[0] else end
        found = text.find(key, max(at, end - 200) if known and i < known[0] else at, limit) if key else -1
        if found >= 0:
            labels[i], at = 1, found + len(key)
    return labels


def _anchors(keys: list[str], text: str) -> dict[int, int]:
    """Line → place of the heaviest chain of long lines whose places rise."""
    rows: list[tuple[int, int, int]] = []
    for i, key in enumerate(keys):
        rows += [(i, match.start(), len(key)) for match in re.finditer(re.escape(key), text)] if len(key) >= 10 else []
    best: list[tuple[float, int]] = []
    for n, (i, place, size) in enumerate(rows):
        before = [(best[m][0], m) for m in range(n) if rows[m][0] < i and rows[m][1] + rows[m][2] <= place]
        most = max(before, default=(0.0, -1))
        best.append((most[0] + size, most[1]))
    at = max(range(len(rows)), key=lambda n: best[n][0], default=-1)
    chain: dict[int, int] = {}
    while at >= 0:
        chain[rows[at][0]] = rows[at][1]
        at = best[at][1]
    return chain


# ── examples ──────────────────────────────────────────────────────────────────────────────────────────────────────


def examples(case: Path) -> list[tuple[str, Example]]:
    """(kind, example) of each form of a page."""
    site, expected = _told(case)
    news, source = (case / "expected.txt").exists(), case / "page.html"
    dumps = [decode((case / name).read_bytes()) for name in KINDS["text"] if (case / name).exists()]
    weight = 1.0 if dumps and news else OTHERS
    if not dumps and source.exists():
        dumps = [copied(decode(source.read_bytes()))]
    found = [("html", _html(source), 1.0)] if news else []
    found += [("text", _text(dump), weight) for dump in dumps if expected]
    return [
        (kind, Example(site, expected, page, labelled(list(page.lines), expected), weight=much))
        for kind, page, much in found
        if page
    ]


def _told(case: Path) -> tuple[str, str]:
    """The publisher of a page, and what of it is spoken."""
    if (case / "expected.json").exists():
        lines = json.loads((case / "expected.json").read_text("utf-8"))["lines"]
        return f"{case.parent.name} {case.name}", "\n".join(lines)
    site = json.loads((case / "meta.json").read_text("utf-8"))["site"]
    named = re.search(r"\.|^[a-z]+$", site) and case.name.rsplit("-", 1)[-1].isdigit()
    return site if named else case.name, (case / "expected.txt").read_text("utf-8")


def copied(text: str) -> str:
    """The text of a page as a copy of it has it: a line each, its parts beside each other."""
    lines = html_lines(parse(text))
    return "\n".join(" ".join(line.pieces) or line.text for line in lines if line.tag != "title" and not line.hidden)


def _judged(page: cleaner.Page) -> evidence.Page:
    fresh = [i for i in range(len(page.lines)) if i not in page.aside]
    return cleaner.judged_page(page, fresh)


def _html(path: Path) -> evidence.Page | None:
    page = cleaner.read_page(decode(path.read_bytes()), "text/html")
    return _judged(page) if page.kind == "html" else None


def _text(dump: str) -> evidence.Page | None:
    page = cleaner.read_page(dump, "text/plain")
    return _judged(page) if page.kind == "text" else None


# ── pages made different ──────────────────────────────────────────────────────────────────────────────────────────


def _listed(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text("utf-8").splitlines() if line]


def varied(example: Example, titles: list[str], chance: random.Random) -> Example | None:
    """The page with other sentences, inserts, an opening and an ending; None where it has too little prose."""
    page, labels = example.page, example.labels
    prose = [i for i, line in enumerate(page.lines) if labels[i] and evidence.is_prose(line)]
    if len(prose) < 4:
        return None
    han = bool(evidence.HAN.search(page.lines[prose[0]].text))
    said = [text for text in _listed("spoken.txt") if bool(evidence.HAN.search(text)) == han]
    unsaid = [text for text in _listed("unspoken.txt") if bool(evidence.HAN.search(text)) == han]
    made = _Made(page, chance)
    answer = page.answer or page.dense
    inserts = set(chance.sample(prose[1:], min(len(prose) - 1, chance.choice((1, 2, 3)))))
    swapped = set(chance.sample(prose, max(1, int(len(prose) * chance.choice((0.1, 0.2, 0.4))))))
    opens, ends = chance.random() < 0.25, chance.random() < 0.3 and han
    for i, line in enumerate(page.lines):
        inside = i in answer
        if i == prose[0] and opens:
            short = [text for text in said if len(text) < 12] or ["Dear friends:"]
            made.put(replace(line, text=chance.choice(short), linked=0, bold=False), 1, inside)
        if i in inserts:
            made.insert(line, unsaid, titles, inside)
        if i in swapped:
            whole = [text for text in said if evidence.is_prose(Line(text)) or chance.random() < 0.3] or said
            line = replace(line, text=chance.choice(whole), linked=0)  # noqa: PLW2901 - the exchanged line
        made.put(line, labels[i], inside)
        if i == prose[-1]:
            for text in chance.choice([row.split("\t") for row in _listed("ends.txt")]) if ends else ():
                made.put(replace(line, text=text, linked=0, bold=False), 1, inside)
            for text in chance.sample(unsaid, chance.choice((1, 2, 4))) if chance.random() < 0.5 else ():
                made.apart(line, text, 0, inside)
    return replace(example, page=made.page(), labels=made.labels, signs=[], opinions=[])


class _Made:
    """A page being put together."""

    def __init__(self, page: evidence.Page, chance: random.Random) -> None:
        self._page, self._chance = page, chance
        self._lines: list[Line] = []
        self.labels: list[int] = []
        self._inside: list[bool] = []
        self._box = 1_000_000

    def put(self, line: Line, label: int, inside: bool) -> None:  # noqa: FBT001 - three columns of a row
        self._lines.append(line)
        self.labels.append(label)
        self._inside.append(inside)

    def apart(self, like: Line, text: str, linked: int, inside: bool) -> None:  # noqa: FBT001 - likewise
        """A line of furniture in a box of its own beside a paragraph."""
        self._box += 1
        chain = (*like.chain[:-1], self._box) if like.chain else ()
        bold = self._chance.random() < 0.3
        self.put(
            replace(like, text=text, linked=linked, bold=bold, pictured=False, box=self._box, chain=chain), 0, inside
        )

    def insert(self, like: Line, unsaid: list[str], titles: list[str], inside: bool) -> None:  # noqa: FBT001 - likewise
        html = self._page.kind == "html"
        if self._chance.random() < 0.6:
            text = self._chance.choice(unsaid)
            self.apart(like, text, len(text) if html and self._chance.random() < 0.3 else 0, inside)
            return
        labels = [text for text in unsaid if (found := signs_in(text)) and found[0].reason is Reason.RELATED]
        self.apart(like, self._chance.choice(labels), 0, inside)
        for _ in range(self._chance.choice((1, 1, 2, 3))):
            title = self._chance.choice(titles)
            self.apart(like, title, len(title) if html else 0, inside)

    def page(self) -> evidence.Page:
        inside = frozenset(i for i, here in enumerate(self._inside) if here)
        field_ = {"answer": inside} if self._page.kind == "html" else {"dense": inside}
        return replace(self._page, lines=self._lines, **field_)


# ── regression ────────────────────────────────────────────────────────────────────────────────────────────────────


def fitted(
    rows: list[list[str]],
    labels: list[int],
    counts: list[float],
    ridge: float = RIDGE,
    known: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Sign → weight. Accelerated gradient descent on the ridge logistic loss, from what is `known` already, towards which the
    ridge draws, or from zero: the same every time."""
    before = known or {}
    seen = Counter(sign for row in rows for sign in row)
    names = sorted({sign for sign, times in seen.items() if times >= LEAST_SEEN} | before.keys())
    index = {sign: n for n, sign in enumerate(names)}
    columns = [[index[sign] for sign in row if sign in index] for row in rows]
    flat = np.array([n for row in columns for n in row], np.int64)
    starts = np.cumsum([0, *(len(row) for row in columns)])[:-1]
    row_of = np.repeat(np.arange(len(rows)), [len(row) for row in columns])
    y, c = np.array(labels, float), np.array(counts)
    used = np.bincount(flat, weights=c[row_of], minlength=len(names))
    step = 1.0 / (0.25 * used * np.mean([len(row) for row in columns]) + ridge)
    begun = np.array([before.get(sign, 0.0) for sign in names])
    weights = ahead = begun
    for n in range(STEPS):
        scores = np.add.reduceat(ahead[flat], starts)
        gap = c * (1 / (1 + np.exp(-scores)) - y)
        gradient = np.bincount(flat, weights=gap[row_of], minlength=len(names)) + ridge * (ahead - begun)
        following = ahead - step * gradient
        ahead = following + n / (n + 3) * (following - weights)
        weights = following
    return {sign: float(weights[index[sign]]) for sign in names}


def trained(data: list[Example]) -> tuple[dict[str, float], dict[str, float]]:
    """The tables of both passes; the second learns from opinions of a first that did not know the publisher."""
    folds = _folds(data, 4)
    for fold in range(4):
        known = [one for one, at in zip(data, folds, strict=True) if at != fold]
        table = fitted(*_rows(known, [one.signs for one in known]))
        for one, at in zip(data, folds, strict=True):
            if at == fold:
                one.opinions = _opinions(one, table)
    second = [evidence.with_neighbours(one.page, one.signs, one.opinions) for one in data]
    return fitted(*_rows(data, [one.signs for one in data])), fitted(*_rows(data, second))


def _rows(data: list[Example], signs: list[list[list[str]]]) -> tuple[list[list[str]], list[int], list[float]]:
    rows = [row for page in signs for row in page]
    return rows, [label for one in data for label in one.labels], [count for one in data for count in one.counts]


def _opinions(one: Example, table: dict[str, float]) -> list[float]:
    return [sum(table.get(sign, 0.0) for sign in row) for row in one.signs]


def _folds(data: list[Example], number: int) -> list[int]:
    sites = sorted({one.site for one in data})
    random.Random(1).shuffle(sites)
    place = {site: n % number for n, site in enumerate(sites)}
    return [place[one.site] for one in data]


def with_variants(data: list[Example]) -> list[Example]:
    """The pages and two variants of each."""
    chance = random.Random(5)
    titles = {
        han: [one.page.title for one in data if one.page.title and bool(evidence.HAN.search(one.page.title)) == han]
        or ["-"]
        for han in (True, False)
    }
    made = [varied(one, titles[_is_han(one)], chance) for one in data for _ in range(2)]
    whole = data + [one for one in made if one]
    for one in whole:
        one.signs = one.signs or evidence.signs(one.page)
    return whole


def _is_han(one: Example) -> bool:
    return bool(evidence.HAN.search(one.expected[:200]))


# ── what it is worth ──────────────────────────────────────────────────────────────────────────────────────────────


def f1(expected: str, text: str) -> float:
    """Of runs of four letters, as the labelled pages are scored."""
    one, other = (Counter(squeeze(t)[i : i + 4] for i in range(len(squeeze(t)) - 3)) for t in (expected, text))
    shared = (one & other).total()
    return 2 * shared / (one.total() + other.total()) if one.total() + other.total() else 1.0


def held_out(kind: str, data: list[Example]) -> None:
    """F1 on pages of publishers that the weights were not learned from."""
    folds = _folds(data, FOLDS)
    scores: dict[bool, list[float]] = {True: [], False: []}
    for fold in range(FOLDS):
        tables = trained(with_variants([one for one, at in zip(data, folds, strict=True) if at != fold]))
        for one, at in zip(data, folds, strict=True):
            if at == fold:
                with evidence.weighed({f"{kind} first": tables[0], f"{kind} second": tables[1]}):
                    found = spoken.verdicts(one.page)
                text = "".join(line.text for line, v in zip(one.page.lines, found, strict=True) if v.reason is None)
                scores[_is_han(one)].append(f1(one.expected, text))
    for han, values in scores.items():
        if values:
            print(
                f"{kind:5} {'Han' if han else 'other'}: F1 {statistics.mean(values):.4f} over {len(values)} pages, publishers held out"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", type=Path, nargs="+")
    parser.add_argument("--hold-out", action="store_true")
    asked = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        cases = [case for folder in asked.pages for case in sorted(folder.iterdir()) if case.is_dir()]
        found = [one for page in pool.map(examples, cases, chunksize=4) for one in page]
    tables: dict[str, dict[str, float]] = {}
    for kind in KINDS:
        data = [one for name, one in found if name == kind]
        if asked.hold_out:
            held_out(kind, data)
            continue
        for name, table in zip(("first", "second"), trained(with_variants(data)), strict=True):
            tables[f"{kind} {name}"] = {s: round(w, 2) for s, w in table.items() if abs(w) >= LEAST_WEIGHT}
    if tables:
        WEIGHTS.write_text(json.dumps(tables, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
        print({name: len(table) for name, table in tables.items()}, file=sys.stderr)


if __name__ == "__main__":
    main()
