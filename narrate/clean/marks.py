"""What generators of sites write between the words of a post: shortcodes, Liquid tags, containers, task marks.

A mark is never spoken and never lost: each is taken out of the text before Markdown is read, and put back as a line with
its reason. Words inside a pair of marks stay; listings become code; what only a program reads goes with its marks.
Hugo: https://gohugo.io/content-management/shortcodes/ ; Hexo: https://hexo.io/docs/tag-plugins ; Jekyll:
https://jekyllrb.com/docs/liquid/ ; VuePress and VitePress: https://vitepress.dev/guide/markdown
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.clean.lines import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPEN, CLOSE = "\ufdd0", "\ufdd1"  # noncharacters: they stand around a mark's number, and in no text
HELD = re.compile(f"{OPEN}(\\d+){CLOSE}")
OURS = re.compile(f"[{OPEN}{CLOSE}]")
FENCE = re.compile(r"^ {0,3}(?:> ?)?(`{3,}|~{3,})", re.MULTILINE)
# {{< name … >}}, {{% name … %}}, {% name … %}, {{ name … }}, {/* … */}
TAG = re.compile(
    r"\{\{[<%](?P<hugo>(?:[^}]|\}(?!\})){0,400}?)[>%]\}\}|\{%-?(?P<liquid>(?:[^%]|%(?!\})){0,400}?)-?%\}|"
    r"\{\{(?P<output>(?:[^{}]){0,400}?)\}\}|\{/\*(?P<jsx>(?:[^*]|\*(?!/)){0,400}?)\*/\}"
)
NAMED = re.compile(r"\s{0,40}(?P<closing>/|end)?\s{0,40}(?P<name>[\w.-]{1,60})")
WORD = re.compile(r"\"([^\"]{0,300})\"|'([^']{0,300})'|(\S{1,300})")

# Pairs whose inside is a listing, and pairs whose inside only a program reads.
CODE = frozenset("codeblock code highlight raw prism".split())
UNREAD = frozenset(
    "comment mermaid math katex mathjax latex chart echarts plantuml graphviz flowchart script style rawhtml html svg "
    "gallery grouppicture".split()
)


def _second(words: list[str]) -> str:
    return " ".join(word for word in words[1:] if word not in ("true", "false"))


def _first(words: list[str]) -> str:
    return words[0] if words else ""


# Tags of Hexo that stand for words of their own: name → the words.
WORDS: dict[str, Callable[[list[str]], str]] = {
    "post_link": _second,
    "asset_link": _second,
    "link": _first,
    "label": lambda words: " ".join(words).partition("@")[2],
}


@dataclass(frozen=True, slots=True)
class LineMark:
    """A mark that takes a part of a line; its group `words`, where it has one, stays. `is_` and `is_not` are tested."""

    name: str
    look: re.Pattern[str]
    is_: tuple[tuple[str, str], ...]
    is_not: tuple[str, ...]


LINE_MARKS = (
    LineMark(
        "container",
        re.compile(
            r"^[ \t]{0,8}:{3,}[ \t]{0,8}\{?\.?[\w-]{0,40}\}?(?:\[(?P<label>[^\]\n]{0,80})\]|[ \t]+(?P<words>[^\n{]{1,80}))?[^\n]{0,80}$",
            re.MULTILINE,
        ),
        (("::: tip", ""), (":::", ""), ("::: warning 先看这里", "先看这里"), (":::note[先看这里]", "先看这里")),
        ("冒号:::在中间",),
    ),
    LineMark(
        "alert",
        re.compile(r"(?<=>)[ \t]{0,4}\[![A-Za-z]{2,20}\][+-]?"),
        (("> [!NOTE]", ">"), ("> [!info]- 说明", "> 说明")),
        ("数组[!]",),
    ),
    LineMark(
        "task",
        re.compile(r"(?:(?<=[-*+] )|(?<=\d[.)] ))\[[ xX]\](?=\s)"),
        (("- [ ] 买菜", "- 买菜"), ("1. [x] 买菜", "1. 买菜")),
        ("- [x]买菜", "数组 [x] 的第一项"),
    ),
    LineMark(
        "table of contents",
        re.compile(r"^[ \t]{0,3}(?:\[\[?(?:toc|_TOC_)\]\]?|@\[toc\](?:\([^)\n]{0,40}\))?|\{:toc\}|\* TOC)[ \t]{0,8}$", re.MULTILINE | re.IGNORECASE),
        (("[TOC]", ""), ("[[toc]]", ""), ("@[toc](目录)", "")),
        ("参见 [TOC] 一节",),
    ),
    LineMark(
        "attributes",
        re.compile(r"[ \t]{0,4}\{:?[ \t]{0,2}(?:[#.][\w-]{1,60}|[\w-]{1,30}=(?:\"[^\"\n]{0,80}\"|[\w./-]{1,60}))(?:[ \t][^{}\n]{0,120})?\}"),
        (("## 早市 {#market}", "## 早市"), ("{: .notice}", ""), ("![图](a.jpg){width=300}", "![图](a.jpg)")),
        ("集合 {a, b}",),
    ),
    LineMark(
        "emoji",
        re.compile(r"(?<![\w:/]):(?:[a-z][a-z0-9_]{1,40}|\+1|-1):(?![\w:/])"),
        (("好 :smile: 的", "好 的"), (":+1:", "")),
        ("10:30:45", "std::vec::new"),
    ),
    LineMark(
        "formula",
        re.compile(r"\$\$[^$]{1,2000}\$\$|(?<![\\$\w])\$(?=[^$\n]{0,200}[\\^_={])[^\s$][^$\n]{0,200}(?<=\S)\$(?![\d$])"),
        (("$$\na^2\n$$", ""), ("当 $x_1=2$ 时", "当 时")),
        ("从 $5 涨到 $6", "US$5 到 US$6"),
    ),
    LineMark(
        "highlight",
        re.compile(r"(?<![=A-Za-z0-9])==(?P<words>[^=\n]{1,200})==(?!=)"),
        (("这是==重点==。", "这是重点。"),),
        ("a == b", "======"),
    ),
    LineMark(
        "embedded file",
        re.compile(r"!\[\[[^\[\]\n]{1,200}?\.(?:png|jpe?g|gif|svg|webp|avif|bmp|mp3|m4a|ogg|wav|mp4|webm|mov|pdf)(?:[|#][^\[\]\n]{0,120})?\]\]", re.IGNORECASE),
        (("看这张![[早市.png]]。", "看这张。"), ("![[a/b.JPG|300]]", ""), ("![[报告.pdf#page=2]]", "")),
        ("![早市.png]", "早市.png]]"),
    ),
    LineMark(
        "link to a note",
        re.compile(r"!?\[\[(?:[^\[\]|\n]{1,120}\|)?(?P<words>[^\[\]|\n]{1,120})\]\]"),
        (("见[[早市|早市那篇]]。", "见早市那篇。"), ("见[[早市]]。", "见早市。")),
        ("a[0][1]",),
    ),
    LineMark(
        "note to the editor",
        re.compile(r"%%[^%\n]{1,400}%%"),
        (("早%%改%%市", "早市"),),
        ("涨了5%，又5%",),
    ),
    LineMark(
        "import",
        re.compile(r"^(?:import [\w{*][^\n]{0,200} from ['\"][^\n]{1,200}|export (?:const|default) [^\n]{1,200})$", re.MULTILINE),
        (("import Tabs from '@theme/Tabs';", ""),),
        ("import 是进口",),
    ),
    LineMark(
        "hr of slides",
        re.compile(r"^\\(?:newpage|pagebreak|clearpage)$", re.MULTILINE),
        (("\\newpage", ""),),
        ("a\\newpage",),
    ),
)  # fmt: skip


@dataclass(slots=True)
class _Held:
    """The marks that were taken out, by number."""

    marks: list[str]

    def take(self, mark: str, words: str = "") -> str:
        """A placeholder for the mark, and the words that stay."""
        self.marks.append(HELD.sub(lambda held: self.marks[int(held[1])], mark))
        return f"{OPEN}{len(self.marks) - 1}{CLOSE}{words}"


def taken_out(text: str) -> tuple[str, tuple[str, ...]]:
    """Markdown without its marks, placeholders where they stood; and the marks by number."""
    held = _Held([])
    plain = _without_comments(OURS.sub("", text), held)
    fenced = _fenced(_paired(plain, held))
    pieces = [piece if is_code else _lines_apart(_spared(piece, held)) for piece, is_code in fenced]
    return "".join(pieces), tuple(held.marks)


def restored(text: str, marks: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A line without placeholders, and the marks that stood in it."""
    found = tuple(tidy(marks[int(number)]) for number in HELD.findall(text))
    return " ".join(HELD.sub("", text).split()) if found else text, found


def _without_comments(text: str, held: _Held) -> str:
    """`<!-- more -->` and every other comment, outside of listings, taken out."""
    pieces = []
    for piece, is_code in _fenced(text):
        rest, done = piece, ""
        while not is_code and (start := rest.find("<!--")) >= 0 and (end := rest.find("-->", start)) >= 0:
            done += rest[:start] + held.take(rest[start : end + 3])
            rest = rest[end + 3 :]
        pieces.append(done + rest)
    return "".join(pieces)


def _fenced(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and whether each is a listing between fences (https://spec.commonmark.org/0.31.2/#fenced-code-blocks)."""
    start = 0
    closing = ""
    for fence in FENCE.finditer(text):
        if not closing:
            yield text[start : fence.start()], False
            start, closing = fence.start(), fence[1]
        elif fence[1].startswith(closing):
            end = text.find("\n", fence.end())
            end = len(text) if end < 0 else end + 1
            yield text[start:end], True
            start, closing = end, ""
    yield text[start:], bool(closing)


@dataclass(frozen=True, slots=True)
class _Tag:
    start: int
    end: int
    name: str
    closing: bool
    words: list[str]


def _tag(found: re.Match[str]) -> _Tag:
    inside = next((group for group in found.groups() if group is not None), "")
    named = NAMED.match(inside) if found["hugo"] is not None or found["liquid"] is not None else None
    words = ["".join(groups) for groups in WORD.findall(inside[named.end() :])] if named else []
    return _Tag(found.start(), found.end(), named["name"] if named else "", bool(named and named["closing"]), words)


def _paired(text: str, held: _Held) -> str:
    """Pairs of tags around listings become fences; those around what a program reads go, with what is between them."""
    listed = _listed(text)
    tags = [_tag(found) for found in TAG.finditer(text) if not _within(listed, found.start())]
    closings: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        if tag.closing:
            closings.setdefault(tag.name, []).append(number)
    pieces, at = [], 0
    for number, tag in enumerate(tags):
        ends = closings.get(tag.name, [])
        next_one = bisect_right(ends, number)
        if tag.start < at or tag.closing or tag.name not in CODE | UNREAD or next_one == len(ends):
            continue
        last = tags[ends[next_one]]
        inside = text[tag.end : last.start]
        listing = f"\n\n{held.take(text[tag.start : tag.end])}\n\n~~~~~~~~\n{inside.strip(chr(10))}\n~~~~~~~~\n\n"
        pieces += [text[at : tag.start], listing if tag.name in CODE else held.take(text[tag.start : last.end])]
        at = last.end
    return "".join([*pieces, text[at:]])


def _listed(text: str) -> list[tuple[int, int]]:
    """Where the listings between fences begin and end."""
    at, spans = 0, []
    for piece, is_code in _fenced(text):
        if is_code:
            spans.append((at, at + len(piece)))
        at += len(piece)
    return spans


def _within(spans: list[tuple[int, int]], at: int) -> bool:
    before = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return before >= 0 and at < spans[before][1]


def _spared(text: str, held: _Held) -> str:
    """Every mark of a piece that is no listing taken out, the words that belong to it left."""

    def out(found: re.Match[str]) -> str:
        tag = _tag(found)
        return held.take(
            found[0], WORDS[tag.name](tag.words) if tag.name in WORDS and found["liquid"] is not None else ""
        )

    text = TAG.sub(out, text)
    for mark in LINE_MARKS:
        text = mark.look.sub(lambda found: held.take(found[0], _words(found)), text)
    return text


def _words(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return groups.get("words") or groups.get("label") or ""


def _lines_apart(text: str) -> str:
    """Marks that have a line of their own stand apart, so that the words between a pair of them are paragraphs."""
    return re.sub(
        rf"^([ \t]{{0,12}})((?:{OPEN}\d+{CLOSE}[ \t]{{0,4}}){{1,40}})$", r"\n\1\2\n", text, flags=re.MULTILINE
    )
