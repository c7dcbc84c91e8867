from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import DatabaseError, connection
from django.utils import timezone

from accounts.models import Invitation, User
from branding.models import Brand
from platform_admin import provision as provisioning
from platform_admin.locks import Busy, exclusive
from platform_admin.models import Invoice
from platform_admin.provision import NotUnfinished, ProvisioningStopped, discard, invite_owner_again, provision
from platform_admin.spares import stock_spares, take_spare
from platform_admin.subdomains import SubdomainRefused
from platform_admin.tasks import provision_client, resume_provisioning, stock_spare_schemas
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tenants.models import Client, Domain, PlatformAccount, SpareSchema
from tenants.schemas import create_schema, role_exists, schema_exists


class Killed(BaseException):
    """Stands for a process that dies: nothing catches it and nothing runs after it."""


def kill(*args: object, **kwargs: object) -> None:
    raise Killed


def test_registering_writes_account_client_host_and_audit_row(registered):
    client = registered()

    assert (client.status, client.tier, client.account.owner_email) == ("pending", "starter", "wilma@willow.example")
    domain = Domain.objects.get(client=client)
    assert (domain.host, domain.is_primary, domain.verified_at is not None) == ("willow.localhost", True, True)
    event = AuditEvent.objects.get(action="client.registered", subject_id=str(client.pk))
    assert (event.subject_id, event.detail) == (str(client.pk), {"subdomain": "willow", "tier": "starter"})


def test_registering_for_an_account_that_exists_makes_no_second_one(registered):
    broker = PlatformAccount.objects.create(name="Broker", owner_email="bo@broker.example")

    assert registered(account=broker).account == broker
    assert PlatformAccount.objects.filter(owner_email="wilma@willow.example").count() == 0


def test_registering_a_taken_subdomain_writes_nothing(registered):
    registered()
    before = (Client.objects.count(), PlatformAccount.objects.count(), AuditEvent.objects.count())

    with pytest.raises(SubdomainRefused, match="already belongs"):
        registered("Willow")
    assert (Client.objects.count(), PlatformAccount.objects.count(), AuditEvent.objects.count()) == before


def test_provisioning_opens_the_client_and_mails_its_owner_in_its_name(spare, registered, visitor):
    client = registered()

    opened = provision(client)

    assert (client.status, client.failure, opened.address) == ("active", "", "http://willow.localhost:8000/")
    assert schema_exists(client.schema_name)
    with tenant_scope(client.ref()):
        assert Brand.objects.get().product_name == "Willow Works benefits"
        invitation = Invitation.objects.get()
        assert (invitation.email, invitation.role) == ("wilma@willow.example", "hr_admin")
    assert mail.outbox[0].to == ["wilma@willow.example"]
    assert opened.invitation_link.startswith("http://willow.localhost:8000/accounts/invitation/")
    assert opened.invitation_link in mail.outbox[0].body
    assert "Willow Works" in mail.outbox[0].subject


def test_owner_accepts_the_invitation_and_is_hr_admin(spare, registered, visitor):
    client = registered()
    link = provision(client).invitation_link

    response = visitor("willow.localhost").post(
        link.removeprefix("http://willow.localhost:8000"), {"name": "Wilma", "password": "a-long-enough-passphrase"}
    )

    assert response.status_code == 302
    with tenant_scope(client.ref()):
        assert User.objects.get().role == "hr_admin"


STEPS = [
    ("before anything", provisioning, "_prepare_schema"),
    ("before the schema is made", provisioning, "create_schema"),
    ("with a schema without tables", None, None),
    ("before the first settings", Brand.objects, "get_or_create"),
    ("before the invitation", provisioning, "invite"),
    ("before the mail", provisioning, "mail_invitation"),
    ("before the client is opened", Client, "move_to"),
]


@pytest.mark.parametrize(("moment", "place", "name"), STEPS, ids=[step[0] for step in STEPS])
def test_killed_client_is_not_served_and_a_second_run_finishes_it(
    registered, visitor, monkeypatch, django_capture_on_commit_callbacks, moment, place, name
):
    client = registered()
    client.move_to(Client.Status.PROVISIONING)
    with monkeypatch.context() as patch:
        if place is None:
            patch.setattr("tenants.schemas.migrate_schema", kill)
        else:
            patch.setattr(place, name, kill)
        with pytest.raises(Killed):
            provision(client)

    for path in ("/", "/accounts/login/", "/hr/", "/api/v1/tenant", "/no-such-page/"):
        page = visitor("willow.localhost").get(path)
        assert page.status_code == 503
        assert path.startswith("/api/") or "Willow Works" in page.text
    with django_capture_on_commit_callbacks(execute=True):
        provision(Client.objects.get(pk=client.pk))

    client.refresh_from_db()
    assert client.status == "active"
    with tenant_scope(client.ref()):
        assert Brand.objects.count() == 1
        assert Invitation.objects.open(timezone.now()).count() == 1
    assert visitor("willow.localhost").get("/accounts/login/").status_code == 200


def test_sign_in_of_an_operator_does_not_work_at_a_half_made_client(registered, visitor, operator):
    registered()

    response = visitor("willow.localhost").post(
        "/accounts/login/", {"login": operator.email, "password": "a-long-enough-passphrase"}
    )

    assert response.status_code == 503
    assert "session" not in response.cookies


def test_failure_is_kept_as_a_sentence_and_a_retry_clears_it(registered, monkeypatch):
    client = registered()
    with monkeypatch.context() as patch:
        patch.setattr(provisioning, "create_schema", raise_error(DatabaseError("no space left")))
        with pytest.raises(ProvisioningStopped, match="schema could not be prepared"):
            provision(client)
    stopped = Client.objects.get(pk=client.pk)
    assert (stopped.status, stopped.failure) == (
        "provisioning",
        "Its schema could not be prepared. (DatabaseError) Nothing is lost: try again, or discard the client.",
    )

    provision(stopped)

    assert Client.objects.get(pk=client.pk).failure == ""


def test_mail_server_that_is_down_stops_the_client_before_it_is_open(spare, registered, monkeypatch):
    client = registered()
    monkeypatch.setattr(provisioning, "mail_invitation", raise_error(ConnectionRefusedError()))

    with pytest.raises(ProvisioningStopped, match="invitation could not be mailed"):
        provision(client)
    assert Client.objects.get(pk=client.pk).status == "provisioning"


def test_discarding_leaves_nothing(registered, monkeypatch):
    before = rows_and_schemas()
    client = registered()
    monkeypatch.setattr(Client, "move_to", kill)
    client_row = Client.objects.filter(pk=client.pk)
    client_row.update(status="provisioning")
    with pytest.raises(Killed):
        provision(client)
    assert rows_and_schemas() != before
    check_constraints_now()

    discard(client_row.get(), by=None)

    assert rows_and_schemas() == before
    assert not role_exists(client.schema_name)
    assert AuditEvent.objects.filter(action="client.discarded", subject_id=str(client.pk)).exists()
    assert registered().subdomain == "willow"


def test_client_with_an_invoice_is_not_discarded_and_loses_nothing(registered):
    client = registered()
    create_schema(client.schema_name)
    day = date(2026, 1, 1)
    Invoice.objects.create(client=client, period_from=day, period_to=day, subtotal=10, total=10)

    with pytest.raises(NotUnfinished, match="has invoices, which are kept"):
        discard(client, by=None)

    assert schema_exists(client.schema_name)
    Invoice.objects.all().delete()
    discard(client, by=None)


def test_discarding_keeps_an_account_that_was_there_before(registered):
    broker = PlatformAccount.objects.create(name="Broker", owner_email="bo@broker.example")

    discard(registered(account=broker), by=None)

    assert PlatformAccount.objects.filter(pk=broker.pk).exists()


def test_client_that_was_served_is_neither_provisioned_again_nor_discarded(acme):
    client = Client.objects.get(subdomain="acme")

    with pytest.raises(NotUnfinished, match="is active"):
        provision(client)
    with pytest.raises(NotUnfinished, match="is active"):
        discard(client, by=None)
    assert schema_exists(acme.schema_name)


def test_inviting_the_owner_again_replaces_the_first_invitation(spare, registered):
    client = registered()
    first = provision(client).invitation_link

    second = invite_owner_again(client, by=None)

    assert second != first
    with tenant_scope(client.ref()):
        assert Invitation.objects.open(timezone.now()).count() == 1


def test_stock_of_spare_schemas_is_filled_up_and_not_overfilled(db, settings):
    settings.SPARE_SCHEMAS = 1

    assert (stock_spares(), stock_spares()) == (1, 0)
    spare = SpareSchema.objects.get()
    assert schema_exists(spare.schema_name)


def test_stock_is_left_alone_while_somebody_else_fills_it(committed, settings, elsewhere):
    settings.SPARE_SCHEMAS = 1

    with exclusive("spare-schemas"):
        assert elsewhere(stock_spares) == 0


def test_killed_stocking_leaves_neither_schema_nor_row(db, settings, monkeypatch):
    settings.SPARE_SCHEMAS = 1
    before = rows_and_schemas()
    monkeypatch.setattr("tenants.fleet.bring.grant_rights", kill)

    with pytest.raises(Killed):
        stock_spares()
    assert rows_and_schemas() == before


def test_client_takes_over_a_spare_schema_and_works_in_it(registered, settings, visitor, monkeypatch):
    settings.SPARE_SCHEMAS = 1
    stock_spare_schemas()
    spare = SpareSchema.objects.get()
    client = registered()
    monkeypatch.setattr(provisioning, "create_schema", raise_error(AssertionError("no new schema is needed")))

    provision(client)

    assert client.schema_name == spare.schema_name
    assert SpareSchema.objects.count() == 0
    assert visitor("willow.localhost").get("/accounts/login/").status_code == 200


def test_spare_schema_that_is_behind_on_migrations_is_not_taken(registered, settings):
    settings.SPARE_SCHEMAS = 1
    stock_spares()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM \"{SpareSchema.objects.get().schema_name}\".django_migrations WHERE app = 'chat'")

    assert take_spare(registered()) is False
    assert SpareSchema.objects.count() == 1


def test_task_provisions_and_a_second_delivery_changes_nothing(spare, registered):
    client = registered()

    provision_client(str(client.pk))
    provision_client(str(client.pk))

    client.refresh_from_db()
    assert client.status == "active"
    assert len(mail.outbox) == 1


def test_abandoned_client_is_taken_up_again_but_a_stopped_one_waits_for_the_operator(spare, registered):
    long_ago = timezone.now() - timezone.timedelta(minutes=5)
    abandoned, stopped = registered("willow"), registered("walnut", name="Walnut Ways")
    Client.objects.filter(pk=abandoned.pk).update(status="provisioning", status_changed_at=long_ago)
    Client.objects.filter(pk=stopped.pk).update(
        status="provisioning", status_changed_at=long_ago, failure="The disk is full."
    )

    resume_provisioning()

    assert Client.objects.get(pk=abandoned.pk).status == "active"
    assert Client.objects.get(pk=stopped.pk).status == "provisioning"


def test_two_processes_do_not_provision_the_same_client(committed, registered_for_real, elsewhere):
    client = registered_for_real()

    with exclusive(f"client:{client.pk}"), pytest.raises(Busy):
        elsewhere(lambda: provision(client))


def test_exactly_one_of_six_racing_creations_wins(committed, registered_for_real):
    outcomes, barrier = [], Barrier(6)

    def register() -> None:
        barrier.wait()
        try:
            outcomes.append(registered_for_real())
        except SubdomainRefused as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    threads = [Thread(target=register) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winners = [outcome for outcome in outcomes if isinstance(outcome, Client)]
    losers = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(winners) == 1
    assert losers == ["“willow” already belongs to a client. Choose another name."] * 5
    assert PlatformAccount.objects.filter(owner_email="wilma@willow.example").count() == 1


def raise_error(error: Exception) -> Callable[..., None]:
    def raising(*args: object, **kwargs: object) -> None:
        raise error

    return raising


def check_constraints_now() -> None:
    """Outside a test each step has its own transaction, and nothing is left to be checked at its end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def rows_and_schemas() -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 't\\_%%'")
        schemas = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname LIKE 't\\_%%'")
        roles = cursor.fetchone()[0]
    rows = [model.objects.count() for model in (PlatformAccount, Client, Domain, SpareSchema)]
    return (*rows, schemas, roles)
