"""Seconds and memory of the feed by number of episodes, and the time as a ratio to feedgen's in the same run."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from feedgen.feed import FeedGenerator

from narrate.model import Chapter, Enclosure, Episode, Podcast
from narrate.publish.feed import feed_pages

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
SHOW = Podcast("节目", "简介", "zh-cn", "https://example.org/", "某报", "a@example.org", "News", "Daily News", "©", "https://example.org/c.jpg")  # fmt: skip


def episodes(count: int) -> tuple[Episode, ...]:
    base = "https://example.org/episodes/"
    return tuple(
        Episode(
            f"urn:{n}", f"e{n}", f"第{n}期", "zh-CN", "简介" * 40, FIRST + timedelta(hours=n),
            Enclosure(f"{base}e{n}/a.mp3", 1000 + n, "audio/mpeg"), 60_000, f"{base}e{n}/", f"{base}e{n}/index.html",
            chapters=(Chapter(0, 30_000, "一"), Chapter(30_000, 60_000, "二")),
        )
        for n in range(count)
    )  # fmt: skip


def ours(items: tuple[Episode, ...]) -> None:
    for _ in feed_pages(replace(SHOW, episodes=items)):
        pass


def peer(items: tuple[Episode, ...]) -> None:
    feed = FeedGenerator()
    feed.load_extension("podcast")
    feed.title(SHOW.title)
    feed.link(href=SHOW.url)
    feed.description(SHOW.description)
    for episode in items:
        entry = feed.add_entry(order="append")
        entry.id(episode.guid)
        entry.title(episode.title)
        entry.description(episode.description)
        entry.published(episode.published)
        entry.enclosure(episode.enclosure.url, str(episode.enclosure.length), episode.enclosure.type)
        entry.podcast.itunes_duration(60)
    feed.rss_str()


def main() -> None:
    for count in (10, 1_000, 10_000):
        items = episodes(count)
        spent = []
        for run in (ours, peer):
            started = time.process_time()
            run(items)
            spent.append(time.process_time() - started)
        tracemalloc.start()
        ours(items)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(
            f"{count:>6} episodes: narrate {spent[0]:.3f} s, feedgen {spent[1]:.3f} s, ratio {spent[0] / spent[1]:.2f}, peak {peak / 1e6:.1f} MB"
        )


if __name__ == "__main__":
    main()
