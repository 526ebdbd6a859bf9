"""The editor's desk: a local web application over what the commands do. Shows, plays, calls; decides nothing of its own.

`guard` is the door, `views` what is seen and done, `job` the build, `words` what it says. Pages are made here, with one
small script for sound and progress; without it, everything can still be read and done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import uvicorn

from narrate.desk.guard import NAMES, Guard, Keys
from narrate.desk.views import Desk, application
from narrate.release import keeper
from narrate.serve import listening

if TYPE_CHECKING:
    from collections.abc import Callable


def serve(desk: Desk, port: int, tell: Callable[[str], None]) -> None:
    """Serve on this machine alone until interrupted; `tell` gets the address with its token.

    Raises OutputError for a folder that holds no recordings, or a port that can't be opened; CatalogueError.
    """
    keeper.settle(desk.out)
    with keeper.looked_at(desk.out):
        pass  # what can't be read is told before a browser is opened
    with listening(NAMES[0], port) as listener:
        keys = Keys(listener.getsockname()[1])
        config = uvicorn.Config(
            Guard(application(desk), keys),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        tell(keys.address)
        uvicorn.Server(config).run(sockets=[listener])


__all__ = ["Desk", "Guard", "Keys", "application", "serve"]
