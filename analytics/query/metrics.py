"""What is told of usage, satisfaction, topics and costs in a time: the same for pages, programs, files and mails."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from analytics.measures import Family
from analytics.query.company import Company
from analytics.query.figures import Answers, People, Point, Told, answers, answers_by_day, people, told
from analytics.query.timeframes import Timeframe
from analytics.results import Results, results_since

MICRO = Decimal(1_000_000)
_MOST_OF_IT = 0.7
_USED = (Family.OUTCOME, Family.PROOF, Family.REFUSAL, Family.LANGUAGE, Family.CLASS, Family.HANDOVER)
_PLEASED = (Family.OPINION, Family.FAULT)
_COMPARED = (Family.OUTCOME, Family.PROOF, Family.OPINION, Family.HANDOVER)


@dataclass(frozen=True)
class Usage:
    people: People | None
    answers: Answers
    told: Mapping[Family, Told]
    minutes_saved: int | None  # of HR's time; None where it is not known how many questions were answered
    by_day: Sequence[Point] = ()

    def of(self, family: Family) -> Told:
        return self.told.get(family, Told())


@dataclass(frozen=True)
class Satisfaction:
    opinions: Told
    faults: Told
    survey: Results | None  # of months that are over


@dataclass(frozen=True)
class Costs:
    """`answered` is None where it is not told apart how many were; else its price is of the same stretches."""

    micro_usd: int
    questions: int
    answered: int | None
    per_question: Decimal | None
    per_answered: Decimal | None  # US dollars
    starts_at: datetime | None
    ends_at: datetime | None


NO_USAGE = Usage(None, Answers(), {}, None)
NO_COSTS = Costs(0, 0, None, None, None, None, None)


def usage(frame: Timeframe, company: Company) -> Usage:
    return _usage(frame, company, answers_by_day(frame, company), told(_USED, frame, company))


def usage_and_satisfaction(
    frame: Timeframe, company: Company, *, today: date, more: Iterable[Family] = ()
) -> tuple[Usage, Satisfaction]:
    """Return both; in one query with whatever other families are asked for, which the usage has then too."""
    found = told({*_USED, *_PLEASED, *more}, frame, company)
    return _usage(frame, company, answers_by_day(frame, company), found), _satisfaction(frame, found, today=today)


def usage_before(frame: Timeframe, company: Company) -> Usage:
    """Return what a time is compared with: no more of it than that."""
    asked = answers_by_day(frame, company)
    if not is_mostly_covered(asked[0], frame, company):
        return NO_USAGE
    return _usage(frame, company, asked, told(_COMPARED, frame, company))


def is_mostly_covered(covered: Answers | Costs, frame: Timeframe, company: Company) -> bool:
    """Whether what is told covers most of the time asked about: a part of it would look like a change.

    A small company is told whole months, of which two times would share some.
    """
    if company.is_small or covered.starts_at is None or covered.ends_at is None:
        return False
    return covered.ends_at - covered.starts_at >= _MOST_OF_IT * (frame.ends_at - frame.starts_at)


def _usage(
    frame: Timeframe, company: Company, asked: tuple[Answers, Sequence[Point]], found: Mapping[Family, Told]
) -> Usage:
    return Usage(
        people=people(Family.ACTIVE, frame, company),
        answers=asked[0],
        told=found,
        minutes_saved=_minutes_saved(found.get(Family.OUTCOME, Told()), company),
        by_day=asked[1],
    )


def satisfaction(frame: Timeframe, company: Company, *, today: date) -> Satisfaction:
    return _satisfaction(frame, told(_PLEASED, frame, company), today=today)


def _satisfaction(frame: Timeframe, found: Mapping[Family, Told], *, today: date) -> Satisfaction:
    # A month's answers are of all who were asked in it; one that is cut by the time asked about counts whole.
    survey = results_since(frame.first.replace(day=1), today=today)
    return Satisfaction(found.get(Family.OPINION, Told()), found.get(Family.FAULT, Told()), survey)


def topics(frame: Timeframe, company: Company) -> Told:
    return told([Family.TOPIC], frame, company).get(Family.TOPIC, Told())


def costs(frame: Timeframe, company: Company) -> Costs:
    asked = answers(frame, company)
    outcome = told([Family.OUTCOME], frame, company).get(Family.OUTCOME, Told())
    answered = outcome.parts.get("answered")
    both = answers(_just(frame, outcome), company) if answered and not company.is_small else None
    return Costs(
        micro_usd=asked.micro_usd,
        questions=asked.count,
        answered=answered,
        per_question=_dollars(asked.micro_usd, asked.count),
        per_answered=_dollars(both.micro_usd, answered) if both and answered else None,
        starts_at=asked.starts_at,
        ends_at=asked.ends_at,
    )


def _just(frame: Timeframe, covered: Told) -> Timeframe:
    return Timeframe(frame.key, frame.label, covered.starts_at or frame.starts_at, covered.ends_at or frame.ends_at)


def _dollars(micro_usd: int, number: int) -> Decimal | None:
    return Decimal(micro_usd) / MICRO / number if number else None


def _minutes_saved(outcome: Told, company: Company) -> int | None:
    answered = outcome.parts.get("answered")
    return None if answered is None else answered * company.minutes_saved
