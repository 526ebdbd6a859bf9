"""Text that remembers, through every rewriting, which written characters each of its characters reads."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from narrate.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER = re.compile(
    r"(?:负|正负|零下)?(?:百分之|千分之|第)?(?!点)[零〇一二三四五六七八九十百千万亿两幺点]+(?:(?:比|分之)[零〇一二三四五六七八九十百千万亿两幺点]+)*"
)
NUMERALS = frozenset("零〇一二三四五六七八九十")
# Ends in what no number ends in, the 百 of 九百三十五 百帕: no 百 follows 百 or 十 before the next 万.
PREFIXED = re.compile("[百十点][^万亿]{0,60}[百千]$")
Origin = tuple[int, int, str]  # written start, written end, rule


@dataclass(frozen=True, slots=True)
class Tracked:
    """`text` and, a character each, the written range it reads and the rule that made it so."""

    text: str
    origins: tuple[Origin, ...]

    @classmethod
    def of(cls, written: str) -> Tracked:
        """The written text, reading itself."""
        return cls(written, tuple((i, i + 1, "") for i in range(len(written))))

    def replace(self, start: int, end: int, spoken: str, rule: str) -> Tracked:
        """The same with [start, end) said as `spoken`. What is only put in is carried by its neighbour."""
        if self.text[start:end] == spoken:
            return self
        if start == end and end < len(self.text):
            spoken, end = spoken + self.text[end], end + 1
        elif start == end and start:
            spoken, start = self.text[start - 1] + spoken, start - 1
        touched = self.origins[start:end]
        written = (min((o[0] for o in touched), default=0), max((o[1] for o in touched), default=0), rule)
        text = self.text[:start] + spoken + self.text[end:]
        return Tracked(text, self.origins[:start] + (written,) * len(spoken) + self.origins[end:])

    def sub(self, pattern: re.Pattern[str], say: Callable[[re.Match[str]], str], rule: str) -> Tracked:
        """Every match said as `say` answers."""
        result = self
        for match in reversed(list(pattern.finditer(self.text))):
            result = result.replace(match.start(), match.end(), say(match), rule)
        return result

    def reworded(self, pattern: re.Pattern[str], word: str, rules: frozenset[str] | None) -> Tracked:
        """Matches of one character that rules put there (`rules`, or any) said as another character."""
        text = list(self.text)
        for match in pattern.finditer(self.text):
            rule = self.origins[match.start()][2]
            if rule and (rules is None or rule in rules):
                text[match.start()] = word
        return replace(self, text="".join(text))

    def explained(self, start: int, end: int, rule: str) -> Tracked:
        """The same text, [start, end) read by `rule` where nothing else read it."""
        named = tuple((a, b, old or rule) for a, b, old in self.origins[start:end])
        return replace(self, origins=self.origins[:start] + named + self.origins[end:])

    def become_between(self, start: int, end: int, spoken: str, rule: str) -> Tracked:
        """The piece [start, end) as rewritten by a stranger: what is the same stays, the rest is aligned. Costs the cube of
        the piece's length at worst: the caller gives short ones."""
        result = self
        matcher = SequenceMatcher(None, self.text[start:end], spoken, autojunk=False)
        for kind, a1, a2, b1, b2 in reversed(matcher.get_opcodes()):
            if kind != "equal":
                result = result.replace(start + a1, start + a2, spoken[b1:b2], rule)
        return result

    def numbers(self) -> tuple[tuple[int, int], ...]:
        """Where in the text a number stands that was read from figures; the 百 of 百帕 is no part of it."""
        found = []
        for match in NUMBER.finditer(self.text):
            start, end = match.span()
            while self.text[start] in NUMERALS and not self.origins[start][2] and start < end - 1:
                start += 1  # 周五 8:30: the day of the week is no part of the hour
            while self.text[end - 1] in NUMERALS - {"十"} and not self.origins[end - 1][2] and start < end - 1:
                end -= 1  # 电话13800138000一直占线: 一直 is a word
            if PREFIXED.search(re.sub("^负?[百千]分之", "", match[0])):
                end -= 1
            if end - start > 1 and any(self.origins[at][2] for at in range(start, end)):
                found.append((start, end))
        return tuple(found)

    def spans(self, written_length: int) -> tuple[Span, ...]:
        """Spans over both texts, without gaps: written characters that nothing reads join the piece before them."""
        spans: list[Span] = []
        for at, (start, end, rule) in enumerate(self.origins):
            here = Span((start, end), (at, at + 1), rule)
            if spans and _joins(spans[-1], here):
                last = spans[-1]
                written = (last.written[0], max(last.written[1], end))
                spans[-1] = Span(written, (last.spoken[0], at + 1), last.rule or rule)
            else:
                spans.append(here)
        if not spans:
            return (Span((0, written_length), (0, 0), "unread"),) if written_length else ()
        starts = [0, *(span.written[0] for span in spans[1:]), written_length]
        return tuple(replace(s, written=(starts[n], starts[n + 1])) for n, s in enumerate(spans))


def _joins(last: Span, here: Span) -> bool:
    """They overlap in the written text, or are untouched neighbours."""
    untouched = not last.rule and not here.rule and here.written[0] == last.written[1]
    return here.written[0] < last.written[1] or untouched
