"""Listeners' reports: read from mails and tables, kept once, answered at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import narrate
from hypothesis import given
from hypothesis import strategies as st
from test_catalogue import build, page

from narrate import deeds, inbox
from narrate.errors import SourceError
from narrate.misreadings import Misreading, parsed
from narrate.publish.words import words_for

if TYPE_CHECKING:
    from pathlib import Path

BODIES = {lang: words_for(lang)["report_body"] for lang in ("zh", "en")}
PLAIN = (
    st.text("河边的朝阳照在船上。abc ,:“”", min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


def mail(lang: str, word: str, one: Misreading) -> str:
    """As a listener sends it: the word below its label."""
    body = BODIES[lang]
    for value in (one.sentence, one.time, one.page):
        body = body.replace("{}", value, 1)
    head, _, rest = body.partition("\n\n")
    return f"From: a@b.cn\nSubject: x\n\n{head}\n{word}\n{rest}"


@given(lang=st.sampled_from(sorted(BODIES)), sentence=PLAIN, word=PLAIN, quoted=st.booleans(), crlf=st.booleans())
def test_a_mail_is_read_back(lang: str, sentence: str, word: str, quoted: bool, crlf: bool) -> None:  # noqa: FBT001 - drawn
    one = Misreading(sentence, "1:03", "https://a.cn/episodes/x-1/index.html#t=63", word)
    text = mail(lang, word, one) * 2
    text = "".join(f"> {line}\n" for line in text.splitlines()) if quoted else text
    assert parsed(text.replace("\n", "\r\n") if crlf else text, list(BODIES.values())) == [one, one]
    assert one.slug == "x-1"


@pytest.mark.parametrize("head", ["Sentence,time,PAGE,word", "\ufeffpage,sentence,more,time,word"])
def test_a_table_is_read(head: str) -> None:
    row = {"sentence": '"一句，“话”"', "time": "0:05", "page": "https://a.cn/episodes/y/", "word": "话", "more": "?"}
    cells = ",".join(row[name.strip("\ufeff").lower()] for name in head.split(","))
    (one,) = parsed(f"{head}\n{cells}\n", [])
    assert (one.sentence, one.time, one.slug, one.word) == ("一句，“话”", "0:05", "y", "话")


def test_one_endless_cell_or_a_nul_loses_no_other_report() -> None:
    page = "https://a.cn/episodes/y/"
    rows = f"甲,0:05,{page}\n{'乙' * 300_000},0:06,{page}\n丙\0丁,0:07,{page}\n"
    found = parsed(f"sentence,time,page\n{rows}", [])
    assert [(one.sentence[:3], one.time) for one in found] == [("甲", "0:05"), ("乙乙乙", "0:06"), ("丙丁", "0:07")]


@pytest.mark.parametrize("text", ["", "sentence,time\na,b\n", "sentence,time,page\n", "a letter\n"])
def test_what_holds_no_report_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="no report in it"):
        parsed(text, list(BODIES.values()))


def test_reports_wait_once_and_are_answered(tmp_path: Path) -> None:
    page(tmp_path / "in" / "1.html")
    build(tmp_path / "in", out=tmp_path / "dist")
    slug = next((tmp_path / "dist" / "episodes").iterdir()).name
    rows = f"一句话。,0:05,https://a.cn/episodes/{slug}/index.html#t=5\n别处的。,0:05,https://a.cn/episodes/none/\n"
    (tmp_path / "r.csv").write_text(f"sentence,time,page\n{rows}", "utf-8")
    assert "1 reports taken, 1 of no article" in narrate("reports", "r.csv", cwd=tmp_path).stdout
    assert "0 reports taken" in narrate("reports", "r.csv", cwd=tmp_path).stdout, "it is known"
    sheet = inbox.sheet(tmp_path / "dist", "", 0)
    assert (sheet.view, [one.sentence for one in sheet.reports]) == ("reports", ["一句话。"])
    deeds.answer(tmp_path / "dist", sheet.reports[0].number, "a")
    assert inbox.sheet(tmp_path / "dist", "reports", 0).counts["reports"] == 0
