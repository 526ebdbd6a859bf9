"""Run the cleaner or the segmenter over the labelled pages in one process: predict.py PAGES what input lang OUT.

`what` is clean, sections or title.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from narrate.clean import clean
from narrate.errors import NarrateError
from narrate.segment import plain_text, segment
from narrate.sources import load_one

INPUTS = {
    "html": "page.html",
    "raw": "page.raw.html",
    "txt": "page.txt",
    "soup": "page.soup.txt",
    "dup": "page.dup.txt",
}


def predict(case: Path, what: str, name: str, out: Path) -> None:
    page = case / INPUTS[name]
    page = page if page.exists() else case / "page.html"
    try:
        document = clean(load_one(str(page)))
    except NarrateError:
        text = "[]" if what == "sections" else ""
    else:
        sections = [{"title": s.title, "text": plain_text(s)} for s in segment(document).sections]
        texts = {"clean": "\n".join(b.text for b in document.blocks), "sections": json.dumps(sections)}
        text = document.title if what == "title" else texts[what]
    (out / f"{case.name}{'.json' if what == 'sections' else '.txt'}").write_text(text, "utf-8")


def main() -> None:
    pages, what, name, lang, out = Path(sys.argv[1]), *sys.argv[2:5], Path(sys.argv[5])
    out.mkdir(parents=True)
    chosen = [
        case
        for case in sorted(pages.iterdir())
        if (case.name.startswith("zh") == (lang == "zh"))
        and (name == "raw" or (case / INPUTS[name]).exists())
        and (what != "sections" or (case / "expected_sections.json").exists())
    ]
    with ProcessPoolExecutor() as pool:
        list(pool.map(predict, chosen, *([value] * len(chosen) for value in (what, name, out))))


if __name__ == "__main__":
    main()
