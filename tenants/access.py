"""Who may use a URL. Every view carries exactly one of these; a system check fails start-up otherwise.

Not allowed and not existing look the same to people outside: a signed-out visitor is sent to sign in,
a signed-in one without the right gets 403 with a sentence, an operator's page on a client's host is 404.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tenants.roles import HR, HR_ADMIN, MEMBERS, OPERATOR

View = Callable[..., HttpResponse]
# Declarations of pages that no employee and no visitor may open.
STAFF_ONLY = frozenset({"hr", "hr_admin", "operator"})


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
    """Platform operators, on the platform's host only."""
    return _signed_in(view, frozenset({OPERATOR}), "operator")


def _signed_in(view: View, roles: frozenset[str], name: str) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        is_on_platform = request.client is None
        if is_on_platform != (roles == {OPERATOR}):
            raise Http404
        if not request.user.is_authenticated:
            if request.headers.get("HX-Request"):
                # A fragment cannot show the sign-in page in its place; the whole page goes there.
                return HttpResponse(status=204, headers={"HX-Redirect": settings.ACCOUNT_LOGOUT_REDIRECT_URL})
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


def _first_page(request: HttpRequest) -> str:
    return "/platform-admin/" if request.client is None else "/"
