"""Verbs, nouns and suffixes of one character that are read in two ways: by what stands beside them.

Rules as in grammar.py, which see. Where none of them fits, the model is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.read.grammar import (
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

if TYPE_CHECKING:
    from narrate.read.grammar import Place, When


def counted(place: Place) -> bool:
    """A number or one of 这 那 几 每 各 goes before: it is a measure word."""
    return place.before.tag in ("m", "q") or place.before.text in (
        "这",
        "那",
        "几",
        "每",
        "某",
        "各",
        "哪",
        "两",
        "一",
        "首",
        "头",
        "该",
        "另",
        "数",
        "半",
    )


def doubled(place: Place) -> bool:
    """数一数, 转了转, 量了又量: the same verb on both sides of 一 or 了."""
    char = place.words[place.at].text
    ahead = "".join(word.text for word in place.following[:3])
    behind = "".join(word.text for word in place.preceding[-3:])
    between = ("一", "了", "了又", "啊", "来")
    return ahead.startswith(tuple(link + char for link in between)) or behind.endswith(
        tuple(char + link for link in between)
    )


def suffix(place: Place) -> bool:
    """It ends a word whose other parts are known, 接种|率, or stands as a noun behind another."""
    here = place.words[place.at]
    return here.glued or (here.tag == "n" and place.before.tag in ("n", "vn", "nz", "an", "ORG", "LOC", "nt", "ns"))


def ends_word(place: Place) -> bool:
    """No other part of its word follows."""
    after = place.words[place.at + 1 : place.at + 2]
    return not (after and after[0].glued)


def begins_clause(place: Place) -> bool:
    """Nothing of the clause goes before."""
    return not place.preceding


def hits(place: Place) -> bool:
    """In sport: 七 投 四 中."""
    return place.before.text[-1:] in tuple("一二三四五六七八九十零两") and any(
        word.text[-1] in "投射罚打击扔抛发球" for word in place.preceding[-3:]
    )


def about(words: str) -> When:
    """One of these is in a word of the clause."""
    options = tuple(words.split())
    return lambda place: any(option in place.clause for option in options)


def longer_and_longer(place: Place) -> bool:
    """越 长 越 高: the first of the pair."""
    return place.before.text == "越" and place.after.text == "越"


def grown_long(place: Place) -> bool:
    """长 长 了, 越 长 越 长: the second."""
    behind = "".join(word.text for word in place.preceding[-3:])
    return behind.endswith(("越长越", "头发长", "指甲长", "胡子长", "枝叶长", "藤长", "个头长"))


_VERB = tagged("v", "vn", "vd")
_NOUN = tagged("n", "nz", "ORG", "LOC", "PER", "s")
_ASPECT = before_word("了 着 过 完 好 到 起 住 上 下 出 进 成 满 掉 不 得")

SINGLES: tuple[Small, ...] = (
    # suffixes and measure words
    Small("率", "shuai4", "leads", both(_VERB, either(before_word("队 团 军 众 部 兵 领 先 代表"), before_tag("n", "m", "PER", "ORG", "LOC", "nz"))), ("市长[率]代表团访问",)),
    Small("率", "lv4", "a rate", always, ("疫苗接种[率]", "资产负债[率]")),
    Small("长", "chang2", "has grown long", grown_long, ("枝条越长越[长]", "他的头发长[长]了")),
    Small("长", "zhang3", "grows", longer_and_longer, ("树越[长]越高",)),
    Small("长", "chang2", "long: of time and of what has a length", either(before_word("时间 时期 时段 距离 途 假 跑 跪 谈 驱"), both(after_word("时间 时间跨度 周期 战线 历史 距离 寿命 路程 路线 里程 跨度 时效 工期 链条 篇幅 线路 面条 续航"), no(before_word("了 着 得 出 大 高")))), ("持续时间[长]，危害严重", "建设周期[长]的项目", "[长]时间不用手机")),
    Small("长", "zhang3", "grows", before_word("长了"), ("指甲[长]长了",)),
    Small("长", "zhang3", "grows", both(_VERB, either(_ASPECT, before_word("高 大 出 满 势 草 个 在 芽 叶 胖 毛 虫 于 得 牙 肉"))), ("孩子[长]高了", "院子里[长]满了草", "小树[长]得很快")),
    Small("长", "chang2", "a measure of length", either(after_tag("m"), before_tag("m", "q"), before_word("约 达 近 的"), after_word("全 总 很 最 较 太 不 多 更 米 公里 周 身 体")), ("大桥全[长]三公里", "这条路很[长]", "五米[长]的绳子")),
    Small("长", "zhang3", "the head of an office", both(suffix, no(before_tag("m")), no(tagged("a"))), ("居委会秘书[长]", "省财政厅厅[长]", "代表团团[长]")),
    Small("行", "xing2", "someone's party", both(after_word("一"), lambda place: place.word(-2).tag in ("PER", "ORG") or place.word(-2).text.endswith(("长", "总理", "总统", "团", "书记", "主席", "主任", "大使", "部长", "议员", "代表", "等人", "委员")), no(before_tag("n", "nz"))), ("局长会见了代表团一[行]",)),
    Small("行", "hang2", "a row, a trade", both(counted, no(_VERB)), ("三百六十[行]",)),
    Small("行", "hang2", "a bank or a shop", both(suffix, _NOUN, after_word("银 商 农 央 分 支 总 车 琴 银业 商业 拍卖 珠宝 洋 茶 米 粮 典当 地产 电器 花 鱼 药 器")), ("本地一家珠宝[行]",)),
    Small("行", "xing2", "goes, does, will do", always, ("我[行]我上", "不[行]就算了", "他[行]，你也[行]")),
    Small("处", "chu4", "a place, an office", either(counted, suffix, _NOUN), ("市人防办工程[处]", "三[处]景点", "入口[处]排起了队")),
    Small("处", "chu3", "deals with, is at", _VERB, ("全市正[处]在关键时期",)),
    Small("量", "liang2", "measures", both(_VERB, no(suffix)), ("护士给他[量]体温",)),
    Small("量", "liang2", "measures", doubled, ("[量]一[量]血压",)),
    Small("量", "liang4", "an amount", always, ("啤酒销[量]", "车流[量]很大")),
    Small("中", "zhong4", "hits", either(both(_VERB, no(before_tag("v"))), hits, both(after_tag("m"), before_tag("m"), about("投 球 罚 罚球 选")), before_word("了奖 了毒 了弹 了招 了标 了签 了枪 了大奖 了头奖 奖 标 弹 毒 枪 招 靶 签 彩 圈套")),
          ("他七投四[中]", "三分球七[中]三", "父亲[中]了奖")),
    Small("中", "zhong1", "in, middle", always, ("会议[中]", "讨论[中]的问题")),
    Small("分", "fen1", "divides; a point, a minute", either(counted, tagged("v", "q", "m", "vn")), ("主队得三[分]", "[分]三步走")),
    Small("间", "jian1", "a room; between", either(counted, tagged("f", "n", "q")), ("三[间]教室", "两国[间]的合作")),
    Small("种", "zhong4", "plants", lambda place: "".join(word.text for word in place.preceding[-2:]) == "种的", ("种的[种]，浇的浇",)),
    Small("种", "zhong3", "a kind", either(counted, tagged("q")), ("这[种]植物", "三百多[种]鸟", "各[种]问题")),
    Small("种", "zhong4", "plants", either(_VERB, _ASPECT, before_word("树 菜 地 粮 花 田 草 瓜 豆 稻 麦 棉 果 茶 药 玉米 蔬菜 水稻")), ("村民在山上[种]茶", "门前[种]了两棵树", "他[种]的西瓜很甜")),
    Small("重", "chong2", "again", both(before_tag("v", "vn"), no(tagged("a", "n")), no(suffix), no(before_word("达 约 逾 近 超 过 为 等于"))), ("剧院[重]开大门", "他[重]回赛场")),
    Small("重", "chong2", "again", both(before_word("拾 返 启 建 修 开 回 夺 登 归 塑 组 燃 聚 温 写 画 抄 录 拍 编 选 测 算 考 投 铺 砌 刷 播 设 置 审 估 申 印 做 来 演 现 访 走 读 学 出江湖"), no(after_word("很 太 更 最 较 不 比 越"))), ("他[重]拾画笔",)),
    Small("重", "chong2", "a layer", both(counted, no(before_word("量 要")), no(after_word("斤 吨 克 磅 两"))), ("三[重]考验", "这是双[重]保障")),
    Small("重", "zhong4", "heavy", always, ("八十多斤[重]的行李", "箱子很[重]", "[重]约三吨")),
    Small("场", "chang2", "a spell of rain, an illness", both(counted, before_word("大旱 旱灾 洪水 洪灾 水灾 风波 风雨 暴风雨 雷雨 台风 雨 大雨 小雨 雪 大雪 春雨 秋雨 春雪 暴雨 暴雪 及时雨 病 大病 重病 梦 灾难 官司 误会 大火 火灾 战争 疾病 冰雹 瘟疫 浩劫")), ("下了一[场]大雨", "一[场]重病", "一[场]大旱")),
    Small("场", "chang3", "a show, a place", always, ("三[场]比赛", "两万平方米的停车[场]")),
    Small("度", "du4", "a degree", always, ("零下五[度]", "满意[度]")),
    Small("数", "shu3", "counts as", both(after_word("要 最 首 尚 当 还 属 就"), no(tagged("m", "q")), before_tag("n", "r", "PER", "LOC", "nz", "m", "a")), ("最热闹的要[数]庙会",)),
    Small("数", "shu3", "counts", either(doubled, both(_VERB, either(_ASPECT, ends_clause, before_tag("n", "m", "r")))), ("你[数]一[数]", "孩子[数]着星星")),
    Small("数", "shu4", "a number", always, ("参加人[数]", "[数]十人")),
    Small("角", "jiao3", "a corner; a dime", counted, ("城市广场一[角]",)),
    Small("角", "jiao3", "a corner, at the end of its clause", both(ends_clause, no(about("演 唱 戏 剧 台 捧 名"))), ("她掖了掖被[角]",)),
    # verbs
    Small("干", "gan1", "dry", before_word("毛巾 毛 菜 果 货 粮 草 土 冰 皮 虾 鱼 料 花 电池 洗 鲜 冷 热 湿 旱 净"), ("[干]毛巾",)),
    Small("干", "gan4", "works", either(both(_VERB, no(before_word("杯 涸 枯 裂 瘪 透 了杯 预 涉 扰 燥 旱"))), after_word("活 着 着劲 敢 肯 愿 愿意 白 埋头 一起 苦 实"), before_word("一行 什么 啥 事 活 农活 力气活 完 好事 实事 大事 坏事 私活 劲 不成 不了 得了 得起 起来")), ("村民们正在[干]农活", "他[干]了三年", "[干]一行爱一行")),
    Small("干", "gan1", "dry", tagged("a", "an", "n", "ad"), ("衣服很[干]",)),
    Small("调", "diao4", "moves, transfers", both(_VERB, before_word("任 往 入 出 离 走 来 回 去 动 派 拨 运 取 查 遣 集 阅 档 研 换 令 兵 车 人")), ("他被[调]往北京工作", "从外地[调]来物资")),
    Small("调", "diao4", "to a place or a post", both(_VERB, before_word("到 至"), lambda place: place.word(2).tag in ("LOC", "ORG", "s", "n", "r")), ("他[调]到北京工作",)),
    Small("调", "diao4", "a tune", either(_NOUN, after_word("这个 那个 跑 走")), ("这个[调]很好听",)),
    Small("调", "tiao2", "adjusts", _VERB, ("把音量[调]小一点", "空调温度[调]到二十六度")),
    Small("教", "jiao1", "teaches", both(_VERB, no(before_word("育 学 导 室 师 材"))), ("他[教]孩子写字", "老师[教]得好")),
    Small("教", "jiao4", "a teaching", always, ("传[教]", "宗[教]")),
    Small("应", "ying4", "at someone's wish", both(tagged("p", "v"), lambda place: any(word.text.endswith(("邀请", "要求", "请求", "邀", "号召", "之约", "约", "请")) for word in place.following)), ("[应]学校邀请，他作了报告",)),
    Small("应", "ying1", "should", tagged("v", "d"), ("企业[应]加强管理", "[应]在三日内办结")),
    Small("当", "dang4", "takes for", both(_VERB, lambda place: any(word.text in ("把", "将", "拿") for word in place.preceding), before_word("成 作 回事 宝 家 一回事 儿戏 耳边风 亲人 孩子")), ("把居民[当]亲人",)),
    Small("当", "dang1", "serves as; when", always, ("他[当]了三年兵", "[当]我们老了", "[当]志愿者")),
    Small("倒", "dao4", "pours; goes back; on the contrary", either(tagged("d"), before_word("水 茶 酒 垃圾 车 进 入 掉 出 计时 油 满 上 是 也 像 不 退 过来 立 挂 着 影 开水 牛奶 剩饭")), ("给客人[倒]水", "这[倒]是个办法", "[倒]车入库", "他把茶[倒]掉")),
    Small("倒", "dao3", "falls", always, ("大树被风刮[倒]", "[倒]在地上", "老人摔[倒]了")),
    Small("落", "la4", "leaves behind", both(lambda place: any(word.text == "把" for word in place.preceding), before_word("在 了"), no(before_word("在实处 在细处 在行动 在纸上 在地上 在地面 在心 在肩 在实 在细 在具体 在基层 在民生 在一线")), about("东西 钥匙 手机 钱包 书包 包 伞 雨伞 行李 证件 身份证 作业 帽子 眼镜 电脑 孩子")), ("把钥匙[落]在车上了",)),
    Small("落", "la4", "leaves behind", both(_VERB, before_word("下功课 下课 下作业 下进度 下一大截 下了功课 下了课")), ("生病时[落]下功课",)),
    Small("落", "la4", "leaves behind", both(either(before_word("下了 在家 在车 在教室 在出租车"), after_word("被 没 丢三")), _VERB, no(after_word("下 飘 降"))), ("他把手机[落]在家里",)),
    Small("落", "luo4", "falls", always, ("树叶[落]了一地", "[落]在地面上")),
    Small("塞", "sai1", "stuffs", either(_VERB, _ASPECT), ("把信[塞]进口袋", "包里[塞]了两本书")),
    Small("铺", "pu4", "a shop, a bed", both(after_word("铁 药 肉 饼 包子 米 酒 卧 上 下 商 旺 杂货 面 当"), no(_ASPECT), no(before_word("路 床 设 一层 一张 一块 一条"))), ("镇上有家铁[铺]",)),
    Small("铺", "pu1", "spreads", either(_VERB, _ASPECT), ("床上[铺]着凉席", "[铺]好路面")),
    Small("铺", "pu4", "a shop", _NOUN, ("街边的小[铺]",)),
    Small("藏", "zang4", "Tibet", after_word("京 川 青 滇 新 援 进 驻 蒙 汉"), ("走京[藏]高速", "他援[藏]三年")),
    Small("藏", "cang2", "hides", either(_VERB, _ASPECT), ("他把礼物[藏]好", "[藏]在门后")),
    Small("背", "bei1", "carries on the back", both(_VERB, either(_ASPECT, before_word("包 书包 孩子 老人 人 行李 篓 起 锅"))), ("他[背]着老人过河", "孩子[背]起书包")),
    Small("盛", "cheng2", "fills a bowl", either(before_word("一碗 一勺 一盘 两碗 碗 饭 汤 菜 粥"), both(_VERB, _ASPECT)), ("给老人[盛]饭", "[盛]一碗粥", "碗里[盛]着汤")),
    Small("弹", "tan2", "fluffs cotton", before_word("棉"), ("他会[弹]棉花",)),
    Small("弹", "tan2", "plays", both(_VERB, either(_ASPECT, before_word("琴 钢琴 吉他 琵琶 古筝 棉花 奏 唱 曲"))), ("女儿正在[弹]钢琴",)),
    Small("弹", "dan4", "a bomb", _NOUN, ("一枚炸[弹]",)),
    Small("扎", "za1", "binds", both(_VERB, before_word("辫子 头发 花 彩 灯 风筝 着马尾 着辫子 着红")), ("妈妈给她[扎]辫子",)),
    Small("扎", "zha1", "pricks, settles", always, ("护士给孩子[扎]针", "[扎]进人群")),
    Small("看", "kan1", "guards", both(_VERB, before_word("门 家 孩子 摊 店 仓库 车 护 守 管 押 瓜")), ("老人在家[看]孩子", "大爷[看]门二十年")),
    Small("看", "kan4", "looks", always, ("他[看]书", "大家[看]到了希望")),
    Small("转", "zhuan4", "turns round", either(doubled, before_word("圈 动 了一圈 一圈 了几圈 了两圈 着圈 悠 盘")), ("在公园里[转]了一圈", "去街上[转]一[转]")),
    Small("转", "zhuan3", "changes over", _VERB, ("天气由晴[转]多云", "[转]给同事")),
    Small("传", "chuan2", "passes on", _VERB, ("消息[传]开了",)),
    Small("卷", "juan3", "rolls up", both(_VERB, either(_ASPECT, before_tag("n"))), ("他[卷]起袖子",)),
    Small("担", "dan1", "takes on", _VERB, ("他[担]起了责任",)),
    Small("担", "dan4", "a load", counted, ("两[担]水",)),
    Small("供", "gong4", "offers to gods and the dead", both(before_word("着 奉 了 上 在"), about("佛 神像 神位 牌位 菩萨 祖先 祖宗 香案 香炉 灵位")), ("堂屋里[供]着牌位",)),
    Small("供", "gong1", "supplies", _VERB, ("这些书[供]读者借阅",)),
    Small("假", "jia4", "leave", both(either(_NOUN, _VERB), after_word("请 放 休 完 度 销 病 事 产 长 年 暑 寒 婚 丧 补 春")), ("他请了三天[假]", "休完[假]回来")),
    Small("假", "jia4", "leave", both(_NOUN, after_tag("m", "q", "v", "u", "TIME"), either(ends_clause, before_word("了 后 前 里 期"))), ("放了五天[假]",)),
    Small("假", "jia4", "leave", both(after_word("给 不给 准 不准 批 不批 没 告 续"), either(ends_clause, before_word("了 吗 呢 的"))), ("领导不给[假]",)),
    Small("假", "jia3", "false", always, ("这是[假]的", "卖[假]货")),
    Small("散", "san4", "breaks up, spreads", _VERB, ("人群[散]去",)),
    Small("差", "cha1", "a difference", both(_NOUN, suffix), ("贫富[差]", "温度[差]")),
    Small("差", "cha4", "bad, lacks", always, ("质量很[差]", "还[差]三分", "[差]一点")),
    Small("尽", "jin3", "as much as possible", before_word("早 快 先 量 可能 管"), ("请[尽]早来", )),
    Small("服", "fu4", "a dose", both(counted, before_word("药 中药 汤药")), ("开了一[服]药",)),
    Small("撮", "cuo1", "a pinch", counted, ("一[撮]盐",)),
    Small("沓", "da2", "a pile of paper", counted, ("一[沓]报纸",)),
    Small("尽", "jin4", "uses up; all", always, ("[尽]自己的力量", "[尽]收眼底")),
    Small("哄", "hong3", "soothes", _VERB, ("妈妈在[哄]孩子",)),
    Small("几", "ji3", "how many", always, ("来了[几]个人",)),
    Small("系", "ji4", "ties", both(_VERB, either(before_word("上 好 着 紧 个扣 个结 个蝴蝶结 在腰 安全带 鞋带 领带 围巾 红领巾 蝴蝶结 扣子"))), ("司机[系]好安全带", "胸前[系]着红领巾")),
    Small("系", "xi4", "is; a department", always, ("该事故[系]操作不当引起", "中文[系]")),
    Small("降", "jiang4", "falls", _VERB, ("气温[降]了三度",)),
    Small("炸", "zha2", "fries", both(_VERB, before_word("鱼 鸡 薯条 油条 丸子 串 糕 豆腐 酱 虾 肉 货 食")), ("奶奶在厨房[炸]丸子",)),
    Small("炸", "zha2", "fries", both(either(before_word("得 至 到 熟 透 好 成 了 一下 制 锅"), before_tag("m")), about("空气炸锅 鸡 翻面 复炸 油锅 酥 脆 焦黄 金黄 排骨 丸子 油温 里嫩 鸡翅 肉 鱼 油条 薯条 茄子 很香 香气 面糊 裹")), ("排骨[炸]得金黄", "茄子[炸]至焦黄")),
    Small("炸", "zha4", "blows up", _VERB, ("敌人[炸]了大桥",)),
    Small("挑", "tiao3", "raises", both(_VERB, before_word("起 战 衅 明 灯 逗 头 拨")), ("[挑]起事端",)),
    Small("挑", "tiao1", "picks; carries", _VERB, ("顾客在[挑]水果", "他[挑]着担子")),
    Small("缝", "feng2", "sews", either(_VERB, _ASPECT), ("医生给他[缝]了三针",)),
    Small("缝", "feng4", "a seam", _NOUN, ("墙上有一道[缝]",)),
    Small("划", "hua2", "rows, scratches", both(_VERB, before_word("刀 一刀 几刀 两刀 口子 船 破 伤 算 桨 水 龙舟 着 火柴 过 艇 痕 向")), ("他们在湖上[划]船",)),
    Small("划", "hua4", "draws, assigns", _VERB, ("[划]出红线",)),
    Small("挨", "ai2", "suffers", both(_VERB, before_word("打 骂 饿 冻 批 罚 训 淋 过 到 揍 了")), ("他[挨]了批评",)),
    Small("吐", "tu4", "vomits", both(_VERB, before_word("血 奶 了 得")), ("孩子[吐]了",)),
    Small("晕", "yun1", "faints", _VERB, ("老人[晕]倒在地",)),
    Small("占", "zhan4", "takes up", _VERB, ("面积[占]三分之一",)),
    Small("涨", "zhang3", "rises", _VERB, ("油价又[涨]了",)),
    Small("钻", "zuan1", "bores", _VERB, ("小猫[钻]进车底",)),
    Small("冲", "chong1", "rushes; rinses", no(both(tagged("p"), before_word("着"))), ("他[冲]进火场",)),
    Small("奔", "ben4", "heads for", both(after_word("直 投"), _VERB), ("他直[奔]医院",)),
    Small("强", "qiang3", "makes do by force", before_word("撑 忍 留 求 逼 辩 颜 打精神"), ("他一味[强]撑",)),
    Small("强", "qiang2", "strong", tagged("a", "an"), ("实力很[强]",)),
    Small("空", "kong4", "leaves empty; spare time", either(both(_VERB, before_word("出 着 下 格 了一")), both(either(ends_clause, before_word("啊 吗 呢 了 就 再")), after_word("有 没 没有 抽 得"))), ("[空]出三个座位", "他没[空]", "你得[空]再来")),
    Small("难", "nan2", "hard", tagged("a", "d", "ad", "an"), ("这题很[难]",)),
    Small("曲", "qu3", "a song", either(counted, _NOUN), ("一[曲]高歌",)),
    Small("发", "fa1", "sends", either(_VERB, counted), ("给他[发]消息",)),
    Small("省", "sheng3", "a province; saves", always, ("全[省]", "[省]下不少钱")),
    Small("乐", "le4", "is happy", tagged("v", "a", "an", "d"), ("孩子们[乐]开了花",)),
    Small("乐", "yue4", "music", both(_NOUN, suffix), ("爵士[乐]",)),
    Small("朝", "chao2", "towards; a dynasty", tagged("p", "v", "n", "nz", "t", "TIME"), ("他[朝]门口走去",)),
    Small("露", "lu4", "shows; dew", no(before_word("脸 面 馅 一手 头 出马脚 怯 富 白 底 了头 了脸 了面 了馅 了一手 了相 了底")), ("[露]出笑容",)),
    Small("露", "lou4", "shows", always, ("他很少[露]面", "嫩芽[露]了头")),
    Small("少", "shao3", "few", tagged("a", "v", "d", "ad", "m"), ("人很[少]",)),
    Small("切", "qie1", "cuts", both(_VERB, no(before_word("实 记 勿"))), ("他[切]了一块肉",)),
    Small("似", "si4", "like", always, ("深[似]海",)),
    Small("便", "bian4", "then", tagged("d", "c"), ("说完[便]走",)),
    Small("好", "hao4", "is fond of", before_word("动 静 动不"), ("他[好]静",)),
    Small("好", "hao4", "is fond of", both(before_word("吃懒做 酒 赌 客 胜 强斗 色 面子 学 赌 酒 客 胜 强 斗 色 面子 奇 读书"), no(after_word("很 更")), no(before_word("学生 学校 学员 学习 学者 客人")), no(after_tag("v", "q", "m", "u"))), ("他[好]酒",)),
    Small("好", "hao3", "good", always, ("[好]的", "做[好]准备", "[好]大的雪")),
    Small("给", "gei3", "gives", always, ("[给]老人送饭", "交[给]他")),
    Small("要", "yao4", "wants, must", always, ("我们[要]努力", "还[要]看")),
    Small("相", "xiang1", "each other", tagged("d"), ("两地[相]距十公里",)),
    Small("血", "xue4", "of the blood", before_word("钾 钠 钙 氨 磷 镁 铁 脂 糖 氧 锌 酮 铅 肌酐 尿酸"), ("[血]钾偏高",)),
    Small("血", "xue4", "blood", either(suffix, lambda place: any(word.glued for word in place.words[place.at + 1 : place.at + 2]), lambda place: any(word.text[-1] in "献输流出止抽采验造" for word in place.preceding[-4:])), ("他献了三次[血]", "[血]氧饱和度下降")),
    Small("血", "xie3", "blood, alone", always, ("地上有[血]",)),
    Small("薄", "bao2", "thin", tagged("a", "v"), ("衣服很[薄]",)),
    Small("斗", "dou3", "a measure of grain", counted, ("多收了三五[斗]",)),
    Small("撒", "sa3", "scatters", before_word("上 在 入 下 满 播 盐 葱 糖 药 料 粉 种 落 些 点 一 了一 了些 了点 向 到"), ("[撒]上葱花", "把种子[撒]在地里")),
    Small("撒", "sa1", "lets go", always, ("他[撒]了谎",)),
    Small("宿", "xiu3", "a night", after_word("一 两 半 整 几 三"), ("忙了半[宿]",)),
    Small("呛", "qiang1", "has something in the windpipe", both(before_word("到 进 入 水 奶 咳 着 了"), no(about("烟 辣 油烟 尘 气味 味"))), ("孩子[呛]进饭粒", "游泳时[呛]了水")),
    Small("呛", "qiang4", "irritates", always, ("烟味很[呛]",)),
    Small("撇", "pie3", "curls the lip; throws", either(doubled, before_word("嘴 了撇 开 下 捺 在")), ("他[撇]了[撇]嘴",)),
    Small("结", "jie1", "bears fruit", both(before_word("了果 满 出 果 籽 实 了籽 着"), about("树 果 瓜 藤 苗 枝 穗 籽 葡萄 花")), ("果树[结]了果", "枝头[结]满果实")),
    Small("壳", "ke2", "a shell", no(after_word("地 甲 金蝉脱")), ("一枚弹[壳]",)),
    Small("冠", "guan4", "champion", after_word("连 双 夺 问 摘 争 四 三 蝉"), ("他们六连[冠]",)),
    Small("累", "lei4", "tired", either(after_word("得 很 太 不 真 好 更 又 最 怕 喊 受 劳 苦 辛"), both(tagged("a", "an"), ends_clause)), ("他从不觉得[累]", "工作很[累]")),
    Small("模", "mo2", "a model", always, ("超[模]",)),
    Small("闷", "men1", "stuffy", both(tagged("a"), no(after_word("郁 烦 苦 沉"))), ("屋里很[闷]",)),
    Small("与", "yu3", "and", always, ("老师[与]学生", "[与]他无关")),
    Small("正", "zheng4", "just; right", always, ("他[正]看书",)),
    Small("作", "zuo4", "does", always, ("[作]报告",)),
    Small("曾", "ceng2", "once", tagged("d", "v", "vd", "ad"), ("他[曾]到过北京",)),
    Small("晕", "yun4", "a halo", _NOUN, ()),
    Small("葛", "ge2", "a plant", no(tagged("PER", "LOC", "ORG")), ()),
    Small("弄", "long4", "a lane", either(both(_NOUN, suffix), both(tagged("LOC"), suffix), counted), ("住在三[弄]",)),
    Small("弄", "nong4", "does", always, ("[弄]不大", "[弄]好了")),
    Small("幢", "zhuang4", "a measure of houses", counted, ("三[幢]楼",)),
    Small("观", "guan4", "a temple", both(tagged("LOC"), suffix, ends_word), ("游客来到白云[观]",)),
    Small("更", "geng4", "still more", tagged("d", "ad", "a", "c"), ("天气[更]冷了", "[更]好地服务")),
    # neutral words
    Small("们", "men5", "more than one", always, ("志愿者[们]", "孩子[们]")),
    Small("过", "guo4", "spends, celebrates, lives", both(both(after_word("像 要 能 想 愿 愿意 愿过 让 来 去 没 都 爱 一起 怎么 好好 欢喜 开心 平安 忙着"), before_word("年 大年 新年 春节 元旦 中秋 元宵 端午 国庆 除夕 生日 日子 周末 节 冬 上了 上好 完年 好年")), no(before_word("了 去 来 的"))), ("老人能[过]上好日子", "他们一起[过]新年")),
    Small("过", "guo5", "has been", both(tagged("u", "xc", "v", "d"), after_tag("v", "vn"), no(before_word("去 来 桥 河 年 了桥"))), ("他去[过]北京", "效力[过]三支球队")),
    Small("过", "guo4", "passes", always, ("[过]马路", "[过]了三天")),
    Small("吧", "ba5", "a suggestion", no(suffix), ("走[吧]",)),
    Small("吗", "ma5", "a question", always, ("好[吗]",)),
    Small("呢", "ne5", "a question", always, ("他[呢]",)),
    Small("嘛", "ma5", "of course", always, ("多一份力[嘛]",)),
    Small("么", "me5", "a question", always, ("是[么]",)),
    Small("啊", "a5", "at the end", both(ends_clause, no(begins_clause)), ("好[啊]",)),
    Small("呀", "ya5", "at the end", both(ends_clause, no(begins_clause)), ("来[呀]",)),
    Small("啦", "la5", "at the end", both(ends_clause, no(begins_clause), no(suffix)), ("来[啦]",)),
    Small("里", "li5", "in, after a noun", both(tagged("f", "s", "n"), no(before_tag("m")), no(after_tag("m", "w", "LOC")), after_tag("n", "nz", "r", "s", "v", "vn", "an")), ("小区[里]", "教室[里]坐满了人")),
    Small("里", "li3", "a mile; inside", always, ("三百[里]",)),
    Small("上", "shang5", "on, at the end of a word of place", both(lambda place: place.words[place.at].glued, tagged("s", "f")), ("他走到讲台[上]",)),
    Small("上", "shang4", "up; goes to; on", always, ("我[上]学", "会议[上]")),
    Small("儿", "er5", "the suffix", both(suffix, no(tagged("LOC", "PER", "ORG", "nz")), no(after_word("女 男 婴 幼 孤 胎 健 少 宠 弃 混血 早产 新生"))), ("一会[儿]",)),
    Small("咽", "yan1", "the throat", either(before_word("部 痛 喉 干 拭 炎 峡 神经 后壁"), after_word("鼻 口 耳 舌"), suffix), ("[咽]部不适", "[咽]干、咳嗽")),
    Small("咽", "yan4", "swallows", always, ("他就是[咽]不下去", "把话[咽]了回去")),
    Small("子", "zi5", "the suffix", both(suffix, _NOUN, no(after_word("男 女 王 电 原 分 弟 孔 孟 才 君 亲 游 学 骄 养 太 天 因 离 质 中 粒 光 量 核 孢 精 卵 瓜 莲 父 母 棋 鱼 之 赤 浪 庄 老 荀 墨 仙 独 甲 菜 松 臣 庶 长 次 幼 儿 孝 逆 双"))), ("小院[子]",)),
)  # fmt: skip

# Alone, these have one reading in the language of today, whatever a dictionary still has: the model is not asked.
SETTLED: dict[str, str] = {
    char: said
    for row in (
        # the other reading is classical, a name's, or only in words that dictionaries have
        "胖pang4 说shuo1 会hui4 大da4 把ba3 比bi3 那na4 可ke3 称cheng1 车che1 同tong2 据ju4 打da3 论lun4 约yue1 远yuan3 跑pao3 听ting1 头tou2 底di3 通tong1 哪na3 足zu2 广guang3 片pian4 万wan4 克ke4 读du2 号hao4 脚jiao3",
        "离li2 摸mo1 别bie2 压ya1 卡ka3 价jia4 女nv3 抢qiang3 厂chang3 亲qin1 草cao3 页ye4 委wei3 解jie3 居ju1 见jian4 语yu3 监jian1 侧ce4 鸟niao3 於yu2 吃chi1 喝he1 骑qi2 板ban3 查cha2 臭chou4 操cao1 觉jue2 汤tang1 折zhe2",
        "化hua4 合he2 食shi2 节jie2 尾wei3 夫fu1 衣yi1 王wang2 叶ye4 术shu4 识shi2 哈ha1 令ling4 佛fo2 丽li4 属shu3 隐yin3 追zhui1 采cai3 氏shi4 沉chen2 纪ji4 陆lu4 饮yin3 弟di4 艾ai4 浅qian3 免mian3 适shi4 妻qi1",
        "荡dang4 尿niao4 堡bao3 屯tun2 乙yi3 衰shuai1 甚shen4 柜gui4 档dang4 拾shi2 贾jia3 秘mi4 番fan1 矫jiao3 般ban1 涌yong3 渐jian4 敛lian3 匹pi3 芥jie4 凹ao1 召zhao4 歪wai1 杠gang4 腊la4 渠qu2 娜na4 喇la3 罢ba4 辙zhe2",
        "估gu1 匮kui4 粥zhou1 溺ni4 扳ban1 肖xiao4 厦sha4 秤cheng4 呵he1 缀zhui4 吓xia4 俊jun4 拂fu2 嘲chao2 谜mi2 厕ce4 顷qing3 芯xin1 挟xie2 磕ke1 剿jiao3 楷kai3 岂qi3 搁ge1 夯hang1 驮tuo2 戌xu1 褶zhe3 蕉jiao1 扛kang2",
        "靓liang4 赚zhuan4 汞gong3 姥lao3 喂wei4 崭zhan3 倘tang3 奄yan3 佃dian4 咱zan2 呐na4 踉liang4 芍shao2 熨yun4 桔ju2 媛yuan4 匾bian3 掺chan1 甭beng2 怔zheng4 趟tang4 拽zhuai4 扫sao3 喷pen1 肚du4",
        "眯mi1 抡lun1 踏ta4 刷shua1 挡dang3 哑ya3 综zong1 阙que4 卜bu3 纤xian1 混hun4 鲜xian1 句ju4 菌jun1 横heng2 恶e4 绷beng1 缉ji1 哗hua1 咧lie3 豁huo1 蔓man4 稍shao1 锯ju4 予yu3 拓tuo4 淋lin2 勾gou1",
        "答da2 咋za3 怼dui3 唠lao4 荫yin1 咔ka1 嘎ga1 嗒da1 揣chuai1 郗xi1 漯luo4 渑mian3 蜚fei1 龈yin2 苔tai2 缥piao1",
    )
    for char, said in ((pair[0], pair[1:]) for pair in row.split())
}  # fmt: skip
