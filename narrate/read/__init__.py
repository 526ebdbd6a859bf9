"""Script → Script: how each utterance is said.

The way of a text: rules → general normalizer (wetext) → pinyin → tone sandhi. Knows words; not voices.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import replace
from functools import cache
from typing import Any

from narrate.model import CANTONESE, Reading, Script, Section, Told
from narrate.read.article import ALONE, NOTHING, Article, learned
from narrate.read.doubts import LEXICON, ambiguous, doubts
from narrate.read.lexicon import Lexicon
from narrate.read.pinyin import HAN, homophone, is_polyphone, pinyin
from narrate.read.policy import Policy
from narrate.read.rules import RULES
from narrate.read.sandhi import heard
from narrate.read.script import as_written, simplified
from narrate.read.taiwan import LANG as TAIWAN
from narrate.read.taiwan import read_there
from narrate.read.tracked import Tracked
from narrate.read.words import Word, tagged

EMPTY = Lexicon()
DEFAULT = Policy()
_LOCK = threading.Lock()  # wetext's automata are not shared between threads
PLAIN = re.compile(r"[\u4e00-\u9fff，。、；？！]*")  # Han and marks that nothing reads
UNREAD = re.compile(r"[0-9０-９%％℃°¥￥$€£+=<>@#&*/\\^~|_×÷±≤≥≈→←↑↓√∞πΩαβγμ²³½¼¾‰§№]")
FULL_WIDTH = re.compile(r"[！-～　₀-₉]")
MARKS = r"""，。；！？、“”‘’"'《》〈〉（）()\[\]【】「」『』…\\\n"""
# As long as a normalizer can use, and not cut inside a figure.
PIECE = re.compile(rf"[^{MARKS}]{{1,120}}(?![\w.:/-])|[^{MARKS}]{{1,120}}")
ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[ ,]+(?:[A-Za-z][A-Za-z'’-]*|\d[\d,.]*))*")
ENGLISH_SENTENCE = 3  # Latin words in a row from which numbers among them are read in English
SYMBOLS = {"&": "和", "@": "艾特", "#": "井号", "+": "加", "=": "等于", "×": "乘", "÷": "除以", "%": "百分号", "°": "度", "℃": "摄氏度", "$": "美元",
    "¥": "元",
    "￥": "元", "€": "欧元", "£": "英镑", "→": "到", "~": "到", "±": "正负", "√": "根号", "≥": "大于等于", "≤": "小于等于", "≈": "约等于", "<": "小于", ">": "大于", "‰": "千分号", "²": "平方", "³": "立方"}  # fmt: skip


def read(script: Script, lexicon: Lexicon = EMPTY, policy: Policy = DEFAULT) -> Script:
    """The same script, every utterance with its reading."""
    texts = list(dict.fromkeys(utterance.text for utterance in script.utterances))
    readings, told = _read_together(script, texts, lexicon, policy)
    sections = tuple(
        Section(s.title, tuple(replace(u, reading=readings[u.text]) for u in s.utterances)) for s in script.sections
    )
    return replace(script, sections=sections, told=told)


def _read_together(
    script: Script, texts: list[str], lexicon: Lexicon, policy: Policy
) -> tuple[dict[str, Reading], Told]:
    """Each sentence by itself, and again where the others tell more about it; and what they tell."""
    read_alone = {text: _read(text, script.lang, lexicon, policy, ALONE) for text in texts}
    readings = {text: reading for text, (reading, _) in read_alone.items()}
    if not script.lang.startswith("zh"):
        return readings, NOTHING
    sentences = [(simplified(text), words) for text, (_, words) in read_alone.items()]
    told = learned(simplified(script.title), sentences)
    article = Article(told)
    for text, (_, words) in read_alone.items():
        if article.tells(simplified(text), words):
            readings[text] = _read(text, script.lang, lexicon, policy, article)[0]
    return readings, told


def read_text(
    text: str, lang: str = "zh-CN", lexicon: Lexicon = EMPTY, policy: Policy = DEFAULT, told: Told = NOTHING
) -> Reading:
    """How a text is said, in the language of its script (BCP 47): by itself, or as a sentence of the article that told this."""
    return _read(text, lang, lexicon, policy, Article(told))[0]


def _read(text: str, lang: str, lexicon: Lexicon, policy: Policy, article: Article) -> tuple[Reading, tuple[Word, ...]]:
    """How a sentence of an article is said, and its words."""
    tracked = _aliased(Tracked.of(text), lexicon)
    if not lang.startswith("zh"):
        tracked = _read_other(tracked, lang)
        nothing = (None,) * len(tracked.text)
        return Reading(text, tracked.text, tracked.spans(len(text)), nothing, nothing, respelled=tracked.text), ()
    tracked = policy.applied(_read_chinese(tracked, article))
    spoken = tracked.text
    plain = simplified(spoken)
    words = tagged(plain, tracked.numbers(), article.spots(plain)) if HAN.search(plain) else ()
    citation = article.surnamed(words, as_written(spoken, pinyin(plain, words)))
    if lang == TAIWAN:
        citation = read_there(words, citation)
    respelled = list(spoken)
    for at, entry in lexicon.matches(spoken, words, aliases=False):
        tracked = tracked.explained(at, at + len(entry.grapheme), LEXICON)
        for place, syllable in enumerate(entry.syllables, start=at):
            if citation[place] != syllable or is_polyphone(spoken[place]):
                respelled[place] = homophone(syllable) or spoken[place]
            citation[place] = syllable
    parts = tuple(spoken[word.start : word.end] for word in words)
    tones = heard(plain, citation, parts) if parts else tuple(citation)
    spans = tracked.spans(len(text))
    found = (*doubts(text, plain, words, lexicon), *ambiguous(text, spoken, spans))
    # a homophone of Mandarin is none in Cantonese
    sounded = spoken if lang in CANTONESE else "".join(respelled)
    return Reading(text, spoken, spans, tuple(citation), tones, parts, sounded, found), words


def _aliased(tracked: Tracked, lexicon: Lexicon) -> Tracked:
    for at, entry in reversed(list(lexicon.matches(tracked.text, aliases=True))):
        tracked = tracked.replace(at, at + len(entry.grapheme), entry.alias, LEXICON)
    return tracked


def written_pinyin(reading: Reading) -> list[str | None]:
    """Pinyin a character of the written text: None where it is not Han or was read as something else."""
    result: list[str | None] = [None] * len(reading.text)
    for at, syllable in enumerate(reading.pinyin):
        start, end = reading.written_range(at, at + 1)
        if end - start == 1 and HAN.fullmatch(reading.text[start]) and result[start] is None:
            result[start] = syllable
    return result


def _read_chinese(tracked: Tracked, article: Article) -> Tracked:
    """Figures and signs in words. Rules see simplified characters; what they leave alone is written as it was."""
    plain = simplified(tracked.text)
    if plain == tracked.text:
        return _worded(tracked, article)
    before = dict(zip(tracked.origins, zip(plain, tracked.text, strict=True), strict=True))
    worded = _worded(replace(tracked, text=plain), article)
    kept = (before.get(origin, ("", "")) for origin in worded.origins)
    text = "".join(old if char == seen else char for char, (seen, old) in zip(worded.text, kept, strict=True))
    return replace(worded, text=text)


def _worded(tracked: Tracked, article: Article) -> Tracked:
    """Figures and signs in words; a text that has neither is as it was."""
    if PLAIN.fullmatch(tracked.text):
        return tracked
    tracked = tracked.sub(FULL_WIDTH, _half_width, "")
    tracked = _english_numbers(tracked)
    for figure in reversed(article.figures(tracked.text)):
        tracked = tracked.replace(figure.start, figure.end, figure.spoken, figure.name)
    for rule in RULES:
        tracked = tracked.sub(rule.look, rule.say, rule.name)
    return _leftovers(_by_wetext(tracked))


def _by_wetext(tracked: Tracked) -> Tracked:
    """What is left, a piece between marks at a time: the normalizer escapes quotation marks, and aligning what it
    answers with what it was given costs the square of its length."""
    for piece in reversed(list(PIECE.finditer(tracked.text))):
        if UNREAD.search(piece[0]):
            said = _normalized(piece[0], "zh").replace("\\", "")
            tracked = tracked.become_between(piece.start(), piece.end(), said, "wetext")
    return tracked


def _half_width(match: re.Match[str]) -> str:
    """Full-width letters, digits and signs become half-width, small digits (CO₂) whole; Chinese punctuation stays."""
    char = match[0]
    return char if char in "！，：；？（）" else unicodedata.normalize("NFKC", char)


def _english_numbers(tracked: Tracked) -> Tracked:
    """Numbers inside an English sentence are read in English: `In 2026 the new line` → `In twenty twenty six …`"""
    for match in reversed(list(ENGLISH.finditer(tracked.text))):
        latin = re.findall(r"[A-Za-z]{2,}", match[0])
        prose = any(word.islower() for word in latin)  # iPhone 16 Pro Max is a name, and its number Chinese
        if prose and len(latin) >= ENGLISH_SENTENCE and any(c.isdigit() for c in match[0]):
            tracked = _english(tracked, match.start(), match.end())
    return tracked


def _english(tracked: Tracked, start: int, end: int) -> Tracked:
    """The piece [start, end) with its figures and signs in English words."""
    from narrate.read.english_figures import english_figures  # most texts have no English in them

    for figure in reversed(english_figures(tracked.text[start:end])):
        tracked = tracked.replace(start + figure.start, start + figure.end, figure.spoken, figure.name)
    return tracked


def _read_other(tracked: Tracked, lang: str) -> Tracked:
    """English is worded here; the other languages' own engines read numbers themselves."""
    if not lang.startswith("en"):
        return tracked
    tracked = tracked.sub(FULL_WIDTH, lambda m: unicodedata.normalize("NFKC", m[0]), "")
    return _english(tracked, 0, len(tracked.text))


def _leftovers(tracked: Tracked) -> Tracked:
    """What no rule read: signs by name, digits one by one."""
    tracked = tracked.sub(re.compile("[0-9]"), lambda m: "零一二三四五六七八九"[int(m[0])], "digit")
    signs = re.compile("[" + re.escape("".join(SYMBOLS)) + "]")
    return tracked.sub(signs, lambda m: SYMBOLS[m[0]], "sign")


def _normalized(text: str, lang: str) -> str:
    with _LOCK:
        try:
            return str(_normalizer(lang).normalize(text))
        except (RuntimeError, ValueError, IndexError, AssertionError):
            return text  # what its automata refuse goes to the leftovers


@cache
def _normalizer(lang: str) -> Any:  # noqa: ANN401 - untyped library
    from wetext import Normalizer

    return Normalizer(lang=lang, operator="tn", remove_erhua=False)
