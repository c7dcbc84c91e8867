"""The quality board, the client's audit tab, business figures."""

import csv
import io
import json
import re
import time
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from platform_admin.figures.kpis import lines, read_months
from platform_admin.models import CanaryRun, ClientDay, ClientFigures, ClientScores, PartState
from platform_admin.status.queues import waiting_in
from tenants.audit.log import record
from tenants.context import platform_scope
from tenants.domains.models import DomainClaim
from tenants.models import Client
from tenants.redis import redis

TODAY = date(2026, 11, 20)


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def names(page) -> list[str]:
    return re.findall(r'/health/">([^<]+)</a>', page.text)


@pytest.fixture
def many(acme, globex) -> list[Client]:
    """A thousand clients, as rows alone."""
    with platform_scope():
        account = Client.objects.get(pk=acme.id).account
        made = [
            Client(
                account=account, name=f"Elm {n:04}", subdomain=f"elm-{n}", status="active", owner_email="e@elm.example"
            )
            for n in range(1000)
        ]
        Client.objects.bulk_create(made)
        ClientFigures.objects.bulk_create(
            [ClientFigures(client=row, health=n % 100, stuck_documents=n % 2) for n, row in enumerate(made)]
        )
    return made


class TestBoard:
    def test_who_needs_somebody_most_stands_first(self, portal, acme, globex):
        with platform_scope():
            ClientFigures.objects.create(client_id=acme.id, ending_documents=1)
            ClientFigures.objects.create(client_id=globex.id, critical_failing=1)

        assert names(portal.get(url("quality"))) == ["Globex Corp", "Acme Corp"]

        with platform_scope():
            CanaryRun.objects.create(client_id=acme.id, other_id=globex.id, outcome="leaked")

        assert names(portal.get(url("quality"))) == ["Acme Corp", "Globex Corp"]

    @pytest.mark.parametrize(
        ("told", "said", "need"),
        [
            ({"stuck_documents": 1, "failed_documents": 1}, "2 documents are not read", "documents"),
            ({"ending_documents": 1}, "1 document ends soon", "ending"),
            ({"critical_failing": 2}, "2 critical tests fail", "critical_tests"),
            ({"oldest_gap": date(2026, 1, 1), "open_gaps": 3}, "A gap waits for", "gaps"),
            ({"plan_year_ends": date(2027, 12, 31)}, "No next plan year yet", "no_next_year"),
            ({"lacks_next_year": True}, "No plan year after the one that ends soon", "plan_year"),
            ({"answered_30": 5, "refused_30": 15, "answered_rate": 0.25}, "Only 25% answered", "answers"),
            ({"answered_30": 40, "answered_rate": 1.0, "verified_rate": 0.8}, "Only 80% of answers proven", "answers"),
        ],
    )
    def test_what_a_client_needs_is_said_and_can_be_filtered_by(self, portal, acme, globex, told, said, need):
        with platform_scope():
            ClientFigures.objects.create(client_id=acme.id, **told)
            ClientFigures.objects.create(client_id=globex.id)

        assert said in words(portal.get(url("quality")))
        assert names(portal.get(f"{url('quality')}?need={need}")) == ["Acme Corp"]

    @pytest.mark.parametrize(
        ("facts", "is_told"),
        [
            ({"state": "stopped"}, True),
            ({"state": "given_up"}, True),
            ({"state": "verified", "failures": 1}, True),
            ({"state": "verified", "tls_state": "failing"}, True),
            ({"state": "verified", "tls_state": "issued"}, False),
            ({"state": "waiting"}, False),
        ],
        ids=str,
    )
    def test_domain_that_needs_a_look_is_said(self, portal, acme, facts, is_told):
        with platform_scope():
            DomainClaim.objects.create(client_id=acme.id, host="benefits.acme.example", **facts)

        assert ("1 domain needs a look" in words(portal.get(url("quality")))) == is_told

    def test_reasons_of_refusals_are_named_the_most_frequent_first(self, portal, acme):
        with platform_scope():
            ClientFigures.objects.create(
                client_id=acme.id, refused_30=14, refusals={"tax": 1, "not_in_documents": 9, "legal": 4}
            )

        page = words(portal.get(url("quality")))

        assert page.index(": 9") < page.index(": 4")
        assert "Tax: 1" not in page

    def test_thousand_clients_cost_as_many_queries_as_two(self, portal, many, django_assert_max_num_queries):
        with django_assert_max_num_queries(16):
            page = portal.get(url("quality"))

        assert "Page 1 of 21" in words(page)

    def test_csv_has_all_that_match(self, portal, many):
        response = portal.get(f"{url('quality_csv')}?q=elm&need=documents")

        rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert len(rows) == 500
        assert rows[0]["Needs"].endswith("1 document is not read")

    def test_strip_says_that_nobody_looks_any_more(self, portal, acme):
        with platform_scope():
            PartState.objects.create(
                name="queue_answers",
                state="down",
                words="No worker serves it.",
                checked_at=timezone.now() - timedelta(minutes=30),
            )

        page = words(portal.get(url("quality")))

        assert "No worker has looked for 30 minutes" in page
        assert "No worker serves it." in page

    def test_probing_from_the_board_leaves_its_result_there(
        self, portal, acme, globex, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            portal.post(url("canary_fly"))

        page = portal.get(url("quality"))

        assert "1 isolation probe of 1 client within a day found nothing" in words(page)
        assert ">Held<" in page.text


def test_queue_knows_how_long_its_oldest_message_waits(acme, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = False
    message = {"headers": {"queued_at": 1000.0}}
    redis().lpush("default", json.dumps(message), json.dumps({"headers": {"queued_at": 1090.0}}))

    waiting = waiting_in("default", now=1100.0)

    assert (waiting.messages, waiting.oldest_seconds) == (2, 100.0)


@pytest.mark.parametrize("priority", [0, 3, 9])
def test_message_says_when_it_was_queued_however_late_its_turn_is(priority):
    from config.celery import app

    with app.producer_pool.acquire(block=True) as producer:
        message = app.amqp.as_task_v2("1", "no.such.task", (), {})
        app.amqp.send_task_message(producer, "no.such.task", message, queue="default", priority=priority)
    waiting = waiting_in("default", now=time.time() + 50)

    assert (waiting.messages, waiting.oldest_seconds) == (1, pytest.approx(50, abs=5))


class TestAuditTab:
    def test_what_happened_to_the_client_stands_there_and_nothing_of_another(self, portal, acme, globex):
        with platform_scope():
            record("client.past_due", actor=None, subject=Client.objects.get(pk=acme.id))
            record("client.suspended", actor=None, subject=Client.objects.get(pk=globex.id), reason="Not paid")

        page = portal.get(url("client_audit", acme.id))

        assert "Past due" in words(page)
        assert "Not paid" not in page.text
        assert f"{url('audit')}?client={acme.id}" in page.text
        assert portal.get(url("client_audit", uuid4())).status_code == 404

    def test_long_history_has_pages(self, portal, acme):
        with platform_scope():
            for n in range(55):
                record("client.past_due", actor=None, subject=Client.objects.get(pk=acme.id), reason=f"Reason {n:02}")

        page = portal.get(url("client_audit", acme.id))

        assert "Reason 54" in page.text
        assert "Reason 04" not in page.text
        older = re.search(r'href="(\?before=\d+)"', page.text).group(1)
        assert "Reason 04" in portal.get(url("client_audit", acme.id) + older).text


class TestKpis:
    def told(self) -> dict[str, object]:
        with platform_scope():
            return {line.kpi.name: line for line in lines(TODAY)}

    def test_figures_are_those_of_the_definitions(self, acme, globex):
        with platform_scope():
            Client.objects.filter(pk__in=(acme.id, globex.id)).update(created_at=datetime(2025, 1, 5, tzinfo=UTC))
            for day, active in ((10, 8), (11, 12)):
                ClientDay.objects.create(
                    client_id=acme.id,
                    day=date(2026, 11, day),
                    active=active,
                    active_30=20,
                    messages=30,
                    answered=20,
                    refused=5,
                    handovers=3,
                    people=30,
                    invited=10,
                )
            ClientScores.objects.create(
                client_id=acme.id, month=date(2026, 11, 1), promoters=6, passives=2, detractors=2
            )

        told = {name: line.figure for name, line in self.told().items()}

        assert told == {
            "Daily of monthly active people": "50 %",
            "Monthly active people": "20",
            "Messages per person": "3",
            "Adoption": "50 %",
            "Answered": "80 %",
            "Tickets": "10.0 per 100",
            "Net promoter score": "40",
            "New clients": "0",
            "Lost clients": "0",
            "Logo churn": "0 %",
        }

    def test_clients_that_come_and_go_are_counted_in_their_months(self, acme, globex):
        with platform_scope():
            Client.objects.filter(pk=acme.id).update(created_at=datetime(2025, 12, 5, tzinfo=UTC))
            Client.objects.filter(pk=globex.id).update(
                created_at=datetime(2026, 2, 5, tzinfo=UTC),
                status="offboarding",
                status_changed_at=datetime(2026, 10, 3, tzinfo=UTC),
            )
            months = {month.first: (month.clients, month.new, month.lost) for month in read_months(TODAY)}

        assert months[date(2025, 12, 1)] == (0, 1, 0)
        assert months[date(2026, 2, 1)] == (1, 1, 0)
        assert months[date(2026, 10, 1)] == (2, 0, 1)
        assert months[date(2026, 11, 1)] == (1, 0, 0)

    def test_client_that_was_never_opened_is_neither_new_nor_lost(self, registered):
        with platform_scope():
            client = registered()
            Client.objects.filter(pk=client.pk).update(
                status="deleted", status_changed_at=datetime(2026, 10, 3, tzinfo=UTC)
            )
            months = read_months(TODAY)

        assert sum(month.lost for month in months) == 0

    def test_what_was_made_up_is_not_summed_up_with_what_happened(self, acme):
        with platform_scope():
            for day in range(1, 10):
                ClientDay.objects.create(
                    client_id=acme.id, day=date(2026, 11, day), messages=100, active_30=10, is_made_up=True
                )
            ClientDay.objects.create(client_id=acme.id, day=date(2026, 11, 10), messages=1, active_30=1)

        assert self.told()["Messages per person"].figure == "90"

    def test_without_history_nothing_is_claimed(self, acme):
        told = self.told()

        assert told["Net promoter score"].figure == "–"
        assert told["Net promoter score"].change == "Nothing to reckon it from yet"

    def test_page_and_csv_have_every_figure_with_its_definition(self, portal, acme):
        page = words(portal.get(url("kpis")))
        rows = list(csv.DictReader(io.StringIO(portal.get(url("kpis_csv")).content.decode("utf-8-sig"))))

        assert "of all who have an account or an open invitation" in page
        assert len(rows) == 12
        assert "Adoption" in rows[0]
