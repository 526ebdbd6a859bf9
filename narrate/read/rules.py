"""How what newsrooms print is said, before the general normalizer: a visible chain of rules, each `before → after`.

The rules give Chinese words for what wetext does not know or gets wrong; numbers they leave in digits are read by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

DIGITS = "零一二三四五六七八九"
PHONE_DIGITS = "零幺二三四五六七八九"
UNITS = ("", "十", "百", "千")
GROUPS = ("", "万", "亿", "万亿", "亿亿")
ROMAN = dict(zip("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", range(1, 13), strict=True))

Say = Callable[["re.Match[str]"], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A name for `narrate read` to show, what it looks for, what is said instead."""

    name: str
    look: re.Pattern[str]
    say: Say


def digits(number: str, names: str = DIGITS) -> str:
    """`"2024"` → `"二零二四"`"""
    return "".join(names[int(d)] for d in number if d.isascii() and d.isdigit())


def cardinal(number: str) -> str:
    """`"1300"` → `"一千三百"`, `"36.50"` → `"三十六点五零"`, `"10086"` → `"一万零八十六"`"""
    whole, _, part = number.replace(",", "").replace("，", "").partition(".")
    said = _whole(whole) if len(whole) <= 4 * len(GROUPS) else digits(whole)
    return f"{said}点{digits(part)}" if part else said


def _whole(number: str) -> str:
    value = int(number or "0")
    if not value:
        return "零"
    groups = []
    while value:
        value, rest = divmod(value, 10_000)
        groups.append(rest)
    said = ""
    for place in range(len(groups) - 1, -1, -1):
        rest = groups[place]
        if rest:
            gap = said and (rest < 1000 or groups[place + 1] == 0)  # noqa: PLR2004 - a missing thousand is a 零
            said += ("零" if gap else "") + _below_ten_thousand(rest) + GROUPS[place]
    return said.removeprefix("一") if said.startswith("一十") else said


def _below_ten_thousand(value: int) -> str:
    said, zero = "", False
    for place, figure in zip(range(3, -1, -1), f"{value:04d}", strict=True):
        if figure != "0":
            said += ("零" if zero and said else "") + DIGITS[int(figure)] + UNITS[place]
            zero = False
        else:
            zero = True
    return said


def _rule(name: str, pattern: str, say: Say) -> Rule:
    return Rule(name, re.compile(pattern), say)


# In order; each sees what those before it said.
RULES: tuple[Rule, ...] = (
    # 1,299.00 → 1299.00
    _rule("thousands separator", r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?!\d)", lambda m: m[0].replace(",", "")),
    # 36度5 → 三十六度五
    _rule("degrees and tenths", r"(\d+)度(\d)(?!\d)", lambda m: f"{cardinal(m[1])}度{digits(m[2])}"),
    # 2015-16赛季 → 二零一五一六赛季
    _rule("season", r"((?:19|20)\d{2})[-–—/](\d{2})(?=赛季)", lambda m: f"{digits(m[1])}到{digits(m[2])}"),
    # 2023—2025年 → 二零二三至二零二五年
    _rule(
        "range of years",
        r"(?<!\d)((?:1[5-9]|20)\d{2})年?\s*[-–—~～至到]{1,2}\s*((?:1[5-9]|20)\d{2})(?=年)",
        lambda m: f"{digits(m[1])}至{digits(m[2])}",
    ),
    # 1998年 → 一九九八年
    _rule("year", r"(?<![\d.])([12]\d{3})(?=年(?!前|后|以|来|多|间))", lambda m: digits(m[1])),
    # 〔2024〕7号 → 二零二四 七号
    _rule("document number", r"[〔\[【(（]((?:19|20)\d{2})[〕\]】)）](?=第?\d+号)", lambda m: f"{digits(m[1])}年"),
    # 客服电话60367951 → 六零三六七九五幺
    _rule(
        "telephone",
        r"(?<=[电热话线机真询号])(\s*[:：]?\s*)(\+?\d[\d-]{2,17}\d)(?!\d)",
        lambda m: m[1] + digits(m[2], PHONE_DIGITS),
    ),
    # 12345热线 → 幺二三四五热线
    _rule(
        "hotline",
        r"(?<![\d.])(\d{3,11})(?=(?:政务服务|市民服务|服务|客服|报警|举报|咨询|投诉)*(?:热线|电话|专线|平台))",
        lambda m: digits(m[1], PHONE_DIGITS),
    ),
    # 拨打110 → 拨打幺幺零
    _rule("emergency number", r"(?<=拨打)(1\d{2})(?!\d)", lambda m: digits(m[1], PHONE_DIGITS)),
    # 13800138000 → 幺三八零零幺三八零零零
    _rule("mobile number", r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)", lambda m: digits(m[0], PHONE_DIGITS)),
    # 3:2获胜 → 三比二获胜
    _rule(
        "score",
        r"(?<![\d:])(\d{1,3})\s*[:：比-]\s*(\d{1,3})(?=(?:的?(?:比分|总比分|优势|大胜|小胜|险胜|获胜|战胜|击败|逆转|战平|领先|落后|力克|不敌|负于|惜败|完胜|大比分|横扫)))",
        lambda m: f"{cardinal(m[1])}比{cardinal(m[2])}",
    ),
    # 9:30-17:00 → 九点三十分至十七点
    _rule(
        "range of times",
        r"(?<![\d:])(\d{1,2})[:：](\d{2})\s*[-–—~～至到]+\s*(\d{1,2})[:：](\d{2})(?![\d:])",
        lambda m: f"{_clock(m[1], m[2])}至{_clock(m[3], m[4])}",
    ),
    # G318国道, C919, Q3 → letters, then digits
    _rule(
        "model number",
        r"(?<![A-Za-z\d])([A-Z]{1,3})-?(\d{2,5})(?![\d.%A-Za-z])",
        lambda m: f"{m[1]}{digits(m[2], PHONE_DIGITS)}",
    ),
    # 5G → 五G
    _rule("generation", r"(?<![\d.A-Za-z])(\d)([GDK])(?![A-Za-z\d])", lambda m: f"{digits(m[1])}{m[2]}"),
    # COVID-19 → COVID 十九
    _rule("name with a number", r"(?<=[A-Za-z])-(\d{1,3})(?![\d.%])", lambda m: f" {cardinal(m[1])}"),
    # 90后 → 九零后
    _rule("generation of people", r"(?<!\d)(\d0)(?=后(?!天|悔|来|续|退|台|备|期))", lambda m: digits(m[1])),
    # “双11” → 双十一
    _rule("festival", r"(?<=双)(11|12)(?!\d)", lambda m: cardinal(m[1])),
    # 8.5折 → 八五折
    _rule("discount", r"(?<!\d)(\d)\.(\d)(?=折)", lambda m: digits(m[1] + m[2])),
    # No.1 → 第一
    _rule("number sign", r"(?<![A-Za-z])(?:No|NO|№)\.?\s*(\d+)", lambda m: f"第{cardinal(m[1])}"),
    # -5℃ → 零下五摄氏度
    _rule(
        "below zero",
        r"(?<![\dA-Za-z])[-−–](\d+(?:\.\d+)?)\s*(℃|°C|摄氏度|度)",
        lambda m: f"零下{cardinal(m[1])}{'度' if m[2] == '度' else '摄氏度'}",
    ),
    # ￥1299.00 → 一千二百九十九元
    _rule("yuan", r"[￥¥]\s*(\d+(?:\.\d+)?)(万亿|万|亿)?元?", lambda m: f"{cardinal(_no_cents(m[1]))}{m[2] or ''}元"),
    # 10-20人 → 十到二十人
    _rule(
        "range",
        r"(?<![\dA-Za-z.\-–—])(\d+(?:\.\d+)?)(%|％)?\s*[-–—~～]{1,2}\s*(\d+(?:\.\d+)?)(%|％)?(?![\d\-–—])",
        lambda m: f"{'百分之' * bool(m[2] or m[4])}{cardinal(m[1])}到{'百分之' * bool(m[4])}{cardinal(m[3])}",
    ),
    # Ⅳ级 → 四级
    _rule("Roman numeral", "[Ⅰ-Ⅻ]", lambda m: cardinal(str(ROMAN[m[0]]))),
)


def _clock(hour: str, minute: str) -> str:
    return f"{cardinal(hour)}点{'' if minute == '00' else ('零' if minute[0] == '0' else '') + cardinal(minute) + '分'}"


def _no_cents(number: str) -> str:
    return re.sub(r"\.0+$", "", number)
