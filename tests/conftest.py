"""What the tests share: the program as users run it, a page of our own, and the peers it is compared with."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings

# No test is judged by a clock: a busy machine is slow, not wrong.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

pytest_plugins = ["browsing"]  # the browser and its tab

ROOT = Path(__file__).resolve().parent.parent
SEED = next((ROOT / "seeds").glob("*.txt"))
os.environ["NARRATE_LANG"] = "en"  # whatever the machine speaks
# As on a user's machine, where Python keeps its bytecode.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(ROOT)}
PARAGRAPH = "今天上午，市图书馆在{n}号展厅举行开放日活动，馆员为读者讲解古籍修复的方法，并回答了大家的提问。"


def article(title: str = "图书馆开放日迎来读者", sections: int = 2, date: str = "2024-03-05 09:30:00") -> str:
    """A page of ours: headline, date line, lead, sections with two paragraphs each, and noise around them."""
    body = "".join(
        f"<h2>第{n}部分的小标题</h2><p>{PARAGRAPH.format(n=n * 10 + 1)}</p><p>{PARAGRAPH.format(n=n * 10 + 2)}</p>"
        for n in range(1, sections + 1)
    )
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}_某某网</title></head><body>"
        "<ul class='nav'><li><a href='/'>首页</a></li><li><a href='/news'>新闻</a></li></ul>"
        f"<div class='article'><h1>{title}</h1><p>{date} 来源:某某日报</p><p>{PARAGRAPH.format(n=1)}</p>{body}"
        "<p>责任编辑:张三</p></div><div class='foot'>版权所有 未经授权不得转载</div></body></html>"
    )


def listening() -> None:
    """For a process that is to be interrupted: the jobs that a shell runs in the background ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def narrate(
    *arguments: object, cwd: Path, status: int | None = 0, **options: object
) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does; it never shows a traceback."""
    ran = subprocess.run(
        [sys.executable, "-m", "narrate", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
        **options,
    )
    assert "Traceback" not in ran.stderr, ran.stderr
    if status is not None:
        assert ran.returncode == status, ran.stderr
    return ran


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(article(), "utf-8")
    return path


@pytest.fixture(scope="session")
def seed_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed built once a run, in the embedded voice: the other worker waits for it. Tests leave it as it is."""
    base = tmp_path_factory.getbasetemp()
    where = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "seed"  # a worker's folder is in the run's
    where.mkdir(exist_ok=True)
    with (where / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (where / "built").exists():
            narrate("build", SEED, "--out", "dist", cwd=where)
            (where / "built").touch()
    return where / "dist"


def contents(dist: Path) -> dict[str, str]:
    """Every published file by its digest; the cache and the journal are not published."""
    files = (p for p in dist.rglob("*") if p.is_file() and ".narrate" not in p.parts)
    return {p.relative_to(dist).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def clips(dist: Path) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in (dist / ".narrate" / "clips").rglob("*.flac")}


def episode_folder(dist: Path) -> Path:
    (folder,) = (dist / "episodes").iterdir()
    return folder


def answering(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server on this port answers, however long that takes, unless it has ended."""
    while server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server ended with status {server.returncode}")


def tool(name: str) -> str:
    """A program of the system; on the machines that decide it has to be there."""
    path = shutil.which(name)
    if path is None and os.environ.get("CI"):
        pytest.fail(f"{name} is missing: .ci/run installs it")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path
