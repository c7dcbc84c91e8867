import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tenants.engine_down import engine_down_page
from tenants.last_look import last_look
from tenants.plain_pages import private, visitors_language


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot even be read. Drawn without the request, which may be what is wrong."""
    with visitors_language(request):
        return private(render(None, "400.html", last_look(request), status=400))


def failed(request: HttpRequest) -> HttpResponse:
    """What no view and no middleware caught. Drawn without the request: whatever it would read may be what failed."""
    # Django calls this while it handles the error, and tells it in no other way.
    error = sys.exc_info()[1]
    with visitors_language(request):
        shown = engine_down_page(error, request, is_drawn_alone=True)
        return shown or private(render(None, "500.html", last_look(request), status=500))
