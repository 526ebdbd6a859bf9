"""What the page says of itself: headline, publisher, author, editor, date, language, canonical address, picture.

Each value keeps its evidence: where it was found. Knows nothing of what is spoken.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from narrate.clean.lines import Line, squeeze, tidy
from narrate.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

Facts = dict[str, Evidence]
CHINA = timezone(timedelta(hours=8))

# Field → (where, meta names), best first. Open Graph: https://ogp.me/ ; the rest are customs of Chinese CMSs.
META = {
    "title": ("og:title", "twitter:title", "ArticleTitle", "headline"),
    "author": ("author", "article:author", "og:article:author", "Author", "byl"),
    "publisher": ("og:site_name", "ContentSource", "source", "mediaid", "publisher", "application-name"),
    "published": (
        "article:published_time",
        "og:published_time",
        "og:release_date",
        "PubDate",
        "publishdate",
        "pubdate",
        "date",
        "dc.date",
        "parsely-pub-date",
    ),
    "canonical_url": ("og:url",),
    "image_url": ("og:image", "twitter:image"),
    "image_alt": ("og:image:alt", "twitter:image:alt"),
    "description": ("og:description", "description", "twitter:description"),
}
# Field → path in schema.org's Article (https://schema.org/Article).
SCHEMA = {
    "title": ("headline",),
    "author": ("author", "name"),
    "publisher": ("publisher", "name"),
    "published": ("datePublished",),
    "canonical_url": ("mainEntityOfPage", "@id"),
    "image_url": ("image", "url"),
    "description": ("description",),
}
ARTICLES = frozenset({"Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "Report", "TechArticle"})

DATE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})日?"
    r"(?:[\sT　]*(\d{1,2})\s*[:：时]\s*(\d{2})(?:\s*[:：分]\s*(\d{2}))?)?"
)
# Lines of text that carry a fact: field → pattern whose first group is the value.
SAID = (
    ("publisher", re.compile(r"(?:来\s*源|稿源|文章来源|转自)\s*[:：]\s*([^\s:：|｜\d()（）\[\]【】]{2,30})")),
    ("author", re.compile(r"(?:^|[\s（(【\[])作\s*者\s*[:：]\s*([^\s:：|｜()（）\[\]【】\d]{2,20})")),
    ("editor", re.compile(r"(?:责任编辑|责\s*编|编\s*辑)\s*[:：]\s*([^\s:：|｜()（）\[\]【】]{2,12})")),
)
SITE_TAIL = re.compile(r"\s*(?:[_|｜]|\s[-–—]\s?|--|——|(?<=[\u4e00-\u9fff？！”])-(?=[\u4e00-\u9fff]))\s*")


def from_html(root: HtmlElement, lines: Sequence[Line]) -> Facts:
    """The facts of an HTML page, structured data before meta tags before text."""
    facts: Facts = {}
    for source in (_schema(root), _meta(root), _links(root), from_lines(lines).items()):
        for field, evidence in source:
            if field not in facts and _plausible(field, evidence.value):
                facts[field] = evidence
    headline = _headline(root, facts.get("title"), lines)
    if headline:
        facts["title"] = headline
    return facts


def from_lines(lines: Sequence[Line]) -> Facts:
    """The facts that short lines of the text give (`来源:…`, `[责任编辑: …]`, a date)."""
    facts: Facts = {}
    for line in lines:
        if len(line.text) > 80:  # noqa: PLR2004 - a sentence, not a credit line
            continue
        for field, look in SAID:
            found = look.search(line.text)
            if found and field not in facts:
                facts[field] = Evidence(found.group(1).strip("-—, ，。]】"), f"text: {line.text}")
        when = DATE.search(line.text) if not line.linked else None
        if when and ("published" not in facts or (when[4] and not DATE.search(facts["published"].value)[4])):  # type: ignore[index]
            facts["published"] = Evidence(when[0], f"text: {line.text}")
    return facts


def parse_date(words: str) -> datetime | None:
    """`2020-02-25 20:43:55` → that moment in China's time, where the text names no zone; None where it is no date."""
    words = words.strip()
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return _written_date(words)
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _written_date(words: str) -> datetime | None:
    found = DATE.search(words)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(group or 0) for group in found.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=CHINA)
    except ValueError:
        return None


def _plausible(field: str, value: str) -> bool:
    if field == "published":
        return parse_date(value) is not None
    if field.endswith("_url"):
        parts = urlsplit(value) if value.isprintable() else None
        return bool(parts and parts.scheme in ("http", "https") and parts.netloc)
    return bool(value)


def _schema(root: HtmlElement) -> Iterator[tuple[str, Evidence]]:
    for item in _schema_articles(root):
        for field, path in SCHEMA.items():
            value = _follow(item, path)
            if value:
                yield field, Evidence(value, f"JSON-LD {'.'.join(path)}")


def schema_body(root: HtmlElement) -> str:
    """The longest articleBody of the page's JSON-LD, or "" (https://schema.org/articleBody)."""
    bodies = (item.get("articleBody") for item in _schema_articles(root))
    return max((body for body in bodies if isinstance(body, str)), key=len, default="")


def _schema_articles(root: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(data)


def _articles(data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON from a stranger
    items = data if isinstance(data, list) else [data]
    for item in items:
        if not isinstance(item, dict):
            continue
        kinds = item.get("@type")
        if ARTICLES & set(kinds if isinstance(kinds, list) else [str(kinds)]):
            yield item
        graph = item.get("@graph")
        if isinstance(graph, list):
            yield from _articles([node for node in graph if isinstance(node, dict) and "@graph" not in node])


def _follow(value: Any, path: Iterable[str]) -> str:  # noqa: ANN401 - JSON from a stranger
    for step in path:
        if isinstance(value, list):
            value = value[0] if value else None
        value = value.get(step) if isinstance(value, dict) else value
    return tidy(value) if isinstance(value, str) else ""


def _meta(root: HtmlElement) -> Iterator[tuple[str, Evidence]]:
    given: dict[str, str] = {}
    for tag in root.iterfind(".//meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        given.setdefault(name, tidy(tag.get("content") or ""))
    for field, names in META.items():
        for name in names:
            if given.get(name.lower()):
                yield field, Evidence(given[name.lower()], f"meta {name}")


def _links(root: HtmlElement) -> Iterator[tuple[str, Evidence]]:
    for link in root.iterfind(".//link[@rel='canonical']"):
        yield "canonical_url", Evidence((link.get("href") or "").strip(), "link rel=canonical")


def _headline(root: HtmlElement, told: Evidence | None, lines: Sequence[Line]) -> Evidence | None:
    """The headline as the page shows it: the line that the page's title, og:title and h1 agree on."""
    page_title = tidy("".join(root.findtext(".//title") or ""))
    names = [value for value in (told.value if told else "", page_title) if value]
    shown = [line for line in lines if 4 <= len(line.squeezed) <= 120 and not _all_link(line)]  # noqa: PLR2004
    best = max(shown, key=lambda line: _headline_score(line, names), default=None)
    if best is not None and _headline_score(best, names) > 0:
        return Evidence(best.text, f"<{best.tag}>, as in the page's title")
    if told:
        return Evidence(without_site(told.value), told.found)
    first = next((line for line in lines if line.tag == "h1"), None)
    if first is not None:
        return Evidence(first.text, "<h1>")
    return Evidence(without_site(page_title), "<title>") if page_title else None


def _headline_score(line: Line, names: Sequence[str]) -> float:
    """How sure this line is the headline: it begins the page's title, and is a big heading."""
    here = line.squeezed
    agrees = max((len(here) / len(squeeze(name)) for name in names if squeeze(name).startswith(here)), default=0.0)
    rank = {"h1": 1.0, "h2": 0.4, "h3": 0.2}.get(line.tag, 0.0)
    return agrees * 2 + rank if agrees > 0.3 or (agrees and rank == 1) else 0.0  # noqa: PLR2004 - a third of the title


def _all_link(line: Line) -> bool:
    return line.linked >= len(line.squeezed)


def without_site(title: str) -> str:
    """`某事发生了_某频道_某网` → `某事发生了`"""
    parts = [part for part in SITE_TAIL.split(title) if part]
    return max(parts[:2], key=len) if len(parts) > 1 and len(parts[0]) < 6 else (parts[0] if parts else title)  # noqa: PLR2004 - a channel before the headline


def dump_title(lines: Sequence[Line], first_spoken: int) -> int | None:
    """The number of the headline's line in a text dump: a short line that is repeated, else the last fitting one
    above the first spoken line."""
    head = [i for i in range(min(first_spoken, len(lines))) if 6 <= len(lines[i].squeezed) <= 80]  # noqa: PLR2004
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.squeezed] = counts.get(line.squeezed, 0) + 1
    plain = [i for i in head if not lines[i].text.endswith(("。", ":", "：")) and not DATE.search(lines[i].text)]
    near = plain[-12:]
    repeated = [i for i in near if counts[lines[i].squeezed] > 1 and len(lines[i].squeezed) >= 8]  # noqa: PLR2004
    if repeated:
        return repeated[0]
    return max(near[-4:], key=lambda i: (min(len(lines[i].squeezed), 12), i), default=None)
