"""Code in a text dump: nothing marks it, but no text is written so; with it go the numbers of its lines and its buttons."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from narrate.clean.evidence import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.clean.lines import Line

QUOTED = re.compile(r"(?:#|//|--|/\*|<!--)\s.*$|\"[^\"]*\"|'[^']*'")  # a comment and a string may be in any language
# How statements of usual languages begin, and commands.
BEGINS = re.compile(
    r"^(?:#!|#include\b|>>> |\$ |\d+ rows|<\?(?:php|xml)|</?[a-z][\w-]*(?:\s[\w:-]+=|/?>)|@\w+(?:\(|$)|[\w.]+\s?(?:[-+*/|&]?=|:=|=>)\s?\S|(?:from [\w.]+ )?import [\w.{*]"
    r"|(?:async )?def \w+\(|class \w+\s?[:({]|return\b.*[\w)\]};]$|(?:if|elif|while|for|switch|catch)\b.*[:{)\]];?$|(?:if|elif|while|for)\b.*(?:; ?(?:then|do))$|(?:else|try|finally|do|then)\s?[:{]?$"
    r"|(?:var|let|const|public|private|static|void|int|func|function|fn|struct|enum|package|use|using|namespace|type|interface)\s[\w<>*&:.\s]+[=({;]"
    r"|(?:sudo|apt(?:-get)?|yum|brew|pip3?|npm|npx|yarn|git|docker|curl|wget|cd|ls|mkdir|chmod|chown|rsync|ssh|scp|systemctl|echo|export|make|cat|grep|sed|awk|tar|python3?|node|go|cargo|rm|cp|mv)\s[-\w./~\"'$@]"
    r"|(?:SELECT|FROM|WHERE|ORDER BY|GROUP BY|(?:LEFT |INNER )?JOIN|VALUES|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE|DROP TABLE)\s)"
)
# What else only code has.
SYNTAX = re.compile(
    r"\w\(.*\)\s*[;{:]?$|[\w)\]]\s?[{;]$|^[\])}]+[;,)]*(?:\s*else\s*\{)?$|&&|\|\||\w->\w|\w::\w|\S\s?[!=]=\s?\S|\s\|\s\w+\s-|\s--?[a-zA-Z][\w-]*(?:[=\s]|$)|\w\[\w+\]|\$\{?\w+|^\w+: \S+$"
)
SURE = re.compile(r"[\w\])\"']\s?[=+*/<>|&{}\[\]()]|\w[_.]\w|[{};$|\\]")  # what a single line must have as well
CLOSES = re.compile(r"^(?:end|fi|done|esac|pass|break|continue|EOF|\.\.\.)$|^[\])};,]+$")
# Beside code: the numbers of its lines, its language, the button that copies it.
BESIDE = re.compile(
    r"^(?:\d{1,3}|bash|shell|sh|python|py|java|javascript|js|typescript|ts|json|ya?ml|xml|html|css|sql|go|rust|c\+\+|cpp|c|php|ruby|kotlin|swift|plain ?text|text|复制|复制代码|copy(?: code)?|copied!?|运行|展开|收起)$",
    re.IGNORECASE,
)
CODE = "pre"  # the tag of code, as in HTML
LONGEST = 400  # characters of a line of code


def gathered(lines: Sequence[Line]) -> tuple[tuple[Line, ...], set[int]]:
    """The lines of a dump, each stretch of code as one that is tagged as code is in HTML; and those that only go with it."""
    sure = {i for i, line in enumerate(lines) if _is_code(line.text)}
    alone = {i for i in sure if not {i - 2, i - 1, i + 1, i + 2} & sure and not _is_surely(lines[i].text)}
    code = _joined(lines, sure - alone)
    beside = _beside(lines, code)
    found: list[Line] = []
    aside = set()
    for i, line in enumerate(lines):
        if i in code and i - 1 in code:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{line.text}")
        else:
            if i in beside:
                aside.add(len(found))
            found.append(replace(line, tag=CODE) if i in code else line)
    return tuple(found), aside


def _is_code(text: str) -> bool:
    bare = QUOTED.sub("", text).strip()
    if len(text) > LONGEST or HAN.search(bare):
        return False
    return bool(BEGINS.search(text) or (SYNTAX.search(bare) and bare))


def _is_surely(text: str) -> bool:
    bare = QUOTED.sub("", text)
    return bool(BEGINS.search(text) and SURE.search(bare))


def _joined(lines: Sequence[Line], sure: set[int]) -> set[int]:
    """The lines, and what stands between two of them or closes them: a comment, an `end`."""
    found = set(sure)
    for i, line in enumerate(lines):
        between = i - 1 in found and (i + 1 in sure or i + 2 in sure)
        if i not in found and i - 1 in found and (CLOSES.match(line.text) or (between and not HAN.search(line.text))):
            found.add(i)
    return found


def _beside(lines: Sequence[Line], code: set[int]) -> set[int]:
    """The numbers of its lines, its language, the button that copies it."""
    found = set()
    for i in code:
        for step in (-1, 1):
            at = i + step
            while 0 <= at < len(lines) and at not in code and BESIDE.match(lines[at].text):
                found.add(at)
                at += step
    return found
