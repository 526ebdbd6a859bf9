"""What GB 45438-2025 asks of synthetic speech. Decides; `check` looks with eyes of its own, and shares nothing with it."""

from __future__ import annotations

import re

PACE = (120, 160)  # characters of the explicit label a minute (§5.3)
MACHINE, MADE = re.compile("人工智能|AI"), re.compile("生成|合成")


def names_both(text: str) -> bool:
    """Whether the words of an explicit label say both what the standard wants said (§5.3).

    `人工智能合成` → True, `合成语音` → False
    """
    return bool(MACHINE.search(text) and MADE.search(text))


def slowed(spoken: str, ms: float) -> float:
    """How many times as fast a label that took so many milliseconds has to be said; 1 where its pace is within PACE."""
    pace = sum(char.isalnum() for char in spoken) * 60_000 / max(1, ms)
    return 1 if PACE[0] <= pace <= PACE[1] else sum(PACE) / 2 / pace


def fields(guid: str, producer: str, propagator: str) -> tuple[tuple[str, str], ...]:
    """The implicit label (annex E). ReservedCode1 is filled in with the digest of the sound, once it is known."""
    return (
        ("Label", "1"),
        ("ContentProducer", producer),
        ("ProduceID", guid),
        ("ReservedCode1", ""),
        ("ContentPropagator", propagator),
        ("PropagateID", guid),
        ("ReservedCode2", ""),
    )
