"""Articles that wait for an editor's approval: nothing of them is public before it, and nothing is said for it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import msgspec
import pytest
from conftest import clips, contents, narrate
from test_catalogue import QUIET, build, items, page

from narrate import check, config, editorial, inbox
from narrate.config.settings import Part
from narrate.errors import ChangedError, SourceError
from narrate.release import tidying

if TYPE_CHECKING:
    from pathlib import Path

    from narrate.config import Settings

TITLES = {n: f"第{n}篇文章的标题" for n in (1, 2, 3)}


def with_review(on: bool = True) -> Settings:  # noqa: FBT001, FBT002 - as the setting
    return msgspec.structs.replace(QUIET, site=msgspec.structs.replace(QUIET.site, review=on))


def write(where: Path, n: int, date: str = "2024-03-01 09:30:00", **words: str) -> None:
    page(where / "in" / f"{n}.html", TITLES[n], date, **words)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article from before site.review was set, and one that came after; tests leave it as it is."""
    where = tmp_path_factory.mktemp("held")
    write(where, 1)
    build(where / "in", out=where / "dist", settings=QUIET)
    write(where, 2)
    report = build(where / "in", out=where / "dist", settings=with_review())
    assert "wait for approval: 1" in report.notice
    return where


@pytest.fixture
def site(held: Path, tmp_path: Path) -> Path:
    return shutil.copytree(held, tmp_path, dirs_exist_ok=True)


def in_view(dist: Path, view: str) -> list[str]:
    return [one.title for one in inbox.sheet(dist, view, 0).articles]


def traces(dist: Path, word: str) -> list[str]:
    return [name for name in contents(dist) if word in name or word.encode() in (dist / name).read_bytes()]


def test_nothing_of_it_is_public(site: Path) -> None:
    dist = site / "dist"
    assert (set(items(dist)), traces(dist, "第2篇"), traces(dist, "di-2-")) == ({TITLES[1]}, [], [])
    assert (in_view(dist, "review"), in_view(dist, "published")) == ([TITLES[2]], [TITLES[1]])
    assert inbox.sheet(dist, "", 0).view == "review", "what waits comes first"
    assert list(check.site(dist, config.sound(QUIET))) == []
    editorial.release_due(dist, with_review())
    build(site / "in", out=dist, settings=with_review(on=False))
    write(site, 2, 展厅="大厅")
    build(site / "in", out=dist, settings=with_review(on=False))
    assert traces(dist, "第2篇") == [], "neither a release, nor the setting, nor another text approves"
    tidying.prune(dist)
    assert inbox.sound(dist, inbox.sheet(dist, "review", 0).articles[0].guid).is_file(), "its sound stays"


def test_the_inbox_by_section(tmp_path: Path) -> None:
    parts = tuple(Part(name, f"{name}篇", match=f"*/{n}.html") for n, name in ((1, "one"), (2, "two")))
    for n in (1, 2, 3):
        write(tmp_path, n)
    build(tmp_path / "in", out=tmp_path / "dist", settings=msgspec.structs.replace(QUIET, feeds=parts))
    sheets = {name: inbox.sheet(tmp_path / "dist", "published", 0, name) for name in ("one", "two", "", "three")}
    seen = {name: [one.title for one in sheet.articles] for name, sheet in sheets.items()}
    assert {name: sorted(titles) for name, titles in seen.items()} == {
        "one": [TITLES[1]], "two": [TITLES[2]], "": sorted(TITLES[n] for n in (1, 2, 3)), "three": sorted(TITLES[n] for n in (1, 2, 3))
    }  # fmt: skip
    assert [sheets[name].counts["published"] for name in ("one", "")] == [1, 3]
    assert (sheets["two"].sections, sheets["two"].section, sheets["three"].section) == (("one", "two"), "two", "")


def test_what_was_public_needs_no_approval(site: Path) -> None:
    write(site, 1, 展厅="大厅")
    build(site / "in", out=site / "dist", settings=with_review())
    assert set(items(site / "dist")) == {TITLES[1]}
    assert "大厅" in (site / "dist" / "feed.xml").read_text("utf-8") or traces(site / "dist", "大厅")


def test_approved_it_is_public_without_its_source_and_without_speaking(site: Path) -> None:
    dist, before = site / "dist", clips(site / "dist")
    seen = inbox.heard(dist, inbox.sheet(dist, "review", 0).articles[0].guid)
    text = inbox.preview(dist, seen.article.slug, "index.html", QUIET)
    assert TITLES[2] in str(text)
    shutil.rmtree(site / "in")
    by = editorial.Editor("李编辑", seen.version)
    assert editorial.approve(dist, [seen.article.guid], with_review(), by) == ([TITLES[2]], [])
    assert (set(items(dist)), clips(dist)) == ({TITLES[1], TITLES[2]}, before)
    assert list(check.site(dist, config.sound(QUIET))) == []
    assert (dist / "episodes" / seen.article.slug / "index.html").read_text("utf-8") == text, "as it was previewed"
    assert [row[1:] for row in editorial.history(dist, seen.article.guid)] == [("approved", "", "李编辑")]
    with pytest.raises(ChangedError, match="approved 李编辑"):
        editorial.approve(dist, [seen.article.guid], with_review(), by)
    with pytest.raises(SourceError, match="not waiting"):
        editorial.approve(dist, [seen.article.guid], with_review())


def test_all_that_are_named_or_none(site: Path) -> None:
    write(site, 3, "2099-01-01 09:30:00")
    build(site / "in", out=site / "dist", settings=with_review())
    assert set(in_view(site / "dist", "review")) == {TITLES[2], TITLES[3]}
    narrate("approve", "in/2.html", "in/1.html", cwd=site, status=SourceError.status)
    assert set(items(site / "dist")) == {TITLES[1]}
    said = narrate("approve", "in/2.html", "in/3.html", cwd=site).stdout
    assert (TITLES[2] in said, TITLES[3] in said) == (True, True)
    assert set(items(site / "dist")) == {TITLES[1], TITLES[2]}
    assert in_view(site / "dist", "due") == [TITLES[3]], "approved, it waits for its hour"


def test_withdrawn_and_restored_it_waits_again(site: Path) -> None:
    place = str(site / "in" / "2.html")
    editorial.withdraw(site / "dist", place, "", with_review())
    editorial.restore(site / "dist", place, with_review())
    assert in_view(site / "dist", "review") == [TITLES[2]]
    assert set(items(site / "dist")) == {TITLES[1]}


def test_what_waits_in_a_private_feed_is_private_when_approved(tmp_path: Path) -> None:
    write(tmp_path, 1)
    write(tmp_path, 2)
    dist, parts = tmp_path / "dist", (Part("members", "会员", match="*/2.html", private=True),)
    settings = msgspec.structs.replace(with_review(), feeds=parts)
    build(tmp_path / "in", out=dist, settings=settings)
    assert traces(dist, "第1篇") == traces(dist, "第2篇") == []
    (one,) = (one for one in inbox.sheet(dist, "review", 0).articles if one.title == TITLES[2])
    editorial.approve(dist, [one.guid], settings)
    (folder,) = dist.glob("episodes/*")
    (feed,) = dist.glob("members.*.xml")
    assert items(dist, feed.name) == {TITLES[2]: one.guid}
    named = traces(dist, "第2篇") + traces(dist, folder.name)
    assert {name.partition("/")[0] for name in named} <= {"episodes", feed.name}, "nowhere else"


def test_what_was_taken_back_while_it_waited_stays_so_when_files_change_places(site: Path) -> None:
    dist, before = site / "dist", items(site / "dist")
    (one,) = inbox.sheet(dist, "review", 0).articles
    editorial.withdraw(dist, one.guid, "", with_review())
    first, second = site / "in" / "1.html", site / "in" / "2.html"
    first.rename(site / "x"), second.rename(first), (site / "x").rename(second)
    for settings in (with_review(), with_review(on=False)):
        build(site / "in", out=dist, settings=settings)
        assert (items(dist), traces(dist, "第2篇")) == (before, [])
    editorial.restore(dist, one.guid, with_review())
    assert traces(dist, "第2篇") == [], "it waits again"
    editorial.approve(dist, [one.guid], with_review())
    assert items(dist) == before | {TITLES[2]: one.guid}
