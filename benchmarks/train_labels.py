"""Find the weights that tell a picture's caption from a heading in a dump (narrate/clean/labels.json).

    python benchmarks/train_labels.py PAGES…             train on all of them and write labels.json
    python benchmarks/train_labels.py PAGES… --further   likewise, beginning with the weights that labels.json holds: of pages that
                                                         are no longer at hand
    python benchmarks/train_labels.py PAGES… --hold-out  print what is told rightly, each folder held out in turn; writes nothing

Each of PAGES holds a folder a page. With expected.json (`lines` that are spoken, `omit` that are not) the page, or its text
without tags, is read as a dump, and its labels are what these say. With expected.txt and page.html, the page's own markup
tells what stands below a picture. benchmarks/cleaner/labels.txt, short articles in our own words, always belongs to them.

Logistic regression with ridge, as for the other weights. What markup tells counts less: news has many headings and few
captions of one line.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from train_cleaner import LEAST_WEIGHT, copied, fitted, labelled

import narrate.clean as cleaner
from narrate.clean import labels, spoken
from narrate.clean.lines import Line, squeeze
from narrate.decode import decode
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

RIDGE = 1.0
FURTHER = 4  # times that, where most of what is known is from other pages
OF_MARKUP = 0.3  # how much a label counts that markup tells
MANY = 10  # labels from which a page is a list
OWN = Path(__file__).parent / "cleaner" / "labels.txt"
WEIGHTS = Path(__file__).parents[1] / "narrate" / "clean" / "labels.json"


@dataclass
class Example:
    """A label: where it is from, what it says, its signs, whether it stood below a picture, how much it counts."""

    source: str
    text: str
    signs: list[str]
    shown: bool
    counts: float = 1.0


def of_own(path: Path) -> Iterator[Example]:
    """Articles parted by blank lines: `+` a sentence, `#` a heading, `-` a caption."""
    for article in path.read_text("utf-8").split("\n\n"):
        rows = [row for row in article.split("\n") if row]
        lines = [Line(row[1:]) for row in rows]
        for at, signs in _labels(lines, range(len(lines))):
            yield Example(path.name, lines[at].text, signs, shown=rows[at][0] == "-")


def of_page(case: Path) -> Iterator[Example]:
    """The labels of a page of which every line is told."""
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    path = next((path for path in sorted(case.iterdir()) if path.name in ("page.html", "page.txt")), None)
    if path is None or expected.get("refuse"):
        return
    text = decode(path.read_bytes())
    page = cleaner.read_page(copied(text) if path.suffix == ".html" else text, "text/plain")
    if page.kind != "text":
        return
    said = {i for i, one in _verdicts(page).items() if one.reason is None or _is_of_labels(one)}
    told, left = ({squeeze(line) for line in expected[name]} for name in ("lines", "omit"))
    for at, signs in _labels(page.lines, said):
        here = page.lines[at].squeezed
        if here in told or here in left:
            yield Example(str(case.parent), page.lines[at].text, signs, shown=here not in told)


def of_markup(case: Path) -> Iterator[Example]:
    """The labels of a page of which the article is told, and whose markup tells captions."""
    page = cleaner.read_page(decode((case / "page.html").read_bytes()), "text/html")
    if page.kind != "html":
        return
    captions = {i for i, one in _verdicts(page).items() if one.reason is Reason.CAPTION}
    told = labelled(list(page.lines), (case / "expected.txt").read_text("utf-8"))
    kept = [i for i in range(len(page.lines)) if told[i] or i in captions]
    lines = [Line(page.lines[i].text) for i in kept]
    found = _labels(lines, range(len(lines)))
    for at, signs in found if len(found) <= MANY else ():
        yield Example(str(case.parent), lines[at].text, signs, shown=kept[at] in captions, counts=OF_MARKUP)


def _verdicts(page: cleaner.Page) -> dict[int, spoken.Verdict]:
    fresh = [i for i in range(len(page.lines)) if i not in page.aside]
    return dict(zip(fresh, spoken.verdicts(cleaner.judged_page(page, fresh)), strict=True))


def _is_of_labels(verdict: spoken.Verdict) -> bool:
    """Whether the labels themselves spoke against it."""
    return any(name == spoken.BELOW_PICTURE for name, _ in verdict.signs)


def _labels(lines: Sequence[Line], said: Collection[int]) -> list[tuple[int, list[str]]]:
    found = labels.labels(lines, said)
    return [(one.at, signs) for one, signs in zip(found, labels.signs(lines, said, found), strict=True)]


def trained(data: list[Example], known: dict[str, float] | None = None) -> dict[str, float]:
    """Sign → weight."""
    rows, shown = [one.signs for one in data], [int(one.shown) for one in data]
    return fitted(rows, shown, [one.counts for one in data], FURTHER * RIDGE if known else RIDGE, known)


def held_out(data: list[Example]) -> None:
    """How many captions are found, and how many headings taken for one, by weights that never saw their folder."""
    found: Counter[tuple[bool, bool]] = Counter()
    for source in sorted({one.source for one in data}):
        weights = trained([one for one in data if one.source != source])
        for one in data:
            if one.source == source:
                found[one.shown, sum(weights.get(sign, 0.0) for sign in one.signs) > labels.SURE] += 1
    captions, headings = (found[shown, True] + found[shown, False] for shown in (True, False))
    print(
        f"captions found {found[True, True]}/{captions}, headings left out {found[False, True]}/{headings}, folders held out"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", type=Path, nargs="+")
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--further", action="store_true")
    asked = parser.parse_args()
    cases = [case for folder in asked.pages for case in sorted(folder.iterdir())]
    data = list(of_own(OWN))
    data += [one for case in cases if (case / "expected.json").exists() for one in of_page(case)]
    data += [one for case in cases if (case / "expected.txt").exists() for one in of_markup(case)]
    if asked.hold_out:
        held_out(data)
        return
    known = json.loads(WEIGHTS.read_text("utf-8")) if asked.further else None
    table = {sign: round(weight, 2) for sign, weight in trained(data, known).items() if abs(weight) >= LEAST_WEIGHT}
    WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    print(
        f"{len(table)} signs from {len(data)} labels, of which {sum(one.shown for one in data)} captions",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
