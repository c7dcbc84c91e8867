"""Days of a text, as they are written in figures and in words."""

import re
from calendar import monthrange

from chat.months import MONTHS
from chat.proof.signs import Signed

_MONTH = rf"(?P<name>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|o|ro)?"
DATES_OF_DIGITS = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(r"(?<![\d$./])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?![\d/%])"),
)
DATES_WITH_MONTH = (
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+(?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"\b{_MONTH}\s+{_DAY}(?![\d,.]*\d)(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b)?"),
    re.compile(
        rf"(?<![\d$.,]){_DAY}\s+(?:of\s+|de\s+)?{_MONTH}(?:,?\s+(?:de\s+|del\s+|of\s+)?(?P<year>(?:19|20)\d\d)\b)?"
    ),
)
# A month alone is a time too, where a little word says that it is meant: "you and your spouse may" names none.
_MONTH_NAMES = "|".join(sorted(MONTHS.keys() - {"mar", "ago"}, key=len, reverse=True))
MONTH_ALONE = re.compile(
    r"\b(?!(?:from|to|before|after|and|or|during|next|this|en|del?|al?|y|o|para)\smay\b)"
    r"(?:in|of|by|every|each|until|through|since|from|to|before|after|and|or|during|next|this|late|early|mid|en|del?"
    rf"|cada|hasta|desde|al?|y|o|para)[\s-](?P<name>{_MONTH_NAMES})\b(?!\.?\s\d{{1,2}}\b(?![,.]?\d))"
)
_TO_DATE = re.compile(r"\s?(?:to|through|thru|until|and|[-–—]|al?|hasta|y)\s?(?:el )?")
SPOKEN_DAY = re.compile(
    rf"\b{_MONTH}\s+(?P<ordinal>(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
    r"|twentieth|thirtieth)\b(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<primero>primero|uno)\s+de\s+{_MONTH.replace('name', 'mes')}(?:\s+del?\s+(?P<ano>(?:19|20)\d\d)\b)?"
)
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS.split(), start=1)} | {"thirtieth": 30}

# Days that go by a name and not by a date.
DAYS_BY_NAME = {
    "first of the month": Signed(
        re.compile(
            r"\b(?:first|1st)(?: day)? of (?:the|that|each|every)(?: (?:next|following|calendar))? month\b"
            r"|\bprimer(?:o| dia) (?:del|de cada) mes\b"
        ),
        (" month", " mes"),
    ),
    "last of the month": Signed(
        re.compile(
            r"\b(?:last day|end) of (?:the|that)(?: calendar)? month\b|\b(?:ultimo dia|fin|final) (?:del|de) mes\b"
        ),
        (" month", " mes"),
    ),
    "last of work": Signed(
        re.compile(r"\blast day (?:of (?:work|employment)|at work|worked)\b|\bultimo dia de (?:trabajo|empleo)\b"),
        ("last day ", "ultimo dia "),
    ),
}
YEAR_OF_TWO = re.compile(r"(?<![\d$.,/-])(?P<first>20\d\d)\s?[-–/]\s?(?P<next>\d\d)(?![\d/–-]|\.\d|\s?%)")


def read_day(match: re.Match[str]) -> str:
    """Return the day that a match of a pattern tells: "2026-11-20", "-11-20" without its year, "" for none."""
    parts = match.groupdict()
    if parts.get("ordinal"):
        *tens, word = parts["ordinal"].split("-")
        day = _ORDINALS[word] + ({"twenty": 20, "thirty": 30}[tens[0]] if tens else 0)
        month, year = MONTHS[parts["name"]], parts["year"] or ""
    elif parts.get("primero"):
        day, month, year = 1, MONTHS[parts["mes"]], parts["ano"] or ""
    else:
        month = MONTHS[parts["name"]] if parts.get("name") else int(parts["month"])
        day, year = int(parts["day"]), parts.get("year") or ""
    year = f"20{year}" if len(year) == 2 else year
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(int(year) if year else 2000, month)[1]:
        return ""
    return f"{year}-{month}-{day}"


def year_before(value: str, plain: str, start: int, end: int, after: str) -> str:
    """Return a day without its year with that of the day behind it, if both are the ends of one time: "October 26 to
    November 13, 2026". `plain[start:end]` stands between them.
    """
    year, *day = value.split("-")
    if year or after.startswith("-") or not _TO_DATE.fullmatch(plain, start, end):
        return value
    end_year, *last = after.split("-")
    return f"{int(end_year) - (list(map(int, day)) > list(map(int, last)))}-{'-'.join(day)}"


def year_of_two(match: re.Match[str]) -> str:
    """Return the plan year "2026-27"; "" where the years do not follow one another."""
    follows = (int(match["first"]) + 1) % 100 == int(match["next"])
    return f"{match['first']}-{match['next']}" if follows else ""
