"""Figures in English: typed first, then worded, as figures.py does for Chinese; numbers become words by english_numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from narrate.read import abbreviations as short
from narrate.read.english_numbers import SAID
from narrate.read.figures import Figure, Say, Type, roman, typed

NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
DASH = r"(?:--|[-–—−])"
MONTHS = "January February March April May June July August September October November December".split()
MONTH = "|".join([*MONTHS, *(f"{month[:3]}\\.?" for month in MONTHS if month != "May"), "Sept\\.?"])
FULL_MONTHS = {month[:3]: month for month in MONTHS}
SIZES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "b": "billion", "tn": "trillion"}
# Sign → one, many, its hundredth, and whether the hundredths follow with "and".
CURRENCIES = {
    "$": ("dollar", "dollars", "cent"), "US$": ("US dollar", "US dollars", "cent"), "HK$": ("Hong Kong dollar", "Hong Kong dollars", "cent"), "A$": ("Australian dollar", "Australian dollars", "cent"),
    "C$": ("Canadian dollar", "Canadian dollars", "cent"), "NT$": ("Taiwan dollar", "Taiwan dollars", "cent"), "S$": ("Singapore dollar", "Singapore dollars", "cent"), "£": ("pound", "pounds", ""), "€": ("euro", "euros", "cent"),
    "Rs.": ("rupee", "rupees", ""), "Rs": ("rupee", "rupees", ""), "¥": ("yuan", "yuan", ""), "￥": ("yuan", "yuan", ""), "₹": ("rupee", "rupees", ""), "₩": ("won", "won", ""),
    "R$": ("real", "reais", "centavo"), "NZ$": ("New Zealand dollar", "New Zealand dollars", "cent"), "CHF": ("Swiss franc", "Swiss francs", ""), "SFr": ("Swiss franc", "Swiss francs", ""), "EUR": ("euro", "euros", "cent"), "USD": ("US dollar", "US dollars", "cent"), "GBP": ("pound", "pounds", ""), "JPY": ("yen", "yen", ""), "RMB": ("yuan", "yuan", ""), "CNY": ("yuan", "yuan", ""), "AUD": ("Australian dollar", "Australian dollars", "cent"), "CAD": ("Canadian dollar", "Canadian dollars", "cent"), "HKD": ("Hong Kong dollar", "Hong Kong dollars", "cent"), "SGD": ("Singapore dollar", "Singapore dollars", "cent"), "INR": ("rupee", "rupees", ""), "SEK": ("Swedish krona", "Swedish kronor", ""), "NOK": ("Norwegian krone", "Norwegian kroner", ""), "DKK": ("Danish krone", "Danish kroner", ""), "zł": ("zloty", "zlotys", ""), "₽": ("ruble", "rubles", ""), "₺": ("lira", "lira", ""), "₦": ("naira", "naira", ""), "₱": ("peso", "pesos", ""), "₪": ("shekel", "shekels", ""), "฿": ("baht", "baht", ""), "₫": ("dong", "dong", ""),
}  # fmt: skip
SIGNS = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
UNITS = {
    "km/h": "kilometers an hour", "kph": "kilometers an hour", "mph": "miles an hour", "m/s": "meters a second", "km": "kilometers", "m": "meters", "cm": "centimeters", "mm": "millimeters", "nm": "nanometers", "kg": "kilograms",
    "g": "grams", "mg": "milligrams", "µg": "micrograms", "μg": "micrograms", "t": "tonnes", "lb": "pounds", "lbs": "pounds", "oz": "ounces", "ft": "feet", "in": "inches", "mi": "miles", "ha": "hectares", "L": "liters", "l": "liters",
    "ml": "milliliters", "mL": "milliliters", "kWh": "kilowatt hours", "MWh": "megawatt hours", "GWh": "gigawatt hours", "kW": "kilowatts", "MW": "megawatts", "GW": "gigawatts", "W": "watts", "V": "volts", "Hz": "hertz", "kHz": "kilohertz",
    "MHz": "megahertz", "GHz": "gigahertz", "GB": "gigabytes", "MB": "megabytes", "TB": "terabytes", "KB": "kilobytes", "°C": "degrees Celsius", "℃": "degrees Celsius", "°F": "degrees Fahrenheit", "°": "degrees", "km²": "square kilometers",
    "m²": "square meters", "m³": "cubic meters", "km³": "cubic kilometers", "cm³": "cubic centimeters", "mm³": "cubic millimeters", "ft³": "cubic feet", "mg/L": "milligrams a liter", "mmol/L": "millimoles a liter", "μg/m³": "micrograms a cubic meter", "mmHg": "millimeters of mercury", "dB": "decibels", "kt": "knots", "ppm": "parts per million",
    "bp": "basis points", "bps": "basis points", "pts": "points", "tbsp": "tablespoons", "tsp": "teaspoons", "mins": "minutes", "secs": "seconds", "min": "minutes", "hr": "hours", "hrs": "hours", "sec": "seconds", "ms": "milliseconds", "kJ": "kilojoules", "kcal": "kilocalories", "hPa": "hectopascals", "yd": "yards", "yds": "yards", "gal": "gallons", "qt": "quarts", "kts": "knots", "kn": "knots", "hp": "horsepower", "fps": "frames a second", "rpm": "revolutions a minute", "cc": "cubic centimeters", "psi": "pounds a square inch",
    "mo": "months", "mos": "months", "yr": "years", "yrs": "years", "wk": "week", "wks": "weeks", "cal": "calories", "Gt": "gigatonnes", "Mbps": "megabits a second", "Gbps": "gigabits a second", "Mb/s": "megabits a second", "Gb/s": "gigabits a second", "MB/s": "megabytes a second", "GB/s": "gigabytes a second", "mAh": "milliamp hours", "MP": "megapixels",
    "TWh": "terawatt hours", "kV": "kilovolts", "kN": "kilonewtons", "kPa": "kilopascals", "mcg": "micrograms", "dl": "deciliters", "cl": "centiliters", "sq mi": "square miles", "cu ft": "cubic feet", "μm": "micrometers", "µm": "micrometers", "mg/dL": "milligrams a deciliter", "g/L": "grams a liter", "kg/m²": "kilograms a square meter", "g/cm³": "grams a cubic centimeter", "g/cm3": "grams a cubic centimeter", "kg/m³": "kilograms a cubic meter", "mg/m³": "milligrams a cubic meter", "W/m²": "watts a square meter", "km/s": "kilometers a second", "ft/s": "feet a second", "mg/kg": "milligrams a kilogram", "lb-ft": "pound-feet", "Nm": "newton meters", "N·m": "newton meters", "mpg": "miles a gallon", "kcal/mol": "kilocalories a mole", "nmi": "nautical miles", "bbl": "barrels", "dpi": "dots an inch", "px": "pixels", "mL/min": "milliliters a minute", "L/min": "liters a minute", "bpm": "beats a minute", "cm²": "square centimeters", "mm²": "square millimeters", "ft²": "square feet", "sq m": "square meters",
    "MPa": "megapascals", "GPa": "gigapascals", "THz": "terahertz", "mSv": "millisieverts", "μSv": "microsieverts", "MBq": "megabecquerels", "Bq": "becquerels", "keV": "kiloelectronvolts", "MeV": "megaelectronvolts", "GeV": "gigaelectronvolts", "TeV": "teraelectronvolts", "eV": "electronvolts", "lm": "lumens", "lx": "lux", "mV": "millivolts", "mA": "milliamps", "kΩ": "kilohms", "MΩ": "megohms", "Ω": "ohms", "mbar": "millibars", "MVA": "megavolt amperes", "Ah": "amp hours", "PB": "petabytes", "TB/s": "terabytes a second", "Tbps": "terabits a second", "kbps": "kilobits a second", "mol": "moles", "mmol": "millimoles", "μL": "microliters", "µL": "microliters", "ng": "nanograms", "ng/mL": "nanograms a milliliter", "IU": "international units", "kg/ha": "kilograms a hectare", "t/ha": "tonnes a hectare", "m³/s": "cubic meters a second", "J": "joules", "MJ": "megajoules", "GJ": "gigajoules", "ppb": "parts per billion", "MJ/kg": "megajoules a kilogram",
}  # fmt: skip
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
# Units that are written with a point: 9 ft., 2 tbsp. of oil.
DOTTED = "lbs|lb|ft|in|oz|hrs|hr|mins|min|secs|sec|mi|tbsp|tsp|yds|yd|gal|qt|mos|mo|yrs|yr|wks|wk|mph|kts|pts"
DIGITS = "zero one two three four five six seven eight nine".split()
SIGN_WORDS = {"&": " and ", "@": " at ", "+": " plus ", "=": " equals ", "%": " percent ", "°": " degrees ", "×": " times ", "÷": " divided by ", "<": " less than ", ">": " more than ", "≥": " at least ", "≤": " at most ", "±": " plus or minus ",
    "→": " to ", "#": " number ", "$": " dollars ", "€": " euros ", "£": " pounds ", "¥": " yuan ", "￥": " yuan ", "√": " root of ", "‰": " per thousand ", "²": " squared", "³": " cubed", "~": " about ", "℃": " degrees Celsius ", "*": " ", "^": " ", "|": " ", "≈": " about ", "§": " section ", "π": " pi ", "α": " alpha ", "β": " beta ", "γ": " gamma ", "δ": " delta ", "Δ": " delta ", "λ": " lambda ", "σ": " sigma ", "Ω": " ohms ", "©": " copyright ", "∞": " infinity "}  # fmt: skip


@lru_cache(maxsize=4096)
def words(number: str, to: str = "cardinal") -> str:
    """`"1,250"` → `"one thousand two hundred and fifty"`; `to` is cardinal, ordinal or year."""
    plain = number.replace(",", "")
    if to == "cardinal" and (len(plain) > LONG or (len(plain) > 1 and plain[0] == "0" and "." not in plain)):
        return spelled(plain)
    whole, _, part = plain.partition(".")
    said = SAID[to](int(whole or "0"))
    return f"{said} point {spelled(part)}" if part else said


LONG = 18  # figures from which a number is spelt


def spelled(text: str) -> str:
    """Figures one by one: 911 → nine one one."""
    return " ".join(DIGITS[int(char)] for char in text if char.isdecimal())


def english_figures(text: str) -> list[Figure]:
    """The typed figures of an English text, in order and without overlap: every figure and sign is one of them."""
    return [_apart(figure, text) for figure in typed(text, TYPES)]


def _apart(figure: Figure, text: str) -> Figure:
    """The words of a figure stand apart from letters beside it (6XE), and keep the point that ends the text."""
    said, before, after = figure.spoken, text[figure.start - 1 : figure.start], text[figure.end : figure.end + 1]
    if said[-1:].isalnum() and after.isalpha() and not re.match(r"s(?!\w)", text[figure.end :]):
        said += " "  # PAC-3s are threes
    if said[:1].isalnum() and before.isalpha():
        said = " " + said
    if not after and text[-1:] == "." and said[-1:].isalnum():
        said += "."
    return figure if said == figure.spoken else replace(figure, spoken=said)


PER = {"bbl": "barrel", "oz": "ounce", "lb": "pound", "sq ft": "square foot", "hr": "hour", "yr": "year", "mo": "month", "wk": "week", "min": "minute", "kg": "kilogram", "km": "kilometer", "gal": "gallon", "mi": "mile", "sec": "second", "t": "tonne", "ha": "hectare", "kWh": "kilowatt hour", "MWh": "megawatt hour"}  # fmt: skip
PER_SHORT = "|".join(sorted(PER, key=len, reverse=True))


# Behind a sum or a measure, what is no noun that it describes: the €5m he lost.
NO_NOUNS = "in|of|to|for|from|and|or|on|at|by|with|as|than|per|a|an|the|he|she|it|they|we|you|i|is|are|was|were|has|have|had|will|would|that|which|who|when|while|but|so|last|this|next|each|more|less|over|under|up|down|away|apart|into|off|ago|back|out|before|after|since|during|between|tall|long|wide|high|deep|thick|raised|lost|paid|owed|spent|made|earned|stolen|found|worth|already|now"
DESCRIBES = re.compile(rf"\s(?!(?:{NO_NOUNS})\b)(?:[a-z]{{3,}}|[A-Z][\w-]+\s)")
DETERMINED = re.compile(
    r"(?:^|[\s(“\"—])(?:the|this|that|its|his|her|their|our|my|another|one|(?!(?:it|that|there|he|she|what|here|who|let|where|how)['’])[A-Za-z]+['’]s)\s$",
    re.IGNORECASE,
)


# What is described by its sum, whatever goes before: its third, $126m deal.
THE_KIND = re.compile(
    r"\s(?:deal|contract|fund|bonus|plan|bill|package|loan|project|budget|fine|settlement|payout|stake|house|home|mansion|prize|grant|facility|lawsuit|bailout|takeover|merger|valuation|surplus|deficit|shortfall|market|industry|campaign|bid|bond|contracts|jackpot)\b"
)


def _attributive(match: re.Match[str]) -> bool:
    """Whether it describes what follows, so that what it counts is one: a three million dollar deal, the €5m fund."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if re.search(r"(?:^|[\s(“\"—])[Aa]n?\s$", before) or after.startswith("-a-"):  # £5-a-month plans
        return True
    return bool(THE_KIND.match(after) or (DETERMINED.search(before) and DESCRIBES.match(after)))


def _currency(match: re.Match[str]) -> tuple[str, str, str]:
    """One, many, and the hundredth of what a sign stands for: ¥ are yen where Japan is spoken of."""
    found = CURRENCIES[match["sign"]]
    return ("yen", "yen", "") if found[0] == "yuan" and IN_JAPAN.search(match.string) else found


def _amount(match: re.Match[str]) -> str:
    one, many, hundredth = _currency(match)
    number, size = match["n"].replace(",", ""), match["size"] or ""
    size = SIZES.get(size.lower(), size.strip().lower())
    per = f" {_each(match['per'])}" if match["per"] else ""
    dashed = match["dash"] and re.match(r"[\s-][A-Za-z]", match.string[match.end() :])  # a $1.2-billion fund
    as_adjective = (dashed or _attributive(match)) and not match["per"]
    many = one if as_adjective else many
    minus = "minus " if match["minus"] else ""
    if size:
        return f"{minus}{words(number)} {size} {many}{per}"
    whole, _, part = number.partition(".")
    if whole == "0" and hundredth and len(part) == 2 and int(part):  # noqa: PLR2004 - hundredths
        return f"{minus}{words(str(int(part)))} {hundredth}{'' if int(part) == 1 or as_adjective else 's'}{per}"
    said = f"{words(whole)} {one if whole == '1' else many}"
    if len(part) == 2 and int(part):  # noqa: PLR2004 - hundredths
        said += (
            f" and {words(str(int(part)))} {hundredth}{'' if int(part) == 1 or as_adjective else 's'}"
            if hundredth
            else f" {words(part.lstrip('0'))}"
        )
    elif part.strip("0"):
        said = f"{words(number)} {many}"
    return f"{minus}{said}{per}"


def _each(unit: str) -> str:
    """`"hr"` → `"an hour"`, `"wk"` → `"a week"`"""
    name = PER.get(unit, unit)
    return f"{'an' if name[:3] in ('hou', 'oun', 'acr') else 'a'} {name}"


def _range_of_money(match: re.Match[str]) -> str:
    many = _currency(match)[1]
    first, last = ((match[name] or "") for name in ("size1", "size"))
    first, last = (SIZES.get(size.lower(), size.lower()) for size in (first, last))
    gap = f" {first}" if first and first != last else ""
    return f"{words(match['a'])}{gap} to {words(match['b'])}{' ' + last if last else ''} {many}"


def _clock(match: re.Match[str]) -> str:
    hour, minute, half = (
        str(int(match["h"])),
        match["m"],
        (match["half"] or "").replace(".", "").upper(),
    )  # letters, to every engine
    said = words(hour)
    if match["s"]:
        return f"{said} {_two_digits(minute)} {_two_digits(match['s'])} {half}".strip()
    if minute != "00":
        said += f" {'oh ' if minute[0] == '0' else ''}{words(minute.lstrip('0'))}"
    elif not half:
        said += " o'clock" if 1 <= int(hour) <= 12 else " hundred hours"  # noqa: PLR2004 - a clock's face
    return f"{said} {half}".strip()


def _clock_of_four(match: re.Match[str]) -> str:
    """`"0830"` → `"oh eight thirty"`, `"2200"` → `"twenty two hundred"`"""
    return f"{_two_digits(match['h'])} {_two_digits(match['m']) if match['m'] != '00' else 'hundred'}"


def _two_digits(number: str) -> str:
    """`"05"` → `"oh five"`, `"00"` → `"oh oh"`"""
    if number[0] != "0":
        return words(number)
    return "oh oh" if number == "00" else f"oh {words(number[1])}"


def _month(name: str) -> str:
    """`"Oct."` → `"October"`"""
    return FULL_MONTHS[name[:3]]


def _month_first(match: re.Match[str]) -> str | None:
    """12/15 behind by, on, due; 8/9/2022: the American order."""
    month, day = int(match["m"]), int(match["d"])
    if (
        re.search(r"\b(?:up|down|fell|rose|cut|reduced|increased|\w+s?) (?:\w+ )?by $", match.string[: match.start()])
        and day <= TENTH
        and not match["y"]
    ):
        return None  # cut by 1/3
    if not (1 <= month <= len(MONTHS) and 1 <= day <= 31):  # noqa: PLR2004 - days of a month
        return None
    return _month_and_day(match)


def _month_and_day(match: re.Match[str]) -> str:
    """`3/5/2024` → `"March fifth, twenty twenty four"`; of a year that has two figures, those."""
    day = f"{MONTHS[int(match['m']) - 1]} {words(str(int(match['d'])), 'ordinal')}"
    year = match["y"] or ""
    if len(year) > 2:  # noqa: PLR2004 - a whole year
        return f"{day}, {words(year, 'year')}"
    return f"{day}, {_two_digits(year)}" if year else day


ROMAN = {
    "I": "1",
    "II": "2",
    "III": "3",
    "IV": "4",
    "V": "5",
    "VI": "6",
    "VII": "7",
    "VIII": "8",
    "IX": "9",
    "X": "10",
    "XI": "11",
    "XII": "12",
    "XIII": "13",
    "XIV": "14",
    "XV": "15",
    "XVI": "16",
    "XXIII": "23",
}
IN_JAPAN = re.compile(
    r"\b(?:Japan|Japanese|Tokyo|Osaka|Kyoto|Nikkei|BOJ|Bank of Japan|yen|Toyota|Honda|Nissan|Sony|Nintendo|SoftBank|JR)\b"
)
POINTS = re.compile(r"\d\.\dpp$|\b(?:up|down|by|rose|fell|rise|fall|lead|added|lost|gained)(?:\s\w+)? \d+pp$")
COMPARED = {"w": "week on week", "m": "month on month", "q": "quarter on quarter", "y": "year on year"}
WHOLE = 100  # percent, of two shares
MEASURES = {"pt": "pint", "pts": "pints"}
ON_A_TEAM = "forward|guard|center|centre|senior|junior|sophomore|freshman|wing|winger|point|receiver|quarterback|linebacker|pitcher|defender|striker|right-hander|left-hander|lefty|righty|shortstop|catcher|goalie"
FAR = 3  # figures from which nm are miles, to whoever sails or flies
AT_SEA = re.compile(
    r"\b(?:fl(?:y|ies|ew|ight|ights)|range|sail\w*|ships?|vessels?|aircraft|jets?|offshore|coast|yachts?|boats?|naval)\b"
)
TENTH = 10  # a denominator that one hears as a fraction
SHORT_MONTHS = "Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec"
NUMERALS = "|".join(sorted((name for name in ROMAN if name != "I"), key=len, reverse=True))
IN_BOOKS = {"vol": "volume", "vols": "volumes", "chap": "chapter", "bk": "book", "pt": "part"}
POSTAL = "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"  # of the United States
CRICKET = re.compile(
    r"\b(?:wickets?|innings|declared|stumps|bowled|cricket|Ashes|overs|closed on|batsm[ae]n|batters?|lbw|all out)\b"
)
CROWNED = "Elizabeth|Harold|Alfred|Umberto|Wilhelm|Friedrich|Justinian|Theodosius|Suleiman|Charles|Henry|George|Edward|William|James|Richard|John|Paul|Benedict|Pius|Louis|Philip|Nicholas|Alexander|Catherine|Gustaf|Felipe|Carlos|Leo|Frederick|Peter|Margrethe|Ramses|Napoleon|Innocent|Gregory|Clement|Mehmed|Rama|Mary|Ivan|Haakon|Harald|Christian|Francis|Ferdinand|Albert"
FRACTIONS = {
    "½": "a half",
    "¼": "a quarter",
    "¾": "three quarters",
    "⅓": "a third",
    "⅔": "two thirds",
    "⅛": "an eighth",
    "⅜": "three eighths",
    "⅝": "five eighths",
    "⅞": "seven eighths",
    "⅕": "a fifth",
    "⅖": "two fifths",
    "⅗": "three fifths",
    "⅘": "four fifths",
    "⅙": "a sixth",
    "⅚": "five sixths",
}
STREETS = {"Ave": "Avenue", "Blvd": "Boulevard", "Rd": "Road"}
TEMPERATURE = re.compile(
    "temperature|warming|climate|COP\\d|bake|oven|cook|roast|flour|degree|heat|hot|cold|warm|cool|weather|freez|fever|°|record high|mercury",
    re.IGNORECASE,
)
# What comes in millions, and what is measured in meters.
IN_MILLIONS = re.compile(
    r"\s(?!meters|metres|inches|plus|across|as|is|was|has|races?\b|sprints?|hurdles|lanes?\b)(?:[A-Za-z][a-z]+s|people|children|men|women|more|customers|jobs)\b"
)
COUNTED = re.compile(
    r"population|speaker|\bspeak\b|\bpop\.|turnout|audience|users|subscribers|viewers|voters|followers|copies|residents|customers|\bsold\b|\bsales\b|units|profit|revenue|passengers|visitors|tourists|tickets|votes|downloads|streams|listeners|barrels|vehicles|budget|\bjobs\b|shares",
    re.IGNORECASE,
)


def _million(match: re.Match[str]) -> str | None:
    """1.5m homes, a population of 8.9m: millions, not meters."""
    followed = IN_MILLIONS.match(match.string[match.end() :])
    return (
        f"{words(match['n'])} million"
        if followed
        or (
            COUNTED.search(match.string)
            and not re.match(r"\s(?:wide|long|tall|high|deep|away|from|race|final|relay)", match.string[match.end() :])
        )
        else None
    )


# What is run, swum or held over a distance: the 400 meter hurdles.
RACES = re.compile(
    r"\s(?:hurdles|race|races|sprint|dash|relay|final|finals|heats?|freestyle|butterfly|backstroke|breaststroke|medley|steeplechase|title|record|champion|gold|track|pool)\b"
)
# What is described by its measure: a 12MP camera, a 4,000mAh battery.
THINGS = re.compile(
    r"\s(?:camera|battery|sensor|lens|engine|motor|hard drive|drive|memory|RAM|laptop|screen|display|cable|tank|tower|bridge|tunnel|wall|fence|bag|bottle|can|box|bomb|shell|missile|turbine|plant|reactor|panel|charger|adapter|radius|stretch|walk|drive|trip|journey|ride|flight|swim|climb|gap|limit|zone|belt|strip)s?\b"
)
PLAYED = re.compile(
    r"\b(?:beat|beats|won|win|wins|lost|lose|defeated|edged|routed|victory|score|scored|led|leads?|game|match|vote|voted|over|ruled|passed)\b",
    re.IGNORECASE,
)
CALLED = re.compile(r"\b(?:call|phone|dial|tel|text|contact|ring|number|hotline|fax)\b", re.IGNORECASE)


def _telephone(match: re.Match[str]) -> str | None:
    """Figures one by one; 112-108 in a game is its score."""
    if re.fullmatch(r"\d{3}[-\s]\d{3}", match[0]) and PLAYED.search(match.string) and not CALLED.search(match.string):
        return None
    parts = re.findall(r"\d+", match[0])
    free = parts[:2] == ["1", "800"]
    return ("plus " if match[0][0] == "+" else "") + ", ".join(
        "eight hundred" if free and at == 1 else spelled(part) for at, part in enumerate(parts)
    )


def _sets(match: re.Match[str]) -> str:
    """`"6-4, 3-6"` → `"six four, three six"`: games of tennis, set by set."""
    return re.sub(r"(\d+)(?:[-–](\d+))?", lambda m: words(m[1]) + (f" {words(m[2])}" if m[2] else ""), match[0])


def _size(number: str) -> str:
    """`"150"` → `"one fifty"`, `"320"` → `"three twenty"`; others figure by figure."""
    tens = len(number) == 3 and number[1] != "0" and number[2] == "0" and number[0] != "0"  # noqa: PLR2004 - a model
    return f"{words(number[0])} {words(number[1:])}" if tens else spelled(number)


def _by(sizes: str) -> str:
    """`"20 x 30"` → `"twenty by thirty"`"""
    return " by ".join(words(part) for part in re.findall(r"\d+(?:\.\d+)?", sizes))


def _year_of_two(text: str) -> str:
    """`"09"` → `"oh nine"`, `"23"` → `"twenty three"`"""
    return _two_digits(text)


def _version(match: re.Match[str]) -> str:
    """`v3.10.2` → `"version three point ten point two"`"""
    named = "version " if match[0][0] in "vV" else ""
    return named + " point ".join(words(part) for part in match["n"].split("."))


def _inches(match: re.Match[str], said: str | None) -> str | None:
    """The length, where the mark behind it closes no quotation: `3"` → `"three inches"`, a `3/8" nut` → `"three eighths inch"`."""
    before = match.string[: match.start()]
    if said is None or before.count('"') % 2 or before.count("“") > before.count("”"):
        return None
    return f"{said} inch{'' if _attributive(match) or match['n'] == '1' or re.search(r'[0-9] $', before) else 'es'}"


def _road(name: str) -> str:
    """`"I-80 "` → `"I eighty"`"""
    kind, number = re.split(r"[-\s](?=\d)", name.strip())
    return f"{kind} {words(number)}"


def _fraction_sign(match: re.Match[str]) -> str:
    return f"{words(match['n'])} and {FRACTIONS[match['sign']]}" if match["n"] else FRACTIONS[match["sign"]]


def _street(match: re.Match[str]) -> str:
    """St. is a street behind a name that nothing named follows, else a saint."""
    named = re.search(r"(?:[A-Z][a-z]+(?:['’]s)?|\d(?:st|nd|rd|th))\s$", match.string[: match.start()])
    return "Street" if named and not re.match(r"\s[A-Z]", match.string[match.end() :]) else "Saint"


def _decade(match: re.Match[str]) -> str:
    number = match["n"]
    tens = {
        "0": "hundreds",
        "1": "tens",
        "2": "twenties",
        "3": "thirties",
        "4": "forties",
        "5": "fifties",
        "6": "sixties",
        "7": "seventies",
        "8": "eighties",
        "9": "nineties",
    }[number[-2]]
    if number in ("2000", "1000"):
        return f"{words(number[0])} thousands"
    return f"{words(number[:2])} {tens}" if len(number) > 2 else tens  # noqa: PLR2004 - '90s


def _fraction(match: re.Match[str]) -> str | None:
    above, below = int(match["a"]), int(match["b"])
    if not 1 < below <= 100 or above >= below:  # noqa: PLR2004 - what is said as a fraction
        return None
    name = {2: "half", 4: "quarter"}.get(below) or words(match["b"], "ordinal")
    return f"{words(match['a'])} {name}{'s' if above > 1 and below != 2 else ''}"  # noqa: PLR2004 - halves are one


def _unit(match: re.Match[str]) -> str:
    name = UNITS[match["unit"]]
    if match["unit"] == "nm" and len(match["n"]) >= FAR and AT_SEA.search(match.string):
        name = "nautical miles"
    dashed = match.string[match.end("to" if match["to"] else "n")] == "-"
    close = dashed or bool(THINGS.match(match.string, match.end()))
    joined = close and bool(DESCRIBES.match(match.string, match.end()) or match["unit"] == "MP")
    one = (
        (match["n"] == "1" and not match["to"])
        or _attributive(match)
        or joined  # 12-ft ceilings
        or bool(RACES.match(match.string, match.end()))
    )
    to = f" to {words(match['to'])}" if match["to"] else ""
    minus = "minus " if match["minus"] else ""
    return f"{minus}{words(match['n'])}{to} {_one(name) if one else name}"


def _raised(text: str) -> str:
    """`"⁻⁶"` → `"minus six"`"""
    plain = text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"))
    return f"{'minus ' * ('-' in plain)}{words(plain.strip('-'))}"


def _one(units: str) -> str:
    """`"miles an hour"` → `"mile an hour"`, `"feet"` → `"foot"`"""
    irregular = {"feet": "foot", "inches": "inch", "hertz": "hertz"}
    return irregular.get(units) or re.sub("s(?= |$)", "", units, count=1)


def _mixed(match: re.Match[str]) -> str | None:
    """2 1/2: two and a half."""
    part = _fraction(match)
    name = part and re.sub("^one (?=half|quarter)", "a ", part).replace("  ", " ")
    return f"{words(match['n'])} and {name}" if name else None


ROUND = {
    "100": "hundreds",
    "1,000": "thousands",
    "10,000": "tens of thousands",
    "100,000": "hundreds of thousands",
    "1,000,000": "millions",
}
SQUARES = {"ft": ("square feet", "square foot"), "km": ("square kilometers", "square kilometer"), "m": ("square meters", "square meter"), "mi": ("square miles", "square mile"), "miles": ("square miles", "square mile")}  # fmt: skip


def _address(match: re.Match[str]) -> str:
    names = {
        ".": " dot ",
        "@": " at ",
        "/": " slash ",
        "-": " dash ",
        "_": " underscore ",
        ":": " colon ",
        "?": " question mark ",
        "=": " equals ",
        "&": " and ",
        "%": " percent ",
        "#": " hash ",
        "+": " plus ",
        "~": " tilde ",
    }
    text = re.sub(r"^https?://", "", match[0]).rstrip("/")
    return " ".join(
        "".join(names.get(char) or (f" {spelled(char)} " if char.isdigit() else char) for char in text).split()
    )


def _type(name: str, pattern: str, say: Say, *examples: tuple[str, str]) -> Type:
    return Type(name, pattern, say, examples)


START = r"(?<![\w.,])"
TYPES: tuple[Type, ...] = (
    _type("address", r"https?://[\w./?=&%#+~:@-]*[\w/]|www\.[\w./?=&%#+~-]*[\w/]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", _address, ("Write to info24@example.org.", "Write to info two four at example dot org.")),
    _type("money below nothing", rf"(?<![A-Za-z])(?P<sign>{SIGNS})\((?P<n>{NUM})\)(?P<size>)(?P<per>)(?P<dash>)(?P<minus>)", lambda m: f"minus {_amount(m)}", ("a loss of $(0.12)", "a loss of minus twelve cents")),
    _type("range of money", rf"(?<![A-Za-z])(?P<sign>{SIGNS})\s?(?P<a>{NUM})(?P<size1>[kmbKMB]|bn|tn|mn)?\s?{DASH}\s?(?:{SIGNS})?(?P<b>{NUM})\s?(?P<size>(?:thousand|million|billion|trillion|bn|tn|mn|[kmbKMB])(?![A-Za-z]))?(?![\w.]?\d)", _range_of_money, ("between $5-10 million", "between five to ten million dollars"), ("fares in Tokyo of ¥300-¥500", "fares in Tokyo of three hundred to five hundred yen"), ("£100-£200 each", "one hundred to two hundred pounds each")),
    _type("money", rf"(?<![A-Za-z])(?P<minus>[-−])?(?P<sign>{SIGNS})\s?(?P<n>{NUM})(?:(?:\s|(?P<dash>-))?(?P<size>(?:thousand|million|billion|trillion|bn|tn|mn|[kmbKMB])(?![A-Za-z])))?(?:/(?P<per>{PER_SHORT}|year|month|week|day|hour|night|person|barrel|ton|tonne|gallon|unit|share|litre|liter|mile|head|acre|ticket|seat|pound|minute)(?![A-Za-z])(?:\.(?=,|\s[a-z+&]))?)?", _amount,
          ("The pass is $24.50/week.", "The pass is twenty four dollars and fifty cents a week."), ("A €6bn loan or £7.25.", "A six billion euro loan or seven pounds twenty five."), ("the £3m villa", "the three million pound villa"), ("it fell to $0.75", "it fell to seventy five cents"), ("$80/mo. rent", "eighty dollars a month rent"), ("a $1.4-billion dam at $61/bbl", "a one point four billion dollar dam at sixty one dollars a barrel"), ("He paid $1,250.", "He paid one thousand two hundred and fifty dollars.")),
    _type("money", rf"{START}(?P<n>{NUM})\s?(?:¢|c(?=/))", lambda m: f"{words(m['n'])} cent{'' if m['n'] == '1' else 's'}", ("just 35¢ each", "just thirty five cents each")),
    _type("money", rf"(?:(?<=slid )|(?<=fell )|(?<=lost )|(?<=rose )|(?<=gained )|(?<=dropped )|(?<=added )|(?<=climbed )|(?<=up )|(?<=down )|(?<=by )|(?<=cost )|(?<=costs )|(?<=only )|(?<=just )|(?<=for )|(?<=extra ))(?P<n>{NUM})c(?!\w)", lambda m: f"{words(m['n'])} cent{'' if m['n'] == '1' else 's'}", ("shares slid 85c to $4", "shares slid eighty five cents to four dollars")),
    _type("address", r"(?<![\w.@-])(?:[\w-]+\.){1,3}(?:com|org|net|edu|gov|io|co\.uk|ac\.uk|uk|cn|de|eu|ai|tv|info)(?:/[\w./?=&%#+~:-]*\w)?(?![\w.]\w|\w)", _address, ("on example.com/a?id=7", "on example dot com slash a question mark id equals seven")),
    _type("handle", r"(?<![\w.])@(?P<n>[A-Za-z]\w*)", lambda m: f"at {' underscore '.join(part for part in m['n'].split('_'))}" if m["n"].replace("_", "").isalpha() else None, ("follow @news_desk", "follow at news underscore desk")),
    _type("hashtag", r"(?<![\w&])#(?P<n>[A-Za-z]\w*)", lambda m: f"hashtag {' '.join(re.findall(r'[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+', m['n']))}" if not re.search(r"\d", m["n"]) else None, ("under #SaveOurPier now", "under hashtag Save Our Pier now")),
    _type("war", r"(?<!\w)WW(?P<n>II|I|1|2)(?!\w)", lambda m: f"World War {words(ROMAN.get(m['n'], m['n']))}", ("born after WWII", "born after World War two")),
    _type("paragraph", r"(?<=\d)(?P<p>(?:\([a-z\d]{1,3}\)){1,4})(?!\w)", lambda m: "".join(f" {words(part) if part.isdecimal() else part}" for part in re.findall(r"\w+", m["p"])), ("under section 7(b)(2) of the act", "under section seven b two of the act")),
    _type("shares", r"(?<![\w/.])(?P<a>[1-9][05])/(?P<b>[1-9][05])(?![\w/]|\.\d)", lambda m: f"{words(m['a'])} {words(m['b'])}" if int(m["a"]) + int(m["b"]) == WHOLE and m["a"] != m["b"] else None, ("a 70/30 split", "a seventy thirty split")),
    _type("size", r"(?<![\w.])\d+(?:\.\d+)?[\"″”]?(?:\s?[x×]\s?\d+(?:\.\d+)?[\"″”]?){1,2}(?<=[\"″”])", lambda m: f"{_by(m[0])} inches", ('a sheet of 10" x 14" card', "a sheet of ten by fourteen inches card")),
    _type("measure", rf"(?<![\w.,])(?:(?P<n>\d+)\s?)?(?P<sign>[{''.join(FRACTIONS)}])\s?(?P<unit>tbsp|tsp|oz|lbs?|pts?|ft|in|kg|hrs?|km|mi)(?!\w)(?:\.(?=\s[a-z]))?", lambda m: f"{_fraction_sign(m)} {MEASURES.get(m['unit']) or (UNITS[m['unit']] if m['n'] else _one(UNITS[m['unit']]))}", ("stir in 2½ tbsp of oil and ¾ tsp of salt", "stir in two and a half tablespoons of oil and three quarters teaspoon of salt")),
    _type("percentage", rf"(?<![\w.,])(?P<minus>[-−])?(?P<n>{NUM})\s?(?P<u>pc|ppts?|pp)(?!\w)", lambda m: None if m["u"] == "pp" and not POINTS.search(m.string[: m.start()] + m[0]) else f"{'minus ' * bool(m['minus'])}{words(m['n'])} {'percent' if m['u'] == 'pc' else 'percentage points'}", ("output rose 0.3pc", "output rose zero point three percent"), ("down 1.2pp", "down one point two percentage points")),
    _type("short number", r"(?:(?<=[Tt]ext )|(?<=[Dd]ial )|(?<=code )|(?<=[Tt]ext STOP to )|(?<=word to ))(?P<n>\d{4,6})(?!\d|[.,]\d)", lambda m: spelled(m["n"]), ("or text 70085", "or text seven zero zero eight five")),
    _type("stars", r"(?<![\w/.])(?P<a>\d(?:\.\d)?)/(?P<b>5|10)(?=\s(?:stars?|rating|on|from)\b)", lambda m: f"{words(m['a'])} out of {words(m['b'])}", ("gave it 3/5 stars", "gave it three out of five stars")),
    _type("size", r"(?<![\w.])\d+(?:\.\d+)?['’′](?:\s?[x×]\s?\d+(?:\.\d+)?['’′]){1,2}", lambda m: f"{_by(m[0])} feet", ("a plot of 40' x 90'", "a plot of forty by ninety feet")),
    _type("measure", rf"(?<![\w.,])(?P<n>{NUM})\s?(?P<u>T(?:bsp|sp|BSP|SP))(?:\.(?=\s[a-z]))?(?!\w)", lambda m: f"{words(m['n'])} {(_one if m['n'] == '1' else str)(UNITS[m['u'].lower()])}", ("2 Tbsp. of oil", "two tablespoons of oil")),
    _type("stars", r"(?<![\w.])(?P<n>\d(?:\.\d)?)[\s-]?★", lambda m: f"{words(m['n'])} star{'' if m['n'] == '1' or DESCRIBES.match(m.string, m.end()) else 's'}", ("a 4★ inn", "a four star inn"), ("it got 5★.", "it got five stars.")),
    _type("stars", r"★{1,10}(?P<half>½)?☆{0,5}", lambda m: f"{words(str(m[0].count('★')))}{' and a half' if m['half'] else ''} star{'s' * (len(m[0].replace('☆', '')) > 1)}", ("Film: ★★★☆☆", "Film: three stars")),
    _type("time", r"(?<![\w.])(?P<h>[01]\d|2[0-4])(?P<m>[0-5]\d)(?=\s?(?:and|to|until|till|or|[-–—])\s?(?:[01]\d|2[0-4])[0-5]\d\s(?:GMT|UTC|BST|EST|EDT|CET|hours|hrs|local)\b)", _clock_of_four, ("from 2200 to 0430 GMT", "from twenty two hundred to oh four thirty GMT")),
    _type("player", rf"(?<![\w.-])(?P<f>[4-7])-(?P<i>1[01]|\d)(?=\s(?:{ON_A_TEAM})\b)", lambda m: f"{words(m['f'])} {words(m['i'])}" if re.search(r"\b(?:a|the|[A-Z]\w+['’]s)\s$", m.string[: m.start()]) else None, ("a 6-4 guard", "a six four guard")),
    _type("rooms", r"(?<![\w.])(?P<n>\d)(?P<half>\.5)?[\s-]?(?P<u>BR|BD|BA)(?P<and>/)?(?![A-Za-z])", lambda m: f"{words(m['n'])}{' and a half' if m['half'] else ''} {'bath' if m['u'] == 'BA' else 'bedroom'}{'' if (m['n'] == '1' and not m['half']) or _attributive(m) else 's'}{', ' if m['and'] else ''}", ("a 3BR/1BA flat", "a three bedroom, one bath flat"), ("with 2BA", "with two baths")),
    _type("with", r"(?<![\w.])w/(?P<o>o)?(?=\s|(?!in\b)[a-z])", lambda m: f"with{'out' if m['o'] else ''}{'' if m.string[m.end() : m.end() + 1] == ' ' else ' '}", ("rice w/ beans w/o salt", "rice with beans without salt")),
    _type("court case", r"(?<=[a-z.] )v\.(?=\s[A-Z])", lambda _: "versus", ("in Grey v. Hill", "in Grey versus Hill")),
    _type("included", r"(?<![A-Za-z.])(?P<n>incl|excl)\.(?=\)|$)|(?<=not )(?P<m>incl)\.", lambda m: {"incl": "included", "excl": "excluded"}[m["n"] or m["m"]], ("breakfast (VAT not incl.)", "breakfast (VAT not included)")),
    _type("rate", rf"(?<=\d\s)(?P<a>hrs?|mins?)/(?P<b>{PER_SHORT})(?![A-Za-z])\.?", lambda m: f"{UNITS[m['a']]} {_each(m['b'])}", ("works 30 hrs/wk", "works thirty hours a week")),
    _type("length", rf"(?<![\w.,])(?P<n>{NUM})['’′](?=\s(?:over|above|below|deep|high|tall|long|wide|of|up|down|elevation|peak|summit|climb|descent|drop|cliff|ceilings?|tower|mast|gain|in\s(?:elevation|length|height))\b)", lambda m: f"{words(m['n'])} feet", ("it rises 900' over two miles", "it rises nine hundred feet over two miles")),
    _type("date", r"(?<![\w/.])(?P<m>0?[1-9]|1[0-2])/(?P<d>0?[1-9]|[12]\d|3[01])/(?P<y>\d\d)(?![\w/]|\.\d)", _month_and_day, ("born 4/7/58", "born April seventh, fifty eight")),
    _type("date", r"(?<![\w/.])(?P<d>1[3-9]|2\d|3[01])/(?P<m>0?[1-9]|1[0-2])/(?P<y>\d\d)(?![\w/]|\.\d)", lambda m: f"the {words(m['d'], 'ordinal')} of {MONTHS[int(m['m']) - 1]}, {_two_digits(m['y'])}", ("born 24/7/58", "born the twenty fourth of July, fifty eight")),
    _type("dates", rf"(?<=\d)\s?[-–—]\s?(?=(?:{MONTH})\s\d)", lambda _: " to ", ("from May 30–June 2", "from May thirtieth to June second")),
    _type("from and to", r"(?<=\b[A-Z]{3})–(?=[A-Z]{3}\b)", lambda _: " to ", ("the SFO–NRT flight", "the SFO to NRT flight")),
    _type("pints", r"(?<=\d )(?P<u>pts?)(?:\.|(?=[\s,)]))", lambda m: MEASURES[m["u"]] if re.search(r"\b(?:oz|cups?|cans?|cream|milk|gal|qt|beer|ale|jar|tbsp|tsp)\b", m.string) else None, ("one can (1 pt.) of milk", "one can (one pint) of milk")),
    _type("road", r"(?P<road>(?:\bI-|\bUS[- ]|\bSR |\b[Rr]oute |\b[Hh]ighway )\d{1,3} )(?P<l>[NSEW])(?:\.(?=\s[a-z]|,)|(?=[\s.,]))", lambda m: f"{_road(m['road'])} {short.DIRECTIONS[m['l']]}", ("on I-80 W. to Reno", "on I eighty west to Reno")),
    _type("million", rf"(?<![\w.,])(?P<n>{NUM})\s(?P<size>mil|bil)(?:\.(?=\s[a-z])|(?!\w))", lambda m: f"{words(m['n'])} {m['size']}lion", ("some 3 mil. left", "some three million left")),
    _type("degree", r"(?<=\b[Aa] |\bs )(?P<a>2):(?P<b>[12])(?!\d)|(?<=\b[Hh]is )(?P<c>2):(?P<d>[12])(?!\d)|(?<=\b[Hh]er )(?P<e>2):(?P<f>[12])(?!\d)", lambda m: f"two {words(m[0][-1])}" if re.search(r"\b(?:degree|universit|graduat|honours|Oxford|Cambridge|Leeds|Bristol|Durham|student|studied|class of)", m.string) else None, ("left university with a 2:2", "left university with a two two")),
    _type("seconds", rf"(?<![\w.,])(?P<n>{NUM})\ss(?![\w'’-])", lambda m: f"{words(m['n'])} second{'s' * (m['n'] != '1')}", ("after 40 s of calm", "after forty seconds of calm")),
    _type("double play", r"(?<![\w-])(?P<a>\d)-(?P<b>\d)-(?P<c>\d)(?=\s(?:double|triple) play)", lambda m: " ".join(words(part) for part in m[0].split("-")), ("a 6-4-3 double play", "a six four three double play")),
    _type("year on year", r"(?<![\w-])(?P<l>[wmqy])-o-(?P=l)(?![\w-])", lambda m: COMPARED[m["l"]], ("up 3% y-o-y", "up three percent year on year")),
    _type("grades", rf"(?<![\w-])K\s?{DASH}\s?(?P<n>\d{{1,2}})(?!\w)", lambda m: f"K to {words(m['n'])}" if re.search(r"\b(?:grades?|school|students?|teachers?|pupils?|education|curriculum)\b", m.string) else None, ("a school of grades K-6", "a school of grades K to six")),
    _type("height", r"(?<![\w.])(?P<f>[3-8])['′’]\s?(?P<i>1[01]|\d)(?:[\"″”]|\'\'|′′)", lambda m: f"{words(m['f'])} foot {words(m['i'])}", ("he is 6'2\" tall", "he is six foot two tall"), ("up to 5' 9\"", "up to five foot nine")),
    _type("inches", rf"(?<![\w.,/'’′])(?:(?P<n>{NUM})\s)?(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})[\"″”](?!\w)", lambda m: _inches(m, _mixed(m) if m["n"] else _fraction(m)), ('a 5/8" pipe', "a five eighths inch pipe")),
    _type("inches", rf"(?<![\w.,/'’′])(?P<n>{NUM})[\"″](?!\w)", lambda m: _inches(m, words(m["n"])), ('some 2.5" of rain', "some two point five inches of rain"), ('the 3" pipe', "the three inch pipe")),
    _type("vision", r"(?<![\w/.])20/20(?![\w/])", lambda _: "twenty twenty", ("with 20/20 vision", "with twenty twenty vision")),
    _type("direction", r"(?<![\w.])(?P<l>[NSEW])\.(?=\s\d{1,3}(?:st|nd|rd|th)\s(?:St|Ave|Street|Avenue|Rd|Pl)\b)", lambda m: short.DIRECTIONS[m["l"]].title(), ("at W. 43rd Street", "at West forty third Street")),
    _type("overtime", r"(?<![\w.])(?P<n>[2-4])OT(?!\w)", lambda m: f"{ {'2': 'double', '3': 'triple', '4': 'quadruple'}[m['n']] } overtime", ("lost in 2OT", "lost in double overtime")),
    _type("old money", r"(?<![\w.])(?P<s>\d{1,2})s\.\s(?P<d>\d{1,2})d(?:\.(?=\s[a-z]|,)|(?!\w))", lambda m: f"{words(m['s'])} shilling{'s' * (m['s'] != '1')} and {words(m['d'])} pence", ("sold at 4s. 6d. each", "sold at four shillings and six pence each")),
    _type("century", r"(?:(?<=th )|(?<=st )|(?<=nd )|(?<=rd ))c\.(?=[\s,])", lambda _: "century", ("in the 16th c., they", "in the sixteenth century, they")),
    _type("book number", r"(?<![\w-])97[89]-\d{1,5}-\d{1,7}-\d{1,7}-(?:\d|X)(?![\w-])", lambda m: ", ".join(spelled(part) or part for part in m[0].split("-")), ("ISBN 978-1-23-456789-7", "ISBN nine seven eight, one, two three, four five six seven eight nine, seven")),
    _type("age", r"(?<![\w.])(?P<n>\d{1,3})[\s-]yr\.?-old", lambda m: f"{words(m['n'])}-year-old", ("a 4-yr.-old mare", "a four-year-old mare")),
    _type("date", r"(?<![\w-])(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])-(?P<y>(?:19|20)\d\d)(?![\w-])", _month_and_day, ("dated 07-04-2019", "dated July fourth, twenty nineteen")),
    _type("direction", r"(?<![\w.])(?P<l>[NSEW][NS][EW])(?=\sof\s)", lambda m: f"{short.DIRECTIONS[m['l'][0]]}-{short.DIRECTIONS[m['l'][1:]]}", ("3 km ENE of Rome", "three kilometers east-northeast of Rome")),
    _type("odds", rf"(?P<a>\b1\sin\s)(?P<n>{NUM})(?P<size>m|bn|k)(?!\w)", lambda m: f"one in {words(m['n'])} {SIZES[m['size']]}", ("a chance of 1 in 1.5m", "a chance of one in one point five million")),
    _type("standard", r"(?<=\d):(?P<y>(?:19|20)\d\d)(?!\d)", lambda m: f", {words(m['y'], 'year')}" if re.search(r"\b(?:ISO|IEC|EN|BS|DIN|ASTM|IEEE)\b[\s/\w-]*$", m.string[: m.start()]) else None, ("under ISO 14001:2015", "under ISO fourteen thousand and one, twenty fifteen")),
    _type("door", r"(?P<name>\b(?:[Aa]pt|[Ff]lat|[Rr]oom|[Ss]uite|[Uu]nit|[Gg]ate|[Ss]eat|[Bb]lock|[Pp]latform|[Ss]tand|[Rr]ow)\.?\s)(?P<n>\d{1,2})(?P<l>[A-F])(?!\w)", lambda m: f"{ short.NUMBERED.get(m['name'].rstrip(' .'), m['name'].rstrip()) } {words(m['n'])} {m['l']}", ("lives in Apt. 6C despite the cold", "lives in Apartment six C despite the cold")),
    _type("warming", rf"(?<![\w.,])(?P<n>{NUM})\s(?P<u>[CF])(?=\s(?:above|below|warmer|colder|hotter|of warming|over|under|rise)\b)", lambda m: f"{words(m['n'])} degree{'s' * (m['n'] != '1')} {'Celsius' if m['u'] == 'C' else 'Fahrenheit'}", ("it was 1.4 C above the mean", "it was one point four degrees Celsius above the mean")),
    _type("size", r"(?<![\w.])(?P<n>\d+(?:\.\d+)?(?:\s?[x×]\s?\d+(?:\.\d+)?){1,2})\s?(?P<unit>cm|mm|m|in|ft)(?!\w)(?:\.(?=,|\s[a-z]))?", lambda m: f"{_by(m['n'])} {UNITS[m['unit']]}", ("a tray of 9 x 13 in. and a lid", "a tray of nine by thirteen inches and a lid"), ("a box of 20 x 30cm", "a box of twenty by thirty centimeters")),
    _type("year of our Lord", r"(?:(?<=\bAD )|(?<=\bA\.D\. ))(?P<n>[1-9]\d{2,3})(?![\d,]|\.\d)", lambda m: words(m["n"], "year"), ("by AD 1066", "by AD ten sixty six")),
    _type("compared", r"(?<![\w/])(?P<l>[wmyq])/(?P=l)(?![\w/])", lambda m: COMPARED[m["l"]], ("sales rose 4% y/y", "sales rose four percent year on year")),
    _type("grade", r"(?<![\w-])(?P<n>[A-F])(?:−|-(?=\s(?:in|for|grade|average)\b))(?!\w)", lambda m: f"{m['n']} minus", ("a B− in art, an A- in music", "a B minus in art, an A minus in music")),
    _type("depth", rf"(?<![\w.,])(?P<n>{NUM})[\s-]?(?P<u>m|ft|in|cm|km|mi)\.?(?=-(?:deep|wide|long|tall|high|thick)\b)", lambda m: f"{words(m['n'])} {_one(UNITS[m['u']])}", ("the 9m-deep lock", "the nine meter-deep lock"), ("a 40-ft-tall mast", "a forty foot-tall mast")),
    _type("all the time", r"(?<![\w/.])(?P<a>24)/(?P<b>7|365)(?![\w/])", lambda m: f"twenty four {'seven' if m['b'] == '7' else 'three sixty five'}", ("open 24/7", "open twenty four seven")),
    _type("remembered day", r"(?<![\w/.])(?P<a>9/11|7/7)(?![\w/])", lambda m: "nine eleven" if m["a"] == "9/11" else "seven seven", ("after 9/11", "after nine eleven")),
    _type("out of", r"(?<![\w/.])(?P<a>\d+\.\d+)/(?P<b>\d{1,3})(?![\w/])", lambda m: f"{words(m['a'])} out of {words(m['b'])}", ("rated 7.9/10", "rated seven point nine out of ten")),
    _type("scripture", rf"(?:(?<![\w.])(?P<k>[123])\s)?(?P<book>{'|'.join(short.BOOKS)})\.?\s(?P<c>\d{{1,3}}):(?P<v>\d{{1,3}})(?:{DASH}(?P<to>\d{{1,3}}))?(?!\d)", lambda m: f"{words(m['k'], 'ordinal').title() + ' ' if m['k'] else ''}{short.BOOKS[m['book']]} {words(m['c'])} {words(m['v'])}{' to ' + words(m['to']) if m['to'] else ''}", ("in Matt. 6:9-13", "in Matthew six nine to thirteen"), ("read 2 Tim. 3:16", "read Second Timothy three sixteen")),
    _type("duration", r"(?<![\w.])(?P<h>\d{1,2})h\s?(?P<m>\d{1,2})m?(?:in)?(?:\s?(?P<s>\d{1,2})s)?(?!\w)", lambda m: f"{words(m['h'])} hour{'s' * (m['h'] != '1')} {words(m['m'].lstrip('0') or '0')} minute{'s' * (m['m'] != '1')}{' ' + words(m['s']) + ' seconds' if m['s'] else ''}", ("won in 3h 41m", "won in three hours forty one minutes")),
    _type("duration", r"(?<![\w.])(?P<m>9|\d{2})['′’](?P<s>\d{2})(?:[\"″”]|''|′′)", lambda m: f"{words(m['m'])} minutes {words(m['s'].lstrip('0') or '0')} seconds", ("ran it in 47'30\"", "ran it in forty seven minutes thirty seconds")),
    _type("direction", r"(?<=\d )(?P<l>[NSEW])\.(?=\s[A-Z0-9])", lambda m: short.DIRECTIONS[m["l"]].title(), ("at 900 N. Main Road", "at nine hundred North Main Road")),
    _type("Roman numeral", rf"(?:(?<=Art\. )|(?<=Vol\. )|(?<=Sec\. )|(?<=Fig\. )|(?<=Pt\. )|(?<=Ch\. ))(?P<n>I|{NUMERALS})(?!\w)", lambda m: words(ROMAN[m["n"]]), ("under Art. II", "under Article two")),
    _type("fiscal year", r"(?<![A-Za-z])(?P<l>[FC]Y)\s?(?P<a>20\d\d)[-–/](?P<b>\d\d)(?!\d)", lambda m: f"{m['l']} {words(m['a'], 'year')} to {_year_of_two(m['b'])}", ("in FY2023-24", "in FY twenty twenty three to twenty four")),
    _type("rate", r"(?<=\d:\d\d)/(?P<u>mi|km|mile)(?!\w)", lambda m: f" {_each(m['u'])}", ("at 4:36/mi", "at four thirty six a mile")),
    _type("prices", rf"(?<=\d)/(?={SIGNS})", lambda _: ", ", ("seats at £35/£25", "seats at thirty five pounds, twenty five pounds")),
    _type("consumption", r"(?<![\w.])(?P<a>\d{1,3})/(?P<b>\d{1,3})\s?mpg(?!\w)", lambda m: f"{words(m['a'])}, {words(m['b'])} miles a gallon", ("does 29/38 mpg", "does twenty nine, thirty eight miles a gallon")),
    _type("codes", rf"(?<![\w.])(?P<l>[A-Z])(?P<a>\d{{1,3}})(?P<x>[A-Z]?)\s?{DASH}\s?(?P=l)(?P<b>\d{{1,3}})(?P<y>[A-Z]?)(?!\w)", lambda m: f"{m['l']} {words(m['a'])}{' ' + m['x'] if m['x'] else ''} to {m['l']} {words(m['b'])}{' ' + m['y'] if m['y'] else ''}", ("between J4A-J8", "between J four A to J eight")),
    _type("blood pressure", r"(?<![\w./])(?P<a>\d{2,3})/(?P<b>\d{2,3})(?:\s?mmHg\b|(?![\w/]))", lambda m: f"{words(m['a'])} over {words(m['b'])}{' millimeters of mercury' if m[0].endswith('g') else ''}" if re.search(r"\bBP\b|blood pressure|mmHg", m.string) else None, ("a BP of 138/86", "a BP of one hundred and thirty eight over eighty six")),
    _type("season", r"(?<![\w./])(?P<a>(?:19|20)\d\d)/(?P<b>\d\d)(?![\w/])", lambda m: f"{words(m['a'], 'year')} to {_year_of_two(m['b'])}" if int(m["b"]) == (int(m["a"]) + 1) % 100 else None, ("in 2017/18", "in twenty seventeen to eighteen")),
    _type("life", rf"(?<!\w)(?P<n>[bd])\.\s(?=\d{{1,2}}\s(?:{MONTH})|(?:{MONTH})\s)", lambda m: {"b": "born ", "d": "died "}[m["n"]], ("b. 12 Feb. 1954", "born the twelfth of February nineteen fifty four")),
    _type("rate", r"(?<=[a-z])/(?=\d+\s?(?:ml|mL|g|kg|km|L)(?!\w))", lambda _: " per ", ("10.6g sugar/100ml", "ten point six grams sugar per one hundred milliliters")),
    _type("height", r"(?<![\w.])(?P<f>\d{1,2})\s?(?:ft|feet)\s(?P<i>1[01]|\d)\s?(?:ins?\b|inches)\.?(?=\s|,|$)", lambda m: f"{words(m['f'])} foot {words(m['i'])}" if DESCRIBES.match(m.string, m.end()) else None, ("the 6ft 7in forward", "the six foot seven forward")),
    _type("doses", r"(?<![\w.])(?P<n>\d{1,2})\s?[x×]\s?(?=\d+(?:\.\d+)?\s?(?:mg|g|ml|mL|kg|cm|mm|L)(?!\w))", lambda m: f"{words(m['n'])} times ", ("2 x 500mg a day", "two times five hundred milligrams a day")),
    _type("floor", r"(?:(?<=st )|(?<=nd )|(?<=rd )|(?<=th ))fl\.(?=[\s,])", lambda _: "floor", ("on the 3rd fl. today", "on the third floor today")),
    _type("within", r"(?<!\w)w/in(?=\s)", lambda _: "within", ("paid w/in 14 days", "paid within fourteen days")),
    _type("power", r"(?<![\w.])(?P<n>\d+)\^(?P<p>[-−]?\d{1,3})(?!\w)", lambda m: f"{words(m['n'])} to the power of {'minus ' * (m['p'][0] in '-−')}{words(m['p'].lstrip('-−'))}", ("about 2 × 10^9 cells", "about two times ten to the power of nine cells")),
    _type("power", r"(?<![\w.])(?P<n>\d+)(?P<p>[⁻⁰¹²³⁴-⁹]{1,4})(?!\w)(?<![²³])(?:\s?(?P<u>m/s|km|kg|m|s|J|W|Hz|L)(?![\w/]))?", lambda m: f"{words(m['n'])} to the power of {_raised(m['p'])}{' ' + UNITS.get(m['u'], m['u']) if m['u'] else ''}", ("3×10⁸ m/s", "three times ten to the power of eight meters a second")),
    _type("millions of", rf"(?<![\w.,$€£])(?P<n>{NUM})(?P<size>m|bn|mn|k|tn)\s(?P<unit>ha|t|km²|sq km|kWh|MWh|TWh|L|lbs|kg|mi|km)(?!\w)", lambda m: f"{words(m['n'])} {SIZES[m['size']]} {SQUARES['km'][0] if m['unit'] == 'sq km' else UNITS[m['unit']]}", ("burnt 1.4m ha of forest", "burnt one point four million hectares of forest")),
    _type("units of millions", r"(?<=illion )(?P<sq>sq\.?\s?)(?P<u>ft|km|mi|m)\b(?:\.(?=\s[a-z]|,))?", lambda m: SQUARES[m["u"]][0], ("2 million sq. ft. of offices", "two million square feet of offices")),
    _type("units of millions", r"(?:(?<=illion )|(?<=thousand ))(?P<u>km²|km|kg|mi|ha|kWh|MWh|lbs|ft|m²|m³)(?!\w)", lambda m: UNITS[m["u"]], ("9.5 million km²", "nine point five million square kilometers")),
    _type("memory", r"(?<![\w.])(?P<a>\d{1,4})(?P<u>[MGT]B)/(?P<b>\d{1,4})(?P<v>[GT]B)(?!\w)", lambda m: f"{words(m['a'])} {UNITS[m['u']]}, {words(m['b'])} {UNITS[m['v']]}", ("with 8GB/256GB", "with eight gigabytes, two hundred and fifty six gigabytes")),
    _type("halves", r"(?<![\w/.])50[/-]50(?![\w/])", lambda _: "fifty-fifty", ("it's 50/50", "it's fifty-fifty")),
    _type("version", r"(?<![\w.])(?:[vV](?:\.\s?)?)?(?P<n>\d{1,3}(?:\.\d{1,3}){1,3})-?(?P<step>alpha|beta|rc|RC|dev|pre)[.-]?(?P<of>\d+)?(?!\w)", lambda m: f"{_version(m)} {m['step']}{' ' + words(m['of']) if m['of'] else ''}", ("try v4.0-beta.2", "try version four point zero beta two"), ("in 6.1-rc3", "in six point one rc three")),
    _type("version", r"(?<![\w.])[vV](?:\.\s?)?(?P<n>\d{1,3}(?:\.\d{1,3}){1,3})(?![\w.]\w)", _version, ("the app v3.10.2", "the app version three point ten point two")),
    _type("screen", r"(?<![\w.'’])(?P<n>\d{1,3}(?:\.\d+)?)[\"″](?=\s(?:[A-Z]+\s)?(?:screen|display|TV|monitor|tablet|laptop|OLED|LCD|LED|pizza|vinyl|disc|wheels?|alloys?|pipe|blade|gun|long|wide|tall|thick))", lambda m: f"{words(m['n'])} inch", ('a 6.1" screen', "a six point one inch screen")),
    _type("decimal", r"(?<![\w.])\.(?P<n>\d{1,4})(?P<of>\s?%)?(?![\w.]*\w)", lambda m: f"point {spelled(m['n'])}{' percent' if m['of'] else ''}", ("at .08%, over the limit", "at point zero eight percent, over the limit"), ("p = .003", "p equals point zero zero three")),
    _type("postcode", rf"(?<=,\s)(?P<s>{POSTAL})\s(?P<n>\d{{5}})(?:-(?P<m>\d{{4}}))?(?!\w|[.,]\d)", lambda m: f"{m['s']} {spelled(m['n'])}{', ' + spelled(m['m']) if m['m'] else ''}", ("in Boise, ID 83702, today", "in Boise, ID eight three seven zero two, today")),
    _type("section", r"(?<![\w.])(?P<n>ss?)\.\s?(?=\d)", lambda m: "sections " if m["n"] == "ss" else "section ", ("under ss. 3 and 9", "under sections three and nine")),
    _type("wickets", r"(?<![\w.-])(?P<a>\d{2,3})[-/](?P<b>10|\d)(?![\w-]|\.\d)", lambda m: f"{words(m['a'])} for {words(m['b'])}" if CRICKET.search(m.string) else None, ("at stumps on 212-4", "at stumps on two hundred and twelve for four")),
    _type("postcode", r"(?<![\w.])(?P<a>[A-Z]{1,2})(?P<n>\d{1,2})(?P<b>[A-Z]?)\s(?P<c>\d)(?P<d>[A-Z]{2})(?!\w)", lambda m: f"{' '.join(m['a'])} {words(m['n'])}{' ' + m['b'] if m['b'] else ''}, {words(m['c'])} {' '.join(m['d'])}", ("London SW1A 2AA", "London S W one A, two A A")),
    _type("direction", r"(?<![\w.])(?P<d>\d{1,3}(?:\.\d+)?)\s?°(?:\s?(?P<m>\d{1,2})['′’])?\s?(?P<l>[NSEW])(?!\w)", lambda m: f"{words(m['d'])} degree{'s' * (m['d'] != '1')} {words(m['m']) + ' minutes ' if m['m'] else ''}{short.DIRECTIONS[m['l']]}", ("at 34°N, 109°E", "at thirty four degrees north, one hundred and nine degrees east")),
    _type("direction", r"(?<![\w.])(?P<l>[NS][EW]|[NSEW])(?=\sof\s)", lambda m: short.DIRECTIONS[m["l"]], ("50 km SW of Rome", "fifty kilometers southwest of Rome")),
    _type("votes", r"(?<![\w.-])(?P<a>\d{1,3})-(?P<b>\d{1,3})-(?P<c>\d{1,3})(?![\w-]|\.\d)", lambda m: ", ".join(words(m[part]) for part in "abc") if PLAYED.search(m.string) or re.search(r"\b(?:record|went|finished|season|improved|fell|standing)\b", m.string) else None, ("voted 13-0-2", "voted thirteen, zero, two"), ("they went 9-7-1", "they went nine, seven, one")),
    _type("screens", r"(?<![\w.])(?P<n>[248])K(?=\s(?:TVs?|video|resolution|displays?|screens?|cameras?|movies?|Ultra|UHD|monitors?|streaming|content|footage)\b)", lambda m: f"{words(m['n'])} K", ("a 4K TV", "a four K TV")),
    _type("race", r"(?<![\w.$€£])(?P<n>5|10|15)[kK](?!\w)", lambda m: f"{words(m['n'])} K" if re.search(r"\b(?:ran|run|runs|running|race|marathon|jog|runner|charity|finish|did)\b", m.string) else None, ("she ran a 10K", "she ran a ten K")),
    _type("compared", r"(?<!\w)(?P<l>[YQM])o(?P=l)(?!\w)", lambda m: COMPARED[m["l"].lower()], ("up 9% YoY", "up nine percent year on year")),
    _type("grade", r"(?<![\w*])(?P<n>A\*{1,2})(?![\w*])", lambda m: "A" + " star" * m["n"].count("*"), ("graded A* twice", "graded A star twice")),
    _type("pages", r"(?:(?<=[\d½¼¾] )|(?<=[\d½¼¾]))pp(?P<end>\.)?(?=[\s,;)]|$)", lambda m: " " * (m.string[m.start() - 1] != " ") + "pages" + ("." if m["end"] and m.end() == len(m.string) else ""), ("of 320 pp.", "of three hundred and twenty pages.")),
    _type("month", r"(?:(?<=between )|(?<=since )|(?<=from )|(?<=until )|(?<=and )|(?<=to )|(?<=in )|(?<=by )|(?<=of ))(?P<m>0[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\d/])", lambda m: f"{MONTHS[int(m['m']) - 1]} {words(m['y'], 'year')}", ("since 05/2021", "since May twenty twenty one")),
    _type("date", r"(?<![\d.])(?P<d>0?[1-9]|[12]\d|3[01])\.(?P<m>0?[1-9]|1[0-2])\.(?P<y>(?:19|20)\d\d)(?![\d.]\d|\d)", lambda m: f"the {words(str(int(m['d'])), 'ordinal')} of {MONTHS[int(m['m']) - 1]} {words(m['y'], 'year')}", ("dated 24.5.2022", "dated the twenty fourth of May twenty twenty two")),
    _type("duration", r"(?<![\w.])(?P<h>\d{1,2})\sh\s(?P<m>\d{1,2})\s(?:min|mins|m)(?!\w)\.?(?=[\s,;)]|$)", lambda m: f"{words(m['h'])} hour{'s' * (m['h'] != '1')} {words(m['m'])} minute{'s' * (m['m'] != '1')}", ("takes 3 h 40 min", "takes three hours forty minutes")),
    _type("degrees", r"(?<=\d[CF])/(?=[a-z])", lambda _: ", ", ("bake at 180C/fan 160C", "bake at one hundred and eighty degrees Celsius, fan one hundred and sixty degrees Celsius")),
    _type("draw", r"(?<![\w.-])\d{1,2}(?:-\d{1,2}){3,6}(?![\w-]|\.\d)", lambda m: ", ".join(words(part) for part in m[0].split("-")), ("matched 4-15-22-31-40", "matched four, fifteen, twenty two, thirty one, forty")),
    _type("hours", r"(?<=half-)hr(?!\w)\.?(?=[\s,;)]|$)(?P<n>)", lambda _: "hour", ("every half-hr on weekdays", "every half-hour on weekdays")),
    _type("direction", r"(?<![\w.])(?P<l>[NSEW])\.(?=\s(?:Carolina|Dakota|Virginia|Africa|America|Korea|Korean|African|American|Asia|Europe|London|Ireland|Yorkshire|Sussex|Wales|Midlands|Germany|Berlin|Bank|Hollywood|Los|Side|Coast|End|Beach)\b)", lambda m: "Northern" if m["l"] == "N" and m.string.startswith(" Ireland", m.end()) else short.DIRECTIONS[m["l"]].title(), ("in S. Korea", "in South Korea"), ("in N. Ireland", "in Northern Ireland")),
    _type("round numbers", r"(?<![\w.,$€£])(?P<n>1,000|10,000|100,000|100|1,000,000)['’]?s(?=\sof\b)", lambda m: ROUND[m["n"]], ("had 1,000s of letters", "had thousands of letters")),
    _type("square feet", r"(?<=\bper )sq\.?[\s-]?(?P<u>ft|km|miles|mi|m)\b\.?(?P<n>)", lambda m: SQUARES[m["u"]][1] + ("." if m[0].endswith(".") and m.end() == len(m.string) else ""), ("$450 per sq. ft. today", "four hundred and fifty dollars per square foot today")),
    _type("degrees", r"(?<=\d[CF])/(?=\d{1,3}\s?°?[CF](?!\w))|(?<=°[CF])/(?=\d)", lambda _: " or ", ("bake at 200C/400F", "bake at two hundred degrees Celsius or four hundred degrees Fahrenheit")),
    _type("rate", rf"(?<=\bper )(?P<n>{PER_SHORT})(?![A-Za-z])(?:\.(?=,|\s[a-z]))?", lambda m: PER[m["n"]], ("$2 per lb", "two dollars per pound")),
    _type("days", r"(?<![\w-])M[-–]F(?![\w-])", lambda _: "Monday to Friday", ("open M-F", "open Monday to Friday")),
    _type("years", r"(?<![\w.])['’](?P<a>\d\d)[-–](?P<b>\d\d)(?!\w)", lambda m: f"{_year_of_two(m['a'])} to {_year_of_two(m['b'])}", ("in '92-93", "in ninety two to ninety three")),
    _type("life", r"(?<!\w)(?P<n>b|d|r|fl)\.\s(?=(?:c\.\s?)?1\d{3}|(?:c\.\s?)?20\d\d)", lambda m: {"b": "born ", "d": "died ", "r": "reigned ", "fl": "flourished "}[m["n"]], ("Ann Lee (b. 1998)", "Ann Lee (born nineteen ninety eight)")),
    _type("measure", r"(?<![\w./])(?P<n>\d{1,3})[\s-](?P<a>\d)/(?P<b>\d{1,2})[-\s](?P<u>in|ft|tsp|tbsp|lb|oz|pt|gal|mi|qt)s?(?![A-Za-z])(?:\.(?=,|\s[a-z]))?", lambda m: f"{part} {UNITS.get(m['u'], 'pints')}" if (part := _mixed(m)) else None, ("2 1/2 tbsp of oil", "two and a half tablespoons of oil")),
    _type("inches", r"(?<![\w./])(?P<a>\d)/(?P<b>\d{1,2})[-\s](?P<u>in|inch|mile|ft|tsp|tbsp|lb|oz|cup|pt|gal|mi)(?![A-Za-z])(?:\.(?=,|\s[a-z]))?", lambda m: f"{part} {_one(UNITS[m['u']]) if m['u'] in UNITS else {'pt': 'pint'}.get(m['u'], m['u'])}" if (part := _fraction(m)) else None, ("a 3/8-in. bolt", "a three eighths inch bolt")),
    _type("time of a train", r"(?:(?<=at )|(?<=the )|(?<=by ))(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)(?P<s>)(?P<half>)(?![\d%]|\s?(?:[ap]\.?m|[a-z]*(?:meters|metres|seconds|points|percent|per|million|billion|degrees)|m|s|km|kg))", lambda m: _clock(m) if re.search(r"train|bus|leave|depart|arriv|kick|doors|begin|start|service", m.string) else None, ("the bus leaves at 17.45", "the bus leaves at seventeen forty five")),
    _type("months", rf"(?<![A-Za-z])(?P<a>{MONTH})\s?{DASH}\s?(?P<b>{MONTH})(?![a-z])", lambda m: f"{_month(m['a'])} to {_month(m['b'])}", ("from Jan.-Mar. 2021", "from January to March twenty twenty one")),
    _type("range of days", rf"{START}(?P<a>\d{{1,2}}){DASH}(?P<b>\d{{1,2}})\s(?P<m>{MONTH})(?![a-z])(?:\s(?P<y>(?:1\d|20)\d\d))?", lambda m: f"the {words(m['a'], 'ordinal')} to the {words(m['b'], 'ordinal')} of {_month(m['m'])}{' ' + words(m['y'], 'year') if m['y'] else ''}", ("on 4-6 July 2022", "on the fourth to the sixth of July twenty twenty two")),
    _type("range of dates", rf"(?:(?<=[a-z]\.)|(?<=[a-z]))\s?[-–—]\s?(?=\d{{1,2}}\s(?:{MONTH}))", lambda _: " to ", ("30 May–2 June", "the thirtieth of May to the second of June")),
    _type("decade", r"(?:(?<![\w.,])|(?<=mid-)|(?<=['’]))(?P<n>(?:1\d|20)\d0|[1-9]0)['’]?s(?![A-Za-z])", _decade, ("The 1970s were dry.", "The nineteen seventies were dry."), ("in the 2000s", "in the two thousands")),
    _type("dates", rf"(?<![A-Za-z])(?P<month>{MONTH})\s+(?P<a>\d{{1,2}})\s?{DASH}\s?(?P<b>\d{{1,2}})(?![\d:])", lambda m: f"{_month(m['month'])} {words(m['a'], 'ordinal')} to {words(m['b'], 'ordinal')}", ("from Nov 22-23", "from November twenty second to twenty third")),
    _type("date", r"(?:(?<=by )|(?<=on )|(?<=due )|(?<=until )|(?<=till )|(?<=ends )|(?<=from )|(?<=since )|(?<=starting )|(?<=dated )|(?<=through )|(?<=expires )|(?<=\d/\d to )|(?<=\d/\d\d to )|(?<![\d/])(?=\d{1,2}/\d{1,2}/\d{4}))(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:/(?P<y>\d{4}))?(?![\d/])", _month_first, ("due on 8/15/2023", "due on August fifteenth, twenty twenty three")),
    _type("date", r"(?<![\d/])(?P<d>1[3-9]|2\d|3[01])/(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d{2})(?![\d/])", lambda m: f"the {words(m['d'], 'ordinal')} of {MONTHS[int(m['m']) - 1]} {words(m['y'], 'year')}", ("on 31/01/2020", "on the thirty first of January twenty twenty")),
    _type("date", rf"(?P<month>{MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)(?:,?\s+(?P<y>(?:1[0-9]|20)\d{{2}}))?(?![\d,]\d)", lambda m: f"{_month(m['month'])} {words(m['d'], 'ordinal')}{', ' + words(m['y'], 'year') if m['y'] else ''}", ("on March 5, 2024", "on March fifth, twenty twenty four"), ("on Oct. 9", "on October ninth")),
    _type("date", rf"{START}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})(?![a-z])(?:,?\s+(?P<y>(?:1[0-9]|20)\d{{2}}))?(?![\d,]\d)", lambda m: f"the {words(m['d'], 'ordinal')} of {_month(m['month'])}{' ' + words(m['y'], 'year') if m['y'] else ''}", ("on 5 March 2024", "on the fifth of March twenty twenty four")),
    _type("date", rf"{START}(?P<y>(?:19|20)\d{{2}})[-/](?P<m>0[1-9]|1[0-2])[-/](?P<d>[0-3]\d)(?!\d)", lambda m: _month_and_day(m) if int(m["d"]) else None, ("Updated 2024-03-05", "Updated March fifth, twenty twenty four")),
    _type("duration", rf"{START}(?P<h>\d{{1,2}}):(?P<m>[0-5]\d):(?P<s>[0-5]\d\.\d+)(?!\d)", lambda m: f"{words(m['h'])} hour{'s' * (m['h'] != '1')} {words(str(int(m['m'])))} minutes {words(m['s'].removeprefix('0'))} seconds", ("won in 1:28:14.3", "won in one hour twenty eight minutes fourteen point three seconds")),
    _type("time", r"(?<![\w.])(?P<h>[01]\d|2[0-4])(?P<m>[0-5]\d)(?=\s(?:GMT|UTC|BST|EST|EDT|CET|hours|hrs|local)\b)", _clock_of_four, ("at 0830 GMT", "at oh eight thirty GMT")),
    _type("aircraft", r"(?<![\w.])(?P<n>7\d7)-(?P<v>\d{1,3})(?P<tail>[A-Z]{0,3})(?![\w-])(?!\s(?:win|vote|defeat))", lambda m: f"{spelled(m['n'])} {words(m['v'])}{''.join(' ' + letter for letter in m['tail'])}" if re.fullmatch(r"7[0-8]7-(?:8F?|9|10|[2-9]00[A-Z]{0,3})", m[0]) or re.search("Boeing|jet|plane|aircraft|Airbus|airline|seats|flight|flew|A3\\d0|MiG", m.string) else None, ("the jet, a 787-9", "the jet, a seven eight seven nine")),
    _type("unit", rf"(?<![\w.,])(?P<n>{NUM})(?:\s?{DASH}\s?(?P<to>{NUM}))?[\s-]?(?P<unit>{DOTTED})\.(?=,|;|\)|\s[a-z]|-to|\s[A-Z]{{1,2}}\b|\s?$)(?P<minus>)", _unit, ("2-3 in. of rain", "two to three inches of rain"), ("rose to 9 ft., then fell", "rose to nine feet, then fell")),
    _type("thousands", rf"(?<![\w.,$€£])(?P<n>{NUM})(?P<size>[kK]|M)(?![\w])", lambda m: f"{words(m['n'])} {'million' if m['size'] == 'M' else 'thousand'}", ("some 75k votes", "some seventy five thousand votes")),
    _type("hours", r"(?<=\d )(?P<n>)hrs(?=\s(?:local|GMT|UTC))", lambda _: "hours", ("at 0430 hrs local time", "at oh four thirty hours local time")),
    _type("hours", r"(?<![\w.,])(?P<n>\d{1,3})h(?!\w)", lambda m: f"{words(m['n'])} hour{'s' * (m['n'] != '1')}", ("within 36h", "within thirty six hours")),
    _type("years about", rf"(?<![A-Za-z.])c\.\s?(?=(?:{NUM}))(?!\s?1\d{{3}}(?!\d))", lambda _: "about ", ("c. 3,400 people", "about three thousand four hundred people")),
    _type("year", r"(?:(?<=[Bb]y )|(?<=[Ii]n )|(?<=[Ss]ince )|(?<=of ))(?P<n>10\d\d)(?!\d|[,.]\d|%|\s[a-z]+s\b)", lambda m: words(m["n"], "year"), ("in 1066", "in ten sixty six")),
    _type("duration", rf"{START}(?P<m>\d{{1,3}}):(?P<s>[0-5]\d\.\d+)(?!\d)", lambda m: f"{words(m['m'])} minute{'s' * (m['m'] != '1')} {words(m['s'].removeprefix('0'))} seconds", ("won in 3:58.21", "won in three minutes fifty eight point two one seconds")),
    _type("time", rf"{START}(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?:\s?(?P<half>[apAP]\.[mM]\.?|[apAP][mM])(?![A-Za-z]))?(?![\d:])", _clock, ("at 9:30 a.m.", "at nine thirty AM."), ("at 14:05", "at fourteen oh five"), ("at 07:05", "at seven oh five"), ("in 1:28:04", "in one twenty eight oh four")),
    _type("time", rf"{START}(?P<h>1[0-2]|[1-9])\.(?P<m>[0-5]\d)(?P<s>)\s?(?P<half>[apAP]\.[mM]\.?|[apAP][mM])(?![A-Za-z])", _clock, ("at 7.45pm", "at seven forty five PM")),
    _type("time", rf"{START}(?P<m>\d{{1,3}}):(?P<s>[0-5]\d)(?![\d:])", lambda m: f"{words(m['m'])} {_two_digits(m['s'])}", ("played 32:15", "played thirty two fifteen")),
    _type("time", rf"{START}(?P<h>1[0-2]|[1-9])(?P<m>)\s?(?P<half>[apAP]\.[mM]\.?|[apAP][mM])(?![A-Za-z])", lambda m: f"{words(m['h'])} {m['half'].replace('.', '').upper()}", ("from 9am", "from nine AM")),
    _type("overtime", r"(?<![\w.])(?P<a>\d{2,3})\+(?P<b>\d{1,2})(?P<th>st|nd|rd|th)?(?![\w])", lambda m: f"{words(m['a'])} plus {words(m['b'], 'ordinal' if m['th'] else 'cardinal')}", ("after 45+2nd minute", "after forty five plus second minute")),
    _type("ordinal", rf"{START}(?P<n>\d[\d,]*)(?:st|nd|rd|th)(?![A-Za-z])", lambda m: words(m["n"], "ordinal"), ("the 21st century", "the twenty first century")),
    _type("time", r"(?:(?<=[ap]m)|(?<=[ap]\.m\.)|(?<=\d:\d\d))\s?[-–—]\s?(?=\d)", lambda _: " to ", ("open 10am–6pm", "open ten AM to six PM")),
    _type("month", rf"(?P<month>{MONTH})\s['’](?P<y>\d\d)(?!\d)", lambda m: f"{_month(m['month'])} {_year_of_two(m['y'])}", ("since Nov. '21", "since November twenty one")),
    _type("year", r"(?<=, )['’](?P<y>\d\d)(?=[),.;])", lambda m: _year_of_two(m["y"]), ("Ann Lee (M.D., '09)", "Ann Lee (M.D., oh nine)")),
    _type("year", r"(?:(?<=in )|(?<=of )|(?<=since )|(?<=summer )|(?<=from ))['’](?P<y>\d\d)(?![\ds])", lambda m: _year_of_two(m["y"]), ("the class of '09", "the class of oh nine")),
    _type("years about", r"(?<![A-Za-z.])(?:ca?|circa)\.\s?(?P<y>1\d{3}|20\d\d)(?!\d)", lambda m: f"circa {words(m['y'], 'year')}", ("built c. 1780", "built circa seventeen eighty")),
    _type("docket", r"(?<=[Nn]o\. )(?P<a>\d{2})-(?P<b>\d{2,5})(?!\w)", lambda m: f"{words(m['a'])}, {words(m['b']) if m['b'][0] != '0' else spelled(m['b'])}", ("Case No. 21-340", "Case number twenty one, three hundred and forty")),
    _type("number", r"(?<![A-Za-z])N(?:o|os)\.\s(?=\d{2}-\d{2,5}(?!\w))", lambda _: "number "),
    _type("abbreviation", short.TITLE, short.title, ("Prof. Mary Hill", "Professor Mary Hill"), ("Lt. Col. Grey", "Lieutenant Colonel Grey"), ("near Mt. Hood", "near Mount Hood")),
    _type("abbreviation", short.ENDING, short.ending, ("Acme Corp. said", "Acme Corporation said"), ("the 3rd Infantry Div. left", "the third Infantry Division left")),
    _type("Roman numeral", rf"(?<![A-Za-z])(?P<name>[Vv]ols?|[Cc]hap|[Bb]k|[Pp]t)\.\s(?P<n>I|{NUMERALS})(?!\w)", lambda m: f"{IN_BOOKS[m['name'].lower()]} {words(ROMAN.get(m['n'], '1'))}", ("of vol. II today", "of volume two today")),
    _type("abbreviation", short.BEFORE_A_NUMBER, lambda m: short.NUMBERED[m["n"]], ("in Apt. 4C", "in Apartment four C"), ("see fig. 3", "see figure three")),
    _type("abbreviation", short.SHORT, short.short, ("a pub, est. 1888", "a pub, established eighteen eighty eight"), ("approx. 300 people", "approximately three hundred people"), ("fruit, e.g. pears", "fruit, for example pears")),
    _type("party and state", short.PARTY, lambda m: f"{short.PARTIES[m['party']]} of {short.STATES.get(m['n'].rstrip('.'), m['n'])}", ("Ann Lee (D-Mich.)", "Ann Lee (Democrat of Michigan)"), ("Joe Poe, R-Utah, said", "Joe Poe, Republican of Utah, said")),
    _type("state", short.STATE, lambda m: short.STATES[m["n"]], ("in Tempe, Ariz., today", "in Tempe, Arizona, today")),
    _type("days", short.DAYS_APART, lambda m: f"{short.DAYS[m['a']]} to {short.DAYS[m['b']]}", ("open Tues.–Sat.", "open Tuesday to Saturday.")),
    _type("day", short.DAY_ALONE, lambda m: short.DAYS[m["n"]], ("on Thurs. night", "on Thursday night")),
    _type("minute", r"(?<=\dth )min\.|(?<=\drd )min\.|(?<=\dnd )min\.|(?<=\dst )min\.", lambda _: "minute", ("in the 88th min. of play", "in the eighty eighth minute of play")),
    _type("rate", rf"(?<=[a-z\d])/(?P<per>{short.TIMES})(?![A-Za-z])", lambda m: f" a {m['per']}", ("5,000 cars/day", "five thousand cars a day")),
    _type("rate", r"(?<=\d)/(?=[a-z]{3,}(?![\w/]))", lambda _: " per ", ("15,000/arm", "fifteen thousand per arm")),
    _type("chapters", rf"(?<![A-Za-z])(?P<c>[Cc])hs?\.\s?(?P<a>\d+)(?:{DASH}(?P<b>\d+))?", lambda m: f"{m['c']}hapter{'s' * bool(m['b'])} {words(m['a'])}{' to ' + words(m['b']) if m['b'] else ''}", ("read chs. 3-5", "read chapters three to five")),
    _type("pages", rf"(?<![A-Za-z])pp?\.\s?(?P<a>\d+)(?:{DASH}(?P<b>\d+))?", lambda m: f"{'pages' if m['b'] else 'page'} {words(m['a'])}{' to ' + words(m['b']) if m['b'] else ''}", ("see pp. 31–40", "see pages thirty one to forty")),
    _type("month", rf"(?<![A-Za-z])(?P<month>{SHORT_MONTHS})\.(?=[\s,;)]|$)", lambda m: _month(m["month"]), ("sales in Sept., up", "sales in September, up")),
    _type("abbreviation", r"(?<![A-Za-z])(?:(?P<v>vs)\.|(?P<y>[ymq])/(?P=y)(?![A-Za-z]))", lambda m: "versus" if m["v"] else COMPARED[m["y"]], ("3% y/y vs. 2%", "three percent year on year versus two percent")),
    _type("square feet", rf"{START}(?P<n>{NUM})[\s-]?sq\.?[\s-]?(?P<u>ft|km|miles|mi|m)\b\.?", lambda m: f"{words(m['n'])} {SQUARES[m['u']]['-' in m[0] or _attributive(m)]}", ("an 850-sq-ft flat", "an eight hundred and fifty square foot flat"), ("covers 40 sq km", "covers forty square kilometers"), ("of 900 sq ft", "of nine hundred square feet")),
    _type("weakness", r"(?<!\w)(?P<l>CVE|CWE|ISO|RFC)-(?P<y>\d{4})-(?P<n>\d{4,7})(?!\w)", lambda m: f"{m['l']} {words(m['y'], 'year')}, {spelled(m['n'])}", ("fixes CVE-2023-4567", "fixes CVE twenty twenty three, four five six seven")),
    _type("case number", r"(?<![\w-])(?P<no>No\.\s?)?(?P<y>(?:19|20)\d{2})-(?P<l>[A-Z]{1,4})-(?P<n>\d+)(?!\w)", lambda m: f"{'number ' * bool(m['no'])}{words(m['y'], 'year')} {m['l']} {spelled(m['n'])}", ("case 2023-CR-0418", "case twenty twenty three CR zero four one eight")),
    _type("number", r"(?<![A-Za-z])N(?:o|os)\.\s?(?P<n>\d+)", lambda m: f"number {words(m['n'])}", ("the No. 1 player", "the number one player")),
    _type("times", rf"{START}(?P<n>{NUM})[x×](?!\w)(?!\s?\d)", lambda m: f"{words(m['n'])} times", ("3x faster", "three times faster")),
    _type("out of", r"(?<![\w.])(?P<a>\d+)-(?P<w>of|for)-(?P<b>\d+)(?!\w)", lambda m: f"{words(m['a'])} {m['w']} {words(m['b'])}", ("on 9-of-16 shooting", "on nine of sixteen shooting")),
    _type("product", rf"{START}(?P<a>{NUM})\s?[×xX]\s?(?P<b>{NUM})(?P<m>m)?(?![\w])", lambda m: f"{words(m['a'])} by {words(m['b'])}{' meters' if m['m'] else ''}", ("4x100m relay", "four by one hundred meters relay")),
    _type("percentage", rf"(?<![\w.,])(?P<minus>[-−])?(?P<n>{NUM})(?:%?{DASH}(?P<to>{NUM}))?\s?%", lambda m: f"{'minus ' * bool(m['minus'])}{words(m['n'])}{' to ' + words(m['to']) if m['to'] else ''} percent", ("up 5.2%", "up five point two percent"), ("10-15%", "ten to fifteen percent")),
    _type("ages", r"(?<![\w.-])(?P<a>\d{1,2})\s?[-–—]\s?(?P<b>\d{1,2})-year-old", lambda m: f"{words(m['a'])} to {words(m['b'])} year old", ("16-24-year-olds", "sixteen to twenty four year olds")),
    _type("fiscal year", r"(?<![A-Za-z])(?P<l>[FC]Y)\s?(?P<y>20\d\d)(?!\d)", lambda m: f"{m['l']} {words(m['y'], 'year')}", ("in FY2022", "in FY twenty twenty two")),
    _type("pence", rf"(?<![\w.,])(?P<n>{NUM})p(?:/(?P<per>min|minute|litre|kg|mile))?(?![\w])", lambda m: f"{words(m['n'])} {'penny' if m['n'] == '1' else 'pence'}{' a ' + {'min': 'minute', 'kg': 'kilogram'}.get(m['per'], m['per']) if m['per'] else ''}", ("calls cost 45p/min", "calls cost forty five pence a minute")),
    _type("billion", rf"(?<![\w.,$€£])(?P<n>{NUM})\s?(?P<size>bn|tn|mn)(?!\w)", lambda m: f"{words(m['n'])} {SIZES[m['size']]}", ("1.3bn litres", "one point three billion litres")),
    _type("million", rf"(?<![\w.,$€£])(?P<n>{NUM})m(?!\w)", _million, ("left 1.2m homes dark", "left one point two million homes dark"), ("a population of 4.7m.", "a population of four point seven million.")),
    _type("seconds", r"(?<![\w.,])(?P<n>\d+\.\d+)s(?!\w)", lambda m: f"{words(m['n'])} seconds", ("ran it in 9.81s", "ran it in nine point eight one seconds")),
    _type("temperature", rf"(?<![\w.,])(?P<minus>[-−])?(?P<n>{NUM})(?:[CF]?\s?{DASH}\s?(?P<to>{NUM}))?(?P<unit>[CF])(?!\w)", lambda m: f"{'minus ' * bool(m['minus'])}{words(m['n'])}{' to ' + words(m['to']) if m['to'] else ''} degrees {'Celsius' if m['unit'] == 'C' else 'Fahrenheit'}" if TEMPERATURE.search(m.string) else None, ("a temperature of 38.4C", "a temperature of thirty eight point four degrees Celsius"), ("temperatures of 21-24C", "temperatures of twenty one to twenty four degrees Celsius")),
    _type("unit", rf"(?<![\w.,])(?P<minus>[-−])?(?P<n>{NUM})(?:{DASH}(?P<to>{NUM}))?[\s-]?(?P<unit>{UNIT})(?![A-Za-z0-9²³]|/(?!(?:{short.TIMES})\b|\d))", lambda m: None if m["unit"] in ("in", "m", "t", "l", "g") and " " in m[0] and m["unit"] == "in" else _unit(m), ("a 70km/h limit", "a seventy kilometer an hour limit"), ("-5°C at night", "minus five degrees Celsius at night"), ("at most 30mg/day", "at most thirty milligrams a day")),
    _type("years", rf"{START}(?P<a>(?:1[1-9]|20)\d{{2}}){DASH}(?P<b>(?:1[1-9]|20)\d{{2}}|\d{{2}})(?![\d.,]\d|\w)", lambda m: f"{words(m['a'], 'year')} to {words(m['b'], 'year') if len(m['b']) == 4 else _year_of_two(m['b'])}", ("in 2003-04", "in two thousand and three to oh four"), ("from 2019–2023", "from twenty nineteen to twenty twenty three")),  # noqa: PLR2004 - a whole year
    _type("sets", r"(?<![\w.,/-])(?:[0-7][-–][0-7](?:\s?\(\d{1,2}(?:[-–]\d{1,2})?\))?(?:,\s(?:and\s)?|\sand\s|;\s)){1,4}[0-7][-–][0-7](?:\s?\(\d{1,2}(?:[-–]\d{1,2})?\))?(?![\w-]|\.\d)", _sets, ("won 6-4, 3-6, 7-6 (7-5)", "won six four, three six, seven six (seven five)")),
    _type("telephone", r"(?<![\w.])\+(?P<code>\d{1,3})(?:[\s-]\(?\d{1,5}\)?){2,5}(?![\w-]|[.,]\d)", _telephone, ("ring +49 30 5550 0199", "ring plus four nine, three zero, five five five zero, zero one nine nine")),
    _type("telephone", r"(?<![\w.])(?P<a>1)-(?P<b>8\d\d)-(?P<c>[A-Z]{3,10})(?!\w)", lambda m: f"one, eight {'hundred' if m['b'] == '800' else spelled(m['b'][1:])}, {m['c']}", ("call 1-800-GETHELP", "call one, eight hundred, GETHELP")),
    _type("telephone", r"(?<![\w.])(?:\+\d{1,3}[\s-]|1-)?(?:\(\d{2,4}\)\s?)?\d{3}[-\s]\d{3,4}(?:[-\s]\d{4})?(?!\w|[-,.]\d)", _telephone, ("call 555-0123", "call five five five, zero one two three")),
    _type("fraction", rf"{START}(?P<n>\d{{1,3}})\s(?P<a>\d)/(?P<b>\d{{1,2}})(?![\d/])", _mixed, ("rose 2 1/2 points", "rose two and a half points")),
    _type("ratio", rf"{START}(?P<a>\d{{1,4}}\.\d{{1,3}}|\d{{1,4}}(?=:\d+\.\d)):(?P<b>\d{{1,4}}(?:\.\d{{1,3}})?)(?![\d:]|\.\d)", lambda m: f"{words(m['a'])} to {words(m['b'])}", ("a contrast of 5.5:1", "a contrast of five point five to one")),
    _type("ratio", rf"{START}(?P<a>\d{{1,4}}):(?P<b>\d{{1,4}})(?![\d:]|\.\d)", lambda m: f"{words(m['a'])} to {words(m['b'])}", ("in a ratio of 3:1", "in a ratio of three to one")),
    _type("emergency number", r"(?<=[Cc]all |[Dd]ial )(?P<n>911|999|112|101|111|988)(?!\d)", lambda m: spelled(m["n"]), ("Call 911", "Call nine one one")),
    _type("fraction", rf"{START}(?P<a>\d{{1,2}})/(?P<b>\d{{1,3}})(?![\d/])", _fraction, ("about 3/4 full", "about three quarters full")),
    _type("network address", r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?![\w.]*\w)", lambda m: " dot ".join(spelled(part) for part in m[0].partition("/")[0].split(".")) + (f" slash {words(m[0].partition('/')[2])}" if "/" in m[0] else "") if not re.search(r"[Vv]ersion\s$|\bv$", m.string[: m.start()]) else None, ("at 10.0.12.7", "at one zero dot zero dot one two dot seven")),
    _type("version", r"(?<![\w.])\d+(?:\.\d+){2,}(?![\w])", lambda m: " point ".join(words(part) for part in m[0].split(".")), ("version 2.3.1", "version two point three point one")),
    _type("range", rf"{START}(?P<a>{NUM})\s?(?:[–—−~]|-(?=\d))\s?(?P<b>{NUM})(?![\d-]|\.\d)", lambda m: f"{words(m['a'])} to {words(m['b'])}", ("passed 61–39", "passed sixty one to thirty nine"), ("won 3-2", "won three to two")),
    _type("house number", rf"{START}(?P<a>\d)(?P<b>\d\d)(?P<l>[A-Z])(?![\w])", lambda m: f"{words(m['a'])} {_two_digits(m['b'])} {m['l']}", ("417C Mill Lane", "four seventeen C Mill Lane"), ("Room 204B", "Room two oh four B")),
    _type("aircraft", r"(?<![\w.$])(?P<n>7[0-8]7)(?:-(?P<m>\d{1,3})(?!\d)|(?=\sMAX\b|s?\s(?:jets?|airliners?|aircraft|planes?|Dreamliners?|freighters?|pilots?)\b))", lambda m: f"{spelled(m['n'])}{' ' + words(m['m']) if m['m'] else ''}", ("a 787-9 and a 737 MAX", "a seven eight seven nine and a seven three seven MAX")),
    _type("aircraft", r"(?<=Boeing\s)(?P<n>7\d7)(?!\d)|(?<=Boeing's\s)(?P<n2>7\d7)(?!\d)", lambda m: spelled(m[0]), ("a Boeing 737 jet", "a Boeing seven three seven jet")),
    _type("year", r"(?<![\w.,$€£#])(?P<n>(?:1[1-9]|20)\d{2})(?![\d,]\d|\w|\.\d|%|\s(?:people|men|women|students|workers|dollars|euros|pounds|tons|tonnes|miles|meters|metres|kilometers|kilometres|homes|houses|seats|pages|times|jobs|units|cases|children|members|employees|square|acres|hectares|years|days|hours|soldiers|copies|schools|votes|points))", lambda m: words(m["n"], "year"), ("since 1984", "since nineteen eighty four"), ("in 2005", "in two thousand and five"), ("2000 people", "two thousand people")),
    _type("programming language", r"(?<![A-Za-z])C#(?!\w)", lambda _: "C sharp", ("written in C#", "written in C sharp")),
    _type("programming language", r"(?<![A-Za-z])C\+\+", lambda _: "C plus plus", ("C++ code", "C plus plus code")),
    _type("abbreviation", r"(?<![A-Za-z])St\.(?=\s[A-Za-z]|,|$)", _street, ("at St. Mary's", "at Saint Mary's"), ("on Baker St. today", "on Baker Street today")),
    _type("abbreviation", rf"(?<![A-Za-z])(?P<n>{'|'.join(STREETS)})\.(?=[\s,]|$)", lambda m: STREETS[m["n"]], ("on 5th Ave. today", "on fifth Avenue today")),
    _type("Roman numeral", r"(?<=Bowl\s)(?P<n>X{0,3}L?X{0,3}(?:IX|IV|V?I{0,3}))(?<=[IVXL])(?!\w)", lambda m: words(str(roman(m["n"]))), ("Super Bowl XLVII", "Super Bowl forty seven")),
    _type("regnal number", rf"(?<![A-Za-z])(?P<name>{CROWNED})\sI(?=\s(?:was|ruled|of|reigned|died|had|became|in|won|took|and|who|made|sent|defeated|invaded|ordered|signed|married|granted|built|led|fled|lost|gave|founded)\b|\s?\(|,|[;:]|'s|’s|\.?[\"”’)]?\s?$)", lambda m: f"{m['name']} the first", ("Charles I was tried", "Charles the first was tried")),
    _type("regnal number", rf"(?<![A-Za-z])(?P<name>{CROWNED})\s(?P<n>{NUMERALS})(?!\w)", lambda m: f"{m['name']} the {words(ROMAN[m['n']], 'ordinal')}", ("Henry VIII ruled", "Henry the eighth ruled")),
    _type("Roman numeral", rf"(?<![A-Za-z])(?P<name>War|Part|[Pp]hase|[Ss]tage|Artemis|Apollo|Saturn|Type|Title|Stage|Volume|Chapter|Act|Book|Scene|Canto|Article|Level|Section|Bowl|Division|Mark|Class|Schedule|Annex|Appendix|Group|Figure|Table|Grade|Category|Tier)\s(?P<n>I|{NUMERALS})(?!\w)", lambda m: f"{m['name']} {words(ROMAN.get(m['n'], '1'))}", ("World War II ended", "World War two ended")),
    _type("Roman numeral", r"(?<![A-Za-z])(?P<name>[A-Z][a-z]{2,})\s(?P<n>I{2,3}|IV|VI{1,3}|IX|XI{1,3}|XI?V|XVI)(?!\w)", lambda m: f"{m['name']} {words(ROMAN[m['n']])}", ("the Vatican II texts", "the Vatican two texts")),
    _type("fraction", rf"(?:(?P<n>(?<![\d.,])\d+)\s?)?(?P<sign>[{''.join(FRACTIONS)}])", _fraction_sign, ("Platform 9¾", "Platform nine and three quarters"), ("Of those, ⅔ agreed", "Of those, two thirds agreed")),
    _type("code", r"(?<![\w.])(?P<l>[A-Z]{1,4})-?(?P<n>\d{1,2})(?P<tail>[A-Z])(?!\w)", lambda m: f"{m['l']} {words(m['n'])} {m['tail']}", ("an F-35A jet", "an F thirty five A jet")),
    _type("code", r"(?<![\w.])(?P<l>[A-Z]{1,4})-?(?P<n>\d{1,2}\.\d{1,2})(?!\w|\.\d)", lambda m: f"{m['l']} {words(m['n'])}", ("an M6.1 quake", "an M six point one quake")),
    _type("code", r"(?<![\w.])(?P<n>\d{1,2})(?P<tail>[A-EG-Z])(?!\w|/)", lambda m: f"{words(m['n'])} {m['tail']}", ("at Gate 7C", "at Gate seven C")),
    _type("codes", rf"(?<![\w.])(?P<l>[A-Z])(?P<a>\d{{1,3}})\s?{DASH}\s?(?P=l)(?P<b>\d{{1,3}})(?!\w)", lambda m: f"{m['l']} {words(m['a'])} to {m['l']} {words(m['b'])}", ("answer Q1–Q8", "answer Q one to Q eight")),
    _type("code", r"(?<![\w.])(?P<l>[A-Z]{1,4})-?(?P<n>\d{3,5})(?P<tail>[a-z]{2,4}|[A-Z]{2,4})(?!\w)", lambda m: f"{m['l']} {_size(m['n'])} {m['tail']}", ("an A320neo", "an A three twenty neo")),
    _type("code", r"(?<![\w.])(?P<l>[A-Za-z]{1,6})-?(?P<n>\d{1,2})(?![\w,.]\d|\d|[A-Za-z])", lambda m: f"{m['l']} {words(m['n'])}", ("the G7 and Covid-19", "the G seven and Covid nineteen")),
    _type("code", r"(?<![\w.])(?P<l>[A-Z]{1,4})-?(?P<n>\d{3,5})(?!\w)", lambda m: f"{m['l']} {(spelled if m.string[: m.start()].endswith('light ') else _size)(m['n'])}", ("flight CA120", "flight CA one two zero"), ("flight CA123", "flight CA one two three"), ("a Ford F-250", "a Ford F two fifty")),
    _type("plus", rf"{START}(?P<n>{NUM})\+(?!\w)", lambda m: f"{words(m['n'])} plus", ("60+ people", "sixty plus people")),
    _type("minus", rf"(?:(?<=\s)|^)[-−](?P<n>{NUM})(?!\w)", lambda m: f"minus {words(m['n'])}", ("fell to -3", "fell to minus three")),
    _type("cardinal", rf"(?<![\d.,])(?:{NUM})(?!\d)", lambda m: words(m[0]), ("sold 2,418 books", "sold two thousand four hundred and eighteen books")),
    _type("figure", r"\d", lambda m: f" {DIGITS[int(m[0])]} " if m[0].isascii() else None),
    _type("sign", r"(?<=\s)[&=<>+≥≤±×÷](?=\s)", lambda m: SIGN_WORDS[m[0]].strip(), ("salt & vinegar", "salt and vinegar")),
    _type("sign", "[" + re.escape("".join(SIGN_WORDS)) + "]", lambda m: SIGN_WORDS[m[0]], ("R&D", "R and D")),
)  # fmt: skip
