"""The page of a form, opened or shown again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """Return the page; what was sent and is shown again was refused, and the status says so."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)
