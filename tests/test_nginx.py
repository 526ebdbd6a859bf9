"""The snippet of docs/serving.md in a real nginx."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, answering, article, episode_folder, narrate, tool
from test_serve import ask, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAIN = """{user} daemon off; pid {where}/nginx.pid; error_log {where}/error.log; events {{}}
http {{ access_log off; client_body_temp_path {where}/b; proxy_temp_path {where}/p; fastcgi_temp_path {where}/f;
uwsgi_temp_path {where}/u; scgi_temp_path {where}/s;
{server}
}}
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    where = tmp_path_factory.mktemp("nginx")
    port = free_port()
    (where / "a.html").write_text(article(), "utf-8")
    narrate("build", "a.html", "--voice", "tone", cwd=where)
    text = (ROOT / "docs" / "serving.md").read_text("utf-8")
    snippet = re.search(r"## nginx\n\n(.*?)\n## Apache", text, re.DOTALL)[1]
    server = re.sub(r"^ {4}", "", snippet, flags=re.MULTILINE)
    server = server.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/listen/dist", str(where / "dist"))
    (where / "nginx.conf").write_text(
        MAIN.format(where=where, server=server, user="user root;" if os.getuid() == 0 else ""), "utf-8"
    )
    process = subprocess.Popen([tool("nginx"), "-c", where / "nginx.conf", "-p", where], stderr=subprocess.DEVNULL)
    answering(port, process)
    yield where / "dist", port
    process.terminate()
    process.wait()


def test_types_ranges_and_what_is_hidden(served: tuple[Path, int]) -> None:
    dist, port = served
    folder = episode_folder(dist)
    (audio,) = folder.glob("*.mp3")
    base = f"/episodes/{folder.name}/"
    answer, body = ask(port, base + audio.name, Range="bytes=-50", Accept_Encoding="gzip")
    assert (answer.status, body) == (206, audio.read_bytes()[-50:])
    assert answer.getheader("content-type") == "audio/mpeg"
    assert answer.getheader("content-encoding") is None
    assert ask(port, base + "chapters.json")[0].getheader("content-type") == "application/json+chapters"
    assert ask(port, base + "transcript.vtt")[0].getheader("content-type") == "text/vtt"
    feed, _ = ask(port, "/feed.xml", Accept_Encoding="gzip")
    assert feed.getheader("content-encoding") == "gzip"
    assert (feed.getheader("content-type") or "").startswith("application/rss+xml")
    assert ask(port, "/.narrate/made")[0].status == 404
    assert ask(port, "/nothing")[0].status == 404
    assert ask(port, base)[0].status == 200
    assert (
        ask(port, base + "transcript.json", Origin="https://example.org")[0].getheader("access-control-allow-origin")
        == "*"
    )
