"""Clips on disk, each named by all that made it and moved into place whole.

Knows how to keep sound; not how it is made. A clip is a WAV file and a JSON file with its marks; the JSON comes last
and makes it valid.
"""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.files import write
from narrate.model import Clip, Mark

if TYPE_CHECKING:
    from narrate.sound import AudioSegment


def key_of(**made_of: object) -> str:
    """The name of what these made: the first 32 hexadecimal digits of the SHA-256 of their JSON."""
    text = json.dumps(made_of, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Cache:
    """The clips below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def get(self, key: str) -> Clip | None:
        """The clip with this name, or None where it is missing or damaged."""
        wav, notes = self._paths(key)
        try:
            facts = json.loads(notes.read_bytes())
            whole = wav.stat().st_size == facts["size"]
            return Clip(key=key, path=str(wav), frames=facts["frames"], rate=facts["rate"]) if whole else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, sound: AudioSegment, marks: tuple[Mark, ...]) -> Clip:
        """Keep this sound. Raises OutputError."""
        wav, notes = self._paths(key)
        whole = BytesIO()
        sound.export(whole, format="wav")
        content = whole.getvalue()
        write(wav, content)
        frames, rate = int(sound.frame_count()), sound.frame_rate
        rows = [[m.first, m.last, m.start, m.end] for m in marks]
        write(notes, json.dumps({"frames": frames, "rate": rate, "size": len(content), "marks": rows}))
        return Clip(key=key, path=str(wav), frames=frames, rate=rate)

    def marks(self, clip: Clip) -> tuple[Mark, ...]:
        """When each part of the clip's spoken text is heard."""
        return tuple(Mark(*row) for row in json.loads(Path(clip.path).with_suffix(".json").read_bytes())["marks"])

    def _paths(self, key: str) -> tuple[Path, Path]:
        stem = self.root / key[:2] / key
        return stem.with_suffix(".wav"), stem.with_suffix(".json")
