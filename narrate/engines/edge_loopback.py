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
    from collections.abc import Iterator, Sequence

PATH = "/consumer/speech/synthesize/readaloud"
RATE, FRAME, FRAME_BYTES = 24_000, 576, 144  # MPEG-2 layer III at 48 kbit/s: 24 ms a frame
LEAD_MS, TAIL_MS = 100, 800  # silence before the first word and after the last
WIDE_MS, NARROW_MS = 200, 70  # a Han character, any other letter
TICKS_A_MS = 10_000
TEN_MINUTES = 600_000
FAULTS = (
    "403", "403-no-date", "429", "500", "no-audio", "cut", "stall", "unknown-path", "no-boundaries", "doubled",
    "silent", "short", "garbled",
)  # fmt: skip
VOICES = ("zh-CN-XiaoxiaoNeural", "zh-CN-YunxiNeural", "zh-HK-HiuMaanNeural", "en-US-EmmaMultilingualNeural")
WORD = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]|[^\W\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af_]+"
)


@dataclass
class Loopback:
    """What the server does. Delays in seconds; `share` of requests end in one of `faults`, `most_faults` at the most."""

    handshake: float = 0.0
    speed: float = 0.0  # seconds of sound sent a second; 0 sends at once
    share: float = 0.0
    faults: Sequence[str] = FAULTS
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
        bad = self._random.random() < self.share and self._random.choice(list(self.faults))
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
        voice, text = "", ""
        async for message in socket:
            if message.type is WSMsgType.TEXT and "Path:ssml" in message.data:
                body = message.data.split("\r\n\r\n", 1)[1]
                voice = (re.search(r"<voice name='([^']*)'", body) or ["", ""])[1]
                text = html.unescape((re.search(r"<prosody[^>]*>(.*)</prosody>", body, re.DOTALL) or ["", ""])[1])
                rate = int((re.search(r"rate='([+-]\d+)%'", body) or ["", "0"])[1])
                break
        self.texts.append(text)
        await self._answer(socket, _words(text, 1 + rate / 100), fault if voice not in self.refused else "no-audio")
        await socket.close()
        return socket

    async def _answer(self, socket: web.WebSocketResponse, words: list[tuple[int, int, str]], fault: str) -> None:
        await socket.send_str(_text("turn.start", {"context": {"serviceTag": "0" * 32}}))
        await socket.send_str(
            _text("response", {"context": {"serviceTag": "0"}, "audio": {"type": "inline", "streamId": "0"}})
        )
        if fault == "unknown-path":
            await socket.send_str(_text("surprise", {}))
        length = min(TEN_MINUTES, (words[-1][0] + words[-1][1] if words else 0) + TAIL_MS)
        sound = mp3(length, [(start, spent) for start, spent, _ in words], silent=fault == "silent") if words else b""
        if fault == "short":
            sound = sound[: len(sound) // (3 * FRAME_BYTES) * FRAME_BYTES]
        elif fault == "garbled":
            sound = bytes(self._random.randbytes(len(sound)))
        told = words if fault != "no-boundaries" else []
        for start, spent, word in told * (2 if fault == "doubled" else 1):
            await socket.send_str(_text("audio.metadata", _boundary(start, spent, word)))
        if fault == "no-audio":
            sound = b""
        await self._send(socket, sound, fault)
        if fault == "stall":
            await asyncio.sleep(self.stall)
        if fault in ("cut", "stall"):
            return
        await socket.send_bytes(_binary(b""))
        await socket.send_str(_text("turn.end", {}))

    async def _send(self, socket: web.WebSocketResponse, sound: bytes, fault: str) -> None:
        if fault in ("cut", "stall"):
            sound = sound[: len(sound) // 2]
        step = FRAME_BYTES * 20
        for start in range(0, len(sound), step):
            part = sound[start : start + step]
            await socket.send_bytes(_binary(part))
            if self.speed:
                await asyncio.sleep(len(part) / 6_000 / self.speed)


def _words(text: str, rate: float) -> list[tuple[int, int, str]]:
    """(start, duration, word) in milliseconds; punctuation is a pause."""
    found, now, place = [], float(LEAD_MS), 0
    for match in WORD.finditer(text):
        now += 250 * sum(char in "。！？，、；：,.!?;:" for char in text[place : match.start()]) / rate
        wide = sum(unicodedata.east_asian_width(char) in "WF" for char in match[0])
        spent = (wide * WIDE_MS + (len(match[0]) - wide) * NARROW_MS) / rate
        found.append((round(now), round(spent), match[0]))
        now, place = now + spent, match.end()
    return found


def mp3(length: int, words: Sequence[tuple[int, int]], *, silent: bool = False) -> bytes:
    """MP3 as the service codes it, `length` milliseconds: a tone during each word, silence between them."""
    loud, quiet = _frames()
    frames = bytearray()
    spans = iter(sorted(words))
    span = next(spans, None)
    for number in range(-(-length // 24)):
        now = number * 24
        while span and now >= span[0] + span[1]:
            span = next(spans, None)
        frames += loud if span and span[0] <= now + 12 and not silent else quiet
    return bytes(frames)


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
