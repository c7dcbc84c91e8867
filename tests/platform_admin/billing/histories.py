"""Rows of prices and subscriptions that are in no database, for reckoning; and random ones for hypothesis."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from hypothesis import strategies as st

from platform_admin.billing.periods import months_after
from platform_admin.billing.prices import PriceList
from platform_admin.models import Subscription, TierPrice

FIRST = date(2025, 1, 1)
_NAMESPACE = UUID("00000000-0000-0000-0000-00000000b111")


def price(tier="starter", since=FIRST, amount="100", **more) -> TierPrice:
    facts = {"basis": "flat", "minimum": Decimal(0), "yearly_discount": Decimal(0), **more}
    facts = {name: Decimal(value) if name in ("minimum", "yearly_discount") else value for name, value in facts.items()}
    return TierPrice(tier=tier, valid_from=since, amount=Decimal(amount), **facts)


def prices(*rows: TierPrice) -> PriceList:
    return PriceList(rows or (price(),))


def terms(since=FIRST, to=None, *, client=1, **more) -> Subscription:
    facts = {"tier": "starter", "period": "monthly", "anchor": since, "discount": Decimal(0), "seats": 0, **more}
    return Subscription(client_id=uuid5(_NAMESPACE, str(client)), valid_from=since, valid_to=to, **facts)


_days = st.integers(0, 600).map(lambda number: FIRST + timedelta(days=number))
_cents = st.integers(0, 99_999).map(lambda number: Decimal(number) / 100)
_percent = st.sampled_from([Decimal(0), Decimal("12.5"), Decimal(33), Decimal(100)])


@st.composite
def price_lists(draw) -> list[TierPrice]:
    found = []
    for tier in ("starter", "professional"):
        for since in sorted({FIRST, *draw(st.lists(_days, max_size=3))}):
            basis = draw(st.sampled_from(["flat", "per_person"]))
            found.append(
                price(tier, since, draw(_cents), basis=basis, minimum=draw(_cents), yearly_discount=draw(_percent))
            )
    return found


@st.composite
def one_clients_rows(draw, client: int) -> list[Subscription]:
    """Rows that follow one another, with gaps, trials, changes of plan, seats and period."""
    days = sorted(draw(st.lists(_days, min_size=1, max_size=6, unique=True)))
    rows = []
    for place, since in enumerate(days):
        end = days[place + 1] if place + 1 < len(days) else draw(st.none() | st.just(months_after(since, 4)))
        if end is not None and draw(st.integers(0, 3)) == 0:
            end = since + (end - since) / 2
            end = max(end, since + timedelta(days=1))
        agreed = draw(st.booleans())
        rows.append(
            terms(
                since,
                end,
                client=client,
                tier=draw(st.sampled_from(["starter", "professional"])),
                period=draw(st.sampled_from(["monthly", "yearly"])),
                anchor=draw(st.sampled_from([since, FIRST])),
                discount=draw(_percent),
                seats=draw(st.integers(0, 400)),
                trial_ends_on=draw(st.none() | st.just(since + timedelta(days=45))),
                agreed_basis="per_person" if agreed else "",
                agreed_amount=draw(_cents) if agreed else None,
                agreed_minimum=draw(_cents) if agreed else None,
            )
        )
    return rows


@st.composite
def histories(draw) -> tuple[list[TierPrice], list[Subscription]]:
    clients = draw(st.integers(1, 4))
    rows = [row for client in range(clients) for row in draw(one_clients_rows(client))]
    return draw(price_lists()), rows
