"""Listeners' reports of misreadings, as the player sends them (site.report): mails, or rows of a form's table. Text in, reports out."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLUMNS = ("sentence", "time", "page")  # what the player adds to the address of a form; `word` is the listener's own
QUOTED = re.compile(r"^[> ]{1,20}", re.MULTILINE)  # how mail programs mark what they answer to
LONGEST = 2000  # characters of a field


@dataclass(frozen=True, slots=True)
class Misreading:
    """What a listener heard wrong: the sentence, when in the recording (12:03), the page, and the word where it was named."""

    sentence: str
    time: str
    page: str
    word: str = ""

    @property
    def slug(self) -> str:
        """The folder of the episode."""
        return self.page.partition("/episodes/")[2].split("/")[0]


def parsed(text: str, bodies: Sequence[str]) -> list[Misreading]:
    """The reports of a table (CSV with a head that names COLUMNS), or of mails, whose `bodies` are as the player writes them in
    each language: a label and {} for the sentence, the time, the page, below a label for the word. Raises SourceError where there
    is none."""
    text = text.replace("\0", "")
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # one endless field is no reason to lose the others
    found = list(_of_table(text) if _is_table(text) else _of_mails(text, bodies))
    if not found:
        raise SourceError(
            f"there is no report in it: give mails as the player sends them, or a CSV with the columns {', '.join(COLUMNS)}"
        )
    return found


def _is_table(text: str) -> bool:
    head = next(csv.reader(io.StringIO(text.lstrip("\ufeff"))), [])
    return set(COLUMNS) <= {name.strip().lower() for name in head}


def _of_table(text: str) -> Iterator[Misreading]:
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    for row in rows:
        cells = {str(name).strip().lower(): _tidy(str(value or "")) for name, value in row.items()}
        if cells["sentence"]:
            yield Misreading(cells["sentence"], cells["time"], cells["page"], cells.get("word", ""))


def _of_mails(text: str, bodies: Sequence[str]) -> Iterator[Misreading]:
    plain = QUOTED.sub("", text.replace("\r\n", "\n"))
    for body in bodies:
        word, *labels = (line.partition("{}")[0].strip() for line in body.splitlines() if line.strip())
        sentence, time, page = map(re.escape, labels)
        pattern = rf"{re.escape(word)}([^\n]{{0,99}}(?:\n[^\n]{{0,99}})??)\s*\n{sentence}([^\n]+)\n{time}([^\n]+)\n{page}[ \t]*(\S+)"
        for one in re.finditer(pattern, plain):
            yield Misreading(_tidy(one[2]), _tidy(one[3]), one[4], _tidy(one[1]))


def _tidy(text: str) -> str:
    return " ".join(text.split())[:LONGEST]
