"""A server on 127.0.0.1 that speaks the protocol of Edge's online voices, with real MP3 of the asked length, and acts out
its faults: to rehearse a build without touching the service.

    python -m narrate.engines.edge_loopback --port 8765 --faults 0.3
    NARRATE_EDGE_URL=http://127.0.0.1:8765 narrate build …

The protocol as edge-tts speaks it: docs/edge.md.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import json
import random
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import av
import numpy as np
from aiohttp import WSMsgType, web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PATH = "/consumer/speech/synthesize/readaloud"
RATE, FRAME, FRAME_BYTES = 24_000, 576, 144  # MPEG-2 layer III at 48 kbit/s: 24 ms a frame
LEAD_MS, TAIL_MS = 100, 800  # silence before the first word and after the last
WIDE_MS, NARROW_MS = 200, 70  # a Han character, any other letter
TICKS_A_MS = 10_000
TEN_MINUTES = 600_000
VOICES = ("zh-CN-XiaoxiaoNeural", "zh-CN-YunxiNeural", "zh-HK-HiuMaanNeural", "en-US-EmmaMultilingualNeural")
Words = list[tuple[int, int, str]]  # start and duration in milliseconds, and the word
WORD = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]|[^\W\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af_]+"
)


@dataclass
class Loopback:
    """What the server does. Delays in seconds; `share` of requests end in one of `faults`, `most_faults` at the most."""

    handshake: float = 0.0
    speed: float = 0.0  # seconds of sound sent a second; 0 sends at once
    share: float = 0.0
    faults: Sequence[str] = ()  # all, when none is named
    most_faults: int | None = None
    seed: int = 0
    refused: Sequence[str] = ()  # voices that never answer
    stall: float = 60.0
    retry_after: str = ""
    served: Counter[str] = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list)
    most: int = 0  # connections at once
    _open: int = 0
    _random: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self._random.seed(self.seed)

    def application(self) -> web.Application:
        """The two addresses of the service."""
        app = web.Application()
        app.router.add_get(f"{PATH}/edge/v1", self._speak)
        app.router.add_get(f"{PATH}/voices/list", self._list)
        return app

    async def _list(self, _: web.Request) -> web.Response:
        return web.json_response([
            {"Name": f"Microsoft ({name})", "ShortName": name, "Gender": "Female", "Locale": name.rsplit("-", 1)[0],
             "SuggestedCodec": "audio-24khz-48kbitrate-mono-mp3", "FriendlyName": name, "Status": "GA", "VoiceTag": {}}
            for name in VOICES
        ])  # fmt: skip

    async def _speak(self, request: web.Request) -> web.StreamResponse:
        fault = self._fault()
        self.served[fault or "good"] += 1
        self._open += 1
        self.most = max(self.most, self._open)
        try:
            await asyncio.sleep(self.handshake)
            if fault[:1].isdigit():
                return self._refusal(fault)
            return await self._turn(request, fault)
        finally:
            self._open -= 1

    def _fault(self) -> str:
        bad = self._random.random() < self.share and self._random.choice(list(self.faults or FAULTS))
        done = self.served.total() - self.served["good"]
        return bad if bad and (self.most_faults is None or done < self.most_faults) else ""

    def _refusal(self, fault: str) -> web.Response:
        headers = {"Retry-After": self.retry_after} if fault == "429" and self.retry_after else {}
        response = web.Response(status=int(fault[:3]), headers=headers)
        if fault == "403-no-date":
            response.headers["Date"] = "no date"
        return response

    async def _turn(self, request: web.Request, fault: str) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=True, max_msg_size=1 << 20)
        await socket.prepare(request)
        async for message in socket:
            if message.type is WSMsgType.TEXT and "Path:ssml" in message.data:
                body = message.data.split("\r\n\r\n", 1)[1]
                voice = (re.search(r"<voice name='([^']*)'", body) or ["", ""])[1]
                text = html.unescape((re.search(r"<prosody[^>]*>(.*)</prosody>", body, re.DOTALL) or ["", ""])[1])
                rate = int((re.search(r"rate='([+-]\d+)%'", body) or ["", "0"])[1])
                break
        else:
            return socket  # the client left before it asked
        self.texts.append(text)
        await self._answer(socket, words_of(text, 1 + rate / 100), "no-audio" if voice in self.refused else fault)
        await socket.close()
        return socket

    async def _answer(self, socket: web.WebSocketResponse, words: Words, fault: str) -> None:
        await socket.send_str(_text("turn.start", {"context": {"serviceTag": "0" * 32}}))
        await socket.send_str(
            _text("response", {"context": {"serviceTag": "0"}, "audio": {"type": "inline", "streamId": "0"}})
        )
        for message in MESSAGES.get(fault, ()):
            await (socket.send_str(message) if isinstance(message, str) else socket.send_bytes(message))
        for start, spent, word in TIMES.get(fault, _same)(words):
            await socket.send_str(_text("audio.metadata", _boundary(start, spent, word)))
        await self._send(socket, SOUNDS.get(fault, _sound)(words, self._random))
        if fault == "endless":
            await self._send(socket, _sound(words, self._random) * 100)
        elif fault == "stall":
            await asyncio.sleep(self.stall)
        elif fault == "closed-1011":
            await socket.close(code=1011, message=b"Internal error")
        elif fault == "reset" and socket._req is not None and socket._req.transport is not None:  # noqa: SLF001
            socket._req.transport.abort()  # noqa: SLF001 - no other way to break a connection without a word
        if fault in BROKEN_OFF:
            return
        await socket.send_bytes(_binary(b""))
        await socket.send_str(_text("turn.end", {}))

    async def _send(self, socket: web.WebSocketResponse, sound: bytes) -> None:
        step = FRAME_BYTES * 20
        for start in range(0, len(sound), step):
            part = sound[start : start + step]
            await socket.send_bytes(_binary(part))
            if self.speed:
                await asyncio.sleep(len(part) / 6_000 / self.speed)


def words_of(text: str, rate: float) -> Words:
    """(start, duration, word) in milliseconds; punctuation is a pause."""
    found, now, place = [], float(LEAD_MS), 0
    for match in WORD.finditer(text):
        now += 250 * sum(char in "。！？，、；：,.!?;:" for char in text[place : match.start()]) / rate
        wide = sum(unicodedata.east_asian_width(char) in "WF" for char in match[0])
        spent = (wide * WIDE_MS + (len(match[0]) - wide) * NARROW_MS) / rate
        found.append((round(now), round(spent), match[0]))
        now, place = now + spent, match.end()
    return found


def mp3(length: int, words: Sequence[tuple[int, int]]) -> bytes:
    """MP3 as the service codes it, `length` milliseconds: a tone during each word, silence between them."""
    loud, quiet = _frames()
    frames = bytearray()
    spans = iter(sorted(words))
    span = next(spans, None)
    for number in range(-(-length // 24)):
        now = number * 24
        while span and now >= span[0] + span[1]:
            span = next(spans, None)
        frames += loud if span and span[0] <= now + 12 else quiet
    return bytes(frames)


def _length(words: Words) -> int:
    return min(TEN_MINUTES, words[-1][0] + words[-1][1] + TAIL_MS) if words else 0


def _sound(words: Words, _: random.Random | None = None) -> bytes:
    return mp3(_length(words), [(start, spent) for start, spent, _ in words])


def _silenced(words: Words, first: float, last: float) -> bytes:
    """The sound, silent from one share of its words to another."""
    kept = [one for n, one in enumerate(words) if not first <= n / len(words) < last]
    return mp3(_length(words), [(start, spent) for start, spent, _ in kept])


def _moved(words: Words, times: float, later: int = 0) -> Words:
    return [(round(start * times) + later, round(spent * times), word) for start, spent, word in words]


def _same(words: Words) -> Words:
    return words


@cache
def _frames() -> tuple[bytes, bytes]:
    """One frame of a steady tone and one of silence; without a bit reservoir each stands on its own."""
    return _frame(0.25), _frame(0.0)


def _frame(level: float) -> bytes:
    stream = BytesIO()
    wave = (level * 32767 * np.sin(2 * np.pi * 500 / RATE * np.arange(FRAME * 40))).astype(np.int16)
    with av.open(stream, "w", format="mp3", options={"write_xing": "0", "id3v2_version": "0"}) as container:
        coder: Any = container.add_stream("libmp3lame", rate=RATE, layout="mono", options={"reservoir": "0"})
        coder.bit_rate = 48_000
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="s16p", layout="mono")
        frame.sample_rate = RATE
        for packets in (coder.encode(frame), coder.encode(None)):
            container.mux(packets)
    return stream.getvalue()[FRAME_BYTES * 20 : FRAME_BYTES * 21]


def _text(path: str, content: object) -> str:
    return f"X-RequestId:{'0' * 32}\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}\r\n\r\n{json.dumps(content)}"


def _boundary(start: int, spent: int, word: str) -> object:
    text = {"Text": html.escape(word, quote=False), "Length": len(word), "BoundaryType": "WordBoundary"}
    data = {"Offset": start * TICKS_A_MS, "Duration": spent * TICKS_A_MS, "text": text}
    return {"Metadata": [{"Type": "WordBoundary", "Data": data}]}


def _binary(sound: bytes) -> bytes:
    kind = "Content-Type:audio/mpeg\r\n" if sound else ""
    header = f"X-RequestId:{'0' * 32}\r\n{kind}X-StreamId:0\r\nPath:audio\r\n".encode()
    return len(header).to_bytes(2, "big") + header + sound


# What a fault does to the sound, to the times, and which messages come before the answer.
SOUNDS: dict[str, Callable[[Words, random.Random], bytes]] = {
    "no-audio": lambda _w, _r: b"",
    "cut": lambda w, _r: _sound(w)[: len(_sound(w)) // 2],
    "stall": lambda w, _r: _sound(w)[: len(_sound(w)) // 2],
    "short": lambda w, _r: _sound(w)[: len(_sound(w)) // (3 * FRAME_BYTES) * FRAME_BYTES],
    "garbled": lambda w, r: r.randbytes(len(_sound(w))),
    "silent": lambda w, _r: _silenced(w, 0, 1),
    "half-silent": lambda w, _r: _silenced(w, 0.5, 1),
    "head-silent": lambda w, _r: _silenced(w, 0, 0.3),
    "tail-silent": lambda w, _r: _silenced(w, 0.8, 1),
    "middle-silent": lambda w, _r: _silenced(w, 0.4, 0.6),
    "one-word-silent": lambda w, r: _silenced(w, (n := r.randrange(len(w))) / len(w), (n + 1) / len(w)),
    "one-word-alone": lambda w, _r: mp3(_length(w), [w[0][:2]]),
    "never-rests": lambda w, _r: mp3(_length(w), [(0, _length(w))]),
    "other-sound": lambda w, _r: mp3(_length(w), [(_length(w) - start - spent, spent) for start, spent, _ in w]),
    "slower-sound": lambda w, _r: _sound(_moved(w, 1.4)),
    "twice": lambda w, _r: _sound(w) * 2,
    "half-garbled": lambda w, r: _sound(w)[: len(_sound(w)) // 2] + r.randbytes(len(_sound(w)) // 2),
}
TIMES: dict[str, Callable[[Words], Words]] = {
    "no-boundaries": lambda _w: [],
    "doubled": lambda w: w * 2,
    "squeezed": lambda w: _moved(w, 0.6),
    "stretched": lambda w: _moved(w, 1.4),
    "shifted": lambda w: _moved(w, 1, 700),
    "all-at-once": lambda w: [(w[0][0], spent, word) for _, spent, word in w],
    "word-missing": lambda w: w[:-1] or [(0, 100, "x")],
    "word-put-in": lambda w: [w[0], *w],
    "backwards": lambda w: w[::-1] if len(w) > 1 else [],
    "times-below-zero": lambda w: _moved(w, -1),
}
_METADATA = "X-RequestId:0\r\nContent-Type:application/json; charset=utf-8\r\nPath:audio.metadata\r\n\r\n"
MESSAGES: dict[str, tuple[str | bytes, ...]] = {
    "unknown-path": ("X-RequestId:0\r\nPath:surprise\r\n\r\n{}",),
    "no-json": (_METADATA + "{",),
    "no-object": (_METADATA + "[]",),
    "no-metadata": (_METADATA + "{}",),
    "null-times": (_METADATA + json.dumps({"Metadata": [{"Type": "WordBoundary", "Data": {"Offset": None}}]}),),
    "times-of-text": (
        _METADATA
        + json.dumps(
            {
                "Metadata": [
                    {"Type": "WordBoundary", "Data": {"Offset": "a", "Duration": "b", "text": {"Text": "x"}}},
                ]
            }
        ),
    ),
    "deep-json": (_METADATA + "[" * 100_000,),
    "no-headers": ("surprise",),
    "no-header-length": (b"\x00",),
    "long-header": (b"\xff\xff" + b"x" * 8,),
    "other-type": (b"\x00\x29Content-Type:audio/ogg\r\nPath:audio\r\n....",),
    "enormous": (b"\x00\x02" + bytes(5 << 20),),
    "endless-words": (_text("audio.metadata", _boundary(0, 0, "x")),) * 20_000,
}
REFUSALS = ("403", "403-no-date", "429", "500", "503", "200-no-socket")
ENDS = ("cut", "stall", "endless", "closed-1011", "reset")
BROKEN_OFF = frozenset(("cut", "stall", "closed-1011", "reset"))  # nothing says that the answer ended
FAULTS = tuple(dict.fromkeys((*REFUSALS, *ENDS, *SOUNDS, *TIMES, *MESSAGES)))


def _arguments() -> Iterator[tuple[str, str, object]]:
    yield "--faults", "share of requests that end in a fault, 0 to 1", 0.0
    yield "--handshake", "seconds before a connection is answered", 0.1
    yield "--speed", "seconds of sound sent a second; 0: at once", 20.0
    yield "--port", "port on 127.0.0.1", 8765


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, meaning, default in _arguments():
        parser.add_argument(name, help=meaning, default=default, type=type(default))
    chosen = parser.parse_args()
    loopback = Loopback(handshake=chosen.handshake, speed=chosen.speed, share=chosen.faults)
    web.run_app(loopback.application(), host="127.0.0.1", port=chosen.port)


if __name__ == "__main__":
    main()
