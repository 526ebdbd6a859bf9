"""What is in a page, how it will be said, and saying it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.common import Config, Json, Page, Pitch, Rate, VoiceId, Volume, app, print_json
from narrate.errors import NoArticleError

if TYPE_CHECKING:
    from narrate.model import Document, Reading


LONGEST_NAME = 250  # characters of what may be a file's name


@app.command()
def clean(
    file: Page,
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Every line of the page: spoken, or why not.  逐行说明：读，或为什么不读")
    ] = False,
    site: Annotated[
        Path | None,
        typer.Option(
            "--with",
            help="Other pages of the site: what stands on many of them is not spoken.  同站的其他网页：多页都有的行不读",
        ),
    ] = None,
    as_json: Json = False,
    config: Config = None,
) -> None:
    """Print the text to be spoken, a block a line, without the headline.  提取要朗读的正文，一段一行，不含标题"""
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
        print_json({"title": document.title, "lang": document.lang, "metadata": _evidence(document), "lines": shown,
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
    """Print the sections of an article, the lead with the title "".  列出文章的分节，开头部分的标题为空"""
    from narrate.segment import plain_text, segment

    parts = [{"title": s.title, "text": plain_text(s)} for s in segment(_document(file, config)).sections]
    if as_json:
        print_json(parts)
        return
    for part in parts:
        typer.echo(f"{'## ' + part['title'] if part['title'] else ''}\n{part['text']}\n".lstrip("\n"))


@app.command()
def read(
    text: Annotated[str, typer.Argument(help="A text, or - to read lines from stdin.  文字，或 - 逐行读入")] = "-",
    *,
    as_json: Json = False,
    rules: Annotated[
        bool, typer.Option("--rules", help="Print every rule with its examples.  列出全部读法规则和例子")
    ] = False,
    config: Config = None,
) -> None:
    """Print how a text will be said: numbers, signs and pinyin.  显示一段文字怎么读：数字、符号和拼音"""
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
            print_json(row | {"read": _changes(reading), "doubts": _doubts(reading)}, indent=None)
            continue
        typer.echo(reading.spoken)
        for change in _changes(reading):
            typer.echo(f"  {change['written']} → {change['spoken']}  ({change['rule']})")
        for doubt in _doubts(reading):
            typer.echo(f"  ? {doubt['word']} → {doubt['chosen']}  ({doubt['why']})")


ENGLISH_SMALL = re.compile(r"\b(?:the|of|and|in|to|is|for|on|with|was|by|at|from|that)\b")
ENGLISH_SMALLEST = 2  # small words without which a line that holds Chinese is no English sentence
SURE = 2  # small words that tell another language of Latin letters in a line


def _language_of_line(line: str) -> str:
    """A few letters beside figures are units and names in a Chinese line; a sentence is English."""
    from narrate.language import language_of, small_words
    from narrate.read import ENGLISH_SENTENCE

    latin = re.findall(r"[A-Za-z]{2,}", line)
    if len(latin) < ENGLISH_SENTENCE and not _is_prose(line):
        return "zh-CN"
    lang = language_of(line)
    if re.search("[\u4e00-\u9fff]", line):  # names in Latin letters, in Chinese, have few small words beside them
        named = len(latin) < ENGLISH_SENTENCE or (lang == "en" and len(ENGLISH_SMALL.findall(line)) < ENGLISH_SMALLEST)
        return "zh-CN" if named or not lang.startswith(("zh", "en")) else lang
    return lang if lang.startswith("zh") or small_words(line).get(lang, 0) >= SURE else "en"


def _is_prose(line: str) -> bool:
    """Whether a line has a word that is no unit, no name and no part of an address: `won 6-4`, not `5 km` nor `iPhone 16`."""
    from narrate.read.english_figures import UNITS

    begins = re.match(r"(?:The|A|It|He|She|His|Her|In|On|At)(?=\s|['’])", line)
    ends = re.search(r"^[^\u4e00-\u9fff]*[A-Z][a-z]{3,}[^\u4e00-\u9fff]*[A-Za-z0-9)][.?!]$", line)  # Room 2141.
    return bool(begins or ends) or any(
        word not in UNITS for word in re.findall(r"(?<![\w./@:+-])[a-z]{3,}(?![\w/@-]|\.\w)", line)
    )


def _print_rules(*, as_json: bool) -> None:
    from narrate.read.rulebook import markdown, rows

    if as_json:
        print_json(list(rows()))
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
    """Say a text or a page: into a file, or aloud.  朗读一段话或一篇文章：存成文件，或直接播放"""
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
    return _document(text, config) if is_web(text) or _is_name(text) else document_of(text)


def _is_name(text: str) -> bool:
    """Whether it is a file, or meant as one: a mistyped name is not said letter by letter."""
    from narrate.sources.contents import MEDIA_TYPES

    if len(text) >= LONGEST_NAME or "\n" in text or "\0" in text:
        return False
    return Path(text).is_file() or (not re.search(r"\s", text) and Path(text).suffix.lower() in MEDIA_TYPES)


@app.command()
def voices(
    config: Config = None,
    lang: Annotated[str, typer.Option("--lang", help="Only this language, as in zh or zh-HK.  只列这种语言的")] = "",
    gender: Annotated[str, typer.Option("--gender", help="Only female or male.  只列这种性别的")] = "",
    *,
    online: Annotated[bool, typer.Option("--online", help="Those of the online service.  也列出在线声音")] = False,
    as_json: Json = False,
) -> None:
    """List the voices, by engine, language and licence.  列出声音：引擎、语言、许可"""
    from narrate import progress
    from narrate.config import load_settings, online_profiles
    from narrate.config import voices as known

    settings = load_settings(config)
    every = online_profiles(settings) if online else list(known(settings).values())
    chosen = (v for v in every if v.lang.startswith(lang) and v.gender.lower().startswith(gender.lower()))
    found = sorted(chosen, key=lambda v: (v.engine, v.lang, v.id))
    if as_json:
        fields = ("id", "engine", "lang", "name", "gender", "style", "rate", "licence", "origin")
        print_json([{field: getattr(voice, field) for field in fields} for voice in found])
    else:
        progress.show_voices(found)
