"""Pages of plans and their figures that are the same for all of a class: drawn or read once, and kept until the
catalogue or the day changes.

What is kept lies in the client's own cache, under all that it is made of. Whatever else somebody asks for is drawn for
them alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from benefits.catalogue.mark import catalogue_mark, made_by
from benefits.models import UsageProfile
from tenants.cache import keep, known
from tenants.clock import today

KEPT_SECONDS = 3600
ASKED = ("year", "tier", "band", "tobacco", "spouse", "level")
Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Shown:
    """What a page is drawn of; `is_shared` where anybody of the class who asks for the same is shown the same."""

    context: Mapping[str, object]
    is_shared: bool
    status: int = 200


def shared_page(
    request: HttpRequest, name: str, usual_tier: str, show: Callable[[HttpRequest, str], Shown]
) -> HttpResponse:
    """Answer with the page of this name: what is in it as it was drawn before, or drawn now."""
    key = _key(request, name, usual_tier)
    content, status = known(key), 200
    if content is None:
        shown = show(request, usual_tier)
        status = shown.status
        content = _draw(request, name, shown)
        if shown.is_shared and status == 200:
            keep(key, content, seconds=KEPT_SECONDS)
    return _page(request, name, content, status)


def own_page(request: HttpRequest, name: str, shown: Shown) -> HttpResponse:
    """Answer with the page of this name as it is for this person alone; nothing of it is kept."""
    return _page(request, name, _draw(request, name, shown), shown.status)


def kept_figures(
    request: HttpRequest, name: str, usual_tier: str, read: Callable[[HttpRequest, str], tuple[Kept, bool]]
) -> Kept:
    """Return the figures of this name as they were read before, or read now; `read` says whether they are shared."""
    key = _key(request, name, usual_tier)
    figures = known(key)
    if figures is None:
        figures, is_shared = read(request, usual_tier)
        if is_shared:
            keep(key, figures, seconds=KEPT_SECONDS)
    return figures


def is_plainly_asked(request: HttpRequest, plans: set[str]) -> bool:
    """Whether nothing is asked for that cannot be asked for by others too: so what is kept can only be so much."""
    ticked = {request.GET.get(name, "on") for name in ("tobacco", "spouse")}
    is_level = request.GET.get("level", "") in ("", *UsageProfile.Level.values)
    return ticked == {"on"} and is_level and set(request.GET.getlist("plan")) <= plans


def _draw(request: HttpRequest, name: str, shown: Shown) -> str:
    return render_to_string(f"benefits/plans/_{name}.html", shown.context, request)


def _page(request: HttpRequest, name: str, content: str, status: int) -> HttpResponse:
    return render(request, f"benefits/plans/{name}.html", {"content": content}, status=status)


def _key(request: HttpRequest, name: str, usual_tier: str) -> str:
    audience = astuple(request.user.audience)
    asked = [usual_tier, *(request.GET.get(one, "") for one in ASKED)]
    parts = (
        made_by(),
        catalogue_mark(),
        name,
        get_language(),
        today(),
        audience,
        asked,
        sorted(set(request.GET.getlist("plan"))),
    )
    return f"plans:{sha256(repr(parts).encode()).hexdigest()}"
