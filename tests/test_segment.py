"""Sentences and sections: nothing lost, nothing cut in the middle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Code, Document, Heading, ListItem, Paragraph, Pause, Row
from narrate.segment import plain_text, segment
from narrate.segment.sentences import LONGEST, breaths, sentences

CASES = {
    "他昨天走了。我也走了。": ["他昨天走了。", "我也走了。"],
    "他说：“今天不去。明天再去。”然后走了。": ["他说：“今天不去。", "明天再去。”", "然后走了。"],
    "这是真的吗？！他很惊讶。": ["这是真的吗？！", "他很惊讶。"],
    "等等……他还没有来。": ["等等……他还没有来。"],
    "他想了很久……终于答应了。": ["他想了很久……", "终于答应了。"],
    "看《谁来了？》这本书的人很多。": ["看《谁来了？》这本书的人很多。"],
    "Mr. Smith paid $3.50. He left at 5 p.m. on Monday.": ["Mr. Smith paid $3.50. ", "He left at 5 p.m. on Monday."],
    "The U.S. Army came. Good.": ["The U.S. Army came. ", "Good."],
    "增长5.2%，为3.14。": ["增长5.2%，为3.14。"],
    "ذهبنا إلى السوق. اشترينا الخبز؟ نعم.": ["ذهبنا إلى السوق. ", "اشترينا الخبز؟ ", "نعم."],
    "بازار بند ہے۔ کل کھلے گا۔": ["بازار بند ہے۔ ", "کل کھلے گا۔"],
    "שוק העיר נפתח. המבקרים באו.": ["שוק העיר נפתח. ", "המבקרים באו."],
    "बाज़ार खुला है। लोग आए॥ वे ख़ुश थे।": ["बाज़ार खुला है। ", "लोग आए॥ ", "वे ख़ुश थे।"],
    "시장이 열렸다. 손님이 왔다.": ["시장이 열렸다. ", "손님이 왔다."],
    "Рынок открыт. Ёлки стоят. Их много.": ["Рынок открыт. ", "Ёлки стоят. ", "Их много."],
    "Η αγορά άνοιξε. Ήρθαν πολλοί.": ["Η αγορά άνοιξε. ", "Ήρθαν πολλοί."],
    "Trh je otevřen. Řezník přišel. Šli domů.": ["Trh je otevřen. ", "Řezník přišel. ", "Šli domů."],
    "Cerró el mercado. ¿Por qué? «Nadie vino.» Llovía.": [
        "Cerró el mercado. ",
        "¿Por qué? ",
        "«Nadie vino.» ",
        "Llovía.",
    ],
    "Der Markt öffnet am 3. Oktober. Zum 75. Mal. „Endlich.“ Alle kamen.": [
        "Der Markt öffnet am 3. Oktober. ",
        "Zum 75. Mal. ",
        "„Endlich.“ ",
        "Alle kamen.",
    ],
    "I am 42. My wife is 40. Some 50 die 12. The rest live.": [
        "I am 42. ",
        "My wife is 40. ",
        "Some 50 die 12. ",
        "The rest live.",
    ],
    "Wir zählten 12. Dann gingen wir.": ["Wir zählten 12. ", "Dann gingen wir."],
    "Nr. 4 bzw. Haus 5, z. B. Mme. Curie.": ["Nr. 4 bzw. Haus 5, z. B. Mme. Curie."],
    "第3. 苹果和梨": ["第3. 苹果和梨"],
    "It opened at 7. it closed at 8.": ["It opened at 7. it closed at 8."],
    "没有句号的一行": ["没有句号的一行"],
    "他问：“明天来吗？”，我点了点头。": ["他问：“明天来吗？”，我点了点头。"],
    "走吧好。他来了以后大家都走了。": ["走吧好。他来了以后大家都走了。"],
    "大家走吧。他来了以后都走了。": ["大家走吧。", "他来了以后都走了。"],
    "他走了再也不回来。“……”": ["他走了再也不回来。“……”"],
    "《" + "天" * 77 + "？走了大家都走了。": ["《" + "天" * 77 + "？走了大家都走了。"],  # a title goes on
    "《" + "天" * 78 + "？走了大家都走了。": ["《" + "天" * 78 + "？", "走了大家都走了。"],  # and was never closed
    "（" + "天" * 77 + "？走了大家都走了。": ["（" + "天" * 77 + "？走了大家都走了。"],
    "": [],
}


@pytest.mark.parametrize("text", CASES)
def test_sentences(text: str) -> None:
    assert sentences(text) == CASES[text]


@given(st.text(max_size=80))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(sentences(text)) == text


@given(st.text("天3,，。；“”《 a", min_size=200, max_size=2000))
def test_no_sentence_is_longer_than_a_reader_follows(text: str) -> None:
    pieces = sentences(text)
    assert "".join(pieces) == text
    assert all(len(piece) <= LONGEST for piece in pieces)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("天" * LONGEST, None),  # one more is too long
        ("天" * 200 + "，" + "天" * 80 + "、" + "天" * 200, "天，"),  # a comma before an enumeration's
        ("天" * 200 + "；”" + "天" * 80 + "，" + "天" * 200, "天；”"),  # a semicolon with its closer before a comma
        ("天" * 100 + "，" + "天" * 190 + "、" + "天" * 200, "天、"),  # in the second half alone
        ("价格" * 145 + "1,000元" + "天" * 200, "元" + "天" * 4),  # no mark inside a figure
        ("Narration " * 60, "Narration "),
        ("天" * 297 + "12345.67" + "天" * 200, "天"),  # nor is a figure cut
        ("2026年3月2日" * 60, "日"),
    ],
)
def test_a_long_sentence_is_cut_at_its_best_breath(text: str, end: str | None) -> None:
    first, *rest = breaths(text)
    assert "".join([first, *rest]) == text
    assert bool(rest) is (end is not None)
    assert LONGEST // 2 < len(first) <= LONGEST
    if end:
        assert first.endswith(end)


def test_a_heading_of_a_page_without_end_is_said_in_breaths() -> None:
    script = segment(document(Heading("题" * 700), Paragraph("甲。")))
    spoken = [u.text for u in script.utterances if u.kind.startswith("h")]
    assert [len(text) for text in spoken] == [2, 300, 300, 100]


def document(*blocks: object) -> Document:
    return Document("题目", "zh-CN", blocks)


def test_sections_by_headings() -> None:
    script = segment(
        document(
            Paragraph("导语。"),
            Heading("第一节"),
            Paragraph("甲。"),
            ListItem("乙", "1"),
            Heading("第二节"),
            Paragraph("丙。"),
        )
    )
    assert [(s.title, plain_text(s)) for s in script.sections] == [
        ("", "导语。"),
        ("第一节", "甲。\n1. 乙"),
        ("第二节", "丙。"),
    ]
    said = list(script.utterances)
    assert [u.text for u in said] == ["题目", "导语。", "第一节", "甲。", "1. 乙", "第二节", "丙。"]
    assert said[1].pause is Pause.CHAPTER
    assert said[2].pause is Pause.HEADING


def test_a_heading_of_two_lines_is_one_and_one_without_text_is_said() -> None:
    script = segment(document(Heading("上联"), Heading("下联"), Paragraph("正文。"), Heading("落单")))
    assert [(s.title, plain_text(s)) for s in script.sections] == [("", ""), ("上联 下联", "正文。\n落单")]


def test_code_is_announced_once_and_not_read() -> None:
    script = segment(document(Paragraph("看代码。"), Code("x = 1"), Code("y = 2"), Paragraph("完了。")))
    texts = [u.text for u in script.utterances]
    assert len(texts) == 4
    assert "x = 1" not in texts


@pytest.mark.parametrize(
    "text",
    [
        "The ferry runs again. “It is back,” he said. Tickets cost £2.",
        "渡船又开了。“它回来了。”他说。",
        "今天发布iOS 18。它很快。",
    ],
)
def test_sentences_stand_as_they_were_written(text: str) -> None:
    script = segment(Document(title="t", lang="en", account=(Paragraph(text),)))
    assert [plain_text(section) for section in script.sections] == [text]


ROWS = {
    "zh-CN": "场次：晚场，时间：18:30，21:00，备注：须考证。",
    "zh-HK": "场次：晚场，时间：18:30，21:00，备注：须考证。",
    "ja": "场次：晚场、时间：18:30、21:00、备注：须考证。",
    "en": "场次: 晚场, 时间: 18:30, 21:00, 备注: 须考证。",
}


@pytest.mark.parametrize("lang", ROWS)
def test_a_row_is_shown_with_the_signs_of_its_language(lang: str) -> None:
    row = Row((("场次：", "晚场，"), ("时间", "18:30\n21:00"), ("备\n注", "须考证。"), ("空", "")))
    (said,) = segment(Document("", lang, (row,))).utterances
    assert said.text == ROWS[lang]
    assert said.on_page == "晚场， 18:30 21:00 须考证。".replace("，", "")


def test_a_sentence_knows_what_of_it_the_page_shows() -> None:
    head, cell = "备注", "需自带锁。儿童须有大人陪同。"
    script = segment(
        Document("题", "zh-CN", (Row(((head, cell),)), ListItem("先看三次。再说。", "2"), ListItem("乙"), Code("x")))
    )
    assert [(u.text, u.on_page) for u in script.utterances][1:] == [
        ("备注：需自带锁。", "需自带锁。"),
        ("儿童须有大人陪同。", None),
        ("2. 先看三次。", "先看三次。"),
        ("再说。", None),
        ("乙", None),
        ("此处有一段代码，不作朗读。", ""),
    ]
