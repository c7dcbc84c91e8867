"""The rule by which figures are released: of any events whatever, no figure and no difference is about few people."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.measures import NOT_TOLD_APART, Family
from analytics.release.cells import Cell, Slot, by_part, together
from analytics.release.stretches import LONGEST, LONGEST_SENSITIVE, Rule, say_more, stretches

START = datetime(2026, 10, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
RULE = Rule(5, lambda part: part == "leave")
PARTS = ("answered", "refused", "failed", "leave")
# Whoever does something: in which hour, who, and what it is.
events = st.lists(st.tuples(st.integers(0, 120), st.integers(0, 14), st.sampled_from(PARTS)), min_size=1, max_size=120)


def hours_of(told: list[tuple[int, int, str]]) -> list[Slot]:
    hours: dict[int, dict[str, Cell]] = {}
    for hour, person, part in told:
        cell = hours.setdefault(hour, {}).get(part, Cell())
        hours[hour][part] = Cell(cell.count + 1, cell.people | 1 << person)
    return [Slot(START + hour * HOUR, START + (hour + 1) * HOUR, parts) for hour, parts in sorted(hours.items())]


def cut(slots: list[Slot], *, until: int = 200, quarter_hours: int = 10_000) -> list[tuple[Slot, list[Slot]]]:
    return list(
        stretches(
            slots,
            RULE,
            quarter_of=lambda moment: START.date() + timedelta(days=(moment - START) // HOUR // quarter_hours),
            ready_until=START + until * HOUR,
        )
    )


@given(events)
def test_no_stretch_and_no_part_of_one_is_of_few_people(told):
    for stretch, _ in cut(hours_of(told)):
        assert together(stretch.parts.values()).size >= RULE.fewest
        assert all(cell.size >= RULE.needs(part) for part, cell in stretch.parts.items())


@given(events)
def test_what_is_taken_from_a_whole_leaves_no_few_people(told):
    """Whatever is known of the parts that are told, what is left of the whole are the others told, or nothing."""
    for stretch, made_of in cut(hours_of(told)):
        apart = by_part(made_of)
        hidden = {part for part in apart if part not in stretch.parts or part == NOT_TOLD_APART}
        assert together(apart.values()).count == together(stretch.parts.values()).count
        if hidden:
            assert stretch.parts[NOT_TOLD_APART] == together(apart[part] for part in hidden)
            assert stretch.parts[NOT_TOLD_APART].size >= max(RULE.needs(part) for part in hidden)


@given(events)
def test_stretches_follow_one_another_and_none_is_cut(told):
    slots = hours_of(told)
    found = cut(slots)

    assert all(one.ends_at <= other.starts_at for (one, _), (other, _) in combinations(found, 2))
    used = [slot for _, made_of in found for slot in made_of]
    assert used == slots[: len(used)]


@given(events, st.integers(1, 200))
def test_what_was_released_earlier_is_what_is_released_later(told, until):
    """A run now and one later cut at the same places, or the two could be held against each other."""
    slots = hours_of(told)
    now = cut([slot for slot in slots if slot.ends_at <= START + until * HOUR], until=until)

    later = cut(slots)[: len(now)]

    assert [stretch.parts for stretch, _ in now] == [stretch.parts for stretch, _ in later]


@given(events, st.integers(10, 60))
def test_no_stretch_goes_over_the_end_of_a_quarter(told, quarter_hours):
    for stretch, _ in cut(hours_of(told), quarter_hours=quarter_hours):
        first, last = stretch.starts_at - START, stretch.ends_at - HOUR - START
        assert first // HOUR // quarter_hours == last // HOUR // quarter_hours


@pytest.mark.parametrize(("small", "waits"), [("refused", LONGEST), ("leave", LONGEST_SENSITIVE)])
def test_part_that_stays_too_small_is_put_with_others_after_its_time(small, waits):
    told = [(0, person, "answered") for person in range(9)] + [(0, 9, small), (0, 10, small)]
    wait = waits // HOUR

    assert cut(hours_of(told), until=wait - 1) == []
    [(stretch, _)] = cut(hours_of(told), until=wait)

    assert {part: cell.size for part, cell in stretch.parts.items()} == {NOT_TOLD_APART: 11}


def test_stretch_of_many_people_is_closed_within_the_hour():
    told = [(hour, person, "answered") for hour in range(3) for person in range(5)]

    assert len(cut(hours_of(told), until=3)) == 3


def of_people(first: int, last: int) -> Cell:
    return Cell(last - first, sum(1 << person for person in range(first, last)))


@pytest.mark.parametrize(
    ("told", "is_told"),
    [
        ({"answered": of_people(0, 9), "refused": of_people(9, 15), "failed": of_people(15, 20)}, True),
        ({"answered": of_people(0, 9), NOT_TOLD_APART: of_people(9, 20)}, False),
        ({NOT_TOLD_APART: of_people(0, 20)}, False),
    ],
    ids=["apart", "hidden_with_what_failed", "hidden_with_all"],
)
def test_reasons_are_told_only_where_their_sum_gives_nothing_away(told, is_told):
    parts = {"answered": of_people(0, 9), "refused": of_people(9, 15), "failed": of_people(15, 20)}
    reasons = {"not_in_documents": of_people(9, 15)}

    assert (say_more(parts, told, reasons, Family.REFUSAL, RULE) is not None) == is_told


def test_reasons_that_know_of_another_question_are_not_told():
    parts = {"refused": of_people(0, 9)}

    assert say_more(parts, parts, {"tax": of_people(0, 10)}, Family.REFUSAL, RULE) is None
