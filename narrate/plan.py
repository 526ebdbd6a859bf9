"""What is to be made of a page: every decision about one article, and no act.

Knows documents, scripts and voices; not where they are kept.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.cache import key_of, text_key
from narrate.identity import is_web, same_address
from narrate.label.script import labelled
from narrate.publish.words import words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from narrate.config import Label, Recipe
    from narrate.model import Clip, Document, Identity, Script, Voice

MAKING = (
    3  # number of the way that clips become a file; a higher one encodes all anew, which only what is heard is worth
)
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Plan:
    """An article that is ready to be said."""

    document: Document
    script: Script
    voice: Voice
    guid: str
    slug: str
    date: str  # when it was published, ISO 8601


# ── who it is ─────────────────────────────────────────────────────────────────────────────────────────────────────


def guid_of(document: Document, name: str, before: Identity | None) -> str:
    """The guid: of the article that its source was `before`, unless the page now says that it is another one; else the
    page's canonical address; else one made of the source's name, or of the headline of what came without one."""
    own = document.canonical_url or named_guid(document.title if name == STDIN else name)
    if before is None or own == before.guid:
        return own
    address = document.canonical_url
    other = address and is_web(before.guid) and not same_address(address, before.guid)
    return own if other and document.title != before.title else before.guid


def named_guid(name: str) -> str:
    """`a/b.md` → `urn:uuid:…`, a UUIDv5 (RFC 9562 §5.5) of the name; the same name gives the same for ever."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'narrate:' + name)}"


def text_of(document: Document) -> str:
    """The digest of the headline and all that is spoken: the same for a page under another name."""
    return text_key(document.title, (block.text for block in document.blocks))


def is_same_source(known: Identity, place: str, title: str, *, there: bool) -> bool:
    """Whether an article known from one source may be made from the one at `place`: it is the same, or nobody knows the
    first any more, or the first is no longer `there` and this one has its headline: it was moved."""
    return known.place in ("", place) or (not there and title == known.title)


# ── what is heard ─────────────────────────────────────────────────────────────────────────────────────────────────


def spoken_label(script: Script, label: Label) -> Script:
    """The script with the explicit label, unless the site is where no law asks for it."""
    if label.explicit == "none":
        return script
    text = "" if label.explicit == "rhythm" else label.text or words_for(script.lang)["label"]
    return labelled(script, text, label.where)


def heard_from(plan: Plan, clips: Sequence[Clip], fast: Sequence[Clip], recipe: Recipe) -> str:
    """The digest of all that decides what is heard: clips, pauses, levels, renditions. What tags say is not in it."""
    return key_of(
        making=MAKING,
        clips=[clip.key for clip in clips],
        fast=[clip.key for clip in fast],
        pauses=[
            (utterance.pause.value, silence)
            for utterance, silence in zip(plan.script.utterances, plan.script.silences(recipe.pauses), strict=True)
        ],
        chapters=[len(section.utterances) for section in plan.script.sections],
        sound=(recipe.sound.loudness, recipe.sound.peak, recipe.sound.bitrate, recipe.opus, recipe.fast),
    )


def free_slug(slug_for: Callable[[str], str], guid: str, taken: Callable[[str], bool]) -> str:
    """The first folder's name that no other article has."""
    salt = guid
    while taken(slug := slug_for(salt)):
        salt += "+"
    return slug
