"""All that decides, beside a page, how it is read and what is heard; and the keys that tell two of them apart."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from narrate import __version__
from narrate.config.pages import Manner, manner, rules, rules_fitting
from narrate.config.profiles import OURS, voices, voices_folder
from narrate.config.show import base_url, cover_key, small_cover
from narrate.config.words import lexicon, policy, site_lexicon
from narrate.errors import VoiceError
from narrate.model import Pause, Script, Sound, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from narrate.clean.rules import Rules
    from narrate.config.settings import Label, Settings
    from narrate.read.lexicon import Lexicon
    from narrate.read.policy import Policy
    from narrate.synthesize import Pool


def sound(settings: Settings) -> Sound:
    """What the MP3 has to sound like."""
    return Sound(settings.sound.loudness, settings.sound.peak, settings.sound.bitrate)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every file of the show says of itself."""

    show: str
    author: str
    licence_url: str
    url: str
    producer: str
    propagator: str
    cover: Callable[[], bytes]  # the small picture, a JPEG; made when it is first asked for


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides, beside a page, how it is read and what is heard."""

    key: str
    rules: Rules
    lexicon: Lexicon
    style: Policy
    label: Label
    corrections: str  # "shown", or "spoken" before the article
    pauses: Mapping[Pause, int]
    sound: Sound
    opus: int  # kbit/s; 0: none
    fast: float  # times the voice's own speed; 0: none
    pool: Pool
    voice: Callable[[str], Voice]  # of a language; raises VoiceError
    fallback: Callable[[str], Voice] | None
    imprint: Imprint
    cast: Callable[[Script], Script]  # with who reads which section
    manner: Callable[[str], Manner]  # of the page of a place

    def at(self, place: str) -> Recipe:
        """The recipe for the page of a place (an address or a file, as a build names it)."""
        own = self.manner(place)
        return replace(
            self,
            voice=own.voice,
            fallback=own.fallback,
            pauses=own.pauses,
            lexicon=self.lexicon.at(own.names),
            cast=own.cast,
        )


def recipe(settings: Settings, wanted: str | None, key: str) -> Recipe:
    """The recipe of a build whose sentences are said by threads of this machine. Raises ConfigError for lexicons, profiles or a cover that can't be used."""
    from narrate.synthesize import Threads

    label = settings.label
    how = partial(manner, settings, voices(settings), wanted)
    own = how("")
    return Recipe(
        key=key,
        rules=rules(settings),
        lexicon=lexicon(settings),
        style=policy(settings),
        label=label,
        corrections=settings.site.corrections,
        pauses=own.pauses,
        sound=sound(settings),
        opus=settings.delivery.opus,
        fast=settings.delivery.fast,
        pool=Threads(settings.jobs),
        voice=own.voice,
        fallback=own.fallback,
        imprint=imprint(settings),
        cast=own.cast,
        manner=how,
    )


def imprint(settings: Settings) -> Imprint:
    """What every file of the show says of itself. Its cover raises ConfigError where it can't be used."""
    site, label = settings.site, settings.label
    producer = label.producer or site.author or site.title
    return Imprint(
        show=site.title,
        author=site.author,
        licence_url=site.licence_url,
        url=base_url(settings),
        producer=producer,
        propagator=label.propagator or producer,
        cover=cache(lambda: small_cover(settings)),
    )


def imprint_key(settings: Settings) -> str:
    """The digest of all that every file of the show says of itself, without making its cover."""
    rows: dict[str, Any] = msgspec.to_builtins(settings)
    said = [rows["site"][name] for name in TAGGED] + [rows["label"][name] for name in SIGNED]
    return _digest_of({"said": said, "cover": cover_key(settings), "tagging": TAGGING})


UNHEARD = ("proxy", "connections", "patience")  # of [speech]
TAGGED = ("title", "author", "url", "licence_url")  # of [site]: what the file says of itself, beside its cover
SIGNED = ("producer", "propagator")  # of [label]: likewise
TAGGING = 1  # number of the way that tags are written; a higher one writes all anew


def recipe_key(settings: Settings, wanted: str | None) -> str:
    """The digest of all that decides, beside the page, what is heard: while it and the page's bytes are as before, the
    page need not be parsed. What only pages and feeds show is not in it."""
    rows: dict[str, Any] = msgspec.to_builtins(settings)
    heard: dict[str, Any] = {name: rows[name] for name in ("clean", "reading", "lexicon", "pauses", "sound")}
    heard["label"] = {name: value for name, value in rows["label"].items() if name not in SIGNED}
    heard["speech"] = {name: value for name, value in rows["speech"].items() if name not in UNHEARD}
    heard["corrections"], heard["art"] = settings.site.corrections, settings.feed.art
    heard["renditions"] = (settings.delivery.opus, settings.delivery.fast)
    heard["files"] = [hashlib.sha256(path.read_bytes()).hexdigest() for path in _heard_files(settings)]
    heard["address"] = settings.sources.address
    heard["version"], heard["wanted"] = __version__, wanted
    heard["engines"] = _foreign_engines(settings, wanted)
    return _digest_of(heard)


def key_at(settings: Settings, key: str, place: str) -> str:
    """The recipe's key for the page of this place: with the rules of [sources] that fit it. A rule for one page leaves the
    others as they are."""
    fitting = rules_fitting(settings, place)
    return _digest_of({"recipe": key, "rules": msgspec.to_builtins(fitting)}) if fitting else key


def _digest_of(rows: dict[str, Any]) -> str:
    return hashlib.sha256(msgspec.json.encode(rows, order="deterministic")).hexdigest()[:32]


def _heard_files(settings: Settings) -> Iterator[Path]:
    """Voice profiles and lexicons."""
    for folder in dict.fromkeys(path.resolve() for path in (voices_folder(), Path(settings.folder or ".") / "voices")):
        yield from sorted(folder.glob("*.toml"))
    if site_lexicon(settings).is_file():
        yield site_lexicon(settings)


ENGINE = re.compile(rb"""^[ \t]{0,40}engine[ \t]{0,40}=[ \t]{0,40}["']([^"']+)["']""", re.MULTILINE)


def _foreign_engines(settings: Settings, wanted: str | None) -> dict[str, str]:
    """The engines of the chosen voices that are not narrate's, and their versions: narrate's own changes with theirs."""
    chosen = {wanted, settings.speech.fallback, *settings.speech.voices.values()}
    profiles = [path for path in _heard_files(settings) if path.suffix == ".toml" and path.stem in chosen]
    used = {name.decode("utf-8", "replace") for path in profiles for name in ENGINE.findall(path.read_bytes())} - OURS
    return {name: _version_of(name) for name in sorted(used)}


def _version_of(engine: str) -> str:
    from narrate import engines

    try:
        return engines.engine(engine).version
    except VoiceError:
        return ""  # whoever needs it will be told
