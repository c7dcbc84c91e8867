"""Headers of the pages that leave before the middleware which adds them to all others."""

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

_OWN_FILES_ONLY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = _OWN_FILES_ONLY
    response["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, ["Host"])
    return response
