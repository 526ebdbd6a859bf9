"""One sentence through eSpeak NG's library, in a process of its own: the library keeps one state for ever, and the same
sentence sounds a little different after another one. Standard library and the wheel that holds espeak-ng only.

In, on stdin: {"text", "voice", "rate"} as JSON. Out, on stdout: a line of JSON {"rate", "events"} or {"error"}, then the
samples, 16-bit little-endian mono. An event is [first character, length, milliseconds].

C interface: https://github.com/espeak-ng/espeak-ng/blob/master/src/include/espeak-ng/speak_lib.h
"""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Any

AUDIO_OUTPUT_SYNCHRONOUS = 2
INITIALIZE_DONT_EXIT = 0x8000
CHARS_UTF8 = 1
EVENT_END, EVENT_WORD = 0, 1
PARAMETER_RATE = 1
SEED = 1  # of the library's random numbers


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


def speak(text: str, voice: str, words_a_minute: int) -> tuple[dict[str, Any], bytes]:
    """The answer of this process: its JSON line and the samples."""
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = str(espeakng_loader.get_data_path()).encode()
    rate = library.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, data, INITIALIZE_DONT_EXIT)
    if rate <= 0:
        return {"error": "does not start"}, b""
    if library.espeak_SetVoiceByName(voice.encode()) != 0:
        return {"error": "voice"}, b""
    pieces: list[bytes] = []
    events: list[tuple[int, int, int]] = []

    def heard(wave: Any, count: int, found: Any) -> int:  # noqa: ANN401 - pointers of C
        if wave and count > 0:
            pieces.append(ctypes.string_at(wave, count * 2))
        at = 0
        while found[at].type != EVENT_END:
            if found[at].type == EVENT_WORD:
                events.append((found[at].text_position - 1, found[at].length, found[at].audio_position))
            at += 1
        return 0

    callback = _CALLBACK(heard)
    library.espeak_SetSynthCallback(callback)
    library.espeak_SetParameter(PARAMETER_RATE, words_a_minute, 0)
    library.espeak_ng_SetRandSeed(ctypes.c_long(SEED))
    words = text.replace("\x00", "").encode("utf-8", "replace")
    if library.espeak_Synth(words, ctypes.c_size_t(len(words) + 1), 0, 1, 0, CHARS_UTF8, None, None) != 0:
        return {"error": "failed"}, b""
    library.espeak_Synchronize()
    return {"rate": rate, "events": events}, b"".join(pieces)


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    answer, sound = speak(asked["text"], asked["voice"], asked["rate"])
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + sound)
