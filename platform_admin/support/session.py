"""The session of a support visit: a cookie of its own kind, on the client's host alone, that no sign-in knows."""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from platform_admin.models import SupportVisit
from platform_admin.support.visits import live_key
from tenants.roles import EMPLOYEE, HR_ADMIN


class VisitSession(SessionBase):
    """What pages note in a session, forgotten with the request: a visit leaves nothing in the client's tables."""

    def __init__(self, visit: SupportVisit) -> None:
        super().__init__(live_key(visit))
        self._session_cache = {}

    def load(self) -> dict[str, object]:
        return {}

    def save(self, must_create: bool = False) -> None:
        pass


def person_of(visit: SupportVisit) -> User:
    """Return whom the pages are made for: nobody's account, in no table."""
    return User(
        pk=visit.pk,
        email=f"{visit.pk}@support.invalid",
        name="Support",
        role=HR_ADMIN if visit.is_of_hr else EMPLOYEE,
        language=visit.language,
        class_code=visit.class_code,
        work_state=visit.work_state,
        hours=visit.hours,
        notice_seen_at=visit.opened_at,
    )


def give_cookie(response: HttpResponse, visit: SupportVisit, secret: str) -> None:
    response.set_cookie(
        settings.SUPPORT_COOKIE_NAME,
        secret,
        max_age=60 * visit.minutes,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def take_cookie(response: HttpResponse) -> None:
    response.delete_cookie(settings.SUPPORT_COOKIE_NAME, samesite="Strict")


def secret_in(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.SUPPORT_COOKIE_NAME, "")
