"""One article's pages, sidecars and record: made from its edition, and checked against its sound before they may stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from narrate import __version__, corrections
from narrate.cache import key_of
from narrate.errors import CheckError
from narrate.publish import records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.check import Problem
    from narrate.files import Folder
    from narrate.model import Episode, Podcast

MOST_SHOWN = 5  # problems in a message


def shown_key(show: Podcast) -> str:
    """The digest of all that decides an episode's pages, beside its edition."""
    return key_of(
        version=__version__,
        show=(
            show.title,
            show.lang,
            show.url,
            show.author,
            show.copyright,
            show.cover_url,
            show.report,
            show.hidden,
            show.offline,
        ),
    )


def lay_out(folder: Folder, show: Podcast, record: records.Record, laid: records.Laid) -> tuple[str, ...]:
    """Stage an episode's pages, sidecars and record, checked against its sound: their names.

    Raises CheckError for what would disappoint someone: then none of it stays.
    """
    from narrate import check

    base, contents = f"episodes/{record.slug}", contents_of(show, record, laid)
    for name, content in contents.items():
        folder.stage(f"{base}/{name}", content)
    problems = [
        p for p in check.episode(folder, record.slug) if "links to ../../" not in p.what
    ]  # the site is laid out last
    if problems:
        folder.unstage(f"{base}/{name}" for name in contents)
        raise CheckError(told(problems))
    return tuple(f"{base}/{name}" for name in contents)


def contents_of(show: Podcast, record: records.Record, laid: records.Laid) -> dict[str, str]:
    """An episode's pages, sidecars and record, by their names in its folder."""
    from narrate.publish import pages, sidecars

    line = laid.timeline
    said = {cue.text for cue in line.cues}
    told = [one for one in corrections.lines(record.corrections, record.lang) if one not in said]
    captions = sidecars.with_lines(sidecars.captions(line, laid.times), told)
    contents = {
        "chapters.json": sidecars.chapters_json(line.chapters, show.url + record.art if record.art else ""),
        "transcript.vtt": sidecars.transcript_vtt(captions),
        "transcript.json": sidecars.transcript_json(sidecars.with_lines(line, told)),
        "transcript.srt": sidecars.transcript_srt(captions),
        **pages.episode_files(_page_of(record, show), show, laid.script, line, laid.times),
        "manifest.json": laid.manifest,
    }
    contents[records.NAME] = records.dumps(records.with_files(record, contents)).decode("utf-8")
    return contents


def _page_of(record: records.Record, show: Podcast) -> Episode:
    return replace(records.episode_of(record, show.url), hidden=show.hides(record.section))


def told(problems: Sequence[Problem]) -> str:
    """What is wrong, in a message."""
    shown = "; ".join(f"{p.where}: {p.what}" for p in problems[:MOST_SHOWN])
    return f"nothing of it was published, as it would be broken: {shown} ({len(problems)} in all)"
