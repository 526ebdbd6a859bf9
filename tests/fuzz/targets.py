"""What is fuzzed: a name, inputs to start from, and what narrate does with a stranger's bytes. Only a NarrateError may leave."""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import shutil
import sys
import tomllib
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import msgspec

sys.path.insert(0, str(Path(__file__).parent.parent))

from conftest import ROOT, article

from narrate import api, config, lexicons, pipeline, recovery
from narrate.check import site
from narrate.clean import clean, frontmatter
from narrate.config import Settings
from narrate.drafts import is_unpublished
from narrate.errors import NarrateError
from narrate.model import Found
from narrate.read import read_text, written_pinyin
from narrate.segment import plain_text, segment
from narrate.segment.sentences import LONGEST
from narrate.sources import digest_of, fetch, find, kinds, lists

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from narrate.model import Document, Source


@dataclass(frozen=True)
class Target:
    """Inputs of ours to start from, and what is done with one; how often it has its turn."""

    seeds: Callable[[], Sequence[bytes]]
    run: Callable[[bytes, Path], None]
    turns: int = 10


def _files(*patterns: str) -> list[bytes]:
    return [path.read_bytes() for pattern in patterns for path in sorted(ROOT.glob(pattern)) if path.is_file()]


def _source(data: bytes, folder: Path, name: str) -> Source:
    path = folder / name
    path.write_bytes(data)
    return fetch(Found(str(path), name, path))


def _pages() -> list[bytes]:
    return [*_files("tests/cases/clean/*", "examples/newsroom/pages/*/*"), article().encode()]


def _cleaned(data: bytes, folder: Path) -> Document:
    name = "a.html" if data.lstrip()[:1] == b"<" else "a.txt"
    source = _source(data, folder, name)
    is_unpublished(source)
    return clean(source)


def _clean(data: bytes, folder: Path) -> None:
    document = _cleaned(data, folder)
    assert document.title.strip()
    assert document.blocks


def _sections(data: bytes, folder: Path) -> None:
    script = segment(_cleaned(data, folder))
    assert all(len(utterance.text) <= LONGEST for utterance in script.utterances)
    assert all(isinstance(plain_text(section), str) for section in script.sections)


def _texts() -> list[bytes]:
    rows = [line for file in _files("tests/cases/read/*", "docs/reading.md", "seeds/*") for line in file.splitlines()]
    return [line for line in rows if line.strip()]


def _read(data: bytes, _: Path) -> None:
    text = data.decode("utf-8", "replace")[: 2 * LONGEST]
    for lang in ("zh-CN", "zh-TW", "zh-HK", "en-US", "fr"):
        reading = read_text(text, lang)
        assert [span.written[0] for span in reading.spans][:1] == ([0] if text else [])
        assert len(written_pinyin(reading)) == len(text)


MOST_SAID = 1_500  # bytes of a page that is built: to encode hours of sound is no fault


@cache
def _settings() -> Settings:
    """The defaults, without Opus."""
    return msgspec.structs.replace(Settings(), delivery=msgspec.structs.replace(Settings().delivery, opus=0))


class _Quiet:
    def begin(self, stage: str, total: int) -> None: ...

    def advance(self, stage: str, amount: int = 1) -> None: ...


def _build(data: bytes, folder: Path) -> None:
    pages = folder / "pages"
    pages.mkdir()
    (pages / "a.html").write_bytes(data[:MOST_SAID])
    (pages / "b.html").write_text(article("不在任何样例里的标题", sections=0), "utf-8")
    report = pipeline.build([str(pages)], folder / "dist", _settings(), "tone", _Quiet())
    made = [one for one in report.outcomes if one.error is None]
    assert any(one.location.endswith("b.html") for one in made), report.outcomes
    for error in report.errors:
        if "could not be made" in str(error):
            raise AssertionError(str(error)) from error.__cause__


def _lexicon_files() -> list[bytes]:
    entries = config.lexicon(Settings()).entries
    ours = _files("voices/lexicon.toml", "examples/*/lexicon.toml")
    return [*ours, lexicons.to_pls(entries[:20]), lexicons.to_toml(entries[:20]).encode()]


def _lexicon(data: bytes, folder: Path) -> None:
    if data.lstrip()[:1] == b"<":
        entries = lexicons.from_pls(data, "a.pls")
    else:
        (folder / "lexicon.toml").write_bytes(data)
        entries = config.lexicon_file(folder / "lexicon.toml")
    lexicons.is_queue(data)
    made = lexicons.to_toml(entries)
    assert len(tomllib.loads(made)["entry"]) == len(entries)
    tomllib.loads(lexicons.with_entries(made, entries))
    list(lexicons.check(config.lexicon(Settings())))


@cache
def _built() -> Path:
    """A small site, built once a process."""
    folder = Path(mkdtemp(prefix="narrate-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    page = folder / "a.html"
    page.write_text(article(sections=1), "utf-8")
    api.build(str(page), out=folder / "dist", voice="tone")
    return folder / "dist"


def _published() -> list[bytes]:
    files = [
        path
        for path in sorted(_built().rglob("*"))
        if path.is_file() and ".narrate" not in path.parts and "assets" not in path.parts
    ]
    return [f"{path.relative_to(_built())}\0".encode() + path.read_bytes() for path in files]


def _check(data: bytes, folder: Path) -> None:
    """One file of a site is another's. The name comes first, and is the site's own."""
    name, _, content = data.partition(b"\0")
    known = {path.relative_to(_built()).as_posix(): path for path in _built().rglob("*") if path.is_file()}
    chosen = name.decode("utf-8", "replace")
    if chosen not in known:
        chosen = sorted(known)[sum(data[:50]) % len(known)]
    copy = folder / "dist"
    shutil.copytree(_built(), copy, copy_function=os.link)
    (copy / chosen).unlink()
    (copy / chosen).write_bytes(content)
    list(site(copy, config.sound(Settings())))
    recovery.published(copy)


def _tables() -> list[bytes]:
    return _files("narrate/narrate.default.toml", "examples/*/narrate.toml", "voices/*.toml")


def _toml(data: bytes, folder: Path) -> None:
    path = folder / "narrate.toml"
    path.write_bytes(data)
    with contextlib.suppress(NarrateError):
        settings = config.load_settings(path)
        config.refuse(settings)
        config.rules(settings)
        config.shows(settings)
        config.lexicon(settings)
        config.wanted_pages(settings)
    (folder / "voices").mkdir()
    (folder / "voices" / "own.toml").write_bytes(data)
    config.voices(_lying_in(folder))


def _lying_in(folder: Path) -> Settings:
    """The defaults, as if read from a file in this folder."""
    return msgspec.structs.replace(Settings(), folder=str(folder))


def _posts() -> list[bytes]:
    yaml = b"---\ntitle: A: b\ndate: 2024-03-05 09:30:00 +0800\ntags: [a, b]\ndraft: false\nauthor:\n  name: x\n---\n\nText, text.\n"
    toml = b'+++\ntitle = "a"\ndate = 2024-03-05T09:30:00Z\n[params]\nauthor = "b"\n+++\n\nText, text.\n'
    return [*_files("examples/blog/posts/*"), yaml, toml, b'{"title": "a", "date": "2024-03-05"}\n\nText, text.\n']


def _front_matter(data: bytes, folder: Path) -> None:
    front, _ = frontmatter.split(data.decode("utf-8", "replace"))
    assert isinstance(front.is_draft, bool)
    source = _source(data, folder, "2024-03-05-a.md")
    is_unpublished(source)
    clean(source)


def _lists() -> list[bytes]:
    rss = (_built() / "feed.xml").read_bytes()
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title><entry><id>x</id><title>b</title><link href="http://a/b"/><updated>2024-03-05T00:00:00Z</updated><content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>'
    sitemap = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://a/b</loc><lastmod>2024-03-05</lastmod></url></urlset>'
    opml = b'<opml version="2.0"><body><outline type="rss" text="a" xmlUrl="http://a/feed"/></body></opml>'
    jsonfeed = b'{"version": "https://jsonfeed.org/version/1.1", "title": "a", "items": [{"id": "1", "url": "http://a/b", "title": "b", "content_html": "<p>x</p>", "date_published": "2024-03-05T00:00:00Z", "authors": [{"name": "c"}]}]}'
    mail = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\nSubject: =?utf-8?B?5qCH6aKY?=\n\n--x\nContent-Type: text/html; charset=utf-8\nContent-Location: http://a/b\n\n<p>Text, text.</p>\n--x--\n"
    return [rss, atom, sitemap, opml, jsonfeed, mail, b"http://a/b\nhttp://a/c\n", *_archives()]


def _archives() -> list[bytes]:
    made = []
    for files in (
        {"mimetype": "application/epub+zip", "META-INF/container.xml": "<container><rootfiles><rootfile full-path='o.opf'/></rootfiles></container>", "o.opf": "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>", "a.xhtml": "<html><body><p>Text, text.</p></body></html>"},
        {"[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>", "word/document.xml": "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>Text, text.</w:t></w:r></w:p></w:body></w:document>"},
    ):  # fmt: skip
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as packed:
            for name, text in files.items():
                packed.writestr(name, text)
        made.append(stream.getvalue())
    return made


def _feeds(data: bytes, folder: Path) -> None:
    kind = kinds.kind_of(data)
    assert isinstance(kinds.name_of(data), str)
    for each in {kind} | {"feed", "sitemap", "outline", "json feed", "addresses"}:
        if each in lists.READERS:
            with contextlib.suppress(NarrateError):
                assert lists.items(each, data, "http://a/list")
    path = folder / "list.xml"
    path.write_bytes(data)
    for found in find([str(path)], _NoWeb()):
        if isinstance(found, tuple):
            assert "could not be looked through" not in str(found[1]), found[1]
        elif found.path is not None or found.held is not None:
            digest_of(found)
            with contextlib.suppress(NarrateError):
                clean(fetch(found, _NoWeb()))


class _NoWeb:
    """No request leaves the machine."""

    def __getattr__(self, name: str) -> object:
        raise NarrateError(f"there is no web here ({name})")


TARGETS = {
    "clean": Target(_pages, _clean, 30),
    "sections": Target(_pages, _sections, 10),
    "read": Target(_texts, _read, 20),
    "build": Target(_pages, _build, 1),
    "lexicon": Target(_lexicon_files, _lexicon, 5),
    "check": Target(_published, _check, 5),
    "toml": Target(_tables, _toml, 10),
    "front matter": Target(_posts, _front_matter, 10),
    "feeds": Target(_lists, _feeds, 10),
}
