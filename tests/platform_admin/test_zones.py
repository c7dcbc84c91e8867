"""The time zone of a client: said when it is made, changed by operators, read by HR, kept by backups."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from chat.models import Conversation, Feedback, ModelCall, Question
from platform_admin.client_rows import read_clients
from platform_admin.figures.collect import collect
from platform_admin.forms import NewClientForm
from platform_admin.many_clients import draft_list
from platform_admin.models import ClientDay
from platform_admin.provision import NewClient, register_client
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client
from tests.pages import words

LATE = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
LOS_ANGELES, CHICAGO = "America/Los_Angeles", "America/Chicago"
WANTED = {"name": "Elm Works", "subdomain": "elm", "owner_email": "e@elm.example", "tier": "starter"}
HR_PAGE = "/hr/company/time-zone/"


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def zone_of(client) -> str:
    with platform_scope():
        return Client.objects.get(pk=client.id).time_zone


def acts(client) -> list[tuple[str, dict]]:
    with tenant_scope(client):
        found = AuditEvent.objects.filter(action="client.zone_changed")
        return [(event.actor_role, event.detail) for event in found]


class TestWhenMade:
    @pytest.mark.parametrize(
        ("said", "zone"), [(CHICAGO, CHICAGO), ("", "Pacific/Honolulu"), (None, "Pacific/Honolulu")]
    )
    def test_client_begins_with_the_zone_that_is_said_and_otherwise_the_usual_one(self, db, settings, said, zone):
        settings.CLIENT_TIME_ZONE = "Pacific/Honolulu"
        form = NewClientForm({**WANTED, **({} if said is None else {"time_zone": said})})

        assert form.is_valid(), form.errors
        with platform_scope():
            assert register_client(form.new_client(), by=None).time_zone == zone
            assert register_client(
                NewClient("Oak", "oak", owner_email="o@oak.example", owner_name="O"), by=None
            ).time_zone == ("Pacific/Honolulu")

    @pytest.mark.parametrize("said", ["Eastern", "america/chicago", "../UTC", "UTC\0"])
    def test_zone_that_is_none_is_refused_with_what_to_write(self, db, said):
        form = NewClientForm({**WANTED, "time_zone": said})

        assert not form.is_valid()
        assert "America/New_York" in str(form.errors["time_zone"])

    def test_command_takes_it_and_refuses_what_is_none(self, db, spare):
        told = ("client", "create", "Elm Works", "--subdomain", "elm", "--owner-email", "e@elm.example", "--time-zone")

        with pytest.raises(CommandError, match="time_zone: This time zone is not in the list"):
            call_command(*told, "Ohio", stdout=StringIO())
        call_command(*told, CHICAGO, stdout=StringIO())

        with platform_scope():
            assert Client.objects.get(subdomain="elm").time_zone == CHICAGO

    def test_list_says_it_for_each_client(self, db):
        text = (
            "name,subdomain,owner email,time zone\n"
            f"Elm Works,elm,e@elm.example,{CHICAGO}\nOak Works,oak,o@oak.example,\nAsh Works,ash,a@ash.example,Ohio\n"
        )
        with platform_scope():
            operator = User.objects.create_user("op@platform.example", name="Op", role="operator")
            listing = draft_list(read_clients(text), by=operator, now=timezone.now())

            lines = list(listing.lines.values_list("name", "time_zone", "status"))
        assert lines == [("Elm Works", CHICAGO, "ready"), ("Oak Works", "", "ready"), ("Ash Works", "Ohio", "faulty")]

    def test_first_step_of_a_new_client_asks_for_it_with_the_common_zones_first(self, portal):
        page = portal.get(url("client_new")).text

        assert '<optgroup label="United States">' in page
        assert page.index("Eastern (New York)") < page.index("Pacific (Los Angeles)") < page.index("Madrid (Europe)")


class TestChanged:
    def test_operator_changes_it_and_both_audits_say_so(self, portal, acme):
        page = words(portal.get(url("client_settings", acme.id)))
        assert "A day ends at midnight there" in page

        done = portal.post(url("client_zone", acme.id), {"time_zone": LOS_ANGELES}, follow=True)

        assert "The time zone of Acme Corp is Pacific (Los Angeles) now." in words(done)
        assert zone_of(acme) == LOS_ANGELES
        assert acts(acme) == [("operator", {"before": "UTC", "after": LOS_ANGELES})]
        with platform_scope():
            assert AuditEvent.objects.filter(action="client.zone_changed", subject_id=str(acme.id)).count() == 1

    def test_operator_is_told_what_is_wrong_and_nothing_is_changed(self, portal, acme):
        answer = portal.post(url("client_zone", acme.id), {"time_zone": "Ohio"})

        assert (answer.status_code, zone_of(acme), acts(acme)) == (422, "UTC", [])
        assert "This time zone is not in the list." in words(answer)

    def test_same_zone_again_is_nothing_to_be_recorded(self, portal, acme):
        assert portal.post(url("client_zone", acme.id), {"time_zone": "UTC"}).status_code == 302
        assert acts(acme) == []

    def test_hr_admin_reads_it_with_the_time_there_and_cannot_change_it(self, acme, make_person, browser_of):
        with platform_scope():
            Client.objects.filter(pk=acme.id).update(time_zone="America/Phoenix")
        browser = browser_of(acme, make_person(acme, "hr_admin"))

        told = words(browser.get(HR_PAGE))

        assert "Mountain, without daylight saving (Phoenix)." in told
        assert " MST" in told
        assert "A day ends at midnight there" in told
        assert browser.post(HR_PAGE, {"time_zone": LOS_ANGELES}).status_code == 405
        assert (zone_of(acme), acts(acme)) == ("America/Phoenix", [])

    @pytest.mark.parametrize("role", ["hr_editor", "employee"])
    def test_nobody_else_of_a_client_reads_it(self, acme, make_person, browser_of, role):
        assert browser_of(acme, make_person(acme, role)).get(HR_PAGE).status_code in (302, 403, 404)


class TestTheSameForAll:
    def test_operators_count_the_same_rows_whatever_the_zone(self, acme, make_person):
        person, told = make_person(acme), []
        with tenant_scope(acme):
            conversation = Conversation.objects.create(user=person, title="T")
            for hour in range(80):
                at = LATE - timedelta(hours=hour)
                question = Question.objects.create(conversation=conversation, text="Q", created_at=at)
                row = question.answers.create(attempt=1, created_at=at, status="done", text="Yes.")
                Feedback.objects.create(answer=row, is_helpful=True, created_at=at)
                ModelCall.objects.create(
                    **{"engine": "m", "prompt_version": "1", "end": "finished", "input_tokens": 1, "output_tokens": 1},
                    **{"total_ms": 5, "created_at": at},
                )
        for zone in ("UTC", LOS_ANGELES, "Asia/Tokyo"):
            with platform_scope():
                Client.objects.filter(pk=acme.id).update(time_zone=zone)
                ClientDay.objects.all().delete()
                ref = Client.objects.get(pk=acme.id).ref()
            collect(ref, now=LATE)
            names = ("day", "messages", "answered", "helpful", "tokens", "active")
            with platform_scope():
                told.append(list(ClientDay.objects.order_by("day").values_list(*names)))

        whole = [(date(2026, 11, day), 24) for day in (28, 29, 30)]
        assert [row[:2] for row in told[0]] == [*whole, (date(2026, 12, 1), 8)]
        assert told[0] == told[1] == told[2]

    def test_audit_tells_utc_and_says_so_wherever_the_client_is(self, portal, acme, make_person, browser_of):
        browser = browser_of(acme, make_person(acme, "hr_admin"))
        portal.post(url("client_zone", acme.id), {"time_zone": "Asia/Tokyo"})
        with tenant_scope(acme):
            at = AuditEvent.objects.get(action="client.zone_changed").at.astimezone(UTC)

        page = browser.get("/hr/audit/")

        assert "When (UTC)" in page.text
        assert f"{at:%b} {at.day}, {at.year}, {at:%H:%M}" in words(page)
        assert f"{at:%Y-%m-%d %H:%M}" in b"".join(browser.get("/hr/audit/export.csv")).decode()
