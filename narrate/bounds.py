"""An end for what a stranger's page makes a library do.

Counts the processor's time, not the clock's: a busy machine is slow, not wrong. Where the platform has no such timer
(Windows), and outside the main thread, nothing is bounded.
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

AGAIN = 1.0  # seconds after which it is raised anew: what swallows exceptions is not to go on for ever


class TooLongError(Exception):
    """The work did not end in the time it had."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TooLongError inside the block when the process has worked for so many seconds since its begin."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> NoReturn:
        raise TooLongError(f"it took more than {seconds:g} seconds of the processor")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
