"""What the desk says to editors, in Chinese and English: strings.json, a row a phrase."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources

LANGUAGES = {"zh": "zh-CN", "en": "en"}


@cache
def words_for(lang: str) -> dict[str, str]:
    """The phrases in `zh` or `en`."""
    rows: dict[str, dict[str, str]] = json.loads((resources.files("narrate.desk") / "strings.json").read_text("utf-8"))
    return {name: row[lang] for name, row in rows.items()}


def language(asked: str, kept: str, accepted: str) -> str:
    """`zh` or `en`: what was asked for now, else before, else what the browser takes first (Accept-Language)."""
    told = (asked, kept, *re.findall(r"(?:^|,)\s*([a-z]{2})", accepted.lower()))
    return next((one for one in told if one in LANGUAGES), "zh")
