"""The language of a text by its letters (BCP 47). Enough to choose a voice; not a detector of dialects."""

from __future__ import annotations

import re
from collections import Counter

SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
TRADITIONAL = frozenset("這個們來說時會對發學經現國當產開關點問題應為與從後進過還將實體電話車東風馬鳥魚")
SIMPLIFIED = frozenset("这个们来说时会对发学经现国当产开关点问题应为与从后进过还将实体电话车东风马鸟鱼")
# The commonest small words of the languages in Latin script that espeak speaks well.
SMALL_WORDS = {
    "en": frozenset(
        "the of and to in is that for it was on with as are by this from at be have has had he she they his her their its not but or were which who will would said you your we".split()
    ),
    "de": frozenset("der die und das ist nicht mit den von ein eine zu auf für im".split()),
    "fr": frozenset("le la les des et est une dans que pour qui sur pas au du".split()),
    "es": frozenset("el la los las que y en una por con para se del es como".split()),
    "pt": frozenset("o os que e do da em um uma para com não se no na".split()),
    "it": frozenset("il che di e la per un una non sono con del nel gli della".split()),
    "nl": frozenset("de het een en van is dat niet op te zijn met voor".split()),
    "cs": frozenset("se na je že to v s z do pro jako by ale jsou po".split()),
    "nb": frozenset("og det er som på en for med av til ikke har å".split()),
    "tr": frozenset("ve bir bu için ile da de olarak olan daha çok".split()),
}
WORD = re.compile(r"(?<![\w'’-])(?!\w\.)[^\W\d_]+(?![\w-])")  # no part of Kim's, of 9V, of U.S. or of y-o-y


def language_of(text: str) -> str:
    """`"今天…"` → `"zh-CN"`; `"The day"` → `"en"`; text without letters counts as Chinese, narrate's first language."""
    sample = text[:20_000]
    counts = {lang: len(look.findall(sample)) for lang, look in SCRIPTS}
    latin = len(re.findall(r"[A-Za-zÀ-ɏ]", sample))
    if counts["ja"] > 0.05 * (counts["ja"] + counts["zh"] + latin / 4 + 1):  # kana is a fair share of any Japanese
        return "ja"
    best = max(counts, key=lambda lang: counts[lang])
    if counts[best] * 2.5 < latin:  # a Han character says about as much as three letters
        return _latin(sample)
    if best == "zh" or not counts[best]:
        simple, old = (sum(c in side for c in sample) for side in (SIMPLIFIED - TRADITIONAL, TRADITIONAL - SIMPLIFIED))
        return "zh-TW" if old > simple else "zh-CN"
    return best


def small_words(sample: str) -> dict[str, int]:
    """How many of the commonest small words of each language a text has."""
    words = Counter(word.lower() for word in WORD.findall(sample))
    return {lang: sum(words[w] for w in small) for lang, small in SMALL_WORDS.items()}


def _latin(sample: str) -> str:
    scores = small_words(sample)
    best = max(scores, key=lambda lang: scores[lang])
    return best if scores[best] else "en"
