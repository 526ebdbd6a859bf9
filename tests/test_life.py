"""The life of an article after its birth: left out, taken back, awaited, corrected, moved. Judged as a reader sees it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from conftest import article
from test_catalogue import build, items, page

from narrate import check
from narrate.errors import CatalogueError, CheckError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def sql(dist: Path, query: str, *values: object) -> None:
    with closing(sqlite3.connect(dist / ".narrate" / "catalogue.db")) as db, db:
        db.execute(query, values)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Three pages of ours, built."""
    for n in (1, 2, 3):
        page(tmp_path / "in" / f"{n}.html", f"第{n}篇文章的标题", f"2024-03-0{n} 09:30:00")
    build(tmp_path / "in", out=tmp_path / "dist")
    return tmp_path


# ── one faulty article ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_record_that_is_damaged_is_left_out_and_named(site: Path) -> None:
    sql(
        site / "dist",
        "UPDATE edition SET record = X'7B7D' WHERE guid = (SELECT guid FROM article WHERE title LIKE '第2%')",
    )
    page(site / "in" / "4.html", "第4篇文章的标题", "2024-03-04 09:30:00")
    report = build(site / "in", out=site / "dist")
    assert [type(error) for error in report.errors] == [CatalogueError]
    assert set(items(site / "dist")) == {f"第{n}篇文章的标题" for n in (1, 3, 4)}


def test_an_item_that_would_be_broken_is_left_out_until_it_is_not(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item = check._item

    def strict(folder: check.Look, name: str, element: object, *rest: object) -> Iterator[check.Problem]:
        yield from item(folder, name, element, *rest)  # type: ignore[arg-type]
        if element.findtext("title").startswith("第4"):  # type: ignore[attr-defined]
            yield check.Problem(name, "is not as it should be")

    page(site / "in" / "4.html", "第4篇文章的标题", "2024-03-04 09:30:00")
    with monkeypatch.context() as patch:
        patch.setattr(check, "_item", strict)
        for _ in range(2):
            report = build(site / "in", out=site / "dist")
            assert [type(error) for error in report.errors] == [CheckError], "said at every build"
            assert set(items(site / "dist")) == {f"第{n}篇文章的标题" for n in (1, 2, 3)}
            assert "第4" not in (site / "dist" / "index.html").read_text("utf-8")
    assert not build(site / "in", out=site / "dist").errors
    assert set(items(site / "dist")) == {f"第{n}篇文章的标题" for n in (1, 2, 3, 4)}


def test_an_article_of_very_many_headings_is_published(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(article("办事条例的全文", 300), "utf-8")
    assert not build(tmp_path / "a.html", out=tmp_path / "dist").errors
    assert list(items(tmp_path / "dist")) == ["办事条例的全文"]
