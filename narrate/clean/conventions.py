"""What texts have by convention, and no statistics of single lines would keep: salutations, signatures, contents.

Each function finds one kind among a page's lines, from their form and their neighbours.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from narrate.clean.lines import squeeze
from narrate.clean.noise import HAN, bears, plainly, signs_in, simplified
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from narrate.clean.lines import Line

# A name of a person as it stands by itself: one of the usual surnames, and one or two characters; two or three words.
HAN_NAMED = re.compile(
    "^(?:[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤景温庄季康施文牛樊葛邢安齐易乔伍庞颜倪"
    "纪费冷裴阮章娄桑柳柏喻窦云苗俞鲍穆狄祁成宁甘祖米巫焦谷车滕卓蔺池闻党翟盛尤凌霍虞柯管解应宗左欧申屠蒲晏柴瞿阎连茹艾容古简饶沙丰关荆游竺]"
    "|欧阳|司马|上官|诸葛|闻人|司徒|东方|慕容|夏侯|皇甫)[\u4e00-\u9fff]{1,2}$"
)
ALONE_NAMED = re.compile(rf"{HAN_NAMED.pattern}|^[A-ZÀ-Þ][a-zß-ÿ.'’-]+(?: [A-ZÀ-Þ][a-zß-ÿ.'’-]+){{1,2}}$")
NAMES_ITSELF = re.compile(r"[：:|｜]\s?\S.{3}")
BARE_DATE = re.compile(
    r"^[（(]?(?:(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?|\d{1,2}月\d{1,2}日)(?:凌晨|清晨|早晨|上午|中午|下午|傍晚|晚上?|夜里?|深夜)?[）)]?$"
)
CALLED = re.compile(r"[：:]$")
EVENT = re.compile(
    r"^(?:讲座)?(?:题目|主题|主讲嘉宾|主讲人?|报告人|嘉宾|时间|地点|主持人?|主办(?:单位|方)?|承办(?:单位|方)?|对象|参加(?:对象|人员)|票价|费用|平台|会议号)[：:]\s?\S"
)
DAY_ALONE = re.compile(r"^\d{1,2}月\d{1,2}日(?:[（(][\u4e00-\u9fff]{2,6}[）)])?$")
HOUR = re.compile(r"^\d{1,2}[:：]\d{2}")
EVENT_KINDS = frozenset("题目 主题 主讲 报告 嘉宾 时间 地点".split())
FIELD = re.compile(r"^[^：:，。\d]{2,12}[：:]\s?\S")
ENDED = re.compile(r"[。！？…!?.；;：:][”’』」）)\"']{0,3}(?:(?<=[。！？”])[（(][\u4e00-\u9fff· ]{2,16}[）)])?$")
FIRST_PART = re.compile(r"^(?:第一[章条部]|[（(]?[一1][）)、.．])")
ARTICLE = re.compile(r"^第([一二三四五六七八九十]{1,3}|\d{1,2})条[\s　:：]*\S")
FIGURED = re.compile(r"^(?:序号|\d{1,3})\s\S")  # a row that is counted
CLOCK = re.compile(
    r"(?:(?:昨[天日]|今[天日]|前天|当[天日]|次日|(?:\d{1,2}月)?\d{1,2}日)\s?(?:凌晨|早上|上午|中午|下午|晚上?)?\s?)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
)  # the hour of an entry
CLASS_OF = re.compile(
    r"(?:19|20)\d{2}(?=[级届年])|\d{1,3}(?=[班路队组号]|中学|小学)"
)  # of a school, of a line of buses
STOPPED = re.compile(r"。.")  # a sentence, and more
PUNCTUATED = re.compile(r"[，。！？；：,!?;:|｜>›/]")
# `CITY, State — `; `（某社记者某人某地5日电）`; `某社某地5月5日电`; `本报讯`
DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.'’ ]{2,30}(?:, [A-Z][\w. ]{1,20})?(?: \([A-Z]\w{1,12}\))? ?[—–] |[（(]?[\u4e00-\u9fff]{2,30}(?:\d{1,2}月)?\d{1,2}日[电電讯訊]|本[报報网網台刊](?:讯|訊)|[（(](?:中央社|[\u4e00-\u9fff]{2,8}[讯訊])[）)])"
)
ADOPTED = re.compile(
    r"^[（(](?:19|20)\d{2}年\d{1,2}月\d{1,2}日.{4,80}(?:通过|通過|批准|公布|发布|修订|修正|施行)(?:[^）)]{0,40})[）)]$"
)
DAYED = re.compile(r"^(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")
CONTENTS = re.compile(
    r"^[【\[]?(?:目\s{0,3}[录录次]|本文目录|文章目录|文章导航|目\s{0,3}次|Contents|Table of [Cc]ontents|In this article|On this page)[】\]]?[:：]?$"
)
REFERENCES = re.compile(r"^(?:[一二三四五六七八九十\d]{1,3}[、.．]\s?)?(?:主要)?(?:参考(?:文献|资料|书目)|引用文献|References|Bibliography|Works cited|Notes and references)[:：]?$", re.IGNORECASE)  # fmt: skip
NOTED = re.compile(r"^[（(【\[]?(?:附?[注註]|[注註][释釋]|数据说明)[）)】\]]?[:：]?$")
NOTE = re.compile(r"^[（(]?[注註][:：].*[。）)]$")
FIGURES = re.compile(r"\s[\d.,%]+$")  # how a row of a table ends
# A label and the figures behind it.
FIGURES_OF = re.compile(
    r"^(?!\d)[^。，；!?！？]{0,23}?[^。，；：:!?！？]((?:\s(?:[-–—:：]\s)?[-+−]?\d[\d.,]*[%％‰]?){1,12})$"
)
FIGURE = re.compile(r"\d[\d.,]*")
LEAST_FIGURES = 2  # in each row of a table that nobody follows
REFERENCE = re.compile(r"^(?:[\[［【(（]\d{1,3}[\]］】)）]|\d{1,3}[.、]|\^)\s?\S")
PULLED = re.compile(
    r"(?:^|[\s_-])(?:pull|pulled)[-_]?(?:quote|out)?(?:$|[\s_-])|(?:^|\s)(?:quote|highlight)[-_](?:box|big|large|aside)(?:$|\s)"
)
PART = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[章节编部]")
POSTSCRIPT = re.compile(r"^(?:又及|附言|附笔|P\.?\s?S\.?)\s?[:：,，]\s?\S")
ENTRY = re.compile(r"^\d{1,2}[.、．]")  # the number of a heading that has none of its own
BRACKETED = re.compile(r"^[（(](?!以上|以下|注|文中|此件|完|待续)[^（()）。！？；]{10,50}[)）]$")
LONGEST_OFFER = 6  # lines of its block
SUMMARY = re.compile(r"^[【\[]?(?:内容)?(?:摘要|导读|提要|核心提示|导语|简介)[】\]]?[:：]?$")
QUOTES = "“”\"'‘’「」『』—-–。.!！?？…"
PULLED_QUOTE = re.compile(r"^[“「].{8,80}[。！][”」]$")  # a heading that quotes has no stop
MORE = 4  # characters by which the sentence is longer that a dump shows a part of again
LEAST_PULLED, NEAR_PULLED = 8, 30  # characters of such a sentence; lines from it within which the text says it
SECTION_TAGS = frozenset({"h2", "h3", "h4"})
LABELLED = 2  # cells with labels that make a record
LONGEST_NAME = 26  # characters of who signs, or is greeted
CLOSING = 12  # lines below the last sentence in which the article can still close
COUNTED = re.compile(r"^([一二三四五六七八九十])、(?!.*[。；]$)")
MARKED = re.compile(r"[※☆★◎●◆▲△▶►■□＊]")  # what a page says in its own name
LETTER = re.compile(
    r"^(?:此致|敬礼[！!。]?|(?:顺|敬)[颂祝请].{1,4}|谨[上启呈].{0,2}|即颂.{1,4}|祝好[！!。]?|Yours (?:sincerely|truly|faithfully),?|(?:Best|Kind|Warm) (?:regards|wishes),?|Sincerely,?)$"
)
FAR = 40  # lines of a table between two sections
CLOSERS = frozenset({Reason.CREDIT, Reason.COMMENT, Reason.KEYWORDS, Reason.SHARE, Reason.DATELINE, Reason.RELATED})
ELSEWHERE = frozenset({Reason.LINK, Reason.PROMOTION})
# What stands in a notice beside its sentences, though elsewhere it is the page's.
OF_A_NOTICE = frozenset({None, Reason.PROMOTION, Reason.LINK})
COUNTS = (tuple("一二三四五六七八九十"), tuple("①②③④⑤⑥⑦⑧⑨⑩"))
SIGNERS = 3  # lines of names above a date
SHORTEST, LEAST_TITLE = 2, 5  # characters of a name with its colon, of a title
HANGING = 2  # labels below the last sentence that are none of its
ATTACHED = re.compile(r"^(?:附|表|注)|^[\d（(①-⑳一二三四五六七八九十·•\-*—]|[，,]")
PARAGRAPH = 30  # characters of the shortest below an insert
MENU = 9  # words from which a line announces nothing
LEAST_ROWS, SHORT_CELL = 2, 20  # rows of a table of short cells; characters of one
LEAST = 12  # characters of the sentence before or after


def inserts(lines: Sequence[Line]) -> set[int]:
    """What leads elsewhere all by itself, above a sentence: the article goes on below it. A label alone, or one above another
    title, opens a list of such: `相关视频：老桥通车` above `修桥的人说…`; not `相关视频`. But between two paragraphs a label with
    one title below it is no list; nor is what blank lines part from a heading, and that from its sentence.
    """
    return set(labels_of_one(lines)) | {
        i
        for i, (line, following) in enumerate(itertools.pairwise(lines))
        if NAMES_ITSELF.search(line.text)
        and plainly(line.text) in (Reason.RELATED, Reason.LINK)
        and not (following.linked or plainly(following.text))
        and (_is_whole(following) or (line.gap > 0 and _heads_a_sentence(lines[i + 1 : i + 3])))
    }


def _heads_a_sentence(lines: Sequence[Line]) -> bool:
    """Whether a short line is parted by a blank line from a sentence, and from what is above it."""
    head, *below = lines
    parted = head.gap > 0 and all(line.gap > 0 for line in below)
    return parted and any(_is_whole(line) and len(line.squeezed) >= PARAGRAPH and not line.linked for line in below)


def labels_of_one(lines: Sequence[Line]) -> Iterator[int]:
    """`延伸阅读` and one title, between two paragraphs; where another title and a sentence follow, they are teasers, unless a
    blank line parts that title, the next heading, from both."""
    for i in range(1, len(lines) - 2):
        above, label, title, below, *more = lines[i - 1 : i + 5]
        if more and below.gap and more[0].gap and not (title.gap or ENDED.search(below.text) or plainly(below.text)):
            below, *more = more
        if (
            plainly(label.text) is Reason.RELATED
            and not NAMES_ITSELF.search(label.text)
            and title.tag not in SECTION_TAGS
            and _is_whole(above)
            and not (ENDED.search(title.text) or plainly(title.text))
            and _is_whole(below)
            and len(below.squeezed) >= PARAGRAPH
            and not (below.linked or plainly(below.text))
            and not (len(more) > 1 and not ENDED.search(more[0].text) and _is_whole(more[1]))
        ):
            yield i


def salutations(lines: Sequence[Line]) -> Iterator[int]:
    """Who is spoken to, and a short greeting below it: `各位读者：`, `见字如面。`"""
    for i, (line, following) in enumerate(itertools.pairwise(lines)):
        if (
            CALLED.search(line.text)
            and SHORTEST < len(line.squeezed) <= LONGEST_NAME + 14
            and not any(char.isdigit() for char in line.text)
            and not line.linked
            and "li" not in line.boxes
            and not signs_in(line.text)
            and (len(line.squeezed) <= LONGEST_NAME or "、" in line.text or "，" in line.text)
            and ENDED.search(following.text)
            and not following.linked
            and not plainly(following.text)
        ):
            yield from (i, i + 1)


def signatures(lines: Sequence[Line]) -> Iterator[int]:
    """Who signs and when, below a sentence: `河畔区教育局`, `2024年5月20日`; the date alone is none."""
    for head, at in _signed(lines):
        over = next(
            (
                line
                for line in reversed(lines[max(0, head - CLOSING) : head])
                if not (_is_a_file(line) or _is_a_code(line))
            ),
            lines[head],
        )
        whole = ENDED.search(over.text) or FIELD.match(over.text)
        if whole and not plainly(over.text) and not over.linked:
            yield from range(head, at + 1)


def announces_parts(lines: Sequence[Line], at: int) -> bool:
    """Whether a sentence ends in a colon above the first of several counted parts: `现将有关事项通知如下：`"""
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    return len(lines[at].squeezed) >= LEAST and bool(CALLED.search(lines[at].text) and FIRST_PART.match(following))


def articles_on(lines: Sequence[Line], told: Collection[int]) -> Iterator[int]:
    """Articles of a law that go on counting from one that is `told`, on the next lines: `第四条 …` below `第三条 …`."""
    last = 0
    for i, line in enumerate(lines):
        found = ARTICLE.match(line.text)
        if found is None or line.linked:
            continue
        count = numeral(found[1])
        if i in told or (last and count == last + 1):
            last = count
            yield i


def numeral(text: str) -> int:
    """`二十三` → 23, `23` → 23; below a hundred."""
    if text.isdecimal():
        return int(text)
    tens, _, ones = text.rpartition("十")
    digits = "零一二三四五六七八九"
    return (digits.find(tens or "一") * 10 if "十" in text else 0) + max(digits.find(ones), 0)


def closing_fields(lines: Sequence[Line], told: Collection[int]) -> Iterator[int]:
    """What a notice holds between the last sentence that is `told` and who signs it, and that: whom to call, what is attached."""
    for head, at in _signed(lines):
        first = head
        while first > max(0, head - CLOSING) and first - 1 not in told and _is_of_a_notice(lines[first - 1]):
            first -= 1
        rows = first
        while rows and FIGURED.match(lines[rows - 1].text):  # a list without markup may stand above them
            rows -= 1
        if first < head and rows - 1 in told:
            yield from (i for i in range(first, at + 1) if not _is_a_file(lines[i]))


def fields_below(lines: Sequence[Line], told: Collection[int]) -> Iterator[int]:
    """Two fields or more right below a sentence that is `told`, marked as it is: `时间：5月4日起`, `门票：免费`."""
    for i in told:
        end = i + 1
        while end < len(lines) and _is_field_of(lines[i], lines[end]):
            end += 1
        if end - i > 2:  # noqa: PLR2004 - one may be any sentence's
            yield from range(i + 1, end)


def _is_field_of(beside: Line, line: Line) -> bool:
    alike = (line.tag, line.chain[:-1], line.hints[-1:]) == (beside.tag, beside.chain[:-1], beside.hints[-1:])
    return alike and bool(FIELD.match(line.text)) and not (line.linked or signs_in(line.text))


def announced(lines: Sequence[Line], told: set[int]) -> Iterator[int]:
    """What a notice of a lecture or a meeting says first, right above a line that is `told`: `题目：…`, `主讲人：…`, `时间：…`;
    and a label below, `主讲人简介：`"""
    for named, run in itertools.groupby(range(len(lines)), lambda i: bool(EVENT.match(simplified(lines[i].text)))):
        fields = list(run)
        kinds = {simplified(lines[i].text)[:2] for i in fields} if named else set()
        end = fields[-1] + 1
        label = end < len(lines) and bool(CALLED.search(lines[end].text)) and len(lines[end].squeezed) < LEAST
        if len(fields) > 2 and len(kinds & EVENT_KINDS) > 1 and not told.isdisjoint((end, end + label)):  # noqa: PLR2004 - two may be a page's own
            yield from (*fields, *([end] if label else []))


def days(lines: Sequence[Line], told: set[int]) -> list[int]:
    """Days without a year, two or more, that head lines of a programme below a line that is `told`: `9月28日（星期四）`"""
    first, end = min(told, default=len(lines)), max(told, default=0) + FAR
    found = [
        i
        for i, (line, following) in enumerate(itertools.pairwise(lines))
        if first < i < end and DAY_ALONE.match(line.squeezed) and not line.linked and HOUR.match(following.text)
    ]
    return found if len(found) > 1 else []


def signers(lines: Sequence[Line]) -> frozenset[str]:
    """Who signs, squeezed."""
    return frozenset(lines[i].squeezed for head, at in _signed(lines) for i in range(head, at))


def _signed(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each signature: names, and a date."""
    for at, line in enumerate(lines):
        if BARE_DATE.match(line.squeezed) and not line.linked:
            head = at
            while head > max(1, at - SIGNERS) and _is_name(lines[head - 1]):
                head -= 1
            if head < at:
                yield head, at


def _is_a_file(line: Line) -> bool:
    """`附件：申请表.doc`: what leads to a file says nothing to a listener."""
    return bears(line.text, "attachment")


def _is_a_code(line: Line) -> bool:
    """`扫码预约`: what a picture to be scanned leads to."""
    return plainly(line.text) is Reason.SHARE and len(line.squeezed) <= LONGEST_NAME


def _is_of_a_notice(line: Line) -> bool:
    """A field, an attachment, an item of a list of those, or a short formula: `联系电话：…`, `2.登记表`, `特此公告。`"""
    looks = FIELD.match(line.text) or ATTACHED.match(line.text) or ENDED.search(line.text)
    return bool(looks) and not line.linked and plainly(line.text) in OF_A_NOTICE


def parts(lines: Sequence[Line], spoken: Collection[int]) -> list[int]:
    """Numbers that stand alone and count the parts of a text from the first on, each above a sentence: `01`, `02`."""
    found: list[int] = []
    for i, line in enumerate(lines):
        marked = line.bold or line.centred or not line.tag
        if (
            marked
            and _ordinal(line.squeezed) == len(found) + 1
            and not line.linked
            and any(j in spoken for j in range(i + 1, i + 1 + TEASER))
        ):
            found.append(i)
    return found if len(found) > 1 else []


def _ordinal(text: str) -> int:
    """`02` → 2, `三` → 3, `②` → 2; 0 where it is none."""
    if text.isdecimal() and len(text) < SHORTEST + 1:
        return int(text)
    return next((row.index(text) + 1 for row in COUNTS if text and text in row), 0)


def writers(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """A name that stands alone right above the day, and above most of what is `spoken`: who signs stands below that."""
    middle = sorted(spoken)[len(spoken) // 2] if spoken else 0
    for i, (line, following) in enumerate(itertools.pairwise(lines[:middle])):
        if ALONE_NAMED.match(line.text) and plainly(following.text) is Reason.DATELINE:
            yield i


def letters_end(lines: Sequence[Line]) -> Iterator[int]:
    """The words with which a letter ends, below a sentence or another of them, and who signs it: `此致`, `敬礼！`, `读者 何青`"""
    ended = False
    for i, line in enumerate(lines):
        closing = bool(LETTER.match(simplified(line.squeezed))) and not line.linked
        if closing and ended:
            yield i
            signed = i + 1 < len(lines) and _is_name(lines[i + 1]) and len(lines[i + 1].squeezed) <= LEAST
            if signed and not LETTER.match(simplified(lines[i + 1].squeezed)):
                yield i + 1
        ended = closing or bool(ENDED.search(line.text))


def before_the_names(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """What stands between the last spoken sentence and the line that closes the article, its names or the page's neighbours,
    where it is sentences and their headings alone, links to elsewhere aside."""
    last = max(spoken, default=len(lines))
    for i in range(last + 1, min(len(lines), last + 1 + CLOSING)):
        if plainly(lines[i].text) in CLOSERS:
            aside = inserts(lines[last + 1 : i])
            below = [
                j for j in range(last + 1, i) if j - last - 1 not in aside and plainly(lines[j].text) not in ELSEWHERE
            ]
            if below and all(_is_body(lines[j], lines[j + 1]) or _is_cry(lines[j]) for j in below):
                yield from below
            return


def counted_on(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """Sections below the last spoken sentence that go on counting where the article's headings stopped: `四、…` after `三、…`.

    A table or a list has parted them; their sentences run down to the line that closes the article.
    """
    last = max(spoken, default=len(lines))
    counted = [_count(line.text) for line in lines[: last + 1]]
    at = max(counted, default=0)
    for i in range(last + 1, min(len(lines), last + 1 + FAR)):
        if plainly(lines[i].text) in CLOSERS:
            return
        if at and _count(lines[i].text) == at + 1 and not lines[i].linked:
            at, last = at + 1, i
            yield i
        elif last == i - 1 and _is_whole(lines[i]) and at > max(counted) and not signs_in(lines[i].text):
            last = i
            yield i


def counted_to(lines: Sequence[Line]) -> int:
    """The last of the lines that count a text's sections one after the other; -1 where there are not two."""
    return max(_counted(lines), default=-1)


def _counted(lines: Sequence[Line]) -> list[int]:
    """The lines that count a text's sections from `一、` on; none where there are not two."""
    found: list[int] = []
    for i, line in enumerate(lines):
        if not line.linked and _count(line.text) == len(found) + 1:
            found.append(i)
    return found if len(found) > 1 else []


def fields_counted(lines: Sequence[Line]) -> Iterator[int]:
    """Fields right below a section's heading that counts: `三、报名办法`, `时间：…`, `联系人：…`"""
    for head in _counted(lines):
        for i in range(head + 1, len(lines)):
            if not FIELD.match(lines[i].text) or lines[i].linked or signs_in(lines[i].text):
                break
            yield i


def _count(text: str) -> int:
    """`三、…` → 3"""
    found = COUNTED.match(text)
    return "零一二三四五六七八九十".index(found[1]) if found else 0


def _is_body(line: Line, following: Line) -> bool:
    """A sentence, or what heads one."""
    innocent = not (line.linked or signs_in(line.text) or MARKED.match(line.text))
    return innocent and (
        _is_whole(line)
        or (len(line.squeezed) <= LONGEST_NAME and _is_whole(following) and not MARKED.match(following.text))
    )


def _is_cry(line: Line) -> bool:
    """`谢谢！`"""
    return line.text.endswith(("。", "！", "!", ".")) and not (line.linked or signs_in(line.text))


def _is_whole(line: Line) -> bool:
    return len(line.squeezed) >= LEAST and bool(ENDED.search(line.text))


def _is_name(line: Line) -> bool:
    short = 1 < len(line.squeezed) <= LONGEST_NAME
    return (
        short
        and not PUNCTUATED.search(line.text)
        and not any(c.isdigit() for c in CLASS_OF.sub("", line.text))
        and not line.linked
        and not signs_in(line.text)
    )


def sections_beside(lines: Sequence[Line], spoken: Collection[int], answer: Collection[int]) -> Iterator[int]:
    """Sections of the article that hold no sentence, or a short one: their headings stand in one box with those above its
    sentences, marked alike, and an extractor took them too: `用料` and its table beside `做法` and its steps."""
    heads = [i for i, line in enumerate(lines) if line.tag in SECTION_TAGS and not line.linked]
    ends = {
        i: next((j for j in range(i + 1, len(lines)) if not _is_below(lines[i], lines[j])), len(lines)) for i in heads
    }
    told = {_rank(lines[i]) for i in heads if not set(spoken).isdisjoint(range(i + 1, ends[i]))}
    for i in heads:
        section = range(i, ends[i])
        silent = len(section) > 1 and set(section).isdisjoint(spoken) and set(section) <= set(answer)
        if silent and _rank(lines[i]) in told and not any(signs_in(lines[j].text) for j in section):
            yield from section


def _rank(line: Line) -> tuple[str, int]:
    return line.tag, line.parent


def _is_below(head: Line, line: Line) -> bool:
    """Whether a line belongs to a heading above it: in the same box, and no heading of its rank."""
    return line.tag != head.tag and line.chain[: len(head.chain) - 1] == head.chain[:-1] and not plainly(line.text)


def named_below(lines: Sequence[Line]) -> Iterator[int]:
    """The name of a chapter below its number: `总 则` below `第一章`."""
    for i in range(len(lines) - 2):
        number, name, text = lines[i : i + 3]
        short = len(name.squeezed) <= LONGEST_NAME and not ENDED.search(name.text)
        if PART.fullmatch(number.squeezed) and short and _is_whole(text) and not (name.linked or plainly(name.text)):
            yield i + 1


def postscripts(lines: Sequence[Line]) -> Iterator[int]:
    """What is added below who signs and when: `又及：…`"""
    signed = {at for _, at in _signed(lines)}
    yield from (i for i, line in enumerate(lines) if POSTSCRIPT.match(line.text) and i - 1 in signed)


def adopted(lines: Sequence[Line]) -> Iterator[int]:
    """Who gave a law, and when, in brackets above its first article: `（2018年10月30日某市人民代表大会通过）`"""
    yield from (i for i, line in enumerate(lines) if not line.linked and ADOPTED.match(line.squeezed))


def above_the_dateline(lines: Sequence[Line]) -> Iterator[int]:
    """What stands between the record of who and when, and the sentence that opens the article with a place and a day, where
    furniture parts the two: captions and their makers, the voices of a player. A standfirst stands right above."""
    opening = next((i for i, line in enumerate(lines) if DATELINE.match(line.text)), 0)
    above = range(opening - 1, max(-1, opening - 1 - CLOSING), -1)
    stated = next((i for i in above if _is_stated(lines[i])), opening)
    record = "".join(line.squeezed for line in lines[max(0, stated - 1) : stated + 1])
    between = range(stated + 1, opening)
    if any(_is_furniture(lines[i], record) for i in between):
        yield from between


def _is_stated(line: Line) -> bool:
    return plainly(line.text) in (Reason.DATELINE, Reason.CREDIT) or bool(DAYED.match(line.text))


def _is_furniture(line: Line, record: str) -> bool:
    """What says so, has no letter, or begins with a name of the record: `Mara Quill / Riverside Courier`"""
    maker = squeeze(re.split(r"[/|]", line.text)[0])
    return (
        bool(plainly(line.text))
        or not any(char.isalpha() for char in line.text)
        or (len(maker) < len(line.squeezed) and len(maker) >= LEAST_TITLE and maker in record)
    )


def hanging(lines: Sequence[Line], spoken: Sequence[int]) -> list[int]:
    """Of the lines `spoken`, the labels below the last sentence: an article ends with a sentence, a name or a list.

    `引用本规定的文件（2）` → the head of the list that stands below the article; `附件：登记表` → part of it
    """
    sentences = [i for i in spoken if _is_whole(lines[i])]
    below = [i for i in spoken if sentences and i > sentences[-1]]
    labels = [i for i in below if not any(look.search(lines[i].text) for look in (ENDED, ATTACHED, STOPPED))]
    return labels if len(below) == len(labels) <= HANGING else []


def contents(lines: Sequence[Line]) -> Iterator[int]:
    """A list of contents: the label 目录 and the lines below it that all come again as headings."""
    keys = [ENTRY.sub("", line.squeezed) for line in lines]
    for at, line in enumerate(lines):
        if not CONTENTS.match(simplified(line.text)):
            continue
        beside = at + 2 < len(lines) and not _comes_again(keys, at + 1)  # another tab's name
        end = at + 1 + beside
        while end < len(lines) and keys[end] and _comes_again(keys, end):
            end += 1
        if end - at > 2:  # noqa: PLR2004 - two entries or more
            yield from range(at, end)


def figures(lines: Sequence[Line]) -> Iterator[int]:
    """A table of figures in a dump, three rows or more of a label and as many figures, and its title and its columns' names:
    `食品 -0.2 1.5`, `居住 0.1 0.3`. Nobody follows them by ear."""
    counts = [_figures_in(line) for line in lines]
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and counts[end] == counts[at]:
            end += 1
        if counts[at] >= LEAST_FIGURES and end - at >= TEASERS:
            above = itertools.takewhile(
                lambda i: _is_over_figures(lines[i]), range(at - 1, max(-1, at - 1 - HANGING), -1)
            )
            yield from (*above, *range(at, end))
        at = end


def _figures_in(line: Line) -> int:
    """How many figures stand behind a label, and nothing else; 0 where something does."""
    found = None if line.chain else FIGURES_OF.match(line.text)
    return len(FIGURE.findall(found[1])) if found else 0


def _is_over_figures(line: Line) -> bool:
    return not (ENDED.search(line.text) or CHAPTER.match(line.text))


def references(lines: Sequence[Line]) -> Iterator[int]:
    """What a text refers to: the label 参考文献 and the items of the list below it."""
    for at, line in enumerate(lines):
        if len(line.text) > LONGEST_NAME or line.linked or not REFERENCES.match(simplified(line.text)):
            continue
        end = at + 1
        while end < len(lines) and (lines[end].tag == "li" or REFERENCE.match(lines[end].text)):
            end += 1
        if end - at > 1:
            yield from range(at, end)


def notes(lines: Sequence[Line]) -> Iterator[int]:
    """What an article says of its own figures: the label 附注 and the numbered sentences below it; `注：…` below a table."""
    for at, line in enumerate(lines):
        if NOTE.match(line.text) and at and FIGURES.search(lines[at - 1].text) and not signs_in(line.text):
            yield at
        if line.linked or not NOTED.match(line.squeezed):
            continue
        end = at + 1
        while end < len(lines) and REFERENCE.match(lines[end].text) and ENDED.search(lines[end].text):
            end += 1
        if end - at > 1:
            yield from range(at, end)


def pulled(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """A sentence of the article that is shown once more in large letters, in a box that is named for it or stands aside."""
    for i, line in enumerate(lines):
        quoted = not line.chain and bool(PULLED_QUOTE.match(line.text))
        apart = quoted or PULLED.search(" ".join(line.hints[-2:])) or "aside" in line.boxes
        words = line.squeezed.strip(QUOTES).casefold()
        if apart and len(words) >= LEAST_PULLED:
            beside = range(max(0, i - NEAR_PULLED), min(len(lines), i + NEAR_PULLED))
            more = MORE if quoted else 0  # a refrain is a whole line; what a dump shows again is of a longer one
            longer = (j for j in beside if j in spoken and len(lines[j].squeezed) >= len(line.squeezed) + more)
            if any(j != i and words in lines[j].squeezed.casefold() for j in longer):
                yield i


def _comes_again(keys: Sequence[str], at: int) -> bool:
    return keys[at] in keys[at + 1 :] and keys[at] not in keys[:at]


def listed(lines: Sequence[Line]) -> Iterator[int]:
    """The items of a list without markup: four lines or more in a row that are short and built alike.

    `鲫鱼 两条`, `老豆豉 一大勺`; `听雨，青石埠`, `回家，渡口`; rows of a table with bars between their cells.
    """
    run: list[int] = []
    shape = ""
    for i, line in enumerate((*lines, None)):
        here = _shape(line) if line is not None else ""
        if here and here == shape:
            run.append(i)
            continue
        if len(run) >= (ROWS if shape == "|" else ALIKE):
            yield from run
        run, shape = ([i], here) if here else ([], "")


def bulleted(lines: Sequence[Line], told: Collection[int]) -> Iterator[int]:
    """The items behind bullets in a dump, and what announces them, between lines that are `told`."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].tag == "li":
            end += 1
        head = at - 1
        between = (end in told or end + 1 in told) and (head in told or head - 1 in told)
        if end - at > LEAST_ROWS and head >= 0 and between and _announces(lines[head]):
            yield from range(head, end)
        at = end + 1


def _announces(line: Line) -> bool:
    told = bool(CALLED.search(line.text)) or not ENDED.search(line.text)
    return told and not plainly(line.text) and len(line.text.split()) <= MENU


def _shape(line: Line) -> str:
    """The marks that part a short line in two or more: its build; "" where it has none."""
    if line.linked or plainly(line.text) or ENDED.search(line.text):
        return ""
    if "|" in line.text or "｜" in line.text:
        return "|"
    if len(line.squeezed) > LONGEST_ITEM:
        return ""
    marks = [mark for mark in "，、：" if mark in line.text] or ([" "] if " " in line.text else [])
    return "".join(marks)


def headed(lines: Sequence[Line]) -> Iterator[int]:
    """Numbered headings right above text: `第一章 总则`, `一、停车路段`."""
    for i, line in enumerate(lines):
        if (
            CHAPTER.match(line.text)
            and len(line.squeezed) <= LONGEST_NAME
            and not line.linked
            and not ENDED.search(line.text)
        ):
            below = next(filter(_is_whole, lines[i + 1 : i + 3]), None)
            if below is not None and not plainly(below.text):
                yield i


CHAPTER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}(?:章|[节回部篇编](?=[\s:：、]|$))|[一二三四五六七八九十]{1,3}\s?[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])"
)
PICTURED = re.compile(
    r"^[（(【\[]?(?:文章|新闻)?(?:图片|配图|插图|图集|资料图片?|视频截图|点击(?:看|查看)?大图)[）)】\]]?$"
)
POINTING = re.compile(r"^[▲△▼▽↑↓⬆⬇◀](?=\s?\w)")
ADDRESS = re.compile(r"(?:原文|链接|原文链接|详见|来源)?[:：]?\s?(?:https?://|www\.)[^\s\u4e00-\u9fff]{3,300}")
ALIKE, ROWS = 4, 2  # lines of a list, rows of a table
STANZA = 6  # lines of a poem without a stop
LONGEST_ITEM = 16  # characters of an item


def teasers(lines: Sequence[Line]) -> set[int]:
    """Headlines of other articles, each with a line or two about it: three or more, at even distances.

    A teaser's head is a link, or, in plain text, a title that a date stands below.
    """
    linked = [i for i, line in enumerate(lines) if _is_linked_title(line) and _is_told(lines[i + 1 : i + 2])]
    dated = [
        i
        for i, line in enumerate(lines)
        if _is_title(line) and _is_told(lines[i + 1 : i + 2]) and _is_dated(lines[i + 2 : i + 3])
    ]
    return {
        i
        for heads in (linked, dated)
        for group in _even(heads)
        for i in range(group[0], min(group[-1] + TEASER, len(lines)))
    }


def commented(lines: Sequence[Line]) -> set[int]:
    """Comments without a name: sentences, each with 赞 and 回复 below it, three or more at even distances."""
    ends = [
        i for i, line in enumerate(lines) if i and bears(line.text, "of a commenter") and _is_told(lines[i - 1 : i])
    ]
    return {i for group in _even(ends) for i in range(_first_of(lines, group[0]), group[-1] + 1)}


def _first_of(lines: Sequence[Line], end: int) -> int:
    """Where the comment begins that ends here: who wrote it, and when, stand above its sentence."""
    start = end - 1
    while start > max(0, end - TEASER - 1) and not _is_told(lines[start - 1 : start]):
        start -= 1
    return start


def _even(heads: Sequence[int]) -> Iterator[list[int]]:
    group: list[int] = []
    for head in (*heads, None):
        if group and (head is None or head - group[-1] > TEASER + 1):
            if len(group) >= TEASERS:
                yield group
            group = []
        if head is not None:
            group.append(head)


def _is_linked_title(line: Line) -> bool:
    return line.linked >= 0.9 * len(line.squeezed) >= 5 and not ENDED.search(line.text)  # noqa: PLR2004 - a title


def _is_title(line: Line) -> bool:
    return (
        not line.linked
        and LEAST_TITLE <= len(line.squeezed) <= LONGEST_NAME + LONGEST_ITEM
        and not ENDED.search(line.text)
        and not plainly(line.text)
    )


def _is_told(below: Sequence[Line]) -> bool:
    return any(
        ENDED.search(line.text)
        and LEAST <= len(line.squeezed) <= MOST_TOLD
        and line.linked * SHORTEST < len(line.squeezed)
        for line in below
    )


def _is_dated(below: Sequence[Line]) -> bool:
    return any(plainly(line.text) is Reason.DATELINE for line in below)


TEASER = 3  # lines of one: headline, summary, date
MOST_TOLD = 160  # characters of a summary
TEASERS = 3  # from which they are a list


def captions_below(lines: Sequence[Line]) -> Iterator[int]:
    """A line that says that there is a picture, and the caption below it: `文章图片`, `竹筐里的青菜`."""
    for i, (line, following) in enumerate(itertools.pairwise(lines)):
        if not PICTURED.match(simplified(line.text)):
            continue
        yield i
        caption = not (ENDED.search(following.text) or following.linked or following.bold)
        if caption and len(following.squeezed) <= LONGEST_NAME:
            yield i + 1


def offered(lines: Sequence[Line]) -> Iterator[int]:
    """What the block of an advertisement or an offer says in a dump below its first line: `河畔银行 伴您每一天` below `广告`; of
    an offer where another line is plainly of the page's, too: `Sign up to The Tide`, `The stories from our coast`."""
    starts = [i for i, line in enumerate(lines) if i == 0 or line.gap > 0]
    for start, end in itertools.pairwise([*starts, len(lines)]):
        plain = [plainly(line.text) for line in lines[start:end]]
        if plain[0] is not Reason.PROMOTION or lines[start].chain or len(plain) > LONGEST_OFFER:
            continue
        below = [start + n for n, reason in enumerate(plain) if reason is None]
        if bears(lines[start].text, "advertisement"):
            short = (i for i in below if len(lines[i].squeezed) <= LONGEST_NAME + LONGEST_ITEM)
            yield from (i for i in short if len(plain) == SHORTEST and not ENDED.search(lines[i].text))
        elif len(plain) - len(below) >= SHORTEST:
            yield from below


def quoted(lines: Sequence[Line], told: Collection[int]) -> Iterator[int]:
    """Short lines without a stop below a sentence that ends in a colon, and above another: `我写了几句话：`, a verse."""
    at = 0
    while at < len(lines):
        end = at + 1
        if at in told and CALLED.search(lines[at].text) and not lines[at].tag:
            while end < len(lines) and _is_verse(lines[end]):
                end += 1
            whole = end < len(lines) and _is_whole(lines[end]) and not signs_in(lines[end].text)
            if end - at > 2 and whole:  # noqa: PLR2004 - one may be a heading
                while end + 1 < len(lines) and _is_cry(lines[end + 1]):
                    end += 1
                yield from range(at + 1, end + 1)
        at = end


def _is_verse(line: Line) -> bool:
    short = len(line.squeezed) <= LONGEST_NAME
    return short and not (ENDED.search(line.text) or line.linked or signs_in(line.text) or CHAPTER.match(line.text))


def unfilled(lines: Sequence[Line]) -> Iterator[int]:
    """`摘要：` in a box of its own, with nothing behind it."""
    for line_at, (line, following) in enumerate(itertools.pairwise(lines)):
        beside = following.parent == line.parent or line.box in following.chain
        if line.chain and not beside and SUMMARY.match(simplified(line.squeezed)):
            yield line_at


def bracketed(lines: Sequence[Line], told: Collection[int]) -> Iterator[int]:
    """What stood below a picture, in brackets and without a stop, between two sentences of a dump: `（何青的饼干盒，上面有一朵牡丹）`."""
    for i in range(1, len(lines) - 1):
        if (
            BRACKETED.match(lines[i].text)
            and not lines[i].tag
            and _is_whole(lines[i - 1])
            and i - 1 in told
            and i in told
        ):
            yield i


def pointed(lines: Sequence[Line]) -> Iterator[int]:
    """A line that points at a picture, alone among lines that don't: `▲ 桥头的老树，今年又发了芽。` More in a row are a list."""
    marks = [POINTING.match(line.text) for line in lines]
    for i, mark in enumerate(marks):
        beside = (marks[i - 1] if i else None, marks[i + 1] if i + 1 < len(marks) else None)
        if mark and not any(beside) and len(lines[i].squeezed) <= MOST_TOLD:
            yield i


def over_the_page(lines: Sequence[Line], told: Collection[int]) -> Iterator[int]:
    """A heading that another page of the article begins with: below the links to its pages, above a sentence that is `told`."""
    for i in range(1, len(lines) - 1):
        turned = bears(lines[i - 1].text, "pages of an article")
        short = len(lines[i].squeezed) <= LONGEST_NAME and not ENDED.search(lines[i].text)
        if turned and short and i + 1 in told and not (lines[i].linked or plainly(lines[i].text)):
            yield i


def addresses(lines: Sequence[Line]) -> Iterator[int]:
    """A line that is an address and nothing else."""
    yield from (i for i, line in enumerate(lines) if ADDRESS.fullmatch(line.text))


def verse(lines: Sequence[Line], title: str) -> list[int]:
    """Lines below the headline that have no link and no sign of furniture: a poem, a list of names.

    The longest run of them; nothing where there are fewer than four.
    """
    at = max((i for i, line in enumerate(lines) if title and line.squeezed == title), default=-1)
    best: list[int] = []
    run: list[int] = []
    for i in (*range(at + 1, len(lines)), len(lines)):
        if (
            i < len(lines)
            and not any(c.isdigit() for c in lines[i].text)
            and not lines[i].linked
            and not lines[i].hidden
            and not plainly(lines[i].text)
        ):
            run.append(i)
            continue
        best = max(best, run, key=len)
        run = []
    return best if at >= 0 and len(best) >= ALIKE else []


def unstopped(lines: Sequence[Line]) -> set[int]:
    """A poem in a dump: the longest run of short lines without figures and signs, if it stands below who wrote it and when.

    Menus and lists of links stand above such a line, or without one.
    """
    best, at = range(0), 0
    for i, line in enumerate((*lines, None)):
        if line is not None and not (plainly(line.text) or any(c.isdigit() for c in line.text)):
            continue
        stated = at and plainly(lines[at - 1].text) in (Reason.DATELINE, Reason.CREDIT)
        stated = stated and all(HAN.search(one.text) and not _is_whole(one) for one in lines[at:i])
        best = max(best, range(at, i), key=len) if stated else best
        at = i + 1
    told = sum(len(line.squeezed) for line in lines if _is_whole(line))
    many = len(best) >= STANZA and sum(len(lines[i].squeezed) for i in best) > told
    return set(best) if many else set()


def entries(lines: Sequence[Line], told: Collection[int]) -> Iterator[int]:
    """Entries of a live report in a dump: sentences below an hour that stands alone, at even distances, one of which is `told`.

    Comments have days.
    """
    below = [i for i in range(1, len(lines)) if CLOCK.fullmatch(lines[i - 1].text) and ENDED.search(lines[i].text)]
    for group in _even(below):
        if not set(group).isdisjoint(told):
            yield from group


def hours(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """The hours above the entries of a live report, where half of them are `spoken`."""
    above = [i for i in range(len(lines) - 1) if CLOCK.fullmatch(lines[i].text) and ENDED.search(lines[i + 1].text)]
    if sum(i in spoken for i in above) * 2 >= len(above):
        yield from above


def named_by_contents(lines: Sequence[Line], told: Collection[int]) -> Iterator[int]:
    """Headings that a list of contents named, right above a sentence that is `told`."""
    listed_ = set(contents(lines))
    names = {lines[i].squeezed for i in listed_}
    yield from (i for i, line in enumerate(lines) if line.squeezed in names and i not in listed_ and i + 1 in told)


def values(lines: Sequence[Line]) -> Iterator[int]:
    """What stands in the cell beside a label of the document's record: `索引号：`, `HP2024-0031`."""
    for i, (line, following) in enumerate(itertools.pairwise(lines)):
        labelled = (
            line.text.endswith(("：", ":"))
            and len(line.squeezed) <= LEAST
            and plainly(line.text) in (Reason.DATELINE, Reason.KEYWORDS)
        )
        if labelled and line.row and line.row == following.row:
            yield i + 1


def linked_cells(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """Cells that are links, beside a spoken one, in a table of short cells of which most are spoken: `<a>盐</a>`, `一勺`."""
    by_table: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.row and not line.hidden:
            by_table[line.table].append(i)
    for cells in by_table.values():
        short = len(cells) >= 2 * LEAST_ROWS and all(len(lines[i].squeezed) <= SHORT_CELL for i in cells)
        if short and sum(i in spoken for i in cells) * 2 > len(cells):
            rows = {lines[i].row for i in cells if i in spoken}
            yield from (i for i in cells if lines[i].linked and lines[i].row in rows)


def tables(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """The cells of a table of figures that stands in the box of the spoken sentence above it."""
    figures = {line.table for line, beside in itertools.pairwise(lines) if line.row and line.row == beside.row}
    last: dict[int, int] = {}  # box → its last spoken sentence
    above = -1  # the line before the table that runs
    for i, line in enumerate(lines):
        above = i - 1 if i and line.table != lines[i - 1].table else above
        if i in spoken:
            last[line.parent] = i
        elif line.table in figures and line.row and not line.linked and not line.hidden and above in spoken:
            nearest = next((last[box] for box in reversed(line.chain[:-1]) if box in last), None)
            if nearest == above:
                yield i


def records(lines: Sequence[Line], first: int) -> Iterator[int]:
    """A table above the `first` spoken sentence of which half the cells are labels: who wrote, when, its number."""
    rows: dict[int, list[int]] = {}
    for i, line in enumerate(lines[:first]):
        if line.table:
            rows.setdefault(line.table, []).append(i)
    for cells in rows.values():
        labels = sum(CALLED.search(lines[i].text) is not None for i in cells)
        if labels >= LABELLED and labels * 2 >= len(cells) and lines[first].table != lines[cells[0]].table:
            yield from cells
