"""One text → one file: `narrate say`, and the words of a lexicon to be heard."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from narrate import config, lexicons
from narrate.assemble import Tags, assemble, join
from narrate.cache import Cache
from narrate.clean.language import language_of
from narrate.errors import NoArticleError, OutputError
from narrate.files import aside
from narrate.model import Document, Paragraph
from narrate.publish.words import words_for
from narrate.read import read
from narrate.segment import segment
from narrate.synthesize import synthesize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narrate.config import Settings

LONGEST_TITLE = 80  # characters


def say(text: str, out: Path, settings: Settings, wanted: str | None) -> int:
    """Say a text into a WAV or MP3 file; its length in milliseconds. Raises VoiceError, SynthesisError, OutputError."""
    if out.suffix.lower() not in (".wav", ".mp3"):
        raise OutputError(f"{out} has to end in .wav or .mp3: those are the formats narrate writes")
    paragraphs = tuple(Paragraph(line.strip()) for line in text.splitlines() if line.strip())
    if not any(char.isalnum() for char in text):
        raise NoArticleError("there is nothing to say: give a text with words in it")
    lang, pauses = language_of(text), config.pauses(settings)
    voice = config.choose_voice(config.voices(settings), settings, lang, wanted)
    script = read(segment(Document("", lang, paragraphs)), config.lexicon(settings), config.policy(settings))
    with TemporaryDirectory(prefix="narrate-") as cache, aside(out) as part:
        clips, _ = synthesize(script.utterances, voice, Cache(Path(cache)), settings.jobs)
        if out.suffix.lower() == ".wav":
            return join(script, clips, part, pauses=pauses)
        tags = Tags(title=text.strip()[:LONGEST_TITLE], lang=lang, comment=words_for(lang)["notice"])
        recording = assemble(script, clips, part, tags, pauses=pauses, sound=config.sound(settings))
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
