"""A line is judged in its place: the same words are spoken inside an article and left out beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import narrate

from narrate.clean import body, clean, closing, furniture, headline, lines_of, metadata, spoken
from narrate.clean.above import headline_above, told_in
from narrate.clean.lines import Line, html_lines, parse, squeeze, text_lines
from narrate.clean.refusal import tells
from narrate.errors import NoArticleError
from narrate.model import Heading, ListItem, Reason, Source

if TYPE_CHECKING:
    from pathlib import Path

BODY = (
    "河边的老桥昨天重新开放，清早就有人等在桥头，要第一个走过去。",
    "修桥用了一年零三个月，换下的石头都编了号，放在岸边的棚子里。",
    "工程师说，最难的不是修，是决定哪一块不修，大家为此争了很久。",
    "桥上不许骑车，推着走可以，两头各有一位老人看着，谁也不敢犯规。",
)
HARD = (
    "扫码进门的规矩取消了，走上桥的人只要点点头就行。",
    "下载客户端才能过河的日子，总算到头了，摆渡的老汉笑着说。",
    "版权归谁的问题还没有说清，那张照片已经印了三万份。",
    "未经同意不得拍照的牌子，被风吹进了河里，没有人去捞。",
    "本文开头说的那位等在桥头的人，今年九十一岁。",
    "投资有风险，修桥也有，村里为这件事开了四次会。",
    "他不看评论，也不写评论，每天傍晚到桥上站一会儿。",
    "相关部门答应在冬天以前装上栏杆，并且刷成原来的颜色。",
)
NOISE = (
    "责任编辑：林小禾",
    "扫描二维码关注我们",
    "相关阅读",
    "分享到：",
    "版权所有，未经授权不得转载",
    "【纠错】",
    "广告",
)


def html(paragraphs: tuple[str, ...], tail: str = "", head: str = "") -> Source:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    page = (
        "<html><head><title>老桥重新开放_河畔新闻网</title></head><body><div class='nav'><a href='/'>首页</a> <a href='/n'>新闻</a></div>"
        f"<h1>老桥重新开放</h1><div class='info'>2024-03-05 09:30 来源：河畔日报</div>{head}<div class='text'>{body}</div>{tail}"
        "<div class='foot'>关于我们</div></body></html>"
    )
    return Source("case", "case", "text/html", page.encode())


def text(paragraphs: tuple[str, ...], tail: str = "") -> Source:
    page = (
        f"首页\n新闻\n老桥重新开放\n2024-03-05 09:30 来源：河畔日报\n\n{chr(10).join(paragraphs)}\n{tail}\n关于我们\n"
    )
    return Source("case", "case", "text/plain", page.encode())


def said(source: Source) -> list[str]:
    return [block.text for block in clean(source).blocks]


@pytest.mark.parametrize("form", [html, text])
@pytest.mark.parametrize("hard", HARD)
def test_a_sentence_with_a_word_of_furniture_is_spoken(form: object, hard: str) -> None:
    paragraphs = (*BODY[:2], hard, *BODY[2:])
    assert said(form(paragraphs)) == list(paragraphs)


@pytest.mark.parametrize("form", [html, text])
@pytest.mark.parametrize("noise", NOISE)
def test_furniture_between_paragraphs_is_not_and_the_article_goes_on(form: object, noise: str) -> None:
    assert said(form((*BODY[:2], noise, *BODY[2:]))) == list(BODY)


@pytest.mark.parametrize("form", [html, text])
def test_a_letter_is_whole(form: object) -> None:
    letter = ("各位街坊：", *BODY, "河畔区桥梁管理所", "2024年5月20日")
    assert said(form(letter)) == list(letter)


def test_a_question_put_to_three_people_is_asked_three_times() -> None:
    question = "您为什么天天到桥上来？"
    asked = tuple(line for answer in BODY[:3] for line in (question, answer))
    assert said(html(asked)).count(question) == 3


def test_a_copy_of_the_whole_is_said_once() -> None:
    assert said(html((*BODY, *BODY))) == list(BODY)


def test_comments_and_dialogs_by_their_names() -> None:
    comments = "".join(f"<li>网友{n} 这座桥修得真好，我每天都要走一趟，希望再装几盏灯。</li>" for n in range(9))
    dialog = f"<div role='dialog'><p>{'我们会记住您的选择，并且统计访问的次数，请您放心使用。' * 9}</p></div>"
    tail = f"<div class='comment-list'><ul>{comments}</ul></div>{dialog}"
    assert said(html(BODY[:2], tail)) == list(BODY[:2])


def test_comments_by_their_shape() -> None:
    items = "".join(
        f"<div><span>网友{n}</span><p>这座桥修得真好，我每天都要走一趟，希望再装{n}盏灯。</p><i>赞({n}) 回复</i></div>"
        for n in range(9)
    )
    assert said(html(BODY[:2], f"<div class='talk'>{items}</div>")) == list(BODY[:2])
    few = "".join(f"<div><p>{BODY[n]}</p><i>赞({n}) 回复</i></div>" for n in (2, 3))
    assert said(html(BODY[:2], f"<div class='talk'>{few}</div>"))[:2] == list(BODY[:2])


def test_a_notice_above_a_long_table_or_long_rules() -> None:
    rows = "".join(f"<tr><td>第{n}号桥</td><td>{BODY[n % 4]}</td></tr>" for n in range(30))
    assert said(html(BODY[:2], f"<table>{rows}</table>"))[:2] == list(BODY[:2])
    rules = [
        f"第{n}条 桥上的人应当慢慢走，不得奔跑、推挤，不得往河里扔东西，违反的要扫桥三天。"
        for n in "一二三四五六七八九"
    ]
    notice = ["各村：", "《老桥管理规则》已经商定，现印发给你们，请照着办。", "河畔区桥梁管理所", "2024年5月20日"]
    dump = "\n".join(
        ["首页 > 公开", "河畔区关于印发《老桥管理规则》的通知", "", *notice, "", "老桥管理规则", "", *rules]
    )
    document = clean(Source("case", "case", "text/plain", dump.encode()))
    assert document.title == "河畔区关于印发《老桥管理规则》的通知"
    assert [block.text for block in document.blocks] == [*notice, "老桥管理规则", *rules]


def test_what_a_style_hides() -> None:
    page = html(BODY, "<div class='print'><p>打印的时候才看得见这一句话，平时谁也看不见。</p></div>").content
    page = page.replace(b"</head>", b"<style>.print{display:none}</style></head>")
    assert said(Source("case", "case", "text/html", page)) == list(BODY)
    everything = page.replace(b".print{", b".text{")  # a script will show it
    assert said(Source("case", "case", "text/html", everything))[: len(BODY)] == list(BODY)


def test_lists_without_markup() -> None:
    items = ("石板 四十块", "石灰 三百斤", "麻绳 十二根", "木桩 八根")
    document = clean(text((*BODY[:2], *items, *BODY[2:])))
    assert [block.text for block in document.blocks if isinstance(block, ListItem)] == list(items)
    assert not [block for block in document.blocks if isinstance(block, Heading)]


def teasers(number: int) -> str:
    return "".join(
        f"<div><h3><a href='/{n}'>第{n}座桥的故事在这里</a></h3><p>这座桥在第{n}个村子旁边，修了又坏，坏了又修。</p></div>"
        for n in range(number)
    )


@pytest.mark.parametrize(("number", "refused"), [(0, False), (2, False), (6, True)])
def test_a_list_of_articles_is_refused(number: int, refused: bool) -> None:  # noqa: FBT001 - a case
    page = f"<html><head><title>桥_河畔新闻网</title></head><body>{teasers(number)}</body></html>"
    if refused:
        with pytest.raises(NoArticleError, match="list of articles") as told:
            clean(Source("case", "case", "text/html", page.encode()))
        assert told.value.account
    assert said(html(BODY, teasers(number))) == list(BODY) or number == 2


@pytest.mark.parametrize(
    ("title", "words", "what"),
    [
        ("404 页面不存在", "您要找的页面不见了，请回到首页，再试一次。", "an error page"),
        ("用户登录", "请先登录后查看，忘记密码的，请联系管理员。", "a login page"),
        ("内容已打开", "该内容仅支持在河畔客户端内查看", "a page that only an application shows"),
        ("安全验证", "请完成下面的验证，拖动滑块到最右边，再点继续。", "robots"),
        ("提示信息", "抱歉，您要看的主题不存在，或正在被审核。", "an error page"),
        (
            "页面不存在 - 河畔区人民政府",
            "可能的原因如下：网址有误，请检查以后重新输入，或从首页进入。",
            "an error page",
        ),
        ("这篇文章去旅行了", "该内容可能因为到期而不再显示，请您试试上方的搜索框。", "a notice about a page"),
    ],
)
def test_notices_are_refused(title: str, words: str, what: str) -> None:
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p></body></html>"
    with pytest.raises(NoArticleError, match=what):
        clean(Source("case", "case", "text/html", page.encode()))


@pytest.mark.parametrize(
    ("title", "first", "second"),
    [
        ("县里开展节前安全检查", "昨天，县里对渡口和木船开展节前安全检查，查出十二处隐患。", "船主三天内要改好。"),
        ("售票系统维护时间缩短", "从明天起，渡口的售票系统每晚只停半小时。", "夜里买票更方便了。"),
        ("找不到页面的旧书有了新家", "旧书店收来一批缺页的书，老板一页页补齐。", "补好的书昨天上架。"),
        ("搜索结果不等于诊断结果", "医生提醒，网上搜来的不能代替看病。", "有疑问应到医院去。"),
        ("账目为何出错了", "船运公司昨天承认账目出错了，向股东道歉。", "股价当天跌了三成。"),
    ],
)
def test_what_an_article_is_about_does_not_refuse_it(title: str, first: str, second: str) -> None:
    body = f"<h1>{title}</h1><p>2024-03-01 09:30 来源：某某日报</p><p>{first}</p><p>{second}</p>"
    page = f"<html><head><title>{title}_某某网</title></head><body><div class='article'>{body}</div></body></html>"
    assert said(Source("case", "case", "text/html", page.encode())) == [first, second]


@pytest.mark.parametrize(
    ("told", "dated", "is_told"),
    [(0, True, False), (1, False, False), (1, True, True), (2, False, True)],
)
def test_sentences_of_a_notice_speak_to_its_visitor(told: int, dated: bool, is_told: bool) -> None:  # noqa: FBT001 - a case's values
    texts = [*["老船工把木船漆成了蓝色，孩子们都来看。"] * told, "请您从首页找起，这一页找不到了。"]
    assert tells([Line(text) for text in texts], dated=dated) == is_told


def test_a_notice_is_known_by_its_heading() -> None:
    why = "<p>可能的原因：</p><ul><li>您输入的网址有误，请检查后重新输入。</li><li>网站改版，原有的已经迁移，请从首页进入。</li></ul>"
    page = (
        f"<html><head><title>河畔区人民政府</title></head><body><h1>抱歉，您访问的页面已被删除</h1>{why}</body></html>"
    )
    with pytest.raises(NoArticleError, match="an error page"):
        clean(Source("case", "case", "text/html", page.encode()))


def test_the_front_of_a_site_is_refused() -> None:
    links = "".join(f"<li><a href='/{n}'>河畔的第{n}件小事，请看这里</a><span>05-1{n}</span></li>" for n in range(8))
    told = f"<h3><a href='/a'>山里有了一支管乐队</a></h3><p>{BODY[0]}</p>"
    page = "<html><head><title>乡村_河畔新闻网</title></head><body><div class='col'>{}<ul>{}</ul></div></body></html>"
    with pytest.raises(NoArticleError, match="list of articles"):
        clean(Source("case", "case", "text/html", page.format(told, links).encode()))
    assert said(html((BODY[0],), f"<ul>{links}</ul>")) == [BODY[0]]


def test_a_paper_names_page_day_and_article() -> None:
    head = (
        "<table><tr><td>——山乡见闻</td></tr><tr><td><b>谁来授粉</b></td></tr><tr><td>梨坪的三种办法</td></tr></table>"
    )
    page = html((BODY[0] + BODY[1], BODY[2] + BODY[3]), head=head).content.decode().replace("<h1>老桥重新开放</h1>", "")
    named = page.replace("老桥重新开放_河畔新闻网", "川北农报 - 02版:乡村 - 2024年03月05日 - 谁来授粉")
    assert clean(Source("case", "case", "text/html", named.encode())).title == "谁来授粉"


def test_a_poem_is_an_article() -> None:
    verse = ("风从桥下过", "带走一片叶子", "又还回来", "放在石头上", "像一封信")
    page = f"<html><head><title>桥下_河畔文学</title></head><body><h1>桥下</h1><div>2024-03-05</div><p>{'<br>'.join(verse)}</p></body></html>"
    assert said(Source("case", "case", "text/html", page.encode())) == list(verse)


def test_a_text_that_only_the_pages_state_carries() -> None:
    words = "".join(f"<p>{line}</p>" for line in BODY)
    state = json.dumps({"props": {"article": {"title": "老桥重新开放", "content": words}}})
    page = f"<html><head><title>老桥重新开放</title></head><body><div id='app'></div><script id='__NEXT_DATA__' type='application/json'>{state}</script></body></html>"
    assert said(Source("case", "case", "text/html", page.encode())) == list(BODY)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("首页 > 新闻", "老桥重新开放，老人等在桥头", "2024-03-05 来源：河畔日报", *BODY),
            "老桥重新开放，老人等在桥头",
        ),
        (("老桥重新开放，老人等在桥头", "2024-03-05", "老桥和它的石头 吴越 摄", *BODY), "老桥重新开放，老人等在桥头"),
        (
            ("河畔区人民政府关于重新开放", "城东老桥的通知", "河政办〔2024〕3号", *BODY),
            "河畔区人民政府关于重新开放 城东老桥的通知",
        ),
        (("首页", "河畔新闻网", "2024-03-05", *BODY), None),
        (("老桥重新开放，老人等在桥头_城事_河畔网", "首页", "登录", *BODY), "老桥重新开放，老人等在桥头"),
        (("老桥重新开放，老人等在桥头(图)", "2024-03-05 09:30", *BODY), "老桥重新开放，老人等在桥头(图)"),
        (("标　题：老桥重新开放，老人等在桥头", "2024-03-05", *BODY), "老桥重新开放，老人等在桥头"),
        (("河边人家 | 老桥重新开放，老人等在桥头", "2024-03-05", *BODY), "河边人家 | 老桥重新开放，老人等在桥头"),
        (("老桥重新开放，老人等在桥头", "河畔日报", "记者 林小禾", *BODY), "老桥重新开放，老人等在桥头"),
        (("名称：关于重新开放老桥的通知", "2024-03-05", *BODY), "关于重新开放老桥的通知"),
        (("老桥重新开放", "——河边三代人的一年", *BODY), "老桥重新开放"),
        (("【发布部门】河畔区文化局", "【发布日期】2024.03.05", "河畔区老桥通行规定", *BODY), "河畔区老桥通行规定"),
        (("楼层： 第 3 楼 时间：2024-03-05 09:30", "老桥重新开放", *BODY), "老桥重新开放"),
        (("老桥重新开放 老人等在..._要闻_河畔网", "老桥重新开放 老人等在桥头", *BODY), "老桥重新开放 老人等在桥头"),
        (("闪电评|老桥重新开放-河畔网", *BODY), "闪电评|老桥重新开放"),
        (("首页 > 桥梁 > 石桥 > 老石桥", "老石桥", "石料 两车（约六吨）", *BODY), "老石桥"),
        (("老桥重新开放", "一、修桥的一年", *BODY, "二、桥上的规矩", "桥上的规矩一共有四条。"), "老桥重新开放"),
        (("频道导航                    老桥重新开放", "2024-03-05", *BODY), "老桥重新开放"),
        (("1-10月河畔县老桥通行情况", "发布日期：2024-11-22", *BODY), "1-10月河畔县老桥通行情况"),
        (("老桥重新开放", "03日14:25 作者： 何青 出自[河畔出版社]", *BODY), "老桥重新开放"),
        (("老桥重新开放", 'width="20"', *BODY), "老桥重新开放"),
        (("当前位置：首页>>正文", "石桥乡：一桩“老桥官司”", "2024-03-05 15:33", *BODY), "石桥乡：一桩“老桥官司”"),
    ],
)
def test_the_headline_of_a_dump(lines: tuple[str, ...], title: str | None) -> None:
    rows = text_lines("\n".join(lines))
    first = next(n for n, row in enumerate(rows) if row.text == BODY[0])
    found = headline_above(rows, range(first, len(rows)))
    assert (found.text if found else None) == title


def test_letters_are_met_in_any_text_and_words_are_not() -> None:
    article = squeeze("Last spring I mended umbrellas for pay, and the joint that fails is always the same.")
    assert told_in("What I learned mending umbrellas", article) > told_in("Small Repairs Weekly", article)
    assert told_in("Small Repairs Weekly", article) == told_in("2024 / 5", article) == 0


def test_findings_of_a_search_are_refused() -> None:
    rows = "".join(f"河畔的第{n}件小事\n河畔区第{n}次说起这件小事，参加的人很多，大家都说好……\n" for n in range(5))
    found = f"首页\n您搜索的是：小事\n找到约 1,204 条结果（用时 0.03 秒）\n{rows}上一页 1 2 3 下一页\n"
    with pytest.raises(NoArticleError, match="list of articles"):
        clean(Source("case", "case", "text/plain", found.encode()))


def test_a_dump_is_laid_out_in_columns() -> None:
    rows = text_lines("  频道         老桥\uf0c1\n\n\t姓    名：何青\n")
    assert [(row.text, row.indent, row.gap) for row in rows] == [("频道", 2, 0), ("老桥", 2, 0), ("姓 名：何青", 1, 1)]


def test_a_title_that_the_article_does_not_speak_of_is_the_sites() -> None:
    page = "<title>欢迎光临</title><p>首页</p><p>老桥重新开放，老人等在桥头</p><p>2024-03-05</p>"
    page += "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    assert clean(Source("case", "case", "text/html", page.encode())).title == "老桥重新开放，老人等在桥头"


@pytest.mark.parametrize(
    ("below", "spoken"),
    [("引用本文的文章（2）", False), ("手机看河畔", False), ("附件：老桥位置图", True)],
)
def test_a_label_that_hangs_below_the_last_sentence(below: str, spoken: bool) -> None:  # noqa: FBT001 - a column
    page = "\n".join(("老桥重新开放", "2024-03-05", "", *BODY, below, "", "关于我们"))
    assert (below in said(Source("case", "case", "text/plain", page.encode()))) == spoken


@pytest.mark.parametrize("line", ["2024-03-05 来源：河畔日报", "发布时间：2024-03-05", "更新日期：2024-03-05"])
def test_a_date_line_below_a_headline_with_a_colon_is_no_field(line: str) -> None:
    page = f"<div><h1>好消息：老桥重新开放</h1><p>{line}</p>{''.join(f'<p>{text}</p>' for text in BODY)}</div>"
    document = clean(Source("case", "case", "text/html", page.encode()))
    assert line not in [block.text for block in document.blocks]
    assert document.published is not None


def test_a_headline_is_what_several_places_repeat() -> None:
    page = html(BODY).content.replace(
        "<h1>老桥重新开放</h1>".encode(), "<h1>河畔新闻网</h1><h2>老桥重新开放</h2>".encode()
    )
    assert clean(Source("case", "case", "text/html", page)).title == "老桥重新开放"
    picture = html(BODY).content.replace(
        "<h1>老桥重新开放</h1>".encode(), "<h1><img src='a.png' alt='老桥重新开放'></h1>".encode()
    )
    assert clean(Source("case", "case", "text/html", picture)).title == "老桥重新开放"


def test_a_headline_holds_all_parts_of_its_witness() -> None:
    """And who signs below the article is none, though the page's title names them."""
    whole = "<div>河畔县桥梁局桥梁通报</div>".encode()
    page = html((*BODY, "河畔县桥梁局")).content.replace("<h1>老桥重新开放</h1>".encode(), whole)
    told = "<title>桥梁通报-河畔县桥梁局</title>".encode()
    page = page[: page.index(b"<title>")] + told + page[page.index(b"</title>") + len(b"</title>") :]
    assert clean(Source("case", "case", "text/html", page)).title == "河畔县桥梁局桥梁通报"


@pytest.mark.parametrize(("told", "worth"), [("桥梁通报-河畔县桥梁局", 1.0), ("桥通报-河畔县桥梁局", 0.0)])
def test_a_column_and_its_site_are_no_headline(told: str, worth: float) -> None:
    part, _, site = told.partition("-")
    assert headline.repeats(site + part, told) == worth


def test_an_article_without_a_headline_is_named_by_a_whole_clause() -> None:
    assert headline.first_clause("桥开放了。人来了。") == "桥开放了"
    long = "，".join(["老桥昨天重新开放"] * 9) + "。"
    assert headline.first_clause(long) == "，".join(["老桥昨天重新开放"] * 6)


@pytest.mark.parametrize(
    ("head", "date", "publisher", "author"),
    [
        ("<p>来源: 作者: 编辑: 日期:2024/10/12</p>", (2024, 10, 12), "河畔新闻网", ""),
        ("<p>來源：河畔晚報 作者：何青</p>", (2024, 3, 5), "河畔晚報", "何青"),
        ("<p>河畔晚报记者 何青 文/摄</p>", (2024, 3, 5), "河畔新闻网", "何青"),
        ("<p>（记者 何青 通讯员 白露）</p>", (2024, 3, 5), "河畔新闻网", "何青"),
        ("<p>记者节活动</p>", (2024, 3, 5), "河畔新闻网", ""),
        ("<p><b>发布日期</b><i>2024-01-09</i><b>信息来源</b><i>桥梁处</i></p>", (2024, 1, 9), "桥梁处", ""),
        (
            "<table><tr><td>成文日期：</td><td>2024年1月2日</td></tr><tr><td>发布日期：</td><td>2024年1月9日</td></tr></table>",
            (2024, 1, 9),
            "河畔新闻网",
            "",
        ),
        (
            "<p>By Mara Quill, Staff Writer</p><p>Published: June 14, 2023 at 6:15 p.m.</p>",
            (2023, 6, 14),
            "河畔新闻网",
            "Mara Quill",
        ),
    ],
)
def test_facts_belong_to_the_page(head: str, date: tuple[int, int, int], publisher: str, author: str) -> None:
    page = html(BODY, head=head).content
    if b"2024-03-05" in page and date != (2024, 3, 5):
        page = page.replace("2024-03-05 09:30 来源：河畔日报".encode(), b"")
    elif publisher:
        page = page.replace("来源：河畔日报".encode(), b"")
    document = clean(Source("case", "case", "text/html", page))
    assert document.published is not None
    assert (document.published.year, document.published.month, document.published.day) == date
    assert (document.publisher, document.author) == (publisher, author)


def test_a_field_that_holds_its_label() -> None:
    meta = "<head><meta name='source' content='来源：河畔晚报'>"
    page = html(BODY).content.decode().replace("<head>", meta).replace("来源：河畔日报", "")
    assert clean(Source("case", "case", "text/html", page.encode())).publisher == "河畔晚报"


@pytest.mark.parametrize(
    ("head", "publisher", "author"),
    [
        ("<p><span>2024-03-09</span><span>河畔县医保局</span><span>【字体：大 中 小】</span></p>", "河畔县医保局", ""),
        ("<p><b>河畔晚报</b><i>2024-03-09 07:45</i><a href='/x'>+关注</a></p>", "河畔晚报", ""),
        (
            "<p>2024年03月09日08:09　来源：<a href='/w'>河畔晚报</a>　作者：<span>何青</span><span>阅读</span></p>",
            "河畔晚报",
            "何青",
        ),
        ("<p>发布于 2024-3-9 22:40:18|<a href='/o'>只看</a></p><p>□ 何青</p>", "河畔新闻网", "何青"),
        ("<p>Von Jonas Quill</p><p>9 March 2024, 5:00</p>", "河畔新闻网", "Jonas Quill"),
        ("<p>김하늘 기자</p><p>입력 2024.03.09 18:05</p>", "河畔新闻网", "김하늘"),
        ("<p>2024-03-09 07:31　河畔晚报　记者 何青</p>", "河畔晚报", ""),
        ("<p>采访、撰文：何青 ｜ 2024.03.09</p>", "河畔新闻网", "何青"),
        ("<p>注册时间</p><p>2015-4-2</p><p>发表于 2024-3-9 19:26:40</p>", "河畔新闻网", ""),
        ("<p>发表于 2024-3-9 19:26</p><p>本帖最后由 何青 于 2024-3-11 08:12 编辑</p>", "河畔新闻网", ""),
    ],
)
def test_facts_stand_between_the_headline_and_the_article(head: str, publisher: str, author: str) -> None:
    page = html(BODY, head=head).content.replace("2024-03-05 09:30 来源：河畔日报".encode(), b"")
    document = clean(Source("case", "case", "text/html", page))
    assert document.published is not None
    assert (document.published.month, document.published.day) == (3, 9)
    assert (document.publisher, document.author) == (publisher, author)


def test_the_day_of_a_printed_page_is_that_of_its_edition() -> None:
    nav = "<div class='nav'><a href='/'>首页</a> <a href='/n'>新闻</a></div>"
    above = "<div>2019年10月25日 星期五</div>{}" + "<p><a href='/x'>外婆的针线匾</a></p>" * 15
    plain = html(BODY).content.decode().replace("2024-03-05 09:30 来源：河畔日报", "")
    for page, day in ((above.format("<p>第07版：副刊</p>"), 25), (above.format(""), None)):
        document = clean(Source("case", "case", "text/html", plain.replace(nav, page).encode()))
        assert (document.published.day if document.published else None) == day


def test_a_forums_category_is_no_part_of_the_headline() -> None:
    page = html(BODY).content.decode().replace("<h1>", "<h1><a href='/t'>[游记]</a>")
    assert clean(Source("case", "case", "text/html", page.encode())).title == "老桥重新开放"
    own = html(BODY).content.decode().replace("老桥重新开放", "[外一首]老桥重新开放")
    assert clean(Source("case", "case", "text/html", own.encode())).title == "[外一首]老桥重新开放"


PAY = "<div><h2>Subscribe to continue reading</h2><p>Already a subscriber?</p></div>"
FIRST = "One morning in the spring a man in a grey hat walked up the valley with a measuring chain…"
MORE = tuple(f"On day {n} he measured the valley again, and wrote the figure down in a book." for n in range(4))


@pytest.mark.parametrize(
    ("paragraphs", "tail", "refused"), [((FIRST,), PAY, True), ((FIRST,), "", False), ((FIRST, *MORE), PAY, False)]
)
def test_the_beginning_of_a_paid_article_is_none(paragraphs: tuple[str, ...], tail: str, refused: bool) -> None:  # noqa: FBT001 - a column
    if refused:
        with pytest.raises(NoArticleError, match="the beginning of one"):
            clean(html(paragraphs, tail))
    else:
        assert FIRST in said(html(paragraphs, tail))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("404\n没有这个地址\n回首页", "an error page"),
        ("网页不存在\n您要看的也许搬走了，请从首页找起。", "an error page"),
        ("Access denied\nYou may not open this page.", "an error page"),
        ("請完成安全驗證\n拖動滑塊", "a check for robots"),
        ("登录\n名字\n口令\n忘了口令？", "a login page"),
        ("该内容已被作者删除\n关闭", "an error page"),
        ("网络异常，请稍后再试\n刷新", "an error page"),
        ("Please enable JavaScript to read on.", "an error page"),
        ("渡口\n木船漆成蓝色\n孩子数着船\n灯亮在岸边", ""),
        ("票务系统维护时间缩短\n从明天起，每晚只停半小时。", ""),
        ("今晚停水，请提前储水。", ""),
    ],
)
def test_a_text_of_few_lines_may_be_no_article(text: str, what: str) -> None:
    source = Source("case", "case", "text/plain", text.encode())
    if not what:
        assert clean(source).blocks
        return
    with pytest.raises(NoArticleError, match=what):
        clean(source)


def test_what_an_announcement_says_does_not_exist_is_no_missing_page() -> None:
    page = ("本公司董事会保证本公告内容不存在任何虚假记载、误导性陈述或者重大遗漏，并对其真实性承担责任。", *BODY[:2])
    assert page[0] in said(html(page))


def test_the_date_of_a_life_is_not_the_pages() -> None:
    life = "林老师1956年9月1日生于河畔镇，1978年到河畔小学教书，一教就是四十年。"
    assert clean(text((life, *BODY))).published.year == 2024  # type: ignore[union-attr]
    alone = Source("case", "case", "text/plain", f"林老师，一路走好\n\n{life}\n{BODY[0]}\n{BODY[1]}\n".encode())
    assert clean(alone).published is None


def test_a_site_remembers_its_furniture() -> None:
    intro = "河畔新闻网每天早上为您送来新鲜的消息，欢迎常来坐坐。"
    pages = [html((intro, *(f"{line}这是{'甲乙丙丁戊己'[n]}篇。" for line in BODY[:3]))) for n in range(6)]
    known = furniture.learned(lines_of(page) for page in pages)
    assert said(pages[0])[0] == intro
    assert intro not in [block.text for block in clean(pages[0], furniture=known).blocks]
    few = furniture.learned(lines_of(page) for page in pages[:3])
    assert intro in [block.text for block in clean(pages[0], furniture=few).blocks], "three pages are no site"
    assert known.signs(Line("只在这一页有的一句话。")) == [("on this page of the site alone", furniture.ALONE)]
    assert furniture.learned([], known) == known


@pytest.mark.parametrize(
    ("words", "same"), [("浏览 {} 次", True), ("今年这个小镇一共收了{}吨番茄，比去年多了一些。", False)]
)
def test_the_figures_of_labels_do_not_tell_them_apart(words: str, same: bool) -> None:  # noqa: FBT001 - a case
    one, other = (furniture.key(Line(words.format(n))) for n in (17, 99))
    assert (one == other) is same


@pytest.mark.parametrize("run", [2, 3])
def test_a_copy_is_three_lines_or_more(run: int) -> None:
    lines = [Line(words) for words in (*BODY, "中间的一句，和别的都不一样，只有这里有。", *BODY[1 : 1 + run])]
    copies = spoken.copied(lines, set(range(len(lines))))
    assert len(copies) == (run if run == 3 else 0)


def test_left_out_sentences_become_questions(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(html(BODY, "<a href='/2'>下一页</a>").content)
    ran = narrate("clean", "a.html", "--explain", cwd=tmp_path)
    assert "another page" in ran.stdout
    assert "plainly date or source line" in ran.stdout, "the signs that decided are shown"


def test_a_refused_page_is_explained(tmp_path: Path) -> None:
    page = f"<html><body>{teasers(6)}</body></html>"
    (tmp_path / "list.html").write_text(page, "utf-8")
    ran = narrate("clean", "list.html", "--explain", cwd=tmp_path, status=5)
    assert "第0座桥的故事" in ran.stdout
    assert "name one of them" in ran.stderr


def test_other_pages_of_the_site_help(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    intro = "河畔新闻网每天早上为您送来新鲜的消息，欢迎常来坐坐。"
    for n in range(6):
        (tmp_path / "site" / f"{n}.html").write_bytes(
            html((intro, *(f"{line}这是{'甲乙丙丁戊己'[n]}篇。" for line in BODY))).content
        )
    alone = narrate("clean", "site/0.html", cwd=tmp_path).stdout
    helped = narrate("clean", "site/0.html", "--with", "site", cwd=tmp_path).stdout
    assert intro in alone
    assert intro not in helped
    assert "on 6 of 6 pages" in narrate("clean", "site/0.html", "--with", "site", "--explain", cwd=tmp_path).stdout


def test_reasons_are_told() -> None:
    document = clean(html((*BODY[:2], "责任编辑：林小禾", *BODY[2:])))
    assert [entry.reason for entry in document.omissions if "林小禾" in entry.text] == [Reason.CREDIT]
    assert all(one.why for one in document.omissions if one.reason is Reason.CREDIT)


@pytest.mark.parametrize(
    ("first", "chapters"),
    [
        ("Old men waited at its head all night to be the first across the bridge", ["The stones"]),
        ("清早的桥头", ["清早的桥头", "The stones"]),
        ("一、老桥昨天重新开放，清早就有人等在桥头，要第一个走过去，还要数一数石头", 2),
    ],
)
def test_a_sentence_below_the_headline_is_no_chapter(first: str, chapters: list[str] | int) -> None:
    page = (
        f"<h1>The bridge opens</h1><h2>{first}</h2><p>{BODY[0]}</p><p>{BODY[1]}</p><h2>The stones</h2><p>{BODY[2]}</p>"
    )
    found = [
        block.text
        for block in clean(Source("case", "case", "text/html", page.encode())).blocks
        if isinstance(block, Heading)
    ]
    assert (found if isinstance(chapters, list) else len(found)) == chapters


@pytest.mark.parametrize(
    ("paragraphs", "outside", "taken"),
    [
        (8, 0, True),  # all of the page's sentences stand in one box
        (8, 10, False),  # a part of them, and not a small one, stands elsewhere
        (2, 0, False),  # too little to be sure of
    ],
)
def test_a_box_that_holds_almost_all_sentences_is_the_article(paragraphs: int, outside: int, *, taken: bool) -> None:
    said = "".join(f"<p>第{n}天，{BODY[n % 4]}{BODY[(n + 1) % 4]}{BODY[(n + 2) % 4]}</p>" for n in range(paragraphs))
    rest = "".join(f"<p>第{n}家，{BODY[n % 4]}</p>" for n in range(outside))
    page = f"<div><a href='/'>首页</a></div><div><div><h2>老桥</h2>{said}<p>责编</p></div></div><div>{rest}</div>"
    lines = html_lines(parse(page))
    found = body.in_one_box(lines)
    sentences = [i for i, line in enumerate(lines) if line.text.startswith("第") and line.text[2] == "天"]
    assert sorted(found) == (list(range(sentences[0], sentences[-1] + 1)) if taken else [])


def test_a_box_of_links_and_labels_is_no_article() -> None:
    said = "".join(f"<p>第{n}天，{BODY[n % 4]}{BODY[(n + 1) % 4]}</p>" for n in range(8))
    labels = "".join(f"<p>标签{n} 共有若干件物品在此陈列</p>" for n in range(60))
    assert not body.in_one_box(html_lines(parse(f"<div><p>{BODY[0]}</p>{labels}{said}</div>")))


@pytest.mark.parametrize(
    ("told", "words", "lang"),
    [
        ("zh-HK", "渡輪公司昨日宣布加開班次，長者乘船半價，市民說這會方便許多。", "zh-HK"),
        ("zh-Hant-HK", "渡輪公司昨日宣布加開班次，長者乘船半價，市民說這會方便許多。", "zh-HK"),
        ("zh-CN", "渡輪公司昨日宣布加開班次，長者乘船半價，市民說這會方便許多。", "zh-TW"),
        ("zh-HK", "渡轮公司昨日宣布加开班次，长者乘船半价，市民说这会方便许多。", "zh-CN"),
        ("zh-cmn-Hans", "渡轮公司昨日宣布加开班次，长者乘船半价，市民说这会方便许多。", "zh-CN"),
        ("en", "渡轮公司昨日宣布加开班次，长者乘船半价，市民说这会方便许多。", "zh-CN"),
        (
            "en_GB",
            "The ferry runs every ten minutes from seven in the morning, and the old pay half of the fare.",
            "en-GB",
        ),
        (
            "zh-CN",
            "The ferry runs every ten minutes from seven in the morning, and the old pay half of the fare.",
            "en",
        ),
    ],
)
def test_the_language_of_a_page(told: str, words: str, lang: str) -> None:
    page = f"<html lang='{told}'><h1>{words[:6]}</h1><p>{words}</p><p>{words}</p></html>"
    assert clean(Source("case", "case", "text/html", page.encode())).lang == lang


@pytest.mark.parametrize(
    ("title", "words", "kept"),
    [("早班船", "早班船七点开。", True), ("早班船", "时刻表", False), ("登录", "请输入用户名和密码。", False)],
)
def test_a_page_of_one_sentence(title: str, words: str, kept: bool) -> None:  # noqa: FBT001 - a column
    source = Source("case", "case", "text/html", f"<h1>{title}</h1><p>{words}</p>".encode())
    if kept:
        assert said(source) == [words]
    else:
        with pytest.raises(NoArticleError):
            clean(source)


@pytest.mark.parametrize(
    ("head", "end", "title"),
    [
        ("老桥上的板凳\n何青 白露\n2020年08月05日07:20 | 来源：河畔日报", "责编：陈舟", "老桥上的板凳"),
        ("河畔晚报 数字版\n第12版：人物\n老桥上的板凳\n河畔晚报记者 何青", "河畔报业集团版权所有", "老桥上的板凳"),
    ],
)
def test_a_dumps_headline_is_no_name(head: str, end: str, title: str) -> None:
    words = "老桥上的板凳换了新的，过桥的人都要坐一坐。\n板凳是木匠用旧桥板做的，一共十二条，每条都刻了名字。"
    document = clean(Source("case", "case", "text/plain", f"河畔频道\n{head}\n{words}\n{end}\n".encode()))
    assert document.title == title


def test_the_holder_of_the_rights_is_no_headline() -> None:
    words = (
        "The Brook County Ledger\nThe mill opens its gate to strangers\nBy MARA QUILL\nThe mill at Brook Falls has twelve "
        "doors, and as of Saturday every one of them is open to strangers.\nThe gate was taken off its hinges in the "
        "spring, she said, because the county deer came in anyway.\n© Copyright 2021 Brook County Ledger, 12 Mill St.\n"
    )
    document = clean(Source("case", "case", "text/plain", words.encode()))
    assert (document.title, document.author) == ("The mill opens its gate to strangers", "Mara Quill")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("08.11.2023, 05:30 Uhr", (2023, 11, 8, 5)),
        ("Publié le 14 juillet 2021 à 07h30", (2021, 7, 14, 7)),
        ("30 juin 2019", (2019, 6, 30, 0)),
        ("15 de marzo de 2021 a las 9:05", (2021, 3, 15, 9)),
        ("4. März 2018", (2018, 3, 4, 0)),
    ],
)
def test_the_day_before_the_month(words: str, day: tuple[int, int, int, int]) -> None:
    moment = metadata.parse_date(words)
    assert moment is not None
    assert (moment.year, moment.month, moment.day, moment.hour) == day


def test_a_day_that_is_none_is_none() -> None:
    assert metadata.parse_date("39.11.2023") is None
    assert metadata.parse_date("12 fichiers 2020") is None


def test_entries_with_their_day_are_a_list() -> None:
    entries = "".join(
        f"{head}\n河畔在线 2022-0{n}-01 {words}\n"
        for n, (head, words) in enumerate(
            [
                ("修伞的人", "修了四十年伞的老余说，伞骨断了能接，雨停了人就不来了。"),
                ("编竹篮的人", "一只竹篮要劈三百根篾，每一根都要刮三遍，刮到能照见人。"),
                ("磨镜子的人", "铜镜磨好以后，第一个照的人一定是磨镜人自己，这是规矩。"),
                ("打锡壶的人", "锡壶要打一万锤，一锤也不能重，重了就要从头打过。"),
                ("写门联的人", "每年腊月写八百副，写到最后一副，才轮到自己家的门。"),
            ],
            1,
        )
    )
    with pytest.raises(NoArticleError, match="a list of articles"):
        clean(Source("case", "case", "text/plain", f"河畔在线\n专题：老手艺\n{entries}查看更多\n".encode()))


@pytest.mark.parametrize("site", ["<title>展讯-河畔博物馆</title>", "<title>公示_采购_河畔区交易网</title>", ""])
def test_a_heading_above_the_article_is_its_headline_where_the_title_is_the_sites(site: str) -> None:
    menu = "<div class='side'><p>开放时间</p><p>9:00-17:00（周一闭馆）</p><a>预约参观</a></div>"
    words = "".join(f"<div>{one}</div>" for one in BODY)
    page = f"<html><head>{site}</head><body>{menu}<div><h2>一把算盘的四百年</h2><i>2025/02/11</i><div>{words}</div></div></body></html>"
    assert clean(Source("case", "case", "text/html", page.encode())).title == "一把算盘的四百年"


def test_a_day_written_with_blanks_is_kept_without_them() -> None:
    page = f"河畔日报数字报\n2019 年 12 月 05 日 星期四\n第 07 版 乡土\n上一版 下一版\n老桥又通车了\n{chr(10).join(BODY)}\n"
    document = clean(Source("case", "case", "text/plain", page.encode()))
    assert document.published is not None
    assert dict(document.evidence)["published"].value == "2019年12月05日"


@pytest.mark.parametrize(
    ("last", "is_signed"),
    [("（老渡口）", True), ("(何青)", True), ("（全场掌声）", False), ("（完）", False), ("（他没有再回来）", False)],
)
def test_who_signs_in_brackets(last: str, is_signed: bool) -> None:  # noqa: FBT001 - a case
    lines = html_lines(parse("".join(f"<p>{words}</p>" for words in (*BODY[:2], last))))
    assert list(closing.signed(lines, range(3))) == ([2] if is_signed else [])
    assert list(closing.signed(lines, (0, 2))) == [], "nothing is said right above it"
