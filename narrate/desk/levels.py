"""How an episode looks as sound: its waveform as SVG, with the places where chapters begin, and its measured levels."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import TYPE_CHECKING

import av
import numpy as np

from narrate.assemble.encode import loudness_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COLUMNS = 600  # of a waveform
HALF = 40  # units of height on each side of its middle
KEPT = 16  # episodes whose levels are remembered


def levels(path: Path) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dBTP; a file under the same name is the same sound."""
    return _levels(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=KEPT)
def _levels(path: Path, _: int) -> tuple[float, float]:
    return loudness_of(path)


def wave_svg(path: Path, chapters: Sequence[int], duration: int) -> str:
    """The waveform as SVG, COLUMNS wide; a line where each chapter begins (milliseconds)."""
    peaks = _peaks(path, path.stat().st_mtime_ns)
    upper = [f"{x},{HALF - peak:.1f}" for x, peak in enumerate(peaks)]
    lower = [f"{x},{HALF + peak:.1f}" for x, peak in reversed(list(enumerate(peaks)))]
    marks = "".join(
        f'<path d="M{COLUMNS * start / max(1, duration):.1f} 0V{2 * HALF}"/>' for start in chapters if start < duration
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {COLUMNS} {2 * HALF}" preserveAspectRatio="none">'
        f'<polygon fill="#3f8795" points="{" ".join(upper + lower)}"/>'
        f'<g stroke="#b3541e" stroke-width="2" vector-effect="non-scaling-stroke">{marks}</g></svg>'
    )


@lru_cache(maxsize=KEPT)
def _peaks(path: Path, _: int) -> tuple[float, ...]:
    """The largest sample of each of COLUMNS equal parts, in units of height. An MP3's are floats, of full scale 1."""
    with av.open(str(path.absolute())) as container:
        heard = np.array([np.abs(frame.to_ndarray()).max() for frame in container.decode(container.streams.audio[0])])
    bounds = np.linspace(0, len(heard), COLUMNS + 1).astype(int)
    parts = (heard[start : max(end, start + 1)] for start, end in itertools.pairwise(bounds))
    return tuple(HALF * min(1.0, float(part.max(initial=0.0))) for part in parts)
