"""What an article tells of the rest of itself: persons whom one sentence names in full, figures whose type one sentence
tells with certainty, and what the headline speaks of.

A sentence is read by itself first; only where the article knows more is it read again.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.model import Known, Told
from narrate.read.figures import HOLDS, TYPES, Figure, figures
from narrate.read.names import ADDRESSED, FAMILIAR, OTHERS, SAYS, SURNAMES, TITLES
from narrate.read.numbers import PHONE_DIGITS, digits
from narrate.read.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from narrate.read.words import Word

# Types that hold for the same figures anywhere in the article, and what follows figures that are something else.
STOCK, SCORE, PERSON = "stock code", "score", "a person of the article"
SURE = {
    "score": re.compile(r"\d{1,3}[-–—:：]\d{1,3}"),
    "sport": re.compile(r"\d{1,3}[-–—:：]\d{1,3}"),
    STOCK: re.compile(r"\d{5,6}"),
}
BEFORE = r"(?<![\d.A-Za-z-])"
COUNTED = r"(?!\s?(?:[\d.%％‰℃°万亿元股人只户吨个名年月日岁米件次条家份]|[A-Za-z]))"
# Headline, sentence, and what of it is heard: the spoken text, or the pinyin of the characters in brackets.
EXAMPLES = (
    (SCORE, "主队客场0-2告负", "上半场双方0-1。", "上半场双方零比一。"),
    (STOCK, "某公司（002999）涨停", "午后002999再度走高。", "午后零零二九九九再度走高。"),
    (STOCK, "某公司（002999）涨停", "资金流入600998与002999。", "资金流入六零零九九八与零零二九九九。"),
    (PERSON, "任学文当选校长", "[任]校长表示，将办好学校。", "ren2"),
    (PERSON, "任学文当选校长", "村里人都叫他老[任]。", "ren2"),
)
FULL = 3  # characters of a name that stands for a person wherever it stands
NOTHING = Told()
# A surname with 老 or 小 before it, and what only a person is followed by: the tagger cuts 老|解说.
CALLED = re.compile(
    r"老(?:单(?!位|身|词|子|号|曲|品|车|元|人|干|字|打|机|独|薄|纯|价|项|向|据|方)|任(?!务|性|何|意|期|教|职|凭|命|课|由|免)|仇(?!人|家|恨|敌|视|怨)|曾(?!经|祖|孙|几)|[翟覃缪冼牟尉])|"
    r"[老小][解仇单任查翟覃缪冼牟尉](?=说|去|来|在|也|就|都|把|跟|给|从|和|家|这|那|听|笑|叹|点|摇|[，。！？、；：”’…）]|$)"
)
OFTEN = 2  # sentences that have to speak of something before the whole article does


@dataclass(frozen=True, slots=True)
class Article:
    """How what an article tells bears on one of its sentences."""

    told: Told = NOTHING

    @property
    def surnames(self) -> frozenset[str]:
        """Surnames of its persons that are read otherwise than their characters."""
        return frozenset(name[0] for name in self.told.names if name[0] in SURNAMES)

    def tells(self, text: str, words: Sequence[Word]) -> bool:
        """Whether a sentence that was read by itself may be read otherwise now."""
        whole = {word.text for word in words}
        return (
            any(name in text and name not in whole for name in self.told.names)
            or any(surname in text for surname in self.surnames)
            or (bool(HOLDS.search(text)) and self.figures(text) != figures(text))
        )

    def figures(self, text: str) -> list[Figure]:
        """The typed figures of a sentence of this article."""
        known = list(self._known(text))
        same = {(figure.start, figure.end) for figure in known}
        found = [figure for figure in figures(text, self.told.about) if (figure.start, figure.end) not in same]
        fresh = [figure for figure in known if not any(_clash(figure, other) for other in found)]
        return sorted((*found, *fresh), key=lambda figure: figure.start)

    def _known(self, text: str) -> Iterator[Figure]:
        for one in self.told.known:
            for match in re.finditer(rf"{BEFORE}{re.escape(one.written)}{COUNTED}", text):
                yield Figure(match.start(), match.end(), one.name, one.spoken)
        if any(one.name == STOCK for one in self.told.known):  # where one share has its number, others have theirs
            told = {one.written for one in self.told.known}
            for match in re.finditer(rf"{BEFORE}(?:00|30|60|68)\d{{4}}{COUNTED}", text):
                if match[0] not in told:
                    yield Figure(match.start(), match.end(), STOCK, digits(match[0], PHONE_DIGITS))

    def spots(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where its persons stand in a text, and those who are called 老解 or 小单 anywhere."""
        found = [match.span() for name in self.told.names for match in re.finditer(re.escape(name), text)]
        called = [match.span() for match in CALLED.finditer(text)]
        fresh = [(a, b) for a, b in called if not any(a < end and start < b for start, end in found)]
        return tuple(sorted((*found, *fresh)))

    def surnamed(self, words: Sequence[Word], said: Sequence[str | None]) -> list[str | None]:
        """The same syllables, where a surname of one of its persons stands alone: 任 说, 任 院长, 老任."""
        result = list(said)
        for at, word in enumerate(words):
            place = _surname(words, at, self.surnames)
            if place is not None:
                result[word.start + place] = SURNAMES[word.text[place]]
        return result


ALONE = Article()


def _clash(one: Figure, other: Figure) -> bool:
    return one.start < other.end and other.start < one.end


def _surname(words: Sequence[Word], at: int, surnames: frozenset[str]) -> int | None:
    """The place within a word at which a surname stands, if it does."""
    word = words[at]
    following = words[at + 1].text if at + 1 < len(words) else ""
    alone = at == 0 or words[at - 1].tag == "w"
    if word.text in surnames:
        person = word.tag == "PER" or following in TITLES | ADDRESSED or (alone and following.startswith(SAYS))
        return 0 if person else None
    if word.text[0] in surnames and word.text[1:] in TITLES | ADDRESSED:
        return 0
    if len(word.text) == 2 and word.text[0] in FAMILIAR and word.text[1] in surnames:  # noqa: PLR2004 - 老任
        return 1
    return None


def learned(headline: str, sentences: Sequence[tuple[str, Sequence[Word]]]) -> Told:
    """What the sentences of an article, each read by itself, tell about one another."""
    names = {word.text for _, words in sentences for word in words if _is_person(word)}
    known: dict[str, Known] = {}
    for text, _ in sentences:
        for figure in figures(text):
            written = SURE.get(figure.name, NEVER).fullmatch(text[figure.start : figure.end])
            if written:
                known.setdefault(written[0], Known(written[0], figure.name, figure.spoken))
    return Told(_about(headline, [text for text, _ in sentences]), tuple(sorted(names)), tuple(known.values()))


NEVER = re.compile(r"(?!)")


def _is_person(word: Word) -> bool:
    """A Chinese name of three characters that is no word."""
    return (
        word.tag == "PER"
        and len(word.text) == FULL
        and (word.text[0] in SURNAMES or word.text[0] in OTHERS)
        and phrase(word.text) is None
        and word.text[1:] not in TITLES
    )


def _about(headline: str, texts: Sequence[str]) -> str:
    """The headline, and the words by which several sentences tell the type of their figures."""
    told: Counter[str] = Counter()
    first: dict[str, str] = {}
    for kind in TYPES:
        for text in texts if kind.near else ():
            match = kind.near.search(text) if kind.near else None
            if match:
                told[kind.name] += 1
                first.setdefault(kind.name, match[0])
    return " ".join([headline, *(first[name] for name, times in sorted(told.items()) if times >= OFTEN)]).strip()
