"""The show as feeds and pages name it, its parts and its cover."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from narrate import refusals
from narrate.config.pages import feeds_at
from narrate.config.profiles import choose_voice, voices
from narrate.config.settings import LOCAL_URL, Part, Settings
from narrate.errors import ConfigError
from narrate.model import Extras, Podcast


def refuse(settings: Settings) -> None:
    """What can only be judged beside files: voices and the cover. Raises ConfigError, VoiceError."""
    known = voices(settings)
    for lang in settings.speech.voices:
        choose_voice(known, settings, lang, None)
    if settings.speech.fallback:
        choose_voice(known, settings, "zh-CN", settings.speech.fallback)
    for rule in settings.sources.rules:
        for name in filter(None, (rule.voice, *(one.voice for one in rule.sections))):
            choose_voice(known, settings, "zh-CN", name)
    if settings.site.cover:
        from narrate.publish.cover import size_of

        if problem := refusals.of_picture(*size_of(cover_file(settings))):
            raise ConfigError(f"site.cover {cover_file(settings)} {problem}")


def base_url(settings: Settings) -> str:
    """Where dist/ is served, with a slash at its end."""
    return refusals.as_ascii(settings.site.url or LOCAL_URL).rstrip("/") + "/"


def podcast(settings: Settings) -> Podcast:
    """The show as it is configured, without its episodes."""
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
        moved=site.moved,
        report=site.report or site.email,
        offline=site.offline,
        hidden=tuple(part.name for part in settings.feeds if part.private),
        extras=Extras(**{name: getattr(settings.feed, name) for name in Extras.__slots__}),
        page_size=settings.delivery.page_size,
    )


def shows(settings: Settings) -> list[Podcast]:
    """The show of all episodes, then one for each part that is configured."""
    whole = podcast(settings)
    return [whole, *(_part(part, whole) for part in settings.feeds)]


def _part(part: Part, whole: Podcast) -> Podcast:
    closed = replace(whole.extras, block=True, hubs=(), prefix="")  # nobody else is to learn the address
    extras = closed if part.private else whole.extras
    title = f"{part.title} – {whole.title}"
    return replace(whole, name=part.name, section=part.name, title=title, extras=extras)


def sections_of(settings: Settings, places: tuple[str, ...], tags: tuple[str, ...]) -> str:
    """The names of the parts that an article of these places (file, address) and tags belongs to, a blank between them."""
    if not settings.feeds:  # nearly every site: no rule need be looked for
        return ""
    ruled = next((said.split() for place in places if (said := feeds_at(settings, place))), None)
    found = (
        part.name for part in settings.feeds if (_takes(part, places, tags) if ruled is None else part.name in ruled)
    )
    return " ".join(sorted(found))


def _takes(part: Part, places: tuple[str, ...], tags: tuple[str, ...]) -> bool:
    from fnmatch import fnmatch

    wanted = {tag.casefold() for tag in part.tags}
    by_place = part.match and any(fnmatch(place, part.match) for place in places)
    return bool(by_place) or any(tag.casefold() in wanted for tag in tags)


def cover(settings: Settings) -> bytes:
    """The cover: the site's own picture, or a drawn one. Raises ConfigError."""
    from narrate.publish import cover as covers

    return covers.site_cover(cover_file(settings)) if settings.site.cover else covers.drawn_cover(settings.site.title)


def cover_key(settings: Settings) -> str:
    """What the cover is made from, without making it."""
    path = cover_file(settings)
    made_of = (
        path.read_bytes() if settings.site.cover and path.is_file() else settings.site.title.encode("utf-8", "replace")
    )
    return hashlib.sha256(made_of).hexdigest()[:32]


def small_cover(settings: Settings) -> bytes:
    """The cover as every file of sound has it. Raises ConfigError."""
    from narrate.publish import cover as covers

    return covers.small(cover(settings))


def cover_file(settings: Settings) -> Path:
    """The picture that site.cover names."""
    return Path(settings.folder or ".") / settings.site.cover
