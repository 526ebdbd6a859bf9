"""Script → Clips: asks an engine only for what the cache lacks, several utterances side by side.

Knows engines and the cache; not pages, nor what is done with the clips.
"""

from __future__ import annotations

from concurrent.futures import CancelledError, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from narrate import engines
from narrate.cache import Cache, Packed, key_of, packed
from narrate.errors import SynthesisError
from narrate.machine import callers
from narrate.model import Clip, Mark, Reading, Speech, Utterance, Voice
from narrate.sound import AudioSegment, silence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

QUIET = -50.0  # dBFS below which the edges of a clip count as silence
STEP = 5  # milliseconds by which the edges are searched
HEAD, TAIL = 20, 60  # milliseconds of it that stay: no consonant is cut, no ending is chopped
NO_SOUND = frozenset({"file", "proxy", "connections", "patience", "timeout"})  # options that change no sound
TRIMMING = 1  # number of this way to trim; part of a clip's name


class Pool(Protocol):
    """Who says sentences: threads here, or other machines."""

    @property
    def ahead(self) -> int:
        """How many articles' sentences it is given before their turn."""

    def begin(self, missing: Mapping[str, Reading], voice: Voice) -> None:
        """These will be asked for: key of the clip → what it says. It may begin with them."""

    def said(self, missing: Mapping[str, Reading], voice: Voice) -> Iterator[tuple[str, Packed]]:
        """Each of them as it is finished, in any order. The first failure stops what has not begun; what is finished is given
        before it is raised. Raises SynthesisError, VoiceError, UnreachableError."""


@dataclass(frozen=True, slots=True)
class Threads:
    """So many threads of this process; 0: one a processor, as far as there is memory for them. A service says itself how many callers it takes at once."""

    jobs: int = 0
    ahead: int = 0

    def begin(self, missing: Mapping[str, Reading], voice: Voice) -> None:
        """Nothing is begun before its turn."""

    def said(self, missing: Mapping[str, Reading], voice: Voice) -> Iterator[tuple[str, Packed]]:
        """As a Pool does."""
        # a service waits more than it works: its engine says how many callers it takes at once
        engine = engines.engine(voice.engine)
        at_once = getattr(engine, "parallel", 0) or self.jobs or callers(getattr(engine, "needs", 0))
        pool = ThreadPoolExecutor(min(at_once, len(missing)), thread_name_prefix="say")
        try:
            futures = {pool.submit(spoken, reading, voice): key for key, reading in missing.items()}
            yield from finished(as_completed(futures), futures, lambda: [future.cancel() for future in futures])
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def finished(
    completed: Iterable[Any], keys: Mapping[Any, str], cancel: Callable[[], object]
) -> Iterator[tuple[str, Packed]]:
    """Each clip as its future ends, by key. The first failure cancels what has not begun, and is raised when the rest has
    ended; CancelledError where another cancelled them."""
    failure: BaseException | None = None
    for future in completed:
        if future.cancelled():
            failure = failure or CancelledError("cancelled by another")
        elif (error := future.exception()) is None:
            yield keys[future], future.result()
        elif failure is None:
            failure = error
            cancel()
    if failure is not None:
        raise failure


def clip_key(reading: Reading, voice: Voice) -> str:
    """The name of the clip: everything that makes its sound."""
    return key_of(
        spoken=reading.spoken,
        tones=[tone for tone in reading.tones if tone],
        words=reading.words,
        respelled=reading.respelled if reading.respelled != reading.spoken else "",
        engine=voice.engine,
        version=engines.engine(voice.engine).version,
        voice=voice.id,
        lang=voice.lang,
        rate=round(voice.rate, 4),
        options=[(name, value) for name, value in voice.options if name not in NO_SOUND],
        trimming=TRIMMING,
    )


def synthesize(
    utterances: Iterable[Utterance],
    voice: Voice,
    cache: Cache,
    pool: Pool = Threads(),
    said: Callable[[Utterance, bool], None] | None = None,
) -> tuple[list[Clip], int]:
    """A clip for each utterance, in order, and how many were said anew.

    `said` is told of each finished utterance and whether it was new. The first failure stops what has not begun; clips that
    are finished stay in the cache. Raises SynthesisError, VoiceError, OutputError.
    """
    wanted = [(clip_key(reading, voice), reading, u) for u in utterances if (reading := u.reading) is not None]
    clips: dict[str, Clip] = {}
    missing: dict[str, tuple[Reading, Utterance]] = {}
    for key, reading, utterance in wanted:
        clip = clips.get(key) or cache.get(key)
        if clip is not None:
            clips[key] = clip
            if said:
                said(utterance, False)  # noqa: FBT003 - (utterance, new)
        elif key not in missing:
            missing[key] = (reading, utterance)
        elif said:
            said(utterance, False)  # noqa: FBT003 - said once for both
    for key, made in pool.said({key: reading for key, (reading, _) in missing.items()}, voice) if missing else ():
        clips[key] = cache.keep(key, made)
        if said:
            said(missing[key][1], True)  # noqa: FBT003 - (utterance, new)
    return [clips[key] for key, _, _ in wanted], len(missing)


def begin(utterances: Iterable[Utterance], voice: Voice, cache: Cache, pool: Pool) -> None:
    """Tell the pool what of these will be asked for."""
    wanted = {clip_key(u.reading, voice): u.reading for u in utterances if u.reading is not None}
    pool.begin({key: reading for key, reading in wanted.items() if cache.get(key) is None}, voice)


def spoken(reading: Reading, voice: Voice) -> Packed:
    """The clip of one sentence; on whatever machine. Raises SynthesisError, VoiceError, UnreachableError."""
    speech = engines.say(reading, voice)
    sound, marks = trimmed(speech)
    if not len(sound) and any(char.isalnum() for char in reading.spoken):
        raise SynthesisError(
            f"the voice {voice.id} has no sound for {reading.text[:40]!r}: choose a voice of its language (`narrate voices`)"
        )
    return packed(sound, marks)


def trimmed(speech: Speech) -> tuple[AudioSegment, tuple[Mark, ...]]:
    """The speech as 16-bit sound without its outer silence, and its marks moved with it."""
    data = (np.clip(speech.samples, -1.0, 1.0) * 32767).round().astype("<i2").tobytes()
    sound = AudioSegment(data=data, sample_width=2, frame_rate=speech.rate, channels=1)
    head = silence.detect_leading_silence(sound, QUIET, STEP)
    if head >= len(sound):
        return sound[:0], ()
    tail = silence.detect_leading_silence(sound.reverse(), QUIET, STEP)
    start, end = max(0, head - HEAD), min(len(sound), len(sound) - tail + TAIL)
    inside = (
        Mark(m.first, m.last, max(0, m.start - start), max(0, min(m.end, end) - start))
        for m in speech.marks
        if m.end > start and m.start < end
    )
    return sound[start:end], tuple(inside)
