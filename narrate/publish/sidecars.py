"""The files beside the MP3: chapters as JSON, the transcript as WebVTT, JSON and SubRip, all from one timeline."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from narrate.publish.clean_text import xml_safe

if TYPE_CHECKING:
    from narrate.model import Chapter, Cue, Timeline

ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def chapters_json(chapters: tuple[Chapter, ...]) -> str:
    """JSON chapters 1.2.0 (https://github.com/Podcastindex-org/podcast-namespace/blob/main/chapters/jsonChapters.md)."""
    rows = [{"startTime": c.start / 1000, "endTime": c.end / 1000, "title": xml_safe(c.title)} for c in chapters]
    return json.dumps({"version": "1.2.0", "chapters": rows}, ensure_ascii=False, indent=1) + "\n"


def transcript_vtt(timeline: Timeline) -> str:
    """WebVTT (https://www.w3.org/TR/webvtt1/), one cue a sentence; the cues are numbered from 1."""
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
    """SubRip: numbered cues, a comma before the milliseconds."""
    cues = [
        f"{number}\n{timestamp(c.start).replace('.', ',')} --> {timestamp(c.end).replace('.', ',')}\n{' '.join(xml_safe(c.text).split())}\n"
        for number, c in enumerate(_shown(timeline), start=1)
    ]
    return "\n".join(cues)


def _shown(timeline: Timeline) -> list[Cue]:
    return [cue for cue in timeline.cues if cue.end > cue.start and cue_text(cue.text)]


def timestamp(ms: int) -> str:
    """`3723004` → `01:02:03.004`"""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def cue_text(text: str) -> str:
    """One line without markup: a cue ends at an empty line, `-->` and tags mean something in it."""
    line = " ".join(xml_safe(text).split())
    return re.sub("[&<>]", lambda m: ESCAPES[m[0]], line)
