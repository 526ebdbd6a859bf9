"""What a server says of the bytes that it sends: their type, and what they are written in."""

from __future__ import annotations

# What servers say when they say nothing: the page itself knows better.
UNSURE = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"})
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
}  # https://encoding.spec.whatwg.org/#names-and-labels


def media_type(header: str) -> tuple[str, str]:
    """`text/html; charset=GBK` → `("text/html", "gbk")`"""
    kind, *rest = header.split(";")
    charset = next((part.split("=", 1)[1] for part in rest if part.strip().lower().startswith("charset=")), "")
    return kind.strip().lower(), charset.strip().strip("\"'").lower()


def in_utf8(content: bytes, charset: str) -> bytes:
    """The text in UTF-8 where the server says in what it is written, and it is; else as it is, for the page to say."""
    if not charset or charset in UNSURE or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return content.decode(WIDER.get(charset, charset)).encode("utf-8")
        except (LookupError, UnicodeError, ValueError, AttributeError):
            return content
    return content
