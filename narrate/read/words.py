"""The words of a sentence: segmented and tagged once, for readings, tones, lexicon and voice alike.

What was read from one number is one word with its unit; idioms and compounds of the dictionaries are one word; a
particle is cut off where the characters before it make a word: 红袖 标的 志愿者 → 红 袖标 的 志愿者.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from narrate.read.borders import bordered
from narrate.read.names import BY, FAMILIAR, OFFICES, OTHERS, SURNAMES, joined, stands_alone
from narrate.read.phrases import CHILDREN, own, phrase
from narrate.read.tracked import NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Spot = tuple[int, int]  # start and end of a piece of the text

UNITS = frozenset("年月日号时点分秒度元块角岁个人名位次天周期届米吨台辆件万亿倍成折级层楼路死伤胜例票") | frozenset(
    "分钟 小时 年代 年度 年级 月份 周年 周岁 公里 公斤 公顷 厘米 毫米 次方 千瓦时 人次 美元 港元 欧元 日元 万元 亿元 百帕 千瓦".split()
)
PARTICLES = {"的": "u", "地": "u", "得": "u", "了": "u", "着": "u", "将": "d", "为": "p"}
MERGED = 3  # characters from which neighbours that a dictionary has as one word are one
LONGEST = 7
FUNCTIONAL = frozenset("p c u d w xc m r".split())  # such words are no halves of others
NAMED = frozenset("PER LOC ORG m TIME nz nw".split())
LOOSE = frozenset("q f s t TIME".split())
COUNTABLE = frozenset("课次节天场期篇班小更顿趟")
# What one has to do, in one character.
TO_DO = frozenset(
    "用看找靠去走想说问等做干学买卖吃喝睡写读管养给让叫请先多少早快慢再把在跟上下进回换改修练熬忍防守追跑算听认记交花有是像按照从往对重另亲自"
)
SPEAK = frozenset("说听看想讲问写记弄搞")
# What the tagger takes for one word, and what it is two of: he 还 给 老人 送菜.
SPLIT = {
    "还给": ("d", "p"),
    "调到": ("v", "v"),
    "还得": ("d", "d"),
    "都得": ("d", "d"),
    "就得": ("d", "d"),
    "全得": ("d", "d"),
    "地将": ("u", "d"),
    "的将": ("u", "d"),
    "了当": ("u", "p"),
    "将令": ("d", "v"),
    "会使": ("v", "v"),
    "会将": ("v", "p"),
}
# Words that end as a particle does, and keep it whatever goes before: 违纪 行为, 力争 取得.
ENDED = frozenset("行为 取得 获得 求得 作为 成为 因为 难为".split())
OFFICIAL = frozenset("大 国际 大型 现代 现代化 繁华 繁荣 的".split())  # before 都会, a city
# Words that the tagger takes for two, whatever their tags.
WHOLE = frozenset(
    "周一 周二 周三 周四 周五 周六 周日 东经 西经 北纬 南纬 空当 分内 分外 邪乎 玄乎 不禁 不时 要是 似的 谁家 总得 自给 抽空 取得 获得 求得 博得 购得 夺得 赢得 占得 换得 门将 名将 老将 小将 爱将 儒将 虎将 女将 骁将 健将 干将 悍将 得救 得失 得益 得悉 得胜 得逞 得体 得力 得当 "
    "唱和 送还 交还 归还 生还 讨还 退还 私了 上当 面的 家什 约摸 甭管 干吗 间或 给养 给付 应征 应考 应聘 应邀 应诉 应战 处死 处分 故里 表里 末了 终了 了然 了断 就地 易地 种地 犁地 地租 地轴 "
    "更生 五更 变调 反调 走调 跑调 对调 同好 爱好 一角 一隅 年少 于都 望都 宜都 商都 昌都 丰都 宁都 乐都 陪都 故都 古都 首都 世行 建行 央行 懂行 内行 外行 失当 停当 勾当 适当 不当 妥当 稳当 顺当 家当".split()
)
SECONDS = frozenset("的了得着过地都将还就上下为去来")  # no halves of words of two that the tagger left alone
PENALTIES = ("罚", "拘", "刑", "死刑", "有期", "警告", "行政")  # behind 处以, is punished by
MODAL = frozenset("要会能应想可需须得是在有已先将")
MANNER = frozenset("a ad d v vd z nz".split())
SUMS = ("元", "万", "倍", "天", "日")
HAVING = frozenset("有没好应")
ADVERBS = frozenset(
    "不没也都还只就又再更最太很才正已将可相自互即便"
)  # that stand alone before what begins as a word of ours does
SIMPLE_NUMBER = frozenset("m TIME t n v nz".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its tag, and where in the text it begins."""

    text: str
    tag: str
    start: int
    glued: bool = False  # a piece of a word, and not its first

    @property
    def end(self) -> int:
        """Where the next one begins."""
        return self.start + len(self.text)


NONE = Word("", "w", 0)
START, END = attrgetter("start"), attrgetter("end")


@lru_cache(maxsize=64)
def tagged(text: str, numbers: tuple[Spot, ...] = (), persons: tuple[Spot, ...] = ()) -> tuple[Word, ...]:
    """The words of a text, in order; joined they are the text. `numbers` are pieces that stay whole, and `persons` are
    names."""
    if not text:
        return ()
    if len(text) <= LONGEST and not numbers and not persons and is_word(text):
        return (Word(text, "n", 0),)  # a word of the dictionary, alone: there is nothing to cut
    cut = _named(_with_endings(bordered(_inside(_again_and_again(_with_persons(_cut(text), text, persons))))))
    whole = sorted({*numbers, *_numerals(text, numbers, cut)})
    words = _around(cut, text, whole)
    return tuple(_merged(_verbs_freed(_particles_freed(_split(words)))))


def is_word(text: str) -> bool:
    """Whether a dictionary has the whole of it as one word."""
    return len(text) > 1 and bool(own(text) or phrase(text))


def _cut(text: str) -> list[Word]:
    from narrate.read.tagger import labels  # a network, which a single word does not need

    found: list[Word] = []
    for at, (char, label) in enumerate(zip(text, labels(text), strict=True)):
        if found and not label.begins and not char.isspace() and not found[-1].text[-1].isspace():
            found[-1] = replace(found[-1], text=found[-1].text + char)
        else:
            found.append(Word(char, label.tag, at))
    return found


def _with_persons(words: list[Word], text: str, persons: Sequence[Spot]) -> list[Word]:
    """由何 占 豪 → 由 何占豪: names that the article has elsewhere are one word."""
    for start, end in persons:
        first = bisect_right(words, start, key=END)
        last = bisect_left(words, end, key=START)
        across = words[first:last]
        if across and (len(across) > 1 or across[0].text != text[start:end] or text[start] in FAMILIAR):
            before = Word(text[across[0].start : start], across[0].tag, across[0].start)
            after = Word(text[end : across[-1].end], across[-1].tag, end)
            words[first:last] = [word for word in (before, Word(text[start:end], "PER", start), after) if word.text]
    return words


def _named(words: list[Word]) -> list[Word]:
    """A surname with the given name that the tagger cut off: 记者 解 建国 报道 → 记者 解建国 报道."""
    found: list[Word] = []
    words = [piece for word in words for whole in _by_whom(word) for piece in _by_office(whole)]
    for at, word in enumerate(words):
        last = found[-1] if found else NONE
        before = _by_its_label(found)
        after = words[at + 1].text if at + 1 < len(words) else ""
        if len(last.text) == 1 and joined(before, last.text, word.text, word.tag, after):
            found[-1] = replace(last, text=last.text + word.text, tag="PER")
        else:
            found.append(replace(word, tag="PER") if stands_alone(word.text, word.tag) else word)
    return found


def _by_its_label(found: Sequence[Word]) -> str:
    """What goes before the last word: 记者 解, and 编辑 ： 区."""
    label, colon, _ = (NONE, NONE, NONE, *found[-3:])[-3:]
    return label.text if colon.text in ("：", ":") else colon.text


def _by_whom(word: Word) -> tuple[Word, ...]:
    """由何 → 由 何: a preposition and the surname that the tagger gave to it."""
    both = len(word.text) == 2 and word.tag == "p" and word.text[0] in BY and phrase(word.text) is None  # noqa: PLR2004 - one and one
    if not both or not (word.text[1] in SURNAMES or word.text[1] in OTHERS):
        return (word,)
    return Word(word.text[0], "p", word.start), Word(word.text[1], "PER", word.start + 1)


def _by_office(word: Word) -> tuple[Word, ...]:
    """院长员 建国 → 院长 员 建国: an office, and the surname that the tagger gave to it."""
    office, surname = word.text[:-1], word.text[-1]
    both = len(word.text) > 2 and word.tag == "n" and phrase(word.text) is None  # noqa: PLR2004 - an office and one
    if not both or office not in OFFICES or surname not in SURNAMES:
        return (word,)
    return Word(office, "n", word.start), Word(surname, "PER", word.end - 1)


def _with_endings(words: list[Word]) -> list[Word]:
    """点 儿 → 点儿: the suffix that the tagger cut off; a child (女儿) is none."""
    found: list[Word] = []
    for word in words:
        last = found[-1] if found else NONE
        suffix = word.text == "儿" and last.text and last.tag not in ("w", "p", "PER", "LOC", "ORG")
        if suffix and last.text[-1] not in CHILDREN and "\u4e00" <= last.text[-1] <= "\u9fff":
            found[-1] = replace(last, text=last.text + word.text)
        else:
            found.append(word)
    return found


def _again_and_again(words: list[Word]) -> list[Word]:
    """一遍 遍地 → 一遍遍 地: a measure word said twice, and the particle behind it."""
    for at in range(1, len(words)):
        before, here = words[at - 1], words[at]
        twice = len(before.text) == 2 and before.text[0] == "一" and here.text == before.text[1] + "地"  # noqa: PLR2004 - one and its measure
        if twice:
            words[at - 1] = replace(before, text=before.text + here.text[0])
            words[at] = Word("地", "u", here.end - 1)
        elif at > 1 and _large_and_larger(words[at - 2].text, before.text, here.text):
            words[at - 1] = replace(before, tag="d")
            words[at : at + 1] = [Word("地", "u", here.start), Word(here.text[1:], "v", here.start + 1)]
        elif _doubles(before.text, here.text):
            words[at - 1] = replace(before, text=before.text + here.text[0], tag="d")
            words[at] = replace(
                here, text=here.text[1:], tag="u" if here.text[1:] == "地" else here.tag, start=here.start + 1
            )
    return words


def _large_and_larger(once: str, again: str, then: str) -> bool:
    """大片 大片 地落: a measure said twice, and the particle glued to what is done."""
    return once == again and len(once) == 2 and len(then) > 1 and then[0] == "地"  # noqa: PLR2004 - 大片


def _doubles(first: str, second: str) -> bool:
    """叮叮当 当地 → 叮叮当当 地."""
    aab = len(first) == 3 and first[0] == first[1] and len(second) > 1 and second[0] == first[2]  # noqa: PLR2004 - three of four
    return aab and phrase(first + second[0]) is not None


def _inside(words: list[Word]) -> list[Word]:
    """大 选中 → 大选 中: a verb in 中 behind a character with which it makes a noun."""
    found = list(words)
    for at in range(1, len(found)):
        here, after = found[at - 1], found[at]
        ends = after.text[1:] == "中" and after.tag in ("v", "vn") and phrase(here.text + after.text[0])
        if ends and len(here.text) == 1 and here.tag in ("a", "ad", "d", "n"):
            found[at - 1] = replace(here, text=here.text + after.text[0], tag="n")
            found[at] = Word("中", "f", after.end - 1)
    return found


def _numerals(text: str, numbers: Sequence[Spot], cut: Sequence[Word]) -> Iterator[Spot]:
    """Numbers in characters of two and more, where no number of ours stands: 二〇二四. What ends a word of the
    dictionary is no part of one: 统一 六国."""
    taken = {at for start, end in numbers for at in range(start, end)}
    ends = {word.end - 1 for word in cut if word.tag not in ("m", "TIME") and len(word.text) == 2 and phrase(word.text)}  # noqa: PLR2004 - a word that ends in 一
    for match in NUMBER.finditer(text):
        start = match.start() + (match.start() in ends and match[0][0] == "一")
        if match.end() - start > 1 and not taken.intersection(range(start, match.end())):
            yield start, match.end()


def _around(words: list[Word], text: str, whole: Sequence[Spot]) -> list[Word]:
    """The same words with every number in one piece, its unit with it, and nothing else glued to it."""
    words = list(words)
    for start, end in whole:
        first = bisect_right(words, start, key=END)
        last = bisect_left(words, end, key=START)
        across = words[first:last]
        if not across or (len(across) == 1 and across[0].text == text[start:end]):
            continue
        if not _is_number(across, start, end) and (start, end) not in whole:
            continue
        before = Word(text[across[0].start : start], across[0].tag, across[0].start)
        after = text[end : across[-1].end]
        unit = next((after[:size] for size in (3, 2, 1) if after[:size] in UNITS), "")
        number = Word(text[start:end] + unit, "m", start)
        rest = Word(after[len(unit) :], across[-1].tag if len(after) > 1 else "n", end + len(unit))
        words[first:last] = [word for word in (before, number, rest) if word.text]
    return _with_units(words, whole)


def _is_number(across: Sequence[Word], start: int, end: int) -> bool:
    return across[0].start == start or across[-1].end == end


def _with_units(words: Iterable[Word], whole: Sequence[Spot]) -> list[Word]:
    """A unit of one character goes with its number: 二零二四 年 → 二零二四年."""
    ends = {end for _, end in whole}
    found: list[Word] = []
    for word in words:
        if found and found[-1].end in ends and word.text in UNITS and found[-1].tag in SIMPLE_NUMBER:
            found[-1] = replace(found[-1], text=found[-1].text + word.text)
        elif found and found[-1].end in ends and _dated(word):
            found[-1] = replace(found[-1], text=found[-1].text + word.text[0])
            found.append(Word(word.text[1:], "p", word.start + 1))
        else:
            found.append(word)
    return found


def _dated(word: Word) -> bool:
    """十六 日向 省高院: a day, and the preposition that the tagger gave it to."""
    return len(word.text) == 2 and word.text[0] in "年月日号时" and word.text[1] in "向由在从与和将被因对为于就至到起"  # noqa: PLR2004 - one and one


def _split(words: Sequence[Word]) -> list[Word]:
    """What the tagger glued together, in the two words that it is."""
    found: list[Word] = []
    for word, after in pairwise((*words, NONE)):
        cut, tags = _two(word, found[-1] if found else NONE, after)
        pieces = (word.text[:cut], word.text[cut:]) if cut else (word.text,)
        starts = (word.start, word.start + cut)
        found += [Word(piece, tag, start) for piece, tag, start in zip(pieces, tags, starts, strict=False)]
    return found


def _two(word: Word, before: Word, after: Word) -> tuple[int, tuple[str, ...]]:
    """Where a word is to be cut, and the tags of its pieces; 0 where it is one."""
    if word.text in SPLIT:
        return 1, SPLIT[word.text]
    if _ends_in_particle(word):
        return len(word.text) - 1, (word.tag, "u")
    return next(((cut, tags) for cuts, cut, tags in CUTS if cuts(word, before, after)), (0, (word.tag,)))


def _ends_in_particle(word: Word) -> bool:
    """评为 了, 充分 地: a word of the dictionary and a particle behind it, which together are none."""
    last, stem = word.text[-1], word.text[:-1]
    led = last == "了" or (last == "地" and word.tag in ("d", "ad", "vd"))
    return led and len(stem) > 1 and word.tag not in NAMED and phrase(stem) is not None and not phrase(word.text)


def _leads_on(word: Word, before: Word) -> bool:
    """地点头 behind 不住: a particle, and what is done; 地下线 is a noun, and 地袱."""
    if word.text[0] != "地" or len(word.text) == 1 or phrase(word.text) is not None:
        return False
    manner = before.tag in ("a", "ad", "d", "v", "vd", "nz", "xc", "z") and word.tag in ("v", "vd", "a", "d")
    step_by_step = before.text[:1] == "一" and (
        len(before.text) > MERGED or (before.tag == "m" and word.tag in ("u", "v"))
    )
    return (manner or step_by_step) and (len(word.text) == 2 or phrase(word.text[1:]) is not None)  # noqa: PLR2004 - 地 and a verb


def _counted(before: Word) -> bool:
    return bool(before.text) and (before.tag == "m" or before.text[-1] in "余多名")


# What is done to a thing, and what shape it has then: 切成 长 方块.
SHAPING, SHAPES = frozenset("切剪做变拉画折排列叠裁锯搓擀"), tuple("方条块段队龙丝片")
# When a word is cut in two: (word, the one before, the one after) → where, and the tags of the pieces.
CUTS: tuple[tuple[Callable[[Word, Word, Word], bool], int, tuple[str, str]], ...] = (
    # 切成 长 方块
    (lambda word, _, after: word.text[-2:] == "成长" and len(word.text) <= MERGED and word.text[0] in SHAPING and after.text.startswith(SHAPES), len("切成"), ("v", "a")),
    (lambda word, before, after: word.text == "成长" and before.text in SHAPING and after.text.startswith(SHAPES), 1, ("v", "a")),
    # 趁 着 眼 不 花
    (lambda word, before, _: word.text == "着眼" and before.text in ("趁", "闭", "睁", "眯", "瞪", "红"), 1, ("u", "n")),
    # 数量 少 时
    (lambda word, before, _: word.text == "少时" and before.tag in ("n", "nz", "vn"), 1, ("a", "n")),
    # 每天 数 着 日子
    (lambda word, _, __: word.tag == "TIME" and len(word.text) == MERGED and word.text[-1] in "数看等说想写读做" and phrase(word.text[:-1]) is not None, 2, ("TIME", "v")),
    # 一名 称职 的
    (lambda word, _, __: word.tag == "m" and len(word.text) > MERGED and word.text[0] in "一两几三四五六七八九十" and word.text[1] in "名位个" and phrase(word.text[2:]) is not None and phrase(word.text) is None, 2, ("m", "a")),
    # 多 姓 应
    (lambda word, _, __: len(word.text) == 2 and word.text[0] == "姓" and word.text[1] in SURNAMES and phrase(word.text) is None, 1, ("v", "PER")),  # noqa: PLR2004 - one and one
    # 量 量尺寸: a verb said twice, and its object glued to the second
    (lambda word, before, _: len(word.text) >= MERGED and word.text[0] == before.text and before.tag == "v" and not phrase(word.text), 1, ("v", "n")),
    # 满意 地 点点头, 轻轻 地 点了点头
    (lambda word, before, after: word.text == "地点" and before.tag in MANNER and (after.text.startswith(("点头", "头")) or (after.text in ("了", "着") and before.tag in ("a", "ad", "d", "z"))), 1, ("u", "v")),
    # 挣 得 也 多
    (lambda word, _, after: word.text in ("挣得", "赚得") and after.text in ("也", "还", "真", "很", "挺", "太", "更", "最", "比", "都", "不", "少", "多"), 1, ("v", "u")),
    # 这 病 得 慢慢 养: a thing pointed at
    (lambda word, before, _: len(word.text) == 2 and word.text[1] == "得" and word.text[0] in "病话字饭药钱衣车活" and (before.tag == "q" or before.text[:1] in ("这", "那")), 1, ("n", "u")),  # noqa: PLR2004 - one and one
    # 一 字 一 句 地 念
    (lambda word, before, _: len(word.text) == MERGED and word.text[0] == "一" and word.text[2] == "地" and before.text[:1] == "一" and len(before.text) == 2, 2, ("m", "u")),  # noqa: PLR2004 - one and one
    (lambda word, _, __: word.text == "火着", 1, ("n", "v")),
    # 拉 着 手; 要 着手 is a word
    (lambda word, before, _: len(word.text) == 2 and word.text[0] == "着" and len(before.text) == 1 and before.tag == "v" and before.text not in MODAL, 1, ("u", "n")),  # noqa: PLR2004 - one and one
    # 钟 当当 地 响
    (lambda word, before, after: word.text == "当地" and before.text.endswith("当") and after.tag == "v", 1, ("v", "u")),
    # 雨 哗哗 地 下
    (lambda word, before, _: word.text in ("地下", "地上") and len(before.text) == 2 and before.text[0] == before.text[1] and before.tag not in ("n", "q"), 1, ("u", "v")),  # noqa: PLR2004 - twice
    # wears something; what one wears is a noun
    (lambda word, _, after: word.text == "穿着" and after.tag in ("n", "nz", "a", "m", "r"), 1, ("v", "u")),
    # 每周 三 课时
    (lambda word, _, after: word.text[:2] == "每周" and len(word.text) == MERGED and after.text[:1] in COUNTABLE, 2, ("r", "m")),
    # 管 得 了
    (lambda word, before, _: word.text == "得了" and before.tag == "v", 1, ("u", "u")),
    # 的 花 都 开 了
    (lambda word, before, _: word.text == "花都" and before.text == "的", 1, ("n", "d")),
    # all will; 国际 大 都会 is a city
    (lambda word, before, after: word.text == "都会" and before.text not in OFFICIAL and after.tag in ("v", "vd", "d", "p", "a", "ad", "r", "c"), 1, ("d", "v")),
    # 不住 地 点头, 恨恨 地 说: no word begins with 地 that no dictionary has
    (lambda word, before, _: _leads_on(word, before), 1, ("u", "v")),
    # 手艺 得 用 在 正 地方: has to; 得票 is a word, and 得球 gets something
    (lambda word, _, __: len(word.text) == 2 and word.text[0] == "得" and word.text[1] in TO_DO and phrase(word.text) is None, 1, ("d", "v")),  # noqa: PLR2004 - has to and a verb
    # 牛奶 中 将 提炼 出 药物
    (lambda word, before, after: word.text == "中将" and before.tag in ("n", "vn") and after.tag in ("v", "d", "p", "vd"), 1, ("f", "d")),
    # 美 的 散文; the maker of air conditioners is a name
    (lambda word, _, after: word.text == "美的" and word.tag in ("a", "n", "v") and after.tag in ("n", "vn", "m") and not after.text.startswith(("集团", "空调", "电器", "公司", "股份")), 1, ("a", "u")),
    # an office does something by some means
    (lambda word, before, after: word.text == "处以" and before.tag in ("n", "ORG") and not after.text.startswith(PENALTIES) and not after.text.endswith(SUMS), 1, ("n", "p")),
    # 八十余 人 参会
    (lambda word, before, _: word.text[:2] == "人参" and len(word.text) >= MERGED and _counted(before), 1, ("n", "v")),
)  # fmt: skip


def _verbs_freed(words: list[Word]) -> list[Word]:
    """说明 白 → 说 明白, 说清 楚 → 说 清楚: what is left over makes a word with the end of a verb's."""
    found = list(words)
    for at in range(len(found) - 1):
        here, after = found[at], found[at + 1]
        if _ends_a_word(here, after):
            found[at] = Word(here.text[:-1], here.tag, here.start)
            found[at + 1] = Word(here.text[-1] + after.text, "v" if after.text == "为" else after.tag, here.end - 1)
    return found


def _ends_a_word(here: Word, after: Word) -> bool:
    """Whether the last character of a word belongs to the character after it."""
    if len(here.text) == 1 or len(after.text) > 1 or not phrase(here.text[-1] + after.text):
        return False
    if here.text[-1] + after.text == "钟头":  # 三个多 钟头
        return True
    if after.text == "为":
        return here.text[-1] in "成作认" and not phrase(here.text)
    return len(here.text) == 2 and here.text[0] in SPEAK and after.tag not in ("u", "w", "p", "d", "c", "m")  # noqa: PLR2004 - a verb and what it lost


def _particles_freed(words: list[Word]) -> list[Word]:
    """袖 标的 → 袖标 的, where 标的 is followed by what it would not stand before."""
    found = list(words)
    for at in range(1, len(found)):
        before, here = found[at - 1], found[at]
        stem, last = here.text[:-1], here.text[-1:]
        freed = len(stem) == 1 and last in PARTICLES and not _ended(here.text)
        if freed and phrase(before.text[-1] + stem) and _wanted(found, at):
            found[at - 1] = replace(before, text=before.text + stem)
            found[at] = Word(last, PARTICLES[last], here.end - 1)
    return found


def _ended(text: str) -> bool:
    """Whether it is a word as it stands: 内地, 取得; 标的 may be two."""
    return text in ENDED or (text[-1] == "地" and phrase(text) is not None)


def _wanted(words: Sequence[Word], at: int) -> bool:
    """Whether something that a particle leads to follows, and a short word goes before."""
    following = words[at + 1].tag if at + 1 < len(words) else "w"
    return (len(words[at - 1].text) <= 2 or not phrase(words[at - 1].text)) and following not in ("w", "u", "f")  # noqa: PLR2004 - short


def _merged(words: list[Word]) -> Iterator[Word]:
    """Neighbours that a dictionary has as one word of three characters and more: 不 厌其烦 → 不厌其烦."""
    at = 0
    while at < len(words):
        size = next((n for n in range(min(4, len(words) - at), 1, -1) if _is_phrase(words[at : at + n])), 1)
        if size == 2 and own("".join(word.text for word in words[at + 1 : at + 3])):  # noqa: PLR2004 - 交 出去
            size = 1
        text = "".join(word.text for word in words[at : at + size])
        yield Word(text, words[at + size - 1].tag, words[at].start)
        at += size


def _is_phrase(words: Sequence[Word]) -> bool:
    text = "".join(word.text for word in words)
    if len(text) == 2:  # noqa: PLR2004 - two characters that the tagger left alone
        twice = text[0] == text[1] and all(word.tag == "v" for word in words)  # 躺 躺
        return text in WHOLE or twice or _halves(text, words)
    if any(word.tag == "w" or (word.tag == "m" and len(text) == MERGED and text[-1] != "儿") for word in words):
        return False
    return MERGED <= len(text) <= LONGEST and phrase(text) is not None


def _halves(text: str, words: Sequence[Word]) -> bool:
    """Whether two characters, none of them a small word, are a word that was cut: 出 没, 罚 没."""
    tags = {word.tag for word in words}
    if own(text):
        return not tags & (FUNCTIONAL if text[0] in ADVERBS else FUNCTIONAL - {"d"})
    bound = text[1] in SECONDS or text[0] in HAVING or text[0] == text[1]
    return not bound and not tags & (FUNCTIONAL | LOOSE) and phrase(text) is not None
