"""What the pages need that leave before, or fail outside, the middleware which does it for all others."""

from contextlib import AbstractContextManager

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

_OWN_FILES_ONLY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def visitors_language(request: HttpRequest) -> AbstractContextManager[None]:
    """Write in the language the request was being answered in, or, that early, the one the browser asks for."""
    known = getattr(request, "LANGUAGE_CODE", None)
    return translation.override(known or translation.get_language_from_request(request))


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = _OWN_FILES_ONLY
    response["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, ["Host", "Accept-Language", "Cookie"])
    return response
