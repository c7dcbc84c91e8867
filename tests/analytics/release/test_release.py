"""Figures as they are released from what is counted: once, of enough people, and never changed."""

from datetime import UTC, datetime, timedelta

import pytest

from analytics.measures import NOT_TOLD_APART, Family
from analytics.models import FigureRule, ReleasedFigure, Rollup
from analytics.release.cut import release
from analytics.release.put_together import put_together
from tests.analytics.counted import Asked, count
from tests.analytics.proven import Proven, count_proven

START = datetime(2026, 11, 9, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("in_acme")


def at(hours: float) -> datetime:
    return START + hours * HOUR


def of_people(*people: int, hour: int = 0, **what: str) -> list[Asked]:
    return [Asked(at(hour), person, **what) for person in people]


def told(family: Family) -> list[tuple[str, int, int, int]]:
    """Return the part, first hour, hours and count of each figure."""
    rows = ReleasedFigure.objects.filter(family=family).order_by("starts_at", "part")
    return [
        (row.part, (row.starts_at - START) // HOUR, (row.ends_at - row.starts_at) // HOUR, row.count) for row in rows
    ]


def test_hour_of_enough_people_is_told_once_the_grace_is_over():
    count(of_people(0, 1, 2, 3, 4, 4))

    assert release(now=at(1) + timedelta(minutes=14)) == 0
    release(now=at(1) + timedelta(minutes=15))

    assert told(Family.QUESTIONS) == [("", 0, 1, 6)]
    figure = ReleasedFigure.objects.get(family=Family.QUESTIONS)
    assert (figure.milliseconds, sum(figure.times), figure.micro_usd) == (6000, 6, 3000)
    assert {row.count for row in ReleasedFigure.objects.filter(family=Family.ACTIVE)} == {0}


def test_hours_of_few_people_wait_for_more():
    count(of_people(0, 1, 2, 3) + of_people(3, hour=5) + of_people(4, hour=7))

    release(now=at(7.5))
    assert told(Family.QUESTIONS) == []
    release(now=at(8.5))
    assert told(Family.QUESTIONS) == [("", 0, 8, 6)]


def test_released_twice_is_released_once():
    count(of_people(*range(9)) + of_people(*range(9), hour=3, outcome="refused", reason="tax"))

    first, second = release(now=at(48)), release(now=at(48))

    assert (first > 0, second) == (True, 0)


def test_what_comes_late_changes_nothing_that_was_told_and_is_told_of_nothing_else():
    asked = of_people(*range(9)) + of_people(0, 1, outcome="refused", reason="tax")
    count(asked)
    release(now=at(2))
    before = list(ReleasedFigure.objects.filter(family=Family.QUESTIONS).values())

    count([*asked, *of_people(11), *of_people(*range(9), hour=30)])
    release(now=at(60))

    assert [row for row in ReleasedFigure.objects.filter(family=Family.QUESTIONS).values() if row in before] == before
    # How the questions of the first hour ended would say how that of the one who came late did.
    assert told(Family.OUTCOME) == [("answered", 30, 1, 9)]


def test_families_of_the_same_questions_are_cut_where_questions_are():
    few = [Asked(at(hour), hour % 7, "refused" if hour % 3 else "answered", "tax") for hour in range(70)]
    count(few)
    release(now=at(100))

    edges = {row[1] for row in told(Family.QUESTIONS)}
    assert len(told(Family.OUTCOME)) > 2
    assert {row[1] for row in told(Family.OUTCOME)} <= edges
    whole = {(start, length) for _, start, length, _ in told(Family.OUTCOME)}
    for start, length in whole:
        parts = sum(row[3] for row in told(Family.OUTCOME) if row[1] == start)
        assert parts == sum(row[3] for row in told(Family.QUESTIONS) if start <= row[1] < start + length)


def test_part_of_few_people_is_told_with_another_and_its_reasons_are_not():
    count(of_people(*range(9)) + of_people(0, outcome="refused", reason="tax"))
    release(now=at(30))

    assert told(Family.OUTCOME) == [(NOT_TOLD_APART, 0, 1, 10)]
    assert told(Family.REFUSAL) == []


def test_reasons_are_told_where_what_they_say_more_of_is():
    refused = of_people(*range(5), outcome="refused", reason="tax") + of_people(
        *range(6), outcome="refused", reason="choice"
    )
    count(of_people(*range(9)) + refused)
    release(now=at(30))

    assert told(Family.REFUSAL) == [("choice", 0, 1, 6), ("tax", 0, 1, 5)]


def test_what_was_proven_is_told_where_answers_are_and_never_says_how_many_were_not_answered():
    answered = [Proven(at(0), person, proof=("proven", "cut")[person > 8]) for person in range(14)]
    refused = [Proven(at(0), person, "refused", "tax") for person in range(6)]

    count_proven(answered + refused[:1])
    release(now=at(30))
    # The one who was not answered is told with the others; what was proven would leave just that one of them.
    assert told(Family.OUTCOME) == [(NOT_TOLD_APART, 0, 1, 15)]
    assert told(Family.PROOF) == []

    ReleasedFigure.objects.all().delete()
    count_proven(answered + refused)
    release(now=at(30))
    assert told(Family.OUTCOME) == [("answered", 0, 1, 14), ("refused", 0, 1, 6)]
    assert told(Family.PROOF) == [("cut", 0, 1, 5), ("proven", 0, 1, 9)]


def test_where_answers_came_from_is_cut_by_the_way_and_never_beside_what_was_proven():
    document = [Proven(at(0), person) for person in range(9)]
    others = [Proven(at(0), person, proof="other", route="contact") for person in range(8)]
    # Seven asked the calendar, one what a word means: as shares of all answers, "other" less the contacts and what is
    # not told apart would be of that one.
    date = [Proven(at(0), person, proof="other", route="date") for person in range(7)]
    count_proven([*document, *others, *date, Proven(at(0), 9, proof="other", route="glossary")])
    release(now=at(30))

    assert told(Family.PROOF) == [("other", 0, 1, 16), ("proven", 0, 1, 9)]
    assert told(Family.ROUTE) == [("contact", 0, 1, 8), ("date", 0, 1, 7), ("document", 0, 1, 9)]


def test_company_that_wants_more_people_behind_a_figure_has_them():
    FigureRule.objects.create(pk=1, fewest_people=12)
    count(of_people(*range(11)) + of_people(11, hour=2))

    release(now=at(30))

    assert told(Family.QUESTIONS) == [("", 0, 3, 12)]


def test_document_about_what_nobody_should_know_takes_more_people():
    # Whoever cannot say what it is about takes it for sensitive, and so it is with a document that is gone.
    gone = "0b0e7f9e-3d0c-4b57-9f0b-1f2f3f4f5f6f"
    count(of_people(*range(9), document=gone))
    release(now=at(30))
    assert told(Family.DOCUMENT) == []

    count(of_people(*range(9), document=gone) + of_people(9, hour=1, document=gone))
    release(now=at(30))
    assert told(Family.DOCUMENT) == [(gone, 0, 2, 10)]


@pytest.mark.parametrize(
    "title",
    [
        "IVF guide",
        "Alcohol and drug rehab",
        "Counseling visits",
        "Birth control coverage",
        "Autism therapy (ABA)",
        "COBRA notice",
    ],
)
def test_document_whose_title_is_about_health_or_family_takes_more_people(title, publish_guide):
    about, other = publish_guide(title=title), publish_guide(title="Vision plan")
    asked = [one for document in (about, other) for one in of_people(*range(9), document=str(document.pk))]

    count(asked)
    release(now=at(30))
    assert told(Family.DOCUMENT) == [(str(other.pk), 0, 1, 9)]

    count([*asked, *of_people(9, hour=1, document=str(about.pk))])
    release(now=at(30))
    assert (str(about.pk), 0, 2, 10) in told(Family.DOCUMENT)


@pytest.mark.parametrize("reason", ["medical", "legal"])
def test_reason_that_says_what_troubles_somebody_takes_more_people(reason):
    asked = [
        *of_people(*range(9), outcome="refused", reason=reason),
        *of_people(*range(9, 20), outcome="refused", reason="choice"),
    ]

    count(asked)
    release(now=at(30))
    assert told(Family.REFUSAL) == [(NOT_TOLD_APART, 0, 1, 20)]

    ReleasedFigure.objects.all().delete()
    count([*asked, *of_people(20, outcome="refused", reason=reason)])
    release(now=at(30))
    assert told(Family.REFUSAL) == [("choice", 0, 1, 11), (reason, 0, 1, 10)]


def test_stretches_of_an_old_day_are_put_together_with_the_same_sums():
    count([Asked(at(hour), person) for hour in range(8) for person in range(9)])
    release(now=at(9))
    sums = {family: sum(row[3] for row in told(family)) for family in Family}

    assert put_together(now=at(24)) == 0
    assert put_together(now=at(24 * 6)) > 0

    assert {family: sum(row[3] for row in told(family)) for family in Family} == sums
    assert told(Family.QUESTIONS) == [("", 0, 8, 72)]
    assert put_together(now=at(24 * 6)) == 0


def test_questions_of_a_day_stay_apart_while_a_family_is_still_cut_along_them():
    asked = [Asked(at(hour), person) for hour in range(6) for person in range(9)]
    count(asked)
    sounds_plain(0, 1)
    release(now=at(24 * 6))  # the run that tells how questions sound did not come by again
    put_together(now=at(24 * 6))
    before = told(Family.QUESTIONS)
    sounds_plain(2, 3, 4, 5)
    release(now=at(24 * 6 + 1))

    assert before == [("", 0, 2, 18), *(("", hour, 1, 9) for hour in range(2, 6))]
    assert told(Family.TONE) == [("plain", 0, 2, 18), *(("plain", hour, 1, 9) for hour in range(2, 6))]
    put_together(now=at(24 * 6 + 1))
    assert told(Family.QUESTIONS) == [("", 0, 6, 54)]


def sounds_plain(*hours: int) -> None:
    Rollup.objects.bulk_create(
        Rollup(
            grain=Rollup.Grain.HOUR, starts_at=at(hour), family=Family.TONE, part="plain", count=9, people=b"\xff\x01"
        )
        for hour in hours
    )
