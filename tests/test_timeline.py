"""Arithmetic of time, for any script: chapters tile the episode, cues never overlap and never drift."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.assemble.timeline import SHORTEST, plan
from narrate.model import Clip, Pause, Script, Section, Utterance

PAUSES = {Pause.SENTENCE: 350, Pause.PARAGRAPH: 700, Pause.HEADING: 800, Pause.CHAPTER: 1400}
utterances = st.builds(Utterance, st.text(min_size=1, max_size=5), st.sampled_from(list(Pause)))
sections = st.builds(Section, st.text(max_size=5), st.lists(utterances, min_size=1, max_size=6).map(tuple))
scripts = st.builds(Script, st.just("题"), st.just("zh-CN"), st.lists(sections, min_size=1, max_size=6).map(tuple))


@given(scripts, st.sampled_from([8000, 22050, 24000, 44100]), st.data())
def test_invariants(script: Script, rate: int, data: st.DataObject) -> None:
    count = sum(1 for _ in script.utterances)
    frames = data.draw(st.lists(st.integers(0, 20 * rate), min_size=count, max_size=count))
    clips = [Clip(str(n), "", length, rate) for n, length in enumerate(frames)]
    laid = plan(script, clips, PAUSES)
    line = laid.timeline
    assert [c.start for c in line.chapters] == [0, *(c.end for c in line.chapters[:-1])]
    assert line.chapters[-1].end == line.duration
    assert 1 <= len(line.chapters) <= len(script.sections)
    assert all(c.end - c.start >= SHORTEST for c in line.chapters[1:])
    assert all(one.end <= other.start for one, other in zip(line.cues, line.cues[1:], strict=False))
    position = 0
    for piece, cue in zip(laid.pieces, line.cues, strict=True):
        position += piece.silence
        assert abs(cue.start - position * 1000 / rate) <= 0.5, "no drift, however long"
        position += piece.clip.frames
        assert abs(cue.end - position * 1000 / rate) <= 0.5
    assert abs(line.duration - (position + laid.closing) * 1000 / rate) <= 0.5


def test_a_chapter_starts_inside_the_pause_before_its_heading() -> None:
    one = Section("", (Utterance("a", Pause.CHAPTER),))
    two = Section("乙", (Utterance("b", Pause.CHAPTER),))
    laid = plan(Script("题", "zh-CN", (one, two)), [Clip("a", "", 24000, 24000), Clip("b", "", 96000, 24000)], PAUSES)
    first, second = laid.timeline.cues
    start = laid.timeline.chapters[1].start
    assert first.end + 1000 <= start, "so that whole seconds, rounded down, still lie in the pause"
    assert start < second.start
    assert [c.title for c in laid.timeline.chapters] == ["题", "乙"]


@pytest.mark.parametrize(("count", "listed"), [(254, 254), (255, 255), (256, 128), (400, 200), (600, 200)])
def test_no_more_chapters_than_a_tag_can_list(count: int, listed: int) -> None:
    sections = tuple(Section(f"第{n}条", (Utterance("a", Pause.CHAPTER),)) for n in range(count))
    clips = [Clip(str(n), "", 24_000 * 4, 24_000) for n in range(count)]
    line = plan(Script("题", "zh-CN", sections), clips, PAUSES).timeline
    assert len(line.chapters) == listed
    assert (line.chapters[0].start, line.chapters[-1].end) == (0, line.duration)
    size = -(-count // 255)
    assert line.chapters[-1].title.endswith(f"第{count - 1}条"), "every heading is in one of them"
    assert {cue.start for cue in line.cues[size::size]} == {c.start + 250 for c in line.chapters[1:]}


def test_a_chapter_just_long_enough() -> None:
    for frames, count in ((24_000 * 3 - 24_000 * 1400 // 1000 - 1, 1), (24_000 * 3, 2)):
        sections = tuple(Section(f"{n}", (Utterance("a", Pause.CHAPTER),)) for n in range(2))
        clips = [Clip("0", "", 24_000 * 9, 24_000), Clip("1", "", frames, 24_000)]
        assert len(plan(Script("题", "zh-CN", sections), clips, PAUSES).timeline.chapters) == count


# A script → the silence before each of its sentences and after the last, in milliseconds.
SILENCES = {
    "sentences of a paragraph": ([Pause.SENTENCE, Pause.SENTENCE, Pause.PARAGRAPH], [250, 350, 350], 250),
    "paragraphs": ([Pause.PARAGRAPH, Pause.PARAGRAPH], [250, 700], 250),
    "a heading and its text": (
        [Pause.HEADING, Pause.SENTENCE, Pause.CHAPTER, Pause.HEADING],
        [250, 800, 350, 1400],
        250,
    ),
}


@pytest.mark.parametrize("kind", SILENCES)
def test_the_silence_before_each_sentence(kind: str) -> None:
    pauses, expected, closing = SILENCES[kind]
    script = Script("题", "zh-CN", (Section("", tuple(Utterance("a", pause) for pause in pauses)),))
    laid = plan(script, [Clip("", "", 24_000, 24_000)] * len(pauses), PAUSES)
    assert [piece.silence * 1000 // 24_000 for piece in laid.pieces] == expected
    assert laid.closing * 1000 // 24_000 == closing


def test_nothing_is_paused_after_what_has_no_sound() -> None:
    script = Script("题", "zh-CN", (Section("", (Utterance("…", Pause.CHAPTER), Utterance("a", Pause.SENTENCE))),))
    laid = plan(script, [Clip("", "", 0, 24_000), Clip("", "", 24_000, 24_000)], PAUSES)
    assert [piece.silence for piece in laid.pieces] == [6000, 0]
