"""Which spoken lines are headings, where no tag says so: bold lines, numbered ones, short ones between paragraphs.

Knows the form of a line and its neighbours, never a site.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from narrate.clean.conventions import CLOCK, DAY_ALONE, listed, numeral
from narrate.clean.lines import Line, columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEADING_TAGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
SENTENCE_END = re.compile(r"[。！？；!?;.…，,、:：][”’』」）)\"'】\]]*$")
OPENS = re.compile(r"[：:]$")  # what announces code, or a list
LATIN_SENTENCE = re.compile(
    r"^(?:\S+\s){4}.*[a-z]{2}[.][”’\")]*$"
)  # no heading of five words and more ends with a point
CLAUSE_END = re.compile(r"[。；;，,、:：…][”’』」）)\"'】\]]*$")
FULL_STOP = re.compile(r"[。！？!?.…][”’』」）)\"'】\]]*$")
PART_STOP = re.compile(r"[。！？!?.…；;][”’』」）)\"'】\]]*$")  # or of an item of a list
BRACKETED = re.compile(r"^[【\[〔][^】\]〕]{2,20}[】\]〕]$")
BARE_NUMBER = re.compile(r"0?[1-9]|1\d|[一二三四五六七八九十]|第[一二三四五六七八九十]{1,2}[章节]|[①-⑩]")
NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+(?:章|[节回部篇](?=[\s:：、]|$))|[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.．](?!\d))"
)
FIRST_STEP = re.compile(r"^(?:1\s?[.、．)）](?!\d)|①|[（(]1[）)])")
STEP = re.compile(r"^(?:步骤|步驟|Step)\s?[1一](?!\d)")
STEPS = re.compile(r"(?:步骤|步驟|做法|作法|过程|過程|方法)$")
ROW = re.compile(r"\s[\d.,%]+(?:\s|$)")
COUNTED = re.compile(r"^([一二三四五六七八九十])\s*[、.．]")
# What is said by someone, a row of a table, a caption, a figure's title, a subtitle or who is quoted: no heading, whatever its form.
NEVER = re.compile(
    r"^(?:——|--)[^—-]+$|^(?:问|答|Q|A|记者|主持人|采访者)\s?[：:]|^[\u4e00-\u9fffA-Za-z· ]{2,12}[：:].*[。！？?!]$|^(?!(?:[壹贰叁肆伍陆柒捌玖拾一二三四五六七八九十]{1,3}|\d{1,2})\s?[|｜]).{0,200}[|｜]|^(?:表|图|附表|附图|图表|Table|Figure|Fig\.)\s?\d|^[（(].{0,30}[）)]$|^(?:步骤|步驟|Step)\s?[一二三四五六七八九十\d]{1,3}[.、：:]?$"
)
LABELLED = re.compile(r"^([^：:，。]{2,8})[：:]\s?\S")
COUNTING = re.compile(
    r"^(?P<before>[\u4e00-\u9fff]{0,4}?)(?P<count>[一二三四五六七八九十]{1,2}|\d{1,2})(?P<after>[\u4e00-\u9fff]{0,2})[：:｜|]\s?(?=\S)[^。；]{2,36}$"
)
SAID = re.compile(r"^[“「].*[。！？][”」]$")
CALLED = re.compile(r"^[\u4e00-\u9fff]{2,6}[：:]$")
TOPIC = re.compile(r"^([\u4e00-\u9fff]{2,8})[：:]\s?[“「][^”」。！？]{2,40}[”」]$")
COUNT = re.compile(r"[\d一二三四五六七八九十日]+")
ATTACHED = re.compile(r"^附件\s?[：:]?\s?(?:1|一)\s?[.、．]")
HOUR = re.compile(r"^\d{1,2}(?:[.:：]\d{2})?\s?(?:[ap]\.?m\.?|[-–—~至到]|[:：]|点|时)", re.IGNORECASE)  # of a programme
SHORT_RUN = 4  # short lines below one another that may all be headings
SERIES = 3  # lines that count
ASKED = re.compile(r"^(?:问|Q|记者|主持人)\s?[：:]")
DATE_LINE = re.compile(
    r"^[（(]?(?:(?:19|20)\d{2}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月(?:[\d一二三四五六七八九十]{1,3}日)?[）)]?$"
)
CHAPTER = re.compile(r"^第[一二三四五六七八九十百\d]+[章节回部篇](?:\s|$)")
HAN = re.compile(r"[\u4e00-\u9fff]")  # one is a word
QUOTED = re.compile(r"[“「][^”」。]{2,40}[”」]")
WIDEST_HEADING = 84  # columns: what fits a chapter list
WIDEST_PLAIN = 60  # columns of a heading that nothing but its form tells
WIDEST_APART = 28  # columns of one above a short paragraph
LEAST_PARAGRAPH = 48  # columns of the shortest paragraph below one


def headings(lines: Sequence[Line], *, markup: bool) -> set[int]:
    """The numbers of the lines that are headings by their form, tags aside.

    Sure ones are enough; one that might as well be a short paragraph needs another heading in the same article.
    """
    items = set() if markup else set(listed(lines))
    runs = set() if markup else set(_in_runs(lines))
    entries = runs if markup else {*_in_blocks(lines), *runs}
    sure: set[int] = set()
    perhaps: set[int] = set()
    for i in range(len(lines) - 2, -1, -1):  # from below: a heading may stand above another
        line, following = lines[i], lines[i + 1]
        if (
            i in items
            or CLOCK.fullmatch(line.text)
            or columns(line.text) > WIDEST_HEADING
            or NEVER.search(line.text)
            or line.tag in ("li", "th", "pre")
            or (line.tag == "td" and line.box != following.box)  # a cell of a table; else one that holds the article
            or (i > 0 and _goes_on_attached(lines, i))
            or line.tag in HEADING_TAGS
        ):
            continue
        if not markup and (is_above_rows(lines[i + 1 : i + 4]) or _is_row(lines, i) or i in entries):
            continue  # the title of a table, the names of its columns, an entry
        beside = (following.text, lines[i - 1].text if i else "")
        if not markup and LABELLED.match(line.text) and any(map(LABELLED.match, beside)) and not STEP.match(line.text):
            continue  # a field beside another
        if DAY_ALONE.match(line.squeezed) or (not markup and HOUR.match(line.text)):
            continue  # of a programme
        if DATE_LINE.match(line.squeezed) or DATE_LINE.match(following.squeezed):
            continue  # who signs, and when
        divided = CHAPTER.match(following.text) or (not line.bold and NUMBERED.match(following.text))
        if i + 1 in sure and divided and not NUMBERED.match(line.text):
            continue  # the title of what the chapters divide
        leads = (
            columns(following.text) >= max(LEAST_PARAGRAPH, 1.5 * columns(line.text))
            or (i + 1 in sure and not SENTENCE_END.search(line.text))
            or bool(ASKED.match(following.text))
            or (bool(FIRST_STEP.match(following.text)) and not NUMBERED.match(line.text))
            or (not markup and i + 2 < len(lines) and lines[i + 2].tag == "pre" and bool(OPENS.search(following.text)))
            or i + 1 in items
            or (i + 1 in entries and following.gap > 0)
            or (i + 1 in runs and i > 0 and bool(FULL_STOP.search(lines[i - 1].text)) and _end_of(runs, i + 1) in sure)
            or (not markup and (following.tag == "li" or are_in_series(lines[i + 1 : i + 4])))
            or (not markup and len(lines) > i + 2 and all(HOUR.match(one.text) for one in lines[i + 1 : i + 3]))
        )
        if _surely(line, following, markup=markup, leads=leads):
            sure.add(i)
        elif (
            (i or NUMBERED.match(line.text))
            and not (SAID.search(line.text) and following.text[0] in "“「")  # someone asks, someone answers
            and (leads or _stands_apart(line, lines[i - 1], following))
            and _perhaps(line, lines[i - 1] if i else line, markup=markup)
        ):
            perhaps.add(i)
    sure |= set(_of_a_series(lines, sure))
    sure |= set(_in_brackets(lines, sure | perhaps))
    sure |= set() if markup else set(in_a_row(lines))
    sure |= set() if markup else {*_as_short(lines, sure), *_of_steps(lines, sure)}
    tagged = sum(line.tag in HEADING_TAGS for line in lines)
    return sure | perhaps if len(perhaps) + len(sure) > 1 and not (markup and (tagged or sure)) else sure


def _in_blocks(lines: Sequence[Line]) -> Iterator[int]:
    """Short lines right below one another, where blank lines part the blocks of a text: `《老桥》 何青`, `《渡口》 白露`"""
    if 2 * sum(line.gap > 0 for line in lines) < len(lines):
        return
    short = [_is_short(line) for line in lines]
    starts = [i for i, line in enumerate(lines) if i == 0 or line.gap > 0]
    runs = (range(start, end) for start, end in itertools.pairwise([*starts, len(lines)]))
    blocks = [run for run in runs if len(run) > 1 and all(short[i] for i in run)]
    if any(len(run) > 2 or len({lines[i].text[0] for i in run}) == 1 for run in blocks):  # noqa: PLR2004 - two lines may be a heading below another
        yield from itertools.chain(*blocks)


def _is_short(line: Line) -> bool:
    """A line without an end or a number that may be an entry."""
    ended = SENTENCE_END.search(line.text) or NUMBERED.match(line.text)
    return columns(line.text) <= WIDEST_PLAIN and not ended


def _end_of(runs: set[int], at: int) -> int:
    """The line below a run that goes on here."""
    while at in runs:
        at += 1
    return at


def _in_runs(lines: Sequence[Line]) -> Iterator[int]:
    """Short lines below one another, five and more, where no blank lines part a text: what a recipe takes. The first may
    head the others, the last what is below."""
    if any(line.gap for line in lines):
        return
    short = [_is_short(line) for line in lines]
    for is_short, run in itertools.groupby(range(len(lines)), short.__getitem__):
        row = list(run)
        if is_short and len(row) > SHORT_RUN:
            yield from row[1:-1]


def _goes_on_attached(lines: Sequence[Line], at: int) -> bool:
    """`2.登记表` below `附件：1.名单`: what is attached, counted."""
    first = at
    while first > 0 and NUMBERED.match(lines[first].text) and not ATTACHED.match(lines[first].text):
        first -= 1
    return first < at and bool(ATTACHED.match(lines[first].text))


def is_above_rows(below: Sequence[Line]) -> bool:
    """Whether the lines below are rows of figures: as many words in each, all but the first with a number."""
    words = {len(line.text.split()) for line in below}
    return len(below) > 2 and len(words) == 1 and words != {1} and all(ROW.search(line.text) for line in below[1:])  # noqa: PLR2004 - a head and two rows


def _is_row(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a row of a table: as many words as in the one above or below it, four or more of Han."""
    words = len(lines[at].text.split())
    beside = (len(line.text.split()) for line in (*lines[max(0, at - 1) : at], lines[at + 1]))
    return words > 3 and words in beside and bool(HAN.search(lines[at].text))  # noqa: PLR2004 - few titles are parted so often


def are_in_series(lines: Sequence[Line]) -> bool:
    """Whether three lines have labels that count: `28日：…`, `29日：…`, `30日：…`"""
    labels = [found[1] for line in lines if (found := LABELLED.match(line.text))]
    return len(set(labels)) == SERIES == len(lines) and len({COUNT.sub("", label) for label in labels}) == 1


def are_labelled(lines: Sequence[Line]) -> bool:
    """Whether two lines or more have labels of their own, each with a sentence: `交通：…。`, `航运：…。`"""
    labels = [found[1] for line in lines if (found := LABELLED.match(line.text)) and FULL_STOP.search(line.text)]
    return len(labels) == len(lines) >= 2 and len(set(labels)) == len(labels)  # noqa: PLR2004 - one may be any sentence's


def in_a_row(lines: Sequence[Line]) -> Iterator[int]:
    """Titles that others of their form show to be such: those that count, say what is spoken of, or end in a colon."""
    yield from (*_counting(lines), *_topics(lines), *_called(lines))


def _counting(lines: Sequence[Line]) -> Iterator[int]:
    """Titles whose labels count, each above text of its own: `一问：…？` and `二问：…？`, `误区一：…` and `误区二：…`."""
    rows: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for i, line in enumerate(lines):
        found = COUNTING.match(line.text)
        named = found is not None and found["before"] + found["after"] not in ("", "步骤")
        if found and named and not line.tag:
            rows[found["before"], found["after"]].append((numeral(found["count"]), i))
    for row in rows.values():
        places = [i for _, i in row]
        apart = all(b - a > 1 for a, b in itertools.pairwise([*places, len(lines)]))
        if len(row) > 1 and apart and [count for count, _ in row] == list(range(1, len(row) + 1)):
            yield from places


def _called(lines: Sequence[Line]) -> Iterator[int]:
    """Words with a colon, three or more of them and none twice, each above text of its own: `材料：`, `步骤：`, `小窍门：`."""
    found = [i for i, line in enumerate(lines) if not line.tag and CALLED.match(line.text)]
    apart = all(b - a > 1 for a, b in itertools.pairwise([*found, len(lines)]))
    if len(found) >= SERIES and apart and len({lines[i].text for i in found}) == len(found):
        yield from found


def _topics(lines: Sequence[Line]) -> Iterator[int]:
    """What is spoken of, and words of the answer, above a question or a paragraph: `谈工作：“我认识全城的伞”`, twice or more."""
    found = [(i, topic[1]) for i, line in enumerate(lines) if not line.tag and (topic := TOPIC.match(line.text))]
    if len(found) > 1 and len({topic for _, topic in found}) == len(found):
        yield from (i for i, _ in found)


def _of_a_series(lines: Sequence[Line], sure: set[int]) -> Iterator[int]:
    """Numbered titles of a row of which most are headings, or all have something below them: `二、…` between `一、…` and
    `三、…`, be it a day that stands there."""
    row = [
        i
        for i, line in enumerate(lines)
        if COUNTED.match(line.text)
        and not SENTENCE_END.search(line.text)
        and not line.row
        and columns(line.text) <= WIDEST_PLAIN
    ]
    counted = ["一二三四五六七八九十".find(lines[i].text[0]) for i in row]
    whole = bool(sure.intersection(row)) and all(i + 1 < len(lines) and i + 1 not in row for i in row)
    if counted == list(range(len(row))) and (whole or 2 * len(sure.intersection(row)) > len(row)):
        yield from row


def _as_short(lines: Sequence[Line], sure: set[int]) -> Iterator[int]:
    """A word that stands apart, where most headings are one of as many characters: `收尾` below `起因`, `准备`."""
    sizes = [len(lines[i].squeezed) for i in sure]
    for i in range(1, len(lines) - 1):
        alike = 0 if NEVER.search(lines[i].text) else sizes.count(len(lines[i].squeezed))
        if (
            i not in sure
            and alike > 1
            and alike * 2 > len(sizes)
            and _stands_apart(lines[i], lines[i - 1], lines[i + 1])
        ):
            yield i


def _of_steps(lines: Sequence[Line], sure: set[int]) -> Iterator[int]:
    """`做法` above `步骤1`, where the text has other headings."""
    steps = (i for i in range(len(lines) - 1) if STEP.match(lines[i + 1].text) and STEPS.search(lines[i].text))
    yield from (i for i in steps if sure)


def _in_brackets(lines: Sequence[Line], found: set[int]) -> Iterator[int]:
    """`【案情】` above a sentence, where others in such brackets are headings: the first line may be one, too."""
    row = [i for i, line in enumerate(lines[:-1]) if BRACKETED.match(line.text) and FULL_STOP.search(lines[i + 1].text)]
    if len(row) > 1 and not found.isdisjoint(row):
        yield from row


def _stands_apart(line: Line, above: Line, following: Line) -> bool:
    """A short line without an end between two sentences: a heading where the article has others."""
    return (
        columns(line.text) <= WIDEST_APART
        and (not SENTENCE_END.search(line.text) or line.text.endswith(("？", "?")))
        and bool(FULL_STOP.search(above.text) and (PART_STOP.search(following.text) or OPENS.search(following.text)))
    )


def _surely(line: Line, following: Line, *, markup: bool, leads: bool) -> bool:
    """`第二章 概况`; `02`; bold `我们都应该搭把手`; in plain text `我们都应该搭把手` above a paragraph"""
    if BARE_NUMBER.fullmatch(line.text):
        return line.text.startswith("第") or columns(following.text) > columns(line.text)
    if (len(line.squeezed) < 2 and not HAN.match(line.text)) or (not markup and CLAUSE_END.search(line.text)):  # noqa: PLR2004 - a letter is no heading
        return False
    if CHAPTER.match(line.text) or (markup and line.bold):
        return not (CLAUSE_END.search(line.text) or LATIN_SENTENCE.match(line.text))
    if columns(line.text) > WIDEST_PLAIN or SENTENCE_END.search(line.text):
        return False
    if markup:
        return not line.pictured and bool(NUMBERED.match(line.text))
    return leads and not line.text.startswith(("“", '"', "「"))


def _perhaps(line: Line, above: Line, *, markup: bool) -> bool:
    """Between paragraphs: a question, a quotation as a whole, a long title; in HTML any short line without an end."""
    if len(line.squeezed) < (4 if markup else 3) or line.pictured or line.linked or not FULL_STOP.search(above.text):
        return False
    if line.text.startswith(("“", '"', "「")):
        return bool(QUOTED.fullmatch(line.text))
    return (
        not CLAUSE_END.search(line.text)
        and "。" not in line.text
        and not LATIN_SENTENCE.match(line.text)
        and (not markup or columns(line.text) <= WIDEST_PLAIN)
    )
