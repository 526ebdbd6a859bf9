"""An article of 60 sentences through the loopback of the online voice: narrate's engine by number of connections, and
edge-tts's own command line on the same text, in one run; prints the ratios."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from narrate.engines.edge import URL, Edge
from narrate.model import Voice
from narrate.read import read_text

PORT = "8791"
SENTENCES = [f"第{n}号展厅今天上午开门，馆员为读者讲解古籍修复的方法，并回答了大家的提问。" for n in range(60)]
PEER = (
    "import sys, edge_tts.communicate as c\n"
    f"c.WSS_URL = 'ws://127.0.0.1:{PORT}/consumer/speech/synthesize/readaloud/edge/v1?TrustedClientToken=x'\n"
    "from edge_tts.util import main\nmain()"
)


def peer(folder: Path) -> float:
    text = folder / "text.txt"
    text.write_text("\n".join(SENTENCES), "utf-8")
    started = time.monotonic()
    command = [
        sys.executable,
        "-c",
        PEER,
        "--voice",
        "zh-CN-XiaoxiaoNeural",
        "-f",
        text,
        "--write-media",
        folder / "a.mp3",
    ]
    subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - started


def ours(connections: int) -> float:
    voice = Voice("zh-CN-XiaoxiaoNeural", "edge", "zh-CN", options=(("connections", str(connections)),))
    readings = [read_text(sentence) for sentence in SENTENCES]
    engine = Edge()
    started = time.monotonic()
    with ThreadPoolExecutor(32) as pool:
        list(pool.map(lambda reading: engine.say(reading, voice), readings))
    return time.monotonic() - started


def main() -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "narrate.engines.edge_loopback", "--port", PORT], stdout=subprocess.DEVNULL
    )
    os.environ[URL] = f"http://127.0.0.1:{PORT}"
    try:
        time.sleep(2)
        ours(4)
        with tempfile.TemporaryDirectory() as folder:
            base = peer(Path(folder))
        for connections in (1, 4, 8, 16):
            spent = ours(connections)
            print(
                f"{connections:>2} connections: narrate {spent:.1f} s, edge-tts {base:.1f} s, ratio {spent / base:.2f}"
            )
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
