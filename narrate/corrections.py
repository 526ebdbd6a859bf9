"""What a page says was wrong with it: its own 更正 line, and when it was put right. Pure; knows documents alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from narrate.model import Kind, Pause, Reason, Script, Utterance
from narrate.publish.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from narrate.model import Document

Corrections = tuple[tuple[str, str], ...]  # when, as ISO 8601, and what was wrong
WORD = r"(?:更正|勘误|订正|corrections?\b|clarifications?\b)"
DAY = r"(?:\d{4}\s?[-年/.]\s?)?\d{1,2}\s?[-月/.]\s?\d{1,2}\s?日?"
# A line that is a correction: its own word first, then a colon, a bracket or a date; or an editor's note that says so.
LINES = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"[*＊※◆●（(\[【〔]{{0,3}}(?:{DAY}\s?)?(?:本[报刊网文]\s?)?{WORD}(?:说明|声明|启事|与致歉|及致歉|并致歉)?"
        r"(?:\s?[（(][^）)]{1,30}[）)])?\s?(?:[\]】〕]\s?[:：]?|[:：])\s?(.+?)[）)]?",
        rf"[*＊※（(\[【〔]{{0,3}}(?:编者[按注]|editor[’']s note)\s?[\]】〕]?\s?[:：]?\s?(.*{WORD}.*?)[）)]?",
    )
)
LONGEST = 400  # characters of what was wrong
NOTES = frozenset({Reason.BOILERPLATE, Reason.DATELINE, Reason.CREDIT})  # where a cleaner may have put the line


def of_page(document: Document) -> tuple[str, str]:
    """When, as ISO 8601, "" where the page does not say, and what was wrong; both "" where it names no correction.

    `更正：日期应为周二。` → `日期应为周二。`
    """
    why = next(filter(None, map(_named, _candidates(document))), "")
    return (_changed(document), why) if why else ("", "")


def _candidates(document: Document) -> Iterable[str]:
    """What is spoken, then what was taken for a note of the page."""
    yield from (block.text for block in document.blocks)
    yield from (omission.text for omission in document.omissions if omission.reason in NOTES)


def _named(text: str) -> str:
    """What a line says was wrong, "" where it is no correction."""
    line = " ".join(text.split())
    if len(line) > LONGEST:
        return ""
    found = next(filter(None, (look.fullmatch(line) for look in LINES)), None)
    return found[1].strip() if found else ""


def _changed(document: Document) -> str:
    """When the page says that it was changed, if that is after it was published and not to come."""
    from narrate.clean.metadata import parse_date

    told = dict(document.evidence).get("modified")
    when = parse_date(told.value) if told else None
    if when is None or when > datetime.now(UTC) or (document.published and when < document.published):
        return ""
    return when.replace(microsecond=0).isoformat()


def added(told: Corrections, when: str, why: str) -> Corrections:
    """The corrections with this one, unless it was told before."""
    return told if not why or why in (said for _, said in told) else (*told, (when, why))


def lines(corrections: Corrections, lang: str) -> list[str]:
    """As listeners are told: `更正（2026-11-23）：日期应为周二。`"""
    word = words_for(lang)["correction"]
    dated = ((datetime.fromisoformat(when), why) for when, why in corrections)
    return [word.format(date=f"{when:%Y-%m-%d}", why=why).rstrip("：: ") for when, why in dated]


def spoken(script: Script, corrections: Corrections) -> Script:
    """The script with its corrections said before the article, after the headline."""
    said = tuple(Utterance(line, Pause.PARAGRAPH, kind=Kind.CORRECTION) for line in lines(corrections, script.lang))
    if not said or not script.sections:
        return script
    first, *rest = script.sections
    head = sum(utterance.kind == Kind.H1 for utterance in first.utterances)
    title, body = first.utterances[:head], first.utterances[head:]
    if title and not body:  # the chapter ends after them now
        title, said = (
            (*title[:-1], replace(title[-1], pause=Pause.HEADING)),
            (*said[:-1], replace(said[-1], pause=title[-1].pause)),
        )
    return replace(script, sections=(replace(first, utterances=(*title, *said, *body)), *rest))
