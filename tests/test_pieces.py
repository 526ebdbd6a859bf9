"""Dumps that broke a paragraph at the links, bold words and notes inside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.clean import clean
from narrate.clean.lines import text_lines
from narrate.clean.pieces import whole
from narrate.model import Heading, Source

BODY = "补网铺只有半间屋，梁上挂满旧网，风一吹，满屋都是去年的海腥味，久久不散。"


def lines(*rows: str) -> list[str]:
    return [line.text for line in whole(text_lines("\n".join(rows)))]


@pytest.mark.parametrize(
    ("rows", "one"),
    [
        (("早上九点，记者来到", "河畔小学", "，操场上已经站满了人。"), "早上九点，记者来到河畔小学，操场上已经站满了人。"),
        (("渡口归镇里管。据", "《河畔县志》", "记载，这里曾有三条船。"), "渡口归镇里管。据《河畔县志》记载，这里曾有三条船。"),
        (("他常念叨一个叫“", "渔火", "”的码头，那里夜里也卖鱼。"), "他常念叨一个叫“渔火”的码头，那里夜里也卖鱼。"),
        (("鱼价又变了，有人说涨了", "三成", "，也有人说涨了", "四成", "，说法不一。"), "鱼价又变了，有人说涨了三成，也有人说涨了四成，说法不一。"),
        (("这座桥建于", "1987", "年，去年刚刚修过一次。"), "这座桥建于1987年，去年刚刚修过一次。"),
        (("船队去年增加到", "三十条船，其中十条是新造的，还有两条从邻县买来，都停在东岸的", "老码头", "。"),
         "船队去年增加到三十条船，其中十条是新造的，还有两条从邻县买来，都停在东岸的老码头。"),
        (("渔村在河口设立省级渔业开发区", "[3]", "。总面积三十亩。"), "渔村在河口设立省级渔业开发区。总面积三十亩。"),
        (("She walked to the", "old ferry", ", which had not moved for years."),
         "She walked to the old ferry, which had not moved for years."),
    ],
)  # fmt: skip
def test_a_paragraph_is_one_again(rows: tuple[str, ...], one: str) -> None:
    assert lines(BODY, *rows) == [BODY, one]


@pytest.mark.parametrize(
    "rows",
    [
        ("渔获的数据", "何青", "今年鱼少了，船也少了，码头安静了许多。"),
        ("一、补网的规矩，从师傅到", "学徒", "补网要从第一个结数起，这是规矩。"),
        ("谁来补网？镇里想了办法", "新来的徒弟", "新来的徒弟姓何，今年刚满十九岁。"),
        ("涨潮以前必须补完", "梭子是牛角磨的，用了四十年，还在用。"),
        ("清晨的码头。何青 摄", "老船工", "老船工每天五点起床，先看潮水。"),
        ("鱼少了，船也少了，日子还在", "年轻人的打算", "没有说完的话，"),
        ("他说得很慢，像是在", "", "等潮水，", "也像在等人。"),
        ("编辑：何青 审核：在", "白露", "河畔日报社版权所有，请勿转载。"),
    ],
)
def test_what_is_no_piece_stays_a_line(rows: tuple[str, ...]) -> None:
    assert lines(BODY, *rows) == [BODY, *filter(None, rows)]


BROKEN = """电芯还在降价。记者从业内人士处获悉，
280Ah
电芯的报价已降到每瓦时
0.38元
，为今年第三次下调。

北穹能源
（
680001
）上周公告，拟投资
52亿元
建新的基地。

降价从哪里来

观察员发现，
叶温比叶色早十二天
报告干旱。也就是说，林子还绿着的时候，它已经渴了。

首页
行情
公司
研报
关于我们。"""
WHOLE = (
    "电芯还在降价。记者从业内人士处获悉，280Ah电芯的报价已降到每瓦时0.38元，为今年第三次下调。",
    "北穹能源（680001）上周公告，拟投资52亿元建新的基地。",
    "降价从哪里来",
    "观察员发现，叶温比叶色早十二天报告干旱。也就是说，林子还绿着的时候，它已经渴了。",
)


def test_blank_lines_part_the_paragraphs_of_a_broken_dump() -> None:
    assert lines(*BROKEN.split("\n")) == [*WHOLE, "首页", "行情", "公司", "研报", "关于我们。"]


def test_without_blank_lines_headings_stay_apart_in_a_broken_dump() -> None:
    assert lines(*BROKEN.replace("\n\n", "\n").split("\n"))[:4] == [*WHOLE]


def test_a_menu_is_no_paragraph_in_a_broken_dump() -> None:
    menu = (
        "欢迎您，",
        "河畔网",
        "我的邮箱",
        "我的相册",
        "我的云笔记",
        "我的彩票",
        "我的保险",
        "关于我们",
        "联系我们。",
    )
    for gap in ("\n\n", "\n"):
        assert lines(*gap.join([*BROKEN.split("\n\n")[:4], *menu]).split("\n"))[4:] == [*menu]


def test_before_the_body_only_the_end_of_a_sentence_tells() -> None:
    head = ("渡口的灯，亮了又亮，守灯人还在", "何青", "守灯人姓何，今年七十三岁，每天五点起床。")
    assert lines(*head) == list(head)
    assert lines("守灯人住在", "渡口", "，一住四十年。") == ["守灯人住在渡口，一住四十年。"]


@given(st.lists(st.text("河，。在的 a.,“”[1]", max_size=12), max_size=12))
def test_nothing_is_lost(rows: list[str]) -> None:
    read = text_lines("\n".join(rows))
    kept, was = ("".join("".join(line.text for line in some).split()) for some in (whole(read), read))
    assert kept.replace("[1]", "") == was.replace("[1]", "")


def test_pieces_are_no_headings_of_an_article() -> None:
    rows = ("码头网", "首页", "半间屋里的补网铺", "2024-05-20 06:30 来源：河畔日报", BODY, "补网的手艺归镇里管。据", "《河畔县志》",
            "记载，从前一条街都是网铺。", "一张网有两千个结，断一个就漏一条鱼，补的人要从第一个结数起。", "编辑：林小禾")  # fmt: skip
    document = clean(Source("case", "case", "text/plain", "\n".join(rows).encode()))
    assert not [block for block in document.blocks if isinstance(block, Heading)]
    assert "补网的手艺归镇里管。据《河畔县志》记载，从前一条街都是网铺。" in [block.text for block in document.blocks]
