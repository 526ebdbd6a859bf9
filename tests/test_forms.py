"""Dumps made of one article and what the pages of the world put into it: headings of each form, and what follows each end."""

from __future__ import annotations

import pytest
from test_interludes import HEAD, PARAGRAPHS, TAIL

from narrate.clean import clean
from narrate.model import Document, Heading, Source

HEADINGS = {
    "words": ("补一把伞要多久", "谁还在补伞", "收摊以后"),
    "single words": ("伞骨", "糨糊", "旧饼干盒"),
    "questions": ("补一把伞要多久？", "谁还在补伞？", "收摊以后去哪里？"),
    "quotations": ("“快的十分钟”", "“伞是结婚时的”", "“要等天晴”"),
    "quotations with a comma": ("“漏光的针眼，要补三遍”", "“挂在堂屋里”", "“天晴才吃得住劲”"),
    "counted": ("一、补一把伞要多久", "二、谁还在补伞", "三、收摊以后"),
    "counted in brackets": ("（一）补一把伞要多久", "（二）谁还在补伞", "（三）收摊以后"),
    "figures": ("1. 补一把伞要多久", "2. 谁还在补伞", "3. 收摊以后"),
    "figures and a comma": ("1、补一把伞要多久", "2、谁还在补伞", "3、收摊以后"),
    "two figures": ("01 补一把伞要多久", "02 谁还在补伞", "03 收摊以后"),
    "bare numbers": ("一", "二", "三"),
    "bare figures": ("01", "02", "03"),
    "figures and a bar": ("01 | 补一把伞要多久", "02 | 谁还在补伞", "03 | 收摊以后"),
    "in brackets": ("【补一把伞要多久】", "【谁还在补伞】", "【收摊以后】"),
    "behind a diamond": ("◆补一把伞要多久", "◆谁还在补伞", "◆收摊以后"),
    "behind a square": ("■ 补一把伞要多久", "■ 谁还在补伞", "■ 收摊以后"),
    "behind a bullet": ("● 补一把伞要多久", "● 谁还在补伞", "● 收摊以后"),
    "behind a block": ("▍补一把伞要多久", "▍谁还在补伞", "▍收摊以后"),
    "behind a hash": ("# 补一把伞要多久", "# 谁还在补伞", "# 收摊以后"),
    "two clauses": ("快的十分钟，慢的半天", "不打的伞，挂在堂屋", "天晴了，糨糊才干"),
    "a label": ("时间：快的十分钟", "来人：多是老人", "收摊：擦干净工具"),
    "labels alone": ("多久：", "谁来：", "以后："),
    "parts": ("Part 1 补一把伞要多久", "Part 2 谁还在补伞", "Part 3 收摊以后"),
    "steps": ("第一步：看伞骨", "第二步：润伞面", "第三步：晒干"),
    "counted words": ("关键词一：竹骨", "关键词二：糨糊", "关键词三：天晴"),
    "ordinals": ("第一，要看伞骨", "第二，要等天晴", "第三，要擦工具"),
    "long ones": (
        "从三月到九月，一个补伞人和他的三轮车",
        "那些挂在堂屋里的伞，是谁的结婚礼物",
        "等到天晴的那一天，糨糊才吃得住劲",
    ),
    "cries": ("伞骨断了怎么办！", "谁还在补伞！", "收摊了！"),
    "names": ("老吴的三轮车", "何青的饼干盒", "堂屋里的红伞"),
    "formal numerals": ("壹", "贰", "叁"),
    "roman numerals": ("I. 补一把伞要多久", "II. 谁还在补伞", "III. 收摊以后"),
    "roman signs": ("Ⅰ 补一把伞要多久", "Ⅱ 谁还在补伞", "Ⅲ 收摊以后"),
    "days": ("第一天：到老桥", "第二天：学润纸", "第三天：等天晴"),
    "months": ("三月", "四月", "五月"),
    "years": ("1993年：开始补伞", "2008年：搬到老桥", "2023年：三轮车"),
    "circled": ("① 补一把伞要多久", "② 谁还在补伞", "③ 收摊以后"),
}
TAILS = {
    "credits": ("来源：河畔日报", "作者：何青", "责编：白露"),
    "brack": ("（责任编辑：白露）",),
    "end": ("（完）",),
    "tri": ("一审：何青", "二审：白露", "三审：吴越"),
    "bio": ("作者简介：何青，青年作家，著有《老桥》。",),
    "comments": (
        "网友评论",
        "阿白",
        "写得真好，想起了我外公的伞。",
        "2023-04-06 08:12 回复 赞 3",
        "老渡口",
        "我家也有一把，舍不得扔。",
        "2023-04-06 09:30 回复",
    ),
    "comments2": ("评论（2）", "阿白：写得真好，想起了我外公的伞。", "老渡口：我家也有一把，舍不得扔。"),
    "comments3": ("全部评论", "匿名用户 河畔", "写得真好，想起了我外公的伞。", "3小时前", "点赞", "回复"),
    "wechat": (
        "—END—",
        "点个在看，让更多人看到",
        "喜欢此内容的人还喜欢",
        "河上的三座桥",
        "河畔日报",
        "写留言",
        "阅读原文",
    ),
    "related": ("相关新闻", "河上的三座桥", "渡口的一天", "谁还在打油纸伞"),
    "relsum": (
        "推荐阅读",
        "河上的三座桥",
        "三座桥里最老的一座，今年一百二十岁，桥面上的石板磨得发亮。",
        "渡口的一天",
        "凌晨四点，第一班渡船离岸，船上坐着卖菜的人和上学的孩子。",
    ),
    "rights": ("版权声明：本文为河畔日报原创，未经授权不得转载。",),
    "disc": ("声明：本文仅代表作者个人观点，与本网无关。",),
    "disc2": ("免责声明：本网转载文章目的在于传递更多信息，如有侵权请联系删除。",),
    "hot": ("热门排行", "1 河上的三座桥", "2 渡口的一天", "3 谁还在打油纸伞"),
    "prevnext": ("上一篇：河上的三座桥", "下一篇：渡口的一天"),
    "tags": ("标签：补伞 老桥",),
    "tags2": ("#补伞 #老桥",),
    "keyw": ("关键词：补伞，老桥，手艺",),
    "share": ("分享到：", "微信", "微博", "QQ空间"),
    "tools": ("【打印本页】 【关闭窗口】",),
    "app": ("打开河畔新闻APP，查看更多精彩内容",),
    "qr": ("扫一扫，关注河畔日报公众号",),
    "report": ("举报/反馈",),
    "tips": ("新闻热线：0000-5550101", "投稿邮箱：a@paper.example"),
    "count": ("阅读 1.2万", "点赞 208", "评论 12"),
    "vote": ("看完这篇文章，您的心情是：", "高兴", "感动", "同情"),
    "survey": ("本页内容对您有帮助吗？", "有帮助", "没帮助"),
    "foot": ("关于我们 | 联系我们 | 版权声明", "主办单位：河畔日报社", "备案号：河ICP备00000001号"),
    "foot2": ("河畔日报社 版权所有", "地址：河畔区老街1号 邮编：000000"),
    "orig": ("（原标题：补伞人何青）",),
    "cap": ("图为何青在补伞。 吴越 摄",),
    "pic": ("（图片由受访者提供）",),
    "attach": ("附件：1.补伞价目表.doc",),
    "login": ("登录后参与评论",),
    "more": ("展开全文", "收起"),
    "ask": ("你家里还有油纸伞吗？欢迎在评论区留言",),
    "ask2": ("您对本文有什么看法？请给我们来信。",),
    "sub": ("订阅我们的每周通讯，好故事不错过",),
    "goods": ("猜你喜欢", "油纸伞 手工竹骨 ¥168", "雨靴 防滑 ¥59"),
    "series": ("本文为“河畔手艺人”系列之三",),
    "ai": ("本内容由AI语音播报",),
    "edit": ("编辑 白露 校对 吴越",),
    "links": ("友情链接：青石埠网 渡口在线",),
}
PLACES = (1, 3, 5)


def dump(body: list[str], tail: tuple[str, ...], parted: str) -> Document:
    text = parted.join(["\n".join(HEAD), *body, "\n".join(tail)])
    return clean(Source("case", "case", "text/plain", text.encode()))


@pytest.mark.parametrize("parted", ["\n", "\n\n"])
@pytest.mark.parametrize("form", HEADINGS)
def test_headings_of_each_form(form: str, parted: str) -> None:
    body, told = [], []
    for i, text in enumerate(PARAGRAPHS):
        head = [HEADINGS[form][PLACES.index(i)]] if i in PLACES else []
        body += [*head, text]
        told += [*(one.removeprefix("● ") for one in head), text]
    document = dump(body, TAIL, parted)
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert document.title == HEAD[3]
    assert [block.text for block in document.blocks] == told
    assert heads == [text for text in told if text not in PARAGRAPHS]


@pytest.mark.parametrize("parted", ["\n", "\n\n"])
@pytest.mark.parametrize("tail", TAILS)
def test_what_follows_the_end(tail: str, parted: str) -> None:
    document = dump(list(PARAGRAPHS), TAILS[tail], parted)
    assert tuple(block.text for block in document.blocks) == PARAGRAPHS
