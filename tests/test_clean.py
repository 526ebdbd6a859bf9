"""Each file of cases/clean is a page, what of it is spoken, and what is left out for which reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import narrate
from hypothesis import example, given, settings
from hypothesis import strategies as st

from narrate.clean import clean
from narrate.clean.rules import Rules
from narrate.errors import ConfigError, NarrateError
from narrate.model import Block, Code, Heading, ListItem, Omission, Paragraph, Quote, Row, Source

CASES = sorted((Path(__file__).parent / "cases" / "clean").iterdir())
MARKS = {Heading: "## ", Paragraph: "", ListItem: "* ", Quote: "> ", Code: "$ ", Row: "| "}
TYPES = {".html": "text/html", ".txt": "text/plain", ".md": "text/markdown"}


def page(text: str, media_type: str = "text/html") -> Source:
    return Source("case", "case", media_type, text.encode("utf-8"))


def shown(block: Block) -> str:
    return MARKS[type(block)] + (row(block) if isinstance(block, Row) else block.text)


def row(of: Row) -> str:
    cells = ((head, cell.replace("\n", ", ")) for head, cell in of.cells if cell)
    return ",".join(f"{head}:{cell}" if head else cell for head, cell in cells)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case(case: Path) -> None:
    text, rest = case.read_text("utf-8").split("\n=== spoken\n")
    spoken, omitted = rest.split("=== omitted\n")
    document = clean(page(text, TYPES[case.suffix]))
    got = [shown(block) for block in document.blocks]
    expected = spoken.splitlines()
    assert got[: len(expected)] == expected
    if case.stem != "json-ld-body":
        assert len(got) == len(expected)
    reasons = [f"{entry.reason}: {entry.text}" for entry in document.omissions]
    for line in filter(None, omitted.splitlines()):
        assert line in reasons


PAGE = (
    "<h1>图书馆延长开放时间</h1><div class='tip'>本版有话要说，欢迎常来。</div><p>城东的图书馆周一起延长开放时间，读者可以在晚上借书。</p>"
    "<p>馆长说，这是听取了三百多位读者的意见以后作出的决定。</p><aside><p>编者按：这件事情值得一说，也值得一做。</p></aside>"
)


def lines(rules: Rules) -> list[str]:
    return [block.text for block in clean(page(PAGE), rules).blocks]


def test_a_sites_own_rules() -> None:
    assert any("馆长说" in line for line in lines(Rules()))
    assert not any("馆长说" in line for line in lines(Rules(drop_lines=("^馆长说",))))
    assert not any("本版" in line for line in lines(Rules(drop=(".tip",))))
    assert any("编者按" in line for line in lines(Rules(keep=("aside",))))
    document = clean(page(PAGE), Rules(drop=(".tip",)))
    assert Omission("本版有话要说，欢迎常来。", document.omissions[-1].reason.RULE) in document.omissions


@pytest.mark.parametrize("rules", [Rules(drop=("p[",)), Rules(keep_lines=("(",))])
def test_wrong_rules_are_explained(rules: Rules) -> None:
    with pytest.raises(ConfigError, match="is not a"):
        clean(page(PAGE), rules)


def test_rules_come_from_narrate_toml(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text('[clean]\ndrop = [".tip"]\ndrop_lines = ["^馆长"]\n', "utf-8")
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    ran = narrate("clean", "a.html", "--explain", cwd=tmp_path)
    assert ran.stdout.count("site rule") == 2


def test_captions_are_spoken_when_configured() -> None:
    figure = (
        PAGE
        + "<figure><figcaption>图书馆的正门在河边</figcaption></figure><p>自习室的座位也增加了四十个，靠窗的一排留给老人。</p>"
    )
    assert not any("正门" in b.text for b in clean(page(figure)).blocks)
    assert any("正门" in b.text for b in clean(page(figure), Rules(captions=True)).blocks)


MARKUP = st.sampled_from(
    "<p> </p> <div> </div> <table> <tr> <td> </table> <b> <h2> </h2> <ul> <li> <pre> <!-- --> &#1; &amp;lt; <a> </a> <sup> <ruby> <rt> "
    "<script> </script> <math> ]]> <figure> <blockquote> <br> <br/> <img> <style>".split()
)
WORDS = st.text(max_size=40) | st.sampled_from(
    ["图书馆今天开门了，读者很多。", "责任编辑：林小禾", "相关阅读", "\x00\x1b", "\u202e"]
)


@given(st.lists(MARKUP | WORDS, max_size=60), st.sampled_from(list(TYPES.values())))
@example(["<!--", "\u202e", "-->", "<!--"], "text/markdown")
@settings(max_examples=150)
def test_whatever_the_page_every_line_is_accounted_for(pieces: list[str], media_type: str) -> None:
    try:
        document = clean(page("".join(pieces), media_type))
    except NarrateError:
        return
    assert document.blocks
    assert all(entry.text.strip() for entry in document.account)
    assert not any(char in entry.text for entry in document.account for char in "\x00\x01\x1b\u202e")
