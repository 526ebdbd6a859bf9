"""Text → sentences. Chinese, English and their neighbours; nothing is lost: the sentences joined are the text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOSERS = "”’»』」》）)】]〉\"'"
# The end of a sentence: a mark that is nothing else, in whatever script, with its closers; or a full stop before a space or the end.
# Unicode has them as Sentence_Terminal (https://www.unicode.org/reports/tr44/#Sentence_Terminal).
MARKS = "。！？!?｡؟۔।॥።፧։။។᙮᠃᠉།‼⁇⁈⁉"
END = re.compile(rf"(?:[{MARKS}]+|…+|⋯+)[{re.escape(CLOSERS)}]*\s*|\.[“{re.escape(CLOSERS)}]*(?:(?P<gap>\s+)(?=\S)|$)")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # a point before these numbers a list
BEGINS = "“\"'(‘„«¿¡"  # before the first word of a sentence
# What a full stop belongs to that ends no sentence: words cut short, initials, and ordinals of German after their article.
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|etc|Inc|Ltd|Co|Corp|Gen|Sen|Rep|Gov|Lt|Col|No|Vol|pp|Fig|approx|e\.g|i\.e|U\.S|U\.K"
    r"|Nr|Hr|Fr|Bd|Abb|bzw|ca|[zZ]|[zZ]\. ?B|Mme|Mlle|Sra|Srta|Dra|Ud|Uds|[Pp]ág|núm|п|ул|им|стр|рис|проф|акад)"
    r"|\b[A-ZÀ-ÖØ-ÞА-ЯЁ]"
    r"|(?<!\bI )\b(?i:am|ab|bis|im|vom|zum|zur|d(?:er|as|em|en|es)|sein\w*|ihr\w*)\s+\d{1,3})\.$"
)
LONGEST = 300  # characters of a sentence: voices and those who follow the text lose the thread of a longer one
# Where a longer one is cut, the best first. A mark inside a figure is none.
BREATHS = (
    *(
        re.compile(rf"(?<!\d){marks}[{re.escape(CLOSERS)}]*|{marks}(?!\d)[{re.escape(CLOSERS)}]*")
        for marks in ("[；;؛]", "[，,،]", "[：:]", "、", r"\s")
    ),
    re.compile(r"[日号](?=\d)"),  # between two dates
)
SHORT = 4  # characters below which a sentence is said together with the next
OPENERS = "“‘『「《（(【[〈"


def sentences(text: str) -> list[str]:
    """`"好。走吧。他说“不。”然后走了。"` → `["好。走吧。", "他说“不。”", "然后走了。"]`; none longer than LONGEST"""
    pieces: list[str] = []
    start = 0
    for match in END.finditer(text):
        if match["gap"] and not _begins(text[match.end()]):
            continue
        if _goes_on(text[max(start, match.end() - LONGEST) : match.end()], text[match.end() : match.end() + 1]):
            continue
        pieces.append(text[start : match.end()])
        start = match.end()
    if start < len(text):
        pieces.append(text[start:])
    return [breath for piece in _without_crumbs(pieces) for breath in breaths(piece)]


def breaths(sentence: str) -> Iterator[str]:
    """A sentence cut where a reader would breathe, as often as it is longer than LONGEST."""
    start = 0
    while len(sentence) - start > LONGEST:
        end = _breath(sentence, start + LONGEST // 2, start + LONGEST)
        yield sentence[start:end]
        start = end
    if sentence:
        yield sentence[start:]


def _breath(text: str, least: int, most: int) -> int:
    """The best place to cut between two others: after the last of the strongest marks, else between words, else anywhere."""
    for marks in BREATHS:
        found = [match.end() for match in marks.finditer(text, least, most)]
        if found:
            return found[-1]
    whole = (at for at in range(most, least, -1) if not (_is_of_word(text[at - 1]) and _is_of_word(text[at])))
    return next(whole, most)


def _is_of_word(char: str) -> bool:
    """A character that is not to be parted from its like: a letter of an alphabet, a figure, an accent."""
    return (char.isascii() and (char.isalnum() or char in "%.-+")) or unicodedata.combining(char) > 0


def _begins(char: str) -> bool:
    """Whether a sentence of a script with full stops and spaces may begin so: `B`, `7`, `¿`, `ب`, `한`, not `b`, nor `天` of `3. 天`."""
    return char in BEGINS or char.isdigit() or (char.isalpha() and not char.islower() and not UNSPACED.match(char))


def _goes_on(sentence: str, following: str) -> bool:
    """A mark that ends nothing: an abbreviation, a question inside a title, an ellipsis before a comma. Of a sentence that is
    longer, its end is enough."""
    bare = sentence.rstrip()
    if ABBREVIATION.search(bare):
        return True
    if bare.endswith(("》", "）", ")")):
        return True
    inside_title = sentence.count("《") > sentence.count("》") or sentence.count("（") > sentence.count("）")
    return (inside_title and len(sentence) < 80) or following in set("，、,；;：:،؛") - {""}  # noqa: PLR2004 - a title never closed


def _without_crumbs(pieces: list[str]) -> list[str]:
    joined: list[list[str]] = []
    letters = SHORT
    for piece in pieces:
        if letters < SHORT:
            joined[-1].append(piece)
        else:
            joined.append([piece])
            letters = 0
        letters += sum(c.isalnum() for c in piece)
    whole = ["".join(parts) for parts in joined]
    if len(whole) > 1 and not any(c.isalnum() for c in whole[-1]):
        last = whole.pop()
        whole[-1] += last
    return whole
