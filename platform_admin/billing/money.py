"""The money page and the overview's card: what is earned, what moved it, and what is left of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from platform_admin.billing.amounts import ZERO, in_dollars, total_of
from platform_admin.billing.costs import Cost, Margin, costs_of, sum_of
from platform_admin.billing.lines import earned_in
from platform_admin.billing.mrr import KINDS, Movement, movements, mrr_by_client, mrr_by_day, paying_rows
from platform_admin.billing.periods import DAY, Span, month_of, months_after
from platform_admin.billing.prices import PriceList, row_on
from platform_admin.figures.overview import PERIOD, Card, line_points
from tenants.models import Client

MONTHS = 12
TOP = 10


@dataclass(frozen=True)
class ClientMoney:
    """One paying client: what it pays a month, and what this month's days earned and cost."""

    client: Client
    tier: str
    mrr: Decimal
    cost: Cost
    margin: Margin


@dataclass(frozen=True)
class TierMoney:
    tier: str
    clients: int
    mrr: Decimal


@dataclass(frozen=True)
class Money:
    """`month` is this one as far as it has come; `demos` is how many companies of the demonstration are left out."""

    mrr: Decimal
    paying: int
    months: tuple[Movement, ...]
    tiers: tuple[TierMoney, ...]
    clients: tuple[ClientMoney, ...]  # that pay or cost something, who pays most first
    month: Span
    cost: Cost
    margin: Margin
    demos: int


def money(today: date) -> Money:
    rows, prices = paying_rows(), PriceList.read()
    month = Span(today.replace(day=1), today + DAY)
    by_client = mrr_by_client(rows, prices, today)
    clients = {client.pk: client for client in _real_clients()}
    costs = costs_of(clients.keys(), month)
    found = []
    for pk, client in clients.items():
        own = rows.get(pk, ())
        row = row_on(own, today)
        margin = Margin(earned_in(own, prices, month), costs[pk].total)
        if pk in by_client or margin.revenue or margin.cost:
            tier = Client.Tier(row.tier if row else client.tier).label
            found.append(ClientMoney(client, tier, by_client.get(pk, ZERO), costs[pk], margin))
    found.sort(key=lambda one: (-one.mrr, one.client.name))
    return Money(
        mrr=total_of(by_client.values()),
        paying=len(by_client),
        months=tuple(movements(rows, prices, today=today, months=MONTHS)),
        tiers=_tiers(found),
        clients=tuple(found),
        month=month,
        cost=sum_of([one.cost for one in found]),
        margin=Margin(
            total_of(one.margin.revenue for one in found), sum((one.margin.cost for one in found), Decimal(0))
        ),
        demos=Client.objects.exclude(status=Client.Status.DELETED).filter(is_demo=True).count(),
    )


def mrr_card(today: date) -> Card:
    """Return the overview's card: against thirty days ago, with a line of the days between."""
    rows, prices = paying_rows(), PriceList.read()
    before, *sums = mrr_by_day(rows, prices, Span(today - PERIOD, today + DAY))
    if not sums[-1] and not before:
        return Card("MRR", in_dollars(ZERO), "No paying client yet", "")
    return Card("MRR", in_dollars(sums[-1]), _change(sums[-1] - before), line_points([float(one) for one in sums]))


def margin_of(client: Client, rows: Sequence, prices: PriceList, span: Span) -> tuple[Cost, Margin]:
    """Return what one client's days of the span cost, and what is left of what they earned."""
    cost = costs_of([client.pk], span)[client.pk]
    return cost, Margin(earned_in(rows, prices, span), cost.total)


def months_until(today: date, count: int) -> list[Span]:
    """Return so many months up to the one of today, the latest first; that one as far as it has come."""
    first = today.replace(day=1)
    earlier = [month_of(months_after(first, -number)) for number in range(1, count)]
    return [Span(first, today + DAY), *earlier]


MOVEMENT_CSV_HEAD = (
    "Month",
    "MRR at its start",
    *(kind.capitalize() for kind in KINDS),
    "MRR at its end",
    "Clients at its start",
    "Clients lost",
    "Logo churn",
    "Revenue churn",
)


def movement_rows(months: Sequence[Movement]) -> list[tuple[object, ...]]:
    """Return the table for a spreadsheet: amounts as plain numbers, rates as shares of one."""
    return [
        (
            f"{moved.month:%Y-%m}",
            moved.start,
            *(getattr(moved, kind) for kind in KINDS),
            moved.end,
            moved.clients["start"],
            moved.clients["churn"],
            moved.logo_churn,
            moved.revenue_churn,
        )
        for moved in months
    ]


CLIENT_CSV_HEAD = (
    "Company",
    "Tier",
    "MRR",
    "Earned this month",
    "Models",
    "Embeddings",
    "OCR",
    "Storage",
    "Cost",
    "Margin",
    "Answered",
    "Cost per answered question",
)


def client_rows(clients: Sequence[ClientMoney]) -> list[tuple[object, ...]]:
    return [
        (
            one.client.name,
            one.tier,
            one.mrr,
            one.margin.revenue,
            *(round(amount, 6) for amount in (one.cost.models, one.cost.embeddings, one.cost.ocr, one.cost.storage)),
            round(one.cost.total, 6),
            one.margin.amount,
            one.cost.answered,
            None if one.cost.per_answer is None else round(one.cost.per_answer, 6),
        )
        for one in clients
    ]


def _real_clients() -> list[Client]:
    return list(Client.objects.exclude(status=Client.Status.DELETED).filter(is_demo=False))


def _tiers(clients: Sequence[ClientMoney]) -> tuple[TierMoney, ...]:
    sums: dict[str, list[Decimal]] = defaultdict(list)
    for one in clients:
        if one.mrr:
            sums[one.tier].append(one.mrr)
    return tuple(TierMoney(tier.label, len(sums[tier.label]), total_of(sums[tier.label])) for tier in Client.Tier)


def _change(difference: Decimal) -> str:
    if not difference:
        return "As much as 30 days ago"
    sign = "+" if difference > 0 else ""
    return f"{sign}{in_dollars(difference)} against 30 days ago"
