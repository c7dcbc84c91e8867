"""Figures as they are asked for: of whole stretches, with the time they cover, by pages and programs alike."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.api_keys import create_api_key
from accounts.models import ApiKey, User
from analytics.figure_rule import set_figure_rule
from analytics.measures import Family
from analytics.models import FigureRule, ReleasedFigure
from analytics.people import as_bits
from analytics.query.company import the_company
from analytics.query.figures import People, answers, answers_by_day, people, told_of
from analytics.query.timeframes import LABELS, UnknownTimeframe, timeframe_of
from analytics.release.cut import release
from chat.usage import FEWEST_PEOPLE
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tests.analytics.counted import Asked, count

HOUR = timedelta(hours=1)


def noon(days_ago: int) -> datetime:
    return timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=days_ago)


def employ(number: int = FEWEST_PEOPLE) -> None:
    User.objects.bulk_create(User(email=f"e{n}@acme.example", name="Employee", role="employee") for n in range(number))


def told_days(*days_ago: int, persons: int = 9, **what: str) -> None:
    """Count and release so many people on each of these days."""
    count(Asked(noon(day), person, **what) for day in days_ago for person in range(persons))
    release(now=timezone.localtime())


def frame(key: str = "7d", **days: date):
    return timeframe_of(key, now=timezone.localtime(), **days)


@pytest.mark.usefixtures("in_acme")
class TestLayer:
    def test_stretch_that_is_not_wholly_in_the_time_is_left_out(self):
        employ()
        count([Asked(noon(3), person) for person in range(4)] + [Asked(noon(2), person) for person in range(4, 8)])
        release(now=timezone.localtime())
        company = the_company()

        whole = told_of(Family.QUESTIONS, frame(), company)
        part = told_of(Family.QUESTIONS, frame("custom", first=noon(2).date(), last=noon(2).date()), company)

        assert (whole.total, whole.starts_at, whole.ends_at) == (8, noon(3), noon(2) + HOUR)
        assert (part.total, part.starts_at) == (0, None)

    def test_people_are_told_in_fives_and_each_once(self):
        employ()
        told_days(2, 3, 4, persons=13)

        assert people(Family.QUESTIONS, frame(), the_company()) == People(10, 10)

    def test_people_of_two_quarters_are_told_from_and_to(self):
        employ()
        moments = [datetime(2026, 9, 29, 15, tzinfo=UTC), datetime(2026, 10, 2, 15, tzinfo=UTC)]
        count(Asked(moment, person) for moment in moments for person in range(10))
        release(now=datetime(2026, 10, 9, tzinfo=UTC))
        asked = frame("custom", first=date(2026, 9, 1), last=date(2026, 10, 31))

        assert people(Family.QUESTIONS, asked, the_company()) == People(10, 20)

    def test_time_and_cost_of_answers_are_told_together(self):
        employ()
        told_days(1)

        found = answers(frame(), the_company())

        assert (found.count, found.average_ms, found.micro_usd) == (9, 1000, 4500)
        assert 1000 <= found.p95_ms <= 1100

    def test_days_that_share_a_stretch_are_one_point(self):
        employ()
        count(
            [Asked(noon(5), person) for person in range(3)]
            + [Asked(noon(4), person) for person in range(3, 6)]
            + [Asked(noon(2), person) for person in range(6)]
        )
        release(now=timezone.localtime())

        points = answers_by_day(frame(), the_company())[1]

        assert [(point.first, point.last, point.total) for point in points] == [
            (noon(5).date(), noon(4).date(), 6),
            (noon(2).date(), noon(2).date(), 6),
        ]

    def test_small_company_is_told_whole_months_and_nothing_else(self):
        employ(FEWEST_PEOPLE - 1)
        # So far back that the days from there make a month and more on every day of this one.
        month_before_last = (noon(0).replace(day=1) - timedelta(days=32)).replace(day=10)
        count(Asked(month_before_last, person) for person in range(9))
        release(now=timezone.localtime())
        company = the_company()

        assert told_of(Family.QUESTIONS, frame("90d"), company).total == 9
        assert told_of(Family.OUTCOME, frame("90d"), company).total == 0
        assert answers_by_day(frame("90d"), company)[1] == []
        cut = frame("custom", first=month_before_last.date().replace(day=15), last=timezone.localdate())
        assert told_of(Family.QUESTIONS, cut, company).total == 9
        assert told_of(Family.QUESTIONS, frame("7d"), company).total == 0

    def test_figures_of_fewer_people_go_when_the_company_wishes_for_more(self):
        employ()
        told_days(2, persons=9)
        told_days(2, 3, persons=12)

        FigureRule.objects.create(pk=1, fewest_people=10)

        assert told_of(Family.QUESTIONS, frame(), the_company()).total == 0

    def test_piece_of_what_was_put_together_is_told_only_while_no_more_people_are_wished_for(self):
        employ()
        for family, part, hours, persons in ((Family.QUESTIONS, "", 0, 15), (Family.LANGUAGE, "en", 1, 10)):
            ReleasedFigure.objects.create(
                family=family,
                part=part,
                starts_at=noon(2) + hours * HOUR,
                ends_at=noon(2) + 5 * HOUR,
                count=persons,
                people=as_bits(range(persons)),
            )
        assert told_of(Family.LANGUAGE, frame(), the_company()).total == 10

        # The five who asked in the first hour would be what the two leave.
        FigureRule.objects.create(pk=1, fewest_people=8)

        assert told_of(Family.QUESTIONS, frame(), the_company()).total == 15
        assert told_of(Family.LANGUAGE, frame(), the_company()).total == 0

    @pytest.mark.parametrize(
        ("key", "days"),
        [
            ("yesterday", {}),
            ("custom", {}),
            ("custom", {"first": date(2026, 5, 2), "last": date(2026, 5, 1)}),
            ("custom", {"first": date(2999, 1, 1), "last": date(2999, 1, 2)}),
            ("custom", {"first": date(2001, 1, 1), "last": date(2026, 1, 2)}),
            ("custom", {"first": date(1, 1, 1), "last": date(1, 1, 2)}),
            ("plan_year", {}),
        ],
        ids=["no_such", "no_days", "backwards", "to_come", "too_long", "too_early", "no_year"],
    )
    def test_time_that_there_is_not_is_said_to_be_none(self, key, days):
        with pytest.raises(UnknownTimeframe):
            frame(key, **days)

    def test_time_before_is_as_long_and_just_before(self):
        asked = frame("30d")

        before = asked.before()

        assert (before.ends_at, before.days) == (asked.starts_at, asked.days)

    def test_change_of_the_rule_is_written_down(self, acme, make_person):
        admin = make_person(acme, "hr_admin")

        set_figure_rule(minutes_saved=12, fewest_people=7, by=admin)

        event = AuditEvent.objects.filter(action="figures.changed").get()
        assert event.detail["after"] == {"minutes_saved": 12, "fewest_people": 7}


@pytest.fixture
def hr(acme, make_person, browser_of):
    return browser_of(acme, make_person(acme, "hr_admin"))


@pytest.fixture
def in_use(acme):
    with tenant_scope(acme):
        employ()
        count(
            Asked(noon(day), person, ("answered", "refused")[person > 20], "tax", opinion="helpful")
            for day in (1, 2, 3)
            for person in range(30)
        )
        release(now=timezone.localtime())


@pytest.mark.usefixtures("in_use")
class TestDoors:
    def test_programs_are_told_what_pages_show(self, hr, acme):
        told = hr.get("/api/v1/analytics/usage?timeframe=7d").json()["figures"]
        page = hr.get("/hr/insights/?timeframe=7d").content.decode()
        file = hr.get("/hr/insights/tables/outcomes.csv?timeframe=7d").content.decode("utf-8-sig")

        outcomes = {part["name"]: part["count"] for part in told["outcomes"]["parts"]}
        assert (told["questions"], outcomes) == (90, {"Answered": 63, "Not answered": 27})
        assert 'stat-figure">90' in page
        assert "about 30" in page
        assert told["people"] == {"at_least": 30, "at_most": 30}
        for name, number in outcomes.items():
            assert f"{name},{number}," in file

    def test_key_with_the_scope_reads_figures_and_another_does_not(self, acme, browser_of):
        with tenant_scope(acme):
            keys = {
                scope: create_api_key(
                    name=scope, scopes=[scope], valid_for=timedelta(days=1), created_by=None, now=timezone.now()
                ).secret
                for scope in (ApiKey.Scope.ANALYTICS, ApiKey.Scope.ASK)
            }

        codes = {
            scope: browser_of(acme)
            .get("/api/v1/analytics/costs", headers={"Authorization": f"Bearer {secret}"})
            .status_code
            for scope, secret in keys.items()
        }

        assert codes == {ApiKey.Scope.ANALYTICS: 200, ApiKey.Scope.ASK: 401}

    @pytest.mark.parametrize(
        ("path", "named"),
        [
            ("people?timeframe=7d", "satisfaction"),
            ("usage?timeframe=century", "plan_year"),
            ("usage?timeframe=custom", "first"),
        ],
    )
    def test_unknown_metric_or_time_is_refused_with_those_there_are(self, hr, path, named):
        answer = hr.get(f"/api/v1/analytics/{path}")

        assert (answer.status_code, named in answer.json()["error"]["message"]) == (400, True)

    @pytest.mark.parametrize("key", LABELS)
    @pytest.mark.parametrize("page", ["", "documents/", "costs/", "tables/questions-by-day.csv"])
    def test_every_page_answers_for_every_time(self, hr, page, key):
        days = {"first": noon(3).date(), "last": noon(1).date()} if key == "custom" else {}

        assert hr.get(f"/hr/insights/{page}", {"timeframe": key, **days}).status_code == 200

    def test_page_says_what_is_wrong_with_the_days_asked_for(self, hr):
        page = hr.get("/hr/insights/", {"timeframe": "custom", "first": "2026-02-31", "last": "x"})

        assert "Write days like" in page.content.decode()

    def test_paper_has_what_the_pages_have(self, hr):
        page = hr.get("/hr/insights/?timeframe=7d&view=print").content.decode()

        assert "Documents that answers cite" in page
        assert "<details open" in page

    def test_nobody_but_owners_changes_the_rule(self, hr, acme, make_person, browser_of):
        said = {"minutes_saved": "15", "fewest_people": "4"}
        refused = hr.post("/hr/insights/rule/", said)
        done = hr.post("/hr/insights/rule/", {**said, "fewest_people": "6"})
        editor = browser_of(acme, make_person(acme, "hr_editor")).post("/hr/insights/rule/", said)

        assert (refused.status_code, done.status_code, editor.status_code) == (422, 302, 403)
        with tenant_scope(acme):
            assert FigureRule.objects.values_list("minutes_saved", "fewest_people").get() == (15, 6)

    def test_page_asks_the_database_as_often_however_much_there_is(self, hr, acme):
        with tenant_scope(acme):
            told_anew([1, 88, 91, 178], ["answered"])
        little = queries_of_overview(hr)
        with tenant_scope(acme):
            told_anew(range(1, 180, 2), ["answered", "refused", "asked_back"])
        much = queries_of_overview(hr)

        assert len(much) == len(little)
        # What is told of the time and of the time before, each once.
        assert sum("GROUP BY" in query and "analytics_releasedfigure" in query for query in much) == 2
        assert len(much) < 40


def told_anew(days_ago: Iterable[int], outcomes: Sequence[str]) -> None:
    """Release nothing but these days, with as many kinds of questions in each of two languages and of marks."""
    ReleasedFigure.objects.all().delete()
    count(
        Asked(noon(day), person, outcome, "tax", ("en", "es")[person % 2], klass=str(person % 2), opinion="helpful")
        for day in days_ago
        for outcome in outcomes
        for person in range(12)
    )
    release(now=timezone.localtime())


def queries_of_overview(hr) -> list[str]:
    hr.get("/hr/insights/?timeframe=90d")
    with CaptureQueriesContext(connection) as asked:
        hr.get("/hr/insights/?timeframe=90d")
    return [query["sql"] for query in asked.captured_queries]
