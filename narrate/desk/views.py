"""What is seen and done at the desk. Each view reads through `inbox`, each deed is the function that a command calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from narrate import config, deeds, editorial, inbox, lexicons, mending, report, rulings
from narrate.desk.guard import VISITOR
from narrate.desk.job import Job
from narrate.desk.levels import levels, wave_svg
from narrate.desk.switches import HERE, Border, border, switched
from narrate.desk.words import LANGUAGES, language, words_for
from narrate.errors import BusyError, ChangedError, ConfigError, NarrateError, SourceError, VoiceError
from narrate.files import CLIPS, inside
from narrate.media import type_of
from narrate.messages import told
from narrate.people import Role
from narrate.read import read_text, written_pinyin
from narrate.read.pinyin import marked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    from narrate.config import Settings
    from narrate.desk.sessions import Sessions
    from narrate.model import Reading
    from narrate.read.lexicon import Entry

LARGEST = 65_536  # bytes of a form
DIGITS = 6  # of a number in an address
LANG = "narrate-desk-lang"  # the cookie that keeps the language
WHO = "narrate-desk-who"  # the cookie that keeps the editor's name
LONGEST_NAME = 40  # characters of it
YEAR = 366 * 86_400  # seconds
ASSETS = {"icon.svg": "image/svg+xml", "desk.css": "text/css", "desk.js": "text/javascript"}
STATUS = {BusyError: 409, ChangedError: 409, SourceError: 404, ConfigError: 400, VoiceError: 400}


@dataclass(frozen=True)
class Desk:
    """Where the desk works: as the options of a build say it."""

    out: Path
    config: Path | None
    places: tuple[str, ...]
    voice: str | None
    job: Job = field(default_factory=Job)

    @property
    def settings(self) -> Settings:
        """As they are now: an editor may change narrate.toml beside the desk."""
        return config.load_settings(self.config)

    @property
    def rules(self) -> Path:
        """Where the site's own rules are written."""
        return self.config or Path(config.NAME)


def application(desk: Desk, sessions: Sessions | None = None) -> Starlette:
    """The desk's pages, without its door; `sessions` of those who come in by name."""
    views = _Views(desk)
    seen = {
        "/": views.waiting,
        "/article": views.article,
        "/section": views.section,
        "/levels": views.levels,
        "/wave.svg": views.wave,
        "/item": views.item,
        "/mend": views.mend,
        "/build": views.build,
        "/sound": views.sound,
        "/say": views.say,
        "/changes": views.changes,
        "/word": views.word,
        "/log": views.log,
        "/nights": views.nights,
        "/episodes/{slug}/{name}": views.preview,
        "/assets/{name}": views.published_asset,
        "/build/events": views.events,
        **{f"/{name}": _asset(name, kind) for name, kind in ASSETS.items()},
    }
    done = {
        "/dismiss": views.dismiss,
        "/apply": views.apply,
        "/build": views.start,
        "/withdraw": views.withdraw,
        "/restore": views.restore,
        "/correct": views.correct,
        "/line": views.line,
        "/about": views.about,
        "/section": views.begin,
        "/undo": views.undo,
        "/approve": views.approve,
        "/stop": views.stop,
        "/answer": views.answer,
        "/settle": views.settle,
    }
    routes = [Route(path, work, methods=["GET"]) for path, work in seen.items()]
    routes += [Route(path, _posted(work), methods=["POST"]) for path, work in done.items()]
    routes += (
        _doors(desk, sessions) if sessions else [Route("/name", _named, methods=["POST"]), Route("/name", views.name)]
    )
    return Starlette(routes=routes, exception_handlers={NarrateError: _refused})


def _asset(name: str, kind: str) -> Callable[[Request], Response]:
    content = (resources.files("narrate.desk") / "assets" / name).read_bytes()
    return lambda _: Response(content, media_type=kind)


def _posted(work: Callable[[dict[str, str]], str]) -> Callable[[Request], Awaitable[Response]]:
    """What a form asks for, done in a thread; then the browser is sent where to look."""

    async def endpoint(request: Request) -> Response:
        fields = await _form(request)
        if fields is None:
            return Response("413", 413)
        return RedirectResponse(await run_in_threadpool(work, fields | {"who": _who(request)}), status_code=303)

    return endpoint


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a form; None where it is too large."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return {
        name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).items()
    }


def _doors(desk: Desk, sessions: Sessions) -> list[Route]:
    """Where people come in, and go."""

    async def enter(request: Request) -> Response:
        fields = await _form(request)
        if fields is None:
            return Response("413", 413)
        name, place = fields.get("name", "").strip(), request.client.host if request.client else ""
        token = await run_in_threadpool(sessions.enter, name, fields.get("password", ""), place)
        if token is None:
            return _shown(request, "login.html", 403, wrong=True)
        await run_in_threadpool(deeds.at_desk, desk.out, "came in", name)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(
            sessions.cookie, token, httponly=True, samesite="strict", path="/", secure=sessions.is_encrypted
        )
        return answer

    def leave(request: Request) -> Response:
        sessions.leave(request.scope["headers"])
        return RedirectResponse("/login", 303)

    def login(request: Request) -> Response:
        return _shown(request, "login.html", wrong=False)

    return [
        Route("/login", login),
        Route("/login", enter, methods=["POST"]),
        Route("/logout", leave, methods=["POST"]),
    ]


async def _named(request: Request) -> Response:
    """The editor gives a name, which the browser keeps: it stands beside what they do."""
    fields = await _form(request)
    if fields is None:
        return Response("413", 413)
    answer = RedirectResponse("/", status_code=303)
    name = " ".join(fields.get("name", "").split())[:LONGEST_NAME]
    answer.set_cookie(WHO, quote(name), httponly=True, samesite="strict", max_age=YEAR)
    return answer


def _who(request: Request) -> str:
    """The editor's name; "" where none was given."""
    visitor = request.scope.get(VISITOR)
    if visitor and visitor.name:
        return str(visitor.name)
    kept = unquote(request.cookies.get(WHO, ""))[:LONGEST_NAME]
    return "".join(char for char in kept if char.isprintable())


def _refused(request: Request, error: Exception) -> Response:
    """What could not be done, in words."""
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    return _shown(request, "error.html", status, message=str(error))


def _told(text: str, lang: str) -> str:
    """A message in the language of the page; marked as English where it has no translation."""
    said = told(text, lang)
    return Markup('<span lang="en">{}</span>').format(text) if lang == "zh" and said == text else said


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", "")
    return language(asked, request.cookies.get(LANG, ""), request.headers.get("accept-language", ""))


def _shown(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """A page, in the language of whoever asks."""
    asked, lang = request.query_params.get("lang", ""), _language(request)
    other = next(one for one in LANGUAGES if one != lang)
    visitor = request.scope.get(VISITOR)
    query = {name: value for name, value in request.query_params.items() if name != "lang"} | {"lang": other}
    html = _environment().get_template(template).render(
        w=words_for(lang), told=partial(_told, lang=lang), lang=LANGUAGES[lang], other=LANGUAGES[other], switch=f"?{urlencode(query)}", who=_who(request), visitor=visitor,
        edits=bool(visitor and visitor.role >= Role.EDIT), publishes=bool(visitor and visitor.role >= Role.PUBLISH), **values
    )  # fmt: skip
    answer = HTMLResponse(html, status)
    if asked in LANGUAGES:
        answer.set_cookie(LANG, asked, httponly=True, samesite="strict")
    return answer


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("narrate.desk"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )  # fmt: skip
    made.filters["query"] = urlencode
    made.filters["seconds"] = lambda ms: f"{ms / 1000:.3f}"
    made.filters["day"] = lambda ms: datetime.fromtimestamp(ms / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M %Z")
    made.filters["begun"] = lambda iso: datetime.fromisoformat(iso).astimezone().strftime("%Y-%m-%d %H:%M %Z")
    made.filters["dated"] = lambda iso: iso[:16].replace("T", " ")  # as its page says it
    made.filters["marked"] = lambda syllables: " ".join(marked(one) for one in syllables)
    made.filters["length_of"] = lambda ms: f"{round(ms / 1000) // 60}:{round(ms / 1000) % 60:02}"
    made.filters["said"] = _said
    made.filters["spoken"] = lambda said: " ".join(marked(one) if one[-1] in "12345" else one for one in said.split())
    return made


class _Views:
    """The desk's pages and deeds."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    # ── what is seen ──────────────────────────────────────────────────────────────────────────────────────────────

    def waiting(self, request: Request) -> Response:
        """What waits, by kind."""
        asked = request.query_params
        sheet = inbox.sheet(self.desk.out, asked.get("view", ""), _number(asked.get("sheet")))
        return _shown(request, "inbox.html", sheet=sheet, views=inbox.VIEWS, waiting=len(inbox.waiting(self.desk.out)))

    def article(self, request: Request) -> Response:
        """One article: what is said, what is not, what can be done."""
        found = inbox.heard(self.desk.out, request.query_params.get("guid", ""))
        pinyin = request.query_params.get("pinyin") == "1"
        texts = [utterance.text for utterance, _ in found.sentences]
        read = self._reader(found.record.lang) if pinyin else None
        words = [list(mending.words_of(text, read(text))) if read else [(text, (), 0)] for text in texts]
        settings, place = self.desk.settings, found.article.location
        lines = [switched(line, rulings.decided(settings, line.text, place), place) for line in found.lines]
        return _shown(
            request, "article.html", found=found, state=found.state, words=words, pinyin=pinyin, lines=lines,
            opened=request.query_params.get("lines") == "1", about=self._about(found), voices=sorted(config.voices(settings)),
            described=request.query_params.get("about") == "1", waiting=len(inbox.waiting(self.desk.out)),
        )  # fmt: skip

    def section(self, request: Request) -> Response:
        """A line of an article, and whether a section begins there."""
        found, at = self._border(request.query_params)
        ruled = rulings.title_at(self.desk.settings, found.article.location, at.line)
        return _shown(
            request, "section.html", found=found, line=at.line, begins=bool(at.title), title=at.title or ruled or "",
            ruled=ruled, seen=deeds.told_of(ruled), others=at.others,
        )  # fmt: skip

    def levels(self, request: Request) -> Response:
        """An episode as sound: how loud it is, where its chapters are."""
        found, path = self._recorded(request)
        loudness, peak = levels(path)
        titled = {one.text: one.begins or one.text for one in found.lines if one.spoken == "heading"}
        chapters = [(*row, titled.get(row[2], "")) for row in found.record.chapter_list]
        return _shown(
            request, "levels.html", found=found, loudness=loudness, peak=peak, asked=self.desk.settings.sound,
            chapters=chapters,
        )  # fmt: skip

    def wave(self, request: Request) -> Response:
        """Its waveform."""
        found, path = self._recorded(request)
        starts = [start for start, _, _ in found.record.chapter_list]
        return Response(wave_svg(path, starts, found.record.duration), media_type="image/svg+xml")

    def item(self, request: Request) -> Response:
        """An article as the feed will list it."""
        guid = request.query_params.get("guid", "")
        return _shown(
            request, "item.html", found=inbox.heard(self.desk.out, guid), item=inbox.item(self.desk.out, guid, self.desk.settings)
        )  # fmt: skip

    def mend(self, request: Request) -> Response:
        """One sentence, its words, and how the chosen one may be read."""
        asked = request.query_params
        found, at = self._sentence(asked)
        text, word = found.sentences[at][0].text, asked.get("word", "")
        reading = self._reader(found.record.lang)(text)
        chosen = _chosen(reading, word)
        offered = mending.candidates(word, chosen) if word and word in text else []
        words = list(mending.words_of(text, reading))
        history, seen = inbox.word(self.desk.out, word), self._reading_of(word) if offered else ""
        return _shown(
            request, "mend.html", found=found, at=at, word=word if offered else "", words=words, chosen=chosen, offered=offered,
            history=history, seen=seen, last=history[0].number if history else 0,
        )  # fmt: skip

    def word(self, request: Request) -> Response:
        """What was done about a word, by whom and when."""
        about = request.query_params.get("word", "")
        history = inbox.word(self.desk.out, about)
        return _shown(request, "word.html", word=about, history=history)

    def log(self, request: Request) -> Response:
        """All that was done, by whom and when."""
        number = _number(request.query_params.get("sheet"))
        rows, more = inbox.log(self.desk.out, number)
        return _shown(request, "log.html", rows=rows, number=number, more=more)

    def nights(self, request: Request) -> Response:
        """What became of the last builds."""
        return _shown(request, "nights.html", nights=report.nights(self.desk.out))

    def name(self, request: Request) -> Response:
        """Who is at the desk."""
        return _shown(request, "name.html")

    def build(self, request: Request) -> Response:
        """What waits to be built, and how far the build is."""
        return _shown(
            request, "build.html", waiting=inbox.waiting(self.desk.out), now=self.desk.job.now, places=self.desk.places
        )  # fmt: skip

    def events(self, request: Request) -> Response:
        """How far the build is, as it goes."""
        return StreamingResponse(self.desk.job.stream(_language(request)), media_type="text/event-stream")

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
        found, at = self._sentence(asked)
        word, said, lang = asked.get("word", ""), asked.get("said", ""), found.record.lang
        entry = mending.entry_of(word, said) if said else None
        voice = config.voice_at(settings, lang, found.article.location, self.desk.voice)
        clips = inside(self.desk.out, CLIPS)
        return Response(
            mending.said(found.sentences[at][0].text, voice, lang, settings, entry, clips), media_type="audio/wav"
        )

    def changes(self, request: Request) -> Response:
        """How many sentences a reading would change."""
        asked = request.query_params
        sentences, articles = self._changed(mending.entry_of(asked.get("word", ""), asked.get("said", "")))
        return JSONResponse({"sentences": sentences, "articles": articles})

    # ── what is done ──────────────────────────────────────────────────────────────────────────────────────────────

    def dismiss(self, form: dict[str, str]) -> str:
        """A word is read as it should be."""
        deeds.dismiss(self.desk.out, form.get("word", ""), form["who"], _seen(form))
        return "/?view=doubts"

    def apply(self, form: dict[str, str]) -> str:
        """A reading goes into the site's lexicon, as `narrate lexicon import` would bring it there."""
        word, said = form.get("word", ""), form.get("other", "").strip() or form.get("said", "")
        entry = mending.entry_of(word, said)
        deeds.mend(self.desk.out, self.desk.settings, entry, self._changed(entry), form["who"], form.get("seen"))
        return "/build"

    def undo(self, form: dict[str, str]) -> str:
        """What was last done about a word is undone."""
        word = form.get("word", "")
        deeds.undo(self.desk.out, self.desk.settings, word, form["who"], _seen(form))
        return f"/word?{urlencode({'word': word})}"

    def answer(self, form: dict[str, str]) -> str:
        """A listener's report was looked at."""
        deeds.answer(self.desk.out, _number(form.get("number")), form["who"])
        return "/?view=reports"

    def settle(self, form: dict[str, str]) -> str:
        """A question about an article is settled, or asked again, as `narrate settle` does."""
        guid, again = form.get("guid", ""), form.get("deed") == "again"
        deeds.settle(self.desk.out, guid, form.get("about", ""), form["who"], again=again)
        back = {"guid": guid}
        return "/?view=questions" if form.get("from") == "inbox" else f"/article?{urlencode(back)}#questions"

    def line(self, form: dict[str, str]) -> str:
        """A line of a page is to be spoken or not, as `narrate line` would write it down."""
        guid, text = form.get("guid", ""), form.get("text", "")
        verdict, _, scope = form.get("deed", "").partition(" ")
        found = inbox.heard(self.desk.out, guid)
        at = next((n for n, line in enumerate(found.lines) if line.text == text), None)
        if at is None or verdict not in rulings.VERDICTS:
            raise SourceError("that line is not there any more: build the article again")
        place = found.article.location
        ruling = (text, verdict, place if scope == HERE else "")
        deeds.switch(self.desk.out, self.desk.rules, ruling, place, form["who"], form.get("seen"))
        return f"/article?{urlencode({'guid': guid, 'lines': 1})}#line-{at + 1}"

    def about(self, form: dict[str, str]) -> str:
        """What an article is called, who wrote it, when and who reads it, as `narrate about` would write it down."""
        guid = form.get("guid", "")
        place = inbox.article(self.desk.out, guid).location
        if not place:
            raise SourceError("nobody knows any more where this article came from: build it again")
        told = {name: form[name] for name in rulings.ABOUT if name in form}
        seen = {name: form.get(f"seen_{name}", "") for name in told}
        new = {name: value for name, value in told.items() if value.strip() != seen[name]}
        deeds.describe(self.desk.out, self.desk.rules, place, new, form["who"], seen)
        return f"/article?{urlencode({'guid': guid, 'about': 1})}#about"

    def begin(self, form: dict[str, str]) -> str:
        """Where a section of an article begins, as `narrate section` would write it down; with `to`, at that line instead."""
        guid, deed, to = form.get("guid", ""), form.get("deed", ""), form.get("to", "")
        found, at = self._border(form)
        place, title = found.article.location, form.get("title", "").strip()
        titles = {rulings.BEGIN: title, rulings.JOIN: "", rulings.FORGET: None}
        if not place or deed not in titles or (deed == rulings.BEGIN and not title):
            raise ConfigError("a section needs a title: what is shown and said where it begins")
        write = partial(deeds.begin, self.desk.out, self.desk.rules, place, who=form["who"])
        if deed != rulings.BEGIN or to not in at.others:
            write(line=at.line, title=titles[deed], seen=form.get("seen"))
        else:
            write(line=to, title=title)
            if rulings.title_at(self.desk.settings, place, at.line) is not None:
                write(line=at.line, title=None, seen=form.get("seen"))
            if not at.is_made:  # the page's own heading is not said where nothing begins any more
                ruling = (at.line, rulings.DROP, place)
                deeds.switch(self.desk.out, self.desk.rules, ruling, place, form["who"])
        return f"/article?{urlencode({'guid': guid, 'lines': 1})}#lines"

    def start(self, form: dict[str, str]) -> str:
        """Build, in the background."""
        deeds.at_desk(self.desk.out, "began a build", form["who"])
        self.desk.job.start(self.desk.places, self.desk.out, self.desk.settings, self.desk.voice)
        return "/build"

    def stop(self, form: dict[str, str]) -> str:
        """End the build; what is finished is kept."""
        deeds.at_desk(self.desk.out, "ended a build", form["who"])
        self.desk.job.stop()
        return "/build"

    def approve(self, form: dict[str, str]) -> str:
        """Publish what waits for it."""
        self._edited(form, lambda out, guid, *rest: editorial.approve(out, [guid], *rest))
        return "/?view=review"

    def withdraw(self, form: dict[str, str]) -> str:
        """Take an article back."""
        return self._edited(form, editorial.withdraw, form.get("why", ""))

    def restore(self, form: dict[str, str]) -> str:
        """Undo that."""
        return self._edited(form, editorial.restore)

    def correct(self, form: dict[str, str]) -> str:
        """Say what was wrong."""
        if not form.get("why", "").strip():
            raise ConfigError("say what was wrong: it is published")
        return self._edited(form, editorial.correct, form["why"])

    # ── how ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _edited(self, form: dict[str, str], deed: Callable[..., tuple[object, list[NarrateError]]], *why: str) -> str:
        guid = form.get("guid", "")
        inbox.article(self.desk.out, guid)  # a form names an article by its guid and by nothing else
        by = editorial.Editor(form["who"], form.get("seen", ""))
        _, errors = deed(self.desk.out, guid, *why, self.desk.settings, by)
        if errors:
            raise errors[0]
        return f"/article?{urlencode({'guid': guid})}"

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
        return [(name, ruled.get(name, ""), now.get(name, ""), found_at.get(name, "")) for name in rulings.ABOUT]

    def _sentence(self, asked: Mapping[str, str]) -> tuple[inbox.Heard, int]:
        """The article and the number of the sentence that are meant: by number, else the first that the word stands in."""
        found = inbox.heard(self.desk.out, asked.get("guid", ""))
        texts = [utterance.text for utterance, _ in found.sentences]
        at = _number(asked.get("at"), -1)
        if at not in range(len(texts)) and asked.get("sentence"):
            at = next((n for n, text in enumerate(texts) if text == asked["sentence"]), -1)
        elif at not in range(len(texts)):
            at = next((n for n, text in enumerate(texts) if asked.get("word", "") in text), -1)
        if at < 0:
            raise SourceError("that sentence is not there any more: build the article again")
        return found, at

    def _border(self, asked: Mapping[str, str]) -> tuple[inbox.Heard, Border]:
        """The article and the line that are meant."""
        found = inbox.heard(self.desk.out, asked.get("guid", ""))
        at = border(found.lines, asked.get("line", ""))
        if at is None:
            raise SourceError("that line is not there any more: build the article again")
        return found, at

    def _recorded(self, request: Request) -> tuple[inbox.Heard, Path]:
        guid = request.query_params.get("guid", "")
        return inbox.heard(self.desk.out, guid), inbox.sound(self.desk.out, guid)

    def _reader(self, lang: str) -> Callable[[str], Reading]:
        """How the next build would read a sentence."""
        settings = self.desk.settings
        return partial(read_text, lang=lang, lexicon=config.lexicon(settings), policy=config.policy(settings))

    def _reading_of(self, word: str) -> str:
        return deeds.reading_of(self.desk.settings, word)

    def _changed(self, entry: Entry) -> tuple[int, int]:
        return mending.changed(inbox.holding(self.desk.out, entry.grapheme), self.desk.settings, entry)


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= DIGITS else otherwise


def _seen(form: Mapping[str, str]) -> int | None:
    """The number of the deed that the editor saw as the last; None where the form says nothing of it."""
    return _number(form["seen"]) if "seen" in form else None


def _said(row: str) -> str:
    """What a row of the lexicon says instead; "" for none."""
    entry = lexicons.from_row(row) if row else None
    return (entry.alias or entry.pinyin) if entry else ""


def _chosen(reading: Reading, word: str) -> str:
    """How a word of the sentence is read now, as an entry would say it; "" where it is no word of Han characters."""
    at = reading.text.find(word)
    syllables = written_pinyin(reading)[at : at + len(word)]
    if word and all(syllables):
        return " ".join(one for one in syllables if one)
    return next((doubt.chosen for doubt in reading.doubts if doubt.word == word), "")
