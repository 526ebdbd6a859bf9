"""What a line says: the signs of page furniture (credits, share buttons, captions, …), each a row of one table.

A sign is no verdict. It says what a line looks like by itself; whether the line is spoken is weighed in
`narrate.clean.evidence`, together with where it stands and how it is marked. No row names a site. Patterns see
simplified characters and are never worse than linear: no repetition within a repetition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from narrate.model import Reason

if TYPE_CHECKING:
    from opencc import OpenCC

# Who made it. Modifiers stand before the job (新媒体责任编辑).
MODIFIER = (
    "(?:责任|值班|本期|网络|实习|执行|版面|新媒体|文字|栏目|图片|视频|本文|特约|见习|首席|主|总|流程|融媒体?|稿件|内容|视觉|微信|"
    "本报|本刊|本网|全媒体)"
)
JOB = (
    "(?:编 {0,2}辑|主编|编审|编委|编导|校对|校 {1,2}对|审核人?|审校|审读|监制|监审|制图|制作|排版|美编|责 {0,2}编|统筹|策划|终 {0,2}审|初审|复审|"
    "[一二三]审|撰文|撰稿|作 {0,2}者|记 {0,2}者|通讯员|摄影|摄像|拍摄|剪辑|供图|供稿|投稿|翻译|译者|文字|图片|图源|配图|设计|出品人?|值班主任|"
    "文图|图文|文案?|图|来稿|整理|编译|采访|采写|录入|发布人?|主播|配音|视频|海报|采编|运营|实习生|核稿|签发|助理|导演|来 {0,2}源|讲述|口述|主厨|掌勺|楼主|博主|[Uu][Pp]主)"
)
ROLE = f"(?:{MODIFIER}?{MODIFIER}?{JOB})"
NAMES = r"[^。！？!?，]{0,46}"
DAY = r"(?:(?:19|20)\d{2}(?:\s{0,2}[-年/.]\s{0,2}|\s(?=\d{2}/\d{2}(?!\d)))\d{1,2}\s{0,2}[-月/.]\s{0,2}\d{1,2}\s{0,2}日?|\d{1,2}(?:月\d{1,2}日?|[-/]\d{1,2}(?![\d月年日天个岁人次倍%％℃])))"
# After a day, the beginning of a sentence or of a heading that speaks of it: `6月7日起停课`
GOES_ON = r"(?:[起至到前后以的在将为是与和及举召]|正式|全[国省市县区校]|开[始幕工])"
CLOCK = r"(?:(?:(?:上午|下午|晚上)\s?)?\d{1,2}\s?[:：时]\s?\d{2}(?:\s?[:：分]\s?\d{2})?秒?)"
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
OPEN, SHUT = r"[（(【\[〔<＜]", r"[）)】\]〕>＞]"
# What stands before a label for decoration.
BULLET = r"[【〔\[■□●○◆◇▶▲△▎▍►»☞#*|｜丨\s]*"


# Buttons of a page, and words that stand beside them.
TOOL = (
    "点赞|置顶|(?:已经?)?没有更多了|已经?到底了|说点什么[.…]{0,6}|[+＋加]\\s?关注|A[-−–]|A[+＋]|保护视力色?|视力保护色?|背景(?:颜)?色|字体(?:大小|显示)|收藏(?:本站|本页)?|打印(?:本页|本文)?|列印|纠错|我要纠错|我要打印|举报|字号|字体|小字号|中字号|大字号|字级|大中小|大|中|小|放大|缩小|关闭(?:窗口|本页)?|保存|赞|踩|顶一下|"
    "好文章|返回(?:首页|顶部|列表|目录|上页|上一页).{0,8}|自动刷新|刷新|最新(?:消息)?在前|只看图文|只看楼主|只看该作者|倒序(?:浏览)?|正序(?:浏览)?|听新闻|关注|T大|T小|语音播报|语音朗读|繁体|简体|"
    "无障碍|关怀版|长者版|静音|播放|暂停|倍速|全屏|登录|注册|立即注册|忘记密码[？?]?|退出|搜索|提交|取消|确定|展开全文|收起(?:回复)?|加载更多|点击加载更多|写评论|写留言|送.{0,3}礼物|设为首页|"
    "加入收藏|我要(?:评论|反馈|收藏|投稿|预约|挂号|咨询|报名)|(?:在线|立即|马上|网上|一键)(?:预约|挂号|咨询|问诊|订阅|报名|购买|下载|加入)|预约挂号|专家答疑|健康咨询|打赏|赞赏|赏|"
    "Your e-?mail(?: address)?|E-?mail(?: address)?|Sign up!?|Subscribe(?: now)?!?|Print|Save|Close|Listen|Play|Pause|Menu|Search|Skip to (?:main )?content|Log ?in|Sign in|Submit|Cancel|"
    "Aller au contenu(?: principal)?|Zum (?:Haupt)?inhalt(?: springen)?|Saltar al contenido|Vai al contenuto|Se connecter|S['’]abonner|Partager|Commenter|Anmelden|Teilen|Merken|Drucken|"
    "Iniciar sesión|Suscríbete|Compartir|Accedi|Abbonati|Condividi"
)
# What leads to a page of an article of several.
PAGE = r"(?:上一?页|下一?页|首页|尾页|末页|余下全文|第\s?\d{1,2}\s?页|\d{1,2}|…|\.{3}|[<>«»‹›])"
HEAR = r"听(?:全文|本文|文章)(?:\s?\d{1,2}:\d{2})?"
BESIDE_TOOLS = "分享|默认|回复|下载|引用|支持|反对|上一版|下一版|上一篇|下一篇|订阅|帮助"


# What a line of these kinds says is never part of a text, even as a sentence.
SURE = frozenset({Reason.HEADLINE, Reason.CREDIT, Reason.DATELINE, Reason.KEYWORDS, Reason.LINK})
ALWAYS = frozenset(
    {
        "asked to register",
        "welcome to the site",
        "rights, in English",
        "statement by its label",
        "paid links, in English",
        "asked about the page",
        "asked for stories, in English",
        "paid links",
        "how old it is",
    }
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A kind of furniture. `whole`: the row describes the line as a whole; else a word in it.

    `longest` is in characters. `is_` and `is_not` are examples, run by a test and shown in docs/cleaner.md.
    """

    name: str
    reason: Reason
    longest: int
    look: re.Pattern[str]
    whole: bool
    always: bool  # also where the line is a whole sentence: 原标题：他来了！
    is_: tuple[str, ...]
    is_not: tuple[str, ...]


def _row(
    name: str, reason: Reason, longest: int, pattern: str, examples: tuple[tuple[str, ...], tuple[str, ...]]
) -> Sign:
    whole = pattern.startswith("^") and pattern.endswith("$")
    return Sign(
        name, reason, longest, re.compile(pattern, re.IGNORECASE), whole, reason in SURE or name in ALWAYS, *examples
    )


SIGNS: tuple[Sign, ...] = (
    _row(
        "original headline",
        Reason.HEADLINE,
        120,
        r"^[（(【\[]?(?:原标题|原题|标题|新闻标题|文章标题|Original title)\s{0,2}[:：为].*$",
        (("原标题：老桥又通车了", "（原题：河边的一天）"), ("标题写得好不好，读者说了算。",)),
    ),
    _row(
        "role and names",
        Reason.CREDIT,
        70,
        rf"^{OPEN}?\s?{ROLE}(?:\s?[/／、&和及与\s]\s?{ROLE}){{0,4}}\s{{0,2}}[:：|｜丨/／＝=]\s{{0,2}}{NAMES}{SHUT}?$",
        (
            (
                "责任编辑：林小禾",
                "文字 / 图片：吴越",
                "【责编：陈舟】",
                "策划：周末 撰文：何青 剪辑：白露",
                "编  辑：郑重",
                "采访/撰文：白露",
            ),
            ("编辑：这个词过去是指整理书稿的人，今天谁都能做编辑。", "他的责任编辑说，稿子不能再改了。"),
        ),
    ),
    _row(
        "where the data are from",
        Reason.CREDIT,
        110,
        r"^数据说明[:：].{2,100}$",
        (("数据说明：本文数据由河畔研究所收集。",), ("数据说明不了一切。", "数据说明，河水比去年清。")),
    ),
    _row(
        "names before a role",
        Reason.CREDIT,
        46,
        r"^[^。！？，:：]{0,24}(?:责任编辑|责编|值班编辑)\s?[:：|｜丨]?\s?[^。！？，]{0,16}$",
        (("记者 何青 责任编辑 林小禾",), ("责任编辑小林把稿子退了回来，要他重写。",)),
    ),
    _row(
        "text and pictures by",
        Reason.CREDIT,
        60,
        rf"^(?:图文|[文图](?:[/／]?图|[、／/]文|字)?)\s?[/／|｜丨:：]\s?\S{NAMES}$",
        (("文/何青 图/白露", "图文｜吴越"), ("文、图并茂的一本书，孩子最喜欢。",)),
    ),
    _row(
        "reporter by name",
        Reason.CREDIT,
        48,
        r"^[■□●▲◎◆·（(【\[]?\s?[\u4e00-\u9fff·]{0,14}?(?:首席|特约|见习|实习|全媒体|融媒体?|驻[\u4e00-\u9fff]{1,4})?(?:记者|通讯员)"
        r"[:：\s/／]{1,3}[\u4e00-\u9fff·]{1,4}(?:[\s、，/／|]{0,3}[\u4e00-\u9fff·]{1,5}){0,8}[\s/／]{0,3}(?:文|图|摄|摄影|报道)?[）)】\]]?$"
        r"|^[\u4e00-\u9fff]{0,6}记者[\u4e00-\u9fff]{2,4}\s?[／/]\s?[\u4e00-\u9fff]{0,6}(?:报导|报道|摄影)$",
        (
            ("本报记者 何青 通讯员 白露 文/图", "晚报记者 吴越", "（记者 陈舟）", "記者何青／綜合報導"),
            ("记者 何青从市教育局了解到，秋季招生明天开始。", "记者：您每天几点出门？"),
        ),
    ),
    _row(
        "names in brackets",
        Reason.CREDIT,
        60,
        r"^[（(](?:(?:执笔|采写|文|图|写真|撮影|取材|摄影|写作)[：:・／/][^：:。，！？]{1,20}|[\u4e00-\u9fff]{2,4}[：:][^：:。，！？\s]{2,8}(?:[\s；;、]{1,2}[\u4e00-\u9fff]{2,4}[：:][^：:。，！？\s]{2,8}){1,4}|[^（）()。！？]{2,30}对(?:本文|此文|本稿)[亦也均]?(?:有|作出|做出)[^（）()。！？]{0,6}贡献)[）)]$",
        (
            ("（执笔：何青 核对：白露）", "（何青对本文也有贡献）", "（文・木島透、写真・南あかり）"),
            ("（问：几点？答：天亮。）", "（注：下同）"),
        ),
    ),
    _row(
        "names before their roles, in brackets",
        Reason.CREDIT,
        50,
        r"^[（(](?:[\u4e00-\u9fff]{2,10}\s)?(?:[\u4e00-\u9fff·]{2,4}\s?[\s／/]\s?(?:文[/／]?图|图文|文字|文|图|摄影|摄|供图|供稿|校对|编辑|整理|翻译|审核)[\s；;、，,]{0,3}){1,4}[）)]$",
        (
            ("（急诊科 何青 文　白露 校对）", "（何青 文/图）", "（何青 整理）"),
            ("（此文有图）", "（他会写文）", "（下图）"),
        ),
    ),
    _row(
        "credit in brackets",
        Reason.CREDIT,
        54,
        rf"^{OPEN}[^。！？]{{0,24}}(?:记者|作者|通讯员|责编|编辑|供稿|综合|整理|编译|(?<!数)据)[^。！？]{{0,30}}{SHUT}$",
        (
            ("（综合本报记者何青报道）", "[据市气象台消息]"),
            ("（据他回忆，那天下着雨。）", "（以上数据由渔业合作社提供）"),
        ),
    ),
    _row(
        "the end",
        Reason.CREDIT,
        12,
        rf"^[·\-—\s]*{OPEN}?\s?(?:完|全文完|本文完|未完待续|#{{3}}|# # #|(?:The )?END(?:\s\d{{1,2}}:\d{{2}}\s[AP]\.?M\.?)?)\s?{SHUT}?[·\-—\s]*$",
        (("（完）", "—END—", "- END -", "THE END", "###"), ("完了，全完了。",)),
    ),
    _row(
        "byline",
        Reason.CREDIT,
        90,
        r"^(?!.*[a-z][.!?]$)(?:By|Written by|Words by|Reporting by|Editing by|Reviewed by|Photo(?:graph)?(?:s|y)? (?:by|courtesy of)|Story by|Text by)\b:?\s"
        r"[^.!?。]{2,70}(?:[A-Z]\.[^.!?]{0,40})?$",
        (("By Mara Quill, Staff Writer", "Photographs by Tom Reed"), ("By noon the river had risen by two feet.",)),
    ),
    _row(
        "byline, in other languages",
        Reason.CREDIT,
        80,
        r"^(?-i:Par|Von|Por|Di|Da|Av|Door|Af)\s(?-i:[A-ZÀ-Þ])[\w.'’-]{0,20}(?:\s(?:(?:von|van|de|du|da|del|la|le|et|und|y|e|en|och)\s){0,2}(?-i:[A-ZÀ-Þ])[\w.'’-]{0,20}){1,5}(?:\s?[,|(].{0,30})?$",
        (
            ("Par Odile Ferrand", "Von Max Uhlig und Eva Hain", "Por Inés del Río, Madrid"),
            ("Par temps de pluie, le pont ferme.", "Von Anfang an war er dabei", "Da Vinci zeichnete Brücken"),
        ),
    ),
    _row(
        "name and address",
        Reason.CREDIT,
        100,
        r"^[^\d:：。.!?@]{2,40}[\s（(][\w.+-]{1,40}@[\w.-]{3,60}[）)]?$",
        (("何青 heqing@paper.example", "김하늘 기자 sky@paper.example"), ("请把照片寄到 heqing@paper.example。",)),
    ),
    _row(
        "source, in English",
        Reason.CREDIT,
        80,
        r"^(?:(?-i:SOURCE)\s|(?:Source|Quelle|Fuente|Fonte|Источник):\s?)[^.!?]{2,70}(?:Inc\.|Ltd\.|Co\.)?$",
        (("SOURCE Quill Machines, Inc.", "Source: Riverside Courier"), ("Source water is tested twice a day",)),
    ),
    _row(
        "about the author",
        Reason.CREDIT,
        260,
        r"^(?:About the (?:author|writer)|(?-i:[A-Z])[\w.'’-]+(?: (?-i:[A-Z])[\w.'’-]+){1,2}(?:, [^.]{3,60},)? (?:covers|is (?:a|an|the) [^.]{0,80}"
        r"(?:reporter|writer|editor|correspondent|journalist|columnist|contributor))\b.*)$",
        (
            (
                "Mara Quill covers schools. Reach her at mara@paper.example.",
                "Tom Reed is a staff writer for the paper.",
            ),
            ("Mara Quill is a nurse who walks four miles to work.", "Today her map covers 12 streets."),
        ),
    ),
    _row(
        "about the writer",
        Reason.CREDIT,
        160,
        rf"^(?:{OPEN}?(?:作者|专家|医生|嘉宾|讲者|主讲人|受访者)(?:简介|介绍|名片){SHUT}?(?:[:：].*)?|作者(?:简介|介绍|单位|系|为)[:：]?.*|[（(]?作者[:：]?(?:系|单位|为)[^。]{{2,60}}[）)]?)$",
        (
            ("（作者系河畔大学教授）", "作者简介：何青，青年作家。", "专家简介", "【专家简介】"),
            ("作者在书中写道，河水从不等人。",),
        ),
    ),
    _row(
        "source",
        Reason.DATELINE,
        90,
        rf"^{OPEN}?\s?(?:(?:本文|文章|信息|稿件|新闻|图文|内容|消息|资料)?(?:来\s{{0,3}}源|稿源|出处|转自|转载自|摘自|选自|原载|首发)(?:于|自)?\s?[:：|｜/丨].{{0,60}}|来源[:：]?)$",
        (("来源：河畔日报", "来  源：河畔日报", "（转载自：老街的博客）"), ("来源不明的药，再便宜也不要买。",)),
    ),
    _row(
        "date",
        Reason.DATELINE,
        90,
        rf"^(?!补充(?:内容|说明)|补记|后记)(?:[^。！？，,\d]{{0,24}}[\s:：|]|[\u4e00-\u9fff]{{2,12}}(?:报|社|台|新闻|财经|在线|客户端|周刊))?{OPEN}?{DAY}(?!日?{GOES_ON}|(?<=/\d)\s[a-z]){SHUT}?\s{{0,3}}(?:(?:星期|周)[一二三四五六日天])?\s{{0,3}}{CLOCK}?\s{{0,3}}"
        r"(?:[^。！？，,\d]{0,3}(?:来源|作者|编辑|责编|阅读|字数|浏览|点击|评论|字号|发布|稿源|出处|查看|分享|人气|次|阅读|\||｜)[^。！？]{0,60}|[\s（(\[【/·•—-][^。！？\d，,]{0,24}|[^。！？\d，,\s]{0,12})$",
        (
            (
                "2024-03-05 09:30 来源：河畔日报 浏览：208",
                "河畔日报 2024年3月5日",
                "河畔日报2024-03-05 09:30",
                "2024年03月05日 09:30:12",
                "2024.03.05 09:30:12字数 862阅读 208",
            ),
            (
                "2024年3月5日，大桥通车了。",
                "2024年3月5日的雨下了一夜，河水漫过了堤。",
                "1-10月河畔县投资结构稳中向好",
                "3-5月是看花的日子",
                "6月7日起全市中小学和幼儿园停课",
                "1/2 cup flour",
                "补充内容 (2020-8-19 08:10):",
            ),
        ),
    ),
    _row(
        "a day, its hour, and words beside them",
        Reason.DATELINE,
        90,
        rf"^[^。！？，,]{{0,24}}?{DAY}\s{{0,3}}{CLOCK}(?:\s[^。！？，\s]{{1,12}}){{1,8}}$",
        (
            ("2024.03.05 09:30:18 字数 612 阅读 1,099", "김하늘 기자 입력 2024.03.05 09:30 댓글 3"),
            ("3月5日 9:30 他推开门，雨停了。",),
        ),
    ),
    _row(
        "days by their labels",
        Reason.DATELINE,
        90,
        rf"^[^\s：:，。\d]{{1,8}}[:：]\s?{DAY}\s{{0,3}}{CLOCK}(?:\s{{1,3}}[^\s：:，。\d]{{1,8}}[:：]\s?{DAY}\s{{0,3}}{CLOCK})?$",
        (("出版：2024-03-05 09:30 更新：2024-03-05 11:00",), ("开船：天一亮就走", "开会：3月5日")),
    ),
    _row(
        "a day and labels beside it",
        Reason.DATELINE,
        110,
        rf"^{DAY}\s{{0,3}}{CLOCK}?(?:\s{{1,4}}[\u4e00-\u9fff]{{2,6}}[:：]\s?[^\s：:，。！？]{{1,24}}){{1,6}}$",
        (
            ("2024年03月05日 主讲人：何青（航运站渡工） 浏览：208", "2024-03-05 09:30 摄像：吴越"),
            ("3月5日 何青：天一亮就走，带两个馒头。",),
        ),
    ),
    _row(
        "labels and counts between bars",
        Reason.DATELINE,
        110,
        r"^(?=.*(?:浏览|阅读|收藏|评论|点赞|播放|点击)[:：]?\s?\d)(?:[^|｜：:。\s]{1,6}[:：\s]\s?[^|｜。]{1,12}[|｜]\s?){2,8}[^|｜：:。\s]{1,6}[:：\s]\s?[^|｜。]{1,12}$",
        (
            ("难度：初级 | 时间：半小时 | 口味：咸 | 收藏 208", "出发：早上 | 浏览：208 | 评论：12"),
            ("居住 1.2 | 衣着 0.4 | 食品 2.0", "浏览 208"),
        ),
    ),
    _row(
        "options of one letter",
        Reason.CONTROL,
        30,
        r"^[\u4e00-\u9fff]{2,6}[:：]\s?[\u4e00-\u9fff](?:[\s/|·]{1,2}[\u4e00-\u9fff]){2,6}$",
        (("背景颜色：白 绿 黄", "字体大小：小 中 大"), ("成员：何青 白露 吴越", "四季：春 夏")),
    ),
    _row(
        "time of a message",
        Reason.DATELINE,
        40,
        rf"^(?:(?:来自[^。，]{{1,14}}\s)?\d{{1,4}}[楼#]\s{{0,3}}{DAY}.{{0,16}}|(?:{DAY}\s{{1,3}}{CLOCK}|(?:昨天|今天|前天)(?:\s?{CLOCK})?|刚刚|\d{{1,3}}\s?(?:秒|分钟|小时|天|个月|周)[之以]?前)(?:\s{{0,3}}(?:来自|发布于?|·|\s)[^。，！？]{{0,14}})?)$",
        (
            ("03-05 09:30", "3小时前 来自河畔", "2楼 2019-06-12 21:52 回复"),
            ("昨天下了雨。", "今天，读者可以在晚上借书。"),
        ),
    ),
    _row(
        "published when",
        Reason.DATELINE,
        70,
        r"^(?!.*[。！？]$)(?:(?:发布|发表|更新|编辑|创建|发稿|上传|刊发|成文|印发|公开|最后更新|来自|发布于|发表于|更新于|首发于?)(?:时间|日期|于)?\s?[:：]|[^。，]{0,8}(?:创建|发布|发表|更新|修改)于\s?\d|(?:时间|日期)\s?[:：]\s?\d{4}).{0,60}$",
        (
            ("发布时间：2024-03-05", "更新于：3月5日"),
            ("发布时间另行通知，请大家留意学校的公告。", "时间：2024年3月5日至9日，每天上午，周日不办。"),
        ),
    ),
    _row(
        "published when, in English",
        Reason.DATELINE,
        110,
        rf"^(?!.*[a-z]{{2}}[.!?]$)(?:By .{{2,60}}?\s)?(?:(?:First )?(?:Published|Posted|Updated|Last (?:updated|modified)|Date)\b(?: on| at)?:?\s?(?:\w{{3,9}}day,? )?(?:{MONTH}\s|\d).{{0,60}}|(?:\w{{3,9}}day,? )?(?:{MONTH} \d{{1,2}},?|\d{{1,2}} {MONTH}),? (?:19|20)\d{{2}}(?:[ ,|·•-].{{0,50}})?|\d{{1,3}} min(?:ute)?s? (?:read|ago).{{0,20}})$",
        (
            (
                "Published: June 14, 2023 at 6:15 a.m.",
                "By Mara Quill June 14, 2023, 7:00 a.m.",
                "By Mara Quill mara@paper.example Updated June 14, 2023 7:00 a.m.",
                "3 June 2024 | By Mara Quill",
                "5 min read",
            ),
            ("June 14, 2023 was the day the bridge came down.", "Published poets seldom live on their books."),
        ),
    ),
    _row(
        "published when, in other languages",
        Reason.DATELINE,
        110,
        r"^(?!.*[a-z]{4}[.!?]$)(?:(?:Publié|Mis à jour|Veröffentlicht|Aktualisiert|Stand|Publicado|Actualizado|Pubblicato|Aggiornato|Gepubliceerd|Publicerad|Udgivet|Publisert)\b[^.!?]{0,12}\d.{0,80}|"
        r"(?:\w{2,12},? )?\d{1,2}(?:\.|er)? (?:de )?[A-Za-zÀ-ÿ]{3,10}\.? (?:de )?(?:19|20)\d{2}(?:[ ,|·•à-].{0,40})?|\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2}(?:[ ,|·•-].{0,40})?|(?:Temps de lecture|Lesedauer|Lesezeit|Tiempo de lectura|Tempo di lettura|Leestijd)\b.{0,24})$",
        (
            ("Publié le 19 mai 2022 à 07h30", "8. November 2023", "08.11.2023, 05:30 Uhr", "Lesedauer: 3 Min."),
            ("Publié en mai, le livre manque déjà.", "Stand der Dinge"),
        ),
    ),
    _row(
        "the paper in which it stood",
        Reason.DATELINE,
        60,
        rf"^[（(]?《[^》]{{2,16}}》\s?[（(]?\s?{DAY}\s{{0,3}}(?:第\s?)?[A-Z]?\d{{1,3}}\s?版?(?:\s?[：:]?[\u4e00-\u9fff]{{2,8}})?\s?[）)]?[）)]?$",
        (
            ("《河畔日报》（2024年03月05日 第02版）", "（《河畔日报》2024年3月5日02版）"),
            ("《河畔日报》第2版的照片是他拍的",),
        ),
    ),
    _row(
        "number of an issue",
        Reason.DATELINE,
        30,
        r"^[（(【\[]?[^。，！？]{0,16}?(?:(?:19|20)\d{2}年)?\s?(?:总?第)\s?\d{1,5}\s?期[）)】\]]?$",
        (("河畔夜话 第97期", "2018年第32期"), ("第97期工程完工了", "我等到第三期")),
    ),
    _row(
        "number of a document",
        Reason.DATELINE,
        30,
        r"^[\u4e00-\u9fff]{2,14}[〔\[［（(](?:19|20)\d{2}[〕\]］）)]第?\d{1,5}号$",
        (("青政发〔2024〕18号",), ("青政发〔2024〕18号文件今年起废止。",)),
    ),
    _row(
        "labels in a row",
        Reason.DATELINE,
        110,
        r"^(?!(?:业务|报名)?(?:联系|咨询)(?:人|电话))[\u4e00-\u9fff]{2,7}[：:]\s?[^\s：:。，！？]{0,20}(?:\s{1,3}[\u4e00-\u9fff]{2,7}[：:] ?[^\s：:。，！？]{0,20}){1,8}$",
        (
            ("来源: 作者: 编辑: 日期:2021/11/03", "浏览次数: 733 内容概述:"),
            ("问：几点？答：天亮就走，带两个馒头。", "马长河：天亮就走。", "联系人：何老师 联系电话：0000-5550101"),
        ),
    ),
    _row(
        "counted",
        Reason.DATELINE,
        44,
        r"^(?:本文)?(?:阅读|浏览|点击|访问|查看|播放|评论|人气|热度|收藏|点赞|综合评分)(?:量|数|次数|人数)?\s?[:：(（]?\s?[\d,.万+]{1,9}\s?[)）]?\s?(?:次|人)?(?:[（(][^）)]{1,12}[）)])?$"
        r"|^[\d,.]{1,8}\s?[万kK+]?\s?(?:个|位|条|人|次)(?:用户|网友|读者|人)?已?(?:赞同|点赞|收藏|关注|浏览|阅读|参与|做过|看过|回答|喜欢|感谢|围观|学习|点评)了?(?:该|本|这|此)?[条个篇道]?(?:回答|文章|问题|菜谱?|视频|内容)?$",
        (
            ("浏览次数：208", "阅读 1.2万", "综合评分 4.8（65人评价）", "31 人赞同了该回答"),
            (
                "108人参与了这次清河。",
                "阅读108本书，是他给自己定的目标。",
            ),
        ),
    ),
    _row(
        "how long it is to read",
        Reason.DATELINE,
        40,
        r"^(?:[全本][文篇])?(?:[共约]{0,2}[计有]?\s?[\d.,]{1,7}[k千万]?\s?(?:余|多)?字|字数[:：]?\s?[\d.,]{1,7}k?)[，,。/|·\s]{0,3}(?:预计|大约|大概)?(?:阅读|读完|需要?|时长|用时|大?约){0,4}\s?[≈:：]?\s?\d{1,3}\s?分钟[。]?$",
        (
            (
                "全文1902字，阅读约5分钟",
                "全文约2千字，读完约需4分钟",
                "共3200字 预计阅读8分钟",
                "字数 2100 · 阅读约7分钟",
                "本文字数： 2.4k 阅读时长 ≈ 4 分钟",
            ),
            ("他写了1902字，读完要5分钟，没有人打断他。",),
        ),
    ),
    _row(
        "counted, in English",
        Reason.DATELINE,
        40,
        r"^\d[\d.,]{0,8}[KM]?(?: stars?)? (?:(?:from|out of) \d[\d.,]{0,8} )?(?:votes?|ratings?|reviews?|views?|shares?|likes?|accesses|citations)$",
        (("4.8 from 31 votes", "2,310 views"), ("31 votes were cast before noon.", "4 views of a bridge")),
    ),
    _row(
        "record of a document",
        Reason.DATELINE,
        80,
        r"^(?:索\s?引\s?号|信息名称|信息类别|发文(?:机关|字号|单位|日期)|文\s{0,8}号|文件编号|主题(?:分类|词)|发布机构|公开(?:方式|范围|形式|目录)|成文日期|有效性|时效性|体裁分类|"
        r"分\s?类|组配分类|生成日期|废止日期|统一编号)(?:\s{0,3}[:：].{0,50}|\s.{0,50})?$",
        (
            ("索引号：HP2024-0031", "发文机关：河畔区人民政府办公室", "主题分类："),
            ("索引号是图书馆给每本书的门牌，读者靠它找书。",),
        ),
    ),
    _row(
        "share",
        Reason.SHARE,
        60,
        r"^(?:分享(?:到|至|给)?[:：]?|(?:共享|分享|转发|推荐|转载)(?:此|本|这)篇?(?:文章?|页面?|内容)[:：]?|分享(?:到|至|给).{0,24}|(?:微信|用手机)?扫(?:一扫|码|描)[^。，]{0,24}|(?:长按|识别|扫描|扫码|关注|微信扫码)[^。，]{0,16}(?:二维码|关注|查看|阅读)[^。，]{0,12}|[^。，]{0,8}(?:二维码|扫一扫)|(?:欢迎)?(?:转发|分享)(?:出去|给朋友)?[，,]?\s?让更多的?人(?:看到|看见|知道|了解)|复制(?:链接|网址)|转发到.{0,12}|发送到手机|手机(?:查看|看新闻|阅读|版)|"
        r"微博|微信(?:好友)?|朋友圈|QQ(?:空间|好友)?|(?:Share|Tweet|Email|Print|Facebook|Twitter|WhatsApp|LinkedIn|Copy link)(?: (?:this|on|via|to|it)\b.{0,40}|(?:\s{1,3}(?:Share|Tweet|Post|Pin|Save|E-?mail|Print|Facebook|Twitter|X|WhatsApp|LinkedIn|Copy link)){1,6})?|Click to (?:share|print|email).{0,40})$",
        (
            (
                "分享到：",
                "共享此文章：",
                "扫一扫",
                "扫描二维码关注",
                "分享让更多人看到",
                "Share on Facebook",
                "Share  Tweet  Email  Print",
                "微信好友",
                "Click to print (Opens in new window)",
            ),
            (
                "扫码支付，老人也学会了。",
                "二维码为什么贴得那么低",
                "他把这张照片分享给了每一位邻居。",
                "让更多人看到河的人",
            ),
        ),
    ),
    _row(
        "shared from an app",
        Reason.SHARE,
        120,
        r"^[—–\-\s(（]{0,6}(?:来自|分享自|转发自|本文来自|内容来自|发自)[^。，]{1,20}(?:App|客户端|小程序|公众号|浏览器)[^。]{0,24}(?:(?:点击|打开|复制|长按|下载|查看)[^。]{0,60})?[)）]?$",
        (
            ("—— 来自「河畔厨房」App，复制打开看视频", "分享自河畔新闻客户端"),
            ("来自客户端的数据说明，早高峰提前了半个小时。", "这条消息来自公众号的一篇旧文，当时没人注意。"),
        ),
    ),
    _row(
        "a word of sharing",
        Reason.SHARE,
        80,
        r"分享到|扫一扫|二维码|扫码|微信扫|长按.{0,8}识别|share this",
        (("扫一扫，把文章分享到朋友圈。",), ("孩子们分享了自己种的番茄。",)),
    ),
    _row(
        "tools",
        Reason.CONTROL,
        36,
        rf"^{OPEN}?(?:{TOOL}|{HEAR}){SHUT}?\s?[:：+\d(（)）]{{0,8}}(?:[\s|｜/·：:【\[\]】]{{0,3}}(?:{TOOL}|{HEAR}|{BESIDE_TOOLS})[\d(（)）\]】]{{0,6}}){{0,10}}\s?[|｜]?$",
        (
            (
                "字号：大 中 小",
                "【打印】",
                "自动刷新 | 只看图文 | 倒序",
                "赞 12",
                "登录 | 注册",
                "【字体：放大 缩小】",
                "最新消息在前 刷新",
                "A- A+",
                "保护视力色：",
                "立即注册 忘记密码？",
                "小｜中｜大 听全文 03:20",
            ),
            ("打印机坏了。", "小小的番茄", "收藏家把画捐了出来。"),
        ),
    ),
    _row(
        "player",
        Reason.CONTROL,
        60,
        r"^(?:(?:您的|当前)?浏览器(?:版本过低|不支持).{0,40}|.{0,6}(?:视频|音频)(?:加载中|播放器|加载失败).{0,20}|(?:收听|听|(?:点击)?播报|(?:点击)?朗读)(?:本文|全文|文章|新闻)[^。]{0,20}|点击(?:播放|收听|观看)\s?\d{1,2}:\d{2}|\d{1,2}:\d{2}\s?/\s?\d{1,2}:\d{2}|(?:当前|剩余|总)时间\s?[\d:]{0,8}|Listen to this (?:article|story).{0,30}|Your browser does not support.{0,40}|Loading\W{0,5})$",
        (
            (
                "您的浏览器不支持音频播放",
                "收听本文 03:20",
                "点击播报本文，约2分钟",
                "点击播放 03:20",
                "00:00 / 05:12",
                "Listen to this article 4 min",
            ),
            ("听新闻成了他每天早上的习惯。",),
        ),
    ),
    _row(
        "of a picture or a page, in English",
        Reason.CONTROL,
        60,
        r"^(?:(?:toggle|hide|show|expand) caption|(?:jump|skip|go) to (?:the )?(?:recipe|comments|video|content|main content|navigation|footer)|(?:print|pin|rate|save) (?:this )?recipe|(?:enlarge|view|open|expand) (?:this )?(?:image|photo|picture)(?: in (?:full ?screen|gallery|a? ?new (?:tab|window)))?)$",
        (
            ("toggle caption", "Enlarge this image", "View image in fullscreen", "Jump to Recipe"),
            ("View image files as a list first.", "Jump to conclusions"),
        ),
    ),
    _row(
        "a recording and its length",
        Reason.CONTROL,
        30,
        r"^[▶►\s]{0,3}(?:视频|音频|录音|回放|语音|Video|Audio)\s?[:：]?\s?\d{1,2}:\d{2}(?::\d{2})?$",
        (("视频 00:48", "音频：12:05"), ("视频 2024年拍摄", "视频里，他在00:48抬起头。")),
    ),
    _row(
        "of a forum's attachments",
        Reason.CONTROL,
        60,
        r"^(?:本(?:帖子?|主题)中?包含更多(?:资源|图片|附件).{0,40}|您?需要\s?登录\s?(?:以?后)?才?可?以?\s?(?:下载|查看|回帖|回复|发帖)[^。]{0,24})$",
        (("本帖子中包含更多资源", "您需要登录后才可以回帖 登录 | 立即注册"), ("本帖子里的图片都是用手机拍的。",)),
    ),
    _row(
        "consent",
        Reason.CONTROL,
        300,
        r"(?:使用|接受|同意|允许).{0,10}[Cc]ookies?|[Cc]ookies?.{0,30}(?:浏览体验|政策|设置|偏好)|We (?:and our partners )?use cookies|^\*?\s?I (?:understand|agree|accept|consent)\b.{0,80}(?:agreement|policy|terms|e-?mails?)|By (?:signing up|subscribing|registering)\b.{0,60}(?:agree|accept)|隐私(?:政策|设置|偏好)",
        (
            (
                "本站使用 Cookie 来改善您的浏览体验。",
                "We use cookies to remember your choices.",
                "I understand that this constitutes agreement to the terms.",
            ),
            ("他给孩子们烤了一炉饼干。",),
        ),
    ),
    _row(
        "report a fault",
        Reason.CONTROL,
        80,
        r"^(?:.{0,14}(?:选择|填写)?(?:举报|纠错|反馈)(?:理由|原因|类型|内容|信息|成功|提交).{0,30}|(?:广告|低俗|色情|暴力|谣言|抄袭|侵权|其他)(?:[、/\s]{1,2}(?:广告|低俗|色情|暴力|谣言|抄袭|侵权|其他)){2,8}|(?:感谢|谢谢)您的(?:反馈|举报)[^，]{0,12})$",
        (("请选择举报理由", "暴力 谣言 侵权 其他"), ("他举报有功，得到了奖励。",)),
    ),
    _row(
        "how it was edited",
        Reason.CREDIT,
        60,
        r"^[（(]?(?:本次|本篇|本文|本)?(?:采访|访谈|对话|文章|内容|稿件)(?:内容)?(?:已?经过?|略?有)(?:[^。，]{0,8})(?:删节|编辑|整理|删减|精简|改动)[^。，]{0,12}[。]?[）)]?$",
        (
            ("本次采访经过删节与编辑。", "（访谈内容有删减）"),
            ("采访经过整整一年，才得到同意。", "文章有人改，才像文章。"),
        ),
    ),
    _row(
        "who posts, in figures",
        Reason.CONTROL,
        80,
        r"^(?:[^\s\d]{2,8}\s{1,3})?(?:(?:主题|帖子|回帖|精华|积分|威望|金币|经验|等级|注册时间|在线时间|最后登录)\s?[:：]?\s?[\d-]{1,12}\s{0,3}){2,8}$",
        (
            ("中级会员 帖子 318 精华 1 积分 902 注册时间 2018-4-2", "主题 14 帖子 302 积分 1187"),
            ("积分 12", "主题：春天 精华：秋天"),
        ),
    ),
    _row(
        "asked to register",
        Reason.CONTROL,
        80,
        r"^(?:立即|马上|现在)(?:登录|注册)(?:账号)?[，,！!][^。]{0,50}(?:更多(?:功能|好友|精彩|权限|内容)|玩转社区)[^。]{0,30}[。！!]?$",
        (("马上注册，结交更多好友，享用更多功能，让你轻松玩转社区。",), ("马上注册，他说，晚了就没有名额。",)),
    ),
    _row(
        "weather of the moment",
        Reason.CONTROL,
        60,
        r"^(?:[\u4e00-\u9fff]{2,8}\s{1,3})?(?:天气[:：]?\s?)?(?:晴|多云|阴|[小中大暴阵]雨|雷阵雨|[小中大]雪|雾|霾)(?:转(?:晴|多云|阴|[小中大阵]雨|[小中大]雪))?\s{0,3}[-−]?\d{1,2}(?:\s?[~～/-]\s?[-−]?\d{1,2})?\s?(?:℃|°C?)(?:\s[^。，！？]{1,20}){0,4}$",
        (("河畔 多云 18℃ 空气质量：良", "晴转多云 12~20℃ 东南风3级"), ("晴天18℃最好晒谷子。", "河畔 18℃")),
    ),
    _row(
        "more or less of it",
        Reason.CONTROL,
        30,
        r"^[^。！？，]{0,16}\d[^。！？，\d]{0,4}\s?[－−–-]\s{0,3}[＋+]$",
        (("份量：4人份 － ＋", "数量 1 - +"), ("气温：3度 -", "A- A+ 分")),
    ),
    _row(
        "asked about the page",
        Reason.CONTROL,
        60,
        r"^(?:(?:Was|Is) this (?:page|article|information|guide|answer|content) (?:helpful|useful)|Did you find (?:this (?:page|article)|what you)[^?.]{0,30}|(?:本页|本文|该|以上)?(?:内容|信息|文章|回答)?(?:对您|是否对您|对你)有(?:所)?帮助吗?|您对(?:本文|本页|本文件|该信息)[^。]{0,8}满意|[您你]?对(?:本文|这篇文章|本期内容)有(?:什么|何|哪些)(?:看法|意见|想法|建议))\s?[?？](?:(?:欢迎|请|快来)[^。]{2,24}[。！]?)?$",
        (
            (
                "Was this page helpful?",
                "您对本文是否满意？",
                "本页内容对您有帮助吗？",
                "您对本文有什么看法？请给我们来信。",
            ),
            ("Was this page torn out?", "您对自己满意吗？"),
        ),
    ),
    _row(
        "related",
        Reason.RELATED,
        60,
        rf"^{BULLET}(?:(?:相关|推荐|延伸|拓展|热门|精彩|更多|猜你|您可能|你可能|大家都在|其他人也在|其他|其它|作者|近期|往期|今日|编辑|最新|本文|同类|本类|本周|新闻|热点|为您|为你|热)"
        r"(?:阅读|新闻|推荐|链接|报道|文章|内容|专题|资讯|热点|热文|图集|视频|喜欢|看过?|还(?:会|想)?(?:喜欢|想看|看)?|也(?:会|想)?(?:喜欢|看|读)|精彩|回顾|搜索|话题|标签|稿件|条目|排行|要闻|头条|文|图|榜|感兴趣){1,3})"
        r"(?:的(?:文章|内容))?\s?(?:[】〕\]]?\s?(?:[:：>»].{0,44})?|[】〕\]].{0,44})$"
        r"|^(?:(?:政策|文件|图文)(?:解读|原文)|(?:相关|关联)(?:政策|文件|解读)|专题)[:：].{1,48}$",
        (
            (
                "相关阅读",
                "延伸阅读：河上的三座桥",
                "【延伸阅读】河上的三座桥",
                "〔延伸閱讀〕河上的三座橋 一百年的渡口",
                "【精彩推荐】",
                "猜你喜欢",
                "新闻推荐",
                "往期回顾",
                "政策解读：图解《渡口管理办法》",
                "相关政策：渡口补助办法",
                "政策原文：渡口补助办法",
                "【你可能也想看】渡口的一天",
            ),
            ("相关部门表示，大桥将在月底通车。", "推荐阅读这本书的人，往往自己也没有读完。"),
        ),
    ),
    _row(
        "related, in English",
        Reason.RELATED,
        90,
        r"^(?:(?:People|Others|Readers) (?:are )?also (?:read(?:ing)?|viewed|searched(?: for)?)\s?(?:…|\.\.\.|:)?|(?:Read more|Read also|Read next|Related(?: articles| stories| content| posts| news)?|See also|More (?:on|from|in|stories|news)|Recommended(?: for you| stories| reading)?|Most (?:read|popular|viewed)|Trending(?: now)?|You (?:may|might) (?:also )?like|"
        r"Editor['’]?s['’]? (?:picks?|choice)|Don['’]t miss|Also read|Top stories|Latest (?:news|stories|headlines)|MORE|READ MORE|Up next|What to read next|In this article|On this page|Contents)\b\s?(?:[:：|].{0,80}|.{0,24}))$",
        (
            ("MORE: The bridge that would not fall", "Editor’s Picks", "Read more", "People are also reading…"),
            ("More than half of the town came to see it.", "Related costs have doubled since the spring."),
        ),
    ),
    _row(
        "related, in other languages",
        Reason.RELATED,
        130,
        r"^(?:(?:[ÀA] )?lire aussi|Sur le même sujet|Les plus lus|Lesen Sie auch|Mehr zum Thema|Auch interessant|Meistgelesen|Lees ook|Leggi anche|"
        r"(?:Leer|Lea) también|Te puede interesar|Leia (?:também|mais)|Читайте также|По теме|Самое читаемое|اقرأ أيضا?ً?|موضوعات متعلقة|الأكثر قراءة|"
        r"関[連连][記记]事|あわせて[読读]みたい|관련 ?기사|많이 본 뉴스)\s?(?:[:：|].{0,110})?$"
        r"|^[＜<【\[〈](?:関[連连][记記]事|あわせて[読读]みたい|관련 ?기사)[＞>】\]〉].{0,110}$",
        (
            (
                "Lesen Sie auch: Die Brücke steht wieder",
                "Читайте также:",
                "関連記事",
                "＜関連記事＞橋の上の一日",
            ),
            ("Lesen Sie auch das Kleingedruckte, sagte sie.",),
        ),
    ),
    _row(
        "for members, and its title",
        Reason.RELATED,
        60,
        r"^(?:会员|订阅|付费|VIP)(?:用户|读者)?(?:免费|专享|独享|抢先|优先)?[读看听享阅](?:读|看)?[:：|｜].{2,44}$|^[\[【](?:积分榜|射手榜|赛程|赛果|集锦|组图|图集|滚动|直击|微博|评分|实录)[\]】].{2,50}$",
        (
            ("会员免费读：河上的三座桥", "[积分榜] 河畔队升到第三", "【组图】桥头的早晨"),
            ("会员说：天亮就走。", "【观察】一座桥能用多久？"),
        ),
    ),
    _row(
        "neighbouring articles",
        Reason.LINK,
        90,
        r"^[<＜«《]{0,2}\s?(?:上一篇|下一篇|上一条|下一条|前一篇|后一篇|上篇|下篇|上一页|下一页|上一章|下一章|返回列表|首页|尾页|末页|Previous|Next)(?:(?:文章|新闻)?\s?[:：】\]>»].{0,70}|\s?[>»]{0,2})$",
        (("上一篇：河上的三座桥", "下一页", "Next"), ("下一页纸上写着他的名字。", "下一篇文章写什么，他还没有想好。")),
    ),
    _row(
        "pages of an article",
        Reason.LINK,
        60,
        rf"^(?:本文导航|余下全文|在本页阅读全文|(?=.{{0,60}}(?:[上下]一?页|余下|第\s?\d{{1,2}}\s?页)){PAGE}(?:[\s|]{{1,3}}{PAGE}){{1,20}})$",
        (
            ("1 2 下一页 余下全文", "上一页 第1页 第2页", "本文导航", "« 上一页 1 | 2 | 3"),
            ("下一页纸上写着他的名字。", "1 2 3", "第2页 他写下自己的名字"),
        ),
    ),
    _row(
        "read on elsewhere",
        Reason.LINK,
        60,
        r"^[【\[（(>»☞\s]*(?:点击(?:此处|这里|蓝字|链接|图片|下方|左下角)?(?:查看|进入|下载|阅读|观看|收听|投票|报名|参与|关注|了解)[^。，]{0,24}|请?继续(?:往下|向下)?阅读[.…]{0,6}|(?:本文|全文|文章)未完[，,]?\s?(?:请?(?:点击|继续)?(?:阅读|查看|翻页)?)[^。]{0,10}|(?:查看|阅读|浏览|了解)(?:更多|全文|原文|详情|详细)[^。，]{0,14}|(?:更多|全部|详情|详细)\s?(?:内容|信息|>|»|>>)?[>»]{0,3}|[>»].{0,40}|Continue reading.{0,40}|Click here.{0,40}|View (?:all|more|comments|\d{1,5} comments?).{0,20})[】\])）]?$",
        (
            ("点击查看更多", "本文未完，点击阅读全文", "【点击投票】", "查看全文", "更多 >>", "View 12 comments"),
            ("点击右上角的加号，就能记下一笔账。", "更多的人选择了步行。"),
        ),
    ),
    _row(
        "label of a link",
        Reason.LINK,
        16,
        r"^[（(【\[]?(?:论文|原文|全文|文章|报告|视频|相关|下载|详情|新闻)(?:信息)?(?:链接|地址|网址|下载)[）)】\]]?[:：]?$",
        (("论文链接", "原文地址："), ("链接两岸的是一座老桥",)),
    ),
    _row(
        "attachment",
        Reason.LINK,
        120,
        r"^(?:附件\s?\d{0,2}\s?[:：.、]?\s?)?(?:\d{1,2}[.、．]\s?)?[^。！？]{1,90}\.(?:docx?|xlsx?|pptx?|pdf|zip|rar|wps|ofd|et|jpe?g|png|gif)(?:\s?[（(\[][^）)\]]{0,40}[）)\]])?(?:\s?下载)?$|^(?:下载|上传)附件$",
        (
            ("附件：申请表.doc", "2. 名额分配表.xlsx（下载）", "DSC_0012.jpg (208.5 KB, 下载次数: 12)", "下载附件"),
            ("附件里有一张表。",),
        ),
    ),
    _row(
        "hashtags",
        Reason.KEYWORDS,
        120,
        r"^(?:[#＃][^\s#＃，。]{1,20}[#＃]?\s{0,3}){2,16}$",
        (("#渡口 #河畔 #老船", "#渡口##河畔#"), ("# 渡口", "#1 和 #2 都停了", "#渡口")),
    ),
    _row(
        "keywords",
        Reason.KEYWORDS,
        90,
        r"^[【\[]?(?:关键[字词]|标签|tags?|keywords?|话题|分类|栏目|文章标签|Filed under|Topics)\s?[】\]]?\s?[:：].{0,80}$|^(?:Tagged|Posted in|Filed under)(?: with| as| in)?\s(?=\S)[^.。]{2,80}$",
        (
            ("标签：读书 / 河畔", "关键词：大桥", "Tags: bridges, towns", "Tagged bridges, towns"),
            ("标签贴在瓶子上，写着日期。",),
        ),
    ),
    _row(
        "welcome to the site",
        Reason.BOILERPLATE,
        60,
        r"^(?:您好[，,！!]?\s?)?(?:热烈)?欢迎(?:您)?(?:访问|来到|光临|进入|登录|浏览)[^。，]{2,36}(?:网站?|官网|门户|首页|平台|商城|论坛|主页)[！!。]?$",
        (
            ("您好，欢迎访问河畔航运站官方网站！", "欢迎光临河畔论坛"),
            ("欢迎来到河畔镇，他对每个下船的人说。", "欢迎您来河畔！"),
        ),
    ),
    _row(
        "label of a summary",
        Reason.BOILERPLATE,
        10,
        r"^[【\[]?(?:核心提示|内容提示|内容导读)[】\]]?$",
        (("核心提示", "【内容导读】"), ("核心提示写得很短", "内容提要：")),
    ),
    _row(
        "breadcrumb",
        Reason.BOILERPLATE,
        90,
        r"^(?:(?:您?(?:当前|现在|所在|目前)的?(?:位置|所在)|您?所在位置|您?的?位置|You are here)\s?(?:是|在)?\s?[:：].{0,80}|(?:首页|主页|Home)\s?[>›»/→\-·|].{1,80}|[^。，！？>›»]{1,24}(?:\s?[>›»]\s?[^。，！？>›»]{1,24}){1,5})$",
        (
            ("当前位置：首页 > 新闻", "首页 › 面点 › 馒头", "您的位置：首页 悼念园地", "校报 > 副刊 > 诗歌"),
            ("首页上登着他的照片。",),
        ),
    ),
    _row(
        "advertisement",
        Reason.PROMOTION,
        40,
        r"^[（(【\[\-—\s]*(?:广告|推广|赞助|商业推广|广而告之|推广内容|赞助内容|Anzeige|Werbung|Publicité|Publicidad|Pubblicità|Реклама|إعلان|広告|광고|La suite après (?:la|cette) publicité|(?:Story|Article) continues below(?: advertisement)?|(?:(?:我是)?广告\s?)?[請请]?继续往下阅读[.…]{0,6}|(?:Skip )?Ad|Advertis(?:ements?|ing)|Sponsored(?: content)?|Promoted)[）)】\]\-—\s]*$",
        (
            (
                "广告",
                "我是广告 请继续往下阅读",
                "廣告 請繼續往下閱讀…",
                "— Advertisement —",
                "ADVERTISING",
                "Skip Ad",
                "La suite après la publicité",
            ),
            ("广告做得很大。",),
        ),
    ),
    _row(
        "an offer",
        Reason.PROMOTION,
        120,
        r"^(?:.{0,40}(?:下载|安装|打开|现在用).{0,12}(?:APP|客户端)[^。]{0,20}[！!。]?|(?:请)?(?:长按|点击|戳|关注|搜索|添加|加入|扫描).{0,24}(?:公众号|微信号|订阅号|视频号|微信群|读者群|蓝字|下方|右上角|卡片)[^。，]{0,20}[！!。]?|(?:公众号|微信号|微信公众平台|官方微博|订阅热线|广告热线|新闻热线|报料热线|爆料热线|投稿邮箱|爆料邮箱|联系邮箱|商务合作|广告合作|客服(?:电话|热线)|联系我们|联系电话|值班电话|举报电话|监督电话)\s?[:：].{0,60}|"
        r"(?:[^。！？]{0,30}[，,\s])?(?:请|记得|欢迎|别忘了)(?:帮忙|随手)?(?:点赞|收藏|转发|关注|分享)(?:[、，和并]?(?:点赞|收藏|转发|关注|分享|在看|评论|投币)){1,4}[^。，]{0,8}[！!。]?|(?:点击|戳|轻触)(?:最?上方|下方|标题下方?|顶部|页面上方)[^。]{0,20}(?:订阅|关注|置顶|星标)[^。]{0,8}[！!。]?|请(?:记住|收藏)(?:本书|本站|我们)[^。]{0,10}(?:域名|网址)[^，]{0,80}|欢迎(?:关注|订阅|扫码|投稿|加入|转发|分享)[^。，]{0,30}[！!。]?|一键(?:三连|关注)|(?:觉得不错)?[^。]{0,10}点(?:个|亮)?.{0,3}“?(?:在看|赞)”?[^，]{0,10}|(?:有线索|想爆料).{0,30}|Sign up (?:for|to)\b.{0,90}|Subscribe\b.{0,60}|Follow us\b.{0,60}|Download (?:our|the) app\b.{0,60}|Get .{0,60}(?:newsletter|(?:in|to) your inbox).{0,30}|Support (?:our|independent|local) .{0,60}|(?!.*(?:said|says)\b).{0,60}\b[Tt]ag (?:me |us )?@\w.{0,60}|Write to .{0,80}|Thanks? (?:you )?for (?:reading|subscribing)\b.{0,90}|Contact (?:us|the (?:author|reporter|writer))\b.{0,60}|Have a (?:tip|story).{0,80}|(?:after|before) newsletter (?:promotion|sign-?up)|订阅我们的?[^。]{2,40}|订阅[^。，！？]{2,12}(?:报|快讯|简报|通讯|周刊|邮件|专栏)[！!]?|(?:Free )?(?:daily|weekly|morning|evening|monthly) newsletter)$",
        (
            (
                "长按识别二维码，关注本报公众号",
                "新闻热线：1234567",
                "欢迎订阅河畔晚报",
                "点击上方“老街夜话”即可订阅！",
                "Sign up for our morning newsletter",
                "Get the news of the valley delivered to your inbox!",
                "Write to Mara Quill at mara@paper.example",
                "Support local reporting with a small gift.",
                "Thanks for reading the Courier! Feel free to share it.",
                "after newsletter promotion",
                "Free weekly newsletter",
                "订阅河畔晨报",
                "订阅我们的每周通讯，好故事不错过",
                "Made this bread? Tag @riverbread so that we can see it!",
            ),
            ("他下载了软件，却不会用。", "我们关注河水，也关注河边的人。"),
        ),
    ),
    _row(
        "called upon",
        Reason.PROMOTION,
        70,
        r"^(?:(?:想看|阅读|查看|了解)?更多[^。！？]{0,16}[，,]?\s?)?(?:敬?请|欢迎|立即|马上|免费|按此|按我|点此)[^。！？]{0,8}(?:关注|订阅|下载|加入|点击|扫码|登录|注册|前往|阅读|浏览|收看|收听|索取)[^。！？]{0,12}"
        r"(?:公众号|微信|微博|客户端|APP|电子报|电子版|邮箱|信箱|会员|专题|二维码|频道|报导|报道|资讯|精彩|本[报网站台]|全文|下去|…|\.\.\.)[^。！？]{0,14}[！!.…]{0,3}$"
        r"|^(?:立即|马上)?加入?(?:我们的?|[^。！？，,\s]{2,10}\s?(?:官方)?\s?)?(?:LINE|微信|QQ|Telegram)(?:好友|群)?[^。！？]{0,20}[！!]?$"
        r"|^请?(?:继续)?(?:往下)?(?:继续)?(?:阅读|观看)(?:\s?(?:本文|全文))?[.…]{0,3}$"
        r"|^(?:如果?|若|要是)?(?:您|你)?(?:觉得|喜欢|认为)[^。！？]{0,20}(?:打赏|赞赏|赞助|请我喝[^。]{0,6})[^。！？]{0,8}[！!]?$",
        (
            (
                "更多精彩，请关注“河畔日报”微信公众号",
                "请立即订阅电子报，每日新闻送到邮箱",
                "请继续往下阅读...",
                "免费加入会员，看更多报导",
                "加入LINE好友，天天收到好消息",
                "加入河畔報 LINE 好友，新聞不漏接",
                "如果觉得本文有用，欢迎打赏",
            ),
            ("请阅读过这本书的人举手。", "立即下载图纸的，是一位退休工程师", "阅读使人安静"),
        ),
    ),
    _row(
        "asked at the end",
        Reason.PROMOTION,
        80,
        r"^(?:(?:Enjoy(?:ed|ing)?|Lik(?:ed?|ing)|Lov(?:ed?|ing)|Tried|Did you (?:make|try|like|enjoy)|Have you (?:made|tried)) (?:this|the|our) (?:essay|article|story|post|piece|newsletter|podcast|recipe)\?[^?]{0,44}"
        r"|(?:做了|做过|试了|试过|尝试了)(?:这道|这个|本|这份)(?:食谱|菜谱|菜|配方|点心)[^。]{0,4}[？?][^。]{0,50}[。！]?"
        r"|(?:文章|本文|内容)?很(?:值|赞|棒)[，,]?\s?(?:快来)?(?:打赏|赞赏|犒劳)[^。]{0,16}"
        r"|(?:设为|加个?|点亮)星标[，,]?\s?[^。]{0,24}"
        r"|作者声明[:：]?\s?本文(?:无|存在)利益相关[^。]{0,30}"
        r"|点(?:击|点|一?下)?(?:上方|下方)?蓝[字色][^。]{0,24}|炒股就看[^。]{2,60})$",
        (
            (
                "Enjoying this essay? Subscribe now",
                "文章很值，打赏犒劳作者一下",
                "做了这道菜谱吗？拍照并加上标签，让我看到你的成果！",
                "设为星标，不错过每周一篇",
                "作者声明本文无利益相关，欢迎交流～",
            ),
            ("Enjoying this essay takes an afternoon.", "设为星标的那颗，是北极星。", "很值，他说，走了三天也值。"),
        ),
    ),
    _row(
        "followed elsewhere, in English",
        Reason.PROMOTION,
        120,
        r"^(?:Follow|Find|Join|Like) (?:us|the|our|(?-i:[A-Z][\w&.'’-]{1,20}))(?: (?-i:[A-Z])[\w&.'’-]{1,20}){0,4} on (?:Facebook|X|Twitter|Instagram|YouTube|TikTok|WhatsApp|LinkedIn|Threads|Bluesky)\b.{0,70}$",
        (
            ("Follow the Courier on Facebook, X and Instagram. Send your story ideas here.", "Find us on Facebook"),
            ("Follow the path on foot to the river.", "Join us on Sunday at the ferry."),
        ),
    ),
    _row(
        "a price",
        Reason.PROMOTION,
        60,
        r"^[^。！？，]{2,30}\s(?:到手价|券后价?|折后价?|秒杀价?|拼团价?|会员价|活动价|限时价|[¥￥])\s?[¥￥]?\s?\d[\d.,]{0,8}\s?元?起?(?:\s[^。！？，]{2,12})?$",
        (("铸铁锅 到手价 199 元 去看看", "山路野菜礼盒 ¥68起"), ("今天菜场 白菜 1.5 元", "他说 秒杀价 199 元是假的。")),
    ),
    _row(
        "asked for stories, in English",
        Reason.PROMOTION,
        160,
        r"^(?:(?:Do you have|Have you got|Got) (?:a|any|some)?\s?(?:news|story|stories|tips?|photos?|views?)\b[^.!?]{0,60}\?.{0,100}|(?:Call|Contact|Ring|Text|E-?mail) (?:the|our) (?:news ?desk|newsroom|news team|editors?)\b.{0,80})$",
        (
            ("Do you have a story for us? Call the newsdesk.", "Got a tip? Write to us."),
            ("Do you have a story that nobody believes, she asked.",),
        ),
    ),
    _row(
        "a letter by mail, in other languages",
        Reason.PROMOTION,
        200,
        r"^(?:(?:Recevez|Inscrivez-vous|Abonnez-vous|Reciba|Recibe|Suscríbete|Suscríbase|Iscriviti|Ricevi|Erhalten Sie|Abonnieren Sie|Ontvang)\b(?=.{0,120}(?:matin|jour|semaine|newsletter|actualité|infolettre|boletín|correo|noticias|Newsletter|Nachrichten|täglich|notizie|nieuws))[^.]{4,120}|(?:Votre|Su|Tu|Ihre|La tua) (?:adresse )?e-?mail\b.{0,150}(?:newsletters?|Newsletter|boletín|publicit).{0,30})$",
        (
            ("Recevez chaque matin l'actualité de la vallée", "Abonnieren Sie unseren Newsletter"),
            ("Recevez mes amitiés, écrit-elle.", "Reciba un abrazo de su amigo."),
        ),
    ),
    _row(
        "a word of promotion",
        Reason.PROMOTION,
        120,
        r"下载.{0,12}(?:APP|客户端)|(?:APP|客户端)下载|打开.{0,10}(?:APP|客户端)|(?:关注|搜索|添加).{0,16}(?:公众号|微信号|官方微信|官方微博|视频号|订阅号)|(?:爆料|新闻)热线|(?:投稿|爆料|联系)邮箱|newsletter|在(?:APP|客户端)内打开",
        (("更多新闻请下载本报客户端。",), ("他在客户端里找到了那篇文章。",)),
    ),
    _row(
        "rights",
        Reason.COPYRIGHT,
        260,
        r"^(?:[^。]{0,40}(?:版权(?:归|所有|作品|声明|属于)|著作权归)[^。！？]{0,80}[。！]?|(?:凡|本网|本站|本报|本刊|本文|本菜谱|本食谱|本教程|本作品|本帖|本图)(?!讯|记者)[^。]{0,60}(?:未经|转载|版权|注明)[^。]{0,120}[。！]?.{0,80}|[^。]{0,40}采用[^。]{0,40}(?:许可|授权|共享)协议[^。]{0,20}[。]?|(?:未经|非经)[^。，]{0,16}(?:授权|许可|允许|同意)[，,]?[^。，]{0,10}(?:不得|禁止|谢绝|严禁|请勿)[^。]{0,40}[。！]?|(?:[^。]{2,30}[，,])?(?:禁止|谢绝|请勿|严禁)(?:非法)?转载[。！]?|转载(?:请|须|需|必须)(?:注明|联系|标明)[^。]{0,40}[。！]?|.{0,30}ICP[备证].{0,60}|.{0,30}公网安备.{0,40}|(?:Copyright|©|\(C\)|版权所有|All rights reserved).{0,120})$",
        (
            (
                "版权所有，未经许可不得转载",
                "© 2024 河畔日报",
                "未经授权不得转载。",
                "本菜谱由 何青 原创，转载请注明出自河畔厨房",
                "凡本网注明来源的作品，转载请注明出处。",
                "本作品由何青创作，采用知识共享许可协议",
            ),
            (
                "版权官司打了三年，他终于拿到了赔偿。",
                "未经家长允许，孩子不能下水。",
                "转载这篇文章的人越来越多。",
            ),
        ),
    ),
    _row(
        "rights by their set phrase",
        Reason.COPYRIGHT,
        60,
        r"^[^。！？]{0,40}(?:盗[图文版用]|抄袭|翻版|搬运|侵权)必究[。！]?$",
        (("本图由何青原创，盗图必究", "翻版必究"), ("他说，盗图必究的牌子挂了三年，没有用。",)),
    ),
    _row(
        "rights, in English",
        Reason.COPYRIGHT,
        260,
        r"^Republish (?:our|this|these) .{2,120}$|^This (?:copy|article|material|story|piece) (?:is for your personal|may not be (?:published|reproduced|copied)|(?:first |originally )?appeared (?:in|on)|was (?:first |originally )?published (?:in|on|by))\b.{0,200}$",
        (
            (
                "Republish our articles for free, online or in print.",
                "This article appeared in the print edition.",
                "This copy is for your personal, non-commercial use only.",
            ),
            ("This story begins with a bridge.",),
        ),
    ),
    _row(
        "paid links, in English",
        Reason.DISCLAIMER,
        220,
        r"^(?:This (?:post|page|article|site) (?:may )?contains? affiliate links|(?:We|I) may (?:earn|receive) (?:a|an affiliate|a small) commission)\b.{0,160}$",
        (
            ("This post may contain affiliate links. See our policy.",),
            ("This post may contain more stairs than the map shows.",),
        ),
    ),
    _row(
        "paid links",
        Reason.DISCLAIMER,
        80,
        r"^本(?:文|页|站|帖)(?:可能|中)?(?:包含|含有?|有)(?:联盟|推广|返利|佣金|广告)(?:链接|内容)[^。]{0,40}[。]?$",
        (("本文可能包含联盟链接，详情请看披露政策。",), ("本文包含三个人的故事。",)),
    ),
    _row(
        "how old it is",
        Reason.DISCLAIMER,
        90,
        r"^这是一个创建于\s?\d{1,5}\s?天前的(?:主题|文章|帖子)[，,][^。]{4,60}[。]?$|^(?:本文|文章|此文)(?:最后|距离|发布|更新)[^。]{0,12}\d{1,5}\s?天[^。]{0,30}(?:过时|变化|改变|失效)[^。]{0,12}[。]?$",
        (
            (
                "这是一个创建于 512 天前的主题，其中的信息可能已经发生改变。",
                "本文最后更新于 400 天前，部分内容可能已经过时。",
            ),
            ("这是一个创建于1912年的渡口。", "本文最后一天写完"),
        ),
    ),
    _row(
        "statement by its label",
        Reason.COPYRIGHT,
        300,
        r"^[（(【\[*※]{0,2}(?:版权声明|版权说明|免责声明|免责条款|特别声明|郑重声明|网站声明|转载声明|原创声明|风险提示|声明|本文链接|原文链接|本文作者|许可协议)\s?[】\]]?\s?[:：].*$",
        (
            (
                "版权声明：本站文章均采用共享协议，转载请注明出处！",
                "声明：本文不代表本站立场。",
                "本文链接：http://a.example/1",
            ),
            ("他在声明里说：“我没有拿过一分钱。”",),
        ),
    ),
    _row(
        "called to click",
        Reason.LINK,
        120,
        r"^[【\[](?:点击|查看|更多|戳|扫码|投票|报名|链接|视频|图集|专题|直播)[^】\]]{0,14}[】\]].{0,100}$",
        (
            ("【点击投票】选出您心中最美的桥！", "[视频] 河上的一天", "【查看实时天气】河畔 青石埠"),
            ("【观察】一座桥能用多久？",),
        ),
    ),
    _row(
        "a word of rights",
        Reason.COPYRIGHT,
        260,
        r"版权声明|版权(?:归|所有|作品|属于)|著作权归|(?:未经|非经).{0,12}(?:授权|许可|允许|同意).{0,20}(?:不得|禁止|谢绝)|(?:禁止|谢绝|请勿|严禁)(?:非法)?转载|转载(?:请|时|须|需|必须|声明)|注明(?:来源|出处|转自)|侵权(?:必究|删除|请)|ICP[备证]|公网安备|copyright|©|all rights reserved",
        (("如需转载，请注明来源。",), ("他把照片转给了朋友。",)),
    ),
    _row(
        "disclaimer",
        Reason.DISCLAIMER,
        280,
        r"^(?:[（(【\[*※注：:]{0,3}\s?(?:免责(?:声明|条款)|特别(?:声明|提示|提醒)|风险提示|郑重声明|网站声明|声明)\s?[】\]]?\s?(?:[:：].*)?|[（(]?\s?(?:注[:：])?(?:温馨提[示醒][:：]\s?)?(?:本文|文章|以上|上述|文中|本网|本站|该文|投稿)[^。]{0,40}(?:(?:仅|不|只|并非|并不).{0,6}代表|不构成|仅供|仅作|与本(?:网|站|刊)无关|不承担|请(?:自行|与我们))[^。]{0,60}[。！]?.{0,90}|[^。]{0,40}(?:仅提供|只提供|系)(?:信息)?(?:存储|发布)(?:空间|平台)?(?:服务)?[^。]{0,20}[。]?|如有(?:侵权|侵犯|不实|异议[^。]{0,20}(?:删除|本站|本网|我们))[^。]{0,40}[。！]?|(?:投资|股市)有风险，?(?:入市|投资|理财|决策)?[^。，]{0,8}[。！]?|.{0,110}do(?:es)? not (?:necessarily )?(?:reflect|represent).{0,90})$",
        (
            (
                "免责声明：文中观点仅供参考。",
                "本文仅代表作者个人观点，与本网无关。",
                "以上内容不构成投资建议。",
                "温馨提示：以上内容仅供参考，诊疗请遵医嘱。",
                "如有侵权，请联系我们删除。",
                "投资有风险，入市需谨慎",
                "Opinions in readers’ comments are their own and do not reflect those of the Courier.",
            ),
            (
                "他在会上郑重声明，自己没有收过一分钱。",
                "风险提示写得再大，也有人不看。",
                "本文的主角今年八十二岁，住在河边。",
                "如有异议，请向河畔县航运站反映。",
            ),
        ),
    ),
    _row(
        "a word of disclaiming",
        Reason.DISCLAIMER,
        280,
        r"免责(?:声明|条款)|特别(?:声明|提示|提醒)[:：]|代表.{0,12}(?:个人|本人|作者|观点|立场|本网|本站)|不构成.{0,8}建议|(?:投资|股市)有风险|据此(?:操作|入市|投资)|仅供(?:投资者)?参考|如有(?:侵权|侵犯)|not (?:necessarily )?(?:reflect|represent)",
        (("文章只代表作者的观点。",), ("她代表全班发言。",)),
    ),
    _row(
        "comments",
        Reason.COMMENT,
        44,
        rf"^{BULLET}(?:(?:聊天室|互动区|讨论区|弹幕|直播间)(?:[（(]\d{{1,6}}[）)])?|(?:网友|全部|最新|热门|精彩|精选|用户|文章|发表|我要|参与|登录|查看)?(?:评论|跟帖|留言|回复(?!内容))(?:区|列表|内容|精选)?\s?[:：(（]?\s?\d{{0,7}}\s?[)）]?(?:条|人参与)?|\d{{1,6}}\s?条?(?:评论|跟帖|留言|回应)|我来说两句.{{0,12}}|大家(?:都)?在说|(?:共|已有)?\s?\d{{1,7}}\s?(?:条|人)(?:评论|参与|跟帖|回复)|(?:登录|请先登录|您?需要登录).{{0,20}}|文明上网.{{0,20}}|发表于.{{0,30}}|(?:Leave a |Post a |Add a )?(?:Comments?|Repl(?:y|ies)|Responses?)(?: \(?\d{{1,5}}\)?)?|\d{{1,5}} (?:comments?|replies|responses)|Join the (?:conversation|discussion).{{0,20}})$",
        (
            (
                "网友评论",
                "全部评论（12）",
                "28评论",
                "8 回应",
                "已有 208 人参与",
                "Leave a comment",
                "12 comments",
                "大家在说",
                "聊天室",
                "直播间（9）",
            ),
            ("评论家说，这本书写得很慢。", "留言簿上写满了名字。"),
        ),
    ),
    _row(
        "of a commenter",
        Reason.COMMENT,
        60,
        r"^(?:(?:回复|赞|踩|顶|支持|反对|举报|引用|Reply|Like|Report)(?:\s?[\[(（]?\d{0,6}[\])）]?)(?:[\s|·]{1,3}(?:回复|赞|踩|顶|支持|反对|举报|引用|Reply|Like|Report)\s?[\[(（]?\d{0,6}[\])）]?){0,4}|\d{1,5}\s?[楼#]|沙发|板凳|(?:查看全部)?评分|参与人数\s?\d.{0,40}|\S{1,16}\s[+＋]\s?\d{1,3}\s[^。，]{1,16}|网友“[^”]{1,12}”[:：].{2,40})$",
        (
            ("赞 12 回复", "3楼", "Like · Reply", "网友“阿白”：说得好。", "参与人数 2 金币 +8", "阿白 + 5 写得好!"),
            ("顶楼上开满了花", "老桥 + 新桥"),
        ),
    ),
    _row(
        "caption by its mark",
        Reason.CAPTION,
        110,
        r"^(?:Image (?:caption|source|credit)[,:]\s.{1,100}|[▲△↑↓▼◀▶←→].{0,100}|.{0,100}[▲△↑↓]|[【\[（(](?:写真|図|图|画像|动画|照片|视频|Photo)[】\]）)].{1,60}|(?:图|图片|照片|配图|示意图|题图|封面图?|视频|数据|制表|图表)(?:片|\d{1,2}|[一二三四五六七八九十])?\s?(?:来源|由来|源自|提供|说明|[:：/|｜]).{0,60}|图\s?\d{1,2}(?:[-.]\d{1,2})?\s[^。！？]{2,60}|(?:步骤|成品|示意|效果|细节)图\s?\d{1,2}|[^。！？：:，]{2,10}(?:示意图?|效果图|对比图|流程图|分布图|走势图|结构图)\s?[:：].{2,60}|图为.{0,90}|(?:资料图片?|视频截图|网络图片|效果图|示意图|截图|文章图片|图片|(?:点击|轻触|双击|点选)(?:上方|下方)?(?:图片|照片|上图|下图|小图)?(?:可以?|即可)?(?:看|查看|放大|浏览)(?:大图|原图|图片)?|[（(]?图(?:文无关|源网络|片来源网络|片来自网络).{0,6}))$",
        (
            (
                "▲河边的老桥",
                "Image caption, The ferry at the old landing",
                "图为新建的大桥",
                "图片来源：河畔日报",
                "文章图片",
                "【写真】桥を渡る子ども",
                "图1：河的走向",
                "图2 近五年水位",
                "步骤图 3",
                "点击图片可查看大图",
                "點擊圖片放大",
                "河道示意：深色为新修的堤",
            ),
            ("图书馆今天开门。", "图片里的人是他的祖父，那年他二十岁。"),
        ),
    ),
    _row(
        "a film by its name",
        Reason.LINK,
        60,
        r"^(?:\d{1,2}|[A-Z]{2,6}\d{0,2})\s?(?:影片|视频|短片|专题|图辑|图集|直播|周报)[:：|｜].{2,48}$",
        (("01影片：最後一班船", "HK01視頻｜渡口的一天"), ("影片：他拍了三年。", "3影片")),
    ),
    _row(
        "caption by its maker",
        Reason.CAPTION,
        120,
        r"^(?:[^。！？]{2,60}[（(](?:摄影|拍摄|图源|图片来源|供图|制图|图)\s?[:：/／]\s?[^（）()。]{2,20}[）)]|.{4,100}[（(][^（）()。！？，]{0,12}(?:提供|供图|资料图片?|网络图片)[）)]|[^。！？]{2,60}[（(][^（）()。！？]{0,20}(?:资料照|记者[^（）()。！？]{2,4}摄|翻摄)[^（）()。！？]{0,12}[）)]|.{0,110}(?:[。！？\s　（(](?:本?[报网刊]?记者\s?)?[\u4e00-\u9fff·]{2,4}(?<!拍)摄|(?:[\s　。（(/／]|图[/／|])\s?(?:摄|图|制图|供图)|资料图片?|供图|摄影报道|摄影|/摄|图[/／|｜:：]\s?.{1,12}|图片来自.{1,12}|(?:本[文组]|文中|以上)?(?:图片|照片)[均都]?[由为][^。！？，]{2,16}(?:摄|拍摄|提供)|视频截图|网络截图|(?<=.{3})\s(?:摄影|供图|拍摄|图)\s?[／/｜|]\s?[\u4e00-\u9fff·]{2,6}|[\u4e00-\u9fff]{1,4}社发|(?:Getty Images|Reuters|AFP|AP Photo|Photo: .{2,40}|Credit: .{2,40}|Courtesy(?: of .{2,40})?))\s?[）)】\]]?[。]?)$",
        (
            (
                "孩子们在河边放风筝 何青 摄",
                "老桥上的小贩（资料照，记者何青摄）",
                "老桥（吴越 摄）",
                "阅览室的窗 图／白露",
                "清晨的桥头。何青摄",
                "孩子排隊借書。（記者何青攝）",
                "渡船上个月到访河畔。（受访者提供）",
                "收网的人往回走。本组图片均由吴越摄",
                "补网的老人（摄影：吴越）",
                "何青在工作间 摄影 / 吴越",
            ),
            ("他喜欢摄影，也喜欢画画。", "桥头有人在拍摄"),
        ),
    ),
    _row(
        "caption by its maker, in other languages",
        Reason.CAPTION,
        260,
        r"^.{4,200}[\s.(](?:Photos?|Photographs?|Fotos?|Picture|Bild|Crédit(?:s? photos?)?|Image|Imagen|Archives?|Illustration|Archivfoto)\s?[:©/]\s?[^.!?]{0,4}[^!?]{2,40}$"
        r"|^.{4,200}\s\((?-i:[A-Z])[\w.’'-]+ (?-i:[A-Z])[\w.’'-]+(?: for |\s?/\s?)(?:the )?(?-i:[A-Z])[^()]{2,40}\)$",
        (
            (
                "Le pont, un soir de mars. PHOTO : O. FERRAND",
                "Die Brücke im Nebel (Foto: Uhlig)",
                "Fog on the river (Ann Lake for The Courier)",
            ),
            ("Die Brücke steht wieder.", "Ein Foto: mehr blieb nicht von der Brücke übrig, sagte sie."),
        ),
    ),
    _row(
        "caption by its scene",
        Reason.CAPTION,
        40,
        r"^(?:[^。，！？：:]{2,30}(?:合影|合影留念|留影|现场照片?|夜景|外景|[外内实全]景图|效果图|资料照片)|[（(]?(?:本文|文中|以上)?(?:照片|图片|配图|视频)[^。！？]{0,16}(?:提供|拍摄|所摄)[。]?[）)]?)$",
        (
            ("获奖同学与老师合影", "（本文照片由河畔林场提供）", "新图书馆外景", "补网铺内景图"),
            ("他们在桥上拍了一张合影，那天风很大。", "照片是他自己拍的。"),
        ),
    ),
    _row(
        "caption by a place in it",
        Reason.CAPTION,
        110,
        r"^[^。！？]{2,90}[（(](?:\d{1,2}日[、,，][^）)]{2,10}[）)]|(?:[前后]排|左|右|中|上|下|前|后)(?:[一二三四五六]|起|图|侧|边)?[^）)。]{0,24}[）)])[^。！？]{0,60}[。]?$"
        r"|^[^。！？]{4,90}[＝=][^。！？]{0,24}(?:[\d０-９]{1,2}日|午前|午後|撮影|提供)[^。！？]{0,30}$"
        r"|^[^。！？]{4,90}＝[\u4e00-\u9fff々ヶ]{1,8}[都道府県市区町村郡港駅山島浜岳湖][\u4e00-\u9fffぁ-ん々]{0,6}$",
        (
            (
                "校长（左二）和学生一起种树",
                "渡船靠岸的孩子们（21日、河畔镇）",
                "手术团队（右一为主刀医生）",
                "鐘を見上げる子どもたち＝8日、河辺町",
                "湯船を磨く店主＝河辺町西",
            ),
            ("桥（左岸的那一座）去年就拆了。桥墩还在。",),
        ),
    ),
)


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


HAN = re.compile(r"[\u3400-\u9fff]")
SPACED = re.compile(r"(?<=[\u3400-\u9fff])\s(?=[\u3400-\u9fff])")
LABEL = 12  # characters of a label whose words may stand apart: 相关 新闻


@lru_cache(maxsize=8192)  # a line is read by several tables
def simplified(text: str) -> str:
    """The patterns are written once, in simplified characters: `相關文章` → `相关文章`"""
    return _converter().convert(text) if HAN.search(text) else text


@lru_cache(maxsize=8192)
def signs_in(text: str) -> tuple[Sign, ...]:
    """The signs that a line bears, in the order of the table."""
    plain = simplified(text)
    close = SPACED.sub("", plain) if len(text) <= LABEL else plain  # 相关 新闻
    return tuple(
        sign
        for sign in SIGNS
        if len(plain) <= sign.longest and (sign.look.search(plain) or (close != plain and sign.look.search(close)))
    )


def bears(text: str, name: str) -> bool:
    """Whether a line bears the sign of this name: `首页 > 正文`, a "breadcrumb"."""
    return any(sign.name == name for sign in signs_in(text))


ENDED = re.compile(r"[。！？…!?.；;][”’』」）)\"'】\]〕》]{0,3}$")


@lru_cache(maxsize=4096)
def plainly(text: str) -> Reason | None:
    """The reason that a line's own words give to leave it out, where they describe it as a whole and it is no sentence.

    `责任编辑:李某` → credit; `分享到微信` → share; `他的责任编辑说:“好。”` → None
    """
    ended = ENDED.search(text) and len(text) >= LABEL
    return next((s.reason for s in signs_in(text) if s.whole and (s.always or not ended)), None)
