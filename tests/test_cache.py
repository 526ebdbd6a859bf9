"""A clip is what was put there, sample by sample, or it is missing; whatever has happened to its files."""

from __future__ import annotations

import json
import os
import time
import wave
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.cache import Cache, flac, key_of, samples_of
from narrate.model import Clip, Mark
from narrate.sound import AudioSegment

MARKS = (Mark(0, 1, 0, 90), Mark(1, 2, 90, 200))


def sound(samples: np.ndarray, rate: int = 24_000) -> AudioSegment:
    return AudioSegment(data=samples.astype("<i2").tobytes(), sample_width=2, frame_rate=rate, channels=1)


def noise(count: int = 6000) -> np.ndarray:
    return np.random.default_rng(1).integers(-32768, 32768, count).astype(np.int16)


@given(st.lists(st.integers(-32768, 32767), max_size=9000), st.sampled_from([8000, 22_050, 24_000, 44_100, 48_000]))
def test_the_same_samples_come_back(values: list[int], rate: int) -> None:
    samples = np.array(values, np.int16)
    with TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        put = cache.put("ab12", sound(samples, rate), MARKS)
        got = cache.get("ab12")
        assert got == put == Clip("ab12", put.path, len(samples), rate)
        assert np.array_equal(samples_of(got), samples)
        assert cache.marks(got) == MARKS


def test_it_is_smaller_than_wav_and_the_same_every_time() -> None:
    speech = (8000 * np.sin(np.arange(48_000) / 20)).astype(np.int16)
    assert flac(speech, 24_000) == flac(speech, 24_000)
    assert len(flac(speech, 24_000)) < len(speech) * 2 * 0.7


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    made = Cache(tmp_path)
    made.put("ab12", sound(noise()), MARKS)
    return made


def burst(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(255 - byte for byte in data[middle : middle + 400]) + data[middle + 400 :]


DAMAGED_SOUND = {
    "empty": lambda data: data[:0],
    "cut": lambda data: data[:-1],
    "longer": lambda data: data + b"\0",
    "zeros": lambda data: bytes(len(data)),
    "one bit": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "a burst of noise": burst,
}


@pytest.mark.parametrize("kind", DAMAGED_SOUND)
def test_damaged_sound_is_missing(kind: str, cache: Cache) -> None:
    (path,) = cache.root.rglob("*.flac")
    whole = path.read_bytes()
    path.write_bytes(DAMAGED_SOUND[kind](whole))
    assert cache.get("ab12") is None
    path.write_bytes(whole)
    assert cache.get("ab12") is not None


DAMAGED_NOTES: dict[str, object] = {
    "no marks": {"marks": None},
    "marks of another form": {"marks": [[0, 1]]},
    "marks of words": {"marks": [["a", "b", "c", "d"]]},
    "a rate of 0": {"rate": 0},
    "a rate below 0": {"rate": -24_000},
    "a rate in words": {"rate": "24000"},
    "no frames": {"frames": None},
    "another size": {"size": 1},
    "another digest": {"digest": "0" * 64},
    "no digest": {"digest": ""},
}


@pytest.mark.parametrize("kind", [*DAMAGED_NOTES, "empty", "half", "a list", "gone"])
def test_damaged_notes_are_a_missing_clip(kind: str, cache: Cache) -> None:
    (path,) = cache.root.rglob("*.json")
    notes = json.loads(path.read_bytes())
    if kind in DAMAGED_NOTES:
        path.write_text(json.dumps(notes | DAMAGED_NOTES[kind]))  # type: ignore[operator]
    elif kind == "gone":
        path.unlink()
    else:
        path.write_text({"empty": "", "half": '{"frames":', "a list": "[]"}[kind])
    assert cache.get("ab12") is None
    cache.put("ab12", sound(noise()), MARKS)
    assert cache.get("ab12") is not None


def test_clips_of_version_0_1_are_read(tmp_path: Path) -> None:
    (tmp_path / "cd").mkdir()
    stem = tmp_path / "cd" / "cd34"
    with wave.open(str(stem.with_suffix(".wav")), "wb") as file:
        file.setparams((1, 2, 24_000, 0, "NONE", ""))
        file.writeframes(noise().tobytes())
    content = stem.with_suffix(".wav").read_bytes()
    notes = {"frames": 6000, "rate": 24_000, "size": len(content), "marks": [[0, 1, 0, 90]]}
    stem.with_suffix(".json").write_text(json.dumps(notes))
    clip = Cache(tmp_path).get("cd34")
    assert clip is not None
    assert np.array_equal(samples_of(clip), noise())
    assert Cache(tmp_path).marks(clip) == MARKS[:1]
    for damaged in (b"", bytes(len(content)), content[:-2], content[:40]):
        stem.with_suffix(".wav").write_bytes(damaged)
        assert Cache(tmp_path).get("cd34") is None


def test_unused_clips_by_age(cache: Cache) -> None:
    cache.put("ef56", sound(noise(10)), ())
    now = time.time()
    for path in cache.root.glob("*/*"):
        os.utime(path, (now, now - 3 * 86_400 - 60))
    assert list(cache.unused({"ab12", "ef56"}, 0)) == []
    assert {path.stem for path in cache.unused({"ab12"}, 3)} == {"ef56"}
    assert list(cache.unused({"ab12"}, 4)) == []
    (cache.root / "ef" / "mine.txt").write_text("mine")
    assert all(path.suffix != ".txt" for path in cache.unused(set(), 0))


def test_a_key_is_of_all_that_it_is_made_of() -> None:
    assert key_of(a=1, b=2) == key_of(b=2, a=1)
    assert len({key_of(a=1), key_of(a="1"), key_of(a=2), key_of(b=1), key_of(a=1, b=None)}) == 5
    assert len(key_of(a="\ud800")) == 32
    assert key_of(b=1, a="字") == "e70b1e9a75c83c7d4be6e2061f17df74", "clips that were said once are found for ever"


@pytest.mark.parametrize(("younger", "is_old"), [(0, True), (1, False)])
def test_a_clip_is_old_to_the_second(younger: int, is_old: bool, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - a case
    put = cache.put("ab12", sound(noise()), MARKS)
    monkeypatch.setattr(time, "time", lambda: 10 * 86_400.0)
    for path in Path(put.path).parent.iterdir():
        os.utime(path, (7 * 86_400 + younger,) * 2)
    assert len(list(cache.unused(set(), 3))) == (2 if is_old else 0)
