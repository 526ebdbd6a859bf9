"""A word that is misread: how else it may be read, how that sounds, what else would change. Writes nothing but clips."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from narrate import config
from narrate.assemble import join
from narrate.cache import Cache
from narrate.errors import ConfigError
from narrate.model import Pause, Script, Section, Utterance
from narrate.read import read_text
from narrate.read.lexicon import Entry, Lexicon
from narrate.read.pinyin import HAN, readings
from narrate.synthesize import Threads, synthesize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from narrate.config import Settings
    from narrate.model import Reading, Sentence, Voice
    from narrate.read.policy import Policy

NEXT_TO = re.compile(rf"^(?:{HAN.pattern}){{1,8}}")  # characters beside a word by which a sentence is told from others
MOST = 9  # candidates: a digit each
LONGEST = 12  # characters of a word whose readings are put together


def entry_of(word: str, said: str) -> Entry:
    """What an editor wrote beside a word: pinyin where it is that, else what to say instead. Raises ConfigError, also for
    pinyin that is mistyped."""
    pinyin = Entry(word, pinyin=said)
    if not pinyin.mistake:
        return pinyin
    alias = Entry(word, alias=said)
    if alias.mistake or (HAN.search(word) and _is_mistyped(said)):
        raise ConfigError(f"{word}: {pinyin.mistake if said else 'there is nothing to say instead'}")
    return alias


def in_sentence(entry: Entry, sentence: str) -> Entry:
    """The entry for this sentence alone: the characters around the word are its context, no figures, which are read as others.

    `乐` in `大家都乐坏了` → before 大家都, after 坏了
    """
    before, word, after = sentence.partition(entry.grapheme)
    if not word:
        return entry
    left, right = NEXT_TO.search(before[::-1]), NEXT_TO.match(after)
    return replace(entry, before=left.group()[::-1] if left else "", after=right.group() if right else "")


def _is_mistyped(said: str) -> bool:
    """Whether it was meant as pinyin: `shan9`"""
    return not HAN.search(said) and any(char.isdigit() for char in said)


def with_entry(lexicon: Lexicon, entry: Entry) -> Lexicon:
    """The lexicon as it will be once the entry is in lexicon.toml: what narrate.toml says itself still wins."""
    own = [one for one in lexicon.entries if one.origin == config.NAME]
    rest = [one for one in lexicon.entries if one.origin != config.NAME]
    return Lexicon((*rest, entry, *own))


def candidates(word: str, chosen: str) -> list[str]:
    """How a word may be read, as entries take it: what was chosen first, then what differs least from it.

    `重庆` → zhong4 qing4, chong2 qing4, …; Latin letters: as a word, or one by one.
    """
    if not all(HAN.fullmatch(char) for char in word):
        return list(dict.fromkeys(one for one in (chosen, word, " ".join(word)) if one))[:MOST]
    now = chosen.split() if len(chosen.split()) == len(word) else [readings(char)[0] for char in word]
    every = product(*(_by(now[at], readings(char)) for at, char in enumerate(word[:LONGEST])))
    found = sorted(islice(every, 4096), key=lambda one: sum(a != b for a, b in zip(one, now, strict=False)))
    return [" ".join(one) for one in found if all(one)][:MOST]


def _by(first: str, others: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((first, *others)))


def read_in(sentence: Sentence, lexicon: Lexicon, policy: Policy) -> Reading:
    """A sentence of an article, as the next build would read it there."""
    return read_text(sentence.text, sentence.lang, lexicon, policy, sentence.told)


def changed(sentences: Iterable[tuple[str, str, str, Sentence]], settings: Settings, entry: Entry) -> tuple[int, int]:
    """How many of these sentences, each of the article with this guid, place and day, an entry would have said anew, what is said
    alike counted once; and of how many articles."""
    words, style = config.lexicon(settings), config.policy(settings)
    some = any(one.only for one in (*words.entries, entry))  # else all places are one
    once = any(one.since for one in (*words.entries, entry))  # else all days are
    guids: set[str] = set()
    anew: dict[tuple[str, str, Sentence], tuple[object, ...]] = {}  # how it will be heard; empty where that is as now
    for guid, place, day, sentence in sentences:
        at = (place if some else "", day if once else "", sentence)
        if at not in anew:
            names = config.names_of(settings, place)
            both = (one.at(names).of(day) for one in (words, with_entry(words, entry)))
            now, then = (_heard(read_in(sentence, one, style)) for one in both)
            anew[at] = (sentence.lang, *then) if now != then else ()
        if anew[at]:
            guids.add(guid)
    return len(set(filter(None, anew.values()))), len(guids)


def _heard(reading: Reading) -> tuple[object, ...]:
    """All of a reading that decides how it sounds."""
    return reading.spoken, reading.tones, reading.words, reading.respelled


def said(sentence: Sentence, voice: Voice, settings: Settings, words: Lexicon, clips: Path) -> bytes:
    """A sentence as WAV, as it would be said with this lexicon. Its clip is kept where the build looks for it, so that what was
    heard is not said a second time. Raises SynthesisError, VoiceError, OutputError."""
    reading = read_in(sentence, words, config.policy(settings))
    utterance = Utterance(sentence.text, Pause.SENTENCE, reading=reading)
    made, _ = synthesize((utterance,), voice, Cache(clips), Threads(settings.jobs))
    with TemporaryDirectory(prefix="narrate-") as folder:
        path = Path(folder) / "said.wav"
        join(Script("", sentence.lang, (Section("", (utterance,)),)), made, path, pauses=config.pauses(settings))
        return path.read_bytes()


def words_of(text: str, reading: Reading) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """The words of a sentence as they are written, each with its syllables where it is all in Han characters, and where it
    begins. What is between them comes as a word without syllables: joined, they are the text."""
    at = spoken = 0
    for word in reading.words:
        start, end = reading.written_range(spoken, spoken + len(word))
        syllables = tuple(reading.pinyin[spoken : spoken + len(word)])
        spoken += len(word)
        if end <= at or start < at:  # a second word of one that is written as one: 36 → 三十六
            continue
        if start > at:
            yield text[at:start], (), at
        plain = text[start:end]
        known = tuple(one for one in syllables if one) if plain == word else ()
        yield plain, known if len(known) == len(plain) else (), start
        at = end
    if at < len(text):
        yield text[at:], (), at
