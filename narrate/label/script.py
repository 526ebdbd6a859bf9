"""The explicit label of synthetic speech as sentences of the script (GB 45438-2025 §5.3). Knows where, not how it sounds."""

from __future__ import annotations

from dataclasses import replace

from narrate.model import Kind, Pause, Script, Section, Utterance


def labelled(script: Script, text: str, where: str) -> Script:
    """The script with the label at its "start", at its "end", or at "both"."""
    sections = list(script.sections) or [Section("", ())]
    said = Utterance(text, Pause.PARAGRAPH, kind=Kind.LABEL)
    if where in ("start", "both"):
        first = sections[0]
        sections[0] = replace(first, utterances=(said, *first.utterances))
    if where in ("end", "both"):
        last = sections[-1]
        *others, final = last.utterances
        closing = (replace(final, pause=Pause.HEADING), replace(said, pause=Pause.CHAPTER))
        sections[-1] = replace(last, utterances=(*others, *closing))
    return replace(script, sections=tuple(sections))
