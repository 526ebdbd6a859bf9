"""Wrong values are refused before anything is spoken, and right ones are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from narrate import config, refusals
from narrate.config import Settings, base_url, load_settings
from narrate.errors import ConfigError, VoiceError

WRONG = {
    "blank": "[site]\nurl = 'https://l.example.cn/a b/'",
    "query": "[site]\nurl = 'https://l.example.cn/?x=1'",
    "empty query": "[site]\nurl = 'https://l.example.cn/?'",
    "fragment": "[site]\nurl = 'https://l.example.cn/#a'",
    "file": "[site]\nurl = 'https://l.example.cn/index.html'",
    "half an escape": "[site]\nurl = 'https://l.example.cn/%zz/'",
    "an escaped control character": "[site]\nurl = 'https://l.example.cn/a%0Ab/'",
    "a way up": "[site]\nurl = 'https://l.example.cn/a/../b/'",
    "an escaped way up": "[site]\nurl = 'https://l.example.cn/a/%2E%2e'",
    "an empty name": "[site]\nurl = 'https://l.example.cn/a//b/'",
    "no host": "[site]\nurl = 'https:///a/'",
    "password": "[site]\nurl = 'https://a:b@l.example.cn/'",
    "port": "[site]\nurl = 'https://l.example.cn:99999999/'",
    "scheme": "[site]\nurl = 'ftp://l.example.cn/'",
    "e-mail": "[site]\nemail = 'nobody'",
    "e-mail without a domain": "[site]\nemail = 'nobody@here'",
    "language": "[site]\nlanguage = 'qq-qq'",
    "region": "[site]\nlanguage = 'zh-qq'",
    "title": "[site]\ntitle = '  '",
    "title that nobody sees": "[site]\ntitle = '\u200b\u00a0'",
    "title of two lines": '[site]\ntitle = "a\\nb"',
    "title with a NUL": '[site]\ntitle = "a\\u0000b"',
    "title of a feed": "[[feeds]]\nname = 'a'\ntitle = ''\nmatch = '*'",
    "two feeds": "[[feeds]]\nname = 'a'\ntitle = 'A'\nmatch = '*'\n[[feeds]]\nname = 'a'\ntitle = 'B'\nmatch = '*'",
    "selector": "[clean]\ndrop = ['div..a']",
    "pattern": "[clean]\nkeep_lines = ['(']",
    "vanished": "[site]\nvanished = 'perhaps'",
    "corrections": "[site]\ncorrections = 'perhaps'",
    "frequency": "[feed]\nfrequency = 'often'",
    "funding": "[feed]\nfunding = 'a@b.cn'",
    "prefix without a slash": "[feed]\nprefix = 'https://op3.dev/e'",
    "prefix of http": "[feed]\nprefix = 'http://op3.dev/e/'",
    "geo": "[feed]\ngeo = '北京'",
    "hub": "[feed]\nhubs = ['']",
    "workers": "workers = 'somewhere'",
    "podping": "[feed]\npodping = 'podping'",
    "season": "[feed]\nseason = 'weekly'",
    "episode": "[feed]\nepisode = '第('",
    "rule of a selector": "[sources]\nrules = [{ match = '*', drop = ['div..a'] }]",
    "feed of nothing": "[[feeds]]\nname = 'a'\ntitle = 'A'",
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_named(what: str, tmp_path) -> None:  # noqa: ANN001
    path = tmp_path / "narrate.toml"
    path.write_text(WRONG[what], "utf-8")
    with pytest.raises(ConfigError, match=r"narrate\.toml: "):
        load_settings(path)


@pytest.mark.parametrize("path", ["", "/", "//", "/a.b/c/", "/%E5%90%AC", "/a%20b/", "/...", "/..a/"])
def test_paths_that_are_served(path: str) -> None:
    assert refusals.of_address(f"https://l.example.cn{path}") == ""


def test_what_is_right_is_not_refused(tmp_path) -> None:  # noqa: ANN001
    path = tmp_path / "narrate.toml"
    path.write_text(
        "[site]\nurl = 'https://听.例子/书 '\nemail = 'l@example.cn'\nlanguage = 'yue-HK'\n".replace(" '", "'")
        + "[clean]\nkeep = ['div > p.a']\ndrop_lines = ['^广告']\n",
        "utf-8",
    )
    assert base_url(load_settings(path)) == "https://xn--9qr.xn--fsqu00a/%E4%B9%A6/"


@given(st.text(max_size=30))
def test_what_passes_is_plain(text: str) -> None:
    url = f"https://l.example.cn/{text}"
    if not refusals.of_address(url):
        ready = refusals.as_ascii(url)
        assert ready.isascii()
        assert not set(ready) & set(' \t\n?#<>"')


@pytest.mark.parametrize(("size", "fine"), [((1400, 1400), True), ((1399, 1399), False), ((1500, 1501), False)])
def test_a_cover_is_square_and_large(size: tuple[int, int], fine: bool, tmp_path) -> None:  # noqa: ANN001, FBT001 - a case's value
    Image.new("RGB", size).save(tmp_path / "c.png")
    (tmp_path / "narrate.toml").write_text("[site]\ncover = 'c.png'\n", "utf-8")
    settings = load_settings(tmp_path / "narrate.toml")
    if fine:
        config.refuse(settings)
    else:
        with pytest.raises(ConfigError, match=r"site\.cover"):
            config.refuse(settings)


def test_a_voice_that_does_not_exist(tmp_path) -> None:  # noqa: ANN001
    for text in ("[speech.voices]\nzh = 'nobody'\n", "[speech]\nfallback = 'nobody'\n"):
        (tmp_path / "narrate.toml").write_text(text, "utf-8")
        with pytest.raises(VoiceError, match="nobody"):
            config.refuse(load_settings(tmp_path / "narrate.toml"))
    config.refuse(Settings())
