"""The way from a page to an episode, and from episodes to dist/: the file to read first.

    Source → clean → Document → segment → Script → read → synthesize → Clips → assemble → Recording → publish → dist/

Each article goes the whole way on its own; what fails is named and the others go on.
"""

from __future__ import annotations

import hashlib
import json
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

import msgspec

from narrate import __version__, config, lexicons, release
from narrate.assemble import Tags, assemble, assemble_opus, join
from narrate.assemble.rhythm import rhythm
from narrate.cache import Cache, key_of
from narrate.clean import clean
from narrate.clean.language import language_of
from narrate.errors import ConfigError, NarrateError, NoArticleError, OutputError, SourceError, UnreachableError
from narrate.files import STATE, Folder, aside, explained
from narrate.model import Clip, Document, Paragraph, Pause, Recording, Script, Source, Utterance, Voice
from narrate.publish import cover as covers
from narrate.publish import pages, records, sidecars
from narrate.publish.slug import slug_of
from narrate.publish.words import words_for
from narrate.read import read
from narrate.segment import segment
from narrate.segment.label import KIND as LABEL
from narrate.segment.label import labelled
from narrate.sources import load
from narrate.synthesize import clip_key, synthesize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from narrate.config import Settings
    from narrate.lexicons import Unsure
    from narrate.read.lexicon import Lexicon

LABEL_PACE = (120, 160)  # characters a minute (GB 45438-2025 §5.3)
WORK = f"{STATE}/work"  # where recordings are made before they are moved into place
QUEUE = f"{STATE}/readings.toml"


class Watcher(Protocol):
    """Who wants to know how far a build is."""

    def begin(self, stage: str, total: int) -> None:
        """A stage begins: reading, saying, assembling; `total` is what `advance` will count."""

    def advance(self, stage: str, amount: int = 1) -> None:
        """So much more of it is done. May be called from any thread."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one page: a line of the closing table."""

    location: str
    title: str = ""
    duration: int = 0
    chapters: int = 0
    new: int = 0
    cached: int = 0
    seconds: float = 0.0
    voice: str = ""
    error: NarrateError | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What became of all of them, and where the feed is."""

    rows: tuple[Row, ...]
    feed: str
    unsure: tuple[Unsure, ...] = ()  # readings that an editor should look at
    queue: str = ""  # the file that holds them

    @property
    def errors(self) -> tuple[NarrateError, ...]:
        """What went wrong, in order."""
        return tuple(row.error for row in self.rows if row.error)


@dataclass(frozen=True, slots=True)
class Plan:
    """An article that is ready to be said. `made_from` names all that decides its bytes."""

    source: Source
    document: Document
    script: Script
    voice: Voice
    guid: str
    slug: str
    made_from: str
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all articles of a build share."""

    folder: Folder
    cache: Cache
    settings: Settings
    known: dict[str, Voice]
    lexicon: Lexicon
    wanted: str | None
    cover: bytes
    small_cover: bytes
    watch: Watcher
    retry_fallback: bool = False


def build(
    locations: Sequence[str],
    out: Path,
    settings: Settings,
    wanted: str | None,
    watch: Watcher,
    *,
    retry_fallback: bool = False,
) -> Report:
    """Turn pages into `out`. Articles that fail stand in the report with their error; the rest is published.

    Raises ConfigError, VoiceError or OutputError for what concerns all of them.
    """
    if lacks := config.missing(settings):
        raise ConfigError(f"to publish under site.url, narrate.toml still needs: {'; '.join(lacks)}")
    shop = replace(_workshop(out, settings, wanted, watch), retry_fallback=retry_fallback)
    published = {record.guid: record for record in records.load(out)}
    rows: list[Row] = []
    plans: list[tuple[Plan, float]] = []
    loaded = list(load(list(locations)))
    watch.begin("reading", len(loaded))
    for entry in loaded:
        started = time.monotonic()
        outcome = _prepared(entry, shop, published, {plan.guid: plan.source.location for plan, _ in plans})
        if isinstance(outcome, Plan):
            plans.append((outcome, time.monotonic() - started))
        else:
            rows.append(outcome)
        watch.advance("reading")
    watch.begin("saying", sum(_weight(plan) for plan, _ in plans))
    watch.begin("assembling", len(plans))
    fresh = []
    for plan, seconds in plans:
        row, record = _made(plan, shop, seconds)
        rows.append(row)
        if record is not None:
            published[record.guid] = record
            fresh.append(record.slug)
        watch.advance("assembling")
    release.publish(shop.folder, settings, list(published.values()), fresh, shop.cover)
    unsure = lexicons.queue(plan.script for plan, _ in plans)
    if plans:
        shop.folder.write(QUEUE, lexicons.queue_toml(unsure))
    return Report(tuple(rows), str(out / "feed.xml"), tuple(unsure), str(out / QUEUE))


def _workshop(out: Path, settings: Settings, wanted: str | None, watch: Watcher) -> Workshop:
    known = config.voices(settings)
    if wanted:
        config.choose_voice(known, settings, "zh-CN", wanted)
    folder = Folder(out)
    folder.sweep()
    for name in (
        "feed.xml",
        "index.html",
        "cover.jpg",
        "feeds.opml",
        "feed.svg",
        *(f"assets/{asset}" for asset in pages.ASSETS),
    ):
        folder.claim(name)  # before an hour of speaking, not after
    cover = _cover(settings)
    return Workshop(
        folder,
        Cache(out / STATE / "clips"),
        settings,
        known,
        config.lexicon(settings),
        wanted,
        cover,
        covers.small(cover),
        watch,
    )


def _cover(settings: Settings) -> bytes:
    if settings.site.cover:
        return covers.site_cover(Path(settings.folder or ".") / settings.site.cover)
    return covers.drawn_cover(settings.site.title)


# ── one article ───────────────────────────────────────────────────────────────────────────────────────────────────


def _prepared(
    entry: Source | tuple[str, NarrateError],
    shop: Workshop,
    published: dict[str, records.Record],
    taken: dict[str, str],
) -> Plan | Row:
    """A plan, or the row of an article that failed or that has not changed."""
    if not isinstance(entry, Source):
        return Row(entry[0], error=entry[1])
    try:
        plan = _planned(entry, shop, published)
        if plan.guid in taken:
            raise SourceError(
                f"{entry.location} is the same article as {taken[plan.guid]}: leave one out, or give the folder above both"
            )
    except NarrateError as error:
        return Row(entry.location, error=error)
    record = published.get(plan.guid)
    again = record is not None and record.fallback and shop.retry_fallback
    if (
        record is not None
        and not again
        and record.made_from == plan.made_from
        and records.whole(shop.folder.root, record)
    ):
        return Row(entry.location, record.title, record.duration, record.chapters, 0, record.clips, 0.0, record.voice)
    return plan


def _planned(source: Source, shop: Workshop, published: dict[str, records.Record]) -> Plan:
    document = clean(source, config.rules(shop.settings))
    voice = config.choose_voice(shop.known, shop.settings, document.lang, shop.wanted)
    script = read(_labelled(segment(document), shop.settings), shop.lexicon, config.policy(shop.settings))
    guid = document.canonical_url or _guid(source.name if source.name != "-" else document.title)
    slug = published[guid].slug if guid in published else slug_of(document.title, guid)
    made_from = key_of(
        narrate=__version__,
        source=hashlib.sha256(source.content).hexdigest(),
        document=repr(replace(document, evidence=())),
        clips=[clip_key(u.reading, voice) for u in script.utterances if u.reading],
        settings=shop.settings.as_rows | {"folder": "", "jobs": 0},
        cover=hashlib.sha256(shop.cover).hexdigest(),
        slug=slug,
    )
    return Plan(source, document, script, voice, guid, slug, made_from)


def _labelled(script: Script, settings: Settings) -> Script:
    """The script with the explicit label, unless the site is where no law asks for it."""
    if settings.label.explicit == "none":
        return script
    text = "" if settings.label.explicit == "rhythm" else settings.label.text or words_for(script.lang)["label"]
    return labelled(script, text, settings.label.where)


def _guid(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'narrate:' + name)}"


def _weight(plan: Plan) -> int:
    return sum(len(utterance.text) for utterance in plan.script.utterances)


def _made(plan: Plan, shop: Workshop, seconds: float) -> tuple[Row, records.Record | None]:
    started = time.monotonic()
    try:
        clips, new, plan = _said_whole(plan, shop)
        record = _record(plan, shop, clips)
    except NarrateError as error:
        return Row(plan.source.location, plan.document.title, error=error), None
    spent = seconds + time.monotonic() - started
    voice = f"{plan.voice.id} (fallback)" if plan.fallback else plan.voice.id
    row = Row(plan.source.location, record.title, record.duration, record.chapters, new, len(clips) - new, spent, voice)
    return row, record


def _said_whole(plan: Plan, shop: Workshop) -> tuple[list[Clip], int, Plan]:
    """The article in its voice; in the fallback, from the first word to the last, where that can't be reached."""
    try:
        return *_said(plan, shop, plan.voice), plan
    except UnreachableError:
        if not shop.settings.speech.fallback:
            raise
    other = config.choose_voice(shop.known, shop.settings, plan.document.lang, shop.settings.speech.fallback)
    instead = replace(plan, voice=other, fallback=True)
    return *_said(instead, shop, other), instead


def _said(plan: Plan, shop: Workshop, voice: Voice) -> tuple[list[Clip], int]:
    """A clip for each sentence in this voice, and how many were said anew; the label's own clip in its place."""

    def tell(utterance: Utterance, _: bool) -> None:  # noqa: FBT001 - what synthesize calls
        shop.watch.advance("saying", len(utterance.text))

    article = [u for u in plan.script.utterances if u.kind != LABEL]
    clips, new = synthesize(article, voice, shop.cache, shop.settings.jobs, tell)
    found = next((u for u in plan.script.utterances if u.kind == LABEL), None)
    if found is None:
        return clips, new
    label, more = _label_clip(found, plan, shop, voice, clips[0].rate)
    rest = iter(clips)
    return [label if u.kind == LABEL else next(rest) for u in plan.script.utterances], new + more


def _label_clip(utterance: Utterance, plan: Plan, shop: Workshop, voice: Voice, rate: int) -> tuple[Clip, int]:
    """The label in the episode's own voice, as slowly as GB 45438-2025 asks; or as a rhythm."""
    if not utterance.text:
        key = key_of(label="rhythm", rate=rate)
        clip = shop.cache.get(key)
        return (clip, 0) if clip else (shop.cache.put(key, rhythm(rate), ()), 1)
    (clip,), new = synthesize((utterance,), voice, shop.cache)
    spoken = utterance.reading.spoken if utterance.reading else utterance.text
    pace = sum(char.isalnum() for char in spoken) * 60_000 / max(1, clip.frames * 1000 / clip.rate)
    if not plan.script.lang.startswith("zh") or LABEL_PACE[0] <= pace <= LABEL_PACE[1]:
        return clip, new
    slower = replace(voice, rate=voice.rate * sum(LABEL_PACE) / 2 / pace)
    (clip,), more = synthesize((utterance,), slower, shop.cache)
    return clip, min(1, new + more)


def _record(plan: Plan, shop: Workshop, clips: Sequence[Clip]) -> records.Record:
    """Assemble the recording, then write the episode's folder, its record last."""
    settings = shop.settings
    pauses, tags = _pauses(settings), _tags(plan, shop)
    with _workbench(shop, plan) as (working, adopt):
        recording = assemble(plan.script, clips, working, tags, pauses=pauses, sound=_sound(settings))
        audio = adopt("", "mp3", recording.digest)
        others = []
        if settings.delivery.opus:
            sound = (*_sound(settings)[:2], settings.delivery.opus)
            size, digest = assemble_opus(plan.script, clips, working, tags, pauses=pauses, sound=sound)
            path = adopt("", "opus", digest)
            others.append(records.OtherFile(path, size, "audio/ogg", "Opus", settings.delivery.opus * 1000))
        if settings.delivery.fast:
            fast, _ = _said(plan, shop, replace(plan.voice, rate=plan.voice.rate * settings.delivery.fast))
            made = assemble(plan.script, fast, working, tags, pauses=pauses, sound=_sound(settings))
            title = f"{words_for(plan.document.lang)['fast']} {settings.delivery.fast:g}×"
            path = adopt("-fast", "mp3", made.digest)
            others.append(records.OtherFile(path, made.size, "audio/mpeg", title, settings.sound.bitrate * 1000))
    return _written(plan, shop, recording, audio, [clip.key for clip in clips], tuple(others))


@contextmanager
def _workbench(shop: Workshop, plan: Plan) -> Iterator[tuple[Path, Callable[[str, str, str], str]]]:
    """Where a recording is made, and how it comes to its name, which holds a hash of its content."""
    working = shop.folder.root / WORK / f"{plan.slug}.work"

    def adopt(infix: str, suffix: str, digest: str) -> str:
        name = f"episodes/{plan.slug}/{plan.slug}{infix}-{digest[:8]}.{suffix}"
        shop.folder.adopt(working, name)
        return name

    with explained(working):
        working.parent.mkdir(parents=True, exist_ok=True)
        yield working, adopt


def _pauses(settings: Settings) -> dict[Pause, int]:
    return {pause: getattr(settings.pauses, pause.value) for pause in Pause}


def _sound(settings: Settings) -> tuple[float, float, int]:
    return settings.sound.loudness, settings.sound.peak, settings.sound.bitrate


def _tags(plan: Plan, shop: Workshop) -> Tags:
    document, site = plan.document, shop.settings.site
    return Tags(
        title=document.title,
        artist=document.author or document.publisher or site.author or site.title,
        album=site.title,
        publisher=document.publisher or site.author,
        lang=document.lang,
        published=document.published,
        url=document.canonical_url,
        comment=words_for(document.lang)["notice"],
        licence_url=site.licence_url,
        page_url=f"{release.base_url(shop.settings)}episodes/{plan.slug}/index.html",
        aigc=_aigc(plan, shop.settings),
        cover=shop.small_cover,
    )


def _aigc(plan: Plan, settings: Settings) -> tuple[tuple[str, str], ...]:
    """The implicit label of GB 45438-2025, annex E; ReservedCode1 is filled in with the digest of the sound."""
    producer = settings.label.producer or settings.site.author or settings.site.title
    return (
        ("Label", "1"),
        ("ContentProducer", producer),
        ("ProduceID", plan.guid),
        ("ReservedCode1", ""),
        ("ContentPropagator", settings.label.propagator or producer),
        ("PropagateID", plan.guid),
        ("ReservedCode2", ""),
    )


def _written(
    plan: Plan,
    shop: Workshop,
    recording: Recording,
    audio: str,
    clips: list[str],
    others: tuple[records.OtherFile, ...],
) -> records.Record:
    document, timeline, base = plan.document, recording.timeline, f"episodes/{plan.slug}"
    lead = "".join(u.text for u in plan.script.sections[0].utterances if u.kind not in ("h1", LABEL))[:300]
    record = records.Record(
        guid=plan.guid,
        slug=plan.slug,
        title=document.title,
        lang=document.lang,
        description=document.description or lead,
        published=(document.published or _added(shop, plan.guid)).isoformat(),
        audio=audio,
        size=recording.size,
        duration=timeline.duration,
        link=document.canonical_url,
        author=document.author,
        publisher=document.publisher,
        chapters=len(timeline.chapters),
        clips=len(clips),
        made_from=plan.made_from,
        section=_part(plan, shop.settings),
        voice=plan.voice.name or plan.voice.id,
        fallback=plan.fallback,
        chapter_list=tuple((c.start, c.end, c.title) for c in timeline.chapters),
        alternates=others,
    )
    episode = records.episode_of(record, release.base_url(shop.settings))
    contents = {
        "chapters.json": sidecars.chapters_json(timeline.chapters),
        "transcript.vtt": sidecars.transcript_vtt(timeline),
        "transcript.json": sidecars.transcript_json(timeline),
        "transcript.srt": sidecars.transcript_srt(timeline),
        **pages.episode_files(
            episode, release.podcast(shop.settings), plan.script, timeline, _times(plan, shop, clips)
        ),
        "manifest.json": records.manifest(document, plan.script, plan.voice, timeline, clips),
    }
    for name, content in contents.items():
        shop.folder.stage(f"{base}/{name}", content)
    sizes = tuple((name, len(content.encode("utf-8"))) for name, content in contents.items())
    record = msgspec.structs.replace(record, files=sizes)
    shop.folder.stage(f"{base}/{records.NAME}", records.dumps(record))
    return record


def _times(plan: Plan, shop: Workshop, keys: Sequence[str]) -> list[pages.Times]:
    """When each written character is heard, a row a sentence: the engine's times through the reading's mapping."""
    rows = []
    for utterance, key in zip(plan.script.utterances, keys, strict=True):
        clip, reading = shop.cache.get(key), utterance.reading
        heard: dict[int, int] = {}
        for mark in shop.cache.marks(clip) if clip and reading else ():
            heard.setdefault(reading.written_range(mark.first, mark.last)[0], mark.start)  # type: ignore[union-attr]
        rows.append(tuple(sorted(heard.items())))
    return rows


def _part(plan: Plan, settings: Settings) -> str:
    """The feed of its own that the article belongs to, besides the feed of all."""
    places = (plan.source.location, plan.document.canonical_url)
    return next((part.name for part in settings.feeds if any(fnmatch(place, part.match) for place in places)), "")


def _added(shop: Workshop, guid: str) -> datetime:
    """When an article without a date was first built: kept, so that a rebuild does not make it new."""
    path = shop.folder.root / STATE / "added.json"
    try:
        added: dict[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (OSError, ValueError):
        added = {}
    if guid not in added:
        added[guid] = datetime.now(UTC).replace(microsecond=0).isoformat()
        shop.folder.write(f"{STATE}/added.json", json.dumps(added, indent=1, sort_keys=True))
    return datetime.fromisoformat(added[guid])


# ── one text ──────────────────────────────────────────────────────────────────────────────────────────────────────


def say(text: str, out: Path, settings: Settings, wanted: str | None) -> int:
    """Say a text into a WAV or MP3 file; its length in milliseconds. Raises VoiceError, SynthesisError, OutputError."""
    if out.suffix.lower() not in (".wav", ".mp3"):
        raise OutputError(f"{out} has to end in .wav or .mp3: those are the formats narrate writes")
    paragraphs = tuple(Paragraph(line.strip()) for line in text.splitlines() if line.strip())
    if not any(char.isalnum() for char in text):
        raise NoArticleError("there is nothing to say: give a text with words in it")
    lang = language_of(text)
    voice = config.choose_voice(config.voices(settings), settings, lang, wanted)
    script = read(segment(Document("", lang, paragraphs)), config.lexicon(settings), config.policy(settings))
    with TemporaryDirectory(prefix="narrate-") as cache, aside(out) as part:
        clips, _ = synthesize(script.utterances, voice, Cache(Path(cache)), settings.jobs)
        if out.suffix.lower() == ".wav":
            return join(script, clips, part, pauses=_pauses(settings))
        tags = Tags(title=text.strip()[:80], lang=lang, comment=words_for(lang)["notice"])
        recording = assemble(script, clips, part, tags, pauses=_pauses(settings), sound=_sound(settings))
        return recording.timeline.duration


def say_lexicon(folder: Path, settings: Settings) -> Iterator[str]:
    """Say every entry of the site's own lexicon in every Chinese voice, a file a voice. Yields the files' names."""
    own = [
        entry.grapheme
        for entry in config.lexicon(settings).entries
        if entry.origin != lexicons.OURS and not entry.surname
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for voice in config.voices(settings).values():
        if voice.lang.startswith("zh") and own:
            path = folder / f"{voice.id}.mp3"
            say("\n".join(f"{word}。" for word in own), path, settings, voice.id)
            yield str(path)
