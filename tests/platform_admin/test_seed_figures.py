"""What a demonstration's pages of figures are filled with: once, however often it is started."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from analytics.insights.advice import open_advice
from analytics.insights.told_topics import topic_rows
from analytics.measures import Family
from analytics.models import SurveyAnswer, SurveyRule
from analytics.query.company import the_company
from analytics.query.figures import answers, told_of
from analytics.query.names import names_of
from analytics.query.timeframes import timeframe_of
from analytics.results import scores_by_month
from benefits.models import BenefitClass
from platform_admin.models import ClientDay, ClientScores, ComponentDay, Incident
from platform_admin.seed_figures import seed_figures, seed_status
from tenants.clock import today
from tenants.context import platform_scope, tenant_scope


def counts(client) -> list[int]:
    with tenant_scope(client):
        said = SurveyAnswer.objects.count()
    with platform_scope():
        return [said, *(one.objects.count() for one in (ClientDay, ClientScores, ComponentDay, Incident))]


def test_figures_are_seeded_once(acme):
    def seed() -> None:
        seed_figures(acme)
        with platform_scope():
            seed_status(timezone.now())

    seed()
    first = counts(acme)
    seed()

    assert counts(acme) == first
    assert min(first) > 0
    with tenant_scope(acme):
        assert len(scores_by_month(today())) == 3


def test_survey_that_hr_switched_off_stays_off(acme):
    seed_figures(acme)
    with tenant_scope(acme):
        SurveyRule.objects.update(is_on=False)

    seed_figures(acme)

    with tenant_scope(acme):
        assert not SurveyRule.objects.get().is_on


def test_invented_questions_are_of_the_company_s_own_classes(acme):
    with tenant_scope(acme):
        for code in ("salaried", "hourly"):
            BenefitClass.objects.create(code=code, label=code.title())

    seed_figures(acme)

    with tenant_scope(acme):
        parts = told_of(Family.CLASS, timeframe_of("30d", now=timezone.localtime()), the_company()).parts
        assert set(map(names_of(Family.CLASS, parts, fewest=5), parts)) == {"Salaried", "Hourly"}


def test_operators_and_hr_are_shown_the_same_number_of_questions(acme):
    juniper = replace(acme, subdomain="juniper")
    now = timezone.localtime()
    sunday = now.date() - timedelta(days=now.weekday() + 1)
    days = [sunday - timedelta(days=n) for n in range(28)]

    seed_figures(juniper)

    with platform_scope():
        of_operators = sum(day.messages for day in ClientDay.objects.filter(client_id=acme.id, day__in=days))
    with tenant_scope(acme):
        frame = timeframe_of("custom", now=now, first=days[-1], last=days[0])
        assert answers(frame, the_company()).count == of_operators > 0


def test_invented_topic_that_rises_is_marked_so_and_recommended(acme):
    seed_figures(replace(acme, subdomain="juniper"))

    with tenant_scope(acme):
        rows = topic_rows(timeframe_of("30d", now=timezone.localtime()), the_company())
        assert "Enrolling for next year" in [row.name for row in rows if row.change == "more"]
        assert "Tell everybody about Enrolling for next year" in [one.title for one in open_advice(timezone.now())]
