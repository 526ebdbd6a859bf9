"""Dumps as crawlers and people save them: Markdown, bullets, tables of figures, answers, what stands beside a day."""

from __future__ import annotations

import pytest

from narrate.clean import clean
from narrate.clean.crawled import is_crawled, unmarked
from narrate.clean.lines import Line, text_lines
from narrate.errors import NoArticleError
from narrate.model import Document, Heading, Source

SCALE = "渡口的老秤挂在榕树下，秤杆有一人高，逢五逢十，四乡的人挑着担子来过秤。"
KEEPER = "管秤的姓包，三代人都管这杆秤，他说秤不能借，借出去的秤回来就不准了。"
STONE = "秤砣是一块磨圆的青石，每年立春校一次，差一钱也要重新打孔，四邻都来看。"
LENT = "有一年发大水，秤被人扛去捞木头，回来以后整整三个集都没有人敢用它。"
NOW = "如今集市上用的都是电子秤，老秤挪进了凉亭，每个月仍旧有人来擦一遍。"
HEAD = ("河畔网", "首页", "乡里", "榕树下的老秤", "2024-05-20 06:30 来源：河畔日报")
END = "编辑：林小禾"


def dump(*lines: str) -> Document:
    return clean(Source("case", "case", "text/plain", "\n".join(lines).encode()))


def spoken(*lines: str) -> list[str]:
    return [block.text for block in dump(*lines).blocks]


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


CRAWLED = (
    "[跳到正文](#main)",
    "* [首页](/)",
    "* [乡里](/xiang)",
    "# 榕树下的老秤",
    "2024-05-20 06:30 来源：[河畔日报](/daily)",
    SCALE,
    "",
    "![秤砣](/pic/stone.jpg)",
    "",
    "## 一块青石",
    STONE,
    f"{KEEPER[:-1]}[（详见旧志）](/old)。",
    "## 借不得",
    LENT,
    NOW,
    "**责任编辑：林小禾**",
    "上一篇：[凉亭里的棋局](/chess)",
)


def test_a_dump_in_markdown_loses_its_marks_and_keeps_what_they_say() -> None:
    document = dump(*CRAWLED)
    assert document.title == "榕树下的老秤"
    assert headings(document) == ["一块青石", "借不得"]
    assert next(block.text for block in document.blocks) == SCALE
    assert not any(mark in block.text for block in document.blocks for mark in ("](", "##", "**"))


@pytest.mark.parametrize("text", [f"{SCALE}\n{KEEPER}", "a[1](2) b[3](4)", "# 一\n# 二"])
def test_what_is_not_markdown(text: str) -> None:
    assert not is_crawled(text)


def test_items_behind_bullets_are_spoken_between_a_heading_and_a_sentence() -> None:
    items = ("青石秤砣一只", "麻绳两丈，要三股的", "桐油半斤")
    said = spoken(*HEAD, SCALE, LENT, STONE, "校秤要备的东西", *(f"• {item}" for item in items), KEEPER, NOW, END)
    assert said == [SCALE, LENT, STONE, "校秤要备的东西", *items, KEEPER, NOW]


@pytest.mark.parametrize(
    ("rows", "plain"),
    [
        (("它**不能再上网** ，但 _芯片还活着_ ，够用了。",), "它不能再上网，但芯片还活着，够用了。"),
        (("一根线接地，中间串一个 [十千欧", "的电阻](https://quay.example/r)，够用了。"), "一根线接地，中间串一个 十千欧的电阻，够用了。"),
        (("名字叫 snake_case_name 的变量，改不改都行。",), "名字叫 snake_case_name 的变量，改不改都行。"),
    ],
)  # fmt: skip
def test_a_paragraph_is_whole_and_plain(rows: tuple[str, ...], plain: str) -> None:
    assert [line.text for line in unmarked(text_lines("\n".join(rows)))] == [plain]


def test_a_table_of_figures_is_left_out_with_its_title() -> None:
    table = ("表 历年过秤担数", "指标 上半年 下半年", "鱼 120 96", "米 80 75.5", "柴 -3 41")
    document = dump(*HEAD, SCALE, KEEPER, *table, STONE, NOW, END)
    assert [block.text for block in document.blocks] == [SCALE, KEEPER, STONE, NOW]


def test_the_names_of_columns_are_no_heading() -> None:
    rows = ("秤 材料 年份 现在在哪", "大秤 铁木 民国 凉亭", "小秤 竹 解放后 送人")
    assert not headings(dump(*HEAD, SCALE, KEEPER, *rows, STONE, LENT, NOW, END))


def test_quotations_with_a_comma_head_the_parts() -> None:
    chapters = ["“先过秤，再说话”", "“差一钱，补一钱”"]
    document = dump(*HEAD, SCALE, KEEPER, chapters[0], STONE, LENT, chapters[1], NOW, KEEPER, END)
    assert headings(document) == chapters


def test_a_heading_above_days_that_count() -> None:
    days = ("5日：赶大集，过秤的人最多。", "6日：擦秤，不过秤。", "7日：校秤，四邻都到。")
    document = dump(*HEAD, SCALE, KEEPER, "接下来三天", *days, NOW, END)
    assert headings(document) == ["接下来三天"]


def test_an_insert_ends_above_the_heading_that_a_blank_line_parts_from_it() -> None:
    lines = ("", "延伸阅读", "凉亭里的棋局", "", "借不得", "", LENT, "", NOW, "", "秤砣怎么校", "", STONE, "", END)
    document = dump(*HEAD, "", SCALE, "", KEEPER, *lines)
    assert headings(document) == ["借不得", "秤砣怎么校"]


def test_what_stands_between_a_question_and_who_answers() -> None:
    asked = ("河畔问答", "老秤还能用吗？", "收来一杆旧秤，想拿到集上去用，不知道行不行。")
    counts = ("关注者", "208", "被浏览", "3,105", "查看全部 12 个回答", "包三", "管秤的，手上有数", "97 人赞同了该回答")
    said = spoken(*asked, *counts, SCALE, KEEPER, STONE, LENT, NOW, "编辑于 2024-05-20 08:00")
    assert said[-5:] == [SCALE, KEEPER, STONE, LENT, NOW]
    assert not set(said) & set(counts)


def test_the_day_of_the_answer_is_the_one_right_below_it() -> None:
    below = (
        "编辑于 2024-05-20 08:00",
        "更多回答",
        "柳七",
        "秤和人一样，要常用才准，放着就走了。",
        "发布于 2024-06-01 09:00",
    )
    document = dump("老秤还能用吗？", "3 个回答", "包三", SCALE, KEEPER, STONE, LENT, NOW, *below)
    assert document.published is not None
    assert (document.published.month, document.published.day) == (5, 20)


def test_how_to_reach_who_wrote_it_is_not_spoken() -> None:
    head = ("Riverside Courier", "The scale under the tree", "By Mara Quill", "June 3, 2024")
    text = (
        "The old scale hangs under the tree, and every fifth day people from four villages bring their loads to it.",
        "Its keeper, whose father kept it too, says that a scale must not be lent, for it never comes back true.",
        "Once, in a flood, it was used to pull logs ashore, and for three markets nobody would trust it again.",
    )
    said = spoken(*head, *text, "Reach Mara Quill at 555-0142 or mara@paper.example.", "Tags: scales, markets")
    assert said == [*text]


def test_the_life_of_a_doctor_below_its_label() -> None:
    life = ("专家简介", "何青，航运站退休技师，管过四十年的秤，如今给徒弟讲课。")
    assert spoken(*HEAD, SCALE, KEEPER, STONE, NOW, *life, END) == [SCALE, KEEPER, STONE, NOW]


def test_who_spoke_where_goes_before_the_name_of_the_column() -> None:
    head = ("站长致辞", "来源：办公室 时间：2024-05-20", "在渡口航运站开秤仪式上的讲话", "站长 何青")
    assert dump(*head, "各位乡亲：", SCALE, KEEPER, STONE, NOW, END).title == "在渡口航运站开秤仪式上的讲话"


def test_two_who_wrote_it_and_the_day_that_it_was_made_known() -> None:
    record = "公布日期：2024-05-20 施行日期：2024-07-01"
    document = dump("首页", "榕树下的老秤", record, "作者：何青 白露 摄影：吴越", SCALE, KEEPER, STONE, NOW)
    assert document.author == "何青 白露"
    assert document.published is not None
    assert document.published.month == 5


def test_a_list_of_notices_with_their_days_is_no_article() -> None:
    notices = (f"关于第{n}号渡口过秤时间的通知\n05-{n + 10}" for n in range(1, 9))
    with pytest.raises(NoArticleError):
        dump("航运站", "首页", "通知公告", *notices, "共 80 条", "Copyright 航运站 All Rights Reserved.")


def test_who_signs_below_a_file() -> None:
    body = f"<p>{SCALE}</p><p>{KEEPER}</p><p>附件：<a href='1.xlsx'>过秤时间表.xlsx</a></p><p>河畔县航运站</p><p>2024年5月20日</p>"
    page = f"<html><head><title>榕树下的老秤</title></head><body><h1>榕树下的老秤</h1><div>{body}</div></body></html>"
    document = clean(Source("case", "case", "text/html", page.encode()))
    assert [block.text for block in document.blocks] == [SCALE, KEEPER, "河畔县航运站", "2024年5月20日"]


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("他说**老秤**不能借，*真的*不能。", "他说老秤不能借，真的不能。"),
        ("**老秤**：三代人都管。", "老秤：三代人都管。"),
        ("一共2*3*4斤，a*b*c。", "一共2*3*4斤，a*b*c。"),
        ("乘号 * 两边 * 有空格", "乘号 * 两边 * 有空格"),
    ],
)
def test_strong_words_stand_in_a_sentence(line: str, plain: str) -> None:
    assert [one.text for one in unmarked([Line(line)])] == [plain]
