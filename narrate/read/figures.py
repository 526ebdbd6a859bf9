"""Figures have a type before they have words: one pass over the written text, one reader a type.

Each type says where it stands (a pattern that sees what is before and after, and where it takes it, words of the clause
that have to be near), and how it is said. Types are tried in the order of the table; what one has taken, no later one
sees. What none of them takes is left to the rules for what newsrooms print (rules.py), then to the general normalizer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from narrate.read.numbers import DIGITS, PHONE_DIGITS, cardinal, clock, digits
from narrate.read.units import LATIN, PER, unit

Say = Callable[["re.Match[str]"], str | None]
# What something is counted by, behind a slash.
COUNTED = "平方公里|标准箱|课时|蒲式耳|平方千米|平方米|立方米|小时|分钟|公里|公斤|千克|千瓦时|平米|盎司|加仑|人次|[年月日天时分秒吨亩桶斤升克次人户米台度件套个只股包支粒片枚条张盒瓶箱圈碗杯串位晚轮桌间袋罐剂针期节班趟场集辆头株棵]"
FUTURE = 2200  # greater than any year of the news
SUBSCRIBER = 8  # figures of a telephone's number with its area
LONGEST_NUMBER = 15  # and of the longest with its country (ITU-T E.164)
LONG = 3  # figures from which part of a version is spelt
HAN = r"[\u4e00-\u9fff]"
NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
DASH = r"(?:——|--|[-–—~～−])"
MINUS = r"[-−–﹣－]"
START = r"(?<![\dA-Za-z.,:：/·+])(?<![\dA-Za-z][-–—~～])"
END = r"(?![\d])(?![.,:：]\d)"
HOLDS = re.compile(r"[0-9½⅓⅔¼¾⅛⅕²³⁰-⁹№Ⅰ-ⅻ$€£¥￥₩₹%‰℃℉°@#/+±×÷=<>≤≥≈]|[IVX]{2}|www\.|[A-Za-z]_[A-Za-z]")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compiled once."""
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of figure: its name, its pattern, its reader, words one of which the clause has to hold, and examples
    (written → spoken)."""

    name: str
    pattern: str
    say: Say
    examples: tuple[tuple[str, str], ...] = ()
    near: re.Pattern[str] | None = None

    @property
    def look(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed: a text without figures needs none."""
        return compiled(self.pattern)


@dataclass(frozen=True, slots=True)
class Figure:
    """A piece of the written text, of a type, and what is said instead of it."""

    start: int
    end: int
    name: str
    spoken: str


def figures(text: str, about: str = "") -> list[Figure]:
    """The typed figures of a text, in order and without overlap; `about` is what its article speaks of."""
    if not HOLDS.search(text):
        return []
    return typed(text, TYPES, about)


def typed(text: str, types: Iterable[Type], about: str = "") -> list[Figure]:
    """The figures that these types find, the earlier types first; in order and without overlap."""
    found: list[Figure] = []
    taken = bytearray(len(text))
    for kind in types:
        for match in kind.look.finditer(text):
            start, end = match.span()
            if start == end or any(taken[start:end]) or not _near(kind, text, about):
                continue
            spoken = kind.say(match)
            if spoken is not None:
                taken[start:end] = b"1" * (end - start)
                found.append(Figure(start, end, kind.name, spoken))
    return sorted(found, key=lambda figure: figure.start)


def _near(kind: Type, text: str, about: str) -> bool:
    """Whether the sentence, or its article, speaks of what the type needs."""
    return kind.near is None or bool(kind.near.search(text) or (about and kind.near.search(about)))


# ── readers ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _letters(text: str) -> str:
    """An address said as it is spelt: figures one by one, signs by name."""
    names = {
        ".": "点",
        "/": "斜杠",
        "-": "杠",
        "_": "下划线",
        "@": "艾特",
        ":": "冒号",
        "?": "问号",
        "=": "等于",
        "&": "和",
        "%": "百分号",
        "#": "井号",
        "+": "加",
        "~": "波浪线",
    }
    return "".join(names.get(char) or (digits(char) if char.isdigit() else char) for char in text)


def _url(match: re.Match[str]) -> str:
    return _letters(re.sub(r"^[a-z]+://", "", match[0]).rstrip("/"))


def _money(match: re.Match[str]) -> str:
    sign, first, second, size = match["sign"], match["first"], match["second"], match["size"] or ""
    if size.lower() in POWERS_OF_TEN:
        amount = f"{_worth(first, size)}到{_worth(second, size)}" if second else _worth(first, size)
    else:
        amount = (f"{_plain(first)}到{_plain(second)}" if second else _plain(first)) + size
    name = CURRENCIES[sign.upper().replace(" ", "")]
    money = f"{name}{amount}元" if name == "新台币" else f"{amount}{name}"
    return f"{money}每{match['below']}" if match["below"] else money


def _worth(number: str, size: str) -> str:
    """`"3.5", "bn"` → `"三十五亿"`, `"120", "m"` → `"一点二亿"`"""
    value = Decimal(number.replace(",", "")) * 10 ** POWERS_OF_TEN[size.lower()]
    name, least = next((n, p) for n, p in (("万亿", 12), ("亿", 8), ("万", 4), ("", 0)) if value >= 10**p or not p)
    return cardinal(f"{(value / 10**least).normalize():f}") + name


def _plain(text: str) -> str:
    """Without the zeros that only print a price: 1,299.00 → 一千二百九十九."""
    return cardinal(re.sub(r"\.0+$", "", text.replace(",", "")))


CURRENCIES = {
    "$": "美元", "US$": "美元", "USD": "美元", "U.S.$": "美元", "HK$": "港元", "HKD": "港元", "NT$": "新台币", "TWD": "新台币", "A$": "澳元", "AU$": "澳元", "AUD": "澳元", "C$": "加元", "CA$": "加元",
    "CAD": "加元", "S$": "新加坡元", "SGD": "新加坡元", "NZ$": "新西兰元", "MOP$": "澳门元", "R$": "巴西雷亚尔", "RM": "林吉特", "€": "欧元", "EUR": "欧元", "£": "英镑", "GBP": "英镑", "¥": "元",
    "￥": "元", "RMB": "元", "CNY": "人民币", "RMB¥": "元", "JPY": "日元", "JP¥": "日元", "₩": "韩元", "KRW": "韩元", "₹": "印度卢比", "₽": "卢布", "CHF": "瑞士法郎", "฿": "泰铢", "₫": "越南盾", "₿": "比特币",
}  # fmt: skip
# What English counts by thousands, in powers of ten; Chinese counts it by 万 and 亿.
POWERS_OF_TEN = {"k": 3, "thousand": 3, "w": 4, "m": 6, "mn": 6, "million": 6, "b": 9, "bn": 9, "billion": 9, "tn": 12, "trillion": 12}  # fmt: skip
SIGNS = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))


def _measured(match: re.Match[str]) -> str | None:
    """A quantity with its unit, or a range of them."""
    said = unit(match["unit"])
    if not said:
        return None
    below = said.endswith(("摄氏度", "华氏度"))
    if below and match["first"][0] in "-−–﹣－" and match["unit"] == "°C":
        said = "度"
    return _signed(match["first"], below=below) + said


def _range_of_measured(match: re.Match[str]) -> str | None:
    first, second = unit(match["one"]), unit(match["unit"])
    if not first or not second:
        return None
    below = first.endswith(("摄氏度", "华氏度"))
    return f"{_signed(match['first'], below=below)}{first}到{_signed(match['second'], below=below)}{second}"


def _signed(text: str, *, below: bool = False) -> str:
    minus = ("零下" if below else "负") if text[0] in "-−–﹣－" else ""
    return minus + cardinal(text.lstrip("-−–﹣－+"))


# What is counted with 两 where it stands alone: no floors, grades, dates nor what has the number for a name (2号, 2级).
TWO_OF = (
    "次(?![元方])|剂|助(?!理)|传(?!统)|批|轮|款|注|倍|份|成(?!人)|节|股|组|所|公里|公斤|公顷|英里|海里|国(?!道)|校|岸|例(?!外)|处(?!长)|起(?!步)|项|台(?!阶)|枚|幅|间|部(?!分)|册|幕|局(?!长)|球|角|美元|欧元|英镑|日元|港元|种|样|株|朵|堵|扇|门|床|桌|顿|包|桩|宗|笔|席|步|圈|遍|招|枪|拳|声|句|行|格|拨|滴|连冠|连胜|胜|平(?!方|米|台)|负|"
    "死|伤|女|男|省|亩|英寸|英尺|磅|盎司|加仑|词|题(?!组)|学期|学年|方面|侧|端|地(?!块)|者|市|战(?=全|连|皆|\\d|[一二三])"
)
LETTERS = frozenset("ABDEGK")  # 2-4A is a class


def _measured_range(match: re.Match[str]) -> str | None:
    said = unit(match["unit"])
    if not said or match["one"] or match["unit"] in LETTERS:
        return None
    below = said.endswith(("摄氏度", "华氏度"))
    first, second = _signed(match["first"], below=below), _signed(match["second"], below=below)
    # 零下五到三度 would be read as three below: the second half says its own sign
    above = "零上" if first.startswith("零下") and not second.startswith("零下") and match["second"].strip("0.") else ""
    return f"{first}到{above}{second}{said}"


def _version(match: re.Match[str]) -> str:
    """Each part as a number, long ones figure by figure: 17.4.1, 10.0.19045."""
    return "点".join(
        digits(part) if len(part) >= LONG or part[0] == "0" else cardinal(part) for part in match[0].split(".")
    )


def _score(match: re.Match[str]) -> str:
    return f"{cardinal(match['first'])}比{cardinal(match['second'])}"


def _percent(match: re.Match[str]) -> str:
    minus = "负" if match["minus"] else ""
    name = {"%": "百分之", "％": "百分之", "‰": "千分之"}[match["sign"]]
    return f"{minus}{name}{cardinal(match['first'])}"


def _percent_range(match: re.Match[str]) -> str:
    name = {"%": "百分之", "％": "百分之", "‰": "千分之"}[match["sign"]]
    halves = (
        ("负" if match[minus] else "") + name + cardinal(match[part])
        for minus, part in (("m1", "first"), ("m2", "second"))
    )
    return "到".join(halves)


def _coordinates(match: re.Match[str]) -> str:
    side = match["side"] or {"N": "北纬", "S": "南纬", "E": "东经", "W": "西经"}[match["letter"]]
    parts = [
        f"{cardinal(match['d'])}度",
        f"{cardinal(match['m'])}分" if match["m"] else "",
        f"{cardinal(match['s'])}秒" if match["s"] else "",
    ]
    return side + "".join(parts)


BEFORE_A_FRACTION = re.compile(r"[约近超逾足仅占比达到了过至有]$")
AFTER_A_FRACTION = re.compile(r"以上|以下|的|左右|强|多|弱")


def _fraction(match: re.Match[str]) -> str | None:
    """2/3 behind 约, 近, 占 or before 以上, 的; what stands bare may be a date, and is left in doubt."""
    around = BEFORE_A_FRACTION.search(match.string[: match.start()]) or AFTER_A_FRACTION.match(
        match.string[match.end() :]
    )
    if not around or not 0 < int(match["a"]) < int(match["b"]):
        return None
    return f"{_ordinal(match['b'])}分之{_ordinal(match['a'])}"


SMALL_FRACTIONS = {
    "½": "二分之一",
    "⅓": "三分之一",
    "⅔": "三分之二",
    "¼": "四分之一",
    "¾": "四分之三",
    "⅛": "八分之一",
    "⅕": "五分之一",
}
PART_OF_DAY = re.compile(
    r"(?:次日|凌晨|清晨|早[上晨]?|上午|中午|午间|下午|傍晚|晚[上间]?|夜间?|深夜|午夜|当[日天晚]|[今明昨]天|[今明昨]晚|[日号]|周[一二三四五六日末]|时间)(?:的|约|为|是)?\s?$"
)
SINCE_WHEN = re.compile(r"(?:由|从|自|至|到|于|在|截至|截止)$")
RANGE_OF_TIMES = re.compile(r"\d{1,2}[:：]\d{2}\s*(?:[-–—~～]{1,2}|至|到)\s*\d{1,2}[:：]\d{2}")


def _time_of_day(match: re.Match[str]) -> str | None:
    """0:30 behind 次日 or 下午, or from and to one in a sentence without scores and ratios."""
    text, before = match.string, match.string[: match.start()]
    if any(match.start() in range(*found.span()) for found in RANGE_OF_TIMES.finditer(text)):
        return None  # read whole, by the rule for ranges
    plain = SINCE_WHEN.search(before) and not re.search(r"比|版|" + SPORT.pattern, text)
    return clock(match["h"], match["m"]) if PART_OF_DAY.search(before) or plain else None


def _ratio(match: re.Match[str]) -> str | None:
    """1:1.2 and 98∶1; with whole numbers and a plain colon only behind 比例 and its like."""
    parts = [part for part in (match["a"], match["b"], match["c"]) if part]
    named = re.search(
        r"(?:比例|配比|比值|之比|比(?=[约为达是]))(?:约|大约|仅|高达|达)?[为是]?$", match.string[: match.start()]
    )
    if match["sign"] == "∶" or named or any("." in part for part in parts):
        return "比".join(cardinal(part) for part in parts)
    return None


def _dashed_code(match: re.Match[str]) -> str | None:
    """2025-0036 and CVE-2024-38063: a code whose parts are spelt, not a range of years."""
    parts = match[0].split("-")
    code = parts[0].isalpha() or (parts[-1][0] == "0" and parts[0][0] != "0")
    return " ".join(part if part.isalpha() else digits(part) for part in parts) if code else None


def _long_duration(match: re.Match[str]) -> str | None:
    """1:28:05.317, and 5:12.04 unless it is a ratio."""
    if not match["h"] and re.search(r"比[例值]?(?:约|约为|为|是|达)?$", match.string[: match.start()]):
        return None
    hours = f"{cardinal(match['h'])}小时" if match["h"] else ""
    return f"{hours}{cardinal(match['m'])}分{cardinal(match['s'])}秒"


def _lap(match: re.Match[str]) -> str | None:
    """`1'47″28`, as a stopwatch has it; a height of so many feet is none."""
    if match.string[: match.start()].rstrip("约为是").endswith("身高"):
        return None
    hours, zero = f"{cardinal(match['h'])}小时" if match["h"] else "", "零" if "00" < match["s"] < "10" else ""
    return f"{hours}{cardinal(match['m'])}分{zero}{cardinal(match['s'])}秒{digits(match['part'] or '')}"


def _teens(match: re.Match[str]) -> str | None:
    """A18, B12, U17; at the very start, where it may be the mark of a list, only in sport."""
    stands = match.start() or re.search("[队赛杯]|国足|" + SPORT.pattern, match.string)
    return match["name"] + cardinal(match["no"]) if stands else None


def _shorthand(match: re.Match[str]) -> str | None:
    """10w+ is 十万加; without the plus only behind what is counted in readers: 阅读量10w."""
    read = re.search(
        r"(?:阅读|播放|浏览|粉丝|点赞|获赞|转发|评论|销)量?(?:超|破|达|约|过)?$", match.string[: match.start()]
    )
    priced = match["w"] == "w" and PRICED.search(match.string[: match.end()])
    return f"{cardinal(match['n'])}万{'加' * bool(match['plus'])}" if read or priced or match["plus"] else None


PRICED = re.compile(
    r"(?:价|薪|首付|预算|房贷|奖金|花了?|赚了?|卖|存款|收入|销量|粉丝|涨粉|赔了?|借了?|工资)[^，。；]{0,6}$"
)


def _verse(match: re.Match[str]) -> str:
    to = f"到{cardinal(match['to'])}" if match["to"] else ""
    return f"{match['book']}{cardinal(match['chapter'])}章{cardinal(match['verse'])}{to}节"


def roman(text: str) -> int:
    """`"XIV"` → 14, `"LIX"` → 59."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for here, after in zip(text, [*text[1:], "I"], strict=True):
        total += -values[here] if values[here] < values[after] else values[here]
    return total


def _scientific(match: re.Match[str]) -> str | None:
    """3×10⁸m/s: the power of ten, and the unit or what it is per."""
    factor = f"{cardinal(match['a'])}乘以" if match["a"] else ""
    what = match["unit"] or ""
    said = "每" + (unit(what[1:]) or what[1:]) if what.startswith("/") else unit(what)
    below = "分之一" if match["one"] else ""
    return f"{factor}十的{_power_of_ten(match['power'])}次方{below}{said}" if said or not what else None


def _power_of_ten(text: str) -> str:
    plain = text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"))
    return f"{'负' if '-' in plain else ''}{cardinal(plain.strip('^-'))}"


def _case_number(match: re.Match[str]) -> str:
    return re.sub(r"\d+", lambda found: digits(found[0]), match[0])


def _abroad(match: re.Match[str]) -> str | None:
    """+86 571 8866 2314, of eight figures at least besides the country's."""
    rest = re.sub(r"\D", "", match["rest"])
    if not SUBSCRIBER <= len(rest) <= LONGEST_NUMBER - len(match["code"]):
        return None
    return f"{digits(match['code'], PHONE_DIGITS)} {digits(rest, PHONE_DIGITS)}"


def _spell(match: re.Match[str]) -> str:
    return re.sub(r"\d+", lambda found: digits(found[0], PHONE_DIGITS), re.sub(r"(?<=\d)[ -](?=\d)", "", match[0]))


SPORT = re.compile(
    "比分|胜|负于|赢|输|败|战平|领先|落后|扳|逆转|横扫|晋级|淘汰|进球|主场|客场|决赛|联赛|对阵|迎战|总分|完胜|力克|女排|男排|国乒|女足|男足|男篮|女篮|足球|篮球|排球|乒乓|羽毛球|网球|比赛|球队|中超|英超|西甲|NBA|CBA|世界杯|欧冠|金牌|银牌|铜牌|夺冠|女双|男双|混双|女单|男单|出局|先下一城|首局|次局|盘"
)
BOOKS = "创世记|出埃及记|利未记|民数记|申命记|约书亚记|士师记|诗篇|箴言|传道书|雅歌|以赛亚书|耶利米书|但以理书|马太福音|马可福音|路加福音|约翰福音|使徒行传|罗马书|哥林多[前后]书|加拉太书|以弗所书|腓立比书|歌罗西书|帖撒罗尼迦[前后]书|提摩太[前后]书|提多书|希伯来书|雅各书|彼得[前后]书|约翰[一二三]书|启示录|古兰经"
# What arms, aircraft, ships, rockets and the like are numbered behind, with or without a hyphen.
MODELS = "红|歼轰|空警|武直|直|歼|轰|运油|运|教|强|苏|图|伊尔|米格|米|卡|东风|巨浪|红旗|海红旗|红箭|鹰击|长剑|霹雳|长征|神舟|天舟|嫦娥|风云|北斗|翼龙|彩虹|攻击|无侦|枭龙|猎鹰|鲲龙|新舟|民兵|三叉戟|山毛榉|道尔|安|火星|白杨|亚尔斯|烈火|大地|沙欣|流星|飞毛腿|萨德|海麻雀|响尾蛇|毒刺|标枪|标准|爱国者|空客|波音|联盟|进步|阿波罗|水手|旅行者|先驱者|朱雀|力箭|谷神星|快舟|双曲线|引力|天龙|捷龙|惊雷|神龙|天剑|雷霆|利剑|海王星|先锋|萨尔马特|伊斯坎德尔|铠甲|萨姆|霍克|雷神|捕食者"


def _type(name: str, pattern: str, say: Say, *examples: tuple[str, str], near: re.Pattern[str] | None = None) -> Type:
    return Type(name, pattern, say, examples, near)


ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")


def is_date(text: str) -> bool:
    """Whether three numbers with points are a date: 2024.5.12, 12.5.2024."""
    return bool(re.fullmatch(r"(?:19|20)\d{2}\.\d{1,2}\.\d{1,2}|\d{1,2}\.\d{1,2}\.(?:19|20)\d{2}", text))


def digits_and_letters(text: str) -> str:
    """Figures one by one, letters as they are."""
    return "".join(PHONE_DIGITS[int(char)] if char.isdigit() else char for char in text)


def _version_of(text: str) -> str:
    return "点".join(cardinal(part) for part in text.strip().split("."))


def _model(no: str) -> str:
    return digits(no) if no.startswith("0") or len(no) > 2 else cardinal(no)  # noqa: PLR2004 - 苏-35, but 波音737


def _ordinal(text: str) -> str:
    """Never 两: 第二百, 第二万."""
    return cardinal(text).replace("两", "二")


def _looks_like_clock(match: re.Match[str]) -> bool:
    """19:35 is a time of the day unless the words beside it speak of the score."""
    hour, minute = int(match["first"]), match["second"]
    if len(minute) != 2 or hour > 24 or int(minute) > 59:  # noqa: PLR2004 - hours and minutes
        return False
    if _beside_scores(match):
        return False
    teams = re.match(r"\s?[\u4e00-\u9fff]{2,5}队", match.string[match.end() :])
    if re.match(r"[赢胜负输]|击败|力克|战胜|拿下|取胜|险胜|获胜|反超|领先|落后|扳平", match.string[match.end() :]):
        return False
    scored = re.search(r"(?:比分|以|大|总分|[胜负赢输平])(?:为|是)?$", match.string[: match.start()])
    return not (scored or (teams and match.string[: match.start()].endswith("队")))


def _beside_scores(match: re.Match[str]) -> bool:
    """25:19、23:25: one of the list is no time of the day, and so none is."""
    before = re.search(r"(?:\d{1,3}[:：]\d{1,3}[、，,和])+$", match.string[: match.start()])
    after = re.match(r"(?:[、，,和]\d{1,3}[:：]\d{1,3})+", match.string[match.end() :])
    beside = (before[0] if before else "") + (after[0] if after else "")
    pairs = re.findall(r"(\d+)[:：](\d+)", beside)
    return any(int(hour) > 24 or int(minute) > 59 or len(minute) == 1 for hour, minute in pairs)  # noqa: PLR2004 - a clock's face


def _product(text: str) -> str:
    return cardinal(text)


def _unit_stands(match: re.Match[str]) -> bool:
    """Whether the letters are a unit here: 3D, 5G, 4K and 100W的 are not, nor is what a word goes on with."""
    name, text = match["unit"], match.string
    if name in (
        "A",
        "B",
        "D",
        "G",
        "K",
        "S",
        "T",
        "W",
        "C",
        "F",
        "H",
        "M",
        "b",
        "s",
        "d",
        "u",
        "U",
        "J",
        "N",
        "r",
        "in",
        "h",
    ) and name not in ("h", "s", "W", "V", "J", "N"):
        return False
    if name in ("W", "J", "N", "s", "h") and not re.match(
        r"[\s，。、；）)”]|的|功率|快充|充电|闪充|有线|无线|反向|大功率|超级|电源|灯|适配器|输[出入]|左右|以上|以下|$",
        text[match.end() :],
    ):
        return False
    return not (name == "m" and re.match(r"[A-Za-z]", text[match.end() : match.end() + 1]))


def _per_of(match: re.Match[str]) -> str | None:
    """元/平方米 behind a number: 元每平方米; not 和/或, 他/她, nor what a sign between figures is read as (～: 到)."""
    below = match["below"]
    counted = re.search(r"[\d一二三四五六七八九十百千万亿两余多]\s{0,4}$", match.string[: match.start("above")])
    if not counted and not re.search(r"[元次吨斤美角瓦镑盾比¥￥$€£₩₹]$", match["above"]):
        return None
    above = CURRENCIES.get(match["above"], match["above"])
    return f"{above}每{PER.get(below) or unit(below) or below}"


# In order: the first type that fits a place has it.
TYPES: tuple[Type, ...] = (
    _type("address", r"(?<![\d.])10\.\d{4,9}/[\w.()/-]*\w|(?:https?://|www\.)[\w./?=&%#+~:-]*[\w/]|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|(?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]+)*\.(?:com|cn|org|net|gov|edu|io)(?:\.cn)?(?![\w.])(?:/[\w./?=&%#+-]*\w)?",
          _url, ("请登录www.gov.cn查询", "请登录www点gov点cn查询"), ("邮箱abc123@163.com", "邮箱abc一二三艾特一六三点com"), ("论文10.5281/ab.07-2", "论文一零点五二八一斜杠ab点零七杠二")),
    _type("fraction", rf"(?<![\d.,/])(?P<n>\d{{1,4}})?\s?(?P<sign>[{''.join(SMALL_FRACTIONS)}])", lambda m: f"{cardinal(m['n']) + '又' if m['n'] else ''}{SMALL_FRACTIONS[m['sign']]}", ("加1½勺糖", "加一又二分之一勺糖"), ("¾杯牛奶", "四分之三杯牛奶")),
    _type("video", r"(?<![A-Za-z0-9.])(?P<n>[248])K/(?P<f>\d{2,3})\s?(?:fps|帧)", lambda m: f"{digits(m['n'])}K、{cardinal(m['f'])}帧每秒", ("支持4K/60fps视频", "支持四K、六十帧每秒视频")),
    _type("account", r"(?<![A-Za-z0-9_.])@?[A-Za-z][A-Za-z0-9]{0,30}(?:_[A-Za-z0-9]{1,30}){1,4}(?![A-Za-z0-9_])", lambda m: _letters(m[0]), ("账号是tea_2015", "账号是tea下划线二零一五"), near=re.compile("账号|帐号|微信|微博|抖音|快手|小红书|公众号|B站|用户名|昵称|邮箱|网名|关注|ID")),
    _type("case number", rf"[（(〔\[](?:19|20)\d{{2}}[）)〕\]]\s{{0,4}}{HAN}{{1,3}}\d{{0,6}}{HAN}{{1,4}}\d+号", _case_number, ("（2023）京01民终1234号", "（二零二三）京零一民终一二三四号")),
    _type("standard", r"(?<![A-Za-z])(?P<body>(?:GB|ISO|IEC|IEEE|YY|HJ|JGJ|CJJ|QB|DB\d{0,4}|SL|DL|YD)(?:/T|/Z)?)\s{0,4}(?P<no>\d+(?:\.\d+)?)[-—–](?P<year>(?:19|20)\d{2})(?!\d)",
          lambda m: f"{m['body'].replace('/', ' ')} {digits(m['no'].split('.')[0])}{'点' + digits(m['no'].split('.')[1]) if '.' in m['no'] else ''} {digits(m['year'])}", ("按照GB 45438-2025执行", "按照GB 四五四三八 二零二五执行")),
    _type("someone unnamed", r"(?<![\d.)）])×{2,3}(?![\d.(（])", lambda _: "某某", ("张××因受贿被查", "张某某因受贿被查")),
    _type("some day", r"(?<![\d.)）A-Za-z])×(?=[年月日省市县镇村])", lambda _: "某", ("×年×月×日", "某年某月某日")),
    _type("line-up", r"(?<![\d-])[2-6](?:-[1-5]){2,3}(?=阵型|阵容|阵)", lambda m: digits(m[0]), ("摆出4-3-3阵型", "摆出四三三阵型")),
    _type("code to type in", r"(?:(?<=验证码)|(?<=动态码)|(?<=取件码)|(?<=密码)|(?<=口令))(?P<to>[是为：: ]{0,2})(?P<no>\d{4,8})(?!\d)", lambda m: m["to"] + digits(m["no"], PHONE_DIGITS), ("验证码是382915", "验证码是三八二九幺五")),
    _type("code to type in", r"(?:(?<=取件码)|(?<=提货码)|(?<=取货码)|(?<=货架号)|(?<=柜号))(?P<to>[是为：: ]{0,2})(?P<no>\d{1,4}(?:-\d{1,5}){1,3})(?![\d-])", lambda m: m["to"] + " ".join(digits(part, PHONE_DIGITS) for part in m["no"].split("-")), ("取件码3-2-1058", "取件码三 二 幺零五八")),
    _type("last figures", r"(?<=尾号)(?P<to>[是为：:“ ]{0,2})(?P<no>\d{3,6})(?!\d)", lambda m: m["to"] + digits(m["no"], PHONE_DIGITS), ("尾号0215的卡", "尾号零二幺五的卡")),
    _type("extension", r"(?<![\d.-])(?P<no>\d{3,8})(?=转\d{2,6}(?!\d))", lambda m: digits(m["no"], PHONE_DIGITS), ("请打6612转305", "请打六六幺二转三零五")),
    _type("apart", r"(?<=[A-Za-z])(?P<n>\d)\s(?=\d+(?:\.\d+)?[%％])", lambda m: digits(m["n"]) + "，", ("SpO2 97%", "SpO二，百分之九十七")),
    _type("rate", r"(?<=[元美次])/[（(](?P<a>[人户年月天日])[·.](?P<b>[人户年月天日])[）)]", lambda m: f"每{m['a']}每{m['b']}", ("补贴300元/（人·月）", "补贴三百元每人每月")),
    _type("thousands set apart", r"(?<![\d,.第])[1-9]\d{0,2}(?:[ \u2009\u202f\xa0]\d{3})+(?=[\u4e00-\u9fff])(?![年月日号时路])", lambda m: cardinal(re.sub(r"\D", "", m[0])), ("转移群众1 246户", "转移群众一千二百四十六户")),
    _type("apertures", rf"(?<![A-Za-z])[fF]/(?P<a>\d(?:\.\d{{1,2}})?)\s?{DASH}\s?[fF]?/?(?P<b>\d{{1,2}}(?:\.\d{{1,2}})?)(?!\d)", lambda m: f"f{cardinal(m['a'])}到f{cardinal(m['b'])}", ("支持f/1.63—f/4.0光圈", "支持f一点六三到f四点零光圈")),
    _type("aperture", r"(?<![A-Za-z])[fF]/(?P<n>\d{1,2}(?:\.\d{1,2})?)(?!\d)", lambda m: f"f{cardinal(m['n'])}", ("f/1.8光圈", "f一点八光圈")),
    _type("century", r"(?<![\d第])2(?=世纪)", lambda _: "二", ("公元2世纪", "公元二世纪")),
    _type("two or three", r"(?<![\d.,第、])2、3(?=个|天|年(?!级)|次|位|名|家|岁|倍|百|千|万|公里|米|小时|分钟|斤|吨|户|只|条)", lambda _: "两三", ("过了2、3个月", "过了两三个月")),
    _type("unit of some", r"(?<=[多余来])\s?(?P<unit>㎡|㎥|km²|m²|m³|km|kg|mm|cm|mg|ml|mL|℃|m|t)(?![A-Za-z0-9/])", lambda m: unit(m["unit"]) if re.search(r"[\d百千万十]\s?[多余来]$", m.string[: m.start()].rstrip()) else None, ("面积120多㎡", "面积一百二十多平方米")),
    _type("shorthand", rf"(?<![\dA-Za-z.])(?P<n>{NUM})[kK](?=[，。、）)；？！?!+元]|左右|上下|以上|多|的?工资|$)", lambda m: _worth(m["n"], "k") if PRICED.search(m.string[: m.end()]) or re.search(r"(?:转发|点赞|评论|收藏|播放|阅读|关注|月薪|年薪|到手|工资|底薪|税前|税后|房租|月供|押金)[^，。]{0,3}$", m.string[: m.start()]) else None, ("转发3.2k", "转发三千二百")),
    _type("stock code", r"(?<=[（(])(?:(?:SH|SZ|BJ|HK)[.:]?)?(?P<code>\d{5,6}|\d{4}(?=\.HK))(?P<where>\.(?:SH|SZ|HK|BJ|SS|OC|NQ))?(?=[，,、）)])|(?<=代码)(?P<after>[：:为是]{0,2})(?P<c2>\d{5,6})(?!\d)|(?<![\d.,])(?P<c3>\d{4,6})(?P<w3>\.(?:SH|SZ|HK|BJ|SS))(?![A-Za-z])",
          lambda m: (m["after"] or "") + digits(m["code"] or m["c2"] or m["c3"], PHONE_DIGITS) + (m["where"] or m["w3"] or ""),
          ("比亚迪（002594）涨停", "比亚迪（零零二五九四）涨停"), ("腾讯（00700.HK）", "腾讯（零零七零零.HK）"), ("证券代码：603127", "证券代码：六零三幺二七")),
    _type("number abroad", r"(?<![\d+])(?P<left>[（(])?\+(?P<code>86(?=1\d{10})|\d{1,3})(?(left)[）)])(?P<rest>(?:[ -]?(?:[（(]\d{1,5}[）)]|\d{1,11})){1,5})(?!\.?\d)", _abroad, ("+86 138 0013 8000", "八六 幺三八零零幺三八零零零"), ("致电+852 2345 6789", "致电八五二 二三四五六七八九"), ("电话+86-571-8866-2314。", "电话八六 五七幺八八六六二三幺四。"), ("+86 (10) 6552 9988", "八六 幺零六五五二九九八八"), ("（+852 2345 6789）", "（八五二 二三四五六七八九）")),
    _type("mobile number", r"(?<![\d.])1[3-9]\d[ -]\d{4}[ -]\d{4}(?!\.?\d)", lambda m: digits(m[0], PHONE_DIGITS), ("手机139 0426 6613", "手机幺三九零四二六六六幺三")),
    _type("telephone", r"(?<![\d.])[（(]?0\d{1,3}[）)][ -]?\d{3,4}[ -]?\d{4}(?!\.?\d)", _spell, ("(02) 2345-6789", "(零二) 二三四五六七八九")),
    _type("telephone", r"(?<![\d.-])[2-9]\d{3}[ -]\d{4}(?![ -]?\d|\.\d|[年月日元人])", lambda m: digits(m[0], PHONE_DIGITS), ("电话：0571-8866 2314、8866 2315", "电话：零五七幺八八六六二三幺四、八八六六二三幺五"), ("Tel: 2345 6789，周末休息", "Tel: 二三四五六七八九，周末休息"), near=re.compile("电话|電話|热线|熱線|专线|專線|查询|查詢|致电|致電|[Tt]el")),
    _type("service number", r"(?<![\d.])(?:12[0-9]{3}|9[56]\d{3}|1000[01]|100(?:10|86)|1[12][0-9])(?=客服|热线|平台|电话|短信|网站|官网|官微|APP|App|订票|政务|举报|投诉|咨询|报警|急救)", _spell, ("12306客服提醒", "幺二三零六客服提醒")),
    _type("service number", r"(?<=[或、和及与“])(?:12[0-9]{3}|9[56]\d{3}|1000[01]|100(?:10|86)|1[12][0-9])(?=[，。；、,;”和或及与进]|$)", _spell, ("请拨打110或96110。", "请拨打幺幺零或九六幺幺零。"), near=re.compile("拨打|致电|热线|电话|报警|举报|客服")),
    _type("service number", r"(?<![\d.A-Za-z])\d{3,4}(?=号段)", _spell, ("170号段的卡", "幺七零号段的卡")),
    _type("year of a class", r"(?<![\d.])(?P<y>(?:19|20)\d{2})(?=届(?:毕业|高校|大学|本科|硕士|博士|研究生|学生|校友|应届|高[中三]|初[中三])|级(?:新生|本科|硕士|博士|研究生|学生|校友|学员|同学))", lambda m: digits(m["y"]), ("2025届毕业生", "二零二五届毕业生"), ("2021级新生", "二零二一级新生")),
    _type("room", r"(?<![\d.第])\d{3,4}(?=室|号房|房间|会议室|教室|病房|包厢|宿舍|实验室|诊室|寝室|号房间)", _spell, ("在1203会议室", "在幺二零三会议室")),
    _type("identity number", r"(?<![\d.])\d{17}[\dXx](?![\dA-Za-z])", _spell, ("身份证11010519491231002X", "身份证幺幺零幺零五幺九四九幺二三幺零零二X")),
    _type("masked number", r"(?<![\d.])(?P<a>\d+)(?:[*＊]{2,}|[xX]{3,})(?P<b>\d*[xX]?)", lambda m: f"{digits(m['a'], PHONE_DIGITS)}，{digits_and_letters(m['b'])}", ("手机号135****0926", "手机号幺三五，零九二六")),
    _type("drawn number", r"(?<![\d.])(?P<n>\d{3,8})(?=[、，；。,;]|$)", lambda m: digits(m["n"]) if re.search(r"(?:位数|号码)[”\"]?[:：为是]{0,2}[\d、，,;； 和]*$", m.string[: m.start()]) else None,
          ("末“3”位数：208，708", "末“三”位数：二零八，七零八"), ("中签号码为30916", "中签号码为三零九一六"), near=re.compile("中签|中奖|开奖|位数")),
    _type("issue of a draw", r"第\s{0,2}(?P<n>\d{5,8})(?=期)", lambda m: f"第{digits(m['n'])}", ("第2024031期开奖", "第二零二四零三一期开奖")),
    _type("road stake", r"(?<![A-Za-z])K(?P<a>\d{1,4})\+(?P<b>\d{1,3})(?!\d)(?P<m>m(?![A-Za-z]))?", lambda m: f"K{digits(m['a'], PHONE_DIGITS)}加{cardinal(m['b'])}{'米' if m['m'] else ''}", ("沪蓉高速K816+300处", "沪蓉高速K八幺六加三百处"), ("在K52+600m处", "在K五二加六百米处")),
    _type("dashed code", r"(?<![\dA-Za-z.-])(?P<name>[A-Z]{1,6})(?P<a>\d{6,14})[-–](?P<b>\d{2,8})(?![\d.%A-Za-z-])", lambda m: f"{m['name']}{digits(m['a'])} {digits(m['b'])}", ("编号GC20240315-0026", "编号GC二零二四零三一五 零零二六")),
    _type("dashed code", r"(?<![\dA-Za-z.-])(?:[A-Z]{2,8}-)?(?!(?:400|800)-)\d{3,8}-\d{3,8}(?![\d.%A-Za-z-])", _dashed_code, ("项目编号2023-0107", "项目编号二零二三 零一零七"), ("漏洞CVE-2023-20198", "漏洞CVE 二零二三 二零一九八")),
    _type("age of things", r"(?<![\d.A-Za-z])(?<!公元)(?<!前)(?<!\d,)(?:(?P<from>\d{1,2},\d{3}|\d{4,5})\s?[-–—~～至到]\s?)?(?P<n>\d{1,2},\d{3}|\d{4,5})(?=[多余]?年(?!代))", lambda m: (cardinal(m["from"]) + "到" if m["from"] else "") + cardinal(m["n"]) if int(m["n"].replace(",", "")) > FUTURE or re.search(r"(?:距今|历经|历时|长达|绵延|相隔)(?:约|近|已|有|超过?|至少)*$", m.string[: m.start()]) else None, ("距今约5300年", "距今约五千三百年"), ("约5000-6000年前", "约五千到六千年前"), ("距今3,500—3,300年", "距今三千五百到三千三百年"), ("2024年", "二零二四年")),
    _type("from and to", r"(?:(?<=\.\d)|(?<=\.\d\d))\s?[-–—－~～]{1,2}\s?(?=(?:1[5-9]|20)\d{2}\.\d{1,2}\.\d)", lambda _: "至", ("（1920.3.5—2001.10.9）", "（一九二零年三月五日至二零零一年十月九日）")),
    _type("codes", rf"(?<![A-Za-z0-9])(?P<l>[A-Z])(?P<a>\d{{1,3}}){DASH}(?P=l)(?P<b>\d{{1,3}})(?![\dA-Za-z])", lambda m: f"{m['l']}{cardinal(m['a'])}到{m['l']}{cardinal(m['b'])}", ("墓葬M2—M5", "墓葬M二到M五")),
    _type("model", r"(?<=[A-Z]\d{3})-(?P<no>\d{3})(?!\d)", lambda m: f" {digits(m['no'])}", ("客机B737-900", "客机B七三七 九零零")),
    _type("model", r"(?<![\dA-Za-z.])(?P<a>7\d7)[-–—](?P<no>\d{1,3})(?P<tail>[A-Z]{0,3})(?!\d)", lambda m: f"{digits(m['a'])} {digits(m['no'])}{m['tail']}", ("一架波音767-300ER", "一架波音七六七 三零零ER"), near=re.compile("波音|客机|飞机|机型|航班|航空")),
    _type("model", r"(?<=[A-Z]{2})-(?P<no>1\d)(?P<tail>)(?![\d.%A-Za-z]|\s?[-–—~～至到]\s?[A-Z]?\d)", lambda m: f" {cardinal(m['no'])}{m['tail']}", ("发射KH-15导弹", "发射KH 十五导弹")),
    _type("difficulty", r"(?<![\dA-Za-z.])(?P<no>\d{3,4})(?P<tail>[A-D])(?![A-Za-z\d])", lambda m: digits(m["no"]) + m["tail"], ("第三跳407C", "第三跳四零七C"), near=re.compile("跳水|跳台|跳板|[一二三四五六1-6]跳|难度|动作")),
    _type("model", r"(?<=F/A)-(?P<no>\d{2})", lambda m: cardinal(m["no"]), ("搭载F/A-18", "搭载F/A十八")),
    _type("model", r"(?<![A-Za-z0-9])U-?(?P<no>2\d)(?=[\u4e00-\u9fff，。、])", lambda m: f"U{cardinal(m['no'])}", ("国足U23胜", "国足U二十三胜")),
    _type("extension", r"(?<=\d转)(?P<no>\d{1,6})(?!\d)", lambda m: digits(m["no"], PHONE_DIGITS), ("028-81234567转601", "零二八八幺二三四五六七转六零幺")),
    _type("plus", r"(?<=\d)\+(?=\d)(?<!9[05]\+)(?<!45\+)", lambda _: "加", ("续航7+25小时", "续航七加二十五小时")),
    _type("net word", r"(?<![\d.])666+(?![\d.,%万亿千百元人个名年])", lambda m: digits(m[0]), ("满屏都是666", "满屏都是六六六")),
    _type("road", r"(?<=[A-Z])(?P<no>\d{1,4})(?=[一二三四五六七八九十零两])", lambda m: digits(m["no"], PHONE_DIGITS) + " ", ("在G65三都段", "在G六五 三都段")),
    _type("half-year version", r"(?<![\d.A-Za-z])(?P<a>[12]\d)H(?P<b>[12])(?![\dA-Za-z])", lambda m: f"{digits(m['a'])}H{digits(m['b'])}", ("升级到23H2", "升级到二三H二")),
    _type("number plate", r"(?<![\dA-Za-z])(?P<place>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳])(?P<letter>[A-Z])[·•. ]?(?P<no>(?=[A-Z]*\d)[A-Z0-9]{4,6})(?![A-Za-z0-9])", lambda m: m["place"] + m["letter"] + digits_and_letters(m["no"]),
          ("车牌号为渝A·D8862", "车牌号为渝AD八八六二"), ("一辆粤B12345轿车", "一辆粤B幺二三四五轿车")),
    _type("verse", rf"(?P<book>{BOOKS})\s{{0,4}}(?P<chapter>\d{{1,3}})\s{{0,4}}[:：](?P<verse>\d{{1,3}})(?:{DASH}(?P<to>\d{{1,3}}))?(?!\d)", _verse, ("约翰福音3:16写道", "约翰福音三章十六节写道")),
    _type("coordinates", r"(?P<side>[东西]经|[南北]纬)(?:约|为)?\s{0,4}(?P<d>\d+(?:\.\d+)?)\s{0,4}[°度](?:\s{0,4}(?P<m>\d+(?:\.\d+)?)\s{0,4}[′'’分])?(?:\s{0,4}(?P<s>\d+(?:\.\d+)?)\s{0,4}(?:[″\"”秒]|''|′′))?(?P<letter>[NSEW])?", _coordinates,
          ("北纬30°15′20″", "北纬三十度十五分二十秒"), ("东经121.4度", "东经一百二十一点四度")),
    _type("coordinates", r"(?P<side>)(?<![\d.])(?P<d>\d+(?:\.\d+)?)\s{0,4}°(?:\s{0,4}(?P<m>\d+(?:\.\d+)?)\s{0,4}[′'’])?(?:\s{0,4}(?P<s>\d+(?:\.\d+)?)\s{0,4}(?:[″\"”]|''|′′))?\s{0,4}(?P<letter>[NSEW])(?![A-Za-z])", _coordinates, ("位于31.2°N", "位于北纬三十一点二度")),
    _type("duration", r"(?<![\d.°′度])(?:(?P<h>\d{1,2})\s?[:：h]\s?)?(?P<m>[0-5]?\d)\s?['′’]\s?(?P<s>[0-5]\d)\s?(?:[\"″”]|''|′′)(?P<part>\d{1,3})?(?!\d)", _lap, ("以1'47\"28夺冠", "以一分四十七秒二八夺冠"), ("第二圈52′08″", "第二圈五十二分零八秒")),
    _type("blood pressure", r"(?<![\d./])(?P<first>\d{2,3})/(?P<second>\d{2,3})\s{0,4}(?P<unit>mmHg|毫米汞柱)", lambda m: f"{cardinal(m['first'])}，{cardinal(m['second'])}毫米汞柱", ("血压135/85mmHg", "血压一百三十五，八十五毫米汞柱")),
    _type("blood pressure", r"(?<=[压为是到至于达高低在升降])(?P<first>[12]\d{2})/(?P<second>\d{2,3})(?![\d/.])", lambda m: f"{cardinal(m['first'])}，{cardinal(m['second'])}", ("血压高达160/100", "血压高达一百六十，一百"), near=re.compile("血压|高压|收缩压")),
    _type("speed alone", r"^(?P<n>\d+(?:\.\d+)?)\s?km/h$", lambda m: f"每小时{cardinal(m['n'])}公里", ("45km/h", "每小时四十五公里")),
    _type("cyclone", r"(?<=编号)(?P<n>\d{2})(?P<w>[A-Z])(?![A-Za-z])", lambda m: digits(m["n"]) + m["w"], ("编号98W的扰动", "编号九八W的扰动")),
    _type("money", rf"(?<![A-Za-z])(?P<sign>{SIGNS})\s{{0,4}}(?P<first>{NUM})(?:\s{{0,4}}{DASH}\s{{0,4}}(?:[$€£¥￥])?(?P<second>{NUM}))?\s{{0,4}}(?P<size>(?:thousand|billion|million|trillion|bn|mn|tn|[kmbKMB])(?![A-Za-z])|万亿|十亿|千万|百万|万|亿|千)?(?:美元|港元|港币|元新台币|新台币|澳元|加元|欧元|英镑|日元|韩元|人民币|元(?!/))?(?:/(?P<below>{COUNTED}))?(?![\d])",
          _money, ("租金￥90/天", "租金九十元每天"), ("融资US$2,350万", "融资两千三百五十万美元"), ("月租NT$18,600元", "月租新台币一万八千六百元"), ("€3tn", "三万亿欧元"), ("融资$2.4bn", "融资二十四亿美元"), ("支付£150m", "支付一点五亿英镑"), ("HK$730万", "七百三十万港元"), ("仅需¥9.90", "仅需九点九零元")),
    _type("medals", r"(?<![\d.])(?P<n>\d{1,4})(?=\s?[金银铜枚])", lambda m: cardinal(m["n"]), ("共得119金110银110枚铜牌", "共得一百一十九金一百一十银一百一十枚铜牌"), near=re.compile("金.{0,8}银|银.{0,8}铜|[金银铜奖]牌")),
    _type("celebrated day", r"(?<![\d.])(?P<a>1[0-2]|[1-9])[·•・．](?P<b>\d{1,2})(?![\d.])", lambda m: cardinal(m["a"]) * 2 if m["a"] == m["b"] else digits(m["a"]) + digits(m["b"]), ("3·15晚会", "三一五晚会"), ("“5·12”地震", "“五一二”地震"), ("12·9运动", "一二九运动")),
    _type("day of a month", r"(?<![\d.A-Za-z$¥￥])(?P<m>1[0-2]|0?[1-9])\.(?P<d>3[01]|[12]\d|0[1-9])(?=之?前[，。；、,;完截报交提]|以前|日?截止|日?到期|当天|当日)", lambda m: f"{cardinal(m['m'].lstrip('0'))}月{cardinal(m['d'].lstrip('0'))}日", ("须在11.30前完成", "须在十一月三十日前完成")),
    _type("big and small", r"(?<![\d.])(?P<a>\d)大(?P<b>\d)小(?![\d时])", lambda m: f"{'两' if m['a'] == '2' else cardinal(m['a'])}大{'两' if m['b'] == '2' else cardinal(m['b'])}小", ("2大1小家庭票", "两大一小家庭票")),
    _type("document", r"(?<=[A-Z]/)(?P<n>\d{3,4})(?=[（(／/）)]|$)", lambda m: digits(m["n"]), ("文件A/RES/1234（2001）", "文件A/RES/一二三四（二零零一）")),
    _type("celebrated day", r"(?<![\d.])(?P<a>1[0-2]|[1-9])\.(?P<b>\d{1,2})(?=[”\"]?(?:晚会|地震|事件|惨案|运动|大案|专案|特大|事故|国际|假期|长假|小长假|黄金周|大促|购物))", lambda m: digits(m["a"]) + digits(m["b"]), ("5.12地震", "五一二地震")),
    _type("version", r"(?<![\d.])\d+\.\d+\.\d+(?:\.\d+)?(?![\d.年月日])", lambda m: None if is_date(m[0]) else _version(m), ("升级到2.3.1版", "升级到二点三点一版")),
    _type("version", r"(?:(?<=OS)|(?<=os)|(?<=OS\s)|(?<=安卓)|(?<=鸿蒙)|(?<=[Vv])|(?<=版本)|(?<=版本号)|(?<=Android)|(?<=Android\s)|(?<=Windows\s)|(?<=GPT-)|(?<=蓝牙)|(?<=蓝牙\s)|(?<=国)|(?<=欧))\s?(?<![\d.])\d+\.\d+(?![\d.%])(?!(?:万|亿|元|个|分|米|级))", lambda m: _version(m) if m[0] == m[0].strip() else " " + _version_of(m[0]),
          ("OS12.1系统", "OS十二点一系统"), ("iOS 17.4上线", "iOS 十七点四上线"), ("V2.0版", "V二点零版")),
    _type("version", r"(?<![A-Za-z.])(?!NO|No|VOL|FIG)(?P<name>[A-Z]{1,4})(?P<parts>(?:\.\d{1,3}){1,4})(?![\d.A-Za-z])", lambda m: m["name"] + "".join("点" + cardinal(part) for part in m["parts"][1:].split(".")), ("变异株KP.2与BA.2.86", "变异株KP点二与BA点二点八十六")),
    _type("model", r"(?<=[α-ωΑ-Ω])-(?P<no>\d{1,4})(?!\d)", lambda m: digits(m["no"]) if len(m["no"]) > 2 else cardinal(m["no"]), ("相机α-7200", "相机α七二零零")),  # noqa: PLR2004 - long ones figure by figure
    _type("star", r"(?<=[A-Z]\d)-(?P<no>\d{1,3})(?P<tail>[a-z])(?![A-Za-z])", lambda m: f" {_model(m['no'])}{m['tail']}", ("行星K2-33b", "行星K二 三十三b")),
    _type("group of states", r"(?<![A-Za-z0-9])G(?P<n>20|77)(?=峰会|集团|国家|国集团|领导人|成员|首脑|轮值|财长|外长|央行|贸易|农业|能源|部长|会议|杭州|框架|机制|[加和]中国)", lambda m: f"G{cardinal(m['n'])}", ("出席G20峰会", "出席G二十峰会")),
    _type("model", r"(?<![A-Za-z0-9])(?P<name>[A-Z])(?P<no>1\d)(?![\d.%A-Za-z]|-\d|\s?[-–—~～至到]\s?[A-Z]?\d)", _teens, ("搭载A18芯片", "搭载A十八芯片"), ("补充B12", "补充B十二"), ("U17女足胜", "U十七女足胜")),
    _type("model", rf"(?<!\d)(?P<name>{MODELS})[-–—]?(?P<no>\d{{1,3}})(?P<tail>[A-Z]{{0,3}})(?![\d.,%:：/]|[A-Za-z]|\s{{0,4}}(?:年|月|日|天|元|万|亿|人|个|次|小时|分|公里|米|级|号|岁|吨|场|票|条|名|台|辆|家|项|倍|℃|度))", lambda m: f"{m['name']}{_model(m['no'])}{m['tail']}", ("歼-11与运-9C升空", "歼十一与运九C升空"), ("苏-30战机", "苏三十战机")),
    _type("model", rf"(?P<name>{MODELS})[-–—](?P<no>\d{{1,3}})(?P<tail>[A-Z]{{0,3}})(?![\d.,%:：/])", lambda m: f"{m['name']}{_model(m['no'])}{m['tail']}", ("长征-5号", "长征五号"), ("东风-41", "东风四十一")),
    _type("leading zero", r"(?<![\d.,:：/A-Za-z+*-])0\d{1,7}(?![\d.,:：/%％℃°-]|\s?(?:年|月|日|号|时|点|分|秒|后|[A-Za-z]{2}))", lambda m: digits(m[0], PHONE_DIGITS if re.match("型|级|舰|艇|[A-Z]", m.string[m.end() :]) else DIGITS),
          ("051型驱逐舰", "零五幺型驱逐舰"), ("红球01、09", "红球零一、零九")),
    _type("overtime", r"(?<![\d.])(?P<nth>第?)(?P<a>45|90|105|120)\+(?P<b>\d{1,2})(?:rd|th|st|nd)?(?P<m>分钟|分|')?", lambda m: f"{m['nth']}{cardinal(m['a'])}加{cardinal(m['b'])}{'分钟' if m['m'] else ''}", ("第90+3分钟", "第九十加三分钟")),
    _type("name", r"(?<=PM)10(?![\d.])", lambda _: "十", ("PM10超标", "PM十超标")),
    _type("model", rf"(?<={HAN}{HAN})[-–—](?P<no>\d{{1,3}})(?P<tail>[a-zA-Z]?)(?![\d.,%％‰:：/A-Za-z℃°])(?<![年月日时分秒点号度元岁为是至到于达约在比温润率速幅额值入差益均仅共降升长减增跌涨第]-\d)(?<![年月日时分秒点号度元岁为是至到于达约在比温润率速幅额值入差益均仅共降升长减增跌涨第]-\d\d)(?:(?<=[a-zA-Z])|(?=[”’」》]|号|型|战机|导弹|火箭|飞船|卫星|探测器|坦克|驱逐舰|护卫舰|直升机|无人机))", lambda m: f"{_model(m['no'])}{m['tail']}", ("“萤火-2”取样归来", "“萤火二”取样归来"), ("系外行星开普勒-186f", "系外行星开普勒一八六f")),
    _type("address", r"(?<=[栋幢座楼号弄])(?P<n>\d{1,2})(?=单元)|(?<![\d第])(?P<m>\d{1,2})(?=单元\d)", lambda m: cardinal(m["n"] or m["m"]), ("家住5栋2单元", "家住五栋二单元")),
    _type("address", r"(?<=[楼座栋幢A-Z])2(?=层|楼)", lambda _: "二", ("车停在B2层", "车停在B二层")),
    _type("address", r"(?<=[楼座室层栋])(?P<n>\d{3,4})(?=[，。；）),;]|$)", lambda m: digits(m["n"], PHONE_DIGITS), ("地址是6楼618。", "地址是六楼六幺八。")),
    _type("name", rf"(?<=[A-Z])(?<!\d[A-Z])(?P<n>\d)(?={HAN})", lambda m: digits(m["n"]), ("M2增速", "M二增速")),
    _type("dimensions", r"(?<![\d.A-Za-z])(?P<a>\d{3,5})\s?[/×xX*]\s?(?P<b>\d{3,5})\s?[/×xX*]\s?(?P<c>\d{3,5})\s?(?:mm|毫米)", lambda m: "、".join(cardinal(m[part]) for part in "abc") + "毫米", ("长宽高4680/1870/1650mm", "长宽高四千六百八十、一千八百七十、一千六百五十毫米")),
    _type("fraction", r"(?<![\d./])(?P<a>\d{1,2})/(?P<b>\d{1,3})(?![\d./]|\s?[A-Za-z])", _fraction, ("约3/5的住户", "约五分之三的住户"), ("已占1/4以上", "已占四分之一以上")),
    _type("duration", r"(?<![\d:：.])(?:(?P<h>\d{1,2})[:：])?(?P<m>[0-5]?\d)[:：](?P<s>[0-5]\d\.\d{1,3})(?!\d)", _long_duration, ("以1:28:05.317夺冠", "以一小时二十八分五点三一七秒夺冠")),
    _type("ratio", r"(?<![\d:：∶./])(?P<a>\d{1,4}(?:\.\d+)?)\s?(?P<sign>[:：∶])\s?(?P<b>\d{1,4}(?:\.\d+)?)(?:\s?[:：∶]\s?(?P<c>\d{1,4}(?:\.\d+)?))?(?![\d:：∶./])", _ratio, ("车位比1:1.3", "车位比一比一点三"), ("录取比例约为85∶1", "录取比例约为八十五比一"), ("按比例2:1:3混合", "按比例二比一比三混合")),
    _type("time of day", r"(?<![\d./-])(?<!\d[:：])(?P<h>[01]?\d|2[0-4])[:：](?P<m>[0-5]\d)(?![\d:：.])", _time_of_day, ("延长至次日1:10", "延长至次日一点十分"), ("末班车由22:50推迟到0:20", "末班车由二十二点五十分推迟到零点二十分")),
    _type("two o'clock", r"(?<![\d.:：第])2(?=点(?:半|钟|整|多|左右|许|前|后|到|至|[0-5]?\d分|[，。、；]|$))", lambda _: "两", ("凌晨2点半", "凌晨两点半")),
    _type("ordinal", rf"第\s{{0,4}}(?P<first>\d[\d,]*)\s{{0,4}}(?:{DASH}|至|到|、)\s{{0,4}}(?:第\s{{0,4}})?(?P<second>\d[\d,]*)(?![\d.])", lambda m: f"第{_ordinal(m['first'])}到{'第' if m[0].count('第') > 1 else ''}{_ordinal(m['second'])}" if "、" not in m[0] else f"第{_ordinal(m['first'])}、{'第' if m[0].count('第') > 1 else ''}{_ordinal(m['second'])}",
          ("第2-3天", "第二到三天"), ("第1至第5名", "第一到第五名")),
    _type("ordinal", r"第\s{0,4}(?P<first>\d[\d,]*)(?![\d.])", lambda m: f"第{_ordinal(m['first'])}", ("第2天", "第二天"), ("第22届", "第二十二届"), ("第200次", "第二百次")),
    _type("sport", r"(?<![\d.第])(?P<a>\d{1,3})对(?P<b>\d{1,3})(?![\d.副双夫])", lambda m: f"{cardinal(m['a'])}对{cardinal(m['b'])}", ("射门次数2对25", "射门次数二对二十五"), near=re.compile("射门|射正|角球|犯规|任意球|" + SPORT.pattern)),
    _type("sport", r"(?<![\d.])(?P<a>\d{1,2})投(?P<b>\d{1,2})中", lambda m: f"{cardinal(m['a'])}投{cardinal(m['b'])}中", ("他7投2中", "他七投二中")),
    _type("sport", r"(?<![\d.])(?P<first>\d{1,2})\s{0,4}[-–:：]\s{0,4}(?P<second>\d{1,2})(?=[胜负平](?![率利负方米均台]))", _score, ("国足2-1胜对手", "国足二比一胜对手")),
    _type("score", r"(?<![\d.:：/A-Za-z-])(?<!\d,)(?P<first>\d{1,3})\s?[-–—:：]\s?(?P<second>\d{1,3})(?!,\d{3})(?![\d.:：/%％‰℃]|-\d|\s{0,4}(?:年|月|日(?!本)|点|时|分钟|天|岁|个|名|人|元|万|亿|米|公里|公斤|吨|轮|期|层|级|号|次|周|小时|亩|座|届|场|家|件|只|条|台|支|倍|度|集|章|页|[A-Za-z])|赛季)",
          lambda m: _score(m) if ":" not in m[0].replace("：", ":") or not _looks_like_clock(m) else None, ("主队以14-0大胜", "主队以十四比零大胜"), ("中国女排3-1逆转对手", "中国女排三比一逆转对手"), ("决赛中以21-18、21-15获胜", "决赛中以二十一比十八、二十一比十五获胜"), near=SPORT),
    _type("score that falls", r"(?<![\d.:：/A-Za-z-])(?<!\d,)(?P<first>\d{1,3})[-–—](?P<second>\d{1,3})(?!,\d{3})(?![\d.:：/%％‰℃]|-\d|\s{0,4}(?:年|月|日(?!本)|点|时|分钟|天|岁|个|名|人|元|万|亿|米|公里|公斤|吨|轮|期|层|级|号|次|周|小时|亩|座|届|场|家|件|只|条|台|支|倍|度|集|章|页|[A-Za-z])|赛季)", lambda m: _score(m) if int(m["first"]) > int(m["second"]) else None, ("最终14-0结束", "最终十四比零结束")),
    _type("strength of a drink", rf"(?<![\d.])(?P<n>{NUM})\s?[%％]\s?[vV][oO][lL]\.?(?![A-Za-z])", lambda m: f"百分之{cardinal(m['n'])}", ("酒精度14%vol", "酒精度百分之十四")),
    _type("percentage", rf"{START}(?P<m1>{MINUS})?(?P<first>{NUM})(?:[%％‰])?\s{{0,4}}(?:{DASH}|至|到)\s{{0,4}}(?P<m2>{MINUS})?(?P<second>{NUM})(?P<sign>[%％‰])", _percent_range, ("增长5%-8%", "增长百分之五到百分之八"), ("为-2%至3%", "为负百分之二到百分之三")),
    _type("percentage", rf"(?<![\dA-Za-z.,])(?:(?P<pm>±)|(?P<plus>\+)|(?P<minus>{MINUS}))?(?P<first>{NUM})(?P<sign>[%％‰])", lambda m: ("正负" if m["pm"] else "正" if m["plus"] else "") + _percent(m), ("同比-5.2%", "同比负百分之五点二"), ("误差±3%", "误差正负百分之三"), ("由-2%变为+1%", "由负百分之二变为正百分之一"), ("坡度5‰", "坡度千分之五")),
    _type("minutes", r"(?<![\d.°′度])(?P<n>\d{1,3})\s?['′’](?![\w'’′])", lambda m: f"{cardinal(m['n'])}分钟", ("中场休息10'。", "中场休息十分钟。"), near=re.compile("休息|用时|时长|进球|破门|替换|伤停")),
    _type("duration", r"(?<=用时|耗时|历时|时长|成绩)(?P<to>[为是约：:]?\s?)(?P<h>\d{1,2})[:：](?P<m>[0-5]\d)[:：](?P<s>[0-5]\d)(?!\d)", lambda m: f"{m['to']}{cardinal(m['h'])}小时{cardinal(m['m'])}分{cardinal(m['s'])}秒", ("用时3:28:15", "用时三小时二十八分十五秒")),
    _type("range of squares", rf"(?<![\d.,A-Za-z])(?P<first>{NUM})\s?{DASH}\s?(?P<second>{NUM})(?=\s?(?:平方|立方))", lambda m: f"{cardinal(m['first'])}到{cardinal(m['second'])}", ("户型90-120平方米", "户型九十到一百二十平方米")),
    _type("range of sums", r"(?:(?<=\d[万亿千元吨米岁名人个天层级号楼倍折度次])|(?<=\d[万亿千][元吨人个户亩台辆只米件]))[-–—~～](?=\d)", lambda _: "到", ("5万元—8万元", "五万元到八万元"), ("12.98万-18.98万元", "十二点九八万到十八点九八万元")),
    _type("range with units", rf"(?<![\d.,A-Za-z])(?P<first>{MINUS}?(?:{NUM}))\s{{0,4}}(?P<one>{LATIN}+[²³]?)\s{{0,4}}(?:{DASH}|至|到)\s{{0,4}}(?P<second>{MINUS}?(?:{NUM}))\s{{0,4}}(?P<unit>{LATIN}+[²³]?)(?![A-Za-z0-9/])", _range_of_measured, ("裤长96cm-103cm", "裤长九十六厘米到一百零三厘米"), ("-10℃至-5℃", "零下十摄氏度到零下五摄氏度")),
    _type("range with unit", rf"(?<![\d.,A-Za-z])(?P<first>{MINUS}?(?:{NUM}))\s{{0,4}}(?P<one>{LATIN}+[²³]?(?:/{LATIN}+[²³]?)?)?\s{{0,4}}(?:{DASH}|至|到)\s{{0,4}}(?P<second>{MINUS}?(?:{NUM}))\s{{0,4}}(?P<unit>{LATIN}+(?:·{LATIN}+)?(?:\^?[23](?!\d)|[²³])?(?:/(?:{LATIN}+(?:[23](?!\d)|[²³])?))?)(?![A-Za-z0-9])", _measured_range,
          ("气温-5~3℃", "气温零下五到零上三摄氏度"), ("浓度1.5-2.0mg/L", "浓度一点五到二点零毫克每升"), ("-12~-5℃", "零下十二到零下五摄氏度")),
    _type("consumption", rf"(?<![\d.,A-Za-z])(?P<a>{NUM})\s?(?P<u>{LATIN}+)/(?P<b>\d+)\s?(?P<v>{LATIN}+)(?![A-Za-z0-9])", lambda m: f"{cardinal(m['a'])}{unit(m['u'])}每{cardinal(m['b'])}{unit(m['v'])}" if unit(m["u"]) and unit(m["v"]) else None, ("油耗6.5L/50km", "油耗六点五升每五十公里")),
    _type("below zero", rf"(?<![\dA-Za-z℃°.])[-−–](?P<n>{NUM})\s{{0,4}}(?P<u>℃|°C)(?!\s{{0,4}}(?:{DASH}|至|到)\s{{0,4}}[-−–\d])", lambda m: f"零下{cardinal(m['n'])}{'度' if m['u'] == '°C' else '摄氏度'}", ("最低温度-28℃", "最低温度零下二十八摄氏度")),
    _type("shorthand", rf"(?<![\dA-Za-z.])(?P<n>{NUM})\s?(?P<w>[wW])(?P<plus>\+?)(?![A-Za-z\d])", _shorthand, ("总价85w左右", "总价八十五万左右"), ("获赞20w+", "获赞二十万加"), ("阅读量超10W。", "阅读量超十万。")),
    _type("unit of a sum", rf"(?<=\d[万亿])\s?(?P<unit>{LATIN}+[²³]?(?:/{LATIN}+[²³]?)?)(?![A-Za-z0-9])", lambda m: unit(m["unit"]) if len(m["unit"]) > 1 or m["unit"] in "t㎡㎥㎏㎞" else None, ("年发电30亿kWh", "年发电三十亿千瓦时"), ("减排8万t。", "减排八万吨。"), ("占地3万㎡", "占地三万平方米"), ("流域面积7.2万km²", "流域面积七点二万平方千米")),
    _type("quantity with unit", rf"(?<![\d.,A-Za-z])(?<![A-Za-z]-)(?P<first>(?:(?:(?<![\d\u4e00-\u9fff])|(?<=[为是至到于达约在温降升低])){MINUS})?(?:{NUM}))\s?(?P<unit>{LATIN}+(?:·{LATIN}+)?(?:\^?[23](?!\d)|[²³])?(?:/(?:{LATIN}+(?:[23](?!\d)|[²³])?|{COUNTED}))?)(?![A-Za-z0-9·])", lambda m: _measured(m) if _unit_stands(m) else None,
          ("时速95km/h", "时速九十五公里每小时"), ("扭矩310N·m", "扭矩三百一十牛米"), ("装机650MW", "装机六百五十兆瓦"), ("血糖6.1mmol/L", "血糖六点一毫摩尔每升"), ("主频3.2GHz", "主频三点二吉赫兹"), ("PM10为35μg/m³", "PM十为三十五微克每立方米")),
    _type("rate", rf"(?P<above>[\u4e00-\u9fff]{{1,3}}(?<![到至和于加乘以号负零一二三四五六七八九十两])|[¥￥$€£₩₹]|(?<=\d)w)/(?P<below>平(?!方)|{COUNTED}|kWh|kg|km|min|mL|ml|㎡|m²|m³|t|L|g|h|s|d)(?![A-Za-z])", _per_of,
          ("均价8500元/平方米", "均价八千五百元每平方米"), ("心率72次/分", "心率七十二次每分钟"), ("油价80美元/桶", "油价八十美元每桶"), ("发行价9.8元/股", "发行价九点八元每股"), ("呼吸22次/min", "呼吸二十二次每分钟"), near=re.compile(r"\d|[一二三四五六七八九十百千万亿两]")),
    _type("rate", r"(?<=[㎡²³㎥A-Za-z])/(?P<below>年|月|日|天|小时|平|户)", lambda m: f"每{m['below']}", ("物业费3元/㎡/月", "物业费三元每平方米每月")),
    _type("rate", r"(?<=℃)/(?P<below>㎡|m²|m³|㎥|m|s|h|min)(?![A-Za-z])", lambda m: f"每{unit(m['below'])}" if unit(m["below"]) else None, ("每层差1℃/m", "每层差一摄氏度每米")),
    _type("rate", r"(?<=[A-Za-z²³㎡])/(?=\d+(?:\.\d+)?\s?(?:m²|m2|kg|L))", lambda _: "每", ("仅30mL/min/1.73m²", "仅三十毫升每分钟每一点七三平方米")),
    _type("pixels", r"(?<![\d.A-Za-z])(?P<a>\d{3,4})\s?[*xX×]\s?(?P<b>\d{3,4})(?![\d.])", lambda m: f"{digits(m['a'])}乘{digits(m['b'])}", ("屏幕2400x1080", "屏幕二四零零乘一零八零"), near=re.compile("分辨率|屏|像素|画面|显示|视频|壁纸|图片")),
    _type("product", rf"(?<![\d.A-Za-z])(?P<a>\d{{1,2}}(?:\.\d+)?)\s{{0,4}}[×xX*✕]\s{{0,4}}(?P<b>{NUM})(?=\s{{0,4}}(?:{HAN}|m(?![A-Za-z])))", lambda m: f"{cardinal(m['a'])}乘{_product(m['b'])}", ("女子4×100米接力", "女子四乘一百米接力"), ("7×24小时", "七乘二十四小时"), ("3x3篮球", "三乘三篮球")),
    _type("product", rf"(?<![\d.])(?:(?P<a>\d+(?:\.\d+)?)\s{{0,4}}[×xX]\s{{0,4}}|(?P<one>1/))?10(?P<power>\^[-−]?\d+|[⁻⁰¹²³⁴-⁹]+)(?P<unit>/?{LATIN}+(?:/{LATIN}+)?)?", _scientific, ("约3.5×10⁸个", "约三点五乘以十的八次方个"), ("12.5×10⁹/L", "十二点五乘以十的九次方每升"), ("光速为3×10⁸m/s", "光速为三乘以十的八次方米每秒"), ("10⁻⁶米", "十的负六次方米"), ("仅为1/10⁶", "仅为十的六次方分之一")),
    _type("metres and centimetres", r"(?<![\d.])(?P<a>\d{1,2})(?P<u>米|秒)(?P<b>\d{2}|(?<=秒)\d{3})(?![\d.])", lambda m: f"{cardinal(m['a'])}{m['u']}{digits(m['b'])}", ("身高1米83", "身高一米八三"), ("3分27秒46", "三分二十七秒四六")),
    _type("negative number", rf"(?:(?<=[为是至到于达约=在润率速幅额值入差益损比流（(：:，,、\s])|^){MINUS}(?P<first>{NUM})(?P<after>万亿|万|亿)?(?![\d\-–:：/.%％‰℃]|°|\s{{0,4}}[A-Za-z])(?=[\u4e00-\u9fff）)，,。、]|$)", lambda m: f"负{cardinal(m['first'])}{m['after'] or ''}" if m.start() or not m.string[m.end() : m.end() + 1] else None, ("净利润为-3.5亿元", "净利润为负三点五亿元"), ("得到-1分", "得到负一分")),
    _type("Roman numeral", r"(?<![A-Za-z])(?P<n>[IVX]{1,4}|[IVX]{5})(?=级|期|型|类|度|世|部|代|卷|章|区|号|阶段|档|册|组|系|批|篇)", lambda m: cardinal(str(roman(m["n"]))) if ROMAN.fullmatch(m["n"]) else None, ("III期临床试验", "三期临床试验"), ("第XIV章", "第十四章"), ("II级响应", "二级响应")),
    _type("house sign", r"(?<![\d.])(?P<n>\d{1,3})#(?=楼|机组|井|线|炉|厂房|地块|院|门|车间|楼栋|$)", lambda m: f"{cardinal(m['n'])}号", ("3#楼", "三号楼")),
    _type("programming language", r"(?<![A-Za-z])(?P<n>[CF])#(?![A-Za-z0-9#])", lambda m: f"{m['n']} Sharp", ("用C#写", "用C Sharp写")),
    _type("programming language", r"(?<![A-Za-z])C\+\+", lambda _: "C加加", ("学C++", "学C加加")),
    _type("grade", r"(?<![\d.A-Za-z-])(?P<n>\d)(?P<l>[ASDGKCBE])(?=[\u4e00-\u9fff])", lambda m: f"{digits(m['n'])}{m['l']}", ("一家4S店", "一家四S店"), ("5A级景区", "五A级景区")),
    _type("two of them", r"(?<![\d第.,:：/A-Za-z–—~～-])2(?=小时\d)", lambda _: "两", ("晚点约2小时40分", "晚点约两小时四十分")),
    _type("two of them", rf"(?<![\d第.,:：/A-Za-z年月·–—~～-])(?<!央视)(?<!频道)(?<!图)(?<!表)2(?=(?:{TWO_OF})(?![a-zA-Z]))", lambda _: "两", ("发射2次，共2批", "发射两次，共两批"), ("致2死2伤", "致两死两伤"), ("重症2例", "重症两例"), ("共2项", "共两项"), ("第2批", "第二批")),
    _type("count", r"(?<![\d.,:：/A-Za-z–—~～-])(?P<n>[1-9]\d{2}|1000[016]|123\d{2})(?=[多余来]?(?:倍|卷|所|辆|美元|港元|欧元|英镑|日元|人次|人民币|轮|名|个|人|元|万|亿|米|公里|家|台|辆|架|艘|户|亩|项|座|间|套|层|页|份|篇|首|张|支|枚|天|岁|次|场|吨|斤|分钟|小时|秒|余|条|位|分|本|件|只|棵|株|起|例|户|平方|立方|千|斤|克|级|处|周年|周|期|届|集|章|种|道|门|对|双|箱|袋|瓶|盒|公斤|英里|海里|厘米|毫米|微克|毫克|毫升|微米|纳米|分贝|赫兹|摄氏度|毫安|千瓦|兆瓦|粒|颗|片|滴|针|剂|床|桌|席|票|注|股|手|笔|单|批|组|队|班|节|课时|格|步|头|匹|朵|根|束|块|堵|扇|盏|盘|杯|碗|勺|包|捆|册|幅|帧|回|合|英尺|英寸|磅|盎司|桶|度))", lambda m: cardinal(m["n"]),
          ("第二天打了110轮", "第二天打了一百一十轮"), ("共有120名学生", "共有一百二十名学生"), ("捐款12345元", "捐款一万二千三百四十五元"), ("写了120多封信", "写了一百二十多封信"), ("补助300—500元", "补助三百到五百元"), ("浓度为110微克", "浓度为一百一十微克")),
)  # fmt: skip
