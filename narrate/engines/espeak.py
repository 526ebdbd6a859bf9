"""eSpeak NG, for the languages that Kokoro lacks: a hundred of them, robotic and clear, from a wheel.

Speaks to the library's C interface (https://github.com/espeak-ng/espeak-ng/blob/master/src/include/espeak-ng/speak_lib.h).
"""

from __future__ import annotations

import ctypes
import threading
from typing import TYPE_CHECKING, Any

import numpy as np

from narrate.errors import SynthesisError, VoiceError
from narrate.model import Mark, Reading, Speech, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

AUDIO_OUTPUT_SYNCHRONOUS = 2
INITIALIZE_DONT_EXIT = 0x8000
CHARS_UTF8 = 1
EVENT_END, EVENT_WORD = 0, 1
PARAMETER_RATE = 1
WORDS_A_MINUTE = 165  # eSpeak's 175 is hurried for long listening


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),  # in characters, from 1
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),  # milliseconds
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Espeak:
    """The library keeps one state for the whole process, so sentences are said one after the other."""

    version = "espeak-ng-1.52-1"
    _lock = threading.Lock()

    def __init__(self) -> None:
        import espeakng_loader

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(espeakng_loader.get_data_path()).encode()
        self._rate = self._library.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, data, INITIALIZE_DONT_EXIT)
        if self._rate <= 0:
            raise VoiceError("espeak-ng does not start: install narrate anew, or choose another --voice")
        self._pieces: list[Any] = []
        self._events: list[tuple[int, int, int]] = []
        self._callback = _CALLBACK(self._heard)
        self._library.espeak_SetSynthCallback(self._callback)

    def say(self, reading: Reading, voice: Voice) -> Speech:
        """The reading in the voice's language, with a mark a word. Raises SynthesisError, VoiceError."""
        text = reading.spoken.replace("\x00", "")
        with self._lock:
            self._pieces, self._events = [], []
            name = dict(voice.options).get("espeak", voice.lang.lower())
            if self._library.espeak_SetVoiceByName(name.encode()) != 0:
                raise VoiceError(f"espeak-ng has no voice {name!r}: correct the profile of {voice.id}")
            self._library.espeak_SetParameter(PARAMETER_RATE, round(WORDS_A_MINUTE * voice.rate), 0)
            data = text.encode("utf-8", "replace")
            if self._library.espeak_Synth(data, ctypes.c_size_t(len(data) + 1), 0, 1, 0, CHARS_UTF8, None, None) != 0:
                raise SynthesisError(f"espeak-ng failed on {reading.text[:40]!r}: reword it, or choose another --voice")
            self._library.espeak_Synchronize()
            sound = np.concatenate(self._pieces) if self._pieces else np.zeros(0, np.int16)
            marks = tuple(self._marks(len(text), len(sound)))
        return Speech((sound / 32768).astype(np.float32), self._rate, marks)

    def _heard(self, wave: Any, count: int, events: Any) -> int:  # noqa: ANN401 - pointers of C
        if wave and count > 0:
            self._pieces.append(np.ctypeslib.as_array(wave, shape=(count,)).copy())
        at = 0
        while events[at].type != EVENT_END:
            if events[at].type == EVENT_WORD:
                self._events.append((events[at].text_position - 1, events[at].length, events[at].audio_position))
            at += 1
        return 0

    def _marks(self, characters: int, samples: int) -> Iterator[Mark]:
        whole = samples * 1000 // self._rate
        for n, (first, length, start) in enumerate(self._events):
            end = self._events[n + 1][2] if n + 1 < len(self._events) else whole
            if 0 <= first < characters and start < min(end, whole):
                yield Mark(first, min(first + max(length, 1), characters), start, min(end, whole))
