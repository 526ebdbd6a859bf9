"""What is public is brought to where it is served: only what is not there yet, sound first and feeds last.

Goes by what the catalogue says was delivered; asks no store what it has. A delivery that is killed or fails goes on with the
next; what is gone here is deleted there, last.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.catalogue import Sent
from narrate.errors import ConfigError, NarrateError, OutputError
from narrate.files import HELD, explained, sha256_of
from narrate.media import type_of
from narrate.release import keeper, publishing, renewing
from narrate.stores import store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from narrate.catalogue import Catalogue
    from narrate.config import Settings
    from narrate.stores import Store

AT_ONCE = 8  # files of one rank
UNKNOWN = "application/octet-stream"
ALWAYS_ASK = "no-cache"
A_DAY = "public, max-age=86400"  # for what is named by its content


def deliver(kept: Catalogue, root: Path, settings: Settings) -> list[NarrateError]:
    """Bring what is public to every target; what failed, one a target."""
    errors = []
    for target in settings.publish.targets:
        try:
            _deliver_to(target, kept, root, settings)
        except NarrateError as error:
            errors.append(error)
    return errors


def publish(out: Path, settings: Settings, *, again: bool = False) -> tuple[int, list[NarrateError]]:
    """Deliver by itself: how many files were brought, and what failed; `again`: whatever was delivered before.

    Raises BusyError, CatalogueError, OutputError.
    """
    if not out.is_dir():
        raise OutputError(f"{out} is no folder: give the folder that `narrate build` made")
    with keeper.at_work(out, "publish") as (kept, _):
        for target in settings.publish.targets if again else ():
            kept.forget_sent(target)
        before = kept.sendings()
        errors = deliver(kept, out, settings)
        return kept.sendings() - before, errors


def _deliver_to(target: str, kept: Catalogue, root: Path, settings: Settings) -> None:
    place, sent = place_of(target, settings), kept.sent(target)
    if "://" not in place and Path(place).resolve() == root.resolve():
        raise ConfigError(f"publish.targets {target} is the output folder itself: name another")
    todo, gone = list(_changed(kept, root, target, sent)), _gone(kept, root, sent)
    if not todo and not gone:
        return
    there = store(place, settings.publish.endpoint)
    for _, group in groupby(sorted(todo), key=lambda row: row[0]):
        _bring_all([(name, one) for _, name, one in group], there, target, kept, root)
    for name in gone:
        there.delete(name)
        kept.keep_sent(target, name, None)


def _gone(kept: Catalogue, root: Path, sent: dict[str, Sent]) -> list[str]:
    """What was delivered and is not to be there: not ours any more, or taken back. What only a disk has lost stays."""
    ours = {name for name, _ in kept.files()}
    return sorted(n for n in sent if n not in ours or ((root / HELD / n).is_file() and not (root / n).is_file()))


def _bring_all(rows: Sequence[tuple[str, Sent]], there: Store, target: str, kept: Catalogue, root: Path) -> None:
    """Files of one rank, side by side; what was brought before one failed is kept."""
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        for (name, one), done in [(row, pool.submit(_put, there, root, row[0])) for row in rows]:
            done.result()
            kept.keep_sent(target, name, one)
    finally:
        pool.shutdown(cancel_futures=True)


def place_of(target: str, settings: Settings) -> str:
    """A target as it is opened: a relative folder starts where narrate.toml lies."""
    return target if "://" in target else str(Path(settings.folder or ".") / target)


def _changed(kept: Catalogue, root: Path, target: str, sent: dict[str, Sent]) -> Iterator[tuple[int, str, Sent]]:
    """What differs from what was delivered, with the rank in which it goes."""
    for name, _ in kept.files():
        path = root / name
        try:
            looks = path.stat()
        except OSError:
            continue  # it waits for its hour
        known = sent.get(name)
        if known and (known.size, known.stamp) == (looks.st_size, looks.st_mtime_ns):
            continue
        with explained(path):
            now = Sent(looks.st_size, looks.st_mtime_ns, sha256_of(path))
        if known and known.digest == now.digest:
            kept.keep_sent(target, name, now, brought=False)
        else:
            yield publishing.rank(name), name, now


def _put(there: Store, root: Path, name: str) -> None:
    lasts = A_DAY if name.startswith("episodes/") and name.endswith(renewing.MADE) else ALWAYS_ASK
    there.put(name, root / name, type_of(name) or UNKNOWN, lasts)
