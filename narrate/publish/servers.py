"""Addresses as the settings of nginx and Apache write them: both look at a path after its %-escapes are taken away.

nginx: https://nginx.org/en/docs/http/ngx_http_core_module.html#location ; Apache: https://httpd.apache.org/docs/2.4/mod/mod_alias.html
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit


def path_of(address: str) -> str:
    """The path that a server compares with: `https://a.cn/%E5%90%AC/x/` → `/听/x/`"""
    return unquote(urlsplit(address).path)


def quoted(text: str) -> str:
    """As one word of a line: `/a b/` → `"/a b/"`; backslashes and quotation marks are kept by a backslash."""
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
