"""`narrate build --every`: one process that notices what is new; and the units of examples/nightly name what is there."""

from __future__ import annotations

import hashlib
import hmac
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest
import yaml
from conftest import ENVIRONMENT, ROOT, article, listening, narrate

from narrate import hook
from narrate.config import seconds_of
from narrate.errors import ConfigError, OutputError

if TYPE_CHECKING:
    from pathlib import Path

NIGHTLY = ROOT / "examples" / "nightly"


def items(tmp_path: Path) -> int:
    feed = tmp_path / "dist" / "feed.xml"
    return feed.read_text("utf-8").count("<item>") if feed.is_file() else 0


def test_what_is_new_is_noticed_and_an_interruption_ends_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.html").write_text(article("第1篇好文章的标题"), "utf-8")
    command = [sys.executable, "-m", "narrate", "build", "in", "--voice", "tone", "--quiet", "--every", "1s"]
    with subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, preexec_fn=listening
    ) as watching:
        for number in (1, 2):
            while items(tmp_path) < number and watching.poll() is None:
                time.sleep(0.1)
            assert items(tmp_path) == number
            (tmp_path / "in" / f"{number + 1}.html").write_text(article(f"第{number + 1}篇好文章的标题"), "utf-8")
        watching.send_signal(signal.SIGINT)
        _, said = watching.communicate()
    assert watching.returncode == 130
    assert "Traceback" not in said


def test_a_failure_is_told_and_tried_again(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "narrate", "build", "in", "--voice", "tone", "--quiet", "--every", "1s"]
    with subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, preexec_fn=listening
    ) as watching:
        assert watching.stderr is not None
        assert "no such file" in watching.stderr.readline()
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "1.html").write_text(article("第1篇好文章的标题"), "utf-8")
        while items(tmp_path) < 1 and watching.poll() is None:
            time.sleep(0.1)
        watching.send_signal(signal.SIGINT)
        watching.communicate()
    assert items(tmp_path) == 1


@pytest.mark.parametrize(("text", "seconds"), [("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86_400)])
def test_times(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "15", "0m", "m", "-5m", "15 m", "1w", "9999999s"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ConfigError):
        seconds_of(text)


def test_every_command_of_the_examples_is_there() -> None:
    known = {name: narrate(name, "--help", cwd=ROOT).stdout for name in ("build", "check")}
    found = [
        match
        for path in NIGHTLY.iterdir()
        if path.suffix != ".md"
        for match in re.findall(r"narrate (build|check)([^\n]*)", path.read_text("utf-8"))
    ]
    assert len(found) >= 5
    for name, rest in found:
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in known[name], (name, option)


def test_the_action_is_yaml_and_the_units_are_units(tmp_path: Path) -> None:
    assert yaml.safe_load((NIGHTLY / "github-action.yml").read_text("utf-8"))["jobs"]["listen"]["steps"]
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze is not installed")
    for path in NIGHTLY.glob("narrate*"):
        text = path.read_text("utf-8").replace("/usr/local/bin/narrate", "/bin/true")
        (tmp_path / path.name).write_text(text, "utf-8")
    ran = subprocess.run(
        [verify, "verify", *map(str, tmp_path.glob("narrate*"))], capture_output=True, text=True, check=False
    )
    assert "Unknown" not in ran.stderr, ran.stderr


# ── the door ──────────────────────────────────────────────────────────────────────────────────────────────────────

SECRET = "0123456789abcdef"  # noqa: S105 - of this test


def knocked(address: str, body: bytes = b"{}", **headers: str) -> int:
    asked = urllib.request.Request(address, body, {name.replace("_", "-"): value for name, value in headers.items()})  # noqa: S310 - of this test
    try:
        with urllib.request.urlopen(asked) as answer:  # noqa: S310 - of this test
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def signed(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def test_the_door_opens_to_who_knows_the_secret_and_to_nobody_else() -> None:
    woken = threading.Event()
    with hook.listening("127.0.0.1", 0, SECRET, woken) as address:
        for headers in ({}, {"Authorization": "Bearer"}, {"Authorization": f"Bearer {SECRET}x"}, {"Authorization": SECRET}, {"X_Hub_Signature_256": signed(b"other")}, {"X_Hub_Signature_256": signed(b"{}", "another-secret-1")}, {"Authorization": "Bearer \xe4"}):  # fmt: skip
            assert knocked(address, **headers) == 403, headers
        assert knocked(address.replace("/hook", "/"), Authorization=f"Bearer {SECRET}") == 404
        assert knocked(address, Content_Length=str(hook.LARGEST + 1), Authorization=f"Bearer {SECRET}") == 413
        assert not woken.is_set()
        assert knocked(address, Authorization=f"Bearer {SECRET}") == 202
        assert woken.is_set()
        woken.clear()
        assert knocked(address, b"body", X_Hub_Signature_256=signed(b"body")) == 202
        assert woken.is_set()
        with pytest.raises(OutputError, match="choose another --hook"), hook.listening("127.0.0.1", int(address.split(":")[2].split("/")[0]), SECRET, woken):  # fmt: skip
            pass


def test_a_cms_that_says_what_changed_is_not_kept_waiting(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.html").write_text(article("第1篇好文章的标题"), "utf-8")
    command = [sys.executable, "-m", "narrate", "build", "in", "--voice", "tone", "--quiet", "--every", "9h", "--hook", "127.0.0.1:0"]  # fmt: skip
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT | {hook.SECRET: SECRET},
        preexec_fn=listening,
    ) as watching:
        assert watching.stdout is not None
        address = watching.stdout.readline().split()[0]
        for number in (1, 2):
            while items(tmp_path) < number and watching.poll() is None:
                time.sleep(0.1)
            assert items(tmp_path) == number
            (tmp_path / "in" / f"{number + 1}.html").write_text(article(f"第{number + 1}篇好文章的标题"), "utf-8")
            assert knocked(address, Authorization=f"Bearer {SECRET}") == 202
        watching.send_signal(signal.SIGINT)
        _, said = watching.communicate()
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("address", "secret"), [("8765", SECRET), ("127.0.0.1:http", SECRET), ("127.0.0.1:0", "short")]
)
def test_a_door_without_an_address_or_a_secret_is_refused(address: str, secret: str, tmp_path: Path) -> None:
    (tmp_path / "1.html").write_text(article("第1篇好文章的标题"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(ENVIRONMENT, hook.SECRET, secret)
        ran = narrate("build", "1.html", "--voice", "tone", "--hook", address, cwd=tmp_path, status=3)
    assert "--hook" in ran.stderr
    assert secret not in ran.stderr
