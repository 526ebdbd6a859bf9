"""The command line: parse, call, print; decides nothing. Errors become words here, and nowhere else."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.main import get_command

from narrate import __version__
from narrate.cli.common import DEBUG, app, complain, debugging
from narrate.errors import NarrateError
from narrate.helping import speak
from narrate.messages import language

for room in ("building", "pages", "site", "editing"):  # they add their commands, in the order in which help lists them
    import_module(f"narrate.cli.{room}")

INTERRUPTED = 130
UNFORESEEN = (
    "something that was not foreseen ({}: {}): leave the page out, or report it with what NARRATE_DEBUG=1 shows"
)
INTERRUPTION = "interrupted: what is finished is kept, and the next build goes on from there"


def main() -> NoReturn:
    """Run the program. Its exit statuses are those of narrate.errors."""
    _make_safe()
    if os.environ.get(DEBUG):
        debugging()
    try:
        status = speak(get_command(app), language())(standalone_mode=False)
    except NarrateError as error:
        complain(str(error))
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
            complain(UNFORESEEN.format(type(error).__name__, error))
            sys.exit(NarrateError.status)
        _explain(error)
        sys.exit(error.exit_code)
    if status == INTERRUPTED:
        complain(INTERRUPTION)
    sys.exit(status if isinstance(status, int) else 0)


def _make_safe() -> None:
    """A console that can't show a character shows `?`: cp936, cp1252 and ASCII end no command."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


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
    """Wrong usage: as click shows it, and in Chinese where that is the terminal's language. Nothing at all asks for help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.ctx.get_help())
    elif language() == "en":
        error.show()
    else:
        complain(error.format_message())
        if getattr(error, "ctx", None) is not None:
            complain(f"Try `{error.ctx.command_path} --help` for help.")


__all__ = ["app", "main"]
