"""Keeps what Stripe bills in line with what is agreed here: its price, its free days, its end.

What Stripe was told last stands with the subscription there, so that telling it again changes nothing, and what a run
could not tell the next one does: at once when terms change, and every night.
"""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import stripe
import structlog
from django.db import transaction

from accounts.models import User
from platform_admin.acts import record_act
from platform_admin.billing.periods import DAY
from platform_admin.billing.prices import PriceList, is_free, row_on
from platform_admin.billing.stripe.api import StripeUnavailable, stripe_api
from platform_admin.billing.stripe.link import Item, item_of, price_at_stripe
from platform_admin.billing.subscribe import rows_of
from platform_admin.models import BillingAccount, Subscription
from tenants.models import Client

OVER = {"canceled", "incomplete_expired"}  # what Stripe calls a subscription that bills no more
_MISSING = "resource_missing"
log = structlog.get_logger(__name__)


def follow(client: Client, *, today: date, by: User | None) -> None:
    """Tell Stripe what changed; nothing where Stripe does not bill the client. Raises StripeUnavailable."""
    account = _linked(client)
    if account is None:
        return
    rows = rows_of(client)
    row = row_on(rows, today)
    if row is None:
        end_at_stripe(client, today=today, by=by)
        return
    item, state = _wanted(client, rows, row, today)
    with stripe_api() as api:
        told = api.v1.subscriptions.retrieve(account.stripe_subscription).to_dict()
        before = json.loads((told.get("metadata") or {}).get("terms") or "{}")
        if told["status"] not in OVER and before != state:
            changes = _changes(before, state)
            if before.get("price") != state["price"]:
                own = told["items"]["data"][0]["id"]
                changes["items"] = [{"id": own, "price": price_at_stripe(api, item), "quantity": item.quantity}]
            api.v1.subscriptions.update(account.stripe_subscription, changes)


def told_or_later(client: Client, *, today: date, by: User | None) -> bool:
    """Do the same; False if Stripe cannot be told now, which the night tries again."""
    try:
        follow(client, today=today, by=by)
    except StripeUnavailable as trouble:
        log.warning("stripe_not_told", client=str(client.pk), reason=trouble.reason)
        return False
    return True


def end_at_stripe(client: Client, *, today: date, by: User | None) -> None:
    """End the client's subscription at Stripe; nothing if it has none, or was ended before. Raises StripeUnavailable,
    also where Stripe is switched off while it bills the client.
    """
    account = _linked(client)
    if account is None:
        return
    with stripe_api() as api:
        try:
            told = api.v1.subscriptions.retrieve(account.stripe_subscription).to_dict()
            if told["status"] not in OVER:
                api.v1.subscriptions.cancel(account.stripe_subscription)
        except stripe.InvalidRequestError as error:
            if error.code != _MISSING:
                raise
            told = {}
    unlink(account, told, today=today, by=by)


def unlink(account: BillingAccount, told: dict[str, Any], *, today: date, by: User | None) -> None:
    """Note that Stripe bills the client no more, and up to which day it has: none of that is billed here."""
    ends = [item.get("current_period_end") for item in (told.get("items") or {}).get("data", ())]
    moments = [moment for moment in (*ends, told.get("current_period_end")) if moment]
    until = max([today, *(datetime.fromtimestamp(moment, UTC).date() for moment in moments)])
    with transaction.atomic():
        own = BillingAccount.objects.filter(pk=account.pk, stripe_subscription=account.stripe_subscription)
        if own.update(stripe_subscription="", stripe_until=until):
            told_of = {"subscription": account.stripe_subscription, "billed_until": str(until)}
            record_act("client.stripe_unlinked", by=by, client=account.client, **told_of)


def _linked(client: Client) -> BillingAccount | None:
    return BillingAccount.objects.filter(client=client).exclude(stripe_subscription="").first()


def _wanted(client: Client, rows: list[Subscription], row: Subscription, today: date) -> tuple[Item, dict[str, Any]]:
    """Return what the subscription should be at Stripe, and the same in plain values, as it is kept there."""
    first_paid = row.trial_ends_on + DAY if is_free(row, today) else today
    item = item_of(row, PriceList.read(), first_paid)
    goes_on = any(later.valid_from == row.valid_to for later in rows)
    state = {
        "price": [item.lookup_key, str(Decimal(item.cents).normalize()), item.quantity],
        "free_until": str(first_paid) if first_paid > today else "",
        "ends_on": str(row.valid_to) if row.valid_to is not None and not goes_on else "",
        "paused": client.status == Client.Status.OFFBOARDING,
    }
    return item, state


def _changes(before: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    """Return what Stripe is sent beside the price. A client that is leaving is billed for nothing meanwhile."""
    changes: dict[str, Any] = {
        "metadata": {"terms": json.dumps(state)},
        "cancel_at": _moment(state["ends_on"]) if state["ends_on"] else "",
        "pause_collection": {"behavior": "void"} if state["paused"] else "",
    }
    if state["free_until"]:
        changes["trial_end"] = _moment(state["free_until"])
    elif before.get("free_until"):
        changes["trial_end"] = "now"
    return changes


def _moment(day: str) -> int:
    return int(datetime.combine(date.fromisoformat(day), time(), UTC).timestamp())
