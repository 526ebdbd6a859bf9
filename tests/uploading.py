"""Kill deliveries to an S3 server at chance moments, while a reader polls what is served.

    python tests/uploading.py KILLS ARTICLES FOLDER

Between two deliveries some articles are corrected, one comes, one is taken back. The reader, in a thread of its own, never sees a
feed whose recordings are not there in their length, or without their pages. At the end the bucket holds what the folder holds,
and one more delivery brings nothing. Prints a line a fault, then how many deliveries were killed and how often was looked.
"""

from __future__ import annotations

import logging
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import feedparser
import msgspec
from conftest import ENVIRONMENT, article, contents
from killing import Silent, tell
from moto.server import ThreadedMotoServer

from narrate import config, delivery, editorial, pipeline

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_DEFAULT_REGION": "us-east-1"}
LOOKED_AT = 12  # recordings of a feed that the reader asks for
SETTINGS = msgspec.convert({"delivery": {"opus": 0}}, config.Settings)


class Reader(threading.Thread):
    """Polls the feed, and asks for some of what it names."""

    def __init__(self, endpoint: str) -> None:
        super().__init__(daemon=True)
        self.client = boto3.client("s3", endpoint_url=endpoint)
        self.chance, self.ends, self.looks, self.faults = random.Random(1), False, 0, 0

    def got(self, name: str) -> bytes | None:
        """What is served under a name; None for nothing."""
        try:
            return bytes(self.client.get_object(Bucket="listen", Key=f"www/{name}")["Body"].read())
        except self.client.exceptions.NoSuchKey:
            return None

    def run(self) -> None:
        """Until it is told to end."""
        while not self.ends:
            self.look(LOOKED_AT)

    def look(self, most: int | None = None) -> None:
        """What a feed names is there: `most` of it, or all."""
        feed = self.got("feed.xml")
        entries = feedparser.parse(feed).entries if feed else []
        for entry in self.chance.sample(entries, min(most or len(entries), len(entries))):
            name = entry.enclosures[0].href.removeprefix(config.LOCAL_URL)
            sound, page = self.got(name), self.got(f"{name.rpartition('/')[0]}/index.html")
            fine = sound is not None and len(sound) == int(entry.enclosures[0].length) and page is not None
            if (
                not fine and self.got("feed.xml") == feed
            ):  # else it was taken back, or replaced, since the feed was read
                self.faults += 1
                tell(f"fault: {name}: {len(sound or b'')} bytes, page {page is not None}")
        self.looks += 1


def main() -> None:
    kills, count, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    dist, chance = folder / "dist", random.Random(kills)
    os.environ |= KEYS
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    endpoint = "http://{}:{}".format(*server.get_host_and_port())
    boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket="listen")
    (folder / "in").mkdir(parents=True)
    (folder / "narrate.toml").write_text(f"[publish]\ntargets = ['s3://listen/www']\nendpoint = '{endpoint}'\n[delivery]\nopus = 0\n", "utf-8")  # fmt: skip
    for number in range(count):
        write(folder, number, 0)
    build = built(folder, dist)
    build()
    reader = Reader(endpoint)
    reader.start()
    killed = sum(_one(folder, dist, build, version, count, chance) for version in range(kills))
    brings = config.load_settings(folder / "narrate.toml")
    errors = delivery.publish(dist, brings)[1]
    again = delivery.publish(dist, brings)
    reader.ends = True
    reader.join()
    reader.look()
    for name in contents(dist):
        if reader.got(name) != (dist / name).read_bytes():
            tell(f"fault: {name} is otherwise")
    served = {row["Key"] for page in reader.client.get_paginator("list_objects_v2").paginate(Bucket="listen") for row in page.get("Contents", ())}  # fmt: skip
    left = served - {f"www/{name}" for name in contents(dist)}
    tell(
        f"{killed} killed, {reader.looks} looks, {reader.faults} faults, {len(left)} left over, {errors}, then {again[0]} brought"
    )
    server.stop()
    sys.exit(bool(reader.faults or left or errors or again != (0, [])))


def write(folder: Path, number: int, version: int) -> None:
    """An article as it is now."""
    text = article(f"第{number}篇文章的标题", 1, f"2024-03-05 {number // 60 % 24:02}:{number % 60:02}:00").replace("1号展厅", f"{version}号展厅")  # fmt: skip
    (folder / "in" / f"{number}.html").write_text(text, "utf-8")


def built(folder: Path, dist: Path) -> Callable[[], None]:
    def build() -> None:
        pipeline.build([str(folder / "in")], dist, SETTINGS, "tone", Silent())

    return build


def _one(folder: Path, dist: Path, build: Callable[[], None], version: int, count: int, chance: random.Random) -> bool:
    """Change something, deliver it, and kill that: whether it was still at work."""
    command = [sys.executable, "-m", "narrate", "publish"]
    child = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT | KEYS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    time.sleep(chance.uniform(1.0, 4.0))
    child.send_signal(signal.SIGKILL)
    killed = child.wait() < 0
    for number in chance.sample(range(count), 3):
        write(folder, number, version + 1)
    if version % 10 == 5:
        write(folder, count + version, 0)
    build()
    if version % 10 == 9:
        editorial.withdraw(dist, str(folder / "in" / f"{version % count}.html"), "", SETTINGS)
    return killed


if __name__ == "__main__":
    main()
