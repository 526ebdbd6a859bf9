"""The editor's desk: a web application over what the commands do. Shows, plays, calls; decides nothing of its own.

`guard` is the door, `sessions` who comes in over a network, `views` its addresses, `seen` and `done` what is at each, `job` the
build, `words` what it says. Pages are made here, with one small script for sound and progress; without it, everything can still
be read and done.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import uvicorn

from narrate import people
from narrate.desk.found import Desk
from narrate.desk.guard import NAMES, Guard, Keys
from narrate.desk.sessions import Sessions
from narrate.desk.views import application
from narrate.errors import ConfigError
from narrate.release import keeper
from narrate.serve import listening

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVERY = ("0.0.0.0", "::", "")  # noqa: S104 - hosts that are all of a machine's
# Scheme, name and port, as browsers write them in Origin: a name that is not ASCII in its other form.
ADDRESS = re.compile(r"https?://(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?/?")


def serve(
    desk: Desk, at: tuple[str, int], tell: Callable[[str], None], file: Path | None = None, address: str = ""
) -> None:
    """Serve at this host and port until interrupted: to this machine's own browser, or to the people of a file, who ask for
    `address` ("": host and port). `tell` gets the address to open, with its token.

    Raises ConfigError for a host that is not this machine without people, or an address that can't be; OutputError for a folder
    that holds no recordings, or a port that can't be opened; CatalogueError.
    """
    host, port = at
    refuse(host, file, address)
    keeper.settle(desk.out)
    with keeper.looked_at(desk.out):
        pass  # what can't be read is told before a browser is opened
    with listening(host, port) as listener:
        bound = listener.getsockname()[1]
        named = f"[{host}]" if ":" in host else host
        sessions = Sessions((address or f"http://{named}:{bound}").rstrip("/").lower(), file) if file else None
        door = sessions or Keys(bound)
        config = uvicorn.Config(
            Guard(application(desk, sessions), door),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        tell(door.address)
        uvicorn.Server(config).run(sockets=[listener])


def refuse(host: str, file: Path | None, address: str) -> None:
    """What would let in whom nobody meant, or nobody. Raises ConfigError."""
    if file is None and (address or host not in NAMES):
        raise ConfigError(f"{host} is not this machine alone: say who may come in with --people FILE")
    if file is not None and not people.load(file).person:
        raise ConfigError(f"{file} names nobody: `narrate people add NAME` does")
    if not address and host in EVERY:
        raise ConfigError(f"{host} is no address to open: say with --address how browsers ask for the desk")
    if address and not ADDRESS.fullmatch(address):
        raise ConfigError(f"--address is {address!r}, and has to look like https://desk.example.org")


__all__ = ["Desk", "Guard", "Keys", "Sessions", "application", "serve"]
