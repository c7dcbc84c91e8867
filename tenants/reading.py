"""The one place that keeps a suspended client from being used: its HR may sign in and read, nobody else comes in, and
nothing is written for anybody.

Decided before a view is called, by what its address declares (tenants/access.py), so that a page made tomorrow is
closed from its first day.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve

from tenants.closed_controls import with_closed_controls
from tenants.programs import error_response, is_for_programs
from tenants.standing import Standing

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_OF_HR = frozenset({"hr", "hr_admin"})
# The way in and out again, and the language in which one reads: all that may be sent.
DOORS = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "accounts:choose_language",
    }
)
# A client's look, on every page of its host whoever reads it: its colours, pictures and icons.
LOOK = frozenset(
    f"branding:{name}" for name in ("theme", "logo", "picture_file", "letter_icon", "favicon", "touch_icon", "manifest")
)


class ReadOnlyMiddleware:
    """After people are known, and before any view: see above. Employees and visitors get the closed page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.standing != Standing.READ_ONLY:
            return self.get_response(request)
        if is_for_programs(request.path):
            return error_response(403, _sentence())
        match = _match_of(request.path_info)
        if match is not None and _is_for_everybody(match, request.method):
            return self.get_response(request)
        if not request.user.is_authenticated or not request.user.is_hr:
            request.urlconf = settings.CLOSED_URLCONF
            return self.get_response(request)
        if match is None or _is_read_by_hr(match, request.method):
            return with_closed_controls(self.get_response(request), request, _opens)
        context = {"is_reading": _is_reading(request.method), "contract_email": settings.CONTRACT_EMAIL}
        response = render(request, "tenants/read_only.html", context, status=403)
        return with_closed_controls(response, request, _opens)


def _opens(method: str, path: str) -> bool:
    """Whether a link or button of HR's pages leads to something that is open to HR."""
    match = _match_of(path)
    return match is None or _is_for_everybody(match, method) or _is_read_by_hr(match, method)


def _is_for_everybody(match: ResolverMatch, method: str) -> bool:
    return match.view_name in DOORS or (match.view_name in LOOK and _is_reading(method))


def _is_read_by_hr(match: ResolverMatch, method: str) -> bool:
    return _is_reading(method) and getattr(match.func, "access", "") in _OF_HR


def _is_reading(method: str) -> bool:
    return method in _READING


def _match_of(path: str) -> ResolverMatch | None:
    try:
        return resolve(path, settings.ROOT_URLCONF)
    except Resolver404:
        return None


def _sentence() -> str:
    return (
        "This assistant is not available at the moment: nothing is read or written for programs. "
        f"Whoever looks after the contract can write to {settings.CONTRACT_EMAIL}."
    )
