"""Quantities, ranges, dates, scores and numbers to call, in every form: what is said is put together here by other means
than those of narrate/read."""

from __future__ import annotations

import random

import pytest

from narrate.read import read_text

DIGITS = "零一二三四五六七八九"
UNITS = {
    "米": "米", "吨": "吨", "万元": "万元", "平方米": "平方米", "立方米/秒": "立方米每秒", "元/吨": "元每吨", "km": "公里", "㎡": "平方米", "km²": "平方千米", "mg/L": "毫克每升",
    "μg/m³": "微克每立方米", "kWh": "千瓦时", "hPa": "百帕", "人次": "人次", "倍": "倍", "户": "户", "个百分点": "个百分点",
}  # fmt: skip
NUMBERS = ("3", "12", "105", "110", "260", "1,300", "10,860", "36.5", "0.08")
FRAMES = ("总量约{}", "超{}", "近{}的规模", "共计（{}）", "{}", "记者获悉，{}，创新高", "同比增加{}，其中", "为{}。")
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def cardinal(number: int) -> str:
    """Below a hundred thousand, place by place."""
    said, gap = "", False
    for value, name in ((10_000, "万"), (1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        said += ("零" if gap and said and digit else "") + (DIGITS[digit] + name if digit else "")
        gap = not digit
    return said.removeprefix("一") if said.startswith("一十") else said or "零"


def amount(text: str) -> str:
    whole, _, part = text.replace(",", "").partition(".")
    return cardinal(int(whole)) + ("点" + figures(part) if part else "")


def figures(text: str) -> str:
    return "".join(DIGITS[int(char)] for char in text)


def plain(text: str) -> str:
    """两 and 二, 幺 and 一, 至 and 到 are the same here; marks are not heard."""
    kept = (char for char in text if char not in "，。（）：、“” \n")
    return "".join(kept).translate(str.maketrans("两幺至", "二一到"))


def quantities() -> list[tuple[str, str]]:
    made = []
    for unit, said in UNITS.items():
        for frame in FRAMES:
            made += [(frame.format(number + unit), frame.format(amount(number) + said)) for number in NUMBERS]
            for low, high in (("3", "5"), ("15", "18"), ("1.5", "2.5"), ("100", "300")):
                words = frame.format(f"{amount(low)}到{amount(high)}{said}")
                made += [(frame.format(low + dash + high + unit), words) for dash in "-–—~～至"]
    return made


def dates() -> list[tuple[str, str]]:
    made = []
    for year in (1949, 2000, 2008, 2025):
        for month, day in ((1, 2), (2, 20), (10, 1), (12, 31)):
            said = f"{figures(str(year))}年{cardinal(month)}月{cardinal(day)}日"
            made += [
                (f"{year}年{month}月{day}日", said),
                (f"{year}-{month:02}-{day:02}", said),
                (f"{year}/{month}/{day}", said),
            ]
        made += [(f"{year}届毕业生", f"{figures(str(year))}届毕业生"), (f"{year}级新生", f"{figures(str(year))}级新生")]
    return made


def scores() -> list[tuple[str, str]]:
    made = []
    for first, second in ((3, 1), (0, 0), (98, 91), (21, 15)):
        said = f"{cardinal(first)}比{cardinal(second)}"
        for sign in "-–:：∶比":
            made += [
                (f"主队以{first}{sign}{second}战胜对手", f"主队以{said}战胜对手"),
                (f"中国队{first}{sign}{second}日本队，晋级决赛", f"中国队{said}日本队，晋级决赛"),
            ]
    return made


def called() -> list[tuple[str, str]]:
    numbers = ("12345", "12306", "96110", "95598", "120", "12315")
    return [
        (frame.format(number), frame.format(figures(number)))
        for number in numbers
        for frame in ("请拨打{}", "请拨打119或{}", "{}热线", "服务热线：{}。", "拨打“{}”电话")
    ]


def sampled(made: list[tuple[str, str]], size: int) -> list[tuple[str, str]]:
    """As many of them, one in five in full-width figures."""
    chosen = random.Random(25).sample(made, min(size, len(made)))
    return [(text.translate(FULL_WIDTH) if at % 5 == 0 else text, said) for at, (text, said) in enumerate(chosen)]


@pytest.mark.parametrize(("made", "size"), [(quantities, 600), (dates, 60), (scores, 48), (called, 30)])
def test_every_form_of_a_figure(made: object, size: int) -> None:
    assert callable(made)
    wrong = []
    for text, said in sampled(made(), size):
        spoken = read_text(text).spoken
        if plain(spoken) != plain(said.replace("119", "幺幺九")):
            wrong.append((text, spoken))
    assert not wrong
