"""Spoken verbs, adjectives and measure words of one character that are read in two ways, and words of two that are.

Rules as in grammar.py, which see; they are asked before those of singles.py. Found by going through the characters that
have two readings one by one, each in sentences for each of its readings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.read.grammar import (
    IDIOM,
    Small,
    after_tag,
    after_word,
    always,
    before_tag,
    before_word,
    both,
    either,
    ends_clause,
    no,
    tagged,
)
from narrate.read.singles import about, begins_clause, counted, doubled, suffix

if TYPE_CHECKING:
    from narrate.read.grammar import Place, When

VERB = tagged("v", "vn", "vd")
NAMED = tagged("PER", "LOC", "ORG", "nz", "nw")
SKIES = "晴 阴 多云 少云 小雨 中雨 大雨 阵雨 雷阵雨 小雪 中雪 大雪"
FRIED = "鸡 鸭 鱼 肉 虾 茄 豆腐 丸子 花生 油条 油锅 油温 下锅 锅里 面糊 酥 脆 焦黄 金黄 香 土豆 薯 藕 春卷 麻花 糕 排骨 饺 辣椒 葱 蒜 菜"
POURED = "药 粮食 化肥 饲料 茶 水 酒 牛奶 咖啡 饮料 果汁 豆浆 垃圾 汤 油 墨 沙 一杯 一碗"
FELL = "树 楼 房 老人 墙 摔 跌 滑 晕 塌 刮 绊 病 累 醉"


ASKED = "是不是 会不会 要不要 有没有 该不会"


def followed(words: str) -> When:
    """One of these words follows, whole."""
    options = frozenset(words.split())
    return lambda place: place.after.text in options


def preceded(words: str) -> When:
    """One of these words goes before, whole."""
    options = frozenset(words.split())
    return lambda place: place.before.text in options


def said_before(words: str, within: int = 4) -> When:
    """One of these stands among the last words before it."""
    options = tuple(words.split())
    return lambda place: any(word.text.startswith(options) for word in place.preceding[-within:])


def said_after(words: str, within: int = 3) -> When:
    """One of these is the end of one of the next words."""
    options = tuple(words.split())
    return lambda place: any(word.text.endswith(options) for word in place.following[:within])


def first_of_word(place: Place) -> bool:
    """It begins a word whose other parts follow: 弹|烟灰."""
    after = place.words[place.at + 1 : place.at + 2]
    return not place.words[place.at].glued and bool(after) and after[0].glued


def older(place: Place) -> bool:
    """比 我 长 两岁."""
    return place.after.tag in ("m", "q") and any(word.text.endswith(("岁", "辈")) for word in place.following[:2])


def used_as(place: Place) -> bool:
    """一个人 当 两个人 用: the clause ends in what is done with it."""
    return bool(place.following) and place.following[-1].text.endswith(("用", "使", "花", "过"))


def between_skies(place: Place) -> bool:
    """晴 间 多云."""
    return place.before.text.endswith(("晴", "阴", "云", "雨", "雪")) and before_word(SKIES)(place)


def a_spell(place: Place) -> bool:
    """病 了 一 场, 大哭 一 场: how long it went on."""
    behind = "".join(word.text for word in place.preceding[-3:])
    return behind.endswith(("一", "几", "两")) and any(verb in behind for verb in "病哭闹吵骂醉痛")


def in_use(place: Place) -> bool:
    """A verb by what stands beside it: 数 完, 会 数, 数 一 数; not 人 数, 三 卷."""
    if suffix(place) or counted(place) or NAMED(place):
        return False
    return doubled(place) or _DONE(place) or _LED(place)


_DONE = followed("了 过 着 得 完 光 起来 下去 下来 出来 不动 不了 不完 不下 不住 在一起 了起来 了下来")
_LED = preceded("会 正在 帮 替 别 刚 一起 一直 一边 谁 越 要想 怎么也 不停地 没法 忙着 急着 想")

# How a character is said where it is used as a verb by itself.
IN_USE = dict(
    zip(
        "择系待背盛卷数量扇揣扒蒙塞种缝咽挣教钉弹铺切攒撒擂载捋闷压藏磨扎挑削",
        "zhai2 ji4 dai1 bei1 cheng2 juan3 shu3 liang2 shan1 chuai1 ba1 meng2 sai1 zhong4 feng2 yan4 zheng4 jiao1 ding4 tan2 pu1 qie1 zan3 sa3 lei2 zai4 lv3 men1 ya1 cang2 mo2 za1 tiao1 xiao1".split(),
        strict=True,
    )
)  # fmt: skip
IN_USE["扎"] = "zha1"

VERBS: tuple[Small, ...] = (
    Small("挨", "ai2", "suffers", both(before_word("打 骂 饿 冻 批 罚 训 淋 揍 宰 了 过 一顿 一刀 一拳")), ("他[挨]了一拳",)),
    Small("挨", "ai1", "next to, one after another", either(before_word("着 个 家 户 近 次 门 一个"), preceded("紧")), ("两家[挨]着住", "大家一个[挨]一个坐下")),
    Small("扒", "ba1", "holds on to, pulls off", before_word("着 了 在 开 下 拉 出 光 掉 上 完 两口"), ("孩子[扒]着窗户往外看", "他[扒]了两口饭")),
    Small("剥", "bao1", "peels", both(no(NAMED), no(ends_clause), no(before_word("夺 离 削 蚀 落"))), ("他在[剥]花生", "[剥]虾")),
    Small("背", "bei4", "knows by heart", either(before_word("过手 课文 单词 诗 古诗 台词 会 诵 得 完 熟 出来 稿 口诀 公式"), about("课文 单词 诗 台词 英语 公式 口诀 稿子")), ("他把课文[背]得很熟", "[背]古诗")),
    Small("背", "bei4", "with the back to", before_word("着手 着双手 对 靠 过身 过脸 阴 光 着人 靠背"), ("他[背]过身去",)),
    Small("背", "bei1", "carries on the back", both(VERB, before_word("在身上 在肩上 在背上 在背后 上 负 了 着 起 过")), ("他把孩子[背]在身上",)),
    Small("奔", "ben4", "heads for", both(no(before_word("跑 走 向 波 腾 驰 来 赴")), either(before_word("着 小康 头"), before_tag("m", "LOC", "s"))), ("大家[奔]着好日子去", "他都[奔]五十了")),
    Small("泊", "po1", "a lake", both(suffix, after_word("湖 血 罗布 梁山")), ("到罗布[泊]考察",)),
    Small("泊", "bo2", "lies at anchor", no(NAMED), ("渔船[泊]在岸边",)),
    Small("差", "chai1", "sends", both(after_word("被 便 就"), before_word("去 人 来 遣")), ("他被[差]去买菜",)),
    Small("长", "chang2", "too long", both(before_word("了点 了一点 了两 了三 了几 了半 了一截 了些"), about("绳 线 裤 袖 时间 裙 杆 桌 床 衣服 棍 距离")), ("这条裤子[长]了点",)),
    Small("长", "zhang3", "is older", both(VERB, older), ("哥哥比他[长]三岁",)),
    Small("长", "zhang3", "is older", both(after_word("比我 比他 我 他 她 你"), older), ("他比我[长]五岁",)),
    Small("场", "chang2", "a spell", both(a_spell, no(before_word("比赛 演出 电影"))), ("他病了一[场]",)),
    Small("盛", "cheng2", "fills a bowl", both(no(before_word("水期 装")), no(after_tag("a", "d")), before_word("水 油 酒 药 肉 汤 菜 饭 满 放 装 上 了 着 出 得下 不下")), ("用桶[盛]水", "桶里[盛]满了水")),
    Small("冲", "chong4", "strong of smell, blunt", both(after_word("很 太 真 有点 挺 好 特别 这么"), ends_clause), ("这酒味道很[冲]",)),
    Small("冲", "chong4", "towards", both(before_word("我 他 她 你 大家 众人 镜头 观众 对方 这边 那边 门外 屋里"), no(either(ends_clause, about("水 澡 洗 浪 潮")))), ("他[冲]我直摆手",)),
    Small("冲", "chong4", "towards", both(before_word("着"), no(about("水 澡 凉 洗 杯"))), ("他[冲]着我笑了笑",)),
    Small("处", "chu3", "gets on with", both(before_word("对象 朋友 得 久 不来 了"), no(suffix), no(counted), no(tagged("n", "s"))), ("两人[处]得很好",)),
    Small("处", "chu3", "is punished by", both(before_tag("m", "q", "TIME"), about("拘留 罚款 徒刑 拘役 警告 罚金"), no(suffix), no(counted)), ("违反规定的，[处]三日以下拘留",)),
    Small("处", "chu3", "gets on with", followed("对象 朋友"), ("他们俩在[处]对象",)),
    Small("待", "dai1", "stays", both(either(before_word("在 着 了 过 不住 不下去 一会 一天 上 得住 久 腻 几天 两天 一辈子"), preceded("多 再 好好 久")), no(before_word("过往")), no(preceded("有 善 亏 对 厚 优 款"))), ("他在家里[待]了三天", "一直[待]在家里", "你在家[待]着")),
    Small("弹", "tan2", "plays, flicks, springs", either(both(VERB, no(suffix)), first_of_word, doubled, before_word("一首 一曲 一段 起 开 回 跳 出 烟灰 指 琴 唱 奏 得")), ("她会[弹]古筝", "[弹]一首曲子", "他[弹]了弹身上的灰")),
    Small("弹", "dan4", "a bomb", always, ("一枚导[弹]",)),
    Small("当", "dang4", "pawns", both(said_before("把 将"), before_word("了 掉"), no(said_before("当")), either(lambda place: len(place.following) == 1, about("换钱 当铺 赎"))), ("他把手表[当]了", "他把大衣[当]了换钱")),
    Small("当", "dang4", "takes for", both(said_before("把 拿 将"), before_word("自己 傻子 外人 朋友 亲 什么 枪使 猴 贼 坏人 客人 一家 事 财富 垃圾 小孩 玩具 武器 借口 挡箭牌 儿子 女儿")), ("拿我[当]傻子",)),
    Small("当", "dang4", "is as good as", both(before_word("一 两 三 几 半 十 好几"), used_as),
        ("一个人[当]两个人用",)),
    Small("倒", "dao4", "pours", both(either(about(POURED), after_word("往后 朝后 向后")), no(about(FELL)), either(VERB, before_word("了 着 出 上 满 一杯 一碗")), no(before_word("在地 下 闭 塌 卖 霉"))), ("他给客人[倒]了一杯茶", "我帮你[倒]一杯水", "车往后[倒]")),
    Small("得", "de2", "gets", either(both(begins_clause, before_tag("m")), before_word("过 奖")), ("[得]三分", "他[得]过两次奖")),
    Small("得", "de2", "gets", both(first_of_word, tagged("v", "n", "vn"), begins_clause), ("[得]利者",)),
    Small("得", "de5", "how it was", both(after_word("争 吵 闹 静 闲 亮 黑 红 白 疼 热 冷"), before_word("面红耳赤 不可开交 掉 出奇 能 像 连 不")), ("两人争[得]面红耳赤", "屋里静[得]掉根针都听得见")),
    Small("得", "dei3", "has to", both(preceded("还 就 都 也 可 总 非 仍 只"), lambda place: len(place.after.text) >= IDIOM and not place.after.tag.startswith("m")), ("这事还[得]从长计议",)),
    Small("倔", "jue4", "stubborn", no(NAMED), ("这老头[倔]得很",)),
    Small("吭", "keng1", "utters", no(NAMED), ("他半天没[吭]一声",)),
    Small("得", "de2", "got", both(preceded(ASKED), followed("了")), ("他是不是[得]了奖",)),
    Small("了", "le5", "got", both(preceded("得"), lambda place: any(word.text in ASKED.split() for word in place.preceding[-2:-1])), ("他是不是得[了]病",)),
    Small("得", "dei3", "has to", both(preceded("是不是 非 全 要不 要不要 恐怕 怕是 那 准 早晚 迟早 回头 明儿 今儿"), either(before_tag("v", "d", "vn", "p"), before_word("让 叫 把 好好 赶紧 赶快 快 先"))), ("我是不是[得]好好歇歇", "你非[得]让我走")),
    Small("得", "dei3", "has to be", both(preceded("就 还 又 都 也 总 可 全"), before_tag("a")), ("光是收晒就[得]忙上一个多月",)),
    Small("得", "dei3", "takes so much", both(preceded("还 就 也 都 至少 起码 最少 怎么 怎么也 活儿 事儿 这活儿 总"), either(before_tag("m", "q", "TIME"), before_word("一 二 三 四 五 六 七 八 九 十 两 几 半 好几"))), ("这事至少[得]三天",)),
    Small("调", "diao4", "transfers", both(before_word("粮 水 煤 电 资金 物资 兵 船 人手 人员 拨 运 走 往 遣"), no(about("温度 音量 价"))), ("从外地[调]粮",)),
    Small("调", "diao4", "transfers", both(VERB, said_before("从"), about("部 局 厅 处 办 科 队 厂 单位 公司 地 省 市 县"), no(about("温度 音量 度 高 低"))), ("他从县里[调]到了别的部门",)),
    Small("钉", "ding4", "nails, sews on", either(VERB, before_word("在 上 住 牢 死 好 进 扣子 钉子 了")), ("用钉子[钉]牢", "给衣服[钉]扣子")),
    Small("发", "fa4", "hair", both(said_before("理 剪 烫 染 剃"), ends_clause, no(suffix)), ("他刚理了个[发]",)),
    Small("缝", "feng2", "sews", either(first_of_word, before_word("衣 被 扣 补 裤 鞋 针 好 合 线 了 着 在 上 制")), ("奶奶在[缝]衣服",)),
    Small("杆", "gan3", "counts rifles", both(counted, about("枪 秤 旗 烟 槊 矛 炮")), ("一[杆]枪",)),
    Small("杆", "gan1", "a pole", always, ("高压线[杆]",)),
    Small("还", "huan2", "gives back", either(before_word("不起 得起 不清 不完"), both(before_word("你 我 他 她 您 人家"), either(about("钱 债 账 公道 清白 自由"), both(said_before("把"), lambda place: len(place.following) == 1)))), ("房贷[还]不起", "把书[还]我")),
    Small("还", "huan2", "gives back", either(followed("完 完了"), both(lambda place: any(word.text.startswith("于") for word in place.following[1:3]), before_tag("n", "v", "a", "nz", "an"), no(said_before("曾")), lambda place: len(place.following) <= 3)), ("贷款还没[还]完", "[还]路于民")),  # noqa: PLR2004 - 还 路 于 民
    Small("过", "guo4", "across", both(preceded("驶 穿 越 飞 跨 夺 接 抢 翻 掠 闪 滑 递 绕 拂 划 挤 钻 淌 蹚 渡"), no(before_word("了"))), ("列车驶[过]大桥", "他接[过]行李")),
    Small("咳", "hai1", "a sigh", both(begins_clause, ends_clause), ("[咳]，我来晚了",)),
    Small("好", "hao4", "is fond of", both(preceded("就 最 偏 独 就是 生性 素"), before_word("这口 这一口 下 喝 吃 打 钓 写 看 读 玩 听 个")), ("他就[好]下棋",)),
    Small("好", "hao4", "is fond of", before_word("出风头"), ("他爱[好]出风头",)),
    Small("喝", "he4", "cheers", both(followed("了"), said_after("彩", 4)), ("台下[喝]了一声彩",)),
    Small("喝", "he4", "shouts", both(preceded("大 断 怒 暴"), before_word("一声 道")), ("他大[喝]一声",)),
    Small("划", "hua2", "scratches, rows", either(before_word("了个口 破 伤 开一 火柴 船 桨 了一道 过水 水 了条口"), both(VERB, about("口子 玻璃 刀片 伤口 船 桨 火柴 手指"))), ("手[划]了个口子", "他[划]着船")),
    Small("间", "jian4", "now and then, of the weather", between_skies, ("明天晴[间]多云",)),
    Small("长", "zhang3", "grows", both(ends_clause, preceded("不 没 猛 疯 还在 自己"), about("种 地 草 庄稼 苗 树 个子 头发 根 芽 毛 胡子")), ("这块地薄，种啥都不[长]",)),
    Small("晃", "huang3", "dazzles; flashes by", either(before_word("眼 得人睁 得睁"), both(preceded("一"), before_tag("m", "TIME", "t"))), ("灯光[晃]眼",)),
    Small("晃", "huang4", "sways", no(NAMED), ("小船[晃]得厉害",)),
    Small("结", "jie1", "bears fruit", before_word("果子 了果子 满果 出果 瓜 籽 穗"), ("树上[结]满果子",)),
    Small("觉", "jiao4", "sleep", either(preceded("一 午 大 懒 个 回笼 囫囵 安稳 晚"), said_before("睡 补 醒 眠")), ("他睡了一[觉]", "补个[觉]")),
    Small("觉", "jue2", "feels", no(NAMED), ("他[觉]出不对",)),
    Small("卷", "juan4", "a volume", both(either(counted, suffix), after_tag("m", "q", "r"), no(before_word("纸 卫生纸 胶 胶卷 胶带 布 铺盖 线 电线 钢 毯 席 行李 钱 钞票")), no(before_word("起 走 入 成"))), ("一[卷]古书", "全书共三[卷]")),
    Small("卡", "qia3", "is stuck", both(before_word("在 住 脖子 死 着 喉 嗓子"), no(lambda place: place.words[place.at].glued), no(after_tag("q", "m", "r")), no(about("电脑 手机 系统 网速 视频 画面 银行"))), ("鱼刺[卡]在喉咙里", "电梯[卡]在了半空")),
    Small("看", "kan1", "guards", both(VERB, followed("门 家 孩子 摊 店 仓库 场子 瓜 青")), ("大爷在工厂[看]门",)),
    Small("看", "kan4", "looks", before_word("家 车 店 门 护 管 守 押"), ("他去[看]车展", "[看]家电")),
    Small("空", "kong1", "in vain, empty", before_word("跑 忙 欢喜 等 转 谈 喊 对空 手 着手 着肚子"), ("他[空]着手回来了",)),
    Small("落", "la4", "is left out", both(preceded("不 没 不能 没有 别 不许 不会 没人"), either(ends_clause, before_tag("m"), before_word("一 下 在后 了"))), ("一个都不能[落]", "一户不[落]", "确保不[落]一户")),
    Small("落", "la4", "falls behind, leaves out", before_word("在后面 在后头 在最后 在别人后 在了后 在队伍后 在人后 了一个字 了一行 了东西 了字 了两个字 了几个字"), ("他[落]在后面", "这里[落]了一个字")),
    Small("累", "lei4", "tired", either(followed("是"), preceded("是"), before_word("点儿 一点 点 人的")), ("这活儿[累]是[累]点儿",)),
    Small("累", "lei4", "tired", either(before_word("得 坏 了 死 病 垮 倒 趴 瘫 不 弯 哭 极 并 着"), tagged("a", "an", "ad")), ("她[累]得直不起腰", "大家都[累]坏了")),
    Small("磨", "mo4", "a mill", after_word("拉 推 石 电 水 转"), ("驴在拉[磨]",)),
    Small("和", "hu2", "wins at mahjong", both(followed("了"), about("牌 麻将")), ("他[和]了一把大牌",)),
    Small("和", "huo2", "kneads", both(followed("了 好 上"), about("面 面团 泥 饺子馅"), no(about("稀泥")), begins_clause), ("[和]了一盆面",)),
    Small("和", "huo4", "mixes", both(before_word("成 了成 点水 匀"), about("泥 水 面 药 浆 沙 灰 馅")), ("路面[和]成了一摊泥",)),
    Small("载", "zai3", "years", after_word("一 两 二 三 四 五 六 七 八 九 十 百 千 万 数 几 半"), ("一别十[载]",)),
    Small("相", "xiang4", "a phase", both(suffix, after_word("气 液 固 多 单 陆 海 异 本")), ()),
    Small("都", "du1", "a city", both(lambda place: place.words[place.at].glued, tagged("n", "nz", "LOC", "ORG", "ns", "s"), after_word("药 酒 瓷 煤 雾 冰 钢 茶 花 水 影 陶 丝 古 陪 帝 旧 新 名 山 江 铜 石 油 鞋")), ("景德镇是千年瓷[都]",)),
    Small("散", "san3", "a powder", both(lambda place: place.words[place.at].glued, tagged("nz", "nw"), ends_clause), ()),
    Small("藏", "cang2", "keeps", both(first_of_word, before_word("画 家 宝 量 品 书 头 身 匿 经 富 兵 毒 酒 粮 龙")), ("[藏]宝图",)),
    Small("长", "chang2", "long", both(first_of_word, no(before_word("老 官 辈 者 子 兄 女 机 工 房 势 姐 孙 史 大 高 成 出 满 胖 草 毛 个 得 进 相 牙 期 于 肉 虫 在 了 起 着")), no(tagged("v", "PER"))), ("[长]条形的桌子", "[长]轴")),
    Small("长", "chang2", "the length of", both(suffix, after_word("步 臂 字 等 纵 波 弧 边 周 翼 轴 杆 管 线 坡 桥 焦 茎 叶 体 尾 喙")), ()),
    Small("凉", "liang4", "lets cool", either(doubled, before_word("一凉 一下 着喝")), ("把茶[凉]一[凉]",)),
    Small("凉", "liang2", "cool", no(NAMED), ("水[凉]了",)),
    Small("量", "liang2", "measures", both(before_word("身高 体温 血压 尺寸 体重 腰围 一下 一量 完 好 了量 出"), no(suffix)), ("[量]身高",)),
    Small("搂", "lou1", "rakes together", before_word("柴 草 树叶 树枝 钱"), ("他去[搂]柴",)),
    Small("搂", "lou3", "hugs", no(NAMED), ("妈妈[搂]着孩子",)),
    Small("露", "lou4", "shows", before_word("面 个面 了面 脸 个脸 两手 一手 了一手 底 了底 怯 馅 了馅 富 相 白 马脚 出马脚 丑"), ("好歹[露]个面",)),
    Small("露", "lou4", "shows", both(followed("着"), said_after("脚趾 肚皮 膝盖 大腿 肩膀 牙 后背 棉花 胳膊 腿", 2)), ("鞋子[露]着脚趾",)),
    Small("泡", "pao1", "a measure", both(counted, before_word("尿 屎 口水")), ()),
    Small("掖", "ye1", "tucks", before_word("着 在 进 好 了 起"), ("把衣角[掖]好",)),
    Small("尽", "jin3", "lets someone first", both(before_word("着"), no(about("义务 责 职 力 孝 本分"))), ("有好的[尽]着老人用",)),
    Small("捋", "luo1", "pushes up a sleeve", either(about("袖 裤腿 榆钱 槐花 树叶"), before_word("起 下")), ("他[捋]起袖子",)),
    Small("捋", "lv3", "strokes, puts in order", no(NAMED), ("把思路[捋]一[捋]", "老人[捋]着胡子")),
    Small("埋", "mai2", "buries", no(NAMED), ("[埋]在地下",)),
    Small("闷", "men1", "stuffy", both(about("天气 空气 车厢 房间 屋子 屋里"), no(after_word("郁 烦 苦"))), ("天气[闷]得像蒸笼",)),
    Small("闷", "men1", "keeps shut", followed("在"), ("他整天[闷]在屋里",)),
    Small("闷", "men1", "keeps shut", before_word("一会 一下 上 着 熟 煮 在家 在屋 头 热 死 得慌 声"), ("把茶[闷]一会儿", "整天[闷]在家里")),
    Small("蒙", "meng1", "cheats", both(before_tag("r"), no(NAMED)), ("你[蒙]谁呢",)),
    Small("蒙", "meng1", "guesses; cheats", before_word("对 中 人 混 骗 钱 在鼓里那"), ("这道题我[蒙]对了",)),
    Small("蒙", "meng2", "covers", both(VERB, before_word("着 上 住 了 在")), ("他[蒙]着脸",)),
    Small("磨", "mo4", "grinds", before_word("面 豆腐 豆子 豆浆 坊 盘"), ("在家[磨]豆腐",)),
    Small("磨", "mo4", "grinds", both(before_word("了 着 好 出 成"), about("面粉 豆浆 豆腐 玉米面 米浆 石磨 磨盘 碾 麦子")), ("用石磨[磨]出的面粉",)),
    Small("磨", "mo2", "rubs", VERB, ("手上[磨]出了泡",)),
    Small("抹", "ma1", "wipes", before_word("桌 灰 布 下脸 不下脸"), ("他在[抹]桌子",)),
    Small("抹", "mo3", "spreads, wipes", no(both(suffix, NAMED)), ("[抹]药", "[抹]了[抹]眼泪")),
    Small("拧", "ning2", "wrings", before_word("毛巾 衣 干 成一股 着眉 耳朵 成绳"), ("[拧]毛巾", "大家[拧]成一股绳")),
    Small("拧", "ning3", "screws", no(NAMED), ("[拧]螺丝", "[拧]开瓶盖")),
    Small("撇", "pie1", "skims, casts aside", before_word("开 油 沫 去 下"), ("[撇]去浮沫",)),
    Small("屏", "bing3", "holds one's breath", before_word("住 息 气 着"), ("他[屏]住了呼吸",)),
    Small("漂", "piao1", "floats", either(VERB, before_word("在 着 过 浮 来 走")), ("[漂]在水上",)),
    Small("翘", "qiao4", "sticks up", before_word("着 起 了 课 班 得"), ("他[翘]着腿",)),
    Small("撒", "sa1", "lets go, lets out", before_word("谎 手 腿 网 娇 野 欢 尿 泼 气 丫子 旗 了谎 了手 了气 了欢 了网 下谎 下网"), ("他[撒]腿就跑",)),
    Small("撒", "sa3", "scatters", both(no(NAMED), either(VERB, before_word("了 在 上 满 出"))), ("水[撒]了一地", "[撒]盐")),
    Small("散", "san3", "falls apart", before_word("了架 架 装 养 户 着头发"), ("车子快[散]了架",)),
    Small("扇", "shan1", "fans, slaps", either(VERB, doubled, before_word("扇子 了 着 动 风 他 她 起 耳光 巴掌 一巴掌")), ("他[扇]了[扇]扇子",)),
    Small("扇", "shan4", "a fan; counts doors", no(NAMED), ("一[扇]门",)),
    Small("散", "san4", "breaks up", either(VERB, ends_clause), ("人都[散]了",)),
    Small("数", "shu3", "counts", both(before_word("了又数 着 出 不清 不过来 一遍 完 到 星星 钱"), no(suffix), no(after_tag("m", "q")), no(tagged("m", "q", "n"))), ("他[数]完了钱",)),
    Small("挑", "tiao3", "raises", before_word("起 战 衅 明 灯 逗 头 拨 大梁 帘 门帘"), ("他[挑]起了担子那头",)),
    Small("通", "tong4", "a bout", both(after_word("一"), either(ends_clause, before_tag("w")), said_before("打 骂 说 吹 闹 批 训 忙 找 夸 吃 吐 熊 数落 乱 抱怨 了")), ("他说了一[通]",)),
    Small("吐", "tu3", "spits", before_word("口水 槽 口气 了口气 气 苦水 舌 丝 骨 字 籽 核 泡 露 痰 沫 出骨 出核 出籽 出舌 出一口"), ("他[吐]了口气",)),
    Small("吐", "tu4", "vomits", both(either(preceded("想 要 又 直 呕 都 会 没 不 就 狂 老"), before_word("了 得 完 个 血 奶")), no(about("舌头 痰 丝 泡 字 核 籽 骨头 苦水 槽 口水 唾沫"))), ("他恶心想[吐]", "坐车[吐]了一路")),
    Small("吐", "tu3", "spits", VERB, ("蚕[吐]丝", "不要随地[吐]痰")),
    Small("削", "xiao1", "pares", both(no(suffix), no(NAMED), no(before_word("除 职 官 爵 弱 减 藩 平 发 波")), no(after_word("被 剥"))), ("他[削]了个苹果", "[削]铅笔")),
    Small("应", "ying1", "should", before_word("由 予 当 从 依 及 对 向 按 以 将 是 有 在"), ("费用[应]由双方承担",)),
    Small("应", "ying4", "answers", either(before_word("声 战 了一声 了声"), both(ends_clause, preceded("人 没 不 声 没人 无人 也 没有"))), ("股价[应]声下跌", "喊了半天没人[应]")),
    Small("晕", "yun4", "gets sick on board", before_word("车 船 机 血 针 3D"), ("他容易[晕]船",)),
    Small("晕", "yun4", "a halo", both(tagged("n"), suffix), ("月[晕]",)),
    Small("攒", "cuan2", "crowds", after_word("人头 万头"), ("人头[攒]动",)),
    Small("攒", "zan3", "saves", both(no(counted), no(before_word("尖 顶")), no(suffix), no(NAMED)), ("他[攒]了三万块钱", "[攒]学费")),
    Small("择", "zhai2", "picks over", before_word("菜 豆角 韭菜 干净 洗 不开"), ("奶奶在[择]韭菜",)),
    Small("扎", "za1", "binds", both(about("辫 头发 马尾 蝴蝶结 彩带 花环 灯笼 风筝 皮筋 腰带 皮带 袋口 袋子口 裤脚 袖口 头绳 红绳 红绸"), no(about("针 扎根 染"))), ("她[扎]了个蝴蝶结",)),
    Small("炸", "zha2", "fries", either(doubled, both(about(FRIED), no(about("弹 爆 敌 桥 雷 油罐 油库 锅炉 煤气 军 油田 油轮")))), ("鱼块[炸]一[炸]更香", "下锅[炸]两分钟")),
    Small("粘", "nian2", "sticky", both(either(after_word("很 太 又 发 不够 真"), tagged("a")), no(before_word("在 住 上 手 牙 锅 贴 着 了"))), ("这米又软又[粘]",)),
    Small("粘", "zhan1", "sticks", both(no(NAMED), no(suffix)), ("糖[粘]在一起", "不[粘]手")),
    Small("涨", "zhang4", "swells", both(about("肚子 胃 脑袋 头 眼睛 奶"), before_word("得 了 着 痛")), ("肚子[涨]得难受",)),
    Small("涨", "zhang4", "swells", either(after_word("发 泡 肿"), before_word("红了脸 得通红 红 大了")), ("他脑袋发[涨]", "他[涨]红了脸")),
    Small("着", "zhao2", "reaches, catches", both(preceded("猜 找 睡 逮 抓 摸 够 捞 见 碰 用 打"), before_word("了")), ("他猜[着]了", "钥匙找[着]了")),
    Small("着", "zhao2", "fire, cold, worry", before_word("了凉 了火 了迷 了慌 了急 了魔 了风寒"), ("他夜里[着]了凉",)),
    Small("着", "zhao2", "exactly", both(after_word("正"), ends_clause), ("两人撞了个正[着]",)),
    Small("折", "she2", "loses", before_word("了本 本 了老本"), ("生意[折]了本",)),
    Small("折", "zhe1", "turns over", before_word("跟头 了个跟头 个跟头 过来倒过去"), ("他[折]了个跟头",)),
    Small("折", "she2", "is broken", both(before_word("了"), about("腿 胳膊 骨 枝 绳 杆 笔 腰"), no(about("打 扣"))), ("树枝[折]了",)),
    Small("中", "zhong4", "hits", both(before_word("了"), no(suffix), no(tagged("s", "LOC", "TIME")), no(after_tag("n", "vn", "m"))), ("他[中]了彩票",)),
    Small("重", "zhong4", "heavy", before_word("得 了 达 的 了点 到"), ("箱子[重]得抬不动",)),
    Small("重", "zhong4", "what counts", before_word("在"), ("两项工作都[重]在落实",)),
    Small("转", "zhuan3", "changes over", both(said_after("车 地铁 公交 火车 飞机", 4), before_word("了")), ("他[转]了三趟车",)),
    Small("转", "zhuan4", "turns round", either(both(said_before("绕着 围着 绕 围 跟着", 5), either(ends_clause, before_word("个 了 来 着 圈 得 悠"))), both(about("脑子 脑筋 眼珠 陀螺"), before_word("得 个 来 着")), before_word("晕")), ("孩子们围着操场[转]", "他脑子[转]得快")),
    Small("转", "zhuan4", "turns round", doubled, ("出去[转]一[转]",)),
    Small("干", "gan4", "works", doubled, ("你来[干]一[干]",)),
    Small("转", "zhuan4", "turns round", either(both(before_word("得 起来 了起来 个不停 个圈 不停 了三 了几 了两 着圈"), about("轮 风 陀螺 圈 围着 绕着 磨 马达 机器 头 团团 发动机 风扇 叶片 水车 马灯")), said_after("圈 遍 趟")), ("轮子[转]得很快", "他[转]了三圈")),
    Small("钻", "zuan4", "a drill", both(suffix, tagged("n", "nz")), ("电[钻]",)),
)  # fmt: skip


VERBS_IN_USE: tuple[Small, ...] = tuple(
    Small(char, said, "used as a verb by itself", in_use, examples)
    for char, said in IN_USE.items()
    for examples in (
        {"数": ("他会[数]",), "缝": ("她帮我[缝]了[缝]",), "量": ("你来[量]一[量]",), "卷": ("把它们[卷]在一起",)}.get(
            char, ()
        ),
    )
)


def the_crew(place: Place) -> bool:
    """局长 一行 赴 …: a party; a line of writing, of trees, of tears is hang2."""
    lines = before_word("字 小字 大字 诗 泪 眼泪 热泪 清泪 代码 文字 脚印 树 白鹭 汉字 爱一行 业")(place)
    return not lines and not preceded("干 爱 第 每 写 这 那 哪 隔 着")(place)


# Words of two characters that are two words: what stands beside them tells which.
HOMOGRAPHS: tuple[Small, ...] = (
    Small("一行", "yi1 xing2", "someone's party", the_crew, ("局长[一行]赴外地考察", "专家组[一行]九人", "代表团[一行]抵达")),
    Small("一行", "yi1 hang2", "a line, a trade", always, ("他写下[一行]字", "干[一行]爱一行")),
    Small("不得", "bu4 de5", "must not be, behind what", both(ends_clause, after_tag("a", "v", "an"), no(preceded("动弹 哭笑 求之 万万"))), ("这事马虎[不得]",)),
    Small("落下", "la4 xia4", "is left out", both(preceded("没 没有 从没 不"), no(about("雨 雪 泪 叶 幕 太阳 帷幕"))), ("他的手艺一样也没有[落下]",)),
    Small("车行", "che1 xing2", "a drive", before_word("至 到 驶 过 其中 约 半 数"), ("[车行]至路口",)),
    Small("落下", "la4 xia4", "leaves behind", either(both(said_before("把"), about("人 东西 行李 孩子 课 功课 我 谁 手机 伞")), about("功课 课程 作业 进度 一大截")), ("别把行李[落下]", "功课[落下]一大截")),
    Small("挑花", "tiao1 hua1", "picks till one sees nothing", before_word("了眼 眼 了"), ("他[挑花]了眼",)),
    Small("看好", "kan1 hao3", "takes care of", before_word("自家 家门 门 孩子 行李 老人 东西 摊 钱包 手机 财物 随身"), ("请[看好]行李",)),
    Small("看好", "kan1 hao3", "takes good care of", said_before("把 将", 5), ("他要把这座桥[看好]",)),
    Small("看起来", "kan1 qi3 lai5", "locks up", said_before("把"), ("把他[看起来]",)),
    Small("背着", "bei4 zhe5", "behind someone's back", before_word("爸妈 父母 家人 家里 大家 媒体 组织 领导 公司 老婆 妻子 丈夫 人"), ("他[背着]父母辞了职",)),
    Small("可得", "ke3 dei3", "has to", before_word("小心 当心 好好 注意 抓紧 记住 想 看 管 加油 努力 留神 听 赶"), ("路上[可得]小心",)),
    Small("穿着", "chuan1 zhe5", "wears", before_word("舒服 暖和 合适 跟脚 特别 挺 很 正 不 像 一 件 这 那 也 还"), ("这双鞋[穿着]特别舒服",)),
    Small("倾倒", "qing1 dao4", "pours out", either(before_word("垃圾 废 污 渣 泥 建筑 生活 工业 有毒 危险"), after_word("偷偷 随意 非法 违规")), ("随意[倾倒]垃圾",)),
    Small("赢得", "ying2 de5", "how it was won", both(either(before_word("不 很 太 非常 十分 漂亮 轻松 艰难 干净 惊险 有些 并不 格外"), ends_clause), no(before_word("不少 不断"))), ("这场球[赢得]不容易",)),
    Small("一打", "yi1 da2", "a dozen", before_tag("n", "nz"), ("买了[一打]啤酒",)),
    Small("发卡", "fa4 qia3", "a hairpin", either(after_word("枚 只 个 戴 别着 头 头上 粉色 红色"), about("头发 辫 戴 头饰 饰品")), ("她别了一枚[发卡]",)),
    Small("同行", "tong2 xing2", "goes together", either(before_word("的 者 还 人员 游客 伙伴 友人 前往 前行"), after_word("与 结伴 一路 相伴 携手 并肩 和他 陪 随")), ("[同行]的还有三人", "两人结伴[同行]")),
    Small("同行", "tong2 hang2", "of the same trade", always, ("他在[同行]中很有名",)),
    Small("播种", "bo1 zhong4", "sows a crop", before_tag("n", "nz"), ("农民忙着[播种]玉米",)),
    Small("朝阳", "zhao1 yang2", "the morning sun", either(before_word("产业 行业 冉冉 升 初升 下 里 般 似"), after_word("如 似 像 一轮"), said_before("迎 沐浴", 2)), ("这是[朝阳]产业", "迎着[朝阳]出发")),
    Small("教会", "jiao1 hui4", "teaches", either(before_word("了 他 她 我 你 孩子 学生 人们 大家 更多"), after_word("手把手 才 慢慢")), ("师傅[教会]了他",)),
    Small("教会", "jiao4 hui4", "a church", tagged("n"), ("[教会]的钟声响了", "当地[教会]向灾民捐款")),
    Small("盛装", "cheng2 zhuang1", "contains", either(before_word("食品 物 垃圾 水 饮 液体 药 的容器 危险"), after_word("用来 用于 可")), ("用来[盛装]食品",)),
    Small("盛装", "sheng4 zhuang1", "in one's best clothes", always, ("人们[盛装]出席",)),
    Small("天台", "tian1 tai1", "the town", either(tagged("LOC", "ORG"), before_word("县 山 宗 寺")), ()),
    Small("天台", "tian1 tai2", "a roof", always, ("他在[天台]上种菜",)),
    Small("中意", "zhong1 yi4", "China and Italy", before_word("两国 关系 合作 双方 文化 建交 友谊 经贸"), ("[中意]两国建交",)),
    Small("中意", "zhong4 yi4", "to one's liking", either(after_word("很 不 都 最 颇 他 她 我"), before_word("的 这 那 他")), ("这件衣服她很[中意]",)),
    Small("地道", "di4 dao5", "authentic", either(tagged("a", "ad", "an"), after_word("很 最 不 更 正宗 够 真"), before_word("的 风味 口味 小吃 美食")), ("味道很[地道]",)),
    Small("人家", "ren2 jia1", "a household", either(after_tag("m", "q"), after_word("户 农 渔 富贵 大户 的 穷苦 家 小户 贫苦")), ("村里有一百多户[人家]",)),
    Small("一通", "yi1 tong4", "a bout", both(no(before_word("电话 百通 报文")), either(ends_clause, before_tag("w"), before_word("响 乱 猛 狂 骂 忙 吹 闹"))), ("他说了[一通]",)),
    Small("琢磨", "zhuo2 mo2", "polishes", both(no(NAMED), about("玉 字句 雕")), ("玉不[琢磨]，不成器",)),
    Small("琢磨", "zuo2 mo5", "ponders", no(either(NAMED, after_tag("PER"))), ("他一直在[琢磨]这件事",)),
    Small("捋一捋", "luo1 yi1 luo1", "pushes up a sleeve", about("袖 裤腿"), ("他把袖子[捋一捋]",)),
    Small("捋一捋", "lv3 yi1 lv3", "puts in order", always, ("先把思路[捋一捋]",)),
)  # fmt: skip
