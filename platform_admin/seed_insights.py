"""A hundred days of invented figures for the demo companies' pages of insights, released as real ones are.

Nobody is behind them, and the page says so (`FigureRule.is_made_up`).
"""

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from analytics.measures import Family
from analytics.models import FigureRule, ReleasedFigure
from analytics.people import as_bits, numbers_in
from analytics.times import counted
from benefits.models import BenefitClass
from chat.usage import FEWEST_ASKERS
from knowledge.models import Document
from platform_admin.demo.usage import people_and_questions, people_of
from platform_admin.seed_topics import TONES, MadeUp, make_topics, topics_of, unanswered_of
from tenants.binding import ClientRef
from tenants.context import tenant_scope

DAYS = 100
_FRIDAY, _SUNDAY = 4, 6
_SHARES: Mapping[Family, Mapping[str, float]] = {
    Family.OUTCOME: {"answered": 0.84, "refused": 0.11, "asked_back": 0.05},
    Family.LANGUAGE: {"en": 0.87, "es": 0.13},
}
_OF_ANSWERS: Mapping[Family, Mapping[str, float]] = {
    Family.PROOF: {"proven": 0.8, "cut": 0.05, "other": 0.15},
}
# Told of longer stretches: fewer people are behind each.
_SELDOM: Mapping[Family, Mapping[str, float]] = {
    Family.OPINION: {"helpful": 0.12, "unhelpful": 0.025},
    Family.FAULT: {"not_asked": 0.012, "incomplete": 0.008, "~": 0.005},
    Family.REFUSAL: {"not_in_documents": 0.06, "personal_record": 0.022, "directory": 0.016, "choice": 0.012},
    Family.ROUTE: {"document": 0.58, "official": 0.05, "date": 0.04, "contact": 0.03},
    Family.TOOL: {"compare_plans": 0.09, "paycheck_deduction": 0.08, "deductible": 0.05, "enrollment_calendar": 0.04},
    Family.HANDOVER: {"": 0.03},
    Family.SEARCH: {"found": 0.05, "nothing": 0.02},
    Family.PAGE: {"chat:home": 0.9, "chat:conversation": 0.6, "benefits:plans": 0.3, "benefits:plan_compare": 0.14},
    Family.ACTION: {"reckon:hsa": 0.06, "print": 0.04, "reckon:401k": 0.03},
}
_FEWEST_OF_A_STRETCH = 6
_MOST_DOCUMENTS, _UNUSED = 10, 2
_MOST_CLASSES = 4


def seed_insights(client: ClientRef, *, now: datetime) -> None:
    """Write the days before today, once; what was really asked since stays, and is told beside it."""
    with tenant_scope(client):
        FigureRule.objects.update_or_create(pk=1, defaults={"is_made_up": True})
        if ReleasedFigure.objects.exists():
            return
        today = timezone.localdate(now)
        stretches = list(_stretches(today - timedelta(days=DAYS), today - timedelta(days=1)))
        figures = [figure for first, last in stretches for figure in _figures(client, first, last)]
        topics = make_topics(today)
        for figure in [one for one in figures if one.family == Family.QUESTIONS]:
            figures += _of_topics(client, figure, topics, today)
        ReleasedFigure.objects.bulk_create(figures, batch_size=1000)


def _stretches(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield days one by one, and each Friday with its weekend."""
    while first <= last:
        end = first + timedelta(days=_SUNDAY - first.weekday()) if first.weekday() >= _FRIDAY else first
        yield first, min(end, last)
        first = end + timedelta(days=1)


def _figures(client: ClientRef, first: date, last: date) -> Iterator[ReleasedFigure]:
    chance = random.Random(f"{client.subdomain} {first} insights")  # noqa: S311 - no secret
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    told = [people_and_questions(client.subdomain, day) for day in days]
    active = max(_FEWEST_OF_A_STRETCH, sum(people for people, _ in told))
    who = as_bits(chance.sample(range(round(people_of(client.subdomain) * 0.8)), active))
    asked = max(active, sum(questions for _, questions in told))
    span = (_midnight(first), _midnight(last + timedelta(days=1)))
    yield _figure(Family.ACTIVE, "", 0, who, span)
    yield _questions(chance, asked, who, span)
    classes = [str(pk) for pk in BenefitClass.objects.order_by("code").values_list("pk", flat=True)[:_MOST_CLASSES]]
    shares = {**_SHARES, Family.CLASS: _spread(classes) or {"": 1.0}}
    for family, parts in shares.items():
        for part, count in _split(asked, parts).items():
            yield _figure(family, part, count, who, span)
    answered = _split(asked, _SHARES[Family.OUTCOME])["answered"]
    for family, parts in _OF_ANSWERS.items():
        for part, count in _split(answered, parts).items():
            yield _figure(family, part, count, who, span)
    if last.weekday() == _SUNDAY:
        week = [last - timedelta(days=n) for n in range(7)]
        of_week = sum(people_and_questions(client.subdomain, day)[1] for day in week)
        yield from _of_the_week(chance, of_week, who, (_midnight(week[-1]), span[1]))


def _of_topics(
    client: ClientRef, questions: ReleasedFigure, topics: Mapping[str, MadeUp], today: date
) -> Iterator[ReleasedFigure]:
    """Yield what these questions were about, and how they sounded."""
    first, span = timezone.localdate(questions.starts_at), (questions.starts_at, questions.ends_at)
    chance = random.Random(f"{client.subdomain} {first} topics")  # noqa: S311 - no secret
    told = topics_of(chance, topics, numbers_in(questions.people), day=first, today=today)
    each = questions.count / sum(map(len, told.values()))
    counts = _split(questions.count, {part: len(who) * each / questions.count for part, who in told.items()})
    for part, who in told.items():
        yield _figure(Family.TOPIC, part, counts[part], as_bits(who), span)
    for family, part, share in unanswered_of(told, topics) if first.weekday() == _FRIDAY else ():
        yield _figure(family, part, max(FEWEST_ASKERS, round(counts[part] * share)), as_bits(told[part]), span)
    for tone, count in _split(questions.count, TONES).items():
        yield _figure(Family.TONE, tone, count, questions.people, span)


def _of_the_week(
    chance: random.Random, asked: int, who: bytes, span: tuple[datetime, datetime]
) -> Iterator[ReleasedFigure]:
    documents = [str(pk) for pk in Document.objects.published().order_by("pk").values_list("pk", flat=True)]
    used = documents[: min(_MOST_DOCUMENTS, max(len(documents) - _UNUSED, 0))]
    shares = {**_SELDOM, Family.DOCUMENT: _spread(used, 1.1), Family.OPENED: _spread(used, 0.35)}
    for family, parts in shares.items():
        for part, share in parts.items():
            yield _figure(family, part, max(6, round(asked * share * chance.uniform(0.8, 1.2))), who, span)


def _questions(chance: random.Random, asked: int, who: bytes, span: tuple[datetime, datetime]) -> ReleasedFigure:
    taken = [round(chance.lognormvariate(7.4, 0.5)) for _ in range(asked)]
    figure = _figure(Family.QUESTIONS, "", asked, who, span)
    figure.milliseconds, figure.times = sum(taken), counted(taken)
    figure.micro_usd = sum(chance.randint(900, 2600) for _ in range(asked))
    return figure


def _figure(family: Family, part: str, count: int, who: bytes, span: tuple[datetime, datetime]) -> ReleasedFigure:
    return ReleasedFigure(family=family, part=part, count=count, people=who, starts_at=span[0], ends_at=span[1])


def _split(whole: int, shares: Mapping[str, float]) -> dict[str, int]:
    """Return whole numbers that come to the whole; the first part takes what is left."""
    counts = {part: round(whole * share) for part, share in list(shares.items())[1:]}
    return {next(iter(shares)): whole - sum(counts.values()), **counts}


def _spread(parts: list[str], whole: float = 1.0) -> dict[str, float]:
    """Return shares of the whole, each smaller than the one before."""
    weights = [1 / (place + 1.5) for place in range(len(parts))]
    return {part: whole * weight / sum(weights) for part, weight in zip(parts, weights, strict=True)}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
