"""One article on several pages: which pages belong together, and what becomes of them."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from conftest import narrate
from hypothesis import given
from hypothesis import strategies as st

from narrate.clean import clean
from narrate.errors import NoArticleError
from narrate.model import Found
from narrate.sources import digest_of, fetch, find, load_one, paging

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDRESSES = [
    ("http://site.example/a/b?page=2", "http://site.example/a/b", 2),
    ("http://site.example/a/b?id=7&p=12", "http://site.example/a/b?id=7", 12),
    ("http://site.example/a/b?p=1234", "http://site.example/a/b?p=1234", 0),  # the number of a post
    ("http://site.example/story/2/", "http://site.example/story", 2),
    ("http://site.example/story/page/3", "http://site.example/story", 3),
    ("http://site.example/t20240503_88214.html", "http://site.example/t20240503_88214.html", 0),
    ("http://site.example/t20240503_88214_1.html", "http://site.example/t20240503_88214.html", 1),
    ("walk.html", "walk.html", 0),
    ("walk_3.html", "walk.html", 3),
    ("walk-p3.htm", "walk.htm", 3),
]


@pytest.mark.parametrize(("address", "stem", "number"), ADDRESSES)
def test_the_number_of_a_page(address: str, stem: str, number: int) -> None:
    assert paging.page_of(address) == (stem, number)


@given(st.integers(0, 50), st.integers(0, 50))
def test_only_the_next_number_follows(one: int, other: int) -> None:
    here, there = (f"http://site.example/walk{f'_{n}' if n else ''}.html" for n in (one, other))
    assert paging.follows(here, there) == (other == one + 1 if one else other in (1, 2))


def _page(number: int, last: int, title: str = "走过三个地方", name: str = "walk") -> str:
    """A page of an article whose first one has no number."""
    following = f'<a href="{name}_{number + 1}.html">下一页</a>' if number < last else ""
    before = {1: "", 2: f'<a href="{name}.html">上一页</a>'}.get(
        number, f'<a href="{name}_{number - 1}.html">上一页</a>'
    )
    told = "".join(
        f"<p>第{number}个地方的第{n}件事，是住在那里的人自己说的，他们记得很清楚，也愿意慢慢讲给别人听。</p>"
        for n in (1, 2, 3)
    )
    mark = f"（{number}）" if number > 1 else ""
    return (
        f'<html><head><meta charset="utf-8"><title>{title}{mark} - 小城日报</title></head><body><h1>{title}</h1>'
        f"<p>编者说，这篇文章是三个人一起写的，前后写了整整两年。</p>{told}<div>{before} {following}</div></body></html>"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in (1, 2, 3):
        (pages / f"walk{f'_{number}' if number > 1 else ''}.html").write_text(_page(number, 3), "utf-8")
    return pages


def test_pages_beside_each_other_are_one_article(folder: Path) -> None:
    (found,) = find([str(folder)])
    assert isinstance(found, Found)
    source = fetch(found)
    assert digest_of(found) == source.digest
    said = [block.text for block in clean(source).blocks]
    assert len(said) == 1 + 3 * 3, "what the editors say stands on each page, and is said once"
    assert [text[1] for text in said[1:]] == list("111222333")
    assert clean(load_one(str(folder / "walk.html"))).account == clean(source).account
    assert not clean(source).questions


def test_named_together_they_are_one_article(folder: Path) -> None:
    (found,) = find([str(folder / "walk.html"), str(folder / "walk_2.html"), str(folder / "walk_3.html")])
    assert isinstance(found, Found)
    assert [path.name for path in found.further] == ["walk_2.html", "walk_3.html"]


def test_a_missing_page_is_asked_about(folder: Path) -> None:
    (folder / "walk_3.html").unlink()
    (found,) = find([str(folder)])
    assert isinstance(found, Found)
    assert [question.about for question in clean(fetch(found)).questions] == ["rel=next"]


def test_a_changed_later_page_is_a_changed_article(folder: Path) -> None:
    (found,) = find([str(folder)])
    assert isinstance(found, Found)
    before = digest_of(found)
    later = folder / "walk_3.html"
    later.write_text(later.read_text("utf-8").replace("慢慢讲", "慢慢地讲"), "utf-8")
    assert digest_of(found) != before


@pytest.mark.parametrize("title", ["第{}篇日记", "河边的故事 {}"])
def test_a_series_stays_a_series(title: str, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        name = f"post{f'_{number}' if number > 1 else ''}.html"
        (tmp_path / name).write_text(_page(number, 3, title.format(number), "post").replace("（", "<i>"), "utf-8")
    assert len(list(find([str(tmp_path)]))) == 3


def test_the_same_title_without_a_link_is_another_article(folder: Path) -> None:
    first = folder / "walk.html"
    first.write_text(first.read_text("utf-8").replace("下一页", "相关的一篇"), "utf-8")
    assert [found.further != () for found in find([str(folder)]) if isinstance(found, Found)] == [False, True]


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_pages_of_the_web_are_one_article(address: str, folder: Path) -> None:
    source = load_one(f"{address}/walk.html")
    assert len(source.further) == 2
    assert [block.text[1] for block in clean(source).blocks[1:]] == list("111222333")
    (folder / "walk_3.html").write_text(_page(3, 3, "别的文章"), "utf-8")
    assert len(load_one(f"{address}/walk.html").further) == 1, "a page of another title is none of it"
    (folder / "walk_2.html").write_text(_page(2, 2), "utf-8")
    (folder / "walk_3.html").unlink()
    assert len(load_one(f"{address}/walk.html").further) == 1


def test_a_list_that_names_each_page_makes_one_article(address: str, tmp_path: Path) -> None:
    places = tmp_path / "places.txt"
    places.write_text("".join(f"{address}/walk{end}.html\n" for end in ("", "_2", "_3")), "utf-8")
    found = [one for one in find([str(places)]) if isinstance(one, Found)]
    assert len(fetch(found[0]).further) == 2
    with pytest.raises(NoArticleError, match="later page"):
        fetch(found[1])
    assert fetch(Found(found[1].location, found[1].name)).further, "one that is named is what its user wants"


def test_one_episode_and_none_anew(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    assert "1 of 1 articles" in narrate("build", folder, "--out", out, "--voice", "tone", cwd=tmp_path).stdout
    assert "clips anew 0" in narrate("build", folder, "--out", out, "--voice", "tone", cwd=tmp_path).stdout
