"""What a person sees of a page that nobody tuned to: which short line was a caption, who wrote it, when, what heads what."""

from __future__ import annotations

import pytest

from narrate.clean import clean, labels
from narrate.clean.lines import Line
from narrate.model import Document, Heading, Reason, Source
from narrate.segment import segment

GATE = "菜场后门的石阶磨得发亮，天不亮就有人坐在上面择豆角，一边择一边等开门。"
STEPS = "石阶一共十一级，最下面那级被挑担的人踩出一个浅窝，下雨天能养住两条小鱼。"
KEEPER = "管钥匙的老宋每天五点零五分来开门，早五分钟不肯，说钥匙也要睡觉。"
FISH = "窝里的鱼换过许多茬，谁捞走一条，第二天总有人悄悄放回两条。"


def dump(*lines: str) -> Document:
    return clean(Source("case", "case", "text/plain", "\n".join(lines).encode()))


def html(body: str, title: str = "菜场后门的石阶") -> Document:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return clean(Source("case", "case", "text/html", page.encode()))


HEAD = ("首页", "城事", "菜场后门的石阶", "2024-05-20 06:30 来源：河畔日报")


@pytest.mark.parametrize("caption", ["老宋在菜场后门开锁", "磨得发亮的石阶", "石阶上的老宋（右）和邻居"])
def test_a_caption_without_marks_between_sentences(caption: str) -> None:
    document = dump(*HEAD, GATE, STEPS, caption, KEEPER, FISH, "编辑：林小禾")
    assert [block.text for block in document.blocks] == [GATE, STEPS, KEEPER, FISH]


@pytest.mark.parametrize(
    "chapters", [("开门", "换鱼"), ("钥匙也要睡觉", "多出来的一条鱼"), ("谁来开门？", "谁来还鱼？")]
)
def test_headings_are_no_captions(chapters: tuple[str, str]) -> None:
    document = dump(*HEAD, GATE, STEPS, chapters[0], KEEPER, STEPS, chapters[1], FISH, "编辑：林小禾")
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == [*chapters]


def test_the_names_of_a_tables_columns_are_no_label() -> None:
    rows = [Line(text) for text in (STEPS, "镇 面积（亩） 产量（斤）", "青石镇 12.4 5.1", "乌桥镇 9.8 3.9", FISH)]
    assert not labels.labels(rows, range(len(rows)))


def test_a_few_words_below_a_picture_are_its_caption() -> None:
    paragraphs = f"<p>{GATE}</p><p>{STEPS}</p><p><img src='1.jpg'></p><p>磨亮的石阶</p><p>{KEEPER}</p><p>{FISH}</p>"
    document = html(f"<h1>菜场后门的石阶</h1><div>{paragraphs}</div>")
    assert [one.text for one in document.omissions if one.reason is Reason.BOILERPLATE] == ["磨亮的石阶"]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("文/白露", "白露"),
        ("（文/白露 图/何青 审核/吴越）", "白露"),
        ("文字：白露", "白露"),
        ("原创 白露 河畔食事 2024-05-20 06:30", "白露"),
    ],
)
def test_who_wrote_it(line: str, author: str) -> None:
    document = dump("首页", "菜场后门的石阶", "2024-05-20 06:30", line, GATE, STEPS, KEEPER, FISH)
    assert document.author == author


MICRODATA = '<div itemprop="author" itemscope><meta itemprop="name" content="白露"><a href="/u/1">白露的主页</a></div>'
COMMENTED = '<div itemtype="https://schema.org/Comment"><span itemprop="author">路人</span></div>'


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (MICRODATA, "白露"),
        (f"{COMMENTED}{MICRODATA}", "白露"),
        ('<p class="byline__name"><a rel="author" href="/who/1">Mara Quill</a></p>', "Mara Quill"),
        ('<div class="bar"><a class="follow-nickName" href="/luzi">白露</a><span>于 2024-05-20 06:30 发布</span></div>', "白露"),
        ('<div class="authi"><a class="xw1">白露不凉</a></div><div class="authi">发表于 2024-5-20 06:30</div>', "白露不凉"),
        ("<div>河畔新闻记者 白露</div><div>2024-05-20 06:30</div>", "白露"),
        ('<meta name="author" content="Mara Quill mara@paper.example">', "Mara Quill"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":["Mara Quill"]}}</script>', "Mara Quill"),
        ("<div>来源于 《河畔周刊》 2024年05月20日 06:30</div>", ""),
    ],
)  # fmt: skip
def test_who_wrote_it_by_its_markup(head: str, author: str) -> None:
    document = html(f"<h1>菜场后门的石阶</h1>{head}<div><p>{GATE}</p><p>{STEPS}</p><p>{KEEPER}</p><p>{FISH}</p></div>")
    assert document.author == author
    assert document.publisher == ("河畔周刊" if "周刊" in head else "")


TELLS = "（河畔社記者白小露青石12日電）菜場後門的石階磨得發亮，天不亮就有人坐在上面擇豆角。"
REVIEW = '<script type="application/ld+json">{"@type":"Review","name":"石阶","datePublished":"2024-05-20","author":{"name":"白露"}}</script>'


def test_who_sends_it() -> None:
    document = html(f"<h1>菜場後門的石階</h1><div><p>{TELLS}</p><p>{STEPS}</p><p>{KEEPER}</p></div>")
    assert document.author == "白小露"


def test_who_signs_is_no_headline_though_it_begins_so() -> None:
    told = "<p>渡船从下月起改在白天开，夜里停航，修船坞。</p><p>要过河的，请走上游的桥，桥上不许骑车，推着走可以。</p><p>特此公告。</p>"
    signed = "<p>河畔县渡口管理委员会</p><p>2024年5月20日</p>"
    document = html(f"<h1>河畔县渡口管理委员会公告</h1><div>{told}{signed}</div>", "河畔县渡口管理委员会公告")
    assert [block.text for block in document.blocks][-2:] == ["河畔县渡口管理委员会", "2024年5月20日"]


def test_the_day_that_an_answer_is_a_link_to() -> None:
    told = f"<div><p>{GATE}</p><p>{STEPS}</p><p>{KEEPER}</p><p>{FISH}</p></div>"
    document = html(f"<h1>石阶</h1>{told}<div><a href='/a/1'><span>发布于 2024-05-20 20:15</span></a></div>")
    assert str(document.published)[:16] == "2024-05-20 20:15"


def test_who_wrote_it_below_the_entry() -> None:
    told = f"<div><p>{GATE}</p><p>{STEPS}</p><p>{KEEPER}</p><p>{FISH}</p></div>"
    below = '<footer class="entry-footer"><span class="author"><a>白露</a></span><time datetime="2024-05-20T20:15:00+08:00">5月20日</time></footer>'
    document = html(f"<article><h1>石阶</h1>{told}{below}</article>")
    assert (document.author, str(document.published)[:10]) == ("白露", "2024-05-20")


def test_a_person_wrote_it_and_no_house() -> None:
    told = f"<div><p>文/意见领袖专栏作家 白露</p><p>{GATE}</p><p>{STEPS}</p><p>{KEEPER}</p><p>{FISH}</p></div>"
    document = html(f"<meta name='author' content='河畔财经'><h1>菜场后门的石阶</h1>{told}")
    assert document.author == "白露"


def test_a_review_is_an_article_and_its_comments_have_other_days() -> None:
    told = f"<div><p>{GATE}</p><p>{STEPS}</p><p>{KEEPER}</p><p>{FISH}</p></div>"
    comment = (
        '<div class="comment-item"><span class="pubtime">2024-05-22 08:10:22</span><p>写得好，我也去坐坐。</p></div>'
    )
    document = html(f"{REVIEW}<h1>石阶</h1>{told}<div id='list'>{comment}</div>")
    assert (document.author, str(document.published)[:10]) == ("白露", "2024-05-20")
    assert html(f"<h1>石阶</h1>{told}<div>{comment}</div>").published is None


def test_the_day_of_an_edition_beside_links() -> None:
    top = '<table><tr><td>2024年05月20日 星期一 <a href="/">首页</a></td></tr><tr><td>第07版：副刊</td></tr></table>'
    end = "<p>版权所有 河畔日报报业集团 未经书面授权不得复制</p>"
    told = f"<div><p>本报记者 白露</p><p>{GATE}</p><p>{STEPS}</p><p>{KEEPER}</p><p>{FISH}</p></div>"
    document = html(f"{top}<h1>菜场后门的石阶</h1>{told}{end}")
    assert (str(document.published)[:10], document.publisher) == ("2024-05-20", "河畔日报")


def test_a_name_between_what_it_is_about_and_the_day() -> None:
    told = "A stair behind the market has eleven steps, and one of them holds two fish when it rains"
    page = (
        "The eleventh step | Stairs | The Courier",
        "News",
        "The eleventh step",
        "The eleventh step",
        told,
        "Mara Quill",
        "Sun 19 May 2024 07.00 BST",
        "Share",
    )
    sentences = (
        "The keeper of the key comes at five past five each day.",
        "The key has to sleep, he says, and so has he.",
    )
    assert dump(*page, *sentences, *sentences[::-1], f"{told}, he says.").author == "Mara Quill"


@pytest.mark.parametrize(("name", "author"), [("纪青禾", "纪青禾"), ("城事", ""), ("文化", "")])
def test_a_name_between_headline_and_day(name: str, author: str) -> None:
    document = dump("首页", "文化", "菜场后门的石阶", name, "2024-05-20 · 5 分钟读完", GATE, STEPS, KEEPER, FISH)
    assert document.author == author


def test_a_preposition_is_no_part_of_a_name() -> None:
    sentence = "Um halb zwölf brennt in der Hauptstraße nur noch ein Licht, und darunter steht der Bäcker."
    text = f"<p>{sentence}</p>" * 2 + f"<p>{sentence} Er wiegt Mehl ab.</p>"
    head = "<h1>Der letzte Bäcker</h1><div class='author'>Von <a>Katrin Vogt</a></div>"
    assert html(f"{head}<div>{text}</div>", "Der letzte Bäcker").author == "Katrin Vogt"


def test_today_is_not_the_day_of_the_article() -> None:
    top = "<div>2024年5月21日 星期二</div><ul><li><a href='/'>首页</a></li></ul>"
    head = f"{top}<h1>菜场后门的石阶</h1><div>2024-05-20 06:30 来源：河畔日报</div>"
    document = html(f"{head}<div><p>{GATE}</p><p>{STEPS}</p><p>{KEEPER}</p></div>")
    assert document.published is not None
    assert document.published.day == 20


def test_the_day_of_a_speech_is_not_that_of_its_page() -> None:
    document = dump(
        "首页", "2024-05-20 06:30 来源：菜场办公室", "在石阶重铺会上的讲话", "2024年5月18日", GATE, STEPS, KEEPER
    )
    assert document.published is not None
    assert document.published.day == 20


def test_an_institution_is_no_headline() -> None:
    rows = f"<tr><td>石阶上的一场官司</td></tr><tr><td>来源：河畔区人民法院 2024-05-20</td></tr><tr><td><p>{GATE}</p><p>河畔区人民法院认为，{STEPS}</p><p>{KEEPER}</p></td></tr>"
    assert html(f"<table>{rows}</table>", "河畔区人民法院").title == "石阶上的一场官司"


def test_a_sentence_in_a_headings_tag_is_no_chapter() -> None:
    head = "<h1>菜场后门的石阶</h1><h2>门还没开，人已经坐满。</h2>"
    document = html(f"{head}<div><p>{GATE}</p><h3>开门</h3><p>{KEEPER}</p><h3>换鱼</h3><p>{FISH}</p></div>")
    assert [part.title for part in segment(document).sections if part.title] == ["开门", "换鱼"]


def test_a_counted_row_of_titles_heads_days_too() -> None:
    titles = ("一、换锁时间", "二、换锁地点", "三、联系方式")
    document = dump(
        *HEAD, GATE, titles[0], "2024年5月25日至5月27日。", titles[1], "菜场后门。", titles[2], f"{KEEPER}{STEPS}"
    )
    assert [part.title for part in segment(document).sections if part.title] == [*titles]


def test_a_title_above_the_items_of_a_list() -> None:
    items = ("石阶上有青苔的；", "一次挑两担以上的；", "夜里没有灯的。")
    document = dump(*HEAD, GATE, "石阶为什么滑", STEPS, "这三种情况要当心", *items, FISH, "怎么开门", KEEPER)
    assert "这三种情况要当心" in [part.title for part in segment(document).sections]


def test_the_first_heading_below_the_line_of_who_and_when() -> None:
    document = dump(*HEAD, "天亮前的钥匙", KEEPER, STEPS, "小鱼不怕下雨", FISH, GATE, "编辑：林小禾")
    assert [part.title for part in segment(document).sections if part.title] == ["天亮前的钥匙", "小鱼不怕下雨"]


@pytest.mark.parametrize("line", ["收藏 点赞 打赏", "+ 关注", "石阶边等开门的人一直排到了桥头那家早点铺"])
def test_what_else_stands_above_the_first_sentence(line: str) -> None:
    document = dump(*HEAD, line, KEEPER, STEPS, "换鱼", FISH, GATE, "编辑：林小禾")
    assert line not in [block.text for block in document.blocks]


def test_labels_above_the_first_paragraph_that_are_marked_unlike_it() -> None:
    head = "<h1>菜场后门的石阶</h1><p class='type'>特稿</p><p class='where'>青石镇</p>"
    document = html(f"<div>{head}<p>{GATE}</p><p>{STEPS}</p><p>{KEEPER}</p></div>")
    assert [block.text for block in document.blocks] == [GATE, STEPS, KEEPER]


def test_bold_titles_in_frames_of_their_own() -> None:
    def frame(title: str) -> str:
        return f"<section style='border:1px'><section><p><strong>{title}</strong></p></section></section>"

    text = f"{frame('PART.1 开门')}<p>{GATE}</p><p>{STEPS}</p>{frame('PART.2 换鱼')}<p>{KEEPER}</p><p>{FISH}</p>"
    document = html(f"<h1>菜场后门的石阶</h1><div>{text}</div>")
    assert [part.title for part in segment(document).sections if part.title] == ["PART.1 开门", "PART.2 换鱼"]


def test_titles_in_brackets_are_of_one_row() -> None:
    paragraphs = f"<p>【清晨】</p><p>{GATE}</p><p>{STEPS}</p><p>【正午】</p><p>{KEEPER}</p><p>【傍晚】</p><p>{FISH}</p>"
    document = html(f"<h1>菜场后门的石阶</h1><div>{paragraphs}</div>")
    assert [part.title for part in segment(document).sections if part.title] == ["【清晨】", "【正午】", "【傍晚】"]


def test_the_day_of_a_journey_is_not_that_of_its_page() -> None:
    head = "<h1>菜场后门的石阶</h1><div><span>吴越</span><span>2024-05-20 19:22</span></div><ul><li>出发时间/2024-05-01</li></ul>"
    document = html(f"{head}<div><p>{GATE}</p><p>{STEPS}</p><p>{KEEPER}</p></div>")
    assert document.published is not None
    assert document.published.day == 20


def test_a_headline_that_links_to_its_own_page() -> None:
    head = "<h1><a href='/'>河畔</a></h1><h2>每天一小段路</h2><h1><a href='/steps'>菜场后门的石阶</a></h1>"
    assert html(f"{head}<div><p>{GATE}</p><p>{STEPS}</p></div>", "菜场后门的石阶 - 河畔").title == "菜场后门的石阶"


def test_who_signs_a_letter() -> None:
    rows = ("编辑同志：", GATE, STEPS, "此致", "敬礼", "读者 老宋")
    document = html("<h1>请修一修石阶</h1><div>" + "".join(f"<p>{row}</p>" for row in rows) + "</div>", "请修一修石阶")
    assert [block.text for block in document.blocks] == [*rows]


def test_who_holds_the_rights_wrote_it() -> None:
    head = "<h1>菜场后门的石阶</h1><div><a href='/u/1'>青豆</a> <span>2024-05-20 19:22</span></div>"
    text = f"<div><p>{GATE}</p><p>{STEPS}</p><p>{KEEPER}</p></div><div>© 本文版权归作者 青豆 所有</div>"
    assert html(head + text).author == "青豆"
