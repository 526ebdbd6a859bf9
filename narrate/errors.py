"""The tree of errors, each with the exit status of the command that ends in it.

    NarrateError            1  something failed; also: a build in which articles failed for different reasons
    ├── ConfigError         3  narrate.toml or a voice profile can't be used
    ├── SourceError         4  a page can't be read: missing, binary, too large
    │   └── GoneError           its address answers that it is gone (404, 410)
    ├── NoArticleError      5  a page was read, and holds nothing to be spoken
    ├── VoiceError          6  no such voice, or its engine can't run here
    ├── SynthesisError      7  an engine failed on a text
    │   └── UnreachableError    a voice's service can't be reached
    ├── OutputError         8  nothing can be written: full disk, no permission, files of someone else
    ├── CheckError          9  what was made, or is to be published, would disappoint someone
    ├── CatalogueError     10  what narrate remembers of an output folder is damaged or lost
    ├── BusyError          11  another narrate is at work in the output folder
    └── ChangedError       12  another editor has changed it since it was looked at

2 is what the command line answers to wrong usage, 130 to an interruption.
A message says what is wrong and what to do next, in one or two sentences.
"""

from __future__ import annotations

from typing import Any


class NarrateError(Exception):
    """What narrate knows how to explain: shown without a traceback."""

    status = 1


class ConfigError(NarrateError):
    """narrate.toml or a voice profile can't be used."""

    status = 3


class SourceError(NarrateError):
    """A page can't be read."""

    status = 4


class GoneError(SourceError):
    """The address of a page answers that there is nothing."""


class NoArticleError(NarrateError):
    """A page was read, and holds nothing to be spoken. `account` is every line of it, left out (model.Omission)."""

    status = 5

    def __init__(self, message: str, account: tuple[Any, ...] = ()) -> None:
        super().__init__(message)
        self.account = account


class VoiceError(NarrateError):
    """No such voice, or its engine can't run here."""

    status = 6


class SynthesisError(NarrateError):
    """An engine failed on a text."""

    status = 7


class UnreachableError(SynthesisError):
    """A voice's service can't be reached."""


class OutputError(NarrateError):
    """Nothing can be written where it should be."""

    status = 8


class CheckError(NarrateError):
    """What was made would disappoint someone."""

    status = 9


class CatalogueError(NarrateError):
    """What narrate remembers of an output folder can't be read."""

    status = 10


class BusyError(NarrateError):
    """Another narrate is at work in the output folder."""

    status = 11


class ChangedError(NarrateError):
    """Another editor has changed it since it was looked at; nothing was overwritten."""

    status = 12
