"""What is no article: lists of articles, error pages, logins, bot checks. Says which, so that the message can help."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from narrate.clean import evidence
from narrate.clean.conventions import teasers
from narrate.clean.noise import bears, plainly, signs_in, simplified
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.clean.lines import Line

SMALL = 400  # characters (Han, or thirds of letters) of a page that can be a mere notice
TEASERS = 4  # linked headlines inside the text from which it is a list
EACH = 3  # lines that a teaser has at the most: headline, summary, date
MANY = 20  # lines of a dump that is no mere note
STOPPED = re.compile(r"[。！.!…][”’』」）)\"']{0,3}$")
BARE_DAY = re.compile(r"[\[(（]?(?:(?:19|20)\d{2}[-/.])?\d{2}[-/.]\d{2}[\])）]?")
SHORT = 6  # characters of a linked headline
ERROR = re.compile(
    r"\b(?:404|403|410|500|502|503)\b.{0,40}(?:页面|错误|找不到|不存在|not found|error|forbidden|unavailable)|^\W{0,6}(?:404|403|410|500|502|503)\W{0,6}$|"
    r"(?:页面|网页|文章|内容|链接|地址|信息|主题|帖子|视频|资源|商品)[^。，]{0,8}(?:不存在|找不到|已被?[^。，]{0,6}删除|已失效|无法(?:访问|查看|显示|打开)|没有找到|丢失|不见了|(?:出现|发生)了?(?:问题|错误|异常))|(?:找不到|没有找到|无法找到|抱歉)[^。]{0,10}(?:页面|网页|您访问|您要)|"
    r"page (?:can(?:no|')t be found|not found|does(?:n't| not) exist|unavailable)|not found\W{0,3}$|出错了|网络(?:不给力|异常|连接失败)|加载失败|(?:启用|开启|打开) ?javascript|(?:enable|requires?|turn on) javascript\b|系统(?:错误|维护|繁忙)|服务器(?:错误|繁忙)|access denied|未(?:经)?授权[：:]|无权(?:使用|访问|查看)|\b401\b|service unavailable",
    re.IGNORECASE,
)
LOGIN = re.compile(
    r"^\W{0,4}(?:用户|会员|账号|统一身份认证)?\W?(?:登录|登陆|注册|登录/注册|登录注册)(?:页面?|中心|系统)?(?:\W.{0,20})?$|请先?登录(?:后|查看|继续|$)|^.{0,12}(?:统一)?身份认证(?:平台|系统|中心)?(?:\W.{0,20})?$|仅限登录|登录(?:以)?后(?:再|才|方可|继续|查看|阅读)|"
    r"^(?:log ?in|sign in|sign up|create (?:an )?account)\b.{0,30}$",
    re.IGNORECASE,
)
ROBOT = re.compile(
    r"安全(?:验证|检查|校验)|人机(?:验证|识别)|(?:请)?(?:完成|输入|拖动).{0,10}(?:验证|滑块)|访问(?:过于)?频繁|验证您?是否(?:是)?真人|just a moment|are you (?:a )?(?:human|robot)|checking your browser|captcha|verify (?:that )?you are (?:a )?human|attention required|enable javascript and cookies",
    re.IGNORECASE,
)
SEARCH = re.compile(
    r"(?:搜索|检索)结果(?:页面?)?(?=\W|_|$)|^search results?\b|(?:找到|搜索到|查询到|检索到)(?:约|相关)?(?:结果|记录|信息|内容)?\s?[:：约]?\s?[\d,]{1,10}\s?(?:条|个|项|篇)(?:相关)?(?:结果|记录|信息|内容|，|\s|[（(]|$)",
    re.IGNORECASE,
)
# What stands below the part of an article that is free.
PAID = re.compile(
    r"(?:subscribe|sign up|register|log ?in|sign in)\b.{0,20} to (?:continue|keep|read|unlock)|to continue reading|already a (?:subscriber|member)|(?:rest|remainder) of (?:this|the) (?:article|story|post)|for (?:paid )?subscribers only|"
    r"(?:订阅|付费|购买|开通会员|成为会员|登录)(?:后|即可|以后)?[^。，]{0,8}(?:阅读|查看|解锁|浏览)(?:全文|全部|剩余|完整)|试读(?:结束|已结束|部分)|(?:剩余|还有|余下)\s?\d{1,3}%[^。]{0,12}(?:付费|订阅|会员|购买|登录)|本文为?(?:付费|会员)|"
    r"(?:article|contenu) (?:est )?réservé aux abonnés|pour lire la suite|il vous reste \d{1,3} ?%|weiterlesen mit|um weiterzulesen|(?:有料|会員)(?:会員)?(?:限定|記事)|残り\d{1,6}文字",
    re.IGNORECASE,
)
# What an application shows of an article to those who have not installed it.
WALL = re.compile(
    r"(?:内容|文章|全文|页面)[^。，]{0,8}(?:仅支持|只能|需要?|请)[^。，]{0,6}在?[^。，]{0,8}(?:客户端|APP)[^。，]{0,4}(?:查看|打开|阅读|浏览)|(?:打开|下载)[^。，]{0,8}(?:客户端|APP)[^。，]{0,6}(?:查看|阅读|浏览)(?:全文|完整|更多内容)",
    re.IGNORECASE,
)
NAMED = 8  # characters of a site's name, of a button
STATED = 40  # characters in which a page says that it is none: what is longer speaks of other things
BEGINNING = 3  # sentences of what is free, at the most
BELOW = 8  # lines below it among which the offer stands
LIST = "a list of articles: name one of them"
BEGINS = "the beginning of one: sign in, and save the whole from a browser"
SPOKEN_TO = "a notice about a page"
EMPTY = "without any text to read"
# A notice speaks to its visitor, of pages; an article of this length does not do both in most of its sentences.
VISITOR = re.compile(r"您|你|请|抱歉|谢谢|\b(?:you|your|please|sorry)\b", re.IGNORECASE)
OF_PAGES = re.compile(
    r"页面|网页|网址|网站|本站|首页|链接|访问|浏览器|搜索|登录|刷新|网络环境|该内容|此内容|跳转|公众号|小程序|\b(?:page|site|browser|link|url|log ?in|search)\b",
    re.IGNORECASE,
)
TOLD_OF = re.compile(r"^(?:\S{2,12}\s)?(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s\S")
BRIEF = 200  # characters of a notice
NOTICES = (
    (ERROR, "an error page"),
    (ROBOT, "a check for robots: save the page from a browser"),
    (LOGIN, "a login page: save the article from a browser that is logged in"),
    (WALL, "a page that only an application shows: save the article from there, or take another address of it"),
)


def refusal(title: str, lines: Sequence[Line], spoken: Sequence[int]) -> str:
    """What the page is instead of an article, or "": `"a list of articles: name one of them"`."""
    said = [lines[i] for i in spoken]
    if not said and teasers(lines):
        return LIST
    if all(any(sign.whole for sign in signs_in(line.text)) for line in said):  # its rights alone are no text
        return _notice(title, lines) or EMPTY
    if sum(evidence.length(line.text) for line in said) <= SMALL:
        told = tells(said, dated=any(map(_is_dated, lines)))
        notice = "" if told else _notice(title, [*_heads(lines[: min(spoken)]), *said])
        if notice := notice or _cut_off(lines, spoken):
            return notice
    short = [line.text for line in lines[: min(spoken)] if evidence.length(line.text) <= STATED]
    asked = any(SEARCH.search(text) and not bears(text, "breadcrumb") for text in short)  # `检索结果 > 正文`
    if (
        SEARCH.search(title)
        or asked
        or _is_list(lines, spoken)
        or _is_continued(lines, spoken)
        or _is_front(lines, spoken)
        or _is_of_titles(lines, said)
        or _is_of_days(lines, spoken)
    ):
        return LIST
    linked, whole = sum(line.linked for line in said), sum(len(line.squeezed) for line in said)
    return LIST if linked * 2 >= whole else ""


def of_few(lines: Sequence[Line]) -> str:
    """What a text of a few lines is instead of one: its first line says so, and every sentence below speaks to a visitor; or
    every line is a page's, and one of them says so."""
    first = simplified(lines[0].text)
    named = next((what for look, what in NOTICES if look.search(first)), "")
    if named or not all(_is_of_a_visit(line) for line in lines):
        return "" if tells(lines[1:], dated=True) else named
    return next((what for line in lines for look, what in NOTICES if look.search(simplified(line.text))), "")


def _is_of_a_visit(line: Line) -> bool:
    """Whether a line is a name or a button, or speaks to a visitor or of pages."""
    text = simplified(line.text)
    told = plainly(text) or VISITOR.search(text) or OF_PAGES.search(text)
    return bool(told) or (evidence.length(text) <= NAMED and "sentence" not in evidence.form(line))


def tells(lines: Sequence[Line], *, dated: bool) -> bool:
    """Whether sentences speak to no visitor and of no page: two of them, or one of a page that says when it was written. Then
    its subject may be errors, logins and checks."""
    prose = (simplified(line.text) for line in lines if evidence.is_prose(line))
    told = sum(not VISITOR.search(text) and not OF_PAGES.search(text) for text in prose)
    return told > (not dated)


def _cut_off(lines: Sequence[Line], spoken: Sequence[int]) -> str:
    """Whether a few sentences are all that is shown of an article, and the offer to pay for the rest stands below."""
    prose = sum(evidence.is_prose(lines[i]) for i in spoken)
    below = lines[spoken[-1] + 1 : spoken[-1] + 1 + BELOW]
    offered = any(PAID.search(simplified(line.text)) for line in below)
    return BEGINS if prose <= BEGINNING and offered else ""


def _notice(title: str, lines: Sequence[Line]) -> str:
    texts = [title, *(line.text for line in lines[:8] if evidence.length(line.text) <= STATED)]
    named = next((what for look, what in NOTICES if any(look.search(text) for text in texts)), "")
    return named or (SPOKEN_TO if _is_of_pages(lines) else "")


def _is_of_pages(lines: Sequence[Line]) -> bool:
    """Whether most sentences of a short text speak to a visitor, of pages."""
    prose = [simplified(line.text) for line in lines if "sentence" in evidence.form(line)]
    told = sum(bool(VISITOR.search(text) and OF_PAGES.search(text)) for text in prose)
    return 0 < len(prose) <= told * 2 and sum(map(evidence.length, prose)) <= BRIEF


def _is_list(lines: Sequence[Line], spoken: Sequence[int]) -> bool:
    """Linked headlines with a line or two below each, again and again: a channel, a blog's home."""
    window = range(max(0, min(spoken) - 2), min(len(lines), max(spoken) + EACH))
    return any(
        _regular([i for i in window if is_mark(lines[i])], spoken) for is_mark in (_is_head, _is_dated, _is_told_of)
    )


def _is_continued(lines: Sequence[Line], spoken: Sequence[int]) -> bool:
    """Whether what is said stops where a link reads on, as other sentences do: a blog's home, in a dump."""
    links = {i for i, line in enumerate(lines) if bears(line.text, "read on elsewhere")}
    prose = [i for i in spoken if evidence.is_prose(lines[i])]
    stopped = sum(evidence.is_prose(lines[i - 1]) for i in links if i)
    return stopped >= EACH and sum(i + 1 in links for i in prose) * 2 > len(prose)


def _regular(heads: Sequence[int], spoken: Sequence[int]) -> bool:
    if len(heads) < TEASERS:
        return False
    gaps = [b - a - 1 for a, b in itertools.pairwise(heads)]
    followed = [gap for gap in gaps if 1 <= gap <= EACH]
    between = sum(i in spoken for i in range(heads[0], heads[-1] + EACH + 1))
    return len(followed) >= TEASERS - 1 and len(followed) >= 0.7 * len(gaps) and between >= 0.7 * len(spoken)


def _is_front(lines: Sequence[Line], spoken: Sequence[int]) -> bool:
    """Whether each sentence that is said stands below a link of its own, and the rest of the page is links: a site's front."""
    prose = [i for i in spoken if evidence.is_prose(lines[i])]
    loose = sum(not line.linked and evidence.is_prose(line) for line in lines)
    links = sum(line.linked * 2 >= len(line.squeezed) for line in lines)
    return bool(prose) and all(i and _is_head(lines[i - 1]) for i in prose) and links > TEASERS * max(1, loose)


def _is_of_days(lines: Sequence[Line], spoken: Sequence[int]) -> bool:
    """Whether a dump says a sentence or two below no day, and titles stand there, each above its own: `[06-21]`, `[06-20]`."""
    days = [i for i, line in enumerate(lines) if BARE_DAY.fullmatch(line.text)]
    row = sum(b - a == 2 for a, b in itertools.pairwise(days))  # noqa: PLR2004 - a title and its day
    dated = any(map(_is_dated, lines[: min(spoken)])) or any(line.tag for line in lines)
    return row + 1 >= TEASERS and len(spoken) < EACH and not dated


def _is_of_titles(lines: Sequence[Line], said: Sequence[Line]) -> bool:
    """Whether a long dump says a line or two without a stop, and the rest is titles: a site's front."""
    untagged = not any(line.tag for line in lines)
    ended = any(STOPPED.search(line.text) and evidence.is_prose(line) for line in said)
    brief = len(said) <= EACH and sum(evidence.length(line.text) for line in said) <= BRIEF / 2
    return untagged and len(lines) >= MANY and brief and not ended


def _heads(lines: Sequence[Line]) -> list[Line]:
    """What the page calls itself, though it may not be said."""
    return [line for line in lines if line.tag in ("h1", "h2") and not line.linked][:1]


def _is_dated(line: Line) -> bool:
    return plainly(line.text) is Reason.DATELINE


def _is_told_of(line: Line) -> bool:
    """Who published it, when, and a sentence about it, in one line: an entry of a list in a dump."""
    return bool(TOLD_OF.match(line.text)) and evidence.is_prose(line)


def _is_head(line: Line) -> bool:
    return line.linked >= 0.9 * len(line.squeezed) >= 0.9 * SHORT
