"""The files beside the MP3: chapters as JSON, the transcript as WebVTT, JSON and SubRip, all from one timeline."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from narrate.model import Cue
from narrate.publish.clean_text import xml_safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from narrate.model import Chapter, Timeline

SRT_TAG = re.compile(r"<(?=.{0,400}>)|\{(?=\\)")  # of an element, or of ASS
LONGEST = 8000  # milliseconds that a caption stays
WIDEST = 84  # columns of a caption, two lines of 42 (a Han character takes two): more covers the picture
GOOD_BREAK = re.compile(r"[，。；：！？、…—,;:!?）】」』”)\]]+\s*|\s+")
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def chapters_json(chapters: tuple[Chapter, ...], art: str = "") -> str:
    """JSON chapters 1.2.0, the first with the episode's picture, where there is one (https://github.com/Podcastindex-org/podcast-namespace/blob/main/chapters/jsonChapters.md)."""
    rows: list[dict[str, object]] = [
        {"startTime": c.start / 1000, "endTime": c.end / 1000, "title": xml_safe(c.title)} for c in chapters
    ]
    if art and rows:
        rows[0]["img"] = art
    return json.dumps({"version": "1.2.0", "chapters": rows}, ensure_ascii=False, indent=1) + "\n"


def transcript_vtt(timeline: Timeline) -> str:
    """WebVTT (https://www.w3.org/TR/webvtt1/), a cue for each of the timeline's; they are numbered from 1."""
    cues = [
        f"{number}\n{timestamp(cue.start)} --> {timestamp(cue.end)}\n{cue_text(cue.text)}\n"
        for number, cue in enumerate(timeline.cues, start=1)
        if cue.end > cue.start and cue_text(cue.text)
    ]
    return "WEBVTT\n\n" + "\n".join(cues)


def transcript_json(timeline: Timeline) -> str:
    """The podcast namespace's JSON transcript
    (https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md#json)."""
    segments = [
        {"startTime": c.start / 1000, "endTime": c.end / 1000, "body": xml_safe(c.text)} for c in _shown(timeline)
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1) + "\n"


def transcript_srt(timeline: Timeline) -> str:
    """SubRip: numbered cues, a comma before the milliseconds. It knows no escape: what players would take for a tag of theirs
    is kept from being one by a mark that nobody sees (U+2060)."""
    cues = [
        f"{number}\n{timestamp(c.start).replace('.', ',')} --> {timestamp(c.end).replace('.', ',')}\n{_untagged(c.text)}\n"
        for number, c in enumerate(_shown(timeline), start=1)
    ]
    return "\n".join(cues)


def _untagged(text: str) -> str:
    return SRT_TAG.sub("\\g<0>\u2060", " ".join(xml_safe(text).split()))


def _shown(timeline: Timeline) -> list[Cue]:
    return [cue for cue in timeline.cues if cue.end > cue.start and cue_text(cue.text)]


def with_lines(timeline: Timeline, lines: Sequence[str]) -> Timeline:
    """The timeline with lines that nobody says, shown in the silence before the first word: `更正（…）：…`"""
    quiet = timeline.cues[0].start if timeline.cues else 0
    ends = [quiet * n // max(1, len(lines)) for n in range(len(lines) + 1)]
    cues = (Cue(start, end, line) for line, (start, end) in zip(lines, pairwise(ends), strict=True))
    return replace(timeline, cues=(*cues, *timeline.cues))


def captions(timeline: Timeline, times: Sequence[Sequence[tuple[int, int]]] = ()) -> Timeline:
    """The timeline with cues to be read at a glance: none longer than 8 s or wider than two lines, cut where the sentence
    breathes. `times` says, a row a cue, which character is heard how many milliseconds after the cue's start; where it says
    nothing, time is shared out by characters.
    """
    rows = times or [()] * len(timeline.cues)
    cues = (part for cue, row in zip(timeline.cues, rows, strict=True) for part in _parts(cue, row))
    return replace(timeline, cues=tuple(cues))


def _parts(cue: Cue, times: Sequence[tuple[int, int]]) -> Iterator[Cue]:
    """Halves of halves, until each fits; what can't be cut stays whole."""
    if cue.end - cue.start <= LONGEST and columns(cue.text) <= WIDEST:
        yield cue
        return
    place = _cut(cue.text)
    middle = cue.start + _heard_at(cue, place, times)
    if not 0 < place < len(cue.text) or not cue.start < middle < cue.end:
        yield cue
        return
    yield from _parts(Cue(cue.start, middle, cue.text[:place]), [row for row in times if row[0] < place])
    after = [(n - place, ms - (middle - cue.start)) for n, ms in times if n >= place]
    yield from _parts(Cue(middle, cue.end, cue.text[place:]), after)


def columns(text: str) -> int:
    """How wide the text is: a Han character takes two columns (Unicode Annex 11)."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str) -> int:
    """The break nearest the middle, if it leaves a quarter on each side; else the middle, but not inside a Latin word."""
    half = len(text) / 2
    breaks = [m.end() for m in GOOD_BREAK.finditer(text) if len(text) / 4 <= m.end() <= len(text) * 3 / 4]
    if not breaks:
        breaks = [
            n for n in range(1, len(text)) if not (text[n - 1 : n + 1].isascii() and text[n - 1 : n + 1].isalnum())
        ]
    return min(breaks, key=lambda n: abs(n - half), default=0)


def _heard_at(cue: Cue, place: int, times: Sequence[tuple[int, int]]) -> int:
    """Milliseconds from the cue's start to the character: as the voice said, between what it said, or by share."""
    known = [(0, 0), *((n, ms) for n, ms in times if 0 < n < len(cue.text)), (len(cue.text), cue.end - cue.start)]
    for (n, ms), (following, then) in pairwise(known):
        if n <= place <= following:
            return ms + (then - ms) * (place - n) // max(1, following - n)
    return 0


def timestamp(ms: int) -> str:
    """`3723004` → `01:02:03.004`"""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def cue_text(text: str) -> str:
    """One line without markup: a cue ends at an empty line, `-->` and tags mean something in it."""
    line = " ".join(xml_safe(text).split())
    return re.sub("[&<>]", lambda m: ESCAPES[m[0]], line)
