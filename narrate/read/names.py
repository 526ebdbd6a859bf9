"""Persons' names: a surname that is read otherwise than its character, and characters that names have one reading of."""

from __future__ import annotations

import re

from narrate.read.phrases import phrase

SURNAMES = {
    "单": "shan4", "任": "ren2", "查": "zha1", "曾": "zeng1", "解": "xie4", "盖": "ge3", "区": "ou1", "仇": "qiu2", "朴": "piao2", "华": "hua4", "宁": "ning2",
    "燕": "yan1", "翟": "zhai2", "覃": "qin2", "缪": "miao4", "冼": "xian3", "乐": "yue4", "车": "che1", "繁": "po2", "员": "yun4", "折": "she2",
    "牟": "mu4", "葛": "ge3", "过": "guo1", "应": "ying1", "相": "xiang4", "种": "chong2", "秘": "bi4", "召": "shao4", "祭": "zhai4", "能": "nai4", "都": "du1",
    "殷": "yin1", "教": "jiao4", "曲": "qu1", "盛": "sheng4", "那": "na1", "藏": "zang1", "谌": "chen2", "洗": "xian3", "缴": "jiao3", "句": "gou1",
    "沈": "shen3", "石": "shi2", "隗": "wei3", "尹": "yin3", "夏": "xia4", "和": "he2", "角": "jue2", "卜": "bu3", "万": "wan4", "柏": "bai3", "参": "shen1",
    "薄": "bo2", "郗": "xi1", "乜": "nie4", "郄": "qie4", "佴": "nai4", "於": "yu1", "司空": "si1 kong1", "欧阳": "ou1 yang2",
    "尉迟": "yu4 chi2", "万俟": "mo4 qi2", "长孙": "zhang3 sun1", "令狐": "ling2 hu2", "单于": "chan2 yu2", "澹台": "tan2 tai2", "夏侯": "xia4 hou2", "诸葛": "zhu1 ge3",
}  # fmt: skip
GIVEN = {
    "某": "mou3", "为": "wei2", "得": "de2", "和": "he2", "长": "chang2", "行": "xing2", "乐": "le4", "重": "chong2", "朝": "chao2", "传": "chuan2", "兴": "xing1", "中": "zhong1",
    "正": "zheng4", "少": "shao4", "好": "hao3", "相": "xiang1", "种": "zhong3", "还": "huan2", "地": "di4", "着": "zhuo2", "都": "du1", "曾": "zeng1", "强": "qiang2",
    "更": "geng1", "盛": "sheng4", "宁": "ning2", "应": "ying4", "冠": "guan4", "泊": "bo2", "柏": "bai3", "沈": "shen3", "奇": "qi2", "调": "tiao2", "卓": "zhuo2",
    "量": "liang4", "翰": "han4", "焘": "tao1", "燕": "yan4", "华": "hua2", "解": "jie3", "倩": "qian4", "茜": "qian4", "参": "shen1", "荷": "he2", "卡": "ka3", "查": "cha2", "尔": "er3", "只": "zhi1", "子": "zi3", "蔚": "wei4", "汗": "han4",
}  # fmt: skip


# Surnames that stand before a given name more often than they are the word of the same character.
COMMON = frozenset("单任查曾解盖区仇朴华宁燕翟覃缪冼乐曲葛牟尉应柏折薄")
OTHERS = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
OFFICES = tuple(
    "记者 通讯员 书记 局长 主任 被告人 村民 医生 医师 教授 老师 校长 院长 经理 董事长 委员 代表 市民 队长 所长 处长 科长 主席 馆长 县长 市长 区长 镇长 民警 法官 律师 教练 选手 队员 编辑 责编 校对 审核 编审 监制 摄影 主编 作者 撰文 居民 农户 游客 网友 乘客 司机 业主 据 由".split()
)
TITLES = frozenset(
    "局长 书记 主任 教授 老师 校长 院长 经理 董事长 医生 大夫 处长 科长 所长 主席 馆长 县长 市长 镇长 队长 乡长 村长 区长 州长 省长 部长 厅长 司长 班长 排长 连长 营长 团长 旅长 师长 军长 司令 站长 台长 行长 会长 社长 组长 船长 机长 店长 园长 厂长 社长 检察长 审判长 秘书长 参谋长 长官 老板 大哥 大爷 教练 先生 女士 院士 法官 律师 师傅 同志".split()
)
UNITS = frozenset("任区应")  # 区书记 is a district's, 任书记 becomes one
# What nobody is appointed: 任大夫 is a person, 任书记 may become one.
ADDRESSED = frozenset("大夫 女士 先生 师傅 阿姨 大爷 大妈 大姐 大哥 奶奶 爷爷 同学 同志 某 某某".split())
FAMILY = frozenset("哥 姐 叔 婶 姨 伯 爷 总 导 工 妈 嫂".split())  # behind a surname: 任哥
FAMILIAR = frozenset("老小阿大")  # before a surname: 老仇
BY = frozenset("由据与和对向被让以从及")  # what the tagger takes for one word with the surname behind it: 由何 占 豪
SAYS = tuple(
    "说 介绍 表示 报道 告诉 称 认为 摄 指出 强调 透露 坦言 讲话 担任 任 在 带领 率 向 正在 告 宣布 回忆 出席 参加 获 不服 主持 致辞 致词 发言 调研 走访 宣读 通报 部署 汇报 前往 陪同".split()
)
PET = frozenset("强柱栓锁铁虎豹狗毛顺根宝胖瘦春军勇刚亮辉磊涛波斌杰")  # of what one calls a friend: 强子
DAWN = re.compile("朝[晖辉阳霞旭曦]$")
# What given names are made of, most of them; two of them behind a surname are one, also where both make a word.
GIVEN_CHARS = frozenset(
    "伟芳娜敏静丽磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红建国志辉鹏飞波斌宇浩凯健俊琳倩婷雪慧颖莹晶佳欣怡悦思雨梦瑶诗涵轩梓晨宏毅峰春梅冬琴云凤莲荣珍美香花菊彩仙淑贞德福贵祥林树森"
    "永成新民东亮庆宝金银富江龙虎旺根发昌全义仁礼智信忠孝诚光耀辉煌振威武勤俭学文书立安康宁远达奇豪雄才嘉兴炳锡锦秋月娥翠巧喜来顺胜利泽润洁源鑫鸿博涛栋梁柱松柏楠桐阳旭晓小少子家伯仲良善友和"
)
VERBS_TOO = frozenset("盖查解折")  # surnames that are verbs as often: 盖 瓪瓦
ACTS = frozenset("v vd p ad".split())  # tags of what is no given name: 应 新建
FULL = 3  # characters from which a name is taken for one though not all of it is settled: 王冠 may be a crown


def person(name: str) -> tuple[str | None, ...] | None:
    """The syllables of a Chinese name of two to four characters, None for a character that names do not settle; None
    where nothing in it is special."""
    if len(name) > 4:  # noqa: PLR2004 - longer names are foreign, written by their sound
        return None
    if len(name) == 2 and name[0] in FAMILIAR and name[1] in COMMON:  # noqa: PLR2004 - 老仇
        return _plain(name[0]) or None, SURNAMES[name[1]]
    if len(name) == FULL and name[0] in "小大老狗黑二" and name[2] == "子":  # 小顺子
        return (_plain(name[0]) or None, _plain(name[1]) or None, "zi5")
    if found := _by_its_end(name):
        return found
    surname = next((name[:size] for size in (2, 1) if name[:size] in SURNAMES), name[:1])
    given = name[len(surname) :]
    said = (
        [*(SURNAMES[surname].split() if surname in SURNAMES else [_plain(surname)]), *(_plain(char) for char in given)]
        if given
        else []
    )
    called = len(name) == 2 and name[0] in COMMON and name[1] in FAMILY  # noqa: PLR2004 - 曾姐
    if len(said) != len(name) or not (all(said) or called or len(name) >= FULL):
        return None
    return tuple(syllable or None for syllable in said)


def is_pet(name: str) -> bool:
    """Whether a friend is called so: 强子, which is also a particle in physics."""
    return len(name) == 2 and name[0] in PET and name[1] == "子"  # noqa: PLR2004 - one and one


def _by_its_end(name: str) -> tuple[str | None, ...] | None:
    """强子, 尹朝晖: what a friend is called, and the morning in a given name."""
    if is_pet(name):
        return _plain(name[0]) or None, "zi5"
    dawn = DAWN.search(name)
    if dawn is None:
        return None
    return (*(person(name[: dawn.start()]) or (None,) * dawn.start()), "zhao1", _plain(name[-1]) or None)


def _plain(char: str) -> str:
    """A character's only reading, the one that names have, or ""."""
    from narrate.read.pinyin import is_polyphone, single

    return GIVEN.get(char) or ("" if is_polyphone(char) else single(char) or "")


def is_name(word: str) -> bool:
    """Whether a dictionary has the word, so that it is no name."""
    return phrase(word) is not None


def stands_alone(word: str, tag: str) -> bool:
    """Whether a word of three that no dictionary has, nor any part of it, is a name that the tagger took for something
    else: 助理 曾繁宇/d."""
    parts = (word, word[:2], word[1:])
    return (
        len(word) == FULL
        and tag in ("v", "d", "a", "ad", "vd", "xc")
        and word[0] in COMMON - VERBS_TOO
        and not any(phrase(part) for part in parts)
    )


def joined(before: str, here: str, given: str, tag: str, after: str) -> bool:
    """Whether a character and what follows are a person's name: 记者 解|建国 报道, 、 任|秀兰; 令|狐志强; 曾|局长."""
    if here + given[:1] in SURNAMES:
        return tag == "PER"
    if _addressed(before, here, given, tag):
        return True
    if here not in COMMON or not 0 < len(given) < FULL or given[0] in OTHERS:
        return False
    named = len(given) == 2 and set(given) <= GIVEN_CHARS and tag not in ACTS  # noqa: PLR2004 - 任桂花
    return tag == "PER" or (
        before.endswith(OFFICES) and tag != "d" and (named or (after.startswith(SAYS) and is_name(given)))
    )


def _addressed(before: str, here: str, given: str, tag: str) -> bool:
    """曾|局长, 仇|副局长, 任|哥, 任|大夫, 解|某, and a given name that is one character twice: 任|溶溶."""
    common = here in COMMON
    office = given in TITLES or (given[:1] == "副" and given[1:] in TITLES)
    twice = len(given) == 2 and given[0] == given[1] and tag in ("PER", "nz", "n", "a")  # noqa: PLR2004 - one and one
    return (
        (here in SURNAMES and given.startswith("某") and tag != "PER" and not before.endswith("某"))
        or (common and (twice or (given in FAMILY and not (here in UNITS and before.strip("、，和与")))))
        or (common and here not in UNITS and office)
        or (common and given[:2] in ADDRESSED)
    )
