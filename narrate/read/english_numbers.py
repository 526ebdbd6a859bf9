"""Whole numbers in English words: `1,250` → one thousand two hundred and fifty, `21st` → twenty first, 1905 → nineteen oh five."""

from __future__ import annotations

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()  # fmt: skip
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = "thousand million billion trillion quadrillion quintillion".split()
ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
HUNDRED, THOUSAND = 100, 1000
FIRST_PAIRED, LAST_PAIRED = 100, 9999  # years that are said two figures at a time


def cardinal(number: int) -> str:
    """`1250` → `one thousand two hundred and fifty`"""
    if number < HUNDRED:
        return _below_hundred(number)
    if number < THOUSAND:
        rest = number % HUNDRED
        return f"{ONES[number // HUNDRED]} hundred" + (f" and {_below_hundred(rest)}" if rest else "")
    at = min((len(str(number)) - 1) // 3, len(SCALES))
    size = THOUSAND**at
    whole, rest = divmod(number, size)
    said = f"{cardinal(whole)} {SCALES[at - 1]}"
    if not rest:
        return said
    return f"{said} {'and ' if rest < HUNDRED else ''}{cardinal(rest)}"


def _below_hundred(number: int) -> str:
    if number < len(ONES):
        return ONES[number]
    tens, ones = divmod(number, 10)
    return TENS[tens] + (f" {ONES[ones]}" if ones else "")


def ordinal(number: int) -> str:
    """`21` → `twenty first`"""
    *before, last = cardinal(number).split(" ")
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return " ".join((*before, ORDINALS.get(last, regular)))


def year(number: int) -> str:
    """`1905` → `nineteen oh five`, `2005` → `two thousand and five`, `2024` → `twenty twenty four`, `1900` → `nineteen hundred`"""
    first, last = divmod(number, HUNDRED)
    if not FIRST_PAIRED <= number <= LAST_PAIRED or (first % 10 == 0 and last < 10):  # noqa: PLR2004 - 2000 to 2009
        return cardinal(number)
    if last == 0:
        return f"{cardinal(first)} hundred"
    return f"{cardinal(first)} {'oh ' if last < 10 else ''}{cardinal(last)}"  # noqa: PLR2004 - 1901 to 1909


SAID = {"cardinal": cardinal, "ordinal": ordinal, "year": year}
