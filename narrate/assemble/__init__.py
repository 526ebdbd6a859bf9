"""Clips → Recording: the timeline, the levels, the MP3 and its tags. Knows sound and time; not where it is published."""

from __future__ import annotations

import hashlib
import json
import shutil
import wave
from dataclasses import replace
from typing import TYPE_CHECKING

from narrate.assemble.encode import OPUS, encode, samples
from narrate.assemble.tags import Tags, tag_bytes
from narrate.assemble.timeline import plan
from narrate.model import Clip, Pause, Recording, Script, Sound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def assemble(
    script: Script,
    clips: Sequence[Clip],
    path: Path,
    tags: Tags,
    *,
    pauses: Mapping[Pause, int],
    sound: Sound,
) -> Recording:
    """Make the MP3 at `path`. `pauses` in milliseconds."""
    laid = plan(script, clips, pauses)
    bare = path.with_suffix(".bare")
    try:
        encode(laid, bare, sound)
        labelled = (*tags.aigc, ("ReservedCode1", f"sha256:{_digest(bare)}")) if tags.aigc else ()
        with bare.open("rb") as audio, path.open("wb") as file:
            file.write(tag_bytes(replace(tags, chapters=laid.timeline.chapters, aigc=labelled)))
            shutil.copyfileobj(audio, file)
    finally:
        bare.unlink(missing_ok=True)
    return Recording(str(path), path.stat().st_size, _digest(path), laid.timeline)


def assemble_opus(
    script: Script,
    clips: Sequence[Clip],
    path: Path,
    tags: Tags,
    *,
    pauses: Mapping[Pause, int],
    sound: Sound,
) -> tuple[int, str]:
    """Make an Ogg Opus file of the same timeline; its size in bytes and its digest."""
    said = {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "AIGC": json.dumps(dict(tags.aigc), ensure_ascii=False),
    }
    encode(plan(script, clips, pauses), path, sound, OPUS, said)
    return path.stat().st_size, _digest(path)


def join(script: Script, clips: Sequence[Clip], path: Path, *, pauses: Mapping[Pause, int]) -> int:
    """Make a WAV at `path` of the clips as they were said; its length in milliseconds."""
    laid = plan(script, clips, pauses)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(laid.rate)
        for block in samples(laid):
            file.writeframes(block.tobytes())
    return laid.timeline.duration


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


__all__ = ["Tags", "assemble", "assemble_opus", "join"]
