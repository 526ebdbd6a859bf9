"""Every sign of the cleaner's table is what it says, by its own examples, and costs no more than its line is long."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from narrate.clean.noise import SIGNS, plainly, signs_in, simplified
from narrate.model import Reason

DOCS = Path(__file__).parents[1] / "docs" / "cleaner.md"
ATOMS = ("编辑", "记者 ", "责任", "图", "阅读", " ", "1", "：", "相关", "大", "> ", "a ", "By ", "(", "【", "2024-", "、", "|", "A.", "版权", "未经", "来源: ")  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.name)
def test_examples(sign: object) -> None:
    assert sign.is_, "a sign shows what it is"
    assert sign.is_not, "and what it is not"
    for text in sign.is_:
        assert len(text) <= sign.longest
        assert sign.look.search(simplified(text)), text
    for text in sign.is_not:
        assert not sign.look.search(simplified(text)), text


def test_names_are_told_apart() -> None:
    assert len({sign.name for sign in SIGNS}) == len(SIGNS)


def _spent(look: object, text: str) -> float:
    """The least of three, in seconds of this thread's processor time."""
    spent = []
    for _ in range(3):
        started = time.thread_time()
        for _ in range(20):
            look.search(text)
        spent.append(time.thread_time() - started)
    return min(spent) + 1e-5


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.name)
def test_no_pattern_explodes(sign: object) -> None:
    """Eight times the text may cost sixty times the time at the most: what is exponential costs millions."""
    for atom in ATOMS:
        short, long = ((atom * sign.longest)[: sign.longest // n] + "\x01" for n in (8, 1))
        assert _spent(sign.look, long) < 60 * _spent(sign.look, short) + 0.02, atom


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("原标题：他来了！", Reason.HEADLINE),
        ("责任编辑：林小禾", Reason.CREDIT),
        ("版权所有，未经许可不得转载", Reason.COPYRIGHT),
        ("免责声明：本文仅供参考，不构成任何建议。", Reason.COPYRIGHT),
        ("未经老师同意，谁也不能把标本带出教室。", None),
        ("投资有风险，这个道理他是赔了钱才明白的。", None),
        ("猜你喜歡", Reason.RELATED),
    ],
)
def test_plainly(text: str, reason: Reason | None) -> None:
    assert plainly(text) == reason


def test_a_line_longer_than_its_kind_bears_no_sign() -> None:
    short = next(sign for sign in SIGNS if sign.name == "advertisement")
    assert any(sign.name == short.name for sign in signs_in("广告"))
    assert not any(sign.name == short.name for sign in signs_in("广告" + "-" * short.longest))


def test_the_documentation_shows_the_table() -> None:
    """docs/cleaner.md ends in the table; `python tests/test_signs.py` writes it anew."""
    assert DOCS.read_text("utf-8").endswith(documented())


def _cell(examples: tuple[str, ...]) -> str:
    return "<br>".join(examples).replace("|", "\\|")


def documented() -> str:
    """The table as it stands in the documentation."""
    rows = "".join(f"| {s.name} | {s.reason} | {_cell(s.is_)} | {_cell(s.is_not)} |\n" for s in SIGNS)
    return "| sign | reason | is | is not |\n|---|---|---|---|\n" + rows


if __name__ == "__main__":
    head = DOCS.read_text("utf-8").partition("| sign |")[0]
    DOCS.write_text(head + documented(), "utf-8")
