"""A tone as long as the words, for tests, demos and rehearsals: instant, exact, the same everywhere."""

from __future__ import annotations

import unicodedata

import numpy as np

from narrate.model import Mark, Reading, Speech, Voice

RATE = 24_000  # samples a second, like kokoro
WIDE, NARROW = 200, 70  # milliseconds a Han or kana character, and any other letter
EDGE = 960  # samples of fading, so that nothing clicks
FREQUENCY = 220.0  # hertz


class Tone:
    """One sine; its pitch can be set by the voice's option `hertz`."""

    version = "1"

    def say(self, reading: Reading, voice: Voice) -> Speech:
        """A tone with a mark for each character that is a letter or a digit."""
        marks: list[Mark] = []
        now = 0.0
        for at, char in enumerate(reading.spoken):
            if char.isalnum():
                end = now + (WIDE if unicodedata.east_asian_width(char) in "WF" else NARROW) / voice.rate
                marks.append(Mark(at, at + 1, round(now), round(end)))
                now = end
        count = round(now * RATE / 1000)
        hertz = float(dict(voice.options).get("hertz", FREQUENCY))
        wave = 0.25 * np.sin(2 * np.pi * hertz / RATE * np.arange(count))
        edge = min(EDGE, count // 2)
        if edge:
            fade = np.linspace(0, 1, edge)
            wave[:edge] *= fade
            wave[-edge:] *= fade[::-1]
        return Speech(wave.astype(np.float32), RATE, tuple(marks))
