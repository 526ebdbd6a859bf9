"""The listening page of an episode and the index of all: HTML that works without script, from files and from servers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from narrate.publish.clean_text import xml_safe
from narrate.publish.words import words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.model import Cue, Episode, Podcast, Script, Timeline, Utterance

ASSETS = ("narrate.css",)
RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of the transcript: its element and its sentences with their cues and numbers."""

    element: str
    sentences: tuple[tuple[int, Cue], ...]


def listening_page(episode: Episode, podcast: Podcast, script: Script, timeline: Timeline) -> str:
    """The page of one episode; its links are relative, so that it also works from a folder."""
    return _page(
        "episode.html",
        episode.lang,
        episode=episode,
        podcast=podcast,
        blocks=shown(script, timeline),
        chapters=timeline.chapters,
    )


def index_page(podcast: Podcast, parts: Sequence[Podcast] = ()) -> str:
    """The page of all episodes, in the order of the podcast; `parts` are the feeds of their own for some of them."""
    return _page("index.html", podcast.lang, podcast=podcast, parts=parts)


def asset(name: str) -> str:
    """A stylesheet or script that pages need."""
    return (resources.files("narrate.publish") / "assets" / name).read_text("utf-8")


def shown(script: Script, timeline: Timeline) -> list[Shown]:
    """The transcript as the article is built: the sentences of one paragraph in one block."""
    numbered = zip(script.utterances, enumerate(timeline.cues, start=1), strict=True)
    placed = [(number, utterance) for number, section in enumerate(script.sections) for utterance in section.utterances]
    rows = [(_block_of(section, u), u, cue) for (section, u), (_, cue) in zip(placed, numbered, strict=True)]
    return [
        Shown(_element(key[2]), tuple(cue for _, _, cue in members))
        for key, group in groupby(rows, key=lambda row: row[0])
        if (members := list(group)) and key[2] not in ("h1", "label")
    ]


def _block_of(section: int, utterance: Utterance) -> tuple[int, int, str]:
    return section, utterance.block, utterance.kind


def _element(kind: str) -> str:
    """Headings of the article stand below the page's own h1 and its "Transcript" h2."""
    if kind.startswith("h"):
        return f"h{min(6, max(3, int(kind[1:]) + 1))}"
    return {"li": "li", "blockquote": "blockquote"}.get(kind, "p")


def _page(template: str, lang: str, **values: object) -> str:
    words = words_for(lang)
    direction = "rtl" if lang.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"
    text = _environment().get_template(template).render(words=words, lang=lang, direction=direction, **values)
    return xml_safe(text).rstrip() + "\n"


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
    return environment


def _clock(ms: int) -> str:
    """`3723004` → `1:02:03`"""
    seconds = ms // 1000
    hours = f"{seconds // 3600}:" if seconds >= 3600 else ""  # noqa: PLR2004 - seconds an hour
    return f"{hours}{seconds // 60 % 60:02d}:{seconds % 60:02d}" if hours else f"{seconds // 60}:{seconds % 60:02d}"
