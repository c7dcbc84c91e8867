"""What the tests of announcements share."""

from datetime import date

from accounts.models import User
from chat.announcements.shown import on_first_page
from chat.announcements.write import Draft
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
