"""What every page of figures has."""

from django.http import HttpRequest

from analytics.pages.asked import Asked
from chat.usage import FEWEST_ASKERS_SENSITIVE, FEWEST_PEOPLE
from tenants.roles import HR_ADMIN


def frame_context(request: HttpRequest, asked: Asked) -> dict[str, object]:
    return {
        "asked": asked,
        "fewest": asked.company.fewest,
        "fewest_sensitive": max(asked.company.fewest, FEWEST_ASKERS_SENSITIVE),
        "fewest_people": FEWEST_PEOPLE,
        "may_change": request.user.role == HR_ADMIN,
    }
