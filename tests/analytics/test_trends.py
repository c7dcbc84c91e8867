"""What is called a change, and how seldom that is by chance alone; both on made-up questions."""

from datetime import UTC, date, datetime, timedelta
from math import comb

import numpy as np
import pytest

from analytics.insights.intervals import Share, difference
from analytics.insights.trends import Direction, changes, fisher
from analytics.measures import NOT_TOLD_APART
from analytics.query.changes import Asked, Compared, Stretch, asked, crowd_of
from analytics.release.cells import Cell, Slot
from analytics.release.stretches import Rule, stretches

QUARTER = date(2026, 10, 1)
START = datetime(2026, 10, 5, tzinfo=UTC)
TOPICS = 12


def exactly(hits: int, of: int) -> Asked:
    return Asked(hits, hits, of)


@pytest.mark.parametrize(
    ("hits", "of", "other", "other_of"), [(8, 20, 2, 25), (0, 5, 5, 5), (3, 9, 3, 9), (1, 40, 9, 50)]
)
def test_likelihood_of_a_difference_is_that_of_all_tables_as_unlikely(hits, of, other, other_of):
    whole, all_hits = of + other_of, hits + other
    chance = {
        one: comb(of, one) * comb(other_of, all_hits - one) / comb(whole, all_hits)
        for one in range(max(0, all_hits - other_of), min(all_hits, of) + 1)
    }
    expected = sum(value for value in chance.values() if value <= chance[hits] * (1 + 1e-9))

    assert fisher(hits, of, other, other_of) == pytest.approx(expected)


def test_topic_that_many_more_ask_about_is_named_and_the_rest_is_not():
    pairs = [Compared("up", exactly(40, 200), exactly(12, 200)), Compared("down", exactly(5, 200), exactly(30, 200))]
    pairs += [Compared(f"same-{at}", exactly(20 + at, 200), exactly(20, 200)) for at in range(TOPICS)]

    assert changes(pairs) == {"up": Direction.MORE, "down": Direction.LESS}


def test_small_numbers_name_nothing():
    assert changes([Compared("one", exactly(8, 200), exactly(5, 200))]) == {}
    assert changes([]) == {}


def test_what_was_not_told_apart_before_is_no_rise():
    assert changes([Compared("one", exactly(12, 100), Asked(0, 12, 100))]) == {}
    assert changes([Compared("one", exactly(12, 100), exactly(0, 100))]) == {"one": Direction.MORE}


def test_of_two_equal_times_a_change_is_named_as_seldom_as_promised():
    """People of many habits, some of whom ask a lot, and always about the same."""
    chance, runs, alarms = np.random.default_rng(8), 3_000, 0
    for _ in range(runs):
        likely = chance.dirichlet(np.full(TOPICS, 0.8), size=150)
        asks = chance.negative_binomial(1, 0.3, size=(2, 150))
        periods = [chance.multinomial(row, likely) > 0 for row in asks]
        alarms += bool(changes(compared_of(periods)))

    assert alarms / runs <= 0.05


def test_topic_that_twice_as_many_of_five_hundred_ask_about_is_named_four_times_in_five():
    chance, runs, seen = np.random.default_rng(9), 500, 0
    usual = np.full(TOPICS, 1 / TOPICS)
    more = np.where(np.arange(TOPICS) == 0, 2 / TOPICS, (1 - 2 / TOPICS) / (TOPICS - 1))
    for _ in range(runs):
        periods = [chance.multinomial(1, likely, size=500) > 0 for likely in (more, usual)]
        named = changes(compared_of(periods))
        seen += named.get("0") == Direction.MORE

    assert seen / runs >= 0.8


def test_what_the_release_hides_and_who_comes_again_raise_no_alarm():
    """Small topics come and go among those told apart, and people ask about the same again; nothing has changed."""
    chance, runs, alarms = np.random.default_rng(10), 150, 0
    for _ in range(runs):
        likely = chance.dirichlet(np.linspace(0.1, 0.6, TOPICS), size=200)
        alarms += bool(changes(compared_as_released(chance, likely, likely)))

    assert alarms / runs <= 0.05


def test_topic_that_three_times_as_many_ask_about_is_named_though_others_are_hidden():
    chance, runs, seen = np.random.default_rng(12), 40, 0
    usual = np.array([0.1, *[0.9 / (TOPICS - 1)] * (TOPICS - 1)])
    more = np.array([0.3, *[0.7 / (TOPICS - 1)] * (TOPICS - 1)])
    for _ in range(runs):
        now, before = (np.tile(likely, (200, 1)) for likely in (more, usual))
        seen += changes(compared_as_released(chance, now, before)).get("0") == Direction.MORE

    assert seen / runs >= 0.8


def compared_of(periods: list[np.ndarray]) -> list[Compared]:
    """Return two times compared, of which each tells who (row) asked about what (column)."""
    (now, all_now), (before, all_before) = ((asked.sum(axis=0), int(asked.any(axis=1).sum())) for asked in periods)
    return [
        Compared(str(at), exactly(int(now[at]), all_now), exactly(int(before[at]), all_before)) for at in range(TOPICS)
    ]


def compared_as_released(chance: np.random.Generator, now: np.ndarray, before: np.ndarray) -> list[Compared]:
    """Return what may be told of two times, of people with these likelihoods to ask about each topic."""
    times = [released(chance, likely, days=14) for likely in (now, before)]
    parts = sorted({part for time in times for stretch in time for part in stretch.parts} - {NOT_TOLD_APART})
    needs = Rule(5).needs
    return [Compared(part, *(asked(part, time, crowd_of(time), needs) for time in times)) for part in parts]


def released(chance: np.random.Generator, likely: np.ndarray, *, days: int) -> list[Stretch]:
    """Return what the release makes of some days on which sixty of two hundred people ask once."""
    slots = []
    for day in range(days):
        parts: dict[str, Cell] = {}
        for person in chance.choice(200, 60, replace=False):
            part = str(chance.choice(TOPICS, p=likely[person]))
            before = parts.get(part, Cell())
            parts[part] = Cell(before.count + 1, before.people | 1 << int(person))
        slots.append(Slot(START + timedelta(days=day), START + timedelta(days=day + 1), parts))
    found = stretches(slots, Rule(5), quarter_of=lambda moment: QUARTER, ready_until=START + timedelta(days=days))
    return [
        Stretch(QUARTER, {part: cell.people for part, cell in stretch.parts.items()}) for stretch, _made_of in found
    ]


def test_part_that_is_hidden_may_be_as_large_as_the_smallest_that_is_not():
    told = Stretch(QUARTER, {"a": 0b11111, "b": 0b1111111, NOT_TOLD_APART: 0b111111 << 20})

    assert asked("c", [told], crowd_of([told]), lambda part: 5) == Asked(0, 5, 13)
    assert asked("a", [told], crowd_of([told]), lambda part: 5) == Asked(5, 5, 13)


def test_intervals_are_those_of_the_books():
    # Newcombe's example: 56 of 70 and 48 of 80.
    first, second = Share(48, 80, 80), Share(56, 70, 70)
    found = difference(first, second)

    assert (round(found.value, 4), round(found.low, 4), round(found.high, 4)) == (0.2, 0.0524, 0.3339)
    assert found.is_told


def test_answers_of_few_people_tell_less_than_answers_of_many():
    alike = difference(Share(48, 80, 8), Share(56, 70, 7))

    assert not alike.is_told
    assert difference(Share(0, 5, 5), Share(5, 5, 5)).high == 1.0


def test_interval_holds_the_true_difference_as_often_as_promised():
    chance, runs, held = np.random.default_rng(11), 3_000, 0
    for _ in range(runs):
        pair = [Share(int(chance.binomial(60, share)), 60, 60) for share in (0.85, 0.8)]
        found = difference(*pair)
        held += found.low <= 0.8 - 0.85 <= found.high

    assert held / runs >= 0.94
