"""Who is told of a feed that changed: what does not answer holds nobody up, and nothing secret stands in what is told."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from narrate import hubs

if TYPE_CHECKING:
    from collections.abc import Iterator

FEED = "https://a.cn/feed.xml"


@contextmanager
def answering(*parts: bytes, pause: float = 0.0) -> Iterator[tuple[str, list[bytes]]]:
    """A server that sends so, and what it was asked."""
    asked: list[bytes] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                asked.append(connection.recv(65_536))
                try:
                    for part in parts:
                        connection.sendall(part)
                        time.sleep(pause)
                except OSError:
                    continue

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"127.0.0.1:{listening.getsockname()[1]}", asked
    finally:
        listening.close()


def told(*of: hubs.Hub) -> list[str]:
    return [str(error) for error in hubs.tell(of, [FEED])]


def test_a_token_of_a_file_with_line_ends_is_a_token() -> None:
    with answering(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") as (host, asked):
        (hub,) = hubs.of((), f"http://{host}/ping?from=a", {hubs.TOKEN: "secret\r\n"})
        assert told(hub) == []
    assert asked[0].startswith(b"GET /ping?from=a&url=https%3A%2F%2Fa.cn%2Ffeed.xml HTTP")
    assert b"Authorization: secret\r\n" in asked[0]


@pytest.mark.parametrize("token", ["口令secret", "sec\nret"])
def test_a_token_that_no_request_can_carry_is_not_told(token: str) -> None:
    (hub,) = hubs.of((), "http://127.0.0.1:9/", {hubs.TOKEN: token})
    (said,) = told(hub)
    assert "NARRATE_PODPING_TOKEN holds what no request can carry" in said
    assert token not in said
    assert "secret" not in said


def test_no_password_stands_in_what_is_told() -> None:
    for hub in hubs.of(("http://user:pass@127.0.0.1:9/hub?key=k",), "http://user:pass@127.0.0.1:9/ping?key=k"):
        (said,) = told(hub)
        assert "http://127.0.0.1:9/" in said
        assert "pass" not in said
        assert "key=" not in said


def test_who_trickles_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "WHOLE", 0.3)
    with answering(b"HTTP/1.1 200 OK\r\n", *[b"X-A: b\r\n"] * 1000, pause=0.05) as (host, _):
        (said,) = told(*hubs.of((f"http://{host}/",), ""))
    assert "no whole answer" in said


def test_a_body_is_not_waited_for() -> None:
    with answering(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n", *[b"a"] * 10, pause=0.05) as (host, _):
        assert told(*hubs.of((f"http://{host}/",), "")) == []
