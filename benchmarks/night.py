"""A night of a newsroom: 300 articles, every tenth of them broken, an online voice that fails now and then and is gone for a
while, two kills. Does it end by itself, is what is good public, does the report say what became of the rest?

    python benchmarks/night.py [ARTICLES]
"""

from __future__ import annotations

import json
import logging
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import feedparser
from edge_faults import served

from narrate.engines import edge, edge_loopback

VOICE = "zh-CN-XiaoxiaoNeural"
SENTENCES = 4  # of an article, its headline among them
AWAY, THERE = 4, 12  # seconds that the voice is gone, and there
KILLED_AFTER = (0.2, 0.5)  # of the sentences are said
BROKEN = (
    b"",
    b"%PDF-1.7 not a page",
    b"\x89PNG\r\n\x1a\n\x00\x00",
    "<html><title>404 页面不存在</title><body><p>您访问的页面不存在。</p></body></html>".encode(),
    "<html><title>登录</title><body><h1>用户登录</h1><form><input type=password></form></body></html>".encode(),
    b"<html><body><nav><a href=/>a</a></nav></body></html>",
)


def page(number: int) -> bytes:
    said = "".join(
        f"<p>第{number}号水库今天第{turn}次放水，下游的村庄在清晨收到了通知，渠边的老人说水比去年清。</p>"
        for turn in range(1, 4)
    )
    date = f"2026-0{number % 9 + 1}-{number % 27 + 1:02d} 08:{number % 60:02d}"
    return (
        f"<html lang=zh-CN><head><meta charset=utf-8><title>第{number}号水库放水</title></head><body>"
        f"<h1>第{number}号水库放水</h1><p>{date} 来源：某某日报</p>{said}</body></html>"
    ).encode()


def flapping(loopback: edge_loopback.Loopback, usual: float) -> None:
    """The voice is gone again and again."""
    while True:
        loopback.share = usual
        time.sleep(THERE)
        loopback.share = 1.0
        time.sleep(AWAY)


def begun(where: Path, address: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "narrate", "build", "in", "--voice", VOICE, "--quiet"]
    log = (where / "log").open("ab")
    return subprocess.Popen(command, cwd=where, env=os.environ | {edge.URL: address}, stdout=log, stderr=log)


def said(where: Path) -> int:
    """Sentences that have their clip."""
    return len([*where.glob("dist/.narrate/clips/*/*.flac")])


def main() -> None:
    logging.disable()  # the double tells of each connection that was broken off
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    loopback, chance = edge_loopback.Loopback(share=0.1, seed=1, stall=1.5), random.Random(1)
    address = served(loopback)
    threading.Thread(target=flapping, args=(loopback, 0.1), daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        (where / "in").mkdir()
        (where / "narrate.toml").write_text("[speech]\npatience = 60\n", "utf-8")
        bad: set[str] = {f"{n:03}.html" for n in range(0, many, 10)}
        good = many - len(bad)
        for number in range(many):
            name = f"{number:03}.html"
            (where / "in" / name).write_bytes(chance.choice(BROKEN) if name in bad else page(number))
        started = time.monotonic()
        for share in KILLED_AFTER:
            process = begun(where, address)
            while said(where) < share * SENTENCES * good and process.poll() is None:
                time.sleep(0.2)
            process.send_signal(signal.SIGKILL)
            print(f"killed with {said(where)} of {SENTENCES * good} sentences said, status {process.wait()}")
        status = begun(where, address).wait()
        report = json.loads((where / "dist" / ".narrate" / "report.json").read_text("utf-8"))
        titles = [entry.title for path in where.glob("dist/feed*.xml") for entry in feedparser.parse(path).entries]
        print(f"ended by itself after {time.monotonic() - started:.0f} s, exit status {status}")
        print(f"published: {len(set(titles))} of {good} good articles, {len(titles) - len(set(titles))} twice")
        named = {Path(row["place"]).name: row for row in report["places"] if row["what"] != "made"}
        print(f"report: {len(named)} of {len(bad)} broken ones named, {len(set(named) - bad)} others")
        good = loopback.served["good"]
        print(
            f"requests: {loopback.served.total()}, answered whole {good}, sentences {4 * (many - len(bad))} and the label"
        )


if __name__ == "__main__":
    main()
