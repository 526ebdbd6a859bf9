"""What rules say of the page of a place: what of it is taken, what it is called, how it is read."""

from __future__ import annotations

import glob
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from narrate.config.profiles import choose_voice, voices
from narrate.config.settings import Begun, Place, Rule, Settings
from narrate.errors import VoiceError
from narrate.model import LONGEST_TITLE, Pause, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from narrate.clean.rules import Rules
    from narrate.model import Script, Voice
    from narrate.sources import Wanted


def rules(settings: Settings) -> Rules:
    """The site's own rules, as the cleaner takes them."""
    from narrate.clean.rules import Rules

    return Rules(**msgspec.structs.asdict(settings.clean))


def rules_of(settings: Settings, place: str) -> Rules:
    """The rules for a page of this place: the site's own, and those of [sources] that fit it."""
    fitting, own = rules_fitting(settings, place), rules(settings)
    more = {name: tuple(text for rule in fitting for text in getattr(rule, name)) for name in RULED}
    every: dict[str, Any] = {name: (*getattr(own, name), *texts) for name, texts in more.items()}
    told = _said(fitting, TOLD)
    begun = {one.line: one.title for rule in fitting for one in rule.sections}
    return replace(own, told=tuple(told.items()), sections=tuple(begun.items()), **every)


RULED = ("keep", "drop", "keep_lines", "drop_lines")
TOLD = ("title", "author", "publisher", "published")  # of a page, whatever it says itself
MANNER = ("voice", "rate", "pauses")  # how it is read
SORTED = ("feeds",)  # where it is listed


def manner_at(settings: Settings, place: str) -> Rule:
    """How the page of this place is read, where rules say so: `voice` ("": that of its language), `rate` and `pauses` (0: as usual)."""
    return Rule("", **_said(rules_fitting(settings, place), MANNER))


def feeds_at(settings: Settings, place: str) -> str:
    """The feeds that rules say the page of this place is in, as `Rule` has them; "" where they say nothing."""
    return str(_said(rules_fitting(settings, place), SORTED).get("feeds", ""))


def _said(fitting: Iterable[Rule], names: Sequence[str]) -> dict[str, Any]:
    """What rules say under these names, the last of them where several do."""
    return {name: value for rule in fitting for name in names if (value := getattr(rule, name))}


class Manner(NamedTuple):
    """How a page is read: the voice of a language, the one instead of it, milliseconds of silence; the names of its place; how a
    section of it is read, in a language."""

    voice: Callable[[str], Voice]
    fallback: Callable[[str], Voice] | None
    pauses: Mapping[Pause, int]
    names: frozenset[str]
    part: Callable[[str, Section], Section]

    def cast(self, script: Script) -> Script:
        """The script, with who reads each section where that is not who reads the article. Raises VoiceError."""
        return replace(script, sections=tuple(self.part(script.lang, section) for section in script.sections))


def manner(settings: Settings, known: dict[str, Voice], wanted: str | None, place: str) -> Manner:
    """How the page of this place is read, by the `known` voices; `wanted` is the voice that was asked for."""
    own, instead = manner_at(settings, place), settings.speech.fallback

    def voice(lang: str, name: str | None, times: float = 0.0) -> Voice:
        found, times = choose_voice(known, settings, lang, name), times or own.rate
        return found.faster(times) if times else found

    def part(lang: str, section: Section) -> Section:
        told = begun.get(section.title)
        if told is None or not any(getattr(told, name) for name in MANNER):
            return section
        usual = voice(lang, wanted or own.voice)
        found = voice(lang, wanted or told.voice or own.voice, told.rate)
        if found.engine != usual.engine:
            raise VoiceError(
                f"the section {section.title!r} can't be read by {found.id}, in an article that {usual.id} reads: choose a voice "
                f"of {usual.engine}"
            )
        return replace(section, voice=found, times=told.pauses / (own.pauses or 1) if told.pauses else 1.0)

    begun = _begun_by_title(settings, place)
    return Manner(
        partial(voice, name=wanted or own.voice),
        partial(voice, name=instead) if instead else None,
        pauses(settings, place),
        names_of(settings, place),
        part,
    )


def _begun_by_title(settings: Settings, place: str) -> dict[str, Begun]:
    """The sections of the page of this place of which rules say something, by the title in its chapters."""
    rows = (one for rule in rules_fitting(settings, place) for one in rule.sections)
    return {one.title[:LONGEST_TITLE]: one for one in rows if one.title}


def voice_at(settings: Settings, lang: str, place: str, wanted: str | None, title: str = "") -> Voice:
    """The voice that reads the page of this place, or its section with this title, as fast as it is read. Raises VoiceError."""
    how = manner(settings, voices(settings), wanted, place)
    return how.part(lang, Section(title, ())).voice or how.voice(lang)


def rules_fitting(settings: Settings, place: str) -> tuple[Rule, ...]:
    """The rules of [sources] whose pattern fits this place."""
    from fnmatch import fnmatch

    if not settings.sources.rules:
        return ()
    names = names_of(settings, place)
    return tuple(rule for rule in settings.sources.rules if any(fnmatch(name, rule.match) for name in names))


def names_of(settings: Settings, place: str) -> frozenset[str]:
    """What patterns may call this place: as it is, and as it is seen from the folder of narrate.toml."""
    return frozenset((place, seen_from(Path(settings.folder or "."), place)))


def pattern_at(settings: Settings, place: str) -> str:
    """The pattern of the article at a place, and of no other."""
    return glob.escape(seen_from(Path(settings.folder or "."), place))


def is_named(settings: Settings, place: str) -> bool:
    """Whether a rule of [sources] is for this very place, and no other."""
    names = {glob.escape(name) for name in names_of(settings, place)}
    return any(rule.match in names for rule in settings.sources.rules)


def seen_from(folder: Path, place: str) -> str:
    """A place as it is called from the folder of narrate.toml, wherever it was named from: `/srv/site/in/a.html` → `in/a.html`;
    an address, and what lies elsewhere, as it is."""
    if "://" in place or place in ("", "-"):
        return place
    way = os.path.relpath(place, folder)
    return place if way.startswith("..") else way


def places(settings: Settings) -> list[str]:
    """The places of narrate.toml; relative ones start where it lies."""
    return [_from(settings, one if isinstance(one, str) else one.place) for one in settings.sources.places]


def _from(settings: Settings, place: str) -> str:
    return place if "://" in place or place == "-" else str(Path(settings.folder or ".") / place)


def wanted_pages(settings: Settings) -> Wanted:
    """Which pages of folders and lists are taken; of some places others."""
    from narrate.sources import Wanted

    chosen = settings.sources
    every = Wanted(chosen.include, chosen.exclude, chosen.since, chosen.limit)
    names = ("include", "exclude", "since", "limit")
    own = {
        _from(settings, one.place): replace(
            every, **{name: value for name in names if (value := getattr(one, name)) is not None}
        )
        for one in chosen.places
        if isinstance(one, Place)
    }
    return replace(every, own=own)


def pauses(settings: Settings, place: str = "") -> dict[Pause, int]:
    """Milliseconds of silence after each kind of utterance, on the page of this place ("": on every other)."""
    times = manner_at(settings, place).pauses or 1
    return {pause: round(getattr(settings.pauses, pause.value) * times) for pause in Pause}
