"""What texts have by convention, and no statistics of single lines would keep: salutations, signatures, contents.

Each function finds one kind among a page's lines, from their form and their neighbours.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from narrate.clean.noise import plainly, signs_in, simplified
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from narrate.clean.lines import Line

BARE_DATE = re.compile(
    r"^[（(]?(?:(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?|\d{1,2}月\d{1,2}日)[）)]?$"
)
CALLED = re.compile(r"[：:]$")
ENDED = re.compile(r"[。！？…!?.；;：:][”’』」）)\"']{0,3}$")
PUNCTUATED = re.compile(r"[，。！？；：,!?;:|｜>›/]")
CONTENTS = re.compile(
    r"^[【\[]?(?:目\s{0,3}[录录次]|本文目录|文章目录|文章导航|目\s{0,3}次|Contents|Table of [Cc]ontents|In this article|On this page)[】\]]?[:：]?$"
)
REFERENCES = re.compile(r"^(?:[一二三四五六七八九十\d]{1,3}[、.．]\s?)?(?:主要)?(?:参考(?:文献|资料|书目)|引用文献|References|Bibliography|Works cited|Notes and references)[:：]?$", re.IGNORECASE)  # fmt: skip
REFERENCE = re.compile(r"^(?:[\[［【(（]\d{1,3}[\]］】)）]|\d{1,3}[.、]|\^)\s?\S")
PULLED = re.compile(
    r"(?:^|[\s_-])(?:pull|pulled)[-_]?(?:quote|out)?(?:$|[\s_-])|(?:^|\s)(?:quote|highlight)[-_](?:box|big|large|aside)(?:$|\s)"
)
QUOTES = "“”\"'‘’「」『』—-–。.!！?？…"
LEAST_PULLED, NEAR_PULLED = 8, 30  # characters of such a sentence; lines from it within which the text says it
LABELLED = 2  # cells with labels that make a record
LONGEST_NAME = 26  # characters of who signs, or is greeted
SIGNERS = 3  # lines of names above a date
SHORTEST, LEAST_TITLE = 2, 5  # characters of a name with its colon, of a title
HANGING = 2  # labels below the last sentence that are none of its
ATTACHED = re.compile(r"^(?:附|表|注)|^[\d（(①-⑳一二三四五六七八九十·•\-*—]|[，,]")
LEAST = 12  # characters of the sentence before or after


def salutations(lines: Sequence[Line]) -> Iterator[int]:
    """Who is spoken to, and a short greeting below it: `各位读者：`, `见字如面。`"""
    for i, (line, following) in enumerate(itertools.pairwise(lines)):
        if (
            CALLED.search(line.text)
            and SHORTEST < len(line.squeezed) <= LONGEST_NAME + 14
            and not any(char.isdigit() for char in line.text)
            and not line.linked
            and not signs_in(line.text)
            and (len(line.squeezed) <= LONGEST_NAME or "、" in line.text or "，" in line.text)
            and ENDED.search(following.text)
            and not following.linked
            and not plainly(following.text)
        ):
            yield from (i, i + 1)


def signatures(lines: Sequence[Line]) -> Iterator[int]:
    """Who signs and when, below a sentence: `河畔区教育局`, `2024年5月20日`; the date alone is none."""
    for at, line in enumerate(lines):
        if not BARE_DATE.match(line.squeezed) or line.linked:
            continue
        names = []
        for i in range(at - 1, max(-1, at - 1 - SIGNERS), -1):
            if not _is_name(lines[i]):
                break
            names.append(i)
        above = lines[at - 1 - len(names)] if names and at - 1 - len(names) >= 0 else None
        if above is not None and ENDED.search(above.text) and not plainly(above.text) and not above.linked:
            yield from (*names, at)


def _is_name(line: Line) -> bool:
    short = 1 < len(line.squeezed) <= LONGEST_NAME
    return (
        short
        and not PUNCTUATED.search(line.text)
        and not any(c.isdigit() for c in line.text)
        and not line.linked
        and not signs_in(line.text)
    )


def hanging(lines: Sequence[Line], spoken: Sequence[int]) -> list[int]:
    """Of the lines `spoken`, the labels below the last sentence: an article ends with a sentence, a name or a list.

    `引用本规定的文件（2）` → the head of the list that stands below the article; `附件：登记表` → part of it
    """
    sentences = [i for i in spoken if ENDED.search(lines[i].text) and len(lines[i].squeezed) >= LEAST]
    below = [i for i in spoken if sentences and i > sentences[-1]]
    labels = [i for i in below if not ENDED.search(lines[i].text) and not ATTACHED.search(lines[i].text)]
    return labels if len(below) == len(labels) <= HANGING else []


def contents(lines: Sequence[Line]) -> Iterator[int]:
    """A list of contents: the label 目录 and the lines below it that all come again as headings."""
    keys = [line.squeezed for line in lines]
    for at, line in enumerate(lines):
        if not CONTENTS.match(simplified(line.text)):
            continue
        end = at + 1
        while end < len(lines) and keys[end] and _comes_again(keys, end):
            end += 1
        if end - at > 2:  # noqa: PLR2004 - two entries or more
            yield from range(at, end)


def references(lines: Sequence[Line]) -> Iterator[int]:
    """What a text refers to: the label 参考文献 and the items of the list below it."""
    for at, line in enumerate(lines):
        if len(line.text) > LONGEST_NAME or line.linked or not REFERENCES.match(simplified(line.text)):
            continue
        end = at + 1
        while end < len(lines) and (lines[end].tag == "li" or REFERENCE.match(lines[end].text)):
            end += 1
        if end - at > 1:
            yield from range(at, end)


def pulled(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """A sentence of the article that is shown once more in large letters, in a box that is named for it or stands aside."""
    for i, line in enumerate(lines):
        apart = PULLED.search(" ".join(line.hints[-2:])) or "aside" in line.boxes
        words = line.squeezed.strip(QUOTES).casefold()
        if apart and len(words) >= LEAST_PULLED:
            beside = range(max(0, i - NEAR_PULLED), min(len(lines), i + NEAR_PULLED))
            if any(j in spoken and j != i and words in lines[j].squeezed.casefold() for j in beside):
                yield i


def _comes_again(keys: Sequence[str], at: int) -> bool:
    return keys[at] in keys[at + 1 :] and keys[at] not in keys[:at]


def listed(lines: Sequence[Line]) -> Iterator[int]:
    """The items of a list without markup: four lines or more in a row that are short and built alike.

    `鲫鱼 两条`, `老豆豉 一大勺`; `听雨，青石埠`, `回家，渡口`; rows of a table with bars between their cells.
    """
    run: list[int] = []
    shape = ""
    for i, line in enumerate((*lines, None)):
        here = _shape(line) if line is not None else ""
        if here and here == shape:
            run.append(i)
            continue
        if len(run) >= (ROWS if shape == "|" else ALIKE):
            yield from run
        run, shape = ([i], here) if here else ([], "")


def _shape(line: Line) -> str:
    """The marks that part a short line in two or more: its build; "" where it has none."""
    if line.linked or plainly(line.text) or ENDED.search(line.text):
        return ""
    if "|" in line.text or "｜" in line.text:
        return "|"
    if len(line.squeezed) > LONGEST_ITEM:
        return ""
    marks = [mark for mark in "，、：" if mark in line.text] or ([" "] if " " in line.text else [])
    return "".join(marks)


def headed(lines: Sequence[Line]) -> Iterator[int]:
    """Numbered headings right above text: `第一章 总则`, `一、停车路段`."""
    for i, line in enumerate(lines):
        if (
            CHAPTER.match(line.text)
            and len(line.squeezed) <= LONGEST_NAME
            and not line.linked
            and not ENDED.search(line.text)
        ):
            below = next(
                (after for after in lines[i + 1 : i + 3] if ENDED.search(after.text) and len(after.squeezed) >= LEAST),
                None,
            )
            if below is not None and not plainly(below.text):
                yield i


CHAPTER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}[章节回部篇编]|[一二三四五六七八九十]{1,3}\s?[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])"
)
PICTURED = re.compile(
    r"^[（(【\[]?(?:文章|新闻)?(?:图片|配图|插图|图集|资料图片?|视频截图|点击(?:看|查看)?大图)[）)】\]]?$"
)
ALIKE, ROWS = 4, 2  # lines of a list, rows of a table
LONGEST_ITEM = 16  # characters of an item


def teasers(lines: Sequence[Line]) -> set[int]:
    """Headlines of other articles, each with a line or two about it: three or more, at even distances.

    A teaser's head is a link, or, in plain text, a title that a date stands below.
    """
    linked = [i for i, line in enumerate(lines) if _is_linked_title(line) and _is_told(lines[i + 1 : i + 2])]
    dated = [
        i
        for i, line in enumerate(lines)
        if _is_title(line) and _is_told(lines[i + 1 : i + 2]) and _is_dated(lines[i + 2 : i + 3])
    ]
    return {
        i
        for heads in (linked, dated)
        for group in _even(heads)
        for i in range(group[0], min(group[-1] + TEASER, len(lines)))
    }


def commented(lines: Sequence[Line]) -> set[int]:
    """Comments without a name: sentences, each with 赞 and 回复 below it, three or more at even distances."""
    ends = [
        i
        for i, line in enumerate(lines)
        if i and any(sign.name == "of a commenter" for sign in signs_in(line.text)) and _is_told(lines[i - 1 : i])
    ]
    return {i for group in _even(ends) for i in range(_first_of(lines, group[0]), group[-1] + 1)}


def _first_of(lines: Sequence[Line], end: int) -> int:
    """Where the comment begins that ends here: who wrote it, and when, stand above its sentence."""
    start = end - 1
    while start > max(0, end - TEASER - 1) and not _is_told(lines[start - 1 : start]):
        start -= 1
    return start


def _even(heads: Sequence[int]) -> Iterator[list[int]]:
    group: list[int] = []
    for head in (*heads, None):
        if group and (head is None or head - group[-1] > TEASER + 1):
            if len(group) >= TEASERS:
                yield group
            group = []
        if head is not None:
            group.append(head)


def _is_linked_title(line: Line) -> bool:
    return line.linked >= 0.9 * len(line.squeezed) >= 5 and not ENDED.search(line.text)  # noqa: PLR2004 - a title


def _is_title(line: Line) -> bool:
    return (
        not line.linked
        and LEAST_TITLE <= len(line.squeezed) <= LONGEST_NAME + LONGEST_ITEM
        and not ENDED.search(line.text)
        and not plainly(line.text)
    )


def _is_told(below: Sequence[Line]) -> bool:
    return any(
        ENDED.search(line.text)
        and LEAST <= len(line.squeezed) <= MOST_TOLD
        and line.linked * SHORTEST < len(line.squeezed)
        for line in below
    )


def _is_dated(below: Sequence[Line]) -> bool:
    return any(plainly(line.text) is Reason.DATELINE for line in below)


TEASER = 3  # lines of one: headline, summary, date
MOST_TOLD = 160  # characters of a summary
TEASERS = 3  # from which they are a list


def captions_below(lines: Sequence[Line]) -> Iterator[int]:
    """The caption below a line that says that there is a picture: `文章图片`, `竹筐里的青菜`."""
    for i, (line, following) in enumerate(itertools.pairwise(lines)):
        if (
            PICTURED.match(simplified(line.text))
            and len(following.squeezed) <= LONGEST_NAME
            and not ENDED.search(following.text)
            and not following.linked
        ):
            yield i + 1


def verse(lines: Sequence[Line], title: str) -> list[int]:
    """Lines below the headline that have no link and no sign of furniture: a poem, a list of names.

    The longest run of them; nothing where there are fewer than four.
    """
    at = max((i for i, line in enumerate(lines) if title and line.squeezed == title), default=-1)
    best: list[int] = []
    run: list[int] = []
    for i in (*range(at + 1, len(lines)), len(lines)):
        if (
            i < len(lines)
            and not any(c.isdigit() for c in lines[i].text)
            and not lines[i].linked
            and not lines[i].hidden
            and not plainly(lines[i].text)
        ):
            run.append(i)
            continue
        best = max(best, run, key=len)
        run = []
    return best if at >= 0 and len(best) >= ALIKE else []


def values(lines: Sequence[Line]) -> Iterator[int]:
    """What stands in the cell beside a label of the document's record: `索引号：`, `HP2024-0031`."""
    for i, (line, following) in enumerate(itertools.pairwise(lines)):
        labelled = (
            line.text.endswith(("：", ":"))
            and len(line.squeezed) <= LEAST
            and plainly(line.text) in (Reason.DATELINE, Reason.KEYWORDS)
        )
        if labelled and line.row and line.row == following.row:
            yield i + 1


def tables(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """The cells of a table of figures that stands in the box of the spoken sentence above it."""
    last: dict[int, int] = {}  # box → its last spoken sentence
    above = -1  # the line before the table that runs
    for i, line in enumerate(lines):
        above = i - 1 if i and line.table != lines[i - 1].table else above
        if i in spoken:
            last[line.parent] = i
        elif line.row and not line.linked and not line.hidden and above in spoken:
            nearest = next((last[box] for box in reversed(line.chain[:-1]) if box in last), None)
            if nearest == above:
                yield i


def records(lines: Sequence[Line], first: int) -> Iterator[int]:
    """A table above the `first` spoken sentence of which half the cells are labels: who wrote, when, its number."""
    rows: dict[int, list[int]] = {}
    for i, line in enumerate(lines[:first]):
        if line.table:
            rows.setdefault(line.table, []).append(i)
    for cells in rows.values():
        labels = sum(CALLED.search(lines[i].text) is not None for i in cells)
        if labels >= LABELLED and labels * 2 >= len(cells):
            yield from cells
