"""The site of recordings: begun, served, looked at, brought to where it is served."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from narrate.cli.common import Config, Dist, app, exit_after, tell
from narrate.errors import CheckError, ConfigError


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="Where to write it.  写到哪里")] = Path("narrate.toml"),
) -> None:
    """Write a narrate.toml with every setting explained.  写一份 narrate.toml，每项设置都有说明"""
    from importlib.resources import files

    from narrate.files import write

    if path.exists():
        raise ConfigError(f"{path} is there already: move it away, or name another file")
    write(path, (files("narrate") / "narrate.default.toml").read_text("utf-8"))
    tell(f"{path}: edit it, then run `narrate build`")


@app.command()
def serve(
    dist: Dist = Path("dist"),
    host: Annotated[str, typer.Option(help="127.0.0.1 is this machine alone.  监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="0 takes a free one.  端口")] = 8000,
) -> None:
    """Serve the recordings on this machine, for every app to be tried.  在本机提供收听站点，供各种客户端试听"""
    from narrate import serve as server
    from narrate.release import keeper

    keeper.settle(dist)
    server.serve(dist, host, port, lambda address: tell(f"{address}  (Ctrl+C ends it)"))


@app.command()
def check(
    dist: Annotated[Path, typer.Argument(help="An output folder, or any MP3.  输出文件夹或 MP3")] = Path("dist"),
    config: Config = None,
) -> None:
    """Read everything back as a stranger would; fail on what would disappoint one.  像听众的客户端那样检查成品，有问题则报错"""
    from narrate.config import load_settings
    from narrate.release import tidying

    problems = list(tidying.examine(dist, load_settings(config)))
    for problem in problems:
        tell(f"{problem.where}: {problem.what}")
    if problems:
        raise CheckError(f"{len(problems)} problems in {dist}: build again, or see above what to mend")
    tell(f"{dist}: all is well")


@app.command()
def prune(
    dist: Dist = Path("dist"),
    clips: Annotated[
        float | None,
        typer.Option(
            "--clips",
            min=0,
            help="Also sentences that no episode uses, so many days old.  也删除多少天没有用到的句子缓存",
        ),
    ] = None,
) -> None:
    """Remove audio that no episode points to any more.  删除不再有节目使用的音频"""
    from narrate.release import tidying

    for name in tidying.prune(dist, clips):
        typer.echo(name)


@app.command("release")
def release_due(
    dist: Dist = Path("dist"),
    config: Config = None,
    *,
    due: Annotated[bool, typer.Option("--due", help="Only what is made and due; the default.  只发布到时间的")] = True,  # noqa: ARG001 - says what it does
) -> None:
    """Publish what is made and whose hour has come: no source, no speaking.  发布已到时间的文章，不需要原文，也不重新朗读"""
    from narrate import editorial
    from narrate.config import load_settings

    exit_after(editorial.release_due(dist, load_settings(config)))
    tell(f"{dist}: what is due is public")


@app.command()
def publish(
    dist: Dist = Path("dist"),
    config: Config = None,
    *,
    again: Annotated[
        bool,
        typer.Option(
            "--again", help="Also what was delivered before: the target was emptied.  全部重新上传，不管对方有什么"
        ),
    ] = False,
) -> None:
    """Bring what is public to the targets of [publish]: what is not there yet. Builds do it by themselves.  把要公开的内容送到 [publish] 的目标，只传还没有的"""
    from narrate import delivery
    from narrate.config import load_settings

    settings = load_settings(config)
    if not settings.publish.targets:
        raise ConfigError("publish.targets in narrate.toml names no place to publish to")
    brought, errors = delivery.publish(dist, settings, again=again)
    tell(f"{dist}: {brought} files brought to {', '.join(settings.publish.targets)}")
    exit_after(errors)


catalogue_app = typer.Typer(
    help="What narrate remembers of an output folder.  一个输出文件夹的记录：谁是谁，什么是公开的", no_args_is_help=True
)
app.add_typer(catalogue_app, name="catalogue")


@catalogue_app.command("rebuild")
def catalogue_rebuild(dist: Dist = Path("dist")) -> None:
    """Make a damaged or lost catalogue anew from what is published.  由已发布的文件重建目录"""
    from narrate.release import keeper

    count, lost = keeper.rebuild(dist)
    tell(f"{dist}: {count} episodes")
    for slug in lost:
        tell(f"episodes/{slug}: nothing of it can be read, and no feed lists it; build its page again")
