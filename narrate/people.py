"""Who may come to the desk over a network: people.toml, a name, a role and a hashed password each.

Passwords are hashed with scrypt (RFC 7914), at the cost that OWASP's Password Storage Cheat Sheet gives for 32 MiB of memory.
"""

from __future__ import annotations

import hashlib
import secrets
import tomllib
from base64 import b64decode, b64encode
from enum import IntEnum
from typing import TYPE_CHECKING

import msgspec

from narrate.errors import ConfigError
from narrate.files import explained, write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COST, BLOCK, PARALLEL = 15, 8, 3  # log2 of N, r and p of scrypt
SALT, HASH = 16, 32  # bytes
MEMORY = 64 * 1024 * 1024  # bytes that a hash may take
LARGEST = 256 * 1024  # bytes of the file
SHORTEST, LONGEST = 10, 200  # characters of a password
LONGEST_NAME = 40  # characters
SECRET = 0o600  # who may read the file


class Role(IntEnum):
    """What somebody may do: each role what the ones before it may, too."""

    LISTEN = 1  # see and hear
    EDIT = 2  # mend readings, lines, sections, headlines
    PUBLISH = 3  # build, approve, withdraw, restore, correct


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody with a password: `scrypt$cost$block$parallel$salt$hash`, the last two in base64."""

    name: str
    role: str
    password: str

    @property
    def may(self) -> Role:
        """What they may do."""
        return Role[self.role.upper()]


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """people.toml."""

    person: tuple[Person, ...] = ()

    def named(self, name: str) -> Person | None:
        """Whoever has this name."""
        return next((one for one in self.person if one.name == name), None)


def load(path: Path) -> People:
    """The people of a file. Raises ConfigError where it is not there, can't be read, or says what can't be."""
    try:
        content = path.read_bytes()
        if len(content) > LARGEST:
            raise ConfigError(f"{path} is larger than a list of people can be: check the name")
        people = msgspec.convert(tomllib.loads(content.decode("utf-8")), People, strict=True)
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; `narrate people add NAME` makes one") from None
    except OSError as error:
        raise ConfigError(f"{path} can't be read: {error.strerror}") from error
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        raise ConfigError(f"{path} is no list of people: {error}") from error
    for one in people.person:
        if problem := _wrong(one):
            raise ConfigError(f"{path}: {problem}")
    if len({one.name for one in people.person}) < len(people.person):
        raise ConfigError(f"{path}: a name is there twice")
    return people


def _wrong(one: Person) -> str:
    if not one.name.strip() or not one.name.isprintable() or len(one.name) > LONGEST_NAME:
        return f"{one.name!r} is no name: it has to be one line of {LONGEST_NAME} characters at most"
    if one.role.upper() not in Role.__members__:
        return f"the role of {one.name!r} is {one.role!r}, and has to be listen, edit or publish"
    return "" if _parts(one.password) else f"{one.name!r} has no password that `narrate people add` wrote"


def added(people: People, name: str, role: str, password: str) -> People:
    """The people with one more, or with another role and password for whoever has this name. Raises ConfigError."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise ConfigError(f"the password has to have {SHORTEST} characters or more, up to {LONGEST}")
    one = Person(name.strip(), role, hashed(password))
    if problem := _wrong(one):
        raise ConfigError(problem)
    return People((*(other for other in people.person if other.name != one.name), one))


def removed(people: People, name: str) -> People:
    """The people without one. Raises ConfigError where there is nobody of this name."""
    if people.named(name) is None:
        raise ConfigError(f"there is nobody called {name!r}")
    return People(tuple(one for one in people.person if one.name != name))


def keep(path: Path, people: People) -> None:
    """Write the file, for its owner's eyes alone. Raises OutputError."""
    import tomlkit

    document = tomlkit.document()
    document.add(
        tomlkit.comment("Who may come to `narrate desk --people`. `narrate people add` and `remove` write it.")
    )
    rows = tomlkit.aot()
    for one in people.person:
        row = tomlkit.table()
        row.update(msgspec.structs.asdict(one))
        rows.append(row)
    document["person"] = rows
    with explained(path):
        write(path, tomlkit.dumps(document), mode=SECRET)


def hashed(password: str) -> str:
    """`…` → `scrypt$15$8$3$salt$hash`"""
    salt = secrets.token_bytes(SALT)
    told = (COST, BLOCK, PARALLEL, _told(salt), _told(_hash(password, salt, (COST, BLOCK, PARALLEL))))
    return "$".join(("scrypt", *map(str, told)))


def is_right(password: str, kept: str) -> bool:
    """Whether a password is the one that was hashed. Takes a tenth of a second and 32 MiB."""
    parts = _parts(kept)
    if parts is None or len(password) > LONGEST:
        return False
    cost, salt, wanted = parts
    return secrets.compare_digest(_hash(password, salt, cost), wanted)


def _parts(kept: str) -> tuple[tuple[int, int, int], bytes, bytes] | None:
    """Cost, salt and hash; None for what `hashed` did not write, and for costs above ours."""
    try:
        name, *numbers, salt, wanted = kept.split("$")
        cost, block, parallel = (int(number) for number in numbers)
        found = (cost, block, parallel), b64decode(salt, validate=True), b64decode(wanted, validate=True)
    except ValueError:
        return None
    fits = all(1 <= told <= most for told, most in zip(found[0], (COST, BLOCK, PARALLEL), strict=True))
    return found if name == "scrypt" and fits and len(found[2]) == HASH else None


def _hash(password: str, salt: bytes, cost: Iterable[int]) -> bytes:
    power, block, parallel = cost
    secret = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=2**power, r=block, p=parallel, maxmem=MEMORY, dklen=HASH)


def _told(content: bytes) -> str:
    return b64encode(content).decode("ascii")
