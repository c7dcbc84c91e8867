"""What a client costs the platform in a month, and what is left of what it pays.

Language models are in the ledger of calls with their price already; the rest is priced here from what was counted by
the day (figures/collect.py). A price that changes gets a new row with its first day; a month has the prices of its
first. Where a job is done on machines of our own, the price is an estimate of what they cost.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Avg, Count, Sum

from platform_admin.billing.amounts import cents
from platform_admin.billing.periods import Span
from platform_admin.models import ClientDay

MILLION, GIGABYTE = 1_000_000, 10**9


@dataclass(frozen=True)
class UnitPrice:
    """US dollars."""

    since: date
    million_embedded_tokens: Decimal
    ocr_page: Decimal
    gigabyte_month: Decimal


# text-embedding-3-small's list price; half a minute of one processor a page; Cloudflare R2's list price.
PRICES = (UnitPrice(date(2024, 1, 25), Decimal("0.02"), Decimal("0.0004"), Decimal("0.015")),)


@dataclass(frozen=True)
class Cost:
    """One client's month, or a sum of them. Amounts in US dollars, not rounded."""

    models: Decimal = Decimal(0)
    embeddings: Decimal = Decimal(0)
    ocr: Decimal = Decimal(0)
    storage: Decimal = Decimal(0)
    tokens: int = 0
    embedded_tokens: int = 0
    ocr_pages: int = 0
    stored_bytes: int = 0  # on the average measured day
    answered: int = 0

    @property
    def total(self) -> Decimal:
        return self.models + self.embeddings + self.ocr + self.storage

    @property
    def per_answer(self) -> Decimal | None:
        return self.total / self.answered if self.answered else None

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(**{name: getattr(self, name) + getattr(other, name) for name in vars(self)})


@dataclass(frozen=True)
class Margin:
    """What a month's days earned, and what they cost."""

    revenue: Decimal
    cost: Decimal

    @property
    def amount(self) -> Decimal:
        return cents(self.revenue - self.cost)

    @property
    def percent(self) -> int | None:
        return round(100 * (self.revenue - self.cost) / self.revenue) if self.revenue else None


def costs_of(clients: Collection[UUID], span: Span) -> dict[UUID, Cost]:
    """Return what each client cost on the days of the span; one of which nothing was counted costs nothing."""
    price = price_on(span.first)
    rows = (
        ClientDay.objects.filter(client__in=clients, day__gte=span.first, day__lt=span.end)
        .values("client")
        .annotate(
            models=Sum("cost_usd"),
            all_tokens=Sum("tokens"),
            embedded=Sum("embedded_tokens"),
            pages=Sum("ocr_pages"),
            stored=Avg("stored_bytes"),
            measured=Count("pk"),
            all_answered=Sum("answered"),
        )
        .order_by()
    )
    found: dict[UUID, Cost] = defaultdict(Cost)
    for row in rows:
        stored = int(row["stored"])
        found[row["client"]] = Cost(
            models=row["models"],
            embeddings=price.million_embedded_tokens * row["embedded"] / MILLION,
            ocr=price.ocr_page * row["pages"],
            storage=price.gigabyte_month * stored / GIGABYTE * row["measured"] / span.days,
            tokens=row["all_tokens"],
            embedded_tokens=row["embedded"],
            ocr_pages=row["pages"],
            stored_bytes=stored,
            answered=row["all_answered"],
        )
    return found


def price_on(day: date) -> UnitPrice:
    """Return the prices in force; the first there are for days before them."""
    return max((price for price in PRICES if price.since <= day), key=lambda price: price.since, default=PRICES[0])


def sum_of(costs: Collection[Cost]) -> Cost:
    return sum(costs, Cost())
