"""Shows a stored number the way a workbook does: "$78.00", "25%", "1-Jan-27", "(1,250)".

A sheet stores 78 and says elsewhere how to write it. Without that, a premium loses its currency and a share of
0.2 is no longer 20 %. Formats are written in up to four sections: positive; negative; zero; text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: "$#,##0_);($#,##0)", 6: "$#,##0_);[Red]($#,##0)", 7: "$#,##0.00_);($#,##0.00)",
    8: "$#,##0.00_);[Red]($#,##0.00)", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', 42: '_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)', 44: '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<width>.)|\*(?P<fill>.)|\[\$(?P<currency>[^\]\-]*)[^\]]*\]'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<condition>[<>=]+-?[\d.]+)\]|\[[^\]]*\]"
    r"|(?P<general>General)|(?P<noon>AM/PM|A/P)|(?P<power>E[+-])|(?P<digit>[0#?])|(?P<part>[ymdhs]+)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
EPOCH = datetime(1899, 12, 30)
EPOCH_1904 = datetime(1904, 1, 1)
LAST_DAY = 2_958_465
MAX_CODE_CHARACTERS = 255


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str


_ISO_DAY = (Token("part", "yyyy"), Token("plain", "-"), Token("part", "mm"), Token("plain", "-"), Token("part", "dd"))


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """Return the number as the format shows it; in the general way where the format cannot be followed."""
    sections = _sections(code[:MAX_CODE_CHARACTERS])
    section = _choose(value, sections)
    if any(token.kind in ("part", "elapsed", "noon") for token in section):
        return _date(value, section, from_1904=from_1904)
    if any(token.kind == "general" for token in section) or not section:
        return _wrapped(value, section)
    is_negative = value < 0 and (len(sections) == 1 or any(token.kind == "condition" for token in section))
    if not any(token.kind == "digit" for token in section):
        # A section of words alone, such as "n/a" for zero; one for text shows the number as it is.
        words = _literal(section)
        return words if words and code != "@" else general(value)
    text = _number(abs(value), section)
    return f"-{text}" if is_negative and re.search(r"[1-9]", text) else text


def general(value: float) -> str:
    """Return the number with up to ten digits, as an unformatted cell shows it."""
    if value == int(value) and abs(value) < 1e11:
        return str(int(value))
    return f"{value:.10g}".replace("e", "E")


def plain(value: float, code: str, *, from_1904: bool = False) -> str:
    """Return the number for who reckons with it: a day as 2027-01-01 however it is shown, no signs between thousands.

    What tells more than the number stays: zeros before it, a currency, a percent sign.
    """
    section = _choose(value, _sections(code[:MAX_CODE_CHARACTERS]))
    if any(token.kind == "part" and token.text[0] in "yd" for token in section) and 0 <= value <= LAST_DAY:
        return _date(value, _ISO_DAY, from_1904=from_1904)
    digits = [token.text for token in section if token.kind == "digit"]
    is_padded = len(digits) > 1 and digits[0] == "0" and "." not in _words(section)
    if is_padded or any(sign in _words(section) for sign in "$€£%"):
        return shown(value, code, from_1904=from_1904)
    return general(value)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[Token, ...], ...]:
    sections: list[list[Token]] = [[]]
    for match in TOKEN.finditer(code):
        kind = match.lastgroup or ""
        if kind == "plain" and match.group() == ";":
            sections.append([])
        elif kind == "quoted" or kind == "escaped" or kind == "currency":
            sections[-1].append(Token("literal", match.group(kind)))
        elif kind == "width":
            sections[-1].append(Token("literal", " "))
        elif kind in ("elapsed", "part", "condition"):
            sections[-1].append(Token(kind, match.group(kind).lower()))
        elif kind and kind != "fill":
            sections[-1].append(Token(kind, match.group()))
    return tuple(tuple(section) for section in sections)


def _choose(value: float, sections: Sequence[tuple[Token, ...]]) -> tuple[Token, ...]:
    for section in sections:
        condition = next((token.text for token in section if token.kind == "condition"), None)
        if condition and _holds(value, condition):
            return section
    if value < 0 and len(sections) > 1:
        return sections[1]
    if value == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


def _holds(value: float, condition: str) -> bool:
    sign, _, number = re.match(r"([<>=]+)(\s*)(-?[\d.]+)", condition).groups()
    limit = float(number) if number.count(".") <= 1 and number not in (".", "-.") else 0.0
    return {
        "<": value < limit, ">": value > limit, "<=": value <= limit, ">=": value >= limit,
        "=": value == limit, "<>": value != limit,
    }.get(sign, False)  # fmt: skip


def _literal(section: Sequence[Token]) -> str:
    return "".join(token.text for token in section if token.kind in ("literal", "plain") and token.text != "@").strip()


def _wrapped(value: float, section: Sequence[Token]) -> str:
    """Return the number in the general way between the words of the section."""
    text = "".join(
        general(value) if token.kind == "general" else token.text
        for token in section
        if token.kind in ("general", "literal", "plain")
    )
    return text.strip() or general(value)


def _number(value: float, section: Sequence[Token]) -> str:
    places = [at for at, token in enumerate(section) if token.kind == "digit"]
    head, tail = section[: places[0]], section[places[-1] + 1 :]
    middle = section[places[0] : places[-1] + 1]
    commas = 0
    while commas < len(tail) and tail[commas] == Token("plain", ","):
        commas += 1
    percents = sum(token == Token("plain", "%") for token in section)
    number = Decimal(repr(value)) * 100**percents / 1000**commas
    if any(token.kind == "power" for token in middle):
        decimals = sum(token.kind == "digit" for token in _before(middle, "power")[1])
        body = f"{float(number):.{decimals}E}"
    elif any(token == Token("plain", "/") for token in middle):
        body = _fraction(number, middle)
    else:
        body = _decimal(number, middle)
    return (_words(head) + body + _words(tail[commas:])).strip()


def _words(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens if token.kind in ("literal", "plain"))


def _before(tokens: Sequence[Token], kind: str) -> tuple[list[Token], list[Token]]:
    """Return the whole and the decimal part of the placeholders that stand before a token of this kind."""
    whole: list[Token] = []
    decimal: list[Token] = []
    part = whole
    for token in tokens:
        if token.kind == kind:
            break
        if token == Token("plain", "."):
            part = decimal
        else:
            part.append(token)
    return whole, decimal


def _decimal(number: Decimal, tokens: Sequence[Token]) -> str:
    whole, decimal = _before(tokens, "none")
    decimals = [token.text for token in decimal if token.kind == "digit"]
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    digits, _, rest = f"{rounded:f}".partition(".")
    while rest and decimals[len(rest) - 1] != "0" and rest.endswith("0"):
        rest = rest[:-1]
    has_point = any(token == Token("plain", ".") for token in tokens)
    return _whole(digits, whole) + ("." + rest if rest and has_point else "")


def _whole(digits: str, tokens: Sequence[Token]) -> str:
    """Return the digits put into the places of the whole part, from the right, words between them kept."""
    zeros = sum(token.text == "0" for token in tokens if token.kind == "digit")
    digits = digits.lstrip("0").rjust(zeros, "0")
    between = [token for token in tokens if token.kind == "literal" or token.text in ("-", "(", ")", " ")]
    if not between:
        has_thousands = any(token == Token("plain", ",") for token in tokens)
        return f"{int(digits):,}".rjust(zeros, "0") if has_thousands and digits else digits
    text = ""
    rest = digits
    for token in reversed(tokens):
        if token.kind == "digit":
            text = (rest[-1:] or ("0" if token.text == "0" else "")) + text
            rest = rest[:-1]
        elif token.kind in ("literal", "plain"):
            text = token.text + text
    return rest + text


def _fraction(number: Decimal, tokens: Sequence[Token]) -> str:
    slash = next(at for at, token in enumerate(tokens) if token == Token("plain", "/"))
    places = sum(token.kind == "digit" for token in tokens[slash:])
    has_whole = any(token.text == " " for token in tokens[:slash])
    whole = int(number) if has_whole else 0
    part = Fraction(number - whole).limit_denominator(10 ** max(places, 1) - 1)
    if part.denominator == 1:
        return str(whole + part.numerator)
    return f"{whole} {part}" if whole else str(part)


def _date(value: float, section: Sequence[Token], *, from_1904: bool) -> str:
    if not 0 <= value <= LAST_DAY:
        return general(value)
    epoch = EPOCH_1904 if from_1904 else EPOCH
    # Excel counts a 29 February 1900 that never was, so its first two months lie a day later.
    days = value + 1 if not from_1904 and value < 60 else value
    moment = epoch + timedelta(seconds=round(days * 86_400))
    is_half_day = any(token.kind == "noon" for token in section)
    text = ""
    for at, token in enumerate(section):
        if token.kind == "noon":
            text += "AM" if moment.hour < 12 else "PM"
        elif token.kind == "elapsed":
            text += str(int(value * {"h": 24, "m": 1440, "s": 86_400}[token.text[0]] + 1e-9))
        elif token.kind == "part":
            text += _date_part(moment, token.text, is_minute=_is_minute(section, at), is_half_day=is_half_day)
        elif token.kind in ("literal", "plain") and token.text != "@":
            text += token.text
    return text.strip().rstrip(".")


def _is_minute(section: Sequence[Token], at: int) -> bool:
    """True if an "m" here means minutes: right after hours or right before seconds."""
    parts = [(place, token.text[0]) for place, token in enumerate(section) if token.kind in ("part", "elapsed")]
    index = next(number for number, (place, _) in enumerate(parts) if place == at)
    before = parts[index - 1][1] if index else ""
    after = parts[index + 1][1] if index + 1 < len(parts) else ""
    return before == "h" or after == "s"


def _date_part(moment: datetime, part: str, *, is_minute: bool, is_half_day: bool) -> str:
    letter, count = part[0], len(part)
    if letter == "y":
        return f"{moment.year:04d}" if count > 2 else f"{moment.year % 100:02d}"
    if letter == "d":
        name = DAYS[moment.weekday()]
        return name if count > 3 else name[:3] if count == 3 else f"{moment.day:0{count}d}"
    if letter == "m" and not is_minute:
        name = MONTHS[moment.month - 1]
        return name if count > 3 else name[:3] if count == 3 else f"{moment.month:0{count}d}"
    hour = (moment.hour % 12 or 12) if is_half_day else moment.hour
    number = {"h": hour, "m": moment.minute, "s": moment.second}[letter]
    return f"{number:0{min(count, 2)}d}"
