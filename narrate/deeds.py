"""What an editor does about a word, a line or an article: written into lexicon.toml and narrate.toml, noted with who and when, and undone.

Editors write one after the other, also beside a build. Each says what they saw; where it is otherwise by now, nothing is
written. The file comes first and the note with the catalogue's transaction: a kill leaves an edit without its note at worst.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from narrate import catalogue, config, lexicons, rulings
from narrate.catalogue import ABOUT, LINE, READING, SECTION, Deed
from narrate.errors import ChangedError, SourceError
from narrate.identity import is_web
from narrate.release import articles, asking, clock, keeper

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from narrate.catalogue import Catalogue
    from narrate.config import Begun, Settings
    from narrate.misreadings import Misreading
    from narrate.read.lexicon import Entry

UNREAD = "narrate's own reading"  # where the lexicon says nothing
UNRULED = "narrate decides"


def reading_of(settings: Settings, entry: Entry) -> str:
    """The row of the site's lexicon for the word of an entry, where and in what context that holds; "" where it has none. Raises
    ConfigError."""
    there = lexicons.standing(config.site_lexicon(settings), entry)
    return lexicons.row_of(there) if there else ""


def mend(
    out: Path, settings: Settings, entry: Entry, counts: tuple[int, int], who: str, seen: str | None = None
) -> None:
    """Take a reading into the site's lexicon; `counts`: sentences and articles that it changes; `seen`: the row that the editor
    saw there (None: whatever it was).

    Raises ChangedError where another has changed it since, ConfigError, CatalogueError, OutputError.
    """
    path, row = config.site_lexicon(settings), lexicons.row_of(entry)
    with keeper.edited(out) as kept:
        before = reading_of(settings, entry)
        _refuse_if_changed(entry.grapheme, UNREAD, seen, before, row)
        lexicons.take(path, [entry])
        kept.note(_about_word(entry.grapheme, catalogue.MENDED, who, before, row, counts))


def take(out: Path, to: Path, new: Sequence[Entry], who: str) -> int:
    """Take readings into a lexicon file, whatever it says of them, and note what they change: how many it holds then. Raises as
    `mend`, but for ChangedError."""
    if not catalogue.kept(out):  # nothing is built yet: there is nowhere to note it
        return lexicons.take(to, new)
    with keeper.edited(out) as kept:
        before = [lexicons.standing(to, entry) for entry in new]
        held = lexicons.take(to, new)
        for old, entry in zip(before, new, strict=True):
            was, row = lexicons.row_of(old) if old else "", lexicons.row_of(entry)
            if was != row:
                kept.note(_about_word(entry.grapheme, catalogue.MENDED, who, was, row, (0, 0)))
    return held


def undo(out: Path, settings: Settings, word: str, who: str, seen: int | None = None) -> None:
    """Undo what was last done about a word, where that is deed number `seen` (None: whatever it is): a reading goes out of the lexicon again, or what
    it had replaced comes back; what was dismissed is asked again.

    Raises ChangedError where something was done since, SourceError where there is nothing to undo; BusyError, ConfigError,
    CatalogueError, OutputError.
    """
    with keeper.looked_at(out) as kept:
        last = _last(kept, word)
    if last is None or last.what not in (catalogue.MENDED, catalogue.DISMISSED):
        raise SourceError(f"nothing was done about {word!r} that could be undone")
    if last.what == catalogue.MENDED:
        _refuse_if_answered(last, word, seen)
        _take_back(out, settings, last, who)
        return
    with keeper.at_work(out, "ask again") as (kept, folder):
        _refuse_if_answered(_last(kept, word), word, seen)
        asking.ask_again(kept, folder, word, who)


def _take_back(out: Path, settings: Settings, last: Deed, who: str) -> None:
    path, entry = config.site_lexicon(settings), lexicons.from_row(last.after)
    with keeper.edited(out) as kept:
        _refuse_if_changed(last.about, UNREAD, last.after, reading_of(settings, entry), last.before)
        if last.before:
            lexicons.take(path, [lexicons.from_row(last.before)])
        else:
            lexicons.drop(path, entry)
        counts = last.sentences, last.articles
        kept.note(_about_word(last.about, catalogue.TAKEN_BACK, who, last.after, last.before, counts))


def dismiss(out: Path, word: str, who: str = "", seen: int | None = None) -> None:
    """A word in doubt is read as it should be: as if it had been struck out of the queue; `seen`: the number of the deed that the
    editor saw as the last about it. Raises SourceError without a word, ChangedError, BusyError, CatalogueError, OutputError."""
    if not word.strip():
        raise SourceError("say which word is read as it should be")
    with keeper.at_work(out, "dismiss") as (kept, folder):
        _refuse_if_answered(_last(kept, word), word, seen)
        asking.settle_reading(kept, folder, word, who)


def settle(out: Path, guid: str, about: str, who: str, *, again: bool = False) -> None:
    """A question about an article is settled, or asked `again`. Raises SourceError where it is not asked; BusyError,
    CatalogueError, OutputError."""
    with keeper.at_work(out, "settle") as (kept, folder):
        if not any(one.about == about and bool(one.settled) == again for one in kept.questions_about(guid)):
            raise SourceError(f"{about!r} is not asked of that article any more: look at it again")
        asking.settle_question(kept, folder, guid, about, who, again=again)


def reported(out: Path, reports: Iterable[Misreading]) -> tuple[int, int]:
    """Take listeners' reports: how many are new, and how many are of no article here. Raises CatalogueError, OutputError."""
    new = strange = 0
    with keeper.edited(out) as kept:
        for one in reports:
            found = next(kept.articles("slug = ?", (one.slug,)), None)
            if found is None:
                strange += 1
            else:
                new += kept.report(clock.this_moment(), found.guid, one.sentence, one.word, one.time)
    return new, strange


def at_desk(out: Path, what: str, who: str) -> None:
    """Somebody came in, or began or ended a build there; noted where there is a catalogue. Raises CatalogueError, OutputError."""
    if catalogue.kept(out):
        with keeper.edited(out) as kept:
            kept.note(Deed(clock.this_moment(), who, catalogue.DESK, "", what))


def answer(out: Path, number: int, who: str) -> None:
    """A report was looked at. Raises CatalogueError, OutputError."""
    with keeper.edited(out) as kept:
        kept.note(Deed(clock.this_moment(), who, catalogue.REPORT, str(number), catalogue.DISMISSED))


def switch(out: Path, path: Path, ruling: tuple[str, str, str], place: str, who: str, seen: str | None = None) -> None:
    """Rule a line: (line, verdict, place of the one article or "") as `rulings.rule` writes it into the narrate.toml at `path`;
    `seen`: what the rules said of it for the page at `place`. Raises ChangedError, ConfigError, CatalogueError, OutputError."""
    line, verdict, only = ruling
    if not catalogue.kept(out):  # nothing is built yet: there is nowhere to note it
        rulings.rule(path, line, verdict, only, place)
        return
    with keeper.edited(out) as kept:
        only = _as_built(kept, only)
        if only and verdict != rulings.FORGET:
            _refuse_unseen(kept, out, only, line)
        before = _said(_settings_at(path), line, place)
        _refuse_if_changed(line, UNRULED, seen, before, verdict)
        after = rulings.rule(path, line, verdict, only, place).told
        deed = Deed(clock.this_moment(), who, LINE, line, verdict, only, before, after, 0, 1 if only else 0)
        kept.note(deed)


def describe(
    out: Path, path: Path, place: str, about: Mapping[str, str], who: str, seen: Mapping[str, str] | None = None
) -> None:
    """Say what the article at a place is called, who wrote it, when, who reads it and how, as `rulings.tell` writes it into the
    narrate.toml at `path`; `seen`: what the editor saw of the same fields there. Raises ChangedError, ConfigError, VoiceError,
    CatalogueError, OutputError."""
    _refuse_nowhere(place)
    if not catalogue.kept(out):
        rulings.tell(path, place, about)
        return
    with keeper.edited(out) as kept:
        place = _as_built(kept, place)
        before = rulings.told(_settings_at(path), place)
        for name, value in about.items():
            was = None if seen is None else seen.get(name, "")
            _refuse_if_changed(name, UNRULED, was, before.get(name, ""), value)
        rulings.tell(path, place, about)
        now = clock.this_moment()
        changed = {name: value.strip() for name, value in about.items() if value.strip() != before.get(name, "")}
        kept.note(
            *(
                Deed(now, who, ABOUT, name, "told", place, before.get(name, ""), value, 0, 1)
                for name, value in changed.items()
            )
        )


def begin(out: Path, path: Path, place: str, line: str, told: Begun | None, who: str, seen: str | None = None) -> None:  # noqa: PLR0913, PLR0917 - a deed
    """Say what a section of the article at a place is that begins at a line, as `rulings.begin` writes it; `seen`: what the
    editor saw there, as `told_of` says it. Raises as `describe` does."""
    _refuse_nowhere(place)
    if not catalogue.kept(out):
        rulings.begin(path, place, line, told)
        return
    with keeper.edited(out) as kept:
        place = _as_built(kept, place)
        if told is not None:
            _refuse_unseen(kept, out, place, line)
        before, after = told_of(rulings.begun_at(_settings_at(path), place, line)), told_of(told)
        _refuse_if_changed(line, UNRULED, seen, before, after)
        rulings.begin(path, place, line, told)
        what = rulings.FORGET if told is None else rulings.BEGIN if told.title else rulings.JOIN
        kept.note(Deed(clock.this_moment(), who, SECTION, line, what, place, before, after, 0, 1))


def begun_at(out: Path, path: Path, place: str, line: str) -> Begun | None:
    """What the rules of the narrate.toml at `path` say of a section of the article at a place that begins at a line."""
    if catalogue.kept(out):
        with keeper.looked_at(out) as kept:
            place = _as_built(kept, place)
    return rulings.begun_at(_settings_at(path), config.seen_from(path.parent, place), line)


def told_of(told: Begun | None) -> str:
    """What rules say of a section at a line, for the log: "" for nothing."""
    if told is None or not told.title:
        return rulings.JOIN if told else ""
    manner = (f"{name} {value}" for name in config.MANNER if (value := rulings.manner_of(told)[name]))
    return ", ".join((f"{rulings.BEGIN} {told.title}", *manner))


def _refuse_nowhere(place: str) -> None:
    if not is_web(place) and not os.path.lexists(place):
        raise SourceError(f"{place}: no such file; name the article by its address or its file, as a build does")


def _as_built(kept: Catalogue, place: str) -> str:
    """The place that rules go by: of an article that is named by its address, in any dress, as the build named it, where it came
    from a file."""
    known = kept.article(kept.at_address(place)) if is_web(place) else None
    return known.location if known and known.location else place


def _refuse_unseen(kept: Catalogue, out: Path, place: str, line: str) -> None:
    """A rule about a line that the article at a place has not would do nothing, and nobody would know why."""
    there = (place, place, "" if is_web(place) else os.path.relpath(place, out))
    found = next(kept.articles("location = ? OR link = ? OR place = ?", there), None)
    lines = articles.lines_of(kept, found) if found else ()
    if lines and line not in lines:
        raise SourceError(
            f"{place} has no line {line!r}: give the whole line, as `narrate clean --explain {place}` shows it"
        )


def _settings_at(path: Path) -> Settings:
    return config.load_settings(path) if path.exists() else config.Settings()


def _said(settings: Settings, line: str, place: str) -> str:
    return rulings.decided(settings, line, place).told


def _refuse_if_changed(what: str, nothing: str, seen: str | None, now: str, wanted: str) -> None:
    if seen is not None and seen != now:
        raise ChangedError(
            f"{what!r} was changed by another meanwhile, and nothing was overwritten: it is now {now or nothing!r}; you saw "
            f"{seen or nothing!r} and wanted {wanted or nothing!r}. Look at it again"
        )


def _about_word(word: str, what: str, who: str, before: str, after: str, counts: tuple[int, int]) -> Deed:
    return Deed(clock.this_moment(), who, READING, word, what, "", before, after, *counts)


def _last(kept: Catalogue, word: str) -> Deed | None:
    return next(kept.deeds("kind = ? AND about = ?", (READING, word), most=1), None)


def _refuse_if_answered(last: Deed | None, word: str, seen: int | None) -> None:
    if seen is None or (last.number if last else 0) == seen:
        return
    told = f"{last.what} {last.after} {last.who}".strip() if last else UNREAD
    raise ChangedError(
        f"{word!r} was answered by another meanwhile ({told}), and nothing was changed: look at it again"
    )
