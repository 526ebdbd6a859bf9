"""Six forms of one address are one; what tells pages apart still does."""

from __future__ import annotations

import pytest

from narrate.identity import is_home, plain, same_address

ONE = "https://news.example.cn/a/1.html"


@pytest.mark.parametrize(
    "other",
    [
        "http://news.example.cn/a/1.html", "https://www.news.example.cn/a/1.html", "https://m.news.example.cn/a/1.html",
        f"{ONE}?from=timeline", f"{ONE}#top", f"{ONE}?utm_source=a&utm_medium=b", "https://NEWS.example.cn:443/a/1.html",
        f"{ONE}/", "//wap.news.example.cn/a/1.html",
    ],
)  # fmt: skip
def test_the_same_page(other: str) -> None:
    assert same_address(ONE, other)


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example.cn/a/2.html",
        "https://news.example.cn/A/1.html",
        f"{ONE}?id=2",
        "https://sports.example.cn/a/1.html",
    ],
)
def test_another_page(other: str) -> None:
    assert not same_address(ONE, other)


def test_index_files_and_parameters_in_any_order() -> None:
    assert plain("https://a.cn/x/index.html") == plain("http://www.a.cn/x/") == "a.cn/x"
    assert plain("https://a.cn/x?b=1&a=2") == plain("https://a.cn/x?a=2&b=1")
    assert plain("https://m.cn/1") == "m.cn/1", "a domain may begin as a mobile host does"


@pytest.mark.parametrize(
    ("address", "home"),
    [("https://a.cn/", True), ("https://www.a.cn/index.html", True), (ONE, False), ("https://a.cn/?p=1", False)],
)
def test_home(address: str, home: bool) -> None:  # noqa: FBT001 - a case's value
    assert is_home(address) == home
