"""A page of the desk, in the language of whoever asks, with what they may do."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from narrate import lexicons
from narrate.desk.guard import VISITOR
from narrate.desk.words import LANGUAGES, language, words_for
from narrate.errors import BusyError, ChangedError, ConfigError, SourceError, VoiceError
from narrate.messages import told
from narrate.people import Role
from narrate.read.pinyin import marked

if TYPE_CHECKING:
    from starlette.requests import Request


LANG = "narrate-desk-lang"  # the cookie that keeps the language
WHO = "narrate-desk-who"  # the cookie that keeps the editor's name
LONGEST_NAME = 40  # characters of it
STATUS = {BusyError: 409, ChangedError: 409, SourceError: 404, ConfigError: 400, VoiceError: 400}


def who_is(request: Request) -> str:
    """The editor's name; "" where none was given."""
    visitor = request.scope.get(VISITOR)
    if visitor and visitor.name:
        return str(visitor.name)
    kept = unquote(request.cookies.get(WHO, ""))[:LONGEST_NAME]
    return "".join(char for char in kept if char.isprintable())


def refused(request: Request, error: Exception) -> Response:
    """What could not be done, in words."""
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    return shown(request, "error.html", status, message=str(error))


def _told(text: str, lang: str) -> str:
    """A message in the language of the page; marked as English where it has no translation."""
    said = told(text, lang)
    return Markup('<span lang="en">{}</span>').format(text) if lang == "zh" and said == text else said


def language_of(request: Request) -> str:
    """`zh` or `en`, as whoever asks wants it."""
    asked = request.query_params.get("lang", "")
    return language(asked, request.cookies.get(LANG, ""), request.headers.get("accept-language", ""))


def shown(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """A page, in the language of whoever asks."""
    asked, lang = request.query_params.get("lang", ""), language_of(request)
    other = next(one for one in LANGUAGES if one != lang)
    visitor = request.scope.get(VISITOR)
    query = {name: value for name, value in request.query_params.items() if name != "lang"} | {"lang": other}
    html = _environment().get_template(template).render(
        w=words_for(lang), told=partial(_told, lang=lang), lang=LANGUAGES[lang], other=LANGUAGES[other], switch=f"?{urlencode(query)}", who=who_is(request), visitor=visitor,
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


def _said(row: str) -> str:
    """What a row of the lexicon says instead; "" for none."""
    entry = lexicons.from_row(row) if row else None
    return (entry.alias or entry.pinyin) if entry else ""
