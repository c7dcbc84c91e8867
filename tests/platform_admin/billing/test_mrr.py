"""MRR and its movement, against an independent reckoning that goes day by day in fractions."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from platform_admin.billing.amounts import total_of
from platform_admin.billing.mrr import KINDS, movements, mrr_by_client, mrr_by_day, mrr_of, rows_by_client
from platform_admin.billing.periods import DAY, Span
from platform_admin.billing.prices import PriceList
from tests.platform_admin.billing.histories import FIRST, histories, price, prices, terms
from tests.platform_admin.billing.slow import slow_mrr

TODAY = date(2026, 6, 17)


def dollars(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("row", "listed", "mrr"),
    [
        (terms(), price(amount="199.99"), "199.99"),
        (terms(seats=200), price(amount="1.25", basis="per_person"), "250.00"),
        (terms(seats=3), price(amount="1.25", basis="per_person", minimum="99"), "99.00"),
        (terms(discount=Decimal("12.5")), price(amount="99.99"), "87.49"),
        (terms(period="yearly"), price(amount="100", yearly_discount="10"), "90.00"),
        (terms(period="yearly"), price(amount="100.01", yearly_discount="15"), "85.01"),
        (terms(trial_ends_on=date(2025, 3, 1)), price(), "0.00"),
        (terms(trial_ends_on=date(2025, 2, 28)), price(), "100.00"),
        (terms(to=date(2025, 3, 1)), price(), "0.00"),
        (terms(to=date(2025, 3, 2)), price(), "100.00"),
        (terms(since=date(2025, 3, 2)), price(), "0.00"),
        (
            terms(agreed_basis="flat", agreed_amount=Decimal(80), agreed_minimum=Decimal(0)),
            price(amount="500"),
            "80.00",
        ),
    ],
)
def test_mrr_is_a_months_price_net_of_discounts_and_without_trials(row, listed, mrr):
    assert mrr_of([row], prices(listed), date(2025, 3, 1)) == dollars(mrr)


def test_new_list_price_holds_from_its_day_for_who_pays_by_the_month_and_next_year_for_who_prepaid():
    listed = prices(price(amount="100"), price(since=date(2025, 3, 10), amount="120"))
    monthly, yearly = terms(), terms(period="yearly")

    assert [mrr_of([monthly], listed, date(2025, 3, day)) for day in (9, 10)] == [100, 120]
    days = (date(2025, 3, 10), date(2025, 12, 31), date(2026, 1, 1))
    assert [mrr_of([yearly], listed, day) for day in days] == [100, 100, 120]


def test_each_kind_of_movement_in_a_month_of_its_own():
    rows = [
        terms(date(2025, 1, 15), date(2025, 2, 10), client=1),
        terms(date(2025, 2, 10), date(2025, 3, 10), client=1, tier="professional"),
        terms(date(2025, 3, 10), date(2025, 4, 10), client=1),
        terms(date(2025, 5, 10), client=1),
    ]
    listed = prices(price(), price("professional", amount="250"))

    told = movements(rows_by_client(rows), listed, today=date(2025, 5, 31), months=5)

    assert [{kind: getattr(month, kind) for kind in KINDS if getattr(month, kind)} for month in told] == [
        {"new": 100},
        {"expansion": 150},
        {"contraction": -150},
        {"churn": -100},
        {"reactivation": 100},
    ]
    assert [month.logo_churn for month in told] == [None, 0, 0, 1, None]
    assert [month.revenue_churn for month in told] == [None, 0, 0.6, 1, None]


def test_trial_that_ends_in_paying_is_new_in_the_month_in_which_it_ends():
    rows = rows_by_client([terms(trial_ends_on=date(2025, 2, 14))])

    january, february = movements(rows, prices(), today=date(2025, 2, 28), months=2)

    assert (january.change, february.new) == (0, 100)


@settings(max_examples=150, deadline=None)
@given(histories())
def test_movement_adds_up_to_the_change_and_is_what_a_slow_reckoning_finds(history):
    price_rows, rows = history
    listed, by_client = PriceList(price_rows), rows_by_client(rows)

    told = movements(by_client, listed, today=TODAY, months=18)

    for before, after in itertools.pairwise(told):
        assert before.end == after.start
    ever: set = set()
    month = FIRST
    for moved in told:
        assert moved.start + sum(getattr(moved, kind) for kind in KINDS) == moved.end
        assert moved.contraction <= 0 >= moved.churn
        assert min(moved.new, moved.expansion, moved.reactivation) >= 0
        last = min((moved.month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1), TODAY)
        expected = dict.fromkeys(KINDS, Fraction(0))
        while month < moved.month:
            month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
            ends = month - timedelta(days=1)
            ever |= {client for client in by_client if slow_mrr(price_rows, rows, client, ends)}
        for client in by_client:
            old = slow_mrr(price_rows, rows, client, moved.month - timedelta(days=1))
            new = slow_mrr(price_rows, rows, client, last)
            if not old and new:
                expected["reactivation" if client in ever else "new"] += new
            elif old and not new:
                expected["churn"] -= old
            elif new != old:
                expected["expansion" if new > old else "contraction"] += new - old
        assert {kind: Fraction(getattr(moved, kind)) for kind in KINDS} == expected


@settings(max_examples=100, deadline=None)
@given(histories())
def test_mrr_is_the_sum_over_clients(history):
    price_rows, rows = history
    by_client = rows_by_client(rows)

    found = mrr_by_client(by_client, PriceList(price_rows), TODAY)

    expected = {client: slow_mrr(price_rows, rows, client, TODAY) for client in by_client}
    assert {client: Fraction(amount) for client, amount in found.items()} == {k: v for k, v in expected.items() if v}


@given(histories())
def test_sum_of_each_day_is_that_of_the_clients_asked_one_by_one(history):
    listed, rows = PriceList(history[0]), rows_by_client(history[1])
    span = Span(FIRST + 100 * DAY, FIRST + 170 * DAY)

    told = mrr_by_day(rows, listed, span)

    days = [span.first + DAY * number for number in range(span.days)]
    assert told == [total_of(mrr_of(own, listed, day) for own in rows.values()) for day in days]
