"""The headline by agreement: what the page's title, its metadata, its headings and its lines say of one another.

A single witness can be a caption, a byline or the site's name; a headline is what several of them repeat. Knows nothing
of what is spoken but where the article begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from narrate.clean.above import (
    BRACKET,
    LEAST,
    MOST,
    OFFICE,
    PUBLISHER,
    SITE_TAIL,
    TOLD,
    WHOLE,
    headline_above,
    told_in,
    unlabelled,
    without_site,
)
from narrate.clean.lines import Line, squeeze, tidy
from narrate.clean.noise import plainly
from narrate.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lxml.html import HtmlElement

SHOWN = 1.4  # agreement from which a line that the page shows is its headline
NEAR = 8  # lines above an article in which a part of the page's title names it
LONGEST = 300  # characters of a headline: what is longer names nothing
MARKED = ("h1", "h2", "h3")
ECHO = 0.35  # of a title's pairs of letters that its article has, at the least


@dataclass(frozen=True, slots=True)
class Witness:
    """A text that may be or hold the headline, who says it, and how much that is worth."""

    text: str
    who: str
    worth: float


@dataclass(frozen=True, slots=True)
class Heard:
    """All that speaks for a headline but the article itself: `told` by metadata, best first, the witnesses, and each line that
    may be it with how much they agree."""

    told: tuple[Evidence, ...]
    witnesses: tuple[Witness, ...]
    shown: tuple[tuple[float, Line, int], ...]  # with the number of the line


def heard(root: HtmlElement, lines: Sequence[Line], told: Sequence[Evidence]) -> Heard:
    """What an HTML page says of its headline; `told` is what metadata names as such, best first."""
    witnesses = tuple(_witnesses(root, told))
    agreed = ((_agreement(line, form, witnesses), line, at) for line, form, at in _shown(lines, witnesses))
    return Heard(tuple(told), witnesses, tuple(one for one in agreed if one[0] > 0))


def of_page(page: Heard, lines: Sequence[Line], body: Collection[int] = ()) -> Evidence | None:
    """The headline of an HTML page; `body` are the article's lines, where they are known already."""
    told, witnesses = page.told, page.witnesses
    latest = sorted(body)[len(body) // 2] if body else len(lines)  # who signs below the article is no headline
    said = squeeze("".join(lines[i].text for i in sorted(body) if len(lines[i].squeezed) >= WHOLE // 2))[:TOLD]
    best = max(
        ((worth + 1.5 * told_in(line.text, said), line) for worth, line, at in page.shown if at <= latest),
        key=lambda one: one[0],
        default=None,
    )
    if best is not None and (best[0] >= SHOWN or not witnesses):
        others = " and ".join(_agreeing(best[1].text, witnesses))
        return Evidence(unlabelled(best[1].text), f"<{best[1].tag}>, as in {others}" if others else f"<{best[1].tag}>")
    whole = [
        (unlabelled(without_site(text)), who)
        for text, who in [*((e.value, e.found) for e in told), *((w.text, w.who) for w in witnesses)]
    ]
    whole = [one for one in whole if len(squeeze(one[0])) >= LEAST]
    echoed = [one for one in whole if told_in(one[0], said) >= ECHO and not OFFICE.match(one[0])] if said else whole
    first = next((i for i in sorted(body) if len(lines[i].squeezed) >= WHOLE // 2), None)
    part = _part_shown(lines, witnesses, first) if first is not None and not echoed else None
    if part is not None:
        return Evidence(part.text, "line above the article, as in <title>")
    marked = _marked(lines, min(body), first) if first is not None and not echoed else None
    if marked is not None:  # a title that the article does not speak of is the site's
        return Evidence(marked.text, f"<{marked.tag}> above the article")
    above = headline_above(lines, body) if body and not echoed else None
    if above is not None:
        return Evidence(above.text, "line above the article")
    return Evidence(*max(echoed or whole, key=lambda one: told_in(one[0], said))) if whole else None


def _marked(lines: Sequence[Line], begin: int, first: int) -> Line | None:
    """The highest heading right above the article, or before its first sentence; of several the last."""
    near = [
        line
        for line in lines[max(0, begin - NEAR) : first]
        if line.tag in MARKED
        and not line.linked
        and LEAST <= len(line.squeezed) <= MOST
        and not plainly(line.text)
        and not PUBLISHER.match(line.text)
    ]
    return min(reversed(near), key=lambda line: line.tag, default=None)


def _part_shown(lines: Sequence[Line], witnesses: Sequence[Witness], first: int) -> Line | None:
    """The last line above the article that is a later part of a title: a paper names page, day and article, in this order."""
    parts = {squeeze(part) for one in witnesses for part in SITE_TAIL.split(one.text)[1:]}
    return next(
        (
            line
            for line in reversed(lines[max(0, first - NEAR) : first])
            if line.squeezed in parts
            and len(line.squeezed) >= NAMED
            and not line.linked
            and not plainly(line.text)
            and not PUBLISHER.match(line.text)
        ),
        None,
    )


def _witnesses(root: HtmlElement, told: Sequence[Evidence]) -> Iterator[Witness]:
    yield from (Witness(evidence.value, evidence.found, 1.0) for evidence in told)
    for picture in root.iterfind(".//h1//img[@alt]"):
        if tidy(picture.get("alt") or ""):
            yield Witness(tidy(picture.get("alt") or ""), "the picture in <h1>", 1.0)
    page_title = tidy("".join(root.findtext(".//title") or ""))
    if page_title:
        yield Witness(page_title, "<title>", 1.0)


def _shown(lines: Sequence[Line], witnesses: Sequence[Witness]) -> Iterator[tuple[Line, float, int]]:
    """Lines that may be the headline, two of one box as one, each with what its form is worth and its number.

    A heading may be a link to its own page, where it is the longest part of a title: the name of a site is not.
    """
    longest = {max(map(squeeze, SITE_TAIL.split(one.text)), key=len) for one in witnesses}
    for i, line in enumerate(lines):
        if (
            line.tag != "title"
            and LEAST <= len(line.squeezed) <= MOST
            and (line.linked < len(line.squeezed) or (line.tag in ("h1", "h2") and line.squeezed in longest))
            and not plainly(line.text)
        ):
            yield line, _form(line), i
            category = BRACKET.match(line.text)
            if category and 0 < line.linked <= category.end() < len(line.text):  # a forum's link: `[游记]环湖三天`
                yield replace(line, text=line.text[category.end() :].strip()), _form(line), i
        following = lines[i + 1] if i + 1 < len(lines) else None
        if following is not None and following.box == line.box and line.tag in ("h1", "h2", "p", "div", "td"):
            whole = f"{line.text} {following.text}"
            if len(squeeze(whole)) <= MOST:
                yield Line(whole, line.tag, hints=line.hints), _form(line) - 0.1, i


def _form(line: Line) -> float:
    titled = any(name in hint for hint in line.hints[-1:] for name in ("title", "headline", "biaoti"))
    return {"h1": 0.9, "h2": 0.4, "h3": 0.2}.get(line.tag, 0.0) + 0.3 * titled - 0.5 * ("li" in line.boxes[-2:])


def _agreement(line: Line, form: float, witnesses: Sequence[Witness]) -> float:
    """What a line's form is worth, and every witness that repeats it."""
    heard = sum(witness.worth * repeats(line.text, witness.text) for witness in witnesses)
    return form + 2 * heard if heard else form - (0.2 if witnesses else 0.0) if line.tag == "h1" else 0.0


NAMED = 4  # characters of a first part that names more than a column: `公告`


@lru_cache(maxsize=8192)  # a page's headline is sought before and after its article is known
def repeats(text: str, witness: str) -> float:
    """How much of what a witness says, its site aside, is this text: 1 where it is all."""
    here, there = squeeze(text), squeeze(witness)
    parts = [squeeze(part) for part in SITE_TAIL.split(witness)]
    if here == there or here in (squeeze(without_site(witness)), parts[0]):
        return 1.0
    if len(parts) > 1 and len(parts[0]) >= NAMED and here in ("".join(parts), "".join(reversed(parts))):
        return 1.0  # `某局警情通报` of `警情通报-某局`
    if len(here) >= 4 and there.startswith(here):  # noqa: PLR2004 - shorter begins many titles
        return len(here) / len(there)
    if len(here) >= 8 and here in there:  # noqa: PLR2004 - likewise
        return 0.7 * len(here) / len(there)
    if len(there) >= 8 and there.rstrip("….") in here:  # noqa: PLR2004 - the metadata was cut
        return 0.6 * len(there) / len(here)
    return 0.0


def _agreeing(text: str, witnesses: Sequence[Witness]) -> list[str]:
    return list(dict.fromkeys(witness.who for witness in witnesses if repeats(text, witness.text)))


def within(title: str) -> str:
    """The headline, or how one begins that is as long as an article."""
    return title if len(title) <= LONGEST else first_clause(title)


def first_clause(text: str) -> str:
    """The name of an article without a headline: its first sentence, whole, or what of it ends at a comma."""
    first = re.split(r"(?<=[。！？!?])|\n", text.strip(), maxsplit=1)[0].strip()
    if len(first) <= WHOLE:
        return first.rstrip("。")
    commas = [match.start() for match in re.finditer(r"[，；：,;:]", first[:WHOLE])]
    return first[: commas[-1]] if commas else first[:WHOLE]
