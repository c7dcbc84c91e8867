import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from tenants import health
from tenants.audit.origin import asked_from
from tenants.clock import contract_today
from tenants.context import platform_scope, tenant_scope
from tenants.engine_down import engine_down_page
from tenants.hosts import HostEntry, find_host, is_below_platform, is_platform_host, normalise_host
from tenants.last_look import known_of
from tenants.looks import is_of_a_look, last_known_sheet
from tenants.maintenance import maintenance_page
from tenants.moved import moved_page, primary_page
from tenants.plain_pages import private, visitors_language
from tenants.programs import is_for_programs
from tenants.standing import Standing

GetResponse = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger(__name__)


class HealthMiddleware:
    """Answer orchestrators and the proxy, which know no client's host, before any client is looked up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/livez":
            return health.livez()
        if request.path == "/readyz":
            return health.readyz()
        if request.path == "/internal/tls-check":
            return health.tls_check(request)
        return self.get_response(request)


class RequestLogMiddleware:
    """One line per request: what, how long, which client. Never a query string, which may hold a question."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request.id = uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=request.id)
        response = self.get_response(request)
        response["X-Request-Id"] = request.id
        route = getattr(request, "resolver_match", None)
        client = getattr(request, "client", None)
        log.info(
            "request",
            method=request.method,
            route=route.view_name if route else "",
            status=response.status_code,
            milliseconds=round(1000 * (time.perf_counter() - started), 1),
            client=str(client.id) if client else "",
        )
        return response


class ClientMiddleware:
    """Bind the request to the client its host belongs to, before sessions and sign-in are looked at.

    A host nobody verified gets the same 404 whatever else exists. A client that is leaving is served by a small
    URLconf of its own, of one that is suspended HR may read (tenants/reading.py). An address that a client has left
    sends on to the one it has now, as does the platform's where links name a domain of the client's own. One whose
    schema is not finished, or lacks migrations that this code needs,
    is never entered, because a missing table there would be looked for in `public`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.client, request.notices, request.standing = None, (), Standing.OPEN
        named = request.META.get("HTTP_HOST", "")
        # Browsers send international names in their ASCII form; anything else, or blanks, would be a 400 later on.
        host = normalise_host(named) if named.isascii() and named == named.strip() else None
        if host is None:
            return _unknown_host(request)
        if is_platform_host(host):
            request.urlconf = settings.PLATFORM_URLCONF
            with platform_scope(), asked_from(request):
                return self.get_response(request)
        with platform_scope():
            entry = find_host(host)
        if entry is None:
            return _unknown_host(request)
        request.has_own_domain = not is_below_platform(host)
        return self._serve_client(request, entry, host)

    def _serve_client(self, request: HttpRequest, entry: HostEntry, host: str) -> HttpResponse:
        if entry.client.status in {"pending", "provisioning"}:
            if sheet := last_known_sheet(request, entry.client):
                return sheet
            with visitors_language(request):
                response = render(None, "tenants/provisioning.html", known_of(entry.client), status=503)
            response["Retry-After"] = "5"
            return private(response)
        if entry.is_behind:
            return maintenance_page(request, entry)
        request.client, request.notices = entry.client, entry.notices
        today = contract_today()
        if entry.forwards_until is not None and today > entry.forwards_until:
            return _unknown_host(request)
        # The page that says so is in the client's look, and a browser takes a sheet from no other host for it.
        if entry.forwards_until is not None and not is_of_a_look(request):
            return moved_page(request, entry)
        # Programs are answered at every host alike: they follow no redirect with their key, and need no sign-in.
        if entry.sends_on(host) and not is_for_programs(request.path) and not is_of_a_look(request):
            return primary_page(request, entry)
        request.standing = entry.standing(today)
        if request.standing == Standing.CLOSED:
            request.urlconf = settings.CLOSED_URLCONF
        with tenant_scope(entry.client):
            return self.get_response(request)


class EngineDownMiddleware:
    """Say it in a sentence when something needs PostgreSQL or Redis and that is down.

    Pages are read without Redis. Signing in is not tried without it: who counts wrong passwords would be blind.
    What fails outside a view (looking up the host, session, person) comes to `tenants.views.failed` instead.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return engine_down_page(exception, request)


class PrivateResponseMiddleware:
    """No proxy or shared cache may keep a page: most hold one person's answers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        if getattr(request, "has_own_domain", False) and settings.SECURE_HSTS_SECONDS:
            # A client's domain has other hosts than ours below it, which may have no certificate.
            response.setdefault("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        patch_vary_headers(response, ["Host", "Cookie"])
        return response


def _unknown_host(request: HttpRequest) -> HttpResponse:
    with visitors_language(request):
        return private(render(None, "tenants/unknown_host.html", status=404))
