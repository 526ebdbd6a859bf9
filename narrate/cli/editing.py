"""What an editor does: the desk, and each of its deeds as a command."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from narrate.cli.common import Config, Out, VoiceId, What, app, at_hand, exit_after, finished, me, tell
from narrate.errors import ConfigError
from narrate.messages import here


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
    host: Annotated[
        str, typer.Option(help="Where to listen; for others than this machine, with --people.  监听地址")
    ] = "127.0.0.1",
    people: Annotated[
        Path | None,
        typer.Option("--people", metavar="FILE", help="Who may come in, as `narrate people` writes it.  可登录的人"),
    ] = None,
    address: Annotated[
        str, typer.Option(help="How browsers ask for the desk, where a proxy serves it.  浏览器所用的网址")
    ] = "",
) -> None:
    """The editor's desk, in a browser: hear, mend, build, withdraw. On this machine alone, but with --people.  编辑台：在浏览器里试听、改读音、生成、撤下；加 --people 可多人登录"""
    from narrate import desk as room
    from narrate.config import load_settings, places

    named = sources or places(load_settings(config)) or at_hand()
    asked = room.Desk(out, config, tuple(named), voice)
    if people and not address.startswith("https:") and host not in ("127.0.0.1", "localhost"):
        tell("passwords will travel unencrypted: let a proxy with TLS serve the desk, and give its --address https://…")
    room.serve(asked, (host, port), lambda told: tell(f"{told}  (Ctrl+C ends it)"), people, address)


people_app = typer.Typer(help="Who may come to `narrate desk --people`.  可登录编辑台的人", no_args_is_help=True)
app.add_typer(people_app, name="people")
Name = Annotated[str, typer.Argument(metavar="NAME", help="Their name.  名字")]
PeopleFile = Annotated[Path, typer.Option("--file", help="Where they are kept.  名单文件")]


@people_app.command("add")
def people_add(
    name: Name,
    role: Annotated[str, typer.Option(help="listen, edit or publish.  角色：只听、修改、发布")] = "edit",
    file: PeopleFile = Path("people.toml"),
) -> None:
    """Let somebody in, or change their role and password. Asks for it, or reads it from a pipe.  添加一个人，或改角色和密码；密码会询问，或从管道读入"""
    from getpass import getpass

    from narrate import people

    there = people.load(file) if file.exists() else people.People()
    secret = getpass("password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    people.keep(file, people.added(there, name, role, secret))
    tell(f"{file}: {name} may {role}")


@people_app.command("remove")
def people_remove(name: Name, file: PeopleFile = Path("people.toml")) -> None:
    """Let somebody in no more; who is in is out at once.  移除一个人，已登录的立即失效"""
    from narrate import people

    people.keep(file, people.removed(people.load(file), name))
    tell(f"{file}: {name} is removed")


@people_app.command("list")
def people_list(file: PeopleFile = Path("people.toml")) -> None:
    """Who may come in, and what they may do.  列出谁可以登录、能做什么"""
    from narrate import people

    for one in people.load(file).person:
        typer.echo(f"{one.role:8}{one.name}")


@app.command()
def withdraw(
    what: What,
    why: Annotated[str, typer.Option("--why", help="For the history; not published.  撤下的原因，只记录，不公开")] = "",
    out: Out = Path("dist"),
    config: Config = None,
) -> None:
    """Take an article back, lastingly: out of feeds, pages, sound and text.  撤下一篇文章：从订阅源、页面、音频和文字稿中永久移除"""
    from narrate import editorial
    from narrate.config import load_settings

    finished("withdrawn", *editorial.withdraw(out, what, why, load_settings(config), editorial.Editor(me())))


@app.command()
def restore(what: What, out: Out = Path("dist"), config: Config = None) -> None:
    """Undo a withdrawal: same guid, same address, same sound.  恢复已撤下的文章：guid、网址、音频都不变"""
    from narrate import editorial
    from narrate.config import load_settings

    finished("restored", *editorial.restore(out, what, load_settings(config), editorial.Editor(me())))


@app.command()
def approve(
    whats: Annotated[list[str], typer.Argument(metavar="WHAT...", help="Articles: addresses, guids or files.  文章")],
    out: Out = Path("dist"),
    config: Config = None,
) -> None:
    """Publish articles that wait for it (site.review): no source, no speaking.  批准等待审核的文章（site.review）"""
    from narrate import editorial
    from narrate.config import load_settings

    titles, errors = editorial.approve(out, whats, load_settings(config), editorial.Editor(me()))
    for title in titles:
        tell(f"approved: {title}")
    exit_after(errors)


@app.command()
def correct(
    what: What,
    why: Annotated[str, typer.Option("--why", help="What was wrong; it is published.  更正内容，会公开")] = "",
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last correction back.  撤回最近一条更正")] = False,
    out: Out = Path("dist"),
    config: Config = None,
) -> None:
    """Say that an article was corrected, and why, in notes and on its page.  发布更正说明，写在节目简介和页面上"""
    from narrate import editorial
    from narrate.config import load_settings

    if undo and why:
        raise typer.BadParameter("--undo takes the last correction back: it needs no --why")
    if undo:
        finished(
            "correction taken back", *editorial.uncorrect(out, what, load_settings(config), editorial.Editor(me()))
        )
        return
    finished("corrected", *editorial.correct(out, what, why, load_settings(config), editorial.Editor(me())))


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
def history(
    what: Annotated[
        str, typer.Argument(help="An article: its address, guid or file; without one, all.  文章，不写则列出全部")
    ] = "",
    out: Out = Path("dist"),
) -> None:
    """What was done to an article, or at all, and when.  一篇文章或全部的历史"""
    from narrate import editorial

    for row in editorial.history(out, what) if what else editorial.log(out):
        at, did, *rest = row
        typer.echo("  ".join(filter(None, (at, here(did, between=" "), *rest))))


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
    tell(f"{file}: {new} reports taken, {strange} of no article here")


lexicon_app = typer.Typer(
    help="How single words are said: test and exchange lexicons.  词语的读法：检查、导入、导出词典",
    no_args_is_help=True,
)
app.add_typer(lexicon_app, name="lexicon")


@lexicon_app.command("check")
def lexicon_check(
    say_to: Annotated[
        Path | None,
        typer.Option(
            "--say",
            help="Say every entry of the site in every voice, into this folder.  把每个词条读给你听，存到这个文件夹",
        ),
    ] = None,
    config: Config = None,
) -> None:
    """Report entries that collide, change nothing or are misspelt.  检查词典：哪些词条会误伤别的句子"""
    from narrate import lexicons
    from narrate.config import lexicon, load_settings
    from narrate.say import say_lexicon

    settings = load_settings(config)
    words = lexicon(settings)
    findings = list(lexicons.check(words))
    for finding in findings:
        tell(f"{finding.grapheme} ({finding.origin}): {finding.problem}")
    tell(f"{len(words.entries)} entries, {len(findings)} to look at")
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
    only: Annotated[
        str, typer.Option("--only", metavar="PLACE", help="For this article alone: its address or file.  只对这一篇")
    ] = "",
    since: Annotated[
        str,
        typer.Option(
            metavar="DAY", help="For articles published from this day on, as in 2026-11-30.  只对这天起发布的文章"
        ),
    ] = "",
    out: Out = Path("dist"),
    config: Config = None,
) -> None:
    """Take entries into the site's lexicon; a new entry replaces an old one for the same word.  把词条收入本站词典，同一个词以新的为准"""
    from narrate import deeds, lexicons
    from narrate.config import lexicon_file, load_settings, pattern_at, site_lexicon, voices_folder

    settings = load_settings(config)
    to = to or site_lexicon(settings)
    if voices_folder().resolve() in to.resolve().parents:
        raise ConfigError(f"{to} is narrate's own: give the site's lexicon with --to, or leave it out")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file} can't be read: {error.strerror}") from error
    pls = file.suffix.lower() in (".pls", ".xml")
    new = lexicons.from_pls(content, str(file)) if pls else lexicon_file(file)
    taken = [entry for entry in new if lexicons.is_news(entry)] if lexicons.is_queue(content) else new
    taken = [replace(entry, only=pattern_at(settings, only)) for entry in taken] if only else taken
    taken = [replace(entry, since=since) for entry in taken] if since else taken
    if mistake := next((entry.mistake for entry in taken if entry.mistake), ""):
        raise ConfigError(f"{file}: {mistake}")
    held = deeds.take(out, to, taken, me())
    tell(f"{to}: {len(taken)} taken, {held} in all")


Word = Annotated[str, typer.Argument(metavar="WORD", help="The word.  词语")]


@lexicon_app.command("dismiss")
def lexicon_dismiss(word: Word, out: Out = Path("dist")) -> None:
    """A word in doubt is read as it should be: it is not asked again.  读对了，不再询问"""
    from narrate import deeds

    deeds.dismiss(out, word, me())


@lexicon_app.command("undo")
def lexicon_undo(word: Word, out: Out = Path("dist"), config: Config = None) -> None:
    """Undo what was last done about a word: its reading goes out of the lexicon again, or it is asked again.  撤销"""
    from narrate import deeds
    from narrate.config import load_settings

    deeds.undo(out, load_settings(config), word, me())


@lexicon_app.command("history")
def lexicon_history(word: Word, out: Out = Path("dist")) -> None:
    """What was done about a word, when and by whom.  一个词被谁在什么时候改过"""
    from narrate import inbox

    for deed in inbox.word(out, word):
        at = datetime.fromtimestamp(deed.at / 1000, UTC).isoformat(timespec="seconds")
        typer.echo("  ".join(filter(None, (at, deed.what, deed.after, deed.who))))


@lexicon_app.command("export")
def lexicon_export(
    file: Annotated[Path, typer.Argument(help="FILE.pls or FILE.toml.  导出到")], config: Config = None
) -> None:
    """Write all entries as W3C PLS or TOML.  导出全部词条，W3C PLS 或 TOML"""
    from narrate import lexicons
    from narrate.config import lexicon, load_settings
    from narrate.files import write

    entries = lexicon(load_settings(config)).entries
    write(file, lexicons.to_toml(entries) if file.suffix == ".toml" else lexicons.to_pls(entries).decode("utf-8"))
    tell(f"{file}: {len(entries)} entries")


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
    deeds.switch(out, path, ruling, only, me())
    tell(
        f"{path}: {verdict} {text}; the next build reads that page again, and says only what changes"
        if only
        else f"{path}: {verdict} {text}; the next build reads all pages again, and says only what changes"
    )


@app.command()
def settle(
    what: What,
    about: Annotated[
        str, typer.Argument(metavar="TEXT", help="What is asked, as .narrate/pages.toml shows it.  所问的内容")
    ],
    *,
    again: Annotated[bool, typer.Option("--again", help="Ask it again.  再问一次")] = False,
    out: Out = Path("dist"),
) -> None:
    """A question about an article's page or sound is settled: it is not asked again.  网页或声音的疑问已经看过，不再询问"""
    from narrate import deeds, editorial

    deeds.settle(out, editorial.guid_of(out, what), about, me(), again=again)


@app.command()
def about(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="The article's address or file.  文章的网址或文件")],
    title: Annotated[str | None, typer.Option(help="Its headline.  标题")] = None,
    author: Annotated[str | None, typer.Option(help="Who wrote it.  作者")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.  来源")] = None,
    published: Annotated[str | None, typer.Option(help="When, as in 2025-01-31.  日期")] = None,
    voice: Annotated[str | None, typer.Option(help="Who reads it.  朗读的声音")] = None,
    rate: Annotated[str | None, typer.Option(help="How many times as fast, as in 0.9.  语速倍数")] = None,
    pauses: Annotated[str | None, typer.Option(help="Pauses how many times as long, as in 1.2.  停顿倍数")] = None,
    feeds: Annotated[
        str | None, typer.Option(help="In which of [[feeds]] it is, by name; - in none.  列入哪些栏目 feed")
    ] = None,
    out: Out = Path("dist"),
    config: Config = None,
) -> None:
    """Say of one article what its page says wrongly, and how it is read; "" takes it back. A rule of narrate.toml.  更正一篇文章的标题、作者、来源、日期，设定声音、语速、停顿、栏目"""
    from narrate import deeds
    from narrate.config import NAME

    given = {"title": title, "author": author, "publisher": publisher, "published": published, "voice": voice,
             "rate": rate, "pauses": pauses, "feeds": feeds}  # fmt: skip
    path, said = config or Path(NAME), {name: value for name, value in given.items() if value is not None}
    if not said:
        options = ", ".join(f"--{name}" for name in given)
        raise typer.BadParameter(f"say something of it: one of {options}")
    deeds.describe(out, path, place, said, me())
    told = ", ".join(f"{name} {value or '-'}" for name, value in said.items())
    tell(f"{path}: {place}: {told}; the next build makes it anew")


@app.command()
def section(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="The article's address or file.  文章的网址或文件")],
    line: Line,
    title: Annotated[str, typer.Option(help="A section begins there, so called.  从这一行起分节，节名")] = "",
    voice: Annotated[str | None, typer.Option(help="Who reads the section.  这一节的声音")] = None,
    rate: Annotated[str | None, typer.Option(help="How many times as fast, as in 0.9.  语速倍数")] = None,
    pauses: Annotated[str | None, typer.Option(help="Pauses how many times as long, as in 1.2.  停顿倍数")] = None,
    *,
    join: Annotated[
        bool, typer.Option("--join", help="No section begins there: it belongs to the one above.  并入上一节")
    ] = False,
    forget: Annotated[bool, typer.Option("--forget", help="As the page has it.  仍以网页为准")] = False,
    out: Out = Path("dist"),
    config: Config = None,
) -> None:
    """Say where a section of one article begins, what it is called, how it is read; "" takes that back. A rule of narrate.toml.  分节、合并、改节名，设定一节的声音、语速、停顿"""
    from narrate import deeds, rulings
    from narrate.config import NAME, Begun

    said = {"voice": voice, "rate": rate, "pauses": pauses}
    manner = {name: value for name, value in said.items() if value is not None}
    if [bool(title or manner), join, forget].count(True) != 1:
        raise typer.BadParameter(
            "say one thing of the line: --title, --voice, --rate, --pauses; or --join; or --forget"
        )
    path = config or Path(NAME)
    before = deeds.begun_at(out, path, place, line)
    named = title or (before.title if before else "") or line
    told = None if forget else Begun(line) if join else rulings.begun(line, named, manner, before)
    deeds.begin(out, path, place, line, told, me())
    tell(f"{path}: {place}: {line}: {deeds.told_of(told) or 'forget'}; the next build makes it anew")
