"""What English shortens, and what is said: titles, places, companies, days and small words. Tables before patterns."""

from __future__ import annotations

import re

# Before a name.
TITLES = {
    "Dr": "Doctor", "Prof": "Professor", "Rep": "Representative", "Reps": "Representatives", "Sen": "Senator", "Sens": "Senators", "Gov": "Governor", "Gen": "General", "Lt": "Lieutenant", "Col": "Colonel",
    "Sgt": "Sergeant", "Capt": "Captain", "Maj": "Major", "Cpl": "Corporal", "Cmdr": "Commander", "Adm": "Admiral", "Rev": "Reverend", "Hon": "Honorable", "Pres": "President", "Supt": "Superintendent",
    "Pvt": "Private", "Spc": "Specialist", "Ens": "Ensign", "Brig": "Brigadier", "Det": "Detective", "Insp": "Inspector", "Amb": "Ambassador", "Atty": "Attorney", "Ald": "Alderman", "Mt": "Mount", "Ft": "Fort", "Pt": "Point",
}  # fmt: skip
# Behind a name.
ENDINGS = {
    "Inc": "Incorporated", "Corp": "Corporation", "Ltd": "Limited", "Co": "Company", "Bros": "Brothers", "Div": "Division", "Dept": "Department", "Univ": "University", "Hosp": "Hospital", "Inst": "Institute", "Assn": "Association", "Bldg": "Building",
    "Hwy": "Highway", "Pkwy": "Parkway", "Ln": "Lane", "Ct": "Court", "Sq": "Square", "Jr": "Junior", "Sr": "Senior", "Govt": "Government", "Natl": "National", "Intl": "International",
}  # fmt: skip
# Before a number or a letter.
NUMBERED = {"Apt": "Apartment", "apt": "apartment", "Ste": "Suite", "Fig": "Figure", "fig": "figure", "Figs": "Figures", "Vol": "Volume", "vol": "volume", "Sec": "Section", "Ext": "Extension", "ext": "extension",
    "Rte": "Route", "Hwy": "Highway", "Rm": "Room", "Bldg": "Building", "Flt": "Flight", "Sgt": "Sergeant", "pt": "part", "Pt": "Part", "no": "number", "Cat": "Category", "Ps": "Psalm", "nos": "numbers", "Nos": "Numbers", "Op": "Opus", "op": "opus", "Chap": "Chapter", "chap": "chapter", "Sc": "Scene", "Res": "Resolution", "ll": "lines", "Sess": "Session", "Cong": "Congress", "Par": "Paragraph", "para": "paragraph", "subpara": "subparagraph", "paras": "paragraphs", "arts": "articles", "secs": "sections", "art": "article", "Art": "Article"}  # fmt: skip
SMALL = {
    "approx": "approximately", "Approx": "Approximately", "avg": "average", "Avg": "Average", "max": "maximum", "Max": "Maximum", "Min": "Minimum", "temps": "temperatures", "Univ": "University", "Dept": "Department", "Assn": "Association", "Est": "Estimated", "incl": "including", "excl": "excluding", "est": "estimated", "dept": "department", "govt": "government", "yr": "year",
    "yrs": "years", "esp": "especially", "temp": "temperature", "misc": "miscellaneous", "e.g": "for example", "i.e": "that is", "E.g": "For example", "I.e": "That is", "cf": "compare", "vs": "versus", "pct": "percent", "agg": "aggregate", "reb": "rebounds", "ast": "assists", "blk": "blocks", "stl": "steals", "pop": "population", "bldg": "building", "ca": "about", "Tel": "Telephone", "tel": "telephone", "wk": "week", "wks": "weeks", "mo": "month", "mos": "months", "hrs": "hours", "mins": "minutes", "dist": "district", "mgr": "manager", "asst": "assistant", "assoc": "associate",
    "Assoc": "Association", "intl": "international", "natl": "national", "attn": "attention", "grad": "graduation", "config": "configuration", "Temps": "Temperatures", "pk": "park", "reps": "representatives", "sens": "senators", "Bn": "Battalion", "Bns": "Battalions", "vis": "visibility", "utils": "utilities", "div": "dividend", "concs": "concessions", "att": "attendance", "ave": "average", "capt": "captain", "cert": "certificate", "cont": "continued", "ed": "edition", "eds": "editors", "inc": "incorporated", "mfg": "manufacturing", "mtg": "meeting", "orig": "original", "rec": "recommended", "ref": "reference", "rev": "revised", "std": "standard", "veg": "vegetables", "wt": "weight", "tbsp": "tablespoons", "tsp": "teaspoons", "qty": "quantity", "adv": "advance", "bdrm": "bedroom", "bdrms": "bedrooms", "Sgt": "Sergeant", "Lt": "Lieutenant", "Capt": "Captain", "req": "required",
}  # fmt: skip
# States of America as newspapers shorten them, behind a town or a party: Phoenix, Ariz.
STATES = {
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California", "Colo": "Colorado", "Conn": "Connecticut", "Del": "Delaware", "Fla": "Florida", "Ga": "Georgia", "Ill": "Illinois", "Ind": "Indiana", "Kan": "Kansas", "Ky": "Kentucky",
    "La": "Louisiana", "Md": "Maryland", "Mass": "Massachusetts", "Mich": "Michigan", "Minn": "Minnesota", "Miss": "Mississippi", "Mo": "Missouri", "Mont": "Montana", "Neb": "Nebraska", "Nev": "Nevada", "Okla": "Oklahoma", "Ore": "Oregon", "Pa": "Pennsylvania",
    "Tenn": "Tennessee", "Va": "Virginia", "Vt": "Vermont", "Wash": "Washington", "W.Va": "West Virginia", "Wis": "Wisconsin", "Wyo": "Wyoming",
}  # fmt: skip
PARTIES = {"D": "Democrat", "R": "Republican", "I": "Independent"}
WHOLE_STATES = "Alaska|Hawaii|Idaho|Iowa|Maine|Ohio|Texas|Utah|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|South Carolina|South Dakota|Rhode Island"
DIRECTIONS = {
    "N": "north",
    "S": "south",
    "E": "east",
    "W": "west",
    "NE": "northeast",
    "NW": "northwest",
    "SE": "southeast",
    "SW": "southwest",
}
BOOKS = {
    "Gen": "Genesis", "Genesis": "Genesis", "Exodus": "Exodus", "Psalms": "Psalms", "Psalm": "Psalm", "Ps": "Psalm", "Prov": "Proverbs", "Proverbs": "Proverbs", "Isaiah": "Isaiah", "Isa": "Isaiah", "Jeremiah": "Jeremiah", "Matthew": "Matthew", "Matt": "Matthew",
    "Mark": "Mark", "Luke": "Luke", "John": "John", "Acts": "Acts", "Romans": "Romans", "Rom": "Romans", "Corinthians": "Corinthians", "Cor": "Corinthians", "Ephesians": "Ephesians", "Hebrews": "Hebrews", "Heb": "Hebrews", "Pet": "Peter", "Peter": "Peter", "Tim": "Timothy", "Timothy": "Timothy", "Thess": "Thessalonians", "Thessalonians": "Thessalonians", "Phil": "Philippians", "Philippians": "Philippians", "Gal": "Galatians", "Galatians": "Galatians", "Eph": "Ephesians", "Col": "Colossians", "Colossians": "Colossians", "Sam": "Samuel", "Samuel": "Samuel", "Kings": "Kings", "Deut": "Deuteronomy", "Deuteronomy": "Deuteronomy", "Lev": "Leviticus", "Leviticus": "Leviticus", "Exod": "Exodus", "Josh": "Joshua", "Joshua": "Joshua", "Eccl": "Ecclesiastes", "Ecclesiastes": "Ecclesiastes", "Jer": "Jeremiah", "Ezek": "Ezekiel", "Ezekiel": "Ezekiel", "Dan": "Daniel", "Daniel": "Daniel", "Mal": "Malachi", "Malachi": "Malachi", "Jas": "James", "Titus": "Titus", "James": "James", "Revelation": "Revelation", "Rev": "Revelation",
}  # fmt: skip
DAYS = {"Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Weds": "Wednesday", "Thu": "Thursday", "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday"}  # fmt: skip
TIMES = "day|week|month|year|hour|minute|second|night|person|household|student|mile|shift"


def _any(names: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


DAY = _any(DAYS)
TITLE = rf"(?<![A-Za-z.])(?P<n>{_any(TITLES)})\.(?=\s[A-Z])"
ENDING = rf"(?<=\s)(?P<n>{_any(ENDINGS)})\.(?=[\s,;)'’]|$)"
BEFORE_A_NUMBER = rf"(?<![A-Za-z.])(?P<n>{_any(NUMBERED)})\.(?=\s?\d|\s?[A-Z]\b|\s[IVX]+\b)"
SHORT = rf"(?<![A-Za-z.])(?P<n>{_any(SMALL)})\.(?=[\s,)]|$)"
STATE = rf"(?:(?<=[a-z],\s)|(?<=\b[DRI]-))(?P<n>{_any(STATES)})\.(?=[\s,;)]|$)"
PARTY = rf"(?<![\w-])(?P<party>[DRI])-(?P<n>(?:{_any(STATES)})\.(?=[\s,;)]|$)|(?:{'|'.join(sorted([*STATES.values(), *WHOLE_STATES.split('|')], key=len, reverse=True))})(?!\w))"
DAYS_APART = rf"(?<![A-Za-z])(?P<a>{DAY})\.?\s?[-–—]\s?(?P<b>{DAY})(?![A-Za-z])\.?"
DAY_ALONE = rf"(?<![A-Za-z])(?P<n>{DAY})(?:\.(?=[\s,;)]|$)|(?=,?\s(?:\d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?m\b|\d{{1,2}}(?::\d\d)?[-–—]\d)))"


def short(match: re.Match[str]) -> str | None:
    """Est. 1904 is when it was founded; elsewhere it is a guess."""
    founded = match["n"] in ("est", "Est") and re.match(
        r"\s(?:in\s)?1\d{3}|\s(?:in\s)?20\d\d", match.string[match.end() :]
    )
    if match["n"] in ("Max", "Min", "Est") and not founded and not re.match(r"\s[\da-z]", match.string[match.end() :]):
        return None  # for the Max.
    return ("Established" if match["n"] == "Est" else "established") if founded else SMALL[match["n"]]


def title(match: re.Match[str]) -> str | None:
    """A title before a name; `Elm Dr. North` is a street."""
    street = match["n"] == "Dr" and re.search(r"(?:\d|[A-Z][a-z]+)\s$", match.string[: match.start()])
    return None if street and re.search(r"\d+\s[A-Z][a-z]+\s$", match.string[: match.start()]) else TITLES[match["n"]]


def ending(match: re.Match[str]) -> str | None:
    """Behind a name that begins with a capital letter."""
    named = re.search(r"(?:[A-Z][\w'’&.-]*|&),?\s$", match.string[: match.start()])
    return ENDINGS[match["n"]] if named or match["n"] in ("Jr", "Sr") else None
