"""Every input may be hostile: each gets the right text or an error that says what to do, and its own exit status."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import ENVIRONMENT, article, narrate

from narrate import pipeline, progress
from narrate import segment as segmenting
from narrate.building import site
from narrate.config import Settings
from narrate.files import is_plain
from narrate.model import Found
from narrate.sources import find

if TYPE_CHECKING:
    from pathlib import Path

    from narrate.model import Document, Script

PAGE = article()
OLD = PAGE.replace("举行开放日活动，馆员为读者讲解古籍修复的方法，并回答了大家的提问", "舉行開放日活動，館員為讀者講解古籍修復的方法，並回答了大家的提問").translate(
    str.maketrans("图书馆开放来读者厅举动员为讲复并标题网报责编辑张权经转载时间闻", "圖書館開放來讀者廳舉動員為講復並標題網報責編輯張權經轉載時間聞")
)  # fmt: skip
EXPECTED = "今天上午，市图书馆在1号展厅"

REFUSED = {
    "empty": (b"", 4, "is empty"),
    "blank": (b"  \n\n ", 4, "is empty"),
    "zeros": (b"\0" * 500, 4, "is empty"),
    "pdf": (b"%PDF-1.7 ...", 4, "the PDF is damaged"),
    "binary": (bytes(range(256)) * 20, 4, "not text"),
    "huge": (b"<p>" + "今天天气。".encode() * 3_500_000, 4, "larger than 16 MB"),
    "menu": ("<ul><li><a href='1'>首页</a><li><a href='2'>新闻</a></ul>".encode(), 5, "holds no article"),
    "links": ("".join(f"<li><a href='{i}'>新闻标题{i}</a>" for i in range(20_000)).encode(), 5, "holds no article"),
    "script only": (b"<html><script>var a = 'text, text.';</script></html>", 5, "holds no article"),
}


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("episodes/a/a.mp3", True),
        ("a" * 255, True),
        ("a" * 256, False),
        ("河" * 86, False),
        ("a/" * 511 + "a", True),
        ("a/" * 512 + "a", False),
        ("../a", False),
        ("/a", False),
        ("", False),
    ],
)
def test_a_name_is_plain(name: str, *, plain: bool) -> None:
    assert is_plain(name) is plain


@pytest.mark.parametrize("kind", REFUSED)
def test_refused_with_advice(kind: str, tmp_path: Path) -> None:
    content, status, words = REFUSED[kind]
    (tmp_path / "a.html").write_bytes(content)
    ran = narrate("clean", "a.html", cwd=tmp_path, status=status)
    assert words in ran.stderr
    assert ran.stdout == ""


READ = {
    "gbk declared utf-8": PAGE.encode("gbk"),
    "gb18030 undeclared": PAGE.replace("<meta charset='utf-8'>", "").encode("gb18030"),
    "utf-16 le without mark": PAGE.encode("utf-16-le"),
    "utf-16 be without mark": PAGE.encode("utf-16-be"),
    "utf-16 with mark": PAGE.encode("utf-16"),
    "utf-8 declared gbk": PAGE.replace("charset='utf-8'", "charset='gbk'").encode(),
    "utf-8 with mark": b"\xef\xbb\xbf" + PAGE.encode(),
    "utf-8 with a broken byte": PAGE.encode().replace("李".encode(), b"\xff") + b"\xe4\xbb",
    "control characters": PAGE.replace("市图书馆", "市\x01图\x0b书&#2;馆").encode(),
    "unclosed": PAGE.replace("</p>", "").replace("</div>", "").replace("</h2>", "</h2><b>").encode(),
}


@pytest.mark.parametrize("kind", READ)
def test_read_all_the_same(kind: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(READ[kind])
    ran = narrate("clean", "a.html", cwd=tmp_path)
    assert ran.stdout.replace(" ", "").startswith(EXPECTED)
    assert "责任编辑" not in ran.stdout


def test_big5_declared_gb2312(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(OLD.replace("charset='utf-8'", "charset='gb2312'").encode("big5", "ignore"))
    assert "圖書館" in narrate("clean", "a.html", cwd=tmp_path).stdout


@pytest.mark.parametrize("depth", [300, 5_000])
def test_deep_nesting(depth: int, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<div>" * depth + PAGE + "</div>" * depth, "utf-8")
    narrate("clean", "a.html", cwd=tmp_path, status=None)


def test_missing_file(tmp_path: Path) -> None:
    assert "no such file" in narrate("clean", "nothing.html", cwd=tmp_path, status=4).stderr


def test_unknown_voice(page: Path, tmp_path: Path) -> None:
    ran = narrate("build", page, "--voice", "nobody", cwd=tmp_path, status=6)
    assert "there is no voice 'nobody'" in ran.stderr
    assert "zf_xiaobei" in ran.stderr
    assert not (tmp_path / "dist" / "feed.xml").exists()


BROKEN = {
    "not toml": ("[site\n", "is not TOML"),
    "unknown key": ("[site]\ntitel = 'x'\n", "titel"),
    "wrong type": ("[pauses]\nsentence = 'long'\n", "pauses.sentence"),
    "out of range": ("[pauses]\nchapter = -4\n", "pauses.chapter is -4"),
    "not an address": ("[site]\nurl = 'javascript:alert(1)'\n", "site.url"),
    "no such cover": ("[site]\ncover = 'none.png'\n", "site.cover"),
    "a number of thousands of digits": ("jobs = " + "1" * 5000 + "\n", "is not TOML"),
    "bitrate": ("[sound]\nbitrate = 65\n", "sound.bitrate"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_configuration(kind: str, page: Path, tmp_path: Path) -> None:
    text, words = BROKEN[kind]
    (tmp_path / "narrate.toml").write_text(text, "utf-8")
    ran = narrate("build", page, "--voice", "tone", cwd=tmp_path, status=3)
    assert words in ran.stderr


def test_configuration_that_is_not_there(page: Path, tmp_path: Path) -> None:
    assert "no such file" in narrate("build", page, "--config", "x.toml", cwd=tmp_path, status=3).stderr


def test_out_is_a_file(page: Path, tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("")
    assert "not a folder" in narrate("build", page, "--voice", "tone", cwd=tmp_path, status=8).stderr


def test_say_needs_words_and_a_known_ending(tmp_path: Path) -> None:
    narrate("say", "……", "--out", "a.wav", cwd=tmp_path, status=5)
    narrate("say", "好", "--out", "a.ogg", cwd=tmp_path, status=8)


@pytest.mark.parametrize(
    "charset",
    ["hex", "base64", "zip", "bz2", "idna", "undefined", "rot13", "punycode", "unicode_escape", "no-such", "mbcs"],
)
def test_a_charset_that_is_none(tmp_path: Path, charset: str) -> None:
    words = "河边的老桥昨天重新开放，清早就有人等在桥头，要第一个走过去。修桥用了一年零三个月，换下的石头都编了号。"
    page = f"<html><head><meta charset='{charset}'><title>老桥重新开放</title></head><body><h1>老桥重新开放</h1><p>{words}</p></body></html>"
    for encoding in ("utf-8", "gb18030"):
        (tmp_path / "a.html").write_bytes(page.encode(encoding))
        assert "清早就有人等在桥头" in narrate("clean", "a.html", cwd=tmp_path).stdout


def test_a_file_name_that_is_no_text_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_text(article(), "utf-8")
    (tmp_path / "in" / os.fsdecode(b"b\xff.html")).write_text(article("另一篇文章的标题在这里"), "utf-8")
    os.mkfifo(tmp_path / "in" / "c.html")
    ran = narrate("build", "in", "--voice", "tone", cwd=tmp_path, status=4)
    assert "rename it" in ran.stderr
    assert (tmp_path / "dist" / "feed.xml").read_text("utf-8").count("<item>") == 1


HEADS = {
    "canonical": '<link rel="canonical" href="http://[">',
    "picture": '<meta property="og:image" content="http://[x">',
    "address": '<meta property="og:url" content="//[">',
    "base": '<base href="http://[:99999999">',
    "an object for a type": '<script type="application/ld+json">{"@type": {"a": 1}, "url": "http://[", "author": {"name": {"x": [1]}}}</script>',
    "figures for texts": '<script type="application/ld+json">{"@type": "NewsArticle", "headline": 7, "datePublished": 1e99, "inLanguage": {"a": 1}, "image": [[]]}</script>',
    "lists in lists": '<script type="application/ld+json">[[[{"@graph": {"@type": ["NewsArticle", {"x": 1}], "author": [null, 1]}}]]]</script>',
    "a deep nest": '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
}


@pytest.mark.parametrize("kind", HEADS)
def test_what_a_head_says_ends_nothing(kind: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.replace("<title>", HEADS[kind] + "<title>"), "utf-8")
    assert narrate("clean", "a.html", cwd=tmp_path).stdout.startswith(EXPECTED)


@pytest.mark.parametrize(
    ("rate", "status"), [("0.0", 3), ("0.0001", 3), ("nan", 3), ("-1.0", 3), ("0.25", 0), ("4.0", 0)]
)
def test_the_rate_of_a_profile(rate: str, status: int, tmp_path: Path) -> None:
    (tmp_path / "voices").mkdir()
    profile = f'engine = "tone"\nlang = "zh-CN"\nname = "x"\nlicence = "x"\nrate = {rate}\n'
    (tmp_path / "voices" / "slow.toml").write_text(profile, "utf-8")
    ran = narrate("say", "今天开门。", "--voice", "slow", "--out", "a.wav", cwd=tmp_path, status=status)
    assert status == 0 or "slow.toml: rate is" in ran.stderr


@pytest.mark.parametrize(("fast", "status"), [("0.001", 3), ("0.49", 3), ("3.1", 3), ("0.5", 0), ("3", 0), ("0", 0)])
def test_the_rate_of_a_fast_rendition(fast: str, status: int, page: Path, tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text(f"[delivery]\nfast = {float(fast)}\n", "utf-8")
    ran = narrate("build", page, "--voice", "tone", "--dry-run", cwd=tmp_path, status=status)
    assert status == 0 or "delivery.fast is" in ran.stderr


@pytest.mark.parametrize("out", ["a:b", "http:", "pipe:1", "%d", "-x"])
def test_an_output_folder_of_any_name(out: str, page: Path, tmp_path: Path) -> None:
    narrate("build", page, "--voice", "tone", f"--out={out}", cwd=tmp_path)
    narrate("check", "--", out, cwd=tmp_path)


def test_a_pipe_and_a_device_are_named_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in ("pipe", "/dev/zero", "/dev/full"):
        for command in (("clean", place), ("build", place, "--voice", "tone")):
            ran = narrate(*command, cwd=tmp_path, status=4, timeout=120)
            assert "pipe or a device" in ran.stderr


def test_output_below_the_sources_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_text(PAGE, "utf-8")
    for _ in range(2):
        narrate("build", "in", "--voice", "tone", "--out", "in/dist", cwd=tmp_path)
        assert (tmp_path / "in" / "dist" / "feed.xml").read_text("utf-8").count("<item>") == 1
    assert "folder of the sources" in narrate("build", "in", "--out", "in/../in", cwd=tmp_path, status=8).stderr
    assert not (tmp_path / "in" / ".narrate").exists()


def test_a_folder_that_is_closed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    scandir = os.scandir

    def guarded(folder: str) -> object:  # whoever runs the tests may look into everything
        if folder.endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", guarded)
    first, second = find([str(tmp_path)])
    assert isinstance(first, Found)
    assert isinstance(second, tuple)
    assert "can't be looked into: Permission denied" in str(second[1])


def test_work_without_end_ends_for_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_text(PAGE, "utf-8")
    (tmp_path / "in" / "b.html").write_text(PAGE.replace("图书馆开放日", "没有尽头的网页"), "utf-8")
    monkeypatch.setattr(site, "LEAST_TIME", 2.0)
    original = segmenting.segment

    def stuck(document: Document) -> Script:
        while "没有尽头" in document.title:
            pass
        return original(document)

    monkeypatch.setattr(segmenting, "segment", stuck)
    with progress.watcher(quiet=True) as watch:
        told = pipeline.build([str(tmp_path / "in")], tmp_path / "dist", Settings(), "tone", watch)
    assert [one.error is None for one in told.outcomes] == [True, False]
    assert "more than 2." in str(told.errors[0])
    assert "b.html" in str(told.errors[0])


def test_what_was_not_foreseen_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    program = (
        "import narrate.clean, narrate.cli, sys\n"
        "def broken(*_): raise RuntimeError('of a library')\n"
        "narrate.clean.clean = broken\n"
        "sys.argv = ['narrate', 'clean', 'a.html']\n"
        "narrate.cli.main()\n"
    )
    for debug, words in (("", "not foreseen (RuntimeError: of a library)"), ("1", "Traceback")):
        ran = subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env=ENVIRONMENT | {"NARRATE_DEBUG": debug},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 1
        assert words in ran.stderr


def test_a_record_that_was_cut_is_named_and_made_anew(page: Path, tmp_path: Path) -> None:
    narrate("build", page, "--voice", "tone", cwd=tmp_path)
    record = next((tmp_path / "dist" / "episodes").glob("*/episode.json"))
    record.write_bytes(record.read_bytes()[:200])
    assert "episode.json" in narrate("check", cwd=tmp_path, status=9).stdout
    ran = narrate("build", page, "--voice", "tone", cwd=tmp_path)
    assert f"{record.relative_to(tmp_path / 'dist')} was missing or damaged" in ran.stdout + ran.stderr
    narrate("check", cwd=tmp_path)


def test_a_device_is_never_replaced(page: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    ran = narrate("build", page, "--voice", "tone", "--report", "pipe", cwd=tmp_path, status=8)
    assert "it is a device or a pipe" in ran.stderr
    assert not (tmp_path / "pipe").is_file()
