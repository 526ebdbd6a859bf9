"""Whether two addresses are one page's: scheme, www and m., tracking parameters, fragment, index files and a slash at the
end tell nothing. Pure; knows addresses alone."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

# Parameters that tell where a reader came from, by what WeChat, Weibo, Toutiao, Google, Meta and Microsoft document or add.
TRACKING = frozenset({"from", "source", "share", "spm", "isappinstalled", "timestamp", "nsukey", "scene", "clicktime",
    "share_token", "sharer_shareid", "sharer_sharetime", "weibo_id", "wxshare_count", "tt_from", "gclid", "fbclid", "msclkid",
    "yclid", "ref", "ref_src"})  # fmt: skip
INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)
HOSTS = re.compile(r"^(?:(?:www|m|wap|mobile|3g)\.)+(?=[^.]+\.)")
PORTS = re.compile(r":(?:80|443)$")


def is_web(place: str) -> bool:
    """Whether it is an address of the web, of any page: `https://a.cn/1.html`; no file, no `urn:uuid:…`."""
    return place.startswith(("http://", "https://"))


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are one page's: `http://m.a.cn/1.html?from=timeline` and `https://www.a.cn/1.html`"""
    return plain(one) == plain(other)


def plain(address: str) -> str:
    """The address without what tells nothing: `https://m.a.cn:443/x/index.html?utm_source=b#c` → `a.cn/x`"""
    try:
        parts = urlsplit(address)
    except ValueError:  # an IPv6 host that is none
        return address
    host = HOSTS.sub("", PORTS.sub("", parts.netloc.rpartition("@")[2].lower()))
    kept = sorted(
        (k, v)
        for k, v in parse_qsl(parts.query, keep_blank_values=True)
        if k.lower() not in TRACKING and not k.startswith("utm_")
    )
    path = INDEX.sub("/", unquote(parts.path)).rstrip("/")
    return f"{host}{path}" + (f"?{urlencode(kept)}" if kept else "")


def is_home(address: str) -> bool:
    """Whether the address is a site's home page, which is no article's own: `https://a.cn/index.html`"""
    return "/" not in plain(address) and "?" not in plain(address)
