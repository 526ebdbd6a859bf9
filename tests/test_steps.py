"""What a page costs grows as the page does: steps are counted, not time."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from narrate import clean as room
from narrate.clean import clean
from narrate.model import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

ROOM = str(Path(room.__file__).parent)
SIZE = 120  # paragraphs, rows, elements
FEW = 5_000  # steps that a function may take as soon as there is something for it to do


def said(n: int, mark: str = "") -> str:
    return f"第{n}天清早，摆渡的人{mark}把船推下水，岸上的人谁也没有说话。"


def paragraphs(n: int, mark: str = "") -> str:
    return "".join(f"<p>{said(i, mark)}</p>" for i in range(n))


def told(n: int) -> str:
    words = "\\n".join(said(i) for i in range(n))
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{words}"}}</script>'


TEXT = paragraphs(12, "照旧")
PAGES: dict[str, Callable[[int], str]] = {
    "paragraphs": paragraphs,
    "short lines": lambda n: TEXT + "".join(f"<p>船号{i}</p>" for i in range(n)),
    "a summary as long as the page": lambda n: (
        "<ul>" + "".join(f"<li>要点{i}：渡口照旧开到天黑为止</li>" for i in range(n)) + "</ul>" + TEXT
    ),
    "rows": lambda n: (
        TEXT + "<table>" + "".join(f"<tr><td>渡口{i}</td><td>{i * 7}</td></tr>" for i in range(n)) + "</table>"
    ),
    "tables": lambda n: (
        TEXT + "".join(f"<p>{said(i)}</p><table><tr><td>渡口{i}</td><td>{i}</td></tr></table>" for i in range(n))
    ),
    "tables in tables": lambda n: (
        TEXT + "".join(f"<table><tr><td>渡口{i}<td>" for i in range(n // 4)) + "</table>" * (n // 4)
    ),
    "boxes in boxes": lambda n: "".join(f"<div><p>{said(i)}</p>" for i in range(n // 2)) + TEXT + "</div>" * (n // 2),
    "fields in boxes": lambda n: TEXT + "<div> " * n + "<input type=text>" * 30 + "</div>" * n,
    "fields beside nothing": lambda n: TEXT + "<div>" + "<i> </i>" * n + "<input type=text>" * 30 + "</div>",
    "comments": lambda n: TEXT + "".join(f"<p>评论</p><p>{said(i)}</p>" for i in range(n)),
    "folds in folds": lambda n: TEXT + told(n) + "<div hidden>" * (n // 2) + paragraphs(n) + "</div>" * (n // 2),
    "slots": lambda n: (
        TEXT
        + "<x-y><template shadowrootmode=open>"
        + "".join(f"<slot name=s{i}></slot>" for i in range(n))
        + "</template>"
        + "".join(f"<p slot=s{i}>{said(i)}</p>" for i in range(n))
        + "</x-y>"
    ),
    "a text that data carry": told,
}


def steps(page: str) -> Counter[str]:
    """Executed bytecodes of each function of the room."""
    found: Counter[str] = Counter()

    def called(frame: FrameType, _event: str, _arg: object) -> Callable[..., object] | None:
        if not frame.f_code.co_filename.startswith(ROOM):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        name = f"{Path(frame.f_code.co_filename).name}: {frame.f_code.co_qualname}"

        def step(_frame: FrameType, _event: str, _arg: object) -> Callable[..., object]:
            found[name] += 1
            return step

        return step

    before = sys.gettrace()
    sys.settrace(called)
    try:
        clean(Source("a page", "page", "text/html", page.encode()))
    finally:
        sys.settrace(before)
    return found


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_twice_the_size_takes_twice_the_steps(kind: str) -> None:
    def measured(size: int) -> Counter[str]:
        words = PAGES[kind](size).replace("摆渡的人", f"摆渡的人{size}")  # nothing was met before
        head = "<head><title>渡口的清早</title></head>"
        return steps(f"<html>{head}<body><h1>渡口的清早</h1><div>{words}</div></body></html>")

    measured(4)
    once, twice = measured(SIZE), measured(2 * SIZE)
    grown = {name: (once[name], count) for name, count in twice.items() if count > 3 * once[name] + FEW}
    assert not grown
    assert twice.total() < 2.3 * once.total()
