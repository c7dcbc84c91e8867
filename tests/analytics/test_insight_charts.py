"""Charts and figures as pages draw them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from analytics.measures import NOT_TOLD_APART, Family
from analytics.pages.charts import HEIGHT, WIDTH, bars, weeks
from analytics.pages.stats import dollars, people_in_words, usage_stats
from analytics.query.figures import Answers, People, Point, Told
from analytics.query.metrics import NO_USAGE, Usage

FIRST = date(2026, 11, 1)


def point(day: int, days: int, number: int) -> Point:
    return Point(FIRST + timedelta(days=day), FIRST + timedelta(days=day + days - 1), {"": number})


def test_bar_of_several_days_is_as_high_as_one_of_them():
    chart = bars([point(0, 1, 30), point(1, 3, 90)], first=FIRST, last=FIRST + timedelta(days=9), noun="questions")

    one, several = chart.bars
    assert one.height == several.height
    assert several.width > 2.5 * one.width
    assert several.words == "November 2, 2026 to November 4, 2026: 90 questions"


@pytest.mark.parametrize("days", [1, 7, 30, 90, 366, 1097])
@pytest.mark.parametrize("most", [5, 7, 999, 1_000_000])
def test_everything_drawn_lies_within_the_picture(days, most):
    points = [point(day, 1, most if day == 0 else 5) for day in range(days)]

    chart = bars(points, first=FIRST, last=FIRST + timedelta(days=days - 1), noun="questions")

    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in chart.bars)
    assert all(bar.y >= 0 and bar.y + bar.height <= HEIGHT and bar.width > 0 for bar in chart.bars)
    assert all(0 < mark.at < HEIGHT for mark in chart.lines)
    assert 1 <= len(chart.days) <= 7
    assert float(chart.lines[-1].words.replace(",", "")) >= most


def test_nothing_is_no_chart():
    assert bars([], first=FIRST, last=FIRST, noun="questions") is None


def shown(told: Told) -> str:
    usage = Usage(People(85, 85), Answers(100), {Family.OUTCOME: told}, None)
    stats = {one.name: one for one in usage_stats(usage, NO_USAGE)}
    return stats["Answered"].figure


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"answered": 80, "refused": 20}, "80 %"),
        ({"answered": 80, NOT_TOLD_APART: 20}, "80 to 100 %"),
        ({NOT_TOLD_APART: 20}, "–"),
        ({}, "–"),
    ],
    ids=["apart", "some_not_apart", "none_apart", "nothing"],
)
def test_share_says_between_what_it_lies_where_parts_are_not_told_apart(parts, said):
    assert shown(Told(parts)) == said


@pytest.mark.parametrize(
    ("people", "said"),
    [(None, "–"), (People(85, 85), "about 85"), (People(1200, 1500), "1,200 to 1,500")],
    ids=["none", "exact", "between"],
)
def test_people_are_told_as_far_as_they_are_known(people, said):
    assert people_in_words(people) == said


@pytest.mark.parametrize(("micro_usd", "said"), [(0, "$0.00"), (900, "under $0.01"), (1_234_567_890, "$1,234.57")])
def test_money_is_told_in_cents(micro_usd, said):
    assert dollars(micro_usd) == said


def test_weeks_begin_on_mondays_and_lose_nothing():
    days = [point(day, 1, 5) for day in range(16)]  # from a Sunday on

    shown = weeks(days)

    assert [(one.first, one.last, one.total) for one in shown] == [
        (date(2026, 11, 1), date(2026, 11, 1), 5),
        (date(2026, 11, 2), date(2026, 11, 8), 35),
        (date(2026, 11, 9), date(2026, 11, 15), 35),
        (date(2026, 11, 16), date(2026, 11, 16), 5),
    ]


def test_stretch_over_a_weekend_takes_the_week_it_reaches_into():
    shown = weeks([point(3, 1, 5), point(5, 6, 60), point(12, 1, 5), point(15, 1, 5)])

    assert [(one.first, one.last, one.total) for one in shown] == [
        (date(2026, 11, 4), date(2026, 11, 13), 70),
        (date(2026, 11, 16), date(2026, 11, 16), 5),
    ]
    assert all(after.first > before.last for before, after in pairwise(shown))
