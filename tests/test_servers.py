"""The lines for a server's settings, in a real nginx and a real Apache: what is gone answers 410, what moved sends on."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from conftest import answering, tool
from test_serve import ask, free_port

from narrate.model import Podcast, Withdrawn
from narrate.publish import moved, withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NGINX = """{root} daemon off; pid {where}/pid; error_log {where}/error.log; events {{}}
http {{ access_log off; client_body_temp_path {where}/b; proxy_temp_path {where}/p; fastcgi_temp_path {where}/f;
uwsgi_temp_path {where}/u; scgi_temp_path {where}/s;
server {{ listen 127.0.0.1:{port}; location / {{ return 204; }} include {lines}; }} }}
"""
APACHE = """ServerRoot {where}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {where}/pid
ErrorLog {where}/error.log
DefaultRuntimeDir {where}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule alias_module {modules}/mod_alias.so
DocumentRoot {where}/none
{lines}
"""
MODULES = "/usr/lib/apache2/modules"


@contextmanager
def nginx(where: Path, lines: str) -> Iterator[int]:
    port = free_port()
    (where / "lines.conf").write_text(lines, "utf-8")
    root = "user root;" if os.getuid() == 0 else ""
    text = NGINX.format(where=where, port=port, lines=where / "lines.conf", root=root)
    (where / "nginx.conf").write_text(text, "utf-8")
    yield from _running([tool("nginx"), "-c", str(where / "nginx.conf"), "-p", str(where)], port)


@contextmanager
def apache(where: Path, lines: str) -> Iterator[int]:
    port = free_port()
    (where / "none").mkdir()
    text = APACHE.format(where=where, port=port, modules=MODULES, lines=lines)
    (where / "apache.conf").write_text(text, "utf-8")
    yield from _running([tool("apache2"), "-f", str(where / "apache.conf"), "-D", "FOREGROUND"], port)


def _running(command: list[str], port: int) -> Iterator[int]:
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        answering(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


SERVERS = {"nginx": nginx, "apache": apache}


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize(
    ("old", "new", "asked", "sent"),
    [
        ("https://a.cn/", "https://b.cn/x/", "/feed.xml", "https://b.cn/x/feed.xml"),
        ("https://a.cn/x.y/", "https://b.cn/", "/x.y/episodes/1/", "https://b.cn/episodes/1/"),
        ("https://a.cn/x.y/", "https://b.cn/", "/xzy/episodes/1/", ""),
        ("https://a.cn/", "https://a.cn/listen/", "/feed.xml", "https://a.cn/listen/feed.xml"),
        ("https://a.cn/", "https://a.cn/listen/", "/listen/feed.xml", ""),
        ("https://a.cn/listen/", "https://a.cn/", "/listen/feed.xml", "https://a.cn/feed.xml"),
        ("http://a.cn/", "https://a.cn/", "/feed.xml", "https://a.cn/feed.xml"),
        ("https://a.cn/%E5%90%AC/", "https://b.cn/", "/%E5%90%AC/feed.xml", "https://b.cn/feed.xml"),
        ("https://a.cn/", "https://b.cn/%E5%90%AC/", "/feed.xml", "https://b.cn/%E5%90%AC/feed.xml"),
        ("https://a.cn/", "https://a.cn/%E5%90%AC/", "/%e5%90%ac/feed.xml", ""),
        ("https://a.cn/", "https://b.cn/", "/lists/%E6%96%87%20a.txt", "https://b.cn/lists/%E6%96%87%20a.txt"),
        ("https://a.cn/a%20b'$(1)/", "https://b.cn/$1/", "/a%20b'$(1)/x", "https://b.cn/$1/x"),
    ],
)
def test_a_server_sends_on_what_was_at_an_old_address_and_nothing_else(
    tmp_path: Path, server: str, old: str, new: str, asked: str, sent: str
) -> None:
    made = dict(moved.files([(old, ["feed.xml"])], new))
    assert made[moved.LIST] == f"{old}feed.xml {new}feed.xml\n"
    with SERVERS[server](tmp_path, made[f"lists/moved.{server}.conf"]) as port:
        answer, _ = ask(port, asked)
        assert (answer.status == 301, unquote(answer.getheader("location") or "")) == (bool(sent), unquote(sent))


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("path", ["", "listen/", "%E6%97%A0%E9%9A%9C%E7%A2%8D/", "a%20b/", "a.b/", "a%22b%5C/", "$x/"])
def test_a_server_answers_gone_below_an_episode_that_was_taken_back_and_nowhere_else(
    tmp_path: Path, server: str, path: str
) -> None:
    gone = [Withdrawn("g", "wen-zhang-1a2b3c", "", datetime(2026, 1, 1, tzinfo=UTC))]
    show = Podcast("听", "", "zh-CN", f"https://a.cn/{path}", *["a"] * 6)
    made = dict(withdrawn.files(gone, show, ""))
    with SERVERS[server](tmp_path, made[f"withdrawn.{server}.conf"]) as port:
        for name in ("", "index.html", "x.mp3"):
            assert ask(port, f"/{path}episodes/wen-zhang-1a2b3c/{name}")[0].status == 410
        for name in ("wen-zhang-1a2b3d/", "wen-zhang-1a2b3", "wen-zhang-1a2b3c-2/"):
            assert ask(port, f"/{path}episodes/{name}")[0].status in (204, 404)
