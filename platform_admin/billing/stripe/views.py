"""Where Stripe says what happened, and where operators hand a client's bills over to it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from platform_admin.billing.stripe.api import StripeUnavailable, is_on
from platform_admin.billing.stripe.events import NotStripe, take_in
from platform_admin.billing.stripe.link import NothingToBill, link
from platform_admin.client_views import client_row
from platform_admin.second_factor.again import confirmed
from tenants.access import anonymous_allowed, operator_required
from tenants.clock import contract_today


@csrf_exempt  # signed by Stripe instead
@anonymous_allowed
@require_POST
def stripe_events(request: HttpRequest) -> HttpResponse:
    if not is_on() or not settings.STRIPE_WEBHOOK_SECRET:
        raise Http404
    try:
        became = take_in(request.body, request.headers.get("Stripe-Signature", ""), today=contract_today())
    except NotStripe as refused:
        return HttpResponse(str(refused), status=400, content_type="text/plain")
    except StripeUnavailable:
        # Stripe sends it again.
        return HttpResponse("Stripe could not be asked.", status=503, content_type="text/plain")
    return HttpResponse(became, content_type="text/plain")


@operator_required
@require_POST
@confirmed
def stripe_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    if not is_on():
        raise Http404
    try:
        link(row, today=contract_today(), by=request.user)
    except NothingToBill as refused:
        messages.error(request, str(refused))
    except StripeUnavailable:
        messages.error(request, "Stripe did not take it. Nothing was changed here; try again in a minute.")
    else:
        messages.success(
            request, f"Stripe bills {row.name} from now on. Its invoices appear here as Stripe makes them."
        )
    return redirect("platform_admin:client_billing", pk=pk)
