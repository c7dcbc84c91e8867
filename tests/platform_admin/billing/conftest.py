from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from platform_admin.models import BillingAccount, Subscription, TierPrice
from tenants.context import platform_scope
from tenants.models import Client

ENTERED = datetime(2025, 1, 1, tzinfo=UTC)


def list_price(tier: str = "starter", since: date = date(2025, 1, 1), amount: str = "100", **more: object) -> TierPrice:
    facts = {"basis": "flat", "amount": Decimal(amount), **more}
    return TierPrice.objects.create(tier=tier, valid_from=since, **facts)


@pytest.fixture
def subscribed(acme, settings, tmp_path) -> Callable[..., Client]:
    """Give acme a subscription to Starter, $100 a month since 2025, entered then; return the client."""
    settings.MEDIA_ROOT = tmp_path / "files"

    def subscribe(**facts: object) -> Client:
        with platform_scope():
            if not TierPrice.objects.exists():
                list_price()
            client = Client.objects.get(pk=acme.id)
            account = {name: facts.pop(name) for name in ("tax_rate", "email", "due_days", "address") if name in facts}
            BillingAccount.objects.update_or_create(client=client, defaults=account)
            since = facts.pop("valid_from", date(2025, 1, 1))
            Subscription.objects.create(
                **{"client": client, "valid_from": since, "tier": "starter", "anchor": since, "made_at": ENTERED}
                | facts
            )
            return client

    return subscribe
