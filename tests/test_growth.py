"""What a page costs grows with it, not with its square: calls are counted, no clock is asked."""

from __future__ import annotations

import sys
from itertools import cycle, islice
from typing import TYPE_CHECKING

import pytest

from narrate.clean import clean
from narrate.errors import NarrateError
from narrate.model import Source

if TYPE_CHECKING:
    from types import CodeType, FrameType

LINES = 250
TOLD = "补网铺只有半间屋，梁上挂满旧网，风一吹，满屋都是去年的海腥味，久久不散。"
KINDS = {
    "sentences": (TOLD,),
    "labels": ("半间屋里的补网铺",),
    "labels and sentences": ("半间屋里的补网铺", TOLD),
    "days": ("2024-05-20 06:30 来源：河畔日报",),
    "days and sentences": ("2024-05-20 06:30", TOLD),
    "hours and sentences": ("06:30", TOLD),
    "questions": ("一张网要补多久？", TOLD),
    "answers": ("31 人赞同了该回答", TOLD),
    "posts": ("1楼 何青 2024-05-20 06:30", TOLD, "赞 回复"),
    "credits": ("编辑：林小禾", TOLD),
    "captions": ("▲ 梁上的旧网", TOLD),
    "addresses": ("https://quay.example/1", TOLD),
    "items": ("* 旧网", TOLD),
    "parts": ("一、旧网", TOLD),
    "numbers": ("1", TOLD),
    "pieces": ("渡口归镇里管。据", "《县志》", "记载，这里曾有船，"),
    "code": ("for net in nets:", "    print(net)", TOLD),
    "related": ("相关阅读：", "半间屋里的补网铺", TOLD),
    "fields": ("电话：12345678", "地址：河畔路1号"),
    "figures": ("旧网 3 4 5", "新网 4 5 6", TOLD),
    "buttons": ("分享", "收藏", TOLD),
    "rights": ("版权所有 河畔日报社", TOLD),
    "signatures": ("河畔区教育局", "2024年5月20日", TOLD),
}


def page(kind: str, count: int, *, markup: bool) -> bytes:
    rows = [
        f"{row}{n}" if n % 3 == 0 and row == TOLD else row for n, row in enumerate(islice(cycle(KINDS[kind]), count))
    ]
    text = "".join(f"<p>{row}</p>\n" for row in rows) if markup else "\n".join(rows)
    head = "<html><body><h1>半间屋里的补网铺</h1>" if markup else "半间屋里的补网铺\n2024-05-20 06:30\n"
    return (head + text).encode()


def calls(content: bytes, media_type: str) -> int:
    """How many functions cleaning a page calls, those of C among them."""
    count = 0

    def counted(_: FrameType, event: str, __: CodeType | None) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        clean(Source("case", "case", media_type, content))
    except NarrateError:
        pass  # it was judged all the same
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("markup", [False, True])
def test_twice_the_page_is_about_twice_the_work(kind: str, *, markup: bool) -> None:
    media_type = "text/html" if markup else "text/plain"
    calls(page(kind, LINES, markup=markup), media_type)  # what is kept of earlier pages is filled
    small, large = (calls(page(kind, many, markup=markup), media_type) for many in (LINES, 2 * LINES))
    assert large < 2.3 * small + 5_000, f"{small:,} calls, then {large:,}"
