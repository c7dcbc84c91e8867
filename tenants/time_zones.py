"""The time zones that a client can have: those of the IANA list that are places, which PostgreSQL knows as well."""

from functools import cache
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError

PLATFORM_ZONE = "UTC"  # of operators' pages, of the audit, and of whatever is counted for all clients alike
NOT_IN_THE_LIST = "This time zone is not in the list. Choose one, or write its IANA name, like America/New_York."
# As people there call them, and a place by which each is known.
UNITED_STATES = {
    "America/New_York": "Eastern (New York)",
    "America/Chicago": "Central (Chicago)",
    "America/Denver": "Mountain (Denver)",
    "America/Phoenix": "Mountain, without daylight saving (Phoenix)",
    "America/Los_Angeles": "Pacific (Los Angeles)",
    "America/Anchorage": "Alaska (Anchorage)",
    "Pacific/Honolulu": "Hawaii (Honolulu)",
    "America/Puerto_Rico": "Atlantic (Puerto Rico)",
    "Pacific/Guam": "Chamorro (Guam)",
    "Pacific/Pago_Pago": "Samoa (Pago Pago)",
}
_AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def usual_time_zone() -> str:
    """Return the zone that a client begins with unless told otherwise."""
    return settings.CLIENT_TIME_ZONE


@cache
def known_zones() -> tuple[str, ...]:
    """Return the names of all zones there are to choose from: those of the United States first, then by name."""
    places = sorted(name for name in available_timezones() if name.split("/")[0] in _AREAS)
    return (*UNITED_STATES, *(name for name in places if name not in UNITED_STATES), PLATFORM_ZONE)


def check_time_zone(name: str) -> None:
    """Raise ValidationError unless a client can have this zone."""
    if name not in known_zones():
        raise ValidationError(NOT_IN_THE_LIST)


def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a select shows, in two groups: by place, as whoever types the first letters finds it."""
    others = known_zones()[len(UNITED_STATES) :]
    elsewhere = sorted(((name, zone_in_words(name)) for name in others), key=lambda choice: choice[1])
    return [("United States", list(UNITED_STATES.items())), ("Elsewhere", elsewhere)]


def zone_in_words(name: str) -> str:
    """Return what a zone is called on the pages of HR and operators, which are in English."""
    if name in UNITED_STATES:
        return UNITED_STATES[name]
    area, _, place = name.replace("_", " ").rpartition("/")
    return f"{place} ({area.replace('/', ', ')})" if area else place
