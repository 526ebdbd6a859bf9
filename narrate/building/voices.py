"""What an editor should know of the voices that have read: a language without a good one, Cantonese read in Mandarin."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from narrate.model import CANTONESE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from narrate.building.outcome import Outcome

UNCHOSEN = "espeak-"  # the voice of a language for which nobody has chosen one
MANDARIN = "zh-CN"
IN_MANDARIN = (
    "{n} of {lang} read in Mandarin by {voice}: for Cantonese choose `[speech.voices] {lang} = "
    '"zh-HK-HiuMaanNeural"` (online) or "espeak_yue" (here, a machine\'s voice)'
)
BY_A_MACHINE = (
    "{n} in {lang} read by eSpeak, whose voice is a machine's: choose an online voice of that language in [speech.voices], "
    "`narrate voices --online --lang {lang}` lists them"
)


def remarks(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line for each language and voice that an editor may want to change."""
    for (lang, voice, spoken), n in sorted(Counter((one.lang, one.voice, one.voice_lang) for one in outcomes).items()):
        if lang in CANTONESE and spoken == MANDARIN:
            yield IN_MANDARIN.format(n=n, lang=lang, voice=voice)
        elif voice.startswith(UNCHOSEN):
            yield BY_A_MACHINE.format(n=n, lang=lang)
