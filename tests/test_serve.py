"""`narrate serve` is a server that every app can be tried against."""

from __future__ import annotations

import gzip
import http.client
import socket
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from conftest import ENVIRONMENT, answering, article, episode_folder, narrate, tool

from narrate.serve import rebased

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    where = tmp_path_factory.mktemp("served")
    port = free_port()
    (where / "a.html").write_text(article(), "utf-8")
    (where / "narrate.toml").write_text(f'[site]\nurl = "http://127.0.0.1:{port}/"\nauthor = "某报"\n', "utf-8")
    narrate("build", "a.html", "--voice", "tone", cwd=where)
    command = [sys.executable, "-m", "narrate", "serve", "dist", "--port", str(port)]
    server = subprocess.Popen(command, cwd=where, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    answering(port, server)
    yield where / "dist", port
    server.terminate()
    server.wait()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_ranges_conditions_and_types(served: tuple[Path, int]) -> None:
    dist, port = served
    (audio,) = episode_folder(dist).glob("*.mp3")
    path, whole = f"/{audio.relative_to(dist).as_posix()}", audio.read_bytes()
    answer, body = ask(port, path)
    assert (answer.status, body, answer.getheader("content-type")) == (200, whole, "audio/mpeg")
    assert answer.getheader("accept-ranges") == "bytes"
    assert answer.getheader("content-encoding") is None
    tag = answer.getheader("etag") or ""
    assert tag.startswith('"'), "a strong one"
    for asked, expected in [("bytes=0-99", whole[:100]), ("bytes=100-", whole[100:]), ("bytes=-50", whole[-50:]),
                            (f"bytes={len(whole) - 1}-", whole[-1:])]:  # fmt: skip
        answer, body = ask(port, path, Range=asked)
        assert (answer.status, body) == (206, expected)
    assert ask(port, path, Range=f"bytes={len(whole)}-")[0].status == 416
    for digits in (1, 18, 19, 5000):
        status = ask(port, path, Range=f"bytes={'9' * digits}-")[0].status
        assert status == (206 if digits == 1 else 416 if digits <= 18 else 200), "what nobody can mean is no range"
    assert ask(port, path, If_None_Match=tag)[0].status == 304
    assert ask(port, path, Range="bytes=0-9", If_Range=tag)[0].status == 206
    assert ask(port, path, Range="bytes=0-9", If_Range='"other"')[0].status == 200
    head, body = ask(port, path, "HEAD")
    assert (head.status, body, head.getheader("content-length")) == (200, b"", str(len(whole)))
    assert ask(port, path, Origin="https://example.org")[0].getheader("access-control-allow-origin") == "*"
    base = f"/episodes/{audio.parent.name}/"
    assert ask(port, base + "transcript.vtt")[0].getheader("content-type") == "text/vtt"
    assert ask(port, base + "chapters.json")[0].getheader("content-type") == "application/json+chapters"


def test_text_is_compressed_and_errors_are_real(served: tuple[Path, int]) -> None:
    dist, port = served
    answer, body = ask(port, "/feed.xml", Accept_Encoding="gzip")
    assert answer.getheader("content-encoding") == "gzip"
    assert "Accept-Encoding" in (answer.getheader("vary") or "")
    assert gzip.decompress(body) == (dist / "feed.xml").read_bytes()
    assert ask(port, "/feed.xml", Accept_Encoding="gzip", If_None_Match=answer.getheader("etag") or "")[0].status == 304
    for accepted, coding in (("gzip;q=0", None), ("br, GZIP; Q=0.5", "gzip"), ("*", "gzip"), ("*;q=0, gzip", "gzip"),
                             ("br;q=1, *;q=0.0", None), ("gzip;q=0.000, *", None), ("x-gzipped", None), ("", None)):  # fmt: skip
        assert ask(port, "/feed.xml", Accept_Encoding=accepted)[0].getheader("content-encoding") == coding, accepted
    assert ask(port, "/feed.xml")[1] == (dist / "feed.xml").read_bytes()
    for path in ("/nothing.html", "/.narrate/made", "/../narrate.toml", "/%2e%2e/narrate.toml", "/episodes/%00"):
        assert ask(port, path)[0].status in (400, 404), path
    assert ask(port, "/")[0].status == 200


def test_gpodder_reads_and_mpv_seeks(served: tuple[Path, int]) -> None:
    dist, port = served
    (audio,) = episode_folder(dist).glob("*.mp3")
    url = f"http://127.0.0.1:{port}/{audio.relative_to(dist).as_posix()}"
    probe = [tool("ffprobe"), "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", url]
    ran = subprocess.run(probe, capture_output=True, text=True, check=True)
    assert float(ran.stdout) > 10
    player = [
        tool("mpv"),
        "--no-config",
        "--ao=null",
        "--vo=null",
        "--start=10",
        "--length=0.2",
        "--msg-level=all=warn",
        url,
    ]
    ran = subprocess.run(player, capture_output=True, text=True, check=True)
    assert "not seekable" not in ran.stdout + ran.stderr


def test_a_taken_port_is_explained(served: tuple[Path, int]) -> None:
    dist, port = served
    ran = narrate("serve", dist, "--port", port, cwd=dist.parent, status=8)
    assert "--port" in ran.stderr
    assert "index.html" in narrate("serve", dist / "episodes", cwd=dist.parent, status=8).stderr
    assert "--port" in narrate("serve", dist, "--port", 70_000, cwd=dist.parent, status=8).stderr
    assert "--host" in narrate("serve", dist, "--host", "192.0.2.1", cwd=dist.parent, status=8).stderr


@pytest.fixture(scope="module")
def elsewhere(served: tuple[Path, int]) -> Iterator[tuple[Path, int]]:
    """The same folder on another port, which the server chose."""
    dist, _ = served
    command = [sys.executable, "-m", "narrate", "serve", "dist", "--port", "0"]
    server = subprocess.Popen(command, cwd=dist.parent, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    address = server.stdout.readline().split()[0]
    port = int(address.rstrip("/").rpartition(":")[2])
    answering(port, server)  # type: ignore[arg-type]
    yield dist, port
    server.terminate()
    server.wait()
    server.stdout.close()


def test_what_is_served_names_the_server(served: tuple[Path, int], elsewhere: tuple[Path, int]) -> None:
    dist, meant = served
    port = elsewhere[1]
    assert port not in (0, meant)
    answer, body = ask(port, "/feed.xml")
    assert answer.getheader("content-length") == str(len(body))
    before, after = (ET.fromstring(text) for text in ((dist / "feed.xml").read_bytes(), body))
    (enclosure,) = after.iter("enclosure")
    url = str(enclosure.get("url"))
    assert url.startswith(f"http://127.0.0.1:{port}/")
    assert len(ask(port, url.partition(f":{port}")[2])[1]) == int(str(enclosure.get("length")))
    assert [e.text for e in before.iter("guid")] == [e.text for e in after.iter("guid")]
    page = f"/episodes/{episode_folder(dist).name}/index.html"
    for name in ("/feed.xml", "/", page):
        text = ask(port, name, Accept_Encoding="identity")[1]
        assert f"127.0.0.1:{meant}/".encode() not in text, name
    assert ask(meant, "/feed.xml")[1] == (dist / "feed.xml").read_bytes()


def test_addresses_are_moved_only_where_something_is(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<rss><channel><link>https://a.example/</link></channel></rss>")
    (tmp_path / "b.mp3").write_bytes(b"sound")
    for text, expected in {
        'url="https://a.example/b.mp3"': 'url="http://here/b.mp3"',
        "<link>https://a.example/</link>": "<link>http://here/</link>",
        "<a href='https://a.example/b.mp3#t=1'>": "<a href='http://here/b.mp3#t=1'>",
        "<link>https://a.example/news/1.html</link>": "<link>https://a.example/news/1.html</link>",
        '<guid isPermaLink="true">https://a.example/b.mp3</guid>': '<guid isPermaLink="true">https://a.example/b.mp3</guid>',
        "podcast://a.example/feed.xml": "podcast://here/feed.xml",
        "https://a.example/../x": "https://a.example/../x",
        f"https://a.example/{'n' * 5000}": f"https://a.example/{'n' * 5000}",
    }.items():
        assert rebased(text.encode(), tmp_path, "http://here/").decode() == expected
    (tmp_path / "feed.xml").unlink()
    assert rebased(b"https://a.example/", tmp_path, "http://here/") == b"https://a.example/"


@pytest.mark.parametrize("value", ["lines=0-9", "bytes=9-5", "bytes=a-b", "bytes", "bytes=", "bytes=-"])
def test_what_is_no_range_of_bytes_is_passed_over(served: tuple[Path, int], value: str) -> None:
    dist, port = served
    (audio,) = episode_folder(dist).glob("*.mp3")
    answer, body = ask(port, f"/{audio.relative_to(dist).as_posix()}", Range=value)
    assert (answer.status, body) == (200, audio.read_bytes())


@pytest.mark.parametrize("coding", ["gzip", "identity"])
@pytest.mark.parametrize("path", ["/feed.xml", "/index.html"])
def test_text_is_asked_for_by_date(served: tuple[Path, int], path: str, coding: str) -> None:
    _, port = served
    date = ask(port, path, Accept_Encoding=coding)[0].getheader("last-modified") or ""
    answer, body = ask(port, path, Accept_Encoding=coding, If_Modified_Since=date)
    assert (answer.status, body) == (304, b"")
    early = "Thu, 01 Jan 1970 00:00:01 GMT"
    assert ask(port, path, Accept_Encoding=coding, If_Modified_Since=early)[0].status == 200
    other = ask(port, path, Accept_Encoding=coding, If_Modified_Since=date, If_None_Match='"other"')
    assert other[0].status == 200, "the tag goes before the date"
