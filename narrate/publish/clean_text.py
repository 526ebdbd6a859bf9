"""Text from strangers → text that XML and JSON can carry."""

from __future__ import annotations

import re

# https://www.w3.org/TR/xml/#charsets
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe(text: str) -> str:
    """Without the characters that XML forbids, surrogates among them."""
    return FORBIDDEN.sub("", text)


def shorten(text: str, most: int) -> str:
    """At most so many UTF-8 bytes, cut between characters, with an ellipsis where something is lost."""
    data = text.encode("utf-8", "ignore")
    if len(data) <= most:
        return text
    return data[: most - 3].decode("utf-8", "ignore").rstrip() + "…"
