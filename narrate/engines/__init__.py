"""The engines: one small Protocol and one visible table; loaded late, by name.

An engine turns a reading into sound and says when each part is heard. It knows nothing of pages, pauses or caches.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Protocol

from narrate.errors import NarrateError, SynthesisError, VoiceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from narrate.model import Reading, Speech, Voice


class Engine(Protocol):
    """What an engine is. `say` may be called from several threads at once."""

    version: str
    """Changes whenever the same reading may sound different; it is part of a clip's name in the cache."""

    def say(self, reading: Reading, voice: Voice) -> Speech:
        """The reading in this voice; silence of no length for a text without anything to say.

        Marks are in characters of `reading.spoken`. Raises SynthesisError for this text, VoiceError for this voice.
        """
        ...


# name → "module:factory". Others join through the entry point group "narrate.engines".
ENGINES = {
    "kokoro": "narrate.engines.kokoro:Kokoro",
    "espeak": "narrate.engines.espeak:Espeak",
    "edge": "narrate.engines.edge:Edge",
    "tone": "narrate.engines.tone:Tone",
}
GROUP = "narrate.engines"


@cache
def engine(name: str) -> Engine:
    """The engine of this name, made once. Raises VoiceError where there is none or it can't run here."""
    try:
        return _factory(name)()
    except NarrateError:
        raise
    except Exception as error:  # likewise: an engine that can't start is one voice less
        raise VoiceError(
            f"the engine {name} can't run here ({error}): install narrate anew, or choose --voice"
        ) from error


def _factory(name: str) -> Callable[[], Engine]:
    if name in ENGINES:
        module, _, attribute = ENGINES[name].partition(":")
        found: Callable[[], Engine] = getattr(import_module(module), attribute)
        return found
    for point in entry_points(group=GROUP, name=name):
        loaded: Callable[[], Engine] = point.load()
        return loaded
    raise VoiceError(f"there is no engine {name!r}: the engines are {', '.join(sorted(names()))}")


def names() -> set[str]:
    """All engines, ours and those of installed packages."""
    return set(ENGINES) | {point.name for point in entry_points(group=GROUP)}


def say(reading: Reading, voice: Voice) -> Speech:
    """The reading in this voice. Raises SynthesisError, VoiceError."""
    try:
        return engine(voice.engine).say(reading, voice)
    except NarrateError:
        raise
    except Exception as error:  # an engine may be anyone's: whatever it raises is the failure of this text
        raise SynthesisError(
            f"{voice.engine} failed on {reading.text[:40]!r} ({type(error).__name__}: {error}): reword it, or choose another --voice"
        ) from error
