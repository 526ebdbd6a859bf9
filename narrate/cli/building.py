"""`narrate build`: once, again and again, when a CMS says so, or only foretold."""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.common import Config, Pitch, Rate, VoiceId, Volume, app, at_hand, complain, debugging
from narrate.errors import BusyError, ConfigError, NarrateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from narrate.config import Settings


@app.command()
def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            help="Pages: files, folders, addresses, - for stdin. Default: seeds.  网页、文件夹、订阅源或网址，- 为标准输入；不写则为配置里的来源"
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", help="Where the site of recordings goes.  收听站点放在哪个文件夹")
    ] = Path("dist"),
    voice: VoiceId = None,
    config: Config = None,
    rate: Rate = None,
    pitch: Pitch = None,
    volume: Volume = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            help="Of feeds and sitemaps, what is not older than this date.  订阅源和站点地图中不早于此日期的，如 2025-01-31",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", min=0, help="Of each feed or sitemap, the newest so many.  订阅源和站点地图中最新的几篇"
        ),
    ] = None,
    *,
    retry_fallback: Annotated[
        bool,
        typer.Option("--retry-fallback", help="Say anew what a fallback voice said.  重新合成曾改用备用声音的节目"),
    ] = False,
    every: Annotated[
        str | None,
        typer.Option(
            "--every", help="Build again and again, as in 15m or 2h; Ctrl+C ends it.  每隔多久重复一次，如 15m"
        ),
    ] = None,
    to_hook: Annotated[
        str | None,
        typer.Option(
            "--hook",
            help="With --every: also when POST HOST:PORT/hook comes with $NARRATE_HOOK_SECRET.  在此地址等待内容系统的通知，收到就生成",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be made, and how long it would take.  只估算，不生成")
    ] = False,
    to_report: Annotated[
        Path | None,
        typer.Option("--report", help="What became of each place, as JSON.  把每个来源的结果写成 JSON 文件"),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 9 when there is something to look at.  有待确认之处时以 9 退出")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors.  只显示错误，不显示进度")] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Log what engines do; show traces.  显示调试日志和出错位置")
    ] = False,
) -> None:
    """Turn pages into a podcast: MP3s with chapters, transcripts, pages and a feed.  把网页做成播客：分章 MP3、文字稿、收听页面和订阅源"""
    from narrate import pipeline, progress, report
    from narrate.building.estimate import Foreteller
    from narrate.config import load_settings, narrowed, places, seconds_of, tuned
    from narrate.files import write

    if debug:
        debugging()
    settings = narrowed(tuned(load_settings(config), rate, pitch, volume), since, limit)
    named = sources or places(settings) or at_hand()
    if dry_run:
        _foretell(named, out, settings, voice, to_report)
        return

    def once() -> int:
        began, started = datetime.now(UTC).replace(microsecond=0).isoformat(), time.monotonic()
        try:
            foreteller = None if quiet else Foreteller(report.paces(out), progress.foretell)
            with progress.watcher(quiet=quiet) as watch:
                told = pipeline.build(
                    named, out, settings, voice, watch, retry_fallback=retry_fallback, foreteller=foreteller
                )
        except NarrateError as error:
            failed = report.failed(error, began, time.monotonic() - started)
            if to_report:
                write(to_report, report.dumps(failed))
            if not isinstance(error, BusyError):  # the other one tells
                report.keep(out, failed)
            raise
        progress.show(told, quiet=quiet)
        status = report.status_of(told, strict=strict)
        table = report.rows(told, status, began, time.monotonic() - started)
        report.keep(out, table)
        if to_report:
            write(to_report, report.dumps(table))
        return status

    if every is None and to_hook is None:
        raise typer.Exit(once())
    seconds = seconds_of(every or NIGHTLY)
    with _door(to_hook) as woken:
        _again_and_again(once, seconds, woken)


NIGHTLY = "24h"  # where only a hook wakes it


@contextmanager
def _door(address: str | None) -> Iterator[threading.Event]:
    """What a hook sets. Raises ConfigError for an address or a secret that is none, OutputError."""
    woken = threading.Event()
    if address is None:
        yield woken
        return
    from narrate import hook

    host, _, port = address.rpartition(":")
    secret = os.environ.get(hook.SECRET, "")
    if not host or not port.isdecimal():
        raise ConfigError(f"--hook is {address!r}, and has to be a host and a port, as in 127.0.0.1:8765")
    if len(secret) < hook.SHORTEST:
        raise ConfigError(
            f"--hook needs a secret of {hook.SHORTEST} characters or more in the environment's {hook.SECRET}"
        )
    with hook.listening(host.strip("[]"), int(port), secret, woken) as at:
        typer.echo(f"{at}  (POST)")
        sys.stdout.flush()
        yield woken


def _again_and_again(once: Callable[[], int], seconds: float, woken: threading.Event) -> None:
    """Build, wait, build; what fails is said, and tried again. What can't be mended by waiting (settings) ends it."""
    while True:
        woken.clear()
        started = time.monotonic()
        try:
            once()
        except ConfigError:
            raise
        except NarrateError as error:
            complain(str(error))
        sys.stdout.flush()
        woken.wait(max(1.0, seconds - (time.monotonic() - started)))


def _foretell(named: list[str], out: Path, settings: Settings, voice: str | None, to_report: Path | None) -> None:
    from narrate import progress, report
    from narrate.building.estimate import estimate
    from narrate.files import write

    told = estimate(named, out, settings, voice, report.paces(out))
    progress.show_estimate(told)
    if to_report:
        write(to_report, report.dumps(report.estimate_rows(told)))
