"""The law on synthetic speech: its words, its pace, its fields, its rhythm."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.label import law
from narrate.label.rhythm import HERTZ, UNIT, rhythm
from narrate.label.script import labelled
from narrate.model import Kind, Pause, Script, Section, Utterance

SENTENCES = (Utterance("标题", Pause.HEADING, kind=Kind.H1), Utterance("一句。", Pause.CHAPTER))


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("人工智能生成", True),
        ("由AI合成", True),
        ("人工智能", False),
        ("合成语音", False),
        ("机器生成", False),
        ("", False),
    ],
)
def test_a_label_names_the_machine_and_what_it_did(text: str, both: bool) -> None:  # noqa: FBT001 - a case
    assert law.names_both(text) == both


@pytest.mark.parametrize(
    ("a_minute", "slowed"),
    [(119, True), (120, False), (160, False), (161, True)],
)
def test_a_label_is_as_slow_as_the_standard_asks(a_minute: int, slowed: bool) -> None:  # noqa: FBT001 - a case
    factor = law.slowed("字" * a_minute, 60_000)
    assert (factor != 1) == slowed
    assert law.PACE[0] <= a_minute * factor <= law.PACE[1]


@given(st.text(), st.floats(0, 1e9))
def test_any_label_has_a_pace(text: str, ms: float) -> None:
    if any(char.isalnum() for char in text):
        assert law.slowed(text, ms) > 0


def test_the_fields_of_annex_e_are_all_there_in_order() -> None:
    fields = dict(law.fields("the guid", "who made it", "who spreads it"))
    assert list(fields) == [
        "Label",
        "ContentProducer",
        "ProduceID",
        "ReservedCode1",
        "ContentPropagator",
        "PropagateID",
        "ReservedCode2",
    ]
    assert (fields["ContentProducer"], fields["ContentPropagator"]) == ("who made it", "who spreads it")
    assert fields["ProduceID"] == fields["PropagateID"] == "the guid"


@pytest.mark.parametrize(
    ("where", "kinds"),
    [
        ("start", [Kind.LABEL, Kind.H1, Kind.P]),
        ("end", [Kind.H1, Kind.P, Kind.LABEL]),
        ("both", [Kind.LABEL, Kind.H1, Kind.P, Kind.LABEL]),
    ],
)
def test_the_label_stands_where_it_is_wanted(where: str, kinds: list[Kind]) -> None:
    script = labelled(Script("标题", "zh-CN", (Section("", SENTENCES),)), "由人工智能合成", where)
    said = list(script.utterances)
    assert [utterance.kind for utterance in said] == kinds
    assert said[-1].pause == Pause.CHAPTER
    assert [u.text for u in said if u.kind != Kind.LABEL] == ["标题", "一句。"]


def test_an_article_without_a_word_is_labelled_at_its_start() -> None:
    assert [u.text for u in labelled(Script("", "zh-CN", ()), "AI合成", "start").utterances] == ["AI合成"]


@pytest.mark.parametrize("rate", [24000, 44100])
def test_the_rhythm_is_a_then_i_in_morse(rate: int) -> None:
    """短长 短短: of thirteen units the tones are 1, 3, 1 and 1 long; each is heard, each rest is still."""
    sound = np.frombuffer(rhythm(rate).raw_data, "<i2").astype(float)
    units = [sound[start : start + UNIT * rate // 1000] for start in range(0, len(sound), UNIT * rate // 1000)]
    loud = [float(np.abs(unit).max()) > 1000 for unit in units if len(unit) > rate // 100]
    assert loud == [True, False, True, True, True, False, False, False, True, False, True]
    spectrum = np.abs(np.fft.rfft(units[0]))
    assert abs(np.argmax(spectrum) * rate / len(units[0]) - HERTZ) < rate / len(units[0])
