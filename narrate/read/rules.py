"""How what newsrooms print is said, before the general normalizer: a visible chain of rules, each `before → after`.

The rules give Chinese words for what wetext does not know or gets wrong; numbers they leave in digits are read by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from narrate.read.figures import compiled
from narrate.read.numbers import PHONE_DIGITS, cardinal, clock, digits

ROMAN = dict(zip("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", range(1, 13), strict=True))

Say = Callable[["re.Match[str]"], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A name for `narrate read` to show, what it looks for, what is said instead, and examples (written → spoken)."""

    name: str
    pattern: str
    say: Say
    examples: tuple[tuple[str, str], ...] = ()

    @property
    def look(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed."""
        return compiled(self.pattern)


def _rule(name: str, pattern: str, say: Say, *examples: tuple[str, str]) -> Rule:
    return Rule(name, pattern, say, examples)


def _joined(match: re.Match[str]) -> str:
    number = match[0].replace(",", "")
    return cardinal(number) if match[1] and match[1] not in "万亿元" else number


def _two_joined(match: re.Match[str]) -> str:
    """Two numbers that a table's row has lost its blank between, or one and the year behind it."""
    if not match[2] and not match[3]:
        return match[0]
    return "".join(map(cardinal, re.findall(r"\d{1,3}(?:,\d{3})+?(?!,)", match[0])))


# A number before one of these counts something; a bare four-figure number before anything else is a year.
MEASURES = (
    "个多余人名元块角分钱万亿千百十年月日天周岁届次場场只头匹条米厘毫公里吨克斤升平方立方度件家台辆架艘户亩例项座栋所间套幢层页本部份篇首张支枚颗粒"
    "根棵株朵片种类样批组对双副群点时小秒刻号步席位倍股桶箱袋瓶盒瓦伏安赫兆字节像素比至到–—~～+%％‰℃°美英港日欧韩卢马转发回轮局盘站公光里尺寸吋英磅/\\-"
)
VARIED = 4  # different digits from which a long number looks like an identifier
# What is counted with 两, also where it is the end of a range.
OF_TWO = "个|天|年(?!级|代|月|初|底)|周(?!年)|小时|分钟|次|片|粒|岁|倍|家|只|条|件|支|杯|碗|瓶|勺|滴|袋|包|盒|位|场|轮|批|种|台|辆|艘|架|间|套|层(?!楼)|页|份|篇|首|张|枚|颗|块|棵|株|朵|米|公里|公斤|斤|吨|克|毫升|平方|万|亿|千|秒|人"
YEAR = r"(?:1\d{3}|20\d{2})"
MODERN = r"(?:19|20)\d{2}"
TO = r"\s*(?:[-–—~～]{1,2}|至|到)\s*"

# In order; each sees what those before it said.
RULES: tuple[Rule, ...] = (
    _rule("Roman numeral", "[Ⅰ-Ⅻ]", lambda m: cardinal(str(ROMAN[m[0]])), ("Ⅳ级", "四级")),
    _rule(
        "thousands separator",
        r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])(?=([\u4e00-\u9fff])?)",
        _joined,
        ("共3,400人", "共三千四百人"),
    ),
    _rule(
        "thousands separator",
        r"(?<![\d,.])(\d{1,3}(?:,\d{3})+?)((?:\d{1,3}(?:,\d{3})+?)*)(?=((?:1\d|20)\d{2}年|\d{1,2}世纪|[1-9]0年代)|(?!\d|,\d))",
        _two_joined,
        ("3,0001997年", "三千一九九七年"),
        ("3,4007,260人", "三千四百七千二百六十人"),
    ),
    _rule(
        "degrees and tenths",
        r"(?<!\d)(\d+)度(\d)(?!\d)",
        lambda m: f"{cardinal(m[1])}度{digits(m[2])}",
        ("36度5", "三十六度五"),
    ),
    _rule(
        "yuan and tenths",
        r"(?<!\d)(\d+)([块元])(\d)(?![\d.])",
        lambda m: f"{cardinal(m[1])}{m[2]}{digits(m[3])}",
        ("12块5", "十二块五"),
    ),
    _rule(
        "season",
        rf"({MODERN})(?:/|{TO})(\d{{2}}|{MODERN})(?=(?:年度?)?(?:赛季|球季|学年|财年|季|年代|年度|马季))",
        lambda m: f"{digits(m[1])}到{digits(m[2])}",
        ("2021-22赛季", "二零二一到二二赛季"),
    ),
    _rule(
        "range of years",
        rf"(?<![\d.])(\d{{3,4}})(年?)({TO})(\d{{3,4}})(?=年|学年|赛季|财年)",
        lambda m: f"{digits(m[1])}{m[2]}{_to(m[3])}{digits(m[4])}",
        ("2023—2025年", "二零二三至二零二五年"),
        ("1962年至1966年", "一九六二年至一九六六年"),
    ),
    _rule(
        "range of years",
        rf"(?<![\d.])({YEAR}){TO}(\d{{2}})(?=年(?!代))",
        lambda m: f"{digits(m[1])}到{digits(m[2])}",
        ("1988–89年", "一九八八到八九年"),
    ),
    _rule(
        "season",
        rf"(?<![\d.])({MODERN})[-–—/](\d{{2}})(?=[，。、）)\u4e00-\u9fff])(?!年)",
        lambda m: f"{digits(m[1])}到{digits(m[2])}" if int(m[2]) == (int(m[1]) + 1) % 100 else m[0],
        ("至2018-19，他", "至二零一八到一九，他"),
    ),
    _rule(
        "life",
        rf"(?<![\d.])({YEAR}){TO}({YEAR})(?![\d.{MEASURES}])",
        lambda m: f"{digits(m[1])}至{digits(m[2])}" if m[1] < m[2] else m[0],
        ("（1902–1975）", "（一九零二至一九七五）"),
    ),
    _rule(
        "early year",
        r"(?:(?<=公元)|(?<=公元前)|(?<=[（(前])|(?<=[于在约自从至到，。、]))(\d{3})(?=年(?:[，,）)(（、]|\d{1,2}月|[正一二三四五六七八九十冬腊春夏秋])|[-–—]\d{3}年)",
        lambda m: digits(m[1]),
        ("（644年）", "（六四四年）"),
    ),
    _rule(
        "early year",
        r"^(\d{3})(?=年(?:[，,（(]|\d{1,2}月|[正一二三四五六七八九十冬腊]{1,2}月))|(?<=公元)\d{1,4}(?=年)|(?<=公元)\d{3,4}(?!年)|(?<=[在于至])\d{3}(?=年(?![后前里内间之的来以多时]))",
        lambda m: digits(m[0]),
        ("公元949年", "公元九四九年"),
    ),
    _rule(
        "early year",
        r"(?:(?<=[在于至到（(、，约自从]前)|(?<=^前))(\d{3,4})(?=年(?![内里来的多后以间]))",
        lambda m: digits(m[1]),
        ("于前221年统一", "于前二二一年统一"),
    ),
    _rule(
        "year",
        rf"(?<![\d.,])({YEAR})(?=年(?!来(?!自|到|华|访|临|京)|的?历史|之久|以上|如一日))",
        lambda m: digits(m[1]),
        ("1998年", "一九九八年"),
    ),
    _rule(
        "range of dates",
        r"(?<=[年月日时分代])\s*[-–—~～]{1,2}\s*(?=[\d一二三四五六七八九零])",
        lambda _: "到",
        ("5月2日-6月3日", "五月二日到六月三日"),
    ),
    _rule("month and day", r"(?<![\d.])0(\d)(?=[月日号])", lambda m: digits(m[1]), ("08月06日", "八月六日")),
    _rule(
        "month and day",
        r"(?<=\d月)([1-9]|[12]\d|3[01])(?=[日号])|(?<![\d.])2(?=日(?!游|内|后|以内|之内|左右))",
        lambda m: cardinal(m[0]),
        ("9月2日", "九月二日"),
        ("2日上午", "二日上午"),
    ),
    _rule(
        "negative number",
        r"(?<=[元吨度点人%])[~～]-(?=\d)",
        lambda _: "到负",
        ("为-1.2亿元～-0.8亿元", "为负一点二亿元到负零点八亿元"),
    ),
    _rule("full hour", r"(?<=\d时)00(?=分)", lambda _: "零", ("14时00分", "十四时零分")),
    _rule(
        "document number",
        rf"[〔\[【(（]({MODERN})[〕\]】)）](?=第?\d+号)",
        lambda m: f"{digits(m[1])},",
        ("〔2024〕7号", "二零二四,七号"),
    ),
    _rule(
        "telephone",
        r"(?<=电话|热线|传真|编码|致电|拨打|手机|号码|咨询|专线|短信|微信|账号|密码|邮编)(\s{0,4}(?:(?:[:：是为]|号|号码)\s{0,4})?)(\+?\d[\d-]{2,17}\d(?:[ -]\d{3,4}(?![\d年月日.%]))?)(?!\d)",
        lambda m: m[1] + digits(m[2], PHONE_DIGITS),
        ("客服电话60367951", "客服电话六零三六七九五幺"),
        ("电话：0592-5163 2870", "电话：零五九二五幺六三二八七零"),
    ),
    _rule(
        "hotline",
        r"(?<![\d.])(\d{3,11})(?=(?:政务|市民|便民|服务|客服|报警|举报|咨询|投诉|消费者){0,6}(?:热线|电话|专线|平台))",
        lambda m: digits(m[1], PHONE_DIGITS),
        ("12345市民服务热线", "幺二三四五市民服务热线"),
    ),
    _rule(
        "emergency number",
        r"(?:(?<=拨打)|(?<=打)|(?<=拨))(1\d{2})(?!\d)|(?<![\d.])(1(?:10|19|20|22|14))(?=报警|急救|消防|指挥|出警|调度|接警|警情)|^(?:1(?:10|19|20|22|14))$",
        lambda m: digits(m[0], PHONE_DIGITS),
        ("拨打110", "拨打幺幺零"),
    ),
    _rule(
        "mobile number",
        r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}-(?:\d{7,8}|\d{3,4} \d{4})|[48]00(?:-?\d{3}-?\d{4}|[- ]?\d{4}[- ]?\d{3}))(?!\d)",
        lambda m: digits(m[0], PHONE_DIGITS),
        ("请打0571-88662314", "请打零五七幺八八六六二三幺四"),
        ("或400-6020-117", "或四零零六零二零幺幺七"),
    ),
    _rule(
        "score",
        r"(?<![\d:])(\d{1,3})\s*[:：比–—-]\s*(\d{1,3})(?=的?(?:比分|总比分|优势|大胜|大败|小胜|险胜|获胜|取胜|战胜|击败|打败|逆转|战平|领先|落后|力克|不敌|负于|惜败|完胜|大比分|横扫|告负|落败|淘汰|绝杀|平局|握手言和))",
        lambda m: f"{cardinal(m[1])}比{cardinal(m[2])}",
        ("3比1获胜", "三比一获胜"),
    ),
    _rule(
        "score",
        r"(?<=比分|以大|总比|胜率|比例)([^\d，。]{0,4})(\d{1,3})[:：–-](\d{1,3})(?![\d:：])",
        lambda m: f"{m[1]}{cardinal(m[2])}比{cardinal(m[3])}",
        ("比分暂时19:14", "比分暂时十九比十四"),
    ),
    _rule(
        "score",
        r"(?<=[赢输胜负以平国队])(\d{1,2})[-–:：](\d{1,2})(?![\d:：.%年月岁日人天名个元万亿米])",
        lambda m: f"{cardinal(m[1])}比{cardinal(m[2])}",
        ("中国1-2", "中国一比二"),
        ("受众以20-39岁为主", "受众以二十到三十九岁为主"),
    ),
    _rule("ratio", r"(?<=\.\d)[:：](?=\d)", lambda _: "比", ("变为41.5:58.5", "变为四十一点五比五十八点五")),
    _rule(
        "range of times",
        rf"(?<!\d)(?<!\d:)(\d{{1,2}})[:：](\d{{2}}){TO}(\d{{1,2}})[:：](\d{{2}})(?![\d:])",
        lambda m: f"{clock(m[1], m[2])}至{clock(m[3], m[4])}",
        ("9:30-17:00", "九点三十分至十七点"),
        ("时间:5:40—6:10", "时间:五点四十分至六点十分"),
    ),
    _rule(
        "bill",
        r"(?<=[A-Z])-(\d{1,3})(?=号(?:法案|决议|提案))",
        lambda m: cardinal(m[1]),
        ("通过C-37号法案", "通过C三十七号法案"),
    ),
    _rule(
        "model number",
        r"(?<![\d.A-Za-z])(\d{3})(?=MAX|[A-Z]{2}型)",
        lambda m: digits(m[1], PHONE_DIGITS),
        ("停飞的747MAX", "停飞的七四七MAX"),
    ),
    _rule(
        "model number",
        r"(?<=[A-Z])(?<![A-Z]{3})-?(\d{2,5})(?![\d.%])",
        lambda m: digits(m[1], PHONE_DIGITS),
        ("M82星系", "M八二星系"),
    ),
    _rule(
        "name with a number",
        r"(?<=[a-z]_)(\d{1,4})(?!\d)",
        lambda m: digits(m[1]),
        ("设formula_86为", "设formula_八六为"),
    ),
    _rule(
        "short year",
        r"(?<=[在从于自])(\d\d)(至|到|[-–—])(\d\d)(?=年(?![来间后前内中里以]))",
        lambda m: f"{digits(m[1])}{_to(m[2])}{digits(m[3])}",
        ("在73至75年任记者", "在七三至七五年任记者"),
    ),
    _rule(
        "model number",
        r"(?<=[A-Za-z]{2})([2-9][1-9])(?![\d.%A-Za-z岁年月日天个人名家元分秒米次场集])|(?<=[a-z])(\d0)(?=系列)",
        lambda m: digits(m[0]),
        ("AKB48", "AKB四八"),
    ),
    _rule(
        "model number",
        rf"(?<=[A-Z]{{2}} )(\d{{3,4}})(?=[A-Z]?(?![\d.,%A-Za-z{MEASURES}]))",
        lambda m: digits(m[1], PHONE_DIGITS),
        ("显卡RTX 4070上市", "显卡RTX 四零七零上市"),
    ),
    _rule(
        "model number",
        r"(?<=[A-Za-z])-?(\d{3,6})(?![\d.%])",
        lambda m: digits(m[1], PHONE_DIGITS),
        ("NGC6543", "NGC六五四三"),
    ),
    _rule("generation", r"(?<![\d.A-Za-z])(\d)([GDK])(?![A-Za-z\d])", lambda m: f"{digits(m[1])}{m[2]}", ("5G", "五G")),
    _rule(
        "name with a number",
        r"(?<=[A-Za-z])-(\d{1,3})(?![\d.%])",
        lambda m: f" {cardinal(m[1])}",
        ("COVID-19疫情", "COVID 十九疫情"),
    ),
    _rule(
        "isotope", r"(?<=[氢氦锂碳氮氧铀钚钴铯锶碘钋镭])-(\d{1,3})(?!\d)", lambda m: cardinal(m[1]), ("氦-4", "氦四")
    ),
    _rule(
        "generation of people",
        r"(?<![\d第])(\d[05])(?=后(?!天|悔|来|续|退|台|备|期|面|方))",
        lambda m: digits(m[1]),
        ("90后", "九零后"),
    ),
    _rule("festival", r"(?<=双)(11|12)(?!\d)", lambda m: cardinal(m[1]), ("“双11”", "“双十一”")),
    _rule(
        "name in digits",
        r"(?<![\d.第])(\d{3})(?=线(?!上)|系|特别|事件|师(?![傅范生长])|团(?![队员结])|旅(?![客行])|厂|国道|工程|高校|大学|院校|晚会|新政|工作制|房间|室|车次|路(?![人段灯口大军兵队]))|(?<![\d.])(?:985|211|911|996|315|618|360)(?![\d.,%万亿千百元人个名年])",
        lambda m: digits(m[0], PHONE_DIGITS),
        ("911事件", "九幺幺事件"),
        ("117路改道", "幺幺七路改道"),
    ),
    _rule(
        "identifier",
        r"(?:(?<=小行星)|(?<=编号|舷号|代码|代号|番号|型号|房号|学号|工号|邮编|曲目|车次|航班|频率|波音|空客|图书|系列|证号|批号|单号))([:：为是号]{0,2})(\d{2,}(?:[、,，和及]\d{2,})*)(?![\d.]|[日月时点]|架次|班次|个|多|余|趟|条|班(?!机))",
        lambda m: m[1] + re.sub(r"\d+", lambda n: digits(n[0], PHONE_DIGITS), m[2]),
        ("编号8133", "编号八幺三三"),
        ("（舷号112）", "（舷号幺幺二）"),
    ),
    _rule(
        "name in digits",
        rf"(?<![\d.第约共A-Za-z])[1-9]0[1-9](?![\d.,%{MEASURES}])(?=[\u4e00-\u9fff])",
        lambda m: digits(m[0], PHONE_DIGITS),
        ("《107密令》", "《幺零七密令》"),
    ),
    _rule(
        "house number",
        r"(?<=[路街巷弄道])(\d{3,})(?=[号弄])|(?<![\d.第])(\d{4,})”?(?=号)",
        lambda m: digits(m[0], PHONE_DIGITS),
        ("2083号航班", "二零八三号航班"),
    ),
    _rule(
        "resolution",
        r"(?<![\d.])(\d{3,4})\s*[*xX×]\s*(\d{3,4})(?![\d.])",
        lambda m: f"{digits(m[1])}乘{digits(m[2])}",
        ("1024*768", "一零二四乘七六八"),
    ),
    _rule(
        "long number",
        rf"(?<![\d.,])\d{{7,}}(?![\d.,%{MEASURES}])|^\d{{5,}}$|(?<=[“\"])\d{{5,}}(?=[”\"])",
        lambda m: digits(m[0], PHONE_DIGITS) if len(set(m[0])) >= VARIED else m[0],
        ("60367951", "六零三六七九五幺"),
    ),
    _rule(
        "short year",
        r"(?<![\d.第])(\d{2})(?=年\d{1,2}月)|(?<=于)(\d{2})(?=年(?:出生|毕业|成立))",
        lambda m: digits(m[0]),
        ("79年3月26日", "七九年三月二十六日"),
    ),
    _rule("year", rf"(?<=[（(，,])({YEAR})(?=[）),，])", lambda m: digits(m[1]), ("（2012）", "（二零一二）")),
    _rule(
        "year",
        rf"(?:(?<=[在于自从《“])|(?<=[a-z]))({MODERN})(?![\d.,%{MEASURES}])",
        lambda m: digits(m[1]),
        ("在2013夏天", "在二零一三夏天"),
    ),
    _rule(
        "year",
        rf"(?<![\d.,约达共近超第A-Za-z￥¥$])({MODERN})(?![\d.,%{MEASURES}，。、；]|$)",
        lambda m: m[1] if m[1].endswith("00") else digits(m[1]),
        ("2018世界杯", "二零一八世界杯"),
    ),
    _rule(
        "year", rf"(?<=[在于])({YEAR})(?=[的，,）)]|$)", lambda m: digits(m[1]), ("于1721的战争", "于一七二一的战争")
    ),
    _rule(
        "year",
        r"(?<=[元一二三四五六七八九十]年)([（(])(\d{3})(?=[)）])",
        lambda m: m[1] + digits(m[2]),
        ("咸平二年(999)始", "咸平二年(九九九)始"),
    ),
    _rule(
        "identifier",
        r"(?<=[A-Z])([（(])(\d{3,4})(?=[)）])|(?<=士)([（(])(\d{4})(?=[)）])",
        lambda m: (m[1] or m[3]) + digits(m[2] or m[4]),
        ("粒子X(3872)", "粒子X(三八七二)"),
    ),
    _rule("discount", r"(?<!\d)(\d)\.(\d)(?=折)", lambda m: digits(m[1] + m[2]), ("8.5折", "八五折")),
    _rule(
        "life",
        r"(?<=[（(])((?:18|19|20)\d{2})年?\s?[-–—－]+\s*(?=[）)])",
        lambda m: f"{digits(m[1])}至今",
        ("（1951—）", "（一九五一至今）"),
    ),
    _rule("number sign", r"(?<![A-Za-z])(?:No|NO|№)\.?\s*(\d+)", lambda m: f"第{cardinal(m[1])}", ("No.1", "第一")),
    _rule(
        "below zero",
        r"(?<![\dA-Za-z)）])[-−–](\d+(?:\.\d+)?)\s*(℃|°C|摄氏度|度)",
        lambda m: f"零下{cardinal(m[1])}{'度' if m[2] in ('度', '°C') else '摄氏度'}",
        ("气温-5度", "气温零下五度"),
    ),
    _rule(
        "trailing zero",
        r"(?<![\d.])(\d{1,12}\.\d{0,8}?)0+(?=元|块)",
        lambda m: m[1].rstrip("."),
        ("23.80元", "二十三点八元"),
    ),
    _rule(
        "range",
        r"(?<![\dA-Za-z.\-–—])(?!(?:19|20)\d{2}[-–—](?:0\d|1[0-2])(?!\d)|0\d[-–—])(\d+(?:\.\d+)?)(%|％)?\s*[-–—~～]{1,2}\s*(\d+(?:\.\d+)?)(%|％)?(?![\d\-–—])",
        lambda m: f"{'百分之' * bool(m[2] or m[4])}{cardinal(m[1])}到{'百分之' * bool(m[4])}{cardinal(m[3])}",
        ("10-20人", "十到二十人"),
    ),
    _rule(
        "score",
        r"(?<=[\d])[-–](?=[、，]\s?\d{1,2}[-–]|[)）](?=不敌|胜|负|击败|战胜|击退|输|赢))",
        lambda m: "比" if re.search("不敌|[胜负赢输]|击[败退]", m.string) else m[0],
        ("以1比2(11-、21-)不敌对手", "以一比二(十一比、二十一比)不敌对手"),
    ),
    _rule(
        "range",
        r"(?<=\d)[-–—](?=[米厘毫公年月日时分秒世个人名次度话集克吨岁回大]|[)）]|NBA)",
        lambda _: "到",
        ("50-米", "五十到米"),
    ),
    _rule(
        "range",
        r"(?<=[\d零一二三四五六七八九])[-–—](?=[)）])|(?<=站)[-–—](?=[\u4e00-\u9fff]{1,8}站)",
        lambda _: "到",
        ("双山站-青岛北站", "双山站到青岛北站"),
    ),
    _rule(
        "name with a number",
        r"(?<=[零幺一二三四五六七八九]{3})[-–—](?=\d(?!\d|[.,]\d))",
        lambda _: " ",
        ("标准ISO9001-1", "标准ISO九零零幺 一"),
    ),
    _rule(
        "range",
        r"(?<=[)）])[-–—](?=\d+(?:\.\d+)?(?:℃|°C|度|%|元|米|公里|吨|万|亿))",
        lambda _: "到",
        ("16.3度(北部)-17.4度(南部)", "十六点三度(北部)到十七点四度(南部)"),
    ),
    _rule(
        "decimal",
        r"(?<![\d.A-Za-z])\.(\d{1,3})(?=[\u4e00-\u9fff])",
        lambda m: f"零点{digits(m[1])}",
        (".22口径", "零点二二口径"),
    ),
    _rule(
        "decimal",
        r"(?<![\d.A-Za-z$€£])(\d+\.\d+)(?=[\u4e00-\u9fff，。、；）),;\]])",
        lambda m: cardinal(m[1]),
        ("14.2英寸", "十四点二英寸"),
    ),
    _rule(
        "two of them",
        rf"(?<![第十百千零〇一三四五六七八九两\d月周期图表])二(?=到[三四五六七八九十]{{1,3}}(?:{OF_TWO}))|(?<=[一零]到)(?<!第一到)(?<![月周期图表]一到)二(?={OF_TWO})",
        lambda _: "两",
        ("每次1-2片", "每次一到两片"),
        ("2-3天内", "两到三天内"),
        ("第1-2名", "第一到二名"),
    ),
    _rule(
        "two of them",
        r"(?<=[了近约过满超整仅又有用达长历时经隔，、。])2(?=年(?!级|代|制|生|\d|[春夏秋冬]|月|间?第))|^2(?=年(?:前|后|来|多|内|间))",
        lambda _: "两",
        ("过了2年", "过了两年"),
    ),
)


def _to(sign: str) -> str:
    return "到" if "到" in sign else "至"


def _plate(text: str) -> str:
    return "".join(PHONE_DIGITS[int(char)] if char.isdigit() else char for char in text)


def _no_cents(number: str) -> str:
    return re.sub(r"\.0+$", "", number)
