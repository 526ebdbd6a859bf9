"""The editor's desk over HTTP: who comes in, what is seen, what is done."""

from __future__ import annotations

import itertools
import socket
import tomllib
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from desks import LINES, Running, desk, page

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES = tomllib.loads((ROOT / "tests" / "cases" / "desk" / "refused.toml").read_text("utf-8"))["refused"]
REFUSED = (400, 403, 404)  # 400: the server does not even take it for HTTP


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with desk(tmp_path_factory.mktemp("desk"), a=page("渡口装上了灯"), b=page("木船漆成了蓝色", LINES[:3])) as started:
        yield started


def requests(table: dict[str, object], known: dict[str, object]) -> Iterator[tuple[str, bytes]]:
    """Each request of a table: its line, and all of it as it is sent."""
    host, cookie = "127.0.0.1:{port}", "narrate-desk-{port}={session}"
    cookies = table.get("cookie", [cookie])
    rows = itertools.product(
        table.get("methods", [table.get("method", "GET")]), table["paths"], table.get("hosts", [host]), cookies,
        table.get("origins", [None]), table.get("sites", [None]),
    )  # fmt: skip
    for method, path, named, told, origin, site in rows:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {named}", "Connection: close", "Content-Length: 0"]
        lines += [f"Host: {host}"] if table.get("twice") else []
        lines += [f"Cookie: {told}"] if told else []
        lines += [f"Origin: {origin}"] if origin is not None else []
        lines += [f"Sec-Fetch-Site: {site}"] if site is not None else []
        text = "\r\n".join(lines).format(**known)
        yield text, (text + "\r\n\r\n").encode()


def status_of(port: int, request: bytes) -> int:
    with socket.create_connection(("127.0.0.1", port)) as client, client.makefile("rb") as answer:
        client.sendall(request)
        return int(answer.readline().split()[1])


def test_nobody_else_comes_in(running: Running) -> None:
    known = {"port": running.port, "token": running.token, "session": running.session}
    tried = [one for table in TABLES for one in requests(table, known)]
    assert len(tried) >= 200
    accepted = [text for text, sent in tried if status_of(running.port, sent) not in REFUSED]
    assert accepted == []


def test_the_editor_does(running: Running) -> None:
    known = {"port": running.port, "token": running.token, "session": running.session}
    for path, status in {"/": 200, "/build": 200, "/desk.js": 200, "/?token={token}": 200, "/x": 404}.items():
        ((_, sent),) = requests({"paths": [path]}, known)
        assert status_of(running.port, sent) == status, path
    ((_, sent),) = requests({"paths": ["/?token={token}"], "cookie": [""]}, known)
    assert status_of(running.port, sent) == 303
    ((_, sent),) = requests({"paths": ["/"], "hosts": ["localhost:{port}"], "sites": ["none"]}, known)
    assert status_of(running.port, sent) == 200
