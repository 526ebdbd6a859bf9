"""Posts of static sites: what stands before them is metadata, what their generators read is never spoken."""

from __future__ import annotations

import contextlib
import re
import time
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from posts import written

from narrate.clean import clean, frontmatter
from narrate.clean.marks import HELD, LINE_MARKS, TAG, restored, taken_out
from narrate.errors import NarrateError, NoArticleError
from narrate.model import Blog, Code, Omission, Reason, Source
from narrate.sources import load_one

if TYPE_CHECKING:
    from pathlib import Path

    from narrate.model import Document


def read(text: str, blog: Blog | None = None) -> Document:
    return clean(Source("a.md", "a.md", "text/markdown", text.encode("utf-8"), blog or Blog()))


def spoken(text: str) -> list[str]:
    return [block.text for block in read(text).blocks if not isinstance(block, Code)]


def marks(text: str) -> list[str]:
    return [one.text for one in read(text).omissions if one.reason is Reason.TEMPLATE]


def test_a_hundred_and_fifty_posts(tmp_path: Path) -> None:
    for path, post in written(tmp_path):
        document = clean(load_one(str(path)))
        assert document.title == post.title, path
        assert document.published == datetime.fromisoformat(post.date), path
        assert document.published.utcoffset() == datetime.fromisoformat(post.date).utcoffset(), path
        assert document.author == post.author, path
        assert document.canonical_url == post.address, path
        assert document.draft is post.draft, path
        assert tuple(b.text for b in document.blocks if not isinstance(b, Code)) == post.sentences, path
        assert any(one.reason is Reason.TEMPLATE for one in document.omissions), path


@pytest.mark.parametrize("mark", LINE_MARKS, ids=lambda mark: mark.name)
def test_examples_of_a_mark(mark: object) -> None:
    for written_, left in mark.is_:  # type: ignore[attr-defined]
        plain, held = taken_out(written_)
        assert held, written_
        assert " ".join(restored(plain, held)[0].split()) == " ".join(left.split()), written_
    for text in mark.is_not:  # type: ignore[attr-defined]
        assert taken_out(text) == (text, ()), text


PIECES = [
    "{{< a >}}",
    "{% b %}",
    "<!-- c -->",
    "{{ d }}",
    "早市搬了。",
    "\n",
    "`",
    "```\n",
    ":::\n",
    "- [ ] ",
    "{",
    "}",
    "%",
    "$",
]


@given(st.lists(st.sampled_from(PIECES)))
def test_no_mark_and_no_word_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    plain, held = taken_out(text)
    assert "".join(HELD.sub(lambda number: held[int(number[1])], plain).split()) == "".join(text.split())


def test_words_inside_a_pair_stay_and_both_ends_are_told() -> None:
    text = "前面一句。\n\n{{% notice warning %}}\n链条很脏，**记得**戴手套。\n{{% /notice %}}\n"
    assert spoken(text) == ["前面一句。", "链条很脏，记得戴手套。"]
    assert marks(text) == ["{{% notice warning %}}", "{{% /notice %}}"]


def test_listings_between_tags_are_announced_and_not_read() -> None:
    blocks = read("看代码。\n\n{% highlight js %}\nalert(1)\n{% endhighlight %}\n\n看完了。").blocks
    assert [type(block) is Code for block in blocks] == [False, True, False]


def test_links_of_hexo_keep_their_words() -> None:
    assert spoken("参见{% post_link old-post '上一篇' %}和{% link 这里 https://a.example true %}。") == [
        "参见上一篇和这里。"
    ]


def test_html_and_its_comments_are_markup() -> None:
    assert spoken("早市<br>搬了。<div class='tip'><b>河边</b>见。</div>\n\n<!-- 待补 -->\n\n完。") == [
        "早市",
        "搬了。",
        "河边见。",
        "完。",
    ]


def test_footnotes_are_told_apart() -> None:
    document = read("早市搬了[^1]，大家都去看。\n\n[^1]: 见市政公告。\n")
    assert [block.text for block in document.blocks] == ["早市搬了，大家都去看。"]
    assert Omission("见市政公告。", Reason.NOTE) in [Omission(o.text, o.reason) for o in document.omissions]


def test_admonitions_of_mkdocs_are_text() -> None:
    assert spoken('先看。\n\n!!! warning "小心"\n    水很烫，别用手试。\n') == ["先看。", "小心", "水很烫，别用手试。"]


def test_a_listing_about_marks_is_left_alone() -> None:
    text = "写法如下。\n\n```\n{{< toc >}}\n```\n"
    assert marks(text) == []
    assert spoken(text) == ["写法如下。"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: 早市: 搬了\n---\n早市昨天搬到了河边。", "早市: 搬了"),
        ("---\r\ntitle: 早市\r\n---\r\n早市昨天搬到了河边。", "早市"),
        ("+++\ntitle = '早市'\n+++\n早市昨天搬到了河边。", "早市"),
        (';;;\n"title": "早市"\n;;;\n早市昨天搬到了河边。', "早市"),
        ('{\n"title": "早市",\n"date": "2025-01-02"\n}\n早市昨天搬到了河边。', "早市"),
        ("title: 早市\ndate: 2025-01-02\n---\n早市昨天搬到了河边。", "早市"),
        ("---\ntitle: 早市\nauthors:\n  - name: 林间\n    url: x\n  - 周小满\n---\n早市昨天搬到了河边。", "早市"),
    ],
)
def test_front_matter_is_never_spoken(text: str, title: str) -> None:
    document = read(text)
    assert document.title == title
    assert [block.text for block in document.blocks] == ["早市昨天搬到了河边。"]


@pytest.mark.parametrize(
    "text",
    ["---\n早市昨天搬到了河边，去的人不少。\n---\n第二段说的是别的事。", "他说: 好的。\n大家都笑了。\n\n---\n第二段。"],
)
def test_a_rule_between_paragraphs_is_no_front_matter(text: str) -> None:
    assert any("第二段" in block.text for block in read(text).blocks)
    assert len(read(text).blocks) == 2


def test_two_authors_and_the_zone_of_a_date() -> None:
    document = read("---\ntitle: 早市\nauthor: [林间, 周小满]\ndate: 2025-05-02 9:30:00 -0500\n---\n早市搬了。")
    assert document.author == "林间、周小满"
    assert document.published == datetime.fromisoformat("2025-05-02T09:30:00-05:00")


def test_a_page_of_front_matter_alone_is_no_article() -> None:
    with pytest.raises(NoArticleError):
        read("---\ntitle: 文章\n---\n")


@pytest.mark.parametrize(
    "value",
    [
        "{a: &a [x], b: *a}",
        "[" * 3000,
        "2025-13-45",
        "null",
        "{title: {title: {title: 深}}}",
        "!!python/object:os.system x",
    ],
)
def test_hostile_front_matter(value: str) -> None:
    assert [block.text for block in read(f"---\ntitle: {value}\ndate: {value}\n---\n早市昨天搬到了河边。").blocks][
        -1
    ] == "早市昨天搬到了河边。"


PATTERNS = [TAG, frontmatter.UNFENCED, frontmatter.FENCED, *(mark.look for mark in LINE_MARKS)]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern[:24])
@pytest.mark.parametrize(
    "piece", ["{{<", "{%", "{{", "{/*", "$x_", "==a", "[[a", "{:.a ", "---\n", "a: b\n", ":::", "%%a", ":a"]
)
def test_patterns_are_linear(pattern: object, piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        started = time.process_time()
        for _ in pattern.finditer(text):  # type: ignore[attr-defined]
            pass
        return time.process_time() - started

    assert seconds(40_000) < 0.05 + 12 * seconds(10_000), (
        "four times the text is no more than four times the work, roughly"
    )


PARTS = ["---\n", "+++\n", ";;;\n", "title: 早市\n", "date: 2025-01-02\n", "{", "}", '"a": 1,\n', "draft: yes\n", "tags: [a,\n", "早市搬了。\n", "\n", "# 题\n",
    "{% raw %}", "{% endraw %}", "{{< a", ">}}", "<!--", "-->", "```\n", "[^1]", "[^1]: 注\n", "!!! note\n", "    缩进\n", "<div>", "</div>", "\ufdd01\ufdd1", "&#1;", "| a | b |\n|---|---|\n"]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_any_post_is_read_or_explained(parts: list[str]) -> None:
    with contextlib.suppress(NarrateError):
        document = read("".join(parts))
        assert not any(
            "\ufdd0" in block.text or re.search(r"\{\{<[^{}]*>\}\}", block.text)
            for block in document.blocks
            if not isinstance(block, Code)
        )
