"""Which lines are spoken, and why the others are not: evidence, the site's rules, copies, doubts."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from narrate.clean import closing, conventions, evidence, home, labels
from narrate.clean.body import dense, said_twice
from narrate.clean.conventions import CLOCK
from narrate.clean.headings import HEADING_TAGS, SENTENCE_END
from narrate.clean.lines import Line, squeeze
from narrate.clean.noise import HAN, bears, plainly, signs_in, simplified
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from narrate.clean.furniture import Furniture

    Conventions = dict[int, tuple[str, float]]  # lines, each with what explains it and what that weighs

PLAIN = -4.0  # what a line that is plainly furniture weighs beside its other signs
UNSEEN = -12.0  # likewise, one that the page itself hides
CONVENTION = 6.0  # a salutation, a signature
BETWEEN = 2.0  # a line without any sign between two that are spoken
PART = 0.3  # of the densest stretch's prose that a copy must be
LISTED = 12  # sentences between two others that a list may hold
REACH = 4  # lines from a spoken sentence within which a convention belongs to it
BELOW_COMMENTS = -5.0
BELOW_PICTURE = "stood below a picture, between two sentences"
ENTRY_DAY = re.compile(
    r"[\[(（]?(?:(?:19|20)\d{2}\s?[-/.年]\s?)?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s\d{1,2}:\d{2})?[\])）]?(?=$|\s)"
)
FIELD = re.compile(r"^[^：:，。\d]{2,20}[：:]\s?\S")
# Fields that speak of the page itself, not of what it tells.
OF_THE_PAGE = re.compile(r"^(?:发布|发表|发稿|刊发|更新|成文|生成|印发|来源|稿源|作者|编辑|日期|时间|浏览|阅读|点击)")
LEAST_LINKED = 4  # characters of the title of an entry
POINT = 10  # characters of an item that sums up a part of the article
NAMES = re.compile(r"^[A-Z][\w.'’-]+(?:[ ,/&]{1,3}(?:and |et |und |y )?[A-Z][\w.'’-]+){1,6}$")  # a byline
OUTER = -3  # boxes around a bold paragraph from which others are its like
PARAGRAPHS = frozenset({"p", "section", "div", "td"})
CHAPTER_TAGS = frozenset({"h2", "h3", "h4"})
HANGING = -6.0
BARE_LINK = NAMED = -3.0
OUTSIDE = -1.0  # a line outside of the extractor's answer, where the answer is taken whole
LEAST_SPOKEN = 0.01  # the weight of a line that is taken for spoken while others are judged
LEAST = 30  # characters of an extractor's answer that can be an article
VERSE = 12  # characters of a poem
HALF = 0.5  # of the answer, below which the evidence is distrusted and the answer taken
CAPTIONS = 2  # lines between a heading and its paragraph
ENTERED = frozenset("《「『·•●◆◇■□▪")  # how entries of a list without markup begin
ENTRIES = 3  # times as many lines as such entries, at the most, headings and those without a mark among them
COPY = 3  # lines in a row that make a copy
LONG = 24  # characters of a sentence that makes a copy by itself where it stands beside the first
TITLE = 8  # characters of a line that is the headline but for a few
STRONG = 0.3  # a sign that is worth showing
BARE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided of a line. `reason` is None where it is spoken; `signs` say why."""

    reason: Reason | None
    weight: float
    signs: tuple[tuple[str, float], ...] = ()


def verdicts(page: evidence.Page, furniture: Furniture | None = None, *, captions: bool = False) -> list[Verdict]:
    """A verdict for every line of the page; `captions` are spoken if set."""
    first = evidence.judged(page)
    weights = [one.weight for one in first]
    rows = _in_rows(page, weights)
    weights = [LEAST_SPOKEN if i in rows else weight for i, weight in enumerate(weights)]
    place = _place(page, weights)
    unlike = _unlike(page, weights, place, captions=captions)
    conventional = _conventional(page, weights, place, unlike)
    conventional |= {i: _the_heavier(one, conventional.get(i)) for i, one in _alike(page, weights, rows).items()}
    judged = [
        _with_priors(page.lines[i], one, conventional.get(i), furniture, page.names, captions=captions)
        for i, one in enumerate(first)
    ]
    against = {i for i, (_, weight) in conventional.items() if weight < 0}
    weights = _or_the_answer(page, [one.weight for one in judged], against)
    weights = _without(weights, closing.empty(page.lines, {i for i, weight in enumerate(weights) if weight > 0}))
    copies = copied(page.lines, {i for i, weight in enumerate(weights) if weight > 0})
    return [
        Verdict(_reason(page, i, weight, i in copies, unlike.get(i)), weight, one.signs)
        for i, (weight, one) in enumerate(zip(weights, judged, strict=True))
    ]


def _in_rows(page: evidence.Page, weights: Sequence[float]) -> frozenset[int]:
    """Lines in rows of entries that would not be spoken, though nothing speaks against them."""
    lines = page.lines
    row = (i for i in home.parallel(lines, weights, page.answer) if weights[i] <= 0) if page.kind == "html" else ()
    return frozenset(
        i for i in row if CLOCK.fullmatch(lines[i].text) or (_is_innocent(lines[i]) and not _is_below_picture(lines[i]))
    )


def _place(page: evidence.Page, weights: Sequence[float]) -> home.Home:
    """Where the article lives, by the sentences that would be spoken; by an extractor's answer, where none would."""
    if page.kind != "html":
        return home.NOWHERE
    found = _sentences(page, weights) or {i for i in page.answer if evidence.is_prose(page.lines[i])}
    return home.home(page.lines, found, page.title)


def _unlike(page: evidence.Page, weights: Sequence[float], place: home.Home, *, captions: bool) -> dict[int, Reason]:
    """Lines that are marked unlike the article's paragraphs, and what they are."""
    found = home.captions(page.lines, _sentences(page, weights)) | home.set_apart(page.lines, place)
    return {i: kind for i, kind in found.items() if not (captions and kind is Reason.CAPTION)}


def _alike(page: evidence.Page, weights: Sequence[float], rows: Collection[int]) -> Conventions:
    """Lines that are marked like spoken ones beside them."""
    verse = home.of_one_element(page.lines, weights) if page.kind == "html" else ()
    stanzas = {i: ("most lines beside it are spoken", BETWEEN) for i in verse if _is_innocent(page.lines[i])}
    return stanzas | dict.fromkeys(rows, ("built like the sentences beside it", CONVENTION))


def _the_heavier(one: tuple[str, float], other: tuple[str, float] | None) -> tuple[str, float]:
    """What explains a line, unless something explains it better or speaks against it."""
    return one if other is None or 0 <= other[1] <= one[1] else other


def _without(weights: list[float], silent: Iterable[int]) -> list[float]:
    least = dict.fromkeys(silent, OUTSIDE)
    return [least.get(i, weight) for i, weight in enumerate(weights)]


def _sentences(page: evidence.Page, weights: Sequence[float]) -> set[int]:
    """Those that would be spoken."""
    return {i for i, weight in enumerate(weights) if weight > 0 and evidence.is_prose(page.lines[i])}


def _conventional(
    page: evidence.Page, weights: Sequence[float], place: home.Home, unlike: Mapping[int, Reason]
) -> Conventions:
    """Lines that a convention explains, within reach of what is spoken; and those that stand between two spoken ones."""
    lines, told = page.lines, page.title
    spoken = _sentences(page, weights)
    head = next((i for i, line in enumerate(lines) if line.tag == "h1"), len(lines))
    at = max((i for i, line in enumerate(lines) if told and line.squeezed == told), default=head)
    bold = _bold_headings(lines, min(spoken, default=0))
    fields = (i for i in range(1, len(lines) - 1) if _is_field(lines, i) and max(weights[i - 1], weights[i + 1]) > 0)
    found = {
        i: ("stands between spoken lines, and nothing speaks against it", BETWEEN * (1 + (_is_heading(lines[i]) or _above(lines, i) < i - 1)))
        for i in range(1, len(lines) - 1)
        if weights[i] <= 0 and _is_innocent(lines[i]) and not _is_below_picture(lines[i])
        and ((weights[_above(lines, i)] > 0 and weights[i + 1] > 0)
             or (weights[i - 1] > 0 and evidence.form(lines[i]) == "short sentence" and not lines[i].gap))
    }  # fmt: skip
    found |= {
        i: ("heads the paragraph that stands beside it", BETWEEN * 2)
        for i in range(len(lines) - 1)
        if (lines[i].tag in CHAPTER_TAGS or i in bold) and i not in found and lines[i].squeezed != told
        and _is_innocent(lines[i]) and _heads(page, i, spoken, bold)
    }  # fmt: skip
    found |= {
        i: ("a sentence more in the same box", BETWEEN * 2)
        for i, beside in (
            *itertools.pairwise(range(len(lines))),
            *((b, a) for a, b in itertools.pairwise(range(len(lines)))),
        )
        if page.kind == "html" and i not in found and beside in spoken and _goes_on(lines[beside], lines[i])
    }
    found |= {
        i: ("announces the parts below it", BETWEEN)
        for i in page.dense
        if i not in spoken | found.keys() and conventions.announces_parts(lines, i) and _is_innocent(lines[i])
    }
    found |= {
        i: ("a section beside a spoken one", CONVENTION)
        for i in conventions.sections_beside(lines, spoken, page.answer)
        if lines[i].squeezed != told
    }
    found |= {
        i: (f"set apart in the article's box as {kind}", 2 * PLAIN)
        for i, kind in unlike.items()
        if not (i in bold and i in found)
    }
    found |= {
        i: ("above the first paragraph, marked unlike it", 2 * PLAIN)
        for i in home.begins(lines, place)
        if i not in found or found[i][1] <= BETWEEN
    }
    found |= _by_box(page, place, found)
    if page.kind == "html":
        found |= _in_its_box(page, spoken, at, found)
    found |= dict.fromkeys(fields, ("a field beside others", CONVENTION - PLAIN))
    found |= {
        i: ("built like the spoken line above", CONVENTION)
        for i in range(1, len(lines))
        if weights[i - 1] > 0 >= weights[i] and _is_alike(lines[i - 1], lines[i])
    }
    found |= dict.fromkeys(conventions.tables(lines, spoken), ("a table among the article's paragraphs", CONVENTION))
    told_at_all = {i for i, weight in enumerate(weights) if weight > 0}
    cells = conventions.linked_cells(lines, told_at_all) if page.kind == "html" else ()
    found |= dict.fromkeys(cells, ("a cell beside a spoken one", CONVENTION))
    points = _points(lines[: min(spoken, default=0)], lines) if page.kind == "html" else frozenset()
    found |= {
        i: ("sums the article up below its headline", BETWEEN * (1 + (lines[i].parent == lines[at].parent)))
        for i in range(at + 1, min(spoken, default=0))
        if i not in found
        and page.kind == "html"
        and _sums_up(lines[i], first=i == at + 1 or lines[i].parent == lines[at].parent, points=points)
    }
    noted = [i for i in conventions.notes(lines) if spoken and i > min(spoken)]
    found |= dict.fromkeys(noted, ("a note on the article", CONVENTION))
    near = {j for i in (*spoken, *noted) for j in range(i - REACH, i + REACH + 1)}
    letter = [i for i in conventions.letters_end(lines) if i in near]
    near |= {j for i in letter for j in range(i, i + REACH + 1)}
    found |= {
        i: ("a salutation", CONVENTION)
        for i in conventions.salutations(lines)
        if i in near and lines[i].squeezed != told
    }
    found |= {
        i: ("a signature", CONVENTION - PLAIN)
        for i in conventions.signatures(lines)
        if i in near and lines[i].squeezed != told
    }
    found |= dict.fromkeys(
        conventions.closing_fields(lines, spoken), ("what a notice says above its signature", CONVENTION - 2 * PLAIN)
    )
    found |= dict.fromkeys(conventions.named_by_contents(lines, spoken), ("named by the list of contents", CONVENTION))
    found |= {
        i: ("goes on counting the articles", CONVENTION)
        for i in conventions.articles_on(lines, spoken)
        if i not in spoken | found.keys()
    }
    if not any(evidence.is_prose(lines[i]) for i in page.dense):
        found |= {i: ("a line of a poem", CONVENTION) for i in page.dense if _is_innocent(lines[i])}
    if page.kind == "text":
        found |= _in_a_dump(lines, spoken, told_at_all, found)
    found |= dict.fromkeys(conventions.parts(lines, spoken), ("counts the parts of the text", CONVENTION))
    found |= dict.fromkeys(letter, ("the end of a letter", CONVENTION))
    found |= {
        i: ("what is added below a signature", CONVENTION) for i in conventions.postscripts(lines) if i - 1 in found
    }
    found |= {i: ("the name of a chapter", CONVENTION) for i in conventions.named_below(lines) if i in near}
    found |= {
        i: ("who gave it, and when", CONVENTION) for i in conventions.adopted(lines) if i < min(spoken, default=0)
    }
    found |= {i: ("a numbered heading", CONVENTION) for i in conventions.headed(lines) if i in near}
    found |= {
        i: ("an item of a list", CONVENTION)
        for i in conventions.listed(lines)
        if spoken and min(spoken) < i < max(spoken)
    }
    found |= dict.fromkeys(_beyond_the_end(lines, spoken), ("beyond the mark of the end", UNSEEN))
    found |= {i: ("below the comments' label", BELOW_COMMENTS) for i in _commented(lines, spoken) if i not in found}
    furnished = _furnished(page, weights, spoken)
    return found | _of_the_end(page, weights, place, spoken, found, furnished) | furnished


def _in_a_dump(lines: Sequence[Line], spoken: set[int], told_at_all: set[int], before: Collection[int]) -> Conventions:
    """What markup would tell of a page: entries, items, the pages of an article."""
    found = {
        i: ("an entry beside others", CONVENTION)
        for i in conventions.entries(lines, spoken)
        if i not in before and _is_innocent(lines[i])
    }
    fields = (i for i in conventions.fields_counted(lines) if spoken and i > min(spoken))
    found |= dict.fromkeys(fields, ("a field below a heading that counts", CONVENTION))
    items = (i for i in conventions.bulleted(lines, told_at_all) if _is_innocent(lines[i]))
    found |= dict.fromkeys(items, ("an item between spoken lines", CONVENTION))
    verse = (i for i in conventions.quoted(lines, told_at_all) if i not in before)
    found |= dict.fromkeys(verse, ("quoted between two sentences", CONVENTION))
    hours = (i for i in conventions.hours(lines, told_at_all) if i not in before)
    found |= {i: ("the hour of an entry", CONVENTION) for i in hours if i not in found}
    over = conventions.over_the_page(lines, spoken)
    return found | dict.fromkeys(over, ("heads another page of the article", CONVENTION))


def _in_its_box(page: evidence.Page, spoken: set[int], at: int, before: Collection[int]) -> Conventions:
    """What belongs to the article by the boxes around it: its lead, lists, days and fields; and other posts of a thread, which
    do not. The headline stands `at`."""
    lines = page.lines
    leads = (i for i in _leads(page, spoken, at) if i not in before)
    found = dict.fromkeys(leads, ("leads the article, as an extractor has it", CONVENTION))
    found |= dict.fromkeys(conventions.days(lines, spoken), ("a day of a programme", CONVENTION - PLAIN))
    within = (i for i in _held(lines, spoken) if i not in before)
    found |= dict.fromkeys(within, ("a sentence among the article's, in its box", CONVENTION))
    below = (i for i in conventions.fields_below(lines, spoken) if not OF_THE_PAGE.match(simplified(lines[i].text)))
    found |= dict.fromkeys(below, ("a field below a sentence, beside others", CONVENTION))
    return found | dict.fromkeys(home.replies(lines, spoken), ("another post of the thread", UNSEEN))


def _by_box(page: evidence.Page, place: home.Home, found: Conventions) -> Conventions:
    """What stands above and below the article's box, and below others' headings in it."""
    lines = page.lines
    above = (i for i in home.above(lines, place) if i not in found or found[i][1] <= BETWEEN)
    return (
        dict.fromkeys(above, ("above the article's box", PLAIN))
        | dict.fromkeys(home.of_others(lines, place, page.title), ("below a heading in a box of its own", UNSEEN))
        | dict.fromkeys(home.beyond(lines, place), ("below the article's box", UNSEEN))
    )


def _of_the_end(
    page: evidence.Page,
    weights: Sequence[float],
    place: home.Home,
    spoken: set[int],
    before: Conventions,
    furnished: Collection[int],
) -> Conventions:
    """What still belongs to the article below its last sentence, and what does not; what is `furnished` never does."""
    lines, found = page.lines, dict(before)
    if page.kind == "text":
        found |= {
            i: ("above the names with which the article closes", CONVENTION)
            for i in conventions.before_the_names(lines, spoken)
            if i not in found
        }
        found |= dict.fromkeys(conventions.counted_on(lines, spoken), ("goes on counting the sections", CONVENTION))
        found |= {
            i: ("goes on below what is no sentence", CONVENTION)
            for i in closing.goes_on(lines, spoken)
            if i not in found and _is_innocent(lines[i])
        }
        told = {i for i, weight in enumerate(weights) if weight + found.get(i, ("", 0.0))[1] > 0}
        against = {i for i, (_, weight) in found.items() if weight < 0}
        within = (i for i in _enclosed(lines, told) if i not in found and not against.intersection((i - 1, i, i + 1)))
        found |= dict.fromkeys(within, ("among lines of the article that say nothing else", CONVENTION))
        found |= dict.fromkeys(closing.bylines(lines, spoken), ("above who answers, and when", UNSEEN))
        found |= dict.fromkeys(
            closing.begun(lines, spoken or _stated(page)), ("above what the page says of the article", UNSEEN)
        )
        told_of = {i for i, weight in enumerate(weights) if weight > 0} | {i for i, (_, w) in found.items() if w > 0}
        hanging = conventions.hanging(lines, [i for i in sorted(told_of) if i not in found or i in spoken])
        found |= {i: ("a label that hangs below the last sentence", HANGING) for i in hanging if i not in found}
    found |= dict.fromkeys(closing.tail(lines, spoken), ("said by the page below the article", PLAIN * 2))
    found |= {
        i: ("says what it is, above or below all paragraphs", PLAIN)
        for i in closing.said_outside(lines, [i for i in spoken if found.get(i, ("", 0.0))[1] >= 0])
        if i not in found
    }
    if page.kind == "text" or place == home.Home(place.box):  # boxes don't tell
        found |= {
            i: ("below the line that closes the article", BELOW_COMMENTS)
            for i in closing.closed(lines, spoken, closing.CLOSES if page.kind == "text" else closing.NAMED)
            if i not in found
        }
    events = conventions.announced(lines, {i for i, weight in enumerate(weights) if weight > 0})
    found |= dict.fromkeys(events, ("what the notice of an event says first", CONVENTION - 2 * PLAIN))
    told_of = {i for i in range(len(lines)) if weights[i] + found.get(i, ("", 0.0))[1] > 0} - set(furnished)
    named = {i for i in told_of if _is_title(lines[i], page.title)}
    heads = labels.first(lines, told_of - named)
    found |= dict.fromkeys(heads, ("heads the first sentence, as others do further down", CONVENTION))
    found |= dict.fromkeys(closing.signed(lines, told_of), ("who signs in brackets", UNSEEN))
    if page.kind == "text":
        boxed = closing.between_buttons(lines)
        found |= {i: ("between two buttons", 2 * PLAIN) for i in boxed if found.get(i, ("", 0.0))[1] < CONVENTION}
        found |= dict.fromkeys(conventions.bracketed(lines, told_of), ("in brackets between two sentences", 2 * PLAIN))
        found |= dict.fromkeys(closing.made(lines, told_of), ("ends with who made the picture", PLAIN))
        found |= dict.fromkeys(closing.credited(lines, told_of), ("a photograph, and who made it", UNSEEN))
        found |= {
            i: (BELOW_PICTURE, 2 * PLAIN)
            for i in labels.shown(lines, told_of)
            if found.get(i, ("", 0.0))[1] < CONVENTION  # what nothing else explains
        }
    return found


def _enclosed(lines: Sequence[Line], told: Collection[int]) -> Iterator[int]:
    """Lines of a dump between two sentences that are told, without any sign of furniture, most of them entries that are written
    alike: the works that won, each with its author."""
    for above, below in itertools.pairwise(sorted(told)):
        between = range(above + 1, below)
        ended = SENTENCE_END.search(lines[above].text) and SENTENCE_END.search(lines[below].text)
        alike = sum(lines[i].text[0] in ENTERED for i in between)
        listed = alike > 2 and len(between) <= ENTRIES * alike  # noqa: PLR2004 - two may be quoted by chance
        if ended and listed and all(_is_innocent(lines[i]) for i in between):
            yield from between


def _stated(page: evidence.Page) -> Collection[int]:
    """The lines of a poem in a dump, right below who wrote it and when."""
    above = min(page.dense, default=0) - 1
    return page.dense if above >= 0 and plainly(page.lines[above].text) in WRITTEN else ()


def _furnished(page: evidence.Page, weights: Sequence[float], spoken: set[int]) -> Conventions:
    """What no sentence of the article is, wherever it stands."""
    lines = page.lines
    told_at_all = {i for i, weight in enumerate(weights) if weight > 0}
    found = dict.fromkeys(conventions.above_the_dateline(lines), ("above the dateline", UNSEEN))
    found |= dict.fromkeys(conventions.writers(lines, spoken), ("who wrote it, above the day", UNSEEN))
    inserted = [i + 1 for i in conventions.labels_of_one(lines)]
    found |= dict.fromkeys(inserted, ("leads elsewhere from between two paragraphs", UNSEEN))
    found |= dict.fromkeys(conventions.contents(lines), ("a list of contents", UNSEEN))
    found |= dict.fromkeys(conventions.references(lines), ("what the text refers to", UNSEEN))
    found |= dict.fromkeys(conventions.figures(lines), ("a table of figures", UNSEEN))
    found |= dict.fromkeys(home.ordinals(lines), ("the number of an item", UNSEEN))
    found |= dict.fromkeys(_of_the_author(page, told_at_all), ("about the author, by name", UNSEEN))
    found |= dict.fromkeys(conventions.captions_below(lines), ("below the label of a picture", PLAIN))
    found |= dict.fromkeys(conventions.pointed(lines), ("points at a picture", UNSEEN))
    found |= dict.fromkeys(conventions.offered(lines), ("of an advertisement or an offer, in its block", UNSEEN))
    found |= dict.fromkeys(conventions.unfilled(lines), ("a label with nothing behind it", UNSEEN))
    found |= dict.fromkeys(conventions.addresses(lines), ("an address and nothing else", UNSEEN))
    if page.kind == "html":
        below = (i for i in labels.shown(lines, told_at_all) if _is_below_picture(lines[i]))
        found |= {i: (BELOW_PICTURE, PLAIN * (1 + lines[i].centred)) for i in below}
    found |= dict.fromkeys(conventions.pulled(lines, spoken), ("a quotation pulled out of the text", UNSEEN))
    found |= dict.fromkeys(conventions.records(lines, min(spoken, default=0)), ("a record above the article", UNSEEN))
    return found | dict.fromkeys(conventions.values(lines), ("the value of a label", PLAIN))


def _leads(page: evidence.Page, spoken: set[int], at: int) -> Iterator[int]:
    """Sentences of the extractor's answer right above the first that is spoken, without any sign, below the headline."""
    first = min(spoken, default=0)
    for i in range(first - 1, max(at, first - 1 - REACH), -1):
        line = page.lines[i]
        if not _is_innocent(line) or _is_below_picture(line):
            return
        if i in page.answer and evidence.form(line) == "sentence" and evidence.is_prose(line):
            yield i


def _held(lines: Sequence[Line], spoken: set[int]) -> Iterator[int]:
    """Sentences without any sign between two that are spoken, all of them in the box that both stand in: a list."""
    for above, below in itertools.pairwise(sorted(spoken)):
        between = range(above + 1, below)
        if not 0 < len(between) <= LISTED or not all(_is_innocent(lines[i]) for i in between):
            continue
        box = tuple(one for one, other in zip(lines[above].chain, lines[below].chain, strict=False) if one == other)
        told = [i for i in between if evidence.form(lines[i]).endswith("sentence")]
        inside = all(lines[i].chain[: len(box)] == box for i in between)
        if inside and len(told) > 1 and len(between) < 2 * len(told):  # headings stand above and below them
            yield from told


def _above(lines: Sequence[Line], i: int) -> int:
    """The line above, what leads elsewhere from between two paragraphs aside."""
    inserted = plainly(lines[i - 1].text) if i > 1 else None
    aside = inserted in INSERTED or (
        inserted is Reason.RELATED and bool(conventions.NAMES_ITSELF.search(lines[i - 1].text))
    )
    return i - 2 if aside else i - 1


WRITTEN = frozenset({Reason.CREDIT, Reason.DATELINE})
# A name and what someone is, without an end.
PERSON = re.compile(r"^([\u4e00-\u9fff]{2,4})[，,：:](?!.*[。！？]$)")
# How a life begins that stands below its label: `何青，主任医师，…`
LIFE = re.compile(r"^[\u4e00-\u9fff·]{2,6}[，,：:]")
# Likewise in English: `Mara Quill keeps bees.`
LIVES = re.compile(
    r"^(?:[A-Z][\w.'’-]* ){2,3}(?:is|was|has|keeps|lives|writes|covers|works|teaches|runs|grew|wrote|edits)\b"
)
ADDRESSED = re.compile(r"\w@\w|\d{3}-\d{4}")  # by mail, by telephone
INSERTED = frozenset({Reason.LINK, Reason.PROMOTION, Reason.CAPTION})


def _commented(lines: Sequence[Line], spoken: set[int]) -> range:
    """What stands below the label of the comments, where most of the text is above it."""
    return _below_first(lines, spoken, lambda line: plainly(line.text) is Reason.COMMENT)


def _beyond_the_end(lines: Sequence[Line], spoken: set[int]) -> range:
    """Likewise below the mark with which the article ends: `（完）`, `###`"""
    return _below_first(lines, spoken, lambda line: bears(line.text, "the end"))


def _below_first(lines: Sequence[Line], spoken: set[int], is_mark: Callable[[Line], bool]) -> range:
    above, below = 0.0, _prose(lines, spoken)
    for at, line in enumerate(lines):
        own = _prose(lines, {at} & spoken)
        below -= own
        if above >= LEAST and above >= below and is_mark(line):
            return range(at + 1, len(lines))
        above += own
    return range(0)


def _of_the_author(page: evidence.Page, spoken: set[int]) -> Iterator[int]:
    """What stands below the article in a box of its own and begins with its author's name: `何青，作家，住在河边。` And the fields
    below such a life: `出诊时间：周一上午`"""
    life = -1  # the last line of one
    end = max(spoken, default=0)
    box = page.lines[min(spoken)].chain[:-1] if spoken else ()
    credits_ = "".join(line.squeezed for line in page.lines[: min(spoken, default=0)] if plainly(line.text) in WRITTEN)
    for i in range(max(1, end - 1), min(len(page.lines), end + REACH)):
        line = page.lines[i]
        named = any(line.squeezed.startswith((name + "，", name + ",")) for name in page.names if len(name) > 1)
        titled = PERSON.match(line.text)
        told = LIFE.match(line.text) and bears(page.lines[i - 1].text, "about the writer")
        more = life == i - 1 and FIELD.match(line.text)
        lives = LIVES.match(line.text) and line.squeezed.startswith(tuple(page.names))
        if (named and line.chain[:-1] != box) or (titled and titled[1] in credits_) or lives or told or more:
            yield i
        life = i if told or more else life
    for i, line in enumerate(page.lines):
        foreign = ADDRESSED.search(line.text) and not HAN.search(line.text)  # a notice says whom to call
        if foreign and any(name in line.squeezed for name in page.names if len(name) > 1):
            yield i


def _heads(page: evidence.Page, at: int, spoken: set[int], bold: Collection[int]) -> bool:
    """Whether a spoken paragraph stands below, in the same box or in the same answer; a picture's captions may part them.

    Bold lines of a kind may stand in frames of their own beside the paragraphs.
    """
    lines, below = page.lines, at + 1
    while below < len(lines) and below - at <= CAPTIONS and below not in spoken and not lines[below].linked:
        below += 1
    if below >= len(lines) or below not in spoken:
        return False
    box = lines[at].chain[:-1]
    shared = box if below == at + 1 else box[: len(lines[below].chain) - 1]
    frame = lines[at].chain[:OUTER] if at in bold and below == at + 1 else ()
    beside = any(one and one == lines[below].chain[: len(one)] for one in (shared, frame))
    return beside or ({at, below} <= page.answer and min(spoken) < at)


def _bold_headings(lines: Sequence[Line], first: int) -> set[int]:
    """Paragraphs that are bold as a whole and no sentence, where there are two of a kind: one alone may be a byline.

    Further above the `first` spoken line they must stand in one box, right above and below it in boxes beside each other.
    """
    boxes: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for i, line in enumerate(lines):
        if (
            line.bold
            and line.tag in PARAGRAPHS
            and not SENTENCE_END.search(line.text)
            and not (i < first and NAMES.match(line.text))
        ):
            boxes[line.chain[: -1 if i < first - 1 else OUTER]].add(i)
            boxes[line.chain[:-1]].add(i)
    return {i for found in boxes.values() if len(found) > 1 for i in found}


def _sums_up(line: Line, *, first: bool, points: Collection[int]) -> bool:
    """A sentence right below the headline, or beside it in its box; an item of a list that makes points."""
    if not _is_innocent(line):
        return False
    if line.tag == "li":
        return line.parent in points
    return first and bool(SENTENCE_END.search(line.text)) and evidence.is_prose(line)


def _points(above: Sequence[Line], lines: Sequence[Line]) -> frozenset[int]:
    """The boxes of several long lines without links, of those that hold an item `above` the article."""
    held: dict[int, list[Line]] = {line.parent: [] for line in above if line.tag == "li"}
    for line in lines:
        if line.parent in held:
            held[line.parent].append(line)
    return frozenset(
        box
        for box, beside in held.items()
        if len(beside) > 1 and all(evidence.length(one.text) >= POINT and not one.linked for one in beside)
    )


def _is_field(lines: Sequence[Line], i: int) -> bool:
    """A label with a day between lines of the same box of which one has a label too: `开会日期：2024年5月17日`."""
    line = lines[i]
    if {sign.name for sign in signs_in(line.text)} != {"date"} or not FIELD.match(line.text):
        return False
    if OF_THE_PAGE.match(simplified(line.text)):
        return False
    beside = [other for other in lines[i - 1 : i + 2] if other is not line and other.chain[:-1] == line.chain[:-1]]
    return len(beside) > 1 and any(FIELD.match(other.text) and not _is_heading(other) for other in beside)


def _is_alike(above: Line, line: Line) -> bool:
    """Two long lines of a label and what it names, without a blank line between: `青石队：何青、白露、吴越…`"""
    long = min(len(above.squeezed), len(line.squeezed)) >= LONG
    labels = [FIELD.match(one.text) for one in (above, line)]
    return long and not line.gap and all(labels) and "//" not in line.text and _is_innocent(line)


def _goes_on(beside: Line, line: Line) -> bool:
    """Whether a sentence stands in the same box as the one beside it, and is marked alike."""
    alike = beside.tag == line.tag and beside.chain[:-1] == line.chain[:-1] and beside.hints[-1:] == line.hints[-1:]
    return alike and evidence.form(line).endswith("sentence") and _is_innocent(line)


def _is_heading(line: Line) -> bool:
    return line.bold or line.tag in HEADING_TAGS


def _is_innocent(line: Line) -> bool:
    bare = line.linked or line.hidden or _is_caption(line) or not any(char.isalpha() for char in line.text)
    return not bare and not signs_in(line.text)


def _is_below_picture(line: Line) -> bool:
    """A short line without an end right below a picture: its caption, though nothing says so."""
    short = evidence.form(line) in ("label", "name") and line.tag in PARAGRAPHS
    return short and line.pictured and not _is_heading(line) and not SENTENCE_END.search(line.text)


def _with_priors(
    line: Line,
    one: evidence.Judged,
    conventional: tuple[str, float] | None,
    furniture: Furniture | None,
    names: frozenset[str],
    *,
    captions: bool,
) -> evidence.Judged:
    """What needs no training: a credit is a credit, hidden is hidden, and what stands on every page of a site is its own."""
    plain = Reason.CAPTION if _is_caption(line) else plainly(line.text)
    added = [("plainly " + plain, PLAIN)] if plain and not (captions and plain is Reason.CAPTION) else []
    added += [("in a picture's caption", PLAIN)] if _is_caption(line) and not captions else []
    added += [] if any(char.isalnum() for char in line.text) else [("neither letter nor figure", UNSEEN)]
    added += [("hidden by the page's style", UNSEEN)] if line.hidden else []
    added += [("a caption, asked for", -2 * PLAIN)] if captions and plain is Reason.CAPTION else []
    added += [("nothing but who wrote or published it", NAMED)] if line.squeezed in names else []
    added += [("nothing but a link", BARE_LINK)] if _only_links(line) else []
    added += [("a link and its day", UNSEEN)] if _is_entry(line) else []
    added += [conventional] if conventional else []
    added += furniture.signs(line) if furniture is not None else []
    return evidence.Judged(one.weight + sum(weight for _, weight in added), (*added, *one.signs))


def _or_the_answer(page: evidence.Page, weights: Sequence[float], against: Collection[int]) -> list[float]:
    """The weights; where less than half of an extractor's answer would be spoken, that answer instead, but for what a
    convention speaks `against`."""
    answer = page.answer if page.kind == "html" else page.dense
    own = {
        i
        for i in answer
        if not plainly(page.lines[i].text) and not page.lines[i].hidden and not _is_entry(page.lines[i])
    }  # fmt: skip
    least = LEAST
    if not any(weight > 0 for weight in weights):
        own, least = own | set(conventions.verse(page.lines, page.title)), VERSE
    own -= set(against)
    size = sum(evidence.length(page.lines[i].text) for i in own)
    said = sum(evidence.length(page.lines[i].text) for i in own if weights[i] > 0)
    if size < least or said >= HALF * size:
        return list(weights)
    first, last = min(own), max(own)
    return [
        max(weight, LEAST_SPOKEN) if i in own else weight if first <= i <= last else min(weight, OUTSIDE)
        for i, weight in enumerate(weights)
    ]


def _only_links(line: Line) -> bool:
    """A line of its own that is nothing but a link to elsewhere, after a label perhaps."""
    loose = line.tag in ("p", "div", "strong", "section", "article") and not line.row
    return loose and line.linked > 0.7 * len(line.squeezed) and not SENTENCE_END.search(line.text)


def _is_entry(line: Line) -> bool:
    """An entry of a list of articles: a link, and the day behind or before it."""
    day = ENTRY_DAY.search(line.text) if line.linked >= LEAST_LINKED else None
    return day is not None and line.linked + len(squeeze(day[0])) >= len(line.squeezed)


CAPTIONED = 3  # boxes, from the inmost, of which one can be named a caption
# The class of an element that holds what stands below a picture.
CAPTION_CLASS = re.compile(
    r"(?:^|\s)(?:(?:img|image|pic|photo|picture)[-_]?(?:desc(?:r|ription)?|caption|note|info|intro|explain|shuoming)|(?:wp-|media-|credit-)?caption(?:-text|-wrap)?|tuzhu)(?:\s|$)"
)


# The box of a picture: what stands in it right after the picture belongs to that.
PICTURE_CLASS = re.compile(r"(?:^|\s)(?:img|image|pic|photo|picture)[-_]?(?:wrap(?:per)?|box|container|block)(?:\s|$)")


def _is_caption(line: Line) -> bool:
    named = any(map(CAPTION_CLASS.search, line.hints[-CAPTIONED:]))
    pictured = line.pictured and bool(line.hints) and bool(PICTURE_CLASS.search(line.hints[-1]))
    return "figcaption" in (line.tag, *line.boxes) or named or pictured


def _reason(
    page: evidence.Page,
    i: int,
    weight: float,
    copy: bool,  # noqa: FBT001 - one of its findings
    unlike: Reason | None,
) -> Reason | None:
    line = page.lines[i]
    if _is_title(line, page.title, whole=weight > CONVENTION):  # `某某委员会` signs its 公告
        return Reason.HEADLINE
    if copy:
        return Reason.DUPLICATE
    if weight > 0:
        return None
    if _is_caption(line) or unlike is Reason.CAPTION:
        return Reason.CAPTION
    found = signs_in(line.text)
    own = next((sign.reason for sign in found if sign.whole), None)
    if own is None and evidence.is_prose(line):
        own = next((sign.reason for sign in found), None)
    return own or (Reason.LINK if line.linked > 0.7 * len(line.squeezed) and i in page.answer else Reason.BOILERPLATE)


def _is_title(line: Line, title: str, *, whole: bool = False) -> bool:
    """Whether a line is the headline, or most of it where not the `whole` is asked for."""
    here = line.squeezed
    if not title or line.row:
        return False
    if BARE.sub("", here) == BARE.sub("", title) != "":
        return True
    return not whole and len(here) >= TITLE and here in title and len(here) > 0.8 * len(title)


def copied(lines: Sequence[Line], spoken: set[int]) -> set[int]:
    """The lines that are copies: of three lines or more in a row that were there before, of the sentence just said, or of
    the lead.

    A question, a refrain, a condition under each item is no copy: it stands by itself between other lines.
    """
    order = sorted(spoken)
    first: dict[str, int] = {}
    copies: set[int] = set()
    run: list[int] = []
    last = -2
    for n, i in enumerate(order):
        key = lines[i].squeezed
        before = first.setdefault(key, n) if not lines[i].row and lines[i].tag != "pre" else n
        if before < n and (before == last + 1 or not run):
            run.append(i)
            last = before
        else:
            copies |= _whole(lines, run)
            run, last = ([i], before) if before < n else ([], -2)
        if before in (0, n - 1) and before < n and len(key) >= LONG and evidence.is_prose(lines[i]):
            copies.add(i)  # the sentence just said, or the lead
    return copies | _whole(lines, run)


def _whole(lines: Sequence[Line], run: Sequence[int]) -> set[int]:
    prose = sum(evidence.is_prose(lines[i]) for i in run)
    return set(run) if len(run) >= COPY and prose else set()


def apart(lines: Sequence[Line]) -> dict[int, Reason]:
    """Comments and dialogs by their elements' names, where the page has prose beside them."""
    kinds = dict.fromkeys(conventions.commented(lines), Reason.COMMENT)
    kinds |= {i: Reason.CONTROL for i, line in enumerate(lines) if line.asked}
    kinds |= {i: reason for i, line in enumerate(lines) if (reason := _named_apart(line.hints))}
    beside = _prose(lines, {i for i in range(len(lines)) if i not in kinds and not plainly(lines[i].text)})
    return kinds if beside >= LEAST else {}


@lru_cache(maxsize=1024)  # the lines of one box have the same names around them
def _named_apart(hints: tuple[str, ...]) -> Reason | None:
    """What a class, id or role of an element around a line says that it is; a <body> with a list of features says nothing."""
    words = [word for hint in hints if len(found := hint.split()) <= FEATURES for word in found]
    return next((reason for look, reason in reversed(APART) if any(look.search(word) for word in words)), None)


PASTED = 5  # number of the line at which a pasted article begins, at the latest
FEATURES = 6  # names of one element from which they are no description of it
APART = (
    (re.compile(r"^(?:comments?|cmt|pinglun|disqus|replies)(?:[-_]?(?:list|area|box|item|wrap|wrapper|section|content|body|text|container|thread))?s?$"), Reason.COMMENT),
    (re.compile(r"^(?:sharedaddy|a2a_kit|addtoany|bdsharebuttonbox|(?:social[-_]?)?(?:share|sharing)[-_]?(?:bar|box|buttons?|links?|tools?|list|wrap(?:per)?))$"), Reason.SHARE),
    (re.compile(r"^(?:reward|donate|donation|dashang|tipjar|cta)(?:[-_]?(?:box|block|card|banner|container|wrap(?:per)?|area|button))?$"), Reason.PROMOTION),
    (re.compile(r"^(?:jp-relatedposts|related[-_]?(?:posts?|articles?|news|links|reading|stories))$"), Reason.RELATED),
    (re.compile(r"(?:^|[-_])(?:cookies?|consent|gdpr|dialog|alertdialog|modal|popup)(?:$|[-_])"), Reason.CONTROL),
)  # fmt: skip


def beyond_the_copy(lines: Sequence[Line]) -> dict[int, Reason]:
    """What follows the first copy of the article in a dump that holds it two or three times: copies, and other things.

    Nothing where what stands there twice is not the better part of the dump's prose; but whoever has pasted the headline
    twice above the article, and the dump below it, means what stands first.
    """
    twice = said_twice(lines)
    twice -= {i for i in twice if lines and lines[i].squeezed == lines[0].squeezed}
    said = _prose(lines, twice)
    if not (twice and _is_pasted(lines, min(twice))) and said < max(3 * LEAST, PART * _prose(lines, dense(lines))):
        return {}
    whole = squeeze("".join(lines[i].text for i in sorted(twice)))
    return {
        i: Reason.DUPLICATE if line.squeezed in whole else plainly(line.text) or Reason.BOILERPLATE
        for i, line in enumerate(lines)
        if i > max(twice)
    }


def _is_pasted(lines: Sequence[Line], first: int) -> bool:
    return lines[0].squeezed == lines[1].squeezed and first <= PASTED


def _prose(lines: Sequence[Line], chosen: set[int]) -> float:
    return sum(evidence.length(lines[i].text) for i in chosen if evidence.is_prose(lines[i]))


def why(verdict: Verdict, most: int = 4) -> str:
    """The signs that decided, for people: `says credit −4.0, inside +1.2`"""
    heavy = [(-abs(weight), name, weight) for name, weight in verdict.signs if not -STRONG < weight < STRONG]
    return ", ".join([f"{name} {weight:+.1f}" for _, name, weight in sorted(heavy)[:most]])


def meant(line: Line, title: str, *, inside: bool, captions: bool) -> Verdict:
    """The verdict on a line of a text that is all article."""
    if not inside:
        return Verdict(Reason.BOILERPLATE, OUTSIDE)
    if _is_title(line, title):
        return Verdict(Reason.HEADLINE, 0.0)
    plain = plainly(line.text)
    return Verdict(
        None if plain is None or (captions and plain is Reason.CAPTION) else plain, PLAIN if plain else -PLAIN
    )
