"""A client at Stripe: its customer, what it pays as a price with a lookup key, its subscription, Stripe's own pages.

Everything is sent with an idempotency key made of what it is for, so that a request that was lost, or a second press of
the button, makes nothing twice.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from platform_admin.acts import record_act
from platform_admin.billing.invoices import account_of
from platform_admin.billing.prices import PriceList, charge_on, price_on, row_on
from platform_admin.billing.stripe.api import stripe_api
from platform_admin.billing.subscribe import rows_of
from platform_admin.contacts import first_address
from platform_admin.models import Basis, BillingAccount, Period, Subscription
from tenants.models import Client

_INTERVALS = {Period.MONTHLY: "month", Period.YEARLY: "year"}


class NothingToBill(ValueError):
    """The client has no subscription in force that costs anything."""


@dataclass(frozen=True)
class Item:
    """What a subscription has at Stripe: a price by its lookup key, and how many of it."""

    lookup_key: str
    product: str
    name: str
    cents: Decimal  # of one, may have fractions
    interval: str
    quantity: int


def link(client: Client, *, today: date, by: User | None) -> BillingAccount:
    """Let Stripe bill the client from now on; one that it bills already is left as it is.

    Raises NothingToBill, StripeUnavailable.
    """
    rows, prices = rows_of(client), PriceList.read()
    row = row_on(rows, today)
    if row is None or not charge_on(row, prices, today):
        raise NothingToBill("No subscription is in force that costs anything today.")
    account = account_of(client)
    if account.stripe_subscription:
        return account
    item = item_of(row, prices, today)
    with stripe_api() as api:
        account.stripe_customer = account.stripe_customer or _make_customer(api, client, account)
        made = {
            "customer": account.stripe_customer,
            "items": [{"price": price_at_stripe(api, item), "quantity": item.quantity}],
            "collection_method": "send_invoice",
            "days_until_due": account.due_days,
            "metadata": {"client": str(client.pk)},
        }
        subscription = api.v1.subscriptions.create(made, {"idempotency_key": f"subscription-{row.pk}"})
    with transaction.atomic():
        BillingAccount.objects.update_or_create(
            client=client,
            defaults={"stripe_customer": account.stripe_customer, "stripe_subscription": subscription.id},
        )
        record_act("client.stripe_linked", by=by, client=client, subscription=subscription.id)
    return account_of(client)


def portal_address(account: BillingAccount, *, back: str) -> str:
    """Return where the customer finds cards and payments at Stripe, for a few minutes. Raises StripeUnavailable."""
    with stripe_api() as api:
        wanted = {"customer": account.stripe_customer, "return_url": back}
        return api.v1.billing_portal.sessions.create(wanted).url


def item_of(row: Subscription, prices: PriceList, day: date) -> Item:
    """Return the list price where it is all there is to it; otherwise a price of the client's own, for a whole period.

    Own prices are exactly what the product reckons: discounts and minimums are in them.
    """
    price = price_on(row, prices, day)
    listed = prices.on(row.tier, day)
    tier, interval = Client.Tier(row.tier), _INTERVALS[Period(row.period)]
    is_plain = not row.agreed_basis and not row.discount and row.period == Period.MONTHLY and not price.minimum
    if is_plain:
        quantity = row.seats if price.basis == Basis.PER_PERSON else 1
        key = f"{tier.value}-{listed.valid_from}-{interval}"
        return Item(key, f"plan-{tier.value}", tier.label, price.amount * 100, interval, quantity)
    charge = charge_on(row, prices, day)
    return Item(f"client-{row.client_id}-{row.pk}", f"plan-{tier.value}", tier.label, charge * 100, interval, 1)


def price_at_stripe(api: object, item: Item) -> str:
    """Return Stripe's id of the price with this lookup key and amount, made if it is not there."""
    found = api.v1.prices.list({"lookup_keys": [item.lookup_key], "limit": 1}).data
    if found and Decimal(found[0].unit_amount_decimal) == item.cents:
        return found[0].id
    wanted = {
        "currency": "usd",
        "lookup_key": item.lookup_key,
        # A list price that changed since: the key goes to the new one, who has the old one keeps it.
        "transfer_lookup_key": True,
        "recurring": {"interval": item.interval},
        "unit_amount_decimal": item.cents,
        "product": _product(api, item),
    }
    key = f"price-{item.lookup_key}-{item.cents.normalize():f}-{item.interval}"
    return api.v1.prices.create(wanted, {"idempotency_key": key}).id


def _make_customer(api: object, client: Client, account: BillingAccount) -> str:
    wanted = {
        "name": account.name or client.name,
        "email": account.email or first_address(client),
        "metadata": {"client": str(client.pk)},
    }
    return api.v1.customers.create(wanted, {"idempotency_key": f"customer-{client.pk}"}).id


def _product(api: object, item: Item) -> str:
    found = api.v1.products.list({"ids": [item.product], "limit": 1}).data
    if found:
        return found[0].id
    wanted = {"id": item.product, "name": item.name}
    return api.v1.products.create(wanted, {"idempotency_key": f"product-{item.product}"}).id
