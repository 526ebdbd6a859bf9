"""Small mistakes, made one at a time in the rooms where a mistake costs most: do the tests notice?

    python tests/mutants.py [--each N] [--seed S] [ROOM …]

For each room, a file or a folder, N mutants chosen by chance: a comparison turned, a number one off, `and` for `or`, a condition reversed, a call
left out, nothing returned. Each is tried in a copy of the project against the room's own tests. Ends with status 1 where fewer
than nine in ten are caught, and names those that were not.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
FLOOR = 0.9
# A room → the tests that have to notice.
ROOMS = {
    "assemble/timeline": ["test_timeline.py"],
    "assemble/tags": ["test_tags.py"],
    "segment/sentences": ["test_segment.py"],
    "read/lexicon": ["test_lexicons.py", "test_read.py"],
    "rulings": ["test_rulings.py"],
    "plan": ["test_plan.py"],
    "synthesize": ["test_synthesize.py"],
    "cache": ["test_cache.py"],
    "catalogue": ["test_keeper.py", "test_catalogue.py"],
    "release": ["test_catalogue.py", "test_check.py", "test_life.py", "test_deeds.py", "test_lexicons.py"],
}
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
EXCHANGED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}


def turned(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand instead of a node."""
    other = copy.deepcopy(node)
    match other:
        case ast.Compare(ops=[op]) if type(op) in TURNED:
            other.ops = [TURNED[type(op)]()]
        case ast.BoolOp():
            other.op = ast.Or() if isinstance(other.op, ast.And) else ast.And()
        case ast.BinOp() if type(other.op) in EXCHANGED:
            other.op = EXCHANGED[type(other.op)]()
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            other = inner
        case ast.Constant(value=bool() as value):
            other.value = not value
        case ast.Constant(value=int() as value):
            other.value = value + 1
        case ast.If(test=test) | ast.IfExp(test=test):
            other.test = ast.UnaryOp(ast.Not(), test)
        case ast.Return(value=ast.expr()):
            other.value = ast.Constant(None)
        case ast.Expr(value=ast.Call()):
            other = ast.Pass()
        case _:
            return
    yield ast.copy_location(other, node)


class Places(ast.NodeVisitor):
    """The nodes that decide something: no types, no messages, no docstrings."""

    def __init__(self) -> None:
        self.found: list[ast.AST] = []

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom | ast.arguments):
            return
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return
        if any(True for _ in turned(node)):
            self.found.append(node)
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list") or (
                name == "keywords" and isinstance(node, ast.ClassDef)
            ):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    self.visit(child)


class Exchange(ast.NodeTransformer):
    """One node for another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def files_of(project: Path, room: str) -> list[Path]:
    """The file of a room, or those in its folder."""
    folder = project / "narrate" / room
    return sorted(folder.glob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def mutants(files: list[Path], each: int, chance: random.Random) -> Iterator[tuple[Path, str, str]]:
    """The file, what is changed in it, and its source with that."""
    sources = {path: path.read_text("utf-8") for path in files}
    spots = [(path, number) for path in files for number in range(len(_places(ast.parse(sources[path]))))]
    for path, number in chance.sample(spots, min(each, len(spots))):
        source = sources[path]
        tree = ast.parse(source)
        place = _places(tree)[number]
        (other,) = turned(place)
        at = getattr(place, "lineno", 1)
        line = source.splitlines()[at - 1].strip()
        fresh = ast.fix_missing_locations(Exchange(place, other).visit(tree))
        yield path, f"{path.stem}:{at}: {type(place).__name__} in {line[:90]}", ast.unparse(fresh)


def _places(tree: ast.AST) -> list[ast.AST]:
    places = Places()
    places.visit(tree)
    return places.found


def is_caught(copied: Path, tests: list[str]) -> bool:
    """Whether a test fails. One that never ends fails, too: only here is a clock the judge."""
    paths = [str(copied / "tests" / name) for name in tests]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", *paths]
    environment = os.environ | {"PYTHONPATH": str(copied), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        return (
            subprocess.run(
                command, cwd=copied, env=environment, capture_output=True, check=False, timeout=900
            ).returncode
            != 0
        )
    except subprocess.TimeoutExpired:
        return True


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("rooms", nargs="*", default=list(ROOMS))
    asked = parser.parse_args()
    caught = tried = 0
    with tempfile.TemporaryDirectory() as temporary:
        copied = Path(temporary) / "project"
        shutil.copytree(
            ROOT, copied, ignore=shutil.ignore_patterns(".venv", ".uv", ".git", ".*_cache", "dist", "__pycache__")
        )
        for room in asked.rooms:
            if is_caught(copied, ROOMS[room]):
                sys.exit(f"{room}: its tests fail without a mistake")
            here = 0
            made = list(mutants(files_of(copied, room), asked.each, random.Random(asked.seed)))
            for path, what, text in made:
                source = path.read_text("utf-8")
                path.write_text(text, "utf-8")
                if is_caught(copied, ROOMS[room]):
                    here += 1
                else:
                    sys.stdout.write(f"not caught: {room} {what}\n")
                    sys.stdout.flush()
                path.write_text(source, "utf-8")
            caught, tried = caught + here, tried + len(made)
            sys.stdout.write(f"{room}: {here} of {len(made)} caught\n")
            sys.stdout.flush()
    sys.stdout.write(f"all: {caught} of {tried} caught\n")
    sys.exit(caught < FLOOR * tried)


if __name__ == "__main__":
    main()
