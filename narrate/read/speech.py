"""How people talk: characters of one syllable that stories and dialogues use as verbs, and words of two that are two.

Rules as in grammar.py, which see; they are asked before those of verbs.py. Found by writing down, for each character that
has two readings, what one says at home with each of them.
"""

from __future__ import annotations

import re
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
from narrate.read.names import COMMON, SURNAMES
from narrate.read.singles import about, begins_clause, counted, doubled, suffix
from narrate.read.verbs import VERB, followed, preceded, said_after, said_before

if TYPE_CHECKING:
    from narrate.read.grammar import Place, When

CLOSING = frozenset("了 吧 呢 吗 啊 呀 的 嘛 啦".split())
SOMEONE = before_tag("r", "PER")


def closes(words: str) -> When:
    """The clause ends in one of these, small words aside: 看 了 十年 门."""
    options = tuple(words.split())

    def fits(place: Place) -> bool:
        last = next((word.text for word in reversed(place.following) if word.text not in CLOSING), "")
        return last.endswith(options)

    return fits


def begins(words: str) -> When:
    """What follows in the clause begins so: 了半天 is two words."""
    options = tuple(words.split())
    return lambda place: "".join(word.text for word in place.following[:5]).startswith(options)


def last_but(*small: str) -> When:
    """Nothing but these small words follows."""
    return lambda place: all(word.text in small for word in place.following)


def someone_does(place: Place) -> bool:
    """得 他 满头大汗, 得 他爹 直 跺脚: someone, and more of the clause behind him."""
    return place.after.tag in ("r", "PER", "n") and len(place.following) > 1


def measured(place: Place) -> bool:
    """Behind a number; 俩 and 仨 are persons, who do something."""
    return counted(place) and place.before.text not in ("俩", "仨")


def taken(place: Place) -> bool:
    """把 客气 当, 拿 我 的 话 当: a thing is taken, and nothing else is done with it before."""
    taking = [at for at, word in enumerate(place.preceding) if word.text in ("把", "拿")]
    thing = place.preceding[taking[-1] + 1 :] if taking else []
    done = [at for at, word in enumerate(thing[1:], 1) if word.tag in ("v", "vd")]
    named = done == [len(thing) - 1] and thing[-2].tag in ("r", "q", "u")  # 这次 失败
    return bool(thing) and (named or not done)


def carried(place: Place) -> bool:
    """Behind 端 着 一盆 泥水, also where a comma parts it from that."""
    before = "".join(word.text for word in place.words[max(0, place.at - 8) : place.at])
    return bool(re.search("[端提拎捧].{0,3}一[盆桶瓢锅壶]", before))


def with_a_sound(place: Place) -> bool:
    """噌 地, 当当 地."""
    before, above = place.before.text, place.word(-2).text
    return before[-1:] in SOUNDS or (before == "当" and above.endswith("当"))


def gone_pawned(place: Place) -> bool:
    """把 … 当 了, and no post behind it that someone has: nothing, or for whom."""
    return place.after.text == "了" and place.word(2).tag in ("w", "p", "v", "d", "c")


def of_something(place: Place) -> bool:
    """养 了 只 猫, 拎着 只 旧 皮箱: one of them, which a noun names behind what has been done."""
    if not place.before.text.endswith(("了", "着", "过", "有")):
        return False
    named = (
        place.after.tag == "n"
        or place.after.text == "花"
        or (place.after.tag == "a" and place.word(2).tag in ("n", "u"))
    )
    return place.tag == "q" or named or (ends_clause(place) and said_before("少 缺 丢 多 差 坏")(place))


def so_tall(place: Place) -> bool:
    """这么 高, 那么 大, 多 好看: what has grown so far."""
    how = place.after.text in ("这么", "那么", "这样", "多", "多么") and place.word(2).tag in ("a", "an", "v", "d")
    then = place.word(2).text.startswith(("大", "高", "胖", "快", "好", "俊", "丑", "黑", "白"))
    return (
        how
        or (then and place.after.text in ("这么", "那么", "多"))
        or place.after.text.startswith(("这么大", "这么高", "那么高", "那么大", "这么胖"))
    )


STATES = "急 气 疼 吓 乐 冻 热 累 饿 渴 羞 愁 烦 慌 喜 恨 逗 惹 笑 哭 困 闷 痒 臊 苦 害 弄 闹 搞 逼 打 晒 呛 熏 馋 高兴 激动 紧张 感动 兴奋 激得 折腾 折磨"
CALM = "明白 清楚 小心 冷静 努力 当心 老实 安静 积极 主动 快 早 勤快 坚强 勇敢 谨慎 耐心 大方 放心 听话 乖 注意 客气 认真 仔细 抓紧 赶快 赶紧 马上 好好 多 少 先"
DRY = "露水 墨迹 水泥 胶水 雨水 柴 稻草 谷子 腻子 颜料 伤口 沥青 混凝土 涂料 衣服 衣裳 嘴唇 嗓子 头发 皮肤 毛巾 口 眼睛 鞋 河 井 汗 墨 漆 泪 喉咙 被子 床单 裤子 袜子 地面 路面 池 塘 土 庄稼 叶子 果皮 面皮 奶粉 血迹"
BROKEN = "筷子 树枝 棍 腿 胳膊 骨 伞 笔 杆 腰 翅膀 桅 扁担 梁 椽 桨 旗"
FRUIT = "树 柿 枣 桃 梨 瓜 果 葫芦 豆 杏 橘 葡萄 石榴 辣椒 茄 籽 穗 藤 枝"
LOOSE = "鞋带 头发 辫 绳 带子 包裹 行李 发髻 骨架 捆 扣 发型 线头"
BELONGINGS = "钥匙 手机 钱包 伞 书包 帽子 眼镜 作业 身份证 充电器 行李 证件 水杯 围巾 外套 药 课本 准考证 护照 东西 包"
HANDLED = tuple("锅 门 刀 壶 伞 勺 铲 杯 斧 锄 扫帚 瓜 梨 苹果 花".split())
SHOPS = "裁缝 铁匠 木匠 豆腐 早餐 早点 点心 修车 理发 剃头 棺材 绸缎 丝绸 布 纸 染 烧饼 馒头 包子 烧腊 卤味 肉 粮 盐 油 杂货 古董 银 金 首饰 寿衣 茶 果子 书 药材 竹器 瓷器 鞋"
PASTES = "面 馅 泥 粉 灰 药 水泥 石灰 酱 醋 香油 饺子"
PURSUITS = "诗 书 棋 琴 画 砚 剑 茶 古文 清谈 丹青 佛 道 禅 武 文 猎 马 古玩 收藏 书画 歌舞 音律 金石 田猎 山水"
GRAIN = "谷 麦 豆 米 玉米 高粱 荞 粉 磨坊 石磨 芝麻"
TASTES = "鲜 香 甜 酸 辣 苦 咸 美 软 硬 滑 嫩 浓 脏 瘦 胖 穷 脆 烫 静 黑 冷 热 暗 丑 帅 吵 亮 累 困 闷 乱"
LONG = "头发 胡子 胳膊 腿 脖子 袖 裤 裙 绳 线 日子 时间 夜 路 队 脸 尾巴 指甲 辫 眉毛 睫毛 杆 刀 寿命 话 名字 句子 手指 鼻子 舌头 影子 围巾 衣服 大衣"
TIED = "扣子 鞋带 带子 领带 围巾 绳子 腰带 安全带 红领巾 丝巾 扣"
AT_WORK = "活 事 工作 差事 行当"

HURT = "吵 摔 烫 冻 饿 累 吓 扎 磕 碰 伤 噎 呛 淋 晒 砸 踩 撞 硌 冷 热 渴 惊 闪 咬 刺 割 划 崴 电 憋 气 凉 碍 惹"

CITY_SIGHTS = "区 市 县 门 路 街 医院 法院 检察 警方 公安 分局 公园 群众 大妈 站 大悦城 师范 体育馆 剧场 文化馆 消防 城管 教委 大街 北路 南路 山 湖 川 寺 分院 校区 支行 分行"
CITY_NEAR = "北京 辽宁 京城 海淀 丰台 通州 东城 西城 石景山 大兴 锦州 凌源 北票 建平 葫芦岛 阜新 长春"
FOR_SAKE = "重振 振兴 实现 完成 争取 解决 保护 挽救 保住 筹集 筹措 筹 治病 还债 寻找 寻求 拯救 研制 攻克 改善 照顾 供养 救治 凑"

GAINING = "博取 博得 骗取 牟取 谋取 获取 吸引 逃避 躲避 掩盖 节省 争取 泄愤 报复 炫耀 筹集 防止 避免"
SOUNDS = frozenset("噌唰嗖咚哐砰啪轰哗嗡嘭咣噗腾蹭")
COOKED = "盐 糖 酱油 生抽 醋 胡椒 味精 淀粉 蜂蜜 料酒 蚝油 芝麻油 香油 鸡精"
CLEAR = (
    "清亮静黑薄大小远近白红绿蓝烫冷热香快慢多少高低深浅软硬脆瘦胖穷乱"  # what is so much so that something can be done
)
ILL = ("病", "症", "癌", "炎", "瘤", "血压", "感冒", "中风", "疮", "疟疾", "伤寒", "脑梗")
DROWNED = "过肉 过食材 过膝 过头顶 过脚 过鸡 过排骨 过米 过菜 过面 过锅 过小腿 过腰 过胸 过豆 过车轮 过桥面 过所有"

LIVESTOCK = "牲畜 牲口 马 牛 羊 骡 驴 猪 骆驼 鹿"
SHARES = "个股 股票 股 基金 转债 新股 涨停 跌停 ETF"
PUNISHED = "罚款 拘留 徒刑 警告 罚金 管制 死刑"

LIVED_IN = "家兄弟 家姐妹 家父子 家大院 家祠 家祖 家老 家人 家三代 家一家 家后人 家媳 家女 家儿 家子弟 家宗 家族 家村民"
STEEPED = "豆 木耳 海参 香菇 米 粉丝 银耳 干货 种子"
GRANARY = "谷 米 粮 麦 稻 俸 租 玉米 高粱"
OF_PARTS = "零件 电脑 自行车 配件 主机 台式机 收音机 摩托 机器"
BY_HEADS = "毛 胡 头发 山羊胡 白毛 黑毛 胡子 白发 黑发 红毛"
BY_DOZENS = "啤酒 鸡蛋 铅笔 袜子 毛巾 可乐 玫瑰 衬衫 手套 碗 杯子"
ROUNDS = "剂 药 煎 洗 头和 二和 水 漂"
WRITTEN_UP = "传 列传 外传 小传 自传"

TALK: tuple[Small, ...] = (
    Small("扎", "za1", "a bunch", both(counted, about("花 百合 玫瑰 鲜花 艾 艾草 草 葱 蒜 香 纸 钞"), no(about("啤酒"))), ("一[扎]鲜花摆在讲台上",)),
    Small("囤", "dun4", "a bin for grain", both(either(suffix, after_word("粮食 粮 米 谷 玉米 麦 竹 席")), no(begins("积 货 粮 了 购 聚 在 着"))), ("粮食[囤]里装满玉米",)),
    Small("度", "duo2", "measures by", begins("君子之腹 君子"), ("以小人之心[度]君子之腹",)),
    Small("石", "dan4", "counts grain by volume", both(either(counted, after_word("多少 几 若干 余 多")), about(GRANARY)), ("地窖里存有几[石]谷子", "俸禄按多少[石]米算")),
    Small("拓", "ta4", "takes a rubbing", both(VERB, about("碑 文 帖 拓片 石刻 铭 字迹 砖"), no(begins("展 宽 荒"))), ("工匠把碑文[拓]下来",)),
    Small("撮", "zuo3", "a tuft", both(counted, begins(BY_HEADS)), ("他头顶竖着一[撮]毛", "下巴上一[撮]山羊胡")),
    Small("冲", "chong4", "harsh", both(after_word("说话 脾气 口气 味儿 酒劲 火气"), followed("的")), ("说话[冲]的人",)),
    Small("冲", "chong4", "of what one smells", begins("鼻"), ("烟味[冲]鼻",)),
    Small("打", "da2", "a dozen", both(counted, begins(BY_DOZENS), no(begins_clause)), ("他买了半[打]啤酒",)),
    Small("闷", "men1", "keeps the lid on", both(about("锅 火 盖 饭 茶 米"), before_tag("m", "TIME", "q"), no(after_word("很 太"))), ("关火后盖上锅盖再[闷]十分钟",)),
    Small("血", "xie3", "blood that one has drawn, as one says it", both(ends_clause, preceded("了 出"), said_before("抓出 流出 咬出 磨出 扎出 划出 挠出 碰出", 2)), ("浑身是包，抓出了[血]",)),
    Small("传", "zhuan4", "a life, written", both(after_word("立 作 小 自 外 列"), ends_clause), ("史家为刺客立[传]",)),
    Small("轧", "ya4", "runs over", no(either(after_word("牛"), begins("钢 制 机 辊 件 板 材"))), ("货车[轧]伤了行人",)),
    Small("更", "geng1", "a watch of the night", both(after_word("打 五 三 四 二 初"), either(ends_clause, begins("报时 人 的梆 天 半夜 时分 的锣")), no(begins("多 好 大 高"))), ("旧时夜里有人打[更]报时",)),
    Small("角", "jue2", "the parts of a play", both(after_word("各 每个 这个 生 旦 丑 主 配"), about("生旦 旦 丑 戏 演 唱")), ("戏里各[角]齐备",)),
    Small("盛", "cheng2", "holds so much", both(VERB, before_tag("m"), no(begins("一时"))), ("这只缸能[盛]两担水",)),
    Small("和", "huo4", "counts how often it is boiled or washed", both(after_tag("m"), about(ROUNDS), either(ends_clause, begins("才 就 水 药 再 的"))), ("这药要煎两[和]才行",)),
    Small("杆", "gan3", "a shaft", after_word("笔 枪 秤 烟 秸 麻 钢笔 铅笔 毛笔 球 烟袋 箭 禾"), ("钢笔[杆]断了",)),
    Small("拧", "ning2", "pinches", both(VERB, about("耳朵 胳膊 大腿 脸 屁股 腮"), no(about("毛巾 螺丝 瓶"))), ("她气得[拧]了一下他的耳朵",)),
    Small("仇", "chou2", "hatred", no(either(tagged("PER", "LOC", "ORG"), after_word("老 姓 小"))), ("两家结下的[仇]早已化解",)),
    Small("荷", "he4", "carries on the shoulder", either(followed("着"), begins("枪 锄")), ("一位[荷]着锄头的老农",)),
    Small("攒", "cuan2", "puts together", both(VERB, about(OF_PARTS), no(about("钱 万 工资 积分"))), ("他自己[攒]了台电脑", "自行车是用旧零件[攒]起来的")),
    Small("涨", "zhang4", "swells", both(about(STEEPED), begins("大 开 发 得 起来 满 了一倍")), ("黄豆泡一夜会[涨]大一倍",)),
    Small("见", "xian4", "is seen, of old", both(after_word("低 图穷 穷 图穷匕首"), begins("牛羊 匕")), ("风吹草低[见]牛羊",)),
    Small("撇", "pie3", "curls one's lip", begins("嘴 了撇嘴 了一下嘴 撇嘴 着嘴 下嘴"), ("她[撇]了[撇]嘴",)),
    Small("和", "huo2", "kneads", both(preceded("正在 在 去 忙着 来 帮忙 一边"), begins("水泥 泥 面 馅 灰 砂浆"), no(about("和面包 和面条"))), ("工人正在[和]水泥砌墙",)),
    Small("长", "chang2", "longer and longer", both(after_word("越来越"), either(ends_clause, before_word("的 了"))), ("白天越来越[长]",)),
    Small("露", "lou4", "shows one's face", begins("了个脸 个脸 了一会儿脸 了会儿脸 了一面 了面 了一脸 一脸 富"), ("他只[露]了个脸就走了",)),
    Small("车", "ju1", "the rook", both(about("象棋 棋手 棋盘 棋谱 保帅 弃子"), after_word("双 一 两 丢 弃 吃 出 舍")), ("棋手用双[车]牵制对方",)),
    Small("澄", "deng4", "lets settle", both(about("明矾 沉淀 泥沙 浑水"), either(ends_clause, begins("清 一"))), ("把浑水[澄]一[澄]",)),
    Small("糊", "hu4", "a paste that one eats", both(after_word("芝麻 辣椒 玉米 米 面 豆 藕粉 花生 豆沙"), either(suffix, ends_clause, before_tag("c", "w", "d", "v"))), ("喝一碗玉米[糊]",)),
    Small("糊", "hu2", "is burnt to the bottom", both(about("饭 锅 粥 菜"), begins("了底 了锅 底 锅")), ("锅里的稀饭[糊]了底",)),
    Small("糊", "hu1", "fills up with mud", both(after_word("泥 灰 水泥 石灰"), begins("严 住 上 好 满 平")), ("墙缝要用泥[糊]严",)),
    Small("吐", "tu4", "gives back what one has swallowed", about("赃 公款 侵吞 独吞 回扣 受贿"), ("他最终[吐]出了赃款",)),
    Small("数", "shu3", "counts", both(begins("一下 一数 着日子 着手指 着星 着秒"), no(counted)), ("请仔细[数]一下",)),
    Small("观", "guan4", "a temple", both(about("道士 道观 道长 香火 三清 道教"), either(begins_clause, suffix, preceded("道 这 小 在 到 回")), no(begins("看 察 赏 众 点 念 光 测"))), ("[观]里的道士讲经",)),
    Small("撇", "pie3", "a stroke of a character", both(about("笔画 第一笔 捺 一横 汉字"), no(begins("开"))), ("这个字的第一笔是[撇]",)),
    Small("冲", "chong4", "of what one smells", both(about("味 酒劲 气味"), begins("得人 得直 得很 得睁 得他 得我")), ("蒜味[冲]得人直皱眉",)),
    Small("耙", "ba4", "harrows", both(about("水田 春耕 田地 耕地 平整"), no(after_word("钉 犁 猪八戒 九齿"))), ("用[耙]平整水田",)),
    Small("通", "tong4", "a bout of drumming", both(counted, begins("鼓 锣")), ("第三[通]鼓响过",)),
    Small("蔓", "wan4", "a vine", both(after_word("瓜 藤 黄瓜 豆 红薯 葡萄 丝瓜 南瓜 西瓜 地瓜"), no(begins("延 生"))), ("黄瓜[蔓]爬满了竹架",)),
    Small("倒", "dao4", "upside down", both(after_word("挂 贴 拿 印 装 穿 放 写"), either(ends_clause, followed("了 的"))), ("照片不小心挂[倒]了",)),
    Small("打", "da2", "a dozen", both(after_word("论 成"), no(before_tag("r"))), ("铅笔论[打]卖",)),
    Small("更", "geng4", "still more", before_tag("a", "ad"), ("菜[更]新鲜，价格也低",)),
    Small("结", "jie1", "bears fruit", both(begins("枣 果 瓜 桃 梨 籽 豆 柿 杏"), no(begins("果是 果显 果表 果出 果公"))), ("老枣树还在[结]枣",)),
    Small("没", "mo4", "covers", begins("过车顶 过屋顶 过房顶 过树梢 过栏杆 过引擎 过车身 过河堤 过护栏 过庄稼"), ("汽车被大水[没]过车顶",)),
    Small("於", "yu2", "at, as it is written of old", no(tagged("PER")), ("她[於]去年回鄉",)),
    Small("过", "guo4", "too", both(either(tagged("d"), begins("快 猛 急 慢")), before_tag("a", "ad", "d"), no(begins("多少"))), ("水位上涨[过]快",)),
    Small("得", "de5", "so that it is overdone", begins("掉渣 掉牙 冒泡 不得了 要命 流油 冒烟 冒火 一塌糊涂"), ("这身衣裳土[得]掉渣",)),
    Small("得", "de2", "wins a prize", both(begins("这个 那个 过 了 什么 个 大 此 该"), said_after("奖 奖项 冠军 金牌 银牌 铜牌 第一", 3)), ("村里没人[得]过这个奖",)),
    Small("得", "de5", "so that all is changed", both(tagged("u"), after_tag("v", "a"), lambda place: len(place.after.text) >= IDIOM and place.after.tag in ("n", "a", "xc", "nz")), ("老屋改[得]面目全非",)),
    Small("得", "de2", "so that one is spared", begins("免于 以 逞 偿 益于 知 失 救"), ("船上的人[得]免于难",)),
    Small("为", "wei2", "what it is called", both(after_word("题 名 曲名 片名 网名 译名 书名"), no(before_tag("PER")), no(both(after_word("名"), before_tag("n")))), ("发表题[为]《老街》的文章",)),
    Small("为", "wei2", "after all a good one", both(after_word("失"), lambda place: place.word(-2).text.endswith("不")), ("也不失[为]一个办法",)),
    Small("尽", "jin4", "to the last", after_word("占 耗 费 散 倾 受 历 看 说不 吃 享 除 用 阅 送"), ("他为这事吃[尽]了苦",)),
    Small("差", "chai1", "sends someone", begins("人告 人去 人来 人送 人请 人把 人将 人到 人前 人叫"), ("老爷[差]人去请大夫",)),
    Small("薄", "bao2", "thin", begins("底 片 饼 毯 被 纸 皮 板 膜 外套 毛衣 冰 雪 雾 粥 衫 棉 棉袄 羽绒"), ("换上[薄]棉袄",)),
    Small("宁", "ning4", "rather the one", begins("为鸡 为玉 为太平 为人知"), ("[宁]为鸡头",)),
    Small("量", "liang4", "an amount that is such", both(after_tag("n"), no(after_word("士 生 妈 人 师 员 者 长 工 爸 娘 他 她")), before_word("应 为 在 达 约 不 较 大 小 多 少 最 是 减 增 下降 上升 超 仅 有 可 能 会 也 都 要 和 与 、"), no(begins("一下 了 完"))), ("每天奶[量]应保持在六百毫升",)),
    Small("和", "huo4", "mixes in", both(followed("着"), said_after("油 糖 水 面 粉 蜜 酱 猪油 豆沙", 2), no(about("泪 汗水 音乐 拍子 节拍"))), ("豆沙[和]着猪油",)),
    Small("场", "chang2", "a spell of bad weather", both(after_word("下了 了 过 刮了 生了 病了"), begins("小雪 大雪 雪 雨 大雨 小雨 暴雨 雷阵雨 冰雹 病 大病 大风 雾 霜 春雨 秋雨 重病")), ("昨晚下了[场]小雪",)),
    Small("阙", "que1", "what is lacking", after_word("之 补 存 如 无"), ("补史之[阙]",)),
    Small("调", "diao4", "sends troops", both(VERB, either(said_after("军 兵 部队 师 团 兵力 舰队 援军 人马", 2), both(about("敌军 敌人 部队 大军"), followed("得")))), ("急[调]川军封锁江面",)),
    Small("行", "hang2", "a trade", both(preceded("这 那 哪 该"), said_before("做 干 入 改 转 懂", 3), no(before_tag("v"))), ("您做这[行]多少年了",)),
    Small("将", "jiang4", "generals, counted", both(after_tag("m"), about("水浒 三国 五虎 单八 罗汉 大将 名将")), ("一百单八[将]",)),
    Small("长", "chang2", "oblong", both(after_word("成"), begins("方 条 块 段 龙 队 丝 片")), ("豆腐切成[长]方块",)),
    Small("长", "chang2", "a good while, a long stretch", both(after_word("好"), before_tag("m", "q")), ("追着车子跑了好[长]一段路",)),
    Small("教", "jiao1", "teaches to do something", begins("识字 写字 画画 唱歌 游泳 拼音 做人 读书 说话 加减 算数 下棋"), ("语文先[教]识字和拼音",)),
    Small("中", "zhong4", "hits, one after the other", both(after_word("连 再 又 命 四投 三投"), before_tag("m")), ("他连[中]四记三分球",)),
    Small("着", "zhao2", "frets", both(followed("急 慌"), preceded("没 没有 别 不用 甭 何必 先别 用不着")), ("输了第一局我没[着]急",)),
    Small("转", "zhuan4", "is turned", both(about("旋钮 转盘 把手 陀螺 齿轮 轴承 滚筒"), begins("起来 动 一下 得 不动 了一圈")), ("旋钮[转]起来很顺",)),
    Small("划", "hua2", "cuts", begins("上几刀 上两刀 上一刀 几刀 两刀 一刀 十字刀 上十字 开一个口 开个口"), ("鱼两面[划]上几刀",)),
    Small("当", "dang4", "takes it for", both(VERB, said_after("吃 喝 用 烧 使", 2), lambda place: place.after.tag == "n", no(begins("兵 官 家 差 主食吃紧"))), ("第二天[当]凉菜吃也好",)),
    Small("系", "xi4", "is", after_word("某 某某"), ("单某与仇某[系]邻居",)),
    Small("系", "ji4", "ties", begins("好牵引绳 好绳 好安全带 好鞋带 好扣 好围裙 好带子 紧 牢"), ("给狗[系]好牵引绳",)),
    Small("垛", "duo4", "a stack", both(about("麦 草 柴 稻 秸 玉米 柴火"), no(begins("口"))), ("蹲在麦[垛]旁",)),
    Small("宿", "xiu4", "a lodge of the moon", both(counted, about("星 参 商 天文 列宿 星宿 月")), ("参商二[宿]",)),
    Small("了", "liao3", "once, and be done with it", both(followed("之"), lambda place: place.before.text[:1] == "一" or place.word(-2).text == "一"), ("不能一关[了]之", "他一走[了]之")),
    Small("处", "chu3", "punishes by", both(either(begins_clause, after_word("者 的 并 可 应")), before_tag("v", "vn", "m"), about(PUNISHED), no(begins("罚 分 理 置 决"))), ("违者[处]警告或者二百元以下罚款", "[处]五日以下拘留")),
    Small("只", "zhi1", "counts shares", both(after_tag("m"), about(SHARES), no(before_word("有 剩 占"))), ("其中七十八[只]涨停",)),
    Small("饮", "yin4", "waters cattle", both(about(LIVESTOCK), either(said_before("给", 4), begins("马 牛 羊 骡 驴 牲口")), no(about("酒 牛奶 羊奶 马奶"))), ("给牲畜[饮]温水", "他去河边[饮]马")),
    Small("通", "tong1", "counts steles", both(counted, either(about("碑 碣"), before_word("碑 石碑 古碑 碑刻"))), ("寺里有古碑三[通]",)),
    Small("卡", "qia3", "a pass that is held", after_word("闯 设 冲 哨 税 守"), ("强行冲[卡]逃跑", "设[卡]检查")),
    Small("为", "wei4", "to gain or to shun something", both(begins(GAINING), no(after_word("之 所 以 被 成 认 视 转 变 改"))), ("网民陈某（男）[为]博取流量造谣", "商家[为]吸引顾客降价")),
    Small("还", "huan2", "gives back, in short", both(after_word("已 未 尚未 拒不 催 待 应 须 偿"), either(ends_clause, before_word("还是 的 了 清 款 债 本 息 部分 全部 金额"))), ("钱已[还]，条子还在", "究竟是已[还]还是未[还]")),
    Small("还", "huan2", "the word itself, where one speaks of debts", both(begins("”字 」字 字是 字的"), about("归还 偿还 还款 欠 借条")), ("借条上的“[还]”字是归还的意思",)),
    Small("得", "de2", "falls ill with something", both(followed("了"), lambda place: place.word(2).text.endswith(ILL)), ("不等于[得]了高血压", "他[得]了肺炎")),
    Small("了", "le5", "fell ill with something", both(preceded("得"), lambda place: place.after.text.endswith(ILL)), ("不等于得[了]高血压",)),
    Small("得", "de5", "so that one can", both(before_word("能 可以 连 都能 几乎"), lambda place: place.before.text[-1:] in CLEAR, no(begins_clause)), ("水清[得]能照见人", "夜静[得]可以听见雪落")),
    Small("背", "bei4", "hands behind the back", begins("起手 着手 过手 了手 着双手 起双手 过双手"), ("他[背]起手来回走",)),
    Small("种", "zhong4", "sows, with what", both(ends_clause, after_word("啥 什么 怎么 咋"), said_before("拿 用 靠 凭")), ("没有水，你拿啥[种]？",)),
    Small("应", "ying4", "meets what is needed now", begins("个急 一下急 了急 不了急 得了急 个景 了个景"), ("先借你[应]个急",)),
    Small("降", "xiang2", "goes over to an enemy", begins("匈奴 敌 汉朝 曹操 蜀 魏 突厥 契丹 女真 清军 元军 金兵 蒙古 叛军 了匈奴 于匈奴"), ("将军兵败，[降]匈奴",)),
    Small("妻", "qi4", "gives someone a wife", both(said_before("以 将 把", 6), followed("单于 之 可汗 赞普")), ("以宗女[妻]之",)),
    Small("没", "mo4", "covers", begins(DROWNED), ("加[没]过肉的开水",)),
    Small("燎", "liao3", "singes", both(about("毛 头发 眉毛 火"), no(begins("原 泡"))), ("用火把毛[燎]干净",)),
    Small("呗", "bei5", "of course", no(after_word("梵")), ("嫌钱少[呗]", "那就走[呗]")),
    Small("倒", "dao4", "pours out what one carries", both(carried, begins("在 进 到 掉 了出"), no(after_word("摔 跌 晕 累 病 滑 瘫"))), ("端着一盆水，[倒]在墙根",)),
    Small("地", "de5", "with a sound", with_a_sound, ("灯噌[地]亮了", "钟当当[地]响")),
    Small("得", "dei3", "has to make room", both(after_word("就是 就 还 也 总 都"), begins("空出 腾出 抽出 挤出 让出")), ("就是[得]空出工夫",)),
    Small("调", "tiao2", "adjusts a little", doubled, ("身体得[调]一[调]", "菜单也得[调]一[调]")),
    Small("都", "du1", "what a city is known for", begins("”之称 ”之誉 ”的美誉 ”美誉 ”之名 ”之美称 ”的美称 ”的称号 」之稱 之称 之誉 的美誉 的美称"), ("小城素有“纸[都]”之称",)),
    Small("数", "shu3", "counts as", begins("风流人物 风流 天下英雄 英雄人物 古今"), ("[数]风流人物",)),
    Small("为", "wei4", "what for, once", both(after_word("曾 曾经 也曾 都曾"), before_word(FOR_SAKE)), ("祖父曾[为]重振家声四处奔走",)),
    # 长 得 着 还
    Small("长", "zhang3", "has grown so tall", both(VERB, so_tall), ("孩子都[长]这么高了", "你怎么[长]那么快")),
    Small("长", "zhang3", "is older", both(SOMEONE, said_after("岁 辈", 3)), ("他[长]我两岁",)),
    Small("长", "zhang3", "grows, gets", begins("身体 身子 个儿 个子 心眼 记性 本事 见识 知识 智慧 胆 力气 痘 疮 斑 皱纹 癌 瘤 虱 霉 锈 疹 水泡 痱子 一智 教训 脑子 眼睛了 良心"), ("你可[长]本事了", "脸上[长]痘", "只长个儿不[长]心眼")),
    Small("长", "chang2", "long, of what has a length", both(about(LONG), either(both(preceded("挺 很 太 真 老 不 特别 好 那么 这么 够 更 最 也 又 还 倒 有点 有点儿 稍微"), either(ends_clause, begins("了点 了些 得很 的"))), begins("着呢 了点 了些 得很 了该 了要 了得 了就"))), ("胡子长得老[长]", "日子[长]着呢", "头发[长]了该剪了")),
    Small("长", "chang2", "is longer than", both(preceded("还 更 都 要 稍"), said_before("比", 8), either(ends_clause, begins("得多 一点 一些 一倍"))), ("教龄比我的年龄还[长]", "这条路比那条要[长]得多")),
    Small("长", "chang2", "without an end", begins("得没个头 得没有头 得望不 得看不到头 得像没"), ("日子[长]得没个头儿",)),
    Small("长", "chang2", "long, of day and night", both(tagged("a"), ends_clause, after_tag("TIME", "t")), ("夏天白天[长]，夜里短",)),
    Small("长", "chang2", "length, width and height", followed("宽 宽高"), ("车的[长]宽高",)),
    Small("长", "zhang3", "is growing", both(either(VERB, tagged("a")), preceded("正 正在 会 能 不 没 没有 爱 容易 开始 又 已 刚 还 要 光 只 净 再"), before_tag("n", "r"), no(begins("时间 距离 途 期 假 跑 句 文 篇 路 线 发 袖 裙 裤 条"))), ("孩子正[长]身体", "他只[长]肉", "我家的地不[长]那个", "地里不[长]庄稼")),
    Small("重", "chong2", "again", both(followed("又"), after_tag("r", "PER", "n", "w", "d"), no(after_word("很 太 挺 更 偏 较 最 体 也 又")), lambda place: place.word(2).tag in ("v", "vd")), ("他[重]又拿起锄头",)),
    Small("得", "de5", "as if", both(begins("跟 像 和"), closes("似的 一样 一般")), ("他宝贝[得]跟什么似的",)),
    Small("得", "de5", "so that someone does what", both(after_word(STATES), someone_does), ("气[得]他直跺脚", "急[得]他爹满头大汗", "疼[得]他直叫唤")),
    Small("得", "de5", "so that it makes one", both(after_word(TASTES), begins("让人 叫人 使人 令人 吓人 惊人 掉 流油 流口水 发慌 发亮 发抖 发烫 冒 像")), ("菜香[得]让人坐不住", "夜静[得]吓人", "鲜[得]掉眉毛")),
    Small("得", "dei3", "has to, one by one", both(no(begins_clause), begins("一口一口 一步一步 一点一点 一个一个 一样一样 一件一件 一天一天 一步步 一点点 一个个")), ("饭[得]一口一口吃",)),
    Small("得", "dei3", "has to be", both(after_tag("r", "PER"), followed(CALM)), ("你[得]冷静", "咱们[得]小心")),
    Small("得", "dei3", "takes so much", both(after_tag("m", "q"), before_tag("m"), no(said_after("分 票 奖 金 银 铜 枚 球 牌", 2))), ("修一次[得]两百",)),
    Small("着", "zhao2", "could not reach, has reached", both(after_word("沾 找 见 睡 逮 抓 摸 够 捞 碰 买 借 捡 遇 赶 打听 轮 挨 犯"), said_before("没 没有 不 再也 可 好不容易 总算 终于 刚", 5), no(before_tag("v"))), ("怎么也没找[着]", "再也没见[着]他")),
    Small("着", "zhao2", "caught, met", both(after_word("逮 见"), no(after_word("眼见 看见"))), ("让我逮[着]了", "昨天见[着]他了")),
    Small("着", "zhao2", "has fallen asleep", both(after_word("睡"), ends_clause, said_before("刚 就 没 快 又 终于 总算 好不容易 早", 4)), ("他刚睡[着]",)),
    Small("着", "zhao2", "is hurt", both(after_word(HURT), either(followed("了"), both(ends_clause, said_before("别 小心 当心 没 没有 怕 免得 省得 再 又", 5)), both(begins("怎么 谁 孩子 人 自己 自个"), no(begins("人心"))))), ("别冻[着]", "孩子摔[着]了")),
    Small("着", "zhao2", "frets", begins("什么急 哪门子急 的什么急 的哪门子急"), ("你[着]什么急", "[着]哪门子急")),
    Small("着", "zhao2", "burns", both(about("火 灯 炉 柴 煤 蜡烛 烟头 房子 木头"), either(preceded("还 没 又 都 就 已经 一直 快 先 也 没有"), begins_clause), either(ends_clause, followed("呢 了 着 起来"))), ("灯还[着]着呢", "柴火湿，火没[着]")),
    Small("着", "zhao2", "is lit", both(after_word("点 引 生"), said_before("把 将", 6), about("灯 火 烟 炉 蜡 灶 柴 炮 灯芯 油灯"), either(ends_clause, followed("了"))), ("把油灯点[着]，屋里亮了",)),
    Small("着", "zhao2", "has not burnt", both(after_word("没 没有"), last_but(*CLOSING)), ("点了半天也没[着]",)),
    Small("着", "zhao1", "a move", both(either(after_tag("m"), after_word("一")), ends_clause), ("棋高一[着]",)),
    Small("还", "huan2", "gives back", both(preceded("记得 要 快 该 早点 马上 改天 明天 早晚 一定 必须 先 得"), followed("我 你 他 她 您 人家"), lambda place: len(place.following) == 1), ("书看完了记得[还]我",)),
    Small("还", "huan2", "pays back", both(followed("上 不上 得上 不"), about("钱 债 账 贷 人情 欠 款 恩情"), no(said_after("班 学 课 网 街", 2))), ("这笔债他[还]不上了", "欠的人情早晚要[还]上")),
    Small("还", "huan2", "gives back", both(preceded("该 要 得"), followed("的")), ("该[还]的总得还",)),
    Small("还", "huan2", "pays back", both(followed("上"), last_but("上", *CLOSING)), ("这情分我早晚要[还]上",)),
    Small("还", "huan2", "pays back", both(preceded("要 得 该 需 应 每月 每个月 先 慢慢"), followed("银行 朋友 老板 房东 亲戚 村里 公司"), said_after("元 万 块 千 百 多 钱 债", 5)), ("他每月要[还]银行三千多",)),
    Small("还", "huan2", "gives back by when", both(either(after_tag("TIME", "t"), both(preceded("就 再 才 一定 准"), said_before("今天 明天 后天 周 下周 下月 月底 年底 改天 回头 过两天 过几天 发了工资", 3))), followed("我 你 他 她 您 人家 你们 他们 咱"), lambda place: len([word for word in place.following if word.text not in CLOSING]) == 1), ("那本书下周[还]您", "我周末就[还]你")),
    Small("为", "wei2", "on someone's behalf", both(either(preceded("代"), both(after_tag("PER"), after_word("代"))), before_tag("v", "vn")), ("委托王某代[为]行使权利",)),
    Small("粘", "zhan1", "does not stick", both(preceded("不"), either(ends_clause, begins("锅 手 牙 底 杯 身"))), ("这锅不[粘]，也好洗",)),
    Small("着", "zhao2", "frets", both(followed("急 凉 慌"), preceded("一 别 不 很 太 真 干 瞎 最 更 能 先 光 也 都")), ("他一[着]急就结巴",)),
    Small("重", "zhong4", "bad, of an illness", begins("感冒 风寒 症 病号"), ("您这是[重]感冒",)),
    # 数 难 当 场 空 处 调 转 中 差 强 降 吐
    Small("数", "shu3", "counts", both(preceded("就 要 还得 得 会 正 来 帮 去 给我 不 总 老 能 先 再 一起 慢慢"), no(ends_clause), no(before_tag("q", "u", "v")), no(begins("年 天 月 日 小时 周 次 个 名 人 家 百 千 万 十 亿 位 度 种 条 倍 字")), no(suffix)), ("他没事就[数]草原上的羊群",)),
    Small("数", "shu3", "counts as, counts", either(both(before_tag("r", "PER"), about("最")), begins("都数 也数 来数")), ("[数]你最坏", "[数]都数不过来")),
    Small("难", "nan4", "a calamity", both(after_word("遭 蒙 落 避 逃 罹 遇 受 遭了 有了 受了 落了 死 空 海 国"), either(ends_clause, begins("的 者 时 之"))), ("他遭了[难]",)),
    Small("难", "nan4", "a calamity", both(ends_clause, preceded("了"), said_before("遭 落 受 遇 蒙", 3)), ("他家遭了[难]",)),
    Small("相", "xiang4", "a picture of someone", both(either(after_word("张 个 照 拍"), lambda place: place.words[place.at].glued), said_before("照 拍", 4), ends_clause), ("他照了个[相]",)),
    Small("应", "ying4", "comes true", begins("了那句 了这句 了那话 了景 了验"), ("正[应]了那句老话",)),
    Small("当", "dang4", "took it that", both(after_word("我 还以为 只"), begins("你 他 她 谁 什么 是"), no(begins("你的 他的 她的 你们的 他们的 他妈 什么官")), closes("不来 来 来了 走了 去了 睡了 回来了 走 去 知道 东西 事 人 听 回")), ("我[当]你不来了呢",)),
    Small("当", "dang4", "takes oneself for", both(begins("自己是 自个儿是 自己还 自己多 我是 你是 他是 她是 谁是"), no(about("老师 医生 干部"))), ("还[当]自己是小伙子呢",)),
    Small("当", "dang4", "pawns", both(about("镯子 首饰 手表 戒指 项链 大衣 家当 当铺 值钱"), begins("了 掉 出去"), no(begins("了官 了兵"))), ("把镯子都[当]了",)),
    Small("当", "dang4", "pawns", both(said_before("把 拿 将", 8), gone_pawned, no(begins("了兵 了官"))), ("他把家里的钟拿去[当]了", "母亲把耳环[当]了给他交学费")),
    Small("当", "dang4", "takes for", both(VERB, taken, no(begins("了 过 着 上 众 时")), no(ends_clause)), ("不能把运气[当]本事", "他拿我的话[当]玩笑")),
    Small("当", "dang4", "a trap", both(preceded("的"), said_before("上", 5), last_but(*CLOSING)), ("你可别上他的[当]",)),
    Small("当", "dang4", "takes it that", both(preceded("还 只 都 倒 真"), begins("是 你 他 她 有 真 什么 我 这 那 出")), ("我还[当]他走了呢", "我还[当]是谁呢")),
    Small("场", "chang2", "a spell", both(either(counted, lambda place: place.words[place.at].glued), ends_clause, said_before("哭 笑 闹 吵 病 骂 醉 痛 空欢喜 虚惊 欢喜 大哭 大笑 忙 恨", 4)), ("空欢喜一[场]", "两口子吵了一[场]")),
    Small("空", "kong4", "stands empty", either(both(VERB, begins("了好 了几 了一 了两 了三 了半 了很 了大")), begins("一格 两格 一行 两行 一个字 两个字")), ("那块地[空]了好几年", "这里得[空]两格")),
    Small("分", "fen4", "what is between friends", both(preceded("的"), followed("上"), said_before("看 瞧", 6)), ("看在朋友的[分]上",)),
    Small("处", "chu4", "a place to do it", after_word("没 无 没有 有 四 何"), ("一肚子火没[处]撒",)),
    Small("处", "chu3", "gets on with", both(VERB, begins("了 过 得 不来 不好 不下去 着"), no(measured), no(suffix), no(begins("了分 了罚"))), ("咱们[处]了这么多年",)),
    Small("调", "diao4", "swaps", begins("过头 过身 过脸 过车 个位 个座 个个 个头 个班 个岗 位 座位 头 包 班 个过 了个头 了包 了个位 了个座"), ("你跟他[调]个座位",)),
    Small("调", "diao4", "a tune", both(after_word("的 这 那 个 新 老"), about("曲 歌 唱 琴 音乐 戏 哼"), either(ends_clause, before_tag("d", "a", "v")), no(begins("低 高 大 小"))), ("这首歌的[调]有点怪",)),
    Small("转", "zhuan4", "wanders, turns", begins("了半天 了好半天 了一上午 了一下午 了一晚 了一天 了好几 了好久 来转去 悠 着玩 了一大圈 了大半"), ("我在门口[转]了半天",)),
    Small("转", "zhuan4", "turns round", both(about("风车 陀螺 车轮 水车 磨盘 石磨 螺旋桨 风扇 马达 纺车 轮子 地球 月亮 马灯"), begins("着 得 起 个 了 动 啊 呀")), ("水车吱呀呀地[转]着",)),
    Small("转", "zhuan4", "turns round", both(ends_clause, either(preceded("满街 满院子 满屋 满山 满城 满地 满场 满院 满屋子 地 团团 直 乱 飞快 滴溜溜 不停 呼呼 四处 到处 来回 满世界"), both(about("风车 陀螺 车轮 磨盘 螺旋桨 风扇 马达 地球 月亮 机器 水泵 电机 指针 唱片 齿轮 涡轮 压缩机 主轴"), no(preceded("好 运 流 逆"))))), ("机器还在[转]", "风车呼呼地[转]", "他忙得团团[转]")),
    Small("中", "zhong4", "hits, wins", both(begins("了"), about("彩票 大奖 头奖 圈套 埋伏 毒箭 流弹 子弹 邪 暑气 诡计 奸计"), no(suffix)), ("他买彩票[中]了五百万",)),
    Small("差", "cha1", "a difference", after_word("之"), ("以一分之[差]落败",)),
    Small("差", "chai1", "on an errand", both(preceded("派出"), ends_clause), ("他被派出[差]，家里没人",)),
    Small("差", "chai1", "sends", both(SOMEONE, said_after("去 来 送 找 请 叫 打听 买 取 传", 2)), ("老板[差]他去送信",)),
    Small("强", "jiang4", "stubborn", both(preceded("脾气 嘴 性子 脑袋"), tagged("a", "v", "d")), ("这人脾气[强]，不听劝",)),
    Small("降", "xiang2", "subdues", both(begins("住 伏 服 妖 龙 魔 得住 不住"), no(about("价 温 雨 压 息 噪 火"))), ("如来佛把他[降]住了",)),
    Small("降", "xiang2", "gives oneself up", both(ends_clause, after_word("不 投 诈 招 归 乞 请 愿"), about("死 敌 军 兵 城 将 贼 战")), ("城破了他宁死不[降]",)),
    Small("倒", "dao3", "has fallen", both(after_word("瓶 瓶子 杯子 椅子 凳子 墙 树 楼 房子 屋 车 架子 杆 柱子 篱笆 牌子 塔 桥 庙 柜子 梯子"), followed("了"), no(said_before("把 给 往 向 将"))), ("油瓶[倒]了",)),
    Small("倒", "dao4", "pours out", both(said_before("把 将", 8), about("豆 米 面 水 汤 酒 油 药 沙 垃圾 粮 种子 糖 盐 饭 茶 钱 东西 灰 土 石子 奶"), begins("在 进 到 入 出 给 了 掉 光 回")), ("把豆子全[倒]在席子上",)),
    Small("背", "bei1", "carries", both(VERB, either(both(before_tag("r"), no(before_tag("n"))), both(ends_clause, about("黑锅 书包 行李 孩子 债 责任 背篓 罪名 包袱 筐")))), ("我[背]你过河", "黑锅我不[背]")),
    Small("撒", "sa1", "lets out", both(about("火 气 怨 怒"), either(ends_clause, followed("了 在 到")), no(about("米 盐 粉 水"))), ("一肚子火没处[撒]",)),
    Small("撒", "sa1", "casts a net", both(about("网"), begins("下 了 开 网 大网")), ("渔民[撒]下大网",)),
    Small("吐", "tu3", "spits", both(VERB, before_tag("n", "nz"), no(begins("血 奶 黄 酸水 胆汁 隔夜"))), ("吃葡萄不[吐]葡萄皮",)),
    Small("只", "zhi1", "one of them", of_something, ("他养了[只]八哥", "她提着[只]旧箱子", "筷子少了[只]")),
    Small("铺", "pu4", "a shop", both(after_word(SHOPS), no(said_before("把 将 用")), no(begins("在 了 着 满 好 平 开 成 上 进 出 得 底 路 床"))), ("街口有家裁缝[铺]", "早餐[铺]的老板", "豆腐[铺]还在")),
    Small("好", "hao4", "is fond of", both(tagged("a"), followed(PURSUITS), lambda place: len(place.following) == 1, either(after_tag("r", "PER"), preceded("也 更 尤其 素 最 从小 皆 都 独 却 又 极 颇"), after_word("人 者 士 爷 爷子 翁 生 王 帝"))), ("文人[好]砚", "他尤其[好]古文")),
    Small("漂", "piao3", "bleaches", both(VERB, about("布 衣 床单 染 洗 纱"), begins("一遍 两遍 了一遍 白 洗 净")), ("白布先[漂]一遍再染",)),
    Small("相", "xiang4", "a look", both(preceded("了"), said_before("脱 破 变 走 亮 露 站", 2), ends_clause), ("人都瘦脱了[相]",)),
    Small("磨", "mo4", "grinds", both(about(GRAIN), begins("成面 成粉 成浆 成了面 成了粉 成豆 面 豆 粉 出面 出豆 出浆"), no(about("刀 墨"))), ("麦子[磨]成面",)),
    Small("得", "de5", "how it was kneaded", both(preceded("和"), before_tag("a", "d", "v"), about("面 泥 馅 灰 水泥")), ("面要和[得]软一点",)),
    Small("和", "huo2", "kneads", both(followed("得"), about("面 泥 馅 灰 水泥"), no(begins("得一样"))), ("面要[和]得软一点",)),
    Small("和", "huo4", "mixes", both(followed("匀"), either(begins_clause, about(PASTES))), ("馅里放点盐，[和]匀了再包",)),
    Small("降", "xiang2", "gives oneself up", both(begins("敌 贼 金 清 曹 匪 寇 日寇"), no(begins("敌意 敌人的 清单")), said_before("不 肯 愿 宁 要 劝 诈 已 率 战 开城 举 背", 4)), ("他宁死不肯[降]敌",)),
    Small("干", "gan1", "waits till it is dry", both(preceded("等 待"), begins("了再 了就 了才 了之后 了以后 透"), no(about(AT_WORK))), ("等[干]了再扫",)),
    Small("调", "diao4", "sends over", both(VERB, before_tag("m"), closes("过来 过去 来 去"), no(about("温度 音量 表 钟 频道"))), ("从仓库[调]三箱水过来",)),
    Small("降", "xiang2", "gives oneself up", both(ends_clause, preceded("肯 愿 求 不肯 不愿 出城 率众 率部 开城 举城 献城"), no(about("价 温 息 税 费 薪 率 血压"))), ("守军仍不肯[降]",)),
    Small("把", "ba4", "a handle", both(after_word(" ".join(HANDLED)), begins("儿 子松 子断 子掉 上 松了 断了 掉了")), ("这锅[把]儿松了",)),
    Small("儿", "er5", "the suffix of a handle", both(preceded("把"), lambda place: place.word(-2).text.endswith(HANDLED)), ("这锅把[儿]松了",)),
    Small("种", "zhong4", "plants a few", begins("种花 种菜 种地 种草 种树 种瓜 种豆"), ("退休后爱[种]种花",)),
    Small("倒", "dao3", "changes buses", both(begins("地铁 公交 两趟 一趟 几趟 三趟 两次 几次"), about("站 地铁 公交 号线 换乘 路车 火车 上班 回家")), ("上班要[倒]两趟地铁",)),
    Small("倒", "dao3", "has fallen on something", both(after_word("树 墙 楼 杆 塔 架 牌 房"), begins("把 将 砸 压")), ("大树[倒]把路堵了",)),
    Small("倒", "dao4", "on the contrary", begins("议论 觉得 显得 省了 省得 愿意 成了 变得 嫌 先 还 真 挺 很 想 说不 问起 记得 忘了"), ("散会以后[倒]议论开了", "他[倒]觉得不错")),
    Small("还", "hai2", "still owes", both(followed("欠"), lambda place: place.word(2).tag in ("r", "PER", "m", "u", "ORG"), no(preceded("要 来 去 先 得 该"))), ("他[还]欠我两千块",)),
    Small("冲", "chong4", "harsh", both(ends_clause, after_word("脾气 口气 说话 味儿 味道 劲儿 酒劲 火气")), ("老板脾气[冲]，可心不坏",)),
    Small("相", "xiang4", "looks at what one may choose", both(VERB, begins("女婿 媳妇 儿媳 马 牛 对象 了半天 了又相 了几 了好"), no(begins("马上 牛劲"))), ("岳母[相]女婿", "这匹马他[相]了半天")),
    Small("切", "qie4", "by all means", begins("不可 莫 勿 忌 记"), ("这事[切]不可声张",)),
    Small("圈", "juan1", "pens in", both(said_before("把 将"), about("鸡 羊 猪 牛 鸭 鹅 牲口 马"), begins("起来 在 进 住 好 了起来")), ("把鸡[圈]起来",)),
    # 干 折 扎 挑 称 禁 看 闷 散 系 省 和 喝 晃 圈 落 没 蒙 晕 斗 供 号 结 勒 刨 拧 糊 凉 缝
    Small("冲", "chong4", "at someone", both(before_tag("r", "n", "PER", "s", "LOC", "f"), said_after("发 火 脾气 喊 叫 笑 嚷 吼 点头 挥手 摆手 招手 眼色 瞪 骂 说 鬼脸 大叫 嘴 敬礼 鞠躬 比画 比划 乐", 7), no(about("水 浪 洪"))), ("他[冲]老婆孩子发脾气",)),
    Small("挨", "ai2", "suffers", both(closes("打 骂 揍 批 白眼 训 数落 板子 巴掌 责备 批评 埋怨 处分 罚"), no(begins("着 近 个 次 家 户 门"))), ("没少[挨]师傅的白眼",)),
    Small("挨", "ai2", "suffers", both(VERB, either(before_tag("v"), begins("数落 批 训 骂 打 揍 巴掌 板子 耳光 鞭子 欺负 埋怨 处分 罚 整 白眼 冷眼 嘴巴 日子 饿 冻 到天")), no(begins("着 近 个 次 家 户 门 到一"))), ("没少[挨]数落", "他[挨]欺负")),
    Small("盛", "cheng2", "fills a bowl", both(begins("点儿 点 一点 些 个 一碗 半碗 两碗 三碗 好 上 满 了 起 出 进 来 在 着 完 得 不下"), no(about("花 名 气 况 开放 夏 世")), no(tagged("a", "an")), no(suffix)), ("多[盛]点儿饭",)),
    Small("系", "ji4", "ties", both(ends_clause, preceded("知道 会 不会 没 帮 给 忘 懒得 重新 不")), ("鞋带开了也不会[系]",)),
    Small("干", "gan1", "drinks up", both(about("酒 杯"), begins("了 一杯 掉 上一杯 为敬"), no(about(AT_WORK))), ("这杯酒我先[干]了",)),
    Small("干", "gan1", "until it is dry", both(preceded("哭 晒 吹 晾 擦 拧 烤 喝 熬 流 抹 榨 抽 沥 控 烘 舔 揩 蒸 烧 耗 弄"), no(about(AT_WORK))), ("眼泪都哭[干]了",)),
    Small("干", "gan1", "dry", both(about(DRY), either(preceded("没 不 快 已经 还没 就 都 才 太 很 晒 吹 风 晾 擦 烤 烘 烧 有点 未 早 全 还 老是 老 总 总是 常常"), after_tag("n")), either(ends_clause, begins("得 呢 了 透 吗 吧 不了 裂 巴 就")), no(begins("得好 得不错 得起劲")), no(about(AT_WORK))), ("衣服还没[干]呢", "嘴唇[干]得起皮")),
    Small("干", "gan4", "is work to do", both(ends_clause, after_word("好 难 容易 不想 不爱 怎么 咋"), about(AT_WORK + " 买卖 营生")), ("这活儿不好[干]",)),
    Small("折", "she2", "is broken", either(preceded("弄 压 掰 摔 撞 踩 拗 刮 砸 撅 扭 踢 跌"), both(about(BROKEN), either(last_but(*CLOSING), begins("成两截 断 成两段")), no(about("纸 衣 打折 价 角")))), ("筷子一掰就[折]", "伞让他弄[折]了")),
    Small("折", "she2", "is broken", both(begins("了"), no(about("纸 衣 打折 价 叠")), either(last_but(*CLOSING), begins("了就折"))), ("[折]了就[折]了吧",)),
    Small("折", "she2", "loses", both(begins("了 进 在"), said_after("钱 本 兵 将 人马 元 万", 3), no(about("打折 优惠"))), ("这买卖[折]了不少钱",)),
    Small("扎", "za1", "ties up", both(about("口袋 麻袋 袋子 绳 腰带 皮带 围裙 头巾 皮筋 腰里 裤腿"), begins("紧 好 住 起 上 成 着 了 个 根 条"), no(about("针 刺 扎根"))), ("把口袋[扎]紧",)),
    Small("挑", "tiao3", "raises with a pole", both(about("竹竿 竿 棍 枪尖 刺刀 灯笼 旗 帘 灯芯"), said_before("用 拿 把", 6)), ("他用竹竿把灯笼[挑]了起来",)),
    Small("称", "chen4", "fits", both(after_word("很 不 挺 最 真 特别 不大 正"), either(SOMEONE, begins("心 职 手 体 意 肤色 身"))), ("这身衣服很[称]她",)),
    Small("禁", "jin1", "bears", begins("穿 用 看 烧 洗 脏 磨 嚼 放 不起 得起 得住 不住"), ("这种布[禁]穿",)),
    Small("劲", "jin4", "strength, zest", no(either(suffix, begins("敌 旅 草 松 射 爆 舞 歌 升 增 风"))), ("浑身有使不完的[劲]",)),
    Small("看", "kan1", "guards", both(VERB, closes("门 大门 孩子 娃 摊 摊子 仓库 羊 牛 瓜 瓜地 店 行李 工地 场子 院子"), either(said_before("帮 替 给", 6), begins("了十 了几 了一辈 了半辈 着点 会儿")), no(said_before("去 来 想 回", 4))), ("他给大院[看]了十年门", "你帮我[看]会儿孩子")),
    Small("看", "kan1", "guards", both(after_word("有人 专人 民警 狱警 保安"), begins("着呢 着 守")), ("门口有人[看]着呢",)),
    Small("闷", "men4", "low in one's heart", after_word("心里 心中 心头 胸口 苦 郁 愁 烦"), ("他心里[闷]得很",)),
    Small("散", "san3", "comes loose", both(about(LOOSE), begins("了 开 着 乱")), ("鞋带[散]了",)),
    Small("系", "ji4", "ties", both(said_before("把 用 将 拿", 5), begins("在 上 住 紧 好 着 了 个 成 到")), ("把船[系]在桩子上",)),
    Small("卷", "juan3", "rolls", both(after_word("饼 煎饼 饼皮 豆皮 大饼"), before_tag("n")), ("薄饼[卷]大葱",)),
    Small("系", "ji4", "ties", begins("牢 紧 个扣 死扣 鞋带 围巾 围裙 领带 安全带 扣子 腰带"), ("把绳子重新[系]牢",)),
    Small("系", "ji4", "ties", after_word(TIED), ("扣子[系]错了",)),
    Small("省", "xing3", "comes to; looks into oneself", begins("人事 亲 悟 察"), ("他不[省]人事",)),
    Small("血", "xie3", "blood that flows, as one says it", both(ends_clause, said_before("流 出 吐 淌 直流 直冒", 4), said_before("了 好多 很多 好些 点儿 直 直流", 3), no(said_before("献 输 抽", 5))), ("手破了，流了好多[血]",)),
    Small("和", "hu2", "wins at mahjong", both(about("牌 麻将"), begins("不了 得了 不 出")), ("这牌我[和]不了",)),
    Small("和", "huo4", "smooths over", both(about("稀泥"), no(ends_clause)), ("他在中间[和]稀泥",)),
    Small("和", "huo4", "mixes in", both(preceded("里 往里 再 里头"), begins("点 些 上 进 入 了"), about("面 水 泥 馅 灰 药 粥")), ("往面里[和]点糖",)),
    Small("和", "he4", "sings along", begins("着拍 着节 着音乐 着歌 着琴 着鼓 了一首 诗"), ("大家[和]着拍子唱起来",)),
    Small("喝", "he4", "cheers", begins("起彩 了个彩 彩 倒彩"), ("台下[喝]起彩来",)),
    Small("晃", "huang3", "dazzles", both(about("太阳 灯光 阳光 车灯 日头 光"), about("眼"), begins("得 着 人 了")), ("太阳[晃]得我睁不开眼",)),
    Small("圈", "juan1", "pens in", both(about("猪 羊 牛 鸡 鸭 马 驴 鹅 牲口 家里 屋里 笼"), begins("在 着 养 了起来"), no(after_tag("m"))), ("羊都[圈]在后院",)),
    Small("落", "la4", "is left behind", both(about(BELONGINGS), followed("在"), no(said_after("地上 地下 水里 身上 头上 桌上 肩上 地 手里 实处 手上 后面", 2)), no(about("箭 雨 雪 花 叶 炸 果"))), ("钥匙[落]在办公室了",)),
    Small("落", "la4", "is left behind", both(about(BELONGINGS), begins("车上 家里 教室 办公室 店里 酒店 饭店 宾馆 飞机 火车 出租 公司 学校 宿舍 单位")), ("东西[落]车上了",)),
    Small("落", "la4", "leaves out", both(begins("了"), said_after("课 字 句 页 顿 功课 题 行 步", 3), no(after_word("笔 下 手"))), ("他[落]了两节课",)),
    Small("没", "mo4", "covers", both(begins("到 了 过 入 顶"), about("水 雪 草 泥 沙 浪"), said_after("膝盖 膝 腰 脚踝 脚脖子 胸口 头顶 脖子 小腿 车轮 屋顶 大腿 肩膀 脚面", 4)), ("水[没]到了膝盖", "雪[没]过了脚踝")),
    Small("没", "mo4", "covers, sinks", either(both(said_before("水 潮水 海水 河水 洪水 浪 积水 雪 积雪 草 荒草 泥", 4), begins("过 入 了"), no(begins("过来 过去 了水"))), followed("入 顶 膝")), ("潮水慢慢[没]过了礁石", "太阳[没]入西山")),
    Small("蒙", "meng1", "guesses; is stunned", either(both(preceded("全 全靠 靠 瞎 乱"), no(before_tag("n"))), both(preceded("就 当场 彻底 直接 脑子 都 全 一下子 当时"), last_but(*CLOSING))), ("他一听就[蒙]了", "这题是靠[蒙]的")),
    Small("晕", "yun4", "gets sick on board", both(ends_clause, said_before("坐船 坐车 上船 上车 坐飞机 坐 见", 4), preceded("就 会 不 老 也")), ("她一坐船就[晕]",)),
    Small("晕", "yun1", "faints", begins("过去 了过去 倒 死 头转向 乎"), ("他当场[晕]过去了",)),
    Small("斗", "dou4", "fights", both(VERB, no(measured)), ("他俩[斗]了一辈子",)),
    Small("供", "gong4", "confesses", both(VERB, begins("出 认 了出来 述 状")), ("他[供]出了同伙",)),
    Small("号", "hao2", "wails", begins("得 啕 哭 丧 叫起"), ("孩子哭[号]得整条街都听见", )),
    Small("结", "jie1", "bears fruit", both(ends_clause, about("果子 柿子 枣 桃 梨 瓜 葡萄 石榴 豆"), preceded("没 不 开始 光 才")), ("一个果子也没[结]",)),
    Small("结", "jie1", "bears fruit", both(about(FRUIT), followed("了 着 满 出 的"), no(about("冰 霜 婚 账 怨 仇 疤 痂 束 结果 结构"))), ("树上[结]了好多柿子",)),
    Small("勒", "lei1", "tightens", both(VERB, begins("得 紧 住 着 死 出 断 了 在 进"), no(tagged("PER", "LOC"))), ("绳子[勒]得手疼",)),
    Small("刨", "pao2", "digs", begins("了 坑 土 地 开 出 根 红薯 个坑 树 去 除 着"), ("他在院里[刨]了个坑",)),
    Small("拧", "ning2", "pinches", begins("了他 了她 了我 他 她 我 耳朵 胳膊 大腿 一把 脸"), ("她[拧]了我一把",)),
    Small("拧", "ning4", "stubborn", both(after_word("脾气 性子 真 太 很 这么"), ends_clause), ("这孩子脾气[拧]",)),
    Small("糊", "hu2", "is burnt", both(about("饭 锅 菜 粥 馒头 肉 饼 煮 烧 烤 炒"), last_but(*CLOSING)), ("饭[糊]了",)),
    Small("糊", "hu1", "plasters", both(begins("了一层 了一脸 了一身 了满 上一层"), about("泥 灰 油 浆")), ("墙上[糊]了一层泥",)),
    Small("凉", "liang4", "lets cool", both(followed("一会儿 一会 一下"), about("喝 水 茶 粥 汤 吃 开水")), ("先[凉]一会儿再喝",)),
    Small("缝", "feng2", "sewn", both(followed("的"), said_after("衣 衣裳 衣服 被子 被 鞋 扣子 包 裤 袄 线 伤口 荷包 沙包", 2), no(after_word("墙 门 窗 石 地 裂 牙"))), ("[缝]的衣裳很结实",)),
    Small("车", "ju1", "the rook", both(about("象棋 卒 棋盘 将军 过河"), no(suffix), no(counted)), ("象棋里[车]走直线",)),
    Small("晕", "yun4", "a halo", both(begins("中 里 内 圈 轮"), no(about("车 船 头"))), ("黑洞的[晕]中",)),
    Small("葛", "ge2", "a plant", begins("属 科 藤 根 粉 麻 布"), ("[葛]属植物",)),
    Small("葛", "ge3", "the surname", before_tag("PER"), ("御史[葛]守礼",)),
    Small("幢", "chuang2", "a pillar of sutras", both(after_word("经 石 铁"), no(counted)), ("石[幢]",)),
    Small("咯", "lo5", "at the end", both(ends_clause, no(begins_clause)), ("好[咯]",)),
    Small("露", "lou4", "shows", begins("了馅 馅 了底 了怯 了相 了马脚 了脸 了一手 一手 两手"), ("一不留神就[露]了馅儿",)),
    Small("漂", "piao3", "rinses", either(both(doubled, about("衣 裳 布 水")), begins("衣 干净 洗 白粉"), after_word("洗")), ("她在水里[漂]衣裳",)),
    Small("省", "xing3", "comes to", both(after_word("猛 深 自 反"), either(ends_clause, begins("过来 悟"))), ("他猛[省]过来",)),
    Small("吐", "tu4", "vomits", both(about("奶 药 血 饭 胃 酸水 黄水"), begins("出来 了出来 了一 个干净"), no(about("苦水 舌 丝 核"))), ("孩子把奶[吐]出来了",)),
    Small("尽", "jin3", "as far as it goes", begins("着力气 着劲 着量 着你 着他 着老 着孩子 着先 着大家"), ("我[尽]着力气拉",)),
    Small("喽", "lou5", "at the end", both(ends_clause, no(begins_clause)), ("走[喽]",)),
    Small("儿", "er5", "the suffix of what one eats and sees", both(lambda place: place.words[place.at].glued, tagged("nz"), after_word("果 味 花 瓣 丝 片 块 条 皮 馅 面 汤 穗 杆 芯")), ()),
    Small("为", "wei2", "has to be", both(after_word("须 需 应 必须 应当 不得"), before_tag("m", "TIME")), ("报考人员须[为]一九八八年后出生",)),
    Small("中", "zhong4", "shots that went in", both(after_tag("m"), before_tag("m"), lambda place: len(place.preceding) == 1), ("他出战三十分钟，二十二[中]十三",)),
    Small("员", "yun4", "the surname", both(tagged("PER"), no(lambda place: place.words[place.at].glued)), ("法院院长[员]建国出席",)),
    Small("臊", "sao1", "a smell", after_word("腥 尿 狐 羊"), ()),
    Small("臊", "sao4", "ashamed", no(suffix), ("[臊]得满脸通红",)),
    Small("宁", "ning4", "would rather", begins("死 愿 可 肯 做 作 缺 折"), ("他[宁]死不降",)),
    Small("脏", "zang4", "an organ", both(suffix, after_word("内 心 肝 肾 脾 肺 五")), ()),
    Small("脏", "zang1", "dirty", tagged("a", "v", "an", "ad"), ("衣服[脏]了",)),
    Small("刹", "cha4", "a temple", after_word("古 宝 名 佛 禅"), ("千年古[刹]",)),
    Small("刹", "sha1", "brakes", both(VERB, begins("住 了 不住 得住 车 闸 那")), ("他[刹]住了车",)),
    Small("校", "jiao4", "reads proofs", begins("一遍 对 了一 了两 完稿 稿"), ("稿子再[校]一遍",)),
    Small("吁", "yu4", "calls on", after_word("呼"), ()),
    Small("逮", "dai3", "catches", no(begins("捕")), ("[逮]着一只兔子", "猫[逮]老鼠")),
    Small("与", "yu4", "takes part", begins("会时 会者 会代表 会的 会人员 会各"), ("他[与]会时没有发言",)),
    Small("传", "chuan2", "passes on", both(VERB, no(suffix)), ("话[传]出去了",)),
    Small("种", "zhong4", "plants", both(ends_clause, preceded("人 没人 谁 不 没 自己 来 去 想 愿意 怎么")), ("这块地谁[种]",)),
    Small("还", "huan2", "pays back", both(preceded("没 没有 不 能 会 想 得 真没"), last_but("上", "清", "完", "掉", "得上", "不上", *CLOSING), no(ends_clause)), ("钱真没[还]上",)),
    Small("和", "huo2", "kneads", both(after_word("面 馅 泥 馅儿 泥巴"), begins("稀 稠 匀 软 硬 得 多了")), ("面[和]稀了",)),
    Small("长", "zhang3", "is older by a generation", begins("一辈 两辈 几辈 他一辈 我一辈"), ("他[长]一辈",)),
    Small("当", "dang4", "a trap", both(preceded("了 过 回 次 大 个 这个"), said_before("上", 5), last_but(*CLOSING)), ("他上了[当]", "吃过亏上过[当]")),
    Small("当", "dang4", "takes for", both(after_word("你 我 他 她 你们 他们 别人"), begins("我是 你是 他是 她是 我们是 我不 我傻 我没 我还是"), no(about("老师 医生 干部"))), ("你[当]我是傻子",)),
    Small("当", "dang4", "as if", both(preceded("只 权 全 就 只能 还"), begins("没 不知 看不 听不 自己没 什么都没")), ("他就[当]没听见",)),
    Small("空", "kong4", "a blank to fill in", both(either(counted, suffix), about("填 试卷 卷子 表格")), ("填了几个[空]",)),
    Small("倒", "dao4", "on the contrary", both(suffix, begins("没 不 也 还 是 很 挺 真 有")), ("碗碎了，水[倒]没洒",)),
    Small("应", "ying4", "agrees", begins("下来 下了 下这 承 了下来 允"), ("他没[应]下来",)),
    Small("盛", "cheng2", "fills a bowl", both(after_word("汤 饭 粥 菜 面 水 酒"), begins("好 满 上 出来 在 着 得 进")), ("汤[盛]好了",)),
    Small("假", "jia4", "leave", both(either(preceded("请了 放了 休了 批了 告了 续了"), both(preceded("了 过 个 天 次 的 几天 完"), said_before("请 放 休 度 告 销 批 续 补", 4))), no(said_before("真 造 作 掺 打"))), ("他请了[假]", "请过几次[假]")),
    Small("只当", "zhi3 dang4", "takes it that", begins("没 不 是 他 她 你 自己 什么"), ("他[只当]没听见",)),
    Small("人种", "ren2 zhong4", "someone to plant", preceded("没 没有 无"), ("这块地没[人种]",)),
    Small("睡着", "shui4 zhe5", "is sleeping", followed("觉"), ("他正[睡着]觉",)),
    Small("得到", "de5 dao4", "can be done", both(ends_clause, preceded("做 办 够 看 猜 拿 料 赶 谈 摸 顾 听 碰 照顾 预料 想象")), ("这事他做[得到]",)),
    Small("为", "wei4", "over a trifle", both(begins("一点小 一点儿小 这点 那点 这么点 那么点 一件小 一句话 几句话 几个钱 几块钱 一口气 芝麻 鸡毛 屁大"), lambda place: any(word.tag in ("v", "a", "vd", "p") for word in place.following[2:])), ("他[为]一点小事跟邻居红了脸",)),
    Small("地", "di4", "a stretch of land", both(after_word("大片 这片 那片 整片 一片 小片 几片"), begins("都 也 就 里 上 种 荒 被 没 全 是 归 属 要 该")), ("大片[地]都荒了",)),
    Small("了", "liao3", "can't get well, can't be wrong", both(preceded("不 得"), lambda place: place.word(-2).text.endswith(("好", "错", "少", "坏", "差", "早", "远", "大"))), ("这病好不[了]，也坏不到哪儿去", "价钱错不[了]")),
    Small("着", "zhao2", "got: no action goes on and has ended", both(followed("了"), no(after_word("沿 随 为 有"))), ("他买[着]了最后一张票",)),
    Small("着", "zhao2", "burns", both(preceded("火 炉子 柴 煤 蜡烛 灶"), begins("得 起来 了")), ("炉子[着]起来了",)),
    Small("还", "huan2", "gives back what one is owed", both(before_tag("r", "PER", "n", "LOC"), about("清白 公道 自由 安宁 平静 真相 尊严 蓝天 人情 宁静 本来面目"), lambda place: not any(word.tag in ("v", "vd", "d") for word in place.following)), ("[还]他清白，[还]大家一个公道",)),
    Small("还", "huan2", "gives back to whom", both(preceded("记得 要 去 来 忘 忘了 必须 得 按时 及时 早点 赶紧"), lambda place: bool(place.following) and all(word.tag in ("n", "r", "PER", "LOC", "ORG", "nz") for word in place.following)), ("书看完了记得[还]图书馆",)),
    Small("还", "huan2", "answers back", both(preceded("不 没 没有 敢 也 就 别 会 从不 不敢"), followed("口 嘴 手 礼 击 价")), ("对方却不[还]口",)),
    Small("还", "huan2", "gives back to the people", begins("草于 林于 地于 权于 利于 政于 富于 路于 绿于 湖于"), ("[还]路于民",)),
    Small("为", "wei4", "not for anything else", both(preceded("不 只 就 全 都 光 净"), begins("别的 别 钱 名 利 争口气 你 我 他 她 谁 这个 那个 自己 什么")), ("不[为]别的，只[为]争口气",)),
    Small("还", "huan2", "gives back or not", either(begins("不还"), lambda place: place.before.text.endswith("不") and place.word(-2).text.endswith("还")), ("这钱他[还]不[还]都一样",)),
    Small("还", "hai2", "still comes back", both(begins("回来"), before_tag("v"), lambda place: any(word.tag in ("v", "vd") for word in place.following[1:])), ("他隔三差五[还]回来看看",)),
    Small("还", "huan2", "pays back what is due", both(closes("房贷 贷款 欠款 债 利息 本金 人情债 车贷 学费 信用卡"), no(before_tag("v", "d", "p", "vd", "a")), no(begins("是 有 没 欠 差 要"))), ("银行催他[还]这个月的房贷",)),
)  # fmt: skip

# A family's village: 任家湾. The surnames that are read otherwise than their characters.
VILLAGES = begins(
    " ".join(
        "家" + end
        for end in "湾 沟 庄 村 坪 院 屯 堡 桥 坝 寨 集 营 镇 乡 口 岭 坡 台 河 塘 巷 大院 圩 山 洼 垭 渡 祠 疃 埠 宅 铺 店".split()
    )
)
OLD_MEN: tuple[Small, ...] = tuple(
    Small(
        char,
        SURNAMES[char],
        "an old man, by his family name",
        both(after_word("老"), begins("头 头儿 头子 爷子 太太")),
        (f"老[{char}]头蹲在墙根",),
    )
    for char in sorted((COMMON & set(SURNAMES)) - set("区折盖"))  # an old district, folded, covered
)
FAMILIES: tuple[Small, ...] = tuple(
    Small(
        char,
        SURNAMES[char],
        "a family's village, or the family",
        both(no(counted), either(VILLAGES, begins(LIVED_IN))),
        (f"他是[{char}]家湾人", f"[{char}]家兄弟都来了"),
    )
    for char in "单任查曾解盖区朴华燕曲葛翟"
)


BY_NAME: tuple[Small, ...] = tuple(
    Small(
        char,
        SURNAMES[char],
        "whose name it is",
        both(after_word("姓"), no(begins("名"))),
        (f"村里人大多姓[{char}]",) if char in COMMON else (),
    )
    for char in SURNAMES
    if len(char) == 1
)

# Words of two characters that are two words, and words of talk.
OF_GOVERNMENT = "执行 落实 出台 试点 配套 监管 政府 财政 债 志 戏 法规 标准 性 官 各级 国企 企业 国资 专项 党委 人大 税 经济 特色 文献 选举 立法 武装 部队 组织 军阀 曲艺 剧种 方言 金融 银行 保护 主义 分权 自治 层面 两会 媒体 电视台 教育 病 时间 话 风味 小吃 人民 国库 机构 审计 检察 军 当局 长官 行政 事权 治理 院校 高校 铁路 队"
COMPASS = "走向 方向 两侧 两端 两翼 宽 长约 长为 横 贯通 贯穿 约 相距 狭长 跨度 流向 文化 方文化 半球 交流 问 厢房 向 二 轴 部地区 部协作 部对口 城"

SAID_TOGETHER: tuple[Small, ...] = (
    Small("和成", "huo2 cheng2", "kneads into", both(about("面粉 泥 水泥 面团 面糊 灰"), begins("面团 面糊 泥 糊 团 稀 浆 馅")), ("把面粉加水[和成]面团",)),
    Small("买卖", "mai3 mai4", "buys and sells", either(tagged("v"), after_word("非法 禁止 自由 公平 严禁 从事")), ("禁止非法[买卖]枪支",)),
    Small("大夫", "da4 fu1", "an office of old", about("春秋 战国 晋国 楚国 齐国 鲁国 秦国 赵国 卿 诸侯 士大夫 光禄 谏 御史 上大夫 中大夫 三闾 封为"), ("春秋时晋国[大夫]掌权",)),
    Small("下水", "xia4 shui5", "offal", about("羊 猪 牛 鸡 鸭 卤 内脏 杂碎"), ("羊的[下水]要洗净",)),
    Small("仇家", "qiu2 jia1", "a family's name", begins("大院 祠 祖 兄弟 姐妹 父子 老宅 村 湾 庄"), ("[仇家]大院建于清代",)),
    Small("折光", "she2 guang1", "is lost to the last", about("老本 本钱 钱 兵 人马 家底"), ("老本都[折光]了",)),
    Small("精神", "jing1 shen5", "lively", both(after_word("没 没有 很 真 挺 特别 有 不 更 这么 那么 多"), either(ends_clause, begins("了 头 的小伙 的小 多了"))), ("没睡好，今天没[精神]", "他看上去很[精神]")),
    Small("公道", "gong1 dao5", "fair", either(after_word("价格 价钱 要价 很 真 挺 还算 办事 说话 不 买卖 处事"), both(after_word("要"), no(about("讨 还 主持")))), ("这家店价钱[公道]", "做生意要[公道]")),
    Small("东西", "dong1 xi1", "east and west", either(begins(COMPASS), after_word("南北 横贯 贯通 呈 沿")), ("马路[东西]走向", "村子[东西]长约两里")),
    Small("发卡", "fa4 qia3", "a hairpin", both(about("礼物 饰 女儿 妈妈 女孩 姑娘 小姑娘 头发"), no(about("银行 信用 机构 行 卡片"))), ("[发卡]是妈妈送的礼物",)),
    Small("地方", "di4 fang1", "not the centre's", either(begins(OF_GOVERNMENT), after_word("中央和 中央与 中央、 央地 和中央")), ("[地方]政府积极招商", "[地方]债有了新规")),
    Small("不好", "bu4 hao4", "is not fond of", both(either(begins(PURSUITS), begins("热闹 出风头 酒 色 吃喝 名利 烟酒 面子 虚名")), no(ends_clause)), ("他[不好]热闹，只爱读书",)),
    Small("少时", "shao4 shi2", "when one was young", both(no(after_tag("n", "nz", "vn")), either(begins_clause, after_tag("r", "PER"))), ("他[少时]家里很穷",)),
    Small("兄弟", "xiong1 di4", "brothers, and what is as they are", either(before_tag("m"), begins("二人 三人 四人 五人 几人 几个 姐妹 俩 仨 单位 院校 民族 城市 国家 之间 情 阋 省份 部队 县 市 学校 党 企业 省区 们 反目 相"), after_word("亲 堂 表 胞 结拜 双胞胎 孪生 我们 他们 你们 咱们 两 俩")), ("他们[兄弟]三人都当过兵", "[兄弟]单位来取经")),
    Small("运气", "yun4 qi4", "gathers one's breath", about("丹田 气功 太极 武功 发力 出拳 呼吸 吐纳 马步"), ("练太极要先[运气]，再出拳",)),
    Small("乡里", "xiang1 li5", "in the township", either(after_word("在 到 去 从 回 县里 给 向 是 由 跟 问"), begins("干部 要求 派 给 通知 组织 领导 的干部 的领导")), ("在[乡里]当干部",)),
    Small("没过", "mei2 guo4", "before long", either(before_tag("m", "TIME", "t", "r"), begins("几天 多久 两天 一会 多长 半 几年 几个 门 关 线 审 桥 马路 河 脑子 户 瘾 期 渡")), ("[没过]几天，他回来了",)),
    Small("同行", "tong2 hang2", "of the same trade", after_word("不少 许多 很多 业内 业界 国内 国外 各位 其他 众多 广大 全国 遭到 受到 得到 赢得 投资 国际"), ("受到许多[同行]的称赞",)),
    Small("同行", "tong2 xing2", "goes together", begins("准备 出发 走 前往 去 来到 赶 爬"), ("两家人[同行]准备上山",)),
    Small("人家", "ren2 jia1", "families", after_word("当地 本地 附近 沿河 山里 寻常 普通 平常 江南 水边 临街 四周 周边 大户 沿街 普通百姓 很多 许多 不少 多少 好多 家家 富裕"), ("当地[人家]生了女儿",)),
    Small("精神", "jing1 shen5", "how lively one is", both(about("体温 发烧 食欲 宝宝 孩子 老人 患儿"), begins("好 不好 差 很好 还好 萎")), ("孩子[精神]好的可以先观察",)),
    Small("当日", "dang4 ri4", "that day included", after_word("含 不含"), ("退票截至二十日（含[当日]）",)),
    Small("倾倒", "qing1 dao4", "pours out", both(about("非法 随意 偷倒 垃圾 固废 危废 污染 废液 渣土"), no(about("大厦 为之"))), ("查处了一起非法[倾倒]案",)),
    Small("数数", "shu3 shu4", "counts numbers", either(after_word("从 学 学会 教 会 先 开始 练 不会"), begins("学起 开始 到")), ("弟弟刚学会[数数]",)),
    Small("数秒", "shu3 miao3", "counts the seconds", after_word("倒计时 开始 一起 心里"), ("倒计时[数秒]，火箭升空",)),
    Small("澄清", "deng4 qing1", "lets settle", about("明矾 沉淀 泥沙 浑水"), ("水里加点明矾就[澄清]了",)),
    Small("大意", "da4 yi5", "careless", either(after_word("因 太 粗心 一时 不可 不能 切莫 疏忽 麻痹 别 过于 有点 敢"), begins("失荆州 失 不得 了")), ("司机因[大意]撞上护栏",)),
    Small("结实", "jie1 shi2", "bears fruit", about("开花 果树 授粉 花期 枝头"), ("果树开花之后[结实]很多",)),
    Small("对头", "dui4 tou2", "right", both(after_word("方法 路子 思路 不 办法 方向 完全 也 都"), no(begins("的人"))), ("只要方法[对头]",)),
    Small("炸锅", "zha4 guo1", "is in an uproar", both(about("网友 消息 人群 顿时 网上 群里 粉丝 会场"), no(about("空气 鸡"))), ("网友顿时[炸锅]了",)),
    Small("地下", "de5 xia4", "goes on coming down", both(followed("了 着 起 个"), after_tag("v", "a", "d", "z"), about("雨 雪 雹 霜")), ("雨不停[地下]着",)),
    Small("一通", "yi1 tong1", "counts a stele", either(after_word("碑 碣 碑刻"), before_word("碑 石碑 古碑 碑刻 残碑")), ("桥头有石碑[一通]",)),
    Small("一量", "yi1 liang2", "measured once", begins("血压 体温 身高 尺寸 体重 个头 脉搏 心率"), ("[一量]血压，高了",)),
    Small("调入", "tiao2 ru4", "stirs in", about(COOKED), ("再[调入]半勺盐",)),
    Small("落下", "la4 xia4", "what was left undone", both(said_before("把 将", 3), about("补 课 作业 进度 功课")), ("把[落下]的课补上",)),
    Small("朝阳", "chao2 yang2", "the place", either(begins(CITY_SIGHTS), after_word(CITY_NEAR), about(CITY_NEAR), preceded("住 家住 在 位于 来自 去 到 回 住在 搬到 来到")), ("他在北京[朝阳]上班", "家住[朝阳]的老人")),
    Small("朝阳", "zhao1 yang2", "the sun in the morning", either(tagged("n", "t", "nw", "v"), begins("把 从 照 升 洒 透 映 初 东 穿 染 似 般 一样 的光 刚 爬 跳 露 喷 沐 正 冉冉 里 下 中 给 将 斜 红 产业 行业 企业"), after_word("着 了 向 对 迎 沐浴 一轮 轮 缕 满 的 像 如 似 早晨")), ("[朝阳]从海上升起来", "一轮[朝阳]", "迎着[朝阳]出发")),
    Small("兴起", "xing4 qi3", "in high spirits", both(ends_clause, preceded("得 一时 正")), ("孩子们玩得[兴起]",)),
    Small("也好", "ye3 hao4", "is fond of, too", both(followed(PURSUITS), lambda place: len(place.following) == 1), ("唐人好酒，[也好]诗",)),
    Small("和好", "huo2 hao3", "kneaded", both(after_word("面 泥 馅 馅儿 灰"), said_before("把 将"), last_but(*CLOSING)), ("把面[和好]，盖上湿布",)),
    Small("挑起", "tiao1 qi3", "carries a load", both(begins("担 了担 水桶 扁担 箩筐 行李 货担 一担 两桶"), no(about("事端 矛盾 那头 这头 一头"))), ("长子要[挑起]担子",)),
    Small("种花", "zhong5 hua1", "plants a few flowers", preceded("种"), ("他就爱种[种花]",)),
    Small("倒车", "dao3 che1", "changes buses", both(about("站 地铁 公交 号线 换乘 路车"), no(about("司机 车库 撞 加油站 影像 雷达 停车 泊 镜 档 入库 路口 驾"))), ("上班要在东门站[倒车]",)),
    Small("调调", "diao4 diao5", "a tune", either(after_word("这 那 个 这个 那个 的 种 老 怪 小资"), both(about("歌 曲 哼 唱"), no(said_before("把 给 帮 你 我 来")))), ("这个[调调]我听过",)),
    Small("调调", "tiao2 tiao5", "adjusts a little", always, ("让我[调调]味道", "把椅子[调调]，坐着舒服")),
    Small("得出", "de5 chu1", "to a surprising degree", both(after_tag("a", "v"), begins("奇 来 去")), ("天冷[得出]奇",)),
    Small("可得", "ke3 dei3", "really has to", both(before_tag("v", "d", "p", "ad", "r", "vd"), no(begins("到 出 知")), no(after_word("唾手 触手 垂手"))), ("你[可得]告诉我",)),
    Small("担水", "dan4 shui3", "a load of water", after_word("着 一 了 两 这 那"), ("挑着[担水]从坡上下来",)),
    Small("累累", "lei3 lei3", "one upon the other", either(after_word("伤痕 罪行 负债 弹痕 血债 劣迹 战绩 债务")), ("他伤痕[累累]",)),
    Small("应得", "ying1 de5", "how one agreed", before_tag("a", "ad"), ("他嘴上[应得]痛快",)),
    Small("争得", "zheng1 de5", "how one quarrelled", begins("面红 不可 脸红 很 没完"), ("两人[争得]面红耳赤",)),
    Small("可处", "ke3 chu3", "may be punished", either(before_tag("m", "TIME"), about("罚款 拘留 徒刑")), ("[可处]五日以下拘留",)),
    Small("一通", "yi1 tong4", "a bout", both(said_before("发 说 骂 训 批 吵 忙", 3), begins("脾气 火 牢骚 大话 道理")), ("他发了[一通]脾气",)),
    Small("不干", "bu4 gan1", "not dry", about(DRY), ("裤子总[不干]",)),
    Small("画卷", "hua4 juan3", "rolls up the picture", begins("起 好 成 上 着"), ("把[画卷]起来",)),
    Small("没落", "mei2 la4", "has left nothing out", begins("过课 过一 下 一节 一天 过队 过一"), ("他一天也[没落]过课",)),
    Small("没了", "mo4 le5", "covers", both(begins("膝 腰 脚 头 胸 路 半 大腿 小腿 车轮"), about("水 草 雪 泥 沙")), ("水深得[没了]膝盖",)),
    Small("落下", "la4 xia4", "leaves undone", begins("不少活 很多活 不少课 好多课 好些 几节 两节 三节 不少功课 不少作业"), ("病了三天，[落下]不少活儿",)),
    Small("背着", "bei4 zhe5", "behind someone's back", both(before_tag("r", "PER"), said_after("搞 动作 说 偷 藏 干 做 吃 买 卖 借 坏话 办 议论 事", 6)), ("你别[背着]我搞小动作",)),
    Small("张相", "zhang1 xiang4", "a picture of someone", said_before("照 拍", 4), ("他照了[张相]",)),
    Small("蒙人", "meng1 ren2", "cheats people", no(tagged("n", "nz")), ("你别[蒙人]了",)),
    Small("血流", "xie3 liu2", "blood runs", begins("了 得 满 出 一地 个不"), ("[血流]了一地",)),
    Small("干重", "gan4 zhong4", "does heavy work", begins("活"), ("他少[干重]活儿",)),
    Small("言语", "yan2 yu5", "says a word", both(after_word("没 不 别 没有 肯"), either(ends_clause, begins("了 一声 声"))), ("他没[言语]",)),
    Small("打的", "da3 de5", "what someone made", both(after_tag("r", "PER"), before_tag("n"), no(begins("司机 费 票"))), ("他[打的]柜子很结实",)),
    Small("盛好", "cheng2 hao3", "has filled the bowls", no(about("花 名")), ("饭[盛好]了",)),
    Small("床铺", "chuang2 pu1", "the bed is made", begins("好 了 得 完 平"), ("[床铺]好了就睡",)),
    Small("得数", "dei3 shu3", "has to be counted", preceded("还 就 要 总 也 最"), ("论手艺还[得数]老张",)),
    Small("调人", "diao4 ren2", "transfers people", no(about("纠纷")), ("上面要[调人]来",)),
    Small("得手", "de5 shou3", "so that the hand hurts", both(before_tag("a", "v"), after_word("勒 冻 疼 磨 震 烫 累")), ("绳子勒[得手]疼",)),
    Small("数数", "shu3 shu5", "counts up", both(after_word("你 我 咱 来 您 快 自己"), no(after_word("教"))), ("你[数数]，一共几个",)),
    Small("就教", "jiu4 jiao1", "then teaches", no(begins("于 于")), ("你想学我[就教]你",)),
    Small("散开", "san3 kai1", "comes loose", about(LOOSE), ("头发[散开]了",)),
    Small("和好", "huo2 hao3", "kneaded", both(begins("的面 面 了面"), no(about("两人 夫妻 吵"))), ("把[和好]的面放在盆里",)),
    Small("片子", "pian1 zi5", "a film", no(after_word("铁 木 薯 布 肉 瓦 刀 石")), ("昨晚看了个[片子]",)),
    Small("不好处", "bu4 hao3 chu3", "hard to get on with", last_but(*CLOSING), ("他这人[不好处]",)),
    Small("角儿", "jue2 er5", "an actor", about("演 戏 台 唱 捧 名 红 主 旦"), ("这个[角儿]不好演",)),
    Small("好处", "hao3 chu3", "easy to get on with", both(after_word("不 很 挺 难 真 太 不大 蛮"), either(ends_clause, begins("的人"))), ("他这人挺[好处]",)),
)  # fmt: skip
