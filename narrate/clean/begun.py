"""Where an editor lets the sections of an article begin: a line of the page, and the title of what begins there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.model import Block, Heading, Omission, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LEVEL = 2  # of a heading that the page does not have


def begun(account: Iterable[Block | Omission], titles: Mapping[str, str]) -> tuple[Block | Omission, ...]:
    """The account with sections that begin at these lines, under these titles; at a heading with the title "" begins none."""
    return tuple(one for entry in account for one in _at(entry, titles))


def _at(entry: Block | Omission, titles: Mapping[str, str]) -> Iterator[Block | Omission]:
    """A heading is called so, or is a paragraph; another line is the heading itself, or stands below one."""
    title = titles.get(entry.text)
    if isinstance(entry, Omission) or title is None:
        yield entry
    elif isinstance(entry, Heading):
        yield Heading(title, entry.level, entry.text) if title else Paragraph(entry.text)
    else:
        if title:
            yield Heading(title, LEVEL, entry.text)
        if title != entry.text:
            yield entry
