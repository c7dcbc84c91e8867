"""Lists of people, read as the worker reads them."""

from datetime import date, datetime
from io import BytesIO

from django.core.files.base import ContentFile

from accounts.models import InvitationList, User
from accounts.roster import RosterLine, Survey, lines_of, survey
from accounts.roster_job import read_on, receive
from accounts.workbooks import SheetRow
from tenants.csv_lists import rows_in

TODAY = date(2026, 11, 29)


def rows_of(content: str | bytes) -> list[SheetRow]:
    file = BytesIO(content.encode() if isinstance(content, str) else content)
    return [SheetRow("", number, cells) for number, cells in rows_in(file)]


def surveyed(content: str | bytes) -> Survey:
    return survey(rows_of(content), today=TODAY)


def read_roster(content: str | bytes) -> list[RosterLine]:
    rows = rows_of(content)
    return list(lines_of(rows, survey(rows, today=TODAY)))


def draft(content: str | bytes, *, by: User | None, now: datetime, **facts: object) -> InvitationList:
    """Send the list and read it, as the client that is bound; what is wrong with it as a whole fails here."""
    file = ContentFile(content.encode() if isinstance(content, str) else content)
    listing = receive(file, name="people.csv", by=by, now=now, **facts)
    read_on(listing.pk)
    listing.refresh_from_db()
    assert not listing.refusal, listing.refusal
    return listing
