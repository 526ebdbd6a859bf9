"""One text or page → one file, or aloud: `narrate say`, and the words of a lexicon to be heard."""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from narrate import config, lexicons
from narrate.assemble import Tags, assemble, join
from narrate.cache import Cache
from narrate.errors import NoArticleError, OutputError
from narrate.files import aside
from narrate.label import law
from narrate.language import language_of
from narrate.model import Document, Paragraph, Section
from narrate.plan import named_guid, text_of
from narrate.publish.words import words_for
from narrate.read import read
from narrate.segment import segment
from narrate.synthesize import Threads, synthesize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narrate.config import Settings
    from narrate.model import Pause, Script, Utterance, Voice

LONGEST_TITLE = 80  # characters


def document_of(text: str) -> Document:
    """A text as a document without a headline. Raises NoArticleError."""
    if not any(char.isalnum() for char in text):
        raise NoArticleError("there is nothing to say: give a text with words in it")
    return Document("", language_of(text), tuple(Paragraph(line.strip()) for line in text.splitlines() if line.strip()))


def say(text: str, out: Path, settings: Settings, wanted: str | None) -> int:
    """Say a text into a WAV or MP3 file; its length in milliseconds. Raises VoiceError, SynthesisError, OutputError."""
    return say_document(document_of(text), out, settings, wanted)


def say_document(document: Document, out: Path, settings: Settings, wanted: str | None) -> int:
    """Say a document into a WAV or MP3 file; its length in milliseconds. Raises VoiceError, SynthesisError, OutputError."""
    if out.suffix.lower() not in (".wav", ".mp3"):
        raise OutputError(f"{out} has to end in .wav or .mp3: those are the formats narrate writes")
    pauses, voice, script = _spoken(document, settings, wanted)
    with TemporaryDirectory(prefix="narrate-") as cache, aside(out) as part:
        clips, _ = synthesize(script.utterances, voice, Cache(Path(cache)), Threads(settings.jobs))
        if out.suffix.lower() == ".wav":
            return join(script, clips, part, pauses=pauses)
        title = document.title or next(block.text for block in document.blocks)
        tags = Tags(
            title=title[:LONGEST_TITLE],
            lang=document.lang,
            comment=words_for(document.lang)["notice"],
            aigc=_label(document, settings),
        )
        recording = assemble(script, clips, part, tags, pauses=pauses, sound=config.sound(settings))
        return recording.timeline.duration


def _label(document: Document, settings: Settings) -> tuple[tuple[str, str], ...]:
    """The implicit label of a file that belongs to no show: named by its text."""
    imprint = config.imprint(settings)
    return law.fields(named_guid(text_of(document)), imprint.producer, imprint.propagator)


def _spoken(document: Document, settings: Settings, wanted: str | None) -> tuple[dict[Pause, int], Voice, Script]:
    """The silences, the voice and the script of a document."""
    voice = config.choose_voice(config.voices(settings), settings, document.lang, wanted)
    return config.pauses(settings), voice, read(segment(document), config.lexicon(settings), config.policy(settings))


# Programs that play a WAV file and end: name → arguments before the file's name.
PLAYERS = {
    "ffplay": ("-nodisp", "-autoexit", "-loglevel", "error"),
    "mpv": ("--no-video", "--really-quiet"),
    "afplay": (),
    "paplay": (),
    "pw-play": (),
    "aplay": ("-q",),
    "play": ("-q",),
}


def play(document: Document, settings: Settings, wanted: str | None) -> None:
    """Say a document aloud through the machine's player: a sentence is heard while the next is made.

    Raises OutputError where there is no player, VoiceError, SynthesisError.
    """
    player = next((name for name in PLAYERS if shutil.which(name)), None)
    if player is None:
        raise OutputError(f"there is no player here ({', '.join(PLAYERS)}): install one, or give --out FILE.mp3")
    pauses, voice, script = _spoken(document, settings, wanted)
    with TemporaryDirectory(prefix="narrate-") as folder, ThreadPoolExecutor(1) as ahead:
        cache = Cache(Path(folder))

        def made(number: int, utterance: Utterance) -> Path:
            path = Path(folder) / f"{number}.wav"
            clips, _ = synthesize((utterance,), voice, cache, Threads(1))
            join(replace(script, sections=(Section("", (utterance,)),)), clips, path, pauses=pauses)
            return path

        first, *rest = script.utterances
        coming = ahead.submit(made, 0, first)
        for number, utterance in enumerate(rest, 1):
            ready = coming.result()
            coming = ahead.submit(made, number, utterance)
            _heard(player, ready)
        _heard(player, coming.result())


def _heard(player: str, path: Path) -> None:
    program = [shutil.which(player) or player, *PLAYERS[player], str(path)]
    # what players write is of their own libraries, and pages long
    if subprocess.run(program, check=False, stderr=subprocess.DEVNULL).returncode:  # noqa: S603 - of the table, a file of ours
        raise OutputError(f"{player} could not play the sound: give --out FILE.mp3")
    path.unlink()


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
