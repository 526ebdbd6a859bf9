"""What a night's run leaves for the morning: the report, the estimate before it, and bars that add up."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Literal

import msgspec
import pytest
from conftest import article, contents, narrate
from killing import Silent
from test_catalogue import QUIET

from narrate import config, pipeline, report
from narrate.building import estimate
from narrate.building.estimate import START, TRIED, Foreteller
from narrate.building.site import web_for
from narrate.config import Settings
from narrate.desk.job import Job
from narrate.sources import find

if TYPE_CHECKING:
    from pathlib import Path

TONE = ("--voice", "tone")


def folder(where: Path) -> None:
    (where / "in").mkdir()
    for number in (1, 2):
        (where / "in" / f"{number}.html").write_text(article(f"第{number}篇好文章的标题"), "utf-8")
    (where / "in" / "empty.html").write_text("", "utf-8")
    (where / "in" / "index.html").write_text("<nav><a href='/'>首页</a><a href='/n'>新闻</a></nav>", "utf-8")


def test_the_report_says_what_became_of_each_place(tmp_path: Path) -> None:
    folder(tmp_path)
    narrate("build", "in", *TONE, "--report", "r.json", cwd=tmp_path, status=4)
    told = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert told == json.loads((tmp_path / "dist" / ".narrate" / "report.json").read_text("utf-8"))
    assert {row["place"].split("/")[-1]: row["what"] for row in told["places"]} == {
        "1.html": "made", "2.html": "made", "empty.html": "failed", "index.html": "left out",
    }  # fmt: skip
    assert told["status"] == 4
    counts = told["counts"]
    assert (counts["made"], counts["failed"], counts["left_out"], counts["unchanged"]) == (2, 1, 1, 0)
    assert counts["sentences_said"] == sum(row.get("sentences_said", 0) for row in told["places"])
    assert not any("report" in name for name in contents(tmp_path / "dist")), "nothing of it is published"
    narrate("build", "in", *TONE, "--report", "r.json", cwd=tmp_path, status=4)
    counts = json.loads((tmp_path / "r.json").read_text("utf-8"))["counts"]
    assert (counts["made"], counts["unchanged"], counts["sentences_said"]) == (0, 2, 0)


def test_a_build_that_cannot_begin_is_reported(tmp_path: Path) -> None:
    narrate("build", "nothere.html", *TONE, "--report", "r.json", cwd=tmp_path, status=4)
    told = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert told["status"] == 4
    assert "no such file" in told["error"]


def test_a_dry_run_makes_nothing_and_says_what_would_be_made(tmp_path: Path) -> None:
    folder(tmp_path)
    line = narrate("build", "in", *TONE, "--dry-run", "--report", "plan.json", cwd=tmp_path).stdout
    assert not (tmp_path / "dist").exists()
    assert "Pages: 4 (2 new, 0 changed, 0 unchanged)" in line
    plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    narrate("build", "in", *TONE, "--report", "r.json", cwd=tmp_path, status=4)
    counts = json.loads((tmp_path / "r.json").read_text("utf-8"))["counts"]
    assert plan["characters"] == counts["characters_said"]
    (tmp_path / "in" / "1.html").write_text(article("第1篇好文章的标题").replace("11号", "楼上"), "utf-8")
    before = contents(tmp_path / "dist")
    assert "(0 new, 1 changed, 1 unchanged)" in narrate("build", "in", *TONE, "--dry-run", cwd=tmp_path).stdout
    assert contents(tmp_path / "dist") == before


def test_bars_end_at_a_hundred(page: Path, tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text("[delivery]\nfast = 1.5\n", "utf-8")
    shown = narrate("build", page, *TONE, cwd=tmp_path).stderr
    for stage in ("Saying", "Articles"):
        percents = [int(number) for number in re.findall(rf"{stage}: (\d+)%", shown)]
        assert percents == sorted(percents)
        assert percents[-1] == 100


def told_of(out: Path, second: int, seconds: float, *places: tuple[str, int, float], trial: float = 0.0) -> None:
    rows = [
        {"place": "p", "what": "made", "voice": voice, "syllables_said": said, "seconds": spent}
        for voice, said, spent in places
    ]
    began = f"2026-01-01T00:00:{second:02}+00:00"
    report.keep(out, {"began": began, "seconds": seconds, "status": 0, "trial": trial, "places": rows})


def test_the_pace_of_a_voice_is_that_of_the_last_builds(tmp_path: Path) -> None:
    (tmp_path / ".narrate").mkdir()
    assert report.paces(tmp_path) == {}
    told_of(tmp_path, 1, 2 * START + 30, ("a", 300, 15.0), ("b", 200, 20.0), ("a", 0, 9.0))
    assert report.paces(tmp_path) == {"a": pytest.approx((START + 30) * 15 / 35 / 300)}, "b has said too little"
    told_of(tmp_path, 2, START / 2, ("b", 200, 0.5))
    assert set(report.paces(tmp_path)) == {"a", "b"}
    told_of(tmp_path, 3, 50 + START, ("a", report.PLENTY, 60.0))
    assert report.paces(tmp_path)["a"] == pytest.approx(50 / report.PLENTY), "older ones are asked for no more"
    told_of(tmp_path, 4, 9.0)
    (tmp_path / ".narrate" / "reports" / "20990101000000.json").write_text("[]", "utf-8")
    assert report.paces(tmp_path)["a"] == pytest.approx(50 / report.PLENTY)


@pytest.mark.parametrize(
    ("lines", "paces", "tried"), [(TRIED + 1, {}, True), (TRIED - 1, {}, False), (TRIED + 1, {"tone": 0.01}, False)]
)
def test_a_first_build_learns_how_fast_its_machine_is(
    lines: int, paces: dict[str, float], tried: Literal[True, False], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said for it is said once. One sentence more, the headline, wakes the engine."""
    monkeypatch.setattr(estimate, "JUDGED", {"tone"})
    page = tmp_path / "in.html"
    body = "".join(f"<p>第{n}位老船工把木船漆成了蓝色，岸边的孩子们看了一下午。</p>" for n in range(1, lines + 1))
    page.write_text(f"<html lang='zh'><article><h1>渡口的木船</h1>{body}</article></html>", "utf-8")
    told: list[estimate.Estimate] = []
    made = pipeline.build(
        [str(page)], tmp_path / "dist", QUIET, "tone", Silent(), foreteller=Foreteller(paces, told.append)
    )
    assert (told[0].trial > 0, made.trial > 0) == (tried, tried)
    (one,) = made.outcomes
    assert (one.new, one.cached >= 1 + TRIED) == ((one.new, True) if tried else (lines + 2, False))
    assert report.rows(made, 0, "", 9.0)["trial"] == pytest.approx(made.trial, abs=0.1)


def test_this_machine_is_not_tried_where_others_speak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimate, "JUDGED", {"tone"})
    page, out = tmp_path / "in.html", tmp_path / "dist"
    page.write_text(article(), "utf-8")
    for workers, tried in (("", True), ("tcp://127.0.0.1:1", False)):
        settings = msgspec.structs.replace(QUIET, workers=workers)
        web, recipe = web_for([str(page)], None, settings), config.recipe(settings, "tone", "")
        rehearsal = estimate.Rehearsal(out, settings, recipe, None, web, {})
        found = [one for one in find([str(page)], web, config.wanted_pages(settings)) if not isinstance(one, tuple)]
        assert (estimate.foretold(found, 0, rehearsal).trial > 0) == tried, workers
        shutil.rmtree(out, ignore_errors=True)


def test_what_a_trial_took_slows_no_estimate(tmp_path: Path) -> None:
    (tmp_path / ".narrate").mkdir()
    told_of(tmp_path, 1, START + 10, ("a", 1000, 10.0))
    assert report.paces(tmp_path) == {"a": pytest.approx(0.01)}
    told_of(tmp_path, 2, START + 10 + 5, ("a", 1000, 10.0), trial=5.0)
    assert report.paces(tmp_path) == {"a": pytest.approx(0.01)}


@pytest.mark.parametrize("voice", ["tone", "espeak_cmn"])
def test_an_estimate_comes_near_what_is_made(voice: str, tmp_path: Path) -> None:
    """Chinese, figures, English: minutes by what is spoken, not by what is written. Loose: a voice's pace differs by the text."""
    pages = {
        "zh": article("第1篇好文章的标题"),
        "figures": "<article><h1>各地水位</h1>" + "".join(f"<p>第{n}号站水位{n}3.{n}7米，比2023年同期高{n}5.5%。</p>" for n in range(1, 9)) + "</article>",
        "en": "<html lang=en><article><h1>The ferry is blue again</h1>" + "".join(f"<p>The old boatman painted his wooden ferry for the {n}th time, and the children of the village watched him from the bank.</p>" for n in range(4, 9)) + "</article>",
    }  # fmt: skip
    (tmp_path / "in").mkdir()
    for name, page in pages.items():
        (tmp_path / "in" / f"{name}.html").write_text(page, "utf-8")
    told = ["--report", "r.json", "--voice", voice]
    narrate("build", "in", *told, "--dry-run", cwd=tmp_path)
    foreseen = json.loads((tmp_path / "r.json").read_text("utf-8"))
    narrate("build", "in", *told, cwd=tmp_path)
    made = json.loads((tmp_path / "r.json").read_text("utf-8"))
    for before, after in zip(foreseen["places"], made["places"], strict=True):
        assert before["milliseconds"] == pytest.approx(after["milliseconds"], rel=0.45), after["title"]


def test_the_last_nights_are_kept_and_told(tmp_path: Path) -> None:
    folder(tmp_path)
    narrate("build", "in", *TONE, cwd=tmp_path, status=4)
    (last_night,) = report.nights(tmp_path / "dist")
    assert (last_night.status, last_night.counts["made"], sorted(one.what for one in last_night.amiss)) == (
        4,
        2,
        ["failed", "left out"],
    )
    assert not (tmp_path / "other").exists()
    report.keep(tmp_path / "other", {"began": last_night.began})
    assert not (tmp_path / "other").exists(), "nothing is begun by a report"
    for second in range(report.MOST + 3):
        began = f"2026-01-01T00:00:{second:02}+00:00"
        report.keep(tmp_path / "dist", {"began": began, "seconds": 1.0, "status": 3, "error": "x"})
    kept = report.nights(tmp_path / "dist")
    assert (len(kept), kept[0], kept[-1].began) == (report.MOST, last_night, "2026-01-01T00:00:04+00:00")
    last = json.loads((tmp_path / "dist" / ".narrate" / "report.json").read_text("utf-8"))
    assert last["began"] == last_night.began, "what could not begin tells nothing of paces"
    for name, text in (
        ("20990101000000.json", "{"),
        ("20990101000001.json", '{"began": "x", "seconds": 1, "status": 0}'),
        ("x.json", ""),
    ):
        (tmp_path / "dist" / ".narrate" / "reports" / name).write_text(text, "utf-8")
    assert report.nights(tmp_path / "dist") == kept, "what can't be read is none"


def test_a_build_of_the_desk_that_could_not_be_is_told_too(tmp_path: Path) -> None:
    folder(tmp_path)
    dist, job = tmp_path / "dist", Job()
    narrate("build", "in", *TONE, cwd=tmp_path, status=4)
    job.start([str(tmp_path / "in")], dist, Settings(), "nobody")
    for _ in job.stream("en"):
        pass
    assert job.now.state == "failed"
    first, *_ = report.nights(dist)
    assert (first.status, "nobody" in first.error) == (6, True)
    job.start([str(tmp_path / "in")], dist, Settings(), "tone")
    for _ in job.stream("en"):
        pass
    assert report.nights(dist)[0].status == 4, "as the command says"
