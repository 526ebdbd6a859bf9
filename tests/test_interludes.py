"""What interrupts an article in a dump costs it no paragraph: every insert at every place, in three ways to part lines."""

from __future__ import annotations

import itertools

import pytest

from narrate.clean import clean
from narrate.clean.interludes import interludes
from narrate.clean.lines import text_lines
from narrate.model import Source

HEAD = ("河畔新闻网", "首页 新闻 文化", "首页 > 文化 > 正文", "老桥边来了补伞的人", "2023-04-05 09:30 来源：河畔新闻网")
PARAGRAPHS = (
    "三月里，老桥边多了一辆补伞的三轮车，车主叫何青，他说自己补了三十年伞。",
    "快的十分钟，慢的半天。遇上老油纸伞，他要先用温水把纸面润开，再换竹骨。",
    "补好的伞他会撑开，对着太阳看一遍，有没有漏光的针眼，漏一个就重补一次。",
    "来的多是老人，有人补好了也不打，就挂在堂屋里，说那是结婚时的伞。",
    "也有年轻人来，把伞骨掰断了三根，问能不能补成原来的样子。",
    "何青说能，就是要等天晴，伞面干透了，糨糊才吃得住劲。",
    "傍晚收摊，他把工具一件一件擦干净，放回一只旧饼干盒里。",
)
TAIL = (
    "（责任编辑：白露）",
    "分享到：微信 微博",
    "相关阅读",
    "河上的三座桥",
    "关于我们 | 联系我们",
    "版权所有 河畔新闻网",
)
INSERTS = {
    "advertisement": ("广告",),
    "offer": ("关注河畔公众号", "长按识别二维码"),
    "one article": ("延伸阅读：河上的三座桥",),
    "three articles": ("相关阅读", "河上的三座桥一百年没有修过", "渡口的一天从四点开始", "补伞的人都去了哪里"),
    "caption": ("▲何青在补伞。 吴越 摄",),
    "large picture": ("点击查看大图",),
    "code": ("扫码关注河畔新闻网",),
    "share": ("分享到：微信 微博 QQ空间",),
    "player": ("听全文 03:20",),
    "application": ("打开河畔新闻APP，阅读体验更佳",),
    "client": ("下载客户端，看更多精彩内容",),
    "pages": ("上一页 1 2 下一页",),
    "price": ("铸铁锅 到手价 199 元 去看看",),
    "weather": ("河畔 多云 18℃ 空气质量：良",),
    "follow": ("+关注",),
}
LAYOUTS = {"blocks": "\n\n", "blank lines": "\n\n", "no blank lines": "\n"}


def page(insert: tuple[str, ...], place: int, layout: str) -> str:
    parts = [*((text,) for text in PARAGRAPHS[:place]), insert, *((text,) for text in PARAGRAPHS[place:])]
    inner = "\n" if layout == "blocks" else LAYOUTS[layout]
    return LAYOUTS[layout].join([inner.join(HEAD), *map(inner.join, parts), inner.join(TAIL)])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", INSERTS)
def test_an_insert_costs_no_paragraph(name: str, layout: str) -> None:
    for place in range(1, len(PARAGRAPHS)):
        document = clean(Source("case", "case", "text/plain", page(INSERTS[name], place, layout).encode()))
        assert tuple(block.text for block in document.blocks) == PARAGRAPHS, place


def aside(*texts: str) -> list[str]:
    lines = text_lines("\n".join(texts))
    return [lines[i].text for i in sorted(interludes(lines))]


ABOVE, BELOW = PARAGRAPHS[0], PARAGRAPHS[1]


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (("", "广告", "河畔农商行 伴您每一天", ""), ["广告", "河畔农商行 伴您每一天"]),  # the rest of its block
        (("", "广告", "遇上老油纸伞", ""), ["广告"]),  # a heading, which has words of the paragraph
        (("", "广告", "“慢的半天”", ""), ["广告"]),  # or is quoted
        (("", "广告", "", "补一把伞要多久", ""), ["广告"]),  # or in a block of its own
        (("延伸阅读", "河上的三座桥"), ["延伸阅读", "河上的三座桥"]),
        (("延伸阅读：河上的三座桥", "多久"), ["延伸阅读：河上的三座桥"]),  # what names itself leads no list
        (("延伸阅读", "河上的三座桥一百年没有修过", "渡口的一天从四点开始", "多久"), ["延伸阅读", "河上的三座桥一百年没有修过", "渡口的一天从四点开始"]),
        (("▲ 先理网", "▲ 再补洞"), []),  # a list
        (("立即预约", "师傅团队", "码头地图"), []),  # two that nothing explains
        (("网友评论",), []),  # below which others speak
        (("（责任编辑：白露）",), []),
        (("补一把伞要多久",), []),
    ],
)  # fmt: skip
def test_what_is_put_aside(between: tuple[str, ...], expected: list[str]) -> None:
    assert aside(ABOVE, *between, BELOW, *PARAGRAPHS[2:4]) == expected


@pytest.mark.parametrize(
    "below",
    [
        (BELOW, "3小时前 回复"),  # what a reader wrote
        (BELOW,),  # nothing below it, and a single sentence of a list
        ("他收了摊，慢慢地走回家。", *PARAGRAPHS[2:4]),  # shorter than a paragraph
    ],
)
def test_what_goes_on_is_the_article(below: tuple[str, ...]) -> None:
    assert aside(ABOVE, "延伸阅读", "河上的三座桥", *below) == []


def test_teasers_are_no_article() -> None:
    rows = ("推荐阅读", "河上的三座桥", BELOW, "渡口的一天", PARAGRAPHS[2], "补伞的人", PARAGRAPHS[3])
    assert aside(ABOVE, *rows) == []


def test_at_most_nine_lines() -> None:
    titles = [f"河上的三座桥之{n}" for n in "一二三四五六七八"]
    long = list(itertools.chain(("延伸阅读",), titles, BELOW.split("\n"), PARAGRAPHS[2:4]))
    assert len(aside(ABOVE, *long)) == 9
    assert aside(ABOVE, "延伸阅读", "河上的三座桥之零", *long[1:]) == []
