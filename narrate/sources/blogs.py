"""Which static site a post belongs to: the configuration of Hugo, Hexo or Jekyll above it → model.Blog.

Only reads; a configuration that is broken or not there is no blog. Knows nothing of what is in the post.
Hugo: https://gohugo.io/configuration/ ; Hexo: https://hexo.io/docs/configuration ; Jekyll: https://jekyllrb.com/docs/permalinks/
"""

from __future__ import annotations

import json
import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from narrate.model import Blog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LARGEST = 1024 * 1024
CLIMB = 12  # folders above a post that are looked into
HUGO = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
)
UNDERSCORED = ("_config.yml", "_config.yaml", "_config.toml")
# Jekyll's names for patterns (https://jekyllrb.com/docs/permalinks/#built-in-formats)
JEKYLL = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
HEXO = ":year/:month/:day/:title/"
DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)")

Table = dict[str, Any]


def blog_of(path: Path, address: str = "") -> Blog:
    """The blog that a file is a post of; `address` is that of the site where narrate.toml says it."""
    found = _site(path.absolute().parent)
    draft = "_drafts" in path.parts
    if found is None:
        return Blog(base=address, draft=draft)
    kind, root, config = found
    blog = KINDS[kind](path.absolute(), root, config)
    return Blog(
        kind=kind,
        base=address or blog["base"],
        pattern=blog["pattern"],
        post=blog["post"],
        above=blog.get("above", ()),
        dated=blog.get("dated", ""),
        titled=blog.get("titled", ""),
        author=_author(config),
        timezone=_word(config, "timezone") or _word(config, "timeZone"),
        draft=draft,
    )


@lru_cache(maxsize=1024)
def _site(folder: Path) -> tuple[str, Path, Table] | None:
    """The kind, the root and the configuration of the site that this folder is in."""
    for above in (folder, *list(folder.parents)[:CLIMB]):
        for name in UNDERSCORED:
            if (table := _table(above / name)) is not None:
                return ("hexo" if (above / "source") in (folder, *folder.parents) else "jekyll"), above, table
        for name in HUGO:
            table = _table(above / name)
            if table is not None and any(key.lower() == "baseurl" for key in table):
                return "hugo", above, table
    return None


def _table(path: Path) -> Table | None:
    """A configuration file, or None for none that can be read."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return None
        found = READERS[path.suffix](path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _yaml(text: str) -> object:
    import yaml

    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes nothing but texts, lists and tables
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


READERS: dict[str, Callable[[str], object]] = {
    ".toml": tomllib.loads,
    ".json": json.loads,
    ".yaml": _yaml,
    ".yml": _yaml,
}


def _word(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key, "")
    return value.strip() if isinstance(value, str) else ""


def _author(config: Mapping[str, Any]) -> str:
    """The site's author: a name, or a table with one; Hugo keeps it in params."""
    for holder in (config, config.get("params")):
        author = holder.get("author") if isinstance(holder, dict) else None
        if isinstance(author, dict):
            author = author.get("name")
        if isinstance(author, str) and author.strip():
            return author.strip()
    return ""


def _below(path: Path, folder: Path) -> str:
    """`content/posts/a.md` below `content` → `posts/a`; "" for what lies elsewhere."""
    try:
        return path.relative_to(folder).with_suffix("").as_posix()
    except ValueError:
        return ""


def _hugo(path: Path, root: Path, config: Table) -> dict[str, Any]:
    lower = {key.lower(): value for key, value in config.items()}
    post = _below(path, root / str(lower.get("contentdir", "content")))
    post = post.removesuffix("/index")
    if not lower.get("disablepathtolower") or lower["disablepathtolower"] == "false":
        post = post.lower().replace(" ", "-")
    patterns = lower.get("permalinks", {})
    patterns = patterns.get("page", patterns) if isinstance(patterns, dict) else {}
    section = post.split("/")[0] if "/" in post else ""
    own = patterns.get(section) if isinstance(patterns, dict) else None
    ugly = str(lower.get("uglyurls", "")).lower() == "true"
    usual = "/:sections/:slugorcontentbasename" + (".html" if ugly else "/")
    return {"base": str(lower.get("baseurl", "")), "pattern": own if isinstance(own, str) else usual, "post": post}


def _hexo(path: Path, root: Path, config: Table) -> dict[str, Any]:
    post = _below(path, root / "source" / "_posts") or _below(path, root / "source" / "_drafts")
    dated = DATED.fullmatch(post) if ":year-:month-:day-:title" in _word(config, "new_post_name") else None
    return {
        "base": _word(config, "url"),
        "pattern": _word(config, "permalink") or HEXO,
        "post": dated[2] if dated else post,
        "dated": dated[1] if dated else "",
    }


def _jekyll(path: Path, root: Path, config: Table) -> dict[str, Any]:
    folders = path.relative_to(root).parts
    name = next((name for name in ("_posts", "_drafts") if name in folders), "")
    dated = DATED.fullmatch(path.stem) if name else None
    post = dated[2] if dated else path.stem if name else ""
    permalink = _word(config, "permalink") or "date"
    base = _word(config, "url").rstrip("/") + "/" + _word(config, "baseurl").strip("/")
    return {
        "base": base if base.startswith("http") else "",
        "pattern": JEKYLL.get(permalink, permalink),
        "post": post,
        "above": folders[: folders.index(name)] if name else (),
        "dated": dated[1] if dated else "",
        "titled": " ".join(word.capitalize() for word in re.split(r"[-_]", post)) if post else "",
    }


KINDS = {"hugo": _hugo, "hexo": _hexo, "jekyll": _jekyll}
