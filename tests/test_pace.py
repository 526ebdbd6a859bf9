"""Sentences that a voice may have swallowed, and questions that an editor settles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import narrate
from hypothesis import given
from hypothesis import strategies as st

from narrate import deeds, inbox
from narrate.errors import SourceError
from narrate.model import Clip, Kind, Pause, Script, Section, Utterance, Voice
from narrate.pace import FEWEST, LEAST, MOST, SHORTEST, odd

if TYPE_CHECKING:
    from pathlib import Path

RATE = 1000  # samples a second
USUAL = 200  # milliseconds a syllable


def script(*texts: str) -> Script:
    return Script("", "zh-CN", (Section("", tuple(Utterance(text, Pause.SENTENCE) for text in texts)),))


def lasting(*times: float, texts: tuple[str, ...] = ()) -> tuple[Script, list[Clip]]:
    """Sentences of ten syllables that last so many times the usual, or of these texts."""
    said = texts or tuple(f"{'字' * 9}{n}。" for n, _ in enumerate(times))
    frames = [round(USUAL * 10 * time) for time in times]
    return script(*said), [Clip(str(n), "", frames=frame, rate=RATE) for n, frame in enumerate(frames)]


@pytest.mark.parametrize(
    ("time", "is_odd"),
    [(1, False), (LEAST, False), (LEAST - 0.01, True), (MOST, False), (MOST + 0.01, True), (0, False)],
)
def test_a_sentence_is_odd_from_half_to_twice_its_length(time: float, is_odd: bool) -> None:  # noqa: FBT001 - a parameter
    found = list(odd(*lasting(1, 1, time, 1, 1, 1)))
    assert [one.about for one in found] == (["字字字字字字字字字2。"] if is_odd else [])
    if found:
        assert f"said in {time * 2:.1f} s, where 2.0 s are usual" in found[0].why


@pytest.mark.parametrize(("count", "is_odd"), [(FEWEST - 1, False), (FEWEST, True)])
def test_a_pace_is_known_from_a_few_sentences_on(count: int, is_odd: bool) -> None:  # noqa: FBT001 - a parameter
    assert bool(list(odd(*lasting(3, *[1.0] * (count - 1))))) == is_odd


@pytest.mark.parametrize(("length", "is_odd"), [(SHORTEST - 1, False), (SHORTEST, True)])
def test_short_sentences_are_not_judged(length: int, is_odd: bool) -> None:  # noqa: FBT001 - a parameter
    texts = (*(f"{'字' * 9}{n}。" for n in range(6)), "短" * length)
    found = list(odd(*lasting(*[1.0] * 6, 5.0, texts=texts)))
    assert bool(found) == is_odd


def test_letters_are_shorter_than_characters_and_the_label_is_none() -> None:
    texts = (*(f"{'字' * 9}{n}。" for n in range(6)), "thirty letters are ten syllables")
    said, clips = lasting(*[1.0] * 7, texts=texts)
    assert list(odd(said, clips)) == []
    label = Utterance("标" * 10, Pause.SENTENCE, kind=Kind.LABEL)
    labelled = Script("", "zh-CN", (Section("", (label, *said.utterances)),))
    assert list(odd(labelled, [Clip("l", "", frames=20_000, rate=RATE), *clips])) == []


@given(st.floats(0.01, 100), st.integers(FEWEST, 12))
def test_an_even_voice_is_not_odd_however_slow_it_is(time: float, count: int) -> None:
    assert list(odd(*lasting(*[time] * count))) == []


def test_a_question_is_settled_for_ever_and_asked_again(tmp_path: Path) -> None:
    from test_begun import PAGE

    text = PAGE.replace("</h1>", "</h1><a href='2.html' rel='next'>下一页</a>")
    (tmp_path / "1.html").write_text(text, "utf-8")
    narrate("build", "1.html", "--voice", "tone", cwd=tmp_path)
    dist = tmp_path / "dist"
    (asked,) = inbox.sheet(dist, "questions", 0).questions
    assert narrate("build", "1.html", "--voice", "tone", "--strict", cwd=tmp_path, status=9)
    with pytest.raises(SourceError, match="not asked"):
        deeds.settle(dist, asked.guid, "anything", "li")
    narrate("settle", "1.html", asked.about, cwd=tmp_path)
    assert inbox.sheet(dist, "questions", 0).counts["questions"] == 0
    assert asked.about not in (dist / ".narrate" / "pages.toml").read_text("utf-8")
    narrate("build", "1.html", "--voice", "tone", "--strict", cwd=tmp_path)
    (tmp_path / "1.html").write_text(text.replace("数船", "数木船"), "utf-8")
    narrate("build", "1.html", "--voice", "tone", "--strict", cwd=tmp_path)
    assert [one.settled for one in inbox.heard(dist, asked.guid).questions] == [1]
    with pytest.raises(SourceError, match="not asked"):
        deeds.settle(dist, asked.guid, asked.about, "li")
    narrate("settle", "1.html", asked.about, "--again", cwd=tmp_path)
    assert inbox.sheet(dist, "questions", 0).counts["questions"] == 1
    assert narrate("history", cwd=tmp_path).stdout.count("question ") == 2


def test_a_section_in_another_voice_has_a_pace_of_its_own() -> None:
    said, clips = lasting(*[1.0] * 6, *[2.5] * 6, 6.0)
    utterances = tuple(said.utterances)
    sections = (Section("", utterances[:6]), Section("慢", utterances[6:], Voice("slow", "tone", "zh-CN")))
    assert len(list(odd(said, clips))) == len(utterances[:6]) + 1, "in one voice all are judged by all"
    assert [one.about for one in odd(replace(said, sections=sections), clips)] == [utterances[12].text]
