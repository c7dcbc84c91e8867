"""Whom the platform writes to about a client: whoever runs it there now."""

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from platform_admin.billing.tell import send_invoice
from platform_admin.contacts import contacts_of, first_address
from platform_admin.figures.limit_mail import _tell_once
from platform_admin.models import Invoice, LimitNotice, Offboarding, SupportVisit
from platform_admin.offboarding import holds, moves
from platform_admin.offboarding.steps import advance
from platform_admin.provision import provision
from platform_admin.support.mail import ask_owner
from tenants.context import tenant_scope
from tenants.limits import Limit, Room
from tenants.models import Client

OWNER = "wilma@willow.example"


@pytest.fixture
def willow(registered, spare) -> Client:
    client = registered()
    provision(client)
    return Client.objects.get(pk=client.pk)


@pytest.fixture
def person(willow):
    def make(email: str, role: str = "hr_admin", **facts: object) -> User:
        with tenant_scope(willow.ref()):
            return User.objects.create_user(email, name=email.split("@")[0].title(), role=role, **facts)

    return make


def addresses(client: Client) -> list[str]:
    return [contact.email for contact in contacts_of(client)]


def test_owner_is_written_to_before_anybody_has_an_account(willow, registered, person):
    assert [(one.email, one.name, one.language) for one in contacts_of(willow)] == [(OWNER, "Wilma Willow", "en")]
    person("paul@willow.example", "employee")
    assert addresses(willow) == [OWNER]
    # Not provisioned: there is no schema to look into.
    assert addresses(registered("elm", owner_email="e@elm.example")) == ["e@elm.example"]


def test_schema_that_is_being_made_is_not_looked_into(willow, person):
    person(OWNER, is_active=False)
    Client.objects.filter(pk=willow.pk).update(status="provisioning")

    assert addresses(Client.objects.get(pk=willow.pk)) == [OWNER]


def test_owner_comes_first_and_every_hr_admin_is_written_to_in_their_language(willow, person):
    person("anna@willow.example", language="es")
    person(OWNER.upper())
    person("edith@willow.example", "hr_editor")

    assert [(one.email, one.language) for one in contacts_of(willow)] == [(OWNER, "en"), ("anna@willow.example", "es")]
    assert first_address(willow) == OWNER


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"is_active": False}, ["anna@willow.example"]),
        ({"role": "employee"}, ["anna@willow.example"]),
        ({"role": "hr_editor"}, [OWNER, "anna@willow.example"]),
        ({"email": "wilma.new@willow.example"}, ["anna@willow.example", "wilma.new@willow.example"]),
    ],
)
def test_owner_who_left_is_not_written_to(willow, person, facts, expected):
    person(OWNER)
    person("anna@willow.example")
    with tenant_scope(willow.ref()):
        User.objects.filter(email=OWNER).update(**facts)

    assert addresses(willow) == expected


def test_nobody_is_written_to_once_all_of_hr_have_left(willow, person, mailoutbox):
    person(OWNER, is_active=False)
    mailoutbox.clear()

    assert addresses(willow) == []
    assert first_address(willow) == ""
    assert holds.hold(willow, by=None, reason="Litigation") is False
    assert mailoutbox == []


@pytest.fixture
def succeeded(willow, person) -> Client:
    """The owner has left, and somebody else runs the client."""
    person(OWNER, is_active=False)
    person("anna@willow.example")
    return willow


def test_every_mail_about_a_client_follows_whoever_runs_it(succeeded, operator, mailoutbox):
    mailoutbox.clear()
    holds.hold(succeeded, by=operator, reason="Litigation")
    holds.release(succeeded, by=operator, reason="Settled")
    visit = SupportVisit.objects.create(
        client=succeeded, kind="hr", operator=operator, reason="Something is not found", ticket="1", minutes=15
    )
    ask_owner(visit)
    _tell_once(succeeded, Room(Limit.PEOPLE, 100, 100), LimitNotice.Level.FULL, "")
    bill = {"number": "INV-2026-00009", "status": "open", "bill_to": {"email": OWNER}, "subtotal": 1, "total": 1}
    days = dict.fromkeys(("period_from", "period_to", "issued_on", "due_on"), succeeded.created_at.date())
    assert send_invoice(Invoice.objects.create(client=succeeded, **bill, **days)) is True
    offboarding = moves.offboard(succeeded, by=operator, reason="Contract ended")
    advance(offboarding.pk)

    Offboarding.objects.update(hold_until=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    offboarding = advance(offboarding.pk)

    # The certificate too, though nobody's account is there any more.
    assert "certificate" in mailoutbox[-1].subject
    assert (offboarding.contacts, offboarding.owner_email) == ([], "")
    assert len(mailoutbox) == 7
    assert {address for mail in mailoutbox for address in mail.to} == {"anna@willow.example"}
