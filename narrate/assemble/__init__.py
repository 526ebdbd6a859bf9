"""Clips → Recording: the timeline, the levels, the MP3 and its tags. Knows sound and time; not where it is published."""

from __future__ import annotations

import hashlib
import json
import shutil
import wave
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mutagen.oggopus import OggOpus

from narrate.assemble.encode import OPUS, encode, packets, samples
from narrate.assemble.tags import HEADER, ROOM, Tags, chapters_in, tag_bytes, tag_size
from narrate.assemble.timeline import plan
from narrate.files import sha256_of
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
        heard = sha256_of(bare)
        size, digest = retag(bare, path, replace(tags, chapters=laid.timeline.chapters))
    finally:
        bare.unlink(missing_ok=True)
    return Recording(str(path), size, digest, laid.timeline, heard)


def retag(source: Path, path: Path, tags: Tags) -> tuple[int, str]:
    """Make the MP3 at `path` of the sound of another, with these tags instead of its own: its size in bytes, its digest."""
    with source.open("rb") as audio:
        before = tag_size(audio.read(HEADER))
        audio.seek(before)
        sha = hashlib.file_digest(audio, "sha256").hexdigest()
        labelled = (*tags.aigc, ("ReservedCode1", f"sha256:{sha}")) if tags.aigc else ()
        audio.seek(before)
        with path.open("wb") as file:
            file.write(tag_bytes(replace(tags, aigc=labelled), before))
            shutil.copyfileobj(audio, file)
    return path.stat().st_size, sha256_of(path)


def assemble_opus(
    script: Script,
    clips: Sequence[Clip],
    path: Path,
    tags: Tags,
    *,
    pauses: Mapping[Pause, int],
    sound: Sound,
) -> Recording:
    """Make an Ogg Opus file of the same timeline."""
    laid = plan(script, clips, pauses)
    encode(laid, path, sound, OPUS)
    heard = heard_in(path)
    size, digest = retag_opus(path, path, tags)
    return Recording(str(path), size, digest, laid.timeline, heard)


def retag_opus(source: Path, path: Path, tags: Tags) -> tuple[int, str]:
    """The same for an Ogg Opus file (https://www.rfc-editor.org/rfc/rfc7845#section-5.2)."""
    if source != path:
        shutil.copyfile(source, path)
    file: Any = OggOpus(path)
    file.tags.clear()
    said = {"title": tags.title, "artist": tags.artist, "album": tags.album}
    file.tags.update({**said, "AIGC": json.dumps(dict(tags.aigc), ensure_ascii=False)})
    taken = len(file.tags.write(framing=False))
    file.save(padding=lambda _: ROOM - taken % ROOM)
    return path.stat().st_size, sha256_of(path)


def heard_in(path: Path) -> str:
    """The digest of the sound in a file of ours, whatever its tags say."""
    sha = hashlib.sha256()
    with path.open("rb") as audio:
        head = audio.read(HEADER)
        if not head.startswith(b"OggS"):
            audio.seek(tag_size(head))
            return hashlib.file_digest(audio, "sha256").hexdigest()
    for packet in packets(path):
        sha.update(packet)
    return sha.hexdigest()


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


__all__ = ["Tags", "assemble", "assemble_opus", "chapters_in", "heard_in", "join", "retag", "retag_opus"]
