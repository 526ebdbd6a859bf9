"""Units of measure: what stands behind a number, and how it is said. One table; prefix, power and slash are put together.

Symbols are those of the SI brochure (https://www.bipm.org/en/publications/si-brochure) and of GB 3101; names are those
of 中华人民共和国法定计量单位.
"""

from __future__ import annotations

import re
from functools import cache

PREFIXES = {
    "k": "千",
    "M": "兆",
    "G": "吉",
    "T": "太",
    "m": "毫",
    "μ": "微",
    "µ": "微",
    "u": "微",
    "n": "纳",
    "c": "厘",
    "d": "分",
    "h": "百",
    "p": "皮",
}
# Units that take a prefix.
BASES = {
    "m": "米", "g": "克", "L": "升", "l": "升", "W": "瓦", "Wh": "瓦时", "V": "伏", "A": "安", "Ah": "安时", "Hz": "赫兹", "Pa": "帕", "J": "焦", "N": "牛", "mol": "摩尔",
    "s": "秒", "Ω": "欧", "F": "法", "H": "亨", "T": "特", "Sv": "西弗", "Bq": "贝克", "Gy": "戈瑞", "eV": "电子伏特", "cal": "卡", "bps": "比特每秒", "B": "字节", "b": "比特",
    "IU": "国际单位", "U": "单位", "VA": "伏安", "var": "乏", "bar": "巴", "lx": "勒克斯", "cd": "坎德拉", "lm": "流明", "kat": "开特", "K": "开",
}  # fmt: skip
# Units whose name is their own, prefix or not.
NAMED = {
    "km": "公里", "kg": "千克", "t": "吨", "ha": "公顷", "h": "小时", "hr": "小时", "min": "分钟", "s": "秒", "d": "天", "ml": "毫升", "mL": "毫升", "cc": "毫升", "ft": "英尺", "in": "英寸",
    "mile": "英里", "mi": "英里", "mph": "英里每小时", "lb": "磅", "oz": "盎司", "kn": "节", "nmi": "海里", "rpm": "转每分钟", "r": "转", "dB": "分贝", "ppm": "ppm", "ppb": "ppb",
    "℃": "摄氏度", "°C": "摄氏度", "℉": "华氏度", "°F": "华氏度", "°": "度", "mmHg": "毫米汞柱", "cmH2O": "厘米水柱", "atm": "大气压", "kWh": "千瓦时", "kW·h": "千瓦时", "MWh": "兆瓦时",
    "GWh": "吉瓦时", "TWh": "太瓦时", "mAh": "毫安时", "hPa": "百帕", "KB": "KB", "MB": "MB", "GB": "GB", "TB": "TB", "PB": "PB", "Gbps": "吉比特每秒", "Mbps": "兆比特每秒",
    "kbps": "千比特每秒", "fps": "帧每秒", "bpm": "次每分钟", "N·m": "牛米", "Nm": "牛米", "㎡": "平方米", "㎥": "立方米", "㎏": "千克", "㎞": "公里", "㎝": "厘米", "㎜": "毫米", "㎎": "毫克",
    "km²": "平方千米", "km2": "平方千米", "hm²": "公顷", "hm2": "公顷", "m/s²": "米每二次方秒", "m/s2": "米每二次方秒", "Kcal": "千卡", "cal": "卡", "kcal": "千卡", "mu": "亩", "个": "个", "CFU": "CFU", "cfu": "CFU", "carat": "克拉", "ct": "克拉", "PS": "马力", "nit": "尼特", "nits": "尼特", "hp": "马力", "KM": "公里", "KG": "千克", "Kg": "千克", "CM": "厘米",
    "MM": "毫米", "ML": "毫升", "KWh": "千瓦时", "KW": "千瓦", "Km": "公里", "℃/h": "摄氏度每小时",
}  # fmt: skip
POWERS = {"²": "平方", "2": "平方", "^2": "平方", "³": "立方", "3": "立方", "^3": "立方"}
LATIN = r"[A-Za-zμµΩ℃℉°㎡㎥㎏㎞㎝㎜㎎]"
UNIT = re.compile(r"(?P<name>kW·h|N·m|cmH2O|°[CF]|[A-Za-zμµΩ℃℉㎡㎥㎏㎞㎝㎜㎎]+|°)(?P<power>\^?[23](?!\d)|[²³])?")
PER = {
    "年": "年",
    "月": "月",
    "日": "日",
    "天": "天",
    "时": "小时",
    "小时": "小时",
    "分": "分钟",
    "分钟": "分钟",
    "秒": "秒",
}


@cache
def unit(symbol: str) -> str:
    """`"km²"` → `"平方千米"`, `"μg/m³"` → `"微克每立方米"`, `"mmol/L"` → `"毫摩尔每升"`; "" for what is no unit."""
    if symbol in NAMED:
        return NAMED[symbol]
    above, slash, below = symbol.partition("/")
    if not slash:
        return _simple(above)
    first, second = _simple(above), PER.get(below) or _simple(below) or _han(below)
    return f"{first}每{second}" if first and second else ""


def _han(name: str) -> str:
    return name if re.fullmatch(r"[\u4e00-\u9fff]+", name) else ""


def _simple(symbol: str) -> str:
    if symbol in NAMED:
        return NAMED[symbol]
    match = UNIT.fullmatch(symbol)
    if not match:
        return ""
    name, power = match["name"], POWERS.get(match["power"] or "", "")
    said = NAMED.get(name) or BASES.get(name) or _prefixed(name)
    return power + said if said else ""


def _prefixed(name: str) -> str:
    for prefix, word in PREFIXES.items():
        if name.startswith(prefix) and name[len(prefix) :] in BASES:
            return word + BASES[name[len(prefix) :]]
    return ""
