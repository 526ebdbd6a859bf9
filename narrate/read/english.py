"""Which Latin words a dictionary knows how to say."""

from __future__ import annotations

from functools import cache
from typing import Any


def known(word: str) -> bool:
    """Whether the English dictionary that the embedded voice reads by has the word (lower case)."""
    return bool(_lexicon().is_known(word, None))


@cache
def _lexicon() -> Any:  # noqa: ANN401 - untyped library
    from hibari.g2p import G2P

    return G2P().lexicon
