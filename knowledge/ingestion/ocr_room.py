"""How many pages a client has had read from pictures of text, and whether its contract has room for more this month.

A page counts on the day on which the reading of its file's pages, or of its pictures after them, began.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

from django.db.models import Case, Count, F, Q, When
from django.db.models.functions import TruncDate

from knowledge.extract.failure import ExtractionFailed
from knowledge.models import DocumentVersion
from tenants.clock import utc_midnight
from tenants.context import current_client
from tenants.limits import MORE, Limit, Room

OCR_LIMIT = "ocr_limit"


def pages_by_day(since: datetime) -> dict[date, int]:
    """Return how many pages were read from pictures, by day (UTC)."""
    versions = DocumentVersion.objects.filter(reading_since__gte=since)
    scanned = Count("pages", filter=Q(pages__is_ocr=True))
    # Where a file has text too, its pictures were counted as they were read; the page does not tell afterwards.
    rows = (
        versions.annotate(day=TruncDate("reading_since", tzinfo=UTC), scanned=scanned)
        .annotate(read=Case(When(pictures_count__gt=0, then=F("pictures_done")), default=F("scanned")))
        .values_list("day", "read")
        .order_by()
    )
    found: dict[date, int] = {}
    for day, number in rows:
        found[day] = found.get(day, 0) + number
    return found


def room_this_month(now: datetime) -> Room:
    # A contract's month is the same for all clients.
    month = utc_midnight(now.astimezone(UTC).date().replace(day=1))
    used = sum(pages_by_day(month).values())
    return current_client().limits.room(Limit.OCR_PAGES, used)


def room_check(now: datetime) -> Callable[[int], None]:
    """Return what is asked before so many pages are read from pictures: it raises ExtractionFailed if they have no
    room.
    """

    def check(pages: int) -> None:
        room = room_this_month(now)
        if not room.takes(pages):
            raise no_room(room, pages)

    return check


def no_room(room: Room, pages: int) -> ExtractionFailed:
    left = max(0, room.limit - room.used)
    return ExtractionFailed(
        OCR_LIMIT,
        f"Your contract has {room.limit:,} pages a month that are read from pictures of text; {left:,} are left, and "
        f"this file has {pages:,}. It is read by itself when the next month begins. Sooner: upload a copy that has its "
        f"text as text. {MORE} Then try again here.",
    )
