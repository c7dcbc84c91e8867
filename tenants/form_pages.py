"""What the pages of forms have in common."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.text import Truncator


def form_page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """Return the page; what was sent and is shown again was refused, and the status says so."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def settings_form(request: HttpRequest, form: type[Form], standing: object) -> Form:
    """Return a form of what can be set: with what was sent, else with what stands."""
    initial = {name: getattr(standing, name) for name in form.base_fields}
    return form(request.POST if request.method == "POST" else None, initial=initial)


def say_overtaken(form: Form, name: str, stamp: object, *, told: str) -> None:
    """Refuse what was sent, for somebody has written the row meanwhile; `told` says what it says now.

    The form that comes back may be saved: its hidden field `name` has the row's stamp, and its reader has been told.
    """
    form.data = form.data.copy()
    form.data[name] = stamp
    form.add_error(None, f"Somebody changed this since you opened it. {told} Save again to put yours in its place.")


def says_now(text: str) -> str:
    return f"It says now: “{Truncator(text).chars(300)}”."


def sent(request: HttpRequest) -> tuple[QueryDict | None, MultiValueDict | None]:
    """Return what a form sent, fields and files; nothing if it is only opened. Every field may be empty."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
