"""Arabic figures → Chinese words: as a quantity, or one by one."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
PHONE_DIGITS = "零幺二三四五六七八九"
UNITS = ("", "十", "百", "千")
TWO = 2  # o'clock: 两点
GROUPS = ("", "万", "亿", "万亿", "亿亿")


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
    said = said.removeprefix("一") if said.startswith("一十") else said
    return "两" + said[1:] if said[:2] in ("二千", "二万", "二亿") else said


def _below_ten_thousand(value: int) -> str:
    said, zero = "", False
    for place, figure in zip(range(3, -1, -1), f"{value:04d}", strict=True):
        if figure != "0":
            said += ("零" if zero and said else "") + DIGITS[int(figure)] + UNITS[place]
            zero = False
        else:
            zero = True
    return said


def clock(hour: str, minute: str) -> str:
    """`"8", "05"` → `"八点零五分"`, `"17", "00"` → `"十七点"`"""
    hour = cardinal(hour).replace("二", "两") if int(hour) == TWO else cardinal(hour)
    return f"{hour}点{'' if minute == '00' else ('零' if minute[0] == '0' else '') + cardinal(minute) + '分'}"
