"""Headlines → folder names: short, stable, plain ASCII."""

from __future__ import annotations

import hashlib
import re
import unicodedata

UNGUESSED = re.compile(r"-[0-9a-f]{24}$")  # a folder's name of what is in private feeds alone
LONGEST = 32  # characters before the six that tell articles apart


def slug_of(title: str, guid: str) -> str:
    """`"社区抗疫", …` → `"she-qu-kang-yi-3f2a91"`; the end comes from the guid, so equal headlines stay apart."""
    from pypinyin import lazy_pinyin

    plain = " ".join(lazy_pinyin(title[:80], errors=lambda chars: f" {chars} "))
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_only)
    name = ""
    for word in words:
        if len(name) + len(word) + 1 > LONGEST:
            break
        name = f"{name}-{word}" if name else word
    digest = hashlib.sha256(guid.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{name or 'episode'}-{digest}"
