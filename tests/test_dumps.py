"""Whole pages saved as text: code in them, boxes between paragraphs, who wrote and published them, what is no article."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.clean import clean
from narrate.clean.code import gathered
from narrate.clean.lines import text_lines
from narrate.errors import NoArticleError
from narrate.model import Code, Document, Heading, Source

NETS = "补网铺只有半间屋，梁上挂满旧网，风一吹，满屋都是去年的海腥味。"
KNOTS = "一张网有两千个结，断一个就漏一条鱼，补的人要从第一个结数起。"
SHUTTLE = "老板娘的梭子是牛角磨的，用了四十年，磨得比筷子还细，还在用。"
TIDE = "涨潮以前必须补完，船等不得人，人也等不得鱼，这是码头的规矩。"
HEAD = ("码头网", "首页", "渔事", "半间屋里的补网铺", "2024-05-20 06:30 来源：河畔日报")


def dump(*lines: str) -> Document:
    return clean(Source("case", "case", "text/plain", "\n".join(lines).encode()))


def spoken(*lines: str) -> list[str]:
    return [block.text for block in dump(*lines).blocks]


def test_code_parts_no_article_and_is_announced_as_in_html() -> None:
    code = ("nets = load('nets.csv')", "for net in nets:", "    print(net.knots)")
    document = dump(*HEAD, NETS, KNOTS, "python", "1", "2", "3", *code, "复制", SHUTTLE, TIDE, "编辑：林小禾")
    texts = [block.text for block in document.blocks]
    assert [texts[0], texts[1], *texts[-2:]] == [NETS, KNOTS, SHUTTLE, TIDE]
    assert len(texts) == 5
    assert [block.text.split("\n")[0] for block in document.blocks if isinstance(block, Code)] == [code[0]]


@pytest.mark.parametrize(
    "rows",
    [
        ("SELECT name, knots FROM nets", "WHERE knots > 2000;"),
        ("sudo apt install nets", "nets --list | grep torn"),
        ("if (torn) {", "  mend(net);", "}"),
        ("count = sum(net.knots for net in nets)",),
    ],
)
def test_what_is_code(rows: tuple[str, ...]) -> None:
    lines, _ = gathered(text_lines("\n".join((NETS, *rows, KNOTS))))
    assert [line.tag for line in lines] == ["", "pre", ""]


@pytest.mark.parametrize(
    "row",
    [
        "The nets are mended before the tide; if not, the boat leaves.",
        "For the fishermen: three rules (and one exception).",
        "Mara Quill | Staff Writer",
        "12",
        "用 grep 找出断了的结。",
    ],
)
def test_what_is_no_code(row: str) -> None:
    lines, beside = gathered(text_lines(f"{NETS}\n{row}\n{KNOTS}"))
    assert (len(lines), beside) == (3, set())
    assert lines[1].tag != "pre"


def test_a_heading_above_what_announces_code() -> None:
    rows = ("数一数", "先把结数清楚：", "count = sum(net.knots for net in nets)", "再补", SHUTTLE)
    document = dump(*HEAD, NETS, *rows, TIDE, "编辑：林小禾")
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == ["数一数", "再补"]


@pytest.mark.parametrize(
    "box",
    [
        ("立即订阅", "每周一早上八点", "我要报名"),
        ("更多精彩，请关注“河畔日报”微信公众号",),
        ("请立即订阅电子报，每日渔讯送到邮箱",),
        ("请继续往下阅读...",),
    ],
)
def test_a_box_between_paragraphs_is_left_out(box: tuple[str, ...]) -> None:
    assert spoken(*HEAD, NETS, KNOTS, *box, SHUTTLE, TIDE, "编辑：林小禾") == [NETS, KNOTS, SHUTTLE, TIDE]


def test_labels_between_a_button_and_a_heading_are_left_out() -> None:
    box = ("立即预约", "师傅团队", "码头地图")
    chapters = ("结要从第一个数", "梭子不能借人")
    told = spoken(*HEAD, NETS, chapters[0], KNOTS, *box, chapters[1], SHUTTLE, TIDE, "编辑：林小禾")
    assert told == [NETS, chapters[0], KNOTS, chapters[1], SHUTTLE, TIDE]


def test_the_heading_of_steps() -> None:
    rows = ("补网步骤", "步骤1", KNOTS, "步骤2", SHUTTLE)
    document = dump(*HEAD, NETS, *rows, "小贴士", TIDE, "编辑：林小禾")
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == ["补网步骤", "小贴士"]


def test_a_headline_that_ends_in_a_particle_is_whole() -> None:
    head = ("码头论坛", "帖子详情", "网破了三回，我是这样补好的", "三号船的猫", "2024-5-20 22:10")
    assert dump(*head, NETS, KNOTS, SHUTTLE, TIDE, "点赞 211").title == head[2]


def test_a_newsletter_between_paragraphs_in_english() -> None:
    told = (
        "The net shop on the quay is half a room wide, and every beam of it is hung with last year's nets.",
        "A net has two thousand knots, said the owner, and whoever mends one counts from the first.",
        "She has used the same needle for forty years, and it is thinner now than a knitting needle.",
    )
    head = ("Home", "News", "Half a room of nets", "Mara Quill", "May 20, 2024", "Copy article link")
    shown = "Mara Thorne, with her oldest needle"
    box = ("Get the news of the quay delivered to your inbox!", "Email Address", "Sign up!")
    document = dump(
        *head, told[0], shown, told[1], *box, told[2], "Reach Mara Quill at mara@paper.example", "Most Popular"
    )
    assert [block.text for block in document.blocks] == [*told]
    assert document.author == "Mara Quill"


@pytest.mark.parametrize(
    "caption",
    [
        "补网铺内景图",
        "游客在码头边挑选旧网",
        "老板娘梁阿婆（右）和女儿",
        "▲ 梁上的旧网，有的比老板娘还老。",
        "↑门口的梭子还挂在老地方。",
        "收工以后，梭子挂回墙上。本组图片均由何青摄",
        "步骤图 2",
        "https://quay.example/nets/2024/05?from=share",
        "原文链接：https://quay.example/n",
        "1 2 下一页 余下全文",
    ],
)
def test_a_caption_between_paragraphs_is_left_out(caption: str) -> None:
    assert caption not in spoken(*HEAD, NETS, KNOTS, caption, SHUTTLE, TIDE, "编辑：林小禾")


def test_more_lines_that_point_are_a_list() -> None:
    rows = ("▲ 先理网，从浮子那一头开始。", "▲ 再补洞，从最大的洞开始。")
    assert set(rows) <= set(spoken(*HEAD, NETS, KNOTS, *rows, SHUTTLE, TIDE, "编辑：林小禾"))


def test_a_photograph_and_who_made_it_in_letters() -> None:
    told = (
        "The shop is half a room wide, and the old nets on its beams smell of last year's sea whenever the wind blows.",
        "A net has two thousand knots, and whoever mends it begins with the first, because one gap lets one fish go.",
        "She has used the same needle for forty years, and it is thinner now than a knitting needle.",
    )
    shown = "The old nets, on Sunday. Photo Le Quai / M. Q."
    page = dump("Home", "News", "Half a room of nets", "May 20, 2024", told[0], shown, *told[1:], "Most Popular")
    assert [block.text for block in page.blocks] == [*told]


def test_a_heading_goes_on_over_the_page() -> None:
    pages = (NETS, KNOTS, "1 2 下一页 余下全文", "上一页 第1页 第2页", "梭子", SHUTTLE, TIDE, "上一页 1 2")
    assert spoken(*HEAD, *pages, "编辑：林小禾") == [NETS, KNOTS, "梭子", SHUTTLE, TIDE]


@pytest.mark.parametrize("line", ["家里的旧网还在吗？", "您的女儿"])
def test_who_asks_or_speaks_to_someone_shows_nothing(line: str) -> None:
    assert line in spoken(*HEAD, NETS, KNOTS, line, SHUTTLE, TIDE, "编辑：林小禾")


def test_all_hours_of_a_live_report_are_spoken() -> None:
    entries = [("09:40", KNOTS), ("09:10", SHUTTLE), ("08:30", TIDE), ("07:00", "开门。")]
    rows = [row for entry in entries for row in entry]
    told = spoken(*HEAD, NETS, *rows[:4], "点击查看潮汐表", *rows[4:], "展开更多", "编辑：林小禾")
    assert told == [NETS, *rows]


def test_the_headline_of_answers_is_the_question() -> None:
    head = ("渔事问答", "提问", "断了的网能自己补吗？", "被浏览 2,340", "默认排序", "3 个回答")
    who = ("海风吹了没有", "在码头住过十年", "31 人赞同了该回答")
    assert dump(*head, *who, NETS, KNOTS, SHUTTLE, "发布于 2024-05-20").title == "断了的网能自己补吗？"


def test_a_headline_asks_right_above_the_day() -> None:
    head = (
        "设为首页 收藏本站",
        "渔事 频道",
        "半间屋里的补网铺：补什么？怎么补？",
        "码头网 | 发布: 2024-5-20 06:30 | 点击: 31",
    )
    page = dump(*head, NETS, "一张网要补多久？", KNOTS, SHUTTLE, TIDE)
    assert (page.title, page.blocks[0].text) == (head[2], NETS)
    assert "一张网要补多久？" in [block.text for block in page.blocks]


def test_a_headline_by_the_line_that_stands_alone() -> None:
    head = ("(2 封私信) 【记录】补一张网要多少个结 - 手艺互助 - 码头邻里", "设为首页", "码头邻里", "手艺互助", "发新帖")
    dumped = (*head, "【记录】补一张网要多少个结", "发表于 2024-5-20 06:30", NETS, KNOTS, SHUTTLE, TIDE, "回复")
    assert dump(*dumped).title == "【记录】补一张网要多少个结"
    assert dump("棱镜|半间屋里的补网铺要搬走了", "棱镜", "2024-5-20 06:30", NETS, KNOTS, SHUTTLE, TIDE).title != "棱镜"


def test_paragraphs_broken_at_a_width_between_lists() -> None:
    wide = "补网铺只有半间屋，梁上挂满旧网，风一吹，满屋都是去年的海腥味，船工们从不嫌"
    rows = [row for _ in range(6) for row in (wide, "弃。", "", "  * 旧网要晒", "  * 新网要泡", "")]
    told = spoken(*HEAD, *rows, "编辑：林小禾")
    assert f"{wide}弃。" in told
    assert "弃。" not in told


def test_lines_of_one_length_between_blank_lines_are_paragraphs() -> None:
    record = "2024-05-20 06:30 来源：河畔日报 字号：大 中 小"
    told = [f"老板娘补第{n}张旧网的时候，码头上天没有亮透。" for n in "一二三四五六七八"]
    rows = [row for one in (record, *told) for row in (one, "")]
    assert spoken("码头网", "首页", "登录", "半间屋里的补网铺", *rows) == told


def test_a_day_is_no_headline() -> None:
    assert dump("位置：读书 -> 正文", "1", "02日14:25", NETS, KNOTS, SHUTTLE, TIDE).title == NETS.rstrip("。")


def test_a_quantity_is_no_headline() -> None:
    head = (
        "好味",
        "发现",
        "菜谱",
        "食材",
        "搜索",
        "登录",
        "海蛎煎蛋",
        "难度",
        "简单",
        "时间",
        "二十分钟",
        "4.6分",
        "318人做过",
    )
    told = "海蛎煎蛋是码头人家的早饭，一把海蛎两个蛋，火要大，手要快，趁热吃。"
    assert dump(*head, told, "蛋要打散，海蛎要挤干水，不然下锅就成了汤，怎么也煎不成形。").title.startswith("海蛎煎蛋")


def test_who_published_it_stands_beside_the_day() -> None:
    head = ("码头周刊", "首页", "人物", "半间屋里的补网铺", "2024-05-20 06:30", "码头周刊", "记者 何青")
    document = dump(*head, NETS, KNOTS, SHUTTLE, TIDE, "责编 / 白露")
    assert (document.publisher, document.author) == ("码头周刊", "何青")


def test_a_paper_by_its_own_reporter_and_its_rights() -> None:
    head = ("2024年5月20日 星期一", "第03版：渔事", "半间屋里的补网铺", "本报记者 何青")
    assert dump(*head, NETS, KNOTS, SHUTTLE, TIDE, "上一篇", "河畔日报社版权所有").publisher == "河畔日报"
    rights = "版权所有：河畔日报社 未经许可不得转载"
    assert dump(*head, NETS, KNOTS, SHUTTLE, TIDE, "上一篇", rights).publisher == "河畔日报"


def test_a_paper_by_its_name_above_and_its_rights_below() -> None:
    head = ("河畔時報", "即時 地方 生活", "半間屋裡的補網鋪", "2024/05/20 05:30")
    assert dump(*head, NETS, KNOTS, SHUTTLE, TIDE, "相關新聞", "© 河畔時報 Riverside").publisher == "河畔時報"
    assert not dump(*head[1:], NETS, KNOTS, SHUTTLE, TIDE, "相關新聞", "© 河畔時報 Riverside").publisher


def test_whose_report_it_is_by_how_it_begins() -> None:
    head = ("首页", "赛程", "半间屋里的补网铺", "2024-05-20 06:30")
    assert dump(*head, "河畔体育讯 " + NETS, KNOTS, SHUTTLE, TIDE).publisher == "河畔体育"
    assert not dump(*head, "本报讯 " + NETS, KNOTS, SHUTTLE, TIDE).publisher


def test_who_wrote_it_by_the_rights_and_by_a_label_below() -> None:
    head = ("书评", "半间屋里的补网铺", "2024-05-20 06:30")
    rights = "© 本文版权归作者 何小青 所有，任何形式转载请联系作者。"
    assert dump(*head, NETS, KNOTS, SHUTTLE, TIDE, rights).author == "何小青"
    assert not dump(*head, NETS, KNOTS, SHUTTLE, TIDE, "本文版权归作者所有，转载请注明出处。").author
    assert dump(*head, NETS, KNOTS, SHUTTLE, TIDE, "本文作者：", "补网人", "本文链接：").author == "补网人"


def test_an_account_below_its_author() -> None:
    page = dump("半间屋里的补网铺", "原创 阿梁 码头旧事", "2024-05-20 06:30 发表于河畔", NETS, KNOTS, SHUTTLE, TIDE)
    assert (page.author, page.publisher) == ("阿梁", "码头旧事")


def test_the_day_of_an_edition_by_its_page() -> None:
    head = ("今天是 2024年06月01日 星期六", "A01 头版", "A05：副刊 上一版 下一版", "河畔晚报 2024年05月20日 A05 副刊")
    page = dump(*head, "半间屋里的补网铺", "□ 何青", NETS, KNOTS, SHUTTLE, TIDE)
    assert page.published is not None
    assert page.published.date().isoformat() == "2024-05-20"


def test_a_reporter_before_a_stroke() -> None:
    head = ("首頁", "地方", "半間屋裡的補網鋪", "2024/05/20 05:30", "記者何青／河畔報導")
    assert dump(*head, NETS, KNOTS, SHUTTLE, TIDE, "相關新聞").author == "何青"


def test_a_file_above_a_signature_is_left_out() -> None:
    notice = (
        "各渔船：",
        "为保障休渔期间补网工作顺利进行，现将有关事项通知如下，请互相转告。",
        "联系电话：0000-5550101。",
    )
    signed = ("河畔县渔政站", "2024年5月20日")
    head = ("首页", "关于做好休渔期间补网工作的通知", "发布日期：2024-05-20")
    assert spoken(*head, *notice, "附件：1.补网名单.xlsx", *signed, "【打印】") == [*notice, *signed]


@pytest.mark.parametrize(
    "page",
    [
        ("码头网", "抱歉，您访问的页面不存在或已删除", "5秒后自动跳转到首页", "返回首页 | 返回上一页"),
        ("码头网", "服务器繁忙", "请稍后刷新页面重试"),
    ],
)
def test_an_error_page_of_a_few_lines_is_refused(page: tuple[str, ...]) -> None:
    with pytest.raises(NoArticleError):
        dump(*page)


def test_a_short_text_about_an_error_is_read() -> None:
    assert spoken("网上的网", "老板娘打开网页，页面不存在，她说网破了，补一补就好，大家都笑了。", KNOTS)


BYLINES = [
    row.split(" | ")
    for row in (Path(__file__).parent / "cases" / "bylines.txt").read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]


@pytest.mark.parametrize(("head", "publisher", "author", "day"), BYLINES)
def test_who_published_it_who_wrote_it_and_when(head: str, publisher: str, author: str, day: str) -> None:
    document = dump("首页 > 渔事 > 正文", HEAD[3], *head.split(" / "), NETS, KNOTS, SHUTTLE, TIDE, "分享到：微信 微博")
    told = (document.publisher, document.author, str(document.published)[:10])
    assert document.title == HEAD[3]
    assert [block.text for block in document.blocks] == [NETS, KNOTS, SHUTTLE, TIDE]
    assert [one if asked != "-" else "-" for one, asked in zip(told, (publisher, author, day), strict=True)] == [
        publisher, author, day
    ]  # fmt: skip


def test_chapters_in_two_lines_and_a_postscript() -> None:
    law = ("第一章", "总 则", NETS, "第二章", "补网的人", KNOTS, SHUTTLE)
    document = dump("首页 > 法规", "码头补网规矩", "2024-05-20 来源：河畔日报", *law, TIDE)
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert heads == ["第一章", "总 则", "第二章", "补网的人"]
    letter = (
        "各位船家：",
        NETS,
        KNOTS,
        SHUTTLE,
        "补网铺 何青",
        "2024年5月20日",
        "又及：红手套还在梁上挂着。",
        "返回列表",
    )
    assert spoken("首页", "致船家的一封信", "2024-05-20 来源：河畔日报", *letter)[-1] == letter[-2]


@pytest.mark.parametrize(
    "heads",
    [
        ("一问：结在哪里？", "二问：梭子呢？"),
        ("误区一：补网不用看潮水", "误区二：旧网不值得补"),
        ("谈手艺：“先数结再下针”", "谈潮水：“船等不得人”"),
        ("材料：", "步骤：", "小窍门："),
    ],
)
def test_titles_that_count_or_say_what_of(heads: tuple[str, ...]) -> None:
    rows = [row for head, text in zip(heads, (KNOTS, SHUTTLE, TIDE), strict=False) for row in (head, text)]
    document = dump(*HEAD, NETS, *rows, "编辑：林小禾")
    assert tuple(block.text for block in document.blocks if isinstance(block, Heading)) == heads


def test_contents_with_numbers_name_no_headline() -> None:
    heads = ("为什么要数结", "梭子从哪里来")
    rows = ("文章目录", "站点概览", *(f"{n}. {head}" for n, head in enumerate(heads, 1)))
    document = dump(
        "码头手记", *rows, HEAD[3], "发表于 2024-05-20 更新于 2024-06-01", NETS, heads[0], KNOTS, heads[1], SHUTTLE
    )
    assert document.title == HEAD[3]
    assert [block.text for block in document.blocks] == [NETS, heads[0], KNOTS, heads[1], SHUTTLE]


def test_a_verse_between_two_sentences() -> None:
    verse = ("线头剪断的时候", "码头短了一寸", "有人还没有回来")
    told = (
        NETS,
        KNOTS,
        "我写了几句话，放在梭子旁边的饼干盒里：",
        *verse,
        "第二天我又去，墙上多了一行字：网已补好，船已出海。",
        "我才发现，网真的破过。",
    )
    assert tuple(spoken(*HEAD, *told, "THE END", "撰文 | 何青")) == told
    menu = ("自习室开放时间和地点如下，请带好借书证和水杯：", "二楼", "三楼")
    assert spoken(*HEAD, NETS, KNOTS, *menu, "分享到：微信 微博", SHUTTLE)[:3] == [NETS, KNOTS, menu[0]]


def test_a_caption_in_brackets() -> None:
    caption = "（老板娘的饼干盒，盒盖上还看得出一朵牡丹）"
    assert spoken(*HEAD, NETS, KNOTS, caption, SHUTTLE, TIDE, "编辑：林小禾") == [NETS, KNOTS, SHUTTLE, TIDE]
    note = "（以上数据由码头的渔业合作社提供）"
    assert TIDE in spoken(*HEAD, NETS, KNOTS, SHUTTLE, note, TIDE, "编辑：林小禾")


def test_who_asks_is_no_heading() -> None:
    asked = ("“阿菊是谁？”", "“来做旗袍的，说出趟远门就来拿。”她踩着缝纫机，没有抬头，说那是三十年前的事。")
    document = dump(*HEAD, NETS, "起因", KNOTS, *asked, "收尾", SHUTTLE, TIDE, "编辑：林小禾")
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == ["起因", "收尾"]


def test_a_law_from_a_list_of_hits_is_no_list() -> None:
    head = ("首页 法规库", "检索结果 > 规章 > 正文", "码头补网规矩", "2024-05-20 来源：河畔日报")
    assert spoken(*head, NETS, KNOTS, SHUTTLE, TIDE, "返回列表") == [NETS, KNOTS, SHUTTLE, TIDE]


def test_titles_above_their_days_are_a_list() -> None:
    titles = [f"{n}号船的网补好了" for n in "一二三四五"]
    rows = [row for n, title in enumerate(titles) for row in (title, f"[06-{20 - n}]")]
    with pytest.raises(NoArticleError):
        dump("码头网", "专题首页 > 补网", "码头的一年", "编者按：" + NETS, "最新报道 更多>>", *rows, "往期专题")


def test_a_sentence_that_a_dump_shows_again() -> None:
    again = "“断一个就漏一条鱼，补的人要从第一个结数起。”"
    assert spoken(*HEAD, NETS, KNOTS, again, SHUTTLE, TIDE, "编辑：林小禾") == [NETS, KNOTS, SHUTTLE, TIDE]
    refrain = "“断一个就漏一条鱼，补的人要数。”"
    assert spoken(*HEAD, NETS, refrain, KNOTS, refrain, SHUTTLE, TIDE, "编辑：林小禾").count(refrain) == 2


def test_who_signs_below_notes() -> None:
    notes = (
        "附注",
        "1.本表按网的长度折算。",
        "2.由于四舍五入，各项之和可能略有出入。",
        "河畔渔业合作社",
        "2024年5月20日",
    )
    assert spoken(*HEAD, NETS, KNOTS, SHUTTLE, TIDE, *notes, "分享到：微信 微博")[-2:] == list(notes[-2:])
