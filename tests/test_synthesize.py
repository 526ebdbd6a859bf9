"""What is asked of an engine, and what is done with its answer: trimmed, its marks moved, kept once."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate import engines, synthesize
from narrate.cache import Cache, samples_of
from narrate.engines.tone import Tone
from narrate.errors import SynthesisError
from narrate.model import Mark, Pause, Reading, Speech, Utterance, Voice
from narrate.read import read_text

if TYPE_CHECKING:
    from pathlib import Path

VOICE = Voice("tone", "tone", "zh-CN")
RATE = 24_000


def loud(ms: int) -> np.ndarray:
    return np.full(ms * RATE // 1000, 0.5, np.float32)


def quiet(ms: int, level: float = 0.0) -> np.ndarray:
    return np.full(ms * RATE // 1000, level, np.float32)


def speech(head: int, middle: int, tail: int, *marks: Mark) -> Speech:
    return Speech(np.concatenate([quiet(head), loud(middle), quiet(tail)]), RATE, marks)


# Milliseconds of silence at the head and tail of what an engine says → how many stay.
EDGES = [((0, 0), (0, 0)), ((20, 60), (20, 60)), ((25, 65), (20, 60)), ((500, 700), (20, 60)), ((10, 30), (10, 30))]


@pytest.mark.parametrize(("given_ms", "kept"), EDGES)
def test_the_edges_that_stay(given_ms: tuple[int, int], kept: tuple[int, int]) -> None:
    sound, _ = synthesize.trimmed(speech(given_ms[0], 300, given_ms[1]))
    assert len(sound) == kept[0] + 300 + kept[1]
    data = np.frombuffer(sound.raw_data, "<i2")
    first, last = np.flatnonzero(data)[[0, -1]]
    assert first == kept[0] * RATE // 1000
    assert len(data) - 1 - last == kept[1] * RATE // 1000


def test_marks_move_with_the_trimmed_head() -> None:
    marks = (
        Mark(0, 1, 500, 600),
        Mark(1, 2, 600, 800),
        Mark(2, 3, 790, 2000),
        Mark(3, 4, 0, 100),
        Mark(4, 5, 3000, 3100),
    )
    sound, moved = synthesize.trimmed(speech(500, 300, 700, *marks))
    assert moved == (Mark(0, 1, 20, 120), Mark(1, 2, 120, 320), Mark(2, 3, 310, 380))
    assert len(sound) == 380


@given(
    st.integers(0, 400),
    st.integers(5, 300),
    st.integers(0, 400),
    st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 1200))),
)
def test_marks_stay_inside_the_sound(head: int, middle: int, tail: int, times: list[tuple[int, int]]) -> None:
    marks = tuple(Mark(n, n + 1, *sorted(pair)) for n, pair in enumerate(times))
    sound, moved = synthesize.trimmed(speech(head, middle, tail, *marks))
    assert all(0 <= m.start <= m.end <= len(sound) for m in moved)
    assert [m.first for m in moved] == sorted(m.first for m in moved)


def test_silence_is_nothing() -> None:
    assert [len(part) for part in synthesize.trimmed(Speech(quiet(500), RATE, (Mark(0, 1, 0, 9),)))] == [0, 0]
    assert len(synthesize.trimmed(Speech(quiet(500, 0.003), RATE, ()))[0]) == 0, "-50 dB and less is silence"
    assert len(synthesize.trimmed(Speech(quiet(500, 0.0035), RATE, ()))[0]) == 500


def test_samples_beyond_full_scale_are_held() -> None:
    wave = np.array([2.0, -2.0, 1.0, -1.0, 0.5], np.float32).repeat(RATE // 100)
    data = np.frombuffer(synthesize.trimmed(Speech(wave, RATE, ()))[0].raw_data, "<i2")
    assert sorted(set(data.tolist())) == [-32767, 16384, 32767]


# ── names of clips ────────────────────────────────────────────────────────────────────────────────────────────────

READ = read_text("重庆36度5")


def test_a_clip_is_named_by_all_that_makes_its_sound() -> None:
    others = [
        (replace(READ, spoken="别的"), VOICE),
        (replace(READ, tones=("zhong4", *READ.tones[1:])), VOICE),
        (replace(READ, words=("重", "庆", *READ.words[1:])), VOICE),
        (replace(READ, respelled="虫庆"), VOICE),
        *(
            (READ, replace(VOICE, **change))
            for change in ({"id": "other"}, {"lang": "en"}, {"rate": 1.1}, {"engine": "espeak"})
        ),
        (READ, replace(VOICE, options=(("hertz", "300"),))),
    ]
    keys = {synthesize.clip_key(*pair) for pair in ((READ, VOICE), *others)}
    assert len(keys) == len(others) + 1


@pytest.mark.parametrize("name", ["file", "proxy", "connections", "patience", "timeout"])
def test_options_that_change_no_sound(name: str) -> None:
    assert synthesize.clip_key(READ, replace(VOICE, options=((name, "x"),))) == synthesize.clip_key(READ, VOICE)


def test_what_was_written_is_not_in_the_name() -> None:
    for respelled in ("", READ.spoken):
        same = replace(READ, text="重庆三十六度五", doubts=(), respelled=respelled)
        assert synthesize.clip_key(same, VOICE) == synthesize.clip_key(READ, VOICE)
    assert synthesize.clip_key(READ, replace(VOICE, rate=1.00001)) == synthesize.clip_key(READ, VOICE)


# ── asking ────────────────────────────────────────────────────────────────────────────────────────────────────────


def utterances(*texts: str) -> list[Utterance]:
    return [Utterance(text, Pause.SENTENCE, reading=read_text(text)) for text in texts]


def test_each_text_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    say = Tone.say
    monkeypatch.setattr(
        Tone, "say", lambda self, reading, voice: asked.append(reading.text) or say(self, reading, voice)
    )
    told: list[tuple[str, bool]] = []
    cache = Cache(tmp_path)
    said = utterances("一句。", "两句。", "一句。")
    clips, new = synthesize.synthesize(
        said, VOICE, cache, synthesize.Threads(2), lambda u, fresh: told.append((u.text, fresh))
    )
    assert (new, sorted(asked)) == (2, ["一句。", "两句。"])
    assert [clip.key for clip in clips] == [synthesize.clip_key(u.reading, VOICE) for u in said if u.reading]
    assert sorted(told) == [("一句。", False), ("一句。", True), ("两句。", True)]
    told.clear()
    again, new = synthesize.synthesize(
        said, VOICE, cache, synthesize.Threads(2), lambda u, fresh: told.append((u.text, fresh))
    )
    assert (again, new, len(asked)) == (clips, 0, 2)
    assert [fresh for _, fresh in told] == [False, False, False]
    assert all(len(samples_of(clip)) == clip.frames for clip in clips)


def test_what_has_no_reading_is_not_said(tmp_path: Path) -> None:
    assert synthesize.synthesize([Utterance("…", Pause.SENTENCE)], VOICE, Cache(tmp_path)) == ([], 0)


def test_a_voice_without_sound_for_words_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tone, "say", lambda *_: Speech(quiet(100), RATE, ()))
    with pytest.raises(SynthesisError, match="has no sound for '一句。'"):
        synthesize.synthesize(utterances("一句。"), VOICE, Cache(tmp_path))
    clips, _ = synthesize.synthesize(utterances("……"), VOICE, Cache(tmp_path))
    assert [clip.frames for clip in clips] == [0], "punctuation may be silent"


def test_the_first_failure_stops_what_has_not_begun_and_keeps_what_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    say = Tone.say

    def fails(self: Tone, reading: Reading, voice: Voice) -> Speech:
        asked.append(reading.text)
        if len(asked) == 3:
            raise SynthesisError("no more")
        return say(self, reading, voice)

    monkeypatch.setattr(Tone, "say", fails)
    said = utterances(*(f"第{n}句。" for n in range(9)))
    with pytest.raises(SynthesisError, match="no more"):
        synthesize.synthesize(said, VOICE, Cache(tmp_path), synthesize.Threads(1))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("say")], "nobody goes on behind"
    assert len(asked) <= 4
    assert len(list(tmp_path.rglob("*.flac"))) >= 2


@pytest.mark.parametrize(("jobs", "parallel", "expected"), [(1, 0, 1), (3, 0, 3), (2, 5, 5)])
def test_how_many_are_said_side_by_side(
    jobs: int, parallel: int, expected: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, most, now, lock = threading.Barrier(expected), [0], [0], threading.Lock()
    say = Tone.say

    def counted(self: Tone, reading: Reading, voice: Voice) -> Speech:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        gate.wait(60)
        with lock:
            now[0] -= 1
        return say(self, reading, voice)

    monkeypatch.setattr(Tone, "say", counted)
    monkeypatch.setattr(engines.engine("tone"), "parallel", parallel, raising=False)
    said = utterances(*(f"第{n}句话。" for n in range(2 * expected)))
    synthesize.synthesize(said, VOICE, Cache(tmp_path), synthesize.Threads(jobs))
    assert most[0] == expected
