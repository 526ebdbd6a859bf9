"""What makes the pages an app that plays offline what was opened: a service worker, a manifest
(https://www.w3.org/TR/appmanifest/) and a picture for both."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING

from narrate.publish.clean_text import xml_safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from narrate.model import Podcast

WORKER, MANIFEST, ICON = "narrate-sw.js", "narrate.webmanifest", "assets/icon.png"
NAMES = (WORKER, MANIFEST, ICON)
# What every page needs, and what is kept of the site as a whole.
SITE = (
    "index.html", "assets/narrate.css", "assets/early.js", "assets/player.js", "assets/index.js", "assets/pointer.svg",
    "assets/cover-small.jpg", MANIFEST,
)  # fmt: skip
PAPER = "#fdfcf9"  # of page.css
SIDE = 512  # pixels of the sign


def files(podcast: Podcast, picture: Callable[[], bytes]) -> dict[str, Callable[[], bytes | str]]:
    """Each file's name and how it is made; none where the site does not ask for it."""
    if not podcast.offline:
        return {}
    return {WORKER: _worker, MANIFEST: lambda: _manifest(podcast), ICON: lambda: _icon(picture())}


def _icon(picture: bytes) -> bytes:
    from narrate.publish import cover

    return cover.icon(picture, SIDE)


def _worker() -> str:
    text = (resources.files("narrate.publish") / "assets" / "worker.js").read_text("utf-8")
    return text.replace("/*narrate-site*/[]", json.dumps(SITE))


def _manifest(podcast: Podcast) -> str:
    fields = {
        "name": xml_safe(podcast.title),
        "description": xml_safe(podcast.description),
        "lang": podcast.lang,
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [{"src": ICON, "sizes": f"{SIDE}x{SIDE}", "type": "image/png"}],
    }
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"
