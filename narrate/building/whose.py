"""Which article a page is: by its place, its address in any dress, or else by its text."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from narrate import identity
from narrate.catalogue import REVIEW, WITHDRAWN
from narrate.errors import NoArticleError, SourceError
from narrate.model import Question
from narrate.release import articles
from narrate.sources import place_of

if TYPE_CHECKING:
    from narrate.building.site import Site
    from narrate.catalogue import Article
    from narrate.model import Document, Found


class TakenBackError(Exception):
    """The page is of an article that was withdrawn."""


def owned(document: Document, found: Found, site: Site) -> tuple[Document, str, Article | None]:
    """The document with the address that it may keep, the guid of its article, and that article where it is known.

    Raises SourceError for another article's guid, TakenBackError where an editor has withdrawn it.
    """
    from narrate import plan

    kept, place = site.kept, place_of(found, site.out)
    document = _trusted(document)
    guid = _guid(document, found, site, place)
    known = kept.article(guid)
    if known and identity.is_web(guid) and _is_other(known, document, site, place):
        document = _without_address(document, f"is {known.title!r} already, and so")
        guid = plan.named_guid(found.name)
        known = kept.article(guid)
    if known and known.state == WITHDRAWN:
        another = not document.canonical_url and known.title != document.title
        if another and known.text not in ("", plan.text_of(document)):
            raise NoArticleError(
                f"{found.location} stands where {known.title!r} was withdrawn, and is another article: "
                "give it a name or an address of its own"
            )
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
    if known and not plan.is_same_source(
        known.identity, place, document.title, there=(site.out / known.place).exists()
    ):
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
    return there and known.title != document.title


def _guid(document: Document, found: Found, site: Site, place: str) -> str:
    """The guid of the article that this page is: by its place, its address in any dress, or else by its text."""
    from narrate import plan

    kept = site.kept
    before = kept.at_place(place) if place != plan.STDIN else None
    text = plan.text_of(document)
    if not document.canonical_url and (before is None or before.text != text):
        before = _renamed(text, site, before)
    guid = plan.guid_of(document, found.name, before.identity if before else None)
    return (kept.at_address(guid) or guid) if identity.is_web(guid) and kept.article(guid) is None else guid


def _twin(document: Document, site: Site) -> Article | None:
    """The article of the same text and day whose page is there: this one is a copy of it."""
    from narrate import plan

    same = site.kept.articles("text = ? AND state IN ('', ?)", (plan.text_of(document), REVIEW))
    for article in same:
        date = datetime.fromisoformat(articles.record_of(site.kept, article).published)
        if document.published is None or document.published.date() == date.date():
            return article
    return None


def _renamed(text: str, site: Site, before: Article | None) -> Article | None:
    """The article of the same text whose page is gone: it has another name now; else what was published from this place `before`.
    One that was withdrawn stays so in any copy, and another that stands in its place now is none."""
    same = list(site.kept.articles("text = ?", (text,)))
    withdrawn = [article for article in same if article.state == WITHDRAWN]
    moved = [article for article in same if not (site.out / article.place).exists()]
    others = same if before and before.state == WITHDRAWN else ()
    return next(iter((*withdrawn, *moved, *others)), before)
