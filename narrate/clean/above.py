"""The headline of a text dump: which line above the article is its name.

Every line near the article, and every two that stand together, is a candidate. It carries named signs (how long it is,
what stands below it, whether the dump says it again, whether the article speaks of it), and the weights of the signs
(benchmarks/train_headline.py, headline.json) are added; the highest candidate is the headline if it is worth more than
none at all. A conditional logit: McFadden, Conditional logit analysis of qualitative choice behavior, 1974.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from narrate.clean.conventions import BARE_DATE, signers
from narrate.clean.lines import Line, squeeze
from narrate.clean.noise import ENDED, bears, plainly, signs_in
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

# What sites hang behind the headline in <title>: `某事发生了_某频道_某网`
SITE_TAIL = re.compile(
    r"\s{0,3}(?:[_|｜»]|\s[-–—·]\s?|--|——(?=[^—]{2,12}$)|(?<=[\u4e00-\u9fff？！”])-(?=[\u4e00-\u9fff]))\s{0,3}"
)
TOLD = 1500  # characters of the article in which a headline's words are sought
SHORT = 12  # letters of a short headline
WHOLE = 60  # characters of a first sentence that can be a name
NEAR = 40  # lines above the article in which its headline is sought
SIGNED = 12  # lines below the article in which it may still be signed
HOUSES = frozenset({Reason.COPYRIGHT, Reason.CREDIT, Reason.CAPTION})  # kinds of lines that name the house
LED = 12  # lines above the article in which a sentence is of it
INSIDE = 3  # lines at the head of the article among which the headline may still be
LEAST, MOST = 2, 120  # characters of a headline
NEVER = -9.0  # the standing of what is none
FAR = 0.4  # what it is worth that a line comes again below the article: so do the names of sites
LED_TO = 1.5  # what it is worth that the path through the site ends right above
STANDING = "standing"  # the sign of a rule of thumb, which is a number
NONE = "none"  # the sign of there being no headline at all
NAME = 8  # characters from which a line that comes again is no mere name
OFFICE_NAME = 5  # characters of an office that a site is named by
STOPPED = re.compile(r"。[”」』]?$")
LABEL = 60  # characters of a line with a date or a source, at the most
LIKELY = (8, 45)  # characters of a line that could be a headline

DATE = re.compile(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}|\d{1,2}[:：]\d{2}")
SOURCE = re.compile(
    r"来源|來源|作者|编辑|編輯|記者|记者|发布|發佈|发表|责编|出处|稿源|字号|字体|阅读|浏览|评论|点击"
    r"|\b(?:by|published|posted|updated)\b",
    re.IGNORECASE,
)
MENU = re.compile(r"[|｜│›»>]|\s[·/]\s|::")
NUMBERED = re.compile(r"[〔\[（(](?:19|20)\d{2}[〕\]）)]\s?\d{0,5}\s?号|^\d[\d\s.,:/-]*$")
ADDRESS = re.compile(r"https?://|www\.|@")
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # and kana, and hangul
WORD, STEM = re.compile(r"[^\W\d_]{4,}"), 5  # words that say something, and what of them is kept in all their forms
COMMA = re.compile(r"[，、；：:]")
OPEN = re.compile(r"[，、；：,;:]$")
ENUMERATED = re.compile(
    r"^(?:[①-⑳]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．]|[（(][一二三四五六七八九十\d]{1,2}[）)])"
)
FIRST = re.compile(r"^[（(]?(?P<count>[一1])(?P<stop>[、.．）)])")
NEXT = {"一": "二", "1": "2"}
DOCUMENT = re.compile(r"(?:通知|公告|通告|意见|办法|决定|方案|规定|批复|函|报告|公示|通报|细则|条例|请示)[）)]?$")
# Who speaks, below what is said: `在渡口开航会上的发言`, `航运站 何青`
SPEECH = re.compile(r"(?:发言|發言|讲话|講話|致[辞詞词辭]|演[讲講]|贺词)$")
SPOKEN_AT = re.compile(rf"在.{{2,40}}[上时中](?:的)?{SPEECH.pattern}")
SPEAKER = re.compile(r"^[\u4e00-\u9fff]{2,20}\s{1,4}[\u4e00-\u9fff]{2,4}$")
# Above what a question is answered by; and a bare quantity, as in a record: `四十分钟`, `4.6分`, `318人做过`.
ANSWERS = re.compile(
    r"^(?:全部|查看全部|共)?\s?\d[\d,.]*\s?万?\s?(?:个|条|則|则)?\s?(?:回答|答案|解答|answers?)$", re.IGNORECASE
)
QUANTITY = re.compile(
    r"^[约約共]?(?:[\d.,]+|[一二三四五六七八九十百半两]{1,4})\s?(?:分[钟鐘]|小[时時]|分|人|次|元|天|克|[个個]人|人份|大卡|千卡)[\u4e00-\u9fff]{0,3}$"
)
# So much of a thing, as a recipe lists it: `红糖 60克`, `盐 少许`.
PORTION = re.compile(
    r"^[^\d\s，。：:]{1,10}[\s：:]{1,2}[约約]?(?:[\d./½¼¾–~-]{1,7}|[一二两三四五六七八九十半]{1,2})\s?(?:[大小茶汤湯]?[勺匙]|[汤湯茶大]匙|[克斤两只隻个個条條片块塊根把颗顆粒枚杯碗包袋盒毫升]|ml|g|kg)[\u4e00-\u9fff]{0,2}$"
    r"|^[^\d\s，。：:]{1,10}[\s：:]{1,2}(?:适量|適量|少许|少許|若干|一点|一點)$"
)
# Whose document or page it is.
OFFICE = re.compile(
    r"^[\u4e00-\u9fff]{2,24}(?:办公[室厅]|委员会|局|厅|人民政府|法院|检察院|医院|中学|小学|大学|学院|图书馆|博物馆)$"
)
PUBLISHER = re.compile(
    r"^.{1,8}(?:网|網|報|报|刊|社|台|臺|报道|客户端|新闻|新聞|在线|公众号|研究院|论坛|频道|Times|News|Post)$"
)
OF_A_SITE = re.compile(r"[-_–—|｜ ].{0,16}(?:网|網|报|報|刊|社|台|臺|新闻|新聞|在线|频道|中心|首页)$")
CREDITED = re.compile(
    r"(?<=..)(?:来源|來源|作者|编辑|編輯|記者|记者|责编|出处|出自|稿源|字号|字体|阅读|浏览|评论|点击)\s?[:：]"
)
MARKUP = re.compile(r"[\w-]=[\"']|</?[a-z]")
# Messages that wait, in a page's <title>.
COUNTED = re.compile(r"^[（(]\d{1,3}\s?(?:[条封个]\s?[\u4e00-\u9fff]{1,4})?[）)]\s?")
SHORT_PART = 6  # characters of a column's name: `棱镜|数据…` begins with one
WORDED = re.compile(r"[^\W\d_年月日时分秒点]")  # a day and an hour name nothing
ASKS = ("？", "！", "?", "!")
LONGEST_ASKED = 45  # characters of a headline that asks or cries
SUBTITLE = re.compile(r"^(?:——|--)")
FIELDS = re.compile(r"^\S{1,4}\s?[:：].{1,30}\s\S{1,4}\s?[:：]\s?\S")
SITE_PARTS = re.compile(
    r"(?<=.{4})(?P<joint>\s?[-_–—|｜]{1,2}\s?)[^-_–—|｜。！？!?]{2,16}(?:(?P=joint)[^-_–—|｜。！？!?]{2,16})*$"
)
PICTURED = re.compile(r"\s?[（(]\s?[附组多]?(?:图|圖|视频|視頻)(?:集|文|表)?\s?[）)]$")
PATH = re.compile(r"正文|位置")
BRACKET = re.compile(r"^[\[【［〔][^\]】］〕]{1,12}[\]】］〕]")
SITE_NAME = re.compile(
    r"^[\u4e00-\u9fff]{2,10}(?:新闻网|门户网站|网|日报|晚报|时报|电视台|在线|客户端)(?:\s?(?:数字报|数字版|电子版|电子报|手机版|首页|频道))?$"
)
# Reporters, by their names alone: the hundred most common surnames, and those of two characters.
NAMED = re.compile(
    r"^(?:(?:[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤景温庄季康施文牛樊葛邢安齐易乔伍庞颜倪]|欧阳|司马|上官|诸葛|闻人|司徒|东方)[\u4e00-\u9fff]{1,2}(?:[\s、]{1,2}|$)){2,5}$"
)
ARTICLE = re.compile(r"^The ", re.IGNORECASE)
ITEM = re.compile(r"^[·•■●◆★☆▪]")
CUT_SHORT = re.compile(r"^(?P<said>.{6,}?)(?:\.{3,}|…+)$")
RECORD = re.compile(r"^(?:【[^】]{2,8}】|[^：:\s]{2,6}[：:])\s?\S{1,20}$")
PATH_DASHED = re.compile(r"\s[-–—/_|]\s")
PATH_PARTS = re.compile(r"[>›»]")
TOLD_HOW = re.compile(r"是[^，。]{1,10}的$")  # a whole sentence, though it ends in 的
OF_AN_EVENT = re.compile(r"^(?:主讲(?:人|嘉宾)?|报告人|主持人?|时间|地点)[：:]\s?\S")  # `主讲人：何青 教授`
NEVER_FORMS = (ADDRESS, NAMED, NUMBERED, BARE_DATE, OPEN, SITE_NAME, SUBTITLE, FIELDS, CREDITED, MARKUP, OF_AN_EVENT)
JOINTS = ("的", "和", "与", "及", "在", "为", "把", "被", "将", "对", "从", "向")

LENGTHS = (3, 6, 9, 14, 30, 45, 70, 120)
DISTANCES = (1, 2, 3, 4, 6, 9, 14, 20)
WORDS = (1, 2, 3, 5, 8)  # parts between blanks, where none are written between words
INDENTS = (-8, -4, -1, 0, 4)  # columns more than the article has
RIVALS = (0, 1, 2, 4, 8)
TOLDS = (0.0, 0.1, 0.25, 0.4, 0.6, 0.8)

# A line's own form: sign → what it looks like.
FORMS: Mapping[str, re.Pattern[str]] = {
    "date in it": DATE,
    "source in it": SOURCE,
    "ends with a stop": re.compile(r"。$"),
    "asks or calls": re.compile(r"[！？!?]$"),
    "one blank": re.compile(r"^\S+[^\x00-\x7f]\s[^\x00-\x7f]\S*$"),
    "enumerated": ENUMERATED,
    "document": DOCUMENT,
    "about": re.compile(r"^.{0,30}关于"),
    "publisher": PUBLISHER,
    "a site's part": OF_A_SITE,
    "pictured": PICTURED,
    "bracket first": BRACKET,
    "comma in it": COMMA,
    "dash first": re.compile(r"^[—–]"),
    "cut short": re.compile(r"\.{3}|…(?!…)"),
    "an office and a name": re.compile(
        r"(?:长|主任|书记|主席|总理|教授|院士|记者|员|总裁|经理)\s[\u4e00-\u9fff]{2,4}$"
    ),
    "a label and its value": re.compile(r"^[【\[]?.{2,6}[】\]：:]\s?\S{2,12}$"),
    "no Han": re.compile(r"^[\x00-\x7f]+$"),
}


LABELLED = re.compile(
    r"^(?:原?[标標]\s{0,4}[题題]|主\s{0,4}[题題]|[题題]\s{0,4}目|(?:文件)?名\s{0,4}[称稱])\s?[:：]\s{0,4}(?=.{4})"
)
TRAILING = re.compile(r"(?<![-–—_|｜\s])(?:\s?[-–—_|｜])+$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the headline, or two as one, and the numbers of the lines."""

    text: str
    places: tuple[int, ...]
    above: bool  # whether the dump says it again above the article
    below: bool  # or below it
    standing: float = 0.0  # by the rule of thumb


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump's lines as its headline is sought in them."""

    lines: Sequence[Line]
    body: frozenset[int]
    first: int  # number of the first line that can't be above the article
    said: str  # what the article says, as far as it is compared
    indent: int  # columns before most of its lines
    name: str  # the dump's first line without the site's part, where it has one: a page's <title>
    signers: frozenset[str]  # who signs below it
    likely: frozenset[int]  # lines above the article that could be a headline by themselves

    @property
    def above(self) -> range:
        """Numbers of the lines that may be the headline."""
        return range(max(0, self.first - NEAR), min(self.first, len(self.lines)))


def headline_above(lines: Sequence[Line], body: Collection[int]) -> Candidate | None:
    """The headline of a text dump whose article is `body`, or None where no line above it is one."""
    dump = dump_of(lines, body)
    found = candidates(dump)
    best = chosen([signs(dump, one) for one in found], _weights())
    return None if best is None else found[best]


def chosen(candidates_signs: Sequence[Sequence[tuple[str, float]]], weights: Mapping[str, float]) -> int | None:
    """The number of the candidate that is worth most by these weights; None where no headline at all is worth more."""
    worth = [sum(weights.get(sign, 0.0) * much for sign, much in signs) for signs in candidates_signs]
    best = max(range(len(worth)), key=lambda n: (round(worth[n], 3), n), default=None)
    return best if best is not None and worth[best] > weights.get(NONE, 0.0) else None


def _bare(text: str, others: Collection[str] = ()) -> str:
    """`栏目|某事发生了_某频道_某网` → `栏目|某事发生了`: a dump's first line is often the page's <title>. What stands by itself among
    the `others` needs no word that tells a site."""
    text = COUNTED.sub("", text)
    heads = (text[: joint.start()] for joint in SITE_TAIL.finditer(text))
    known = next((head for head in heads if len(head) > SHORT_PART and head in others), "")
    return known or (SITE_PARTS.sub("", text) if OF_A_SITE.search(text) else text) or text


@cache
def _weights() -> dict[str, float]:
    table: dict[str, float] = json.loads((resources.files("narrate.clean") / "headline.json").read_text("utf-8"))
    return table


def dump_of(lines: Sequence[Line], body: Collection[int]) -> Dump:
    """The dump, its article beginning at the first sentence or the fourth line of `body`."""
    # A heading of the article looks much like its headline; a headline that asks looks like its first sentence.
    inside = [i for i in sorted(body) if not _asks_above_the_record(lines, i)]
    prose = next((i for i in inside if len(lines[i].squeezed) >= WHOLE or ENDED.search(lines[i].text)), len(lines))
    first = min([*inside[INSIDE : INSIDE + 1], prose, *_answered(lines[:prose])])
    lead = "".join(line.text for line in lines[max(0, first - LED) : first] if _leads(line.text))
    said = squeeze(lead + "".join(lines[i].text for i in inside if i >= first))[:TOLD]
    indent = Counter(lines[i].indent for i in inside if i >= first).most_common(1)
    likely = frozenset(i for i in range(min(first, len(lines))) if _is_likely(lines[i], said))
    signed = signers(lines[first : max(inside, default=0) + SIGNED])
    return Dump(
        lines, frozenset(inside), first, said, indent[0][0] if indent else 0, _page_title(lines), signed, likely
    )


def _asks_above_the_record(lines: Sequence[Line], i: int) -> bool:
    """`冬天为什么手脚冰凉？` right above who wrote it, and when."""
    line, below = lines[i], lines[i + 1].text if i + 1 < len(lines) else ""
    return line.text.endswith(ASKS) and len(line.squeezed) <= LONGEST_ASKED and plainly(below) is Reason.DATELINE


def _answered(above: Sequence[Line]) -> Iterator[int]:
    """Where the answers to a question begin: who gives them is named below it, and no headline is."""
    asked = next((i for i, line in enumerate(above) if line.text.endswith(("？", "?"))), len(above))
    yield from (i for i in range(asked + 1, len(above)) if ANSWERS.match(above[i].text))


def _by_others(dump: Dump, text: str) -> str:
    """What the article says but for this line itself, be it the first of it."""
    here = squeeze(text)
    return dump.said.removeprefix(here)


def _leads(text: str) -> bool:
    """Whether a line above the article is a whole sentence all the same: what stands above a list is told, too."""
    return len(squeeze(text)) >= WHOLE // 2 and bool(ENDED.search(text)) and not plainly(text)


def _page_title(lines: Sequence[Line]) -> str:
    """What a dump's first line names before the part of its site; nothing where it has none."""
    text = lines[0].text if lines else ""
    return squeeze(bare) if (bare := _bare(text)) != text else ""


def candidates(dump: Dump) -> list[Candidate]:
    """Every line near the article that can be a headline, and every two such without a blank line between them."""
    lines = dump.lines
    alone = frozenset(line.text for line in lines[1 : dump.first])
    able = {i for i in {*dump.above, *([0] if dump.name else [])} if _can(dump, i)}
    texts = [
        named
        for i in sorted(able)
        for named in (
            (unlabelled(_bare(lines[i].text, alone)), (i,)),
            *([(f"{lines[i].text} {lines[i + 1].text}", (i, i + 1))] if i + 1 in able and not lines[i + 1].gap else []),
        )
    ]
    found = [Candidate(text, at, _again_above(dump, text, at), _again_below(dump, text)) for text, at in texts]
    stood = (replace(one, standing=_standing(dump, one)) for one in found)
    return [one for one in stood if one.standing > NEVER and squeeze(one.text) not in dump.signers]


def _standing(dump: Dump, one: Candidate) -> float:
    """How well a line stands by a rule of thumb: repeated, of its length, near the article, above its date.

    NEVER where it can't be one: of no headline's length, or two lines of two things.
    """
    here = squeeze(one.text)
    parts = [dump.lines[i].text for i in one.places]
    if not LEAST <= len(here) <= MOST or not WORDED.search(here):
        return NEVER
    agreed = 1.0 if one.above else FAR if one.below else 0.0
    if len(parts) > 1 and agreed < 1 and not _is_one(*parts):  # two lines are one where they stand so elsewhere
        return NEVER
    fitting = 1.0 if LIKELY[0] <= len(here) <= LIKELY[1] else 0.5 if len(here) <= LABEL else 0.0
    below = [dump.lines[i].text for i in range(one.places[-1] + 1, min(one.places[-1] + 4, dump.first))]
    stated = {sign.reason for text in below for sign in signs_in(text) if sign.whole}
    dated = 1.3 if {Reason.DATELINE, Reason.CREDIT} & stated else 0.0
    near = max(0.0, 1.5 - 0.16 * (dump.first - one.places[-1]))
    begins = 3.0 if _begins_headings(dump, one.text) else 0.0
    official = 3.0 if ("关于" in one.text and DOCUMENT.search(one.text)) or SPOKEN_AT.search(one.text) else 0.0
    signed = 2.0 if below and BARE_DATE.match(squeeze(below[0])) else 0.0
    menu = 1.5 if _is_menu(one.text.split()) or _is_measured(dump, one) else 0.0
    item = 0.8 if dump.lines[one.places[0]].tag == "li" else 0.0
    told = 3 * told_in(one.text, _by_others(dump, one.text))
    led = LED_TO if one.places[0] and bears(dump.lines[one.places[0] - 1].text, "breadcrumb") else 0.0
    return (
        2.5 * agreed
        + led
        + fitting
        + dated
        + near
        + official
        + told
        - begins
        - signed
        - menu
        - item
        - (one.places[0] in dump.body)
    )


def _begins_headings(dump: Dump, text: str) -> bool:
    """Whether the article goes on counting after it: `一、…` above `二、…` is its first heading."""
    if (counted := FIRST.match(text)) is None:
        return False
    following = NEXT[counted["count"]] + counted["stop"]
    return any(dump.lines[i].text.lstrip("（(").startswith(following) for i in dump.body)


def _can(dump: Dump, place: int) -> bool:
    """Whether a line may be a headline at all: no furniture, address or date, no sentence of the article."""
    line = dump.lines[place]
    bare = PICTURED.sub("", line.text)
    return line.tag != "title" and not (
        plainly(bare)
        or any(form.search(bare) for form in NEVER_FORMS)
        or _is_cut(dump, place)
        or _is_record(dump, place)
        or _is_house(dump, line)
        or _is_an_entry(dump, place)
        or (place > 0 and SPEAKER.search(line.text) and SPEECH.search(dump.lines[place - 1].text))
        or (line.linked and line.linked >= len(line.squeezed) and line.tag[:1] != "h")
        or (MENU.search(bare) and not _titled(bare) and not OF_A_SITE.search(bare))
        or (STOPPED.search(bare) and (place in dump.body or bool(COMMA.search(bare))))
    )


def signs(dump: Dump, one: Candidate) -> list[tuple[str, float]]:
    """What speaks for and against a candidate: the names of signs, each with how much there is of it."""
    named = [
        *_formed(one.text),
        *_placed(dump, one),
        *_accompanied(dump, one),
        *_repeated(one),
        f"told {_upto(round(told_in(one.text, _by_others(dump, one.text)), 3), TOLDS)}",
    ]
    return [(STANDING, one.standing), *((name, 1.0) for name in named)]


def _formed(text: str) -> Iterator[str]:
    """What the text itself is like."""
    yield f"length {_upto(len(squeeze(text)), LENGTHS)}"
    yield from (name for name, form in FORMS.items() if form.search(text))
    bare = PICTURED.sub("", text)
    yield from (f"{'says' if sign.whole else 'mentions'} {sign.reason.name.lower()}" for sign in signs_in(bare))
    if MENU.search(text) and _titled(text):
        yield "a column before a bar"
    if _is_menu(text.split()):
        yield "words of a menu"
    if not text.isascii():
        yield f"words {_upto(len(text.split()), WORDS)}"


def _is_measured(dump: Dump, one: Candidate) -> bool:
    """A bare quantity, one of a thing, or the label right above one: `时间`, `四十分钟`, `红糖 60克`."""
    below = dump.lines[one.places[-1] + 1 : one.places[-1] + 2]
    labels = len(squeeze(one.text)) <= LENGTHS[0] and any(QUANTITY.match(line.text) for line in below)
    return labels or bool(QUANTITY.match(one.text) or PORTION.match(one.text))


def _is_menu(words: Sequence[str]) -> bool:
    return len(words) >= 4 and max(map(len, words)) <= 5 and not "".join(words).isascii()  # noqa: PLR2004 - items of a menu


def _is_an_entry(dump: Dump, place: int) -> bool:
    """Whether a numbered line names a heading further down: `2. 拆开以后` above `拆开以后`."""
    name = ENUMERATED.sub("", dump.lines[place].squeezed)
    numbered = LEAST < len(name) < len(dump.lines[place].squeezed)
    return numbered and any(line.squeezed == name for line in dump.lines[place + 1 :])


def _titled(text: str) -> bool:
    """`直播｜台风来了`: a column's name before the bar."""
    parts = re.split(r"\s?[|｜丨]\s?", text)
    return len(parts) == 2 and len(parts[0]) <= NAME < len(parts[1])  # noqa: PLR2004


def _placed(dump: Dump, one: Candidate) -> Iterator[str]:
    """Where it stands."""
    first, last = one.places[0], one.places[-1]
    between = [dump.lines[j] for j in range(last + 1, dump.first)]
    yield f"distance {_upto(dump.first - last, DISTANCES)}"
    yield f"rivals {_upto(sum(map(_is_rival, between)), RIVALS)}"
    if first in dump.body:
        yield "in the article"
    if dump.name:
        yield "as the page is named" if squeeze(one.text) == dump.name else "not as the page is named"
    if dump.indent or dump.lines[first].indent:
        yield f"indent {_upto(dump.lines[first].indent - dump.indent, INDENTS)}"
    if first == 0:
        yield "first line"
    if dump.lines[first].gap:
        yield "gap above"
    if last + 1 < len(dump.lines) and dump.lines[last + 1].gap:
        yield "gap below"
    if dump.lines[first].tag == "li" or ITEM.match(one.text):
        yield "item"
    if len(one.places) > 1:
        yield "two broken" if _is_one(*(dump.lines[i].text for i in one.places)) else "two"
    elif last + 1 in dump.above and _is_one(one.text, dump.lines[last + 1].text):
        yield "goes on below"


def _is_rival(line: Line) -> bool:
    return len(line.squeezed) >= 6 and not plainly(line.text) and not _is_dated(line.text)  # noqa: PLR2004 - a name


def _is_dated(text: str) -> bool:
    return bool(DATE.search(text)) and len(squeeze(text)) < LABEL


def _is_one(first: str, second: str) -> bool:
    """`某区人民政府关于做好今冬明春` + `老人探访工作的通知`: a document's title, broken in two."""
    return (
        ("关于" in first and not DOCUMENT.search(first) and bool(DOCUMENT.search(second)))
        or (bool(OFFICE.search(first)) and second.startswith("关于") and bool(DOCUMENT.search(second)))
        or (first.endswith(JOINTS) and " " not in second and not TOLD_HOW.search(first))
        or second.startswith("的")
    )


def _accompanied(dump: Dump, one: Candidate) -> Iterator[str]:
    """What stands around it."""
    first, last = one.places[0], one.places[-1]
    below = [dump.lines[j].text for j in range(last + 1, min(last + 4, dump.first))]
    above = [dump.lines[j].text for j in range(first - 1, max(-1, first - 3), -1)]
    yield from _at("date below", [_is_dated(text) for text in below])
    yield from _at("source below", [bool(SOURCE.search(t)) and len(squeeze(t)) < LABEL for t in below])
    yield from _at("date above", [_is_dated(text) for text in above])
    yield from _at("another above", [first - k in dump.likely for k in (1, 2)])
    yield from _at("another below", [last + k in dump.likely for k in (1, 2)])
    likely = dump.likely.intersection(dump.above).difference(one.places)
    yield f"likely above {_upto(sum(i < first for i in likely), (0, 1, 2, 4))}"
    yield f"likely below {_upto(sum(i > last for i in likely), (0, 1, 2, 4))}"
    if below and BARE_DATE.match(squeeze(below[0])):
        yield "bare date below"
    if below and below[0].startswith(("—", "–")):
        yield "subtitle below"
    if above and len(squeeze(above[0])) < LABEL and (PATH.search(above[0]) or bears(above[0], "breadcrumb")):
        yield "after a path"


def _at(name: str, found: Sequence[bool]) -> Iterator[str]:
    """`name 2` where the second of `found` is the first that holds."""
    yield from [f"{name} {found.index(True) + 1}"] if True in found else []


def _is_likely(line: Line, said: str) -> bool:
    """Whether a line above an article that says this could be a headline by itself."""
    return (
        LIKELY[0] <= len(line.squeezed) <= LIKELY[1]
        and line.tag != "li"
        and not plainly(line.text)
        and not _is_dated(line.text)
        and not MENU.search(line.text)
        and not OPEN.search(line.text)
        and told_in(line.text, said) > TOLDS[2]
    )


def _repeated(one: Candidate) -> Iterator[str]:
    """Whether the dump says it again, outside the article: as a page's title, above a form, in a list."""
    name = "" if len(squeeze(one.text)) >= NAME else ", a name"
    if one.above:
        yield "again above" + name
    if one.below:
        yield "again below" + name


def _again_above(dump: Dump, text: str, places: tuple[int, ...]) -> bool:
    here = squeeze(text)
    return any(_again(here, dump.lines[j]) for j in range(min(dump.first, len(dump.lines))) if j not in places)


def _is_cut(dump: Dump, place: int) -> bool:
    """`某事终于在今…_某网`, where the dump has the whole of it elsewhere."""
    cut = CUT_SHORT.search(squeeze(_bare(dump.lines[place].text)))
    others = (line.squeezed for j, line in enumerate(dump.lines[: dump.first]) if j != place)
    return cut is not None and any(other.startswith(cut["said"]) for other in others)


def _is_record(dump: Dump, place: int) -> bool:
    """Whether a line is a label and its value, as the line beside it is: `【发布部门】某局` above `【发布日期】…`"""
    beside = [dump.lines[j].text for j in (place - 1, place + 1) if 0 <= j < dump.first]
    named = [text for text in beside if not PATH.search(text)]  # a path's label is none of a record
    return bool(RECORD.search(dump.lines[place].text)) and any(RECORD.search(text) for text in named)


def _is_house(dump: Dump, line: Line) -> bool:
    """Whether a short line above the article is who holds the rights to the page or made its pictures, as it says below."""
    here = squeeze(ARTICLE.sub("", line.text)).casefold()
    below = dump.lines[dump.first :]
    kinds = HOUSES if not _kinds(line) else {Reason.COPYRIGHT}
    held = (one.squeezed.casefold() for one in below if not kinds.isdisjoint(_kinds(one)))
    parts = line.text.split() if line is dump.lines[0] else []  # `某大学 离退休工作处`, on top of its page
    named = {here, squeeze(parts[-1]).casefold()} if len(parts) == 2 and len(parts[1]) >= OFFICE_NAME else {here}  # noqa: PLR2004
    return len(here) >= LENGTHS[0] and any(name in one for one in held for name in named)


def _kinds(line: Line) -> frozenset[Reason]:
    return frozenset(sign.reason for sign in signs_in(line.text) if sign.whole)


def _again_below(dump: Dump, text: str) -> bool:
    here = squeeze(text)
    return any(_again(here, dump.lines[j]) for j in range(dump.first, len(dump.lines)) if j not in dump.body)


def _again(here: str, other: Line) -> bool:
    """Whether a line repeats the candidate, a site's parts aside."""
    there = other.squeezed
    return here in (there, PATH_PARTS.split(there)[-1], PATH_DASHED.split(other.text)[-1].replace(" ", "")) or (
        len(here) >= LENGTHS[1] and there.startswith(here) and squeeze(SITE_TAIL.split(other.text)[0]) == here
    )


def _upto(value: float, edges: Sequence[float]) -> str:
    """The class of a number: `≤ 9`, `> 20`."""
    at = bisect_left(edges, value)
    return f"≤ {edges[at]:g}" if at < len(edges) else f"> {edges[-1]:g}"


def without_site(title: str) -> str:
    """`某事发生了_某频道_某网` → `某事发生了`; `某网 | 某事终于在今天发生了` → `某事终于在今天发生了`"""
    parts = [part for part in SITE_TAIL.split(title) if part]
    if len(parts) < 2:  # noqa: PLR2004 - a title alone
        return parts[0] if parts else title
    return max(parts[:2], key=len) if len(parts[0]) < 6 else parts[0]  # noqa: PLR2004 - a channel before the headline


def told_in(text: str, said: str) -> float:
    """The share of a line's pairs of characters, or of its words, that the article has too: a headline's come again below it.

    A line shorter than a headline counts as much less, a letter as half a character: any word of a menu is met somewhere.
    """
    here = "".join(char for char in text if char.isalnum())
    if not HAN.search(here):  # any pair of letters is met in any text: its words are
        words, known = WORD.findall(text.casefold()), said.casefold()
        return (
            sum(word[:STEM] in known for word in words) / len(words) * min(1.0, len(here) / 2 / SHORT) if words else 0.0
        )
    pairs = [here[i : i + 2] for i in range(len(here) - 1)]
    return sum(pair in said for pair in pairs) / len(pairs) * min(1.0, len(here) / SHORT) if pairs else 0.0


def unlabelled(text: str) -> str:
    """`标 题：某事发生了` → `某事发生了`; `某事发生了 - -` → `某事发生了`"""
    return TRAILING.sub("", LABELLED.sub("", text)) or text
