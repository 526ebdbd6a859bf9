"""Who may come to the desk over a network, and what they may do there."""

from __future__ import annotations

import http.client
import re
import stat
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from browsing import AXE, violations
from conftest import ENVIRONMENT, narrate
from desks import page
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from narrate import people
from narrate.desk import refuse
from narrate.desk import sessions as room
from narrate.desk.guard import LEAST
from narrate.desk.sessions import Sessions
from narrate.errors import ConfigError
from narrate.people import People, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page as Tab

SECRETS = {"li": "eine lange Losung", "wang": "另一个很长的口令啊啊", "zhao": "nur zum Hören da"}
ROLES = {"li": "publish", "wang": "edit", "zhao": "listen"}
MANY = settings(max_examples=5, deadline=None)  # each password takes a tenth of a second


@pytest.fixture(scope="module")
def everybody() -> People:
    known = People()
    for name, role in ROLES.items():
        known = people.added(known, name, role, SECRETS[name])
    return known


@MANY
@given(password=st.text(min_size=people.SHORTEST, max_size=people.LONGEST), other=st.text(max_size=people.LONGEST + 1))
def test_a_password_is_kept_as_a_hash_that_knows_it(password: str, other: str) -> None:
    kept = people.hashed(password)
    assert kept != people.hashed(password), "salted"
    assert people.is_right(password, kept)
    assert people.is_right(other, kept) == (other == password)


@pytest.mark.parametrize("kept", ["", "scrypt$", "plain$15$8$3$AAAA$AAAA", "scrypt$30$8$3$AAAA$AAAA", "scrypt$0$8$3$AAAA$AAAA", "scrypt$15$8$3$AAAA$AAAA", "scrypt$15$8$3$!$!"])  # fmt: skip
def test_what_is_no_hash_of_ours_lets_nobody_in(kept: str) -> None:
    assert not people.is_right("", kept)


def test_the_file_is_for_its_owner_and_says_what_is_wrong_with_it(tmp_path: Path, everybody: People) -> None:
    path = tmp_path / "people.toml"
    people.keep(path, everybody)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert people.load(path) == everybody
    assert not any(secret in path.read_text("utf-8") for secret in SECRETS.values())
    good = path.read_text("utf-8")
    wrongs = {
        "role": good.replace('"listen"', '"rule"'),
        "password": re.sub(r'"scrypt[^"]+"', '"x"', good, count=1),
        "twice": good.replace('"wang"', '"li"'),
        "no list": "x = 1",
        "is no name": good.replace('"wang"', '" "'),
        "larger": "#" * (people.LARGEST + 1),
    }
    for told, text in wrongs.items():
        path.write_text(text, "utf-8")
        with pytest.raises(ConfigError, match=told):
            people.load(path)
    with pytest.raises(ConfigError, match="no such file"):
        people.load(tmp_path / "other.toml")


def test_who_is_added_changed_and_removed(everybody: People) -> None:
    changed = people.added(everybody, "li", "listen", "x" * people.SHORTEST)
    assert [(one.name, one.may) for one in changed.person] == [
        ("wang", Role.EDIT),
        ("zhao", Role.LISTEN),
        ("li", Role.LISTEN),
    ]
    assert people.removed(everybody, "li").named("li") is None
    for name, role, secret in (
        ("li", "edit", "x" * 9),
        ("li", "edit", "x" * 201),
        ("", "edit", "x" * 10),
        ("li", "king", "x" * 10),
    ):
        with pytest.raises(ConfigError):
            people.added(everybody, name, role, secret)
    with pytest.raises(ConfigError, match="nobody"):
        people.removed(everybody, "sun")


@pytest.fixture
def door(tmp_path: Path, everybody: People) -> Sessions:
    people.keep(tmp_path / "people.toml", everybody)
    return Sessions("https://desk.example", tmp_path / "people.toml")


def headers(door: Sessions, token: str | None) -> list[tuple[bytes, bytes]]:
    return [(b"cookie", f"{door.cookie}={token}".encode())]


def test_a_session_ends_with_its_person_its_password_and_its_hour(
    door: Sessions, everybody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert door.enter("li", SECRETS["wang"], "here") is None
    assert door.enter("sun", SECRETS["li"], "here") is None
    token = door.enter("li", SECRETS["li"], "here")
    visitor = door.visitor(headers(door, token))
    assert visitor
    assert (visitor.name, visitor.role) == ("li", Role.PUBLISH)
    for other in (None, "", "x", str(token) + "x"):
        assert door.visitor(headers(door, other)) is None
    people.keep(door.file, people.added(everybody, "li", "publish", "a new one instead"))
    assert door.visitor(headers(door, token)) is None, "with its password"
    token = door.enter("wang", SECRETS["wang"], "here")
    assert door.visitor(headers(door, token))
    people.keep(door.file, people.removed(everybody, "wang"))
    assert door.visitor(headers(door, token)) is None, "with its person"
    token = door.enter("zhao", SECRETS["zhao"], "here")
    door.leave(headers(door, token))
    assert door.visitor(headers(door, token)) is None
    token = door.enter("zhao", SECRETS["zhao"], "here")
    later = room.time.monotonic() + room.HOURS * 3600 + 1
    monkeypatch.setattr(room.time, "monotonic", lambda: later)
    assert door.visitor(headers(door, token)) is None, "with its hour"


def test_who_guesses_too_often_is_not_heard_for_a_while(door: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(room.TRIES - 1):
        assert door.enter("li", "wrong", "there") is None
    assert door.enter("li", SECRETS["li"], "there"), "not yet; and the count begins again"
    for _ in range(room.TRIES):
        assert door.enter("li", "wrong", "there") is None
    assert door.enter("li", SECRETS["li"], "there") is None
    assert door.enter("li", SECRETS["li"], "elsewhere"), "others come in"
    later = room.time.monotonic() + room.WINDOW + 1
    monkeypatch.setattr(room.time, "monotonic", lambda: later)
    assert door.enter("li", SECRETS["li"], "there")


def test_who_stands_at_the_door_keeps_nobody_waiting(door: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing takes its time: a fifth is sent away at once, and a door that is shut hashes nothing."""
    opened, counted = threading.Event(), []

    def slow(*_: str) -> bool:
        counted.append(1)
        return opened.wait(60) and False

    monkeypatch.setattr(room.people, "is_right", slow)
    first = [threading.Thread(target=door.enter, args=(str(n), "x", "there")) for n in range(room.WAITING)]
    for one in first:
        one.start()
    while len(counted) < 1 or door._waiting._value:  # noqa: SLF001
        time.sleep(0.01)
    assert door.enter("li", SECRETS["li"], "there") is None
    assert len(counted) == 1
    opened.set()
    for one in first:
        one.join()
    for _ in range(room.TRIES):
        door.enter("li", "wrong", "here")
    before = len(counted)
    assert door.enter("li", SECRETS["li"], "here") is None
    assert len(counted) == before


def test_who_comes_from_ever_new_places_is_shut_out(door: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(room.EVERYWHERE - 1):
        assert door.enter("li", "wrong", f"place {number}") is None
    assert door.enter("li", SECRETS["li"], "home"), "not yet"
    assert door.enter("li", "wrong", "one more") is None
    assert door.enter("li", SECRETS["li"], "home") is None
    assert door.enter("wang", SECRETS["wang"], "home"), "others come in"
    later = room.time.monotonic() + room.WINDOW + 1
    monkeypatch.setattr(room.time, "monotonic", lambda: later)
    assert door.enter("li", SECRETS["li"], "home")


def test_strangers_do_not_push_out_what_is_counted_of_somebody(door: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.people, "is_right", lambda *_: False)
    for number in range(room.EVERYWHERE):
        door.enter("li", "wrong", f"place {number}")
    for number in range(room.MOST + 5):
        door.enter(f"nobody {number}", "wrong", "there")
    monkeypatch.undo()
    assert door.enter("li", SECRETS["li"], "home") is None


def test_what_is_remembered_has_an_end(door: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.people, "is_right", lambda *_: False)
    for number in range(room.MOST + 5):
        door.enter(f"li {number}", "wrong", str(number))
    assert door.remembered == room.MOST


@pytest.mark.parametrize(
    ("host", "address", "told"),
    [
        ("0.0.0.0", "", "--address"),  # noqa: S104
        ("127.0.0.1", "ftp://x", "has to look like"),
        ("127.0.0.1", "https://x/desk", "has to look like"),
        ("127.0.0.1", "https://编辑.cn", "has to look like"),
    ],
)
def test_an_address_that_can_not_be_is_refused(host: str, address: str, told: str, door: Sessions) -> None:
    with pytest.raises(ConfigError, match=told):
        refuse(host, door.file, address)


def test_nobody_is_let_in_from_elsewhere_without_people(tmp_path: Path, door: Sessions) -> None:
    for host, address in (("0.0.0.0", ""), ("192.0.2.1", ""), ("127.0.0.1", "https://desk.example")):  # noqa: S104
        with pytest.raises(ConfigError, match="--people"):
            refuse(host, None, address)
    people.keep(tmp_path / "none.toml", People())
    with pytest.raises(ConfigError, match="names nobody"):
        refuse("127.0.0.1", tmp_path / "none.toml", "")
    refuse("127.0.0.1", None, "")
    refuse("0.0.0.0", door.file, "https://desk.example")  # noqa: S104


@contextmanager
def served(where: Path) -> Iterator[int]:
    """A desk for the people of a file, at a free port."""
    command = [sys.executable, "-m", "narrate", "desk", "in", "--voice", "tone", "--people", "people.toml"]
    server = subprocess.Popen(command, cwd=where, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    try:
        told = re.match(r"http://127\.0\.0\.1:(\d+) ", server.stdout.readline())
        assert told, "an address without a token"
        yield int(told[1])
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


def asked(port: int, path: str, cookie: str = "", form: dict[str, str] | None = None) -> tuple[int, str, str]:
    """The status, the cookie or where it sends, and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    sent = {"Cookie": cookie} if cookie else {}
    if form is None:
        connection.request("GET", path, headers=sent)
    else:
        connection.request("POST", path, urlencode(form), sent | {"Origin": f"http://127.0.0.1:{port}"})
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, answer.getheader("set-cookie") or answer.getheader("location", ""), body


def test_each_does_what_their_role_allows(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.html").write_text(page("渡口装上了灯"), "utf-8")
    (tmp_path / "narrate.toml").write_text("", "utf-8")
    narrate("build", "in", "--voice", "tone", "-q", cwd=tmp_path)
    for name, role in ROLES.items():
        narrate("people", "add", name, "--role", role, cwd=tmp_path, input=SECRETS[name] + "\n")
    assert narrate("people", "list", cwd=tmp_path).stdout.split() == ["publish", "li", "edit", "wang", "listen", "zhao"]
    with served(tmp_path) as port:
        assert asked(port, "/")[:2] == (303, "/login")
        assert asked(port, "/desk.css")[0] == 200
        assert asked(port, "/build", form={})[0] == 403
        assert "口令" not in asked(port, "/login")[2]
        assert asked(port, "/login", form={"name": "li", "password": "wrong"})[0] == 403
        cookies = {}
        for name, secret in SECRETS.items():
            status, kept, _ = asked(port, "/login", form={"name": name, "password": secret})
            assert (status, "HttpOnly" in kept, "SameSite=strict" in kept) == (303, True, True)
            cookies[name] = kept.partition(";")[0]
        guid = re.findall(r'guid=([^"&]+)"', asked(port, "/?view=published", cookies["zhao"])[2])[0].replace("%3A", ":")
        edits = {
            path: {"guid": guid} for path in ("/line", "/about", "/section", "/apply", "/dismiss", "/undo", "/answer")
        }
        publishes = {path: {"guid": guid, "why": "x"} for path in LEAST}
        for name, role in ROLES.items():
            for forms, least in ((edits, Role.EDIT), (publishes, Role.PUBLISH)):
                for path, form in forms.items():
                    if Role[role.upper()] < least:
                        assert asked(port, path, cookies[name], form)[0] == 403, (name, path)
        seen = {name: asked(port, f"/article?guid={guid}&lines=1", cookie)[2] for name, cookie in cookies.items()}
        offered = {name: set(re.findall(r'action="(/[a-z]+)"', html)) for name, html in seen.items()}
        assert offered["zhao"] == {"/logout"}
        assert offered["wang"] == {"/logout", "/about", "/line"}
        assert offered["li"] == {"/logout", "/about", "/line", "/correct", "/withdraw"}
        assert asked(port, "/correct", cookies["li"], {"guid": guid, "why": "灯的数目有误"})[0] == 303
        log = asked(port, "/log", cookies["zhao"])[2]
        assert "灯的数目有误" in log
        assert "登录" in log
        assert "灯的数目有误  li" in narrate("history", cwd=tmp_path).stdout
        assert asked(port, "/logout", cookies["li"], {})[:2] == (303, "/login")
        assert asked(port, "/", cookies["li"])[:2] == (303, "/login")
        narrate("people", "remove", "wang", cwd=tmp_path)
        assert asked(port, "/", cookies["wang"])[:2] == (303, "/login"), "at once"


@pytest.mark.parametrize(("lang", "wrong", "button"), [("zh", "名字或密码", "登录"), ("en", "wrong", "Sign in")])
def test_signing_in_by_keyboard(tab: Tab, tmp_path: Path, lang: str, wrong: str, button: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "narrate.toml").write_text("", "utf-8")
    (tmp_path / "in" / "1.html").write_text(page("渡口装上了灯"), "utf-8")
    narrate("build", "in", "--voice", "tone", "-q", cwd=tmp_path)
    narrate("people", "add", "li", cwd=tmp_path, input=SECRETS["li"] + "\n")
    tab.set_viewport_size({"width": 320, "height": 480})
    with served(tmp_path) as port:
        tab.goto(f"http://127.0.0.1:{port}/login?lang={lang}")
        for secret in ("not this one", SECRETS["li"]):
            assert violations(tab, AXE) == []
            assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            expect(tab.get_by_role("button", name=button)).to_be_visible()
            tab.keyboard.type("li")
            tab.keyboard.press("Tab")
            tab.keyboard.type(secret)
            tab.keyboard.press("Enter")
            if secret != SECRETS["li"]:
                expect(tab.get_by_role("alert")).to_contain_text(wrong)
        tab.wait_for_url(f"http://127.0.0.1:{port}/")
        assert tab.said == [told for told in tab.said if "403" in told]  # type: ignore[attr-defined]
