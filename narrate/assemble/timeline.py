"""When everything is heard: clips and pauses → chapters, cues and the silence between. Pure arithmetic in samples.

All positions are counted in samples at the clips' rate and turned into milliseconds once, so nothing drifts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.model import Chapter, Clip, Cue, Pause, Script, Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEAD_IN = 250  # milliseconds of silence before the first word and after the last
SHORTEST = 3000  # milliseconds of a chapter
MOST_CHAPTERS = 255  # entries of a CTOC are counted in one byte: https://id3.org/id3v2-chapters-1.0
BEFORE_HEADING = 250  # milliseconds between a chapter's start and its first word: it starts inside the pause


@dataclass(frozen=True, slots=True)
class Piece:
    """A clip in its place: `silence` samples before it, and which chapter it is part of."""

    clip: Clip
    silence: int
    chapter: int


@dataclass(frozen=True, slots=True)
class Plan:
    """All pieces in order, the samples of silence at the end, and the timeline they make."""

    pieces: tuple[Piece, ...]
    closing: int
    rate: int
    timeline: Timeline


def plan(script: Script, clips: Sequence[Clip], pauses: Mapping[Pause, int]) -> Plan:
    """Lay the clips of a script one after the other. `pauses` are milliseconds; all clips share one rate."""
    rate = clips[0].rate
    placed = [(u, number) for number, section in enumerate(script.sections) for u in section.utterances]
    silences = list(script.silences(pauses))
    pieces: list[Piece] = []
    cues: list[Cue] = []
    starts: dict[int, int] = {}
    now = before = _samples(LEAD_IN, rate)
    for (utterance, chapter), clip, silence in zip(placed, clips, silences, strict=True):
        pieces.append(Piece(clip, before, chapter))
        starts.setdefault(chapter, 0 if chapter == 0 else now - min(before, _samples(BEFORE_HEADING, rate)))
        cues.append(Cue(_ms(now, rate), _ms(now + clip.frames, rate), utterance.text))
        before = _samples(silence if clip.frames else 0, rate)
        now += clip.frames + before
    closing = _samples(LEAD_IN, rate)
    duration = _ms(now - before + closing, rate)
    return Plan(
        tuple(pieces), closing, rate, Timeline(duration, _chapters(script, starts, duration, rate), tuple(cues))
    )


def _chapters(script: Script, starts: Mapping[int, int], duration: int, rate: int) -> tuple[Chapter, ...]:
    """Chapters tile the whole: each ends where the next starts; the first is named by the headline.

    One shorter than SHORTEST is of no use in a list to jump by: it stays part of the chapter before it. Where more than
    MOST_CHAPTERS are left, neighbours are grouped, so that the tag and every other form list the same.
    """
    times = {number: _ms(start, rate) for number, start in starts.items()}
    ends = dict(zip(times, [*list(times.values())[1:], duration], strict=True))
    kept = [n for place, n in enumerate(times) if place == 0 or ends[n] - times[n] >= SHORTEST]
    groups = grouped([(times[n], script.sections[n].title or script.title) for n in kept])
    begins = [0, *(start for start, _ in groups[1:])]
    titles = [title for _, title in groups]
    return tuple(Chapter(a, b, t) for a, b, t in zip(begins, [*begins[1:], duration], titles, strict=True))


def grouped(rows: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Starts and titles, as many neighbours in one as it takes to list them all: `甲, 乙, 丙, 丁` → `甲 – 乙, 丙 – 丁`"""
    size = max(1, -(-len(rows) // MOST_CHAPTERS))
    parts = [rows[n : n + size] for n in range(0, len(rows), size)]
    return [(part[0][0], " – ".join(dict.fromkeys((part[0][1], part[-1][1])))) for part in parts]


def _samples(ms: int, rate: int) -> int:
    return ms * rate // 1000


def _ms(samples: int, rate: int) -> int:
    return (samples * 1000 + rate // 2) // rate
