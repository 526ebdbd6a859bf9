"""Dumps that a crawler has written as Markdown: `[首页](/)`, `![](1.jpg)`, `## 起因`; what the marks say is kept, they are not.

Such a page is still a whole page with its menus: every line of a post is meant (`narrate.clean.markdown`), of these few are.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from narrate.clean.lines import UNBROKEN, Line, columns, glued, squeeze, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

# https://spec.commonmark.org/0.31.2/#links, as crawlers write them
LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,200})\]\([^()\n]{0,500}\)")
PICTURE = re.compile(r"!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)")
TITLE = re.compile(r"^(#{1,6})\s+(?=\S)")
QUOTED = re.compile(r"^>\s+(?=\S)")
# Han letters stand right beside the marks, without a space; `2*3*4` is a product.
STRONG = re.compile(r"(?<![A-Za-z0-9_*])(\*{1,3})(?=[^\s*])([^*\n]{1,300})(?<=\S)\1(?![A-Za-z0-9_*])")
EMPHASIS = re.compile(
    r"(?:(?<=[\u4e00-\u9fff，。、；：]) )?(?<![A-Za-z0-9_])_(?=[^\s_])([^_\n]{1,300})(?<=[^\s_])_(?![A-Za-z0-9_])(?: (?=[\u4e00-\u9fff]))?"
)
APART = re.compile(r"(?<=[\u4e00-\u9fff”’）》]) (?=[，。；：、！？])")  # html2text parts marks from what follows them
BLOCK = re.compile(r"^(?:#{1,6}\s|>|\||[-*_=]{3,}$|\d{1,3}[.)]\s)")  # what begins another block
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
WRAPPED = 60  # columns from which a line may be broken
ENOUGH = 3  # links and pictures by which a dump is written so


def is_crawled(text: str) -> bool:
    """Whether a dump is written in Markdown."""
    if "](" not in text:
        return False
    found = itertools.chain(LINK.finditer(text), PICTURE.finditer(text))
    return len(list(itertools.islice(found, ENOUGH))) == ENOUGH


def unmarked(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without their marks; a picture is no line, but stands right before the next."""
    found: list[Line] = []
    pictured, gap = False, 0
    for line in _paragraphs(lines):
        bare = _unmarked(line)
        if bare.text:
            found.append(replace(bare, gap=line.gap + gap, pictured=pictured))
            pictured, gap = False, 0
        else:
            pictured, gap = pictured or bare.pictured, gap + line.gap
    return tuple(found)


def _paragraphs(lines: Sequence[Line]) -> list[Line]:
    """Lines of one paragraph as one, where it was broken inside a sentence (https://spec.commonmark.org/0.31.2/#soft-line-breaks)."""
    found: list[Line] = []
    for line in lines:
        if found and _is_softly_broken(found[-1], line):
            found[-1] = replace(found[-1], text=glued(found[-1].text, line.text))
        else:
            found.append(line)
    return found


def _is_softly_broken(line: Line, following: Line) -> bool:
    whole = UNBROKEN.search(line.text) or STRONG.fullmatch(line.text) or BLOCK.match(line.text)
    in_a_link = line.text.rfind("[") > line.text.rfind("]")
    return not (whole or following.gap or following.tag or following.indent or BLOCK.match(following.text)) and (
        in_a_link or columns(line.text) >= WRAPPED
    )


def _unmarked(line: Line) -> Line:
    text = QUOTED.sub("", PICTURE.sub("", line.text))
    title = TITLE.match(text)
    tag = f"h{len(title[1])}" if title and len(title[1]) > 1 else line.tag  # one # is the page's own headline
    text = TITLE.sub("", text)
    linked = sum(len(squeeze(link[1])) for link in LINK.finditer(text))
    text = LINK.sub(r"\1", text)
    bold = bool(STRONG.fullmatch(text.strip()))
    plain = APART.sub("", tidy(ESCAPED.sub(r"\1", EMPHASIS.sub(r"\1", STRONG.sub(r"\2", text)))))
    return replace(line, text=plain, tag=tag, linked=linked, bold=bold, pictured="](" in line.text and not plain)
