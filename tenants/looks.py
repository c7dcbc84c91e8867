"""How a client's look is asked for where nothing of the app that keeps looks is imported.

That app adds its function when it is ready, by its name.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from tenants.binding import ClientRef

# What pages are drawn with, served to anybody on every host of a client's (branding/urls.py).
_PATHS = ("/brand/", "/logos/")
_SHEET = re.compile(r"/brand/[0-9a-f]{1,32}/theme\.css", re.ASCII)
Look = Callable[[ClientRef], object | None]
_looks: list[str] = []


def add_look(name: str) -> None:
    """Add, by its dotted name, the function that returns a client's last known look without asking the database."""
    if name not in _looks:
        _looks.append(name)


def last_known_look(client: ClientRef) -> object | None:
    """Return what templates take for the client's brand, as it was last seen; None if it never was."""
    looks: list[Look] = [import_string(name) for name in _looks]
    return next(filter(None, (look(client) for look in looks)), None)


def is_of_a_look(request: HttpRequest) -> bool:
    """Whether it is a sheet or picture that a page fetches, which no page may send to another host for."""
    return request.method in ("GET", "HEAD") and request.path.startswith(_PATHS)


def last_known_sheet(request: HttpRequest, client: ClientRef) -> HttpResponse | None:
    """Return the style sheet of the look as it was last seen, to be kept by nobody; None for any other request."""
    theme = getattr(last_known_look(client), "theme", None) if _SHEET.fullmatch(request.path) else None
    if theme is None or not is_of_a_look(request):
        return None
    return HttpResponse(
        theme.css,
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff", "Vary": "Host"},
    )
