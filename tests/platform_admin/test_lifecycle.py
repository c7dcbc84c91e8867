"""Trial, payment and suspension, at the edges of their days; and what a client's owner is told of them."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse

from platform_admin import lifecycle
from platform_admin.forms import NewClientForm
from platform_admin.lifecycle import DayRefused
from platform_admin.provision import NewClient, register_client
from platform_admin.tasks import follow_contracts
from tenants import clock
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.hosts import forget_hosts
from tenants.live import Holder, read_ticket, session_holder, ticket
from tenants.models import Client, IllegalMove
from tenants.redis import redis
from tenants.standing import end_of_grace, owes

ZONE = "America/Los_Angeles"
TODAY = date(2027, 3, 10)


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


@pytest.fixture
def at(monkeypatch):
    """Set the clock of contracts: at(day), at(day, hour, minute) in their zone."""

    def set_clock(day: date, hour: int = 12, minute: int = 0) -> None:
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(ZONE))
        monkeypatch.setattr(clock, "contract_today", lambda: moment.astimezone(ZoneInfo(ZONE)).date())
        for module in (
            "tenants.middleware",
            "tenants.models",
            "tenants.contract_note",
            "platform_admin.tasks",
            "platform_admin.client_views",
            "platform_admin.life_views",
            "platform_admin.provision",
            "platform_admin.figures.overview",
        ):
            monkeypatch.setattr(f"{module}.contract_today", lambda: moment.date())

    set_clock(TODAY)
    return set_clock


@pytest.fixture
def row(acme) -> Client:
    with platform_scope():
        return Client.objects.get(pk=acme.id)


def reread(row: Client) -> Client:
    return Client.objects.get(pk=row.pk)


def platform_acts() -> list[str]:
    with platform_scope():
        return list(AuditEvent.objects.order_by("number").values_list("action", flat=True))


def test_day_of_contracts_ends_where_its_zone_says(monkeypatch):
    noon = datetime(2027, 3, 10, 7, 59, tzinfo=ZoneInfo("UTC"))  # 23:59 the day before in Los Angeles
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    assert (settings.CONTRACT_TIME_ZONE, clock.contract_today()) == (ZONE, date(2027, 3, 9))

    monkeypatch.setattr("django.utils.timezone.now", lambda: noon + timedelta(minutes=1))
    assert clock.contract_today() == TODAY


def test_trial_goes_its_way_to_the_end(row, at, mailoutbox, browser_of, acme):
    lifecycle.set_trial(row, until=TODAY + timedelta(days=10), today=TODAY, by=None)
    follow_contracts()
    assert mailoutbox == []

    at(TODAY + timedelta(days=3))
    follow_contracts()
    follow_contracts()
    assert [mail.subject for mail in mailoutbox] == ["Acme Corp: the trial of your benefits assistant ends in 7 days"]

    at(TODAY + timedelta(days=9))
    follow_contracts()
    at(TODAY + timedelta(days=10), 23, 59)
    follow_contracts()
    assert [mail.subject for mail in mailoutbox[1:]] == [
        "Acme Corp: the trial of your benefits assistant ends in 1 day"
    ]
    assert reread(row).status == "active"

    at(TODAY + timedelta(days=11), 0, 0)
    follow_contracts()
    follow_contracts()
    over = reread(row)
    assert (over.status, over.grace_until) == ("past_due", TODAY + timedelta(days=17))
    assert [mail.subject for mail in mailoutbox[2:]] == ["Acme Corp: the trial of your benefits assistant has ended"]
    assert "until March 27, 2027" in mailoutbox[-1].body
    assert {tuple(mail.to) for mail in mailoutbox} == {("owner@acme.example",)}

    at(TODAY + timedelta(days=17), 23, 59)
    follow_contracts()
    assert browser_of(acme).get("/api/v1/docs").status_code == 200
    at(TODAY + timedelta(days=18), 0, 0)
    assert browser_of(acme).get("/api/v1/docs").status_code == 403  # before any task has run
    follow_contracts()
    follow_contracts()
    assert reread(row).status == "suspended"
    assert len(mailoutbox) == 3
    with platform_scope():
        event = AuditEvent.objects.get(action="client.suspended")
    assert event.actor_id is None
    assert event.detail["reason"] == "Its last day served was 2027-03-27"


def test_mail_that_could_not_be_sent_is_sent_next_time_and_only_then(row, at, mailoutbox, monkeypatch):
    lifecycle.set_trial(row, until=TODAY + timedelta(days=1), today=TODAY, by=None)

    def fail(*_: object, **__: object) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr("platform_admin.trial_mail.send", fail)
        follow_contracts()
    assert mailoutbox == []

    follow_contracts()
    follow_contracts()
    assert len(mailoutbox) == 1


def test_trial_that_goes_on_is_told_of_anew(row, at, mailoutbox):
    lifecycle.set_trial(row, until=TODAY + timedelta(days=7), today=TODAY, by=None)
    follow_contracts()
    lifecycle.set_trial(row, until=TODAY + timedelta(days=20), today=TODAY, by=None)
    at(TODAY + timedelta(days=13))
    follow_contracts()

    assert len(mailoutbox) == 2


def test_owner_is_written_to_in_their_language(row, at, acme, make_person, mailoutbox):
    make_person(acme, "hr_admin", email="owner@acme.example", language="es")
    lifecycle.set_trial(row, until=TODAY, today=TODAY, by=None)

    follow_contracts()

    assert mailoutbox[0].subject == "Acme Corp: la prueba de su asistente de beneficios termina hoy"
    assert settings.CONTRACT_EMAIL in mailoutbox[0].body
    assert "acme.localhost" in mailoutbox[0].body


def test_ended_trial_pays_and_is_told_nothing_more(row, at, mailoutbox):
    lifecycle.set_trial(row, until=TODAY + timedelta(days=8), today=TODAY, by=None)
    lifecycle.end_trial(row, by=None)
    at(TODAY + timedelta(days=30))
    follow_contracts()

    assert (reread(row).status, reread(row).trial_until, mailoutbox) == ("active", None, [])
    with pytest.raises(IllegalMove, match="not on trial"):
        lifecycle.end_trial(row, by=None)


@pytest.mark.parametrize("days", [11, 18])
@pytest.mark.parametrize("settle", ["pay_up", "end_trial", "set_trial"])
def test_trial_that_is_over_is_settled_in_each_way(row, at, settle, days):
    lifecycle.set_trial(row, until=TODAY + timedelta(days=10), today=TODAY, by=None)
    for later in (11, days):
        at(TODAY + timedelta(days=later))
        follow_contracts()
    today = TODAY + timedelta(days=days)
    with pytest.raises(IllegalMove):
        lifecycle.reactivate(row, by=None)

    if settle == "set_trial":
        lifecycle.set_trial(row, until=today + timedelta(days=1), today=today, by=None)
    else:
        getattr(lifecycle, settle)(row, by=None)
    follow_contracts()

    assert (reread(row).status, reread(row).grace_until) == ("active", None)


def test_trial_cannot_end_in_the_past_nor_be_given_to_who_owes(row, at):
    with pytest.raises(DayRefused):
        lifecycle.set_trial(row, until=TODAY - timedelta(days=1), today=TODAY, by=None)
    lifecycle.become_past_due(row, grace_until=TODAY, by=None)
    with pytest.raises(IllegalMove, match="past due and cannot be on trial"):
        lifecycle.set_trial(row, until=TODAY, today=TODAY, by=None)


def test_client_on_trial_owes_nothing(row, at):
    lifecycle.set_trial(row, until=TODAY, today=TODAY, by=None)
    with pytest.raises(IllegalMove, match="on trial and owes nothing"):
        lifecycle.become_past_due(row, grace_until=TODAY, by=None)


def test_past_due_is_served_to_the_end_of_its_last_day_then_suspended_by_the_platform(row, at):
    lifecycle.become_past_due(row, grace_until=TODAY, by=None)
    at(TODAY, 23, 59)
    follow_contracts()
    assert reread(row).status == "past_due"

    at(TODAY + timedelta(days=1), 0, 0)
    follow_contracts()

    assert reread(row).status == "suspended"
    assert platform_acts()[-1] == "client.suspended"


def test_grace_can_be_given_longer_and_paying_up_ends_it(row, at):
    lifecycle.become_past_due(row, grace_until=TODAY, by=None)
    lifecycle.become_past_due(row, grace_until=TODAY + timedelta(days=5), by=None)
    at(TODAY + timedelta(days=1))
    follow_contracts()
    assert reread(row).status == "past_due"

    lifecycle.pay_up(row, None)

    assert (reread(row).status, reread(row).grace_until) == ("active", None)
    assert platform_acts()[-3:] == ["client.past_due", "client.grace_set", "client.active"]


def test_paying_up_opens_what_was_suspended_for_it_and_nothing_else(row, at):
    lifecycle.become_past_due(row, grace_until=TODAY, by=None)
    at(TODAY + timedelta(days=1))
    follow_contracts()
    lifecycle.pay_up(row, None)
    assert reread(row).status == "active"

    lifecycle.suspend(row, by=None, reason="A court asked for it")
    with pytest.raises(IllegalMove, match="owes nothing"):
        lifecycle.pay_up(row, None)
    assert reread(row).status == "suspended"


def test_task_that_looked_before_somebody_paid_suspends_nobody(row, at):
    lifecycle.become_past_due(row, grace_until=TODAY, by=None)
    seen_before = reread(row)
    lifecycle.pay_up(row, None)

    lifecycle.fall_due(seen_before, today=TODAY + timedelta(days=9), grace_days=7)

    assert reread(row).status == "active"


def test_one_that_fails_keeps_no_other_from_its_day(row, globex, at, monkeypatch):
    other = Client.objects.get(pk=globex.id)
    for one in (row, other):
        lifecycle.become_past_due(one, grace_until=TODAY, by=None)
    at(TODAY + timedelta(days=1))
    as_it_is = lifecycle.fall_due

    def fall_due(client: Client, **facts: object) -> None:
        if client.pk == row.pk:
            raise IllegalMove("It is no longer past due; load it again.")
        as_it_is(client, **facts)

    monkeypatch.setattr("platform_admin.tasks.fall_due", fall_due)
    follow_contracts()

    assert (reread(row).status, reread(other).status) == ("past_due", "suspended")


def test_new_client_begins_with_the_days_that_were_said(db, at, settings):
    with platform_scope():
        wanted = NewClient("Elm Works", "elm-works", owner_email="e@elm.example", owner_name="Elma", trial_days=14)
        client = register_client(wanted, by=None)
    assert client.trial_until == TODAY + timedelta(days=14)


@pytest.mark.parametrize(("said", "usual", "days"), [("", 0, None), ("", 21, 21), ("0", 21, None), ("5", 21, 5)])
def test_page_says_how_long_a_trial_is(portal, at, settings, said, usual, days):
    settings.TRIAL_DAYS = usual
    told = {"name": "Elm Works", "subdomain": "elm-works", "owner_email": "e@elm.example", "tier": "starter"}
    form = NewClientForm({**told, "trial_days": said})

    assert form.is_valid(), form.errors
    assert form.new_client().trial_days == (days or 0)


def words(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_operators_start_extend_and_end_a_trial_and_see_it_everywhere(portal, row, at):
    portal.post(url("client_trial", row.pk), {"until": "2027-03-15"})
    assert "Trial: 5 days left" in words(portal.get(url("client", row.pk)))
    assert "Trial: 5 days left" in words(portal.get(url("clients")))
    assert "Trial: 5 days left" in words(portal.get(url("overview")))
    assert "Acme Corp" in words(portal.get(f"{url('clients')}?status=trial"))
    assert "Globex" not in portal.get(f"{url('clients')}?status=trial").text.replace("globex.localhost", "")

    refused = portal.post(url("client_trial", row.pk), {"until": "2027-03-09"})
    assert refused.status_code == 422
    assert "That day is over" in refused.text
    portal.post(url("client_trial_end", row.pk))
    assert "Trial:" not in words(portal.get(url("clients")))


def test_operators_set_past_due_and_paid(portal, row, at):
    refused = portal.post(url("client_past_due", row.pk), {"grace_until": "2027-03-09"})
    assert refused.status_code == 422
    portal.post(url("client_past_due", row.pk), {"grace_until": "2027-03-20"})
    assert "Past due; its last day served is March 20, 2027." in words(portal.get(url("client_settings", row.pk)))
    portal.post(url("client_paid", row.pk))

    assert reread(row).status == "active"


@pytest.mark.parametrize("language", ["en", "es"])
def test_hr_is_told_of_a_trial_and_employees_are_not(acme, row, at, make_person, browser_of, language):
    lifecycle.set_trial(row, until=TODAY + timedelta(days=5), today=TODAY, by=None)
    said = {"en": "The trial ends in 5 days, on March 15, 2027.", "es": "La prueba termina en 5 días"}[language]

    for role in ("hr_editor", "hr_admin"):
        page = browser_of(acme, make_person(acme, role, language=language)).get("/")
        assert said in page.text
        assert settings.CONTRACT_EMAIL in page.text
    assert said not in browser_of(acme, make_person(acme, "employee", language=language)).get("/").text


def test_owners_alone_are_told_of_a_payment_and_what_to_do(acme, row, at, make_person, browser_of):
    employee = browser_of(acme, make_person(acme, "employee"))
    before = words(employee.get("/contacts/"))
    lifecycle.become_past_due(row, grace_until=TODAY + timedelta(days=5), by=None)
    forget_hosts()

    page = words(browser_of(acme, make_person(acme, "hr_admin")).get("/hr/"))
    assert "A payment for this assistant is overdue. Employees are served until March 15, 2027;" in page
    assert f"To settle it, write to {settings.CONTRACT_EMAIL}" in page
    assert "overdue" not in browser_of(acme, make_person(acme, "hr_editor")).get("/hr/").text
    assert words(employee.get("/contacts/")) == before


def test_reactivated_client_has_its_sessions_and_streams_back_at_once(
    acme, row, make_person, browser_of, django_capture_on_commit_callbacks
):
    person = make_person(acme, "employee")
    browser = browser_of(acme, person)
    with tenant_scope(acme):
        holder = Holder(session_holder(browser.session.session_key), "acme.localhost")
        right = read_ticket(ticket("answer-1", holder=holder))

    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.suspend(row, by=None, reason="Unpaid")
    assert browser.get("/").status_code == 403
    assert redis().exists(*right.void_keys) == 1
    assert redis().ttl(right.closed_key) == -1

    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.reactivate(row, by=None)
    assert browser.get("/").status_code == 200
    assert redis().exists(*right.void_keys) == 0


def test_employee_of_a_suspended_client_learns_no_reason(acme, row):
    lifecycle.become_past_due(row, grace_until=TODAY, by=None)
    lifecycle.fall_due(row, today=TODAY + timedelta(days=1), grace_days=7)

    page = Browser(HTTP_HOST="acme.localhost").get("/")

    assert page.status_code == 403
    for reason in ("pay", "trial", "overdue", "suspend", "contract"):
        assert reason not in words(page).lower()


def test_grace_is_counted_alike_whatever_is_owed(row):
    """So many days served, the day on which it is told with them."""
    assert end_of_grace(TODAY, 7) == TODAY + timedelta(days=6)
    lifecycle.set_trial(row, until=TODAY - timedelta(days=1), today=TODAY - timedelta(days=1), by=None)

    lifecycle.fall_due(row, today=TODAY, grace_days=7)

    assert row.grace_until == end_of_grace(TODAY, 7)


@pytest.mark.parametrize(
    ("status", "grace_until", "is_owing"),
    [
        ("past_due", None, True),
        ("past_due", TODAY, True),
        ("suspended", TODAY, True),
        ("suspended", None, False),
        ("active", None, False),
        ("offboarding", TODAY, False),
    ],
)
def test_who_owes(status, grace_until, is_owing):
    assert owes(status, grace_until) is is_owing
