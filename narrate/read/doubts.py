"""What an editor should look at: words whose reading is a guess, each with why."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from narrate.model import Doubt
from narrate.read.pinyin import HAN, is_guess, pinyin, unsettled
from narrate.read.rules import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from narrate.model import Span
    from narrate.read.lexicon import Lexicon
    from narrate.read.words import Word

LEXICON = "lexicon"
GUESSED = frozenset({"range", "wetext", "score that falls"})  # rules that decide by shape alone
SHAPES = (
    (re.compile(r"\d{1,3}[-–—]\d{1,3}"), "score, range?"),
    (re.compile(r"\d{1,2}/\d{1,2}"), "fraction, date?"),
    (re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}"), "version, date?"),
    (re.compile(r"\d{1,2}[:：]\d{2}"), "time, score?"),
)
LATIN = re.compile(r"[A-Za-z]{2,}(?:['’-][A-Za-z]+)*(?![A-Za-z$])")
KNOWN_LATIN = frozenset(
    "APP GDP CPI PPI WiFi AI IT NBA CBA CEO VIP DNA ICU CT KTV GPS PC TV DVD CD IP ID OK PK www http https com cn org net gov edu".lower().split()
)


def doubts(text: str, spoken: str, words: tuple[Word, ...], lexicon: Lexicon) -> tuple[Doubt, ...]:
    """Foreign words and acronyms, rare characters, and where the two pinyin sources disagree; not what the lexicon has."""
    settled = {
        at for at, entry in lexicon.matches(spoken, words, aliases=False) for at in range(at, at + len(entry.grapheme))
    }
    settled_text = {entry.grapheme.lower() for entry in lexicon.entries}
    said = {match[0] for match in LATIN.finditer(spoken)}  # km that is 公里 is no foreign word any more
    found = {doubt.word: doubt for doubt in _latin(text, settled_text) if doubt.word in said}
    for doubt, places in _han(spoken, words):
        if not settled & set(places):
            found.setdefault(doubt.word, doubt)
    return tuple(found.values())


def ambiguous(text: str, spoken: str, spans: Iterable[Span]) -> Iterator[Doubt]:
    """Figures whose type nothing around them told: `14-0` may be a score or a range, `3/4` a fraction or a date."""
    for span in spans:
        written = text[slice(*span.written)].strip()
        shape = next((other for pattern, other in SHAPES if pattern.fullmatch(written)), None)
        follows = text[span.written[1] : span.written[1] + 1]
        if (
            shape
            and span.rule in GUESSED
            and not (follows and (follows in MEASURES + "℃" or (follows.isascii() and follows.isalnum())))
        ):
            yield Doubt(written, spoken[slice(*span.spoken)], shape)


def _latin(text: str, settled: set[str]) -> Iterator[Doubt]:
    for match in LATIN.finditer(text):
        word = match[0]
        if word.lower() in settled or word.lower() in KNOWN_LATIN:
            continue
        if word.isupper():
            yield Doubt(word, " ".join(word), "acronym: by letters, or as a word?")
        elif not _is_english(word.lower()):
            yield Doubt(word, word, "foreign word that no dictionary has")


@lru_cache(maxsize=4096)
def _is_english(word: str) -> bool:
    from narrate.read.english import known

    return known(word)


def _han(spoken: str, words: tuple[Word, ...]) -> Iterator[tuple[Doubt, range]]:
    if not HAN.search(spoken):
        return
    for at, char in enumerate(spoken):
        if HAN.fullmatch(char) and is_guess(char):
            chosen = pinyin(spoken, words)[at] or ""
            why = "rare character" if chosen else "no dictionary knows how this is read: it is silent"
            yield Doubt(char, chosen, why), range(at, at + 1)
    for word, chosen, why in unsettled(spoken, words):
        yield Doubt(word.text, chosen, why), range(word.start, word.end)
