"""Sentences said by Dask's workers: the same bytes as by threads here, whoever dies meanwhile; a service is asked from here."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest
from conftest import article, contents
from test_catalogue import QUIET, Silent, build

from narrate import config, engines, pipeline, synthesize, workers
from narrate.cache import Cache
from narrate.errors import ConfigError, SynthesisError, UnreachableError
from narrate.model import Pause, Utterance
from narrate.read import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

distributed = pytest.importorskip("distributed")
VOICE = config.voices(config.Settings())["espeak_cmn"]


@pytest.fixture(scope="module")
def pool() -> Iterator[workers.Cluster]:
    with workers.pool("dask", 2) as made:
        assert isinstance(made, workers.Cluster)
        yield made


def utterances(count: int, start: int = 0) -> list[Utterance]:
    texts = (f"第{number}位读者来到图书馆。" for number in range(start, start + count))
    return [Utterance(text, Pause.SENTENCE, reading=read_text(text)) for text in texts]


def test_a_site_has_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(5):
        (tmp_path / "in" / f"{number}.html").write_text(article(f"第{number}篇文章的标题", 1), "utf-8")
    settings = msgspec.structs.replace(
        QUIET, workers="dask", jobs=2, delivery=msgspec.structs.replace(QUIET.delivery, fast=1.5)
    )
    there = pipeline.build([str(tmp_path / "in")], tmp_path / "there", settings, "espeak_cmn", Silent())
    here = pipeline.build(
        [str(tmp_path / "in")], tmp_path / "here", msgspec.structs.replace(settings, workers=""), "espeak_cmn", Silent()
    )
    assert (there.errors, here.errors) == ((), ())
    assert [(one.new, one.cached) for one in there.outcomes] == [(one.new, one.cached) for one in here.outcomes]
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def test_what_is_begun_ahead_is_said_once(pool: workers.Cluster, tmp_path: Path) -> None:
    said, cache = utterances(6), Cache(tmp_path)
    synthesize.begin(said, VOICE, cache, pool)
    assert len(pool._begun) == 6  # noqa: SLF001
    clips, new = synthesize.synthesize(said, VOICE, cache, pool)
    assert (len(clips), new, pool._begun) == (6, 6, {})  # noqa: SLF001
    synthesize.begin(said, VOICE, cache, pool)
    assert pool._begun == {}, "what is here is not asked for"  # noqa: SLF001
    assert pool.ahead == 2 * workers.AHEAD


def test_a_worker_that_dies_loses_nothing(pool: workers.Cluster, tmp_path: Path) -> None:
    said, told = utterances(40, 100), list[str]()
    alive = list(pool._client.run(os.getpid).values())  # noqa: SLF001
    assert len(alive) == 2

    def kill(utterance: Utterance, _: bool) -> None:  # noqa: FBT001 - (utterance, new)
        told.append(utterance.text)
        if len(told) in (1, 12):
            os.kill(alive.pop(), signal.SIGKILL)

    clips, new = synthesize.synthesize(said, VOICE, Cache(tmp_path / "there"), pool, kill)
    here, _ = synthesize.synthesize(said, VOICE, Cache(tmp_path / "here"))
    assert (alive, new, sorted(told)) == ([], 40, sorted(u.text for u in said))
    assert [clip.key for clip in clips] == [clip.key for clip in here]
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def test_where_no_worker_is_left_the_build_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "BEAT", 0.2)
    monkeypatch.setattr(workers, "ALONE", 1.0)
    local = distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None)
    with local, workers.pool(local.scheduler_address, 1) as made:
        local.scale(0)
        for start in (300, 400):
            with pytest.raises(SynthesisError, match="nobody is there"):
                synthesize.synthesize(utterances(3, start), VOICE, Cache(tmp_path), made)


def test_a_nanny_that_gave_up_is_replaced(tmp_path: Path) -> None:
    with workers.of_this_machine(1) as local, workers.pool(local.scheduler_address, 1) as made:
        (nanny,) = local.workers.values()
        local.sync(nanny.close)
        assert len(synthesize.synthesize(utterances(2, 500), VOICE, Cache(tmp_path), made)[0]) == 2


def test_a_failure_is_told_as_it_is(pool: workers.Cluster, tmp_path: Path) -> None:
    nobody = replace(VOICE, options=(("voice", "nobody"),), lang="xx")
    with pytest.raises(Exception, match=r"\S") as here:
        synthesize.synthesize(utterances(2), nobody, Cache(tmp_path))
    with pytest.raises(type(here.value), match=r"\S") as there:
        synthesize.synthesize(utterances(2), nobody, Cache(tmp_path), pool)
    assert str(there.value) == str(here.value)


def test_a_worker_of_another_version_is_refused() -> None:
    with pytest.raises(SynthesisError, match="same version"):
        workers.at_a_worker("0" * 32, read_text("一句。"), VOICE)


def test_a_service_is_asked_from_here(pool: workers.Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines.engine("tone"), "parallel", 3, raising=False)
    tone = config.voices(config.Settings())["tone"]
    monkeypatch.setattr(pool, "_client", None)
    synthesize.begin(utterances(3), tone, Cache(tmp_path), pool)
    assert len(synthesize.synthesize(utterances(3), tone, Cache(tmp_path), pool)[0]) == 3


def test_without_a_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PATIENCE", "1s")
    with pytest.raises(UnreachableError, match="start one"), workers.pool("tcp://127.0.0.1:9", 1):
        pass


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(ConfigError, match="narrate-site"), workers.pool("dask", 1):
        pass


def test_an_article_that_can_not_be_understood_is_told_in_its_turn(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.html").write_text(article("一篇文章的标题", 1), "utf-8")
    (tmp_path / "in" / "2.html").write_bytes(b"")
    settings = msgspec.structs.replace(QUIET, workers="dask", jobs=1)
    report = build(tmp_path / "in", out=tmp_path / "dist", settings=settings)
    assert (len(report.errors), len(report.outcomes)) == (1, 2)
