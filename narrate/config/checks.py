"""What settings may be: limits, choices, and what a directory, a browser or the law would refuse."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING, Any

from narrate import refusals
from narrate.config.settings import NOWHERE, Place
from narrate.errors import ConfigError
from narrate.identity import is_web
from narrate.label import law
from narrate.publish.categories import is_category

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from narrate.config.settings import Feed, Settings, Sources


FIRST_YEAR, LAST_YEAR = 1900, 2200  # of what is published
LIMITS = {
    "pauses.sentence": (0, 2500),
    "pauses.paragraph": (0, 2500),
    "pauses.heading": (0, 2500),
    "pauses.chapter": (0, 2500),
    "delivery.opus": (0, 64),
    "delivery.fast": (0, 3),
    "delivery.page_size": (1, 1000),
    "sound.loudness": (-30, -10),
    "sound.peak": (-9, -0.1),
    "speech.rate": (0.5, 2.0),
    "speech.connections": (1, 64),
    "speech.patience": (1, 86_400),
    "jobs": (0, 256),
    "sources.limit": (0, 100_000),
}
FASTEST = (0.5, 3.0)  # of delivery.fast, where it is not 0
TIMES = {"rate": (0.5, 2.0), "pauses": (0.25, 4.0)}  # of what a rule may say of some pages, where it is not 0
HEADROOM = 15  # decibels between loudness and peak: with less the limiter takes more than a decibel off (measured)
BITRATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192)  # https://www.mp3-tech.org/programmer/frame_header.html


def _value(settings: Settings, name: str) -> Any:  # noqa: ANN401 - a number
    value: Any = settings
    for part in name.split("."):
        value = getattr(value, part)
    return value


def check(path: Path, settings: Settings) -> None:
    """Refuse what settings can't be, beside no other file. Raises ConfigError, which names the file at this path."""
    own = [
        ("sources.limit", one.limit)
        for one in settings.sources.places
        if isinstance(one, Place) and one.limit is not None
    ]
    for name, value in (*((name, _value(settings, name)) for name in LIMITS), *own):
        least, most = LIMITS[name]
        if not least <= value <= most:
            raise ConfigError(f"{path}: {name} is {value}, and has to be from {least} to {most}")
    for name, allowed in CHOICES.items():
        part, _, field = name.partition(".")
        chosen = getattr(getattr(settings, part), field)
        if chosen not in allowed:
            raise ConfigError(f"{path}: {name} is {chosen!r}, and has to be one of {', '.join(map(repr, allowed))}")
    if settings.sound.bitrate not in BITRATES:
        raise ConfigError(f"{path}: sound.bitrate is {settings.sound.bitrate}, and has to be one of {BITRATES}")
    for problem in _unlawful(settings):
        raise ConfigError(f"{path}: {problem}")
    for name, value, problem in _refused(settings):
        if problem:
            raise ConfigError(f"{path}: {name} {value!r} {problem}")


CHOICES = {
    "label.explicit": ("voice", "rhythm", "none"),
    "label.where": ("start", "end", "both"),
    "site.vanished": ("keep", "warn", "withdraw"),
    "site.corrections": ("shown", "spoken"),
    "feed.art": ("web", "all", "none"),
    "feed.frequency": ("", "hourly", "daily", "weekdays", "weekly", "monthly"),
    "reading.one": ("幺", "一"),
    "reading.two": ("", "两", "二"),
    "reading.to": ("", "到", "至"),
}


def _refused(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Each value that can be judged by itself: its name, the value, and what is wrong with it, if anything."""
    site, clean = settings.site, settings.clean
    yield "site.url", site.url, refusals.of_address(site.url)
    yield "site.email", site.email, refusals.of_email(site.email)
    yield "site.report", site.report, refusals.of_report(site.report)
    yield "site.language", site.language, refusals.of_language(site.language)
    yield from _refused_of_feeds(settings.feed)
    yield "publish.endpoint", settings.publish.endpoint, refusals.of_web(settings.publish.endpoint)
    yield from (("publish.targets", one, refusals.of_target(one)) for one in settings.publish.targets)
    for name, title in (
        ("site.title", site.title),
        *((f"the title of feed {p.name}", p.title) for p in settings.feeds),
    ):
        yield name, title, refusals.of_title(title)
    for name in refusals.twice(part.name for part in settings.feeds):
        yield "feeds: the name", name, "is there twice: each feed is a file of its own"
    for where, table in (
        ("clean", clean),
        *((f"sources.rules of {rule.match!r}:", rule) for rule in settings.sources.rules),
    ):
        for field in ("keep", "drop"):
            yield from ((f"{where}.{field}", text, refusals.of_selector(text)) for text in getattr(table, field))
        for field in ("keep_lines", "drop_lines"):
            yield from ((f"{where}.{field}", text, refusals.of_pattern(text)) for text in getattr(table, field))
    yield "workers", settings.workers, refusals.of_workers(settings.workers)
    for rule in settings.sources.rules:
        wrong = "" if not rule.published or is_date(rule.published) else "is no date, as in 2025-01-31"
        yield f"sources.rules of {rule.match!r}: published", rule.published, wrong
        for told, (name, (least, most)) in product((rule, *rule.sections), TIMES.items()):
            value = getattr(told, name)
            wrong = "" if not value or least <= value <= most else f"has to be 0, or from {least} to {most}"
            yield f"sources.rules of {rule.match!r}: {name}", str(value), wrong


def _refused_of_feeds(feed: Feed) -> Iterator[tuple[str, str, str]]:
    yield "feed.funding", feed.funding, refusals.of_web(feed.funding)
    yield "feed.prefix", feed.prefix, refusals.of_prefix(feed.prefix)
    yield "feed.geo", feed.geo, refusals.of_geo(feed.geo)
    yield from (("feed.hubs", hub, refusals.of_web(hub) if hub else "is empty") for hub in feed.hubs)
    yield "feed.podping", feed.podping, refusals.of_web(feed.podping)
    for name, rule in (("season", feed.season), ("episode", feed.episode)):
        yield f"feed.{name}", rule, "" if rule in ("", "year", "month", "day") else refusals.of_number(rule)


def _unlawful(settings: Settings) -> Iterator[str]:
    """What a podcast directory, a browser or the law would refuse."""
    site, label, sound = settings.site, settings.label, settings.sound
    if sound.peak - sound.loudness < HEADROOM:
        yield (
            f"sound.peak {sound.peak:g} dB is less than {HEADROOM} above sound.loudness {sound.loudness:g} LUFS: speech "
            "can't be held so near its peaks; lower the loudness"
        )
    least, most = FASTEST
    if (fast := settings.delivery.fast) and not least <= fast <= most:
        yield f"delivery.fast is {fast}, and has to be 0, or from {least} to {most}"
    if not is_category(site.category, site.subcategory):
        yield f"site.category {site.category!r} with subcategory {site.subcategory!r} is not one of Apple's"
    if label.text and not law.names_both(label.text):
        yield "label.text has to say both 人工智能 or AI, and 生成 or 合成 (GB 45438-2025 §5.3)"
    yield from _nowhere(settings.sources)
    names = {NOWHERE, *(part.name for part in settings.feeds)}
    for rule in settings.sources.rules:
        yield from (f"sources.rules: {one!r} is no name of [[feeds]]" for one in rule.feeds.split() if one not in names)
    for part in settings.feeds:
        if not part.match and not part.tags:
            yield f"feeds: {part.name!r} has neither match nor tags: nothing would be in it"
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,40}", part.name) or part.name in ("feed", "index"):
            yield f"feeds: the name {part.name!r} has to be plain: a-z, 0-9 and -"
        if (page := re.fullmatch(r"(.+)-\d+", part.name)) and page[1] in {
            "feed",
            *(one.name for one in settings.feeds),
        }:
            yield f"feeds: the name {part.name!r} is that of a page of the feed {page[1]!r}: choose another"


def _nowhere(sources: Sources) -> Iterator[str]:
    """What no page can be found by."""
    for one in (sources, *sources.places):
        if not isinstance(one, str) and one.since and not is_date(one.since):
            yield f"sources.since is {one.since!r}, and has to be a date, as in 2025-01-31"
    if sources.address and not is_web(sources.address):
        yield f"sources.address is {sources.address!r}, and has to begin with https://"


def is_date(text: str) -> bool:
    """Whether it is a date of something published, in ISO 8601."""
    try:
        return FIRST_YEAR <= datetime.fromisoformat(text).year <= LAST_YEAR
    except ValueError:
        return False


def missing(settings: Settings) -> list[str]:
    """What a show that is published under site.url still lacks; named before anything is synthesized."""
    site = settings.site
    if not site.url:
        return []
    local = re.match(r"http://(127\.0\.0\.1|localhost|\[::1\])", site.url)
    lacks = {
        "site.url beginning with https:// (apps refuse http)": site.url.startswith("https://") or local,
        "site.author (who publishes)": site.author,
        "site.email (the owner, whom directories ask)": site.email or local,
        "site.language with its region, as in zh-cn": re.fullmatch(r"[a-z]{2,3}-[A-Za-z]{2,4}", site.language),
    }
    return [name for name, there in lacks.items() if not there]
