"""What a build would do, before it is done: nothing is made, said or kept, but the sentences by which a first build learns how fast
its machine is."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from narrate import config
from narrate.bounds import at_most
from narrate.building.outcome import Outcome, broken
from narrate.building.site import only_published, refuse, time_for, web_for
from narrate.drafts import is_unpublished
from narrate.errors import NarrateError
from narrate.files import CLIPS
from narrate.model import Kind
from narrate.pace import syllables
from narrate.release import clock
from narrate.sources import fetch, find, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from narrate.cache import Cache
    from narrate.catalogue import Catalogue
    from narrate.config import Recipe, Settings
    from narrate.model import Found, Pause, Script, Utterance, Voice
    from narrate.sources.web import Web
    from narrate.synthesize import Pool

LOG = logging.getLogger(__name__)

SPEECH = {"kokoro": 246, "espeak": 290, "edge": 210, "tone": 205}  # milliseconds a syllable, at the voice's usual rate
PACES = {
    "kokoro": 0.05,
    "espeak": 0.015,
    "edge": 0.02,
    "tone": 0.008,
}  # seconds a syllable, until a build here tells better
START = 2.0  # seconds of a build in which nothing is said
TRIED = 4  # sentences by which a machine is judged, after the first, which wakes the engine
JUDGED = frozenset(["kokoro"])  # engines that this machine makes fast or slow


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a build would do: pages, what of them is new or changed, and how long it would take."""

    outcomes: tuple[Outcome, ...]  # of pages that fail or are left out, and of those to be made
    pages: int
    new: int
    changed: int
    unchanged: int
    characters: int  # to be said
    sentences: int
    minutes: float  # of speech
    seconds: float  # on this machine
    requests: int  # to an online voice
    doubts: int
    elsewhere: int = 0  # pages of the web, which are fetched one by one: not among the others
    trial: float = 0.0  # seconds that it took to learn how fast this machine is


@dataclass(frozen=True, slots=True)
class Foreteller:
    """Who wants to know what a build is about to do, and the paces to tell it by: seconds a syllable, by voice."""

    paces: Mapping[str, float]
    tell: Callable[[Estimate], None]


@dataclass(frozen=True, slots=True)
class Task:
    """A page that would be made: what of it would be said."""

    outcome: Outcome
    known: bool
    characters: int
    sentences: int
    seconds: float
    requests: int
    doubts: int


@dataclass(frozen=True, slots=True)
class Trial:
    """How fast a voice is here, by its first sentences."""

    pace: float = 0.0  # seconds a syllable; 0: it could not be said, which the build will tell
    seconds: float = 0.0  # that the trial took


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What an estimate goes by: where, by which settings and paces, and the clips of pages before."""

    out: Path
    settings: Settings
    recipe: Recipe
    kept: Catalogue | None
    web: Web
    paces: Mapping[str, float]
    heard: set[str] = field(default_factory=set)
    tried: dict[str, Trial] | None = None  # by voice; None: none is to be tried

    def pace(self, voice: Voice, new: Sequence[Utterance], cache: Cache) -> float:
        """Seconds a syllable: as builds here took, else as the first sentences take that are to be said, which are kept as
        clips: the build does not say them again. Else as it was measured elsewhere."""
        usual = self.paces.get(voice.id) or PACES.get(voice.engine, PACES["kokoro"])
        if voice.id in self.paces or self.tried is None or voice.engine not in JUDGED:
            return usual
        if voice.id not in self.tried and len(new) > TRIED:
            self.tried[voice.id] = _trial(new, voice, cache, self.recipe.pool)
        return self.tried.get(voice.id, Trial()).pace or usual


def _trial(new: Sequence[Utterance], voice: Voice, cache: Cache, pool: Pool) -> Trial:
    from narrate.synthesize import synthesize  # a build in which nothing changes does without it

    begun = time.monotonic()
    try:
        synthesize(new[:1], voice, cache, pool)
        awake = time.monotonic()
        synthesize(new[1 : 1 + TRIED], voice, cache, pool)
    except NarrateError:
        return Trial(0.0, time.monotonic() - begun)
    now = time.monotonic()
    return Trial((now - awake) / sum(map(syllables, new[1 : 1 + TRIED])), now - begun)


def estimate(
    locations: Sequence[str], out: Path, settings: Settings, wanted: str | None, paces: Mapping[str, float]
) -> Estimate:
    """What `build` would do. Nothing is made, said or kept, but pages of the web are fetched. `paces` are seconds a syllable
    by voice, as the last builds here took. Raises what `build` raises."""
    from narrate import catalogue

    refuse(locations, out, settings)
    key = config.recipe_key(settings, wanted)
    recipe = config.recipe(settings, wanted, key)
    kept = catalogue.opened(out, readonly=True) if catalogue.kept(out) else None
    web = web_for(locations, None, settings)
    rehearsal = Rehearsal(out, settings, recipe, kept, web, paces)
    tasks: list[Task | Outcome | None] = [
        Outcome(found[0], error=found[1]) if isinstance(found, tuple) else _foreseen(found, rehearsal)
        for found in find(locations, web, config.wanted_pages(settings))
    ]
    if kept is not None:
        kept.close()
    return _summed(tasks)


def foretold(todo: Sequence[Found], unchanged: int, rehearsal: Rehearsal) -> Estimate:
    """What a build that has looked through its pages is about to do. Nothing is fetched for it; where nobody knows how fast a
    voice is here, some of what is to be said is said now."""
    tried: dict[str, Trial] = {}
    rehearsal = replace(rehearsal, tried=None if rehearsal.settings.workers else tried)  # a cluster's pace is another
    here = [found for found in todo if found.path is not None or found.held is not None]
    told = _summed([*(None,) * unchanged, *(_foreseen(found, rehearsal) for found in here)], len(todo) - len(here))
    return replace(told, trial=sum(one.seconds for one in tried.values()))


def _foreseen(found: Found, rehearsal: Rehearsal) -> Task | Outcome | None:
    """What a page would cost; None where it is as it was."""
    kept, heard, settings, place = rehearsal.kept, rehearsal.heard, rehearsal.settings, found.location
    recipe = rehearsal.recipe.at(place)
    from narrate.cache import Cache
    from narrate.clean import clean
    from narrate.plan import spoken_label
    from narrate.read import read
    from narrate.segment import segment
    from narrate.synthesize import clip_key

    try:
        known = kept.at_place(place_of(found, rehearsal.out)) if kept else None
        source = fetch(found, rehearsal.web)
        if known and (known.source, known.recipe) == (
            source.digest,
            config.key_at(settings, recipe.key, place),
        ):
            return None
        with at_most(time_for(source)):
            document = clean(source, config.rules_of(settings, place))
            only_published(found, draft=document.draft or is_unpublished(source))
            day = clock.day_of(document.published)
            said = spoken_label(segment(document), recipe.label)
            script = recipe.cast(read(said, recipe.lexicon.of(day), recipe.style))
        voice, cache = recipe.voice(document.lang), Cache(rehearsal.out / CLIPS)
        parts = ((u, by) for by, every in script.by_voice(voice).items() for u in every)
        keys = {clip_key(u.reading, by): u for u, by in parts if u.reading}  # a sentence that comes again is said once
        new = {key: u for key, u in keys.items() if key not in heard and cache.get(key) is None}
        heard.update(new)
    except NarrateError as error:
        return Outcome(found.location, error=error, listed=found.listed)
    except Exception as error:
        LOG.debug("%s", found.location, exc_info=True)
        return Outcome(found.location, error=broken(found, error), listed=found.listed)
    times = 2 if recipe.fast else 1
    characters = sum(len(u.text) for u in new.values()) * times
    pace = rehearsal.pace(voice, list(new.values()), cache)
    seconds = sum(syllables(u) for u in new.values()) * times * pace
    doubts = sum(len(u.reading.doubts) for u in script.utterances if u.reading)
    online = len(new) * times if voice.engine == "edge" else 0
    speech = round(_speech(script, voice, recipe.pauses))
    outcome = Outcome(found.location, document.title, speech, new=len(new), voice=voice.id, characters=characters)
    return Task(outcome, known is not None, characters, len(new) * times, seconds, online, doubts)


def _speech(script: Script, voice: Voice, pauses: Mapping[Pause, int]) -> float:
    """How long the episode would be, in milliseconds."""
    syllable = SPEECH.get(voice.engine, SPEECH["kokoro"])
    label = sum(syllables(one) for one in script.utterances if one.kind == Kind.LABEL) / voice.rate
    said = sum(sum(map(syllables, every)) / by.rate for by, every in script.by_voice(voice).items())
    return sum(script.silences(pauses)) + (label + said) * syllable


def _summed(tasks: Sequence[Task | Outcome | None], elsewhere: int = 0) -> Estimate:
    todo = [task for task in tasks if isinstance(task, Task)]
    return Estimate(
        outcomes=tuple(task.outcome if isinstance(task, Task) else task for task in tasks if task is not None),
        pages=len(tasks),
        new=sum(not task.known for task in todo),
        changed=sum(task.known for task in todo),
        unchanged=sum(task is None for task in tasks),
        characters=sum(task.characters for task in todo),
        sentences=sum(task.sentences for task in todo),
        minutes=sum(task.outcome.duration for task in todo) / 60_000,
        seconds=START + sum(task.seconds for task in todo),
        requests=sum(task.requests for task in todo),
        doubts=sum(task.doubts for task in todo),
        elsewhere=elsewhere,
    )
