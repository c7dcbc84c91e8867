"""Who may use a URL. Every view carries exactly one of these; a system check fails start-up otherwise.

Not allowed and not existing look the same to people outside: a signed-out visitor is sent to sign in,
a signed-in one without the right gets 403 with a sentence, an operator's page on a client's host is 404.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tenants.roles import HR, HR_ADMIN, MEMBERS, OPERATOR
from tenants.second_factor import Missing, missing_of

View = Callable[..., HttpResponse]
# Declarations of pages that no employee and no visitor may open.
STAFF_ONLY = frozenset({"hr", "hr_admin", "operator", "operator_enrolling"})


def anonymous_allowed(view: View) -> View:
    """Anyone who reaches the host."""
    view.access = "anonymous"
    return view


def member_required(view: View) -> View:
    """Any signed-in person of the client."""
    return _signed_in(view, MEMBERS, "member")


def hr_required(view: View) -> View:
    """HR editors and owners."""
    return _signed_in(view, HR, "hr")


def hr_admin_required(view: View) -> View:
    """HR owners."""
    return _signed_in(view, frozenset({HR_ADMIN}), "hr_admin")


def operator_required(view: View) -> View:
    """Platform operators whose sign-in is complete, second factor and all; on the platform's host only."""
    led_on = {Missing.FACTOR: "mfa_set_up", Missing.CODES: "mfa_view_recovery_codes"}
    return _signed_in(_with_second_factor(view, led_on), frozenset({OPERATOR}), "operator")


def operator_enrolling(view: View) -> View:
    """The same before they have a second factor: the few pages on which one is set up."""
    return _signed_in(_with_second_factor(view, {}), frozenset({OPERATOR}), "operator_enrolling")


def in_both_languages(view: View) -> View:
    """Declare that a page of HR's has its Spanish too; written below the decorator that says who may use it."""
    view.is_in_both_languages = True
    return view


def support_required(view: View) -> View:
    """An operator in a support view of this client; for everybody else there is no such page."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if getattr(request, "support", None) is None:
            raise Http404
        return view(request, *args, **kwargs)

    checked.access = "support"
    return checked


def _signed_in(view: View, roles: frozenset[str], name: str) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        is_on_platform = request.client is None
        if is_on_platform != (roles == {OPERATOR}):
            raise Http404
        if not request.user.is_authenticated:
            if request.headers.get("HX-Request"):
                return _whole_page_to(settings.ACCOUNT_LOGOUT_REDIRECT_URL)
            # A form's address cannot be opened by itself; after signing in, its page is the place to go on.
            return redirect_to_login(request.get_full_path() if request.method == "GET" else _first_page(request))
        if request.user.role not in roles:
            raise PermissionDenied("Your account does not have the right for this page.")
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            return redirect(_first_page(request))
        return response

    checked.access = name
    return checked


def _with_second_factor(view: View, led_on: dict[Missing, str]) -> View:
    """Serve the view unless something is missing that `led_on` names a page for; never a session without proof."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        missing = missing_of(request)
        if missing is Missing.PROOF:
            get_adapter(request).logout(request)
            place = settings.ACCOUNT_LOGOUT_REDIRECT_URL
        elif missing in led_on:
            place = reverse(led_on[missing], urlconf=settings.PLATFORM_URLCONF)
        else:
            return view(request, *args, **kwargs)
        return _whole_page_to(place) if request.headers.get("HX-Request") else redirect(place)

    return checked


def _whole_page_to(place: str) -> HttpResponse:
    # A fragment cannot show another page in its place.
    return HttpResponse(status=204, headers={"HX-Redirect": place})


def _first_page(request: HttpRequest) -> str:
    return "/platform-admin/" if request.client is None else "/"
