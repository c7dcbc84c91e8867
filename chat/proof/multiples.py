"""How many times as much: "twice your salary", "one and a half times", "el doble de", "2x pay".

"Twice a year" is none: it tells how often.
"""

import re
from decimal import Decimal

from chat.proof.signs import Signed
from chat.proof.spoken_numbers import value_of

_WHOLE = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|un[ao]?|dos|tres|cuatro|cinco|seis|siete|ocho)"
_OF_WHAT = (
    r"(?=\s(?:the|your|his|her|their|its|an?\sperson|as\s(?:much|many)|what|base|basic|annual|yearly|monthly|regular|normal"
    r"|usual|salary|pay|wages|earnings|compensation|el|la|su|sus|del?|al|lo|salario|sueldo)\b)"
)
# What is paid so many times is the same wherever overtime is told of.
_THE_RATE = (
    r"(?:\s(?:(?:of|de)\s)?(?:the|your|their|la|el|su)\s(?:(?:regular|normal|usual|base|hourly)\s){1,2}(?:rate"
    r"|pay|wage)s?\b"
    r"|\s(?:de\s)?(?:la|su)\starifa\s(?:regular|normal|base|habitual)\b)?"
)
MULTIPLES = Signed(
    re.compile(
        r"(?:"
        rf"\b(?P<whole>{_WHOLE})(?P<half>\s?½|\s1/2|\sand\s(?:a|one)[\s-]half|\sy\smedi[ao])\s(?:times|veces)\b"
        r"|\b(?P<time_and_half>time\sand\s(?:a|one)[\s-]half|(?:una\s)?vez\sy\smedia|tiempo\sy\smedio)\b"
        rf"|\b(?P<once>(?:one|1)\stimes?|(?:una|1)\svez){_OF_WHAT}"
        rf"|\b(?P<twice>twice|double|(?:el|al|del)\sdoble){_OF_WHAT}|\b(?P<double_time>double[\s-]time)\b"
        r"|\b(?P<triple_time>triple[\s-]time)\b"
        rf"|\b(?P<thrice>thrice|triple|(?:el|al|del)\striple){_OF_WHAT}"
        rf"|\b(?P<sign>[0-9]{{1,2}}(?:\.[0-9])?)(?:x\b|\sx\b{_OF_WHAT})"
        rf"){_THE_RATE}"
    ),
    (
        "½",
        "1/2",
        "half",
        "medi",
        "one times",
        "1 time",
        "una vez",
        "1 vez",
        " x ",
        "twice",
        "double",
        "doble",
        "thrice",
        "triple",
        *(f"{digit}x" for digit in range(10)),
    ),
)


def multiple_of(match: re.Match[str]) -> Decimal:
    """Return what a match of the pattern multiplies by."""
    found = match.groupdict()
    if found["whole"]:
        return value_of(found["whole"]) + Decimal("0.5")
    if found["time_and_half"]:
        return Decimal("1.5")
    if found["sign"]:
        return Decimal(found["sign"])
    if found["once"]:
        return Decimal(1)
    return Decimal(3 if found["thrice"] or found["triple_time"] else 2)
