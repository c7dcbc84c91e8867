"""Pages for what tiers have, and for what one client has of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from platform_admin.client_views import client_row, settings_page
from platform_admin.forms import OwnLimitsForm, TierTermsForm
from platform_admin.terms import all_terms, change_limits, change_terms
from tenants.access import operator_required
from tenants.models import Client


@operator_required
@require_safe
def tiers(request: HttpRequest) -> HttpResponse:
    return render(request, "platform_admin/tiers.html", {"forms": _forms()})


@operator_required
@require_POST
def tier(request: HttpRequest, name: str) -> HttpResponse:
    if name not in Client.Tier.values:
        raise Http404
    forms = _forms(request, name)
    form = next(form for form in forms if form.instance.tier == name)
    if not form.is_valid():
        return render(request, "platform_admin/tiers.html", {"forms": forms}, status=422)
    change_terms(form.save(commit=False), by=request.user)
    messages.success(request, f"{form.title} has these terms now. They hold from the next page or question on.")
    return redirect("platform_admin:tiers")


@operator_required
@require_POST
def client_limits(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    form = OwnLimitsForm(request.POST, client=row)
    if not form.is_valid():
        return settings_page(request, row, limits_form=form, status=422)
    told = form.cleaned_data
    is_changed = change_limits(
        row, tier=told["tier"], own_limits=form.own_limits(), by=request.user, reason=told["reason"]
    )
    messages.success(request, f"{row.name} has these limits now." if is_changed else "Nothing was changed.")
    return redirect("platform_admin:client_settings", pk=pk)


def _forms(request: HttpRequest | None = None, name: str = "") -> list[TierTermsForm]:
    """Return a form for each tier; that of `name` has what was sent."""
    forms = []
    for terms in all_terms():
        sent = request.POST if request and terms.tier == name else None
        form = TierTermsForm(sent, instance=terms, prefix=terms.tier)
        form.title = Client.Tier(terms.tier).label
        forms.append(form)
    return forms
