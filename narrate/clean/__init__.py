"""Source → Document: what of the page is spoken, and why the rest is not.

The way: decode → lines → a first answer (body) → headline → evidence, line by line → facts → blocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from narrate.clean import evidence, frontmatter, headline, metadata, pieces, spoken, state
from narrate.clean.above import headline_above
from narrate.clean.begun import begun
from narrate.clean.blocks import blocks
from narrate.clean.body import below_headline, chosen, dense, in_dump
from narrate.clean.code import CODE, gathered
from narrate.clean.conventions import teasers, unstopped
from narrate.clean.crawled import is_crawled, unmarked
from narrate.clean.evidence import is_prose
from narrate.clean.interludes import interludes
from narrate.clean.joined import joined
from narrate.clean.lines import Line, html_lines, parse, serialized, squeeze, text_lines, tidy, unwrapped
from narrate.clean.markdown import markdown_lines
from narrate.clean.noise import plainly
from narrate.clean.questions import questions
from narrate.clean.refusal import EMPTY, of_few, refusal
from narrate.clean.rules import Rules, mark, ruled
from narrate.clean.shown import show
from narrate.decode import decode
from narrate.errors import NoArticleError
from narrate.language import language_of
from narrate.model import Block, Blog, Document, Evidence, Omission, Reason, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from narrate.clean.furniture import Furniture

NEAR = 16  # lines between a dump's headline and its article
FEW = 4  # lines of a text so short that all of it is meant
ENOUGH = 100  # characters of an article
HALF = 0.5  # of the text that its data holds that the page itself shows
OWN = "narrate.toml"  # where a fact was found that the site's own rules say
TOLD_MORE = 3  # times the text that the page shows that its data must hold to be taken instead


GENERAL = Rules()
NO_BLOG = Blog()


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines, a first guess which of them the article is, and what the page says of itself."""

    lines: tuple[Line, ...]
    answer: frozenset[int]
    facts: metadata.Facts
    kind: str  # how it is judged: "html", "text", or "all" where every line is meant
    aside: Mapping[int, Reason] = field(default_factory=dict)  # lines that are no part of it, whatever they look like
    more: bool = False  # whether the page says that the article goes on elsewhere
    draft: bool = False  # whether it says that it is not for readers
    tags: tuple[str, ...] = ()

    def is_marked(self, said: Sequence[int]) -> bool:
        """Whether tags tell headings, lists and quotes."""
        lines = (self.lines[i] for i in said) if self.kind == "text" else self.lines
        return any(line.tag not in ("", "li", CODE) for line in lines)


def clean(source: Source, rules: Rules = GENERAL, furniture: Furniture | None = None) -> Document:
    """The article of a page, with its further pages. `furniture` is what is known of its site.

    Raises SourceError for a page that can't be parsed, NoArticleError for one without an article, ConfigError.
    """
    return joined([_page(source, rules, furniture), *_further(source, rules, furniture)])


def _further(source: Source, rules: Rules, furniture: Furniture | None) -> Iterator[Document]:
    for page in source.further:
        try:
            yield _page(page, rules, furniture)
        except NoArticleError:  # the last one may hold nothing but links
            continue


def _page(source: Source, rules: Rules, furniture: Furniture | None) -> Document:
    page = read_page(decode(source.content), source.media_type, rules, source.blog)
    page = replace(page, lines=ruled(page.lines, rules), facts=dict(source.told) | page.facts)
    found = _of_a_note(page, _verdicts(page, furniture, rules))
    said = [i for i, verdict in enumerate(found) if verdict.reason is None]
    instead = _instead(page, said)
    if instead:
        raise NoArticleError(
            f"{source.location} holds no article but is {instead} "
            f"(`narrate clean --explain {source.location}` shows what was left out)",
            account=tuple(
                Omission(line.text, one.reason or Reason.BOILERPLATE, spoken.why(one))
                for line, one in zip(page.lines, found, strict=True)
            ),
        )
    return _document(page, found, said, rules)


def _instead(page: Page, said: Sequence[int]) -> str:
    """What the page is instead of an article, or ""."""
    if page.kind != "all":
        return refusal(_title(page), page.lines, said)
    return of_few(page.lines) if said and len(page.lines) <= FEW else "" if said else EMPTY


def _of_a_note(page: Page, found: list[spoken.Verdict]) -> list[spoken.Verdict]:
    """The verdicts on a page of a headline and a few lines, of which nothing would be left: its sentences are meant."""
    many = sum(not line.linked for line in page.lines) > FEW
    if many or "title" not in page.facts or any(one.reason is None for one in found):
        return found
    meant = {
        i
        for i, one in enumerate(found)
        if i in page.answer and one.reason is Reason.BOILERPLATE and evidence.form(page.lines[i]).endswith("sentence")
    }
    return [replace(one, reason=None) if i in meant else one for i, one in enumerate(found)]


def read_page(text: str, media_type: str, rules: Rules = GENERAL, blog: Blog = NO_BLOG) -> Page:
    """The page's lines and a first guess. Raises SourceError, ConfigError."""
    if media_type == "text/markdown":
        return _read_markdown(text, blog)
    return READERS.get(media_type, _read_html)(text, rules)


def lines_of(source: Source) -> tuple[Line, ...]:
    """All lines of a page, for the memory of its site. Raises SourceError."""
    return read_page(decode(source.content), source.media_type).lines


def address_in(source: Source) -> str:
    """The address that a page gives as its own; "" where it gives none. Raises SourceError."""
    told = read_page(decode(source.content), source.media_type, blog=source.blog).facts.get("canonical_url")
    return told.value if told else ""


def _document(page: Page, found: Sequence[spoken.Verdict], said: Sequence[int], rules: Rules) -> Document:
    told = {name: Evidence(value, OWN) for name, value in rules.told}
    page = replace(page, facts=metadata.completed(page.facts, page.lines, said) | told)
    facts = {name: evidence.value for name, evidence in page.facts.items()}
    reasons = {i: one.reason for i, one in enumerate(found) if one.reason is not None}
    kinds = blocks(page.lines, said, markup=page.is_marked(said))
    account: tuple[Block | Omission, ...] = tuple(
        kinds[i] if i in kinds else Omission(line.text, reasons[i], spoken.why(found[i]))
        for i, line in enumerate(page.lines)
        if i in kinds or i in reasons  # the other cells of a row are in its first
    )
    text = "\n".join(entry.text for entry in account if not isinstance(entry, Omission))
    return Document(
        title=headline.within(facts.get("title", "")) or headline.first_clause(text),
        lang=_language(facts.get("lang", ""), facts.get("title", "") + "\n" + text),
        account=begun(account, dict(rules.sections)),
        author=facts.get("author", ""),
        editor=facts.get("editor", ""),
        publisher=facts.get("publisher", ""),
        published=metadata.parse_date(facts.get("published", "")),
        canonical_url=facts.get("canonical_url", ""),
        image_url=facts.get("image_url", ""),
        image_alt=facts.get("image_alt", ""),
        description=facts.get("description", ""),
        evidence=tuple(page.facts.items()),
        questions=questions(page.lines, found, facts, more=page.more),
        draft=page.draft,
        tags=page.tags,
    )


def _language(told: str, text: str) -> str:
    """The language that the text is in; with the region that the page names where both speak of one: zh-HK, en-GB."""
    seen = language_of(text)
    found = REGION.match(told.replace("_", "-"))
    if found is None or found["language"].lower() != seen.split("-")[0]:
        return seen
    region = found["region"].upper()
    return f"{seen.split('-')[0]}-{region}" if "-" not in seen or (seen, region) in SAME_SCRIPT else seen


# BCP 47: a language, perhaps a script, a region.
REGION = re.compile(r"(?P<language>[a-z]{2})(?:-[a-z]{4})?-(?P<region>[a-z]{2})$", re.IGNORECASE)
# Sites name one language for both scripts of Chinese: only a region that writes as the page does is believed.
SAME_SCRIPT = {("zh-TW", "HK"), ("zh-TW", "MO")}


def _title(page: Page) -> str:
    return page.facts["title"].value if "title" in page.facts else ""


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_html(text: str, rules: Rules = GENERAL) -> Page:
    root = parse(text)
    told_body = metadata.schema_body(root)
    if show(root, told_body):
        text = serialized(root)
    mark(root, rules)
    lines = unwrapped(html_lines(root))
    declared = metadata.declared(root)
    told = [value for name, value in declared if name == "title"]
    heard = headline.heard(root, lines, told)
    first = headline.of_page(heard, lines)
    aside = dict.fromkeys(teasers(lines), Reason.RELATED) | spoken.apart(lines)
    answer = _without(aside, chosen(text, lines, first.value if first else ""), lines, first.value if first else "")
    title = headline.of_page(heard, lines, answer)
    facts = metadata.first_of(declared) | ({"title": title} if title else {})
    carried = state.carried(text, told_body)
    shown = _length([lines[i] for i in answer])
    if _length(carried) > max(ENOUGH, TOLD_MORE * shown):  # the answer is not the text that the page tells of
        copies = _copies(lines, carried)
        if _length([lines[i] for i in copies]) < HALF * _length(carried):  # which is not in the page itself
            return _carried(lines, carried, copies, facts)
        answer = {i for i in copies if i not in aside}
    return Page(lines, frozenset(answer), facts, "html", aside, more=metadata.goes_on(root))


def _read_whole(text: str, _: Rules = GENERAL) -> Page:
    """HTML of which every line is meant: a chapter of a book, a document, what a feed carries."""
    root = parse(text)
    lines = html_lines(root)
    facts = metadata.first_of(metadata.declared(root))
    head = next((line for line in lines if line.tag in ("h1", "h2")), None)
    title = tidy(root.findtext(".//title") or "")
    if head is not None:
        facts |= {"title": Evidence(head.text, "heading")}
    elif title:
        facts |= {"title": Evidence(title, "title")}
    plain = tuple(replace(line, linked=0) for line in lines)
    return Page(plain, frozenset(range(len(lines))), facts, "all")


def _without(aside: Mapping[int, Reason], answer: set[int], lines: Sequence[Line], title: str) -> set[int]:
    """The answer without the lines of other articles; where it was made of those, what runs below the headline."""
    rest = answer - set(aside)
    if rest:  # what runs right below the headline belongs to it, however much follows
        begin = min(rest)
        lead = sorted(i for i in below_headline(lines, title) if i < begin and i not in aside)
        prose = next((i for i in lead if is_prose(lines[i])), begin)
        rest |= {i for i in lead if i >= prose}
    if rest == answer or _length([lines[i] for i in rest]) >= ENOUGH:
        return rest
    fresh = [i for i in range(len(lines)) if i not in aside]
    kept = [lines[i] for i in fresh]
    return {fresh[n] for n in below_headline(kept, title) or dense(kept)}


def _copies(lines: Sequence[Line], carried: Sequence[Line]) -> list[int]:
    """The lines of the page that stand in the text that its data carries."""
    whole = squeeze("".join(line.text for line in carried))
    return [i for i, line in enumerate(lines) if line.squeezed in whole]


def _carried(lines: tuple[Line, ...], carried: tuple[Line, ...], copies: Sequence[int], facts: metadata.Facts) -> Page:
    """The page with the text that its data carries: that is spoken, and what the page itself shows of it is a copy."""
    answer = frozenset(range(len(lines), len(lines) + len(carried)))
    told = tuple(replace(line, tag=line.tag or "p", boxes=line.boxes or ("p",)) for line in carried)
    return Page(lines + told, answer, facts, "carried", dict.fromkeys(copies, Reason.DUPLICATE))


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.squeezed) for line in lines)


def _read_markdown(text: str, blog: Blog) -> Page:
    """Every line of a post is meant, but for the marks of its site's generator."""
    front, body = frontmatter.split(text)
    lines, aside = markdown_lines(body)
    facts = frontmatter.facts(front, blog)
    first = next((line for i, line in enumerate(lines) if line.tag == "h1" and i not in aside), None)
    if first is not None and ("title" not in facts or facts["title"].found == "the file's name"):
        facts["title"] = Evidence(first.text, "# heading")
    tags = (*front.several("categories", "category"), *front.several("tags", "tag", "keywords"))
    said = frozenset(set(range(len(lines))) - set(aside))
    return Page(lines, said, facts, "all", aside, draft=blog.draft or front.is_draft, tags=tags)


def _read_text(text: str, _: Rules = GENERAL) -> Page:
    lines, aside, answer = read_dump(text)
    title = headline_above(lines, answer)
    facts = {"title": Evidence(title.text, "line above the article")} if title else {}
    if title and answer:
        answer |= _between(lines, title.places[-1], min(answer))
    if len(lines) <= FEW:
        return Page(lines, frozenset(range(len(lines))), facts if answer else {}, "all")
    return Page(lines, frozenset(answer), facts, "text", aside)


def read_dump(text: str) -> tuple[tuple[Line, ...], dict[int, Reason], set[int]]:
    """A text dump: its lines, those that are no part of it, and a first answer which of them the article is."""
    read = text_lines(text)
    lines, of_code = gathered(pieces.whole(unwrapped(unmarked(read) if is_crawled(text) else read)))
    of_code |= {i for i, line in enumerate(lines) if line.tag == CODE}
    aside = dict.fromkeys(teasers(lines), Reason.RELATED) | spoken.beyond_the_copy(lines)
    aside = interludes(lines) | aside | dict.fromkeys(of_code, Reason.BOILERPLATE)
    fresh = [i for i in range(len(lines)) if i not in aside]
    rest = [lines[i] for i in fresh]
    return lines, aside, {fresh[n] for n in unstopped(rest) or in_dump(rest)}


# What may stand between a recipe's lead and its steps: how many it is for.
OF_A_TABLE = frozenset({None, Reason.CONTROL, Reason.CAPTION})


def _between(lines: Sequence[Line], title: int, first: int) -> set[int]:
    """The lines between a headline and the article, from the first sentence on: a short notice above long rules."""
    said = [i for i in range(title + 1, first) if is_prose(lines[i]) and not plainly(lines[i].text)]
    apart = [plainly(line.text) for line in lines[said[0] : first]] if said else []
    whole = bool(said) and not {*apart} - OF_A_TABLE  # a list, a table
    return set(range(said[0], first)) if said and (whole or first - title <= NEAR) else set()


# https://www.iana.org/assignments/media-types/
READERS = {
    "text/html": _read_html,
    "text/html;whole": _read_whole,
    "application/xhtml+xml": _read_html,
    "text/plain": _read_text,
}


# ── judging ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _verdicts(page: Page, furniture: Furniture | None, rules: Rules) -> list[spoken.Verdict]:
    """A verdict for every line; the site's own rules come before all evidence."""
    fresh = [i for i in range(len(page.lines)) if i not in page.aside]
    found = {i: spoken.Verdict(reason, spoken.UNSEEN) for i, reason in page.aside.items()}
    judge = JUDGES[page.kind]
    found |= dict(zip(fresh, judge(page, fresh, furniture, captions=rules.captions), strict=True))
    if page.kind == "text":
        said = [i for i, one in found.items() if one.reason is None]
        code = (i for i in range(min(said, default=0), max(said, default=0)) if page.lines[i].tag == CODE)
        found |= dict.fromkeys(code, spoken.Verdict(None, 0.0))
    return [_ruled(page.lines[i], found[i]) for i in range(len(page.lines))]


def _ruled(line: Line, verdict: spoken.Verdict) -> spoken.Verdict:
    ruling = {"keep": None, "drop": Reason.RULE}
    return spoken.Verdict(ruling[line.rule], 0.0) if line.rule in ruling else verdict


def _by_evidence(
    page: Page, fresh: Sequence[int], furniture: Furniture | None, *, captions: bool
) -> list[spoken.Verdict]:
    return spoken.verdicts(judged_page(page, fresh), furniture, captions=captions)


def judged_page(page: Page, fresh: Sequence[int]) -> evidence.Page:
    """The page as evidence sees it: the lines of `fresh` alone."""
    place = {i: n for n, i in enumerate(fresh)}
    answer = frozenset(place[i] for i in page.answer if i in place)
    html = page.kind == "html"
    lines = [page.lines[i] for i in fresh]
    nothing: frozenset[int] = frozenset()
    facts = metadata.stated(page.facts, page.lines, sorted(page.answer))
    return evidence.Page(
        lines,
        page.kind,
        squeeze(_title(page)),
        answer=answer if html else nothing,
        dense=nothing if html else answer,
        names=frozenset(squeeze(facts[name].value) for name in ("author", "publisher") if name in facts),
    )


def _all_but_furniture(
    page: Page, fresh: Sequence[int], _: Furniture | None, *, captions: bool
) -> list[spoken.Verdict]:
    """Where every line of the answer is meant: only what is plainly furniture is left out."""
    title = squeeze(_title(page))
    return [spoken.meant(page.lines[i], title, inside=i in page.answer, captions=captions) for i in fresh]


JUDGES = {"html": _by_evidence, "text": _by_evidence, "all": _all_but_furniture, "carried": _all_but_furniture}
