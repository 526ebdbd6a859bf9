"""How single words are said, against what rules and dictionaries would say: a lexicon's entries and where they apply.

An entry has an alias (say this instead) or pinyin, the words of W3C PLS (https://www.w3.org/TR/pronunciation-lexicon/).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cache, cached_property
from typing import TYPE_CHECKING

from narrate.read.words import tagged

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from narrate.read.words import Word

NAMES = frozenset("PER LOC ORG nz".split())
PINYIN = re.compile(r"[a-zêüv]+[1-5]")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af〇]")
LATIN = re.compile(r"[A-Za-z0-9]")
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class Entry:
    """`grapheme` is said as `alias`, or its characters as `pinyin` ("lu4 an1"), where `before` and `after` (regular
    expressions of what stands next to it) allow, in the articles of `only` (a pattern of places, as `match` of a rule; "":
    all) that were published on the day `since` or later ("2026-11-30"; "": whenever); `why` says why it is there, `origin` which file."""

    grapheme: str
    alias: str = ""
    pinyin: str = ""
    before: str = ""
    after: str = ""
    surname: bool = False
    only: str = ""
    since: str = ""
    why: str = ""
    origin: str = ""

    @property
    def syllables(self) -> tuple[str, ...]:
        """`"lǜ…"` is written lv4: ü is v."""
        return tuple(self.pinyin.lower().replace("u:", "v").replace("ü", "v").split())

    @property
    def mistake(self) -> str:
        """What is wrong with the entry as it is written, or ""."""
        return next(self._mistakes(), "")

    def _mistakes(self) -> Iterator[str]:
        if not self.grapheme.strip():
            yield "it has no grapheme"
        if bool(self.alias) == bool(self.pinyin):
            yield "it needs an alias or pinyin, and not both"
        if self.pinyin and not all(PINYIN.fullmatch(syllable) for syllable in self.syllables):
            yield f"{self.pinyin!r} is not pinyin with tone numbers, as in lu4 an1"
        if self.pinyin and len(self.syllables) != len(self.grapheme):
            yield f"{len(self.syllables)} syllables for {len(self.grapheme)} characters"
        if self.since and not DAY.fullmatch(self.since):
            yield f"since {self.since!r} is not a day, as in 2026-11-30"
        try:
            re.compile(f"(?:{self.before})(?:{self.after})")
        except re.error as error:
            yield f"before or after is not a regular expression ({error})"


@dataclass(frozen=True)
class Lexicon:
    """Entries in the order of their weight: a later one for the same word and context wins. Those of some articles hold in
    the lexicon for such an article, `at` its place, and in no other."""

    entries: tuple[Entry, ...] = ()

    def at(self, names: Collection[str]) -> Lexicon:
        """The lexicon for the article of a place, by the names that it goes by: what is for some articles wins, above all what is
        for a sentence of them."""
        own = [replace(one, only="") for one in self.entries if one.only and any(fnmatch(n, one.only) for n in names)]
        own.sort(key=lambda one: bool(one.before or one.after))
        return Lexicon((*(one for one in self.entries if not one.only), *own)) if own else self

    def of(self, day: str) -> Lexicon:
        """The lexicon for an article that was published on this day, `2026-11-30`: without what is for later ones."""
        held = tuple(one for one in self.entries if one.since <= day)
        return self if len(held) == len(self.entries) else Lexicon(held)

    @cached_property
    def _by_first(self) -> dict[str, list[Entry]]:
        """By first character, the longest first; among equals the later."""
        found: dict[str, list[Entry]] = {}
        for entry in reversed([entry for entry in self.entries if not entry.only]):
            found.setdefault(entry.grapheme[0], []).append(entry)
        for entries in found.values():
            entries.sort(key=lambda entry: -len(entry.grapheme))
        return found

    def matches(
        self, text: str, words: tuple[Word, ...] | None = None, *, aliases: bool
    ) -> Iterator[tuple[int, Entry]]:
        """Where entries apply, from the left, without overlap: those with aliases, or those with pinyin.

        `words` are those of the text; they are found when an entry first needs them.
        """
        at = 0
        while at < len(text):
            options = (e for e in self._by_first.get(text[at], ()) if bool(e.alias) == aliases and fits(e, text, at))
            entry = next((e for e in options if _is_whole(e, at, words if words is not None else tagged(text))), None)
            if entry is None:
                at += 1
            else:
                yield at, entry
                at += len(entry.grapheme)


def fits(entry: Entry, text: str, at: int) -> bool:
    """Whether the entry's characters stand there, in the context that it names."""
    end = at + len(entry.grapheme)
    if not text.startswith(entry.grapheme, at):
        return False
    if LATIN.match(entry.grapheme) and at and LATIN.match(text[at - 1]):
        return False
    if LATIN.match(entry.grapheme[-1]) and LATIN.match(text[end : end + 1]):
        return False
    if entry.before and not _ending_in(entry.before).search(text[:at]):
        return False
    if entry.after and not _pattern(entry.after).match(text, end):
        return False
    return not entry.surname or _names_someone(text, at, end)


def _is_whole(entry: Entry, at: int, words: tuple[Word, ...]) -> bool:
    """Whether the entry stands there as words: whole ones, or the beginning, the end or a name's part of one.

    部将 is no word in 教育部 将, nor 似的 in 类似 的. What has a context of its own is taken at its word.
    """
    if entry.before or entry.after or not HAN.match(entry.grapheme):
        return True
    end = at + len(entry.grapheme)
    first = next((word for word in words if word.start <= at < word.end), None)
    last = next((word for word in words if word.start < end <= word.end), None)
    if first is None or last is None:
        return True
    if entry.surname and first.start == at and _says_an_office(first):
        return False
    if first is last:
        return first.start == at or first.end == end or first.tag in NAMES
    return first.start == at and last.end == end


def _says_an_office(word: Word) -> bool:
    """Whether a word that begins with a surname's character is none of a person: 区委书记, but 区女士."""
    return len(word.text) > 1 and word.tag != "PER" and not re.fullmatch(TITLES, word.text[1:])


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words)


@cache
def _ending_in(words: str) -> re.Pattern[str]:
    return re.compile(f"(?:{words})$")


TITLES = (
    "某|先生|女士|小姐|同志|主任|局长|处长|科长|书记|市长|省长|县长|镇长|部长|厅长|校长|院长|教授|老师|医生|护士|师傅|警官|经理|董事长|总裁|工程师|队长|"
    "教练|法官|律师|记者|家|氏|姓|阿姨|大爷|大妈|爷爷|奶奶|老太|老汉|总"
)
SPEAKS = "说|报道|摄|写道|提出|建议|呼吁|宣布|表示|介绍|告诉|认为|指出|透露|坦言|回忆|强调|回应|感慨|笑着|称|在|是|和|与|的|向|对|为|出任|担任|当选|率|参加|出席|获得|获|以|从|等|，|。|、|（|,|\\(|”|$"
NAMED = re.compile(rf"(?:{TITLES})|[\u4e00-\u9fff]{{1,2}}(?:{TITLES}|{SPEAKS})")
BEFORE_NAME = re.compile(
    r"(?:^|[，。、：；！？“”（(:,\s]|记者|主任|局长|书记|市长|省长|部长|教授|院长|校长|总统|主席|总理|居民|市民|村民|演员|导演|作家|诗人|画家|歌手|选手|队员|名将|教练|"
    r"医生|老师|叫|姓|和|与|由|对|向|任|员|家|长|人|的)$"
)


def _names_someone(text: str, at: int, end: int) -> bool:
    """Whether a surname's character begins a person's name here: `单女士`, `任晓明表示`; not `任务`, `单位`."""
    if text[max(0, at - 1) : at] == "姓":
        return True
    return (
        bool(BEFORE_NAME.search(text[max(0, at - 6) : at])) and bool(NAMED.match(text, end)) and not _is_word(text, at)
    )


def _is_word(text: str, at: int) -> bool:
    """Whether a word of the dictionary begins here that is no name: 任务, 单位, 解放."""
    from narrate.read.phrases import phrase

    return any(phrase(text[at : at + length]) for length in (2, 3, 4))
