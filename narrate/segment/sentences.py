"""Text → sentences. Chinese, English and their neighbours; nothing is lost: the sentences joined are the text."""

from __future__ import annotations

import re

CLOSERS = "”’』」》）)】]〉\"'"
# The end of a sentence: a mark of Chinese with its closers, or one of Western scripts before a space or the end.
END = re.compile(
    rf"(?:[。！？!?｡؟।]+|…+|⋯+)[{re.escape(CLOSERS)}]*\s*|\.[{re.escape(CLOSERS)}]*(?:\s+(?=[A-ZÀ-Þ0-9“\"'(А-Я])|$)"
)
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|etc|Inc|Ltd|Co|Corp|Gen|Sen|Rep|Gov|Lt|Col|No|Vol|pp|Fig|approx|e\.g|i\.e|U\.S|U\.K)"
    r"|\b[A-Z])\.$"
)
SHORT = 4  # characters below which a sentence is said together with the next
OPENERS = "“‘『「《（(【[〈"


def sentences(text: str) -> list[str]:
    """`"好。走吧。他说“不。”然后走了。"` → `["好。走吧。", "他说“不。”", "然后走了。"]`"""
    pieces: list[str] = []
    start = 0
    for match in END.finditer(text):
        if _goes_on(text[start : match.end()], text[match.end() : match.end() + 1]):
            continue
        pieces.append(text[start : match.end()])
        start = match.end()
    if start < len(text):
        pieces.append(text[start:])
    return _without_crumbs(pieces)


def _goes_on(sentence: str, following: str) -> bool:
    """A mark that ends nothing: an abbreviation, a question inside a title, an ellipsis before a comma."""
    bare = sentence.rstrip()
    if ABBREVIATION.search(bare):
        return True
    if bare.endswith(("》", "）", ")")):
        return True
    inside_title = sentence.count("《") > sentence.count("》") or sentence.count("（") > sentence.count("）")
    return (inside_title and len(sentence) < 80) or following in set("，、,；;：:") - {""}  # noqa: PLR2004 - a title never closed


def _without_crumbs(pieces: list[str]) -> list[str]:
    joined: list[str] = []
    for piece in pieces:
        if joined and len("".join(c for c in joined[-1] if c.isalnum())) < SHORT:
            joined[-1] += piece
        else:
            joined.append(piece)
    if len(joined) > 1 and not any(c.isalnum() for c in joined[-1]):
        last = joined.pop()
        joined[-1] += last
    return joined
