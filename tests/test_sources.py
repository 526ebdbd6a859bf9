"""Places of every kind: what each holds is found, what has no voice is named, the web is asked politely and bounded."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import tarfile
import threading
import time
import zipfile
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import feedparser
import pytest
from conftest import article, narrate
from hypothesis import given
from hypothesis import strategies as st

from narrate import config
from narrate.bounds import at_most
from narrate.clean import clean
from narrate.errors import ConfigError, NarrateError, SourceError
from narrate.model import Found
from narrate.sources import Wanted, fetch, find, lists, load_one
from narrate.sources.charsets import in_utf8
from narrate.sources.contents import MAX_BYTES, sniff
from narrate.sources.kinds import kind_of, name_of
from narrate.sources.web import Web

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TONE = ("--voice", "tone")
RSS = "<?xml version='1.0'?><rss version='2.0'><channel><title>报</title><link>{base}</link><description>要</description>{items}</channel></rss>"
ATOM = "<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'><title>报</title><id>x</id><updated>2025-03-01T00:00:00Z</updated>{items}</feed>"
SITEMAP = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{items}</urlset>"


def zipped(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, text in files.items():
            packed.writestr(name.replace("__", "/").replace("_DOT_", "."), text)
    return made.getvalue()


def tarred() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as packed:
        packed.addfile(tarfile.TarInfo("a.txt"))
    return made.getvalue()


DOCX_HEAD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def docx(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    core = '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>河边的旧书摊</dc:title><dc:creator>林间</dc:creator></cp:coreProperties>'
    return zipped(**{"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": f"{DOCX_HEAD}{body}</w:body></w:document>", "docProps/core.xml": core})  # fmt: skip


def epub(chapters: int = 3) -> bytes:
    items = "".join(
        f'<item id="c{n}" href="text/c%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in reversed(range(chapters)))
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>林间</dc:creator><dc:language>zh</dc:language></metadata>'
        f'<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest><spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    pages = {
        f"OEBPS/text/c {n}.xhtml": f"<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>第{n}章</h1><p>这一章写的是第{n}天的事情。</p></body></html>"
        for n in range(chapters)
    }
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    return zipped(**{"META-INF/container.xml": container, "OEBPS/book.opf": opf, "OEBPS/nav.xhtml": "<html/>", **pages})


# What has no voice → a word of what it is called.
NAMED: dict[str, tuple[bytes, str]] = {
    "a.pdf": (b"%PDF-1.7\n...", "PDF"),
    "a.ps": (b"%!PS-Adobe-3.0\n", "PostScript"),
    "a.png": (b"\x89PNG\r\n\x1a\n0000", "PNG"),
    "a.jpg": (b"\xff\xd8\xff\xe0aaaa", "JPEG"),
    "a.gif": (b"GIF89a....", "GIF"),
    "a.tif": (b"II*\x00aaaa", "TIFF"),
    "a.webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "RIFF"),
    "a.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><text>a</text></svg>", "SVG"),
    "a.mp3": (b"ID3\x04\x00\x00", "MP3"),
    "a.ogg": (b"OggS\x00\x02", "Ogg"),
    "a.mp4": (b"\x00\x00\x00\x20ftypisom", "MP4"),
    "a.mobi": (b"a" * 60 + b"BOOKMOBI" + b"a" * 20, "Kindle"),
    "a.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1", "Office"),
    "a.rtf": (b"{\\rtf1\\ansi a}", "RTF"),
    "a.xlsx": (zipped(xl__workbook_DOT_xml="<a/>"), "spreadsheet"),
    "a.pptx": (zipped(ppt__presentation_DOT_xml="<a/>"), "presentation"),
    "a.odt": (zipped(content_DOT_xml="<a/>"), "OpenDocument"),
    "a.zip": (zipped(a_DOT_txt="a"), "ZIP"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c\x00\x04", "7-Zip"),
    "a.rar": (b"Rar!\x1a\x07", "RAR"),
    "a.tar": (tarred(), "tar"),
    "a.warc": (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "archive"),
    "a.db": (b"SQLite format 3\x00aaaa", "database"),
    "a.exe": (b"\x7fELF\x02\x01", "program"),
    "a.json": (b'{"a": 1}', "JSON"),
    "a.xml": (b"<?xml version='1.0'?><lexicon><lexeme/></lexicon>", "XML"),
    "a.vtt": (b"WEBVTT\n\n00:01.000 --> 00:02.000\na\n", "captions"),
    "a.srt": (b"1\n00:00:01,000 --> 00:00:02,000\na\n", "captions"),
    "a.lrc": ("[ti:歌]\n[00:12.00]一句".encode(), "song"),
    "a.ics": (b"BEGIN:VCALENDAR\n", "calendar"),
    "a.csv": ("姓名,年龄,城市\n张三,20,北京\n李四,21,上海\n王五,22,广州\n赵六,23,深圳\n".encode(), "table"),
    "a.sql": (b"CREATE TABLE a (b INTEGER);\n", "SQL"),
    "a.tex": (b"\\documentclass{article}\n", "LaTeX"),
    "a.diff": (b"diff --git a/x b/x\n", "patch"),
    "a.pem": (b"-----BEGIN CERTIFICATE-----\naaaa\n", "key"),
    "a.log": (b"2025-03-01 08:00:00 a\n2025-03-01 08:00:01 b\n2025-03-01 08:00:02 c\n", "log"),
    "a.py": (b"#!/usr/bin/env python3\nprint(1)\n", "program"),
    "a.css": (b"body { color: red; }\n", "style"),
    "a.ini": (b"[core]\na = 1\nb = 2\nc = 3\n", "configuration"),
}


@pytest.mark.parametrize("name", NAMED)
def test_what_has_no_voice_is_named(name: str, tmp_path: Path) -> None:
    content, word = NAMED[name]
    for ending in ("", ".txt"):  # also under another name
        (tmp_path / (name + ending)).write_bytes(content)
        with pytest.raises(SourceError, match=word):
            load_one(str(tmp_path / (name + ending)))


@pytest.mark.parametrize(
    "text",
    [
        "今天的早市,菜价,人数都涨了。\n第二天,天气,人数都跌了。\n", "a, b, and c. Then more. And so on.\nd, e, and f. Then more.\n" * 3,
        "--- 早市 ---\n\n早市昨天搬到了河边。", "[注] 早市昨天搬到了河边。", "{早市}昨天搬到了河边。", "2025-03-01 08:00:00\n\n早市昨天搬到了河边。", "http://a.example/ 是早市的网站。",
        "BM 早市昨天搬到了河边。", "import 是进口的意思，早市上也有。", "从 a = 1 说起。早市昨天搬到了河边。",
    ],
)  # fmt: skip
def test_what_is_text_stays_text(text: str) -> None:
    assert (kind_of(text.encode()), name_of(text.encode())) == ("page", "")


@given(st.binary(max_size=300))
def test_any_bytes_are_something(content: bytes) -> None:
    assert isinstance(kind_of(content), str)
    assert isinstance(name_of(content), str)


def test_the_commands_exit_with_4_for_what_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(NAMED["a.csv"][0])
    assert "table" in narrate("build", "a.csv", *TONE, cwd=tmp_path, status=4).stderr
    assert not (tmp_path / "dist" / "feed.xml").exists()


def test_a_document_of_a_word_processor(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx("周末去了河边。", "旧书摊还在老地方。"))
    document = clean(load_one(str(tmp_path / "a.docx")))
    assert [block.text for block in document.blocks] == ["周末去了河边。", "旧书摊还在老地方。"]
    assert (document.title, document.author) == ("河边的旧书摊", "林间")


def test_a_book_gives_its_chapters_in_reading_order(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(epub())
    found = list(find([str(tmp_path / "a.epub")]))
    documents = [clean(fetch(one)) for one in found if isinstance(one, Found)]
    assert [document.title for document in documents] == ["第2章", "第1章", "第0章"]
    assert {document.author for document in documents} == {"林间"}
    assert [len(document.blocks) for document in documents] == [1, 1, 1]


def test_a_book_is_built_and_then_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.epub").write_bytes(epub())
    assert "(3 of 3 articles)" in narrate("build", "in", *TONE, cwd=tmp_path).stdout
    assert "Unchanged: 3 articles" in narrate("build", "in", *TONE, cwd=tmp_path).stdout


def test_damaged_and_hostile_archives(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 80_000_000)
    for content in (made.getvalue(), epub()[:300], docx("a")[:200], zipped(**{"META-INF/container.xml": "<a>"})):
        (tmp_path / "a.bin").write_bytes(content)
        (found,) = find([str(tmp_path / "a.bin")])
        with pytest.raises(NarrateError):
            raise found[1] if isinstance(found, tuple) else _failure(found)


def _failure(found: Found) -> NarrateError:
    try:
        fetch(found)
    except NarrateError as error:
        return error
    raise AssertionError(found)


# ── a real server ─────────────────────────────────────────────────────────────────────────────────────────────────


class Site:
    """Pages by their paths, on 127.0.0.1: bytes, or a function that answers by itself."""

    def __init__(self) -> None:
        self.pages: dict[str, object] = {}
        self.asked: Counter[str] = Counter()
        self.sent = 0
        site = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked[self.path] += 1
                page = site.pages.get(self.path)
                if callable(page):
                    page(self)
                    return
                if page is None:
                    self.send_error(404)
                    return
                assert isinstance(page, bytes)
                tag = f'"{hash(page)}"'
                same = self.headers.get("If-None-Match") == tag
                self.send_response(304 if same else 200)
                self.send_header("ETag", tag)
                self.send_header("Content-Length", "0" if same else str(len(page)))
                self.end_headers()
                if not same:
                    site.sent += len(page)
                    self.wfile.write(page)

            do_POST = do_GET  # noqa: N815 - as the library calls it

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.base = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def news(site: Site, count: int) -> None:
    """A feed of so many pages."""
    rows = []
    for number in range(count):
        path = f"/news/{number}.html"
        site.pages[path] = article(f"第{number}条消息：早市搬迁", date=f"2025-03-{number % 28 + 1:02} 08:00").encode()
        rows.append(
            f"<item><title>第{number}条</title><link>{site.base}{path}</link><pubDate>Sat, {number % 28 + 1:02} Mar 2025 08:00:00 +0800</pubDate></item>"
        )
    site.pages["/feed.xml"] = RSS.format(base=site.base, items="".join(rows)).encode()


def addresses(*places: str, web: Web | None = None, wanted: Wanted | None = None) -> list[str]:
    found = list(find(places, web, wanted or Wanted()))
    assert all(isinstance(one, Found) for one in found), found
    return [one.location for one in found if isinstance(one, Found)]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<?xml version="1.0" encoding="UTF-8"?>', "utf-8"),
        ('<?xml version="1.0"?>', "utf-8"),
        ("", "utf-8-sig"),
        ('<?xml version="1.0" encoding="gb2312"?>', "gb18030"),
        ('<?xml version="1.0"?>', "gb18030"),
        ('<?xml version="1.0" encoding="UTF-8"?>', "gb18030"),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-16"),
    ],
)
def test_a_feed_is_read_in_what_it_is_written(head: str, encoding: str) -> None:
    rows = "<item><title>渡口装上了新的路灯</title><link>http://a.example/1</link></item>"
    feed = f"{head}<rss version='2.0'><channel>{rows}</channel></rss>"
    (row,) = lists.items("feed", feed.encode(encoding), "http://a.example/feed.xml")
    assert dict(row.told)["title"].value == "渡口装上了新的路灯"


def test_a_feed_in_no_encoding_is_not_guessed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    guessed: list[bytes] = []
    monkeypatch.setattr(feedparser.encodings, "lazy_chardet_encoding", guessed.append)
    feed = b"<?xml version='1.0' encoding='UTF-8'?><rss><channel><item><title>\xc3\xff\xfe\x81</title></item></channel></rss>"
    assert len(lists.items("feed", feed, "http://a.example/feed.xml")) == 1
    assert guessed == [], "its cost is the square of the length"


def test_a_feed_the_newest_first_and_so_many(site: Site) -> None:
    news(site, 5)
    feed = f"{site.base}/feed.xml"
    every = [f"{site.base}/news/{number}.html" for number in (4, 3, 2, 1, 0)]
    assert addresses(feed) == every
    assert addresses(feed, wanted=Wanted(limit=2)) == every[:2]
    assert addresses(feed, wanted=Wanted(since="2025-03-03T12:00+08:00")) == every[:2]
    assert addresses(feed, wanted=Wanted(exclude=("*/3.html",))) == [every[0], *every[2:]]
    assert addresses(feed, wanted=Wanted(include=("*/3.html",))) == [every[1]]
    assert addresses(feed, feed) == every, "an address comes once"


def test_the_text_that_a_feed_carries_where_it_names_no_page(tmp_path: Path) -> None:
    item = "<entry><title>早市搬迁</title><id>tag:1</id><updated>2025-03-02T08:00:00+08:00</updated><author><name>林间</name></author><content type='html'>&lt;p&gt;早市昨天搬到了河边。&lt;/p&gt;</content></entry>"
    (tmp_path / "a.xml").write_text(ATOM.format(items=item), "utf-8")
    (found,) = find([str(tmp_path / "a.xml")])
    assert isinstance(found, Found)
    document = clean(fetch(found))
    assert (document.title, document.author, [b.text for b in document.blocks]) == (
        "早市搬迁",
        "林间",
        ["早市昨天搬到了河边。"],
    )
    assert document.published is not None
    assert document.published.isoformat() == "2025-03-02T00:00:00+00:00"


def test_lists_of_every_kind(site: Site, tmp_path: Path) -> None:
    pages = [f"{site.base}/{number}.html" for number in (1, 2)]
    rows = "".join(f"<url><loc>{page}</loc><lastmod>2025-03-01</lastmod></url>" for page in pages)
    plain = SITEMAP.format(items=rows).encode()
    index = f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>{site.base}/map.xml.gz</loc></sitemap></sitemapindex>"
    news_map = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>{pages[0]}</loc><n:news><n:title>早市</n:title><n:publication_date>2025-03-01</n:publication_date></n:news></url></urlset>"
    site.pages["/map.xml.gz"] = gzip.compress(plain)
    site.pages["/feed.json"] = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "报", "items": [{"id": "1", "url": pages[0], "title": "早市"}, {"id": "2", "url": pages[1]}]}).encode()  # fmt: skip
    kinds = {
        "map.xml": plain,
        "map.xml.gz": gzip.compress(plain),
        "index.xml": index.encode(),
        "list.txt": f"# 昨天的\n{pages[0]}\n\n{pages[1]}\n".encode(),
        "feeds.opml": f"<opml version='2.0'><body><outline text='a'><outline xmlUrl='{site.base}/feed.json'/></outline></body></opml>".encode(),
    }
    for name, content in kinds.items():
        (tmp_path / name).write_bytes(content)
        web = Web([site.base])
        assert addresses(str(tmp_path / name), web=web) == pages, name
    (tmp_path / "news.xml").write_text(news_map, "utf-8")
    (found,) = find([str(tmp_path / "news.xml")])
    assert isinstance(found, Found)
    assert dict(found.told)["title"].value == "早市"


def test_a_list_from_a_pipe(site: Site, tmp_path: Path) -> None:
    news(site, 2)
    lines = "".join(f"{site.base}/news/{number}.html\n" for number in (0, 1))
    assert "(2 of 2 articles)" in narrate("build", "-", *TONE, cwd=tmp_path, input=lines).stdout


def test_the_second_run_over_a_feed_fetches_nothing_again(site: Site, tmp_path: Path) -> None:
    news(site, 12)
    first = narrate("build", f"{site.base}/feed.xml", *TONE, cwd=tmp_path)
    assert "(12 of 12 articles)" in first.stdout
    sent, site.sent = site.sent, 0
    second = narrate("build", f"{site.base}/feed.xml", *TONE, cwd=tmp_path)
    assert "Unchanged: 12 articles, clips anew 0" in second.stdout
    assert site.sent * 100 <= sent
    site.pages["/news/3.html"] = article("第3条消息：早市不搬了", date="2025-03-04 08:00").encode()
    assert "第3条消息：早市不搬了" in narrate("build", f"{site.base}/feed.xml", *TONE, cwd=tmp_path).stdout


def test_a_gzipped_sitemap_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.pages["/1.html"] = article().encode()
    rows = f"<url><loc>{site.base}/1.html</loc></url>"
    site.pages["/map.xml.gz"] = gzip.compress(SITEMAP.format(items=rows).encode())
    narrate("build", f"{site.base}/map.xml.gz", *TONE, cwd=tmp_path)
    site.sent = 0
    assert "Unchanged: 1 articles" in narrate("build", f"{site.base}/map.xml.gz", *TONE, cwd=tmp_path).stdout
    assert site.sent == 0


def test_what_a_sitemap_says_is_as_it_was_is_not_even_asked_for(site: Site, tmp_path: Path) -> None:
    site.pages["/1.html"] = article().encode()
    site.pages["/map.xml"] = SITEMAP.format(
        items=f"<url><loc>{site.base}/1.html</loc><lastmod>2025-03-01</lastmod></url>"
    ).encode()
    for _ in range(2):
        narrate("build", f"{site.base}/map.xml", *TONE, cwd=tmp_path)
    assert site.asked["/1.html"] == 1
    site.pages["/1.html"] = article("换了一个标题的消息").encode()
    site.pages["/map.xml"] = SITEMAP.format(
        items=f"<url><loc>{site.base}/1.html</loc><lastmod>2025-03-02</lastmod></url>"
    ).encode()
    assert "换了一个标题" in narrate("build", f"{site.base}/map.xml", *TONE, cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("<!DOCTYPE html>\n渡口", "text/html"),
        ("\n<nav><a href='/'>首页</a></nav>", "text/html"),
        ("<p>渡口的灯亮了。</p>\n<p>船工回家了。</p>", "text/html"),
        ("<div>\n渡口的灯亮了。\n</div>", "text/html"),
        ("前言\n<div>\n渡口的灯亮了。\n船工回家了。\n</div>\n完", "text/plain"),
        ("<img src='a.gif' width='1'>\n渡口的灯亮了。\n船工回家了。", "text/plain"),
        ("渡口的灯\n<script src='a.js'></script>\n渡口的灯亮了。\n船工回家了。", "text/plain"),
        ("若 a<b 且 b<c，则 a<c。", "text/plain"),
        ("", "text/plain"),
    ],
)
def test_a_text_in_which_markup_was_left_is_a_text(content: str, kind: str) -> None:
    assert sniff(content.encode()) == kind


def test_one_that_is_no_article_in_a_feed_is_left_out_and_told(site: Site, tmp_path: Path) -> None:
    news(site, 3)
    site.pages["/news/1.html"] = (
        b"<nav><a href='/'>\xe9\xa6\x96\xe9\xa1\xb5</a><a href='/n'>\xe6\x96\xb0\xe9\x97\xbb</a></nav>"
    )
    ran = narrate("build", f"{site.base}/feed.xml", *TONE, cwd=tmp_path)
    assert "left out: " in ran.stderr
    assert "(2 of 3 articles)" in ran.stdout
    narrate("build", f"{site.base}/feed.xml", *TONE, "--strict", cwd=tmp_path, status=5)
    narrate("build", f"{site.base}/news/1.html", *TONE, cwd=tmp_path, status=5)


def test_robots_are_obeyed_for_what_nobody_named(site: Site, tmp_path: Path) -> None:
    news(site, 3)
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /news/1\n"
    ran = narrate("build", f"{site.base}/feed.xml", *TONE, cwd=tmp_path)
    assert "robots.txt" in ran.stderr
    assert site.asked["/news/1.html"] == 0
    narrate("build", f"{site.base}/news/1.html", *TONE, cwd=tmp_path)
    assert site.asked["/news/1.html"] == 1


def test_a_crawl_delay_is_kept(site: Site) -> None:
    site.pages |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 0.4\n", "/a": b"<p>a", "/b": b"<p>b"}
    web = Web([site.base])
    assert web.allowed(f"{site.base}/a")
    started = time.monotonic()
    for path in ("/a", "/b"):
        web.fetch(site.base + path, 100)
    assert time.monotonic() - started >= 0.35


def test_a_list_of_the_users_own_names_its_hosts(site: Site, tmp_path: Path) -> None:
    news(site, 2)
    (tmp_path / "list.txt").write_text(f"{site.base}/news/0.html\n", "utf-8")
    assert "(1 of 1 articles)" in narrate("build", "list.txt", *TONE, cwd=tmp_path).stdout
    site.pages["/map.xml"] = SITEMAP.format(items="<url><loc>http://localhost:1/a</loc></url>").encode()
    ran = narrate("build", f"{site.base}/map.xml", *TONE, "--out", "other", cwd=tmp_path, status=4)
    assert "allow_private" in ran.stderr, "a list from elsewhere names nobody here"


def test_a_saved_page_knows_its_address(tmp_path: Path) -> None:
    page = article().encode()
    (tmp_path / "a.mhtml").write_bytes(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/1.html\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        + page
        + b"\r\n--b--\r\n"
    )
    assert clean(load_one(str(tmp_path / "a.mhtml"))).canonical_url == "https://a.example/1.html"


def test_a_host_of_this_network_that_nobody_named_gets_nothing(site: Site) -> None:
    other = Site()
    other.pages["/secret"] = b"<p>secret"
    elsewhere = other.base.replace("127.0.0.1", "127.0.0.2").replace("127.0.0.2", "localhost")

    def leads_away(answer: BaseHTTPRequestHandler) -> None:
        answer.send_response(302)
        answer.send_header("Location", f"{elsewhere}/secret")
        answer.send_header("Content-Length", "0")
        answer.end_headers()

    site.pages["/away"] = leads_away
    with pytest.raises(SourceError, match="allow_private"):
        Web([site.base]).fetch(f"{site.base}/away", 100)
    assert not other.asked
    assert Web([site.base], allow_private=True).fetch(f"{site.base}/away", 100) is not None
    other.server.shutdown()
    other.server.server_close()


@pytest.mark.parametrize("part", ["headers", "body"])
def test_one_byte_at_a_time_ends(part: str, site: Site) -> None:
    def slowly(answer: BaseHTTPRequestHandler) -> None:
        answer.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n" + (b"\r\n" if part == "body" else b"X: "))
        try:
            while True:
                answer.wfile.write(b"a")
                answer.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    site.pages["/slow"] = slowly
    web = Web([site.base], deadline=1.0)
    with pytest.raises(SourceError, match="took longer than 1 seconds"):
        web.fetch(f"{site.base}/slow", MAX_BYTES)
    site.pages["/quick"] = b"<p>a"
    assert web.fetch(f"{site.base}/quick", 100) is not None, "the next fetch has its own time"


def test_a_long_retry_after_is_not_waited_for(site: Site) -> None:
    def busy(answer: BaseHTTPRequestHandler) -> None:
        answer.send_response(503)
        answer.send_header("Retry-After", "600")
        answer.send_header("Content-Length", "0")
        answer.end_headers()

    site.pages["/busy"] = busy
    started = time.monotonic()
    with pytest.raises(SourceError, match="took longer"):
        Web([site.base], deadline=2.0).fetch(f"{site.base}/busy", 100)
    assert time.monotonic() - started < 300, "not the ten minutes"


def test_the_encoding_that_the_server_says() -> None:
    for charset, text in (("gbk", "早市昨天搬到了河边"), ("big5", "早市昨天搬到了河邊"), ("shift_jis", "朝市は昨日")):
        assert in_utf8(text.encode(charset), charset).decode() == text
    assert in_utf8("早市".encode(), "gbk").decode() == "早市", "what is UTF-8 is not what the server says"
    assert in_utf8(b"caf\xe9", "iso-8859-1") == b"caf\xe9"
    assert in_utf8(b"\xff\x00", "no-such") == b"\xff\x00"
    assert in_utf8(b"\xff\x00", "hex") == b"\xff\x00"


def test_an_encoding_nobody_asked_for_is_named(site: Site) -> None:
    def packed(answer: BaseHTTPRequestHandler) -> None:
        answer.send_response(200)
        answer.send_header("Content-Encoding", "br")
        answer.send_header("Content-Length", "3")
        answer.end_headers()
        answer.wfile.write(b"abc")

    site.pages["/br"] = packed
    with pytest.raises(SourceError, match="'br'"):
        Web([site.base]).fetch(f"{site.base}/br", 100)


def test_nobody_is_asked_by_a_name_that_is_none(site: Site) -> None:
    for address in (
        "http://",
        "http://[",
        "http://a b/",
        f"http://127.0.0.1:{site.server.server_port}@[::",
        "https://\x00/",
    ):
        with pytest.raises(SourceError):
            Web([address]).fetch(address, 100)


def test_a_mistyped_name_makes_nothing(tmp_path: Path) -> None:
    ran = narrate("build", "nothere.html", cwd=tmp_path, status=4)
    assert ran.stderr.count("nothere.html") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_index_page_in_a_folder_is_left_out_and_drafts_with_it(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "_index.md").write_text("---\ntitle: 文章\n---\n", "utf-8")
    (tmp_path / "posts" / "a.md").write_text("---\ntitle: 早市\n---\n早市昨天搬到了河边。", "utf-8")
    (tmp_path / "posts" / "b.md").write_text("---\ntitle: 草稿\ndraft: true\n---\n还没有写完。", "utf-8")
    ran = narrate("build", "posts", *TONE, cwd=tmp_path)
    assert "(1 of 3 articles)" in ran.stdout
    assert "is a draft" in ran.stderr
    narrate("build", "posts", *TONE, "--strict", cwd=tmp_path, status=5)


def test_nothing_is_published_when_no_article_is_good(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "_index.md").write_text("---\ntitle: 文章\n---\n", "utf-8")
    narrate("build", "in", *TONE, cwd=tmp_path, status=5)
    assert {path.name for path in (tmp_path / "dist").iterdir()} == {".narrate"}


def test_places_of_narrate_toml(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    for name in ("a", "b"):
        (tmp_path / "posts" / f"{name}.md").write_text(
            f"---\ntitle: 早市{name}\nurl: /{name}/\n---\n早市昨天搬到了河边。", "utf-8"
        )
    (tmp_path / "narrate.toml").write_text(
        '[sources]\nplaces = ["posts"]\nexclude = ["b.md"]\naddress = "https://river.example/"\n', "utf-8"
    )
    assert "(1 of 1 articles)" in narrate("build", *TONE, cwd=tmp_path).stdout
    assert "https://river.example/a/" in (tmp_path / "dist" / "feed.xml").read_text("utf-8")


@pytest.mark.parametrize("head", ["<?xml {}", "<?xml version='1.0'?> {}"])
def test_an_endless_first_line_costs_no_more_than_its_length(head: str, tmp_path: Path) -> None:
    """Ten times as long took a hundred times as long."""
    (tmp_path / "a.xml").write_text(head.format('encoding="UTF' * 20_000) + "<rss><channel></channel></rss>", "utf-8")
    with at_most(20):
        found = [one for one in find([str(tmp_path / "a.xml")]) if isinstance(one, tuple)]
    assert all("could not be looked through" not in str(error) for _, error in found)


def test_a_place_may_take_other_pages_than_the_rest(site: Site, tmp_path: Path) -> None:
    news(site, 5)
    feed = f"{site.base}/feed.xml"
    (tmp_path / "posts").mkdir()
    for name in "abc":
        (tmp_path / "posts" / f"{name}.md").write_text(f"---\ntitle: 早市{name}\n---\n早市昨天搬到了河边。", "utf-8")
    rule = 'places = [{ place = "posts", exclude = ["*b.md"] }, "%s", { place = "%s?2", since = "2025-03-03T12:00+08:00", limit = 1 }]'
    path = tmp_path / "narrate.toml"
    path.write_text(f"[sources]\nlimit = 3\n{rule % (feed, feed)}\n", "utf-8")
    settings = config.load_settings(path)

    def taken(settings: config.Settings) -> list[str]:
        found = find(config.places(settings), Web([site.base]), config.wanted_pages(settings))
        return [one.location.rpartition("/")[2] for one in found if isinstance(one, Found)]

    site.pages["/feed.xml?2"] = site.pages["/feed.xml"]
    assert taken(settings) == ["a.md", "c.md", "4.html", "3.html", "2.html"]
    assert taken(config.narrowed(settings, None, 1)) == ["a.md", "c.md", "4.html"], "the command line says it for all"
    for wrong in ('since = "yesterday"', "limit = -1", 'match = "x"'):
        path.write_text(f'[sources]\nplaces = [{{ place = "posts", {wrong} }}]\n', "utf-8")
        with pytest.raises(ConfigError):
            config.load_settings(path)


def test_a_list_or_a_book_that_fails_takes_nothing_with_it(site: Site, tmp_path: Path) -> None:
    news(site, 2)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.epub").write_bytes(b"PK\x03\x04 and nothing")
    (tmp_path / "in" / "b.md").write_text("早市昨天搬到了河边。", "utf-8")
    found = list(find([str(tmp_path / "in")]))
    assert [isinstance(one, Found) for one in found] == [False, True]
    index = f"<sitemapindex><sitemap><loc>{site.base}/gone.xml</loc></sitemap><sitemap><loc>{site.base}/feed.xml</loc></sitemap></sitemapindex>"
    (tmp_path / "index.xml").write_text(index, "utf-8")
    found = list(find([str(tmp_path / "index.xml")], Web([site.base])))
    assert [isinstance(one, Found) for one in found] == [False, True, True]


SEEDS = {
    "feed": RSS.format(base="http://a.example/", items="<item><title>a</title><link>/1</link><pubDate>Sat, 01 Mar 2025 08:00:00 +0800</pubDate></item>").encode(),
    "sitemap": SITEMAP.format(items="<url><loc>http://a.example/1</loc><lastmod>2025-03-01</lastmod></url>").encode(),
    "json": b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "http://a.example/1", "authors": [{"name": "a"}]}]}',
    "epub": epub(),
    "docx": docx("a"),
}  # fmt: skip


@pytest.mark.parametrize("kind", SEEDS)
@given(data=st.data())
def test_mutated_places_are_explained(kind: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    content = bytearray(SEEDS[kind])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(
            st.sampled_from([b"", b"<", b"null", b"&x;", b"\x00", b"]", b"9" * 30, b"../", b"http://["])
        )
    path = tmp_path_factory.getbasetemp() / f"{kind}.bin"
    path.write_bytes(bytes(content))
    for found in find([str(path)], Web(), Wanted(limit=3, since="2020-01-01")):
        if isinstance(found, Found) and (found.held or found.path) and not found.location.startswith("http"):
            with contextlib.suppress(NarrateError):
                clean(fetch(found))
        elif isinstance(found, tuple):
            assert "could not be looked through" not in str(found[1]), found


def test_a_build_says_first_what_a_dry_run_would_say(site: Site, tmp_path: Path) -> None:
    news(site, 2)
    (tmp_path / "in").mkdir()
    for n in range(2):
        (tmp_path / "in" / f"{n}.html").write_text(article(f"第{n}篇的标题", 1), "utf-8")
    line = narrate("build", "in", *TONE, "--dry-run", cwd=tmp_path).stdout.splitlines()[0]
    built = narrate("build", "in", f"{site.base}/feed.xml", *TONE, cwd=tmp_path).stderr
    assert line in built
    assert "not counted: 2\n" in built
    assert built.index(line) < built.index("100%")
    again = narrate("build", "in", *TONE, cwd=tmp_path)
    assert ("Pages" in again.stderr, "Unchanged: 2" in again.stdout) == (False, True)
    assert "Pages" not in narrate("build", "in", *TONE, "--rate", "1.1", "--quiet", cwd=tmp_path).stderr
