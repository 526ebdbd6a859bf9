"""The desk's addresses: what is seen and done at each, and where people come in."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from narrate import deeds
from narrate.desk.done import Done
from narrate.desk.seen import Seen
from narrate.desk.shown import refused, shown, who_is
from narrate.errors import NarrateError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from narrate.desk.found import Desk
    from narrate.desk.sessions import Sessions

LARGEST = 65_536  # bytes of a form
WHO = "narrate-desk-who"  # the cookie that keeps the editor's name
LONGEST_NAME = 40  # characters of it
YEAR = 366 * 86_400  # seconds
ASSETS = {"icon.svg": "image/svg+xml", "desk.css": "text/css", "desk.js": "text/javascript"}


def application(desk: Desk, sessions: Sessions | None = None) -> Starlette:
    """The desk's pages, without its door; `sessions` of those who come in by name."""
    views, done = Seen(desk), Done(desk)
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
    posted = {
        "/dismiss": done.dismiss,
        "/apply": done.apply,
        "/build": done.start,
        "/withdraw": done.withdraw,
        "/restore": done.restore,
        "/correct": done.correct,
        "/uncorrect": done.uncorrect,
        "/line": done.line,
        "/about": done.about,
        "/section": done.begin,
        "/undo": done.undo,
        "/approve": done.approve,
        "/stop": done.stop,
        "/answer": done.answer,
        "/settle": done.settle,
    }
    routes = [Route(path, work, methods=["GET"]) for path, work in seen.items()]
    routes += [Route(path, _posted(work), methods=["POST"]) for path, work in posted.items()]
    routes += (
        _doors(desk, sessions) if sessions else [Route("/name", _named, methods=["POST"]), Route("/name", views.name)]
    )
    return Starlette(routes=routes, exception_handlers={NarrateError: refused})


def _asset(name: str, kind: str) -> Callable[[Request], Response]:
    content = (resources.files("narrate.desk") / "assets" / name).read_bytes()
    return lambda _: Response(content, media_type=kind)


def _posted(work: Callable[[dict[str, str]], str]) -> Callable[[Request], Awaitable[Response]]:
    """What a form asks for, done in a thread; then the browser is sent where to look."""

    async def endpoint(request: Request) -> Response:
        fields = await form_of(request)
        if fields is None:
            return Response("413", 413)
        return RedirectResponse(await run_in_threadpool(work, fields | {"who": who_is(request)}), status_code=303)

    return endpoint


async def form_of(request: Request) -> dict[str, str] | None:
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
        fields = await form_of(request)
        if fields is None:
            return Response("413", 413)
        name, place = fields.get("name", "").strip(), request.client.host if request.client else ""
        token = await run_in_threadpool(sessions.enter, name, fields.get("password", ""), place)
        if token is None:
            return shown(request, "login.html", 403, wrong=True)
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
        return shown(request, "login.html", wrong=False)

    return [
        Route("/login", login),
        Route("/login", enter, methods=["POST"]),
        Route("/logout", leave, methods=["POST"]),
    ]


async def _named(request: Request) -> Response:
    """The editor gives a name, which the browser keeps: it stands beside what they do."""
    fields = await form_of(request)
    if fields is None:
        return Response("413", 413)
    answer = RedirectResponse("/", status_code=303)
    name = " ".join(fields.get("name", "").split())[:LONGEST_NAME]
    answer.set_cookie(WHO, quote(name), httponly=True, samesite="strict", max_age=YEAR)
    return answer
