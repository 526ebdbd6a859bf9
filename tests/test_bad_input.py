"""Every input may be hostile: each gets the right text or an error that says what to do, and its own exit status."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from conftest import article, narrate

if TYPE_CHECKING:
    from pathlib import Path

PAGE = article()
OLD = PAGE.replace("举行开放日活动，馆员为读者讲解古籍修复的方法，并回答了大家的提问", "舉行開放日活動，館員為讀者講解古籍修復的方法，並回答了大家的提問").translate(
    str.maketrans("图书馆开放来读者厅举动员为讲复并标题网报责编辑张权经转载时间闻", "圖書館開放來讀者廳舉動員為講復並標題網報責編輯張權經轉載時間聞")
)  # fmt: skip
EXPECTED = "今天上午，市图书馆在1号展厅"

REFUSED = {
    "empty": (b"", 4, "is empty"),
    "blank": (b"  \n\n ", 4, "is empty"),
    "zeros": (b"\0" * 500, 4, "is empty"),
    "pdf": (b"%PDF-1.7 ...", 4, "is a PDF"),
    "binary": (bytes(range(256)) * 20, 4, "not text"),
    "huge": (b"<p>" + "今天天气。".encode() * 3_500_000, 4, "larger than 16 MB"),
    "menu": ("<ul><li><a href='1'>首页</a><li><a href='2'>新闻</a></ul>".encode(), 5, "holds no article"),
    "links": ("".join(f"<li><a href='{i}'>新闻标题{i}</a>" for i in range(20_000)).encode(), 5, "holds no article"),
    "script only": (b"<html><script>var a = 'text, text.';</script></html>", 5, "holds no article"),
}


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
