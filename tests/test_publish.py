"""What is published stays well-formed whatever the text, and reads back as it was."""

from __future__ import annotations

import colorsys
import html
import html.parser
import io
import itertools
import json
import re
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime

import feedparser
import podcastparser
import pytest
from conftest import tool
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from narrate.errors import ConfigError
from narrate.model import (
    Alternate,
    Chapter,
    Cue,
    Enclosure,
    Episode,
    Extras,
    Kind,
    Pause,
    Podcast,
    Script,
    Section,
    Timeline,
    Utterance,
)
from narrate.publish.clean_text import shorten, xml_safe
from narrate.publish.colours import ACCENTS, GROUNDS, contrast, readable
from narrate.publish.cover import LEAST_ART, LONGEST_ART, accents, art, drawn_cover, site_cover, small
from narrate.publish.feed import feed_xml, leaves, podcast_guid
from narrate.publish.pages import asset, index_page, listening_page
from narrate.publish.sidecars import (
    LONGEST,
    WIDEST,
    captions,
    chapters_json,
    columns,
    timestamp,
    transcript_srt,
    transcript_vtt,
)
from narrate.publish.slug import slug_of

CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST_NAMESPACE = "{https://podcastindex.org/namespace/1.0}"
anything = st.text(st.characters(), max_size=60)
EPISODE = Episode(
    guid="urn:uuid:1",
    slug="a-1",
    title="标题",
    lang="zh-CN",
    description="简介",
    published=datetime(2024, 3, 5, 1, 30, tzinfo=UTC),
    enclosure=Enclosure("https://example.org/episodes/a-1/a.mp3", 1234, "audio/mpeg"),
    duration=61_499,
    link="https://example.org/a.html",
    page_url="https://example.org/episodes/a-1/index.html",
)
PODCAST = Podcast(
    "节目",
    "简介",
    "zh-cn",
    "https://example.org/",
    "某报",
    "a@example.org",
    "News",
    "Daily News",
    "©",
    "https://example.org/cover.jpg",
)


@given(anything, anything)
def test_any_text_gives_a_feed_that_parses(title: str, description: str) -> None:
    episode = replace(EPISODE, title=title, description=description)
    text = feed_xml(replace(PODCAST, title=title, episodes=(episode,)))
    item = ET.fromstring(text).find("channel/item")
    assert item is not None
    lines = xml_safe(title).replace("\r\n", "\n").replace("\r", "\n")
    assert (item.findtext("title") or "").replace("\r", "\n") == lines[:255] or "\r" in title


@given(st.lists(anything, max_size=4))
def test_any_text_gives_a_transcript_that_parses(texts: list[str]) -> None:
    cues = tuple(Cue(n * 1000, n * 1000 + 900, text) for n, text in enumerate(texts))
    vtt = transcript_vtt(Timeline(9000, (), cues))
    blocks = vtt.split("\n\n")
    assert blocks[0] == "WEBVTT"
    for block in blocks[1:]:
        if block.strip():
            number, times, *text = block.rstrip("\n").split("\n")
            assert number.isdigit()
            assert re.fullmatch(r"\d\d:\d\d:\d\d\.\d{3} --> \d\d:\d\d:\d\d\.\d{3}", times)
            assert len(text) <= 1
            assert "-->" not in "".join(text)
            assert "<" not in "".join(text)


LONG = "今天上午，社区的老人们排队领取了新米，志愿者把米送到楼上，一直忙到天黑，有人说这样的日子还长着呢，大家都笑了。"


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | st.just(LONG * 4),
    st.integers(1, 60_000),
    st.data(),
)
def test_captions_are_the_sentence_in_pieces(text: str, length: int, data: st.DataObject) -> None:
    places = sorted(data.draw(st.sets(st.integers(0, max(0, len(text) - 1)), max_size=6)))
    row = [(n, length * n // max(1, len(text))) for n in places]
    cues = captions(Timeline(70_000, (), (Cue(500, 500 + length, text),)), (row,)).cues
    assert "".join(cue.text for cue in cues) == text
    assert (cues[0].start, cues[-1].end) == (500, 500 + length)
    assert all(a.end == b.start for a, b in itertools.pairwise(cues))
    assert all(cue.start < cue.end for cue in cues)


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 1, 32_800])
def test_captions_stay_eight_seconds_and_two_lines(length: int) -> None:
    for text in (LONG[:40] + "。", LONG):
        cues = captions(Timeline(40_000, (), (Cue(0, length, text),))).cues
        assert max(cue.end - cue.start for cue in cues) <= LONGEST
        assert max(columns(cue.text) for cue in cues) <= WIDEST
        assert all(cue.text[-1] in "，。" for cue in cues[:-1]) or length > 2 * LONGEST
    assert len(captions(Timeline(9000, (), (Cue(0, LONGEST, "字" * (WIDEST // 2)),))).cues) == 1
    assert len(captions(Timeline(9000, (), (Cue(0, LONGEST, "字" * (WIDEST // 2 + 1)),))).cues) == 2


def test_a_caption_begins_when_its_first_character_is_heard() -> None:
    cue = Cue(1000, 11_000, "前面的话说得很慢，后面的话快。")
    first, second = captions(Timeline(12_000, (), (cue,)), (((0, 0), (9, 7_300)),)).cues
    assert (first.end, second.start, second.text) == (8_300, 8_300, "后面的话快。")


class Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes += [name for name, _ in attrs]


PLAIN = {1: 4, 0: 5}  # script elements of a page of ours: early, linked data, words, player; and the list's own


@given(anything | st.sampled_from(["<script>alert(1)</script>", "\" onload='x", "]]>", "</title><b>", "\u202e标题"]))
def test_any_text_is_shown_as_text(text: str) -> None:
    section = Section(text, (Utterance(text, Pause.HEADING, kind=Kind.H2), Utterance(text, Pause.CHAPTER, 1, Kind.LI)))
    script = Script(text, "zh-CN", (Section("", (Utterance(text, Pause.HEADING, kind=Kind.H1),)), section))
    line = Timeline(
        3000,
        (Chapter(0, 1000, text), Chapter(1000, 3000, text)),
        (Cue(0, 900, text), Cue(1000, 1900, text), Cue(2000, 2900, text)),
    )
    episode = replace(EPISODE, title=text, description=text, publisher=text)
    for page in (
        listening_page(episode, PODCAST, script, line),
        index_page(replace(PODCAST, title=text, episodes=(episode,))),
    ):
        tags = Tags()
        tags.feed(page)
        assert tags.seen.count("script") == PLAIN[page.count("data-np-root")]
        assert not {"b", "style"} & set(tags.seen)
        assert not any(name.startswith("on") for name in tags.attributes)
    assert json.loads(chapters_json(line.chapters))["chapters"][0]["title"] == xml_safe(text)


def test_an_item_whose_number_is_said_has_no_bullet() -> None:
    items = (Utterance("1. 甲", Pause.PARAGRAPH, 1, Kind.LI, on_page="甲"), Utterance("乙", Pause.CHAPTER, 2, Kind.LI))
    line = Timeline(2000, (Chapter(0, 2000, "题"),), (Cue(0, 900, "1. 甲"), Cue(1000, 1900, "乙")))
    page = listening_page(EPISODE, PODCAST, Script("题", "zh-CN", (Section("", items),)), line)
    assert re.findall(r"<li([^>]*)><span[^>]*>([^<]+)", page) == [(' class="numbered"', "1. 甲"), ("", "乙")]


def test_podcastparser_reads_everything_back() -> None:
    episodes = tuple(replace(EPISODE, guid=f"urn:uuid:{n}", title=f"第{n}期") for n in range(3))
    feed = podcastparser.parse(
        "https://example.org/feed.xml", io.BytesIO(feed_xml(replace(PODCAST, episodes=episodes)))
    )
    assert feed["title"] == "节目"
    assert feed["language"] == "zh-cn"
    assert feed["itunes_author"] == "某报"
    assert feed["itunes_owner"] == {"name": "某报", "email": "a@example.org"}
    assert feed["explicit"] is False
    assert [e["title"] for e in feed["episodes"]] == ["第0期", "第1期", "第2期"]
    assert feed["episodes"][0]["total_time"] == 61
    assert feed["episodes"][0]["link"] == "https://example.org/a.html"
    assert feed["episodes"][0]["description"] == "简介"


LESS = ["x<y", "当 x<y 且 y<z", "A&B", "1 < 2 > 0", "&lt;"]


@pytest.mark.parametrize("text", LESS)
def test_what_looks_like_markup_arrives_whole_in_each_reader(text: str) -> None:
    episode = replace(EPISODE, title=text, description=text)
    made = feed_xml(replace(PODCAST, title=text, description=text, episodes=(episode,)))
    plain = podcastparser.parse("https://example.org/feed.xml", io.BytesIO(made))
    read = feedparser.parse(made)
    assert (plain["title"], plain["description"]) == (text, text)
    assert (plain["episodes"][0]["title"], plain["episodes"][0]["description"]) == (text, text)
    if text != "&lt;":  # feedparser takes any text with a character reference for HTML
        assert (read.feed.title, read.feed.subtitle) == (text, text)
        assert (read.entries[0].title, read.entries[0].summary) == (text, text)
    channel = ET.fromstring(made).find("channel")  # AntennaPod: the longest of these, as HTML
    notes = max((channel.findtext(f"item/{name}") for name in ("description", f"{CONTENT}encoded")), key=len)
    assert text in html.unescape(re.sub(r"</?[a-z][^<>]*>", "", notes))
    shown = channel.findtext(f"{ITUNES}summary") or channel.findtext("description")
    assert html.unescape(re.sub(r"</?[a-z][^<>]*>", "", shown)) == text


@pytest.mark.parametrize("text", [*LESS, "写 <b>粗</b>", "y<z & a>b", "写 {\\an8} 完", "<script>"])
def test_srt_arrives_whole_in_a_player(text: str) -> None:
    made = transcript_srt(Timeline(3000, (), (Cue(0, 900, text),)))
    command = [tool("ffmpeg"), "-v", "error", "-i", "-", "-f", "webvtt", "-"]
    shown = subprocess.run(command, input=made, capture_output=True, text=True, check=True).stdout
    assert shown.split("\n")[3].replace("\u2060", "") == text


def test_a_fast_version_is_no_encoding_and_files_prove_themselves() -> None:
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # of no bytes
    opus = Alternate(Enclosure("https://example.org/a.opus", 1, "audio/ogg"), "Opus", 24_000, digest)
    fast = Alternate(Enclosure("https://example.org/a-fast.mp3", 1, "audio/mpeg"), "1.5×", 64_000, digest, "fast")
    old = Alternate(Enclosure("https://example.org/b.mp3", 1, "audio/mpeg"), "b", 64_000)
    first, second, third = _alternates(replace(EPISODE, alternates=(opus, fast, old)))
    assert (first.get("rel"), first.get("codecs")) == (None, "opus")
    assert (second.get("rel"), second.get("codecs")) == ("fast", None)
    for found in (first, second):
        (integrity,) = found.findall(f"{PODCAST_NAMESPACE}integrity")
        assert integrity.attrib == {"type": "sri", "value": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
    assert [child.tag for child in third] == [f"{PODCAST_NAMESPACE}source"]


def _alternates(episode: Episode) -> list[ET.Element]:
    root = ET.fromstring(feed_xml(replace(PODCAST, episodes=(episode,))))
    return list(root.iter(f"{PODCAST_NAMESPACE}alternateEnclosure"))


def test_locked_has_an_owner_and_the_author_is_a_person() -> None:
    for email, owners in {"a@example.org": ["a@example.org"], "": []}.items():
        root = ET.fromstring(feed_xml(replace(PODCAST, email=email)))
        assert [e.get("owner") for e in root.iter(f"{PODCAST_NAMESPACE}locked")] == owners
    root = ET.fromstring(feed_xml(replace(PODCAST, episodes=(replace(EPISODE, author="周宁", voice="小贝"),))))
    people = [(e.text, e.get("role")) for e in root.iter(f"{PODCAST_NAMESPACE}person")]
    assert people == [("周宁", "author"), ("小贝", "narrator")]


def test_what_a_feed_may_say_beside_what_it_has_to() -> None:
    assert b"podcast:block" not in (bare := feed_xml(replace(PODCAST, episodes=(EPISODE,))))
    assert not any(word in bare for word in (b"updateFrequency", b"funding", b"location", b"season", b'rel="hub"'))
    more = Extras("weekdays", "https://a.cn/give", "", "北京", "geo:39.9,116.4", block=True, season="year", episode=r"第(\d+)期", prefix="https://op3.dev/e/", hubs=("https://hub.example/",))  # fmt: skip
    opus = Alternate(Enclosure("https://example.org/a.opus", 1, "audio/ogg"), "Opus", 24_000)
    episode = replace(EPISODE, title="第12期：早市", digest="00" * 32, bitrate=64_000, alternates=(opus,))
    root = ET.fromstring(feed_xml(replace(PODCAST, extras=more, episodes=(episode, replace(EPISODE, guid="2")))))
    itunes = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
    told = {name: root.find(f"channel/{PODCAST_NAMESPACE}{name}") for name in ("updateFrequency", "funding", "location", "block")}  # fmt: skip
    assert [(e.text, dict(e.attrib)) for e in told.values() if e is not None] == [
        ("工作日更新", {"rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"}),
        ("支持我们", {"url": "https://a.cn/give"}),
        ("北京", {"rel": "subject", "geo": "geo:39.9,116.4"}),
        ("yes", {}),
    ]
    assert [link.get("href") for link in root.iter("{http://www.w3.org/2005/Atom}link") if link.get("rel") == "hub"] == ["https://hub.example/"]  # fmt: skip
    numbers = [(item.findtext(f"{itunes}season"), item.findtext(f"{itunes}episode")) for item in root.iter("item")]
    assert numbers == [("2024", "12"), ("2024", None)]
    assert [e.get("url") for e in root.iter("enclosure")] == ["https://op3.dev/e/example.org/episodes/a-1/a.mp3"] * 2
    first, second = root.iter(f"{PODCAST_NAMESPACE}alternateEnclosure")
    assert (first.get("default"), first.get("length"), first.get("type")) == ("true", "1234", "audio/mpeg")
    assert [e.get("uri") for e in root.iter(f"{PODCAST_NAMESPACE}source")] == ["https://op3.dev/e/example.org/episodes/a-1/a.mp3", "https://op3.dev/e/example.org/a.opus"]  # fmt: skip
    assert second.get("default") is None


def test_podcast_guid_is_the_one_of_the_specification() -> None:
    # The example of https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/guid.md
    assert podcast_guid("https://podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert podcast_guid("http://podnews.net/rss/") == podcast_guid("https://podnews.net/rss")


@given(anything, anything)
def test_slugs_are_short_plain_and_stable(title: str, guid: str) -> None:
    slug = slug_of(title, guid)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 40
    assert slug == slug_of(title, guid)


def test_equal_headlines_have_different_slugs() -> None:
    assert slug_of("社区抗疫", "a") != slug_of("社区抗疫", "b")
    assert slug_of("社区抗疫", "a").startswith("she-qu-kang-yi-")


@given(anything, st.integers(4, 100))
def test_shorten_counts_bytes(text: str, most: int) -> None:
    short = shorten(xml_safe(text), most)
    assert len(short.encode()) <= most
    assert short == xml_safe(text) or short.endswith("…")


def test_timestamps() -> None:
    assert timestamp(0) == "00:00:00.000"
    assert timestamp(3_723_004) == "01:02:03.004"


def test_the_drawn_cover_fits_the_directories() -> None:
    picture = Image.open(io.BytesIO(drawn_cover("听文章")))
    assert (picture.size, picture.mode, picture.format) == ((1500, 1500), "RGB", "JPEG")
    assert drawn_cover("听文章") == drawn_cover("听文章")
    assert drawn_cover("别的") != drawn_cover("听文章")
    assert len(small(drawn_cover("听文章"))) < 60_000


def test_the_site_cover_is_cut_square(tmp_path) -> None:  # noqa: ANN001
    Image.new("RGBA", (2000, 1000), (10, 200, 30, 255)).save(tmp_path / "c.png")
    assert Image.open(io.BytesIO(site_cover(tmp_path / "c.png"))).size == (1500, 1500)
    (tmp_path / "bad.png").write_bytes(b"no picture")
    with pytest.raises(ConfigError, match="no picture"):
        site_cover(tmp_path / "bad.png")


def pictured(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    left = Image.new("RGB", (width, height), "white")
    left.paste("red", (0, 0, width // 2, height))
    left.save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize("size", [(LEAST_ART, LEAST_ART * LONGEST_ART), (600, 200), (1500, 1500), (2000, 1999)])
def test_art_is_square_and_nothing_is_cut_off(size: tuple[int, int]) -> None:
    made = Image.open(io.BytesIO(art(pictured(*size))))
    assert (made.size, made.mode, made.format) == ((1500, 1500), "RGB", "JPEG")
    wide = min(1500, 1500 * size[0] // size[1])
    left, right = (1500 - wide) // 2 + 8, (1500 + wide) // 2 - 8
    assert made.getpixel((left, 750))[1] < 60, "its left edge"
    assert made.getpixel((right, 750))[1] > 200, "its right edge"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        pictured(LEAST_ART - 1, 400),
        pictured(LEAST_ART, LEAST_ART * LONGEST_ART + 1),
        pictured(300, 300)[:500],
    ],
)
def test_what_is_no_picture_of_an_article(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        art(content)


@given(st.integers(0, 60), st.integers(1, 9))
def test_a_new_item_changes_the_feed_and_the_last_page_begun(count: int, size: int) -> None:
    show = replace(PODCAST, page_size=size)

    def pages(total: int) -> dict[str, tuple[list[int], object]]:
        items = list(range(total, 0, -1))
        return {leaf.name: (list(leaf.of(items)), leaf.links) for leaf in leaves(show, total)}

    before, after = pages(count), pages(count + 1)
    assert [item for held, _ in after.values() for item in held] == list(range(count + 1, 0, -1)), "each once"
    assert len(after) == max(1, -(-(count + 1) // size))
    changed = {name for name in after if before.get(name) != after[name]}
    begun = len(after) > len(before)
    assert len(changed) <= 2 + begun, "a page that is begun is the newer neighbour of the last"
    assert {name for name in after if name in before and before[name][0] != after[name][0]} <= set(list(after)[:2])
    for name, (_, links) in after.items():
        by = dict(links)
        if "next" in by:
            assert dict(after[by["next"]][1])["previous"] == name
        assert ("next" in by) == (name != list(after)[-1])


@given(st.floats(0, 1))
def test_a_hue_is_read_well_on_our_grounds(hue: float) -> None:
    pairs = zip(readable(hue), GROUNDS, ((255, 255, 255), (11, 21, 24)), strict=True)
    for text, ground, on in pairs:
        colour = int(text[1:3], 16), int(text[3:5], 16), int(text[5:], 16)
        assert contrast(colour, ground) >= 7
        assert contrast(colour, on) >= 7, "what is written on it"


def test_links_share_the_covers_colour() -> None:
    drawn = {name: accents(drawn_cover(name)) for name in ("听新闻", "南岸晚报", "渡口")}
    assert len(set(drawn.values())) == 3
    for light, dark in drawn.values():
        hues = [colorsys.rgb_to_hls(*(int(c[n : n + 2], 16) / 255 for n in (1, 3, 5)))[0] for c in (light, dark)]
        assert hues[0] == pytest.approx(hues[1], abs=0.02)
    red, grey = (painted(colour) for colour in ((190, 20, 30), (120, 121, 120)))
    assert int(accents(red)[0][1:3], 16) > 2 * int(accents(red)[0][3:5], 16)
    assert accents(grey) == ACCENTS
    for name in ("narrate.css", "embed.js"):
        assert accents(red)[0] in asset(name, accents(red))
        assert not [colour for colour in ACCENTS if colour in asset(name, accents(red))]


def painted(colour: tuple[int, int, int]) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (300, 300), colour).save(stream, "JPEG")
    return stream.getvalue()
