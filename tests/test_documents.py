"""PDFs and web archives: their pages in the order in which they are read, or refused with what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from dataclasses import replace
from gzip import compress as zipped
from typing import TYPE_CHECKING

import pytest
from conftest import narrate
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.clean import clean
from narrate.errors import SourceError
from narrate.model import Found, Heading, Paragraph
from narrate.sources import Wanted, archives, digest_of, fetch, find, load_one, pdf
from narrate.sources.pdf import Line, astray, joined, page_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

SENTENCE = "县里的图书馆上周重新开放，读者可以借阅三千多册新书，也可以在阅览室听有声读物。"
ENGLISH = "The county library opened again last week, and readers may borrow more than three thousand new books there. "
HEAD = '<div style="font-size:8px;margin-left:40px">某县图书馆简报</div>'
FOOT = '<div style="font-size:8px;width:100%;text-align:center">第 <span class="pageNumber"></span> 页</div>'
EDGES = {"top": "60px", "bottom": "60px", "left": "50px", "right": "50px"}


@pytest.fixture(scope="module")
def printed(browser: Browser) -> object:
    """Prints HTML as a browser does, with a running title and numbers."""
    if not (
        shutil.which("fc-list") and subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=True).stdout
    ):
        if os.environ.get("CI"):
            pytest.fail("a font for Chinese is missing, without which text is printed with holes: .ci/run installs one")
        pytest.skip("no font for Chinese is installed")
    page = browser.new_page()

    def make(body: str, title: str = "") -> bytes:
        page.set_content(f"<html><head><title>{title}</title></head><body>{body}</body></html>")
        return page.pdf(
            format="A4", display_header_footer=True, header_template=HEAD, footer_template=FOOT, margin=EDGES
        )

    yield make
    page.close()


def blocks(content: bytes, path: Path) -> list[tuple[str, str]]:
    path.write_bytes(content)
    document = clean(load_one(str(path)))
    kinds = {Heading: "h", Paragraph: "p"}
    return [("title", document.title), *((kinds.get(type(one), "?"), one.text) for one in document.blocks)]


def paragraphs(text: str, count: int, style: str = "") -> str:
    return f'<p style="{style}">{text * 4}</p>' * count


@pytest.mark.parametrize("style", ["", "text-indent:2em;margin:0", "text-align:justify"])
def test_a_printed_article_is_read_as_it_was_written(printed: object, style: str, tmp_path: Path) -> None:
    parts = "".join(f"<h2>第{n}部分</h2>{paragraphs(SENTENCE, 3, style)}" for n in "一二三")
    found = blocks(printed(f"<h1>图书馆开放日迎来读者</h1>{parts}", "图书馆开放日"), tmp_path / "a.pdf")  # type: ignore[operator]
    said = [row for n in "一二三" for row in (("h", f"第{n}部分"), *[("p", SENTENCE * 4)] * 3)]
    assert found == [("title", "图书馆开放日迎来读者"), *said], "no running title, no page number, no line's end"


def test_english_keeps_its_blanks(printed: object, tmp_path: Path) -> None:
    content = printed(f"<h1>The library opens</h1>{paragraphs(ENGLISH, 4, 'hyphens:auto')}")  # type: ignore[operator]
    assert blocks(content, tmp_path / "a.pdf")[1:] == [("p", (ENGLISH * 4).strip())] * 4


def test_a_document_keeps_its_lines_apart(printed: object, tmp_path: Path) -> None:
    body = (
        "<div style='text-align:center;font-size:22px'>关于开展夏季防汛检查工作的通知</div>"
        "<div style='text-align:center'>某府办发〔2024〕12号</div><p>各乡镇人民政府，县直各单位：</p>"
        f"<p style='text-indent:2em'>一、总体要求</p><p style='text-indent:2em'>{SENTENCE * 3}</p>"
        f"<p style='text-indent:2em'>（一）{SENTENCE * 2}</p><ol><li>{SENTENCE}</li><li>{SENTENCE}</li></ol>"
        "<p style='text-align:right'>某县人民政府办公室</p><p style='text-align:right'>2024年6月3日</p>"
    )
    assert blocks(printed(body), tmp_path / "a.pdf") == [  # type: ignore[operator]
        ("title", "关于开展夏季防汛检查工作的通知"), ("p", "各乡镇人民政府，县直各单位："),
        ("h", "一、总体要求"), ("p", SENTENCE * 3), ("p", f"（一）{SENTENCE * 2}"), ("p", f"1. {SENTENCE}"), ("p", f"2. {SENTENCE}"),
        ("p", "某县人民政府办公室"),
    ]  # fmt: skip
    long = "<h1>" + "图书馆开放日迎来读者" * 3 + "</h1>"
    found = blocks(printed(long + paragraphs(SENTENCE, 3)), tmp_path / "b.pdf")  # type: ignore[operator]
    assert found[0] == ("title", "图书馆开放日迎来读者" * 3), "a headline of two lines is one"


def test_columns_are_read_one_after_the_other(printed: object, tmp_path: Path) -> None:
    content = printed(f"<h1>图书馆</h1><div style='columns:2'>{paragraphs(SENTENCE, 8)}</div>")  # type: ignore[operator]
    assert blocks(content, tmp_path / "a.pdf")[1:] == [("p", SENTENCE * 4)] * 8


def test_a_small_table_is_a_table_and_a_page_of_cells_is_refused(printed: object, tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>第{n}馆</td><td>{n * 7}册</td></tr>" for n in range(1, 5))
    table = f"<table style='width:100%'>{rows}</table>"
    found = blocks(
        printed(f"<h1>图书馆</h1>{paragraphs(SENTENCE, 3)}{table}{paragraphs(SENTENCE, 2)}"), tmp_path / "a.pdf"
    )  # type: ignore[operator]
    assert [text for kind, text in found if kind == "?"] == [f"第{n}馆,{n * 7}册" for n in range(1, 5)]
    assert found[-1] == ("p", SENTENCE * 4)
    with pytest.raises(SourceError, match="beside the one before"):
        page_of(printed(f"<h1>图书馆</h1>{table * 8}"))  # type: ignore[operator]


def test_what_can_not_be_read_is_named(printed: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = "<svg width='300' height='300'><circle cx='100' cy='100' r='90'/></svg>"
    whole = printed(paragraphs(SENTENCE, 3))  # type: ignore[operator]
    page = tmp_path / "scan.pdf"
    page.write_bytes(whole[: len(whole) // 3])
    assert "damaged" in narrate("clean", page, cwd=tmp_path, status=4).stderr
    with pytest.raises(SourceError, match="no text"):
        page_of(printed(picture))  # type: ignore[operator]
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    with pytest.raises(SourceError, match=r"narrate-site\[pdf\]"):
        page_of(whole)
    monkeypatch.undo()
    monkeypatch.setattr(pdf, "LONGEST", 0.01)
    with pytest.raises(SourceError, match="more than"):
        page_of(whole)


def column(*tops: float, left: float = 0) -> list[Line]:
    return [Line(f"第{n}行的文字", 0, left, left + 100, top, top - 10, 10) for n, top in enumerate(tops)]


def test_an_order_is_believed_as_far_as_lines_go_down() -> None:
    down = column(*range(700, 400, -12))
    assert astray(down) == ""
    assert astray([*down, *column(*range(700, 400, -12), left=150)]) == "", "a column to the right"
    assert "above" in astray([*down, *down[:2][::-1], *down[:3]]), "the same place again"
    beside = [piece for line in down for piece in (line, replace(line, left=150, right=250))]
    assert "beside" in astray(beside)
    few = [*down, *(piece for line in column(380, 368) for piece in (line, replace(line, left=150, right=250)))]
    assert astray(few) == ""


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters=pdf.HYPHENS + "-"), min_size=1), max_size=5))
def test_no_letter_is_lost_where_lines_are_joined(pieces: list[str]) -> None:
    assert "".join(joined(pieces).split()) == "".join("".join(pieces).split())


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        (["今天天气", "很好"], "今天天气很好"),
        (["the county", "library"], "the county library"),
        (["the coun\ufffe", "ty library"], "the county library"),
        (["the coun-", "ty library"], "the county library"),
        (["Jean-", "Paul"], "Jean- Paul"),
        (["用 AI", "生成"], "用 AI生成"),
    ],
)
def test_lines_are_joined(pieces: list[str], whole: str) -> None:
    assert joined(pieces) == whole


# ── web archives ──────────────────────────────────────────────────────────────────────────────────────────────────

ARTICLE = (
    "<html><head><title>{0}</title></head><body><div class='article'><h1>{0}</h1>"
    + f"<p>{SENTENCE}</p>" * 5
    + "</div></body></html>"
)
PLACE = "https://news.example/2024/"


def archived(*pages: tuple[str, str, str, bytes], gzip: bool = True) -> bytes:
    """A WARC file of (address, status, content type, body), each with the request that came before it."""
    whole = b""
    for address, status, kind, content in pages:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + content
        for what, body in (("request", b"GET / HTTP/1.1\r\n\r\n"), ("response", answer)):
            head = (
                f"WARC/1.0\r\nWARC-Type: {what}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-03-05T01:30:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:{len(whole):032x}>\r\nContent-Type: application/http; msgtype={what}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            record = head.encode() + body + b"\r\n\r\n"
            whole += zipped(record) if gzip else record
    return whole


PAGES = (
    (f"{PLACE}1.html", "200 OK", "text/html; charset=gbk", ARTICLE.format("第一篇的标题").encode("gbk")),
    (f"{PLACE}style.css", "200 OK", "text/css", b"a { color: red }"),
    (f"{PLACE}2.html", "404 Not Found", "text/html", b"<html><p>no</p></html>"),
    (f"{PLACE}3.html", "200 OK", "text/html", ARTICLE.format("第三篇的旧标题").encode()),
    (f"{PLACE}3.html", "200 OK", "text/html", ARTICLE.format("第三篇的新标题").encode()),
)


@pytest.mark.parametrize("gzip", [True, False])
def test_an_archive_is_its_pages_the_last_capture_of_each(gzip: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter
    path = tmp_path / ("a.warc.gz" if gzip else "a.warc")
    path.write_bytes(archived(*PAGES, gzip=gzip))
    found = [one for one in find([str(path)]) if isinstance(one, Found)]
    assert [one.name for one in found] == [f"{path.name}#{PLACE}1.html", f"{path.name}#{PLACE}3.html"]
    documents = [clean(fetch(one)) for one in found]
    assert [(one.title, one.canonical_url) for one in documents] == [
        ("第一篇的标题", f"{PLACE}1.html"),
        ("第三篇的新标题", f"{PLACE}3.html"),
    ]
    assert len({digest_of(one) for one in found}) == 2
    wanted = Wanted(include=("*/3.html",))
    assert [one.name for one in find([str(path)], wanted=wanted) if isinstance(one, Found)] == [found[1].name]


def test_an_archive_is_built_and_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(archived(*PAGES))
    narrate("build", "a.warc.gz", "--voice", "tone", cwd=tmp_path)
    assert len(list(tmp_path.glob("dist/episodes/*/index.html"))) == 2
    assert "2 unchanged" in narrate("build", "a.warc.gz", "--voice", "tone", "--dry-run", cwd=tmp_path).stdout
    assert narrate("clean", "a.warc.gz", cwd=tmp_path, status=4).stderr.count("archive") == 1


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(1, 2000), flipped=st.integers(0, 2000))
def test_a_damaged_archive_is_named(cut: int, flipped: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    whole = bytearray(archived(*PAGES))[:-cut]
    if flipped < len(whole):
        whole[flipped] ^= 0x55
    path = tmp_path_factory.mktemp("warc") / "a.warc.gz"
    path.write_bytes(bytes(whole))
    for found in find([str(path)]):
        if isinstance(found, Found):
            with suppress(SourceError):
                fetch(found)
        else:
            assert isinstance(found[1], SourceError)


def test_a_page_of_an_archive_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(archived(*PAGES, gzip=False))
    with (tmp_path / "a.warc").open("rb") as stream:
        (first, *_) = archives.records(stream)
        content, kind, charset = archives.body(stream, first.at, 100)
    assert (len(content), kind, charset) == (101, "text/html", "gbk")
