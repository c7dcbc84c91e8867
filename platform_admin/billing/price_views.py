"""The price list: what each tier costs from which day on. Prices are added; none is changed."""

from itertools import groupby

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from platform_admin.billing.forms import TierPriceForm
from platform_admin.billing.prices import PriceList
from platform_admin.models import TierPrice, operator_name
from platform_admin.second_factor.again import confirmed
from tenants.access import operator_required
from tenants.audit.log import record
from tenants.clock import contract_today, day_in_words
from tenants.models import Client


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def prices(request: HttpRequest) -> HttpResponse:
    today = contract_today()
    if request.method != "POST":
        return _page(request, TierPriceForm(today=today, initial={"valid_from": today}))
    form = TierPriceForm(request.POST, today=today)
    if not form.is_valid():
        return _page(request, form, status=422)
    price = form.save(commit=False)
    price.made_by = operator_name(request.user)
    with transaction.atomic():
        price.save()
        told = {"tier": price.tier, "since": str(price.valid_from), "basis": price.basis}
        record("tier.price_added", actor=request.user, subject=price, **told, amount=str(price.amount))
    messages.success(request, f"{price.get_tier_display()} costs that from {day_in_words(price.valid_from)}.")
    return redirect("platform_admin:prices")


def _page(request: HttpRequest, form: TierPriceForm, *, status: int = 200) -> HttpResponse:
    today, listed = contract_today(), PriceList.read()
    rows = {tier: list(own) for tier, own in groupby(TierPrice.objects.all(), key=lambda row: row.tier)}
    tiers = [(tier.label, listed.on(tier, today), rows.get(tier, [])) for tier in Client.Tier]
    return render(request, "platform_admin/prices.html", {"form": form, "tiers": tiers, "today": today}, status=status)
