"""Figures for programs: the same as on HR's pages, from the same layer."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from accounts.api_auth import ApiKeyAuth, SessionAuth
from accounts.models import ApiKey
from analytics.measures import Family
from analytics.query import metrics
from analytics.query.company import Company, the_company
from analytics.query.figures import Told
from analytics.query.names import names_of
from analytics.query.timeframes import LABELS, USUAL, Timeframe, UnknownTimeframe, timeframe_of
from tenants.roles import HR

router = Router(tags=["Analytics"], auth=[ApiKeyAuth(ApiKey.Scope.ANALYTICS), SessionAuth(HR)])
_TIMEFRAMES = ", ".join(LABELS)


class PartOut(Schema):
    part: str
    name: str
    count: int


class PartsOut(Schema):
    covers_from: datetime | None = Field(description="The time that is really covered; null: nothing is told.")
    covers_to: datetime | None
    total: int
    parts: list[PartOut]
    not_told_apart: int = Field(description="Of the total, in parts with too few people behind one of them.")


class PeopleOut(Schema):
    at_least: int = Field(description="Rounded down to the next five.")
    at_most: int = Field(description="More than the least where the time lies in several quarters.")


class UsageOut(Schema):
    people: PeopleOut | None = Field(description="Null: too few to be told.")
    questions: int
    average_ms: int | None
    p95_ms: int | None
    minutes_saved: int | None
    outcomes: PartsOut
    proof: PartsOut
    refusals: PartsOut
    languages: PartsOut
    classes: PartsOut
    covers_from: datetime | None
    covers_to: datetime | None


class SatisfactionOut(Schema):
    opinions: PartsOut
    faults: PartsOut
    survey_score: int | None = Field(description="Net promoter score of months that are over, since the first day.")
    survey_answers: int


class TopicsOut(Schema):
    topics: PartsOut


class CostsOut(Schema):
    micro_usd: int = Field(description="Millionths of a US dollar, of calls whose price is known.")
    questions: int
    answered: int | None
    usd_per_question: float | None
    usd_per_answered: float | None
    covers_from: datetime | None
    covers_to: datetime | None


class FiguresOut(Schema):
    metric: str
    timeframe: str
    first_day: date
    last_day: date
    fewest_people: int = Field(description="So many people or more are behind every figure.")
    is_small_company: bool = Field(description="Then only totals of whole months that are over are told.")
    figures: UsageOut | SatisfactionOut | TopicsOut | CostsOut


class AskedFor(Schema):
    timeframe: str = Field(USUAL, description=f"One of: {_TIMEFRAMES}.")
    first: date | None = Field(None, description="With `custom`: the first day.")
    last: date | None = Field(None, description="With `custom`: the last day.")


@router.get("/analytics/{metric}", response=FiguresOut, summary="Figures of usage, satisfaction, topics or costs")
def figures(request: HttpRequest, metric: str, asked: Annotated[AskedFor, Query()]) -> FiguresOut:
    """Nobody can be told from them: enough people are behind each, and each says which time it really covers.

    An unknown metric or timeframe: 400 with those there are.
    """
    find = METRICS.get(metric)
    if find is None:
        raise HttpError(400, f"There is no metric {metric[:40]!r}. Ask for one of: {', '.join(METRICS)}.")
    try:
        frame = timeframe_of(asked.timeframe, now=timezone.localtime(), first=asked.first, last=asked.last)
    except UnknownTimeframe as unknown:
        raise HttpError(400, str(unknown)) from unknown
    company = the_company()
    return FiguresOut(
        metric=metric,
        timeframe=frame.key,
        first_day=frame.first,
        last_day=frame.last,
        fewest_people=company.fewest,
        is_small_company=company.is_small,
        figures=find(frame, company),
    )


def _usage(frame: Timeframe, company: Company) -> UsageOut:
    told = metrics.usage(frame, company)
    answers, people = told.answers, told.people
    return UsageOut(
        people=PeopleOut(at_least=people.at_least, at_most=people.at_most) if people else None,
        questions=answers.count,
        average_ms=answers.average_ms,
        p95_ms=answers.p95_ms,
        minutes_saved=told.minutes_saved,
        outcomes=_parts(Family.OUTCOME, told.of(Family.OUTCOME), company),
        proof=_parts(Family.PROOF, told.of(Family.PROOF), company),
        refusals=_parts(Family.REFUSAL, told.of(Family.REFUSAL), company),
        languages=_parts(Family.LANGUAGE, told.of(Family.LANGUAGE), company),
        classes=_parts(Family.CLASS, told.of(Family.CLASS), company),
        covers_from=answers.starts_at,
        covers_to=answers.ends_at,
    )


def _satisfaction(frame: Timeframe, company: Company) -> SatisfactionOut:
    told = metrics.satisfaction(frame, company, today=timezone.localdate())
    return SatisfactionOut(
        opinions=_parts(Family.OPINION, told.opinions, company),
        faults=_parts(Family.FAULT, told.faults, company),
        survey_score=told.survey.score if told.survey else None,
        survey_answers=told.survey.answers if told.survey else 0,
    )


def _topics(frame: Timeframe, company: Company) -> TopicsOut:
    return TopicsOut(topics=_parts(Family.TOPIC, metrics.topics(frame, company), company))


def _costs(frame: Timeframe, company: Company) -> CostsOut:
    told = metrics.costs(frame, company)
    return CostsOut(
        micro_usd=told.micro_usd,
        questions=told.questions,
        answered=told.answered,
        usd_per_question=told.per_question,
        usd_per_answered=told.per_answered,
        covers_from=told.starts_at,
        covers_to=told.ends_at,
    )


def _parts(family: Family, told: Told, company: Company) -> PartsOut:
    name_of = names_of(family, told.parts, fewest=company.fewest)
    return PartsOut(
        covers_from=told.starts_at,
        covers_to=told.ends_at,
        total=told.total,
        parts=[PartOut(part=part, name=name_of(part), count=count) for part, count in told.apart.items()],
        not_told_apart=told.not_apart,
    )


METRICS: dict[str, Callable[[Timeframe, Company], Schema]] = {
    "usage": _usage,
    "satisfaction": _satisfaction,
    "topics": _topics,
    "costs": _costs,
}
