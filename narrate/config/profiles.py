"""voices/*.toml and the names of online voices → voices."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from narrate.config.files import toml_of
from narrate.errors import ConfigError, VoiceError
from narrate.model import Voice

if TYPE_CHECKING:
    from narrate.config.settings import Settings, Speech

OURS = frozenset({"kokoro", "espeak", "edge", "tone"})  # engines whose version is narrate's own
ONLINE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,8}){1,3}-[A-Za-z]{2,40}Neural")
RATES = (0.25, 4.0)  # of a profile, times the engine's own speed: beyond them is no speech


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of voices/."""

    engine: str
    lang: str
    name: str
    licence: str
    gender: str = ""
    style: str = ""
    origin: str = ""
    rate: float = 1.0
    options: dict[str, str] = {}


def voices_folder() -> Path:
    """The voices that ship with narrate: inside an installed package, beside it in a checkout."""
    here = Path(__file__).resolve().parents[1]
    installed = here / "_voices"
    return installed if installed.is_dir() else here.parent / "voices"


def voices(settings: Settings) -> dict[str, Voice]:
    """All voices by id: narrate's own, then those of voices/ beside narrate.toml. Raises ConfigError."""
    found: dict[str, Voice] = {}
    for folder in (voices_folder(), Path(settings.folder or ".") / "voices"):
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            table = toml_of(path)
            if "engine" in table:
                found[path.stem] = _voice(path, table)
    return found


def _voice(path: Path, table: dict[str, Any]) -> Voice:
    try:
        profile = msgspec.convert(table, Profile, strict=True)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}; see docs/voices.md for what a profile holds") from error
    least, most = RATES
    if not least <= profile.rate <= most:
        raise ConfigError(f"{path}: rate is {profile.rate}, and has to be from {least} to {most}")
    options = dict(profile.options)
    if "file" in options:
        options["file"] = str(path.parent / options["file"])
    return Voice(
        id=path.stem,
        engine=profile.engine,
        lang=profile.lang,
        name=profile.name,
        gender=profile.gender,
        style=profile.style,
        licence=profile.licence,
        origin=profile.origin,
        rate=profile.rate,
        options=tuple(sorted(options.items())),
    )


# Languages that no voice of the package reads, and what to do about it.
UNREAD = {
    "ja": "no voice here reads Japanese (eSpeak says “Chinese letter” for each kanji): choose one of the online voices, "
    '`--voice ja-JP-NanamiNeural` or [speech.voices] ja = "ja-JP-NanamiNeural"'
}


def choose_voice(known: dict[str, Voice], settings: Settings, lang: str, wanted: str | None) -> Voice:
    """The voice asked for; else the one set for the language; else eSpeak's, where it can read. Raises VoiceError."""
    by_language = settings.speech.voices
    name = wanted or by_language.get(lang) or by_language.get(lang.split("-", maxsplit=1)[0])
    if not name and (why := UNREAD.get(lang.split("-", maxsplit=1)[0])):
        raise VoiceError(why)
    voice = (known.get(name) or _online(name)) if name else _espeak(lang)
    if voice is None:
        raise VoiceError(f"there is no voice {name!r}: `narrate voices` lists them ({', '.join(sorted(known))})")
    return replace(voice, rate=voice.rate * settings.speech.rate, options=_options(voice, settings.speech))


def _options(voice: Voice, speech: Speech) -> tuple[tuple[str, str], ...]:
    """The engine's own settings: the profile's, then those of narrate.toml and the command line."""
    if voice.engine != "edge":
        return voice.options
    chosen = {"pitch": speech.pitch, "volume": speech.volume, "proxy": speech.proxy}
    fixed = {"connections": str(speech.connections), "patience": str(speech.patience)}
    return tuple(sorted((dict(voice.options) | {k: v for k, v in chosen.items() if v} | fixed).items()))


def _online(name: str) -> Voice | None:
    """Any voice of the online service goes by its own name: zh-CN-XiaoxiaoNeural."""
    if not ONLINE.fullmatch(name):
        return None
    lang = name.rsplit("-", 1)[0]
    return Voice(
        id=name,
        engine="edge",
        lang=lang,
        name=name.rsplit("-", 1)[1].removesuffix("Neural"),
        licence="Microsoft Edge online service",
    )


def _espeak(lang: str) -> Voice:
    return Voice(id=f"espeak-{lang.lower()}", engine="espeak", lang=lang, name="eSpeak NG", licence="GPL-3.0-or-later")


def online_profiles(settings: Settings) -> list[Voice]:
    """The voices that the online service offers now. Raises UnreachableError."""
    from narrate.engines.edge import online_voices

    found = online_voices(settings.speech.proxy)
    named = ((row, _online(row["id"])) for row in found)
    return [replace(voice, name=row["name"], gender=row["gender"].lower()) for row, voice in named if voice]
