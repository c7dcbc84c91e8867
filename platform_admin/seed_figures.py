"""Sixty days of invented counts for the demo companies, marked as such: a new installation's overview is not empty."""

import random
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from platform_admin.figures.collect import collect
from platform_admin.models import ClientDay
from tenants.binding import ClientRef
from tenants.context import platform_scope

DAYS = 60
_SATURDAY = 5
_PEOPLE = {"juniper": 340, "bluefin": 120, "cedarmain": 610}  # who would ask in a company of that size


def seed_figures(client: ClientRef) -> None:
    """Write the days before today and measure today; run again, nothing is doubled."""
    now = timezone.now()
    with platform_scope():
        days = [_day(client, now.date() - timedelta(days=n)) for n in range(1, DAYS + 1)]
        ClientDay.objects.bulk_create(days, ignore_conflicts=True)
    collect(client, now=now)


def _day(client: ClientRef, day: date) -> ClientDay:
    """Return one day: few questions at weekends, more towards open enrollment; the same for the same day."""
    chance = random.Random(f"{client.subdomain} {day}")  # noqa: S311 - no secret
    people = _PEOPLE.get(client.subdomain, 100)
    season = 1.6 if day.month in (10, 11) else 1.0
    share = (0.008 if day.weekday() >= _SATURDAY else 0.05) * season * chance.uniform(0.7, 1.3)
    active = round(people * share)
    messages = round(active * chance.uniform(1.8, 3.2))
    refused = round(messages * chance.uniform(0.08, 0.2))
    failed = int(chance.random() < 0.1)
    answered = max(0, messages - refused - failed)
    tokens = messages * chance.randint(2_600, 3_400)
    return ClientDay(
        client_id=client.id,
        day=day,
        active=active,
        active_30=round(people * 0.55),
        messages=messages,
        answered=answered,
        refused=messages - answered - failed if messages else 0,
        failed=failed if messages else 0,
        unproven=round(answered * 0.04),
        helpful=round(answered * 0.1),
        unhelpful=round(answered * 0.02),
        tokens=tokens,
        cost_usd=Decimal(tokens) * 6 / 10_000_000,
        embedded_tokens=messages * 40,
        stored_bytes=people * 60_000,
        people=people,
        is_made_up=True,
    )
