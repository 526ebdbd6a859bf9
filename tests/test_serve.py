"""`narrate serve` is a server that every app can be tried against."""

from __future__ import annotations

import gzip
import http.client
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import ENVIRONMENT, answering, article, episode_folder, narrate, tool

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


def test_unknown_units_of_ranges_and_dates(served: tuple[Path, int]) -> None:
    dist, port = served
    name = next((dist / "episodes").glob("*/*.mp3")).relative_to(dist).as_posix()
    answer, body = ask(port, f"/{name}", Range="items=0-5")
    assert (answer.status, len(body)) == (200, (dist / name).stat().st_size)
    answer, _ = ask(port, "/feed.xml", **{"Accept-Encoding": "gzip"})
    same, _ = ask(
        port, "/feed.xml", **{"Accept-Encoding": "gzip", "If-Modified-Since": answer.headers["Last-Modified"]}
    )
    older = {"Accept-Encoding": "gzip", "If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}
    assert (same.status, ask(port, "/feed.xml", **older)[0].status) == (304, 200)


def test_a_port_that_is_free_is_told_and_one_that_is_none_refused(served: tuple[Path, int]) -> None:
    dist, _ = served
    command = [sys.executable, "-m", "narrate", "serve", "dist", "--port", "0"]
    with subprocess.Popen(command, cwd=dist.parent, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline().split(":")[2].split("/")[0])
        assert ask(port, "/feed.xml")[0].status == 200
        server.terminate()
    narrate("serve", "dist", "--port", "99999", cwd=dist.parent, status=8)
