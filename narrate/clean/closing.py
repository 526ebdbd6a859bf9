"""Where a text dump's article is over, and which of its short lines announce or show nothing.

A dump has no boxes. But furniture does not come back to the article: below the line with the page's neighbours, its
keywords, its rights or its comments no paragraph follows, where most of the text is above.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrate.clean.conventions import MARKED, inserts
from narrate.clean.evidence import form, is_prose, length
from narrate.clean.headings import BARE_NUMBER, NUMBERED, SENTENCE_END, is_above_rows
from narrate.clean.noise import HAN, plainly, signs_in
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from narrate.clean.lines import Line

# The share of the dump's sentences above a line of this kind, from which it closes the article. Links and names can also
# stand between paragraphs, captions and advertisements anywhere.
CLOSES = {
    Reason.COMMENT: 0.5,
    Reason.COPYRIGHT: 0.75,
    Reason.KEYWORDS: 0.5,
    Reason.DATELINE: 0.5,
    Reason.DISCLAIMER: 0.7,
    Reason.SHARE: 0.75,
    Reason.CONTROL: 0.75,
    Reason.LINK: 0.75,
    Reason.RELATED: 0.75,
    Reason.CREDIT: 0.9,
}
NAMED = {Reason.CREDIT: 0.9, Reason.COPYRIGHT: 0.9}  # likewise, of a page whose boxes don't tell
OF_THE_PAGE = frozenset(
    {Reason.PROMOTION, Reason.SHARE, Reason.CONTROL, Reason.COPYRIGHT, Reason.DISCLAIMER, Reason.COMMENT, Reason.LINK}
)
# What a page says of an article between its headline and its first sentence.
BEGINS = frozenset({Reason.DATELINE, Reason.CREDIT, Reason.CONTROL, Reason.SHARE, Reason.COMMENT})
CLOCKED = re.compile(r"\d\s?\d{1,2}[:：]\d{2}")
LABELS = frozenset({"label", "name", "long name"})
PARTED = 12  # lines that may part them
PARAGRAPH = 24  # characters of a paragraph below them
LABEL = 12  # characters of what announces, letters as thirds
ASIDE = re.compile(r"^[（(【\[].{4,}[）)】\]][。.]?$")
CALLED = re.compile(r"(?:\d[\d（()）-]{5,}|@|https?:|www\.)")  # by telephone, by mail
BADGE = re.compile(r"^[+＋×✕]\s?\d{1,4}$")  # how many pictures more there are
# A sentence, and behind it a name without a stop: who made the picture.
MADE = re.compile(
    r"^.{4,200}[^\s.][.。][”’»」)）]?\s{0,2}[-–—©|/]?\s?(?![a-z0-9])[^.。!?！？…”’»」]{2,40}[^\s.。!?！？…:：;；,，”’»」)）\d]$"
)
# What a camera sees: who is doing something somewhere; what hangs or stands there.
SCENE = re.compile(
    r"^(?!.*[了吗呢]|[让把用为从对要不如已使当]|在)(?:[^，。！？：:“”「」、]{2,8}(?:正在|在)[^，。！？：:“”「」]{1,10}(?:上|里|前|旁|边|下)[^，。！？：:“”「」]{2,14}"
    r"|[^，。！？：:“”「」]{1,14}(?:上|里|前|后|旁|边|内|外|下|口)，?[^，。！？：:“”「」]{0,6}[摆挂晒放停贴堆站坐排铺插种围挤趴立](?:满|着)[^，。！？：:“”「」]{0,14}"
    r"|[^，。！？：:“”「」]{1,10}(?:途中|时|现场|当天)的[^，。！？：:“”「」的]{2,6}"
    r"|[^，。！？：:“”「」]{2,8}在(?=[给为向教帮替跟])[^，。！？：:“”「」]{4,16}"
    r"|[^，。！？：:“”「」]{2,6}现场|[^，。！？：:“”「」]{2,20}(?:内景|外景|全景|一角|全貌|合影|留影|剪影|特写|原貌))$"
)


def closed(lines: Sequence[Line], sentences: Collection[int], closes: Mapping[Reason, float] = CLOSES) -> range:
    """The lines below the one that closes the article."""
    whole = sum(length(lines[i].text) for i in sentences)
    aside = inserts(lines)
    above = 0.0
    for at, line in enumerate(lines):
        above += length(line.text) if at in sentences else 0.0
        reason = plainly(line.text)
        if whole and reason is not None and reason in closes and at not in aside and above >= closes[reason] * whole:
            return range(at + 1, len(lines))
    return range(0)


def begun(lines: Sequence[Line], sentences: Collection[int]) -> Iterator[int]:
    """Above all `sentences`, what is none stands above the last line that says who wrote it and when, or is a button: the
    article begins below that."""
    first = min(sentences, default=0)
    parted = max((i for i in range(first) if plainly(lines[i].text) in BEGINS), default=0)
    yield from (i for i in range(parted) if form(lines[i]) in LABELS)


def bylines(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """Two short lines or more below a sentence, right above an hour of a day: who answers, and when."""
    for at, line in enumerate(lines):
        if plainly(line.text) is Reason.DATELINE and CLOCKED.search(line.text):
            first = at
            while first and form(lines[first - 1]) in LABELS and length(lines[first - 1].text) <= LABEL:
                first -= 1
            if at - first > 1 and first - 1 in spoken:
                yield from range(first, at)


def empty(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """Short lines that announce what is not spoken: `按图看车内：`, the title of a table; and badges."""
    badges = {i for i in spoken if BADGE.match(lines[i].text)}
    yield from badges
    for i in spoken:
        silent = i + 1 not in spoken or i + 1 in badges
        if silent and (_announces(lines[i].text) or _heads_rows(lines, i)):
            yield i


def _heads_rows(lines: Sequence[Line], at: int) -> bool:
    return form(lines[at]) in LABELS and is_above_rows(lines[at + 1 : at + 4])


def _announces(text: str) -> bool:
    return text.endswith(("：", ":")) and length(text) <= LABEL and not any(char.isdigit() for char in text)


def said_outside(lines: Sequence[Line], sentences: Collection[int]) -> Iterator[int]:
    """Lines above or below all `sentences` that say as a whole, be it in one, that they are the page's: between sentences
    they may be meant."""
    run = [i for i in sentences if not _says_its_kind(lines[i])]
    if run:
        beyond = (*range(min(run)), *range(max(run) + 1, len(lines)))
        yield from (i for i in beyond if _says_its_kind(lines[i]))


def goes_on(lines: Sequence[Line], sentences: Collection[int]) -> list[int]:
    """Sentences below the last of `sentences`, and their headings, above the line that closes the article: code or an
    advertisement has parted them. Nothing where no such line comes, or more stands there than sentences.
    """
    first = last = max(sentences, default=len(lines))
    found: list[int] = []
    for i in range(last + 1, min(len(lines), last + 1 + 2 * PARTED)):
        if plainly(lines[i].text) in CLOSES:
            told = sum(length(lines[j].text) for j in found)
            whole = sum(length(lines[j].text) for j in sentences)
            return found if i - first <= len(found) + PARTED and told < whole else []
        if length(lines[i].text) >= PARAGRAPH and form(lines[i]) == "sentence" and not signs_in(lines[i].text):
            found += [i - 1, i] if i - 2 == last and last > first and form(lines[i - 1]) in LABELS else [i]
            last = i
    return found[:1] if found and found[0] - first == 2 else []  # noqa: PLR2004 - one line parted them


def tail(lines: Sequence[Line], sentences: Collection[int]) -> Iterator[int]:
    """Below the last sentence that is neither: sentences behind a mark, where none of the others has one, and whole lines in
    brackets that hold an address or a number to call."""
    bare = [i for i in sentences if not (MARKED.match(lines[i].text) or ASIDE.match(lines[i].text))]
    last = max(bare, default=len(lines))
    marked = any(MARKED.match(lines[i].text) for i in sentences if i < last)
    for i in range(last + 1, len(lines)):
        text = lines[i].text
        if (MARKED.match(text) and not marked) or (ASIDE.match(text) and CALLED.search(text)):
            yield i


def _says_its_kind(line: Line) -> bool:
    return any(sign.whole and sign.reason in OF_THE_PAGE for sign in signs_in(line.text))


def scenes(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """Captions that nothing marks: a line between two sentences that is a scene, and neither numbered nor a sentence."""
    yield from (i for i in _between(lines, spoken) if not HAN.search(lines[i].text) and MADE.search(lines[i].text))
    labels = list(_lone(lines, spoken))
    seen = [i for i in labels if SCENE.match(lines[i].text)]
    yield from labels if 2 * len(seen) >= len(labels) else seen


def _lone(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """Lines between two sentences that are neither numbered nor a sentence."""
    for i in _between(lines, spoken):
        line = lines[i]
        bare = SENTENCE_END.search(line.text) or NUMBERED.match(line.text) or BARE_NUMBER.match(line.text)
        if not bare and not line.bold and not signs_in(line.text):
            yield i


def _between(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """Spoken lines between two spoken sentences."""
    order = sorted(spoken)
    for above, i, below in zip(order, order[1:], order[2:], strict=False):
        if is_prose(lines[above]) and is_prose(lines[below]):
            yield i
