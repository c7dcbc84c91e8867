"""What a period is billed with, to the cent."""

import itertools
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from platform_admin.billing.amounts import cents, in_dollars, share_of
from platform_admin.billing.lines import amount_of, billing_periods, earned_in, lines_of
from platform_admin.billing.periods import Span, months_after, period_of, periods_between
from platform_admin.billing.prices import PriceList
from tests.platform_admin.billing.histories import FIRST, histories, price, prices, terms
from tests.platform_admin.billing.slow import slow_mrr

MARCH = Span(date(2025, 3, 1), date(2025, 4, 1))


def test_price_that_held_throughout_is_one_line_and_exact():
    (line,) = lines_of([terms()], prices(price(amount="99.99")), MARCH)

    assert (line.amount, line.text) == (Decimal("99.99"), "Starter, March 1, 2025 to March 31, 2025")
    assert line.detail == "$99.99 a month"


def test_list_price_that_changes_within_is_billed_by_the_day():
    listed = prices(price(amount="100"), price(since=date(2025, 3, 11), amount="131"))

    lines = lines_of([terms()], listed, MARCH)

    assert [(line.amount, line.detail) for line in lines] == [
        (Decimal("32.26"), "$100.00 a month; 10 of 31 days of $100.00"),
        (Decimal("88.74"), "$131.00 a month; 21 of 31 days of $131.00"),
    ]


def test_terms_that_change_nothing_of_the_price_make_no_second_line():
    rows = [terms(to=date(2025, 3, 15)), terms(date(2025, 3, 15), anchor=FIRST)]

    assert [line.amount for line in lines_of(rows, prices(price(amount="100.01")), MARCH)] == [Decimal("100.01")]


def test_month_is_billed_with_the_people_counted_at_its_end():
    per_person = prices(price(amount="2.50", basis="per_person"))
    rows = [terms(to=MARCH.end, seats=100, seats_from="counted")]
    rows.append(terms(MARCH.end, anchor=FIRST, seats=120, seats_from="counted"))

    (line,) = lines_of(rows, per_person, MARCH)

    assert (line.amount, line.detail) == (Decimal("300.00"), "$2.50 per employee and month, 120 people")


def test_contracted_number_is_billed_as_agreed():
    rows = [terms(to=MARCH.end, seats=100, seats_from="contracted")]
    rows.append(terms(MARCH.end, anchor=FIRST, seats=120, seats_from="contracted"))

    assert amount_of(rows, prices(price(amount="2", basis="per_person")), MARCH) == 200


def test_trial_costs_nothing_and_the_rest_of_the_period_by_the_day():
    (line,) = lines_of([terms(trial_ends_on=date(2025, 3, 21))], prices(price(amount="310")), MARCH)

    assert (line.amount, line.text) == (Decimal("100.00"), "Starter, March 22, 2025 to March 31, 2025")
    assert lines_of([terms(trial_ends_on=date(2025, 3, 31))], prices(), MARCH) == ()


def test_prepaid_year_has_its_discount_and_the_clients_own_after_it():
    row = terms(period="yearly", discount=Decimal(10))

    (line,) = lines_of([row], prices(price(amount="100", yearly_discount="15")), Span(FIRST, date(2026, 1, 1)))

    assert line.amount == Decimal("918.00")
    assert line.detail == "$100.00 a month, 15 % off for a year prepaid, 10 % discount"


@pytest.mark.parametrize(
    ("anchor", "period", "day", "first", "end"),
    [
        (date(2025, 1, 31), "monthly", date(2025, 2, 28), date(2025, 2, 28), date(2025, 3, 31)),
        (date(2025, 1, 31), "monthly", date(2025, 2, 27), date(2025, 1, 31), date(2025, 2, 28)),
        (date(2024, 2, 29), "yearly", date(2025, 2, 28), date(2025, 2, 28), date(2026, 2, 28)),
        (date(2025, 6, 15), "yearly", date(2025, 6, 14), date(2024, 6, 15), date(2025, 6, 15)),
        (date(2025, 6, 15), "monthly", date(2025, 1, 15), date(2025, 1, 15), date(2025, 2, 15)),
    ],
)
def test_periods_are_whole_months_from_the_anchor(anchor, period, day, first, end):
    assert period_of(anchor, period, day) == Span(first, end)


def test_periods_follow_the_terms_and_end_with_them():
    rows = [terms(date(2025, 1, 10), date(2025, 3, 10)), terms(date(2025, 5, 1), period="yearly")]

    assert billing_periods(rows, date(2025, 6, 1)) == [
        (Span(date(2025, 1, 10), date(2025, 2, 10)), False),
        (Span(date(2025, 2, 10), date(2025, 3, 10)), False),
        (Span(date(2025, 5, 1), date(2026, 5, 1)), True),
    ]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(["monthly", "yearly"]), st.integers(0, 3000))
def test_periods_leave_no_day_out_and_share_none(anchor, period, length):
    end = date.fromordinal(anchor.toordinal() + length)

    spans = list(periods_between(anchor, period, anchor, end))

    assert all(before.end == after.first for before, after in itertools.pairwise(spans))
    assert not spans or (spans[0].first == anchor and spans[-1].end >= end)


def test_days_whose_terms_have_other_periods_are_left_to_those():
    rows = [terms(to=date(2025, 3, 11)), terms(date(2025, 3, 21))]

    billed = [
        line.text for span, _ in billing_periods(rows, date(2025, 5, 1)) for line in lines_of(rows, prices(), span)
    ]

    assert billed[2:] == [
        "Starter, March 1, 2025 to March 10, 2025",
        "Starter, March 21, 2025 to April 20, 2025",
        "Starter, April 21, 2025 to May 20, 2025",
    ]


@settings(max_examples=150, deadline=None)
@given(histories(), st.integers(0, 20))
def test_lines_are_no_more_than_half_a_cent_each_from_the_exact_sum(history, months):
    price_rows, rows = history
    span = Span(months_after(FIRST, months), months_after(FIRST, months + 1))
    own = [row for row in rows if row.client_id == rows[0].client_id and row.period == "monthly"]
    own = [row for row in own if period_of(row.anchor, row.period, span.first) == span]
    listed = PriceList(price_rows)

    lines = lines_of(own, listed, span)

    exact = sum(_a_day(own, price_rows, span, number) for number in range(span.days))
    assert abs(Fraction(sum(line.amount for line in lines)) - exact) <= Fraction(len(lines), 200)


def _a_day(rows, price_rows, span, number) -> Fraction:
    day = date.fromordinal(span.first.toordinal() + number)
    found = Fraction(0)
    for row in rows:
        following = next((one for one in rows if one.is_in_force(span.end)), None)
        seats = row.seats
        if following is not None and following.seats_from == row.seats_from == "counted":
            row.seats = following.seats
        found += slow_mrr(price_rows, [row], row.client_id, day) / span.days
        row.seats = seats
    return found


def test_what_a_month_earned_is_counted_by_its_days_whenever_it_is_billed():
    row = terms(period="yearly")

    assert earned_in([row], prices(price(amount="365")), MARCH) == share_of(Decimal(4380), 31, 365)


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("-2.674", "-2.67")],
)
def test_half_a_cent_is_rounded_away_from_zero(exact, rounded):
    assert cents(Decimal(exact)) == cents(Fraction(exact)) == Decimal(rounded)


def test_amounts_in_words():
    assert (in_dollars(Decimal("1234.5")), in_dollars(Decimal("-20"))) == ("$1,234.50", "−$20.00")
