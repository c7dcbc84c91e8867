import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tenants.engine_down import engine_down_page
from tenants.plain_pages import private, visitors_language


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """What no view and no middleware caught. Drawn without the request: whatever it would read may be what failed."""
    # Django calls this while it handles the error, and tells it in no other way.
    error = sys.exc_info()[1]
    with visitors_language(request):
        return engine_down_page(error) or private(render(None, "500.html", status=500))
