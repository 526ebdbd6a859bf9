"""Whole numbers in English words are those of num2words, without its signs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from narrate.read.english_figures import words
from narrate.read.english_numbers import SAID


def theirs(number: int, to: str) -> str:
    return re.sub(r"[-,]", lambda sign: " " if sign[0] == "-" else "", str(num2words(number, to=to)))


@pytest.mark.parametrize("to", sorted(SAID))
def test_the_first_thousands_are_said_as_others_say_them(to: str) -> None:
    assert [SAID[to](number) for number in range(10_100)] == [theirs(number, to) for number in range(10_100)]


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**18 - 1), st.sampled_from(["cardinal", "ordinal"]))
def test_large_numbers_too(number: int, to: str) -> None:
    assert SAID[to](number) == theirs(number, to)


@pytest.mark.parametrize(
    ("number", "to", "said"),
    [
        ("1,250", "cardinal", "one thousand two hundred and fifty"),
        ("1250.05", "cardinal", "one thousand two hundred and fifty point zero five"),
        ("21", "ordinal", "twenty first"),
        ("1905", "year", "nineteen oh five"),
        ("2005", "year", "two thousand and five"),
        ("1900", "year", "nineteen hundred"),
        ("476", "year", "four seventy six"),
        ("007", "cardinal", "zero zero seven"),
        ("1" * 19, "cardinal", " ".join(["one"] * 19)),
    ],
)
def test_numbers_as_texts_write_them(number: str, to: str, said: str) -> None:
    assert words(number, to) == said
