"""What became of each place of a build, as JSON: for the job that runs at night, and for whoever looks in the morning.

Beside the catalogue (`.narrate/report.json`), never among what is published: it names drafts, files of this machine and what
is not public yet. `narrate build --report FILE` leaves another copy.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from narrate import __version__
from narrate.building.estimate import START
from narrate.errors import CheckError
from narrate.files import STATE, inside, write

if TYPE_CHECKING:
    from pathlib import Path

    from narrate.building.estimate import Estimate
    from narrate.building.outcome import Outcome, Report
    from narrate.errors import NarrateError

NAME = "report.json"
NIGHTS = "reports"  # a folder of the last ones
NIGHT = re.compile(r"\d{14}\.json")
MOST = 30  # reports that are kept
ENOUGH, PLENTY = 200, 5000  # syllables from which a pace can be told, and after which older builds are not asked


def rows(report: Report, status: int, began: str, seconds: float) -> dict[str, Any]:
    """The report of a build: `status` is that of the command, `began` ISO 8601, `seconds` how long it took."""
    made = [one for one in report.outcomes if one.error is None]
    return {
        "narrate": __version__,
        "began": began,
        "seconds": round(seconds, 1),
        "trial": round(report.trial, 1),
        "status": status,
        "counts": {
            "made": len(made),
            "unchanged": report.unchanged,
            "left_out": len(report.left_out),
            "failed": len(report.errors),
            "withdrawn": report.withdrawn,
            "ahead": report.ahead,
            "sentences_said": sum(one.new for one in made),
            "sentences_kept": sum(one.cached for one in made) + report.cached,
            "characters_said": sum(one.characters for one in made),
            "milliseconds": sum(one.duration for one in made),
            "bytes_fetched": report.fetched,
            "readings_in_doubt": len(report.unsure),
            "questions": report.questions,
        },
        "feed": report.feed,
        "notice": report.notice,
        "places": [_row(one) for one in report.outcomes],
    }


def status_of(report: Report, *, strict: bool = False) -> int:
    """0 when all went well; the error's own status when all failures are of one kind; else 1. What is no article in a
    folder or a feed is a failure only where the user is strict, or where there was nothing else."""
    kinds = {error.status for error in report.errors}
    if strict or len(report.left_out) == len(report.outcomes) + report.unchanged:
        kinds |= {one.error.status for one in report.left_out if one.error}
    if kinds:
        return kinds.pop() if len(kinds) == 1 else 1
    return CheckError.status if strict and (report.questions or report.unsure) else 0


def failed(error: NarrateError, began: str, seconds: float) -> dict[str, Any]:
    """The report of a build that could not begin, or not end."""
    said = {"narrate": __version__, "began": began, "seconds": round(seconds, 1), "status": error.status}
    return said | {"error": str(error), "places": []}


def _row(one: Outcome) -> dict[str, Any]:
    what = "left out" if one.is_left_out else "failed" if one.error else "made"
    row: dict[str, Any] = {"place": one.location, "what": what, "title": one.title}
    if one.error:
        return row | {"status": one.error.status, "why": str(one.error)}
    return row | {
        "milliseconds": one.duration,
        "chapters": one.chapters,
        "sentences_said": one.new,
        "sentences_kept": one.cached,
        "characters_said": one.characters,
        "syllables_said": round(one.syllables),
        "seconds": round(one.seconds, 2),
        "voice": one.voice,
    }


def estimate_rows(estimate: Estimate) -> dict[str, Any]:
    """What a build would do."""
    return {
        "pages": estimate.pages,
        "new": estimate.new,
        "changed": estimate.changed,
        "unchanged": estimate.unchanged,
        "characters": estimate.characters,
        "sentences": estimate.sentences,
        "minutes": round(estimate.minutes, 1),
        "seconds": round(estimate.seconds),
        "requests": estimate.requests,
        "doubts": estimate.doubts,
        "places": [_row(one) for one in estimate.outcomes],
    }


def paces(out: Path) -> dict[str, float]:
    """Seconds a syllable of each voice, as the last builds here took, all else of a build among them: `{"zf_xiaobei": 0.05}`."""
    spent: defaultdict[str, float] = defaultdict(float)
    said = Counter[str]()
    for night in nights(out):
        told = [one for one in night.places if one.syllables_said]
        at_work = sum(one.seconds for one in told)
        for one in told:
            if said[one.voice] < PLENTY:
                spent[one.voice] += max(0.0, night.seconds - night.trial - START) * one.seconds / at_work
                said[one.voice] += one.syllables_said
    return {voice: spent[voice] / said[voice] for voice in said if said[voice] > ENOUGH}


class Place(msgspec.Struct, frozen=True):
    """What became of a place."""

    place: str
    what: str  # made, left out or failed
    title: str = ""
    why: str = ""
    voice: str = ""
    syllables_said: int = 0
    seconds: float = 0.0


class Night(msgspec.Struct, frozen=True):
    """A build as its report tells it."""

    began: str  # ISO 8601
    seconds: float
    status: int
    trial: float = 0.0  # seconds of them by which a first build learned how fast its machine is
    error: str = ""  # why it could not begin, or not end
    notice: str = ""
    counts: dict[str, int] = {}
    places: tuple[Place, ...] = ()

    @property
    def amiss(self) -> tuple[Place, ...]:
        """The places that are not in it."""
        return tuple(one for one in self.places if one.what != "made")


def keep(out: Path, table: dict[str, Any]) -> None:
    """Keep the report of a build beside the catalogue, and those of the last nights; nothing where there is no output folder.
    Raises OutputError."""
    if not inside(out, STATE).is_dir():
        return
    text, name = dumps(table), re.sub(r"[^0-9]", "", str(table["began"]))[:14]
    if "error" not in table:
        write(inside(out, f"{STATE}/{NAME}"), text)
    write(inside(out, f"{STATE}/{NIGHTS}/{name}.json"), text)
    for path in _files(out)[MOST:]:
        path.unlink(missing_ok=True)


def nights(out: Path) -> list[Night]:
    """The builds whose reports are kept, the last first; what can't be read is none."""
    found = []
    for path in _files(out):
        with suppress(OSError, ValueError, msgspec.DecodeError):
            night = msgspec.json.decode(path.read_bytes(), type=Night)
            datetime.fromisoformat(night.began)
            found.append(night)
    return found


def _files(out: Path) -> list[Path]:
    folder = inside(out, f"{STATE}/{NIGHTS}")
    return sorted((path for path in folder.glob("*.json") if NIGHT.fullmatch(path.name)), reverse=True)


def dumps(table: dict[str, Any]) -> str:
    """As it is written."""
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"
