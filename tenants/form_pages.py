"""What the pages of forms have in common."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict


def form_page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """Return the page; what was sent and is shown again was refused, and the status says so."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def settings_form(request: HttpRequest, form: type[Form], standing: object) -> Form:
    """Return a form of what can be set: with what was sent, else with what stands."""
    initial = {name: getattr(standing, name) for name in form.base_fields}
    return form(request.POST if request.method == "POST" else None, initial=initial)


def sent(request: HttpRequest) -> tuple[QueryDict | None, MultiValueDict | None]:
    """Return what a form sent, fields and files; nothing if it is only opened. Every field may be empty."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
