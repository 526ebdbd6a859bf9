"""What is left of episodes that were taken back: a notice, and lists by which a server answers 410 Gone.

Knows addresses only; nothing of what was said. 410: https://www.rfc-editor.org/rfc/rfc9110#section-15.5.11
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import escape

from narrate.publish.servers import path_of, quoted
from narrate.publish.words import spoken_in, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from narrate.model import Podcast, Withdrawn

LIST = "withdrawn.txt"
NOTHING = "nothing"
# How each server is told of a folder that is gone, by the file that holds it: the line of one folder, a slash at its end.
SERVERS = {
    "withdrawn.nginx.conf": "location ^~ {word} {{ return 410; }}\n",
    "withdrawn.apache.conf": "Redirect gone {word}\n",
    "withdrawn.headers": "{path}*\n  X-Robots-Tag: noindex, noarchive\n  Cache-Control: no-store\n",
}


def files(gone: Sequence[Withdrawn], podcast: Podcast, notice: str) -> Iterator[tuple[str, str]]:
    """Names and contents; none where nothing was taken back. `notice`: the site's own words, "" or NOTHING."""
    if not gone:
        return
    folders = [f"{podcast.url}episodes/{one.slug}/" for one in gone]
    yield LIST, "".join(f"{folder}\n" for folder in folders)
    for name, line in SERVERS.items():
        yield name, "".join(line.format(path=urlsplit(one).path, word=quoted(path_of(one))) for one in folders)
    if notice != NOTHING:
        page = notice_page(podcast, notice)
        yield from ((f"episodes/{one.slug}/index.html", page) for one in gone)


def notice_page(podcast: Podcast, notice: str) -> str:
    """The page that stands where an episode was; the same for all of them."""
    text, title = escape(notice or words_for(podcast.lang)["withdrawn"]), escape(podcast.title)
    told = "" if notice else f' lang="{spoken_in(podcast.lang)}"'
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(podcast.lang)}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n'
        '<meta name="color-scheme" content="light dark">\n<link rel="stylesheet" href="../../assets/narrate.css">\n'
        f'<title>{title}</title>\n<main><h1{told} dir="auto">{text}</h1>\n'
        f'<nav aria-label="{title}"><a href="../../index.html" dir="auto">{title}</a></nav></main>\n</html>\n'
    )
