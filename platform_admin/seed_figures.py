"""A year of invented counts for the demo companies, marked as such: a new installation's pages are not empty."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from analytics.models import SurveyAnswer, SurveyRule
from analytics.results import LOWEST_PASSIVE
from platform_admin.demo.usage import people_and_questions, people_of
from platform_admin.figures.collect import collect
from platform_admin.models import ClientDay, ClientScores, ComponentDay, Incident, IncidentUpdate
from platform_admin.seed_insights import seed_insights
from platform_admin.status.components import Component
from tenants.binding import ClientRef
from tenants.clock import today
from tenants.context import platform_scope, tenant_scope

DAYS = 360
STATUS_DAYS = 89
_HOW_OFTEN = (1, 0, 1, 1, 1, 2, 3, 7, 14, 20, 18)  # of scores from 0 to 10
_REASONS = SurveyAnswer.Reason.values  # the first half is praise
_BAD_DAY = 24  # days ago
_TOLD = (
    (
        0,
        "Answers come some minutes late. Documents and everything else work as they should.",
        "Las respuestas llegan con algunos minutos de retraso. Los documentos y todo lo demás funcionan bien.",
    ),
    (55, "Answers come at once again.", "Las respuestas llegan de inmediato otra vez."),
)


def seed_figures(client: ClientRef) -> None:
    """Write the days before today and measure today; run again, nothing is doubled."""
    now = timezone.now()
    with platform_scope():
        _seed_scores(client, now.date())
        days = [_day(client, now.date() - timedelta(days=n)) for n in range(1, DAYS + 1)]
        ClientDay.objects.bulk_create(days, ignore_conflicts=True)
    _seed_survey(client)
    seed_insights(client, now=now)
    collect(client, now=now)


def seed_status(now: datetime) -> None:
    """Write ninety days of looks at what the status page speaks of, with a bad hour; run again, nothing is doubled."""
    rows = [
        ComponentDay(
            component=component,
            day=now.date() - timedelta(days=n),
            checks=1440,
            degraded=12 if (component, n) == (Component.ANSWERS, _BAD_DAY) else 0,
            down=43 if (component, n) == (Component.ANSWERS, _BAD_DAY) else 0,
            is_made_up=True,
        )
        for component in Component
        for n in range(1, STATUS_DAYS + 1)
    ]
    ComponentDay.objects.bulk_create(rows, ignore_conflicts=True)
    if Incident.objects.filter(is_made_up=True).exists():
        return
    began = now - timedelta(days=_BAD_DAY)
    incident = Incident.objects.create(
        title="Answers came late",
        title_es="Las respuestas llegaban tarde",
        severity=Incident.Severity.DEGRADED,
        components=[Component.ANSWERS],
        opened_at=began,
        resolved_at=began + timedelta(minutes=55),
        is_made_up=True,
    )
    for minutes, text, text_es in _TOLD:
        IncidentUpdate.objects.create(
            incident=incident,
            text=text,
            text_es=text_es,
            at=began + timedelta(minutes=minutes),
            is_the_end=minutes == _TOLD[-1][0],
        )


def _seed_survey(client: ClientRef) -> None:
    """Switch the survey on, with what was said in the three months before; what HR changed since stays."""
    with tenant_scope(client):
        _, is_new = SurveyRule.objects.get_or_create(pk=1, defaults={"is_on": True})
        if not is_new:
            return
        month, rows = today().replace(day=1), []
        for _month in range(3):
            month = (month - timedelta(days=1)).replace(day=1)
            chance = random.Random(f"{client.subdomain} {month} survey")  # noqa: S311 - no secret
            for _answer in range(chance.randint(9, 14)):
                score = chance.choices(range(11), _HOW_OFTEN)[0]
                praise, blame = _REASONS[: len(_REASONS) // 2], _REASONS[len(_REASONS) // 2 :]
                reasons = chance.sample(praise if score >= LOWEST_PASSIVE else blame, 2)
                rows.append(SurveyAnswer(score=score, reasons=sorted(reasons), month=month))
        SurveyAnswer.objects.bulk_create(rows)


def _seed_scores(client: ClientRef, day: date) -> None:
    month = day.replace(day=1)
    rows = []
    for _ in range(11):
        month = (month - timedelta(days=1)).replace(day=1)
        chance = random.Random(f"{client.subdomain} {month} scores")  # noqa: S311 - no secret
        said = chance.randint(18, 40)
        detractors, passives = round(said * chance.uniform(0.08, 0.16)), round(said * chance.uniform(0.2, 0.3))
        rows.append(
            ClientScores(
                client_id=client.id,
                month=month,
                promoters=said - detractors - passives,
                passives=passives,
                detractors=detractors,
                is_made_up=True,
            )
        )
    ClientScores.objects.bulk_create(rows, ignore_conflicts=True)


def _day(client: ClientRef, day: date) -> ClientDay:
    chance = random.Random(f"{client.subdomain} {day}")  # noqa: S311 - no secret
    people = people_of(client.subdomain)
    active, messages = people_and_questions(client.subdomain, day)
    refused = round(messages * chance.uniform(0.08, 0.2))
    failed = int(chance.random() < 0.1)
    answered = max(0, messages - refused - failed)
    tokens = messages * chance.randint(2_600, 3_400)
    return ClientDay(
        client_id=client.id,
        day=day,
        active=active,
        active_30=round(people * 0.55),
        messages=messages,
        answered=answered,
        refused=messages - answered - failed if messages else 0,
        failed=failed if messages else 0,
        unproven=round(answered * 0.04),
        helpful=round(answered * 0.1),
        unhelpful=round(answered * 0.02),
        handovers=round(messages * chance.uniform(0.01, 0.05)),
        people=people,
        invited=round(people * 0.12),
        tokens=tokens,
        cost_usd=Decimal(tokens) * 6 / 10_000_000,
        embedded_tokens=messages * 40,
        stored_bytes=people * 60_000,
        is_made_up=True,
    )
