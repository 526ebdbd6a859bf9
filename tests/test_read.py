"""How texts are said: cases of our own in a file, and what holds for any text whatever."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.contrib.tone_convert import to_tone3

from narrate import config
from narrate.model import Pause, Reading, Script, Section, Utterance
from narrate.read import borders, english_figures, phrases, read, read_text, rulebook, written_pinyin
from narrate.read.figures import TYPES
from narrate.read.lexicon import Entry, Lexicon
from narrate.read.numbers import cardinal
from narrate.read.policy import Policy
from narrate.read.rules import RULES
from narrate.read.tracked import Tracked

LEXICON = config.lexicon(config.Settings())
CASES = Path(__file__).parent / "cases" / "read"
SPOKEN = [line.split("\t") for line in (CASES / "spoken.tsv").read_text("utf-8").splitlines() if line.strip()]
PINYIN = [line.split("\t") for line in (CASES / "pinyin.tsv").read_text("utf-8").splitlines() if line.strip()]
ENGLISH = [line.split("\t") for line in (CASES / "english.tsv").read_text("utf-8").splitlines() if line.strip()]
TONES = [line.split("\t") for line in (CASES / "tones.tsv").read_text("utf-8").splitlines() if line.strip()]
chinese = st.text(
    st.sampled_from("今天重庆一不了的长行0123456789.,:-/%年月日℃￥ABCabc，。“”()（）〔〕—～ 　第度两😀〇Ⅳ①㎡"),
    max_size=40,
)
anything = st.text(max_size=40)


@pytest.mark.parametrize(("written", "spoken"), SPOKEN, ids=[case[0] for case in SPOKEN])
def test_spoken(written: str, spoken: str) -> None:
    assert read_text(written).spoken == spoken


@pytest.mark.parametrize(("written", "spoken"), ENGLISH, ids=[case[0] for case in ENGLISH])
def test_english(written: str, spoken: str) -> None:
    assert read_text(written, "en").spoken == spoken


@pytest.mark.parametrize(("text", "expected"), PINYIN, ids=[case[0] for case in PINYIN])
def test_pinyin(text: str, expected: str) -> None:
    reading = read_text(text, lexicon=LEXICON)
    assert " ".join(syllable or "-" for syllable in written_pinyin(reading)) == expected


@settings(max_examples=150)
@given(chinese | anything)
def test_what_holds_for_any_text(text: str) -> None:
    reading = read_text(text)
    assert reading.text == text
    assert not set("0123456789０１２３４５６７８９%℃￥") & set(reading.spoken)
    assert len(reading.pinyin) == len(reading.tones) == len(reading.spoken)
    for side, length in (("written", len(text)), ("spoken", len(reading.spoken))):
        ends = [getattr(span, side) for span in reading.spans]
        assert [start for start, _ in ends] == [0, *(end for _, end in ends[:-1])][: len(ends)], "no gap, no overlap"
        assert not length or ends[-1][1] == length
    assert len(written_pinyin(reading)) == len(text)


@settings(max_examples=100)
@given(chinese)
def test_reading_what_was_read_changes_nothing(text: str) -> None:
    once = read_text(text).spoken
    assert read_text(once).spoken == once


def test_highlights_fall_on_the_written_characters() -> None:
    reading = read_text("体温36度5,正常")
    at = reading.spoken.index("三十六")
    assert reading.text[slice(*reading.written_range(at, at + 3))] == "36度5"
    at = reading.spoken.index("正")
    assert reading.text[slice(*reading.written_range(at, at + 1))] == "正"


@given(st.integers(0, 10**16 - 1))
def test_cardinals_are_those_of_the_language(number: int) -> None:
    from pypinyin import lazy_pinyin  # any check needs an independent reader: parse it back

    assert lazy_pinyin(cardinal(str(number)))
    assert _value(cardinal(str(number))) == number


def _value(said: str) -> int:
    said = said.replace("两", "二")
    digits, units = "零一二三四五六七八九", {"十": 10, "百": 100, "千": 1000}
    for word, size in (("亿亿", 10**16), ("万亿", 10**12), ("亿", 10**8), ("万", 10**4)):
        high, found, low = said.partition(word)
        if found:
            return _value(high) * size + _value(low)
    total = figure = 0
    for char in said:
        if char in units:
            total, figure = total + (figure or 1) * units[char], 0
        else:
            figure = digits.index(char)
    return total + figure


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_rewriting_is_mapped(text: str, spoken: str) -> None:
    spans = Tracked.of(text).become_between(0, len(text), spoken, "x").spans(len(text))
    assert "".join(text[slice(*s.written)] for s in spans) == text
    if text:
        assert Tracked.of(text).become_between(0, len(text), spoken, "x").text == spoken


@pytest.mark.parametrize(("text", "expected"), TONES, ids=[case[0] for case in TONES])
def test_tones_as_heard(text: str, expected: str) -> None:
    assert " ".join(tone or "-" for tone in read_text(text).tones) == expected


def test_the_voice_hears_light_syllables_and_one_syllable_with_its_r() -> None:
    from narrate.engines.kokoro import phonemes, syllable

    assert syllable("ma5") == "ma"  # no tone at all
    assert syllable("dianr3") == "tja↓ɻ"
    assert syllable("shir4") == "ʂə↘ɻ"
    assert "".join(phone.symbol for phone in phonemes(read_text("这儿"))).strip() == "ꭧɤ↘ɻ"


def test_a_number_is_one_word_with_its_unit() -> None:
    for written, word in (
        ("2024年发布", "二零二四年"), ("2023年底", "二零二三年"), ("拨打12306", "幺二三零六"), ("约30分钟", "三十分钟"),
        ("气压935百帕", "九百三十五"), ("以101:97险胜", "一百零一比九十七"), ("收益率-12.35%", "负百分之十二点三五"),
    ):  # fmt: skip
        assert any(found.startswith(word) for found in read_text(written).words), written


def test_traditional_text_stays_as_it_was_written() -> None:
    reading = read_text("氣溫-5℃，為老人服務")
    assert reading.spoken == "氣溫零下五摄氏度，為老人服務"
    assert reading.pinyin[reading.spoken.index("為")] == "wei4"
    assert read_text("他住在六安。", "zh-HK", LEXICON).respelled == "他住在六安。"


def _read_under(headline: str, text: str) -> Reading:
    """A sentence of an article with this headline."""
    utterances = tuple(Utterance(line, Pause.SENTENCE) for line in (headline, text))
    *_, last = read(Script(headline, "zh-CN", (Section("", utterances),))).utterances
    assert last.reading is not None
    return last.reading


@pytest.mark.parametrize("example", tuple(rulebook.examples()), ids=lambda example: f"{example.rule}: {example.text}")
def test_every_rule_says_what_its_examples_show(example: rulebook.Example) -> None:
    reading = _read_under(example.headline, example.text) if example.headline else read_text(example.text, example.lang)
    if example.places:
        said = [reading.pinyin[at] for at in example.places]
        assert said in (example.expected.split(), [example.expected] * len(said))
    else:
        assert reading.spoken == example.expected


def test_every_unit_with_a_point_has_words() -> None:
    assert set(english_figures.DOTTED.split("|")) <= set(english_figures.UNITS)


def test_the_rules_in_the_docs_are_the_rules() -> None:
    docs = Path(__file__).parent.parent / "docs" / "reading.md"
    assert rulebook.markdown() in docs.read_text("utf-8")


def test_every_reading_of_the_seed() -> None:
    """tests/cases/read/seed.tsv was read through, character by character, by a person."""
    for line in (CASES / "seed.tsv").read_text("utf-8").splitlines():
        text, expected = line.split("\t")
        said = written_pinyin(read_text(text, lexicon=LEXICON))
        wrong = [
            (char, got, want)
            for char, got, want in zip(text, said, expected.split(), strict=True)
            if (got or "-") != want
        ]
        assert not wrong, text


ISSUE = {
    "36度5": "三十六度五",
    "12点30分": "十二点三十分",
    "20时40分": "二十时四十分",
    "14报1刊": "十四报一刊",
    "客服电话60367951": "客服电话六零三六七九五幺",
    "12345热线": "幺二三四五热线",
    "3:2获胜": "三比二获胜",
    "9:30-17:00": "九点三十分至十七点",
    "5G": "五G",
    "C919": "C九幺九",
    "Q3": "Q三",
    "G318国道": "G三幺八国道",
    "1998年": "一九九八年",
    "2015-16赛季": "二零一五到一六赛季",
    "2023—2025年": "二零二三至二零二五年",
    "90后": "九零后",
    "同比增长5.2%": "同比增长百分之五点二",
    "下降0.3个百分点": "下降零点三个百分点",
    "￥1,299.00": "一千二百九十九元",
    "5.3万亿元": "五点三万亿元",
    "1/3": "三分之一",
    "-5℃": "零下五摄氏度",
    "8.5折": "八五折",
    "第3季度": "第三季度",
    "PM2.5": "PM二点五",
    "iPhone 15 Pro": "iPhone 十五 Pro",
    "车牌渝A12345": "车牌渝A幺二三四五",
    "〔2024〕7号": "二零二四,七号",
    "“双11”": "“双十一”",
    "No.1": "第一",
    "24小时": "二十四小时",
    "二〇二四年": "二〇二四年",
    "Ⅳ级": "四级",
    "拨打110": "拨打幺幺零",
}


@pytest.mark.parametrize(("written", "spoken"), ISSUE.items(), ids=list(ISSUE))
def test_what_newsrooms_print(written: str, spoken: str) -> None:
    assert read_text(written).spoken == spoken
    assert read_text(f"据介绍，{written}，记者了解到。").spoken == f"据介绍，{spoken}，记者了解到。"


def test_lexicon_alias_and_pinyin_reach_the_reading() -> None:
    words = Lexicon((Entry("GDP", alias="国内生产总值"), Entry("朝阳", pinyin="zhao1 yang2", after="产业")))
    reading = read_text("GDP和朝阳产业", lexicon=words)
    assert reading.spoken == "国内生产总值和朝阳产业"
    assert reading.pinyin[7:9] == ("zhao1", "yang2")
    assert reading.text[slice(*reading.written_range(0, 6))] == "GDP"
    assert {span.rule for span in reading.spans if span.rule} == {"lexicon"}
    assert read_text("朝阳公园", lexicon=words).respelled == "朝阳公园"


def test_text_engines_get_homophones_of_the_same_tone() -> None:
    reading = read_text("他住在六安。", lexicon=LEXICON)
    assert reading.spoken == "他住在六安。"
    assert reading.respelled != reading.spoken
    assert len(reading.respelled) == len(reading.spoken)
    assert read_text(reading.respelled).pinyin[3] == "lu4"


@pytest.mark.parametrize(
    ("text", "at", "syllable"),
    [("单女士说，单位在这里。", 0, "shan4"), ("单女士说，单位在这里。", 5, "dan1"), ("任晓明表示任务完成", 0, "ren2"), ("任晓明表示任务完成", 5, "ren4"),
     ("记者查晓明报道", 2, "zha1"), ("检查工作", 1, "cha2"), ("居民解某说，问题解决了。", 2, "xie4"), ("居民解某说，问题解决了。", 8, "jie3")],
)  # fmt: skip
def test_surnames_only_before_names(text: str, at: int, syllable: str) -> None:
    assert read_text(text, lexicon=LEXICON).pinyin[at] == syllable


@pytest.mark.parametrize(
    "entry",
    [
        Entry("", alias="a"),
        Entry("六安"),
        Entry("六安", pinyin="lu4"),
        Entry("六安", pinyin="lu an"),
        Entry("a", alias="b", before="("),
    ],
)
def test_mistakes_in_entries_are_named(entry: Entry) -> None:
    assert entry.mistake


def test_house_style() -> None:
    assert read_text("拨打110", policy=Policy(one="一")).spoken == "拨打一一零"
    assert read_text("10-20人", policy=Policy(to="至")).spoken == "十至二十人"
    assert read_text("200人", policy=Policy(two="二")).spoken == "二百人"


def test_doubts_name_what_an_editor_should_hear() -> None:
    words = {doubt.word for doubt in read_text("Xylofene和ABCD在𬱟阳", lexicon=LEXICON).doubts}
    assert {"Xylofene", "ABCD", "𬱟"} <= words


def test_latin_is_in_doubt_only_where_it_is_still_latin_in_what_is_said() -> None:
    assert not read_text("时速350km/h，血压135/85mmHg，带宽2Gbps，重5kg，登录www.gov.cn").doubts
    assert {doubt.word for doubt in read_text("Xylofene重5kg").doubts} == {"Xylofene"}


def test_a_word_that_ends_in_one_keeps_it() -> None:
    assert "统一" in read_text("秦始皇统一六国").words
    assert "晚点" in read_text("列车晚点2小时").words
    assert "每周" in read_text("每周3课时").words
    assert "每周三" in read_text("每周三下午").words


def test_a_site_says_latin_by_letters_or_as_a_word() -> None:
    table = Lexicon((Entry("ofo", alias="O F O"), Entry("APEC", alias="Apec"), Entry("IKEA", alias="宜家")))
    reading = read_text("ofo、APEC和IKEA", lexicon=table)
    assert reading.spoken == "O F O、Apec和宜家"
    assert not reading.doubts
    assert {doubt.word for doubt in read_text("ofo、APEC和IKEA").doubts} == {"ofo", "APEC", "IKEA"}


FIGURED = st.lists(
    st.sampled_from(
        [
            "12",
            "2024",
            "3.5",
            "1,234",
            "007",
            "-",
            "/",
            ":",
            "%",
            "℃",
            "$",
            "€",
            "¥",
            "km/h",
            "mg/L",
            "年",
            "月",
            "人",
            "第",
            "比分",
            "（",
            "）",
            '"',
            "~",
            "×",
            "A",
            "GB",
            "°",
            "′",
            "N",
            ".",
            " ",
            "约",
            "歼",
            "元",
            "kg",
            "①",
            "²",
            "www.a1.cn",
        ]
    ),
    max_size=12,
).map("".join)


@settings(max_examples=300)
@given(FIGURED | chinese | anything, st.sampled_from(["zh-CN", "zh-TW", "en"]))
def test_no_reading_loses_a_figure(text: str, lang: str) -> None:
    reading = read_text(text, lang)
    silent = [span for span in reading.spans if span.spoken[0] == span.spoken[1]]
    assert not any(char.isdecimal() for span in silent for char in text[slice(*span.written)])


def test_what_is_aligned_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Aligning costs the square of the length: six hundred dates in a line are aligned one by one."""
    aligned: list[int] = []
    whole = Tracked.become_between

    def counting(self: Tracked, start: int, end: int, spoken: str, rule: str) -> Tracked:
        aligned.append(end - start)
        return whole(self, start, end, spoken, rule)

    monkeypatch.setattr(Tracked, "become_between", counting)
    assert read_text("2020-02-25、" * 600).spoken.count("二月二十五日") == 600
    assert 0 < max(aligned) <= 120


def test_a_figure_that_nothing_tells_of_is_a_doubt() -> None:
    assert {doubt.word for doubt in read_text("结果是3/4").doubts} == {"3/4"}
    assert {doubt.word for doubt in read_text("最终14-0结束").doubts} == {"14-0"}
    assert not read_text("主队14-0大胜，10-20人到场").doubts


@settings(max_examples=60)
@given(chinese)
def test_no_symbol_reaches_a_phoneme_engine_unread(text: str) -> None:
    from narrate.engines.kokoro import phonemes

    for phone in phonemes(read_text(text)):
        assert phone.symbol not in "0123456789%@#&$€£¥￥℃√≥≤‰²³"


def test_pinyin_is_numbered_as_its_library_does() -> None:
    """Every syllable that a dictionary writes, in both ways."""
    marks = {mark for entry in PHRASES_DICT.values() for options in entry for mark in options}
    marks |= {mark for row in PINYIN_DICT.values() for mark in row.split(",")}
    assert len(marks) > 1_500
    told = {mark: to_tone3(mark, v_to_u=False, neutral_tone_with_five=True).replace("ü", "v") for mark in marks}
    assert {mark: phrases.numbered(mark) for mark in marks} == told
    assert phrases.vocabulary() >= PHRASES_DICT.keys()


def test_a_word_is_read_without_networks_and_the_library_of_pinyin() -> None:
    code = (
        "import sys; from narrate.read import read_text; assert read_text('你好').pinyin == ('ni3', 'hao3'); "
        "print({'pypinyin', 'numpy', 'onnxruntime', 'wetext'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


NUMERALS = st.sampled_from(
    "零〇一二三四五六七八九十百千万亿两点分之第负比至到半年月日号时秒度元角个名米吨次届，。、；？！"
)
HAN_ALONE = st.text(NUMERALS | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=30)


@given(HAN_ALONE)
def test_where_there_is_nothing_but_han_no_figure_is_looked_for(text: str) -> None:
    for kind in (*TYPES, *RULES):
        for match in kind.look.finditer(text):
            assert kind.say(match) in (None, match[0]), f"{kind.name} would have said something else"


def test_a_person_of_the_article_is_one_word() -> None:
    """由何|占|豪, as the tagger cuts it, where another sentence has the whole name."""
    text = "由何占豪、陈钢作曲的《梁祝》享誉世界。"
    assert "何占豪" not in read_text(text).words
    assert "何占豪" in _read_under("作曲家何占豪逝世", text).words


def test_of_a_list_of_scores_none_is_a_time() -> None:
    assert (
        read_text("四局比分为25:19、23:25、25:21。").spoken
        == "四局比分为二十五比十九、二十三比二十五、二十五比二十一。"
    )


@pytest.mark.parametrize(("text", "words"), borders.EXAMPLES, ids=[text for text, _ in borders.EXAMPLES])
def test_borders_are_where_words_are_known(text: str, words: str) -> None:
    assert f" {words} " in f" {' '.join(read_text(text).words)} "


@settings(max_examples=100)
@given(HAN_ALONE)
def test_moved_borders_lose_nothing(text: str) -> None:
    reading = read_text(text)
    assert "".join(reading.words) in ("", text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("不信你问老解去。", "xie4"),
        ("老解说不去", "xie4"),
        ("这题老解不出来", "jie3"),
        ("小单在家", "shan4"),
        ("小单元里", "dan1"),
    ],
)
def test_who_is_called_by_a_surname(text: str, said: str) -> None:
    reading = read_text(text, "zh-CN")
    place = next(at for at, char in enumerate(text) if char in "解单")
    assert written_pinyin(reading)[place] == said
