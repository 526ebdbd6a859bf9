"""What a person sees while a build runs and when it ends: bars and tables on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from narrate.messages import complaint, here, language, told
from narrate.model import Omission

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.progress import Progress, TaskID

    from narrate.building.estimate import Estimate
    from narrate.building.outcome import Outcome, Report, Watcher
    from narrate.model import Block, Question, Voice

NAMES = {"articles": "Articles", "saying": "Saying"}


class _Silent:
    def begin(self, stage: str, total: int) -> None:
        """Nothing."""

    def advance(self, stage: str, amount: int = 1) -> None:
        """Nothing."""


class _Plain:
    """A line a stage and one at each tenth of it."""

    def __init__(self) -> None:
        self._total: dict[str, int] = {}
        self._done: dict[str, int] = {}
        self._lock = threading.Lock()

    def begin(self, stage: str, total: int) -> None:
        """Announce it."""
        self._total[stage], self._done[stage] = total, 0

    def advance(self, stage: str, amount: int = 1) -> None:
        """Say so at each tenth."""
        with self._lock:
            before, total = self._done[stage], self._total[stage]
            self._done[stage] = after = before + amount
            if total and after * 10 // total > before * 10 // total:
                sys.stderr.write(f"{_name(NAMES[stage])}: {min(100, after * 100 // total)}%\n")
                sys.stderr.flush()


class _Bars:
    """One bar a stage, with the time left."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def begin(self, stage: str, total: int) -> None:
        """Show its bar."""
        if stage in self._tasks:
            self._progress.reset(self._tasks[stage], total=total)
        else:
            self._tasks[stage] = self._progress.add_task(_name(NAMES[stage]), total=total)

    def advance(self, stage: str, amount: int = 1) -> None:
        """Move it."""
        self._progress.advance(self._tasks[stage], amount)


@contextmanager
def watcher(*, quiet: bool) -> Iterator[Watcher]:
    """Bars on a terminal, plain lines elsewhere, nothing when quiet. All on standard error."""
    if quiet:
        yield _Silent()
    elif not sys.stderr.isatty():
        yield _Plain()
    else:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description:<14}"),
            BarColumn(None),
            TaskProgressColumn(),
            TimeRemainingColumn(elapsed_when_finished=True),
        )
        with Progress(*columns, console=Console(stderr=True), expand=True) as progress:
            yield _Bars(progress)


def show(report: Report, *, quiet: bool) -> None:
    """The closing table, then every failure in full."""
    done = [row for row in report.outcomes if not row.error]
    if not quiet:
        _table(done) if sys.stdout.isatty() else _lines(done)
        _count(report)
        _queue(report)
        _questions(report)
    if report.notice:
        _complain(report.notice)
    _failures(report.outcomes)


def _failures(outcomes: Sequence[Outcome]) -> None:
    for row in outcomes:
        if row.error:
            said = str(row.error)
            where = "" if row.location in said else f"{row.location}: "
            what = "left out: " if row.is_left_out else ""
            _complain(f"{what}{where}{said}")


def _complain(words: str) -> None:
    sys.stderr.write(complaint(words))


def _say(words: str) -> None:
    sys.stdout.write(f"{here(words)}\n")


def _name(word: str) -> str:
    """A heading in the language of this terminal; in both, side by side, where it has none."""
    return here(word, between=" ")


def show_estimate(estimate: Estimate) -> None:
    """What a build would do, in one line, and what would fail."""
    _say(_line_of(estimate))
    _failures(estimate.outcomes)


def foretell(estimate: Estimate) -> None:
    """What a build is about to do, above its bars."""
    web = f"\nPages of the web, which are not counted: {estimate.elsewhere}" if estimate.elsewhere else ""
    sys.stderr.write(f"{here(_line_of(estimate) + web)}\n")


def _line_of(e: Estimate) -> str:
    online = f", {e.requests} requests to the online voice" if e.requests else ""
    return (
        f"Pages: {e.pages} ({e.new} new, {e.changed} changed, {e.unchanged} unchanged); to say: {e.characters} characters in "
        f"{e.sentences} sentences; {e.minutes:.1f} minutes of speech, about {e.seconds:.0f} s{online}; {e.doubts} readings in doubt"
    )


def _count(report: Report) -> None:
    if report.unchanged:
        _say(f"Unchanged: {report.unchanged} articles, clips anew 0, from cache {report.cached}")
    every = len(report.outcomes) + report.unchanged
    if report.feed:
        _say(f"Feed: {report.feed} ({report.published} of {every} articles)")
    if report.withdrawn:
        _say(f"Taken back, and not published: {report.withdrawn}")
    if report.ahead:
        _say(f"Waiting for their hour: {report.ahead}")


SHOWN = 10  # readings in doubt; the file has all


def _queue(report: Report) -> None:
    """Readings the editor should look at: a table on a terminal, lines elsewhere."""
    if not report.unsure:
        return
    rows = [(u.word, u.chosen, u.why, u.sentence) for u in report.unsure[:SHOWN]]
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(*map(_name, ("Word", "Read as", "Why", "In")))
        for row in rows:
            table.add_row(*(Text(here(cell)) for cell in row))
        Console().print(table)
    else:
        for word, chosen, why, sentence in rows:
            _say(f"Unsure: {word} read {chosen} ({why}) in: {sentence}")
    _say(
        f"{len(report.unsure)} readings to look at, all in {report.queue}: correct it, then `narrate lexicon import {report.queue}`"
    )


def _questions(report: Report) -> None:
    """What to look at on the pages, in one line."""
    if report.questions:
        _say(
            f"{report.questions} things to look at on the pages, each with the setting that answers it: {report.questions_at}"
        )


HEADINGS = ("Article", "Minutes", "Chapters", "Clips anew", "From cache", "Seconds", "Voice")


def _cells(row: Outcome) -> tuple[str, ...]:
    minutes = f"{row.duration / 60_000:.1f}"
    return row.title, minutes, str(row.chapters), str(row.new), str(row.cached), f"{row.seconds:.1f}", row.voice


def _lines(rows: list[Outcome]) -> None:
    for row in rows:
        named = zip(HEADINGS[1:], _cells(row)[1:], strict=True)
        sys.stdout.write(f"{row.title}: {', '.join(f'{_small(name)} {value}' for name, value in named)}\n")


def _small(heading: str) -> str:
    """A heading in a line; in English where the terminal has no language: programs read it."""
    return told(heading, language()).lower()


def _table(rows: list[Outcome]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for heading in HEADINGS:
        table.add_column(_name(heading), justify="left" if heading == HEADINGS[0] else "right", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in _cells(row)))
    Console().print(table)


LABEL = 20  # columns


def show_account(account: Sequence[Block | Omission]) -> None:
    """The whole page line by line: spoken, or left out, why, and which signs decided."""
    from rich.cells import set_cell_size
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for entry in account:
        left_out = isinstance(entry, Omission)
        label = entry.reason.value if isinstance(entry, Omission) else type(entry).__name__.lower()
        style = "dim red" if left_out else "bold green" if label == "heading" else "green"
        said = Text(set_cell_size(_name(label), LABEL), style=style)
        line = Text(f"{'-' if left_out else '+'} ", style=style).append_text(said)
        console.print(line.append(f" {entry.text}", style="dim" if left_out else "default"))
        if isinstance(entry, Omission) and entry.why:
            console.print(Text(f"{'':<{LABEL + 5}}{entry.why}", style="dim italic"))


def show_questions(questions: Sequence[Question]) -> None:
    """What an editor should look at, and the line of narrate.toml that would change it."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for question in questions:
        console.print(Text(f"? {question.about}", style="yellow"))
        console.print(Text(f"  {_name(question.why)}", style="dim"))
        if question.setting:
            console.print(Text(f"  [clean] {question.setting}"))


def show_voices(voices: list[Voice]) -> None:
    """A table on a terminal, tab-separated lines elsewhere."""
    headings = ("Id", "Engine", "Language", "Name", "Style", "Licence")
    rows = [
        (v.id, v.engine, v.lang, v.name, " ".join(filter(None, (here(v.gender, between=" "), v.style))), v.licence)
        for v in voices
    ]
    if not sys.stdout.isatty():
        sys.stdout.writelines("\t".join(row) + "\n" for row in rows)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*map(_name, headings))
    for row in rows:
        table.add_row(*row)
    Console().print(table)
