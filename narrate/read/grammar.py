"""Small words by what they do in the sentence: 为 地 得 的 着 了 还 都 和 将 只 没, and single verbs and nouns.

A rule names a character, its reading and when it has it; the first that fits decides. The examples of a rule mark the
character that it is about: `园丁[为]果树剪枝浇水`. They are tested and printed by `narrate read --rules`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from narrate.read.words import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

IDIOM = 4  # characters
CLAUSE_ENDS = frozenset("，。；：！？,;:!?\n…—")
NOTHING = Word("", "w", 0)


@dataclass(frozen=True)
class Place:
    """A character that stands as a word of its own: the words of the sentence, and which of them it is."""

    words: tuple[Word, ...]
    at: int

    @property
    def tag(self) -> str:
        """The tag of the word itself."""
        return self.words[self.at].tag

    @property
    def before(self) -> Word:
        """The word before, quotation marks aside; nothing at the start of a clause."""
        return self.word(-1)

    @property
    def after(self) -> Word:
        """The word after, likewise."""
        return self.word(1)

    def word(self, step: int) -> Word:
        """The word so many places on, quotation marks aside; nothing beyond the clause."""
        side = self.following if step > 0 else self.preceding[::-1]
        return side[abs(step) - 1] if len(side) >= abs(step) else NOTHING

    @cached_property
    def following(self) -> list[Word]:
        """The rest of the clause."""
        return list(_until_end(self.words[self.at + 1 :]))

    @cached_property
    def clause(self) -> str:
        """The text of the clause, marks aside."""
        return "".join(word.text for word in (*self.preceding, self.words[self.at], *self.following))

    @cached_property
    def preceding(self) -> list[Word]:
        """The clause so far."""
        return list(_until_end(self.words[self.at - 1 :: -1] if self.at else ()))[::-1]


def _until_end(words: Sequence[Word]) -> list[Word]:
    found: list[Word] = []
    for word in words:
        if word.text[0] in CLAUSE_ENDS or (word.text.isspace() and found):
            break
        if (word.tag != "w" or word.text == "、") and not word.text.isspace():
            found.append(word)
    return found


When = Callable[[Place], bool]


@dataclass(frozen=True, slots=True)
class Small:
    """`char` is said as `said` where `when` holds, which `why` tells in words."""

    char: str
    said: str
    why: str
    when: When
    examples: tuple[str, ...] = ()


def decided(rules: dict[str, list[Small]], words: tuple[Word, ...], at: int) -> str | None:
    """The reading of a word of one character, or None where the rules are silent."""
    place = Place(words, at)
    return next((rule.said for rule in rules.get(words[at].text, ()) if rule.when(place)), None)


# ── what stands beside ────────────────────────────────────────────────────────────────────────────────────────────


def always(_: Place) -> bool:
    """Everywhere else."""
    return True


def tagged(*tags: str) -> When:
    """The tagger gives it one of these tags."""
    return lambda place: place.tag in tags


def after_tag(*tags: str) -> When:
    """The word before has one of these tags."""
    return lambda place: place.before.tag in tags


def before_word(words: str) -> When:
    """One of these words follows, or several that make one, or a word that begins with one of them."""
    options = tuple(words.split())

    def fits(place: Place) -> bool:
        joined = ""
        for word in place.following[:3]:
            joined += word.text
            if joined in options:
                return True
        return place.after.text.startswith(options)

    return fits


def before_tag(*tags: str) -> When:
    """The word after has one of these tags."""
    return lambda place: place.after.tag in tags


def after_word(words: str) -> When:
    """One of these words goes before, or a word that ends in one of them."""
    options = tuple(words.split())
    return lambda place: place.before.text.endswith(options)


def both(*tests: When) -> When:
    """All of them hold."""
    return lambda place: all(test(place) for test in tests)


def either(*tests: When) -> When:
    """One of them holds."""
    return lambda place: any(test(place) for test in tests)


def no(test: When) -> When:
    """It does not hold."""
    return lambda place: not test(place)


def ends_clause(place: Place) -> bool:
    """Nothing of the clause follows."""
    return not place.following


VERBS = frozenset("v vd vn".split())
NOUNS = frozenset("n nz nw nr ns nt r PER LOC ORG s t TIME an vn m q f".split())
NAMES = frozenset("PER LOC ORG".split())


# ── 为 ────────────────────────────────────────────────────────────────────────────────────────────────────────────

# Verbs that take 为 as their complement: what something is called, made, divided or changed into.
INTO = frozenset(
    "解读 看 误认 称 命名 更名 改名 取名 改 变 转 转变 转化 列 列入 评 评选 选 选举 推选 定 确定 认定 设 设置 分 划分 视 尊 奉 誉 赞誉 升 升级 提升 调整 缩短 延长 增加 减少 降 译 折合 "
    "任命 聘 聘任 聘请 当选 授予 打造 建设 建成 改造 改建 扩建 发展 培育 演变 扩大 提高 上升 下降 下调 上调 修改 变更 理解 解释 表述 描述 形容 概括 归纳 归结 总结 简化 统一 "
    "成 作 认 合并 整合 结 化 拜 立 封 册封 追认 核定 鉴定 判定 推荐 提名 登记 注册 表现 体现 反映 集中 控制 保持 维持 预计 估计 估算 测算 换算 装扮 装饰 假定 设定 规定 限定 初步 "
    "由 调 浓缩 凝聚 汇聚 汇集 连 融 融合 拓展 延伸 落实 转换 转型 翻译 分解 细化 量化 具体 简称 统称 俗称 别称 通称 昵称 戏称 自称 誉称 视同 等同 公认 确认 默认 误认 错认 评定 确诊 诊断 "
    "跃升 跌 涨 翻 压缩 放宽 限制 减 增 增至 修订 修正 更正 更新 更换 替换 替代 取代 兑换 加工 制 制作 制成 酿 炼 锻造 铸 塑造 包装 伪装 扮 拟定 拟 暂定 选定 锁定 指定 特指 约定 商定 评审 评估 认证".split()
)
MEASURES = frozenset("升 克 毫升 毫克 千克 乘 每 到 至 以上 以下 左右".split())  # what the tagger may take for verbs
COPULA_ADVERBS = frozenset(
    "同 仍 仍然 依旧 几乎 接近 均 皆 多 大多 大都 约 仅 应 原 实 实际 本 即 又 曾 现 现已 亦 俱 共 最高 最低 最 极 更 尤 较 颇 甚 广 大 成 何 分别 主要 依次 一般 通常 合计 总计 共计".split()
)
TAKEN_AS = tuple(
    "舞台 理由 手段 方式 工具 武器 尺度 途径 关键 终点 底线 准则 中心 主 基础 核心 目标 目的 例 重点 导向 抓手 契机 主题 依据 准 己任 荣 引领 载体 原则 主体 主线 依托 支撑 突破口 先 本 动力 根本 界 限 伴 乐 耻 家 单位 标准 前提 代价 主导 "
    "主攻 龙头 纽带 桥梁 平台 起点 出发点 落脚点 背景 题 名 由 借口 幌子 代表 首 特色 指导 遵循 指引 准绳 师 友 鉴 补充 辅 题材 蓝本 原型 食 生 业 荣 傲 豪".split()
)
TAKEN_ALONE = tuple(text for text in TAKEN_AS if len(text) == 1)
TAKEN_LONG = tuple(text for text in TAKEN_AS if len(text) > 1)
SUBJECTS = tuple(
    "题目 标题 书名 作者 范围 主编 主题 名称 气温 面积 目标 比例 人数 金额 时间 价格 票价 地址 地点 口号 职务 职业 身份 性质 内容 方向 原因 颜色 长度 高度 宽度 深度 温度 速度 成绩 比分 结果 前身 型号 编号 代号 别名 全称 简称 英文 "
    "原名 本名 网名 均价 单价 总价 期限 周期 有效期 学历 籍贯 国籍 专业 头衔 特点 特征 宗旨 理念 总额 规模 产量 销量 增速 增幅 降幅 涨幅 同比 环比 余额 市值 利润 收入 率 量 值 数 度 额 价 级 龄 名 式 型 照 码 牌 号 窗 窗口期 潜伏期 保质期 有效期 保修期".split()
)


def _object_of_for(place: Place) -> bool:
    """A noun phrase follows, and after it in the clause a verb that does the service."""
    following = place.following
    verbs = [
        n for n, word in enumerate(following) if word.tag in VERBS and (word.tag != "vn" or _governs(following, n))
    ]
    last = max((n for n, word in enumerate(following) if word.text == "的"), default=-1)
    first_noun = next((n for n, word in enumerate(following) if word.tag in NOUNS), len(following))
    main = [n for n in verbs if n > first_noun and following[n].text not in ("到", "至", "以上", "左右")]
    done = any(word.text in ("了", "过") for n in main for word in following[n + 1 : n + 2])  # 为 他 摘除 了 … 的 肿瘤
    return bool(main) and (done or max(main) > last or place.tag == "p" or not place.preceding)


def _governs(words: Sequence[Word], at: int) -> bool:
    """Whether a verbal noun has an object: 测量 体温."""
    return at + 1 < len(words) and words[at + 1].tag in NOUNS and at > 0


def _is_complement(place: Place) -> bool:
    """The verb before takes 为: 命名 为, 调整 为."""
    return place.before.text in INTO or (
        place.before.tag in VERBS and place.before.text[-1:] in INTO and place.tag == "v"
    )


SINCE = frozenset("来 以来 首次 首见 最大 最高 最低 最多 新高 新低 之最".split())


def _amount_follows(place: Place) -> bool:
    """A number follows, with nothing after it that serves anyone."""
    following = [word.text for word in place.following]
    predicate = following[1:2] in (["的"], *([unit] for unit in MEASURES)) or any(
        text in SINCE for text in following[1:4]
    )
    return place.after.tag in ("m", "q", "t", "TIME") and (predicate or not _object_of_for(place))


def _is_taken(text: str) -> bool:
    """基础, 重点工作, 荣; not 家庭, which 家 is not a part of."""
    return text.startswith(TAKEN_AS) and (
        text in TAKEN_AS or not text.startswith(TAKEN_ALONE) or text.startswith(TAKEN_LONG)
    )


def _taken_as(place: Place) -> bool:
    """以 … 为 …: what is taken as what."""
    before = {word.text for word in place.preceding}
    alone = place.after.tag == "n" and (len(place.following) == 1 or place.following[1].text in ("的", "、", "和"))
    if alone and before & {"以", "任命", "选举", "推选", "提名", "视", "奉", "尊"}:
        return True
    if not before & {"以", "把", "将", "由"}:
        return False
    return _is_taken(place.after.text) and place.after.tag not in NAMES


DONE_FOR = ("做", "作", "付出", "进行", "采取", "开展", "从事", "办", "必须", "需", "提供", "谓", "长", "在", "尽")
PICTURES = frozenset("图 上图 下图 左图 右图 中图 图一 图二 图三 题图 附图 小图 大图 照片 图片".split())
SKIES = tuple("晴 阴 多云 少云 小雨 中雨 大雨 暴雨 阵雨 雷阵雨 小雪 中雪 大雪 阵雪 雨夹雪 雾 霾".split())
# Verbs of what one does for someone or for some end.
SERVICES = tuple(
    "提供 带来 服务 创造 作出 做出 做好 做了 做 办 举办 送 献 奠定 增添 打下 准备 解决 发放 题名 题词 题写 颁奖 颁发 输送 争光 奋斗 担忧 担心 高兴 骄傲 祈祷 庆祝 庆贺 祝贺 表演 演出 演唱 义演 义诊 献艺 捐 募捐 募集 筹集 筹措 筹款 祝福 "
    "治疗 诊治 治病 看病 培养 输血 指明 指出 开辟 铺平 注入 增光 添 赢得 争取 辩护 代言 喝彩 鼓掌 加油 助威 护航 着想 操心 奔波 奔忙 牺牲 付出 谋 制定 编写 创作 设计 建造 修建 修 安装 购买 买 挑选 找 寻找 介绍 讲解 讲述 举行 主持 揭幕 揭牌 剪彩 "
    "授 发来 贡献 出力 尽 排忧 减轻 补课 补办 办理 开设 开展 设立 建立 安排 配备 拍摄 拍照 播放 撰写 写 盘活 起到 起了 烘托 保驾 撑腰 把脉 造福 谋利 营造 积累 积蓄 蓄积 总结 搭建 搭 打造 打开 腾出 让路 让出 牵线 引 招 进行 救助 支付 缴纳 垫付 交纳 上交 承担 "
    "忧 愁 忙 哭 流 痛 急 喜 惋惜 感动 难过 自豪 遗憾 欢呼 呐喊 呼吁 请命 树碑 立传 正名 平反 报仇 雪耻 送行 送别 接风 饯行 守 站岗 值班 执勤 扫 洗 擦 穿 端 熬 煮 剪 理发 按摩 测 量 检查 体检 接种 打针 照 照顾 照料 照亮 照明 画 唱 演奏 弹 跳 铺 架 开 点 敲 记下 留下 "
    "放 摆 竖 立 扛 抬 背 挑 拉 推 挡 遮 节省 节约 降低 提高 增加 扩大 改善 改进 优化 促进 推动 推进 加强 拓展 拓宽 拉开 拉动 树立 冲刺 备战 参加 动员 组织 引进 输入 供应 供给 供水 供电 供暖 送水 送药 送温暖 排除 消除 扫清 扫除 清除 清理 维修 维护 化解 谈 说 讲 想".split()
)


def _passive(place: Place) -> bool:
    """为 … 所 + verb; what is done for someone, 为和平所作的努力, is none."""
    pairs = [*pairwise((*place.following, NOTHING))]
    verbs = [after.text for word, after in pairs if word.text == "所" and after.tag in VERBS | {"d", "a", "p"}]
    verbs += [word.text[1:] for word, _ in pairs if len(word.text) > 1 and word.text[0] == "所" and word.tag in VERBS]
    return bool(verbs) and not verbs[0].startswith(DONE_FOR)


def _shows(place: Place) -> bool:
    """图 为 …: what a picture shows."""
    return place.before.text in PICTURES


def _weather(place: Place) -> bool:
    """今天 为 晴 到 多云 天气."""
    return place.after.text.startswith(SKIES)


def _in_order_that(place: Place) -> bool:
    """为 … 而 …: for the sake of what, or in order to do what."""
    return any(word.text in ("而", "起见") and n for n, word in enumerate(place.following))


def _service(place: Place) -> bool:
    """A noun phrase or a verb phrase follows, and behind it what is done for it: 为 半月谈 献计."""
    following = place.following
    done = [n for n, word in enumerate(following) if n and word.text.startswith(SERVICES) and word.tag in VERBS]
    if following[-1:] and following[-1].text in ("题词", "干杯", "作序"):
        return len(following) > 1
    closing = max((n for n, word in enumerate(following) if word.text == "的"), default=-1)
    return any(n > closing for n in done)


def _purpose(place: Place) -> bool:
    """A verb phrase follows, 为 维护秩序, or the clause ends in a verb that nothing modifies: 为 群众 义演."""
    following = [word for word in place.following if word.text not in ("了", "过", "着", "的")]
    if place.after.text in ("位于", "来自", "属于", "由", "从事", "就", "在") or len(following) < PHRASE:
        return False
    if place.after.tag == "v" and following[1].tag not in ("u", "m", "q"):
        return place.before.tag not in VERBS
    *rest, last = following
    nouns = [n for n, word in enumerate(rest) if word.tag in NOUNS - {"f", "s", "vn"}]
    closing = place.following[-1].text != "的"
    return (
        closing
        and bool(nouns)
        and last.tag in ("v", "vn")
        and rest[-1].tag not in ("v", "u", "a")
        and (last.tag == "v" or last.text.startswith(SERVICES))
    )


def _takes_up(place: Place) -> bool:
    """As its complement, but not behind a noun made of the verb: 铁路的建设 为 我们带来机遇."""
    noun = place.before.tag == "vn" or place.word(-2).text == "的"
    return _is_complement(place) and not (noun and _service(place))


def _the_most(place: Place) -> bool:
    """死亡率 降至 …, 为 历史 最低: what comes at the start of a clause is the lowest, the first, and nobody is served."""
    following = place.following
    most = any(word.text.startswith("最") or word.text in MOST for word in following)
    done = any(word.tag in ("v", "vn") for word in following[:-1]) or (following[-1:] and following[-1].tag == "v")
    return not place.preceding and most and not done


def _linking(place: Place) -> bool:
    """After an adverb or a noun that asks for a predicate: 均 为, 主题 为."""
    before = place.before
    if before.text in COPULA_ADVERBS:
        return not (place.after.tag in NOUNS and _service(place) and before.text not in ("均", "皆")) and (
            before.text in ("约", "大约", "均", "同", "仍", "仍然", "几乎", "最高", "最低", "合计", "共计")
            or place.tag == "v"
            or not _object_of_for(place)
        )
    return before.text.endswith(SUBJECTS) and before.tag not in NAMES and place.tag == "v"


def _where(place: Place) -> bool:
    """After a place, or at the start of a clause: no subject that it could equate."""
    return place.before.tag in ("s", "f", "w", "xc", "", "u")


MOST = frozenset("首次 第一 之最 新高 新低 首位 之首 历史新高".split())
PHRASE = 2  # words
PRONOUNS = "我 你 他 她 它 您 大家 人人 自己 谁 咱"


def _serves(place: Place) -> bool:
    """A noun phrase follows, then a verb with an object of its own: 为 老人 安装 扶手."""
    following = [word for word in place.following if word.text not in ("了", "过", "着", "好")]
    if place.after.text in ("位于", "来自", "属于"):
        return False
    if place.following[1:2] and place.following[1].text in ("的", "、") and _is_taken(place.after.text):
        return False  # 蓟县 为 中心 的 地区 曾 发生 地震
    first_noun = next((n for n, word in enumerate(following) if word.tag in NOUNS), len(following))
    pairs = zip(following[first_noun + 1 :], following[first_noun + 2 :], strict=False)
    return any(verb.tag == "v" and thing.tag in NOUNS | {"a", "vd", "ad"} and thing.tag != "f" for verb, thing in pairs)


def _equates(place: Place) -> bool:
    """A subject goes before, and no verb follows in the clause."""
    subject = place.before.tag in NOUNS and place.before.tag != "r"
    plain = place.following and not any(word.tag in ("v", "vn") for word in place.following)
    return subject and bool(plain) and not before_word(PRONOUNS)(place)


def _lasts(place: Place) -> bool:
    """时间窗 为 发病 后 四点五小时: a noun, and how long behind something else it lasts."""
    span = place.following[-1:] and place.following[-1].tag == "m"
    since = any(word.text in ("后", "前", "起", "之后", "之日起") for word in place.following[-4:-1])
    return bool(span) and since and place.before.tag == "n" and place.before.text.endswith(SUBJECTS)


FOR = (
    Small("为", "wei2", "为 … 所: by whom", _passive, ("这一成果[为]业界所认可", "他的事迹[为]人们所熟知")),
    Small("为", "wei2", "after 之, 宁, 甘: 称之为", both(after_word("之 宁 甘"), no(after_tag("PER"))), ("大家称之[为]活字典", "宁[为]玉碎")),
    Small("为", "wei2", "so long after something", _lasts, ("最佳时间窗[为]发病后四点五小时", "潜伏期[为]感染后三至七天")),
    Small("为", "wei2", "what one does: 所为", both(after_word("所"), either(ends_clause, before_word("令 使 让 皆 均 已 不"))), ("其所[为]令人不齿",)),
    Small("为", "wei2", "what kind of company", before_word("全资 独资 国有 民营 控股 上市公司 子公司"), ("总部设在上海，[为]全资子公司",)),
    Small("为", "wei2", "what a picture shows", _shows, ("图[为]工作人员正在为市民办理业务", "右图[为]获奖的学生")),
    Small("为", "wei2", "after a verb of naming, choosing, changing, dividing", _takes_up,
          ("街道更名[为]光明路", "工作时间调整[为]八小时", "他被评[为]先进个人", "全市划分[为]五个片区", "将其改造[为]图书馆")),
    Small("为", "wei2", "以 … 为 …", _taken_as, ("坚持以人民[为]中心开展工作", "要以质量[为]核心，不断创新")),
    Small("为", "wei2", "is the most", _the_most, ("产量再创新高，[为]历史最高", "成交六百亿，[为]其史上最大并购")),
    Small("为", "wei4", "what for: 为此, 为何, 为的是", before_word("此 何 的 了 之 什么 啥 其"),
          ("[为]此，学校组织了讨论", "他这样做[为]的是孩子", "大家[为]之感动")),
    Small("为", "wei4", "what someone is doing something for", both(after_word("是 在 去 还要"), tagged("p", "v"), no(before_tag("m", "q", "t", "TIME")), no(after_tag("n", "nz", "LOC", "PER", "p"))), ("这是[为]孩子着想", "他们正在[为]考试发愁")),
    Small("为", "wei4", "为 … 而 …: for what", _in_order_that, ("大家[为]共同的理想而奋斗", "[为]安全起见，道路封闭")),
    Small("为", "wei2", "the weather", _weather, ("我省大部[为]晴到多云天气",)),
    Small("为", "wei2", "a number is the predicate", _amount_follows,
          ("涨幅百分之五，[为]二零一五年以来最大涨幅", "票价[为]二十元", "综合油耗[为]六点九升每百公里，续航增加", "今天的气温[为]五度", "参赛队伍[为]十二支")),
    Small("为", "wei2", "after an adverb or a noun that asks for a predicate", _linking,
          ("参会者均[为]青年教师", "两人同[为]山东人", "公司仍[为]控股股东", "会议的主题[为]绿色发展", "成绩[为]历史最好")),
    Small("为", "wei4", "a noun phrase follows, then the verb that serves it", either(_serves, _service, _purpose, both(_object_of_for, either(tagged("p"), _where, after_tag("d", "c", "ad", "vd")))),
          ("园丁[为]果树剪枝浇水", "村委会[为]学校修好了围墙", "站在门口[为]进入小区的居民测量体温", "[为]企业提供便捷服务", "社工主动[为]他们送去饭菜",
           "学校将[为]三万名学生发放书包", "医生[为]一名四十岁的患者切除了重达两斤的肿瘤", "还[为]社区抗“疫”出力")),
    Small("为", "wei2", "a subject goes before, and no verb follows", _equates, ("他的父亲[为]当地医生", "冠军[为]重庆队")),
    Small("为", "wei2", "the tagger calls it a verb", both(tagged("v"), no(before_word(PRONOUNS))), ("展厅[为]木质结构",)),
    Small("为", "wei4", "elsewhere", always, ("[为]祖国", "一切[为]了人民", "人人[为]我")),
)  # fmt: skip

# ── 地 得 的 着 了 ────────────────────────────────────────────────────────────────────────────────────────────────


# Before 地, the ground: 本地, 距地.
EARTHLY = frozenset("某各本当此异外多两距离贴拔")
PLACES = frozenset("n ns nt LOC ORG s".split())
MANNERS = frozenset("历史 科学 本能 艺术 理性 技术 逻辑 机械 习惯 静悄悄 教条 戏剧 下意识 天才 诗意".split())
SITES = frozenset(
    "注册 出生 居住 所在 户籍 原产 案发 事发 首发 始发 参保 就医 缴费 登记 经营 发源 聚集 诞生 举办 承办 主办 输入 输出 迁入 迁出 流入 流出 工作 来源 抵达 到达 取景 打卡 避暑 旅游 签发 开户 集散 种植 养殖 办公 纳税".split()
)
AROUND = frozenset(
    "绕 环 近 触 落 着 挨 沾 擦 拖 离 整 种 下 造 借 征 占 圈 退 卖 拜 增 拨 供 用 争 抢 置 买 租 让 批 护 保 复 扫 坐 席 耕 犁 翻 选 开".split()
)
LEADING = frozenset("被把将向对在从")


def _ends_a_place(place: Place) -> bool:
    """户籍 地, 注册 地; not 科学 地, nor 有 计划 地."""
    noun = place.before
    if noun.text in SITES:
        return True
    manner = (
        noun.text in MANNERS or noun.text.endswith(("性", "般", "式")) or place.word(-2).text in ("有", "无", "没有")
    )
    return noun.tag in PLACES and len(noun.text) < IDIOM and not manner and place.tag != "u"


def _adverbial(place: Place) -> bool:
    """Manner goes before, a verb after."""
    before, after = place.before, place.after
    if place.tag == "u" and before.text[:1] == "一" and before.tag in ("m", "d", "q"):  # 一次次 地 说明
        return after.tag in VERBS | {"d", "p", "ad", "a", "r"}
    if (
        _ends_a_place(place) or before.text in AROUND or before.text.endswith(("亩", "顷", "块", "片"))
    ):  # 绕 地 一圈, 借 地 上课
        return False
    if (
        before.tag in ("r", "q", "w", "c", "p", "u")
        or (before.tag == "m" and len(before.text) < IDIOM)
        or before.text in EARTHLY
    ):
        return False
    leads = after.tag in VERBS | {"d", "p", "ad", "a", "r", "c"} or after.text in LEADING
    return leads and (
        before.tag in ("a", "ad", "d", "vd", "an", "v", "nz", "xc") or place.tag == "u" or len(before.text) >= IDIOM
    )


def _end_of_adverb(place: Place) -> bool:
    """The end of a word that the tagger calls an adverb: 充分|地, 一天天|地."""
    return (
        place.words[place.at].glued
        and place.tag in ("d", "ad", "a", "vd")
        and bool(place.following)
        and not place.before.text.endswith(GROUNDS)
    )


GROUNDS = tuple(
    "当 特 就 实 易 异 各 本 外 内 陆 土 园 绿 林 场 工 基 阵 产 属 营 驻 房 湿 荒 空 种 扫 落 着 雪 草".split()
)
EARTH = (
    Small("地", "de5", "at the end of an adverb", _end_of_adverb, ()),
    Small("地", "de5", "manner before it, a verb after it", _adverbial,
          ("她一次次[地]说明情况", "有计划[地]安排审批", "他高兴[地]说", "不厌其烦[地]向居民解释", "系统[地]介绍情况", "全方位[地]反映现状", "有序[地]推进工作", "慢慢[地]走进来", "他一次又一次[地]尝试" )),
    Small("地", "di4", "places, counted or not", both(lambda place: place.before.text in EARTHLY | {"多", "两", "三", "四"}, no(lambda place: place.words[place.at].glued)), ("多[地]启动应急响应", "昨日，多[地]中小学停课")),
    Small("地", "di4", "the ground, behind a verb and 了", both(ends_clause, lambda place: place.before.text in ("了", "过"), lambda place: place.word(-2).tag in VERBS), ("一家人都下了[地]",)),
    Small("地", "de5", "the tagger calls it a particle", both(tagged("u"), no(after_tag("r", "m", "q", "w", "p")), no(before_tag("m", "q")), no(after_word("距 离 贴 拔 整 耕")), no(lambda place: place.before.text in AROUND), no(before_word("比")), no(_ends_a_place)), ("大家热烈[地]鼓掌",)),
    Small("地", "di4", "elsewhere", always, ("距[地]约四百公里", "飞船绕[地]一圈", "到户籍[地]报考", "在参保[地]就医", "这块[地]很大", "三[地]联合发布", "他在[地]里干活", "把[地]扫干净", "村里借[地]办学")),
)  # fmt: skip


def _must(place: Place) -> bool:
    """Someone has to do something: no verb or adjective before it that it could complement."""
    if place.after.tag not in VERBS | {"d", "p", "r", "ad", "c"} and place.after.text != "好好":
        return False
    if place.tag == "u":
        return place.before.tag in ("n", "r", "PER", "f", "s", "t", "TIME")
    return place.before.tag in ("r", "d", "n", "w", "PER", "ORG", "t", "TIME", "c", "f", "s", "LOC", "xc", "")


def _can_be_done(place: Place) -> bool:
    """应付 得 了: a verb, 得, and 了 that nothing gained follows (得了冠军 is gets)."""
    after = place.word(2)
    gained = after.tag == "m" or after.text.startswith(PRIZES)
    return (
        place.before.tag == "v" and place.after.text == "了" and not gained and not place.before.text.endswith(GAINING)
    )


PRIZES = tuple("冠 亚军 季军 第 奖 金 银 铜 高分 满分 名次 头名 感冒 重病 大病 癌".split())
GAINING = ("取", "获", "赢", "夺", "赛", "考", "考试")
GET = (
    Small("得", "de5", "a verb that can be done: before 了", _can_be_done, ("这点事我应付[得]了", "他一个人管[得]了吗", "谁也管[得]了他")),
    Small("得", "dei3", "has to", both(_must, no(after_word("不 取 获 才 所 变 显 觉 懂 晓 值 使 记 认"))),
          ("这事[得]好好商量", "你[得]去看看", "这件事还[得]靠大家", "我们[得]想办法")),
    Small("得", "de2", "gets", both(after_word("摘 夺 赢 捧 争 换 博 斩 觅 独 购 拍 录 测 分"), before_tag("n", "m", "nz", "nw", "q", "ORG", "LOC")), ("他们摘[得]银牌", "全天录[得]三次地震")),
    Small("得", "de5", "a complement follows its verb", both(either(tagged("u"), after_tag("v", "a", "vn", "an")), no(either(ends_clause, before_word("了 过 到 分 奖 票 金 银 铜 出"))), no(both(tagged("v"), after_tag("a", "n", "m"), no(both(after_tag("a"), before_word("能 像 让 叫 使 不 很 要 太 快 没 连 都 直 令")))))),
          ("人民变[得]富裕起来", "本职工作抓[得]紧", "他跑[得]很快", "屋里暖和[得]能穿单衣", "风景美[得]让人眩目", "说[得]对", "忙[得]不可开交")),
    Small("得", "de2", "gets", tagged("v", "n", "d", "p"), ("他[得]了冠军", "主队[得]三分")),
    Small("得", "de5", "elsewhere", always, ("他做[得]很好",)),
)  # fmt: skip

STAY = (
    Small("着", "zhao2", "after 得 or 不: can be reached", after_word("得 不"), ("他怎么也睡不[着]",)),
    Small("着", "zhuo2", "wears", both(before_word("正装 便装 盛装 军装 警服 制服 校服 礼服 汉服 旗袍 西装 便服 工装 泳装 华服 戎装 民族服装"), no(after_tag("v"))), ("男士[着]正装",)),
    Small("着", "zhao2", "fire, cold, worry", both(tagged("v"), lambda place: place.after.text in ("火", "凉", "急", "迷", "慌"), no(lambda place: place.words[place.at].glued)), ("老房子[着]火了",)),
    Small("着", "zhe5", "goes on", always, ("他戴[着]口罩", "桌上放[着]一本书", "墙上挂[着]画", "大家笑[着]说")),
)  # fmt: skip


def _ending_possible(place: Place) -> bool:
    """吃不了, 办得了: a verb, 得 or 不, and 了; 比赛得了第一 is none."""
    if place.before.text == "得" and place.at and place.words[place.at - 1].text == "得":
        stands = Place(place.words, place.at - 1)
        return _can_be_done(stands) or (place.word(-2).tag in VERBS and ends_clause(place))
    return place.before.text in ("得", "不") and place.word(-2).tag in VERBS


DONE = (
    Small("了", "liao3", "after verb + 得 or 不", _ending_possible, ("一个人搬不[了]", "这个问题解决得[了]")),
    Small("了", "le5", "elsewhere", always, ("下雨[了]", "他买[了]三本书", "来[了]很多人")),
)  # fmt: skip

# ── 还 都 和 将 只 没 ─────────────────────────────────────────────────────────────────────────────────────────────

OWED = "钱 款 书 贷 债 本 账 清 给 欠 车 房贷 信用卡 借款 贷款 利息 人情 愿 百姓 回来 回去 了 过 得起 不起"


def _returns(place: Place) -> bool:
    """Something is given back."""
    after = place.after
    if after.text in OWED.split() or after.text.startswith(("了", "过", "给")):
        return not (after.tag in VERBS and after.text not in ("给", "清", "欠", "回来", "回去"))
    return place.tag == "v" and (ends_clause(place) or after.tag in ("m", "n", "u") or after.text == "完")


STILL = (
    Small("还", "huan2", "gives back: nothing follows, or 了", both(either(ends_clause, before_word("了")), no(after_word("都 也"))), ("他借钱没[还]", "钱早就[还]了")),
    Small("还", "huan2", "gives back", both(_returns, no(both(tagged("d"), before_word("本 给 清 书 车")))),
          ("按时[还]了三万元", "把书[还]给图书馆")),
    Small("还", "huan2", "gives back", both(lambda place: place.after.text in ("钱", "款", "书", "债", "贷", "给", "清", "贷款", "房贷", "利息", "本金", "欠款", "车"), no(both(before_word("给"), lambda place: place.word(2).tag in NOUNS and any(w.tag in VERBS for w in place.following[2:])))),
          ("借来的钱已经[还]清", "每月[还]贷款")),
    Small("还", "huan2", "pays", both(after_word("少 多 需 应 要 每月 每年"), before_tag("m"), lambda place: any(word.text.endswith(("元", "万", "块")) for word in place.following[:2])), ("每月少[还]六十元",)),
    Small("还", "huan2", "gives back", after_word("借 归 偿 退 奉 返"), ("免费借[还]图书",)),
    Small("还", "hai2", "still", always, ("他[还]给老人送菜", "天黑了他[还]在忙", "天[还]没亮", "我们[还]是朋友")),
)  # fmt: skip

ALL = (
    Small("都", "du1", "a city", either(tagged("n", "LOC", "nz", "PER"), after_word("建 迁 定 之 旧 新 帝 故 古")), ("公元前三百年迁[都]",)),
    Small("都", "dou1", "all", always, ("我们[都]去", "每天[都]有", "连孩子[都]知道")),
)  # fmt: skip
AND = (
    Small("和", "huo2", "kneads", both(tagged("v"), before_word("面 泥 馅")), ("她正在[和]面",)),
    Small("和", "hu2", "wins at mahjong", before_word("牌 牌了"), ("他又[和]牌了",)),
    Small("和", "huo5", "the end of 暖和 and its like", both(after_word("暖 软 热 掺 搅"), either(ends_clause, before_word("的 了 很 起来 不"))), ("天气暖[和]起来了",)),
    Small("和", "he2", "and", always, ("党[和]政府", "老师[和]学生")),
)  # fmt: skip
WILL = (
    Small("将", "jiang4", "a general", both(tagged("n"), after_tag("n", "a", "m", "PER", "LOC", "nz"), either(ends_clause, after_tag("a"))), ("他是一员猛[将]",)),
    Small("将", "jiang1", "will, or takes", always, ("教育部[将]发布通知", "[将]垃圾分类投放", "会议[将]于明天开幕")),
)  # fmt: skip


def _animal(place: Place) -> bool:
    """Counted: 三只, 这只, 几只."""
    counted = place.before.tag in ("m", "q") or place.before.text in (
        "这",
        "那",
        "几",
        "每",
        "某",
        "两",
        "一",
        "哪",
        "另",
        "首",
        "头",
    )
    glued = place.words[place.at].glued
    return (
        counted
        and (glued or place.after.tag not in ("v", "p", "d", "vd", "c"))
        and place.after.text not in ("是", "有", "能", "要", "会", "为", "想", "用", "在", "占", "剩", "需")
    )


ONLY = (
    Small("只", "zhi1", "counts ships, cattle, poultry", after_word("船 舰 禽 艇"), ("江上船[只]很多",)),
    Small("只", "zhi1", "a measure word", _animal, ("湖上有三[只]天鹅", "这[只]猫很小")),
    Small("只", "zhi3", "only", always, ("比第一名[只]差三分", "他[只]去过一次", "今年[只]剩三天", "这[只]是开始")),
)  # fmt: skip
NOT = (
    Small("没", "mo4", "covers", both(before_word("过 顶"), lambda place: place.word(2).text.startswith(tuple("膝 腰 脚 头 胸 踝 小腿 大腿 路面 桥面 车轮".split()))), ("积水[没]过膝盖", "洪水[没]过桥面")),
    Small("没", "mei2", "has not", always, ("他[没]来", "[没]人知道", "还[没]开始")),
)  # fmt: skip
OF = (
    Small("的", "di1", "a taxi", both(tagged("n"), after_word("打 面 摩")), ("他打[的]去机场",)),
    Small("的", "de5", "of", always, ("我[的]书", "红袖标[的]样子", "他是来看病[的]")),
)  # fmt: skip

SMALL_WORDS: tuple[Small, ...] = (*FOR, *EARTH, *GET, *STAY, *DONE, *STILL, *ALL, *AND, *WILL, *ONLY, *NOT, *OF)
