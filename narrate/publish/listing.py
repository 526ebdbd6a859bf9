"""The episodes of a month as a small file, for pages that want their neighbours and for the search over all pages:
`lists/months.json` names the months, newest first, `lists/2024-03.json` holds one. Months are those of UTC."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from narrate.model import Episode

NAMES = "lists/months.json"
LONGEST = 90  # characters of a summary
SPARE = 4  # that are not worth a mark
NEAR = 16  # characters back to a blank
# Who sends the news, from where and when, before it begins: `某社某地3月5日电（记者 某某）`, `本报讯 `; `PLACE, March 5 (Agency) -- `
AGENCY = (
    r"(?:本报|[^\W\d_]{1,8}(?:社|网|报|台|客户端)(?:[-—·－][^\W\d_]{1,10}(?:网|报|台|客户端))?)"
    r"(?:[^\W\d_]{0,8}\d{1,2}月\d{1,2}日(?:\d{1,2}时(?:\d{1,2}分)?)?)?(?:综合|最新)?(?:电|讯|消息|报道)"
)
DATELINE = re.compile(
    r"(?:"
    rf"[【\[（(]{AGENCY}[^】\]）)]{{0,20}}[】\]）)]\s*"
    rf"|(?:{AGENCY}(?=[\s：:（(])|据{AGENCY}[，,])\s*(?:[（(][^（）()]{{1,40}}[）)])?[\s：:—–-]*"
    r"|[A-Z][A-Z .'’-]{2,30}(?:,\s[A-Z]?[\w.]{2,9}\s\d{1,2})?\s*(?:\([\w .]{2,24}\)\s*(?:—|–|--?)|—|–|--)\s+"
    r")"
)


def name(month: str) -> str:
    """`2024-03` → `lists/2024-03.json`"""
    return f"lists/{month}.json"


def month_of(at: datetime) -> str:
    """`2024-03-31T23:00-02:00` → `2024-04`"""
    return at.astimezone(UTC).strftime("%Y-%m")


def names(months: Iterable[str]) -> str:
    """The list of months."""
    return _dumps({"version": 1, "months": sorted(months, reverse=True)})


def month(episodes: Iterable[Episode]) -> str:
    """The episodes of one month, newest first; `duration` in seconds."""
    rows = [
        {
            "slug": episode.slug,
            "title": episode.title,
            "lang": episode.lang,
            "date": episode.published.date().isoformat(),
            "duration": round(episode.duration / 1000),
            "publisher": episode.publisher,
        }
        for episode in episodes
    ]
    return _dumps({"version": 1, "episodes": rows})


def summary(description: str) -> str:
    """What stands below a title in the list: the description's first line, without the dateline.

    `某社某地3月5日电（记者 某某）桥修好了。` → `桥修好了。`
    """
    line = description.strip().split("\n", 1)[0]
    begun = DATELINE.match(line)
    return _cut((line[begun.end() :] if begun else line) or line)


def _cut(text: str) -> str:
    """LONGEST characters of a text, and a mark where there are more: at a blank where one is near, as words are not cut."""
    if len(text) <= LONGEST + SPARE:
        return text
    head = text[:LONGEST]
    at = head.rfind(" ")
    return head[: at if at > LONGEST - NEAR else LONGEST].rstrip(" ,，、;；:：") + "…"


def _dumps(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
