"""What all commands share: the application, the kinds of their options, what is told and how."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.errors import ConfigError
from narrate.messages import complaint, here

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.errors import NarrateError


SEEDS = "seeds"
app = typer.Typer(
    name="narrate",
    help="Turns articles into listening: chaptered MP3, podcast feed and listening pages, offline.  把文章变成可以听的节目。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Config = Annotated[
    Path | None,
    typer.Option(
        "--config", help="Settings; ./narrate.toml when it is there.  配置文件，默认为当前文件夹的 narrate.toml"
    ),
]
Rate = Annotated[float | None, typer.Option("--rate", help="Speed: 1.0 is the voice's own.  语速，1.0 是声音原速")]
Pitch = Annotated[str | None, typer.Option("--pitch", help="Of online voices, as in +5Hz.  在线声音的音调，如 +5Hz")]
Volume = Annotated[str | None, typer.Option("--volume", help="Of online voices, as in -10%.  在线声音的音量，如 -10%")]
VoiceId = Annotated[
    str | None, typer.Option("--voice", help="A voice of `narrate voices`.  用哪个声音（见 narrate voices）")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.  输出 JSON")]
Page = Annotated[
    str, typer.Argument(metavar="FILE", help="A page: file, address or - for stdin.  网页：文件、网址，或 - 为标准输入")
]
DEBUG = "NARRATE_DEBUG"  # environment: what was not foreseen is shown with its trace


def debugging() -> None:
    """Log what engines do, and show what was not foreseen with its trace: `--debug`, and NARRATE_DEBUG for every command."""
    import logging

    os.environ[DEBUG] = "1"
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)


def complain(words: str) -> None:
    """What went wrong, to standard error, in the language of the terminal."""
    sys.stderr.write(complaint(words))


def tell(words: str) -> None:
    """What was done, in the language of the terminal."""
    typer.echo(here(words))


Dist = Annotated[Path, typer.Argument(help="The output folder of `narrate build`.  收听站点放在哪个文件夹")]
Out = Annotated[Path, typer.Option("--out", help="The output folder of `narrate build`.  收听站点放在哪个文件夹")]
What = Annotated[str, typer.Argument(help="An article: its address, guid or file.  文章的网址、guid 或文件")]


def finished(done: str, title: str, errors: Sequence[NarrateError]) -> None:
    """What was done to an article; ends with the status of what could not be."""
    tell(f"{done}: {title}")
    exit_after(errors)


def exit_after(errors: Sequence[NarrateError]) -> None:
    """Tell each, and end with the status of the first."""
    for error in errors:
        complain(str(error))
    if errors:
        raise typer.Exit(errors[0].status)


def me() -> str:
    """The user's name on this machine, for the history; "" where it has none."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def print_json(value: object, indent: int | None = 1) -> None:
    """As JSON, in UTF-8."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=indent))


def at_hand() -> list[str]:
    """What is built where nothing is named: the checkout's own example. Raises ConfigError where that isn't there either."""
    if not Path(SEEDS).is_dir():
        raise ConfigError(
            "nothing was named to build: name pages, folders, a feed or an address, or set places under [sources] in narrate.toml"
        )
    return [SEEDS]
