"""Clips in their places → one MP3: levelled by chapter, encoded once, streamed.

Loudness is ITU-R BS.1770 as FFmpeg's ebur128 measures it; peaks are held by its limiter. CBR mono 48 kHz with an Info
header, by libmp3lame through PyAV. Memory does not grow with the length.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import log10
from typing import TYPE_CHECKING, Any

import av
import numpy as np
from av.filter import Graph

from narrate.cache import samples_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from narrate.assemble.timeline import Piece, Plan
    from narrate.model import Sound

BLOCK = 24_000  # samples handed on at once
LOUDEST_GAIN = 30.0  # decibels: silence is not blown up
ADDED = 1.0  # decibels that coding adds to most peaks
ENOUGH = 0.05  # decibels more than was too much, or the next one is a hair above again
TRIES = 4  # until no peak is too high; what it adds grows little where the ceiling falls


@dataclass(frozen=True, slots=True)
class Form:
    """A container and codec of FFmpeg, its sample rate and sample format, its options, and by how much it makes all softer."""

    container: str
    codec: str
    rate: int
    sample_format: str
    options: tuple[tuple[str, str], ...] = ()
    scale: float = 1.0


# LAME's presets, which its constant bitrates take, too, scale by 0.95 (0.97 at 192 kbit/s; measured at each).
# At 48 kHz each frame lasts 24 ms and has as many bytes as the others, so that players which reckon length and place from bytes
# are right; at 44.1 kHz frames are padded now and then.
MP3 = Form("mp3", "libmp3lame", 48_000, "s16p", (("write_xing", "1"), ("id3v2_version", "0")), 0.95)
OPUS = Form("ogg", "libopus", 48_000, "s16", (("fflags", "+bitexact"), ("serial_offset", "1")))


def encode(
    plan: Plan,
    path: Path,
    sound: Sound,
    form: Form = MP3,
) -> None:
    """Write the file without tags, by its whole path: `a:b/c` would be of FFmpeg's protocol `a`.

    What coding adds to the peaks is measured; where it is too much, the file is written again below a lower ceiling.
    """
    softened = -20 * log10(form.scale)
    gains = {chapter: gain + softened for chapter, gain in chapter_gains(plan, sound.loudness).items()}
    ceiling = sound.peak - ADDED + softened
    for _ in range(TRIES):
        _write(plan, path, sound.bitrate, form, gains, ceiling)
        excess = loudness_of(path)[1] - sound.peak
        if excess <= 0:
            return
        ceiling -= excess + ENOUGH


def _write(plan: Plan, path: Path, bitrate: int, form: Form, gains: Mapping[int, float], ceiling: float) -> None:
    with av.open(str(path.absolute()), "w", format=form.container, options=dict(form.options)) as container:
        stream: Any = container.add_stream(form.codec, rate=form.rate, layout="mono")
        stream.bit_rate = bitrate * 1000
        for frame in _limited(samples(plan, gains), plan.rate, ceiling, form):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def packets(path: Path) -> Iterator[bytes]:
    """What a file holds of encoded sound, without its container."""
    with av.open(str(path.absolute())) as container:
        yield from (bytes(packet) for packet in container.demux(audio=0) if packet.size)


def chapter_gains(plan: Plan, loudness: float) -> dict[int, float]:
    """Decibels to add to each chapter so that all are equally loud."""
    measured: dict[int, float] = {}
    for chapter, pieces in groupby(plan.pieces, key=lambda piece: piece.chapter):
        measured[chapter] = measure(_joined(list(pieces)), plan.rate)
    return {chapter: min(LOUDEST_GAIN, loudness - level) for chapter, level in measured.items()}


def measure(blocks: Iterator[NDArray[np.int16]], rate: int) -> float:
    """Integrated loudness in LUFS (EBU R 128); -70 for silence or less than 400 ms of sound."""
    graph = Graph()
    source = graph.add_abuffer(sample_rate=rate, format="s16", layout="mono", time_base=Fraction(1, rate))
    meter = graph.add("ebur128", "metadata=1:framelog=quiet")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    level = -70.0
    for frame in _through(graph, _frames(blocks, rate)):
        level = float(frame.metadata.get("lavfi.r128.I", level))
    return level


def loudness_of(path: Path) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dBTP of a sound file."""
    with av.open(str(path.absolute())) as container:
        stream = container.streams.audio[0]
        graph = Graph()
        source = graph.add_abuffer(template=stream)
        meter = graph.add("ebur128", "metadata=1:framelog=quiet:peak=true")
        sink = graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        graph.configure()
        level, peak = -70.0, -70.0
        for frame in _through(graph, container.decode(stream)):
            level = float(frame.metadata.get("lavfi.r128.I", level))
            peak = max(peak, 20 * log10(max(1e-4, float(frame.metadata.get("lavfi.r128.true_peaks_ch0", 0)))))
    return level, peak


def _limited(blocks: Iterator[NDArray[np.int16]], rate: int, ceiling: float, form: Form) -> Iterator[Any]:
    """Resampled to the output rate, and no sample above the ceiling, in decibels below full scale."""
    graph = Graph()
    source = graph.add_abuffer(sample_rate=rate, format="s16", layout="mono", time_base=Fraction(1, rate))
    chain = [
        graph.add("aresample", f"{form.rate}:resampler=swr:filter_size=64:cutoff=0.97"),
        graph.add("alimiter", f"limit={10 ** (ceiling / 20):.4f}:attack=5:release=50:level=false:latency=true"),
        graph.add("aformat", f"sample_fmts={form.sample_format}:sample_rates={form.rate}:channel_layouts=mono"),
        graph.add("abuffersink"),
    ]
    for one, other in zip([source, *chain], chain, strict=False):
        one.link_to(other)
    graph.configure()
    yield from _through(graph, _frames(blocks, rate))


def _through(graph: Graph, frames: Iterator[Any]) -> Iterator[Any]:
    for frame in frames:
        graph.push(frame)
        yield from _pulled(graph)
    graph.push(None)
    yield from _pulled(graph)


def _pulled(graph: Graph) -> Iterator[Any]:
    while True:
        try:
            yield graph.pull()
        except (BlockingIOError, EOFError):  # it wants more, or has given all
            return


def _frames(blocks: Iterator[NDArray[np.int16]], rate: int) -> Iterator[Any]:
    position = 0
    for block in blocks:
        frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = rate
        frame.pts = position
        position += block.size
        yield frame


def samples(plan: Plan, gains: Mapping[int, float] | None = None) -> Iterator[NDArray[np.int16]]:
    """The whole in blocks, at the clips' rate, each chapter changed by its gain in decibels."""
    for piece in plan.pieces:
        yield from _silence(piece.silence)
        yield from _clip(piece, (gains or {}).get(piece.chapter, 0.0))
    yield from _silence(plan.closing)


def _joined(pieces: list[Piece]) -> Iterator[NDArray[np.int16]]:
    """A chapter as it will be heard, with its pauses: they count in what is measured."""
    for piece in pieces:
        yield from _silence(piece.silence)
        yield from _clip(piece, 0.0)


def _clip(piece: Piece, gain: float) -> Iterator[NDArray[np.int16]]:
    data = samples_of(piece.clip).astype(np.float32) * 10 ** (gain / 20)
    clipped = np.clip(data.round(), -32768, 32767).astype(np.int16)
    for start in range(0, len(clipped), BLOCK):
        yield clipped[start : start + BLOCK]


def _silence(count: int) -> Iterator[NDArray[np.int16]]:
    for start in range(0, count, BLOCK):
        yield np.zeros(min(BLOCK, count - start), np.int16)
