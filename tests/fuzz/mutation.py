"""Bytes → bytes that a stranger might send: pieces cut, doubled, swapped and repeated, and what has hurt programs put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

MOST = 60_000  # bytes of an input: what is quadratic shows
# What parsers, patterns and file systems stumble over.
HURTING = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        *"<>&\"'`{}[]()=:;,./\\|#%-+*_~@!?$^ \t\n\r\v\f\0\x1b\x85\u2028\ufeff\u200b\u202e\ud800\uffff\U0001f600",
        *"一二三四五六七八九十百千万亿零两负点年月日时分秒元第号岁页℃％％０９ⅫⅣ½²③㊀",
        *("<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE x [<!ENTITY a 'aa'>]>", "&a;", "&#0;", "&#xD800;", "&#99999999;", "<?xml version='1.0' encoding='hex'?>"),
        *("<script>", "</script>", "<style>", "<template>", "<table>", "<td rowspan=99999999>", "<svg>", "<math>", "<br>", "<p>", "</p>", "<li>", "<h1>", "</h1>", "<pre>", "<base href='http://['>"),
        *("<meta charset=zip>", "<meta charset='idna'>", "<meta charset=utf-16>", "<link rel=canonical href='http://[::1'>", "<meta property='og:image' content='//['>"),
        *('<script type="application/ld+json">', '{"@type": {"a": []}}', '{"@type": ["Article", null, 1]}', '"datePublished": 1e400', '{"articleBody": [[]]}', "<p style='display:none'>"),
        *("---\n", "+++\n", "---\n? [a]\n: b\n", "a: &a [*a]\n", "!!python/object:os.system", "date: 0000-00-00\n", "date: 9999-99-99T99:99:99\n", "title: [1, {}]\n", "draft: [\n", "a: !!binary x\n", "1e999", "0x", "nan", "1_000", "2026-02-30"),
        *("[[", "]]", "```\n", "> ", "- ", "1. ", "| a | b |\n", "|---|\n", "[a](", "![", "$$", ":::", "[^1]: ", "\\(", "{{<", "{%", "***", "https://[", "http://a@b:c/", "javascript:"),
        *("null", "true", "-1", "1e309", "[]", "{}", '""', "\\ud800", "99999999999999999999", "0000000000", "3.14.15", "1,2,3", "12:60:99", "13/32", "4/0", "5-6-7", "8~9", "CO2", "5G", "No.1"),
        *("Thu, 32 Foo 2026 25:61:61 GMT", "2026-13-45", "责任编辑：", "来源：", "值班", "见习", "（记者", "）", "“", "”", "《", "》", "……", "——", "http://", "www."),
    )
)  # fmt: skip


def mutated(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the seeds after one to eight changes, at most MOST bytes."""
    data = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        data = chance.choice(CHANGES)(data, seeds, chance)[:MOST]
    return data


def _spot(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + int(chance.expovariate(1 / 30)))


def _cut(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _spot(data, chance)
    return data[:start] + data[end:]


def _ended(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _hurt(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _spot(data, chance)
    return data[:start] + chance.choice(HURTING) * chance.choice((1, 1, 1, 2, 40)) + data[chance.choice((start, end)) :]


def _repeated(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    """A piece over and over, up to MOST bytes."""
    start, end = _spot(data, chance)
    piece = data[start : max(end, start + 1)] or b"x"
    times = chance.choice((2, 3, 50, 1_000, MOST))
    return data[:start] + piece * min(times, MOST // len(piece)) + data[end:]


def _nested(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    before, after = chance.choice(
        ((b"<div>", b"</div>"), (b"[", b"]"), (b'{"a":', b"}"), (b"> ", b""), ("（".encode(), "）".encode()))
    )
    start, _end = _spot(data, chance)
    times = chance.choice((3, 100, 3_000))
    return data[:start] + before * times + data[start : start + 20] + after * times + data[start:]


def _other_bytes(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _time in range(min(len(changed), chance.choice((1, 3, 30)))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _spliced(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(seeds)
    at = chance.randrange(len(other) + 1)
    return data[: chance.randrange(len(data) + 1)] + other[at:]


def _recoded(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(
        chance.choice(("utf-16", "utf-16-be", "gb18030", "big5", "euc-kr", "utf-7", "latin-1")), "replace"
    )


CHANGES: tuple[Callable[[bytes, Sequence[bytes], random.Random], bytes], ...] = (
    _cut, _cut, _ended, _hurt, _hurt, _hurt, _hurt, _repeated, _repeated, _nested, _other_bytes, _spliced, _recoded,
)  # fmt: skip
