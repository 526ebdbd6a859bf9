"""How Taiwan reads what the mainland reads otherwise: 企業, 期, 垃圾, 和.

Facts of the two standards: 國語一字多音審訂表 (1999) beside 普通话异读词审音表 (1985).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.read.words import Word

LANG = "zh-TW"
# A character in simplified form: the mainland's reading, Taiwan's.
CHARS = {
    "期": ("qi1", "qi2"), "企": ("qi3", "qi4"), "击": ("ji1", "ji2"), "究": ("jiu1", "jiu4"), "危": ("wei1", "wei2"), "微": ("wei1", "wei2"), "夕": ("xi1", "xi4"), "惜": ("xi1", "xi2"), "昔": ("xi1", "xi2"),
    "息": ("xi1", "xi2"), "淑": ("shu1", "shu2"), "叔": ("shu1", "shu2"), "突": ("tu1", "tu2"), "跌": ("die1", "die2"), "质": ("zhi4", "zhi2"), "识": ("shi2", "shi4"), "播": ("bo1", "bo4"), "暂": ("zan4", "zhan4"),
    "档": ("dang4", "dang3"), "框": ("kuang4", "kuang1"), "储": ("chu3", "chu2"), "拥": ("yong1", "yong3"), "帆": ("fan1", "fan2"), "掷": ("zhi4", "zhi2"), "穴": ("xue2", "xue4"), "迹": ("ji4", "ji1"), "绩": ("ji4", "ji1"),
    "寂": ("ji4", "ji2"), "携": ("xie2", "xi1"), "血": ("xue4", "xie3"), "谊": ("yi4", "yi2"), "综": ("zong1", "zong4"), "菌": ("jun1", "jun4"), "剖": ("pou1", "pou3"), "酵": ("jiao4", "xiao4"), "液": ("ye4", "yi4"),
    "悄": ("qiao1", "qiao3"),
}  # fmt: skip
WORDS = {"垃圾": "le4 se4", "和": "han4", "法国": "fa4 guo2", "曝光": "pu4 guang1", "知识": "zhi1 shi4", "认识": "ren4 shi4", "星期": "xing1 qi2", "朋友": "peng2 you3", "学生": "xue2 sheng1"}  # fmt: skip
EXAMPLES = (
    ("[企][業]", "qi4 ye4"),
    ("這個星[期]", "qi2"),
    ("[垃][圾]", "le4 se4"),
    ("老師[和]學生", "han4"),
    ("[研][究]", "yan2 jiu4"),
)


def read_there(words: Sequence[Word], pinyin: Sequence[str | None]) -> list[str | None]:
    """The readings with Taiwan's where they differ."""
    said = list(pinyin)
    for word in words:
        there = WORDS.get(word.text)
        if there and (word.text != "和" or word.tag in ("c", "p")):
            said[word.start : word.end] = there.split()
            continue
        for at, char in enumerate(word.text, start=word.start):
            here, other = CHARS.get(char, ("", ""))
            if said[at] == here:
                said[at] = other
    return said
