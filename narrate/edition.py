"""One article's edition: said, recorded, laid out. Acts on a plan; decides nothing, and knows no other article."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

from narrate import sounds, synthesize
from narrate.assemble import assemble, assemble_opus, heard_in
from narrate.assemble.timeline import plan as laid_out
from narrate.cache import Cache, key_of
from narrate.errors import UnreachableError
from narrate.files import explained
from narrate.identity import is_web
from narrate.label import law
from narrate.label.rhythm import rhythm
from narrate.model import Kind, Sound
from narrate.plan import heard_from
from narrate.publish import records
from narrate.publish.words import words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from narrate.config import Recipe
    from narrate.files import Folder
    from narrate.model import Clip, Script, Timeline, Utterance, Voice
    from narrate.plan import Plan

    Tell = Callable[[Utterance, bool], None]  # of a finished utterance, and whether it was new

LOG = logging.getLogger(__name__)
NOT_LEAD = (Kind.H1, Kind.LABEL, Kind.CORRECTION)
FILES = ("audio", "size", "digest", "bitrate", "alternates")  # what a record says of its files
LEAD = 300  # characters of the opening that describe an article which does not describe itself


@dataclass(frozen=True, slots=True)
class Said:
    """An article in one voice: a clip for each utterance, once more for the fast rendition, and how many were new."""

    voice: Voice
    clips: Sequence[Clip]
    fast: Sequence[Clip]
    new: int
    fallback: bool = False


# ── saying ────────────────────────────────────────────────────────────────────────────────────────────────────────


def said(plan: Plan, recipe: Recipe, cache: Cache, tell: Tell) -> Said:
    """Say the article in its voice; in the fallback, from the first word to the last, where that can't be reached.

    Raises SynthesisError, VoiceError, OutputError.
    """
    try:
        return _say_in(plan.voice, plan.script, recipe, cache, tell)
    except UnreachableError:
        if recipe.fallback is None:
            raise
    script, voice = plan.script.in_one_voice, recipe.fallback(plan.document.lang)
    return replace(_say_in(voice, script, recipe, cache, tell), fallback=True)


def _say_in(voice: Voice, script: Script, recipe: Recipe, cache: Cache, tell: Tell) -> Said:
    clips, new = _say(script, voice, recipe, cache, tell)
    if not recipe.fast:
        return Said(voice, clips, (), new)
    fast, more = _say(script.faster(recipe.fast), voice.faster(recipe.fast), recipe, cache, tell)
    return Said(voice, clips, fast, new + more)


def begin(script: Script, voice: Voice, recipe: Recipe, cache: Cache) -> None:
    """Tell who says the sentences what of this article will be asked for."""
    for times in (1.0, recipe.fast):
        if times:
            for by, said_by in script.by_voice(voice).items():
                synthesize.begin(said_by, by.faster(times), cache, recipe.pool)


def _say(script: Script, voice: Voice, recipe: Recipe, cache: Cache, tell: Tell) -> tuple[list[Clip], int]:
    """A clip for each sentence, in its section's voice or this one, and how many were said anew; the label's own clip in its
    place."""
    made: dict[Voice, Iterator[Clip]] = {}
    new = rate = 0
    for by, said_by in script.by_voice(voice).items():
        clips, more = synthesize.synthesize(said_by, by, cache, recipe.pool, tell)
        made[by], rate, new = iter(clips), clips[0].rate, new + more
    label: Clip | None = None
    if found := next((u for u in script.utterances if u.kind == Kind.LABEL), None):
        label, more = _say_label(found, script.lang, voice, cache, rate)
        new += more
    placed = ((u, section.voice or voice) for section in script.sections for u in section.utterances)
    return [label if label and u.kind == Kind.LABEL else next(made[by]) for u, by in placed], new


def _say_label(label: Utterance, lang: str, voice: Voice, cache: Cache, rate: int) -> tuple[Clip, int]:
    """The label in the episode's own voice, as slowly as GB 45438-2025 asks; or as a rhythm."""
    if not label.text:
        key = key_of(label="rhythm", rate=rate)
        clip = cache.get(key)
        return (clip, 0) if clip else (cache.put(key, rhythm(rate), ()), 1)
    (clip,), new = synthesize.synthesize((label,), voice, cache)
    spoken = label.reading.spoken if label.reading else label.text
    factor = law.slowed(spoken, clip.frames * 1000 / clip.rate) if lang.startswith("zh") else 1
    if factor == 1:
        return clip, new
    (clip,), more = synthesize.synthesize((label,), voice.faster(factor), cache)
    return clip, min(1, new + more)


# ── recording ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Before:
    """The edition that an article had: the key of its sound, and its record."""

    heard_from: str
    record: records.Record


def recorded(
    plan: Plan, heard: Said, recipe: Recipe, folder: Folder, cache: Cache, before: Before | None
) -> records.Edition:
    """Make the files of an article that was said, or take over those of the edition `before` where the sound is the same.
    Raises OutputError."""
    key = heard_from(plan, heard.clips, heard.fast, recipe)
    line = laid_out(plan.script, heard.clips, recipe.pauses).timeline
    record, tagged = _record_of(plan, heard, line), True
    if before is not None and before.heard_from == key and sounds.are_there(folder, before.record):
        old = before.record
        record = msgspec.structs.replace(record, **{name: getattr(old, name) for name in FILES})
        tagged = sounds.tags_of(old, recipe.imprint) != sounds.tags_of(record, recipe.imprint)
        record = sounds.retagged(folder, record, recipe.imprint) if tagged else record
    else:
        record = _encoded(plan, heard, recipe, folder, record, before)
    times = tuple(times_of(plan.script, heard.clips, cache))
    keys = [clip.key for clip in heard.clips]
    script = plan.script.in_one_voice if heard.fallback else plan.script
    manifest = records.manifest(plan.document, script, heard.voice, line, keys)
    every = tuple(dict.fromkeys((*keys, *(clip.key for clip in heard.fast))))
    laid = records.Laid(records.bare(plan.script), line, times, manifest, every)
    return records.Edition(record, laid, key, tagged)


def _encoded(
    plan: Plan, heard: Said, recipe: Recipe, folder: Folder, record: records.Record, before: Before | None
) -> records.Record:
    """Encode the recording and its other forms, and move them into place: the record with its files."""
    tags = replace(sounds.tags_of(record, recipe.imprint), cover=recipe.imprint.cover())
    bench = folder.workbench(f"{plan.slug}.work")
    adopt = partial(_adopt, folder, bench, plan.slug, before.record.sounds if before else ())
    others = []
    with explained(bench):
        main = assemble(plan.script, heard.clips, bench, tags, pauses=recipe.pauses, sound=recipe.sound)
        audio = adopt("", "mp3", main.heard)
        if recipe.opus:
            sound = Sound(recipe.sound.loudness, recipe.sound.peak, recipe.opus)
            opus = assemble_opus(plan.script, heard.clips, bench, tags, pauses=recipe.pauses, sound=sound)
            path = adopt("", "opus", opus.heard)
            others.append(records.OtherFile(path, opus.size, "audio/ogg", "Opus", recipe.opus * 1000, opus.digest))
        if heard.fast:
            fast = assemble(plan.script, heard.fast, bench, tags, pauses=recipe.pauses, sound=recipe.sound)
            title = f"{words_for(plan.document.lang)['fast']} {recipe.fast:g}×"
            path, rate = adopt("-fast", "mp3", fast.heard), recipe.sound.bitrate * 1000
            others.append(records.OtherFile(path, fast.size, "audio/mpeg", title, rate, fast.digest, "fast"))
    rate = recipe.sound.bitrate * 1000
    files = {"audio": audio, "size": main.size, "digest": main.digest, "bitrate": rate, "alternates": tuple(others)}
    return msgspec.structs.replace(record, **files)


def pictured(
    made: records.Edition, before: Before | None, folder: Folder, fetch: Callable[[str], bytes]
) -> records.Edition:
    """The edition with its article's picture, squared; the one that it had, where that is the same. `fetch` gives nothing for
    an address that has none. Raises OutputError."""
    record = made.record
    old = before.record if before else None
    if old and old.image == record.image and old.art and folder.pending(old.art).is_file():
        return replace(made, record=msgspec.structs.replace(record, art=old.art))
    content = fetch(record.image) if record.image else b""
    if not content:
        return made
    from narrate.publish.cover import art

    try:
        picture = art(content)
    except ValueError as error:
        LOG.debug("%s is no picture for an episode: %s", record.image, error)
        return made
    name = f"episodes/{record.slug}/{record.slug}-art-{hashlib.sha256(picture).hexdigest()[:8]}.jpg"
    bench = folder.workbench(f"{record.slug}.jpg")
    with explained(bench):
        bench.write_bytes(picture)
    folder.adopt(bench, name)
    return replace(made, record=msgspec.structs.replace(record, art=name))


def _adopt(folder: Folder, bench: Path, slug: str, known: Sequence[str], infix: str, suffix: str, heard: str) -> str:  # noqa: PLR0913, PLR0917 - the parts of a name
    """Move what was made to its name, which holds a hash of its sound. One that is `known` under a name keeps it, whoever
    named it."""
    name = f"episodes/{slug}/{slug}{infix}-{heard[:8]}.{suffix}"
    for old in known:
        if old.endswith(f".{suffix}") and folder.pending(old).is_file() and heard_in(folder.pending(old)) == heard:
            name = old
    folder.adopt(bench, name)
    return name


def _record_of(plan: Plan, heard: Said, line: Timeline) -> records.Record:
    """The record, without its files and its section."""
    document = plan.document
    lead = "".join(u.text for u in plan.script.sections[0].utterances if u.kind not in NOT_LEAD)[:LEAD]
    return records.Record(
        guid=plan.guid,
        slug=plan.slug,
        title=document.title,
        lang=document.lang,
        description=document.description or lead,
        published=plan.date,
        audio="",
        size=0,
        duration=line.duration,
        link=document.canonical_url,
        author=document.author,
        publisher=document.publisher,
        chapters=len(line.chapters),
        clips=len(heard.clips),
        voice=heard.voice.name or heard.voice.id,
        fallback=heard.fallback,
        chapter_list=tuple((c.start, c.end, c.title) for c in line.chapters),
        image=document.image_url if is_web(document.image_url) else "",
        image_alt=document.image_alt,
        breaks=_breaks(plan.script),
        tags=document.tags,
    )


def _breaks(script: Script) -> tuple[int, ...]:
    """Before which characters of the title a word begins, as far as it is read as it is written."""
    readings = (u.reading for u in script.utterances if u.kind == Kind.H1 and u.text == script.title)
    reading = next((r for r in readings if r and r.spoken == r.text and "".join(r.words) == r.text), None)
    return tuple(accumulate(len(word) for word in reading.words))[:-1] if reading else ()


def times_of(script: Script, clips: Sequence[Clip], cache: Cache) -> list[records.Times]:
    """When each written character is heard, a row a sentence: the engine's times through the reading's mapping."""
    rows = []
    for utterance, clip in zip(script.utterances, clips, strict=True):
        reading, heard = utterance.reading, dict[int, int]()
        for mark in cache.marks(clip) if reading else ():
            if reading is not None:
                heard.setdefault(reading.written_range(mark.first, mark.last)[0], mark.start)
        rows.append(tuple(sorted(heard.items())))
    return rows
