"""Keys of the platform's own API."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.api_keys import create_api_key, revoke_api_key
from platform_admin.key_forms import PlatformKeyForm
from platform_admin.models import PlatformKey
from platform_admin.second_factor.again import confirmed
from tenants.access import operator_required
from tenants.form_pages import form_page


@operator_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def keys(request: HttpRequest) -> HttpResponse:
    """All keys, and a form for a new one, whose secret stands in the answer to it and nowhere else.

    A key outlives the sign-in it was made in, so making one asks for the second factor again.
    """
    form, now = PlatformKeyForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        made = create_api_key(
            name=told["name"],
            scopes=told["scopes"],
            valid_for=timedelta(days=told["days"]),
            created_by=request.user,
            now=now,
            kind=PlatformKey,
        )
        return render(request, "platform_admin/keys.html", {**_context(PlatformKeyForm()), "made": made})
    return form_page(request, "platform_admin/keys.html", _context(form))


@operator_required
@require_POST
def key_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    key = get_object_or_404(PlatformKey, pk=pk)
    if revoke_api_key(key, by=request.user, now=timezone.now()):
        messages.success(request, f"{key.name} no longer works.")
    return redirect("platform_admin:keys")


def _context(form: PlatformKeyForm) -> dict[str, object]:
    now = timezone.now()
    rows = PlatformKey.objects.select_related("created_by")
    return {
        "form": form,
        "keys": [
            {"row": row, "is_valid": row.is_valid(now), "scopes": [PlatformKey.Scope(one).label for one in row.scopes]}
            for row in rows
        ],
    }
