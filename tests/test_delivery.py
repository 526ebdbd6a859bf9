"""What is public is brought to where it is served: to a folder, and to a real S3 server on this machine."""

from __future__ import annotations

import random
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

import boto3
import feedparser
import msgspec
import pytest
from conftest import ENVIRONMENT, contents
from moto.server import ThreadedMotoServer
from test_catalogue import QUIET, build, items, page

from narrate import config, delivery, editorial, stores
from narrate.errors import ConfigError, OutputError
from narrate.media import type_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "what-nobody-should-read"  # noqa: S105 - of a server that asks for none


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


class Bucket:
    """An empty bucket as a reader sees it."""

    def __init__(self, endpoint: str) -> None:
        self.client = boto3.client("s3", endpoint_url=endpoint)
        self.client.create_bucket(Bucket="listen")

    def got(self, name: str) -> tuple[int, bytes, str, str]:
        """Status, content, type and Cache-Control of a name below www/."""
        try:
            answer = self.client.get_object(Bucket="listen", Key=f"www/{name}")
        except self.client.exceptions.NoSuchKey:
            return 404, b"", "", ""
        return 200, answer["Body"].read(), answer["ContentType"], answer["CacheControl"]


@pytest.fixture
def bucket(s3: str, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    urllib.request.urlopen(urllib.request.Request(f"{s3}/moto-api/reset", method="POST")).close()  # noqa: S310 - of this test
    return Bucket(s3)


def at(endpoint: str, *targets: str) -> config.Settings:
    return msgspec.structs.replace(QUIET, publish=config.Publish(targets, endpoint))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for n in (1, 2):
        page(tmp_path / "in" / f"{n}.html", f"第{n}篇文章的标题", f"2024-03-0{n} 09:30:00")
    return tmp_path


def test_a_bucket_and_a_folder_hold_what_is_public_and_no_more(
    site: Path, s3: str, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist, www = site / "dist", site / "www"
    settings = at(s3, "s3://listen/www", str(www))
    page(site / "in" / "3.html", "第3篇文章的标题", "2099-01-01 08:00")
    assert not build(site / "in", out=dist, settings=settings).errors
    assert contents(www) == contents(dist)
    for name in contents(dist):
        status, content, kind, lasts = bucket.got(name)
        assert (status, content) == (200, (dist / name).read_bytes()), name
        assert kind == type_of(name), name
        assert lasts == ("public, max-age=86400" if name.endswith(".mp3") else "no-cache")
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "store", lambda *_: pytest.fail("nothing is to be brought"))
        assert not build(site / "in", out=dist, settings=settings).errors
        assert delivery.publish(dist, settings) == (0, [])
    (folder,) = dist.glob("episodes/di-2*")
    names = [name for name in contents(dist) if name.startswith(f"episodes/{folder.name}/")]
    assert editorial.withdraw(dist, folder.name, "", settings)[1] == []
    for name in names:
        assert bucket.got(name)[0] == (200 if name.endswith("/index.html") else 404), name
    assert contents(www) == contents(dist)
    before = delivery.publish(dist, settings)
    assert before == (0, [])
    assert delivery.publish(dist, settings, again=True) == (2 * len(contents(dist)), [])


def whole(bucket: Bucket) -> int:
    """A reader: every recording that the feed names is there, in its length, and so is its page. How many there are."""
    status, feed, *_ = bucket.got("feed.xml")
    if status != 200:
        return 0
    entries = feedparser.parse(feed).entries
    for entry in entries:
        name = entry.enclosures[0].href.removeprefix(config.LOCAL_URL)
        status, content, *_ = bucket.got(name)
        assert (status, len(content)) == (200, int(entry.enclosures[0].length)), name
        assert bucket.got(f"{name.rpartition('/')[0]}/index.html")[0] == 200
    return len(entries)


def test_a_delivery_that_is_killed_shows_no_half_and_goes_on(site: Path, s3: str, bucket: Bucket) -> None:
    dist, chance = site / "dist", random.Random(16)
    build(site / "in", out=dist)
    (site / "narrate.toml").write_text(f"[publish]\ntargets = ['s3://listen/www']\nendpoint = '{s3}'\n[delivery]\nopus = 0\n", "utf-8")  # fmt: skip
    settings, seen = at(s3, "s3://listen/www"), 0
    for number in (3, 4):
        command = [sys.executable, "-m", "narrate", "publish"]
        with subprocess.Popen(command, cwd=site, env=ENVIRONMENT | {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": SECRET}, stdout=subprocess.DEVNULL) as child:  # fmt: skip
            while bucket.got("cover.jpg")[0] == 404:  # it has begun
                pass
            time.sleep(chance.random() / 2)
            child.kill()
        assert whole(bucket) >= seen
        seen = whole(bucket)
        page(site / "in" / f"{number}.html", f"第{number}篇文章的标题", f"2024-03-0{number} 09:30:00")
        build(site / "in", out=dist)
        assert whole(bucket) >= seen
    assert delivery.publish(dist, settings)[1] == []
    assert whole(bucket) == len(items(dist)) == 4
    for name in contents(dist):
        assert bucket.got(name)[1] == (dist / name).read_bytes(), name


def test_what_cannot_be_brought_is_told_without_a_secret_and_stops_no_other(
    site: Path,
    s3: str,
    bucket: Bucket,  # noqa: ARG001 - the server is there, and has another
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stores, "TRIES", 1)
    settings = at(s3, "s3://nobody/www", str(site / "www"))
    report = build(site / "in", out=site / "dist", settings=settings)
    (error,) = report.errors
    assert isinstance(error, OutputError)
    assert "s3://nobody/www" in str(error)
    assert "narrate publish" in str(error)
    assert SECRET not in str(error)
    assert contents(site / "www") == contents(site / "dist")
    (error,) = delivery.publish(site / "dist", at(s3, str(site / "dist")))[1]
    assert isinstance(error, ConfigError)
    assert "output folder itself" in str(error)
    error = stores.OutputError(stores._safe(ValueError(f"a {SECRET} b")))  # noqa: SLF001 - the one place that tells
    assert str(error) == "a … b"
