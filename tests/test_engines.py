"""One contract for every engine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from test_edge import serving

from narrate import engines
from narrate.config import Settings, choose_voice, load_settings, voices
from narrate.engines import edge, kokoro
from narrate.engines.edge_loopback import Loopback
from narrate.errors import SynthesisError, VoiceError
from narrate.model import Reading, Voice
from narrate.read import read_text

KNOWN = voices(Settings())
VOICES = ["tone", "zf_xiaobei", "af_heart", "espeak_en", "espeak_cmn", "zh-CN-XiaoxiaoNeural"]


@pytest.fixture(scope="module", autouse=True)
def online() -> Iterator[None]:
    """The online voice is met on the loopback."""
    with serving(Loopback()) as url, pytest.MonkeyPatch.context() as patch:
        patch.setenv(edge.URL, url)
        yield
        engines.engine("edge").close()


def sample(voice: Voice, text: str = "") -> Reading:
    return read_text(
        text or ("今天很好，我们走吧。" if voice.lang.startswith("zh") else "The day is fine, let us go."), voice.lang
    )


@pytest.fixture(params=VOICES)
def voice(request: pytest.FixtureRequest) -> Voice:
    return KNOWN[request.param]


def test_speech_has_sound_and_rising_marks(voice: Voice) -> None:
    reading = sample(voice)
    speech = engines.say(reading, voice)
    assert speech.samples.dtype == np.float32
    assert speech.samples.ndim == 1
    assert 0.02 < np.abs(speech.samples).max() <= 1.0
    length = len(speech.samples) * 1000 / speech.rate
    assert 500 < length < 6000
    assert speech.marks
    for mark in speech.marks:
        assert 0 <= mark.first < mark.last <= len(reading.spoken)
        assert 0 <= mark.start <= mark.end <= length + 1
    assert all(a.first <= b.first and a.start <= b.start for a, b in zip(speech.marks, speech.marks[1:], strict=False))
    said = {at for mark in speech.marks for at in range(mark.first, mark.last)}
    assert all(
        at in said
        for at, char in enumerate(reading.spoken)
        if "\u4e00" <= char <= "\u9fff" and voice.engine != "espeak"
    )


@pytest.mark.parametrize("text", ["", "   ", "……", "。，！", "“”"])
def test_nothing_to_say_is_no_error(text: str, voice: Voice) -> None:
    speech = engines.say(read_text(text, voice.lang), voice)
    assert len(speech.samples) < speech.rate * 2


@pytest.mark.parametrize("text", ["😀👍🏽", "\u202e反\u200b向", "ﷺ", "𠮷野家", "a\u0301\u0327", "\ufffd"])
def test_odd_unicode_is_no_crash(text: str, voice: Voice) -> None:
    engines.say(read_text(text, voice.lang), voice)


def test_the_same_reading_gives_the_same_sound_side_by_side(voice: Voice) -> None:
    reading = sample(voice)
    with ThreadPoolExecutor(2) as pool:
        sounds = list(pool.map(lambda _: engines.say(reading, voice).samples, range(2)))
    assert np.array_equal(sounds[0], sounds[1])


def test_a_faster_rate_is_shorter(voice: Voice) -> None:
    from dataclasses import replace

    slow, fast = (engines.say(sample(voice), replace(voice, rate=rate)).samples.size for rate in (0.8, 1.5))
    assert fast < slow * 0.8


def test_a_very_long_text_is_said_whole() -> None:
    speech = engines.say(read_text("今天天气很好我们一起去公园散步，" * 40), KNOWN["tone"])
    assert len(speech.marks) == 600
    phones = list(kokoro.phonemes(read_text("今天天气很好，我们一起去公园散步，" * 40)))
    parts = list(kokoro.parts(phones))
    assert [p for part in parts for p in part] == phones
    assert max(len(part) for part in parts) <= kokoro.COMFORT
    assert all(part[-1].symbol in kokoro.BREAKS + " " for part in parts), "cut at punctuation"


def test_every_syllable_of_the_dictionary_has_symbols_that_the_model_knows() -> None:
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_tone3

    syllables = {
        to_tone3(p, v_to_u=False, neutral_tone_with_five=True) for row in PINYIN_DICT.values() for p in row.split(",")
    }
    vocabulary = kokoro._vocabulary()  # noqa: SLF001
    silent = {s for s in syllables if not any(symbol in vocabulary for symbol in kokoro.syllable(s))}
    rare = {s for s in silent if s.rstrip("12345") not in ("m", "n", "ng", "hm", "hng", "ê", "m̄", "ḿ", "m̀")}
    assert not rare


def test_mixed_text_is_said_in_one_voice_with_marks_for_both() -> None:
    reading = read_text("我们用iPhone拍照。")
    phones = list(kokoro.phonemes(reading))
    at = reading.spoken.index("iPhone")
    assert any(p.first == at and p.last == at + 6 for p in phones)


def test_unknown_engine_and_missing_file() -> None:
    with pytest.raises(VoiceError, match="there is no engine"):
        engines.engine("nonesuch")
    with pytest.raises(VoiceError, match="no usable file"):
        engines.say(read_text("好"), Voice("x", "kokoro", "zh-CN", options=(("file", "none.bin"),)))


def test_an_engine_that_breaks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        version = "1"

        def say(self, reading: Reading, voice: Voice) -> object:
            raise RuntimeError("out of order")

    monkeypatch.setattr(engines, "engine", lambda _: Broken())
    with pytest.raises(SynthesisError, match="out of order"):
        engines.say(read_text("好"), Voice("x", "broken", "zh-CN"))


def test_third_parties_join_by_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    point = EntryPoint("mine", "narrate.engines.tone:Tone", engines.GROUP)
    monkeypatch.setattr(
        engines, "entry_points", lambda **wanted: [point] if wanted.get("name", "mine") == "mine" else []
    )
    assert "mine" in engines.names()
    assert engines.engine("mine").version == "1"


def test_one_failure_stops_what_has_not_begun(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN001
    from narrate import synthesize
    from narrate.cache import Cache
    from narrate.engines.tone import Tone
    from narrate.model import Pause, Utterance

    said, lock = [], threading.Lock()

    def say(reading: Reading, voice: Voice) -> object:
        with lock:
            said.append(reading.text)
        if reading.text == "坏":
            raise SynthesisError("broken")
        return Tone().say(reading, voice)

    monkeypatch.setattr(synthesize.engines, "say", say)
    lines = ["好", "坏", *(f"第{n}句" for n in range(200))]
    utterances = [Utterance(text, Pause.SENTENCE, reading=read_text(text)) for text in lines]
    with pytest.raises(SynthesisError):
        synthesize.synthesize(utterances, KNOWN["tone"], Cache(tmp_path), synthesize.Threads(2))
    assert len(said) < 100


@pytest.mark.parametrize(
    ("lang", "wanted", "voice"),
    [
        ("ja", "espeak_ja", "espeak_ja"),
        ("ja", "ja-JP-NanamiNeural", "ja-JP-NanamiNeural"),
        ("ja", None, None),
        ("ja-JP", None, None),
        ("ko", None, "espeak-ko"),
    ],
)
def test_a_language_that_nothing_here_reads_is_refused_by_name(
    lang: str, wanted: str | None, voice: str | None
) -> None:
    settings = load_settings(None)
    known = voices(settings)
    if voice is None:
        with pytest.raises(VoiceError, match="Japanese"):
            choose_voice(known, settings, lang, wanted)
    else:
        assert choose_voice(known, settings, lang, wanted).id == voice


def test_a_voice_that_is_too_loud_is_softened_not_cut() -> None:
    from narrate.engines.kokoro import CEILING, within

    loud = np.array([0.0, 0.6, -1.2, 0.3], np.float32)
    soft = within(loud)
    assert float(np.abs(soft).max()) == pytest.approx(CEILING)
    assert soft / soft[2] == pytest.approx(loud / loud[2]), "the shape of the wave stays"
    quiet = np.array([0.0, CEILING - 0.01, -0.5], np.float32)
    assert within(quiet) is quiet
    assert within(np.zeros(0, np.float32)).size == 0
