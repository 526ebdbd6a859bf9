"""What an editor says of a page, as rules of narrate.toml that are written as a hand would write them. Of a line: speak it, leave
it out, let narrate decide again: the whole line as a pattern, under [clean] for the site, among [[sources.rules]] for one article.
Of an article: what it is called, who wrote it, when, who reads it and how, and where its sections begin.
"""

from __future__ import annotations

import glob
import re
from dataclasses import dataclass
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from narrate import comments, config
from narrate.config import Begun
from narrate.errors import ConfigError
from narrate.files import MODE, alone, explained, write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from narrate.config import Rule, Settings

P = ParamSpec("P")
R = TypeVar("R")
KEEP, DROP, FORGET = "keep", "drop", "forget"
NUMBERS = ("rate", "pauses")  # of what is said of an article; the rest is text
LONGEST = 300  # characters of what is said of an article
ABOUT = (*config.TOLD, *config.MANNER, *config.SORTED)  # what can be said of an article
BEGIN, JOIN = "begin", "join"  # what can be said of a line beside FORGET: a section begins there, or none
NOTHING_MORE = r"(?!(?:\s|#[^\n]*\n)*[\w\"'-]+\s*=)"  # behind a table: no further key of it
VERDICTS = (KEEP, DROP, FORGET)
FIELDS = {DROP: "drop_lines", KEEP: "keep_lines"}  # where both fit a line, the first wins (clean.rules)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules of lines say of one: KEEP, DROP, or "" where narrate decides; the pattern that decides, and the pages
    that it is for ("": the whole site)."""

    verdict: str = ""
    pattern: str = ""
    match: str = ""
    own: bool = False  # the pattern is this line and no other: it can be taken back without touching another

    @property
    def where(self) -> str:
        """Where narrate.toml says so."""
        return f"[[sources.rules]] of {self.match}" if self.match else "[clean]"

    @property
    def told(self) -> str:
        """All of it in a line; "" where narrate decides."""
        return f"{self.verdict} {self.pattern} {self.where}" if self.verdict else ""


def pattern_of(line: str) -> str:
    r"""`责任编辑：(张三)` → `^责任编辑：\(张三\)$`"""
    return f"^{re.escape(line)}$"


def decided(settings: Settings, line: str, place: str) -> Ruled:
    """What the rules of lines say of a line of the page at this place (an address or a file, as a build names it)."""
    tables: list[tuple[str, Any]] = [("", settings.clean)]
    tables += ((rule.match, rule) for rule in config.rules_fitting(settings, place))
    every = (
        Ruled(verdict, pattern, match, own=pattern == pattern_of(line))
        for verdict, field in FIELDS.items()
        for match, table in tables
        for pattern in getattr(table, field)
        if re.search(pattern, line)
    )
    return next(every, Ruled())


def told(settings: Settings, place: str) -> dict[str, str]:
    """What the rules say of the article at this place: of ABOUT, what is said."""
    every = dict(config.rules_of(settings, place).told) | manner_of(config.manner_at(settings, place))
    every["feeds"] = config.feeds_at(settings, place)
    return {name: value for name, value in every.items() if value}


def _one_by_one(change: Callable[Concatenate[Path, P], R]) -> Callable[Concatenate[Path, P], R]:
    @wraps(change)
    def alone_there(path: Path, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with alone(path.parent):
            return change(path, *args, **kwargs)

    return alone_there


@_one_by_one
def tell(path: Path, place: str, about: Mapping[str, str]) -> None:
    """Write into narrate.toml what an editor says of the article at this place: names of ABOUT and what they are, "" to say
    nothing of it any more. The file is made where there is none, and judged before it is written.

    Raises ConfigError where it can't be read, would not be valid, or where another rule would win; VoiceError, OutputError.
    """
    for name, value in about.items():
        if len(value) > LONGEST or not value.isprintable():  # half a character, a line's end
            raise ConfigError(f"{name} has to be one line of text, of {LONGEST} characters at most")
    about = {name: _plain(name, value.strip()) for name, value in about.items()}
    place = config.seen_from(path.parent, place)
    text = with_told(_read(path), place, about)
    settings = config.parsed(text, path)
    config.refuse(settings)
    now = told(settings, place)
    if other := next((name for name, value in about.items() if now.get(name, "") != value), ""):
        raise ConfigError(
            f"another rule of narrate.toml would still say {now.get(other, '')!r} of its {other}: change that one"
        )
    _write(path, text)


def _plain(name: str, value: str) -> str:
    """`.90` of a number → `0.9`. Raises ConfigError for what is none."""
    if name not in NUMBERS or not value:
        return value
    try:
        return f"{float(value):g}"
    except ValueError:
        raise ConfigError(f"{name} is {value!r}, and has to be a number, as in 0.9") from None


def with_told(text: str, place: str, about: Mapping[str, str]) -> str:
    """narrate.toml with what is said of an article, everything else of it as it was. Raises ConfigError."""
    return _changed(text, glob.escape(place), partial(_tell, about=about), new=any(about.values()))


def _tell(table: Any, about: Mapping[str, str]) -> None:  # noqa: ANN401 - a table of tomlkit
    for name, value in about.items():
        if value:
            _put(table, name, float(value) if name in NUMBERS else value)
        elif name in table:
            del table[name]


@_one_by_one
def rule(path: Path, line: str, verdict: str, only: str = "", place: str = "") -> Ruled:
    """Write into narrate.toml what an editor says of a line, for the article at the place `only`, or for the whole site; what
    decides then about the page at `place`. The file is made where there is none, and judged before it is written.

    Raises ConfigError where it can't be read, would not be valid, or where another rule would win; OutputError.
    """
    if not line.strip():
        raise ConfigError("give the whole line, as `narrate clean --explain` shows it")
    before = _read(path)
    text = with_ruling(before, line, verdict, only)
    if verdict == FORGET and text == before:
        raise ConfigError(f"no rule of narrate.toml is for {line!r} alone: there is nothing to forget")
    found = decided(config.parsed(text, path), line, only or place)
    if verdict not in (FORGET, found.verdict):
        raise ConfigError(
            f"{found.pattern!r} under {found.where} would still decide about {line!r}: take that back first"
        )
    _write(path, text)
    return found


def begun_at(settings: Settings, place: str, line: str) -> Begun | None:
    """What the rules say of a section of this article that begins at a line, without a title: that none does; None: they say
    nothing of it."""
    every = (one for rule in config.rules_fitting(settings, place) for one in rule.sections if one.line == line)
    return next(iter([*every][-1:]), None)


def manner_of(told: Begun | Rule) -> dict[str, str]:
    """How a rule lets a section, or an article, be read: of config.MANNER, what it says, as an editor writes it; "": nothing."""
    every = {name: getattr(told, name) for name in config.MANNER}
    return {name: (f"{value:g}" if name in NUMBERS else value) if value else "" for name, value in every.items()}


def begun(line: str, title: str, manner: Mapping[str, str], before: Begun | None = None) -> Begun:
    """A section that begins at a line, under a title, read in a `manner`: names of config.MANNER and what they are; what it does
    not say stays as the rules had it `before`. Raises ConfigError for what is no number."""
    told = {**manner_of(before or Begun(line)), **manner}
    plain = {name: _plain(name, told[name].strip()) for name in config.MANNER}
    return Begun(line, title, plain["voice"], float(plain["rate"] or 0), float(plain["pauses"] or 0))


@_one_by_one
def begin(path: Path, place: str, line: str, told: Begun | None) -> None:
    """Write into narrate.toml what a section of the article at this place is that begins at a line; without a title, that none
    begins there; None: nothing of it any more. Raises as `tell` does."""
    title = told.title if told else ""
    if not line.strip() or len(title) > LONGEST or not title.isprintable():
        raise ConfigError(f"a section's title has to be one line of text, of {LONGEST} characters at most")
    place = config.seen_from(path.parent, place)
    before = _read(path)
    text = with_section(before, place, line, told)
    if told is None and text == before:
        raise ConfigError(f"no rule of narrate.toml is for {line!r} alone: there is nothing to forget")
    settings = config.parsed(text, path)
    config.refuse(settings)
    if begun_at(settings, place, line) != told:
        raise ConfigError(
            f"another rule of narrate.toml would still say of {line!r} where sections begin: change that one"
        )
    _write(path, text)


def with_section(text: str, place: str, line: str, told: Begun | None) -> str:
    """narrate.toml with what is said of a section that begins at a line, everything else of it as it was. Raises ConfigError."""
    return _changed(text, glob.escape(place), partial(_begin, line=line, told=told), new=told is not None)


def _begin(table: Any, line: str, told: Begun | None) -> None:  # noqa: ANN401 - a table of tomlkit
    """The line stands in the list of sections once, or not at all."""
    import tomlkit
    from tomlkit.container import Container
    from tomlkit.items import InlineTable

    kept = [dict(one) for one in table.get("sections", ()) if one["line"] != line]
    every = kept if told is None else [*kept, _row_of(told)]
    if not every:
        table.pop("sections", None)
        return
    listed = tomlkit.array().multiline(multiline=not isinstance(table, InlineTable | Container))
    for one in every:
        row = tomlkit.inline_table()
        row.update(one)
        listed.append(row)
    _put(table, "sections", listed)


def _row_of(told: Begun) -> dict[str, str | float]:
    manner = {name: value for name in config.MANNER if (value := getattr(told, name))}
    return {"line": told.line, "title": told.title, **manner}


def _write(path: Path, text: str) -> None:
    whole = path.resolve()  # a link stays one
    with explained(whole):
        write(whole, text, mode=whole.stat().st_mode & 0o777 if whole.exists() else MODE)


def _read(path: Path) -> str:
    """Its text, line ends as they are; nothing where there is no file. Raises ConfigError."""
    try:
        path.stat()
    except FileNotFoundError:
        return ""
    except OSError as error:  # links in a circle
        raise ConfigError(f"{path} can't be read: {error.strerror}") from error
    config.load_settings(path)  # tells what is wrong with it already
    return path.read_bytes().decode("utf-8")


def with_ruling(text: str, line: str, verdict: str, only: str = "") -> str:
    """narrate.toml with what is said of a line, everything else of it, comments and order, as it was. Raises ConfigError."""
    say = partial(_say, pattern=pattern_of(line), verdict=verdict)
    return _changed(text, glob.escape(only), say, new=verdict != FORGET)


def _changed(text: str, match: str, change: Callable[[Any], None], *, new: bool) -> str:
    """narrate.toml with a change to the table of the rules for these pages, or to [clean] where `match` is empty; where there
    is none, a `new` one is made for it, or nothing is done."""
    return comments.keeping_ends(partial(_with_change, match=match, change=change, new=new), text)


def _with_change(text: str, match: str, change: Callable[[Any], None], *, new: bool) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        table = _ruled_table(document, match) if match else document.get("clean")
        if table is None and new:
            table = _new_rule(document, match) if match else document.setdefault("clean", tomlkit.table())
        if table is not None:
            change(table)
        return _without_rule(tomlkit.dumps(document), match)
    except (TOMLKitError, ValueError) as error:  # ValueError: a number of thousands of digits
        raise ConfigError(f"narrate.toml is not TOML: {error}") from error


def _say(table: Any, pattern: str, verdict: str) -> None:  # noqa: ANN401 - a table of tomlkit
    """The pattern stands in the list of its verdict, once, and in no other."""
    for said, field in FIELDS.items():
        patterns = table.get(field)
        if said == verdict and pattern not in (patterns or ()):
            _add(table, field, pattern)
        elif said != verdict and pattern in (patterns or ()):
            _remove(table, field, pattern)


def _add(table: Any, field: str, pattern: str) -> None:  # noqa: ANN401 - a table of tomlkit
    """A line of its own in the list, but in a table that is one line itself."""
    import tomlkit
    from tomlkit.container import Container
    from tomlkit.items import InlineTable

    if not table.get(field):
        list_of = tomlkit.array().multiline(multiline=not isinstance(table, InlineTable | Container))
        _put(table, field, list_of)
    plain = "'" not in pattern and pattern.isprintable()
    table[field].append(tomlkit.string(pattern, literal=plain))


def _put(table: Any, field: str, value: Any) -> None:  # noqa: ANN401 - of tomlkit
    """Below the last setting of the table: comments that follow are of what comes next."""
    tail = [] if field in table else comments.taken(table)
    table[field] = value
    comments.body(table).extend(tail)


def _remove(table: Any, field: str, pattern: str) -> None:  # noqa: ANN401 - a table of tomlkit
    """An empty list is written as `narrate init` writes it."""
    patterns = table[field]
    for number in reversed([number for number, one in enumerate(patterns) if one == pattern]):
        del patterns[number]
    if not patterns:
        table[field] = []


def _ruled_table(document: Any, match: str) -> Any:  # noqa: ANN401 - of tomlkit
    """The table of the rules for these pages; None where there is none."""
    rules = document.get("sources", {}).get("rules", ())
    return next((rule for rule in rules if rule.get("match") == match), None)


def _new_rule(document: Any, match: str) -> Any:  # noqa: ANN401 - of tomlkit
    """A table for the rules for these pages, in the way in which the file has the others."""
    import tomlkit
    from tomlkit.items import Array

    sources = document.setdefault("sources", tomlkit.table(is_super_table=True))
    if "rules" not in sources:
        _put(sources, "rules", tomlkit.aot())
    rules = sources["rules"]
    made: Any = tomlkit.inline_table() if isinstance(rules, Array) else tomlkit.table()
    made.update({"match": match} | {field: [] for field in FIELDS.values()})
    if isinstance(rules, Array):
        rules.add_line(made, indent="  ")
        rules.add_line(indent="")
    else:
        tail = comments.taken(rules[-1]) if rules else []
        rules.append(made)
        comments.body(rules[-1]).extend(tail)
    return rules[-1]


def _without_rule(text: str, match: str) -> str:
    """Without a rule for one article that says nothing, as `_new_rule` writes it. As text: a parser takes the comments that
    follow a table for its own."""
    import tomlkit

    rows = [f"match = {tomlkit.string(match).as_string()}", *(f"{field} = []" for field in FIELDS.values())]
    table = "".join(f"{row}\n" for row in ("[[sources.rules]]", *rows))
    alone = re.sub(re.escape(table) + NOTHING_MORE, "", text)
    inline = re.escape(f"  {{{', '.join(rows)}") + r" {0,9}\},\n"  # for each that was taken out of it, a blank stays
    return re.sub(inline, "", alone)
