"""What the command line says beside narrate.toml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from narrate.config.checks import LIMITS, is_date
from narrate.errors import ConfigError

if TYPE_CHECKING:
    from narrate.config.settings import Settings


def tuned(settings: Settings, rate: float | None, pitch: str | None, volume: str | None) -> Settings:
    """The settings with what the command line says of the voice. Raises ConfigError."""
    given = {"rate": rate, "pitch": pitch, "volume": volume}
    speech = msgspec.structs.replace(settings.speech, **{k: v for k, v in given.items() if v is not None})
    least, most = LIMITS["speech.rate"]
    if not least <= speech.rate <= most:
        raise ConfigError(f"--rate is {speech.rate}, and has to be from {least} to {most}")
    for name, value, look in (("pitch", speech.pitch, r"[+-]\d+Hz"), ("volume", speech.volume, r"[+-]\d+%")):
        if value and not re.fullmatch(look, value):
            raise ConfigError(f"{name} is {value!r}, and has to look like {'+5Hz' if name == 'pitch' else '-10%'}")
    return msgspec.structs.replace(settings, speech=speech)


UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def seconds_of(duration: str) -> float:
    """`15m` → `900.0`; s, m, h and d. Raises ConfigError."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", duration.strip())
    if not found or int(found[1]) == 0:
        raise ConfigError(f"--every is {duration!r}, and has to be a time, as in 90s, 15m or 2h")
    return float(int(found[1]) * UNITS[found[2]])


def narrowed(settings: Settings, since: str | None, limit: int | None) -> Settings:
    """The settings with what the command line says of which pages are taken. Raises ConfigError."""
    given = {"since": since, "limit": limit}
    told = {name: value for name, value in given.items() if value is not None}
    places = tuple(
        one if isinstance(one, str) else msgspec.structs.replace(one, **told) for one in settings.sources.places
    )
    sources = msgspec.structs.replace(settings.sources, places=places, **told)
    if sources.since and not is_date(sources.since):
        raise ConfigError(f"--since is {sources.since!r}, and has to be a date, as in 2025-01-31")
    return msgspec.structs.replace(settings, sources=sources)
