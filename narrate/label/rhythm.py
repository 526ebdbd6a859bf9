"""The explicit label of §5.3 as a rhythm: 短长 短短, Morse for AI. Sound only; where it goes is elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from narrate.sound import AudioSegment

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNIT = 150  # milliseconds of a short tone; a long one is three, as in ITU-R M.1677
HERTZ = 660.0
LEVEL = 0.15  # of full scale
EDGE = 10  # milliseconds of fading at each end of a tone
SHORT, LONG, REST, GAP = 1, 3, -1, -3
PATTERN = (SHORT, REST, LONG, GAP, SHORT, REST, SHORT)


def rhythm(rate: int) -> AudioSegment:
    """The rhythm as 16-bit mono sound at `rate` samples a second."""
    sound = np.concatenate(
        [_tone(units * UNIT, rate) if units > 0 else _rest(-units * UNIT, rate) for units in PATTERN]
    )
    data = (sound * 32767).round().astype("<i2").tobytes()
    return AudioSegment(data=data, sample_width=2, frame_rate=rate, channels=1)


def _tone(ms: int, rate: int) -> NDArray[np.float64]:
    count = ms * rate // 1000
    wave: NDArray[np.float64] = LEVEL * np.sin(2 * np.pi * HERTZ / rate * np.arange(count))
    edge = EDGE * rate // 1000
    fade = np.linspace(0, 1, edge)
    wave[:edge] *= fade
    wave[-edge:] *= fade[::-1]
    return wave


def _rest(ms: int, rate: int) -> NDArray[np.float64]:
    return np.zeros(ms * rate // 1000)
