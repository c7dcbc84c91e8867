"""Requests of a support visit: held against the list of what it may open, read-only, and written down."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, lru_cache

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone

from platform_admin.acts import record_act
from platform_admin.models import SupportVisit
from platform_admin.support.allowed import ALONG, OWN, PICTURES, SAFE, is_allowed
from platform_admin.support.session import VisitSession, person_of, secret_in, take_cookie
from platform_admin.support.visits import find_by_session
from tenants.audit.models import AuditEvent
from tenants.audit.origin import asked_from
from tenants.closed_controls import IsOpen, with_closed_controls
from tenants.context import platform_scope, tenant_scope
from tenants.reading import LOOK

_OPEN_TO_ALL = frozenset({"support:ended", "support:enter"}) | LOOK


class SupportMiddleware:
    """Make a request that comes with a visit's cookie that visit's, whatever else the browser is signed in to.

    Whose cookie is nobody's, or another client's, is a visitor like any other, and loses the cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.support, request.support_over = None, None
        secret = secret_in(request)
        is_closed = getattr(request, "urlconf", None) == settings.CLOSED_URLCONF
        if not secret or request.client is None or is_closed:
            return self.get_response(request)
        visit = find_by_session(secret, client=request.client, now=timezone.now())
        if visit is not None and visit.is_open:
            return self._serve(request, visit)
        name, request.support_over = _name_of(request, request.path_info), visit
        if visit is None or name in _OPEN_TO_ALL:
            response = self.get_response(request)
        elif request.method in SAFE and not request.headers.get("HX-Request"):
            response = redirect("support:ended")
        else:
            response = render(request, "platform_admin/support_ended.html", status=403)
        if settings.SUPPORT_COOKIE_NAME not in response.cookies:
            take_cookie(response)
        return response

    def _serve(self, request: HttpRequest, visit: SupportVisit) -> HttpResponse:
        signed_in, session = request.user, request.session
        request.support, request.user, request.session = visit, person_of(visit), VisitSession(visit)
        try:
            with tenant_scope(replace(request.client, demo_today=visit.as_of or request.client.demo_today)):
                return with_closed_controls(self._answer(request, visit), request, _opens(request, visit))
        finally:
            # The session's own middleware, further out, must find what it came with.
            request.user, request.session = signed_in, session

    def _answer(self, request: HttpRequest, visit: SupportVisit) -> HttpResponse:
        name = _name_of(request, request.path_info)
        if name is None:
            return self.get_response(request)  # no such page, as for everybody
        if not is_allowed(visit, name, request.method):
            if request.headers.get("HX-Request") and request.method in SAFE:
                # A part that an open page asks for: its place is filled with why it stays empty.
                return render(request, "support/_closed.html")
            return render(request, "support/refused.html", status=403)
        if name in OWN[visit.kind]:
            with asked_from(request):
                return self.get_response(request)
        if visit.is_of_hr and name not in ALONG:
            with asked_from(request), platform_scope():
                _write_down(request, visit, is_picture=name in PICTURES)
        with _read_only():
            return self.get_response(request)


def _write_down(request: HttpRequest, visit: SupportVisit, *, is_picture: bool) -> None:
    """Note the page in both chains; a page of a document once a visit, however often its picture is asked for."""
    # Without the query: it may hold what somebody typed.
    seen = {"visit": str(visit.pk), "page": request.path}
    if is_picture and AuditEvent.objects.filter(action="support.page_seen", detail__contains=seen).exists():
        return
    told = {**seen, "reason": visit.reason, "ticket": visit.ticket}
    record_act("support.page_seen", by=visit.operator, client=visit.client, **told)


def _opens(request: HttpRequest, visit: SupportVisit) -> IsOpen:
    """Return what tells a page's links and buttons which of them the visit may follow."""

    @cache
    def is_open(method: str, path: str) -> bool:
        name = _name_of(request, path)
        return name is None or is_allowed(visit, name, method)

    return is_open


def _name_of(request: HttpRequest, path: str) -> str | None:
    return _name_at(getattr(request, "urlconf", None), path)


# The same links stand on every page of a visit.
@lru_cache(maxsize=1024)
def _name_at(urlconf: str | None, path: str) -> str | None:
    try:
        return resolve(path, urlconf).view_name
    except Resolver404:
        return None


@contextmanager
def _read_only() -> Iterator[None]:
    """Let the database itself refuse to write, whatever a page would do."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield
