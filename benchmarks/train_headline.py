"""Find the weights by which a dump's headline is told (narrate/clean/headline.json), and what they are worth.

    python benchmarks/train_headline.py PAGES…             train on all pages and write headline.json
    python benchmarks/train_headline.py PAGES… --hold-out  print how many are right, publishers held out; writes nothing

Each of PAGES holds a folder a page: page.html, page.txt and page.soup.txt, and meta.json with "site". The headline that the
cleaner finds in the page, where a title, metadata and headings agree, is what should be found in its dumps; where the page has
none, in a copy of its text. With expected.json the headline is its `title`.

A conditional logit with ridge, by Newton's method: among a dump's candidates and "none", the right ones (a headline may
stand there twice) are to be the likely ones.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from train_cleaner import copied

import narrate.clean as cleaner
from narrate.clean import above
from narrate.clean.lines import squeeze
from narrate.decode import decode
from narrate.errors import NarrateError

RIDGE = 10.0
CUT = 0.3  # how much a cut dump counts
OTHERS = 0.1  # how much one counts that is none of the labelled news: of another page, a copy of a page's text
LEAST_SEEN = 3  # candidates that a sign must be seen on
LEAST_WEIGHT = 0.04
FOLDS = 8
STEPS = 40
WEIGHTS = Path(__file__).parents[1] / "narrate" / "clean" / "headline.json"


@dataclass
class Example:
    """A dump's candidates, the signs of each, and which of them are the headline."""

    site: str
    signs: list[list[tuple[str, float]]]
    right: list[bool]
    whole: bool = True  # not cut
    counts: float = 1.0


def examples(case: Path) -> list[Example]:
    """The dumps of a page with its headline, as they are and cut; nothing where the page has no article."""
    page, counts = case / "page.html", 1.0 if (case / "meta.json").exists() else OTHERS
    dumps = [decode((case / name).read_bytes()) for name in ("page.txt", "page.soup.txt") if (case / name).exists()]
    try:
        title = _title(case)
        if not dumps and page.exists():
            dumps, counts = [copied(decode(page.read_bytes()))], OTHERS
        read = [cleaner.read_dump(dump) for dump in dumps if title]
    except NarrateError:
        return []
    wholes = [above.dump_of(lines, answer) for lines, _, answer in read]
    return [
        _example(_site(case), seen, title, counts, whole=seen is whole)
        for whole in wholes
        for seen in _cut(whole, title)
    ]


def _title(case: Path) -> str:
    if (case / "expected.json").exists():
        return squeeze(json.loads((case / "expected.json").read_text("utf-8"))["title"] or "")
    facts = cleaner.read_page(decode((case / "page.html").read_bytes()), "text/html").facts
    return squeeze(facts["title"].value) if "title" in facts else ""


def _example(site: str, dump: above.Dump, title: str, counts: float, *, whole: bool) -> Example:
    found = above.candidates(dump)
    right = [squeeze(one.text) == title for one in found]
    return Example(site, [above.signs(dump, one) for one in found], right, whole, counts)


def _cut(dump: above.Dump, title: str) -> list[above.Dump]:
    """The dump, and what people paste: from the headline on; the headline and the article; the article alone."""
    places = [one.places for one in above.candidates(dump) if squeeze(one.text) == title]
    if not places:
        return [dump]
    first, last, body = places[-1][0], places[-1][-1], range(dump.first, len(dump.lines))
    bare = [i for i in body if i in dump.body]
    return [
        dump,
        *(_of(dump, rows) for rows in ([*range(first, dump.first), *body], [*range(first, last + 1), *bare], bare)),
    ]


def _of(dump: above.Dump, rows: list[int]) -> above.Dump:
    place = {i: n for n, i in enumerate(rows)}
    return above.dump_of([dump.lines[i] for i in rows], [place[i] for i in rows if i in dump.body])


def _site(case: Path) -> str:
    if not (case / "meta.json").exists():
        return f"{case.parent.name} {case.name}"
    site: str = json.loads((case / "meta.json").read_text("utf-8"))["site"]
    numbered = case.name.rsplit("-", 1)[-1].isdigit()
    return site if numbered and re.search(r"\.|^[a-z]+$", site) else case.name


def fitted(data: list[Example]) -> dict[str, float]:
    """Sign → weight."""
    seen = Counter(sign for one in data for signs in one.signs for sign, _ in signs)
    names = [*sorted(sign for sign, times in seen.items() if times >= LEAST_SEEN), above.NONE]
    index = {sign: n for n, sign in enumerate(names)}
    tables = [(*_table(one, index), one.counts * (1.0 if one.whole else CUT)) for one in data]
    weights = np.zeros(len(names))
    now = _loss(weights, tables)
    for _ in range(STEPS):
        gradient, curve = RIDGE * weights, RIDGE * np.eye(len(names))
        for rows, right, much in tables:
            likely = _likely(rows @ weights)
            wanted = likely * right / (likely * right).sum()
            mean = rows.T @ likely
            gradient += much * rows.T @ (likely - wanted)
            curve += much * ((rows.T * likely) @ rows - np.outer(mean, mean))
        step, size = np.linalg.solve(curve, gradient), 1.0
        while size > 1e-4 and _loss(weights - size * step, tables) > now:
            size /= 2
        weights = weights - size * step
        before, now = now, _loss(weights, tables)
        if before - now < 1e-5:
            break
    return {sign: float(weights[n]) for sign, n in index.items()}


def _table(one: Example, index: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    rows = np.zeros((len(one.signs) + 1, len(index)))
    for n, signs in enumerate([*one.signs, [(above.NONE, 1.0)]]):
        for sign, much in signs:
            if sign in index:
                rows[n, index[sign]] = much
    return rows, np.array([*one.right, not any(one.right)], float)


def _likely(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def _loss(weights: np.ndarray, tables: list[tuple[np.ndarray, np.ndarray, float]]) -> float:
    told = sum(much * np.log((_likely(rows @ weights) * right).sum()) for rows, right, much in tables)
    return float(RIDGE / 2 * weights @ weights - told)


def is_right(one: Example, weights: dict[str, float]) -> bool:
    """Whether the candidate of the highest worth is the headline."""
    best = above.chosen(one.signs, weights)
    return best is not None and one.right[best]


def held_out(data: list[Example]) -> list[bool]:
    """For each whole dump, whether its headline is right by weights that never saw its publisher."""
    sites = sorted({one.site for one in data})
    random.Random(1).shuffle(sites)
    right = []
    for fold in range(FOLDS):
        held = set(sites[fold::FOLDS])
        weights = fitted([one for one in data if one.site not in held])
        right += [is_right(one, weights) for one in data if one.site in held and one.whole]
    return right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", type=Path, nargs="+")
    parser.add_argument("--hold-out", action="store_true")
    asked = parser.parse_args()
    cases = [case for folder in asked.pages for case in sorted(folder.iterdir()) if case.is_dir()]
    data = [one for case in cases for one in examples(case)]
    if asked.hold_out:
        right = held_out(data)
        print(f"headline of a dump as of its page: {sum(right) / len(right):.4f} of {len(right)}, publishers held out")
        return
    table = {sign: round(weight, 2) for sign, weight in fitted(data).items() if abs(weight) >= LEAST_WEIGHT}
    WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    right = [is_right(one, table) for one in data if one.whole]
    print(
        f"{len(table)} signs; {sum(right) / len(right):.4f} of {len(right)} dumps that they were learned from are right"
    )


if __name__ == "__main__":
    main()
