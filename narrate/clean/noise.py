"""Which lines inside the article's stretch of the page are not part of it: credits, share buttons, captions, …

One visible table of patterns; a pattern says what a kind of line looks like anywhere, never a site's name. Long lines
are sentences and are left alone, unless their kind says otherwise.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from narrate.model import Reason

if TYPE_CHECKING:
    from opencc import OpenCC

    from narrate.clean.lines import Line

ROLE = (
    "(?:责任|值班|本期|网络|实习|执行|版面|新媒体|文字|栏目|图片|视频|本文|特约|见习|首席|主|总|值班|流程|融媒体?|见习|稿件|内容|视觉|微信)*"
    "(?:编辑|主编|总编|编审|编委|编导|校对|审核|审校|审读|监制|监审|制图|制作|排版|美编|责编|统筹|策划|终审|初审|复审|三审|二审|一审|"
    "撰文|撰稿|作者|记者|通讯员|摄影|摄像|拍摄|剪辑|供图|供稿|投稿|翻译|译者|文字|图片|图源|配图|设计|出品|出品人|总监制|值班主任|"
    "文图|图文|文|图|来稿|整理|编译|采写|录入|发布|主播|配音|视频|海报|采编|运营|实习生|核稿|签发|助理|导演|文案|联系人|"
    "编 ?辑|责 ?编|校 ?对|终 ?审|来 ?源)"
)
NAMES = r"[^。！？!?]{0,46}"

# Each: the reason, the longest line it may be (characters), what it looks like.
PATTERNS: tuple[tuple[Reason, int, str], ...] = (
    (Reason.HEADLINE, 120, r"^[（(【\[]?(?:原标题|原题|标题|新闻标题|文章标题)\s*[:：为]"),
    (
        Reason.CREDIT,
        70,
        rf"^[（(【\[〔]?\s*{ROLE}(?:[/／、&和及与\s]{{1,3}}{ROLE})*\s*[:：|｜丨/／＝=]\s*{NAMES}[）)】\]〕]?\s*$",
    ),
    (Reason.CREDIT, 60, rf"^[文图](?:[/／]图|[、/／]文)?\s*[/／|｜丨:：]\s*\S{NAMES}$"),
    (
        Reason.CREDIT,
        50,
        r"^[（(【\[][^。！？]{0,24}(?:记者|作者|通讯员|责编|编辑|供稿|综合|整理|编译|据)[^。！？]{0,30}[）)】\]]$",
    ),
    (
        Reason.CREDIT,
        40,
        r"^[（(【\[](?:完|全文完|本文完|未完待续|END|end)[）)】\]]$|^(?:-+\s*)?END(?:\s*-+)?$|^·?END·?$",
    ),
    (Reason.CREDIT, 46, r"(?:责任编辑|责编|值班编辑)\s*[:：|｜丨]?[^。！？，]*$"),
    (
        Reason.CREDIT,
        40,
        r"^(?:[■□●▲◎◆]\s*)?(?:(?:[\u4e00-\u9fff]{2,10})?(?:本报|本刊|本网|本台|报|网|社|台|中心|客户端|新闻)?"
        r"(?:首席|特约|见习|实习|全媒体|融媒体?|驻[\u4e00-\u9fff]{1,4})?(?:记者|通讯员))"
        r"(?:[:：\s/／]+[\u4e00-\u9fff·]{2,4}(?:[、\s]+(?:(?:通讯员|记者|实习生)\s*)?[\u4e00-\u9fff·]{2,4}){0,5})"
        r"(?:[\s/／]*(?:文|图|摄|摄影|报道|摄影报道|文并图|文/图|综合报道))*$",
    ),
    (
        Reason.CREDIT,
        40,
        r"^(?:By|Written by|Reporting by|Editing by|Photo(?:graph)?s? by)\s+[A-Z][\w.'-]+(?:\s+[\w.'&,-]+){0,6}$",
    ),
    (
        Reason.DATELINE,
        90,
        r"^[（(【\[]?\s*(?:(?:本文|文章|信息|稿件|新闻|图文|内容)?(?:来\s*源|稿源|出处|转自|转载自|摘自|文章转自)(?:于|自)?\s*[:：|｜/丨]|来源[:：]?$)",
    ),
    (
        Reason.DATELINE,
        80,
        r"^(?:(?:发布|发表|更新|编辑|创建|时间|日期|发稿|上传|刊发)+(?:时间|日期|于)?\s*[:：]?\s*)?"
        r"[（(\[]?\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?[）)\]]?(?:\s*(?:星期|周)[一二三四五六日天])?"
        r"(?:[\sT]*(?:上午|下午)?\d{1,2}\s*[:：时]\s*\d{2}(?:\s*[:：分]\s*\d{2})?)?"
        r"(?:[^。！？]{0,6}(?:来源|作者|编辑|责编|阅读|浏览|点击|评论|字号|发布|稿源|出处|查看|分享|人气|次|\||｜)[^。！？]*|\s*[^。！？\d，,]{0,12})$",
    ),
    (Reason.DATELINE, 60, r"^(?:来自|发布于|发表于|更新于|编辑于|最后更新|首发于?)\s*[:：]?\s*[^。]{0,40}$"),
    (Reason.DATELINE, 50, r"^\d{1,2}[-月/]\d{1,2}日?\s+\d{1,2}[:：]\d{2}(?::\d{2})?\s*[^。，]{0,20}$"),
    (
        Reason.DATELINE,
        40,
        r"^(?:阅读|浏览|点击|访问|查看|播放|评论|人气)(?:量|数|次数|人数)?\s*[:：(（]?\s*[\d,.万]*\s*[)）]?\s*次?$",
    ),
    (
        Reason.SHARE,
        60,
        r"分享到|分享至|分享给|^分享[:：]?$|扫一扫|扫描.{0,8}二维码|扫码|微信扫|二维码|复制链接|转发到|发送到手机|手机(?:查看|看新闻|阅读)"
        r"|^(?:新浪|腾讯)?微博$|^微信(?:好友)?$|^朋友圈$|^QQ(?:空间|好友)?$|^(?:Share|Tweet|Email|Print|Facebook|Twitter|WhatsApp)(?: (?:this|on|via)\b.*)?$",
    ),
    (
        Reason.SHARE,
        30,
        r"^(?:点赞|收藏|打印|纠错|【?纠错】?|举报|字号|字体|大中小|打印本页|关闭(?:窗口|本页)?|保存|赞|踩|顶一下|好文章|返回(?:首页|顶部|列表|搜狐).*)\s*[:：+\d(（)）]*(?:\s*[大中小]){0,3}$",
    ),
    (
        Reason.SHARE,
        40,
        r"^(?:字号|字体)\s*[:：]|^【?打印】?|我要(?:评论|纠错|反馈|收藏)|^\[?(?:打印|关闭|收藏)\]?(?:\s*[|【\[]?\s*(?:打印|关闭|收藏|纠错|分享)[】\]]?)+",
    ),
    (
        Reason.RELATED,
        60,
        r"^[【\[■●◆▶>»☞#*\s]*(?:(?:相关|推荐|延伸|热门|精彩|更多|猜你|您可能|你可能|大家都在|其他人也在|其他|作者|近期|往期|今日|编辑|最新)"
        r"(?:阅读|新闻|推荐|链接|报道|文章|内容|专题|资讯|热点|热文|图集|视频|喜欢|看过?|还(?:会|想)?(?:喜欢|想看|看)?|精彩|回顾|搜索|话题|标签|稿件|条目)+)"
        r"\s*[】\]]?\s*(?:[:：>»].*)?$",
    ),
    (
        Reason.LINK,
        80,
        r"^(?:上一篇|下一篇|上一条|下一条|前一篇|后一篇|上篇|下篇)\s*[:：】\]]?|点击(?:查看|进入|下载|阅读|这里|观看|蓝字)|查看(?:更多|全文|原文|详情)|阅读(?:原文|全文|更多)|^更多\s*[>»]*$|^[>»]+|^(?:Read more|Related(?: articles| stories)?|See also|More on|Recommended)\b.{0,60}$",
    ),
    (Reason.KEYWORDS, 80, r"^[【\[]?(?:关键[字词]|标签|tags?|keywords?|话题|分类|栏目|专题)\s*[】\]]?\s*[:：]"),
    (
        Reason.PROMOTION,
        110,
        r"下载.{0,12}(?:APP|App|app|客户端)|(?:APP|App|app|客户端)下载|打开.{0,10}(?:APP|App|app|客户端)|(?:关注|搜索|添加).{0,16}(?:公众号|微信号|官方微信|官方微博|视频号|订阅号|头条号)"
        r"|(?:公众号|微信号|微信公众平台)\s*[:：]|长按.{0,12}(?:识别|关注|图片)|(?:点击|戳).{0,8}(?:蓝字|下方|关注|右上角)|欢迎(?:关注|订阅|扫码|投稿)|(?:爆料|新闻)热线|(?:投稿|爆料|联系)邮箱|一键(?:三连|关注)|点(?:个|亮)?.{0,3}“?在看”?"
        r"|^(?:Sign up (?:for|to)|Subscribe (?:to|now)|Follow us|Download (?:our|the) app|Advertisement)\b",
    ),
    (
        Reason.COPYRIGHT,
        200,
        r"版权声明|版权(?:归|所有|作品|属于)|著作权归|(?:未经|非经).{0,12}(?:授权|许可|允许|同意).{0,20}(?:不得|禁止|谢绝)|(?:禁止|谢绝|请勿|严禁)(?:非法)?转载|转载(?:请|时|须|需|必须|声明)|注明(?:来源|出处|转自)|侵权(?:必究|删除|请)|ICP[备证]|公网安备|[Cc]opyright|©|\(C\)|[Aa]ll [Rr]ights [Rr]eserved",
    ),
    (
        Reason.DISCLAIMER,
        240,
        r"免责(?:声明|条款)|特别(?:声明|提示|提醒)[:：]|^[（(【\[*]?(?:声明|风险提示|郑重声明)\s*[】\]]?\s*[:：]|(?:本文|文章|以上|上述)(?:内容|观点|言论|文章)?.{0,10}(?:仅|不|只).{0,4}代表.{0,12}(?:个人|本人|作者|观点|立场|本网|本站)"
        r"|不构成.{0,8}(?:投资)?建议|(?:投资|股市)有风险|据此(?:操作|入市|投资)|仅供(?:参考|投资者参考)|(?:平台|本站|本网|网易|搜狐|头条).{0,12}(?:仅提供|只提供).{0,6}(?:信息)?(?:存储|发布)|如有(?:侵权|侵犯)|(?:and )?do(?:es)? not (?:necessarily )?(?:reflect|represent)",
    ),
    (
        Reason.COMMENT,
        40,
        r"^(?:网友|全部|最新|热门|用户|文章|发表|我要|参与|登录)?(?:评论|跟帖|留言|回复)(?:区|列表|内容)?\s*[:：(（]?\s*[\d]*\s*[)）]?(?:条|人参与)?$|发表评论|网友评论|参与评论|我来说两句|^(?:登录|注册)(?:\s*[|/]\s*(?:登录|注册))*$|文明上网|^登录\s*后|^(?:请|您)?先?登录|条评论$|^发表于.{0,40}(?:阅读|评论)",
    ),
    (
        Reason.CAPTION,
        90,
        r"^[▲△↑↓▼◀▶←→]|[▲△↑↓]$|^(?:图|图片|照片|资料图|配图|示意图|题图|封面图?|视频|数据|制表|图表)(?:片|\d{1,2}|[一二三四五六七八九十])?(?:来源|由来|源自|提供|说明|[:：/|｜])|^(?:资料图|资料图片|视频截图|网络图片|效果图|示意图|截图|（?图(?:文无关|源网络).{0,4}）?)$"
        r"|(?:[\s　。（(]|/)(?:摄|图)\s*[）)]?$|(?:资料图片?|供图|摄影报道|/摄|\s摄|摄影|图/.{1,12}|图片来自.{1,12}|视频截图|网络截图)\s*[）)】\]]?$",
    ),
)
TRADITIONAL = re.compile(r"[\u3400-\u9fff]")
COMPILED = tuple((reason, longest, re.compile(pattern, re.IGNORECASE)) for reason, longest, pattern in PATTERNS)

SPACED = re.compile(r"(?<=[\u3400-\u9fff])\s(?=[\u3400-\u9fff])")
LABEL = 12  # characters of a label whose words may stand apart: 相关 新闻
# A line of these kinds near the end opens a tail of its like: what follows it belongs to it.
OPENS_TAIL = frozenset({Reason.RELATED, Reason.COMMENT, Reason.COPYRIGHT, Reason.DISCLAIMER})


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The patterns are written once, in simplified characters: `相關文章` → `相关文章`"""
    return _converter().convert(text) if TRADITIONAL.search(text) else text


def judge(line: Line) -> Reason | None:
    """The reason to leave the line out, or None.

    `责任编辑:李某` → credit; `分享到微信` → share; `他的责任编辑说:“好。”` → None
    """
    if line.tag == "figcaption" or "figcaption" in line.boxes:
        return Reason.CAPTION
    text = simplified(SPACED.sub("", line.text) if len(line.text) <= LABEL else line.text)
    length = len(text)
    return next((reason for reason, longest, look in COMPILED if length <= longest and look.search(text)), None)
