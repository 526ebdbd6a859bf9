"""Lexicons as files: tested, exchanged as W3C PLS, and fed from the queue of doubts that a build leaves for its editor.

Formats: https://www.w3.org/TR/pronunciation-lexicon/ with pinyin as the alphabet "x-pinyin"; TOML as in docs/lexicon.md.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from narrate import comments, config
from narrate.errors import ConfigError
from narrate.files import alone, write
from narrate.model import Unsure
from narrate.read import read_text
from narrate.read.lexicon import Entry, Lexicon, fits
from narrate.read.phrases import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from narrate.model import Script

PLS = "http://www.w3.org/2005/01/pronunciation-lexicon"
ALPHABET = "x-pinyin"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CROSSINGS = 60  # sentences tried for an entry
OURS = "narrate"  # the origin of entries that ship with it: they guard what is right today
BLANK_END = re.compile(r"\n(?:[ \t]{0,20}\r?\n){1,99}\]")  # lines that a removed entry leaves empty
FIELDS = (
    "grapheme",
    "alias",
    "pinyin",
    "before",
    "after",
    "only",
    "since",
    "why",
)  # of an entry, in the order they are written
LEADER = "# Readings that narrate was unsure of. Correct what is wrong, delete what is right, then: narrate lexicon import FILE\n"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said of an entry."""

    grapheme: str
    origin: str
    problem: str


def check(lexicon: Lexicon) -> Iterator[Finding]:
    """Entries that collide with another, change nothing, or change what lies across the border of two words."""
    seen: dict[tuple[str, str, str, bool], Entry] = {}
    for entry in lexicon.entries:
        key = (entry.grapheme, entry.before, entry.after, entry.surname)
        other = seen.get(key)
        if other is not None and (other.alias, other.syllables) != (entry.alias, entry.syllables):
            said = f"{other.alias or other.pinyin} in {other.origin}"
            yield Finding(entry.grapheme, entry.origin, f"collides with {said}: this one, the later, is used")
        seen[key] = entry
        if entry.origin != OURS and not (entry.before or entry.after or entry.surname) and _changes_nothing(entry):
            yield Finding(entry.grapheme, entry.origin, "changes nothing: it is read so anyway")
        crossed = across(entry)
        if crossed:
            yield Finding(entry.grapheme, entry.origin, f"changes {crossed}, where it is no word: give it a context")


def across(entry: Entry) -> str:
    """What the entry would change that is another's: a sentence in which two words meet as the entry is written, or ""."""
    for before, after in islice(_crossings(entry), CROSSINGS):
        plain = read_text(before + after)
        told = read_text(before + after, lexicon=Lexicon((entry,)))
        if plain.words == (before, after) and (plain.spoken, plain.tones) != (told.spoken, told.tones):
            return before + after
    return ""


def _crossings(entry: Entry) -> Iterator[tuple[str, str]]:
    """`部将` → 教育部 将来, …: a word that ends in its beginning, and one that begins with its end."""
    for cut in range(1, len(entry.grapheme)):
        head, tail = entry.grapheme[:cut], entry.grapheme[cut:]
        for before in _by_ends()[0].get(head, []):
            for after in (tail, *_by_ends()[1].get(tail, [])[:2]):
                if fits(entry, before + after, len(before) - cut):
                    yield before, after


@cache
def _by_ends() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Words of two and three characters by how they end and how they begin."""
    ends: dict[str, list[str]] = {}
    beginnings: dict[str, list[str]] = {}
    for word in sorted(word for word in vocabulary() if 1 < len(word) <= 3):  # noqa: PLR2004 - short words
        for size in range(1, len(word)):
            ends.setdefault(word[-size:], []).append(word)
            beginnings.setdefault(word[:size], []).append(word)
    return ends, beginnings


def _changes_nothing(entry: Entry) -> bool:
    plain = read_text(entry.grapheme)
    told = read_text(entry.grapheme, lexicon=Lexicon((entry,)))
    return (plain.spoken, plain.tones) == (told.spoken, told.tones)


# ── PLS ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def to_pls(entries: Iterable[Entry]) -> bytes:
    """The entries as PLS 1.0. What PLS has no word for (context, surnames, some articles, a day) stays behind in the TOML."""
    root = etree.Element(
        f"{{{PLS}}}lexicon",
        {"version": "1.0", "alphabet": ALPHABET, XML_LANG: "zh-CN"},
        nsmap=cast("dict[str, str]", {None: PLS}),
    )
    for entry in entries:
        if entry.before or entry.after or entry.only or entry.since or entry.surname:
            continue
        lexeme = etree.SubElement(root, f"{{{PLS}}}lexeme")
        etree.SubElement(lexeme, f"{{{PLS}}}grapheme").text = entry.grapheme
        name = "alias" if entry.alias else "phoneme"
        etree.SubElement(lexeme, f"{{{PLS}}}{name}").text = entry.alias or " ".join(entry.syllables)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def from_pls(content: bytes, origin: str) -> list[Entry]:
    """The lexemes of a PLS file. Raises ConfigError for what is not PLS or in another alphabet than pinyin."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ConfigError(f"{origin} is not XML ({error}): export it as PLS") from error
    if root.tag != f"{{{PLS}}}lexicon":
        raise ConfigError(f"{origin} is not a pronunciation lexicon: its root has to be <lexicon xmlns={PLS!r}>")
    entries = []
    for lexeme in root.iterfind(f"{{{PLS}}}lexeme"):
        alias, phoneme = (lexeme.find(f"{{{PLS}}}{name}") for name in ("alias", "phoneme"))
        if phoneme is not None and (phoneme.get("alphabet") or root.get("alphabet")) not in (ALPHABET, "pinyin"):
            raise ConfigError(
                f"{origin}: phonemes are read in the alphabet {ALPHABET!r} only (lu4 an1): give an alias instead"
            )
        for grapheme in lexeme.iterfind(f"{{{PLS}}}grapheme"):
            entry = Entry(
                (grapheme.text or "").strip(),
                alias=(alias.text or "").strip() if alias is not None else "",
                pinyin=(phoneme.text or "").strip() if phoneme is not None and alias is None else "",
                why="PLS",
                origin=origin,
            )
            if entry.mistake:
                raise ConfigError(f"{origin}: the entry {entry.grapheme!r}: {entry.mistake}")
            entries.append(entry)
    return entries


# ── TOML ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def to_toml(entries: Iterable[Entry]) -> str:
    """A lexicon file: a line an entry."""
    return "entry = [\n" + "".join(f"  {row_of(entry)},\n" for entry in entries) + "]\n"


def row_of(entry: Entry) -> str:
    """An entry as a lexicon file has it."""
    cells = [f"{name} = {_quoted(getattr(entry, name))}" for name in FIELDS if getattr(entry, name)]
    return "{ " + ", ".join([*cells, *(["surname = true"] if entry.surname else [])]) + " }"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def with_entries(text: str, new: Iterable[Entry]) -> str:
    """A lexicon file with new entries, everything else of it, comments and order, as it was; a new entry takes the place of
    an old one for the same word and context. Raises ConfigError for what is no lexicon."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        table = tomlkit.parse(text)
        rows: Any = table.setdefault("entry", tomlkit.array().multiline(multiline=True))
    except (TOMLKitError, ValueError) as error:  # ValueError: a number of thousands of digits
        raise ConfigError(f"the lexicon is not TOML: {error}") from error
    places = {_key_of_row(row): number for number, row in enumerate(rows)}
    for entry in new:
        row: Any = tomlkit.inline_table() if hasattr(rows, "add_line") else tomlkit.table()
        row.update(_cells(entry))
        number = places.get(_key_of_row(row))
        if number is not None:
            rows[number] = row
        elif hasattr(rows, "add_line"):
            places[_key_of_row(row)] = len(rows)
            rows.add_line(row, indent="  ")
        else:
            places[_key_of_row(row)] = len(rows)
            rows.append(row)
    if hasattr(rows, "add_line") and rows:
        rows.add_line(indent="")
    return tomlkit.dumps(table)


def take(to: Path, new: Iterable[Entry]) -> int:
    """Write new entries into a lexicon file, which may not be there yet: how many it holds then. Raises ConfigError,
    OutputError."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with alone(to.parent):
        before = _text_of(to) if to.is_file() and config.lexicon_file(to) is not None else ""
        write(to, comments.keeping_ends(lambda text: with_entries(text, new), before))
        return len(config.lexicon_file(to))


def standing(at: Path, like: Entry) -> Entry | None:
    """The entry of a lexicon file for the same word and context; None where it has none. Raises ConfigError."""
    wanted = _key_of_row(_cells(like))
    found = config.lexicon_file(at) if at.is_file() else []
    return next((one for one in reversed(found) if _key_of_row(_cells(one)) == wanted), None)


def drop(at: Path, gone: Entry) -> None:
    """Take the entry for a word and context out of a lexicon file. Raises ConfigError, OutputError."""
    with alone(at.parent):
        write(at, comments.keeping_ends(lambda text: without_entry(text, gone), _text_of(at)))


def _text_of(path: Path) -> str:
    """Its text, line ends as they are."""
    return path.read_bytes().decode("utf-8")


def without_entry(text: str, gone: Entry) -> str:
    """A lexicon file without the entry for a word and context; comments stay. Raises ConfigError for what is no lexicon."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        table = tomlkit.parse(text)
    except (TOMLKitError, ValueError) as error:  # ValueError: a number of thousands of digits
        raise ConfigError(f"the lexicon is not TOML: {error}") from error
    rows: Any = table.get("entry", [])
    wanted = _key_of_row(_cells(gone))
    for number in reversed([number for number, row in enumerate(rows) if _key_of_row(row) == wanted]):
        tail = comments.taken(rows[number])
        del rows[number]
        (comments.body(rows[number - 1]) if number else table.body).extend(tail)
    return BLANK_END.sub("\n]", tomlkit.dumps(table))


def from_row(row: str) -> Entry:
    """The entry of a line that `row_of` wrote. Raises ConfigError."""
    return config.entry_of(tomllib.loads(f"row = {row}")["row"])


def _key_of_row(row: Mapping[str, object]) -> tuple[object, ...]:
    return (
        *(row.get(name, "") for name in ("grapheme", "before", "after", "only", "since")),
        row.get("surname", False),
    )


def _cells(entry: Entry) -> dict[str, str | bool]:
    cells: dict[str, str | bool] = {name: getattr(entry, name) for name in FIELDS if getattr(entry, name)}
    return cells | ({"surname": True} if entry.surname else {})


def is_queue(content: bytes) -> bool:
    """Whether this is the editor's queue that a build left."""
    return content.decode("utf-8", "replace").startswith(LEADER)


def is_news(entry: Entry) -> bool:
    """Whether an entry of the queue was corrected: it changes how its word is read."""
    return not _changes_nothing(entry)


# ── the editor's queue ────────────────────────────────────────────────────────────────────────────────────────────


def queue(scripts: Iterable[Script]) -> list[Unsure]:
    """The words in doubt of all scripts, each once, the most frequent first."""
    found: dict[str, Unsure] = {}
    times: Counter[str] = Counter()
    for script in scripts:
        for utterance in script.utterances:
            for doubt in utterance.reading.doubts if utterance.reading else ():
                times[doubt.word] += 1
                found.setdefault(doubt.word, Unsure(doubt.word, doubt.chosen, doubt.why, utterance.text))
    return sorted(found.values(), key=lambda unsure: -times[unsure.word])


def queue_toml(unsure: Iterable[Unsure], edited: Mapping[str, Entry]) -> str:
    """The queue as a lexicon file for the editor to correct: the reading chosen stands in it, or what the editor has made of
    it already."""
    rows = (
        f"  # {_comment(item.why)} | {_comment(item.sentence)}\n  {row_of(edited.get(item.word) or proposed(item))},\n"
        for item in unsure
    )
    return LEADER + "entry = [\n" + "".join(rows) + "]\n"


def proposed(item: Unsure) -> Entry:
    """How narrate reads the word, as an entry."""
    pinyin = Entry(item.word, pinyin=item.chosen)
    return pinyin if not pinyin.mistake else Entry(item.word, alias=item.chosen or item.word)


def _comment(text: str) -> str:
    return " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())[:120]
