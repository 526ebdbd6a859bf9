"""How texts are said: cases of our own in a file, and what holds for any text whatever."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.read import read_text, written_pinyin
from narrate.read.rules import cardinal
from narrate.read.tracked import Tracked

CASES = Path(__file__).parent / "cases" / "read"
SPOKEN = [line.split("\t") for line in (CASES / "spoken.tsv").read_text("utf-8").splitlines() if line.strip()]
PINYIN = [line.split("\t") for line in (CASES / "pinyin.tsv").read_text("utf-8").splitlines() if line.strip()]
chinese = st.text(
    st.sampled_from("今天重庆一不了的长行0123456789.,:-/%年月日℃￥ABCabc，。“”()（）〔〕—～ 　第度两😀〇Ⅳ①㎡"),
    max_size=40,
)
anything = st.text(max_size=40)


@pytest.mark.parametrize(("written", "spoken"), SPOKEN, ids=[case[0] for case in SPOKEN])
def test_spoken(written: str, spoken: str) -> None:
    assert read_text(written).spoken == spoken


@pytest.mark.parametrize(("text", "expected"), PINYIN, ids=[case[0] for case in PINYIN])
def test_pinyin(text: str, expected: str) -> None:
    assert " ".join(syllable or "-" for syllable in written_pinyin(read_text(text))) == expected


@settings(deadline=None, max_examples=150)
@given(chinese | anything)
def test_what_holds_for_any_text(text: str) -> None:
    reading = read_text(text)
    assert reading.text == text
    assert not set("0123456789０１２３４５６７８９%℃￥") & set(reading.spoken)
    assert len(reading.pinyin) == len(reading.tones) == len(reading.spoken)
    for side, length in (("written", len(text)), ("spoken", len(reading.spoken))):
        ends = [getattr(span, side) for span in reading.spans]
        assert [start for start, _ in ends] == [0, *(end for _, end in ends[:-1])][: len(ends)], "no gap, no overlap"
        assert not length or ends[-1][1] == length
    assert len(written_pinyin(reading)) == len(text)


@settings(deadline=None, max_examples=100)
@given(chinese)
def test_reading_what_was_read_changes_nothing(text: str) -> None:
    once = read_text(text).spoken
    assert read_text(once).spoken == once


def test_highlights_fall_on_the_written_characters() -> None:
    reading = read_text("体温36度5,正常")
    at = reading.spoken.index("三十六")
    assert reading.text[slice(*reading.written_range(at, at + 3))] == "36度5"
    at = reading.spoken.index("正")
    assert reading.text[slice(*reading.written_range(at, at + 1))] == "正"


@given(st.integers(0, 10**16 - 1))
def test_cardinals_are_those_of_the_language(number: int) -> None:
    from pypinyin import lazy_pinyin  # any check needs an independent reader: parse it back

    assert lazy_pinyin(cardinal(str(number)))
    assert _value(cardinal(str(number))) == number


def _value(said: str) -> int:
    digits, units = "零一二三四五六七八九", {"十": 10, "百": 100, "千": 1000}
    for word, size in (("亿亿", 10**16), ("万亿", 10**12), ("亿", 10**8), ("万", 10**4)):
        high, found, low = said.partition(word)
        if found:
            return _value(high) * size + _value(low)
    total = figure = 0
    for char in said:
        if char in units:
            total, figure = total + (figure or 1) * units[char], 0
        else:
            figure = digits.index(char)
    return total + figure


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_rewriting_is_mapped(text: str, spoken: str) -> None:
    spans = Tracked.of(text).become(spoken, "x").spans(len(text))
    assert "".join(text[slice(*s.written)] for s in spans) == text
    if text:
        assert Tracked.of(text).become(spoken, "x").text == spoken
