"""eSpeak NG, for the languages that Kokoro lacks: a hundred of them, robotic and clear, from a wheel.

Each sentence is said in a process of its own (espeak_worker.py), so that the same sentence always sounds the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from narrate.errors import SynthesisError, VoiceError
from narrate.model import Mark, Reading, Speech, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKER = Path(__file__).with_name("espeak_worker.py")
WORDS_A_MINUTE = 165  # eSpeak's 175 is hurried for long listening
PATIENCE = 60  # seconds for one sentence


class Espeak:
    """As many at once as there are callers."""

    version = "espeak-ng-1.52-2"

    def __init__(self) -> None:
        if find_spec("espeakng_loader") is None:
            raise VoiceError("espeak-ng is not installed: install narrate anew, or choose another --voice")

    def say(self, reading: Reading, voice: Voice) -> Speech:
        """The reading in the voice's language, with a mark a word. Raises SynthesisError, VoiceError."""
        name = dict(voice.options).get("espeak", voice.lang.lower())
        asked = {"text": reading.respelled or reading.spoken, "voice": name, "rate": round(WORDS_A_MINUTE * voice.rate)}
        try:
            ran = subprocess.run(  # noqa: S603 - our own script
                [sys.executable, str(WORKER)],
                input=json.dumps(asked).encode(),
                capture_output=True,
                timeout=PATIENCE,
                check=True,
            )
        except subprocess.SubprocessError as error:
            raise SynthesisError(
                f"espeak-ng failed on {reading.text[:40]!r}: reword it, or choose another --voice"
            ) from error
        line, _, data = ran.stdout.partition(b"\n")
        answer = json.loads(line)
        if "error" in answer:
            raise VoiceError(f"espeak-ng has no voice {name!r} ({answer['error']}): correct the profile of {voice.id}")
        sound = np.frombuffer(data, "<i2")
        marks = tuple(_marks(answer["events"], len(reading.spoken), len(sound) * 1000 // answer["rate"]))
        return Speech((sound / 32768).astype(np.float32), answer["rate"], marks)


def _marks(events: list[list[int]], characters: int, whole: int) -> Iterator[Mark]:
    for n, (first, length, start) in enumerate(events):
        end = min(whole, events[n + 1][2] if n + 1 < len(events) else whole)
        if 0 <= first < characters and start < end:
            yield Mark(first, min(first + max(length, 1), characters), start, end)
