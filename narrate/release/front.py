"""The files of the whole site: each with its name, the key of what it is made from, and how it is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING

import msgspec

from narrate import __version__, config, sounds
from narrate.cache import key_of
from narrate.errors import CatalogueError
from narrate.publish import records
from narrate.publish.slug import UNGUESSED
from narrate.release import articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from narrate.catalogue import Catalogue, Listed
    from narrate.config import Settings
    from narrate.files import Folder
    from narrate.model import Episode, Podcast, Withdrawn
    from narrate.publish.feed import Leaf
    from narrate.publish.pages import Sheet


def shows_of(kept: Catalogue, settings: Settings) -> list[Podcast]:
    """The shows under the names of their files; that of a private feed nobody can guess."""
    shows = config.shows(settings)
    return [
        replace(s, name=f"{s.name}.{kept.token(s.name, articles.unguessed())}") if is_private(s) else s for s in shows
    ]


def is_private(show: Podcast) -> bool:
    """Whether only who has its address may find this feed."""
    return show.section in show.hidden


def claim(kept: Catalogue, folder: Folder, settings: Settings, more: int) -> None:
    """Refuse files of someone else's before an hour of speaking, not after: `more` articles are to come. Raises OutputError."""
    from narrate.publish import feed, offline, pages

    names = [
        *(offline.NAMES if settings.site.offline else ()),
        "index.html",
        "episodes.json",
        "cover.jpg",
        "feed.svg",
        "feeds.opml",
        *(f"assets/{name}" for name in pages.ASSETS),
    ]
    most = kept.count() + more
    for show in shows_of(kept, settings):
        names += (leaf.name for leaf in feed.leaves(show, most))
    for name in names:
        folder.free(name)


def key(settings: Settings, shows: Sequence[Podcast]) -> str:
    """The digest of all that decides the whole site, beside its articles."""
    cover = config.cover_key(settings)
    return key_of(version=__version__, shows=[repr(show) for show in shows], cover=cover)


def _was_hidden(gone: Withdrawn, shows: Sequence[Podcast]) -> bool:
    """Whether what was taken back stood in private feeds alone, also in such as are no more."""
    stood, now = set(gone.section.split()), {show.section for show in shows if not is_private(show)}
    return shows[0].hides(gone.section) or bool(stood and stood.isdisjoint(now) and UNGUESSED.search(gone.slug))


def files(
    kept: Catalogue, settings: Settings, shows: Sequence[Podcast], due: Sequence[Listed]
) -> Iterator[tuple[str, str, Callable[[], bytes | str]]]:
    """The files of the whole site: name, key of what it is made from, and how it is made."""
    from narrate.publish import addresses, cover, feed, offline, pages, withdrawn

    first = replace(shows[0], guid=kept.show_guid("feed", feed.podcast_guid(shows[0].feed_url)))
    open_shows = [show for show in shows if not is_private(show)]
    seen = [listed for listed in due if not first.hides(listed.section)]
    picture, drawn = cache(lambda: config.cover(settings)), config.cover_key(settings)
    yield "cover.jpg", drawn, picture
    yield "assets/cover-small.jpg", drawn, lambda: cover.tiny(picture())
    for name in pages.ASSETS:
        if name in pages.COLOURED:
            yield f"assets/{name}", key_of(version=__version__, cover=drawn), partial(_coloured, name, picture)
        else:
            yield f"assets/{name}", __version__, partial(pages.asset, name)
    for name, made in offline.files(first, picture).items():
        yield name, key_of(version=__version__, cover=drawn, show=repr(first)), made
    yield "feed.svg", first.feed_url, lambda: pages.feed_code(first)
    if len(open_shows) > 1:
        yield "feeds.opml", _key(open_shows, ()), lambda: feed.opml(open_shows)
    gone = tuple(one for one in articles.withdrawn_now(kept) if not _was_hidden(one, shows))
    for name, content in withdrawn.files(gone, first, settings.site.withdrawn):
        yield name, key_of(version=__version__, content=content), partial(str, content)
    for name, content in addresses.files(_addresses(kept, seen)).items():
        yield name, key_of(version=__version__, content=content), partial(str, content)
    yield from _moved_files(kept, open_shows, seen)
    yield from _list_files(kept, open_shows, seen)
    for show in shows:
        guid = kept.show_guid(show.section or show.name, feed.podcast_guid(show.feed_url))
        mine = [listed for listed in (due if is_private(show) else seen) if _is_in(show, listed.section)]
        mine_gone = tuple(one for one in gone if _is_in(show, one.section))
        yield from _feed_files(kept, replace(show, guid=guid, withdrawn=mine_gone), mine)


def _coloured(name: str, picture: Callable[[], bytes]) -> str:
    from narrate.publish import cover, pages

    return pages.asset(name, cover.accents(picture()))


def _moved_files(
    kept: Catalogue, shows: Sequence[Podcast], due: Sequence[Listed]
) -> Iterator[tuple[str, str, Callable[[], str]]]:
    """What the server of an old address has to know."""
    from narrate.publish import moved

    former = [(url, until) for url, until in kept.former() if url != config.LOCAL_URL]
    key = _key(shows, due, former) if former else ""
    for name in (moved.LIST, *moved.SERVERS) if former else ():
        yield name, key, partial(_moved, kept, name, former, shows, due)


def _moved(
    kept: Catalogue, name: str, former: Sequence[tuple[str, int]], shows: Sequence[Podcast], due: Sequence[Listed]
) -> str:
    from narrate.publish import moved

    return dict(moved.files(_had(kept, former, shows, due), shows[0].url))[name]


def _had(
    kept: Catalogue, former: Sequence[tuple[str, int]], shows: Sequence[Podcast], due: Sequence[Listed]
) -> list[tuple[str, list[str]]]:
    """Each old address with the names that it had: feeds, pages, and sound, which keeps its name."""
    names = [(0, f"{show.name}.xml") for show in shows] + [(0, "index.html")]
    for listed in due:
        names.append((listed.at, f"episodes/{listed.slug}/index.html"))
        names += ((listed.at, name) for name in sounds.files_of(records.record_of(kept.record(listed.guid))))
    return [(url, [name for at, name in names if at <= until]) for url, until in former]


def _addresses(kept: Catalogue, due: Sequence[Listed]) -> Iterator[tuple[str, str]]:
    """The keys that a page can be known by, each with the folder of its episode; the newest article's first."""
    from narrate.publish import addresses

    known = {article.guid: article for article in kept.articles("state = ''")}
    for listed in due:
        article = known[listed.guid]
        yield from ((key, listed.slug) for key in addresses.keys(article.link, article.guid, article.location))


def _key(shows: Sequence[Podcast], listed: Sequence[Listed], *more: object) -> str:
    rows = [(entry.guid, entry.revision, entry.section) for entry in listed]
    return key_of(version=__version__, shows=[repr(show) for show in shows], listed=rows, more=more)


def _feed_files(
    kept: Catalogue, show: Podcast, mine: Sequence[Listed]
) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """The pages of one feed. One that holds what it held is not made again."""
    from narrate.publish import feed

    newest = episode(kept, mine[0], show.url).published if mine else None
    told = kept.last_event(show.section)
    built = max(newest, datetime.fromtimestamp(told / 1000, UTC)) if newest and told else newest
    first, show = replace(show, built=built), replace(show, withdrawn=())
    for leaf in feed.leaves(show, len(mine)):
        items, page = leaf.of(mine), show if leaf.start else first
        yield leaf.name, _key([page], items, leaf.links), partial(_feed_page, kept, page, items, leaf)


def _feed_page(kept: Catalogue, show: Podcast, items: Sequence[Listed], leaf: Leaf) -> bytes:
    from narrate.publish import feed

    return feed.feed_page(show, [episode(kept, listed, show.url) for listed in items], leaf)


def episode(kept: Catalogue, listed: Listed, url: str) -> Episode:
    """An article as it stands in feeds and lists of the site at this address. Raises CatalogueError."""
    try:
        record = records.record_of(kept.record(listed.guid))
    except ValueError as error:
        raise CatalogueError(
            f"the record of {listed.slug} is damaged ({error}): `narrate catalogue rebuild {kept.root}` remakes it"
        ) from error
    return records.episode_of(msgspec.structs.replace(record, section=listed.section), url)


def _list_files(
    kept: Catalogue, shows: Sequence[Podcast], due: Sequence[Listed]
) -> Iterator[tuple[str, str, Callable[[], str]]]:
    """The pages of the lists, of all and of each section, and the files of the months. What holds what it held is not made
    again."""
    from narrate.publish import listing, pages

    for show in shows:
        mine = [listed for listed in due if _is_in(show, listed.section)]
        title = pages.part_title(show) if show.section else ""
        for sheet in pages.sheets(show.section, title, len(mine)):
            rows = sheet.of(mine)
            yield sheet.name(), _key(shows, rows, repr(sheet)), partial(_index, kept, shows, rows, sheet)
    months: dict[str, list[Listed]] = {}
    for listed in due:
        months.setdefault(listing.month_of(datetime.fromtimestamp(listed.at / 1000, UTC)), []).append(listed)
    yield listing.NAMES, key_of(version=__version__, months=sorted(months)), partial(listing.names, tuple(months))
    for month, rows in months.items():
        yield listing.name(month), _key(shows[:1], rows), partial(_month, kept, shows[0].url, rows)


def _month(kept: Catalogue, url: str, rows: Sequence[Listed]) -> str:
    from narrate.publish import listing

    return listing.month(episode(kept, listed, url) for listed in rows)


def _index(kept: Catalogue, shows: Sequence[Podcast], rows: Sequence[Listed], sheet: Sheet) -> str:
    from narrate.publish import pages

    episodes = tuple(episode(kept, listed, shows[0].url) for listed in rows)
    return pages.index_page(replace(shows[0], episodes=episodes), shows[1:], sheet)


def _is_in(show: Podcast, sections: str) -> bool:
    """Whether what belongs to these sections stands in the feed."""
    return not show.section or show.section in sections.split()
