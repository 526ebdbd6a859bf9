"""The headline by agreement: what the page's title, its metadata, its headings and its lines say of one another.

A single witness can be a caption, a byline or the site's name; a headline is what several of them repeat. Knows nothing
of what is spoken but where the article begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.clean.conventions import BARE_DATE
from narrate.clean.lines import Line, squeeze, tidy
from narrate.clean.noise import ENDED, plainly, signs_in
from narrate.model import Evidence, Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lxml.html import HtmlElement

# What sites hang behind the headline in <title>: `某事发生了_某频道_某网`
SITE_TAIL = re.compile(
    r"\s{0,3}(?:[_|｜»]|\s[-–—·]\s?|--|——(?=[^—]{2,12}$)|(?<=[\u4e00-\u9fff？！”])-(?=[\u4e00-\u9fff]))\s{0,3}"
)
LEAST, MOST = 2, 120  # characters of a headline
NEAR = 30  # lines above the article in which a dump's headline is sought
FAR = 0.4  # what it is worth that a line comes again below the article: so do the names of sites
SAME = 0.9
SHOWN = 1.4  # agreement from which a line that the page shows is its headline
ECHO = 0.15  # of a title's pairs of letters that its article has, at the least
TOLD = 1500  # characters of the article in which a headline's words are sought
SHORT = 12  # letters of a short headline
INSIDE = 3  # lines at the head of the article among which the headline may still be
SURE = 1.5  # standing from which a line is the headline
WHOLE = 60  # characters of a first sentence that can be a name
MENU = re.compile(r"[|｜›»>]|\s[·/]\s|::")
NUMBERED = re.compile(r"[〔\[（(](?:19|20)\d{2}[〕\]）)]\s?\d{0,5}\s?号|^\d[\d\s.,:/-]*$")
SITE_NAME = re.compile(r"^[\u4e00-\u9fff]{2,10}(?:新闻网|门户网站|网|日报|晚报|时报|电视台|在线|客户端)$")
ENDS = re.compile(r"[。，、；：,;:]$")
ADDRESS = re.compile(r"https?://|www\.|@")


@dataclass(frozen=True, slots=True)
class Witness:
    """A text that may be or hold the headline, who says it, and how much that is worth."""

    text: str
    who: str
    worth: float


def of_page(
    root: HtmlElement, lines: Sequence[Line], told: Sequence[Evidence], body: Collection[int] = ()
) -> Evidence | None:
    """The headline of an HTML page; `told` is what metadata names as such, best first; `body` the article's lines."""
    witnesses = list(_witnesses(root, told))
    said = squeeze("".join(lines[i].text for i in sorted(body) if len(lines[i].squeezed) >= WHOLE // 2))[:TOLD]
    agreed = [(_agreement(shown, witnesses), shown[0]) for shown in _shown(lines)]
    best = max(
        ((a + 1.5 * told_in(line.text, said), line) for a, line in agreed if a > 0),
        key=lambda one: one[0],
        default=None,
    )
    if best is not None and best[0] >= SHOWN:
        others = " and ".join(_agreeing(best[1].text, witnesses))
        return Evidence(best[1].text, f"<{best[1].tag}>, as in {others}" if others else f"<{best[1].tag}>")
    whole = [*((without_site(e.value), e.found) for e in told), *((without_site(w.text), w.who) for w in witnesses)]
    kept = [one for one in whole if told_in(one[0], said) >= ECHO] if said else whole
    below = of_dump(lines, body) if body and not kept else None
    if below is not None:
        return Evidence(below[0], "line above the article")
    return Evidence(*(kept or whole)[0]) if whole else None


def _witnesses(root: HtmlElement, told: Sequence[Evidence]) -> Iterator[Witness]:
    yield from (Witness(evidence.value, evidence.found, 1.0) for evidence in told)
    for picture in root.iterfind(".//h1//img[@alt]"):
        if tidy(picture.get("alt") or ""):
            yield Witness(tidy(picture.get("alt") or ""), "the picture in <h1>", 1.0)
    page_title = tidy("".join(root.findtext(".//title") or ""))
    if page_title:
        yield Witness(page_title, "<title>", 1.0)


def _shown(lines: Sequence[Line]) -> Iterator[tuple[Line, float]]:
    """Lines that may be the headline, two of one box as one, each with what its form is worth."""
    for i, line in enumerate(lines):
        if LEAST <= len(line.squeezed) <= MOST and line.linked < len(line.squeezed) and not plainly(line.text):
            yield line, _form(line)
        following = lines[i + 1] if i + 1 < len(lines) else None
        if following is not None and following.box == line.box and line.tag in ("h1", "h2", "p", "div", "td"):
            whole = f"{line.text} {following.text}"
            if len(squeeze(whole)) <= MOST:
                yield Line(whole, line.tag, hints=line.hints), _form(line) - 0.1


def _form(line: Line) -> float:
    titled = any(name in hint for hint in line.hints[-1:] for name in ("title", "headline", "biaoti"))
    return {"h1": 0.9, "h2": 0.4, "h3": 0.2}.get(line.tag, 0.0) + 0.3 * titled - 0.5 * ("li" in line.boxes[-2:])


def _agreement(shown: tuple[Line, float], witnesses: Sequence[Witness]) -> float:
    """What a line's form is worth, and every witness that repeats it."""
    line, form = shown
    heard = sum(witness.worth * _repeats(line.text, witness.text) for witness in witnesses)
    return form + 2 * heard if heard else form - (0.2 if witnesses else 0.0) if line.tag == "h1" else 0.0


def _repeats(text: str, witness: str) -> float:
    """How much of what a witness says, its site aside, is this text: 1 where it is all."""
    here, there = squeeze(text), squeeze(witness)
    parts = [squeeze(part) for part in SITE_TAIL.split(witness)]
    if here == there or here in (squeeze(without_site(witness)), parts[0]):
        return 1.0
    if len(here) >= 4 and there.startswith(here):  # noqa: PLR2004 - shorter begins many titles
        return len(here) / len(there)
    if len(here) >= 8 and here in there:  # noqa: PLR2004 - likewise
        return 0.7 * len(here) / len(there)
    if len(there) >= 8 and there.rstrip("….") in here:  # noqa: PLR2004 - the metadata was cut
        return 0.6 * len(there) / len(here)
    return 0.0


def _agreeing(text: str, witnesses: Sequence[Witness]) -> list[str]:
    return list(dict.fromkeys(witness.who for witness in witnesses if _repeats(text, witness.text)))


def without_site(title: str) -> str:
    """`某事发生了_某频道_某网` → `某事发生了`; `某网 | 某事终于在今天发生了` → `某事终于在今天发生了`"""
    parts = [part for part in SITE_TAIL.split(title) if part]
    if len(parts) < 2:  # noqa: PLR2004 - a title alone
        return parts[0] if parts else title
    return max(parts[:2], key=len) if len(parts[0]) < 6 else parts[0]  # noqa: PLR2004 - a channel before the headline


# ── text dumps ────────────────────────────────────────────────────────────────────────────────────────────────────


def of_dump(lines: Sequence[Line], body: Collection[int]) -> tuple[str, tuple[int, ...]] | None:
    """(headline, numbers of its lines) of a text dump, or None where no line above the article (`body`) is one."""
    inside = sorted(body)  # a heading of the article looks much like its headline
    prose = next((i for i in inside if len(lines[i].squeezed) >= WHOLE or ENDED.search(lines[i].text)), len(lines))
    first_spoken = min([*inside[INSIDE : INSIDE + 1], prose])
    said = squeeze("".join(lines[i].text for i in inside if i >= first_spoken))[:TOLD]
    above = range(max(0, first_spoken - NEAR), min(first_spoken, len(lines)))
    alone = [(lines[i].text, (i,)) for i in above]
    pairs = [
        (f"{lines[i].text} {lines[i + 1].text}", (i, i + 1)) for i in above if i + 1 in above and not lines[i + 1].gap
    ]
    whole = ["" if i in body and i >= first_spoken else line.squeezed for i, line in enumerate(lines)]
    scored = [
        (
            _standing(text, places, lines, whole, first_spoken) + 3 * told_in(text, said) - (places[0] in inside),
            text,
            places,
        )
        for text, places in (*alone, *pairs)
    ]
    best = max(scored, key=lambda one: (round(one[0], 3), one[2][-1]), default=None)
    return (best[1], best[2]) if best is not None and best[0] > SURE else None


def _standing(text: str, places: tuple[int, ...], lines: Sequence[Line], whole: Sequence[str], first: int) -> float:
    """How well a line stands as the headline: repeated elsewhere, of its length, near the article, above its date."""
    here = squeeze(text)
    parts = [lines[i].text for i in places]
    if not LEAST <= len(here) <= MOST or any(_cannot(part) for part in parts):
        return -1.0
    elsewhere = ((_repeats_in_dump(here, other), j < first) for j, other in enumerate(whole) if j not in places)
    agreed = max((much if above else FAR * much for much, above in elsewhere), default=0.0)
    if len(places) > 1 and agreed < SAME and not _is_one(*parts):  # two lines are one where they stand so elsewhere
        return -1.0
    fitting = 1.0 if 8 <= len(here) <= 50 else 0.5 if len(here) <= MOST // 2 else 0.0  # noqa: PLR2004
    below = [
        sign.reason
        for i in range(places[-1] + 1, min(places[-1] + 4, first))
        for sign in signs_in(lines[i].text)
        if sign.whole
    ]
    dated = 1.3 if {Reason.DATELINE, Reason.CREDIT} & set(below) else 0.0
    near = max(0.0, 1.5 - 0.16 * (first - places[-1]))
    words = text.split()
    menu = 1.5 if len(words) >= 4 and max(map(len, words)) <= 5 and not text.isascii() else 0.0  # noqa: PLR2004 - items of a menu
    item = 0.8 if lines[places[0]].tag == "li" else 0.0
    official = 3.0 if "关于" in text and DOCUMENT.search(text) else 0.0
    signed = 2.0 if places[-1] + 1 < len(lines) and BARE_DATE.match(lines[places[-1] + 1].squeezed) else 0.0
    return 2.5 * agreed + fitting + dated + near + official - signed - menu - item - 0.8


def told_in(text: str, said: str) -> float:
    """The share of a line's pairs of letters that the article has too: a headline's words come again below it.

    A line shorter than a headline counts as much less: any word of a menu is met somewhere.
    """
    here = "".join(char for char in text if char.isalnum())
    pairs = [here[i : i + 2] for i in range(len(here) - 1)]
    return sum(pair in said for pair in pairs) / len(pairs) * min(1.0, len(here) / SHORT) if pairs else 0.0


def _cannot(text: str) -> bool:
    """What is never a headline: furniture, an address, a number, a sentence that goes on, a path of menus."""
    return bool(
        plainly(text)
        or SITE_NAME.match(text)
        or ENDS.search(text)
        or ADDRESS.search(text)
        or (MENU.search(text) and not _titled(text))
        or NUMBERED.search(text)
    )


def _is_one(first: str, second: str) -> bool:
    """`某区人民政府关于做好今冬明春` + `老人探访工作的通知`: a document's title, broken in two."""
    return (
        ("关于" in first and not DOCUMENT.search(first) and bool(DOCUMENT.search(second)))
        or first.endswith(JOINTS)
        or second.startswith("的")
    )


DOCUMENT = re.compile(r"(?:通知|公告|通告|意见|办法|决定|方案|规定|批复|函|报告|公示|通报|细则|条例|请示)[）)]?$")
JOINTS = ("的", "和", "与", "及", "在", "为", "把", "被", "将", "对", "从", "向")


def _titled(text: str) -> bool:
    """`直播｜台风来了`: one word before the bar."""
    parts = re.split(r"\s?[|｜]\s?", text)
    return len(parts) == 2 and len(parts[0]) <= 6 < len(parts[1])  # noqa: PLR2004


def _repeats_in_dump(here: str, other: str) -> float:
    if here == other:
        return 1.0 if len(here) >= 8 else 0.3  # noqa: PLR2004 - a name stands in many places
    if len(here) >= 6 and (other.startswith(here) or other.endswith(here)) and len(other) <= len(here) + 24:  # noqa: PLR2004 - with the site's name
        return 1.0
    return 0.0


def first_clause(text: str) -> str:
    """The name of an article without a headline: its first sentence, whole, or what of it ends at a comma."""
    first = re.split(r"(?<=[。！？!?])|\n", text.strip(), maxsplit=1)[0].strip()
    if len(first) <= WHOLE:
        return first.rstrip("。")
    commas = [match.start() for match in re.finditer(r"[，；：,;:]", first[:WHOLE])]
    return first[: commas[-1]] if commas else first[:WHOLE]
