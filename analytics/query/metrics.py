"""What is told of usage, satisfaction, topics and costs in a time: the same for pages, programs, files and mails."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from analytics.measures import Family
from analytics.query.company import Company
from analytics.query.figures import Answers, People, Told, answers, people, told
from analytics.query.timeframes import Timeframe
from analytics.results import Results, results_since

MICRO = Decimal(1_000_000)
_USED = (Family.OUTCOME, Family.PROOF, Family.REFUSAL, Family.LANGUAGE, Family.CLASS, Family.SEARCH, Family.HANDOVER)


@dataclass(frozen=True)
class Usage:
    people: People | None
    answers: Answers
    told: Mapping[Family, Told]
    minutes_saved: int | None  # of HR's time; None where it is not known how many questions were answered

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
NO_SATISFACTION = Satisfaction(Told(), Told(), None)
NO_COSTS = Costs(0, 0, None, None, None, None, None)


def usage(frame: Timeframe, company: Company) -> Usage:
    found = told(_USED, frame, company)
    return Usage(
        people=people(Family.ACTIVE, frame, company),
        answers=answers(frame, company),
        told=found,
        minutes_saved=_minutes_saved(found.get(Family.OUTCOME, Told()), company),
    )


def satisfaction(frame: Timeframe, company: Company, *, today: date) -> Satisfaction:
    found = told([Family.OPINION, Family.FAULT], frame, company)
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
