"""All rules with their examples, for `narrate read --rules`, for docs/reading.md and for the test that runs them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.read.article import EXAMPLES as ARTICLES
from narrate.read.english_figures import TYPES as ENGLISH_TYPES
from narrate.read.figures import TYPES, Type
from narrate.read.grammar import SMALL_WORDS
from narrate.read.must import HAS_TO
from narrate.read.rules import RULES, Rule
from narrate.read.script import EXAMPLES as PARTED
from narrate.read.singles import SINGLES
from narrate.read.speech import BY_NAME, FAMILIES, OLD_MEN, SAID_TOGETHER, TALK
from narrate.read.taiwan import EXAMPLES as TAIWAN
from narrate.read.verbs import HOMOGRAPHS, VERBS, VERBS_IN_USE

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKED = re.compile(r"\[(.+?)\]")


@dataclass(frozen=True, slots=True)
class Example:
    """What a rule says of a text: `expected` is the whole spoken text, or the pinyin of the characters at `places`."""

    rule: str
    why: str
    text: str
    expected: str
    places: tuple[int, ...] = ()
    lang: str = "zh-CN"
    headline: str = ""  # of the article in which the text stands


def examples() -> Iterator[Example]:
    """Every example of every rule."""
    chinese: tuple[Type | Rule, ...] = (*TYPES, *RULES)
    for lang, types in (("zh-CN", chinese), ("en", ENGLISH_TYPES)):
        for kind in types:
            yield from (Example(kind.name, "", written, spoken, lang=lang) for written, spoken in kind.examples)
    for marked, said in TAIWAN:
        yield Example("zh-TW", "as Taiwan reads it", MARKED.sub(r"\1", marked), said, _places(marked), lang="zh-TW")
    for marked, said in PARTED:
        yield Example("traditional", "as it is written", MARKED.sub(r"\1", marked), said, _places(marked), lang="zh-HK")
    for name, headline, marked, said in ARTICLES:
        yield Example(name, "", MARKED.sub(r"\1", marked), said, _places(marked), headline=headline)
    for rule in (
        *SMALL_WORDS,
        *TALK,
        *BY_NAME,
        *OLD_MEN,
        *FAMILIES,
        *HAS_TO,
        *VERBS,
        *VERBS_IN_USE,
        *SINGLES,
        *SAID_TOGETHER,
        *HOMOGRAPHS,
    ):
        for marked in rule.examples:
            yield Example(f"{rule.char} {rule.said}", rule.why, MARKED.sub(r"\1", marked), rule.said, _places(marked))


def _places(marked: str) -> tuple[int, ...]:
    spots = ((match.start() - 2 * n, len(match[1])) for n, match in enumerate(MARKED.finditer(marked)))
    return tuple(at for start, size in spots for at in range(start, start + size))


def rows() -> Iterator[dict[str, str]]:
    """The examples as `narrate read --rules --json` prints them: rule, why, written and said."""
    for example in examples():
        yield {
            "rule": example.rule,
            "why": example.why,
            "written": _shown(example),
            "said": example.expected,
            "lang": example.lang,
            "headline": example.headline,
        }


def _shown(example: Example) -> str:
    """The text with the characters that the rule is about in brackets."""
    return "".join(f"[{char}]" if at in example.places else char for at, char in enumerate(example.text))


def markdown() -> str:
    """The rules as tables: figures, what an article tells, small words and single characters, figures in English."""
    figures_, articles, characters, english = [], [], [], []
    for row in rows():
        line = f"| {row['rule']} | {_cell(row['written'])} | {_cell(row['said'])} |"
        if row["headline"]:
            articles.append(f"| {row['rule']} | {row['headline']} {line.removeprefix('| ' + row['rule'] + ' |')[1:]}")
        elif row["lang"] == "en":
            english.append(line)
        elif row["why"]:
            characters.append(f"| {row['rule']} | {row['why']} | {_cell(row['written'])} |")
        else:
            figures_.append(line)
    return "\n".join(
        [
            "## Figures", "", "| type | written | said |", "|---|---|---|", *figures_, "",
            "## In an article", "", "| what | headline | written | said |", "|---|---|---|---|", *articles, "",
            "## Characters", "", "| character and reading | when | examples |", "|---|---|---|", *characters, "",
            "## Figures in English", "", "| type | written | said |", "|---|---|---|", *english,
        ]
    )  # fmt: skip


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
