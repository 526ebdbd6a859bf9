"""Clips → a file of sound: as loud as was asked, no peak above what was asked, frames of one size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from pydub import AudioSegment

from narrate.assemble.encode import MP3, OPUS, encode, loudness_of, packets
from narrate.assemble.timeline import Piece, Plan
from narrate.cache import Cache
from narrate.model import Sound, Timeline

if TYPE_CHECKING:
    from pathlib import Path

    from narrate.assemble.encode import Form

RATE = 24_000


def clicks(seconds: int, every: int) -> np.ndarray:
    """Noise like a voice's, with a burst every so many samples: what coding makes the worst of."""
    chance = np.random.default_rng(7)
    sound = chance.normal(0, 900, seconds * RATE)
    for start in range(0, len(sound) - 40, every):
        sound[start : start + 40] += 30_000 * np.sign(np.sin(np.arange(40) * 1.9)) * np.exp(-np.arange(40) / 12)
    return np.clip(sound, -32768, 32767).astype("<i2")


def plan_of(tmp_path: Path, samples: np.ndarray) -> Plan:
    clip = Cache(tmp_path).put(
        "0" * 32, AudioSegment(samples.tobytes(), frame_rate=RATE, sample_width=2, channels=1), ()
    )
    return Plan((Piece(clip, 0, 0),), 0, RATE, Timeline(len(samples) * 1000 // RATE, (), ()))


@pytest.mark.parametrize("form", [MP3, OPUS], ids=["mp3", "opus"])
@pytest.mark.parametrize("every", [997, 4801])
@pytest.mark.parametrize("peak", [-1.0, -0.1, -9.0])
def test_no_peak_is_higher_than_was_asked(form: Form, every: int, peak: float, tmp_path: Path) -> None:
    path = tmp_path / "sound"
    encode(plan_of(tmp_path, clicks(4, every)), path, Sound(peak - 15, peak, 64), form)
    assert loudness_of(path)[1] <= peak


@pytest.mark.parametrize(("bitrate", "size"), [(32, 96), (64, 192), (128, 384), (192, 576)])
def test_frames_have_one_size(bitrate: int, size: int, tmp_path: Path) -> None:
    path = tmp_path / "sound.mp3"
    encode(plan_of(tmp_path, clicks(2, 997)), path, Sound(-16, -1, bitrate))
    assert {len(frame) for frame in packets(path)} == {size}, "length and place can be reckoned from bytes"


def test_what_is_quiet_enough_is_as_loud_as_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp3"
    calm = (np.sin(np.arange(4 * RATE) / 9) * 3000).astype("<i2")
    encode(plan_of(tmp_path, calm), path, Sound(-20, -1, 64))
    assert loudness_of(path)[0] == pytest.approx(-20, abs=0.1)
