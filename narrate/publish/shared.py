"""What a page says of itself to search engines and to apps that show links: Open Graph (https://ogp.me/) and schema.org
(https://schema.org/PodcastEpisode) as JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.identity import is_web
from narrate.publish.clean_text import xml_safe

if TYPE_CHECKING:
    from narrate.model import Episode, Podcast

# https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20230718/
ACCESSIBLE = [
    "alternativeText",
    "captions",
    "highContrastDisplay",
    "largePrint",
    "structuralNavigation",
    "synchronizedAudioText",
    "transcript",
]
Tags = list[tuple[str, str]]


def iso_length(ms: int) -> str:
    """Milliseconds as ISO 8601: `3723004` → `PT1H2M3S`"""
    minutes, seconds = divmod(round(ms / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"PT{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}{seconds}S"


def tags_of(episode: Episode, podcast: Podcast) -> Tags:
    """Open Graph of an episode's page."""
    rows = [
        ("og:type", "article"),
        ("og:title", episode.title),
        ("og:description", episode.description.split("\n")[0]),
        ("og:url", episode.page_url),
        ("og:site_name", podcast.title),
        ("og:locale", episode.lang.replace("-", "_")),
        ("og:image", episode.image or podcast.cover_url),
        ("og:image:alt", episode.image_alt if episode.image else podcast.title),
        ("og:audio", episode.enclosure.url),
        ("og:audio:type", episode.enclosure.type),
        ("article:published_time", episode.published.isoformat()),
        ("twitter:card", "summary_large_image" if episode.image else "summary"),
    ]
    return [(name, xml_safe(value)) for name, value in rows if value]


def tags_of_all(podcast: Podcast, url: str) -> Tags:
    """Open Graph of the page of all episodes."""
    rows = [
        ("og:type", "website"),
        ("og:title", podcast.title),
        ("og:description", podcast.description),
        ("og:url", url),
        ("og:image", podcast.cover_url),
        ("twitter:card", "summary"),
    ]
    return [(name, xml_safe(value)) for name, value in rows if value]


def linked(episode: Episode, podcast: Podcast) -> dict[str, object]:
    """The episode as schema.org sees it."""
    original = episode.link if is_web(episode.link) and episode.link != episode.page_url else ""
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": xml_safe(episode.title),
        "description": xml_safe(episode.description.split("\n")[0]),
        "url": episode.page_url,
        "datePublished": episode.published.isoformat(),
        "inLanguage": episode.lang,
        "timeRequired": iso_length(episode.duration),
        "image": episode.image or podcast.cover_url,
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": episode.enclosure.url,
            "encodingFormat": episode.enclosure.type,
            "contentSize": str(episode.enclosure.length),
            "duration": iso_length(episode.duration),
            "transcript": episode.beside("transcript.vtt"),
        },
        "partOfSeries": series(podcast),
        "accessMode": ["auditory", "textual"],
        "accessModeSufficient": ["auditory", "textual"],
        "accessibilityFeature": ACCESSIBLE,
        "accessibilityHazard": "none",
    }
    maker = xml_safe(episode.publisher or podcast.author)
    found |= {"publisher": {"@type": "Organization", "name": maker}} if maker else {}
    return found | ({"isBasedOn": original} if original else {})


def series(podcast: Podcast) -> dict[str, object]:
    """The show."""
    return {
        "@type": "PodcastSeries",
        "name": xml_safe(podcast.title),
        "url": podcast.url,
        "webFeed": podcast.feed_url,
        "image": podcast.cover_url,
    }


def linked_all(podcast: Podcast) -> dict[str, object]:
    """The show on its own page."""
    return {
        "@context": "https://schema.org",
        **series(podcast),
        "description": xml_safe(podcast.description),
        "inLanguage": podcast.lang,
    }
