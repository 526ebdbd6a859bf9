"""What the page says of itself: headline, publisher, author, editor, date, language, canonical address, picture.

Each value keeps its evidence: where it was found. Knows nothing of what is spoken.
"""

from __future__ import annotations

import html
import itertools
import json
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from narrate.clean.above import SITE_TAIL
from narrate.clean.conventions import ALONE_NAMED, HAN_NAMED
from narrate.clean.lines import Line, squeeze, tidy
from narrate.clean.noise import plainly, signs_in, simplified
from narrate.model import Evidence, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

Facts = dict[str, Evidence]
CHINA = timezone(timedelta(hours=8))

# Field → (where, meta names), best first. Open Graph: https://ogp.me/ ; the rest are customs of Chinese CMSs.
META = {
    "title": ("og:title", "twitter:title", "ArticleTitle", "headline"),
    "author": ("author", "article:author", "og:article:author", "og:author", "Author", "byl"),
    "publisher": ("ContentSource", "source", "mediaid", "publisher"),
    "published": (
        "article:published_time",
        "og:published_time",
        "og:release_date",
        "PubDate",
        "publishdate",
        "pubdate",
        "date",
        "dc.date",
        "govuk:first-published-at",
        "dcterms.issued",
        "citation_publication_date",
        "parsely-pub-date",
    ),
    "modified": ("article:modified_time", "og:updated_time", "lastmod"),
    "canonical_url": ("og:url",),
    "image_url": ("og:image", "twitter:image"),
    "image_alt": ("og:image:alt", "twitter:image:alt"),
    "description": ("og:description", "description", "twitter:description"),
}
# Who runs the site: what is left where nobody says who wrote the article.
SITE = ("og:site_name", "application-name")
# Field → path in schema.org's Article (https://schema.org/Article).
SCHEMA = {
    "title": ("headline",),
    "name": ("name",),
    "author": ("author", "name"),
    "publisher": ("publisher", "name"),
    "published": ("datePublished",),
    "modified": ("dateModified",),
    "canonical_url": ("mainEntityOfPage", "@id"),
    "image_url": ("image", "url"),
    "description": ("description",),
}
ARTICLES = frozenset({"Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "Report", "TechArticle", "Recipe", "HowTo",
    "OpinionNewsArticle", "AnalysisNewsArticle", "Review", "CriticReview", "LiveBlogPosting", "ScholarlyArticle", "SocialMediaPosting", "DiscussionForumPosting"})  # fmt: skip

DATE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:\s{0,2}[-年/.]\s{0,2}|\s(?=\d{2}/\d{2}(?!\d)))(\d{1,2})\s{0,2}[-月/.]\s{0,2}(\d{1,2})(?!\d)(?:\s{0,3}日)?"
    r"(?:[\sT　]{0,3}(\d{1,2})\s?[:：时]\s?(\d{2})(?:\s?[:：分]\s?(\d{2}))?)?"
)
SPACED_DAY = re.compile(r"(?<=\d)\s{1,3}(?=[年月日/.-])|(?<=[年月/.-])\s{1,3}(?=\d)")  # `2019 年 3 月`
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
ENGLISH_DATE = re.compile(
    rf"\b(?:({'|'.join(MONTHS)})[a-z]{{0,6}}\.? (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d{{2}})|(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)})[a-z]{{0,6}}\.?,? ((?:19|20)\d{{2}}))"
    r"(?:,? (?:at )?(\d{1,2}):(\d{2})(?: ?([ap])\.?m)?)?",
    re.IGNORECASE,
)
# Their first letters, in German, French, Spanish, Portuguese, Italian and Dutch, where one month alone begins so.
EUROPEAN_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan ene gen|fév fev feb|mar mär maa|avr abr apr|mai may mag mei|jui jun giu|juil jul lug|aoû ago aug|sep set|okt oct out ott|"
        "nov|dez déc dic dec".split("|"),
        1,
    )
    for name in names.split()
}
EUROPEAN_DATE = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:er|º|°)?(?:\.\s?|\s|/)(?:de )?(?:(?P<figure>0?[1-9]|1[0-2])[./]|(?P<month>"
    + "|".join(sorted(EUROPEAN_MONTHS, key=len, reverse=True))
    + r")\w{0,8}\.?\s(?:de(?:l)? )?)(?P<year>(?:19|20)\d{2})(?!\d)(?:[, ]{1,2}(?:à |um |a las |alle )?(?P<hour>\d{1,2})[:h.](?P<minute>\d{2}))?",
    re.IGNORECASE,
)
ADDRESS_DATE = re.compile(r"/((?:19|20)\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")

# What a value of a label can't be: the next label, a count, nothing. Labels are simplified before they are looked for.
LABELS = (
    "来源|稿源|出处|作者|编辑|责编|责任编辑|审核|校对|记者|通讯员|发布|发布者|发布人|发布日期|发布时间|发表|时间|日期|浏览|浏览次数|阅读|点击|关键词|字号|字体|"
    "分享|评论|打印|关闭|摄影|监制|供稿|更新|文号|主题|索引号|有效性|标签|分类|栏目|点击数|人气|次数"
)
VALUE = rf"[:：]\s{{0,3}}(?!(?:{LABELS})\s{{0,3}}(?:[:：]|$))([^\s:：|｜()（）\[\]【】，。]{{2,30}}?)(?=(?:{LABELS})[:：]|[\s|｜()（）\[\]【】，。\d]|$)"
BESIDE_NAME = re.compile(r"[\s、]{1,2}([\u4e00-\u9fff]{2,4})(?=$|[\s、|｜)）])")
LABEL_FIRST = re.compile(r"^(?:(?:文章|信息|消息)?来源|稿源|出处|作者|撰文|记者)\s?[:：]\s{0,3}")
MAILBOX = re.compile(r"[<(（]?\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}[>)）]?")
WHO = frozenset({"author", "publisher"})
BARE_LABEL = re.compile(rf"(?:{LABELS}|(?:文章|信息|消息)来源|发布(?:机构|单位|部门))")
PERSON = r"[A-ZÀ-ÞЀ-Я][\w.'’-]+"
# Lines of text that carry a fact: field → pattern whose first group is the value, the surest first.
SAID = (
    ("publisher", re.compile(rf"(?:来\s{{0,3}}源|稿源|文章来源|信息来源|消息来源|转自|转载自)(?:于|自)?{VALUE}")),
    ("publisher", re.compile(r"(?:^|\s)来源于\s{0,3}《([^》\s]{2,20})》")),
    ("publisher", re.compile(rf"(?:发布机构|发文机关|发文单位|发布单位|发布部门|供稿单位){VALUE}")),
    ("publisher", re.compile(r"^(?:发布机构|发文机关|发文单位|制定机关)\s{1,4}([\u4e00-\u9fff]{4,24})$")),
    ("author", re.compile(rf"(?:^|[\s（(【\[|｜、/])(?:本文|文章)?(?:作\s{{0,3}}者|撰文|撰稿){VALUE}")),
    (
        "author",
        re.compile(
            rf"^(?:[Bb]y|Written by|Words by|Story by|Von|Par|Por|Di|Door|Av|Af|Texte?|Текст|Автор):?\s+({PERSON}(?: {PERSON}){{0,3}})"
        ),
    ),
    (
        "author",
        re.compile(
            r"(?:^|[\s（(【\[])(?:(?:图文|文图|文案?|文字|撰文|撰稿|采写|执笔|作者)\s?[/／|｜丨]|(?:文字|文案|采写|执笔)\s?[:：])\s{0,3}"
            r"(?!本[报刊网台]|记者|通讯员)([\u4e00-\u9fff·]{2,6})(?=$|[\s、，,/／|｜)）】\]])"
        ),
    ),
    ("author", re.compile(rf"^(?:Published|Posted|Updated)\b.{{4,40}}?\s[Bb]y\s({PERSON}(?: {PERSON}){{0,3}})$")),
    (
        "author",
        re.compile(
            r"^文[/／|｜][\u4e00-\u9fff]{2,12}(?:作家|作者|撰稿人|评论员|分析师|记者)\s{1,3}([\u4e00-\u9fff·]{2,4})$"
        ),
    ),
    ("author", re.compile(r"^原创[\s:：]{1,3}([\u4e00-\u9fff·]{2,8})(?=\s|$)")),
    ("author", re.compile(r"^([\u4e00-\u9fff·]{2,8})\s{1,2}(?:发表|发布|发)于\s{0,2}(?:19|20)\d{2}")),
    ("author", re.compile(rf"^发布[者人]\s?[:：]\s{{0,3}}({HAN_NAMED.pattern.strip('^$')})(?=\s|$)")),
    ("author", re.compile(rf"(?:来源|编辑|责编|时间|日期)[:：]\s{{0,2}}[^\s:：]{{2,16}}?作\s{{0,3}}者{VALUE}")),
    ("publisher", re.compile(r"^来源\s{0,2}[|｜丨/／]\s{0,2}([^\s|｜（(]{2,20})")),
    ("publisher", re.compile(r"^([\u4e00-\u9fff]{2,12})官方(?:账号|帐号)$")),
    ("publisher", re.compile(r"^原创[\s:：]{1,3}[\u4e00-\u9fff·]{2,8}\s{1,3}([^\s\d]{2,16})(?=$|\s)")),
    ("author", re.compile(r"(?:^|\s)([가-힣]{2,4}) (?:선임|수습)?기자(?:\s|$)")),
    ("author", re.compile(r"^[□■◇◆○●◎]\s{0,3}(?:作者\s{0,2})?([\u4e00-\u9fff·]{2,6})$")),
    (
        "author",
        re.compile(
            r"^[（(□■◎]?\s{0,2}(?:[\u4e00-\u9fff]{2,10}(?:报|社|网|台|新闻|财经|在线|周刊|传媒|客户端|融媒体?(?:中心)?))?(?:本[报网台刊社])?(?:见习|实习|首席|特约|全媒体|融媒体?){0,2}记者"
            r"[\s　:：]{1,3}([\u4e00-\u9fff·]{2,4}?)(?=[\s　、，,/／）)]|通讯员|文|摄|图|报道|$)"
        ),
    ),
    ("author", re.compile(r"^[（(]?记者([\u4e00-\u9fff·]{2,4})\s?[/／][^，。]{0,14}(?:报导|报道)[）)]?$")),
    ("author", re.compile(r"[\s|｜]记者\s?[:：]\s?([\u4e00-\u9fff·]{2,4})(?=$|[\s|｜/、，])")),
    ("editor", re.compile(rf"(?:责任编辑|责\s{{0,3}}编|编\s{{0,3}}辑){VALUE}")),
)
HOUSE = r"[\u4e00-\u9fff·]{0,16}(?:报|网|社|台|局|院|校|财经|新闻|客户端|在线|周刊|杂志|发布|中心|政府|委|协会|馆|所|厅|大学|学院|公司|银行|医院|融媒|晚报|时报|传媒|论坛)"
# A name before a date without any label: `河畔日报 2024-03-05`, `河畔财经2024-03-05`.
NAMED = re.compile(rf"^({HOUSE})(?:\s{{0,3}}\d{{4}}\D|\s{{1,3}}\d{{1,2}}[-/月]\d{{1,2}}|$)")
# Such a name on a line of its own, right above or below the day: what publishes, and is no column.
BESIDE_DAY = re.compile(
    r"^(?=.{3})[\u4e00-\u9fff·]{1,12}(?:[日晚早时時]?[报報]|周刊|週刊|杂志|雜誌|网|網|社|电视台|電視台|客户端|发布|融媒体?|委员会|局|政府|医院)$"
)
# Whose reporter wrote it, where nothing else tells whose page it is.
REPORTED = re.compile(
    r"^[（(]?([\u4e00-\u9fff]{2,8}(?:报|周刊|新闻网|电视台))(?:首席|见习|实习|特约|全媒体|融媒体?){0,2}记者[\s:：]{1,3}"
)
# Such a name as an element of its own, beside a date: `<span>2024-03-05</span><span>河畔日报</span>`.
HOUSED = re.compile(rf"^(?=.{{3}}){HOUSE}$")
# Whose reporter it is: `本报记者 何青`, above `河畔日报社版权所有`.
OWN = re.compile(r"^[■□●（(]?\s?本[报刊](?:首席|见习|实习|特约|全媒体|融媒体?){0,2}(?:记者|通讯员|讯)")
# Who holds the rights: `© 本文版权归作者 何青 所有`
RIGHTS = re.compile(r"(?:版权|著作权)归(?:属)?(?:原)?作者\s?[@“]?([\w·]{2,12}?)”?\s?所有")
# Who sends it, by how that begins: `（河畔社記者何青青青石12日電）`
WIRE = re.compile(
    r"^[（(][\u4e00-\u9fff]{2,4}社记者([\u4e00-\u9fff]{3})[\u4e00-\u9fff]{2,8}\d{1,2}日(?:[专综合]{1,3})?电[）)]"
)
# Whose report it is, by how that begins: `河畔体育讯 北京时间…`
SENT = re.compile(
    r"^[（(]?([\u4e00-\u9fff]{3,8})(?<!本报|本网|本刊|本台|本社|综合)讯(?=[\s（(）)\d]|北京时间|记者|日前|昨|今)"
)
PAPER = re.compile(
    r"^(?:Copyright|©|\s|\d{4}|[-–—]|版权所有\s?[:：]?){0,6}([\u4e00-\u9fff]{2,8}?(?:报|周刊|杂志))社?(?:(?:报业|传媒)集团)?(?:有限公司)?(?=\s|版权所有|$)"
)
LONG_LINE = 40  # characters of what a person's name in a dump stands below, and no column's: what the article is about
LONGEST_NAME = 12  # characters of one
PARTS = re.compile(r"[\s|｜/／]{1,8}")  # between what a line of plain text states
# A label of when the page was published: `发布时间`, `时间`; not `出发时间`.
WHEN = re.compile(
    r"(?:发布|公布|发表|发稿|刊发|录入|上传|信息|出版)(?:日期|时间)|(?:发表|发布|创建|编辑)于|(?<![\u4e00-\u9fff])(?:日期|时间)|published|posted|date",
    re.IGNORECASE,
)
# The day of an answer, which is a link to itself: `发布于 2024-05-20 06:30`
ITS_DAY = re.compile(rf"^(?:发布|编辑|发表)于\s{{0,3}}{DATE.pattern}$")
OF_SOME_DAY = re.compile(r"(?:时间|日期)[:：】]")  # of what, is not sure
LATER = re.compile(
    r"成文日期|生成日期|印发日期|更新日期|更新时间|最后由|最后[编修]|于.{0,20}(?:编辑|修改)$|updated|modified",
    re.IGNORECASE,
)  # where nothing better is said
# The day of something else, beside that of the page: `公布日期：2024-03-05 施行日期：2024-05-01`
OTHERS_DAY = re.compile(rf"(?:实施|施行|生效|截止|失效)(?:日期|时间)\s?[:：]\s?{DATE.pattern}")
NEVER = re.compile(r"注册|入会|实施日期|施行日期|有效期|截止|报名时间", re.IGNORECASE)
EDITION = re.compile(r"^第\s?[A-Z]?\d{1,3}\s?版|^[A-Z]\d{2}\s?[:：]\s?\S")
EDITION_DAY = re.compile(
    rf"{DATE.pattern}\s{{1,3}}(?:星期[一二三四五六日天]\s{{1,3}})?(?:第\s?)?[A-Z]?\d{{2,3}}\s?版?(?:\s|$)"
)
ALONE = re.compile(r"^[（(]?(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[）)]?$")
# What many pages show at their top: today.
TODAY = re.compile(
    r"^(?:今天是)?[:：]?(?:19|20)\d{2}[-年/.]\d{1,2}[-月/.]\d{1,2}日?[,，]?(?:星期|周|礼拜)[一二三四五六日天]"
)
NEAR_HEAD, NEAR_END = 14, 10  # lines above and below the article that can speak of it
HEADS = 6  # lines at the top of a page in which its paper's name stands alone
FAR_END = 300  # lines below it that can still name its editor, or the hour of its day
LONGEST = 110  # characters of a line that states a fact
HALF = 0.5  # of a line that is links, from which its date is that of what they lead to

# Field → words of class and id attributes of an element that holds its value and nothing else.
MARKED = {
    "author": frozenset(
        "author byline writer authorname firma bylinename authorinfoname articleauthor postauthor follownickname authi".split()
    ),
    "publisher": frozenset("source mediasource nickname publisher jsname articlesource".split()),
    "published": frozenset("publishtime pubtime publishdate pubdate datepublished articletime articledate".split()),
}
MARKED_LEAST, MARKED_LONGEST, MARKED_WORDS = 2, 40, 4  # characters and words of such a value


def declared(root: HtmlElement) -> tuple[tuple[str, Evidence], ...]:
    """What structured data, meta tags and marked elements say, best first; a field may have several values."""
    found = (
        *_schema(root),
        *_meta(root),
        *_links(root),
        *_of_its_author(root),
        *_marked(root),
        *_site(root),
        *_language(root),
    )
    bare = ((field, _without_label(evidence) if field in WHO else evidence) for field, evidence in found)
    return tuple((field, evidence) for field, evidence in bare if _plausible(field, evidence.value))


def _without_label(evidence: Evidence) -> Evidence:
    """`来源：河畔日报` → `河畔日报`, `Mara Quill mara@paper.example` → `Mara Quill`: what some sites write into the field."""
    value = LABEL_FIRST.sub("", evidence.value)
    return replace(evidence, value=MAILBOX.sub("", value).strip(" ,;|") or value)


def _language(root: HtmlElement) -> Iterator[tuple[str, Evidence]]:
    told = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if told:
        yield "lang", Evidence(told, "<html lang>")


def first_of(found: Iterable[tuple[str, Evidence]]) -> Facts:
    """The first value of each field."""
    facts: Facts = {}
    for field, evidence in found:
        facts.setdefault(field, evidence)
    return facts


def goes_on(root: HtmlElement) -> bool:
    """Whether the page says that the article has another page: rel=next, or a link 下一页 beside page numbers."""
    if any(
        "next" in (link.get("rel") or "").split()
        for link in (*root.iterfind(".//link[@rel]"), *root.iterfind(".//a[@rel]"))
    ):
        return True
    return any(
        tidy("".join(link.itertext())) in ("下一页", "下一頁", "Next page") and _leads_on(link.get("href"))
        for link in root.iterfind(".//a")
    )


def _leads_on(href: str | None) -> bool:
    return bool(href) and not str(href).lower().startswith(("#", "javascript"))


def completed(facts: Facts, lines: Sequence[Line], spoken: Sequence[int]) -> Facts:
    """The facts, and what lines near the article add: those above it, then those below; never its own sentences."""
    found, first, last = stated(facts, lines, spoken), *_ends(lines, spoken)
    far = [line for i in range(last + 1 + NEAR_END, min(len(lines), last + FAR_END)) for line in _fact_lines(lines, i)]
    for field, evidence in _said_in(far):  # a dump's second copy of the page: who edited it, and its day with the hour
        if (field == "editor" and field not in found) or (
            field == "published" and field in found and _finer(evidence, found[field])
        ):
            found[field] = evidence
    known = found.get("published")
    todays = known is not None and bool(TODAY.match(squeeze(known.found.removeprefix("text: "))))
    day = next(_edition(lines[:first]), None) if known is None or todays else None
    if day is not None:
        found["published"] = day
    address = ADDRESS_DATE.search(facts["canonical_url"].value) if "canonical_url" in facts else None
    if "published" not in found and address:
        found["published"] = Evidence("-".join(address.groups()), "the page's address")
    return found


def stated(facts: Facts, lines: Sequence[Line], spoken: Sequence[int]) -> Facts:
    """The facts, and what the lines right above and right below the article add."""
    first, last = _ends(lines, spoken)
    said = set(spoken)
    head = [i for i in range(max(0, first - NEAR_HEAD), min(len(lines), first + 4)) if i not in said]
    end = range(last + 1, min(len(lines), last + 1 + NEAR_END))
    title = _headline_at(lines, facts, first)
    above, below, under = (
        [line for i in some for line in _fact_lines(lines, i)] for some in (head, [i for i in head if i > title], end)
    )
    found: Facts = dict(facts)
    told = [line for line in below if not ALONE.match(line.squeezed)]  # a day alone may be that of a speech
    dated = [line for line in above if not TODAY.match(line.squeezed)]
    for field, evidence in (
        *_said_in(told),
        *_placed(told),
        *_said_in(dated),
        *_placed(below),
        *_person(lines, [i for i in head if i > title], first),
        *_said_in(above),
        *_said_in(under),
    ):
        if (
            _weak(found.get(field))
            or (field == "author" and HOUSED.match(found[field].value))
            or (field == "published" and _finer(evidence, found[field]))
        ):
            found[field] = evidence
    rights = _told_by(RIGHTS, lines[last + 1 : last + 1 + NEAR_END])
    if rights is not None:
        found = {"author": Evidence(rights[1], f"text: {rights.string}")} | found
    house = _told_by(REPORTED, (*above, *under))
    if house is not None:
        return {"publisher": Evidence(house[1], f"text: {house.string}")} | found
    sent = _told_by(SENT, lines[first : first + 1])
    if sent is not None:
        found = {"publisher": Evidence(sent[1], f"text: {sent.string[: sent.end()]}")} | found
    wire = WIRE.match(simplified(lines[first].text)) if first < len(lines) else None
    if wire is not None and HAN_NAMED.match(wire[1]):
        found = {"author": Evidence(lines[first].text[slice(*wire.span(1))], f"text: {wire[0]}")} | found
    own = any(OWN.match(simplified(line.text)) for line in (*above, *under, *lines[first : first + 1]))
    papers = ((PAPER.match(simplified(line.text)), line.text) for line in lines[last + 1 :])
    heads = {simplified(line.text) for line in lines[: min(first, HEADS)]}  # a paper's name stands above its page, too
    paper = next(((text[slice(*one.span(1))], text) for one, text in papers if one and (own or one[1] in heads)), None)
    return found if paper is None else {"publisher": Evidence(paper[0], f"text: {paper[1]}")} | found


def _told_by(look: re.Pattern[str], lines: Iterable[Line]) -> re.Match[str] | None:
    """What a pattern finds in the first of these lines that has it."""
    return next(filter(None, (look.search(simplified(line.text)) for line in lines)), None)


def _ends(lines: Sequence[Line], spoken: Sequence[int]) -> tuple[int, int]:
    return (min(spoken), max(spoken)) if spoken else (len(lines), len(lines))


def _headline_at(lines: Sequence[Line], facts: Facts, first: int) -> int:
    """Where the headline stands last above the article; beyond all lines where it does not."""
    title = squeeze(facts["title"].value) if "title" in facts else ""
    return max((i for i in range(first) if title and lines[i].squeezed == title), default=len(lines))


def _edition(lines: Sequence[Line]) -> Iterator[Evidence]:
    """The day of the paper of which a page shows an edition: `2019年10月25日 星期五` above `第07版：副刊`."""
    if any(EDITION.match(simplified(line.text)) for line in lines):
        marked = [line for line in lines if EDITION_DAY.search(line.text)]
        dated = [line for line in lines if plainly(line.text) in DATED]
        days = [(line, _date_in(line.text)) for line in (*marked, *dated) if line.linked < HALF * len(line.squeezed)]
        yield from (Evidence(day, f"the edition: {line.text}") for line, day in days[:1] if day)


def _placed(lines: Sequence[Line]) -> Iterator[tuple[str, Evidence]]:
    """What no label tells but its place, between the headline and the article: the day, and a house's name beside it."""
    for n, line in enumerate(lines):
        when = _date_in(line.text)
        if not when or NEVER.search(line.text):
            continue
        yield "published", Evidence(when, f"below the headline: {line.text}")
        for beside in (*lines[n + 1 : n + 2], *lines[max(0, n - 1) : n]):
            if not beside.linked and BESIDE_DAY.match(simplified(beside.text)):
                yield "publisher", Evidence(beside.text, f"beside the day: {line.text}")
        for piece in line.pieces or PARTS.split(line.text):
            if HOUSED.match(simplified(piece)):
                yield "publisher", Evidence(piece, f"below the headline: {line.text}")


def _person(lines: Sequence[Line], record: Sequence[int], first: int) -> Iterator[tuple[str, Evidence]]:
    """A name that stands alone between the headline and the day. A column would be named elsewhere on the page too."""
    day = next((i for i in record if _date_in(lines[i].text) and not _is_running(lines[i])), -1)
    for i in (i for i in record if i <= day):
        name = (lines[i].pieces or (lines[i].text,))[0]
        told = lines[i].tag or (i + 1 == day and i > 0 and len(lines[i - 1].text) > LONG_LINE)
        form = ALONE_NAMED if told else HAN_NAMED  # in a dump, columns are written as names are
        below = lines[first:]
        known = form.match(name) or _holds_the_rights(name, below) or _is_written_to(name, below)
        known = known or (i + 1 == day and _is_told_of(name, below))
        if known and sum(name in (line.text, *line.pieces) for line in lines) == 1:
            yield "author", Evidence(name, f"between headline and day: {lines[i].text}")


def _holds_the_rights(name: str, below: Sequence[Line]) -> bool:
    """`© 本文版权归作者 何青 所有`, `著作权归@何青所有`"""
    short = MARKED_LEAST <= len(name) <= LONGEST_NAME and not plainly(name)
    marked = re.compile(rf"(?:作者|@)\s?{re.escape(name)}(?!\w{{0,2}}[:：])") if short else None
    return marked is not None and any(
        marked.search(line.text) and any(sign.reason is Reason.COPYRIGHT for sign in signs_in(line.text))
        for line in below
    )


def _is_told_of(name: str, below: Sequence[Line]) -> bool:
    """`Mara Quill keeps bees and a very small bookshop.`, below a name that stands alone above the day."""
    return bool(ALONE_NAMED.match(name)) and any(
        line.text.startswith(name + " ") and line.text.endswith(".") for line in below[-FAR_END:]
    )


def _is_written_to(name: str, below: Sequence[Line]) -> bool:
    """`Reach Mara Quill at mara@paper.example`, below a name that stands alone."""
    return bool(ALONE_NAMED.match(name)) and any(
        name in line.text and line.text != name and ("@" in line.text or plainly(line.text) is Reason.CREDIT)
        for line in below
    )


def _weak(evidence: Evidence | None) -> bool:
    """Nothing, or only the site's own name, which is better than none."""
    return evidence is None or evidence.found in WEAK


WEAK = frozenset({"meta og:site_name", "meta application-name", "end of <title>"})


def _finer(new: Evidence, old: Evidence) -> bool:
    """The same day, with its hour."""
    one, other = parse_date(new.value), parse_date(old.value)
    return bool(
        one and other and one.date() == other.date() and (one.hour or one.minute) and not (other.hour or other.minute)
    )


def _fact_lines(lines: Sequence[Line], i: int) -> Iterator[Line]:
    """The line, and with it the value in the next cell or line where it ends in a label's colon."""
    line = lines[i]
    others = any("comment" in hint for hint in line.hints[-2:])  # a comment's day and name
    elsewhere = line.linked > 0.9 * len(line.squeezed) and not ITS_DAY.match(line.text)
    if others or elsewhere or len(line.text) > LONGEST or _is_running(line):
        return
    if line.pieces:  # what stands apart on the page is not one word, and a label of its own needs no colon
        line = replace(
            line, text=" ".join(f"{one}：" if BARE_LABEL.fullmatch(simplified(one)) else one for one in line.pieces)
        )
    if line.text.endswith((":", "：")) and i + 1 < len(lines) and len(lines[i + 1].text) <= MARKED_LONGEST:
        yield replace(line, text=f"{line.text}{lines[i + 1].text}")
    yield line


def _is_running(line: Line) -> bool:
    return line.text.endswith(("。", "！", "？")) and len(line.text) > 20  # noqa: PLR2004 - a sentence of the story


@lru_cache(maxsize=2048)  # what stands near the article is read again when that is known
def _spans(text: str) -> tuple[tuple[int, int, int], ...]:
    """Of each row of SAID that a line has: its number, and where the value stands."""
    found = ((n, look.search(text)) for n, (_, look) in enumerate(SAID))
    return tuple((n, *one.span(1)) for n, one in found if one)


def _said_in(lines: Sequence[Line]) -> Iterator[tuple[str, Evidence]]:
    plain = [simplified(line.text) for line in lines]
    found = [(n, at, span) for at, text in enumerate(plain) for n, *span in _spans(text)]
    for n, at, (start, end) in sorted(found):  # by the table, then by the page
        line, text = lines[at], plain[at]
        last = _with_others(text, end) if SAID[n][0] == "author" else end
        value = line.text[start:last].strip("-—, ，。]】") if len(line.text) == len(text) else text[start:last]
        yield SAID[n][0], Evidence(_ordinary(value), f"text: {line.text}")
    for line, text in zip(lines, plain, strict=True):
        named = NAMED.match(text)
        if named and not line.linked and plainly(line.text) is Reason.DATELINE:
            yield "publisher", Evidence(line.text[: named.end(1)], f"text: {line.text}")
    yield from (("published", evidence) for evidence in _dates(lines, plain))


def _with_others(text: str, end: int) -> int:
    """Where the names end that stand behind an author's, up to the next label: `作者：何青 白露 摄影：吴越`"""
    for name in itertools.takewhile(lambda one: HAN_NAMED.match(one[1]), BESIDE_NAME.finditer(text, end)):
        if name.start() != end:
            break
        end = name.end()
    return end


def _ordinary(name: str) -> str:
    """A name that is written in capitals, as others write it: `MARA QUILL` → `Mara Quill`"""
    return " ".join(word.capitalize() if word.isalpha() else word for word in name.split()) if name.isupper() else name


def _dates(lines: Sequence[Line], plain: Sequence[str]) -> Iterator[Evidence]:
    """Those with a label, then those of lines that are plainly dates, then those with any label; not when a document was
    written or changed."""
    own = (OTHERS_DAY.sub("", text) for text in plain)
    known = [(line, text) for line, text in zip(lines, own, strict=True) if not NEVER.search(text)]
    labelled = [(line, text) for line, text in known if WHEN.search(text)]
    stated = [(line, text) for line, text in known if plainly(line.text) in DATED]
    found = [*labelled, *stated, *((line, text) for line, text in known if OF_SOME_DAY.search(text))]
    for line, text in sorted(found, key=lambda one: bool(LATER.search(one[1]))):
        when = _date_in(text)
        if when and (line.linked < HALF * len(line.squeezed) or ITS_DAY.match(line.text)):
            yield Evidence(when, f"text: {line.text}")


DATED = frozenset({Reason.DATELINE, Reason.CREDIT})


def _date_in(text: str) -> str:
    found = DATE.search(text)
    if found:
        return SPACED_DAY.sub("", found[0])
    other = _english_date(text) or _european_date(text)
    return other.strftime("%Y-%m-%d %H:%M") if other else ""


def _marked(root: HtmlElement) -> Iterator[tuple[str, Evidence]]:
    """Elements whose class or id names the fact: `<span id="pub_time">`; not those of lists of other articles."""
    for node in root.iter("span", "em", "strong", "a", "p", "div", "time", "b", "i"):
        names = {
            re.sub(r"[\W_]", "", word).lower() for word in f"{node.get('class') or ''} {node.get('id') or ''}".split()
        }
        field = (
            "published"
            if node.tag == "time" and node.get("datetime")
            else next((field for field, words in MARKED.items() if words & names), "")
        )
        if field and not any(map(_is_aside, node.iterancestors())):
            text = tidy(node.get("datetime") or "".join(node.itertext()))
            value = LABEL.sub("", text)
            value = value.removeprefix("由") if field == "author" else value  # `由<a>何青</a>`
            if (
                MARKED_LEAST <= len(value) <= MARKED_LONGEST
                and not (field != "published" and DATE.search(value))
                and len(value.split()) <= MARKED_WORDS
            ):
                yield (
                    field,
                    Evidence(
                        value, f"<{node.tag} class or id {' '.join(sorted(MARKED[field] & names)) or 'datetime'}>"
                    ),
                )


def _is_aside(node: HtmlElement) -> bool:
    """A list, what stands beside or below the page, or a comment: what is marked there is others'."""
    its_own = node.tag == "footer" and next(node.iterancestors("article"), None) is not None  # who wrote it, and when
    return (node.tag in ("li", "ul", "aside", "footer", "nav") and not its_own) or _is_comment(node)


def _is_comment(node: HtmlElement) -> bool:
    named = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemtype') or ''}".lower()
    return "comment" in named and node.tag != "body"


def _of_its_author(root: HtmlElement) -> Iterator[tuple[str, Evidence]]:
    """Microdata and rel=author: `<div itemprop="author"><meta itemprop="name" content="何青">`; a comment has its own.

    https://schema.org/author, https://html.spec.whatwg.org/multipage/links.html#link-type-author
    """
    for node in (*root.iterfind(".//*[@itemprop='author']"), *root.iterfind(".//a[@rel='author']")):
        if any(map(_is_comment, node.iterancestors())):
            continue
        named = node.find(".//*[@itemprop='name']")
        given = node if named is None else named
        value = LABEL.sub("", tidy(given.get("content") or "".join(given.itertext())))
        if MARKED_LEAST <= len(value) <= MARKED_LONGEST and len(value.split()) <= MARKED_WORDS:
            yield (
                "author",
                Evidence(_ordinary(value), "microdata author" if node.get("itemprop") else "link rel=author"),
            )


LABEL = re.compile(
    rf"^(?:(?:{LABELS}|文|By|由(?=\s))\s{{0,3}}[:：/｜|]?\s{{0,3}}|(?:Von|Par|Por|Door|Av|Af|di|von|par|por)\s)"
)


def parse_date(words: str) -> datetime | None:
    """`2020-02-25 20:43:55` → that moment in China's time, where the text names no zone; None where it is no date."""
    words = words.strip()
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return _written_date(words) or _english_date(words) or _european_date(words)
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _written_date(words: str) -> datetime | None:
    found = DATE.search(words)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(group or 0) for group in found.groups())
    return _moment((year, month, day, hour, minute, second))


def _english_date(words: str) -> datetime | None:
    """`June 14, 2023 at 6:15 p.m.` and `14 June 2023`"""
    found = ENGLISH_DATE.search(words)
    if not found:
        return None
    month = MONTHS.index((found[1] or found[5]).lower()[:3]) + 1
    hour = int(found[7] or 0) % 12 + 12 if (found[9] or "").lower() == "p" else int(found[7] or 0)
    return _moment((int(found[3] or found[6]), month, int(found[2] or found[4]), hour, int(found[8] or 0), 0))


def _european_date(words: str) -> datetime | None:
    """`8. November 2023, 5:30 Uhr`, `19 mai 2022 à 07h30`, `08.11.2023`: the day stands before the month."""
    found = EUROPEAN_DATE.search(words)
    if not found:
        return None
    month = int(found["figure"]) if found["figure"] else EUROPEAN_MONTHS[found["month"].lower()]
    return _moment(
        (int(found["year"]), month, int(found["day"]), int(found["hour"] or 0), int(found["minute"] or 0), 0)
    )


def _moment(parts: tuple[int, int, int, int, int, int]) -> datetime | None:
    """Year to second; None where there is no such day."""
    year, month, day, hour, minute, second = parts
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=CHINA)
    except ValueError:
        return None


def _plausible(field: str, value: str) -> bool:
    if field in ("published", "modified"):
        return parse_date(value) is not None
    if field.endswith("_url"):
        return _is_address(value)
    return bool(value)


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value) if value.isprintable() else None
    except ValueError:  # `http://[`
        return False
    return bool(parts and parts.scheme in ("http", "https") and parts.netloc)


def _schema(root: HtmlElement) -> Iterator[tuple[str, Evidence]]:
    for item in _schema_articles(root):
        for field, path in SCHEMA.items():
            value = _follow(item, path)
            if value:
                yield ("title" if field == "name" else field), Evidence(value, f"JSON-LD {'.'.join(path)}")


def schema_body(root: HtmlElement) -> str:
    """The longest articleBody of the page's JSON-LD, or "" (https://schema.org/articleBody)."""
    bodies = (item.get("articleBody") for item in _schema_articles(root))
    return max((body for body in bodies if isinstance(body, str)), key=len, default="")


def _schema_articles(root: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(data)


def _articles(data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON from a stranger
    items = data if isinstance(data, list) else [data]
    for item in items:
        if not isinstance(item, dict):
            continue
        kinds = item.get("@type")
        if ARTICLES & {str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])}:
            yield item
        graph = item.get("@graph")
        if isinstance(graph, list):
            yield from _articles([node for node in graph if isinstance(node, dict) and "@graph" not in node])


def _follow(value: Any, path: Iterable[str]) -> str:  # noqa: ANN401 - JSON from a stranger
    for step in path:
        if isinstance(value, list):
            value = value[0] if value else None
        value = value.get(step) if isinstance(value, dict) else value
    value = value[0] if isinstance(value, list) and value else value  # `"name": ["Mara Quill"]`
    return tidy(value) if isinstance(value, str) else ""


def _meta(root: HtmlElement) -> Iterator[tuple[str, Evidence]]:
    given = _given(root)
    for field, names in META.items():
        for name in names:
            if given.get(name.lower()):
                yield field, Evidence(given[name.lower()], f"meta {name}")


def _site(root: HtmlElement) -> Iterator[tuple[str, Evidence]]:
    given = _given(root)
    yield from (("publisher", Evidence(given[name], f"meta {name}")) for name in SITE if given.get(name))
    tail = SITE_TAIL.split(tidy("".join(root.findtext(".//title") or "")))[1:]
    yield from (("publisher", Evidence(part, "end of <title>")) for part in tail[-1:] if HOUSED.match(simplified(part)))


def _given(root: HtmlElement) -> dict[str, str]:
    given: dict[str, str] = {}
    for tag in root.iterfind(".//meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        given.setdefault(name, tidy(html.unescape(tag.get("content") or "")))
    return given


def _links(root: HtmlElement) -> Iterator[tuple[str, Evidence]]:
    for link in root.iterfind(".//link[@rel='canonical']"):
        yield "canonical_url", Evidence((link.get("href") or "").strip(), "link rel=canonical")
