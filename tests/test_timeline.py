"""Arithmetic of time, for any script: chapters tile the episode, cues never overlap and never drift."""

from __future__ import annotations

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
