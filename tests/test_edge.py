"""The online engine, by the real client, against a server of ours that speaks the service's protocol and has its faults."""

from __future__ import annotations

import asyncio
import json
import os
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from aiohttp import ClientSession, web
from conftest import article, episode_folder, narrate
from hypothesis import given
from hypothesis import strategies as st

from narrate import engines
from narrate.engines import edge, edge_answer
from narrate.engines.edge_loopback import FAULTS, PATH, Loopback, mp3
from narrate.errors import SynthesisError, UnreachableError, VoiceError
from narrate.model import Voice
from narrate.read import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from narrate.model import Speech

VOICE = Voice(
    "zh-CN-XiaoxiaoNeural", "edge", "zh-CN", options=(("connections", "4"), ("patience", "1200"), ("timeout", "2"))
)
TEXT = "今天的会议在上午九点开始，代表们讨论了三个议题。会后记者采访了几位代表，他们都说收获很大。"


@contextmanager
def serving(loopback: Loopback) -> Iterator[str]:
    """The loopback on a free port, in a thread."""
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(loopback.application(), shutdown_timeout=0.1)
    loop.run_until_complete(runner.setup())
    site = web.TCPSite(runner, "127.0.0.1", 0)
    loop.run_until_complete(site.start())
    port = runner.addresses[0][1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def engine_at(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> Iterator[edge.Edge]:
    with serving(loopback) as url:
        monkeypatch.setenv(edge.URL, url)
        monkeypatch.setattr(edge, "FIRST_PAUSE", 0.01)
        engine = edge.Edge()
        try:
            yield engine
        finally:
            engine.close()


def test_who_leaves_before_asking_is_no_fault_of_the_service(caplog: pytest.LogCaptureFixture) -> None:
    async def leave(url: str) -> None:
        async with ClientSession() as session, session.ws_connect(f"{url}{PATH}/edge/v1"):
            pass

    with serving(loopback := Loopback()) as url:
        asyncio.run(leave(url))
    assert loopback.served["good"] == 1
    assert loopback.texts == []
    assert not [one for one in caplog.records if one.levelname == "ERROR"]


def complete(text: str, speech: object) -> bool:
    """Every letter of the text is in a mark, in order."""
    said = {at for mark in speech.marks for at in range(mark.first, mark.last)}
    return all(at in said for at, char in enumerate(text) if char.isalnum())


def test_an_answer_is_whole_and_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with engine_at(Loopback(), monkeypatch) as engine:
        speech = engine.say(read_text(TEXT), VOICE)
    assert complete(TEXT, speech)
    loud = np.abs(speech.samples) > 0.05
    for mark in speech.marks:  # the sound of each word is where its mark says, within 50 ms
        middle = (mark.start + mark.end) // 2 * speech.rate // 1000
        assert loud[middle - 600 : middle + 600].any()
    first = int(np.flatnonzero(loud)[0]) * 1000 / speech.rate
    assert abs(first - speech.marks[0].start) < 50


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_overcome(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    loopback = Loopback(share=1.0, faults=[fault], most_faults=2, stall=3.0)
    with engine_at(loopback, monkeypatch) as engine:
        speech = engine.say(read_text(TEXT), VOICE)
    assert complete(TEXT, speech)
    assert loopback.served[fault] >= 1


@pytest.mark.parametrize("fault", FAULTS)
def test_what_stays_wrong_fails_and_is_never_half(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        engine_at(Loopback(share=1.0, faults=[fault]), monkeypatch) as engine,
        pytest.raises(SynthesisError, match="tries"),
    ):
        engine.say(read_text(TEXT), replace(VOICE, options=(("patience", "0.4"), ("timeout", "1"))))


def test_nobody_there_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(edge.URL, "http://127.0.0.1:9")
    with pytest.raises(UnreachableError, match="fallback"):
        edge.Edge().say(read_text(TEXT), replace(VOICE, options=(("patience", "1"),)))


def test_wrong_settings_of_the_voice_are_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with engine_at(Loopback(), monkeypatch) as engine, pytest.raises(VoiceError):
        engine.say(read_text(TEXT), replace(VOICE, options=(("pitch", "high"),)))


HIDDEN = "hush-hush"


@pytest.mark.parametrize("fault", ["403", "429", "no-metadata", "garbled", "proxy"])
def test_no_message_holds_what_is_secret(
    fault: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    proxy = f"http://{HIDDEN}:{HIDDEN}@127.0.0.1:9" if fault == "proxy" else ""
    voice = replace(VOICE, options=(("patience", "0.4"), ("timeout", "1"), ("proxy", proxy)))
    with (
        engine_at(Loopback(share=1.0, faults=[fault]), monkeypatch) as engine,
        pytest.raises(SynthesisError) as raised,
    ):
        engine.say(read_text(TEXT), voice)
    ours = [
        record.getMessage() for record in caplog.records if record.name not in ("aiohttp.access", "aiohttp.server")
    ]  # those are the double's
    told = "\n".join(ours) + "".join(traceback.format_exception(raised.value))
    assert "try 1" in told
    assert not [word for word in (HIDDEN, "Token", "Sec-MS", "会议", "127.0.0.1") if word in told]


def test_retry_after_never_outlasts_the_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    loopback = Loopback(share=1.0, faults=["429"], retry_after="600")
    started = time.monotonic()
    with engine_at(loopback, monkeypatch) as engine, pytest.raises(UnreachableError, match="429"):
        engine.say(read_text(TEXT), replace(VOICE, options=(("patience", "2"), ("timeout", "1"))))
    assert 1.4 < time.monotonic() - started < 600


@pytest.mark.parametrize(
    ("told", "seconds"), [("120", 120.0), ("9" * 400, float("inf")), ("²", 0.0), ("soon", 0.0), ("-1", 0.0), ("", 0.0)]
)
def test_what_retry_after_says(told: str, seconds: float) -> None:
    assert edge.seconds_asked(told) == seconds


def test_retry_after_may_be_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert 90 < edge.seconds_asked(later) <= 100
    assert edge.seconds_asked(format_datetime(datetime.now(UTC) - timedelta(days=1))) == 0


def test_patience_is_one_for_all_sentences_and_comes_back_with_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    loopback = Loopback(share=1.0, faults=["500"])
    voice = replace(VOICE, options=(("patience", "1.5"), ("timeout", "1")))
    with engine_at(loopback, monkeypatch) as engine:

        def fails(number: int) -> str:
            with pytest.raises(SynthesisError) as raised:
                engine.say(read_text(f"第{number}号展厅开门。"), voice)
            return str(raised.value)

        with ThreadPoolExecutor(12) as pool:
            list(pool.map(fails, range(12)))
        asked = loopback.served.total()
        assert [fails(number) for number in range(5)] == [fails(0)] * 5  # at once, for all
        assert "does not answer any more" in fails(0)
        assert loopback.served.total() == asked
        loopback.share = 0.0
        time.sleep(1.6)
        assert complete(TEXT, engine.say(read_text(TEXT), voice))  # one looks, and all are served again
        assert complete("展厅开门。", engine.say(read_text("展厅开门。"), voice))


def test_a_sentence_that_alone_is_never_whole_does_not_cost_every_article_the_patience(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loopback = Loopback(share=1.0, faults=["word-missing"])
    voice = replace(VOICE, options=(("patience", "1.5"), ("timeout", "1")))
    with engine_at(loopback, monkeypatch) as engine:
        engine.circuit.answered()
        monkeypatch.setattr(type(engine.circuit), "end", lambda *_: time.monotonic() + 100)  # others are answered
        spent = []
        for number in range(4):
            started = time.monotonic()
            with pytest.raises(SynthesisError, match="tries"):
                engine.say(read_text(f"第{number}号展厅开门。"), voice)
            spent.append(time.monotonic() - started)
    assert spent[0] > 1.4
    assert loopback.served.total() > 3 * edge.LEAST_TRIES
    assert sum(spent[1:]) < 2 * spent[0]


def test_retry_after_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    loopback = Loopback(share=1.0, faults=["429"], most_faults=1, retry_after="2")
    with engine_at(loopback, monkeypatch) as engine:
        started = time.monotonic()
        engine.say(read_text(TEXT), VOICE)
    assert time.monotonic() - started >= 2.0
    assert loopback.served["429"] == 1


def test_connections_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    loopback = Loopback(handshake=0.05)
    with engine_at(loopback, monkeypatch) as engine:
        threads = [threading.Thread(target=engine.say, args=(read_text(TEXT), VOICE)) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert loopback.most <= 4


def in_the_sound(speech: Speech) -> bool:
    """The sound of each word is where its mark says, within 50 ms, and silence stands around them."""
    loud = np.abs(speech.samples) > 0.05
    inside = all(
        loud[start * edge.RATE // 1000 : (start + 10) * edge.RATE // 1000].any()
        for mark in speech.marks
        for start in range(mark.start + 50, mark.end - 60, 10)
    )
    last = max(mark.end for mark in speech.marks)
    return inside and not loud[(last + 50) * edge.RATE // 1000 :].any()


def test_sentences_that_wait_go_together_and_come_back_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"第{number}号展厅今天上午开门，馆员为读者讲解。" for number in range(24)] + ["没有句号的标题"] * 2
    readings = [read_text(text) for text in texts]
    loopback = Loopback(handshake=0.2)
    with engine_at(loopback, monkeypatch) as engine, ThreadPoolExecutor(len(texts)) as pool:
        speeches = list(pool.map(lambda reading: engine.say(reading, VOICE), readings))
    assert len(loopback.texts) < len(texts) / 1.5
    assert all(reading.spoken in "\n".join(loopback.texts) for reading in readings)
    assert not any("标题\n" in text for text in loopback.texts)  # no pause would follow it
    assert all(in_the_sound(speech) for speech in speeches)
    for reading, speech in zip(readings, speeches, strict=True):
        assert complete(reading.spoken, speech)


def test_sentences_that_failed_together_are_asked_for_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"第{number}号展厅今天上午开门。" for number in range(24)]
    readings = [read_text(text) for text in texts]
    loopback = Loopback(handshake=0.1)
    monkeypatch.setattr(edge_answer, "LEAST_GAP", 5_000)  # no pause is ever long enough
    with engine_at(loopback, monkeypatch) as engine, ThreadPoolExecutor(len(texts)) as pool:
        speeches = list(pool.map(lambda reading: engine.say(reading, VOICE), readings))
    assert any("\n" in text for text in loopback.texts)
    assert all(in_the_sound(speech) for speech in speeches)


def test_long_texts_are_cut_where_a_reader_would_breathe(monkeypatch: pytest.MonkeyPatch) -> None:
    text = TEXT * 60
    loopback = Loopback()
    with engine_at(loopback, monkeypatch) as engine:
        speech = engine.say(read_text(text), VOICE)
    assert complete(text, speech)
    assert len(loopback.texts) > 2
    assert all(len(piece.encode()) < 4096 for piece in loopback.texts)
    assert all(piece.endswith(("。", "，")) for piece in loopback.texts)
    starts = [mark.start for mark in speech.marks]
    assert starts == sorted(starts)


@given(st.text(max_size=3000))
def test_pieces_are_the_text(text: str) -> None:
    made = list(edge.pieces(text))
    assert "".join(piece for _, piece in made) == text
    for start, piece in made:
        assert text.startswith(piece, start)
        escaped = piece.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert len(escaped.encode("utf-8", "replace")) < 4096


REQUESTS = int(os.environ.get("NARRATE_REQUESTS", "600"))


def test_requests_with_faults_in_three_of_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends well is complete to the character, and nothing else passes. NARRATE_REQUESTS makes them more."""
    loopback = Loopback(share=0.3, seed=7, stall=1.5, faults=[f for f in FAULTS if f not in ("stall", "endless")])
    voice = replace(VOICE, options=(("connections", "16"), ("patience", "1200"), ("timeout", "1")))
    monkeypatch.setattr(edge, "LONGEST_PAUSE", 0.05)
    done: list[bool] = []
    with engine_at(loopback, monkeypatch) as engine:

        def work(number: int) -> None:
            for n in range(number, REQUESTS, 16):
                text = f"第{'一二三四五六七八九'[n % 9]}条消息说，今天来了{'三五七九'[n % 4]}个人。"
                try:
                    done.append(complete(text, engine.say(read_text(text), voice)))
                except SynthesisError:
                    done.append(True)  # named, not half

        threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(done) == REQUESTS
    assert all(done)
    assert sum(loopback.served.values()) >= 19 / 14 * REQUESTS
    assert sum(count for fault, count in loopback.served.items() if fault != "good") >= 5 / 14 * REQUESTS


def test_a_build_with_an_online_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text(article(), "utf-8")
    loopback = Loopback(share=0.2, faults=["cut", "429", "no-audio"])
    with serving(loopback) as url:
        monkeypatch.setitem(__import__("conftest").ENVIRONMENT, edge.URL, url)
        ran = narrate("build", "a.html", "--voice", VOICE.id, "--rate", "1.1", "--pitch", "+2Hz", cwd=tmp_path)
        asked = sum(loopback.served.values())
        assert VOICE.id in ran.stdout
        listed = narrate("voices", "--online", "--lang", "zh-HK", cwd=tmp_path).stdout
        assert listed.startswith("zh-HK-HiuMaanNeural")
        again = narrate("build", "a.html", "--voice", VOICE.id, "--rate", "1.1", "--pitch", "+2Hz", cwd=tmp_path)
        assert "clips anew 0" in again.stdout
        assert sum(loopback.served.values()) == asked, "what was answered once is never asked for again"
    folder = episode_folder(tmp_path / "dist")
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["voice"]["engine"] == "edge"


def test_the_fallback_says_the_whole_article_and_is_replaced_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_text(article(), "utf-8")
    (tmp_path / "narrate.toml").write_text('[speech]\nfallback = "tone"\npatience = 2\n', "utf-8")
    environment = __import__("conftest").ENVIRONMENT
    monkeypatch.setitem(environment, edge.URL, "http://127.0.0.1:9")
    first = narrate("build", "a.html", "--voice", VOICE.id, cwd=tmp_path)
    assert "tone (fallback)" in first.stdout
    with serving(Loopback()) as url:
        monkeypatch.setitem(environment, edge.URL, url)
        kept = narrate("build", "a.html", "--voice", VOICE.id, cwd=tmp_path)
        assert "clips anew 0" in kept.stdout
        replaced = narrate("build", "a.html", "--voice", VOICE.id, "--retry-fallback", cwd=tmp_path)
    assert VOICE.id in replaced.stdout
    manifest = json.loads((episode_folder(tmp_path / "dist") / "manifest.json").read_text("utf-8"))
    assert manifest["voice"]["id"] == VOICE.id


def test_without_a_fallback_the_article_fails_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text(article(), "utf-8")
    (tmp_path / "narrate.toml").write_text("[speech]\npatience = 1\n", "utf-8")
    monkeypatch.setitem(__import__("conftest").ENVIRONMENT, edge.URL, "http://127.0.0.1:9")
    ran = narrate("build", "a.html", "--voice", VOICE.id, cwd=tmp_path, status=7)
    assert "a.html" in ran.stderr
    assert "今天上午" not in ran.stderr, "nothing of the text is logged"


def test_the_loopbacks_sound_is_as_long_as_asked() -> None:
    sound = mp3(2400, [(100, 200)])
    assert len(sound) == 2400 * 6
    assert abs(len(edge_answer.decoded(sound)) / 24 - 2400) < 60


def test_punctuation_alone_asks_for_nothing() -> None:
    assert engines.say(read_text("……"), VOICE).samples.size == 0
