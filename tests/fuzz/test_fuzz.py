"""A short run of what `make fuzz` does for a night: whatever a stranger sends is read, or refused in words."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutation import HURTING, MOST, mutated
from run import input_of, tried, wrong
from targets import TARGETS

from narrate.errors import NarrateError
from narrate.sources import lists

if TYPE_CHECKING:
    from pathlib import Path

INPUTS = 160
# From any characters, and from those that mean something to one of the readers.
TEXTS = st.text(max_size=300) | st.lists(
    st.sampled_from([word.decode("utf-8", "replace") for word in HURTING]), max_size=30
).map("".join)


@pytest.mark.parametrize("part", range(4))
def test_what_a_stranger_may_send(part: int) -> None:
    """The first numbers, always the same: a failure is looked at with `python tests/fuzz/run.py 1 NUMBER`."""
    assert [(number, name, what) for number, name, _, what in wrong(part * INPUTS // 4, INPUTS // 4)] == []


@pytest.mark.parametrize("name", ["clean", "read", "toml", "front matter", "lexicon", "feeds"])
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_any_text(name: str, text: str) -> None:
    assert tried(name, text.encode("utf-8", "surrogatepass")) == ""


def test_a_number_is_always_the_same_input_and_none_is_larger_than_it_may_be() -> None:
    assert input_of(7) == input_of(7)
    chance = random.Random(1)
    made = [mutated([b"<p>Text.</p>", b"# a"], chance) for _ in range(500)]
    assert max(map(len, made)) == MOST
    assert len(set(made)) > 400


def test_the_run_sees_what_goes_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(data: bytes, _: Path) -> None:
        if data == b"refused":
            raise NarrateError("in words")
        raise KeyError(data)

    monkeypatch.setitem(TARGETS, "clean", TARGETS["clean"].__class__(list, failing))
    assert tried("clean", b"refused") == ""
    assert "KeyError" in tried("clean", b"x")


@pytest.mark.parametrize(
    "feed",
    [
        "<rss><channel><item><title>a &#xD800; b</title><description>&lt;p&gt;&#xD800;</description></item></channel></rss>",
        "<rss xmlns:a='http://a b c'><a:item a:x='1'/><channel><item><title>a</title></item></channel></rss>",
    ],
)
def test_a_feed_that_its_library_stumbles_over_is_named(feed: str) -> None:
    try:
        lists.items("feed", feed.encode(), "http://a/feed")
    except NarrateError as error:
        assert "http://a/feed" in str(error)  # noqa: PT017 - or it is read
