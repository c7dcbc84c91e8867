"""What happened by day, told so that nobody can be made out of it."""

from collections.abc import Iterator

from chat.usage import FEWEST_ASKERS, FEWEST_PEOPLE, is_too_small
from platform_admin.models import ClientDay
from platform_admin.offboarding.export.tables import Row, Table
from tenants.context import platform_scope
from tenants.models import Client

_COUNTS = ("messages", "answered", "refused", "failed", "unproven", "helpful", "unhelpful")
HEAD = ("Day (UTC)", "People", "Questions", "Answered", "Not answered", "Failed", "Taken out", "Helpful", "Not helpful")
FEW = f"fewer than {FEWEST_ASKERS}"


def counted_days(client: Client) -> Table:
    """Return a line a day; of a day with few people only that there were few.

    Of a small company no day is told, and a sum only if as many people took part in a month as HR may see elsewhere. No
    sum stands beside days: what is left out could be reckoned from it.
    """
    is_small = is_too_small()

    def rows() -> Iterator[Row]:
        with platform_scope():
            days = list(ClientDay.objects.filter(client=client, is_made_up=False).order_by("day"))
        if not is_small:
            yield from map(_told, days)
        elif max((day.active_30 for day in days), default=0) >= FEWEST_ASKERS:
            sums = (sum(getattr(day, name) for day in days) for name in _COUNTS)
            yield f"{days[0].day} to {days[-1].day}", f"company of fewer than {FEWEST_PEOPLE}", *sums

    return Table("Days", HEAD, rows)


def _told(day: ClientDay) -> Row:
    if day.active < FEWEST_ASKERS:
        return str(day.day), FEW, *("" for _ in _COUNTS)
    return str(day.day), day.active, *(getattr(day, name) for name in _COUNTS)
