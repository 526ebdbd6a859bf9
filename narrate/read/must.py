"""得 that is "has to": what stands before it can't be done well or badly, so that no complement can follow.

A complement tells how something is done or how far a state goes (跑得快, 急得直哭): it wants a verb or an adjective. A
thing (腿得勤), a verb that has its object in it (开车得小心) and a time (配件得下周到) leave 得 only to mean that one has to.
What is *got* (得三分, 得病) is left to grammar.py. Rules as there, which see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.read.grammar import VERBS, Small, after_tag, after_word, before_tag, both, either, ends_clause, no
from narrate.read.speech import begins
from narrate.read.verbs import followed, preceded

if TYPE_CHECKING:
    from narrate.read.grammar import Place, When

# What a verb of two characters and more ends in, where its object is in it: 修路, 请客, 上夜班.
OBJECTS = tuple(
    "粥 信 房 路 门 车 客 地 书 饭 菜 水 钱 话 字 画 歌 舞 课 学 班 药 酒 茶 烟 牌 球 田 船 票 鱼 肉 衣 鞋 店 家 国 婚 院 网 山 泳 澡 觉 步 病 证 税 租 贷 款 账 货 奖 锅 炉 饺子 房子 车子 孩子 日子 "
    "买卖 生意 会议 事儿 活儿 电话 照片 衣服 文章 报告 保险 飞机 火车 地铁 公交".split()
)
# Things of one syllable that taggers take for verbs too.
THINGS = frozenset(
    "题 面 茶 锅 水 油 盐 米 饭 菜 肉 鱼 汤 酒 药 墨 纸 笔 字 话 钱 货 账 书 信 画 门 窗 墙 床 灯 车 船 路 桥 井 腿 脚 手 嘴 眼 头 腰 背 心 人 病 电 网 票 证 树 苗 麦 稻 煤 柴 布 线 针 鞋 衣".split()
)
# Verbs and adjectives of one syllable that taggers take for nouns.
PREDICATES = frozenset(
    "跑 跳 唱 演 画 写 说 讲 谈 想 记 学 教 考 问 答 笑 哭 气 急 累 忙 病 疼 冷 热 饿 渴 美 香 甜 苦 咸 静 黑 亮 白 红 绿 青 黄 高 低 长 短 快 慢 早 晚 远 近 深 浅 干 湿 穷 富 老 小 大 多 少 住 活 睡 吃 喝 玩 打 下 起 来 去 过 站 坐 走 飞 游 滑 摔 冻 晒 淋 吹 刮 响 叫 闹 乱 挤 满 空 堆 排 穿 戴 梳 洗 扫 擦 切 炒 煮 蒸 烤 腌 泡 变".split()
)
# Nouns that are verbs too, and take a complement: 表现得好.
VERBAL = frozenset(
    "表现 发展 工作 生活 安排 准备 反映 变化 配合 表演 演出 描写 训练 锻炼 学习 打扮 装扮 布置 设计 搭配 组织 管理 服务 发挥 处理 解释 介绍 回答 分析 研究 保护 保存 建设 恢复 成长 生长 休息 运转 运行 执行 落实 治理 经营 合作 交流 沟通 衔接 融合 控制 掌握 理解 了解 认识 考虑 体现 展现 展示 刻画 塑造 发音 翻译 制作 加工 处置 应对 防守 进攻 传球 射门 出手 变 显".split()
)
FEELINGS = "激动 感动 紧张 高兴 兴奋 生气 害怕 担心 懂事 疲惫 疲倦 疲劳 痛苦 难过 伤心 惊讶 吃惊 惊恐 尴尬 羡慕 佩服 忙碌 折腾 折磨 喜欢 爱惜 心疼 感激 羞愧 后悔 开心 快乐 幸福 着急 焦急 郁闷 无聊 孤独 沉默 安静 热闹 拥挤 混乱 震惊 陶醉 沉醉 震动 颤抖 腐蚀 压迫 折服 惊吓 照射 打扮 装扮 收拾 打扫 布置 冲刷 磨损 摇晃 颠簸 膨胀 收缩 熟悉 亲热 变化 打磨 风化 粉刷 修饰 懊恼 懊悔 难受 沮丧 失落 委屈 愤怒 恼火 恼怒 气愤 悲伤 悲痛 绝望 惊慌 慌张 恐惧 恐慌 焦虑 烦躁 烦恼 苦恼 为难 欣喜 惊喜 得意 骄傲 自豪 满足 满意 舒服 难堪 害羞 害臊 好奇 困惑 迷茫 虚弱 憔悴 消瘦 饥饿 恶心 心酸 心痛 心烦 痛心 内疚 愧疚 自责 惭愧 嫉妒 妒忌 眼红 眼馋 崇拜 敬佩 思念 想念 牵挂 厌恶 憎恨 痛恨 愤慨 憋屈 憋闷 压抑 恍惚 迷糊 糊涂 虚脱 劳累 操劳 慌乱 失望 震撼 惊叹 惊恐 惊愕 诧异 心虚 心急 手忙脚乱"
DEGREE = begins("很 慌 要命 要死 厉害 不行 不得了 了不得 够呛 太 更 像 可以 可怕 出奇 惊人")
RESULT = begins(
    "让 叫 使 令 像 好像 如 如同 跟 和 比 能 直 不 没 无 连 满 仿佛 似 几乎 快要 差点 简直 只 都 又 越来越 最 极 非常 十分 特别 格外 相当 较 这么 那么 如此 多么 有些 有点 有声 有模 恰 刚 正 一 七 八 四 出 起 看不 看得 说不 睁不 喘不 抬不 合不 直不 停不 听不 分不 认不 找不 挪不 走不 站不 流 掉 发 落 哭 跳 笑 叹"
)
NOMINAL = after_tag("n", "nz", "nw", "r", "s", "f", "t", "TIME", "PER", "LOC", "ORG")
SPANS = "天 年 月 周 礼拜 星期 小时 钟头 分钟 秒 里 里地 公里 站 岁 遍 趟 道手续 个人 人 口人 层 代人".split()
GAINED = tuple("分 票 奖 金 银 铜 枚 球 牌 名 冠 胜 席 元 块 万 亿 成 等 第".split())
CAUGHT = tuple(
    "病 炎 症 癌 瘤 感冒 糖尿 冠军 亚军 季军 奖 分 票 金牌 银牌 铜牌 实惠 好处 便宜 民心 人心 利 名 消息 信息 救 手 力 法 体 当 益 逞 势 意 宠 道 失 罪 知 到 出 以 了 过".split()
)
BY_WHAT = "手工 手洗 人工 人力 现钱 现金 专人 大人 家长 全家 俩人 两人 俩 仨 机器 大伙 大伙儿 内行 行家 熟人 亲人 父母 子女 医生 大夫 律师 专家 本人 家属 单位"
FIRST = "先 再 赶紧 赶快 马上 立刻 提前 按时 按期 及时 好好 也 多 少 常 经常 专门 亲自 另 另外 重新 继续 尽快 尽量 尽早 慢慢 随时 时刻 天天 每天 一直 至少 起码 最少 事先 首先 自己 一起 一条一条 从头 从小 从长"


def _predicate(place: Place) -> bool:
    """An action or a state, whatever the tagger says: 天 黑, 表现."""
    return place.before.text in VERBAL or place.before.text[-1:] in PREDICATES


def _with_its_object(place: Place) -> bool:
    """修路, 过 日子: a verb and what it is done to, which no complement follows."""
    word = place.before
    inside = len(word.text) > 1 and word.tag not in ("a", "d", "ad") and word.text.endswith(OBJECTS)
    return inside and word.text != "好学"


def _thing(place: Place) -> bool:
    """腿, 这 病: a thing of one syllable, at the start of its clause or pointed at."""
    word = place.before
    pointed = place.word(-2).tag in ("r", "w", "q", "u") or place.word(-2).text == ""
    return word.text in THINGS and pointed and (word.tag == "n" or place.after.tag in VERBS | {"TIME", "t", "d"})


def _takes_so_long(place: Place) -> bool:
    """三 天, 三岁, 二十里: a time, a way, people."""
    text = "".join(word.text for word in place.following[:2])
    return place.after.tag == "m" and any(unit in text for unit in SPANS)


def _goes_on_to_a_verb(place: Place) -> bool:
    return any(word.tag in VERBS for word in place.following[1:])


def _of_two(place: Place) -> bool:
    return len(place.before.text) > 1 and place.before.tag in ("v", "vn")


def _gained(place: Place) -> bool:
    """得 了 金奖, 得 三 分, 得 病: what is got."""
    after = place.word(2) if place.after.text in ("了", "过") else place.after
    counted = "".join(word.text for word in place.following[:3])
    return (
        after.text.startswith(CAUGHT)
        or after.text.endswith(CAUGHT)
        or (after.tag == "m" and (any(unit in counted for unit in GAINED) or len(place.following) == 1))
    )


def _so_much_more(place: Place) -> bool:
    """合适 得 多 了: and no verb after it, as in 得 多 练."""
    return place.after.text == "多" and all(word.text in ("多", "了", "呢", "吧") for word in place.following)


def _more_is_done(place: Place) -> bool:
    """带 委托书, 持证: a verb with what it is done to, or what is no verb."""
    return place.after.tag not in ("v", "vn") or len(place.following) > 1 or len(place.after.text) > 1


def _noun(place: Place) -> bool:
    """A thing of two syllables and more: 材料, 煤气."""
    return place.before.tag in ("n", "nz", "nw", "s", "f", "t", "TIME") and len(place.before.text) > 1


OTHERWISE = either(
    ends_clause, DEGREE, _so_much_more, after_word("不 取 获 才 所 使 显 觉 懂 晓 值 记 认 省 免 懒 舍 求 博 赢 落")
)


def _must(why: str, *when: When, examples: tuple[str, ...]) -> Small:
    """Has to: unless nothing follows, or a degree, or 得 ends a word (使得, 显得)."""
    return Small("得", "dei3", f"has to: {why}", both(no(OTHERWISE), *when), examples)


HAS_TO: tuple[Small, ...] = (
    Small("得", "de2", "gets a prize, falls ill", both(followed("了"), _gained), ("这项发明[得]了金奖", "他[得]了感冒")),
    _must("the verb before has its object in it", _with_its_object, no(followed("了 过 到 住")),
          examples=("开车[得]小心", "修路[得]花钱", "过日子[得]精打细算", "买房[得]量力而行", "这事儿[得]从长计议")),
    _must("a thing before it", _thing, no(_predicate), no(before_tag("m")), no(followed("了 到")),
          examples=("腿[得]勤，嘴[得]严", "人[得]实诚", "茶[得]现沏", "面[得]揉匀")),
    _must("a time or a place follows", NOMINAL, no(_predicate), before_tag("TIME", "t", "f"), _goes_on_to_a_verb,
          examples=("配件[得]下周才能到货", "彩礼[得]两边商量着来")),
    _must("it takes so long", NOMINAL, no(after_tag("PER", "ORG", "r")), no(_predicate), _takes_so_long, no(_gained),
          examples=("孩子[得]三岁才能上幼儿园", "路上[得]三天")),
    _must("by whom, by what", either(NOMINAL, after_word("活儿 事儿")), no(_predicate), followed(BY_WHAT), _goes_on_to_a_verb,
          examples=("嫁妆[得]现钱买", "这活儿[得]俩人干")),
    _must("what happened goes before", preceded("了"), before_tag("v", "d", "p", "vd"), examples=("机器坏了[得]请人修",)),
    _must("two or three do", preceded("俩 仨"), before_tag("v", "d", "p"), examples=("他俩[得]闹翻",)),
    _must("a noun before it, and nothing got behind it", _noun, no(_predicate), no(_gained), either(no(before_tag("n", "u", "w", "nz", "PER", "ORG", "LOC")), _goes_on_to_a_verb),
          examples=("材料[得]一式三份", "煤气[得]拧紧", "人手[得]足")),
    _must("what is done for it", _of_two, no(_predicate), no(after_word(FEELINGS)), no(_gained), no(RESULT),
          either(before_tag("v", "p", "r", "n", "vd", "vn", "TIME", "t"), followed(FIRST)), _more_is_done,
          examples=("代办[得]带委托书", "装修[得]先报备", "做人[得]守住本分", "上岗[得]持证")),
    Small("得", "de5", "so does one feel that", both(after_word(FEELINGS), no(OTHERWISE), before_tag("v", "p", "d")), ("她懊恼[得]蹲下来", "心里难受[得]想哭")),
)  # fmt: skip
