"""Every compiled pattern of the package against repeats that it is made to stumble over: how does its time grow?

A pattern's own syntax tree says what it repeats and what stands before that; from it come the texts. Time is the
processor's, judged by growth alone. Run by test_patterns.py as a child that can be killed; by hand: python tests/patterns.py
"""

# ruff: noqa: ANN401, PLR0911 - trees of the standard library have no types, and a row a kind
from __future__ import annotations

import functools
import gc
import importlib
import json
import pkgutil
import re
import signal
import sys
import time
from dataclasses import fields, is_dataclass
from itertools import islice
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, NoReturn

import narrate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TINY, SMALL, SIZES = 625, 2_500, (10_000, 20_000, 40_000)  # bytes
SHOWS = 0.001  # seconds at SMALL below which even quadratic growth takes a blink at 100 kB
SUSPICIOUS = 7.0  # of the time from TINY to SMALL: linear is 4, quadratic 16
ENDLESS = 2.0  # seconds of the processor for a few pages of text: what works longer never ends
GROWTH = 8.0  # of the time from 10 to 40 kB: linear is 4, quadratic 16
ROUNDS = 3  # times that what looks bad is measured
LONG = 20  # repeats from which a repeat counts as one without end
DEEPEST = 6
CHARS = "1aA一 ，,.。-:/\n年值“(<&%@=#|*_\t'\"[]～·x0é元"
# What pages are full of, or may be.
REPEATS = (
    *CHARS, "值班", "1,", "1.", "a.", "A ", "a ", "一 ", "2026年3月2日", "http://a", "a@", "“a", "（一", "《", "<a", "&a", "1-", "1/",
    "1:", "a=", "1 a", "百", "百分之", "。 ", "…", "\r\n", " \n", "编辑", "记者", "a-", "A.", "- ", "1.1", "$1", "第1", "1年", "、一", "==",
)  # fmt: skip


class TooLongError(Exception):
    """The time was over before the pattern had answered."""


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Name and pattern, each once; a table's patterns go by the table's name."""
    for module in pkgutil.walk_packages(narrate.__path__, "narrate."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    met: set[re.Pattern[Any]] = set()
    for name in sorted(name for name in sys.modules if name.startswith("narrate.")):
        for attribute, value in sorted(vars(sys.modules[name]).items()):
            for where, pattern in _held(value, f"{name}.{attribute}"):
                if pattern not in met:
                    met.add(pattern)
                    yield where, pattern


def _held(value: object, where: str, depth: int = 0) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns in constants, tables, frozen rows, bound arguments and closures."""
    if isinstance(value, re.Pattern):
        yield where, value
        return
    if depth >= DEEPEST:
        return
    for name, part in _parts(value):
        yield from _held(part, f"{where}{name}", depth + 1)


def _parts(value: object) -> Iterable[tuple[str, object]]:
    if isinstance(value, dict):
        return [(f"[{str(key)[:24]}]", part) for pair in value.items() for key, part in ((pair[0], pair[0]), pair)]
    if isinstance(value, (list, tuple, set, frozenset)):
        return [(f"[{number}]", part) for number, part in enumerate(value)]
    if isinstance(value, functools.partial):
        return [("()", part) for part in (*value.args, *value.keywords.values())]
    if is_dataclass(value) and not isinstance(value, type):
        look = (
            ["look"] if isinstance(getattr(type(value), "look", None), property) else []
        )  # compiled when it is needed
        return [(f".{name}", getattr(value, name, None)) for name in (*(field.name for field in fields(value)), *look)]
    cells = getattr(value, "__closure__", None)
    module = getattr(value, "__module__", "") or ""
    if isinstance(cells, tuple) and module.startswith("narrate"):
        return [("()", cell.cell_contents) for cell in cells if _is_set(cell)]
    return ()


def _is_set(cell: Any) -> bool:
    try:
        cell.cell_contents  # noqa: B018 - an empty cell raises
    except ValueError:
        return False
    return True


# ── texts from a pattern's tree ───────────────────────────────────────────────────────────────────────────────────


def texts(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """(what stands before, what is repeated), each once."""
    met: set[tuple[str, str]] = set()
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.DEBUG & ~(re.UNICODE if isinstance(pattern.pattern, bytes) else 0))
    for pair in (*_attacks(tree), *(("", repeat) for repeat in REPEATS)):
        if pair[1] and pair not in met:
            met.add(pair)
            yield pair


def _attacks(tree: Any) -> Iterator[tuple[str, str]]:
    for turn in range(8):
        whole = _said(tree, turn)
        yield "", whole
        yield "", whole[:-1]
        yield "", whole[: len(whole) // 2 + 1]
        for before, body, after in _repeats(tree, "", turn):
            yield before, body
            yield "", body
            yield "", before + body
            yield "", body + after[:1]
            yield before, body + after[:-1]
            yield "", before + body + after[:-1]


def _repeats(tree: Any, before: str, turn: int) -> Iterator[tuple[str, str, str]]:
    """Each long repeat: what has to stand before it, what it repeats, what would have to follow."""
    items = list(tree)
    for number, (kind, value) in enumerate(items):
        inner = _inner(kind, value)
        after = _said(items[number + 1 :], turn)
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[1] >= LONG:
            yield before, _said(value[2], turn), after
            yield before, _said(value[2], turn + 3) + _said(value[2], turn), after
        for part in inner:
            yield from _repeats(part, before, turn)
        before += _said([(kind, value)], turn)


def _inner(kind: Any, value: Any) -> list[Any]:
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return [value[2]]
    if kind is op.BRANCH:
        return list(value[1])
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    return [value] if kind is op.ATOMIC_GROUP else []


def _said(items: Any, turn: int) -> str:
    """A text that the items match, or nearly; another for another turn."""
    said = ""
    for place, (kind, value) in enumerate(items):
        said += _one(kind, value, turn + place % 2 * (turn // 4))
    return said


def _one(kind: Any, value: Any, turn: int) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind in (op.ANY, op.NOT_LITERAL):
        return CHARS[turn % 5]
    if kind is op.IN:
        return _member(value, turn)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _said(value[2], turn) * max(value[0], min(1, value[1]))
    if kind is op.BRANCH:
        return _said(value[1][turn % len(value[1])], turn)
    if kind is op.SUBPATTERN:
        return _said(value[3], turn)
    if kind is op.ASSERT and value[0] > 0:
        return ""
    return _said(value, turn) if kind is op.ATOMIC_GROUP else ""


def _member(rows: Any, turn: int) -> str:
    """A character of the class: the turn-th of those that pages hold, else of those it names."""
    matches = _compiled(rows)
    fitting = [char for char in CHARS if matches.match(char)] or [chr(v) for kind, v in rows if kind is op.LITERAL]
    named = [chr(v if kind is op.LITERAL else v[0]) for kind, v in rows if kind in (op.LITERAL, op.RANGE)]
    choice = fitting + named[:3]
    return choice[turn % len(choice)] if choice else "a"


def _compiled(rows: Any) -> re.Pattern[str]:
    names = {
        op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_SPACE: r"\s",
        op.CATEGORY_NOT_SPACE: r"\S", op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
    }  # fmt: skip
    said = ""
    for kind, value in rows:
        if kind is op.NEGATE:
            said = "^" + said
        elif kind is op.LITERAL:
            said += re.escape(chr(value))
        elif kind is op.RANGE:
            said += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        else:
            said += names[value]
    return re.compile(f"[{said}]")


# ── the time ──────────────────────────────────────────────────────────────────────────────────────────────────────


def growth(pattern: re.Pattern[Any], before: str, repeat: str) -> float:
    """Time at the largest size by that at the smallest; 0 where it is too quick to matter, infinite where it does not end."""
    small = _time(pattern, _text(before, repeat, SMALL), ENDLESS)
    if small < SHOWS or small == float("inf"):
        return small if small == float("inf") else 0.0
    if small < _time(pattern, _text(before, repeat, TINY), ENDLESS) * SUSPICIOUS:
        return 0.0
    times: list[float] = []
    for size in SIZES:
        times.append(
            min(_time(pattern, _text(before, repeat, size), ENDLESS) for _ in range(ROUNDS if not times else 2))
        )
        if times[-1] > times[0] * GROWTH:
            break
    return times[-1] / times[0] if times[0] else 0.0


def _text(before: str, repeat: str, size: int) -> str:
    return before + repeat * (size // len(repeat.encode("utf-8", "replace")) + 1) + "\x00"


def _time(pattern: re.Pattern[Any], text: str, most: float) -> float:
    """Seconds of the processor to find all that matches."""
    where = text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")

    def ring(*_: object) -> NoReturn:
        raise TooLongError

    signal.signal(signal.SIGPROF, ring)
    started = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_PROF, most)
        for _ in pattern.finditer(where):  # type: ignore[arg-type]
            pass
    except TooLongError:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - started


def worse_than_linear(pattern: re.Pattern[Any], most: int) -> tuple[float, str, str] | None:
    """The worst growth above GROWTH, with the text that shows it."""
    for before, repeat in islice(texts(pattern), most):
        found = growth(pattern, before, repeat)
        if found > GROWTH:
            return found, before, repeat
    return None


def main() -> None:
    """A line of JSON a pattern: its name, and what is wrong with it, if anything. Says how many texts each is tried on."""
    gc.disable()
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 250
    for name, pattern in patterns():
        worse = worse_than_linear(pattern, most)
        sys.stdout.write(json.dumps({"name": name, "worse": worse}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
