"""`--help` in the language of the terminal. Each text is written `English.  中文`, and is told in one of them, or in both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BETWEEN = "  "  # two languages
HAN = re.compile(r"[\u3400-\u9fff]")
# What the library of the command line says by itself.
FIXED = {
    "Usage: ": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Arguments": "参数",
    "Show this message and exit.": "显示帮助。",
}
MARKS = (("[required]", "[必填]"), ("[default: ", "[默认："))


def parts(text: str) -> tuple[str, str]:
    """`Print JSON.  输出 JSON` → `("Print JSON.", "输出 JSON")`; where there is no Chinese, the English twice."""
    english, _, chinese = text.rpartition(BETWEEN)
    return (english.rstrip(), chinese) if HAN.search(chinese) and english else (text, text)


def said(text: str, lang: str) -> str:
    """A text in `zh` or `en`; as it is for ""."""
    english, chinese = parts(text)
    return {"en": english, "zh": chinese}.get(lang, text)


def speak(command: Any, lang: str) -> Any:  # noqa: ANN401 - of the library's own classes
    """The command, and all below it, with their texts in one language; lists of commands tell the whole of them."""
    for one in _every(command):
        one.help = said(one.help or "", lang)
        one.short_help = one.help.partition("\n\n")[0].replace("\n", " ")
        for option in one.params:
            if getattr(option, "help", None):
                option.help = said(option.help, lang)
    if lang == "zh":
        command.context_class.formatter_class = _chinese(command.context_class.formatter_class)
    return command


def _every(command: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    yield command
    for one in getattr(command, "commands", {}).values():
        yield from _every(one)


def _chinese(formatter: type[Any]) -> type[Any]:
    """A formatter of help whose own words are Chinese."""

    class Chinese(formatter):  # type: ignore[misc]
        """As its library's, in Chinese."""

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            """How it is called."""
            super().write_usage(prog, args, prefix or FIXED["Usage: "])

        def write_heading(self, heading: str) -> None:
            """What follows."""
            super().write_heading(FIXED.get(heading, heading))

        def write_dl(self, rows: Sequence[tuple[str, str]], *more: Any, **named: Any) -> None:  # noqa: ANN401 - its own
            """Names, and what they are."""
            super().write_dl([(name, _told(text)) for name, text in rows], *more, **named)

    return Chinese


def _told(text: str) -> str:
    text = FIXED.get(text, text)
    for english, chinese in MARKS:
        text = text.replace(english, chinese)
    return text
