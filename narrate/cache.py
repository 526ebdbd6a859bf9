"""Clips on disk, each named by all that made it and moved into place whole.

Knows how to keep sound; not how it is made. A clip is a FLAC file (https://www.rfc-editor.org/rfc/rfc9639) and a JSON file
with its marks and the digest of the FLAC; the JSON comes last and makes it valid. What does not prove itself is missing.
Version 0.1 kept WAV without a digest: such a clip is taken for what it says of itself, frame by frame.
"""

from __future__ import annotations

import hashlib
import json
import time
import wave
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from narrate.files import write
from narrate.model import Clip, Mark

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from narrate.sound import AudioSegment

DAY = 86_400  # seconds


class Notes(msgspec.Struct, frozen=True):
    """What is kept beside the sound. `marks` are rows of first, last, start, end."""

    frames: int
    rate: int
    size: int
    marks: tuple[tuple[int, int, int, int], ...]
    digest: str = ""  # of the FLAC; of version 0.1's WAV nobody knows it


class Packed(msgspec.Struct, frozen=True):
    """A clip as it is kept, before it is: it can be sent from one machine to another."""

    flac: bytes
    notes: Notes


def packed(sound: AudioSegment, marks: tuple[Mark, ...]) -> Packed:
    """This 16-bit mono sound and when each part of its text is heard, as a clip."""
    import numpy as np

    samples = np.frombuffer(sound.raw_data, "<i2")
    content = flac(samples, sound.frame_rate)
    rows = tuple((m.first, m.last, m.start, m.end) for m in marks)
    return Packed(
        content, Notes(len(samples), sound.frame_rate, len(content), rows, hashlib.sha256(content).hexdigest())
    )


def key_of(**made_of: object) -> str:
    """The name of what these made: the first 32 hexadecimal digits of the SHA-256 of their JSON."""
    text = json.dumps(made_of, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def text_key(title: str, spoken: Iterable[str]) -> str:
    """The digest of a headline and of what is spoken, block by block: by it a page is known under another name."""
    return key_of(title=title, text=[" ".join(text.split()) for text in spoken])


class Cache:
    """The clips below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def get(self, key: str) -> Clip | None:
        """The clip with this name, or None where it is missing or damaged."""
        stem = self._stem(key)
        try:
            notes = msgspec.json.decode(stem.with_suffix(".json").read_bytes(), type=Notes)
            path = stem.with_suffix(".flac" if notes.digest else ".wav")
            whole = notes.rate > 0 and (_proven(path, notes) if notes.digest else _plausible(path, notes))
        except (OSError, EOFError, ValueError, wave.Error):
            return None
        return Clip(key=key, path=str(path), frames=notes.frames, rate=notes.rate) if whole else None

    def put(self, key: str, sound: AudioSegment, marks: tuple[Mark, ...]) -> Clip:
        """Keep this 16-bit mono sound. Raises OutputError."""
        return self.keep(key, packed(sound, marks))

    def keep(self, key: str, clip: Packed) -> Clip:
        """Keep a clip that was packed, here or elsewhere. Raises OutputError."""
        stem, notes = self._stem(key), clip.notes
        path = stem.with_suffix(".flac")
        write(path, clip.flac, durable=False)  # they prove themselves: one that power loss spoils is said again
        write(stem.with_suffix(".json"), msgspec.json.encode(notes), durable=False)
        return Clip(key=key, path=str(path), frames=notes.frames, rate=notes.rate)

    def marks(self, clip: Clip) -> tuple[Mark, ...]:
        """When each part of the clip's spoken text is heard."""
        notes = msgspec.json.decode(Path(clip.path).with_suffix(".json").read_bytes(), type=Notes)
        return tuple(Mark(*row) for row in notes.marks)

    def unused(self, used: Container[str], days: float) -> Iterator[Path]:
        """The files of clips that are not in `used` and were made so many days ago or earlier."""
        before = time.time() - days * DAY
        for path in sorted(self.root.glob("*/*")):
            if path.stem not in used and path.suffix in (".flac", ".wav", ".json") and path.stat().st_mtime <= before:
                yield path

    def _stem(self, key: str) -> Path:
        return self.root / key[:2] / key


def _proven(path: Path, notes: Notes) -> bool:
    content = path.read_bytes()
    return len(content) == notes.size and hashlib.sha256(content).hexdigest() == notes.digest


def _plausible(path: Path, notes: Notes) -> bool:
    with wave.open(str(path), "rb") as file:
        form = (file.getnchannels(), file.getsampwidth(), file.getframerate(), file.getnframes())
    return form == (1, 2, notes.rate, notes.frames) and path.stat().st_size == notes.size


# ── the sound itself ──────────────────────────────────────────────────────────────────────────────────────────────


def flac(samples: NDArray[np.int16], rate: int) -> bytes:
    """16-bit mono samples as FLAC: the same samples come back."""
    import av

    stream = BytesIO()
    with av.open(stream, "w", format="flac") as container:
        track: Any = container.add_stream("flac", rate=rate, layout="mono", format="s16")
        if len(samples):
            frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
            frame.sample_rate = rate
            container.mux(track.encode(frame))
        container.mux(track.encode(None))
    return stream.getvalue()


def samples_of(clip: Clip) -> NDArray[np.int16]:
    """The samples of a clip, as many as it says."""
    import numpy as np

    if clip.path.endswith(".wav"):
        with wave.open(clip.path, "rb") as file:
            return np.frombuffer(file.readframes(clip.frames), "<i2")
    import av

    if not clip.frames:
        return np.zeros(0, np.int16)
    with av.open(str(Path(clip.path).absolute())) as container:
        parts = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    return np.concatenate(parts).astype(np.int16, copy=False)
