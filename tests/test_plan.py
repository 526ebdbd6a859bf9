"""Who an article is, and what its sound is made from: decisions without an act."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from narrate import config, plan
from narrate.model import Clip, Document, Identity, Kind, Paragraph, Pause, Script, Section, Utterance, Voice
from narrate.publish.feed import podcast_guid
from narrate.publish.slug import slug_of

GOLDEN = tomllib.loads((ROOT / "tests" / "cases" / "state" / "identities.toml").read_text("utf-8"))
PLAIN = "http://a.example.cn/1.html"
KNOWN = Identity(PLAIN, "slug", "in/1.html", "标题")


def document(title: str = "标题", canonical: str = "") -> Document:
    return Document(title, "zh-CN", (), canonical_url=canonical)


@pytest.mark.parametrize("row", GOLDEN["article"], ids=lambda row: row["name"])
def test_golden_articles(row: dict[str, str]) -> None:
    guid = plan.guid_of(document(row["title"], row["canonical"]), row["name"], None)
    assert (guid, slug_of(row["title"], guid)) == (row["guid"], row["slug"])


@pytest.mark.parametrize("row", GOLDEN["show"], ids=lambda row: row["address"])
def test_golden_shows(row: dict[str, str]) -> None:
    assert podcast_guid(row["address"]) == row["guid"]


SAME = [
    "https://a.example.cn/1.html", "http://www.a.example.cn/1.html", "http://m.a.example.cn/1.html", f"{PLAIN}#top",
    f"{PLAIN}?from=timeline", f"{PLAIN}?utm_source=x&spm=1", "http://A.example.CN/1.html", "http://a.example.cn/1.html/",
]  # fmt: skip
OTHER = [
    "http://a.example.cn/2.html", "http://b.example.cn/1.html", f"{PLAIN}?id=2", "http://a.example.cn/x/1.html",
    "http://mm.a.example.cn/1.html", "http://a.example.cn/1.HTML", "http://a.example.cn:8080/1.html",
]  # fmt: skip


@pytest.mark.parametrize("address", SAME)
def test_one_page(address: str) -> None:
    assert plan.same_address(PLAIN, address)
    assert plan.same_address(address, PLAIN)
    assert plan.guid_of(document("改过的标题", address), "1.html", KNOWN) == PLAIN


@pytest.mark.parametrize("address", OTHER)
def test_another_page(address: str) -> None:
    assert not plan.same_address(PLAIN, address)
    assert plan.guid_of(document("别的标题", address), "1.html", KNOWN) == address
    assert plan.guid_of(document("标题", address), "1.html", KNOWN) == PLAIN, (
        "its headline is the same: its address changed"
    )


def test_a_source_without_an_address_stays_what_it_was() -> None:
    urn = replace(KNOWN, guid="urn:uuid:1")
    assert plan.guid_of(document("改过的标题"), "1.html", KNOWN) == PLAIN
    assert plan.guid_of(document("改过的标题"), "renamed.html", urn) == "urn:uuid:1"
    assert plan.guid_of(document("改过的标题", PLAIN), "1.html", urn) == "urn:uuid:1", (
        "an address was added to its page"
    )


@given(st.text(), st.text())
def test_different_names_are_different_articles(one: str, other: str) -> None:
    assert (plan.named_guid(one) == plan.named_guid(other)) == (one == other)


@pytest.mark.parametrize(
    ("place", "title", "there", "same"),
    [
        ("in/1.html", "别的", True, True),
        ("in/2.html", "标题", False, True),
        ("in/2.html", "标题", True, False),
        ("in/2.html", "别的", False, False),
        ("in/2.html", "别的", True, False),
    ],
)
def test_whose_guid_it_is(place: str, title: str, *, there: bool, same: bool) -> None:
    assert plan.is_same_source(KNOWN, place, title, there=there) is same
    assert plan.is_same_source(replace(KNOWN, place=""), place, title, there=there)


def test_a_folder_of_its_own() -> None:
    taken = {"a-1", "a-2"}
    slugs = iter(["a-1", "a-2", "a-3", "a-4"])
    asked: list[str] = []

    def slug_for(guid: str) -> str:
        asked.append(guid)
        return next(slugs)

    assert plan.free_slug(slug_for, "g", taken.__contains__) == "a-3"
    assert asked == ["g", "g+", "g++"]


def test_a_page_is_known_by_its_headline_and_its_words() -> None:
    told = plan.text_of(document("标题"))
    assert told == plan.text_of(replace(document("标题"), canonical_url="https://example.org/else"))
    words = replace(document("标题"), account=(Paragraph("换了一句。"),))
    assert len({told, plan.text_of(document("别的")), plan.text_of(words)}) == 3
    spaced = replace(words, account=(Paragraph("换了  一句。\n"),))
    assert plan.text_of(replace(words, account=(Paragraph("换了 一句。"),))) == plan.text_of(spaced)


# ── what is heard ─────────────────────────────────────────────────────────────────────────────────────────────────

SENTENCES = (Utterance("标题", Pause.HEADING, kind=Kind.H1), Utterance("一句。", Pause.CHAPTER))
SCRIPT = Script("标题", "zh-CN", (Section("", SENTENCES),))
PLAN = plan.Plan(document(), SCRIPT, Voice("tone", "tone", "zh-CN"), "urn:uuid:1", "slug", "2024-03-05T00:00:00+08:00")
CLIPS = [Clip("a", "", 10, 10), Clip("b", "", 10, 10)]
RECIPE = config.recipe(config.Settings(), "tone", "key")


def test_the_key_of_the_sound_tells_all_that_is_heard_apart() -> None:
    quiet = replace(RECIPE.sound, loudness=-20.0)
    split = Script("标题", "zh-CN", tuple(Section("", (sentence,)) for sentence in SENTENCES))
    keys = [
        plan.heard_from(PLAN, CLIPS, (), RECIPE),
        plan.heard_from(PLAN, CLIPS[::-1], (), RECIPE),
        plan.heard_from(PLAN, CLIPS, CLIPS, RECIPE),
        plan.heard_from(PLAN, CLIPS, (), replace(RECIPE, sound=quiet)),
        plan.heard_from(PLAN, CLIPS, (), replace(RECIPE, opus=0)),
        plan.heard_from(PLAN, CLIPS, (), replace(RECIPE, pauses=dict(RECIPE.pauses) | {Pause.CHAPTER: 1})),
        plan.heard_from(replace(PLAN, script=split), CLIPS, (), RECIPE),
    ]
    assert len(set(keys)) == len(keys)


def test_what_only_tags_say_is_not_heard() -> None:
    for shown in (
        replace(PLAN, script=replace(SCRIPT, title="只是写的不同", sections=(Section("题", SENTENCES),))),
        replace(PLAN, document=document("别的")),
        replace(PLAN, guid="urn:uuid:2", date="2024-03-06T00:00:00+08:00"),
    ):
        assert plan.heard_from(shown, CLIPS, (), RECIPE) == plan.heard_from(PLAN, CLIPS, (), RECIPE)
    signed = replace(RECIPE, imprint=replace(RECIPE.imprint, producer="某社"))
    assert plan.heard_from(PLAN, CLIPS, (), signed) == plan.heard_from(PLAN, CLIPS, (), RECIPE)


@pytest.mark.parametrize(
    ("explicit", "text", "said"), [("none", "", None), ("rhythm", "", ""), ("voice", "AI合成", "AI合成")]
)
def test_the_label_that_is_spoken(explicit: str, text: str, said: str | None) -> None:
    label = config.Label(explicit=explicit, text=text)
    first = next(plan.spoken_label(SCRIPT, label).utterances)
    assert (first.text if first.kind == "label" else None) == said
