"""Alerts, and the programs that are told of them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from kombu.exceptions import OperationalError

from platform_admin.acts import record_act
from platform_admin.alerts.addresses import origin_of
from platform_admin.alerts.forms import AcknowledgeForm, WebhookForm
from platform_admin.alerts.rules import RULES
from platform_admin.alerts.send import make_webhook, tell, trouble_in_words
from platform_admin.alerts.watch import acknowledge
from platform_admin.board.tabs import board_tabs
from platform_admin.models import Alert, Webhook, WebhookDelivery
from platform_admin.second_factor.again import confirmed
from platform_admin.tasks import send_webhooks
from tenants.access import operator_required
from tenants.form_pages import form_page

PAST_PER_PAGE = 50
DELIVERIES_SHOWN = 50


@operator_required
@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    rows = Alert.objects.select_related("client", "acknowledged_by")
    past = Paginator(rows.filter(closed_at__isnull=False), PAST_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": board_tabs("alerts"),
        "open_alerts": rows.filter(closed_at__isnull=True).order_by("severity", "-opened_at"),
        "past": past.object_list,
        "page_obj": past,
        "rules": RULES,
        "form": AcknowledgeForm(auto_id=False),
    }
    return render(request, "platform_admin/alerts.html", context)


@operator_required
@require_POST
def alert_acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    alert, form = get_object_or_404(Alert, pk=pk), AcknowledgeForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say in a few words what you do about it; at most 300 letters.")
    elif acknowledge(alert, by=request.user, note=form.cleaned_data["note"], now=timezone.now()):
        messages.success(request, "Noted. It is mailed no more until it is over.")
    else:
        messages.info(request, "Somebody was first, or it is over by now.")
    return redirect("platform_admin:alerts")


@operator_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def webhooks(request: HttpRequest) -> HttpResponse:
    """All webhooks, and a form for a new one, whose secret stands in the answer to it and nowhere else."""
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            webhook, secret = make_webhook(**form.cleaned_data, by=request.user)
            record_act("webhook.added", by=request.user, client=None, name=webhook.name, address=origin_of(webhook.url))
        made = {"webhook": webhook, "secret": secret}
        return render(request, "platform_admin/webhooks.html", {**_webhooks(WebhookForm()), "made": made})
    return form_page(request, "platform_admin/webhooks.html", _webhooks(form))


@operator_required
@require_safe
def webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Webhook.objects.select_related("made_by"), pk=pk)
    deliveries = list(row.deliveries.all()[:DELIVERIES_SHOWN])
    for delivery in deliveries:
        delivery.words = trouble_in_words(delivery.trouble)
    context = {"tabs": board_tabs("webhooks"), "webhook": row, "deliveries": deliveries}
    return render(request, "platform_admin/webhook.html", context)


@operator_required
@require_POST
@confirmed
def webhook_test(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Webhook, pk=pk)
    if row.disabled_at:
        messages.error(request, "It is switched off. Switch it on first.")
        return redirect("platform_admin:webhook", pk=pk)
    with transaction.atomic():
        record_act("webhook.tested", by=request.user, client=None, name=row.name)
        tell([row], "webhook.test", {"webhook": str(row.pk), "text": "This is a test."})
    try:
        send_webhooks.delay()
    except OperationalError:
        messages.info(request, "The queue cannot be reached; the test is sent once it is back.")
    else:
        messages.success(request, "A test is on its way. What became of it stands below; load the page again.")
    return redirect("platform_admin:webhook", pk=pk)


@operator_required
@require_POST
@confirmed
def webhook_switch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Switch it off, or on again."""
    row = get_object_or_404(Webhook, pk=pk)
    with transaction.atomic():
        is_on = row.disabled_at is not None
        Webhook.objects.filter(pk=pk).update(disabled_at=None if is_on else timezone.now(), failures=0)
        if is_on:
            # What could not be delivered in the meantime is old news.
            row.deliveries.filter(state=WebhookDelivery.State.WAITING).update(state=WebhookDelivery.State.GIVEN_UP)
        act = "webhook.switched_on" if is_on else "webhook.switched_off"
        record_act(act, by=request.user, client=None, name=row.name)
    messages.success(request, f"{row.name} is told again." if is_on else f"{row.name} is told nothing any more.")
    return redirect("platform_admin:webhook", pk=pk)


@operator_required
@require_POST
@confirmed
def webhook_delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Webhook, pk=pk)
    with transaction.atomic():
        record_act("webhook.removed", by=request.user, client=None, name=row.name, address=origin_of(row.url))
        row.delete()
    messages.success(request, f"{row.name} is removed, with what was written down of its messages.")
    return redirect("platform_admin:webhooks")


def _webhooks(form: WebhookForm) -> dict[str, object]:
    return {
        "tabs": board_tabs("webhooks"),
        "form": form,
        "webhooks": Webhook.objects.select_related("made_by"),
    }
