"""The pages of an episode (to listen, to frame, to embed) and the index of all: HTML that works without script, from files
and from servers. The player's script enhances what is there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from narrate.identity import TRACKING, is_web
from narrate.model import Chapter, Kind
from narrate.publish import listing, shared
from narrate.publish.clean_text import xml_safe
from narrate.publish.colours import ACCENTS
from narrate.publish.feed import corrections
from narrate.publish.sidecars import cue_text, timestamp
from narrate.publish.words import spoken_in, words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from narrate.model import Cue, Episode, Podcast, Script, Timeline, Utterance

# Each published asset and the files of the package it is made of, in order.
ASSETS: dict[str, tuple[str, ...]] = {
    "narrate.css": ("page.css", "player.css"),
    "early.js": ("early.js",),
    "player.js": ("player.js", "offline.js"),
    "embed.js": ("player.js", "data.js", "find.js", "align.js", "embed.js"),
    "index.js": ("index.js",),
    "pointer.svg": ("pointer.svg",),
}
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
NOT_ARTICLE = frozenset(
    {Kind.H1, Kind.LABEL, Kind.CORRECTION}
)  # kinds of utterances that the transcript does not repeat
ALONE = frozenset({Kind.LABEL, Kind.CORRECTION})  # kinds that no article's own page holds
OPUS = "audio/ogg"
FRAME = (640, 280)  # pixels of the iframe that oEmbed proposes
# Apps that open a feed by an address of their own.
APPS = (
    ("Apple Podcasts", "podcast://{bare}"),
    ("AntennaPod", "https://antennapod.org/deeplink/subscribe?url={quoted}"),
    ("Overcast", "overcast://x-callback-url/add?url={quoted}"),
    ("Pocket Casts", "pktc://subscribe/{bare}"),
    ("gPodder", "https://gpodder.net/subscribe?url={quoted}"),
)
COLOURED = frozenset({"narrate.css", "embed.js"})  # what of ASSETS shares the cover's colour
ASIDE = re.compile(r"^[ \t]*//.*\n|^[ \t]+", re.MULTILINE)  # of a script, what tells only those who write it
PAGE = 50  # episodes on a page of the list
PLAYER_OF_A_LIST: dict[str, object] = {
    "title": "",
    "duration": 0,
    "chapters": (),
    "original": "",
    "embedded": False,
    "beside": False,
    "listing": True,
}
T = TypeVar("T")
Times = tuple[tuple[int, int], ...]  # (character of the cue's text, milliseconds from the cue's start)


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of the transcript: its element and its sentences with their numbers, cues and characters' times."""

    element: str
    sentences: tuple[tuple[int, Cue, str], ...]
    numbered: bool = False  # an item whose number stands in its text


def episode_files(
    episode: Episode, podcast: Podcast, script: Script, timeline: Timeline, times: Sequence[Times] = ()
) -> dict[str, str]:
    """The files of one episode's player by name: page, frame, data of the embedded player, oEmbed."""
    numbered = [(n, cue) for n, cue in enumerate(timeline.cues, start=1) if cue.text]
    common = {
        "episode": episode,
        "title": episode.title,
        "podcast": podcast,
        "chapters": timeline.chapters,
        "duration": timeline.duration,
        "file": _name(episode.enclosure.url),
        "sources": _sources(episode),
        "original": episode.link if is_web(episode.link) and episode.link != episode.page_url else "",
        "cues": numbered,
        "headline": next((row for row in numbered if row[1].text == script.title), None),
        "embedded": False,
        "beside": False,
        "listing": False,
        "corrections": corrections(episode),
    }
    more = {
        "blocks": shown(script, timeline, times),
        "embeds": _embeds(episode, podcast),
        "broken": broken(episode.title, episode.breaks),
        "month": listing.month_of(episode.published),
        "shared": shared.tags_of(episode, podcast),
        "linked": shared.linked(episode, podcast),
    }
    return {
        "index.html": _page("episode.html", episode.lang, **common, **more),
        "chapters.vtt": _chapters_vtt(timeline),
        "embed.html": _page("embed.html", episode.lang, **(common | {"embedded": True})),
        "player.json": _data(
            episode,
            podcast,
            timeline,
            [(cue, u) for cue, u in zip(timeline.cues, script.utterances, strict=True) if cue.text],
            common,
        ),
        "oembed.json": json.dumps(_oembed(episode, podcast), ensure_ascii=False, indent=1) + "\n",
        "oembed.xml": _oembed_xml(_oembed(episode, podcast)),
    }


def broken(title: str, breaks: Sequence[int]) -> Markup:
    """A headline that may break before these characters: `河堤步道建成`, (4,) → `河堤步道<wbr>建成`"""
    ends = [0, *(n for n in breaks if 0 < n < len(title)), len(title)]
    return Markup("<wbr>").join(xml_safe(title[start:end]) for start, end in pairwise(ends))


def _chapters_vtt(timeline: Timeline) -> str:
    """The chapters as a WebVTT track (https://www.w3.org/TR/webvtt1/#introduction-chapters)."""
    cues = [
        f"{timestamp(c.start)} --> {timestamp(c.end)}\n{cue_text(c.title)}\n"
        for c in timeline.chapters
        if c.end > c.start
    ]
    return "\n".join(["WEBVTT\n", *cues])


def listening_page(
    episode: Episode, podcast: Podcast, script: Script, timeline: Timeline, times: Sequence[Times] = ()
) -> str:
    """The page of one episode; its links are relative, so that it also works from a folder."""
    return episode_files(episode, podcast, script, timeline, times)["index.html"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the list: of all episodes or of a section, its number and how many there are, newest first."""

    section: str = ""  # name of the feed of its own; "": of all
    title: str = ""
    number: int = 1
    count: int = 1

    def name(self, number: int = 0) -> str:
        """Its file, or that of another page of the same list: `index.html`, `index-2.html`, `section-shehui.html`"""
        number = number or self.number
        base = f"section-{self.section}" if self.section else "index"
        return f"{base}-{number}.html" if number > 1 else f"{base}.html"

    def of(self, rows: Sequence[T]) -> Sequence[T]:
        """Its part of the whole list."""
        return rows[(self.number - 1) * PAGE : self.number * PAGE]


def sheets(section: str, title: str, episodes: int) -> list[Sheet]:
    """The pages of a list of so many episodes; an empty list has one."""
    count = max(1, -(-episodes // PAGE))
    return [Sheet(section, title, number, count) for number in range(1, count + 1)]


def index_page(podcast: Podcast, parts: Sequence[Podcast] = (), sheet: Sheet | None = None) -> str:
    """A page of the list of episodes, newest first, by day; `parts` are the feeds of their own for some of them. Without
    `sheet`, all on one page."""
    shown = sheet or Sheet()
    words = words_for(podcast.lang)
    bare = podcast.feed_url.split("://", 1)[-1]
    tabs = [(words["episodes"], "index.html", not shown.section)]
    tabs += [(part_title(part), Sheet(part.name).name(), part.name == shown.section) for part in parts]
    return _page(
        "index.html",
        podcast.lang,
        podcast=podcast,
        parts=parts,
        apps=[(name, link.format(bare=bare, quoted=quote(podcast.feed_url, safe=""))) for name, link in APPS],
        tabs=tabs,
        days=[(day, list(group)) for day, group in groupby(podcast.episodes, key=lambda e: e.published.date())],
        played={e.guid: _played(e, podcast) for e in podcast.episodes},
        section=shown.title,
        name=shown.name(),
        number=shown.number,
        pages=shown.count,
        newer=shown.name(shown.number - 1) if shown.number > 1 else "",
        older=shown.name(shown.number + 1) if shown.number < shown.count else "",
        shared=shared.tags_of_all(podcast, podcast.url),
        linked=shared.linked_all(podcast),
        **PLAYER_OF_A_LIST,
    )


def part_title(part: Podcast) -> str:
    """`社会新闻 – 听文章` → `社会新闻`"""
    return part.title.split(" – ")[0]


def _played(episode: Episode, podcast: Podcast) -> str:
    """The recording's forms for the player of the list: `path type`, a line each."""
    base = episode.enclosure.url.removeprefix(podcast.url).rpartition("/")[0]
    return "\n".join(f"{base}/{form['src']} {form['type']}" for form in _sources(episode))


def feed_code(podcast: Podcast) -> str:
    """The feed's address as a QR code, an SVG."""
    import io

    import segno

    stream = io.BytesIO()
    segno.make(podcast.feed_url, error="m").save(stream, kind="svg", scale=4, border=2, xmldecl=False)
    return stream.getvalue().decode("utf-8")


def asset(name: str, accents: tuple[str, str] = ACCENTS) -> str:
    """A stylesheet or script that pages need, in these colours of links, in the light and in the dark, without comments; the
    embedded player carries its own style, words and controls."""
    text = "\n".join(_coloured(part, accents) for part in ASSETS[name])
    if name.endswith(".js"):
        text = ASIDE.sub("", text)
    carried: dict[str, Callable[[], object]] = {
        '/*narrate-css*/""': lambda: _coloured("player.css", accents),
        "/*narrate-words*/{}": lambda: words_for("en"),
        "/*narrate-controls*/[]": _controls,
        "/*narrate-tracking*/[]": lambda: sorted(TRACKING),
    }
    for place, made in carried.items():
        if place in text:
            text = text.replace(place, json.dumps(made(), ensure_ascii=False, separators=(",", ":")))
    return text


def _coloured(name: str, accents: tuple[str, str]) -> str:
    text = _file(name)
    for drawn, ours in zip(ACCENTS, accents, strict=True):
        text = text.replace(drawn, ours) if name.endswith(".css") else text
    return text


@cache
def _file(name: str) -> str:
    return (resources.files("narrate.publish") / "assets" / name).read_text("utf-8")


def shown(script: Script, timeline: Timeline, times: Sequence[Times] = ()) -> list[Shown]:
    """The transcript as the article is built: the sentences of one paragraph in one block."""
    placed = [(number, utterance) for number, section in enumerate(script.sections) for utterance in section.utterances]
    letters = times or [()] * len(placed)
    rows = [
        (_block_of(section, u), (n, cue, " ".join(f"{char} {ms}" for char, ms in spans)))
        for n, ((section, u), cue, spans) in enumerate(zip(placed, timeline.cues, letters, strict=True), start=1)
    ]
    blocks = [(key[2], tuple(row for _, row in group)) for key, group in groupby(rows, key=lambda row: row[0])]
    kept = [(kind, sentences) for kind, sentences in blocks if kind not in NOT_ARTICLE]
    drawn = {n for n, (_, u) in enumerate(placed, start=1) if u.kind == Kind.LI and u.on_page is not None}
    return [
        Shown(name, sentences, sentences[0][0] in drawn)
        for name, (_, sentences) in zip(_elements([k for k, _ in kept]), kept, strict=True)
    ]


def _block_of(section: int, utterance: Utterance) -> tuple[int, int, Kind]:
    return section, utterance.block, utterance.kind


def _elements(kinds: Sequence[Kind]) -> list[str]:
    """The element of each block. Headings stand below the page's h1 and its "Transcript" h2, and go down one at a time,
    whatever levels the article skips."""
    above: list[Kind] = []
    names = []
    for kind in kinds:
        if kind.is_heading:
            above = [*(rank for rank in above if rank < kind), kind]
        names.append(f"h{min(6, 2 + len(above))}" if kind.is_heading else _element(kind))
    return names


def _element(kind: Kind) -> str:
    return kind.value if kind in (Kind.LI, Kind.QUOTE) else Kind.P.value


# ── embedding ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _data(
    episode: Episode,
    podcast: Podcast,
    timeline: Timeline,
    said: Sequence[tuple[Cue, Utterance]],
    common: Mapping[str, object],
) -> str:
    """What the embedded player fetches: the sound, sentences and chapters in seconds, its words; nothing of it is markup."""
    data = {
        "title": xml_safe(episode.title),
        "publisher": xml_safe(episode.publisher),
        "show": xml_safe(podcast.title),
        "guid": episode.guid,
        "lang": episode.lang,
        "page": episode.page_url,
        "audio": common["file"],
        "sources": common["sources"],
        "duration": timeline.duration / 1000,
        "chapters": [{"start": c.start / 1000, "title": xml_safe(c.title)} for c in timeline.chapters],
        "cues": [cue_data(cue, utterance) for cue, utterance in said],
        "words": words_for(episode.lang),
    }
    return json.dumps(data, ensure_ascii=False) + "\n"


Tree = list[Any]  # [name, attributes, children…]; a child is a tree or a text


def _controls() -> Tree:
    """The player's controls as the embedded player builds them, of the template that our pages are rendered from. A word is
    written `$name`, or `$name:5` with 5 in it."""
    from lxml import html

    marks = {name: f"${name}:{{}}" if "{}" in word else f"${name}" for name, word in words_for("en").items()}
    chapters = (Chapter(0, 1, ""), Chapter(1, 2, ""))
    values = {"lang": "", "said_in": "", "title": "", "duration": 0, "chapters": chapters, "original": ""}
    text = (
        _environment()
        .get_template("player.html")
        .render(words=marks, embedded=True, beside=True, listing=False, **values)
    )
    return _tree(html.fragment_fromstring(text))


def _tree(node: Any) -> Tree:  # noqa: ANN401 - lxml
    children: list[Tree | str | None] = [node.text]
    for child in node:
        children += [_tree(child), child.tail]
    kept = (" ".join(c.split()) or " " if isinstance(c, str) else c for c in children if c and c != "\n")
    return [node.tag, dict(node.attrib), *kept]


def _sources(episode: Episode) -> list[dict[str, str]]:
    """The recording in the forms a player may choose from, the smallest first: Opus sounds sooner on a thin connection."""
    opus = [one.enclosure.url for one in episode.alternates if one.enclosure.type == OPUS]
    forms = [{"src": _name(url), "type": f"{OPUS}; codecs=opus"} for url in opus[:1]]
    return [*forms, {"src": _name(episode.enclosure.url), "type": episode.enclosure.type}]


def _name(url: str) -> str:
    return url.rsplit("/", 1)[-1]


def cue_data(cue: Cue, utterance: Utterance) -> dict[str, object]:
    """A sentence in seconds, and `on`, what a page shows of it, where that is not its text: the cells of a row without their
    headings; nothing of a notice. The label and corrections are spoken alone and sought on no page."""
    timed = {"start": cue.start / 1000, "end": cue.end / 1000, "text": xml_safe(cue.text)}
    shown = {} if utterance.on_page is None else {"on": xml_safe(utterance.on_page)}
    return timed | shown | ({"label": True} if utterance.kind in ALONE else {})


def _embeds(episode: Episode, podcast: Podcast) -> list[tuple[str, str]]:
    """The ways to embed, each with the code to copy."""
    words = words_for(episode.lang)
    base, script = episode.beside(""), f"{podcast.url}assets/embed.js"
    return [
        (words["embed_script"], f'<script src="{script}" data-episode="{base}" defer></script>'),
        (
            words["embed_element"],
            f'<script src="{script}" defer></script>\n<narrate-player src="{base}"></narrate-player>',
        ),
        (words["embed_frame"], f'{_iframe(episode)}\n<script src="{script}" defer></script>'),
    ]


def _iframe(episode: Episode) -> str:
    title = Markup.escape(xml_safe(episode.title))
    return f'<iframe src="{episode.beside("embed.html")}" title="{title}" width="100%" height="{FRAME[1]}" allow="autoplay" loading="lazy"></iframe>'


def _oembed(episode: Episode, podcast: Podcast) -> dict[str, str | int]:
    """OEmbed 1.0, type rich (https://oembed.com/)."""
    return {
        "version": "1.0",
        "type": "rich",
        "title": xml_safe(episode.title),
        "author_name": xml_safe(episode.publisher or podcast.author),
        "provider_name": xml_safe(podcast.title),
        "provider_url": podcast.url,
        "html": _iframe(episode),
        "width": FRAME[0],
        "height": FRAME[1],
        "thumbnail_url": podcast.cover_url,
        "thumbnail_width": 1500,
        "thumbnail_height": 1500,
    }


def _oembed_xml(fields: Mapping[str, str | int]) -> str:
    rows = "".join(f"<{name}>{Markup.escape(value)}</{name}>" for name, value in fields.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{rows}</oembed>\n'


# ── templates ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _page(template: str, lang: str, **values: object) -> str:
    told = _told(lang)
    text = (
        _environment()
        .get_template(template)
        .render(
            words=words_for(lang),
            lang=lang,
            direction=_direction(lang),
            told=told,
            said_in=spoken_in(lang),
            say=lambda word: Markup("<span{}>{}</span>").format(told, word) if told else word,
            **values,
        )
    )
    return xml_safe(text).rstrip() + "\n"


def _direction(lang: str) -> str:
    return "rtl" if lang.lower().split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


def _told(lang: str) -> Markup:
    """The attributes of what speaks in our words, on a page of a language that we have none for; else nothing."""
    ours = spoken_in(lang)
    turned = f' dir="{_direction(ours)}"' if _direction(ours) != _direction(lang) else ""
    return Markup("" if ours == lang else f' lang="{ours}"{turned}')  # noqa: S704 - no text of others


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("narrate.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["seconds"] = lambda ms: f"{ms / 1000:.3f}".rstrip("0").rstrip(".")
    environment.filters["clock"] = _clock
    environment.filters["summary"] = listing.summary
    environment.filters["script_json"] = _script_json
    return environment


def _script_json(value: object) -> Markup:
    """JSON inside a script element: no `<` in it, so nothing can end the element."""
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(text)  # noqa: S704 - what could end the element is escaped


def _clock(ms: int) -> str:
    """`3723004` → `1:02:03`"""
    seconds = ms // 1000
    hours = f"{seconds // 3600}:" if seconds >= 3600 else ""  # noqa: PLR2004 - seconds an hour
    return f"{hours}{seconds // 60 % 60:02d}:{seconds % 60:02d}" if hours else f"{seconds // 60}:{seconds % 60:02d}"
