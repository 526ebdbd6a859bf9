"""What the tests of the desk share: a site with a name in doubt, and `narrate desk` over it."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from conftest import ENVIRONMENT, narrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOUBTED = "绑扎"
LINES = (
    "河边的绑扎系在老船工的木船上。",
    "他说，这条船漆了三天才干透。",
    "孩子们放学以后在岸边数船。",
    "村里给渡口装上了新的路灯。",
)


def page(title: str, lines: tuple[str, ...] = LINES) -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f"<ul class='nav'><li><a href='/'>首页</a></li></ul><div class='article'><h1>{title}</h1>"
        f"<p>2024-03-05 09:30 来源：某某日报</p>{body}<p>责任编辑：张三</p></div></body></html>"
    )


@dataclass(frozen=True, slots=True)
class Running:
    """A desk that was started."""

    where: Path
    port: int
    token: str
    cookie: str

    @property
    def dist(self) -> Path:
        return self.where / "dist"

    @property
    def session(self) -> str:
        return self.cookie.partition("=")[2]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> tuple[int, str, bytes]:
        """The status, where it sends, and what it answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        sent = {"Cookie": self.cookie} | {name.replace("_", "-"): value for name, value in headers.items()}
        if form is None:
            connection.request("GET", path, headers=sent)
        else:
            connection.request("POST", path, urlencode(form), sent | {"Origin": self.address})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.getheader("location", ""), body


@contextmanager
def desk(where: Path, waits: str = "", **pages: str) -> Iterator[Running]:
    """A site of these pages, built in the tone voice, and one that `waits` for approval; its desk."""
    (where / "in").mkdir()
    for review, these in ((False, pages), (True, {"waits": waits} if waits else {})):
        for name, text in these.items():
            (where / "in" / f"{name}.html").write_text(text, "utf-8")
        text = '[site]\nauthor = "某报"\n' + ("review = true\n" if review else "")
        (where / "narrate.toml").write_text(text, "utf-8")
        if these:
            narrate("build", "in", "--voice", "tone", "-q", cwd=where)
    command = [sys.executable, "-m", "narrate", "desk", "in", "--voice", "tone"]
    server = subprocess.Popen(command, cwd=where, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        told = re.match(r"http://127\.0\.0\.1:(\d+)/\?token=([\w-]+)", server.stdout.readline())
        assert told, "the desk prints its address"
        port, token = int(told[1]), told[2]
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", f"/?token={token}")
        answer = connection.getresponse()
        kept = answer.getheader("set-cookie", "")
        connection.close()
        assert (answer.status, "HttpOnly" in kept, "SameSite=strict" in kept) == (303, True, True)
        yield Running(where, port, token, kept.partition(";")[0])
    finally:
        server.terminate()
        server.wait()
        if server.stdout:
            server.stdout.close()
