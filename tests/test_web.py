"""Pages from addresses, against a real server on this machine: status, size, redirects, types."""

from __future__ import annotations

import gzip
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from conftest import article, narrate

from narrate.errors import SourceError
from narrate.sources import load_one
from narrate.sources.contents import MAX_BYTES
from narrate.sources.web import Web

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = article().encode("utf-8")
HTML = ("Content-Type", "text/html; charset=utf-8")
ANSWERS: dict[str, tuple[int, list[tuple[str, str]], bytes]] = {
    "/page": (200, [HTML], PAGE),
    "/plain": (200, [("Content-Type", "TEXT/PLAIN")], b"one\n\ntwo"),
    "/untyped": (200, [], PAGE),
    "/pdf": (200, [("Content-Type", "application/pdf")], b"%PDF-1.7 and so on"),
    "/zipped": (200, [HTML, ("Content-Encoding", "gzip")], gzip.compress(PAGE)),
    "/bomb": (200, [HTML, ("Content-Encoding", "gzip")], gzip.compress(b"a" * (MAX_BYTES + 2))),
    "/large": (200, [HTML], b"a" * (MAX_BYTES + 1)),
    "/just": (200, [HTML], b"<p>" + b"a" * (MAX_BYTES - 3)),
    "/gone": (404, [HTML], b"<p>gone"),
    "/forbidden": (403, [HTML], b""),
    "/moved": (301, [("Location", "/page")], b""),
    "/away": (302, [("Location", "file:///etc/passwd")], b""),
    "/round": (302, [("Location", "/round")], b""),
    "/broken": (500, [HTML], b""),
    "/busy": (503, [HTML, ("Retry-After", "0")], b""),
    "/short": (200, [HTML, ("Content-Length", "100000")], b"<p>cut"),
}


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[str, Counter[str]]]:
    asked: Counter[str] = Counter()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked[self.path] += 1
            status, headers, body = ANSWERS[self.path]
            if self.path == "/busy" and asked[self.path] > 1:
                status, body = 200, PAGE
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            if not any(name == "Content-Length" for name, _ in headers):
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/page", "text/html"),
        ("/moved", "text/html"),
        ("/zipped", "text/html"),
        ("/untyped", ""),
        ("/busy", "text/html"),
    ],
)
def test_a_page(path: str, media_type: str, site: tuple[str, Counter[str]]) -> None:
    answer = Web([site[0]]).fetch(site[0] + path, MAX_BYTES)
    assert answer is not None
    assert (answer.content, answer.media_type) == (PAGE, media_type)
    assert load_one(site[0] + path).media_type == "text/html"


def test_types_are_compared_in_lower_case(site: tuple[str, Counter[str]]) -> None:
    answer = Web([site[0]]).fetch(site[0] + "/plain", MAX_BYTES)
    assert answer is not None
    assert (answer.content, answer.media_type) == (b"one\n\ntwo", "text/plain")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", "answered 404"),
        ("/forbidden", "answered 403"),
        ("/broken", "answered 500"),
        ("/pdf", "the PDF is damaged"),
        ("/large", "larger than 16 MB"),
        ("/bomb", "larger than 16 MB"),
        ("/away", "can't be fetched"),
        ("/round", "can't be fetched"),
        ("/short", "can't be fetched"),
    ],
)
def test_what_is_no_page(path: str, words: str, site: tuple[str, Counter[str]]) -> None:
    with pytest.raises(SourceError, match=words):
        load_one(site[0] + path)


def test_a_page_of_the_most_bytes(site: tuple[str, Counter[str]]) -> None:
    assert len(load_one(site[0] + "/just").content) == MAX_BYTES


def test_nobody_is_there() -> None:
    with pytest.raises(SourceError, match="check the address"):
        Web(["http://127.0.0.1:9/"]).fetch("http://127.0.0.1:9/", MAX_BYTES)


def test_an_address_is_built_once_and_then_unchanged(site: tuple[str, Counter[str]], tmp_path: Path) -> None:
    address = f"{site[0]}/page"
    narrate("build", address, "--voice", "tone", cwd=tmp_path)
    before = site[1]["/page"]
    assert "Unchanged: 1 articles" in narrate("build", address, "--voice", "tone", cwd=tmp_path).stdout
    assert site[1]["/page"] == before + 1, "fetched once"
