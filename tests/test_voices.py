"""Editors hear of voices that they may want to change: Cantonese read in Mandarin, a language that has only a machine's."""

from __future__ import annotations

import pytest

from narrate.building.outcome import Outcome
from narrate.building.voices import remarks


@pytest.mark.parametrize(
    ("lang", "voice", "spoken", "told"),
    [
        ("zh-HK", "zf_xiaobei", "zh-CN", "zh-HK read in Mandarin by zf_xiaobei"),
        ("zh-HK", "zh-HK-HiuMaanNeural", "zh-HK", ""),
        ("zh-HK", "espeak_yue", "yue", ""),
        ("zh-TW", "zf_xiaobei", "zh-CN", ""),
        ("fr", "espeak-fr", "fr", "fr read by eSpeak"),
        ("fr", "espeak_fr", "fr", ""),  # an editor has chosen it
        ("en", "af_heart", "en-US", ""),
    ],
)
def test_remarks_on_voices(lang: str, voice: str, spoken: str, told: str) -> None:
    remarked = list(remarks([Outcome("a", voice=voice, lang=lang, voice_lang=spoken)] * 2))
    assert [line.startswith("2 ") and told in line for line in remarked] == ([True] if told else [])
