"""The status page and incidents: who sees what, also when engines are down."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisDown

from platform_admin.models import ComponentDay, Incident, PartState
from platform_admin.status import parts
from platform_admin.status.components import Component, keep, state_of
from platform_admin.status.incidents import IncidentOver, NewIncident, go_on, open_for_operators, open_incident
from platform_admin.status.page import forget_pages, status_now
from platform_admin.status.parts import PARTS, Look, Seen, look_at_all
from tenants.context import platform_scope
from tenants.models import Client

NOW = timezone.now()
WORDS = {
    "title": "Answers take longer",
    "title_es": "Las respuestas tardan más",
    "text": "We are on it.",
    "text_es": "Estamos trabajando en ello.",
    "severity": "degraded",
    "components": ["answers"],
}


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def everything(state: str = "ok", **others: str) -> dict[str, Seen]:
    return {name: Seen(others.get(name, state)) for name in PARTS}


@pytest.fixture
def anybody() -> Browser:
    return Browser(HTTP_HOST=django_settings.PLATFORM_HOST)


class TestParts:
    def test_every_part_is_looked_at_and_what_is_there_works(self, acme):
        with platform_scope():
            seen = look_at_all()

        assert {seen[name].state for name in ("database", "redis", "disk", "vectors", "mail", "live")} == {"ok"}
        assert seen["model"].state == "unused"
        assert seen["queue_answers"] == Seen(
            "down", "No worker serves it.", {"waiting": 0, "oldest_seconds": 0.0, "workers": 0}
        )

    def test_queue_with_a_worker_and_old_work_is_behind(self, acme, monkeypatch):
        monkeypatch.setattr(parts, "waiting_in", lambda name, now: parts.Waiting(7, 120.0))

        seen = PARTS["queue_answers"].look(Look({"answers": 2}))

        assert (seen.state, seen.words) == ("degraded", "7 wait, the oldest for 2 minutes.")

    def test_model_that_keeps_failing_is_down(self, acme, settings):
        settings.LLM_ENGINE = "openai"
        circuit = parts.Circuit(settings.OPENAI_CHAT_MODEL)
        for _ in range(5):
            circuit.failed()

        assert PARTS["model"].look(Look({})).state == "down"

    def test_parts_are_told_as_down_without_redis(self, acme, monkeypatch):
        def down() -> None:
            raise RedisDown

        for module in ("tenants.health", "platform_admin.status.queues", "platform_admin.status.parts"):
            monkeypatch.setattr(f"{module}.redis", down)
        with platform_scope():
            seen = look_at_all()

        assert {seen[name].state for name in ("redis", "live", "queue_answers")} == {"down"}
        assert seen["database"].state == "ok"


class TestComponents:
    @pytest.mark.parametrize(
        ("part", "state", "component", "expected"),
        [
            ("queue_answers", "down", Component.ANSWERS, "down"),
            ("model", "down", Component.ANSWERS, "degraded"),
            ("queue_pictures", "down", Component.DOCUMENTS, "degraded"),
            ("database", "down", Component.WEB, "down"),
            ("queue_ingest", "degraded", Component.DOCUMENTS, "degraded"),
            ("mail", "down", Component.WEB, "ok"),
        ],
    )
    def test_component_is_as_the_parts_that_it_needs(self, part, state, component, expected):
        states = {name: seen.state for name, seen in everything(**{part: state}).items()}

        assert state_of(component, states) == expected

    def test_every_look_is_counted_for_its_day(self, acme):
        with platform_scope():
            keep(everything(), NOW)
            keep(everything(queue_answers="down"), NOW + timedelta(seconds=60))
            row = ComponentDay.objects.get(component="answers")

        assert (row.checks, row.down) == (2, 1)

    def test_time_in_which_nobody_looked_counts_against_what_workers_do(self, acme):
        noon = NOW.replace(hour=12)  # so that it is all of one day
        with platform_scope():
            keep(everything(), noon)
            keep(everything(), noon + timedelta(minutes=30))
            told = {row.component: row.down for row in ComponentDay.objects.filter(down__gt=0)}

        assert sum(told.values()) in (90, 87, 88, 89)
        assert set(told) == {"answers", "documents", "mail"}

    def test_state_keeps_since_when_it_is_so(self, acme):
        with platform_scope():
            keep(everything("down"), NOW)
            keep(everything("down"), NOW + timedelta(minutes=1))

            assert {row.since for row in PartState.objects.all()} == {NOW}


class TestPage:
    def test_anybody_sees_how_it_is_and_no_client(self, anybody, acme):
        with platform_scope():
            keep(everything(mail="down"), timezone.now())

        page = anybody.get(url("status"))

        assert page.status_code == 200
        assert "Something does not work" in words(page)
        assert "Mail Does not work" in words(page)
        assert "Acme" not in page.text
        assert "max-age=30" in page["Cache-Control"]

    def test_page_is_kept_and_costs_nothing_the_second_time(self, anybody, acme, django_assert_num_queries):
        anybody.get(url("status"))

        with django_assert_num_queries(0):
            anybody.get(url("status"))

    def test_page_is_there_without_redis_and_claims_nothing(self, anybody, acme, monkeypatch):
        with platform_scope():
            keep(everything(), timezone.now() - timedelta(minutes=20))

        def down() -> None:
            raise RedisDown

        monkeypatch.setattr("tenants.health.redis", down)
        monkeypatch.setattr("tenants.cache_backend.KeptClient.get_client", lambda *told, **more: down())
        page = anybody.get(url("status"))

        assert page.status_code == 200
        assert "Live updates Does not work" in words(page)
        assert "Answers No recent check" in words(page)

    def test_page_speaks_spanish_to_who_reads_it(self, anybody, acme):
        with platform_scope():
            keep(everything(), timezone.now())
            open_incident(NewIncident(**WORDS), by=None, now=timezone.now())

        page = words(anybody.get(url("status"), HTTP_ACCEPT_LANGUAGE="es"))

        assert "Las respuestas tardan más" in page
        assert "Answers take longer" not in page

    @pytest.mark.parametrize(
        ("severity", "is_for_all", "headline", "state"),
        [
            ("outage", True, "Something does not work", "Does not work"),
            ("outage", False, "Something works with limits", "Works with limits"),
            ("degraded", True, "Something works with limits", "Works with limits"),
            ("maintenance", True, "Something works with limits", "Works with limits"),
        ],
    )
    def test_page_does_not_say_that_all_works_while_an_incident_says_otherwise(
        self, anybody, acme, severity, is_for_all, headline, state
    ):
        with platform_scope():
            keep(everything(), timezone.now())
            clients = [] if is_for_all else [Client.objects.get(pk=acme.id)]
            incident = open_incident(
                NewIncident(**{**WORDS, "severity": severity, "clients": clients}), by=None, now=NOW
            )

        page = words(anybody.get(url("status")))

        assert headline in page
        assert f"Answers {state}" in page
        assert "Documents Works" in page
        with platform_scope():
            go_on(incident, text="Over.", text_es="Ya.", is_the_end=True, by=None, now=timezone.now())
            forget_pages()
        assert "Everything works" in words(anybody.get(url("status")))

    def test_what_only_operators_know_of_changes_nothing_for_everybody(self, anybody, acme):
        with platform_scope():
            keep(everything(), timezone.now())
            Incident.objects.filter(pk=open_for_operators("Odd", "Look").pk).update(components=["answers"])

        assert "Everything works" in words(anybody.get(url("status")))

    def test_uptime_is_never_rounded_up_to_all(self, acme):
        with platform_scope():
            ComponentDay.objects.create(component="web", day=NOW.date(), checks=100_000, down=1)
            told = {one.name: one.uptime for one in status_now(NOW).components}

        assert told["web"] == 99.99


class TestIncidents:
    @pytest.fixture
    def told(self, acme, globex, operator):
        with platform_scope():
            clients = [Client.objects.get(pk=acme.id)]
            return open_incident(NewIncident(**WORDS, clients=clients), by=operator, now=NOW)

    def test_people_of_the_client_are_told_on_every_page_and_others_are_not(
        self, told, acme, globex, make_person, browser_of
    ):
        for role in ("employee", "hr_admin"):
            assert "We are on it." in browser_of(acme, make_person(acme, role)).get("/").text
        assert "We are on it." in browser_of(acme).get("/accounts/login/").text
        assert "We are on it." not in browser_of(globex, make_person(globex)).get("/").text

    def test_it_is_told_in_the_persons_language_in_a_polite_region_and_can_be_put_away(
        self, told, acme, make_person, browser_of
    ):
        page = browser_of(acme, make_person(acme, language="es")).get("/").text

        assert "Estamos trabajando en ello." in page
        region = page[page.index('role="status"') :]
        assert f'data-dismissible="incident-{told.pk.hex[:12]}-1"' in region

    def test_it_costs_no_query_once_the_host_is_known(
        self, acme, operator, make_person, browser_of, django_assert_num_queries, django_capture_on_commit_callbacks
    ):
        browser = browser_of(acme, make_person(acme))
        browser.get("/contacts/")
        with CaptureQueriesContext(connection) as before:
            browser.get("/contacts/")
        usual = len(before)
        with platform_scope(), django_capture_on_commit_callbacks(execute=True):
            open_incident(NewIncident(**WORDS), by=operator, now=NOW)
        assert "We are on it." in browser.get("/contacts/").text

        with django_assert_num_queries(usual):
            browser.get("/contacts/")

    def test_update_is_seen_at_once_also_by_who_has_put_the_first_away(
        self, told, operator, acme, make_person, browser_of, django_capture_on_commit_callbacks
    ):
        browser = browser_of(acme, make_person(acme))
        browser.get("/")

        with platform_scope(), django_capture_on_commit_callbacks(execute=True):
            go_on(told, text="Half of it works.", text_es="La mitad.", is_the_end=False, by=operator, now=NOW)
        page = browser.get("/").text

        assert "Half of it works." in page
        assert f"incident-{told.pk.hex[:12]}-2" in page

    def test_what_is_over_is_shown_to_no_client_and_stays_on_the_status_page(
        self, told, operator, acme, make_person, browser_of, anybody, django_capture_on_commit_callbacks
    ):
        with platform_scope(), django_capture_on_commit_callbacks(execute=True):
            go_on(told, text="All is well.", text_es="Todo bien.", is_the_end=True, by=operator, now=NOW)

        assert "All is well." not in browser_of(acme, make_person(acme)).get("/").text
        assert "All is well." in anybody.get(url("status")).text
        with platform_scope(), pytest.raises(IncidentOver):
            go_on(told, text="More.", text_es="Más.", is_the_end=False, by=operator, now=NOW)

    def test_what_the_probe_opened_is_seen_by_operators_alone(self, acme, make_person, browser_of, anybody, portal):
        with platform_scope():
            open_for_operators("Not kept apart", "At Acme.")

        assert "Not kept apart" not in browser_of(acme, make_person(acme)).get("/").text
        assert "Not kept apart" not in anybody.get(url("status")).text
        assert "Not kept apart" in portal.get(url("incidents")).text

    def test_operator_opens_and_resolves_one_on_the_pages(self, portal, acme, make_person, browser_of):
        form = {**WORDS, "clients": [str(acme.id)]}
        page = portal.post(url("incident_new"), {**form, "is_for_all": "on"})
        assert "not both" in page.text
        portal.post(url("incident_new"), form)
        with platform_scope():
            made = Incident.objects.get()
        assert "Acme Corp" in portal.get(url("incident", made.pk)).text

        portal.post(url("incident", made.pk), {"text": "Over.", "text_es": "Ya.", "is_the_end": "on"})

        with platform_scope():
            made.refresh_from_db()
        assert made.resolved_at is not None
        assert "Tell more" not in portal.get(url("incident", made.pk)).text

    def test_spanish_is_asked_for(self, portal, acme):
        page = portal.post(url("incident_new"), {**WORDS, "text_es": "", "is_for_all": "on"})

        assert page.status_code == 422
        with platform_scope():
            assert not Incident.objects.exists()
