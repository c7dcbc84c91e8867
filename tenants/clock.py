"""Days, today's above all, as the client's people see them: demo clients may stand still on one day.

Days of contracts never stand still, and are the house's own: see `contract_today`.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from tenants.binding import bound


def today() -> date:
    frozen = _frozen_day()
    return frozen or timezone.localdate()


def contract_today() -> date:
    """Return the day by which trials, grace and addresses that send on come to their end, for every client.

    Its zone is a setting, the westernmost in which people are served, so that a last day is whole for all of them.
    """
    return contract_day(timezone.now())


def contract_day(moment: datetime) -> date:
    """Return the day of contracts on which something happened."""
    return moment.astimezone(ZoneInfo(settings.CONTRACT_TIME_ZONE)).date()


def now() -> datetime:
    """Return an aware moment: the real time of day, on the client's day."""
    real = timezone.localtime()
    frozen = _frozen_day()
    if frozen is None:
        return real
    return datetime.combine(frozen, time(real.hour, real.minute, real.second), tzinfo=real.tzinfo)


def day_of(moment: datetime) -> date:
    """Return the day of something that happened, as the client's people see it: where the day stands still, that."""
    return _frozen_day() or timezone.localdate(moment)


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins in the time zone of the client's people."""
    return timezone.make_aware(datetime.combine(day, time()))


def utc_midnight(day: date) -> datetime:
    """Return the moment at which a day of the platform begins, whoever is bound."""
    return datetime.combine(day, time(), UTC)


def moment_in_words(moment: datetime, zone: str = "") -> str:
    """Return when something happened, for HR's pages and mails: "January 1, 2027, 14:05 EST".

    In the zone of the client that is bound, or in the one that is named.
    """
    local = timezone.localtime(moment, ZoneInfo(zone) if zone else None)
    return f"{day_in_words(local.date())}, {local:%H:%M %Z}"


def day_in_words(day: date) -> str:
    """Return a day as the pages of HR, which are in English, write it: "January 1, 2027"."""
    return f"{day:%B} {day.day}, {day.year}"


def _frozen_day() -> date | None:
    binding = bound.get()
    return binding.client.demo_today if binding and binding.client else None
