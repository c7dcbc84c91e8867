"""Counts of clients: read inside each client's schema, shown to operators from `public` alone."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from chat.models import Answer, Conversation, Feedback, Gap, ModelCall, Question
from platform_admin import tasks
from platform_admin.figures import collect as collecting
from platform_admin.figures.collect import collect, least_recently_measured
from platform_admin.figures.health import Signs, health_parts, health_score
from platform_admin.figures.overview import cards, line_points, worries
from platform_admin.models import ClientDay, ClientFigures
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client, Domain

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
TODAY = NOW.date()


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def asked(person: User, *, at: datetime = NOW, is_counted: bool = True, attempts: int = 1, **answer: object) -> Answer:
    conversation = Conversation.objects.create(user=person, title="T", is_private=not is_counted)
    question = Question.objects.create(
        conversation=conversation, text="What is covered?", is_counted=is_counted, created_at=at
    )
    for attempt in range(1, attempts + 1):
        row = Answer.objects.create(
            question=question, attempt=attempt, created_at=at, **{"status": "done", "text": "Yes.", **answer}
        )
    return row


def day_of(client, day=TODAY) -> ClientDay:
    with platform_scope():
        return ClientDay.objects.get(client_id=client.id, day=day)


def figures_of(client) -> ClientFigures:
    with platform_scope():
        return ClientFigures.objects.get(client_id=client.id)


@pytest.fixture
def ann(acme, make_person) -> User:
    return make_person(acme, name="Ann")


def test_questions_answers_refusals_and_failures_of_a_day_are_counted(acme, ann, make_person):
    bob = make_person(acme, name="Bob")
    with tenant_scope(acme):
        asked(ann)
        asked(ann, attempts=3)
        asked(bob, reason="not_in_documents")
        asked(bob, status="interrupted", reason="model_interrupted")
        asked(bob, removed={"unproven": 2})
        asked(ann, at=NOW - timedelta(days=1))

    collect(acme, now=NOW)

    day = day_of(acme)
    assert (day.messages, day.answered, day.refused, day.failed, day.unproven) == (5, 3, 1, 1, 1)
    assert (day.active, day.active_30, day.people) == (2, 2, 2)
    assert day_of(acme, TODAY - timedelta(days=1)).messages == 1
    month = figures_of(acme)
    assert (month.messages_30, month.answered_30, month.refused_30, month.failed_30) == (6, 4, 1, 1)
    assert month.answered_rate == pytest.approx(0.8)


def test_private_questions_and_pleas_for_help_are_in_no_count(acme, ann):
    with tenant_scope(acme):
        asked(ann, is_counted=False)

    collect(acme, now=NOW)

    day = day_of(acme)
    assert (day.messages, day.active, day.active_30) == (0, 0, 0)


def test_what_was_erased_meanwhile_was_still_asked(acme, ann):
    with tenant_scope(acme):
        asked(ann)
    collect(acme, now=NOW)
    with tenant_scope(acme):
        Conversation.objects.all().delete()

    collect(acme, now=NOW + timedelta(hours=1))

    assert (day_of(acme).messages, day_of(acme).active) == (1, 1)


def test_opinions_tokens_and_cost_are_of_the_day_they_came(acme, ann):
    with tenant_scope(acme):
        Feedback.objects.create(answer=asked(ann), is_helpful=True, created_at=NOW)
        Feedback.objects.create(answer=asked(ann), is_helpful=False, created_at=NOW)
        for cost in (Decimal("0.5"), None):
            ModelCall.objects.create(
                engine="gpt-4.1-mini",
                prompt_version="1",
                end="finished",
                input_tokens=100,
                output_tokens=20,
                cost_usd=cost,
                total_ms=5,
                created_at=NOW,
            )

    collect(acme, now=NOW)

    day = day_of(acme)
    assert (day.helpful, day.unhelpful, day.tokens, day.cost_usd) == (1, 1, 240, Decimal("0.5"))


def test_clients_are_measured_apart(acme, globex, ann):
    with tenant_scope(acme):
        asked(ann)

    collect(acme, now=NOW)
    collect(globex, now=NOW)

    assert (figures_of(acme).messages_30, figures_of(globex).messages_30) == (1, 0)


def test_client_that_cannot_be_measured_says_why_and_keeps_what_was_known(acme, ann, monkeypatch):
    with tenant_scope(acme):
        asked(ann)
    collect(acme, now=NOW)

    def fails(*args: object) -> None:
        raise OperationalError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(collecting, "_measure", fails)
        collect(acme, now=NOW + timedelta(minutes=10))
    row = figures_of(acme)
    assert row.failure == "Its figures could not be read (OperationalError)."
    assert row.messages_30 == 1

    collect(acme, now=NOW + timedelta(minutes=20))
    assert figures_of(acme).failure == ""


def test_all_clients_are_measured_the_longest_waiting_first(acme, globex):
    collect(acme, now=NOW)
    with platform_scope():
        Client.objects.filter(pk=globex.id).update(created_at=timezone.now() + timedelta(days=1))
        assert [client.id for client in least_recently_measured()] == [globex.id, acme.id]

    tasks.measure_clients()

    assert figures_of(globex).measured_at > NOW - timedelta(days=3650)
    with platform_scope():
        assert ClientFigures.objects.count() == 2


class TestHealth:
    def signs(self, **told: object) -> Signs:
        return Signs(
            **{
                "covered": 40,
                "subjects": 50,
                "documents": 8,
                "tests_right": 9,
                "tests": 10,
                "people": 100,
                "active_30": 30,
                "answered_30": 80,
                "refused_30": 20,
                "open_gaps": 5,
                "late_handovers": 0,
                "is_past_due": False,
                **told,
            }
        )

    def test_score_is_the_sum_of_its_parts(self):
        # 25 x 0.8 + 20 x 0.9 + 20 x 0.6 + 15 x 0.8 + 10 x 0.75 + 10
        assert health_score(health_parts(self.signs())) == round(20 + 18 + 12 + 12 + 7.5 + 10)

    def test_what_is_not_known_weighs_nothing(self):
        parts = health_parts(self.signs(answered_30=0, refused_30=0, people=0, active_30=0))

        # (20 + 18 + 7.5 + 10) of 65
        assert health_score(parts) == 85
        assert [part.name for part in parts if part.share is None] == ["Reach", "Answers with a source"]

    @pytest.mark.parametrize(
        ("told", "name"),
        [
            ({"documents": 0}, "Content"),
            ({"tests": 0, "tests_right": 0}, "Test questions"),
            ({"active_30": 0}, "Reach"),
            ({"answered_30": 0, "refused_30": 9}, "Answers with a source"),
            ({"open_gaps": 500}, "HR’s queue"),
            ({"late_handovers": 1}, "HR’s queue"),
            ({"is_past_due": True}, "Payment"),
        ],
    )
    def test_each_side_can_lose_all_its_points(self, told, name):
        shares = {part.name: part.share for part in health_parts(self.signs(**told))}

        assert shares[name] == 0

    def test_new_client_without_anything_scores_by_what_it_lacks(self, acme):
        collect(acme, now=NOW)

        row = figures_of(acme)
        notes = {part["name"]: part["note"] for part in row.health_parts}
        assert notes["Content"] == "No document is published"
        assert row.health < 50


class TestOverview:
    def days(self, client, **told: list[int]) -> None:
        with platform_scope():
            for name, numbers in told.items():
                for ago, number in enumerate(numbers):
                    ClientDay.objects.update_or_create(
                        client_id=client.id, day=TODAY - timedelta(days=ago), defaults={name: number}
                    )

    def test_cards_stand_beside_the_period_before(self, acme, globex):
        self.days(acme, messages=[5, 7] + [1] * 58, active_30=[30] + [0] * 29 + [20])
        self.days(globex, messages=[2])

        with platform_scope():
            shown = {card.name: card for card in cards(TODAY)}

        assert (shown["Messages today"].figure, shown["Messages today"].change) == ("7", "Yesterday: 7")
        assert shown["Messages in 30 days"].figure == "42"
        assert shown["Messages in 30 days"].change == "+40% against the 30 days before"
        people = shown["People active in 30 days"]
        assert (people.figure, people.change) == ("30", "+50% against 30 days ago")
        assert len(shown["Clients"].points.split()) == 30

    def test_demo_companies_are_in_no_sum_once_there_is_a_real_client(self, acme, globex):
        self.days(acme, messages=[5])
        self.days(globex, messages=[100])
        with platform_scope():
            Client.objects.filter(pk=globex.id).update(is_demo=True)
            shown = {card.name: card.figure for card in cards(TODAY)}

        assert (shown["Messages today"], shown["Clients"]) == ("5", "1")

    def test_overview_says_that_demo_companies_are_left_out_and_only_then(self, portal, acme, globex):
        said = "One company of the demonstration is left out of these figures"
        assert said not in words(portal.get(url("overview")))

        for demos, is_said in ((1, True), (2, False)):
            with platform_scope():
                Client.objects.filter(pk__in=[globex.id, acme.id][:demos]).update(is_demo=True)
            assert (said in words(portal.get(url("overview")))) == is_said

    def test_a_line_has_its_greatest_number_on_top(self):
        assert line_points([0, 10, 5]) == "0.0,23.0 50.0,1.0 100.0,12.0"
        assert line_points([0, 0]) == line_points([]) == ""

    @pytest.mark.parametrize(
        ("told", "why"),
        [
            ({"stuck_documents": 1}, "1 document is not read"),
            ({"stuck_documents": 1, "failed_documents": 2}, "3 documents are not read"),
            ({"lacks_next_year": True}, "No plan year follows the one that ends"),
            ({"ending_documents": 2}, "2 documents end within 30 days, with no successor"),
            ({"answered_30": 5, "refused_30": 15, "answered_rate": 0.25}, "Only 25% of questions are answered"),
            ({"failure": "Gone."}, "Its figures could not be read"),
            ({"health": 60}, "Health fell by 20 points in 30 days"),
        ],
    )
    def test_what_is_wrong_with_a_client_is_said(self, acme, told, why):
        with platform_scope():
            ClientDay.objects.create(client_id=acme.id, day=TODAY - timedelta(days=30), health=80)
            ClientFigures.objects.create(client_id=acme.id, **{"health": 80, **told})
            found = {worry.client.pk: worry.why for worry in worries(TODAY)}

        assert found == {acme.id: (why,)}

    def test_client_in_order_is_not_named(self, acme):
        with platform_scope():
            ClientFigures.objects.create(client_id=acme.id, health=90)

            assert worries(TODAY) == []

    def test_page_names_who_needs_a_look_and_links_there(self, portal, acme):
        with platform_scope():
            ClientFigures.objects.create(client_id=acme.id, failed_documents=1)

        page = portal.get(url("overview"))

        assert "1 document is not read" in words(page)
        assert url("client_health", acme.id) in page.text

    def test_number_of_queries_does_not_grow_with_the_clients(self, portal, many, django_assert_max_num_queries):
        with django_assert_max_num_queries(17):
            page = portal.get(url("overview"))

        assert "28 more, by their health" in words(page)


@pytest.fixture
def many(acme) -> list[Client]:
    """Forty clients, as rows alone: figures need no schema."""
    with platform_scope():
        account = Client.objects.get(pk=acme.id).account
        made = [
            Client(
                account=account, name=f"Elm {n:02}", subdomain=f"elm-{n}", status="active", owner_email="e@elm.example"
            )
            for n in range(40)
        ]
        Client.objects.bulk_create(made)
        Domain.objects.bulk_create([Domain(client=row, host=f"{row.subdomain}.localhost") for row in made])
        ClientFigures.objects.bulk_create(
            [
                ClientFigures(client=row, people=n, messages_30=n, health=n, stuck_documents=1)
                for n, row in enumerate(made)
            ]
        )
        Client.objects.filter(pk=acme.id).update(status="deleted")
    return made


class TestList:
    def names(self, page) -> list[str]:
        return re.findall(r">(Elm \d\d)<", page.text)

    @pytest.mark.parametrize(
        ("sort", "first"),
        [("name", "Elm 00"), ("-name", "Elm 39"), ("messages", "Elm 39"), ("health", "Elm 00"), ("-health", "Elm 39")],
    )
    def test_every_column_sorts_both_ways(self, portal, many, sort, first):
        assert self.names(portal.get(f"{url('clients')}?sort={sort}"))[0] == first

    def test_client_without_figures_stands_at_the_end_either_way(self, portal, many):
        with platform_scope():
            ClientFigures.objects.filter(client=many[5]).delete()

        for sort in ("health", "-health"):
            assert self.names(portal.get(f"{url('clients')}?sort={sort}"))[-1] == "Elm 05"

    def test_long_list_has_pages_and_keeps_what_was_asked_for(self, portal, many, monkeypatch):
        monkeypatch.setattr("platform_admin.overview_views.ROWS_PER_PAGE", 15)

        page = portal.get(f"{url('clients')}?q=elm&sort=-name&page=2")

        assert self.names(page) == [f"Elm {n:02}" for n in range(24, 9, -1)]
        assert "q=elm&amp;sort=-name&amp;page=3" in page.text

    def test_page_costs_as_many_queries_for_one_client_as_for_forty(self, portal, many, django_assert_num_queries):
        with django_assert_num_queries(8):
            portal.get(url("clients"))

    @pytest.mark.parametrize("query", ["page=nonsense", "page=999", "sort=drop", "tier=golden", "q=" + "x" * 300])
    def test_what_cannot_be_meant_is_left_out(self, portal, many, query):
        assert portal.get(f"{url('clients')}?{query}").status_code == 200

    def test_csv_has_all_that_match_and_no_formula(self, portal, many):
        with platform_scope():
            Client.objects.filter(pk=many[7].pk).update(name='=HYPERLINK("http://evil.example")')

        response = portal.get(f"{url('clients_csv')}?q=elm&sort=-messages")

        rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert len(rows) == 40
        assert rows[7]["Company"] == """'=HYPERLINK("http://evil.example")"""
        assert (rows[9]["Host"], rows[9]["People"], rows[9]["Health"]) == ("elm-9.localhost", "9", "9")


class TestClientsPage:
    @pytest.mark.parametrize("name", ["client", "client_usage", "client_health", "client_domains", "client_settings"])
    def test_each_side_has_an_address_of_its_own(self, portal, acme, name):
        collect(acme, now=timezone.now())

        page = portal.get(url(name, acme.id))

        assert page.status_code == 200
        assert f'href="{url(name, acme.id)}" aria-current="page"' in " ".join(page.text.split())
        assert portal.get(url(name, uuid4())).status_code == 404

    def test_usage_tells_the_days_with_something_in_them(self, portal, acme):
        with platform_scope():
            ClientDay.objects.create(
                client_id=acme.id, day=timezone.now().date(), messages=1234, cost_usd=Decimal("2.5")
            )

        page = words(portal.get(url("client_usage", acme.id)))

        assert "1,234" in page
        assert "2.50" in page

    def test_usage_of_a_client_nobody_asked_at_says_so(self, portal, acme):
        assert "Nobody has asked yet" in words(portal.get(url("client_usage", acme.id)))

    def test_health_tells_where_the_points_went(self, portal, acme):
        collect(acme, now=timezone.now())

        page = words(portal.get(url("client_health", acme.id)))

        assert "Content 0 of 25 No document is published" in page
        assert "Reach" in page

    def test_open_gaps_are_counted_and_none_of_their_words_leave_the_client(self, portal, acme):
        with tenant_scope(acme):
            Gap.objects.create(marks=["secretword"], ideas=["secretword"], first_month=TODAY, last_month=TODAY)
        collect(acme, now=timezone.now())

        page = portal.get(url("client_health", acme.id)).text

        assert "1 subjects wait" in page or "1 subject waits" in page
        assert "secretword" not in page


class TestHistory:
    """What is held against the time before has to be of the same kind, and enough of it."""

    def change(self, client, days: dict[int, dict]) -> dict[str, str]:
        with platform_scope():
            ClientDay.objects.bulk_create(
                [ClientDay(client_id=client.id, day=TODAY - timedelta(days=ago), **told) for ago, told in days.items()]
            )
            return {card.name: card.change for card in cards(TODAY)}

    def test_few_people_of_today_are_not_held_against_many_made_up_ones(self, acme):
        made_up = {ago: {"messages": 50, "active_30": 200, "is_made_up": True} for ago in range(1, 60)}

        told = self.change(acme, {0: {"messages": 2, "active_30": 2}, **made_up})

        assert told["People active in 30 days"] == "Not enough history yet"
        assert told["Messages in 30 days"] == "−3% against the 30 days before"

    def test_month_that_happened_is_not_held_against_a_made_up_one(self, acme):
        happened = {ago: {"messages": 1, "active_30": 2} for ago in range(30)}
        made_up = {ago: {"messages": 50, "active_30": 200, "is_made_up": True} for ago in range(30, 60)}

        told = self.change(acme, {**happened, **made_up})

        assert told["Messages in 30 days"] == "Not enough history yet"

    def test_new_client_has_not_enough_history(self, acme):
        told = self.change(acme, {ago: {"messages": 4, "active_30": 3} for ago in range(10)})

        assert told["Messages in 30 days"] == told["People active in 30 days"] == "Not enough history yet"


def test_what_the_board_needs_is_counted_in_the_client_and_leaves_it_as_numbers(acme, make_person):
    with tenant_scope(acme):
        Gap.objects.create(marks=["m"], ideas=["m"], first_month=TODAY.replace(month=1, day=1), last_month=TODAY)
        person = make_person(acme)
        conversation = Conversation.objects.create(user=person)
        for n, reason in enumerate(["not_in_documents", "not_in_documents", "tax", ""]):
            question = Question.objects.create(conversation=conversation, text=f"Question {n}", client_token=uuid4())
            Answer.objects.create(question=question, status="done", reason=reason, removed={})
    collect(acme, now=timezone.now())

    with platform_scope():
        figures = ClientFigures.objects.get(client_id=acme.id)

    assert figures.refusals == {"not_in_documents": 2, "tax": 1}
    assert figures.oldest_gap == TODAY.replace(month=1, day=1)
    assert (figures.verified_rate, figures.has_next_year, figures.plan_year_ends) == (1.0, False, None)
