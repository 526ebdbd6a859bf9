"""The pages of one article, each cleaned by itself → one document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from narrate.clean.lines import squeeze
from narrate.clean.questions import GOES_ON
from narrate.model import Block, Document, Omission, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG = 16  # characters of a line that pages repeat: shorter ones may be said again


def joined(pages: Sequence[Document]) -> Document:
    """The first page's document, with what the others say; what they repeat of pages before is left out.

    That it goes on is no question where it does.
    """
    first, *others = pages
    account = list(first.account)
    said = {squeeze(block.text) for block in first.blocks}
    for page in others:
        account += [_once(entry, said) for entry in page.account]
        said |= {squeeze(block.text) for block in page.blocks}
    asked = [question for page in pages[:-1] for question in page.questions if question.why != GOES_ON]
    return replace(first, account=tuple(account), questions=(*asked, *pages[-1].questions))


def _once(entry: Block | Omission, said: set[str]) -> Block | Omission:
    key = squeeze(entry.text)
    copy = not isinstance(entry, Omission) and len(key) >= LONG and key in said
    return Omission(entry.text, Reason.DUPLICATE, "said on a page before") if copy else entry
