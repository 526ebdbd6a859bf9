"""One article's edition: said, recorded, laid out. Acts on a plan; decides nothing, and knows no other article."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

from narrate import corrections
from narrate.assemble import assemble, assemble_opus
from narrate.assemble.rhythm import rhythm
from narrate.assemble.timeline import plan as laid_out
from narrate.cache import Cache, key_of
from narrate.errors import UnreachableError
from narrate.files import explained
from narrate.model import Sound
from narrate.plan import heard_from, tags_of
from narrate.publish import records
from narrate.publish.words import words_for
from narrate.segment.label import KIND as LABEL
from narrate.synthesize import synthesize

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from narrate.assemble import Tags
    from narrate.config import Recipe
    from narrate.files import Folder
    from narrate.model import Clip, Script, Timeline, Utterance, Voice
    from narrate.plan import Plan

    Tell = Callable[[Utterance, bool], None]  # of a finished utterance, and whether it was new

LABEL_PACE = (120, 160)  # characters a minute (GB 45438-2025 §5.3)
NOT_LEAD = ("h1", LABEL, corrections.KIND)
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
        return _say_in(plan.voice, plan, recipe, cache, tell)
    except UnreachableError:
        if recipe.fallback is None:
            raise
    return replace(_say_in(recipe.fallback(plan.document.lang), plan, recipe, cache, tell), fallback=True)


def _say_in(voice: Voice, plan: Plan, recipe: Recipe, cache: Cache, tell: Tell) -> Said:
    clips, new = _say(plan.script, voice, recipe, cache, tell)
    if not recipe.fast:
        return Said(voice, clips, (), new)
    fast, more = _say(plan.script, replace(voice, rate=voice.rate * recipe.fast), recipe, cache, tell)
    return Said(voice, clips, fast, new + more)


def _say(script: Script, voice: Voice, recipe: Recipe, cache: Cache, tell: Tell) -> tuple[list[Clip], int]:
    """A clip for each sentence in this voice, and how many were said anew; the label's own clip in its place."""
    article = [u for u in script.utterances if u.kind != LABEL]
    clips, new = synthesize(article, voice, cache, recipe.jobs, tell)
    found = next((u for u in script.utterances if u.kind == LABEL), None)
    if found is None:
        return clips, new
    label, more = _say_label(found, script.lang, voice, cache, clips[0].rate)
    rest = iter(clips)
    return [label if u.kind == LABEL else next(rest) for u in script.utterances], new + more


def _say_label(label: Utterance, lang: str, voice: Voice, cache: Cache, rate: int) -> tuple[Clip, int]:
    """The label in the episode's own voice, as slowly as GB 45438-2025 asks; or as a rhythm."""
    if not label.text:
        key = key_of(label="rhythm", rate=rate)
        clip = cache.get(key)
        return (clip, 0) if clip else (cache.put(key, rhythm(rate), ()), 1)
    (clip,), new = synthesize((label,), voice, cache)
    spoken = label.reading.spoken if label.reading else label.text
    pace = sum(char.isalnum() for char in spoken) * 60_000 / max(1, clip.frames * 1000 / clip.rate)
    if not lang.startswith("zh") or LABEL_PACE[0] <= pace <= LABEL_PACE[1]:
        return clip, new
    slower = replace(voice, rate=voice.rate * sum(LABEL_PACE) / 2 / pace)
    (clip,), more = synthesize((label,), slower, cache)
    return clip, min(1, new + more)


# ── recording ─────────────────────────────────────────────────────────────────────────────────────────────────────


def recorded(
    plan: Plan, heard: Said, recipe: Recipe, folder: Folder, cache: Cache, before: tuple[str, records.Record] | None
) -> records.Edition:
    """Make the files of an article that was said, or take over those of the edition `before` (its key and its record)
    where the sound is the same. The date is set by whoever knows it. Raises OutputError."""
    cover = hashlib.sha256(recipe.imprint.cover()).hexdigest()
    key = heard_from(plan, heard.clips, heard.fast, recipe, cover)
    line = laid_out(plan.script, heard.clips, recipe.pauses).timeline
    if before is not None and before[0] == key:
        old = before[1]
        files = {"audio": old.audio, "size": old.size, "alternates": old.alternates}
    else:
        files = _record(plan, heard, recipe, folder)
    times = tuple(times_of(plan.script, heard.clips, cache))
    keys = [clip.key for clip in heard.clips]
    manifest = records.manifest(plan.document, plan.script, heard.voice, line, keys)
    every = tuple(dict.fromkeys((*keys, *(clip.key for clip in heard.fast))))
    laid = records.Laid(records.bare(plan.script), line, times, manifest, every)
    return records.Edition(msgspec.structs.replace(_record_of(plan, heard, line), **files), laid, key)


def _record(plan: Plan, heard: Said, recipe: Recipe, folder: Folder) -> dict[str, object]:
    """Encode the recording and its other forms, and move them into place: what the record says of them."""
    tags = replace(tags_of(plan, recipe.imprint), cover=recipe.imprint.cover())
    bench = folder.workbench(f"{plan.slug}.work")
    adopt = partial(_adopt, folder, bench, plan.slug)
    others = []
    with explained(bench):
        main = assemble(plan.script, heard.clips, bench, tags, pauses=recipe.pauses, sound=recipe.sound)
        audio = adopt("", "mp3", main.digest)
        if recipe.opus:
            others.append(_record_opus(plan, heard, recipe, tags, bench, adopt))
        if heard.fast:
            fast = assemble(plan.script, heard.fast, bench, tags, pauses=recipe.pauses, sound=recipe.sound)
            title = f"{words_for(plan.document.lang)['fast']} {recipe.fast:g}×"
            path = adopt("-fast", "mp3", fast.digest)
            others.append(
                records.OtherFile(
                    path, fast.size, "audio/mpeg", title, recipe.sound.bitrate * 1000, fast.digest, "fast"
                )
            )
    return {"audio": audio, "size": main.size, "alternates": tuple(others)}


def _record_opus(
    plan: Plan, heard: Said, recipe: Recipe, tags: Tags, bench: Path, adopt: Callable[[str, str, str], str]
) -> records.OtherFile:
    sound = Sound(recipe.sound.loudness, recipe.sound.peak, recipe.opus)
    size, digest = assemble_opus(plan.script, heard.clips, bench, tags, pauses=recipe.pauses, sound=sound)
    return records.OtherFile(adopt("", "opus", digest), size, "audio/ogg", "Opus", recipe.opus * 1000, digest)


def _adopt(folder: Folder, bench: Path, slug: str, infix: str, suffix: str, digest: str) -> str:
    """Move what was made to its name, which holds a hash of its content."""
    name = f"episodes/{slug}/{slug}{infix}-{digest[:8]}.{suffix}"
    folder.adopt(bench, name)
    return name


def _record_of(plan: Plan, heard: Said, line: Timeline) -> records.Record:
    """The record, without its files, its date and its section."""
    document = plan.document
    lead = "".join(u.text for u in plan.script.sections[0].utterances if u.kind not in NOT_LEAD)[:LEAD]
    return records.Record(
        guid=plan.guid,
        slug=plan.slug,
        title=document.title,
        lang=document.lang,
        description=document.description or lead,
        published="",
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
        image=document.image_url if document.image_url.startswith(("https://", "http://")) else "",
        image_alt=document.image_alt,
        breaks=_breaks(plan.script),
    )


def _breaks(script: Script) -> tuple[int, ...]:
    """Before which characters of the title a word begins, as far as it is read as it is written."""
    readings = (u.reading for u in script.utterances if u.kind == "h1" and u.text == script.title)
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
