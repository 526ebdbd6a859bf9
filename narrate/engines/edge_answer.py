"""What an online voice answered → sound, or why it is not the whole text: its length, its times, and sound where they say.

No request is made here, and no message holds a word of the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from narrate.model import Mark, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

RATE = 24_000  # samples a second of the service's only format, MP3 of 48 kbit/s
BYTES_A_SECOND = 6_000
DELAY = 1_105  # samples by which coding and decoding MP3 puts sound later (https://lame.sourceforge.io/tech-FAQ.txt)
BETWEEN = "\n"  # sentences of one request
LEAST_GAP = 120  # milliseconds of pause between two of them
LEAST_MS = 45  # milliseconds that a character takes at the fastest
MOST_TAIL = 5_000  # milliseconds of sound after the last boundary
SLACK = 150  # milliseconds by which the last boundary may pass the sound's end
# What sounds, in blocks of 10 ms. The bounds leave room for what embedded voices do, whose times are exact: the shortest
# sound of a word in 50 sentences is 40 ms, the longest rest inside one 840 ms (its comma counted in), and none is astray.
BLOCK = RATE // 100
SILENCE = 0.002  # of full scale: where all stays below it, the answer is silent
PRESENT = 0.03  # of the loudness of its louder words: a block above it sounds
STRONG = 0.1  # likewise: a block above it is speech, no breath
LEAST_SHARE, LEAST_SOUND = 0.2, 30  # of a word's time that sounds, or milliseconds where it is long
EDGE = 3  # blocks at either end of a word into which its neighbour is heard
LONGEST_REST = 1_000  # milliseconds without sound inside one word
NEAR = 150  # milliseconds around a word in which its sound may stray
MOST_STRAY = 250  # milliseconds of speech in all that no word is near to


class WrongAnswerError(Exception):
    """An answer that is short, silent or garbled; asked for again. Its message never holds a word of the text."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service answered: MP3, words with their times in milliseconds, and whether it said that it was done."""

    audio: bytes
    words: tuple[tuple[int, int, str], ...]
    ended: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A checked answer: samples and marks in characters of the text that was asked."""

    samples: NDArray[np.float32]
    marks: tuple[Mark, ...]


def checked(answer: Answer, text: str, voice: Voice) -> Heard:
    """The answer as sound. Raises WrongAnswerError for one that is not the whole text."""
    if not answer.ended:
        raise WrongAnswerError("the connection closed before the end")
    length = len(answer.audio) * 1000 // BYTES_A_SECOND
    said = [char for char in text if char.isalnum()]
    if length < len(said) * LEAST_MS / max(1.0, voice.rate):
        raise WrongAnswerError(f"{length} ms of sound are too short for {len(said)} characters")
    marks = tuple(_aligned(answer.words, text))
    if not marks:
        raise WrongAnswerError("no times")
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    if last - first < len(said) * LEAST_MS / max(1.0, voice.rate):
        raise WrongAnswerError(f"{last - first} ms of words are too short for {len(said)} characters")
    if last > length + SLACK or length - last > MOST_TAIL:
        raise WrongAnswerError(f"the words end at {last} ms, and the sound at {length} ms")
    samples = decoded(answer.audio)
    if abs(len(samples) * 1000 / RATE - length) > 200:  # noqa: PLR2004 - milliseconds of coding delay and padding
        raise WrongAnswerError("the sound can't be decoded whole")
    _listen(samples, marks, voice.rate)
    return Heard(samples, marks)


def _listen(samples: NDArray[np.float32], marks: Sequence[Mark], rate: float) -> None:
    """Raise WrongAnswerError where a word has no sound in its own time, or speech is heard that no word is near to: the
    sound breaks off or falls silent, the times are of another pace, or it is another text's."""
    level = _level(samples)
    spans = [(mark.start // 10, max(mark.start // 10 + 5, -(-mark.end // 10))) for mark in marks]
    near = np.zeros(len(level), bool)
    within = near.copy()
    for start, end in spans:
        within[start:end] = True
        near[max(0, start - NEAR // 10) : end + NEAR // 10] = True
    loud = float(np.quantile(level[within], 0.9)) if within.any() else 0.0
    if loud < SILENCE:
        raise WrongAnswerError("the sound is silent")
    sounds = level > loud * PRESENT
    for number, (start, end) in enumerate(spans):
        inner = slice(start + EDGE, end - EDGE) if end - start > 4 * EDGE else slice(start, end)
        if 10 * int(sounds[inner].sum()) < min(LEAST_SHARE * 10 * (end - start), LEAST_SOUND):
            raise WrongAnswerError(f"word {number + 1} of {len(spans)} has no sound in its time")
        if _longest_rest(sounds[start:end]) * 10 > LONGEST_REST / min(1.0, rate):
            raise WrongAnswerError(f"word {number + 1} of {len(spans)} breaks off")
    stray = 10 * int((level[~near] > loud * STRONG).sum())
    if stray > MOST_STRAY:
        raise WrongAnswerError(f"{stray} ms of speech belong to no word")


def _level(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The loudness (RMS, of full scale) of each block of 10 ms."""
    blocks = samples[: len(samples) // BLOCK * BLOCK].reshape(-1, BLOCK)
    level: NDArray[np.float32] = np.sqrt(np.mean(np.square(blocks), axis=1))
    return level


def _longest_rest(sounds: NDArray[np.bool_]) -> int:
    """How many blocks in a row have no sound at the most."""
    edges = np.flatnonzero(np.concatenate(([True], sounds, [True])))
    return int(np.diff(edges).max()) - 1


def _aligned(words: tuple[tuple[int, int, str], ...], text: str) -> Iterator[Mark]:
    """A mark a word, in order. Raises WrongAnswerError for words that are missing, doubled or strange."""
    place = previous = 0
    for start, end, word in words:
        letters = [char for char in word if char.isalnum()]
        if not letters:
            continue
        if start < previous:
            raise WrongAnswerError("times go back")
        previous = start
        first = None
        for letter in letters:
            place = _next_letter(text, place)
            if place >= len(text) or text[place].casefold() != letter.casefold():
                raise WrongAnswerError(f"a word of the answer is not next in the text, at {place}")
            first = place if first is None else first
            place += 1
        yield Mark(first or 0, place, start, end)
    if _next_letter(text, place) < len(text):
        raise WrongAnswerError(f"words are missing from {place} on")


def _next_letter(text: str, place: int) -> int:
    while place < len(text) and not text[place].isalnum():
        place += 1
    return place


def decoded(audio: bytes) -> NDArray[np.float32]:
    """MP3 → samples, without what coding put before them. Raises WrongAnswerError for what is no MP3."""
    import av

    try:
        container: Any
        with av.open(BytesIO(audio), format="mp3") as container:
            resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            blocks = [out.to_ndarray()[0] for frame in container.decode(audio=0) for out in resampler.resample(frame)]
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise WrongAnswerError(f"the sound is no MP3 ({type(error).__name__})") from error
    sound: NDArray[np.float32] = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    return sound[DELAY:]


def parted(heard: Heard, texts: list[str]) -> list[Heard]:
    """One answer for texts with BETWEEN between them → one a text, cut where it is quietest between their words.

    Raises WrongAnswerError where no pause stands there.
    """
    parts: list[Heard] = []
    place = begin = 0  # of the text, in characters; of the sound, in samples
    for number, text in enumerate(texts):
        marks = [mark for mark in heard.marks if place <= mark.first and mark.last <= place + len(text)]
        after = [mark for mark in heard.marks if mark.first >= place + len(text)]
        end = len(heard.samples)
        if number < len(texts) - 1:
            end = _quietest(heard.samples, max((m.end for m in marks), default=0), min(m.start for m in after))
        shift = begin * 1000 // RATE
        moved = tuple(Mark(m.first - place, m.last - place, m.start - shift, m.end - shift) for m in marks)
        parts.append(Heard(heard.samples[begin:end], moved))
        place, begin = place + len(text) + len(BETWEEN), end
    if sum(len(part.marks) for part in parts) != len(heard.marks):
        raise WrongAnswerError("a word lies across two sentences")
    return parts


def _quietest(samples: NDArray[np.float32], start: int, end: int) -> int:
    """The sample in the middle of the quietest stretch between two moments (ms)."""
    stretch = LEAST_GAP * RATE // 1000
    gap = np.abs(samples[start * RATE // 1000 : end * RATE // 1000])
    if len(gap) < stretch:
        raise WrongAnswerError(f"no pause between two sentences, only {end - start} ms")
    loudness = np.convolve(gap, np.ones(stretch), "valid")
    return start * RATE // 1000 + int(loudness.argmin()) + stretch // 2
