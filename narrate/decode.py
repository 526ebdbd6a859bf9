"""Bytes → text, whatever the page says of its encoding.

A declaration is one witness among several: the text that reads best wins. Knows nothing of HTML but `charset=`.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from charset_normalizer import from_bytes

# Labels → the superset that browsers decode them with (https://encoding.spec.whatwg.org/#names-and-labels).
SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
SAMPLE = 200_000  # bytes that are enough to judge an encoding by
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]"
)  # https://www.w3.org/TR/xml/#charsets


def decode(content: bytes) -> str:
    """The text of a page, without the control characters that XML forbids and with plain line ends."""
    text = _decoded(content)
    return FORBIDDEN.sub("", text).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    wide = _utf16(content)
    if wide:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_best_legacy(content), "replace")


def _utf16(content: bytes) -> str:
    """UTF-16 without a mark shows in its ASCII: every second byte of markup and line ends is zero."""
    head = content[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 40 or max(even, odd) <= 4 * min(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _best_legacy(content: bytes) -> str:
    head = content[:SAMPLE]
    declared = [_superset(label.decode("ascii").lower()) for label in DECLARED.findall(head[:4096])]
    candidates = [name for name in dict.fromkeys([*declared, "utf-8", "gb18030", "big5hkscs"]) if name]
    scored = [(_plausibility(head, name) + (0.05 if name in declared else 0), name) for name in candidates]
    best, name = max(scored, key=lambda pair: pair[0])
    if best < 0.5:  # noqa: PLR2004 - neither Chinese nor as declared: ask the general detector
        guess = from_bytes(head).best()
        return guess.encoding if guess else name
    return name


def _superset(label: str) -> str:
    """The encoding that a declared name means; "" for none that turns any bytes into text: hex, zip, idna, undefined."""
    name = SUPERSETS.get(label, label)
    try:
        bytes(range(128, 256)).decode(name, "replace")
    except (LookupError, ValueError, AssertionError):
        return ""
    return "" if name.startswith("utf-16") else name  # ASCII could not have declared it


def _plausibility(content: bytes, encoding: str) -> float:
    """How much of the text beyond ASCII is common letters: 1 is all, each undecodable byte counts against it."""
    text = content.decode(encoding, "replace")
    beyond = [char for char in text if char > "\x7f"]
    if not beyond:
        return 0.5
    good = sum(char in _common() or "\u3040" <= char <= "\u30ff" or "\u00c0" <= char <= "\u024f" for char in beyond)
    return (good - 2 * sum(char == "\ufffd" for char in beyond)) / len(beyond)


@cache
def _common() -> frozenset[str]:
    """The everyday characters: level 1 of GB 2312 and of Big5, and the punctuation both have."""
    level1 = [bytes([lead, trail]) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF)]
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    big5 = [bytes([lead, trail]) for lead in range(0xA4, 0xC7) for trail in trails]
    chars = {pair.decode("gb2312", "ignore") for pair in level1} | {pair.decode("big5", "ignore") for pair in big5}
    return frozenset(chars - {""}) | set("，。、：；！？“”‘’（）《》—…·「」『』")
