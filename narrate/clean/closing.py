"""Where a text dump's article is over, and which of its short lines announce or show nothing.

A dump has no boxes. But furniture does not come back to the article: below the line with the page's neighbours, its
keywords, its rights or its comments no paragraph follows, where most of the text is above.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from narrate.clean.above import ANSWERS
from narrate.clean.conventions import MARKED, counted_to, inserts
from narrate.clean.evidence import form, is_prose, length
from narrate.clean.headings import NUMBERED, is_above_rows
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
BUTTONS = frozenset({Reason.CONTROL, Reason.PROMOTION, Reason.SHARE})
BOXED = 2  # lines between two buttons of one box
CLOCKED = re.compile(r"\d\s?\d{1,2}[:：]\d{2}")
LABELS = frozenset({"label", "name", "long name"})
PARTED = 12  # lines that may part them
PARAGRAPH = 20  # characters of a paragraph below them
LABEL = 12  # characters of what announces, letters as thirds
MOST_NAMES = 12  # short lines above an hour that can say who answers
ASIDE = re.compile(r"^[（(【\[].{4,}[）)】\]][。.]?$")
SHORT_QUESTION = 4  # times the sentences of a question that its answers must have
SIGNED = re.compile(r"^[（(](?:[\u4e00-\u9fff]{2,10}\s)?[\u4e00-\u9fff]{2,4}[）)]$")
STAGED = re.compile("掌声|鼓掌|笑声|全场|起立|节选|删节|删减|有删|完|续|略|上接|下转|注")
CALLED = re.compile(r"(?:\d[\d（()）-]{5,}|@|https?:|www\.)")  # by telephone, by mail
BADGE = re.compile(r"^[+＋×✕]\s?\d{1,4}$")  # how many pictures more there are
# A sentence, and behind it a name without a stop: who made the picture.
MADE = re.compile(
    r"^.{4,200}[^\s.][.。][”’»」)）]?\s{0,2}[-–—©|/]?\s?(?![a-z0-9])[^.。!?！？…”’»」]{2,40}[^\s.。!?！？…:：;；,，”’»」)）\d]$"
)
# The same with a word for it: `Le vieux pont, dimanche. Photo Le Fleuve / O. F.`
PHOTO = re.compile(r"[.!?]\s(?:Photos?|Photographs?|Fotos?|Bild|Archivfoto|Picture)\s([\w.’' /-]{2,60})$")
# `Mara Quill, left, and Tom Reed at the ferry`, without an end.
POSED = re.compile(
    r"^[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}, (?:with|left|right|cent(?:er|re)|pictured|seen)\b[^.!?]{0,80}[^.!?:]$"
)


def closed(lines: Sequence[Line], sentences: Collection[int], closes: Mapping[Reason, float] = CLOSES) -> range:
    """The lines below the one that closes the article."""
    whole = sum(length(lines[i].text) for i in sentences)
    aside, counting = inserts(lines), counted_to(lines)
    above = 0.0
    for at, line in enumerate(lines):
        above += length(line.text) if at in sentences else 0.0
        reason = plainly(line.text)
        over = at > counting and at not in aside  # what counts its sections goes on to the last of them
        if over and whole and reason is not None and reason in closes and above >= closes[reason] * whole:
            return range(at + 1, len(lines))
    return range(0)


def begun(lines: Sequence[Line], sentences: Collection[int]) -> Iterator[int]:
    """Above all `sentences`, what is none stands above the last line that says who wrote it and when, or is a button: the
    article begins below that."""
    answers = _answered(lines, sentences)
    first = min((i for i in sentences if i > answers), default=0)
    parted = max((i for i in range(first) if plainly(lines[i].text) in BEGINS), default=0)
    yield from (i for i in range(parted) if form(lines[i]) in LABELS)


def _answered(lines: Sequence[Line], sentences: Collection[int]) -> int:
    """Where answers begin below a question that is told in a sentence or two; -1 where they do not."""
    order = sorted(sentences)
    at = next((i for i, line in enumerate(lines) if ANSWERS.match(line.text)), -1)
    return at if bisect_left(order, at) * SHORT_QUESTION <= len(order) else -1


def bylines(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """Two short lines or more below a sentence, right above an hour of a day: who answers, and when."""
    for at, line in enumerate(lines):
        if plainly(line.text) is Reason.DATELINE and CLOCKED.search(line.text):
            first = at
            while at - first < MOST_NAMES and first and _is_label(lines[first - 1]):
                first -= 1
            if at - first > 1 and first - 1 in spoken:
                yield from range(first, at)


def _is_label(line: Line) -> bool:
    return form(line) in LABELS and length(line.text) <= LABEL


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


def between_buttons(lines: Sequence[Line]) -> Iterator[int]:
    """What belongs to a box among the paragraphs: labels between two of its buttons, or below one and above a
    heading; sentences of the page beside one."""
    buttons = [i for i, line in enumerate(lines) if plainly(line.text) in BUTTONS]
    for above, below in itertools.pairwise(buttons):
        if below - above - 1 <= BOXED and all(form(lines[i]) in LABELS for i in range(above + 1, below)):
            yield from range(above + 1, below)
    for i in buttons:
        run = list(
            itertools.takewhile(lambda at: form(lines[at]) in LABELS, range(i + 1, min(len(lines), i + 2 + BOXED)))
        )
        if i and len(run) > 1 and is_prose(lines[i - 1]) and run[-1] + 1 < len(lines) and is_prose(lines[run[-1] + 1]):
            yield from (at for at in run[:-1] if not NUMBERED.match(lines[at].text))
    beside = {i + step for i in buttons for step in (-1, 1)} & set(range(len(lines)))
    yield from (i for i in sorted(beside) if _says_its_kind(lines[i]))


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


def made(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """Captions where letters are written: a sentence between two, and behind it its maker's name; who is seen with what."""
    between = (i for i in _between(lines, spoken) if not HAN.search(lines[i].text))
    yield from (i for i in between if MADE.search(lines[i].text) or POSED.match(lines[i].text))


def credited(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """Such captions that say that it is a photograph."""
    yield from (i for i in _between(lines, spoken) if _names_maker(lines[i].text))


def _names_maker(text: str) -> bool:
    """Whether what stands behind the word for a photograph is all names: `Le Fleuve / O. F.`"""
    found = PHOTO.search(text)
    return found is not None and all(word[0].isupper() or word == "/" for word in found[1].split())


def _between(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """Spoken lines between two spoken sentences."""
    order = sorted(spoken)
    for above, i, below in zip(order, order[1:], order[2:], strict=False):
        if is_prose(lines[above]) and is_prose(lines[below]):
            yield i


def signed(lines: Sequence[Line], told: Collection[int]) -> Iterator[int]:
    """Who wrote it, in brackets, as the last word of all: `（老渡口）`; not what an audience does."""
    last = max(told, default=0)
    if last - 1 in told and SIGNED.match(lines[last].text) and not STAGED.search(lines[last].text):
        yield last
