"""The command line: parse, call, print; decides nothing. Errors become words here, and nowhere else."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from narrate import __version__
from narrate.errors import CheckError, ConfigError, NarrateError, NoArticleError
from narrate.messages import complaint, here, language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from narrate.building.outcome import Report
    from narrate.config import Settings
    from narrate.model import Document, Reading

app = typer.Typer(
    name="narrate",
    help="Turns articles into listening: chaptered MP3, podcast feed and listening pages, offline.  把文章变成可以听的节目。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Config = Annotated[Path | None, typer.Option("--config", help="Settings; ./narrate.toml when it is there.  配置文件")]
Rate = Annotated[float | None, typer.Option("--rate", help="Speed: 1.0 is the voice's own.  语速")]
Pitch = Annotated[str | None, typer.Option("--pitch", help="Of online voices, as in +5Hz.  音调")]
Volume = Annotated[str | None, typer.Option("--volume", help="Of online voices, as in -10%.  音量")]
VoiceId = Annotated[str | None, typer.Option("--voice", help="A voice of `narrate voices`.  声音")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.  输出 JSON")]
Page = Annotated[str, typer.Argument(metavar="FILE", help="A page: file, address or - for stdin.  网页、文本文件")]
INTERRUPTED = 130
DEBUG = "NARRATE_DEBUG"  # environment: what was not foreseen is shown with its trace
UNFORESEEN = (
    "something that was not foreseen ({}: {}): leave the page out, or report it with what NARRATE_DEBUG=1 shows"
)
LONGEST_NAME = 250  # characters of what may be a file's name
INTERRUPTION = "interrupted: what is finished is kept, and the next build goes on from there"


def main() -> NoReturn:
    """Run the program. Its exit statuses are those of narrate.errors."""
    _make_safe()
    if os.environ.get(DEBUG):
        _debug()
    try:
        status = app(standalone_mode=False)
    except NarrateError as error:
        _complain(str(error))
        sys.exit(error.status)
    except (KeyboardInterrupt, typer.Abort):
        status = INTERRUPTED
    except BrokenPipeError:  # `narrate clean … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if not hasattr(error, "exit_code") or not hasattr(error, "show"):
            if os.environ.get(DEBUG):
                raise
            _complain(UNFORESEEN.format(type(error).__name__, error))
            sys.exit(NarrateError.status)
        _explain(error)
        sys.exit(error.exit_code)
    if status == INTERRUPTED:
        _complain(INTERRUPTION)
    sys.exit(status if isinstance(status, int) else 0)


def _make_safe() -> None:
    """A console that can't show a character shows `?`: cp936, cp1252 and ASCII end no command."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _debug() -> None:
    """Log what engines do, and show what was not foreseen with its trace: `--debug`, and NARRATE_DEBUG for every command."""
    import logging

    os.environ[DEBUG] = "1"
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)


def _version(asked: bool) -> None:  # noqa: FBT001 - as typer calls it
    if asked:
        typer.echo(f"narrate {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[  # noqa: FBT002 - its callback answers
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.  版本")
    ] = False,
) -> None:
    """Turns articles into listening: chaptered MP3, podcast feed and listening pages, offline.  把文章变成可以听的节目。"""


def _explain(error: Any) -> None:  # noqa: ANN401 - click's own, of the version that typer brings
    """Wrong usage: as click shows it, and in Chinese where that is the terminal's language."""
    if language() == "en":
        error.show()
    else:
        _complain(error.format_message())
        if getattr(error, "ctx", None) is not None:
            _complain(f"Try `{error.ctx.command_path} --help` for help.")


def _complain(words: str) -> None:
    sys.stderr.write(complaint(words))


def _say(words: str) -> None:
    typer.echo(here(words))


@app.command()
def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Pages: files, folders, addresses, - for stdin. Default: seeds.  网页或文件夹"),
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="Where the site of recordings goes.  输出文件夹")] = Path("dist"),
    voice: VoiceId = None,
    config: Config = None,
    rate: Rate = None,
    pitch: Pitch = None,
    volume: Volume = None,
    since: Annotated[
        str | None,
        typer.Option("--since", help="Of feeds and sitemaps, what is not older than this date.  不早于此日期"),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="Of each feed or sitemap, the newest so many.  最多几篇")
    ] = None,
    *,
    retry_fallback: Annotated[
        bool,
        typer.Option("--retry-fallback", help="Say anew what a fallback voice said.  重新合成曾改用备用声音的节目"),
    ] = False,
    every: Annotated[
        str | None, typer.Option("--every", help="Build again and again, as in 15m or 2h; Ctrl+C ends it.  定时重复")
    ] = None,
    to_hook: Annotated[
        str | None,
        typer.Option(
            "--hook",
            help="With --every: also when POST HOST:PORT/hook comes with $NARRATE_HOOK_SECRET.  收到通知时立即生成",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be made, and how long it would take.  只估算，不生成")
    ] = False,
    to_report: Annotated[
        Path | None, typer.Option("--report", help="What became of each place, as JSON.  结果报告（JSON）")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 9 when there is something to look at.  有待确认之处时以 9 退出")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors.  只显示错误")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Log what engines do; show traces.  调试日志")] = False,
) -> None:
    """Turn pages into a podcast: MP3s with chapters, transcripts, pages and a feed.  生成播客"""
    from narrate import pipeline, progress, report
    from narrate.config import load_settings, narrowed, places, seconds_of, tuned
    from narrate.files import STATE, write

    if debug:
        _debug()
    settings = narrowed(tuned(load_settings(config), rate, pitch, volume), since, limit)
    named = sources or places(settings) or ["seeds"]
    if dry_run:
        _foretell(named, out, settings, voice, to_report)
        return

    def once() -> int:
        began, started = datetime.now(UTC).replace(microsecond=0).isoformat(), time.monotonic()
        try:
            with progress.watcher(quiet=quiet) as watch:
                told = pipeline.build(named, out, settings, voice, watch, retry_fallback=retry_fallback)
        except NarrateError as error:
            if to_report:
                write(to_report, report.dumps(report.failed(error, began, time.monotonic() - started)))
            raise
        progress.show(told, quiet=quiet)
        status = _status_of(told, strict=strict)
        text = report.dumps(report.rows(told, status, began, time.monotonic() - started))
        for path in filter(None, (out / STATE / report.NAME, to_report)):
            write(path, text)
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
            _complain(str(error))
        sys.stdout.flush()
        woken.wait(max(1.0, seconds - (time.monotonic() - started)))


def _foretell(named: list[str], out: Path, settings: Settings, voice: str | None, to_report: Path | None) -> None:
    from narrate import progress, report
    from narrate.building.estimate import estimate
    from narrate.files import STATE, write

    last = out / STATE / report.NAME
    paces = report.paces(last.read_text("utf-8", "replace")) if last.is_file() else {}
    told = estimate(named, out, settings, voice, paces)
    progress.show_estimate(told)
    if to_report:
        write(to_report, report.dumps(report.estimate_rows(told)))


def _status_of(report: Report, *, strict: bool) -> int:
    """0 when all went well; the error's own status when all failures are of one kind; else 1. What is no article in a
    folder or a feed is a failure only where the user is strict, or where there was nothing else."""
    kinds = {error.status for error in report.errors}
    if strict or len(report.left_out) == len(report.outcomes) + report.unchanged:
        kinds |= {one.error.status for one in report.left_out if one.error}
    if kinds:
        return kinds.pop() if len(kinds) == 1 else 1
    return CheckError.status if strict and (report.questions or report.unsure) else 0


@app.command()
def clean(
    file: Page,
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Every line of the page: spoken, or why not.  逐行说明")
    ] = False,
    site: Annotated[
        Path | None,
        typer.Option(
            "--with", help="Other pages of the site: what stands on many of them is not spoken.  同站其他网页"
        ),
    ] = None,
    as_json: Json = False,
    config: Config = None,
) -> None:
    """Print the text to be spoken, a block a line, without the headline.  提取要朗读的正文"""
    from narrate import progress
    from narrate.publish.records import account_row

    try:
        document = _document(file, config, site)
    except NoArticleError as refused:
        if explain and not as_json:
            progress.show_account(refused.account)
        raise
    rows = [account_row(entry) for entry in document.account]
    if as_json:
        shown = rows if explain else [row for row in rows if "spoken" in row]
        _print_json({"title": document.title, "lang": document.lang, "metadata": _evidence(document), "lines": shown,
                     "questions": [{"about": q.about, "why": q.why, "setting": q.setting} for q in document.questions]})  # fmt: skip
    elif explain:
        progress.show_account(document.account)
        progress.show_questions(document.questions)
    else:
        for block in document.blocks:
            typer.echo(block.text)


def _document(location: str, config: Path | None, site: Path | None = None) -> Document:
    from narrate.clean import clean as cleaned
    from narrate.clean import furniture, lines_of
    from narrate.config import load_settings, rules_of
    from narrate.model import Found
    from narrate.sources import fetch, find, load_one

    pages = (one for one in find([str(site)]) if isinstance(one, Found)) if site is not None else ()
    known = furniture.learned(lines_of(fetch(page)) for page in pages)
    return cleaned(load_one(location), rules_of(load_settings(config), location), known)


def _evidence(document: Document) -> dict[str, dict[str, str]]:
    return {name: {"value": found.value, "found": found.found} for name, found in document.evidence}


@app.command()
def sections(file: Page, config: Config = None, *, as_json: Json = False) -> None:
    """Print the sections of an article, the lead with the title "".  分段"""
    from narrate.segment import plain_text, segment

    parts = [{"title": s.title, "text": plain_text(s)} for s in segment(_document(file, config)).sections]
    if as_json:
        _print_json(parts)
        return
    for part in parts:
        typer.echo(f"{'## ' + part['title'] if part['title'] else ''}\n{part['text']}\n".lstrip("\n"))


@app.command()
def read(
    text: Annotated[str, typer.Argument(help="A text, or - to read lines from stdin.  文字，或 - 逐行读入")] = "-",
    *,
    as_json: Json = False,
    rules: Annotated[bool, typer.Option("--rules", help="Print every rule with its examples.  列出全部规则")] = False,
    config: Config = None,
) -> None:
    """Print how a text will be said: numbers, signs and pinyin.  读法"""
    if rules:
        _print_rules(as_json=as_json)
        return
    from narrate.config import lexicon, load_settings, policy
    from narrate.read import read_text, written_pinyin

    settings = load_settings(config)
    words, style = lexicon(settings), policy(settings)
    lines = (line.rstrip("\n") for line in sys.stdin) if text == "-" else text.splitlines() or [""]
    for line in lines:
        reading = read_text(line, _language_of_line(line), words, style)
        if as_json:
            row = {"text": line, "spoken": reading.spoken, "pinyin": written_pinyin(reading)}
            _print_json(row | {"read": _changes(reading), "doubts": _doubts(reading)}, indent=None)
            continue
        typer.echo(reading.spoken)
        for change in _changes(reading):
            typer.echo(f"  {change['written']} → {change['spoken']}  ({change['rule']})")
        for doubt in _doubts(reading):
            typer.echo(f"  ? {doubt['word']} → {doubt['chosen']}  ({doubt['why']})")


ENGLISH_SMALL = re.compile(r"\b(?:the|of|and|in|to|is|for|on|with|was|by|at|from|that)\b")
ENGLISH_SMALLEST = 2  # small words without which a line that holds Chinese is no English sentence


def _language_of_line(line: str) -> str:
    """A few letters beside figures are units and names in a Chinese line; a sentence is English."""
    from narrate.read import ENGLISH_SENTENCE

    if len(re.findall(r"[A-Za-z]{2,}", line)) < ENGLISH_SENTENCE:
        return "zh-CN"
    from narrate.clean.language import language_of

    lang = language_of(line)
    if lang == "en" and re.search("[\u4e00-\u9fff]", line) and len(ENGLISH_SMALL.findall(line)) < ENGLISH_SMALLEST:
        return "zh-CN"  # names in Latin letters, in Chinese
    return lang if lang.startswith(("zh", "en")) else "zh-CN"


def _print_rules(*, as_json: bool) -> None:
    from narrate.read.rulebook import markdown, rows

    if as_json:
        _print_json(list(rows()))
    else:
        typer.echo(markdown())


def _changes(reading: Reading) -> list[dict[str, str]]:
    """Which rule or lexicon entry read each part that is not read as it stands."""
    rows = []
    for span in (span for span in reading.spans if span.rule):
        spoken = reading.spoken[slice(*span.spoken)]
        pinyin = " ".join(filter(None, reading.pinyin[slice(*span.spoken)]))
        written = reading.text[slice(*span.written)]
        rows.append({"written": written, "spoken": spoken if spoken != written else pinyin, "rule": span.rule})
    return rows


def _doubts(reading: Reading) -> list[dict[str, str]]:
    return [{"word": d.word, "chosen": d.chosen, "why": d.why} for d in reading.doubts]


@app.command()
def say(
    text: Annotated[str, typer.Argument(help="A text, a file, an address, or - for stdin.  文字、文件、网址，或 -")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="FILE.wav or FILE.mp3; without it, it is played.  输出文件，省略则直接播放"),
    ] = None,
    voice: VoiceId = None,
    config: Config = None,
    rate: Rate = None,
    pitch: Pitch = None,
    volume: Volume = None,
) -> None:
    """Say a text or a page: into a file, or aloud.  朗读一段话或一篇文章"""
    from narrate import say as saying
    from narrate.config import load_settings, tuned

    settings = tuned(load_settings(config), rate, pitch, volume)
    document = _to_say(text, config)
    if out is None:
        saying.play(document, settings, voice)
        return
    duration = saying.say_document(document, out, settings, voice)
    typer.echo(f"{out}: {duration / 1000:.1f} s")


def _to_say(text: str, config: Path | None) -> Document:
    """The document of what was given: a page by its address or file, else the words themselves."""
    from narrate.identity import is_web
    from narrate.say import document_of

    if text == "-":
        return document_of(sys.stdin.read())
    is_file = len(text) < LONGEST_NAME and "\n" not in text and "\0" not in text and Path(text).is_file()
    return _document(text, config) if is_web(text) or is_file else document_of(text)


@app.command()
def voices(
    config: Config = None,
    lang: Annotated[str, typer.Option("--lang", help="Only this language, as in zh or zh-HK.  语言")] = "",
    gender: Annotated[str, typer.Option("--gender", help="Only female or male.  性别")] = "",
    *,
    online: Annotated[bool, typer.Option("--online", help="Those of the online service.  在线声音")] = False,
    as_json: Json = False,
) -> None:
    """List the voices, by engine, language and licence.  列出声音"""
    from narrate import progress
    from narrate.config import load_settings, online_profiles
    from narrate.config import voices as known

    settings = load_settings(config)
    every = online_profiles(settings) if online else list(known(settings).values())
    chosen = (v for v in every if v.lang.startswith(lang) and v.gender.lower().startswith(gender.lower()))
    found = sorted(chosen, key=lambda v: (v.engine, v.lang, v.id))
    if as_json:
        fields = ("id", "engine", "lang", "name", "gender", "style", "rate", "licence", "origin")
        _print_json([{field: getattr(voice, field) for field in fields} for voice in found])
    else:
        progress.show_voices(found)


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="Where to write it.  写到哪里")] = Path("narrate.toml"),
) -> None:
    """Write a narrate.toml with every setting explained.  生成配置文件"""
    from importlib.resources import files

    from narrate.files import write

    if path.exists():
        raise ConfigError(f"{path} is there already: move it away, or name another file")
    write(path, (files("narrate") / "narrate.default.toml").read_text("utf-8"))
    _say(f"{path}: edit it, then run `narrate build`")


Dist = Annotated[Path, typer.Argument(help="The output folder of `narrate build`.  输出文件夹")]
Out = Annotated[Path, typer.Option("--out", help="The output folder of `narrate build`.  输出文件夹")]


@app.command()
def serve(
    dist: Dist = Path("dist"),
    host: Annotated[str, typer.Option(help="127.0.0.1 is this machine alone.  监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="0 takes a free one.  端口")] = 8000,
) -> None:
    """Serve the recordings on this machine, for every app to be tried.  本机试听服务器"""
    from narrate import serve as server
    from narrate.release import keeper

    keeper.settle(dist)
    server.serve(dist, host, port, lambda address: _say(f"{address}  (Ctrl+C ends it)"))


@app.command()
def desk(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help='What "build" at the desk builds: as for `narrate build`.  网页或文件夹'),
    ] = None,
    out: Out = Path("dist"),
    voice: VoiceId = None,
    config: Config = None,
    port: Annotated[int, typer.Option(help="0 takes a free one.  端口")] = 0,
) -> None:
    """The editor's desk, in a browser of this machine: hear, mend, build, withdraw.  编辑台"""
    from narrate import desk as room
    from narrate.config import load_settings, places

    named = sources or places(load_settings(config)) or ["seeds"]
    asked = room.Desk(out, config, tuple(named), voice)
    room.serve(asked, port, lambda address: _say(f"{address}  (Ctrl+C ends it)"))


@app.command()
def check(
    dist: Annotated[Path, typer.Argument(help="An output folder, or any MP3.  输出文件夹或 MP3")] = Path("dist"),
    config: Config = None,
) -> None:
    """Read everything back as a stranger would; fail on what would disappoint one.  检查成品"""
    from narrate.config import load_settings
    from narrate.release import tidying

    problems = list(tidying.examine(dist, load_settings(config)))
    for problem in problems:
        _say(f"{problem.where}: {problem.what}")
    if problems:
        raise CheckError(f"{len(problems)} problems in {dist}: build again, or see above what to mend")
    _say(f"{dist}: all is well")


@app.command()
def prune(
    dist: Dist = Path("dist"),
    clips: Annotated[
        float | None,
        typer.Option(
            "--clips", min=0, help="Also sentences that no episode uses, so many days old.  清理缓存的句子（天）"
        ),
    ] = None,
) -> None:
    """Remove audio that no episode points to any more.  清理旧音频"""
    from narrate.release import tidying

    for name in tidying.prune(dist, clips):
        typer.echo(name)


What = Annotated[str, typer.Argument(help="An article: its address, guid or file.  文章的网址、guid 或文件")]


@app.command()
def withdraw(
    what: What,
    why: Annotated[str, typer.Option("--why", help="For the history; not published.  撤下的原因，只记录，不公开")] = "",
    out: Out = Path("dist"),
    config: Config = None,
) -> None:
    """Take an article back, lastingly: out of feeds, pages, sound and text.  撤下一篇文章"""
    from narrate import editorial
    from narrate.config import load_settings

    _told("withdrawn", *editorial.withdraw(out, what, why, load_settings(config), editorial.Editor(_me())))


@app.command()
def restore(what: What, out: Out = Path("dist"), config: Config = None) -> None:
    """Undo a withdrawal: same guid, same address, same sound.  恢复已撤下的文章"""
    from narrate import editorial
    from narrate.config import load_settings

    _told("restored", *editorial.restore(out, what, load_settings(config), editorial.Editor(_me())))


@app.command()
def approve(
    whats: Annotated[list[str], typer.Argument(metavar="WHAT...", help="Articles: addresses, guids or files.  文章")],
    out: Out = Path("dist"),
    config: Config = None,
) -> None:
    """Publish articles that wait for it (site.review): no source, no speaking.  批准发布"""
    from narrate import editorial
    from narrate.config import load_settings

    titles, errors = editorial.approve(out, whats, load_settings(config), editorial.Editor(_me()))
    for title in titles:
        _say(f"approved: {title}")
    _exit_after(errors)


@app.command()
def correct(
    what: What,
    why: Annotated[str, typer.Option("--why", help="What was wrong; it is published.  更正内容，会公开")],
    out: Out = Path("dist"),
    config: Config = None,
) -> None:
    """Say that an article was corrected, and why, in notes and on its page.  发布更正说明"""
    from narrate import editorial
    from narrate.config import load_settings

    _told("corrected", *editorial.correct(out, what, why, load_settings(config), editorial.Editor(_me())))


@app.command("release")
def release_due(
    dist: Dist = Path("dist"),
    config: Config = None,
    *,
    due: Annotated[bool, typer.Option("--due", help="Only what is made and due; the default.  只发布到时间的")] = True,  # noqa: ARG001 - says what it does
) -> None:
    """Publish what is made and whose hour has come: no source, no speaking.  发布到时间的文章"""
    from narrate import editorial
    from narrate.config import load_settings

    _exit_after(editorial.release_due(dist, load_settings(config)))
    _say(f"{dist}: what is due is public")


@app.command()
def publish(
    dist: Dist = Path("dist"),
    config: Config = None,
    *,
    again: Annotated[
        bool, typer.Option("--again", help="Also what was delivered before: the target was emptied.  全部重新上传")
    ] = False,
) -> None:
    """Bring what is public to the targets of [publish]: what is not there yet. Builds do it by themselves.  上传到发布目标"""
    from narrate import delivery
    from narrate.config import load_settings

    settings = load_settings(config)
    if not settings.publish.targets:
        raise ConfigError("publish.targets in narrate.toml names no place to publish to")
    brought, errors = delivery.publish(dist, settings, again=again)
    _say(f"{dist}: {brought} files brought to {', '.join(settings.publish.targets)}")
    _exit_after(errors)


@app.command()
def alias(
    old: What,
    new: Annotated[str, typer.Argument(help="Its address from now on.  新网址")],
    out: Out = Path("dist"),
) -> None:
    """Say that the address of an article has changed: it stays the same episode.  文章换了网址，仍是同一期节目"""
    from narrate import editorial

    typer.echo(f"{new} = {editorial.alias(out, old, new)}")


@app.command()
def history(what: What, out: Out = Path("dist")) -> None:
    """What was done to an article, and when.  一篇文章的历史"""
    from narrate import editorial

    for row in editorial.history(out, what):
        typer.echo("  ".join(filter(None, row)))


def _told(done: str, title: str, errors: Sequence[NarrateError]) -> None:
    _say(f"{done}: {title}")
    _exit_after(errors)


def _exit_after(errors: Sequence[NarrateError]) -> None:
    for error in errors:
        _complain(str(error))
    if errors:
        raise typer.Exit(errors[0].status)


@app.command()
def reports(
    file: Annotated[Path, typer.Argument(help="Mails as the player sends them, or a CSV.  听众来信或 CSV 表格")],
    out: Out = Path("dist"),
) -> None:
    """Take listeners' reports of misreadings into the desk's inbox.  导入听众的读音报告"""
    from narrate import deeds, misreadings
    from narrate.publish.words import words_for

    try:
        text = file.read_text("utf-8", "replace")
    except OSError as error:
        raise ConfigError(f"{file} can't be read: {error.strerror}") from error
    bodies = [words_for(lang)["report_body"] for lang in ("zh", "en")]
    new, strange = deeds.reported(out, misreadings.parsed(text, bodies))
    _say(f"{file}: {new} reports taken, {strange} of no article here")


catalogue_app = typer.Typer(help="What narrate remembers of an output folder.  目录数据库", no_args_is_help=True)
app.add_typer(catalogue_app, name="catalogue")


@catalogue_app.command("rebuild")
def catalogue_rebuild(dist: Dist = Path("dist")) -> None:
    """Make a damaged or lost catalogue anew from what is published.  由已发布的文件重建目录"""
    from narrate.release import keeper

    count, lost = keeper.rebuild(dist)
    _say(f"{dist}: {count} episodes")
    for slug in lost:
        _say(f"episodes/{slug}: nothing of it can be read, and no feed lists it; build its page again")


lexicon_app = typer.Typer(help="How single words are said: test and exchange lexicons.  词语读法", no_args_is_help=True)
app.add_typer(lexicon_app, name="lexicon")


@lexicon_app.command("check")
def lexicon_check(
    say_to: Annotated[
        Path | None, typer.Option("--say", help="Say every entry of the site in every voice, into this folder.  试听")
    ] = None,
    config: Config = None,
) -> None:
    """Report entries that collide, change nothing or are misspelt.  检查词典"""
    from narrate import lexicons
    from narrate.config import lexicon, load_settings
    from narrate.say import say_lexicon

    settings = load_settings(config)
    words = lexicon(settings)
    findings = list(lexicons.check(words))
    for finding in findings:
        _say(f"{finding.grapheme} ({finding.origin}): {finding.problem}")
    _say(f"{len(words.entries)} entries, {len(findings)} to look at")
    if say_to is not None:
        for path in say_lexicon(say_to, settings):
            typer.echo(path)
    if any("collides" in finding.problem for finding in findings):
        raise typer.Exit(ConfigError.status)


@lexicon_app.command("import")
def lexicon_import(
    file: Annotated[Path, typer.Argument(help="A PLS (.pls, .xml) or TOML lexicon, or a build's queue.  词典文件")],
    to: Annotated[
        Path | None,
        typer.Option("--to", help="The lexicon that takes them; lexicon.toml beside narrate.toml.  写入的词典"),
    ] = None,
    out: Out = Path("dist"),
    config: Config = None,
) -> None:
    """Take entries into the site's lexicon; a new entry replaces an old one for the same word.  导入词典"""
    from narrate import deeds, lexicons
    from narrate.config import lexicon_file, load_settings, site_lexicon, voices_folder

    to = to or site_lexicon(load_settings(config))
    if voices_folder().resolve() in to.resolve().parents:
        raise ConfigError(f"{to} is narrate's own: give the site's lexicon with --to, or leave it out")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file} can't be read: {error.strerror}") from error
    pls = file.suffix.lower() in (".pls", ".xml")
    new = lexicons.from_pls(content, str(file)) if pls else lexicon_file(file)
    taken = [entry for entry in new if lexicons.is_news(entry)] if lexicons.is_queue(content) else new
    held = deeds.take(out, to, taken, _me())
    _say(f"{to}: {len(taken)} taken, {held} in all")


Word = Annotated[str, typer.Argument(metavar="WORD", help="The word.  词语")]


@lexicon_app.command("dismiss")
def lexicon_dismiss(word: Word, out: Out = Path("dist")) -> None:
    """A word in doubt is read as it should be: it is not asked again.  读对了，不再询问"""
    from narrate import deeds

    deeds.dismiss(out, word, _me())


@lexicon_app.command("undo")
def lexicon_undo(word: Word, out: Out = Path("dist"), config: Config = None) -> None:
    """Undo what was last done about a word: its reading goes out of the lexicon again, or it is asked again.  撤销"""
    from narrate import deeds
    from narrate.config import load_settings

    deeds.undo(out, load_settings(config), word, _me())


@lexicon_app.command("history")
def lexicon_history(word: Word, out: Out = Path("dist")) -> None:
    """What was done about a word, when and by whom.  一个词的历史"""
    from narrate import inbox

    for deed in inbox.word(out, word):
        at = datetime.fromtimestamp(deed.at / 1000, UTC).isoformat(timespec="seconds")
        typer.echo("  ".join(filter(None, (at, deed.what, deed.after, deed.who))))


@lexicon_app.command("export")
def lexicon_export(
    file: Annotated[Path, typer.Argument(help="FILE.pls or FILE.toml.  导出到")], config: Config = None
) -> None:
    """Write all entries as W3C PLS or TOML.  导出词典"""
    from narrate import lexicons
    from narrate.config import lexicon, load_settings
    from narrate.files import write

    entries = lexicon(load_settings(config)).entries
    write(file, lexicons.to_toml(entries) if file.suffix == ".toml" else lexicons.to_pls(entries).decode("utf-8"))
    _say(f"{file}: {len(entries)} entries")


line_app = typer.Typer(
    help="Lines of pages: speak them, leave them out, let narrate decide again.  网页中要读与不读的行",
    no_args_is_help=True,
)
app.add_typer(line_app, name="line")
Line = Annotated[str, typer.Argument(metavar="TEXT", help="The whole line, as `clean --explain` shows it.  整行文字")]
Only = Annotated[
    str, typer.Option("--only", metavar="PLACE", help="For this article alone: its address or file.  只对这一篇")
]


@line_app.command("keep")
def line_keep(text: Line, only: Only = "", out: Out = Path("dist"), config: Config = None) -> None:
    """Speak it, from the next build on: a rule of narrate.toml.  这一行要读"""
    _ruled((text, "keep", only), out, config)


@line_app.command("drop")
def line_drop(text: Line, only: Only = "", out: Out = Path("dist"), config: Config = None) -> None:
    """Leave it out, from the next build on: a rule of narrate.toml.  这一行不读"""
    _ruled((text, "drop", only), out, config)


@line_app.command("forget")
def line_forget(text: Line, only: Only = "", out: Out = Path("dist"), config: Config = None) -> None:
    """Let narrate decide again: the rule for this line goes.  这一行仍由 narrate 决定"""
    _ruled((text, "forget", only), out, config)


def _ruled(ruling: tuple[str, str, str], out: Path, config: Path | None) -> None:
    from narrate import deeds
    from narrate.config import NAME

    path, (text, verdict, only) = config or Path(NAME), ruling
    deeds.switch(out, path, ruling, only, _me())
    _say(
        f"{path}: {verdict} {text}; the next build reads that page again, and says only what changes"
        if only
        else f"{path}: {verdict} {text}; the next build reads all pages again, and says only what changes"
    )


@app.command()
def about(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="The article's address or file.  文章的网址或文件")],
    title: Annotated[str | None, typer.Option(help="Its headline.  标题")] = None,
    author: Annotated[str | None, typer.Option(help="Who wrote it.  作者")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.  来源")] = None,
    published: Annotated[str | None, typer.Option(help="When, as in 2025-01-31.  日期")] = None,
    voice: Annotated[str | None, typer.Option(help="Who reads it.  朗读的声音")] = None,
    out: Out = Path("dist"),
    config: Config = None,
) -> None:
    """Say of one article what its page says wrongly; "" takes it back. A rule of narrate.toml.  更正一篇文章的标题、作者、来源、日期、声音"""
    from narrate import deeds
    from narrate.config import NAME

    given = {"title": title, "author": author, "publisher": publisher, "published": published, "voice": voice}
    path, said = config or Path(NAME), {name: value for name, value in given.items() if value is not None}
    if not said:
        raise typer.BadParameter("say something of it: --title, --author, --publisher, --published or --voice")
    deeds.describe(out, path, place, said, _me())
    told = ", ".join(f"{name} {value or '-'}" for name, value in said.items())
    _say(f"{path}: {place}: {told}; the next build makes it anew")


def _me() -> str:
    """The user's name on this machine, for the history; "" where it has none."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _print_json(value: object, indent: int | None = 1) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=indent))
