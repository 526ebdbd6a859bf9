"""One article on several pages: which address, or file, is the next page of this one.

Sites link other articles as "next" as well (blogs, series, galleries), so three things have to agree: the link says that it
leads on, its address is this one's but for the number of the page, and the page there has the same title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST = 30  # pages of one article
NEXT = frozenset(("下一页", "下一頁", "下页", "下頁", "后一页", "next", "nextpage"))
MARKS = re.compile(r"[\s>»›→＞:：]+")
HINTS = (b"next", b"Next", *(word.encode(code) for word in "下后" for code in ("utf-8", "gb18030")))
QUERY = frozenset(("page", "p", "pn", "pg", "paged", "pageno", "pagenum", "page_no", "pageindex"))
FILE = re.compile(r"^(?P<stem>.+?)(?:[_-]p?(?P<n>\d{1,2}))?(?P<ending>\.[A-Za-z]{2,6})?$")
FOLDER = re.compile(r"^(?P<stem>.*?)(?:/page)?/(?P<n>\d{1,2})/?$")
TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,1000})</title", re.IGNORECASE)
# What a title adds on a later page: `（2）`, `_2`, `第2页`, `- Page 2`, `(2/3)`
TITLE_MARK = re.compile(
    r"\s{0,3}(?:[（(\[]\s{0,3}第?\d{1,2}(?:/\d{1,2})?页?\s{0,3}[）)\]]|第\s{0,3}\d{1,2}\s{0,3}[页頁]|_\d{1,2}\b|[-–|]?\s{0,3}[Pp]age \d{1,2})\s{0,3}"
)


def page_of(address: str) -> tuple[str, int]:
    """An address, or a file's name, without the number of its page, and that number; 0 where it has none.

    `http://a/b?page=2` → (`http://a/b`, 2); `a_3.html` → (`a.html`, 3); `http://a/story/2/` → (`http://a/story`, 2)
    """
    scheme, host, path, query, _ = urlsplit(urldefrag(address)[0])
    pairs = parse_qsl(query, keep_blank_values=True)
    for name, value in pairs:
        if name.lower() in QUERY and value.isdecimal() and len(value) <= 2:  # noqa: PLR2004 - digits of MOST
            rest = urlencode([pair for pair in pairs if pair != (name, value)])
            return urlunsplit((scheme, host, path, rest, "")), int(value)
    if host and (match := FOLDER.match(path)):
        return urlunsplit((scheme, host, match["stem"], query, "")), int(match["n"])
    folder, slash, name = path.rpartition("/")
    if (match := FILE.match(name)) and match["n"]:
        name, number = match["stem"] + (match["ending"] or ""), int(match["n"])
    else:
        number = 0
    bare = (folder + slash + name).rstrip("/") if host else folder + slash + name
    return urlunsplit((scheme, host, bare, query, "")), number


def follows(address: str, other: str) -> bool:
    """Whether `other` is, by its number, the page after `address`. The first has none, or 0, or 1."""
    (stem, number), (same, following) = page_of(address), page_of(other)
    return stem == same and (following == number + 1 if number else following in (1, 2))


def next_of(content: bytes, location: str) -> str:
    """The address of the article's next page; "" where there is none."""
    return next((one for one in _leading_on(content, location) if follows(location, one)), "")


def is_later(content: bytes, location: str) -> bool:
    """Whether the page says that it is a later page of an article: a link of it leads back to the one before."""
    number = page_of(location)[1]
    return number > 0 and any(
        follows(one, location) for one, said in _links(content, location) if "prev" in said or "上" in said
    )


def is_same_article(content: bytes, other: bytes) -> bool:
    """Whether two pages have one title, but for the number of the page."""
    one, two = _title(content), _title(other)
    return one == two != ""


def followers(path: Path, after: Callable[[Path], Path | None]) -> tuple[Path, ...]:
    """The files that are the further pages of this one's article. `after` gives the one after a file."""
    found: list[Path] = []
    here = after(path)
    while here is not None and len(found) < MOST:
        found.append(here)
        here = after(here)
    return tuple(found)


def file_after(path: Path, read: Callable[[Path], bytes], names: frozenset[str]) -> Path | None:
    """The file beside this one that is the next page of its article. `names` are the files of the folder."""
    after = [name for name in names_after(path.name) if name in names]
    content = read(path) if after else b""
    for name in after:
        if name.encode() in content and next_of(content, path.name) == name:
            other = path.with_name(name)
            return other if is_same_article(content, read(other)) else None
    return None


def names_after(name: str) -> list[str]:
    """What the file of the page after the file `name` can be called."""
    match = FILE.match(name)
    if match is None:
        return []
    number = int(match["n"]) if match["n"] else 0
    numbers = (number + 1,) if number else (1, 2)
    return [f"{match['stem']}{sign}{n}{match['ending'] or ''}" for n in numbers for sign in ("_", "-", "_p", "-p")]


def _leading_on(content: bytes, location: str) -> Iterator[str]:
    """Where the links lead that say that the text goes on there."""
    if not any(hint in content for hint in HINTS):
        return
    for address, said in _links(content, location):
        if "rel=next" in said or MARKS.sub("", said).lower() in NEXT:
            yield address


def _links(content: bytes, location: str) -> Iterator[tuple[str, str]]:
    """Each link: its address, and what it says of itself (rel=… where it has one, else its words)."""
    from lxml import etree, html  # a build in which nothing changes does without

    try:
        root = html.fromstring(content)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    for link in root.iter("a", "link"):
        href = link.get("href") or ""
        if href and not href.lower().startswith(("#", "javascript:")):
            rel = {"next", "prev"} & set((link.get("rel") or "").lower().split())
            yield _joined(location, href), " ".join(f"rel={one}" for one in rel) or "".join(map(str, link.itertext()))


def _joined(location: str, href: str) -> str:
    try:
        return urljoin(location, href.strip())
    except ValueError:  # http://[
        return ""


def _title(content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    match = TITLE.search(text[:65536])
    return "".join(TITLE_MARK.sub("", match[1]).split()) if match else ""
