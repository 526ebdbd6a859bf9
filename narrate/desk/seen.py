"""What is seen at the desk. Each view reads through `inbox`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse

from narrate import config, deeds, inbox, mending, report, rulings
from narrate.desk.found import Found, number_in
from narrate.desk.levels import levels, wave_svg
from narrate.desk.shown import language_of, shown
from narrate.desk.switches import HEADING, border, starts, switched
from narrate.files import CLIPS, inside
from narrate.media import type_of
from narrate.read import written_pinyin
from narrate.read.lexicon import Entry

if TYPE_CHECKING:
    from starlette.requests import Request

    from narrate.model import Reading


class Chapter(NamedTuple):
    """A chapter as it is seen beside the waveform; times in milliseconds."""

    start: int
    end: int
    title: str
    line: str  # of the page, at which it begins; "" where it can't be moved
    seen: str  # what an editor's rule says of that line
    places: list[tuple[int, str]]  # where else it may begin: times and lines


class Seen(Found):
    """The desk's pages, and what they play."""

    def waiting(self, request: Request) -> Response:
        """What waits, by kind."""
        asked = request.query_params
        number, section = number_in(asked.get("sheet")), asked.get("section", "")
        sheet = inbox.sheet(self.desk.out, asked.get("view", ""), number, section)
        titles = {part.name: part.title for part in self.desk.settings.feeds}
        return shown(
            request,
            "inbox.html",
            sheet=sheet,
            titles=titles,
            views=inbox.VIEWS,
            waiting=len(inbox.waiting(self.desk.out)),
        )

    def article(self, request: Request) -> Response:
        """One article: what is said, what is not, what can be done."""
        found = inbox.heard(self.desk.out, request.query_params.get("guid", ""))
        pinyin = request.query_params.get("pinyin") == "1"
        texts = [utterance.text for utterance, _ in found.sentences]
        read = self.reader(found) if pinyin else None
        words = [list(mending.words_of(text, read(text))) if read else [(text, (), 0)] for text in texts]
        settings, place = self.desk.settings, found.article.location
        lines = [switched(line, rulings.decided(settings, line.text, place), place) for line in found.lines]
        return shown(
            request, "article.html", found=found, state=found.state, words=words, pinyin=pinyin, lines=lines,
            opened=request.query_params.get("lines") == "1", about=self._about(found), voices=sorted(config.voices(settings)), feeds=settings.feeds,
            described=request.query_params.get("about") == "1", waiting=len(inbox.waiting(self.desk.out)),
        )  # fmt: skip

    def section(self, request: Request) -> Response:
        """A line of an article, and whether a section begins there."""
        found, at = self.border(request.query_params)
        ruled = rulings.begun_at(self.desk.settings, found.article.location, at.line)
        return shown(
            request, "section.html", found=found, line=at.line, begins=bool(at.title),
            title=at.title or (ruled.title if ruled else ""), ruled=ruled, seen=deeds.told_of(ruled), others=at.others,
            manner=rulings.manner_of(ruled or config.Begun(at.line)), voices=sorted(config.voices(self.desk.settings)),
        )  # fmt: skip

    def levels(self, request: Request) -> Response:
        """An episode as sound: how loud it is, where its chapters are."""
        found, path = self.recorded(request)
        loudness, peak = levels(path)
        heard = starts(found)
        chapters = [Chapter(*row, *self._moved(found, row[2], heard)) for row in found.record.chapter_list]
        return shown(
            request, "levels.html", found=found, loudness=loudness, peak=peak, asked=self.desk.settings.sound,
            chapters=chapters,
        )  # fmt: skip

    def wave(self, request: Request) -> Response:
        """Its waveform."""
        found, path = self.recorded(request)
        starts = [start for start, _, _ in found.record.chapter_list]
        return Response(wave_svg(path, starts, found.record.duration), media_type="image/svg+xml")

    def item(self, request: Request) -> Response:
        """An article as the feed will list it."""
        found = inbox.heard(self.desk.out, request.query_params.get("guid", ""))
        return shown(request, "item.html", found=found, item=inbox.item(found.record, self.desk.settings))

    def mend(self, request: Request) -> Response:
        """One sentence, its words, and how the chosen one may be read."""
        asked, settings = request.query_params, self.desk.settings
        found, at = self.sentence(asked)
        text, word = found.sentences[at][0].text, asked.get("word", "")
        reading = self.reader(found)(text)
        chosen = _chosen(reading, word)
        offered = mending.candidates(word, chosen) if word and word in text else []
        words = list(mending.words_of(text, reading))
        history = inbox.word(self.desk.out, word)
        scopes = self.scoped(Entry(word), found, at) if offered else {}
        seen = {scope: deeds.reading_of(settings, entry) for scope, entry in scopes.items()}
        return shown(
            request, "mend.html", found=found, at=at, word=word if offered else "", words=words, chosen=chosen, offered=offered,
            history=history, seen=seen, last=history[0].number if history else 0,
        )  # fmt: skip

    def word(self, request: Request) -> Response:
        """What was done about a word, by whom and when."""
        about = request.query_params.get("word", "")
        history = inbox.word(self.desk.out, about)
        return shown(request, "word.html", word=about, history=history)

    def log(self, request: Request) -> Response:
        """All that was done, by whom and when."""
        number = number_in(request.query_params.get("sheet"))
        rows, more = inbox.log(self.desk.out, number)
        return shown(request, "log.html", rows=rows, number=number, more=more)

    def nights(self, request: Request) -> Response:
        """What became of the last builds."""
        return shown(request, "nights.html", nights=report.nights(self.desk.out))

    def name(self, request: Request) -> Response:
        """Who is at the desk."""
        return shown(request, "name.html")

    def build(self, request: Request) -> Response:
        """What waits to be built, and how far the build is."""
        return shown(
            request, "build.html", waiting=inbox.waiting(self.desk.out), now=self.desk.job.now, places=self.desk.places
        )  # fmt: skip

    def events(self, request: Request) -> Response:
        """How far the build is, as it goes."""
        return StreamingResponse(self.desk.job.stream(language_of(request)), media_type="text/event-stream")

    def sound(self, request: Request) -> Response:
        """An article's recording, in ranges."""
        path = inbox.sound(self.desk.out, request.query_params.get("guid", ""))
        return FileResponse(path, media_type="audio/mpeg", headers={"cache-control": "private, no-cache"})

    def preview(self, request: Request) -> Response:
        """A page, or a file beside it, as it will be published."""
        slug, name = request.path_params["slug"], request.path_params["name"]
        found = inbox.preview(self.desk.out, slug, name, self.desk.settings)
        kind = type_of(name) or "application/octet-stream"
        return FileResponse(found, media_type=kind) if isinstance(found, Path) else Response(found, media_type=kind)

    def published_asset(self, request: Request) -> Response:
        """What published pages share."""
        name = request.path_params["name"]
        return Response(inbox.asset(name, self.desk.settings), media_type=type_of(name))

    def say(self, request: Request) -> Response:
        """A sentence of an article with a word read so, in the voice that the build would say it in."""
        asked, settings = request.query_params, self.desk.settings
        found, at = self.sentence(asked)
        word, said, lang = asked.get("word", ""), asked.get("said", ""), found.record.lang
        entry = mending.entry_of(word, said) if said else None
        voice = config.voice_at(settings, lang, found.article.location, self.desk.voice, found.titles[at])
        clips = inside(self.desk.out, CLIPS)
        return Response(
            mending.said(
                found.sentence(found.sentences[at][0].text), voice, settings, self.lexicon(found, entry), clips
            ),
            media_type="audio/wav",
        )

    def changes(self, request: Request) -> Response:
        """How many sentences a reading would change."""
        sentences, articles = self.changed(self.entry(request.query_params))
        return JSONResponse({"sentences": sentences, "articles": articles})

    def _moved(self, found: inbox.Heard, title: str, heard: dict[str, int]) -> tuple[str, str, list[tuple[int, str]]]:
        """Of the section with this title: the line it begins at, what an editor saw of it, where else it may begin, with when each
        line is `heard`; "" and nothing where it is not the page's or an editor's."""
        line = next((one.begins or one.text for one in found.lines if one.spoken == HEADING and one.text == title), "")
        if not line or (at := border(found.lines, line)) is None:
            return "", "", []
        others = sorted((heard[one], one) for one in at.others if one in heard)
        return line, deeds.told_of(rulings.begun_at(self.desk.settings, found.article.location, line)), others

    def _about(self, found: inbox.Heard) -> list[tuple[str, str, str, str]]:
        """Of each field of an article that can be said: its name, what a rule says, what it is now, and where that was found."""
        ruled = rulings.told(self.desk.settings, found.article.location) if found.article.location else {}
        now = {
            "title": found.record.title,
            "author": found.record.author,
            "publisher": found.record.publisher,
            "published": found.record.published[:16].replace("T", " "),
        }
        found_at = {name: one.get("found", "") for name, one in found.evidence.items()}
        feeds = self.desk.settings.feeds
        now["feeds"] = " ".join(part.title for part in feeds if part.name in found.article.section.split())
        named = [name for name in rulings.ABOUT if name not in config.SORTED or feeds]
        return [(name, ruled.get(name, ""), now.get(name, ""), found_at.get(name, "")) for name in named]


def _chosen(reading: Reading, word: str) -> str:
    """How a word of the sentence is read now, as an entry would say it; "" where it is no word of Han characters."""
    at = reading.text.find(word)
    syllables = written_pinyin(reading)[at : at + len(word)]
    if word and all(syllables):
        return " ".join(one for one in syllables if one)
    return next((doubt.chosen for doubt in reading.doubts if doubt.word == word), "")
