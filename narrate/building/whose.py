"""Which article a page is: by its place, its address in any dress, or else by its text."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from narrate import identity
from narrate.catalogue import LEFT, REVIEW, WITHDRAWN
from narrate.errors import NarrateError, NoArticleError, SourceError
from narrate.model import Found, Question
from narrate.release import articles
from narrate.sources import digest_of, fetch, place_of

if TYPE_CHECKING:
    from narrate.building.site import Site
    from narrate.catalogue import Article
    from narrate.model import Document


class TakenBackError(Exception):
    """The page is of an article that was withdrawn."""


def owned(document: Document, found: Found, site: Site) -> tuple[Document, str, Article | None]:
    """The document with the address that it may keep, the guid of its article, and that article where it is known.

    Raises SourceError for another article's guid, TakenBackError where an editor has withdrawn it.
    """
    from narrate import plan

    kept, place = site.kept, place_of(found, site.out)
    document, text = _trusted(document), plan.text_of(document)
    guid = _guid(document, found, site, place)
    known = kept.article(guid)
    if known and identity.is_web(guid) and _is_other(known, document, site, place):
        document = _without_address(document, f"is {known.title!r} already, and so")
        guid = _guid(document, found, site, place)
        known = kept.article(guid)
    if known and not identity.is_web(guid) and _moved_on(known, site, place) and known.text != text:
        guid = plan.named_guid(f"{found.name}\n{text}")  # the article of this name has another now, or none
        known = kept.article(guid)
    if known and known.state == WITHDRAWN:
        another = not document.canonical_url and known.title != document.title
        if another and known.text not in ("", text):
            raise NoArticleError(
                f"{found.location} stands where {known.title!r} was withdrawn, and is another article: "
                "give it a name or an address of its own"
            )
        if not kept.meet(guid, place):
            kept.change(guid, place=place)
            kept.leave(place, guid)
        raise TakenBackError
    if known is None and not document.canonical_url and (twin := _twin(document, site)):
        raise NoArticleError(
            f"{found.location} says word for word what {twin.location} says, of the same day: it is the same article; "
            "leave one out, or give each its address"
        )
    if other := kept.meet(guid, place):
        raise SourceError(
            f"{found.location} is the same article as {other}: leave one out, or give the folder above both"
        )
    same = known is None or known.place.endswith(LEFT)
    if known and not same:
        there = (site.out / known.place).exists()
        same = plan.is_same_source(known.identity, place, document.title, there=there) or (
            not there and identity.is_web(guid) and _says_much_of(known, document, site)
        )
    if known and not same and not (_gave_way(known, site) and (identity.is_web(guid) or known.text == text)):
        raise SourceError(
            f"{found.location} would replace {known.title!r}, which was published from {known.place}: both go by {guid}. "
            "Rename one, mend its canonical address, or give the folder above both"
        )
    return document, guid, known


def _trusted(document: Document) -> Document:
    """Without a canonical address that is the site's home page, which is no article's own."""
    if not document.canonical_url or not identity.is_home(document.canonical_url):
        return document
    return _without_address(document, "is the home page, and so")


def _without_address(document: Document, why: str) -> Document:
    asked = Question(document.canonical_url, f"the page's canonical address {why} is not believed")
    return replace(document, canonical_url="", questions=(*document.questions, asked))


def _is_other(known: Article, document: Document, site: Site, place: str) -> bool:
    """Whether a page that gives the address of a known article is another: that one's page is there, with another headline."""
    there = known.place not in ("", place) and (site.out / known.place).exists()
    return there and known.title != document.title and not _gave_way(known, site)


def _gave_way(known: Article, site: Site) -> bool:
    """Whether the file that an article was made from is there, and another's now: files that are numbered, the newest first,
    change their names among themselves. What gives no address is known by its bytes."""
    from narrate.clean import address_in

    path = site.out / known.place
    file = Found(str(path), path.name, path)
    try:
        told = address_in(fetch(file, address=site.settings.sources.address)) if identity.is_web(known.guid) else ""
        if not identity.is_web(told):
            return path.is_file() and digest_of(file) != known.source
    except NarrateError:
        return False
    return not identity.same_address(told, known.guid)


def _moved_on(known: Article, site: Site, place: str) -> bool:
    """Whether an article is another page's: this build has met it elsewhere, or another stands where it was."""
    return site.kept.met_at(known.guid) not in ("", place) or known.place.endswith(LEFT)


def _guid(document: Document, found: Found, site: Site, place: str) -> str:
    """The guid of the article that this page is: by its place, its address in any dress, or else by its text."""
    from narrate import plan

    kept = site.kept
    before = kept.at_place(place) if place != plan.STDIN else None
    if not document.canonical_url:
        before = _renamed(plan.text_of(document), site, place, before)
    elif before and _is_anothers(document, before, site):
        before = None
    if before and _moved_on(before, site, place) and before.text != plan.text_of(document):
        before = None
    guid = plan.guid_of(document, found.name, before.identity if before else None)
    return (kept.at_address(guid) or guid) if identity.is_web(guid) and kept.article(guid) is None else guid


def _is_anothers(document: Document, before: Article, site: Site) -> bool:
    """Whether a page gives the address of an article other than the one `before` in its place. Where that goes by a name of its own, an
    address that several pages give may be why: then its headline tells."""
    known = site.kept.at_address(document.canonical_url)
    return known not in ("", before.guid) and (identity.is_web(before.guid) or before.title != document.title)


def _says_much_of(known: Article, document: Document, site: Site) -> bool:
    """Whether a page has half of an article's paragraphs or more: it is that one under another headline."""
    try:
        before = set(articles.lines_of(site.kept, known))
    except ValueError:  # a damaged record tells nothing
        return False
    told = [block.text for block in document.blocks if block.text != document.title]
    return sum(text in before for text in told) * 2 >= len(told) > 0


def _twin(document: Document, site: Site) -> Article | None:
    """The article of the same text and day whose page is there: this one is a copy of it."""
    from narrate import plan

    same = site.kept.articles("text = ? AND state IN ('', ?)", (plan.text_of(document), REVIEW))
    for article in same:
        date = datetime.fromisoformat(articles.record_of(site.kept, article).published)
        if document.published is None or document.published.date() == date.date():
            return article
    return None


def _renamed(text: str, site: Site, place: str, before: Article | None) -> Article | None:
    """The article of the same text whose page is gone or another's: it has another name now; else what was published from this place `before`.
    One that was withdrawn stays so in any copy, and another that stands in its place now is none."""
    same = list(site.kept.articles("text = ?", (text,)))
    if here := next((one for one in same if one.place == place), None):
        return here
    withdrawn = [article for article in same if article.state == WITHDRAWN]
    moved = [one for one in same if not one.place or not (site.out / one.place).exists() or _gave_way(one, site)]
    others = same if before and before.state == WITHDRAWN else ()
    return next(iter((*withdrawn, *moved, *others)), before)
