"""What stands before a post: YAML, TOML or JSON → facts with their evidence, and where the post will be published.

https://gohugo.io/content-management/front-matter/ , https://hexo.io/docs/front-matter , https://jekyllrb.com/docs/front-matter/
Knows what keys mean; not where files lie (model.Blog tells).
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin
from zoneinfo import ZoneInfo

from narrate.clean.metadata import Facts, parse_date
from narrate.identity import is_web
from narrate.model import Blog, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

FENCED = re.compile(r"\A(---|\+\+\+|;;;)[ \t]*\n(.*?)(?:^|\n)\1[ \t]*(?:\n|\Z)", re.DOTALL)
# Hexo takes front matter without a first fence, too.
UNFENCED = re.compile(r"\A([A-Za-z_-]{2,20}:[^\n]{0,300}\n(?:[^\n]{0,300}\n){0,60}?)---[ \t]*(?:\n|\Z)")
PAIR = re.compile(r"([\w.-]{1,40})\s{0,4}:\s{0,4}(.{0,400})")
LARGEST = 100_000  # characters of front matter

# Field → keys, best first.
KEYS = {
    "title": ("title", "Title"),
    "author": ("author", "authors", "Author"),
    "published": ("date", "publishDate", "publishdate", "pubDate", "pubDatetime", "created", "createTime", "Date"),
    "modified": ("lastmod", "updated", "modified", "last_modified_at", "update"),
    "description": ("description", "summary", "excerpt", "subtitle", "Summary"),
    "image_url": ("image", "cover", "featured_image", "featuredImage", "thumbnail", "banner", "images", "top_img", "og_image"),
    "canonical_url": ("canonical_url", "canonicalURL", "canonicalUrl", "canonical", "original_url"),
    "lang": ("lang", "language", "locale"),
}  # fmt: skip
MOMENTS = ("published", "modified")
INSIDE = ("name", "title", "image", "src", "url", "path", "relative")  # keys of a table that stands for a value
FALSE = frozenset({"false", "no", "off", "0"})
TRUE = frozenset({"true", "yes", "on", "1"})
LANG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The table before a post; `format` names it in the evidence."""

    table: Mapping[str, Any]
    format: str = ""

    def text(self, *keys: str) -> str:
        """The first of these keys that has a value, as one line of text."""
        return next((value for key in keys if (value := _text(self.table.get(key)))), "")

    def several(self, *keys: str) -> tuple[str, ...]:
        """The values of a list, or of words apart by commas: `tags: [a, b]`."""
        found = next((self.table[key] for key in keys if self.table.get(key)), None)
        rows = found if isinstance(found, list) else [found]
        return tuple(value for row in rows for value in _values(row))

    @property
    def is_draft(self) -> bool:
        """Whether the post says that it is not for readers."""
        return (
            self.text("draft").lower() in TRUE
            or self.text("noindex").lower() in TRUE
            or self.text("published").lower() in FALSE
            or self.text("status") == "draft"
        )


def split(text: str) -> tuple[FrontMatter, str]:
    """The front matter, and the post below it. What is not a table is text of the post."""
    for look, group, body in ((FENCED, 2, 0), (UNFENCED, 1, 0)):
        found = look.match(text)
        if found and len(found[group]) <= LARGEST:
            fence = found[1] if look is FENCED else "---"
            table = PARSERS[fence](found[group])
            if table is not None and (fence != "---" or look is FENCED or {"title", "date", "layout"} & set(table)):
                return FrontMatter(table, NAMES[fence]), text[found.end(body) :]
    return _json_first(text)


def _json_first(text: str) -> tuple[FrontMatter, str]:
    """A JSON object, and what follows it (Hugo)."""
    head = text.lstrip()
    if head.startswith("{") and '"' in head[:200]:
        try:
            table, end = json.JSONDecoder().raw_decode(head)
        except (ValueError, RecursionError):
            return FrontMatter({}), text
        if isinstance(table, dict) and (not head[end:].strip() or head[end:].startswith("\n")):
            return FrontMatter(table, "JSON front matter"), head[end:]
    return FrontMatter({}), text


def _yaml(text: str) -> Mapping[str, Any] | None:
    """Every scalar as it is written: a date, a number, a yes."""
    import yaml

    try:
        table = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes nothing but texts, lists and tables
    except (yaml.YAMLError, RecursionError, ValueError):
        return _pairs(text)
    if table is None or table == "":
        return {}
    return table if isinstance(table, dict) and all(isinstance(key, str) for key in table) else None


def _pairs(text: str) -> Mapping[str, Any] | None:
    """`title: 一: 二` is no YAML, and is what people write: each line a key and the rest."""
    rows = [row for row in text.split("\n") if row.strip() and row[:1] not in " \t-#"]
    pairs = [PAIR.fullmatch(row.rstrip()) for row in rows]
    if not rows or not all(pairs):
        return None
    return {pair[1]: pair[2].strip().strip("\"'") for pair in pairs if pair}


def _toml(text: str) -> Mapping[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _json(text: str) -> Mapping[str, Any] | None:
    try:
        table = json.loads("{" + text.strip().strip("{}").rstrip(",") + "}")
    except (ValueError, RecursionError):
        return None
    return table if isinstance(table, dict) else None


PARSERS = {"---": _yaml, "+++": _toml, ";;;": _json}
NAMES = {"---": "YAML front matter", "+++": "TOML front matter", ";;;": "JSON front matter"}


def _text(value: Any) -> str:  # noqa: ANN401 - a stranger's table
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return next((text for key in INSIDE if (text := _text(value.get(key)))), "")
    if isinstance(value, list):
        return "、".join(filter(None, map(_text, value[:20])))
    return value.isoformat() if hasattr(value, "isoformat") else str(value) if isinstance(value, int | float) else ""


def _values(row: Any) -> Iterator[str]:  # noqa: ANN401 - a stranger's table
    if isinstance(row, list):
        yield from (value for one in row for value in _values(one))
    elif text := _text(row):
        yield from (word.strip() for word in text.split(",") if word.strip()) if isinstance(row, str) else (text,)


def facts(front: FrontMatter, blog: Blog) -> Facts:
    """Field → value and the key that it came from."""
    found: Facts = {}
    for field, keys in KEYS.items():
        key = next((key for key in keys if front.text(key)), "")
        if key:
            found[field] = Evidence(front.text(key), f"{front.format} {key}")
    if "image_url" in found:  # of a list, the first
        found["image_url"] = Evidence(found["image_url"].value.split("、")[0], found["image_url"].found)
    if "published" not in found and blog.dated:
        found["published"] = Evidence(blog.dated, "the file's name")
    found |= {name: Evidence(_moment(found[name].value, blog), found[name].found) for name in MOMENTS if name in found}
    if "author" not in found and blog.author:
        found["author"] = Evidence(blog.author, "the site's configuration")
    if "title" not in found and blog.titled:
        found["title"] = Evidence(blog.titled, "the file's name")
    address = address_of(front, blog, found)
    if "canonical_url" not in found and address is not None:
        found["canonical_url"] = address
    if "image_url" in found and blog.base:
        found["image_url"] = Evidence(urljoin(blog.base, found["image_url"].value), found["image_url"].found)
    return found


def _moment(words: str, blog: Blog) -> str:
    """`2025-05-02 9:30 +0800` → ISO 8601 with its zone: its own, else the site's, else China's."""
    moment = _parsed(words, blog)
    return moment.isoformat() if moment else words


def _parsed(words: str, blog: Blog) -> datetime | None:
    joined = re.sub(r"(?<=\d) (?=[+-]\d\d:?\d\d$)", "", words.strip()).replace("/", "-")
    zone = re.search(r"(?:Z|[+-]\d\d:?\d\d)$", joined) if ":" in joined else None
    moment = parse_date(re.sub(r"(?<!\d)(\d)(?!\d)", r"0\1", joined))
    if moment is None or zone or not blog.timezone:
        return moment
    try:
        return moment.replace(tzinfo=ZoneInfo(blog.timezone))
    except (ValueError, OSError, LookupError):
        return moment


# ── the address ───────────────────────────────────────────────────────────────────────────────────────────────────


def address_of(front: FrontMatter, blog: Blog, found: Facts) -> Evidence | None:
    """Where the post will be: what it says itself, else what its site's configuration makes of it."""
    for key in ("url", "permalink"):
        own = front.text(key)
        if is_web(own):
            return Evidence(own, f"{front.format} {key}")
        if own and blog.base and (":" not in own or blog.kind == "jekyll"):
            said = _filled(own, front, blog, found)
            return Evidence(_joined(blog.base, said), f"{front.format} {key}") if said else None
    pattern = blog.pattern
    if not (blog.base and pattern and blog.post):
        return None
    path = _filled(pattern, front, blog, found)
    return Evidence(_joined(blog.base, path), "the site's configuration") if path else None


def _joined(base: str, path: str) -> str:
    return base.rstrip("/") + "/" + quote(re.sub(r"/{2,}", "/", path).lstrip("/"), safe="/%:@!$&'()*+,;=~#?")


def _filled(pattern: str, front: FrontMatter, blog: Blog, found: Facts) -> str | None:
    """`:year/:month/:title/` → `2025/05/tomatoes/`; None where a part is not known."""
    moment = _parsed(found["published"].value, blog) if "published" in found else None
    parts: dict[str, str | None] = _tokens(front, blog, found)
    for name, form in DATES.items():
        parts[name] = moment.strftime(form).removeprefix("0" if name.startswith("i_") else "") if moment else None
    lacking = [name for name in re.findall(r":(\w+)", pattern) if parts.get(name) is None]
    return None if lacking else re.sub(r":(\w+)", lambda token: str(parts[token[1]]), pattern)


DATES = {"year": "%Y", "month": "%m", "day": "%d", "i_month": "%m", "i_day": "%d", "short_year": "%y", "hour": "%H",
    "minute": "%M", "second": "%S", "monthname": "%B", "yearday": "%j", "y_day": "%j"}  # fmt: skip


def _tokens(front: FrontMatter, blog: Blog, found: Facts) -> dict[str, str | None]:
    """The parts of an address that are no date."""
    slug, title = front.text("slug"), found["title"].value if "title" in found else ""
    *folders, name = blog.post.split("/")
    named = SLUGS.get(blog.kind, str)
    categories = front.several("categories", "category")
    if blog.kind == "jekyll":
        text = front.text("categories", "category")
        categories = tuple(text.split()) if categories == (text,) else categories
        categories = (*blog.above, *categories)
    return {
        "title": {"hexo": "/".join([*folders, name]), "hugo": named(title)}.get(blog.kind, slug or name),
        "slug": named(slug or title) if blog.kind == "hugo" else slug or name,
        "slugorcontentbasename": named(slug) or name,
        "slugorfilename": named(slug) or name,
        "name": name,
        "filename": name,
        "contentbasename": name,
        "post_title": _hyphened(title),
        "section": folders[0] if folders else "",
        "sections": "/".join(folders),
        "category": "/".join(map(_hyphened, categories)) or "uncategorized",
        "categories": "/".join(word.lower() for word in categories),
        "lang": front.text("lang", "language") or None,
        "output_ext": ".html",
    }


def _hyphened(text: str) -> str:
    return re.sub(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+", "-", text).strip("-")


def hugo_name(text: str) -> str:
    """`Old Books!` → `old-books`, as Hugo makes addresses."""
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w./\-+~]", "", re.sub(r"\s+", "-", text.strip().lower())))


SLUGS = {"hugo": hugo_name}
