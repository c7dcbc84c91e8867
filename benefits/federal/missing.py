"""What is to be said where a figure is not published: which one, and since when it is expected. Never a guess."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from benefits.calculators.result import Result, not_available
from benefits.calculators.words import Note, Value
from benefits.federal.keys import BY_KEY, Announcement, limit_name
from benefits.federal.limits import FederalLimits, federal_limits

Place = tuple[str, str]  # key and dimension

_OVERDUE = gettext_noop("Not published for {year} yet: {what}. Expected since {day}.")
_TO_COME = gettext_noop("Not published for {year} yet: {what}. Expected from {day} on.")
_NOBODY_KNOWS = gettext_noop("Not published for {year}: {what}.")


def not_published(year: int, *places: Place, today: date) -> Result | None:
    """Say which of the figures that a calculator needs is missing for the year; None if none is."""
    limits = federal_limits()
    missing = [place for place in places if limits.get(place[0], year, place[1]) is None]
    if not missing:
        return None
    key = missing[0][0]
    what = _names([limit_name(*place) for place in missing if BY_KEY[place[0]].announced == BY_KEY[key].announced])
    text, values = _told(year, what, BY_KEY[key].announced, today)
    return not_available(text, **values)


def awaited(keys: Iterable[str], *, today: date, limits: FederalLimits | None = None) -> list[Note]:
    """Return a sentence for each year from this one on for which some of the limits are still awaited."""
    wanted, missing = set(keys), defaultdict(list)
    for key, _dimension, year in sorted((limits or federal_limits()).awaited):
        if key in wanted and year >= today.year:
            name = str(BY_KEY[key].title)
            names = missing[year, BY_KEY[key].announced]
            if name not in names:
                names.append(name)
    told = (_told(year, _names(names), announced, today) for (year, announced), names in missing.items())
    return [Note(text, values) for text, values in told]


def _told(year: int, what: str, announced: Announcement | None, today: date) -> tuple[str, dict[str, Value]]:
    values: dict[str, Value] = {"year": str(year), "what": what}
    if announced is None:
        return _NOBODY_KNOWS, values
    expected = announced.opens_on(year)
    return _OVERDUE if expected <= today else _TO_COME, values | {"day": expected}


def _names(names: list[str]) -> str:
    return get_text_list(names, _("and"))
