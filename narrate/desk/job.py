"""A build at the desk: one at a time, in a thread of its own, told as it goes to whoever looks, also after a reload."""

from __future__ import annotations

import json
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from narrate import pipeline, report
from narrate.errors import BusyError, NarrateError, OutputError
from narrate.messages import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from narrate.building.outcome import Report
    from narrate.config import Settings

HEARTBEAT = 15.0  # seconds after which a stream says that it is alive


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: `state` is idle, running, done, failed or stopped; counts of what is finished and of all."""

    number: int = 0  # of changes: the next is higher
    state: str = "idle"
    articles: tuple[int, int] = (0, 0)
    saying: tuple[int, int] = (0, 0)
    made: int = 0  # articles
    new: int = 0  # sentences said anew
    said: str = ""  # what went wrong, or what the user should know


class Job:
    """The build; it is also what a build tells (a Watcher)."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._now = Progress()
        self._stops = False

    @property
    def now(self) -> Progress:
        """How far it is."""
        with self._changed:
            return self._now

    def stop(self) -> None:
        """End the running build at its next sentence, as Ctrl-C does in a terminal: what is finished is kept for the next one."""
        self._stops = True

    def begin(self, stage: str, total: int) -> None:
        """A stage begins."""
        self._tell(**{stage: (0, total)})

    def advance(self, stage: str, amount: int = 1) -> None:
        """So much more of it is done."""
        if self._stops:
            raise KeyboardInterrupt
        with self._changed:
            done, total = getattr(self._now, stage)
            self._tell(**{stage: (min(done + amount, total), total)})

    def start(self, places: Sequence[str], out: Path, settings: Settings, voice: str | None) -> None:
        """Build in the background. Raises BusyError where it does so already."""
        with self._changed:
            if self._now.state == "running":
                raise BusyError("a build is running: wait for its end")
            self._stops = False
            self._now = Progress(self._now.number + 1, "running")
            self._changed.notify_all()
        threading.Thread(target=self._run, args=(places, out, settings, voice), name="build", daemon=True).start()

    def _run(self, places: Sequence[str], out: Path, settings: Settings, voice: str | None) -> None:
        """A killed thread leaves what a killed build leaves: the old whole, and what was finished for the next one."""
        began, started = datetime.now(UTC).replace(microsecond=0).isoformat(), time.monotonic()
        try:
            told = pipeline.build(places, out, settings, voice, self)
            report.keep(out, report.rows(told, report.status_of(told), began, time.monotonic() - started))
        except KeyboardInterrupt:
            self._tell(state="stopped")
        except NarrateError as error:
            if not isinstance(error, BusyError):  # the other one tells
                with suppress(OutputError):  # a full disk is told below
                    report.keep(out, report.failed(error, began, time.monotonic() - started))
            self._tell(state="failed", said=str(error))
        except Exception as error:  # noqa: BLE001 - a thread has nobody else to tell
            self._tell(state="failed", said=f"{type(error).__name__}: {error}")
        else:
            self._tell(**_told(told))

    def _tell(self, **changes: Any) -> None:  # noqa: ANN401 - fields of Progress
        with self._changed:
            fields = {name: getattr(self._now, name) for name in Progress.__slots__} | changes
            self._now = Progress(**fields | {"number": self._now.number + 1})
            self._changed.notify_all()

    def stream(self, lang: str) -> Iterator[str]:
        """The progress, in `zh` or `en`, as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), from now to
        its end."""
        seen = -1
        while True:
            with self._changed:
                if self._now.number <= seen:
                    self._changed.wait(HEARTBEAT)
                now = self._now
            yield f"data: {as_json(now, lang)}\n\n" if now.number > seen else ": alive\n\n"
            seen = now.number
            if now.state != "running":
                return


def _told(built: Report) -> dict[str, Any]:
    made = [one for one in built.outcomes if not one.error]
    said = "\n".join([*(str(error) for error in built.errors), *([built.notice] if built.notice else [])])
    state = "failed" if built.errors else "done"
    return {"state": state, "made": len(made), "new": sum(one.new for one in made), "said": said}


def as_json(progress: Progress, lang: str) -> str:
    """`Progress(…)` → one line of JSON, in `zh` or `en`."""
    fields = {name: getattr(progress, name) for name in Progress.__slots__}
    return json.dumps(fields | {"said": told(progress.said, lang)}, ensure_ascii=False)
