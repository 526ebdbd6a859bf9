"""What a short line between the sentences of a dump is: a heading, which is spoken, or what stood below a picture.

Nothing in the line says so: `重新点亮的探照灯` heads a part as well as it names a picture. But what stands below a picture
repeats the paragraph above it and shows someone somewhere; headings are alike, divide the text evenly and announce what
follows. Each label carries such signs, and their weights (benchmarks/train_labels.py, labels.json) are added.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from statistics import median
from typing import TYPE_CHECKING

from narrate.clean.conventions import DATELINE
from narrate.clean.evidence import HAN, is_prose, length
from narrate.clean.headings import (
    BARE_NUMBER,
    BRACKETED,
    NUMBERED,
    ROW,
    SENTENCE_END,
    are_in_series,
    are_labelled,
    in_a_row,
    is_above_rows,
)
from narrate.clean.lines import squeeze
from narrate.clean.noise import plainly, signs_in, simplified
from narrate.model import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from narrate.clean.lines import Line

PARTS_OF = re.compile("[，：]")
SURE = 1.0  # log-odds from which a label is taken for a caption: a heading lost hurts more
PICTURED = 0.4  # what it is worth that a picture stands right above, where markup tells
LONGEST = 30  # characters of a label, letters as thirds
ECHOES = (0.0, 0.15, 0.35, 0.6)
LENGTHS = (2, 4, 6, 8, 10, 13, 17, 22)
COUNTS = (0, 1, 2, 4)
PARTS = (0.4, 0.8, 1.2, 1.8)
SHARES = (0.1, 0.3, 0.5, 0.7, 0.9)
DIFFERENCES = (0.5, 1, 2, 3, 5)
FEW = 3  # labels of an article that may all be captions
ALIKE = 3  # characters by which labels of one kind differ in length
NAME = 2  # characters of a name, which the text says more than once
WORD, STEM = re.compile(r"[^\W\d_]{3,}"), 5
RECORD = frozenset({Reason.DATELINE, Reason.CREDIT, Reason.SHARE, Reason.CONTROL})
NAMED = re.compile(r"[\u4e00-\u9fff·]{2,4}")  # as a person's name may be
SAID = re.compile(r"^[^，。：:]{1,8}[：:].*[？！?!]$")  # by a speaker, in an interview
# What a camera sees: who is doing something somewhere; what hangs or stands there.
SCENE = re.compile(
    r"^(?!.*[了吗呢]|[让把用为从对要不如已使当]|在)(?:[^，。！？：:“”「」、]{2,8}(?:正在|在)[^，。！？：:“”「」]{1,10}(?:上|里|前|旁|边|下)[^，。！？：:“”「」]{2,14}"
    r"|[^，。！？：:“”「」]{1,14}(?:上|里|前|后|旁|边|内|外|下|口)，?[^，。！？：:“”「」]{0,6}[摆挂晒放停贴堆站坐排铺插种围挤趴立](?:满|着)[^，。！？：:“”「」]{0,14}"
    r"|[^，。！？：:“”「」]{1,10}(?:途中|时|现场|当天)的[^，。！？：:“”「」的]{2,6}"
    r"|[^，。！？：:“”「」]{2,8}在(?=[给为向教帮替跟])[^，。！？：:“”「」]{4,16}"
    r"|[^，。！？：:“”「」]{2,6}现场|[^，。！？：:“”「」]{2,20}(?:内景|外景|全景|一角|全貌|合影|留影|剪影|特写|原貌))$"
)
# Who asks, calls or speaks to someone shows nothing, nor does a sentence that was cut at its verb.
SPOKEN_TO = re.compile(r"[？！?!][”」』\"]?$|[您你我咱]|(?:[是为於于把和与]|使用|如下)$")
FORMS: Mapping[str, re.Pattern[str]] = {
    "a scene": SCENE,
    "someone is doing": re.compile(r"^[^，、]{2,8}(?:正在|在|向|给|为|与|和|用)[^，]{2,}"),
    "a noun with what tells of it": re.compile(r"^(?!.*[了吗呢])[^，]{1,14}的[^，的]{1,8}$"),
    "a thing at a place": re.compile(r"(?:上|里|旁|边|前|下|中|内|后|外|间)的[^，的了]{1,8}$"),
    "named as a picture": re.compile(
        r"(?:示意图|效果图|外景图|内景图|实景图|全景图|剖面图|近照|旧照|剧照|资料图|原图|地图|照片?|画像|截图|图解|合影|外观|近景|远景|样子|模型|[^地蓝版企意宏]图)$"
    ),
    "quoted as a whole": re.compile(r"^[“「『][^”」』]*[”」』]$"),
    "in brackets as a whole": re.compile(r"^[（(].*[）)]$"),
    "a moment": re.compile(r"^[^，。]{0,6}(?:瞬间|现场|途中|前夕)[：:]"),
    "at the beginning 在": re.compile(r"^在"),
    "comma in it": re.compile(r"[，、,；;]"),
    "colon in it": re.compile(r"[：:]"),
    "asks or calls": re.compile(r"[？！?!]"),
    "quoted": re.compile(r"[“「『\"]"),
    "figure in it": re.compile(r"\d"),
    "bars or blanks in it": re.compile(r"[|｜·/\s]"),
    "in brackets": re.compile(r"[（(].{2,20}[）)]$"),
    "calls the reader": re.compile(
        r"^(?:[请按长点扫识](?:此|击|码|描|按|别|继续|往下|点击|立即|订阅|关注)|欢迎|立即|马上|更多|关注|订阅|下载|加入|登录|注册|预约|免费|我要|在线|阅读更多)"
        r"|(?:预约|订阅|关注|下载|咨询|问诊|答疑|浏览|热线|入口|会员|客户端|公众号|电子报|电子版|请点击这里)[！!]?$"
    ),
    "people of a kind": re.compile(
        r"^[^，。：的了]{0,8}(?:人员|工人|师傅|队员|队伍|志愿者|医生|护士|学生|同学|老师|村民|居民|游客|市民|民警|战士|官兵|孩子们?|选手|演员|观众|读者|家长|旅客|乘客|顾客|干部|专家|员工|老人们?)(?!不|没|要|想|说|都|也|能|会|最)[^，。：的了不没]{2,12}$"
    ),
    "who does what": re.compile(r"^(?![我你他她它谁])[^，、的]{2,6}?(?:正在|在|正)(?![乎于意家线场此])[^，的]{2,}$"),
    "negated": re.compile(r"[不没别无莫]"),
    "how or what": re.compile(r"怎么|如何|什么|为何|哪|谁|几|多少"),
    "changed or done": re.compile(r"[了过到]"),
    "lasting": re.compile(r"着"),
    "first words": re.compile(r"^(?:从|让|把|用|当|要|先|再|还|也|又|只|更|最|有|是|这|那|一)"),
}


@dataclass(frozen=True, slots=True)
class Label:
    """A label between sentences: its line, and those of the sentences and labels around it."""

    at: int
    above: int  # the sentence above
    below: int  # the sentence below
    told: float  # the share of the sentences that stand above it
    since: int  # sentences since the label before, or the beginning
    until: int  # sentences until the next label, or the end
    part: float  # sentences to a label, on an average
    touching: str  # whether another label stands right above or right below


def labels(lines: Sequence[Line], spoken: Collection[int]) -> list[Label]:
    """The labels between the sentences that are spoken: neither numbered nor signs of something else."""
    order = sorted(i for i in spoken if is_prose(lines[i]) or (_is_label(lines[i]) and not _is_of_a_table(lines, i)))
    prose = [n for n, i in enumerate(order) if is_prose(lines[i])]
    known = set(prose)
    found = []
    for n, i in enumerate(order):
        over = bisect_left(prose, n)
        if n in known or not 0 < over < len(prose):
            continue
        since = next(
            (k for k in range(1, over + 1) if over - k == 0 or prose[over - k] - prose[over - k - 1] > 1), over
        )
        until = next(
            (
                k
                for k in range(1, len(prose) - over + 1)
                if over + k == len(prose) or prose[over + k] - prose[over + k - 1] > 1
            ),
            1,
        )
        touching = f"{'a label' if n - 1 not in known else 'a sentence'} above, {'a label' if n + 1 not in known else 'a sentence'} below"
        found.append(
            Label(i, order[prose[over - 1]], order[prose[over]], over / len(prose), since, until, 0.0, touching)
        )
    part = len(prose) / (len(found) + 1)
    return [replace(one, part=part) for one in found]


def _is_label(line: Line) -> bool:
    return (
        len(line.squeezed) > 1
        and bool(HAN.search(line.text))
        and length(line.text) <= LONGEST
        and not (line.bold or line.linked or any(sign.whole for sign in signs_in(line.text)))
        and not (SENTENCE_END.search(line.text) and not line.text.endswith(("？", "！", "?", "!")))
        and not (ROW.search(line.text) or DATELINE.match(line.text) or SAID.match(line.text))
        and not (NUMBERED.match(line.text) or BARE_NUMBER.fullmatch(line.text))
    )


def first(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """The first heading: a label between the line that says who wrote it or when and the first sentence, or in brackets,
    where the article has others like it. A caption or a name can stand there, too: of a few characters two others must be."""
    at = min((i for i in spoken if is_prose(lines[i])), default=0) - 1
    if at < 1 or at in spoken or not _is_headed(lines[at]):
        return
    bracketed = bool(BRACKETED.match(lines[at].text)) and lines[at].parent == lines[at + 1].parent
    if not bracketed and (lines[at].chain or plainly(lines[at - 1].text) not in RECORD):  # boxes tell
        return
    others = labels(lines, [i for i in spoken if i > at])
    alike = sum(_is_like(lines[at].text, lines[one.at].text) for one in others)
    if alike > bool(NAMED.fullmatch(lines[at].text)):
        yield at


def _is_headed(line: Line) -> bool:
    return _is_label(line) and not any(FORMS[name].search(line.text) for name in ("a scene", "named as a picture"))


def _is_like(text: str, other: str) -> bool:
    """Whether a label may be of one row with another: about as long, in brackets and parted as that is."""
    marks = [
        (one[0] in "【[「『“", any(mark in one for mark in " ：:|｜/+＝=·"), any(map(str.isdigit, one)))
        for one in (text, other)
    ]
    return (
        marks[0] == marks[1]
        and abs(length(text) - length(other)) <= 2 * ALIKE
        and not (text[0].isdigit() or text[0] in "+＋·")
    )


def _is_of_a_table(lines: Sequence[Line], at: int) -> bool:
    """Whether rows of figures stand right below, or below its columns' names."""
    return any(is_above_rows(lines[first : first + 3]) for first in (at, at + 1, at + 2))


def signs(lines: Sequence[Line], spoken: Collection[int], found: Sequence[Label]) -> list[list[str]]:
    """What speaks for and against each label."""
    whole = squeeze("".join(lines[i].text for i in sorted(spoken) if is_prose(lines[i])))
    texts = [lines[one.at].text for one in found]
    counted = {i for i in spoken if _is_counted(lines[i])}
    return [[*_signs(lines, one, whole, texts), *_beside_counted(one, counted)] for one in found]


def _is_counted(line: Line) -> bool:
    return bool(BARE_NUMBER.fullmatch(line.text)) or (
        bool(NUMBERED.match(line.text)) and not SENTENCE_END.search(line.text)
    )


def _beside_counted(one: Label, counted: Collection[int]) -> Iterator[str]:
    """Where the titles are counted, what is not counted is none, unless it stands right below its number."""
    if len(counted) > 1:
        at = "below one" if one.at - 1 in counted else "above one" if one.at + 1 in counted else "between"
        yield from ("counted titles", f"counted titles, {at}")


def _signs(lines: Sequence[Line], one: Label, whole: str, others: Sequence[str]) -> Iterator[str]:
    text = lines[one.at].text
    plain = simplified(text)
    size = length(text)
    yield "any label"
    yield f"length {_upto(size, LENGTHS)}"
    yield from {f"mentions {sign.reason.name.lower()}" for sign in signs_in(text)}
    few = "few labels" if len(others) <= FEW else "many labels"
    for name in (name for name, form in FORMS.items() if form.search(plain)):
        yield from (name, f"{name}, {few}")
    up, down = echo(text, lines[one.above].text), echo(text, lines[one.below].text)
    yield f"echo above {_upto(up, ECHOES)}"
    yield f"echo below {_upto(down, ECHOES)}"
    yield "echo above more" if up > down else "echo below more" if down > up else "echo alike"
    yield f"echo at all {_upto(echo(text, whole), ECHOES)}"
    first, last = text[:NAME], text[-NAME:]
    yield f"its first word is said {_upto(whole.count(first), COUNTS)} times"
    yield f"its last word is said {_upto(whole.count(last), COUNTS)} times"
    above, below = lines[one.above].text, lines[one.below].text
    yield f"its first word is {'above' if first in above else 'below' if first in below else 'elsewhere'}"
    yield f"its last word is {'above' if last in above else 'below' if last in below else 'elsewhere'}"
    yield f"labels {_upto(len(others), COUNTS)}"
    yield one.touching
    yield f"sentences since {_upto(one.since, COUNTS)}"
    yield f"sentences until {_upto(one.until, COUNTS)}"
    yield f"sentences since {_upto(one.since / one.part, PARTS)} of a part"
    yield f"sentences until {_upto(one.until / one.part, PARTS)} of a part"
    yield f"told {_upto(one.told, SHARES)}"
    rest = sorted(length(other) for other in others if other != text)
    if len(rest) > 1:
        yield f"other lengths differ by {_upto(abs(size - median(rest)), DIFFERENCES)}"
    if len(others) > 1:
        yield (
            "built like another" if any(_kin(text, other) for other in others if other != text) else "unlike the others"
        )


def _kin(text: str, other: str) -> bool:
    """Whether two labels begin or end alike, or are parted alike: `卖糖画的邓师傅`, `卖豆腐的一家`; `快的一天，慢的半年`, `天晴了，伞干了`."""
    parted = PARTS_OF.findall(text)
    return text[0] == other[0] or text[-1] == other[-1] or (bool(parted) and parted == PARTS_OF.findall(other))


def echo(text: str, other: str) -> float:
    """The share of a label's pairs of characters, or of its words, that another text has."""
    if not HAN.search(text):
        words, known = WORD.findall(text.casefold()), other.casefold()
        return sum(word[:STEM] in known for word in words) / len(words) if words else 0.0
    here = "".join(char for char in text if char.isalnum())
    pairs = [here[i : i + 2] for i in range(len(here) - 1)]
    return sum(pair in other for pair in pairs) / len(pairs) if pairs else 0.0


def shown(lines: Sequence[Line], spoken: Collection[int]) -> Iterator[int]:
    """The labels that stood below a picture; right below a heading stands its second line, not a caption."""
    found = labels(lines, spoken)
    weights = _weights()
    titles = set(in_a_row(lines))
    above = -1  # the label above, where it is none
    for one, said in zip(found, signs(lines, spoken, found), strict=True):
        worth = sum(weights.get(sign, 0.0) for sign in said)
        below = lines[one.at + 1 : one.at + 4]
        announces = below[0].tag == "li" or are_in_series(below) or are_labelled(below)
        able = one.at not in titles and above != one.at - 1 and not (announces or SPOKEN_TO.search(lines[one.at].text))
        if able and worth + PICTURED * lines[one.at].pictured > SURE:
            yield one.at
        else:
            above = one.at


@cache
def _weights() -> dict[str, float]:
    table: dict[str, float] = json.loads((resources.files("narrate.clean") / "labels.json").read_text("utf-8"))
    return table


def _upto(value: float, edges: Sequence[float]) -> str:
    """The class of a number: `≤ 9`, `> 20`."""
    at = bisect_left(edges, value)
    return f"≤ {edges[at]:g}" if at < len(edges) else f"> {edges[-1]:g}"
