"""What the tests of announcements share."""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from accounts.models import User
from chat.announcements.shown import on_first_page
from chat.announcements.write import Draft, change
from chat.models import Announcement
from tenants.clock import today

ENDS = Draft(
    title="Enrollment ends soon",
    text="Choose your plan **now**.\n\nYou can [compare them](/plans/compare/).",
    first_day=date(2020, 1, 1),
    last_day=date(2099, 12, 31),
)
LIST = "/hr/company/announcements/"
DAYS = {"effective_from": "2099-01-01", "effective_to": "2099-02-01"}


def titles(user: User) -> list[str]:
    return [one.title for one in on_first_page(user, today()).shown]


def rewrite(row: Announcement, *, seen: int, by: User, show_again: bool = False, **facts: object) -> bool:
    draft = replace(ENDS, **facts)
    return change(row, draft, seen_number=seen, show_again=show_again, day=today(), by=by, now=timezone.now())
