"""Sentences said by other processes and machines, by Dask (extra `narrate-site[dask]`): readings go out, clips come back.

A worker that dies costs the sentences it was saying: they are said elsewhere. Nothing of a build is kept there; the one who builds
writes each clip as it comes, so that what is finished outlasts the cluster, too.
https://distributed.dask.org/en/stable/resilience.html
"""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import closing, contextmanager
from itertools import chain
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from narrate import engines
from narrate.errors import ConfigError, NarrateError, SynthesisError, UnreachableError
from narrate.machine import callers
from narrate.synthesize import Pool, Threads, clip_key, finished, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from narrate.cache import Packed
    from narrate.model import Reading, Voice

HERE = "dask"  # a cluster of this machine's processors
AHEAD = 2  # articles a worker whose sentences are begun before their turn, so that none waits at the end of one
NOBODY = "nobody is there to say it"
PATIENCE = "30s"  # to find the scheduler
WORKER = 1024**3  # bytes of a worker with a model of its own
TRIES = 5  # workers that may die over one sentence
BEAT = 5.0  # seconds without a clip after which one looks whether anybody is there
ALONE = 90.0  # seconds without a worker, or without an answer of the scheduler, after which nobody is waited for


@contextmanager
def pool(workers: str, jobs: int) -> Iterator[Pool]:
    """Who says sentences, as the settings say. Raises ConfigError without Dask, UnreachableError without the scheduler."""
    if not workers:
        yield Threads(jobs)
        return
    try:
        import dask
        import distributed as untyped
    except ImportError as error:
        raise ConfigError('workers needs Dask: pip install "narrate-site[dask]"') from error
    distributed: Any = untyped
    dask.config.set({"distributed.scheduler.allowed-failures": TRIES})
    cluster: Any = of_this_machine(jobs or callers(WORKER)) if workers == HERE else None
    try:
        client = distributed.Client(cluster or workers, timeout=PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=PATIENCE)
    except OSError as error:  # also where nobody came in time
        raise UnreachableError(
            f"no scheduler with a worker answers at {workers} ({error}): start one, or set workers otherwise"
        ) from error
    try:
        with closing(client):
            yield Cluster(client, jobs)
    finally:
        if cluster is not None:
            cluster.close()


def of_this_machine(size: int) -> Any:  # noqa: ANN401 - it has no types
    """A cluster of worker processes. A nanny starts its worker again, but gives up where it dies while it starts
    (https://github.com/dask/distributed/issues/6426): then another takes its place."""
    import distributed as untyped

    distributed: Any = untyped
    cluster = distributed.LocalCluster(
        n_workers=size, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    )
    cluster.adapt(minimum=size, maximum=size)
    return cluster


class Cluster:
    """The workers of a Dask scheduler, whoever joins or leaves it meanwhile."""

    def __init__(self, client: Any, jobs: int) -> None:  # noqa: ANN401 - distributed.Client
        self._client = client
        self._here = Threads(jobs)
        self._begun: dict[str, Any] = {}  # key of a clip → its future
        self._is_lost = False

    @property
    def ahead(self) -> int:
        """Articles whose sentences it is given before their turn."""
        return AHEAD * max(1, len(self._client.scheduler_info().get("workers", ())))

    def begin(self, missing: Mapping[str, Reading], voice: Voice) -> None:
        """They are sent, if nobody has yet; sentences that come again are one."""
        if _is_a_service(voice):
            return
        for key, reading in missing.items():
            if key not in self._begun:
                self._begun[key] = self._client.submit(at_a_worker, key, reading, voice, key=f"narrate-{key}")

    def said(self, missing: Mapping[str, Reading], voice: Voice) -> Iterator[tuple[str, Packed]]:
        """As a Pool does. A service is asked from here: it counts its callers."""
        if _is_a_service(voice):
            yield from self._here.said(missing, voice)
            return
        if self._is_lost:
            raise _lost(TimeoutError(NOBODY))
        self.begin(missing, voice)
        futures = {self._begun.pop(key): key for key in missing}
        try:
            yield from finished(
                self._as_they_end(futures),
                futures,
                lambda: self._client.cancel([one for one in futures if not one.done()]),
            )
        except NarrateError:
            raise
        except Exception as error:  # of Dask: a worker too often lost, a scheduler that is gone
            raise _lost(error) from error

    def _as_they_end(self, futures: Iterable[Any]) -> Iterator[Any]:
        """Each future when it has ended. Raises TimeoutError where nobody is there to end them."""
        import distributed

        as_completed: Any = distributed.as_completed
        ended: SimpleQueue[Any] = SimpleQueue()
        every = as_completed(futures, loop=self._client.loop)
        threading.Thread(target=lambda: deque(map(ended.put, chain(every, (None,))), 0), daemon=True).start()
        last = time.monotonic()
        while True:
            try:
                one = ended.get(timeout=BEAT)
            except Empty:
                last = time.monotonic() if self._has_workers() else last
                if time.monotonic() - last > ALONE:
                    self._is_lost = True
                    raise TimeoutError(NOBODY) from None
                continue
            if one is None:
                return
            last = time.monotonic()
            yield one

    def _has_workers(self) -> bool:
        """Whether the scheduler answers, and has a worker."""
        try:
            told = self._client.sync(self._client.scheduler.identity, callback_timeout=BEAT)
        except (OSError, TimeoutError, RuntimeError):
            return False
        return bool(told.get("workers"))


def at_a_worker(key: str, reading: Reading, voice: Voice) -> Packed:
    """A clip, made where this runs. Raises SynthesisError where its narrate would make another sound under this name."""
    if clip_key(reading, voice) != key:
        raise SynthesisError("a worker has another narrate, or another engine: install the same version on all")
    return spoken(reading, voice)


def _is_a_service(voice: Voice) -> bool:
    return bool(getattr(engines.engine(voice.engine), "parallel", 0))


def _lost(error: BaseException) -> NarrateError:
    return SynthesisError(
        f"the workers could not say it ({type(error).__name__}: {error}): look at their logs, then build again"
    )
