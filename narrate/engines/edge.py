"""The online voices of Microsoft Edge through edge-tts, every answer checked: whole or not at all.

One loop in one thread keeps the connections; callers wait in theirs. Nothing is sent but the utterance; nothing of it is
logged but its hash. What the service does and where it breaks: docs/edge.md.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import random
import threading
import time
import unicodedata
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from narrate.errors import SynthesisError, UnreachableError, VoiceError
from narrate.model import Mark, Reading, Speech, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

RATE = 24_000  # samples a second of the service's only format, MP3 of 48 kbit/s
BYTES_A_SECOND = 6_000
TICKS_A_MS = 10_000
DELAY = 1_105  # samples by which coding and decoding MP3 puts sound later (https://lame.sourceforge.io/tech-FAQ.txt)
MOST_CHARACTERS = 900  # of a request: under 4,096 bytes escaped, and minutes under the ten that are cut
MOST_BYTES = 3_600
CONNECTIONS = 4
MOST_TOGETHER = 3  # waiting sentences of one request: each request costs a connection of its own
BETWEEN = "\n"  # them
LEAST_GAP = 120  # milliseconds of pause between two of them
PATIENCE = 180.0  # seconds after which trying ends
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds between tries
SILENCE = 0.004  # of full scale: an answer that stays below it is silent
LEAST_MS = 45  # milliseconds that a character takes at the fastest
MOST_TAIL = 5_000  # milliseconds of sound after the last boundary
SLACK = 150  # milliseconds by which the last boundary may pass the sound's end
BREAKS = ("。！？!?；;…", "，、,：: ")
URL = "NARRATE_EDGE_URL"  # environment: the loopback instead of the service, as in http://127.0.0.1:8765
LOG = logging.getLogger(__name__)


class WrongAnswerError(Exception):
    """An answer that is short, silent or garbled; asked for again."""


@dataclass
class Edge:
    """The service. `parallel` callers are served at once, over as many connections as the voice's options allow."""

    version: str = "edge-1"
    parallel: int = 32
    _resting: float = 0.0  # no request begins before this moment: one slow-down for all
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _running: asyncio.AbstractEventLoop | None = None
    _threads: list[threading.Thread] = field(default_factory=list)
    _gates: dict[int, asyncio.Semaphore] = field(default_factory=dict)
    _lines: dict[Voice, _Lines] = field(default_factory=dict)

    def say(self, reading: Reading, voice: Voice) -> Speech:
        """The reading, word by word in time. Raises SynthesisError, UnreachableError, VoiceError."""
        text = _sendable(reading.respelled or reading.spoken)
        if not any(char.isalnum() for char in text):
            return Speech(np.zeros(0, np.float32), RATE, ())
        future = asyncio.run_coroutine_threadsafe(self._say(text, voice), self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    @property
    def _loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._running is not None:
                return self._running
            _point_at(os.environ.get(URL, ""))
            loop = asyncio.new_event_loop()
            thread = threading.Thread(target=loop.run_forever, name="edge", daemon=True)
            thread.start()
            self._threads.append(thread)
            self._running = loop
            return loop

    def close(self) -> None:
        """End the thread and its connections; the next `say` begins anew."""
        loop, self._running = self._running, None
        if loop is not None:
            asyncio.run_coroutine_threadsafe(_all_ended(), loop).result(10)
            loop.call_soon_threadsafe(loop.stop)
            self._threads.pop().join(10)
            loop.close()
            self._lines.clear()
            self._gates.clear()

    async def _say(self, text: str, voice: Voice) -> Speech:
        count = int(dict(voice.options).get("connections", CONNECTIONS))
        free = self._gates.setdefault(count, asyncio.Semaphore(count))
        lines = self._lines.setdefault(voice, _Lines(count, free))
        answers = [(first, await self._asked(piece, voice, lines)) for first, piece in pieces(text)]
        return _joined(answers)

    async def _asked(self, text: str, voice: Voice, lines: _Lines) -> Heard:
        """Ask until the answer is whole, resting longer each time, until patience ends."""
        name = hashlib.sha256(text.encode()).hexdigest()[:12]
        until = time.monotonic() + float(dict(voice.options).get("patience", PATIENCE))
        failed: Exception = WrongAnswerError("no answer")
        tries = 0
        while tries == 0 or time.monotonic() < until:
            await asyncio.sleep(max(0.0, self._resting - time.monotonic()))
            tries += 1
            try:
                if tries > 1:
                    return await _alone(text, voice, lines, until)
                return await _together(text, voice, lines, until) or await _alone(text, voice, lines, until)
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 - a client of many errors; each is judged
                failed = error
                pause = _pause_after(error, tries, voice)
                LOG.debug("%s: try %d: %s: %s", name, tries, type(error).__name__, error)
                if _is_throttle(error):
                    self._resting = max(self._resting, time.monotonic() + pause)
                else:
                    await asyncio.sleep(min(pause, max(0.0, until - time.monotonic())))
        raise _given_up(failed, tries, voice)


_Waiting = tuple[str, "asyncio.Future[Heard | None]"]


@dataclass
class _Lines:
    """The connections, shared by all voices, and the texts of one voice that wait for one, each with its answer."""

    count: int
    free: asyncio.Semaphore
    waiting: list[_Waiting] = field(default_factory=list)

    def take(self, own: _Waiting) -> list[_Waiting]:
        """The text itself, and those after it that one request may carry while other connections have work too."""
        first = self.waiting.index(own)
        most = min(MOST_TOGETHER, -(-len(self.waiting) // self.count))
        last = first + 1
        while last < min(first + most, len(self.waiting)):
            texts = [text for text, _ in self.waiting[first : last + 1]]
            if not all(_is_closed(text) for text in texts[:-1]) or not _fits(BETWEEN.join(texts)):
                break
            last += 1
        taken, self.waiting[first:last] = self.waiting[first:last], []
        return taken


async def _alone(text: str, voice: Voice, lines: _Lines, until: float) -> Heard:
    async with lines.free:
        answer = await _ask(text, voice, until)
    return await asyncio.to_thread(checked, answer, text, voice)  # the connection is free for the next


async def _together(text: str, voice: Voice, lines: _Lines, until: float) -> Heard | None:
    """The text with others that wait, in one request: whoever reaches a connection first asks for them.

    None for a text that another took along in vain.
    """
    own: _Waiting = (text, asyncio.get_running_loop().create_future())
    lines.waiting.append(own)
    taken: list[_Waiting] = []
    try:
        async with lines.free:
            if own in lines.waiting:
                taken = lines.take(own)
                texts = [each for each, _ in taken]
                answer = await _ask(BETWEEN.join(texts), voice, until)
        if not taken:
            return await own[1]
        for (_, told), heard in zip(taken, await asyncio.to_thread(_heard_together, answer, texts, voice), strict=True):
            if not told.done():
                told.set_result(heard)
        return own[1].result()
    finally:
        if own in lines.waiting:
            lines.waiting.remove(own)
        for _, told in taken:
            if not told.done():
                told.set_result(None)


def _heard_together(answer: Answer, texts: list[str], voice: Voice) -> list[Heard]:
    return parted(checked(answer, BETWEEN.join(texts), voice), texts)


def _is_closed(text: str) -> bool:
    """Whether a pause surely follows: the text ends a sentence, perhaps inside quotation marks."""
    return text.rstrip("”’」』）)\"' ").endswith(tuple(BREAKS[0]))


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


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """(place, text) of requests that fit: cut after the strongest mark in the second half, else anywhere."""
    start = 0
    while start < len(text):
        end = start + _fitting(text[start:])
        if end < len(text):
            end = _cut(text, start, end)
        yield start, text[start:end]
        start = end


def _fits(text: str) -> bool:
    return _fitting(text) == len(text)


def _fitting(text: str) -> int:
    """How many characters fit into a request, escaped."""
    size = 0
    for count, char in enumerate(text):
        size += {"&": 5, "<": 4, ">": 4}.get(char) or len(char.encode("utf-8"))
        if count >= MOST_CHARACTERS or size > MOST_BYTES:
            return count
    return len(text)


def _cut(text: str, start: int, end: int) -> int:
    half = start + (end - start) // 2
    for marks in BREAKS:
        found = max(text.rfind(mark, half, end) for mark in marks)
        if found >= 0:
            return found + 1
    return end


def _sendable(text: str) -> str:
    """Without what XML forbids; as long as before, so that places stay."""
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co") else char for char in text)


async def _all_ended() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0.05)  # connections close in the loop's next turns


# ── asking ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _ask(text: str, voice: Voice, until: float) -> Answer:
    import edge_tts

    options = dict(voice.options)
    asked = edge_tts.Communicate(
        text,
        voice.id,
        rate=f"{round((voice.rate - 1) * 100):+d}%",
        pitch=options.get("pitch", "+0Hz"),
        volume=options.get("volume", "+0%"),
        boundary="WordBoundary",
        proxy=options.get("proxy") or None,
        connect_timeout=10,
        receive_timeout=int(options.get("timeout", "30")),
    )
    audio: list[bytes] = []
    words: list[tuple[int, int, str]] = []
    async with asyncio.timeout(max(5.0, until - time.monotonic())):
        async for part in asked.stream():
            if part["type"] == "audio":
                audio.append(part["data"])
            else:
                start = int(part["offset"]) // TICKS_A_MS
                words.append((start, start + int(part["duration"]) // TICKS_A_MS, part["text"]))
    whole = b"".join(audio)
    # The client counts bytes into its sum only when turn.end arrives: an answer cut before it is short of them.
    return Answer(whole, tuple(words), ended=asked.state["cumulative_audio_bytes"] == len(whole) > 0)


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
    last = max(mark.end for mark in marks)
    if last > length + SLACK or length - last > MOST_TAIL:
        raise WrongAnswerError(f"the words end at {last} ms, and the sound at {length} ms")
    samples = decoded(answer.audio)
    if abs(len(samples) * 1000 / RATE - length) > 200:  # noqa: PLR2004 - milliseconds of coding delay and padding
        raise WrongAnswerError("the sound can't be decoded whole")
    if float(np.abs(samples).max(initial=0.0)) < SILENCE:
        raise WrongAnswerError("the sound is silent")
    return Heard(samples, marks)


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


def _joined(answers: list[tuple[int, Heard]]) -> Speech:
    samples: list[NDArray[np.float32]] = []
    marks: list[Mark] = []
    before = 0
    for first, heard in answers:
        shift = before * 1000 // RATE
        marks += (Mark(m.first + first, m.last + first, m.start + shift, m.end + shift) for m in heard.marks)
        samples.append(heard.samples)
        before += len(heard.samples)
    return Speech(np.concatenate(samples), RATE, tuple(marks))


# ── failing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _is_throttle(error: Exception) -> bool:
    return getattr(error, "status", 0) in (403, 429, 503)


def _pause_after(error: Exception, tries: int, voice: Voice) -> float:
    """Exponential back-off with full jitter, or what Retry-After asks. Raises VoiceError where trying is in vain."""
    if isinstance(error, (ValueError, TypeError)):
        raise VoiceError(
            f"the online voice {voice.id} can't be asked so ({error}): see rate, pitch and volume"
        ) from error
    headers = getattr(error, "headers", None) or {}
    asked = headers.get("Retry-After", "")
    if asked.isdigit():
        return min(float(asked), 600.0)
    ceiling = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1))
    return random.uniform(ceiling / 2, ceiling)  # noqa: S311 - jitter is no secret


def _given_up(error: Exception, tries: int, voice: Voice) -> SynthesisError:
    import aiohttp

    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    offline = isinstance(error, (aiohttp.ClientError, OSError, TimeoutError))
    kind = UnreachableError if offline or _is_throttle(error) else SynthesisError
    return kind(
        f"the online voice {voice.id} did not answer whole in {tries} tries ({reason}): build again later, "
        "or set speech.fallback"
    )


def _point_at(url: str) -> None:
    """Let the client speak to the loopback instead of the service."""
    if not url:
        return
    from importlib import import_module

    from edge_tts.constants import TRUSTED_CLIENT_TOKEN

    base = url.rstrip("/")
    path = "/consumer/speech/synthesize/readaloud"
    communicate: Any = import_module("edge_tts.communicate")  # each module holds its own copy of the address
    voices: Any = import_module("edge_tts.voices")
    communicate.WSS_URL = f"{base.replace('http', 'ws', 1)}{path}/edge/v1?TrustedClientToken={TRUSTED_CLIENT_TOKEN}"
    voices.VOICE_LIST = f"{base}{path}/voices/list?trustedclienttoken={TRUSTED_CLIENT_TOKEN}"


def online_voices(proxy: str = "") -> list[dict[str, str]]:
    """The voices that the service offers. Raises UnreachableError."""
    import aiohttp
    import edge_tts

    _point_at(os.environ.get(URL, ""))
    try:
        found = asyncio.run(edge_tts.list_voices(proxy=proxy or None))
    except (aiohttp.ClientError, OSError, TimeoutError, edge_tts.exceptions.EdgeTTSException) as error:
        raise UnreachableError(
            f"the list of online voices can't be had ({type(error).__name__}): try again later"
        ) from error
    return [
        {"id": v["ShortName"], "lang": v["Locale"], "gender": v["Gender"], "name": v["FriendlyName"]} for v in found
    ]
