"""10,000 requests to the loopback of the online voice, 30 % of which end in one of its faults: how many answers came whole,
how many sentences were given up by name, and how many were lost without a word. What came is compared with the sound of a
good answer, block by block, by other means than the engine's own."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from aiohttp import web

from narrate.engines import edge, edge_answer, edge_loopback
from narrate.errors import SynthesisError
from narrate.model import Speech, Voice
from narrate.read import read_text

REQUESTS, SHARE, CALLERS = 10_000, 0.3, 32
LIKE = 0.04  # share of blocks of 10 ms that may sound otherwise: the edges of frames
VOICE = Voice(
    "zh-CN-XiaoxiaoNeural", "edge", "zh-CN", options=(("connections", "16"), ("patience", "600"), ("timeout", "1"))
)


def served(loopback: edge_loopback.Loopback) -> str:
    """Serve in a thread that ends with the process: the address."""
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(loopback.application())
    loop.run_until_complete(runner.setup())
    loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", 0).start())
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}"


def text_of(number: int) -> str:
    names = "东南西北春夏秋冬山水"
    return f"{names[number % 10]}{names[number // 10 % 10]}馆今天开门，第{'一二三四五六七'[number % 7]}批读者来了{'三五七九'[number % 4]}个人。"


def sounding(samples: np.ndarray) -> np.ndarray:
    """Which blocks of 10 ms sound, from the first that does to the last."""
    blocks = np.abs(samples[: len(samples) // 240 * 240]).reshape(-1, 240).max(axis=1) > 0.05
    heard = np.flatnonzero(blocks)
    return blocks[heard[0] : heard[-1] + 1] if len(heard) else blocks[:0]


def is_whole(text: str, speech: Speech) -> bool:
    words = edge_loopback.words_of(text, 1.0)
    end = words[-1][0] + words[-1][1] + edge_loopback.TAIL_MS
    good = sounding(edge_answer.decoded(edge_loopback.mp3(end, [(start, spent) for start, spent, _ in words])))
    came = sounding(speech.samples)
    length = min(len(good), len(came))
    marked = {at for mark in speech.marks for at in range(mark.first, mark.last)}
    return (
        abs(len(good) - len(came)) <= 3
        and float(np.mean(good[:length] != came[:length])) <= LIKE
        and all(at in marked for at, char in enumerate(text) if char.isalnum())
    )


def main() -> None:
    logging.disable()  # the double tells of each connection that was broken off
    loopback = edge_loopback.Loopback(share=SHARE, seed=1, stall=1.5)
    os.environ[edge.URL] = served(loopback)
    edge.FIRST_PAUSE, edge.LONGEST_PAUSE = 0.01, 0.05
    engine, told = edge.Edge(), Counter[str]()

    def work(number: int) -> None:
        if loopback.served.total() >= REQUESTS:
            return
        reading = read_text(text_of(number))
        try:
            told["whole" if is_whole(reading.spoken, engine.say(reading, VOICE)) else "LOST"] += 1
        except SynthesisError:
            told["named"] += 1

    started = time.monotonic()
    with ThreadPoolExecutor(CALLERS) as pool:
        list(pool.map(work, range(4 * REQUESTS)))
    engine.close()
    bad = loopback.served.total() - loopback.served["good"]
    print(
        f"{loopback.served.total():,} requests, {bad:,} with one of {len(edge_loopback.FAULTS)} faults, "
        f"{time.monotonic() - started:.0f} s: {dict(told)}, silent losses {told['LOST']}"
    )


if __name__ == "__main__":
    main()
