"""How long text lasts when it is said, counted in syllables of Chinese; and sentences that last much shorter or longer: a voice may
have swallowed or added something."""

from __future__ import annotations

import re
from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING

from narrate.model import Kind, Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from narrate.model import Clip, Script, Utterance, Voice

LEAST, MOST = 0.5, 2.0  # times the pace of the article's other sentences
SHORTEST = 8  # syllables of a sentence that is judged: short ones are slower
FEWEST = 5  # sentences of an article whose pace is known
LETTERS = 3  # of an alphabet that sound as long as a syllable of Chinese
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def odd(script: Script, clips: Sequence[Clip]) -> Iterator[Question]:
    """The sentences of an article that last half as long as its others do for as much text, or twice as long."""
    rows: dict[Voice | None, list[tuple[str, float, float]]] = defaultdict(list)
    voices = (section.voice for section in script.sections for _ in section.utterances)
    for voice, utterance, clip in zip(voices, script.utterances, clips, strict=True):
        if utterance.kind != Kind.LABEL and clip.frames and (size := syllables(utterance)) >= SHORTEST:
            rows[voice].append((utterance.text, size, clip.frames / clip.rate))
    for said in rows.values():
        yield from _odd(said)


def _odd(rows: Sequence[tuple[str, float, float]]) -> Iterator[Question]:
    """Of sentences in one voice: their text, syllables, seconds."""
    if len(rows) < FEWEST:
        return
    usual = median(seconds / size for _, size, seconds in rows)
    for text, size, seconds in rows:
        if not LEAST <= seconds / size / usual <= MOST:
            yield Question(text, f"it is said in {seconds:.1f} s, where {size * usual:.1f} s are usual: listen to it")


def syllables(utterance: Utterance) -> float:
    """How long it is, in syllables of Chinese."""
    spoken = utterance.reading.spoken if utterance.reading else utterance.text
    latin = len(LATIN.findall(spoken))
    return sum(char.isalnum() for char in spoken) - latin + latin / LETTERS
