"""A word that is misread: how else it may be read, how that sounds, what else would change. Writes nothing but clips."""

from __future__ import annotations

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
    from narrate.model import Reading, Voice

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


def changed(sentences: Iterable[tuple[str, str, str]], settings: Settings, entry: Entry) -> tuple[int, int]:
    """How many of these sentences (guid, language, text) an entry would have said anew, the same one counted once; and of
    how many articles."""
    now, style = config.lexicon(settings), config.policy(settings)
    then = with_entry(now, entry)
    guids: set[str] = set()
    told: dict[tuple[str, str], bool] = {}
    for guid, lang, text in sentences:
        if (lang, text) not in told:
            told[lang, text] = _heard(read_text(text, lang, now, style)) != _heard(read_text(text, lang, then, style))
        if told[lang, text]:
            guids.add(guid)
    return sum(told.values()), len(guids)


def _heard(reading: Reading) -> tuple[object, ...]:
    """All of a reading that decides how it sounds."""
    return reading.spoken, reading.tones, reading.words, reading.respelled


def said(text: str, voice: Voice, lang: str, settings: Settings, entry: Entry | None, clips: Path) -> bytes:
    """A sentence as WAV, as it would be said with the entry. Its clip is kept where the build looks for it, so that what was
    heard is not said a second time. Raises SynthesisError, VoiceError, OutputError."""
    words = config.lexicon(settings)
    reading = read_text(text, lang, with_entry(words, entry) if entry else words, config.policy(settings))
    utterance = Utterance(text, Pause.SENTENCE, reading=reading)
    made, _ = synthesize((utterance,), voice, Cache(clips), Threads(settings.jobs))
    with TemporaryDirectory(prefix="narrate-") as folder:
        path = Path(folder) / "said.wav"
        join(Script("", lang, (Section("", (utterance,)),)), made, path, pauses=config.pauses(settings))
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
