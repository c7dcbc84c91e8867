"""What operators do is written down, all of it, and they can read it."""

import csv
import re
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import structlog
from django.conf import settings
from django.core.management import call_command
from django.urls import get_resolver, reverse
from django.utils import timezone

from accounts.api_keys import create_api_key
from accounts.models import InvitationList, User
from benefits.federal.models import FederalLimit, LimitImport
from platform_admin import lifecycle, reasons
from platform_admin.alerts.send import make_webhook
from platform_admin.audit_checks import anchor_client, check_platform
from platform_admin.billing.invoices import draft_due, issue
from platform_admin.billing.subscribe import cancel_at_periods_end
from platform_admin.drafts import STEPS
from platform_admin.limits.enter import enter
from platform_admin.limits.forms import LimitForm
from platform_admin.models import Alert, ClientDraft, ClientList, Offboarding, PlatformKey, Subscription, SupportVisit
from platform_admin.offboarding import moves
from platform_admin.plan_templates.keep import add_template, read_version
from platform_admin.plan_templates.typical import typical_lines
from platform_admin.second_factor.demo import give_played_app
from platform_admin.status.incidents import open_for_operators
from platform_admin.tasks import verify_audits
from tenants.audit.log import read_head, record
from tenants.audit.models import AuditEvent
from tenants.canonical import canonical, digest
from tenants.checks import walk
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client
from tests.tampering import behind_its_back

PASSWORD = "a-long-enough-passphrase"
REASON = "Ticket 4711, a bill is contested"
LATER = datetime(2099, 1, 1, tzinfo=UTC)
LIMIT = {
    **{"limit": "fsa:", "jurisdiction": "US", "year": "2027", "value": "3500", "cite_title": "Rev. Proc. 2026-35"},
    **{"cite_url": "https://www.irs.gov/pub/irs-drop/rp-26-35.pdf", "published_on": "2026-10-20"},
}
ROSTER = "5a1c2f6e-7b1d-4b0e-9d6a-0d6f3c1b2a90"
# What an operator's form needs so that it does something. A new address stands here or in NO_ACTS, or fails below.
FORMS = {
    "client_new": {"name": "Elm Works", "subdomain": "elm", "owner_email": "e@elm.example", "tier": "starter"},
    "client_retry": {},
    "client_discard": {},
    "client_invite_owner": {},
    "client_change_owner": {"name": "Olive", "email": "olive@acme.example"},
    "client_suspend": {"reason": "Contract ended"},
    "client_reactivate": {},
    "client_trial": {"until": "2099-01-01"},
    "client_trial_end": {},
    "client_past_due": {"grace_until": "2099-01-01"},
    "client_paid": {},
    "client_rename": {"name": "Acme Group"},
    "client_zone": {"time_zone": "America/Chicago"},
    "client_move": {"subdomain": "acme-group"},
    "client_limits": {"tier": "enterprise", "reason": "Agreed in the renewal"},
    "client_people": {"text": "email,name\na@acme.example,Ann"},
    "client_people_send": {"list": ROSTER},
    "client_people_order": {"list": ROSTER, "order": "day_first"},
    "client_people_stop": {"list": ROSTER},
    "client_people_discard": {"list": ROSTER},
    "client_list_make": {},
    "client_list_cancel": {},
    "draft_review": {},
    "tier": {"starter-people": "1"},
    "limit_enter": LIMIT,
    "limit_correct": LIMIT,
    "limit_verify": {"has_read": "on", "seen": LATER.isoformat(timespec="microseconds")},
    "limit_pending": {"reason": "Taken from a secondary table"},
    "limit_import_apply": {"seen": digest(canonical([["new", "", []]]))},
    "plan_template_new": {"name": "Small company", "typical": ["dental"]},
    "plan_template_add": {"typical": ["vision"]},
    "plan_template": {"status": "offered"},
    "template_version_keep": {},
    "template_version_discard": {},
    "prices": {"tier": "enterprise", "valid_from": "2030-01-01", "basis": "flat", "amount": "1900"},
    "subscription_change": {
        "since": "2030-01-01",
        "tier": "starter",
        "period": "monthly",
        "seats_from": "counted",
        "agreed_basis": "flat",
        "agreed_amount": "90",
    },
    "subscription_cancel": {"reason": "Leaves for another"},
    "subscription_go_on": {},
    "billing_account": {"email": "books@acme.example", "due_days": "30", "tax_rate": "0"},
    "invoices_draft": {},
    "invoice_issue": {},
    "invoice_discard": {},
    "invoice_paid": {"paid_on": "2026-01-05", "reference": "Check 12"},
    "invoice_void": {"reason": "Wrong address"},
    "invoice_send": {},
    "keys": {"name": "Sales", "scopes": ["read"], "days": "30"},
    "key_revoke": {},
    "canary_fly": {},
    "alert_acknowledge": {"note": "I look after it"},
    "webhooks": {"name": "On call", "url": "https://hooks.example.com/"},
    "webhook_test": {},
    "webhook_switch": {},
    "webhook_delete": {},
    "incident_new": {
        **{"title": "Slow answers", "title_es": "Respuestas lentas", "text": "Slow.", "text_es": "Lento."},
        **{"severity": "degraded", "components": ["answers"], "is_for_all": "on"},
    },
    "incident": {"text": "It is over.", "text_es": "Ya pasó.", "is_the_end": "on"},
    "operator_invite": {"name": "Nora", "email": "nora@platform.example"},
    "operator_close": {},
    "operator_reopen": {},
    "operator_reset": {"reason": REASON},
    "mfa_generate_recovery_codes": {},
    "reason": {"reason": REASON},
    "client_offboard": {"reason": "Contract ended", "subdomain": "acme"},
    "offboarding_cancel": {},
    "offboarding_sooner": {"reason": "The owner wants it gone"},
    "offboarding_approve": {},
    "offboarding_decline": {},
    "offboarding_link": {},
    "client_hold": {"reason": "Litigation"},
    "client_release": {"reason": "Settled"},
    "support_view": {"language": "en"},
    "support_hr": {"reason": REASON, "ticket": "4711", "minutes": "15"},
    "support_approve": {},
    "support_begin": {},
    "support_end": {},
}
UNFINISHED = {"client_retry", "client_discard"}
# What a client must be for the form to do something.
STATES = {
    "client_reactivate": {"status": "suspended"},
    "client_trial_end": {"trial_until": "2099-01-01"},
    "client_paid": {"status": "past_due"},
    "client_release": {"held_since": datetime(2026, 11, 1, tzinfo=UTC)},
}
# What is typed and kept until somebody acts on it, and a name that one gives to a key of one's own.
NO_ACTS = {
    *(f"draft_{step}" for step in (*STEPS, "discard", "colours")),
    "client_list_new",
    "client_list_discard",
    "limit_import",
    "subscription_preview",
    "mfa_edit_webauthn",
}
# Tried in tests of their own, with what they need: a passkey, somebody who has not come yet, Stripe, name servers.
ELSEWHERE = {
    "mfa_remove",
    "operator_link",
    "stripe_link",
    "client_domains",
    "client_platform_host",
    *(f"domain_{act}" for act in ("check", "mail", "primary", "remove")),
    "client_sender",
    *(f"client_sender_{act}" for act in ("keys", "check", "mail", "remove")),
}


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def operators_pages() -> list[tuple[str, str]]:
    patterns = walk(get_resolver(settings.PLATFORM_URLCONF))
    return [(route, pattern.name) for route, pattern in patterns if pattern.callback.access == "operator"]


@pytest.fixture
def subject_of(acme, registered, operator):
    """Return the key of what the form of this name is about, in the state in which it does something."""

    def find(name: str) -> object:
        if name in UNFINISHED:
            return registered().pk
        if name in STATES:
            Client.objects.filter(pk=acme.id).update(**STATES[name])
        if name.startswith("client_people_"):
            reading = {"client_people_order": "asking", "client_people_stop": "waiting"}.get(name, "done")
            with tenant_scope(acme):
                InvitationList.objects.create(pk=ROSTER, is_by_platform=True, reading=reading, survey={})
        if name.startswith("client_list_"):
            confirmed_at = timezone.now() if name == "client_list_cancel" else None
            return ClientList.objects.create(made_by=operator, confirmed_at=confirmed_at).pk
        if name.startswith("offboarding_"):
            _leaving(
                Client.objects.get(pk=acme.id), is_asked_sooner=name in ("offboarding_approve", "offboarding_decline")
            )
        if name == "draft_review":
            draft = ClientDraft.objects.create(made_by=operator)
            told = {key: [value] for key, value in FORMS["client_new"].items()}
            ClientDraft.objects.filter(pk=draft.pk).update(answers={"company": told})
            return draft.pk
        if name == "key_revoke":
            return _key()
        if name.startswith("limit_"):
            return _limit_for(name, operator).pk
        if name in ("plan_template", "plan_template_add"):
            return add_template(name="Large company", about="", by=operator).pk
        if name.startswith("template_version_"):
            template = add_template(name="Large company", about="", by=operator)
            lines = typical_lines(["dental"])
            return read_version(template, lines, origin="Typical plans", by=operator, now=timezone.now()).pk
        if name == "alert_acknowledge":
            return Alert.objects.create(key="part_down:model", rule="part_down", title="Down", text="Down.").pk
        if name.startswith("webhook_"):
            return make_webhook(name="On call", url="https://hooks.invalid/", by=operator)[0].pk
        if name == "incident":
            return open_for_operators("Slow", "Slow.").pk
        if name.startswith(("subscription_", "invoice")):
            with platform_scope():
                return billed(Client.objects.get(pk=acme.id), name)
        if name in {"support_approve", "support_begin", "support_end"}:
            return _visit_asked_for(acme, operator if name == "support_begin" else None).pk
        if name.startswith("operator_"):
            facts = {"name": "Otto", "role": "operator", "is_active": name != "operator_reopen"}
            return User.objects.create_user("otto@platform.example", **facts).pk
        return acme.id

    return find


def _key() -> object:
    facts = {"name": "Sales", "scopes": ["read"], "valid_for": timedelta(days=1), "created_by": None}
    return create_api_key(**facts, now=timezone.now(), kind=PlatformKey).row.pk


def _limit_for(name: str, operator: User) -> FederalLimit | LimitImport:
    if name == "limit_import_apply":
        line = {"key": "fsa", "value": "", "effective_from": "2028-01-01"}
        return LimitImport.objects.create(lines=[(2, line)], made_by=operator)
    if name == "limit_verify":
        form = LimitForm(LIMIT)
        assert form.is_valid()
        otto = User.objects.create_user("otto@platform.example", name="Otto", role="operator")
        # Whoever verifies it had a second factor before it was entered.
        return enter(form.told(), by=otto, now=LATER)
    return FederalLimit.objects.published().get(key="fsa", effective_from="2026-01-01")


def _leaving(client: Client, *, is_asked_sooner: bool) -> None:
    """Let the client wait for its deletion, and another operator be there, who may have asked that it be sooner."""
    otto = User.objects.create_user("otto@platform.example", name="Otto", role="operator")
    give_played_app(otto)
    moves.offboard(client, by=otto, reason="Contract ended")
    now = timezone.now()
    Offboarding.objects.update(exported_at=now, export_bytes=1, hold_until=now + timedelta(days=30))
    if is_asked_sooner:
        Offboarding.objects.update(sooner_asked_by=otto, sooner_asked_at=now)


def billed(client: Client, name: str) -> object:
    """Give the client what the form of this name is about: terms that run or end, or an invoice."""
    if name != "subscription_change":
        since, today = date(2026, 1, 1), timezone.localdate()
        terms = {"anchor": since, "agreed_basis": "flat", "agreed_amount": 90, "agreed_minimum": 0}
        made_at = datetime(2026, 1, 1, tzinfo=UTC)
        row = Subscription.objects.create(client=client, valid_from=since, tier="starter", made_at=made_at, **terms)
        if name == "subscription_go_on":
            cancel_at_periods_end(client, today=today, by=None, reason="Leaves")
    if not name.startswith("invoice_"):
        return client.pk
    invoice = draft_due(client, today=row.anchor + timedelta(days=32))[0]
    if name not in ("invoice_issue", "invoice_discard"):
        issue(invoice, today=date(2026, 2, 2), by=None)
    return invoice.pk


def _visit_asked_for(client, operator: User | None) -> SupportVisit:
    asker = operator or User.objects.create_user("otto@platform.example", name="Otto", role="operator")
    facts = {"client_id": client.id, "operator": asker, "reason": REASON, "ticket": "4711", "minutes": 15}
    return SupportVisit.objects.create(kind="hr", needs_second=operator is None, **facts)


@pytest.mark.parametrize(("route", "name"), operators_pages(), ids=lambda value: value)
def test_every_form_of_an_operator_leaves_an_event(confirmed, operator, subject_of, mailoutbox, route, name):
    subject = subject_of(name)
    before = read_head().number

    path = re.sub(r"<uuid:\w+>", str(subject), route).replace("<slug:name>", "starter").replace("<int:pk>", "1")
    answer = confirmed.post(f"/{path}?read=audit_export", FORMS.get(name, {}))

    if answer.status_code == 405 or name in NO_ACTS | ELSEWHERE:
        return
    assert name in FORMS, "say in FORMS what this form needs"
    events = AuditEvent.objects.filter(number__gt=before, actor_id=operator.pk)
    assert {(event.ip_address, len(event.request_id)) for event in events} == {("127.0.0.1", 32)}


def actions() -> list[tuple[str, object, str]]:
    rows = AuditEvent.objects.order_by("number").values_list("action", "actor_id", "subject_id")
    return [row for row in rows if row[0].startswith("operator.")]


def test_operators_coming_and_going_is_written_down(operator, visitor):
    browser = visitor("localhost")
    browser.post("/accounts/login/", {"login": operator.email, "password": "mistyped-passphrase"})
    browser.post("/accounts/login/", {"login": "nobody@platform.example", "password": "mistyped-passphrase"})
    browser.post("/accounts/login/", {"login": operator.email, "password": PASSWORD})
    browser.post("/accounts/logout/")

    one = str(operator.pk)
    assert actions() == [
        ("operator.sign_in_failed", None, one),
        ("operator.sign_in_failed", None, ""),
        ("operator.signed_in", operator.pk, one),
        ("operator.signed_out", operator.pk, one),
    ]
    assert not AuditEvent.objects.filter(detail__icontains="nobody").exists()
    assert set(AuditEvent.objects.values_list("ip_address", flat=True)) == {"127.0.0.1"}


def test_address_behind_a_proxy_is_the_visitors(portal, acme, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    portal.post(url("client_invite_owner", acme.id), headers={"X-Forwarded-For": "198.51.100.9, 203.0.113.7"})

    assert AuditEvent.objects.get(action="client.owner_invited").ip_address == "203.0.113.7"


def test_landing_page_is_shown_to_whose_address_nobody_knows(visitor):
    assert visitor("localhost").get("/", REMOTE_ADDR="").status_code == 200


def test_signing_in_at_a_client_is_nobodys_business(acme, make_person, browser_of):
    person = make_person(acme, "employee")

    browser_of(acme).post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    browser_of(acme).post("/accounts/login/", {"login": person.email, "password": "mistyped-passphrase"})

    with tenant_scope(acme):
        assert AuditEvent.objects.count() == 0


def test_what_is_done_to_a_client_stands_in_its_own_audit_too(portal, operator, acme):
    portal.post(url("client_suspend", acme.id), {"reason": "Contract ended"})

    with tenant_scope(acme):
        (event,) = AuditEvent.objects.all()
        assert (event.action, event.actor_id, event.actor_role) == ("client.suspended", operator.pk, "operator")
        assert event.detail == {"before": "active", "after": "suspended", "reason": "Contract ended"}
        # Where an operator sits is the platform's to know.
        assert (event.ip_address, event.request_id) == ("", "")


def test_list_names_operators_and_clients_and_opens_each_event(portal, operator, acme):
    portal.post(url("client_suspend", acme.id), {"reason": "Contract ended"})

    page = words(portal.get(url("audit")))

    assert f"{operator.name} Acme Corp Contract ended" in page
    event = words(portal.get(url("audit_event", AuditEvent.objects.first().pk)))
    for shown in ("Suspended", operator.name, "Acme Corp", "Before active", "After suspended", "127.0.0.1"):
        assert shown in event


def test_list_is_narrowed_to_a_client_a_person_and_words(portal, operator, acme, globex):
    with platform_scope():
        lifecycle.suspend(Client.objects.get(pk=globex.id), by=None, reason="Unpaid for long")
    portal.post(url("client_suspend", acme.id), {"reason": "Contract ended"})

    for query in (f"client={acme.id}", f"who={operator.pk}", "q=contract", "q=acme suspended"):
        page = words(portal.get(f"{url('audit')}?{query}"))
        assert "Contract ended" in page, query
        assert "Unpaid for long" not in page, query
    assert "Unpaid for long" in words(portal.get(f"{url('audit')}?who=none&kind=Clients"))


def test_list_is_narrowed_to_a_former_client(portal, acme, globex):
    for client in (acme, globex):
        portal.post(url("client_suspend", client.id), {"reason": f"Left as {client.name}"})
    with platform_scope():
        Client.objects.filter(pk=globex.id).update(status="deleted")

    page = words(portal.get(f"{url('audit')}?client={globex.id}"))

    assert f"{globex.name} (former)" in page
    assert f"Left as {globex.name}" in page
    assert f"Left as {acme.name}" not in page


def test_number_of_queries_does_not_grow_with_the_events(portal, registered, django_assert_max_num_queries):
    for number in range(30):
        registered(f"willow-{number}", name=f"Willow {number}")

    with django_assert_max_num_queries(9):
        assert "Willow 29" in portal.get(url("audit")).text


def test_export_asks_for_a_reason_keeps_it_in_both_chains_and_lets_pass(portal, operator, acme, globex):
    file = f"{url('audit_csv')}?client={acme.id}"

    asked = portal.get(file)
    assert asked.headers["Location"].startswith(f"{url('reason')}?read=audit_export")
    assert "Acme Corp’s HR admins read it" in words(portal.get(asked.headers["Location"]))
    back = portal.post(asked.headers["Location"], {"reason": REASON})
    assert back.headers["Location"] == f"{url('audit')}?client={acme.id}&"

    rows = list(csv.DictReader(StringIO(b"".join(portal.get(file).streaming_content).decode())))
    assert [(row["What"], row["By"], row["Name"], row["Reason"]) for row in rows] == [
        ("Reason given for a sensitive read", operator.name, "Acme Corp", REASON),
        ("Audit exported", operator.name, "Acme Corp", ""),
    ]
    with tenant_scope(acme):
        told = list(AuditEvent.objects.order_by("number").values_list("action", "actor_role", "detail__reason"))
    assert told == [("sensitive_read.allowed", "operator", REASON), ("audit.exported", "operator", None)]
    # It holds for that client alone.
    assert portal.get(f"{url('audit_csv')}?client={globex.id}").status_code == 302
    assert portal.get(url("audit_jsonl")).status_code == 302


def test_reason_holds_for_a_quarter_of_an_hour_and_for_this_sign_in(portal, operator, acme, monkeypatch, visitor):
    file = f"{url('audit_csv')}?client={acme.id}"
    portal.post(portal.get(file).headers["Location"], {"reason": REASON})
    assert portal.get(file).status_code == 200

    elsewhere = visitor("localhost")
    elsewhere.force_login(operator)
    assert elsewhere.get(file).status_code == 302
    later = timezone.now() + timedelta(minutes=15, seconds=1)
    monkeypatch.setattr(reasons.timezone, "now", lambda: later)
    assert portal.get(file).status_code == 302


@pytest.mark.parametrize("reason", ["", "too short", "x" * 201, " " * 30])
def test_reason_that_says_nothing_opens_nothing(portal, acme, reason):
    asked = portal.get(f"{url('audit_csv')}?client={acme.id}").headers["Location"]

    answer = portal.post(asked, {"reason": reason})

    assert answer.status_code == 422
    assert AuditEvent.objects.count() == 0
    assert portal.get(f"{url('audit_csv')}?client={acme.id}").status_code == 302


def test_reason_leads_to_no_other_host_and_is_asked_for_nothing_unknown(portal):
    there = portal.post(f"{url('reason')}?read=audit_export&then=https://evil.example/", {"reason": REASON})

    assert there.headers["Location"] == url("clients")
    assert portal.get(f"{url('reason')}?read=everything").status_code == 404
    assert portal.get(f"{url('reason')}?read=audit_export&client=nonsense").status_code == 404


def test_every_night_each_clients_head_is_anchored_and_the_platforms_is_logged(
    acme, globex, django_capture_on_commit_callbacks
):
    with tenant_scope(acme):
        record("class.added", actor=None, code="SAL")
        head = read_head()

    with structlog.testing.capture_logs() as logged, django_capture_on_commit_callbacks(execute=True):
        for client in Client.objects.filter(pk__in=(acme.id, globex.id)):
            assert anchor_client(client)
        assert check_platform()

    anchored = AuditEvent.objects.get(action="audit.anchored", subject_id=str(acme.id))
    assert anchored.detail == {"number": 1, "hash": head.hash}
    assert AuditEvent.objects.filter(action="audit.anchored", subject_id=str(globex.id)).exists()
    (line,) = [line for line in logged if line["event"] == "audit_head"]
    assert (line["number"], line["hash"]) == (read_head().number, read_head().hash)


def test_night_goes_over_every_client_that_has_a_schema(acme, globex, registered, monkeypatch):
    registered()
    asked = []
    monkeypatch.setattr("platform_admin.tasks.verify_client_audit.delay", asked.append)

    verify_audits()

    assert sorted(asked) == sorted([str(acme.id), str(globex.id)])


def test_client_whose_audit_was_cut_is_told_of_on_both_pages(portal, acme, make_person, browser_of):
    with tenant_scope(acme):
        record("class.added", actor=None, code="SAL")
        record("class.removed", actor=None, code="SAL")
    client = Client.objects.get(pk=acme.id)
    owners = browser_of(acme, make_person(acme, "hr_admin"))
    assert "Not verified yet" in words(owners.get("/hr/audit/"))
    anchor_client(client)
    assert "2 events, none changed and none missing" in words(owners.get("/hr/audit/"))

    with behind_its_back(acme.schema_name) as cursor:
        cursor.execute(f'DELETE FROM "{acme.schema_name}".audit_auditevent WHERE number = 2')
    with structlog.testing.capture_logs() as logged:
        assert not anchor_client(client)

    assert "Row 2 does not fit: it is missing" in words(owners.get("/hr/audit/"))
    assert [line["log_level"] for line in logged if line["event"] == "audit_broken"] == ["error"]
    page = words(portal.get(f"{url('audit')}?client={acme.id}"))
    assert "Acme Corp’s own audit is not what was written" in page
    assert "Audit does not fit" in page


def test_verified_nights_are_shown_to_who_asks_for_them(portal, acme):
    anchor_client(Client.objects.get(pk=acme.id))
    check_platform()

    assert "anchored" not in words(portal.get(url("audit"))).partition("About Reason")[2]
    assert "Audit verified and anchored" in words(portal.get(f"{url('audit')}?kind=The audit itself"))


def test_operator_made_by_a_command_stands_in_the_audit(db):
    call_command("create_operator", "opal@platform.example", "--name", "Opal")

    operator = User.objects.get(email="opal@platform.example")
    assert actions() == [("operator.created", None, str(operator.pk))]
