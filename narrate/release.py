"""Records → what is published: feeds, index, cover; checked as a stranger would before anything replaces the old.

The last step of a build, and what `narrate check` and `narrate prune` work with.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from narrate import check
from narrate.errors import CheckError, OutputError
from narrate.files import STATE, Folder
from narrate.model import Episode, Podcast
from narrate.publish import feed, pages, records

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from narrate.config import Settings

LOCAL_URL = "http://127.0.0.1:8000/"  # stands in the feed until site.url is set
SHOW = f"{STATE}/podcast.json"  # what is assigned to a show once and never again
MOST_SHOWN = 5  # problems in a message


def publish(
    folder: Folder, settings: Settings, published: Sequence[records.Record], fresh: Sequence[str], cover: bytes
) -> None:
    """Lay out feeds and pages, check them with the episodes in `fresh` (slugs), then move all into place at once.

    Raises CheckError for what would be broken: then nothing is published. OutputError.
    """
    now = datetime.now(UTC)
    shows = podcasts(folder, settings, published, now)
    for name, content in _files(shows, cover):
        folder.stage(name, content)
    problems = list(check.feeds(folder, shows)) + [p for slug in fresh for p in check.episode(folder, slug)]
    if problems:
        shown = "; ".join(f"{p.where}: {p.what}" for p in problems[:MOST_SHOWN])
        raise CheckError(f"nothing was published, as it would be broken: {shown} ({len(problems)} in all)")
    folder.commit(_order)


def _order(name: str) -> int:
    """A reader never sees half an update: files that are pointed to come before those that point to them."""
    if name.endswith(records.NAME):
        return 1
    return {"index.html": 2}.get(name, 3 if name.endswith(".xml") and "/" not in name else 0) if "/" not in name else 0


def _files(shows: Sequence[Podcast], cover: bytes) -> Iterator[tuple[str, bytes | str]]:
    yield "cover.jpg", cover
    for name in pages.ASSETS:
        yield f"assets/{name}", pages.asset(name)
    yield "feed.svg", pages.feed_code(shows[0])
    yield "index.html", pages.index_page(shows[0], shows[1:])
    for show in shows:
        yield from feed.feed_pages(show)
    if len(shows) > 1:
        yield "feeds.opml", feed.opml(shows)


def podcasts(folder: Folder, settings: Settings, published: Sequence[records.Record], now: datetime) -> list[Podcast]:
    """The show of all episodes, then one for each part that is configured. What is dated in the future waits."""
    url = base_url(settings)
    due = [e for record in published if (e := records.episode_of(record, url)).published <= now]
    newest = tuple(sorted(due, key=lambda e: (e.published, e.guid), reverse=True))
    guids = _guids(folder, [podcast(settings).feed_url, *(f"{url}{part.name}.xml" for part in settings.feeds)])
    whole = podcast(settings, newest)
    shows = [replace(whole, guid=guids[whole.feed_url])]
    for part in settings.feeds:
        name = replace(whole, name=part.name, section=part.name, title=f"{part.title} – {whole.title}")
        mine = tuple(e for e in newest if e.section == part.name)
        shows.append(replace(name, guid=guids[name.feed_url], episodes=mine, built=_built(mine)))
    return shows


def _guids(folder: Folder, urls: Sequence[str]) -> dict[str, str]:
    """podcast:guid of each feed: made of its address at first, then kept whatever the address becomes."""
    path = folder.root / SHOW
    try:
        kept: list[str] = json.loads(path.read_text("utf-8"))["guids"]
    except (OSError, ValueError, KeyError, TypeError):
        kept = []
    guids = kept + [feed.podcast_guid(url) for url in urls[len(kept) :]]
    folder.write(SHOW, json.dumps({"guids": guids}) + "\n")
    return dict(zip(urls, guids, strict=False))


def podcast(settings: Settings, episodes: tuple[Episode, ...] = ()) -> Podcast:
    """The show as it is configured."""
    site, url = settings.site, base_url(settings)
    return Podcast(
        title=site.title,
        description=site.description,
        lang=site.language,
        url=url,
        author=site.author or site.title,
        email=site.email,
        category=site.category,
        subcategory=site.subcategory,
        copyright=site.copyright,
        cover_url=url + "cover.jpg",
        licence=site.licence,
        page_size=settings.delivery.page_size,
        built=_built(episodes),
        episodes=episodes,
    )


def _built(episodes: Sequence[Episode]) -> datetime | None:
    """The newest date in it: the same input gives the same bytes, whatever the clock says."""
    return max((e.published for e in episodes), default=None)


def base_url(settings: Settings) -> str:
    """Where dist/ is served, with a slash at its end."""
    return (settings.site.url or LOCAL_URL).rstrip("/") + "/"


def examine(path: Path, settings: Settings) -> Iterator[check.Problem]:
    """Everything in an output folder, or one MP3. Raises OutputError where there is neither."""
    if path.is_file():
        yield from check.mp3(path)
        return
    if not (path / "feed.xml").is_file():
        raise OutputError(f"{path} holds no feed.xml: give the folder that `narrate build` made, or an MP3")
    folder = Folder(path)
    published = list(records.load(path))
    yield from check.feeds(folder, podcasts(folder, settings, published, datetime.now(UTC)))
    for record in published:
        yield from check.episode(folder, record.slug, settings.sound.loudness)


def prune(folder: Folder) -> list[str]:
    """Remove the audio of ours that no episode points to any more; the names of what went. Raises OutputError."""
    kept = set()
    for record in records.load(folder.root):
        kept |= {record.audio, *(other.path for other in record.alternates)}
    old = [
        name
        for name in sorted(folder.made)
        if name.endswith((".mp3", ".opus")) and name not in kept and (folder.root / name).is_file()
    ]
    for name in old:
        folder.retire(name)
    return old
