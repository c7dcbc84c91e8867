"""What bears a number that is no figure of benefits: the local of a union, a kind of account, a day of a month
and a plan year."""

import re
from collections.abc import Sequence

from chat.months import MONTHS
from chat.proof.units import Source

_LOCAL = re.compile(r"\blocal (?P<number>\d{1,5})\b", re.I)
_YEARS = re.compile(r"\b20(?P<first>\d\d)-(?P<next>\d\d)\b(?!-)")
# No month has such a day, and no law such an account.
_NOTHING = re.compile(rf"\b(?:3[2-9]|[4-9]\d) de (?:{'|'.join(MONTHS)})\b|\b(?!401\b)\d{{1,3}}\(k\)", re.I)
# What is given of what is saved: "50% of the next 2%".
_SHARE_OF_PAY = re.compile(
    r"(\d+(?:\.\d+)?) ?% (?:of|on|de|del) (?:the |los? |el )?(first|next|primer(?:os?)?|siguientes?) (\d+(?:\.\d+)?) ?%"
)


def is_numbered_otherwise(text: str, sources: Sequence[Source]) -> bool:
    """Whether it names another local than the sources do, whose rules are not its own, or what there is not."""
    said = set(_LOCAL.findall(text))
    told = {number for source in sources for number in _LOCAL.findall(source.text)} if said else set()
    is_no_year = any(
        int(years["next"]) != int(years["first"]) + 1 and not any(years[0] in source.text for source in sources)
        for years in _YEARS.finditer(text)
    )
    return bool(told and not said <= told) or is_no_year or bool(_NOTHING.search(text))


def matches_otherwise(text: str, sources: Sequence[Source]) -> bool:
    """Whether it tells a share of a share of pay that the sources, which tell others, do not: 50% of the next 5%."""
    said = {match.groups() for match in _SHARE_OF_PAY.finditer(text)}
    units = [unit for source in sources for unit in source.units] if said else []
    told = {match.groups() for unit in units for match in _SHARE_OF_PAY.finditer(unit.text)}
    return bool(told) and not said <= told
