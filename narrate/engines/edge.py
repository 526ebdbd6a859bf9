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
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from narrate.engines.edge_answer import BETWEEN, BYTES_A_SECOND, RATE, Answer, Heard, WrongAnswerError, checked, parted
from narrate.errors import SynthesisError, UnreachableError, VoiceError
from narrate.model import Mark, Reading, Speech, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import edge_tts
    from numpy.typing import NDArray

TICKS_A_MS = 10_000
MOST_CHARACTERS = 900  # of a request: under 4,096 bytes escaped, and minutes under the ten that are cut
MOST_BYTES = 3_600
CONNECTIONS = 4
MOST_TOGETHER = 3  # waiting sentences of one request: each request costs a connection of its own
PATIENCE = 180.0  # seconds without one whole answer, after which trying ends for all
LEAST_TRIES = 4  # of a sentence that alone is not answered whole, even where others like it have used up the patience
PROBE = 10.0  # seconds for the one sentence that looks whether the service is back
LAST_TRY = 5.0  # seconds of the patience that no waiting uses up
MOST_SECONDS = (20.0, 2.0)  # of sound that an answer may have, and that each character adds
MOST_WORDS = (50, 4)  # likewise its times
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds between tries
BREAKS = ("。！？!?；;…", "，、,：: ")
URL = "NARRATE_EDGE_URL"  # environment: the loopback instead of the service, as in http://127.0.0.1:8765
LOG = logging.getLogger(__name__)


@dataclass
class Circuit:
    """Whether the service answers at all: one patience for all sentences of a build."""

    failed: Exception = field(default_factory=lambda: WrongAnswerError("no answer"))
    is_open: bool = False  # nothing came for as long as the patience: nobody asks but one now and then
    _asking: int = 0
    _since: float = 0.0  # the last whole answer, or the moment when asking began
    _closed_until: float = 0.0
    _wasted: float = 0.0  # seconds spent on sentences that were given up though others were answered

    @contextmanager
    def asking(self) -> Iterator[None]:
        """While a sentence is asked for; patience begins with the first."""
        if self._asking == 0 and not self.is_open:
            self._since = time.monotonic()
        self._asking += 1
        try:
            yield
        finally:
            self._asking -= 1

    def end(self, patience: float) -> float:
        """The moment when trying ends, if no whole answer comes before."""
        return self._since + patience

    def until(self, patience: float, *, probes: bool) -> float:
        """The moment when a request that begins now is broken off."""
        return time.monotonic() + PROBE if probes else self.end(patience)

    def is_closed_to(self, now: float, patience: float) -> bool:
        """Whether a sentence need not be asked for; where not, it looks for all whether the service is back."""
        if not self.is_open:
            return False
        if now < self._closed_until:
            return True
        self._closed_until = now + patience
        return False

    def is_worth(self, began: float, tries: int, patience: float) -> bool:
        """Whether a sentence that was asked for in vain is to be asked for again."""
        now = time.monotonic()
        alone = tries < LEAST_TRIES or now < began + patience - self._wasted
        return now < self.end(patience) and not self.is_open and alone

    def answered(self) -> None:
        """A whole answer came."""
        self._since, self.is_open = time.monotonic(), False

    def gave_up(self, error: Exception, spent: float, patience: float) -> None:
        """A sentence was given up after so many seconds."""
        now = time.monotonic()
        if now < self.end(patience):
            self._wasted += spent
        elif not self.is_open:
            self.is_open, self.failed, self._closed_until = True, error, now + patience


@dataclass
class Edge:
    """The service. `parallel` callers are served at once, over as many connections as the voice's options allow."""

    version: str = "edge-1"
    parallel: int = 32
    _resting: float = 0.0  # no request begins before this moment: one slow-down for all
    circuit: Circuit = field(default_factory=Circuit)
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
        with self.circuit.asking():
            answers = [(first, await self._asked(piece, voice, lines)) for first, piece in pieces(text)]
        return _joined(answers)

    async def _asked(self, text: str, voice: Voice, lines: _Lines) -> Heard:
        """Ask until the answer is whole, resting longer each time, until patience ends."""
        name, circuit = hashlib.sha256(text.encode()).hexdigest()[:12], self.circuit
        began, patience = time.monotonic(), float(dict(voice.options).get("patience", PATIENCE))
        probes = circuit.is_open
        if circuit.is_closed_to(began, patience):
            raise _given_up(circuit.failed, 0, voice)
        until = partial(circuit.until, patience, probes=probes)
        failed: Exception = WrongAnswerError("no answer")
        tries = 0
        while tries == 0 or circuit.is_worth(began, tries, patience):
            await asyncio.sleep(max(0.0, self._resting - time.monotonic()))
            tries += 1
            try:
                heard = await _together(text, voice, lines, until) if tries == 1 else None
                heard = heard or await _alone(text, voice, lines, until)
            except VoiceError:
                raise
            except Exception as error:  # noqa: BLE001 - a client of many errors; each is judged
                if tries == 1 or not isinstance(error, TimeoutError):  # what failed says more than that patience ended
                    failed = error
                LOG.debug("%s: try %d: %s", name, tries, _reason(error))
                await self._rest(error, tries, circuit.end(patience))
            else:
                circuit.answered()
                return heard
        circuit.gave_up(failed, time.monotonic() - began, patience)
        raise _given_up(failed, tries, voice)

    async def _rest(self, error: Exception, tries: int, end: float) -> None:
        """Wait before the next try, never past the end of the patience; all wait where the service asks to be left alone."""
        left = end - time.monotonic()
        pause = min(_pause_after(error, tries), max(0.0, left - min(LAST_TRY, left / 4)))
        if _is_throttle(error):
            self._resting = max(self._resting, time.monotonic() + pause)
        else:
            await asyncio.sleep(pause)


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


async def _alone(text: str, voice: Voice, lines: _Lines, until: Callable[[], float]) -> Heard:
    async with lines.free:
        answer = await _ask(text, voice, until())
    return await asyncio.to_thread(checked, answer, text, voice)  # the connection is free for the next


async def _together(text: str, voice: Voice, lines: _Lines, until: Callable[[], float]) -> Heard | None:
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
                answer = await _ask(BETWEEN.join(texts), voice, until())
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
    """What the service answers. Raises VoiceError for what is wrong with the request, and whatever the client raises."""
    asked = _client(text, voice)
    audio = bytearray()
    words: list[tuple[int, int, str]] = []
    most_bytes = BYTES_A_SECOND * (MOST_SECONDS[0] + MOST_SECONDS[1] * len(text)) / min(1.0, voice.rate)
    async with asyncio.timeout_at(until - time.monotonic() + asyncio.get_running_loop().time()):
        async for part in asked.stream():
            if part["type"] == "audio":
                audio += part["data"]
            else:
                start = int(part["offset"]) // TICKS_A_MS
                words.append((start, start + int(part["duration"]) // TICKS_A_MS, str(part["text"])))
            if len(audio) > most_bytes or len(words) > MOST_WORDS[0] + MOST_WORDS[1] * len(text):
                raise WrongAnswerError("the answer has no end")
    # The client counts bytes into its sum only when turn.end arrives: an answer cut before it is short of them.
    return Answer(bytes(audio), tuple(words), ended=asked.state["cumulative_audio_bytes"] == len(audio) > 0)


def _client(text: str, voice: Voice) -> edge_tts.Communicate:
    import edge_tts

    options = dict(voice.options)
    try:
        return edge_tts.Communicate(
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
    except (ValueError, TypeError) as error:
        raise VoiceError(
            f"the online voice {voice.id} can't be asked so ({error}): see rate, pitch and volume"
        ) from error


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


def _pause_after(error: Exception, tries: int) -> float:
    """Exponential back-off with full jitter, or what Retry-After asks (RFC 9110 §10.2.3), in seconds."""
    asked = seconds_asked(str((getattr(error, "headers", None) or {}).get("Retry-After", "")))
    ceiling = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(tries - 1, 30))
    return asked or random.uniform(ceiling / 2, ceiling)  # noqa: S311 - jitter is no secret


def seconds_asked(told: str) -> float:
    """`"120"` → `120.0`; a date → the seconds until then; 0 for anything else."""
    if told.isascii() and told.isdigit():
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, OverflowError):
        return 0.0


def _reason(error: Exception) -> str:
    """What went wrong, without what libraries put into their messages: addresses, tokens, passwords, text."""
    if isinstance(error, WrongAnswerError):
        return str(error)
    status = getattr(error, "status", 0)
    return f"{type(error).__name__} {status}" if status else type(error).__name__


def _given_up(error: Exception, tries: int, voice: Voice) -> SynthesisError:
    import aiohttp

    offline = isinstance(error, (aiohttp.ClientError, OSError, TimeoutError))
    kind = UnreachableError if offline or _is_throttle(error) else SynthesisError
    tried = f"did not answer whole in {tries} tries" if tries else "does not answer any more"
    return kind(f"the online voice {voice.id} {tried} ({_reason(error)}): build again later, or set speech.fallback")


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
        raise UnreachableError(f"the list of online voices can't be had ({_reason(error)}): try again later") from None
    return [
        {"id": v["ShortName"], "lang": v["Locale"], "gender": v["Gender"], "name": v["FriendlyName"]} for v in found
    ]
