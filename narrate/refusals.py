"""What is wrong with a value of narrate.toml, before anything is spoken with it. Pure: values in, problems out.

Addresses: https://www.rfc-editor.org/rfc/rfc3986 ; languages: https://www.rfc-editor.org/rfc/rfc5646 with the codes of
ISO 639-1 (and the Chinese ones of ISO 639-3) and ISO 3166-1.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LANGUAGES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et "
    "eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk "
    "kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny "
    "oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk "
    "tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu cjy cmn cpx czo gan hak hsn mnp nan wuu yue".split()
)
REGIONS = frozenset(
    "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc cd "
    "cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf "
    "gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn "
    "kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na "
    "nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si "
    "sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi "
    "vn vu wf ws xk ye yt za zm zw".split()
)
TAG = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}|\d{3}))?")
EMAIL = re.compile(r"[^@\s<>\"(),;:]+@[^@\s<>\"(),;:.]+(?:\.[^@\s<>\"(),;:.]+)+")
FILE = re.compile(r"\.(?:s?html?|php|aspx?|jsp|xml|rss|json|txt|mp3)$", re.IGNORECASE)
ESCAPE = re.compile(r"%(?![0-9a-f]{2})", re.IGNORECASE)
DOTTED = re.compile(r"//|/(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
LEAST, MOST = 1400, 3000  # pixels of a cover: https://podcasters.apple.com/support/896-artwork-requirements


def of_address(url: str) -> str:
    """Why this can't be where a site is served; "" where it can, or is empty.

    `https://a.cn/?x=1` → `has a query: …`
    """
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        return f"is no address ({error}): write it as in https://listen.example.cn/"
    found = {
        "has to begin with https://": parts.scheme in ("https", "http"),
        "has blanks or control characters: write the address without them": re.fullmatch(
            r"[^\s\x00-\x20\x7f\\<>\"{}|^`]+", url
        )
        and not re.search(r"%(?:[01][0-9a-f]|7f)", url, re.IGNORECASE),
        "has no host": host and not host.startswith((".", "-")) and ".." not in host,
        "has a user or a password, which everybody would read: leave them out": "@" not in parts.netloc,
        "has a query: narrate adds file names to the address, so it has to end with its folder": "?" not in url,
        "has a fragment: leave out # and what follows": "#" not in url,
        "has a % that no two hexadecimal digits follow: write it as %25": not ESCAPE.search(url),
        "has an empty name, . or .. in its path: write the folder as browsers ask for it": not DOTTED.search(
            f"{parts.path.rstrip('/')}/"
        ),
        "ends with a file name: give the folder that dist/ is served as": not FILE.search(parts.path),
    }
    return next((problem for problem, fine in found.items() if not fine), "")


def as_ascii(url: str) -> str:
    """As feeds need it: `https://听.例子/书/` → `https://xn--9qr.xn--fsqu00a/%E4%B9%A6/`"""
    if url.isascii():
        return url
    parts = urlsplit(url)
    try:
        host = parts.netloc.encode("idna").decode("ascii")
    except UnicodeError:  # an old codec's limits; a browser says what it thinks of it
        host = quote(parts.netloc)
    return parts._replace(netloc=host, path=quote(parts.path, safe="/%:@!$&'()*+,;=~-._")).geturl()


def of_title(title: str) -> str:
    """Why this can't be what an app shows as a name; "" where it can: `"听新闻"`"""
    if any(unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs") for char in title):
        return "has a line break or a control character: write it in one line"
    shown = any(unicodedata.category(char)[0] not in "ZC" for char in title)
    return "" if shown else "is empty: apps show it"


def of_email(text: str) -> str:
    """Why this is no e-mail address; "" where it is one, or is empty."""
    return "" if not text or EMAIL.fullmatch(text) else "is no e-mail address: write it as in editor@example.cn"


def of_report(text: str) -> str:
    """Why listeners can't report to this; "" where they can, or it is empty: `editor@example.cn`, `https://a.cn/report`"""
    if "@" in text and "/" not in text:
        return of_email(text)
    try:
        parts = urlsplit(text)
    except ValueError as error:
        return f"is no address ({error}): write it as in https://www.example.cn/report"
    fits = parts.scheme in {"http", "https"} and parts.hostname and not parts.username
    return "" if not text or fits else "is neither an e-mail address nor one that begins with https://"


def of_web(text: str) -> str:
    """Why this is no address of the web; "" where it is one, or is empty."""
    try:
        parts = urlsplit(text)
        fits = parts.scheme in {"http", "https"} and parts.hostname and not re.search(r"[\s<>\"]", text)
    except ValueError as error:
        return f"is no address ({error}): write it as in https://www.example.cn/"
    return "" if not text or fits else "is no address: write it as in https://www.example.cn/"


def of_prefix(text: str) -> str:
    """Why recordings can't be fetched by way of this; "" where they can, or it is empty: `https://op3.dev/e/`"""
    if text and not (text.startswith("https://") and text.endswith("/") and text.isascii()):
        return "has to begin with https:// and to end with a slash, as in https://op3.dev/e/"
    return of_web(text)


def of_target(text: str) -> str:
    """Why nothing can be brought there; "" where it can: `../www`, `s3://bucket/listen`"""
    if not text.strip():
        return "is empty: name a folder, or an address as in s3://bucket/listen"
    try:
        parts = urlsplit(text)
    except ValueError as error:
        return f"is no address ({error}): write it as in s3://bucket/listen"
    if "://" in text and parts.password:
        return "has a password, which does not belong into a file: give it by the environment"
    return "names no bucket or host: write it as in s3://bucket/listen" if "://" in text and not parts.netloc else ""


def of_workers(text: str) -> str:
    """What is wrong with who says sentences: nobody else, Dask here, or the address of its scheduler."""
    right = text in ("", "dask") or re.fullmatch(r"tcp://[^\s/]{1,253}:\d{1,5}", text)
    return "" if right else "is neither 'dask' nor the address of a scheduler, as in tcp://10.0.0.1:8786"


def of_geo(text: str) -> str:
    """Why this is no place as RFC 5870 writes one; "" where it is, or is empty: `geo:39.9042,116.4074`"""
    fits = not text or re.fullmatch(r"geo:-?\d{1,2}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?(?:,-?\d+(?:\.\d+)?)?(?:;\S+)?", text)
    return "" if fits else "is no place: write latitude and longitude as in geo:39.9042,116.4074"


def of_number(text: str) -> str:
    r"""Why no number can be found by this; "" where one can: `第(\d+)期`"""
    problem = of_pattern(text)
    if not problem and re.compile(text).groups < 1:
        return "has no group: put the number into brackets, as in 第(\\d+)期"
    return problem


def of_language(text: str) -> str:
    """Why this is no language; "" where it is one: `zh-cn`, `zh-Hans-CN`, `yue-HK`, `en`"""
    found = TAG.fullmatch(text.lower())
    if found and found[1] in LANGUAGES and (not found[2] or found[2].isdigit() or found[2] in REGIONS):
        return ""
    return "is no language: write its code and its region, as in zh-cn"


def of_selector(text: str) -> str:
    """Why this is no CSS selector; "" where it is one."""
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    try:
        CSSSelector(text)
    except (SelectorError, ValueError) as error:
        return f"is not a CSS selector ({error})"
    return ""


def of_pattern(text: str) -> str:
    """Why this is no regular expression; "" where it is one."""
    try:
        re.compile(text)
    except re.error as error:
        return f"is not a regular expression ({error})"
    return ""


def of_picture(width: int, height: int) -> str:
    """Why a picture of so many pixels is no cover; "" where it is one."""
    if width != height:
        return f"has {width} × {height} pixels, and has to be square: cut it, {LEAST} to {MOST} pixels a side"
    if width < LEAST:
        return f"has {width} pixels a side, and directories ask for {LEAST} to {MOST}"
    return ""


def twice(names: Iterable[str]) -> Iterator[str]:
    """Names that come a second time."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)
