"""What is a deleted client's own, to be deleted and searched for; and what only mentions it, and stays."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import JoinRequest
from platform_admin.mail_folder import KeptMail
from platform_admin.models import ClientDraft, ClientLine, ClientList, Offboarding, TrialNotice
from platform_admin.offboarding import moves
from platform_admin.offboarding import steps as steps_module
from platform_admin.offboarding.leftovers import KEPT, search_leftovers
from platform_admin.offboarding.own_mails import OwnMails
from platform_admin.offboarding.remove import FORGOTTEN
from platform_admin.offboarding.steps import STEPS, advance
from platform_admin.provision import provision
from tenants.context import platform_scope, tenant_scope
from tenants.domains.models import DomainClaim
from tenants.models import Client
from tenants.senders.models import SenderClaim

OWNER = "wilma@willow.example"
# Tables with rows that name a client and go another way than FORGOTTEN: the step that sees to it.
SEEN_TO = {
    "tenants_domain": "retire",
    "tenants_domainclaim": "retire",
    "tenants_senderclaim": "retire",
    "tenants_setasideschema": "schema",
    "platform_admin_canaryrun": "records",
    "platform_admin_incident_clients": "records",
    "platform_admin_clientdraft": "records",
    "platform_admin_clientline": "records",
}


@pytest.fixture
def leaver(registered, spare) -> Client:
    client = registered()
    provision(client)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return Client.objects.get(pk=client.pk)


def delete(client: Client) -> Offboarding:
    offboarding = advance(moves.offboard(client, by=None, reason="Contract ended").pk)
    Offboarding.objects.update(hold_until=timezone.now() - timedelta(minutes=1))
    return advance(offboarding.pk)


def failures(offboarding: Offboarding) -> list[str]:
    return [step.failure for step in offboarding.steps.all() if step.failure]


def left_of(offboarding: Offboarding) -> dict[str, tuple[str, ...]]:
    with platform_scope():
        return {found.place: tuple(found.what) for found in search_leftovers(offboarding) if found.number}


def test_of_every_relation_to_a_client_it_is_decided_what_becomes_of_it():
    decided = {*KEPT, *SEEN_TO, *(model._meta.db_table for model in FORGOTTEN.values())}
    # Hidden ones too: a relation without a name for the way back holds a client as well.
    relations = [
        field for field in Client._meta.get_fields(include_hidden=True) if field.auto_created and field.is_relation
    ]
    tables = {
        (relation.through if relation.many_to_many else relation.related_model)._meta.db_table for relation in relations
    }
    forward = {field.related_model._meta.db_table for field in Client._meta.get_fields() if field.many_to_one}

    assert len(tables) > 15
    assert (tables | forward) - decided == set()
    assert set(SEEN_TO) <= tables


def test_sender_goes_with_its_client(leaver):
    with platform_scope():
        SenderClaim.objects.create(
            client=leaver, name="HR", address="hr@willow.example", domain="willow.example", state="verified"
        )
    offboarding = delete(leaver)

    assert offboarding.steps.get(name="retire").found["senders"] == 1
    with platform_scope():
        assert not SenderClaim.objects.exists()


def test_domains_it_asked_for_go_and_one_that_another_wants_too_is_no_leftover(leaver, acme):
    with platform_scope():
        for host in ("benefits.willow.example", "shared.example"):
            DomainClaim.objects.create(client=leaver, host=host)
        other = DomainClaim.objects.create(client_id=acme.id, host="shared.example")
    offboarding = delete(leaver)

    assert (failures(offboarding), left_of(offboarding)) == ([], {})
    with platform_scope():
        assert list(DomainClaim.objects.all()) == [other]
    assert "benefits.willow.example" in offboarding.hosts


def test_mention_elsewhere_is_neither_deleted_nor_a_leftover(leaver, acme):
    host = leaver.primary_host()
    listing = ClientList.objects.create()
    said = f"Like Willow Works, ask {OWNER}, see {host} and /clients/{leaver.pk}/"
    line = ClientLine.objects.create(list=listing, number=1, name="Elm", owner_email="e@elm.example", note=said)
    draft = ClientDraft.objects.create(answers={"company": {"name": [said], "owner_email": [f"not-{OWNER}"]}})
    own = ClientDraft.objects.create(answers={"company": {"name": ["Again"], "owner_email": [f" {OWNER.upper()} "]}})
    copy = ClientDraft.objects.create(template=leaver)
    other = Client.objects.get(pk=acme.id)
    of_other = ClientLine.objects.create(list=listing, number=2, name="Acme", owner_email=OWNER, client=other)

    offboarding = delete(leaver)

    assert failures(offboarding) == []
    assert offboarding.finished_at is not None
    kept = set(ClientDraft.objects.values_list("pk", flat=True))
    assert {draft.pk, copy.pk} <= kept
    assert own.pk not in kept
    assert set(ClientLine.objects.all()) == {line, of_other}


@pytest.mark.parametrize("name", ["pk", "schema_name"])
def test_what_names_it_for_ever_is_found_wherever_it_stands(leaver, name):
    offboarding = delete(leaver)
    assert failures(offboarding) == []
    assert left_of(offboarding) == {}

    ClientDraft.objects.create(wishes={"source": str(getattr(leaver, name))})

    assert left_of(offboarding) == {"tables of the platform": ("platform_admin_clientdraft: 1",)}


def test_row_that_still_belongs_to_it_is_found(leaver):
    offboarding = delete(leaver)

    TrialNotice.objects.create(client=leaver, kind="week", until=timezone.localdate())

    assert left_of(offboarding) == {"tables of the platform": ("platform_admin_trialnotice: 1",)}


@pytest.mark.parametrize(
    ("recipient", "subject", "text", "expected"),
    [
        ("someone@post.example", "Hello", "http://willow.localhost/", True),
        ("someone@post.example", "Hello", "http://weeping-willow.localhost/", False),
        ("paula@post.example", "Hello", "Sign in.", True),
        ("someone@post.example", "Hello", "Sign in.", False),
        # Somebody of two clients: the other one's mail stays, also if it mentions this one.
        ("paula@post.example", "Hello", "http://acme.localhost/", False),
        ("someone@post.example", "Hello", "Not willow.localhost but acme.localhost", False),
        ("paula@post.example", "Hello", "http://willow.localhost/, once acme.localhost", True),
        # Whoever runs two clients is written to by the platform about both.
        ("owner@acme.example", "Acme: a legal hold is set", "Nothing is deleted.", False),
        ("owner@acme.example", "Willow Works: a legal hold is set", "Nothing is deleted.", True),
        # The address was given to another client since.
        ("someone@post.example", "Hello", "http://old-willow.localhost/", False),
    ],
)
def test_mail_is_the_clients_by_where_it_leads_and_whom_it_is_to(leaver, acme, recipient, subject, text, expected):
    other = Client.objects.get(pk=acme.id)
    Client.objects.filter(pk=acme.id).update(owner_email="owner@acme.example")
    other.domains.create(host="old-willow.localhost", verified_at=timezone.now())
    offboarding = Offboarding(client=leaver, hosts=["willow.localhost", "old-willow.localhost"])

    own = OwnMails(offboarding, {"paula@post.example", "owner@acme.example"})

    assert own.concerns(KeptMail(timezone.now(), "a@b.example", recipient, subject, text)) is expected


def write_mail(folder: Path, number: int, recipient: str, text: str) -> None:
    mail = f"To: {recipient}\nSubject: Hello\n\n{text}\n{'-' * 79}\n"
    (folder / f"{number}.log").write_bytes(mail.encode())


@pytest.fixture
def mails(settings, tmp_path) -> Path:
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.MAIL_FOLDER.mkdir()
    return settings.MAIL_FOLDER


def test_mails_to_those_who_asked_to_join_go_too(leaver, mails):
    with tenant_scope(leaver.ref()):
        JoinRequest.objects.create(email="Jo@post.example")
    write_mail(mails, 1, "jo@post.example", "Confirm that it is you.")
    write_mail(mails, 2, "max@post.example", "Confirm that it is you.")

    assert failures(delete(leaver)) == []

    assert [path.name for path in mails.iterdir()] == ["2.log"]


def test_mail_that_comes_while_it_is_deleted_goes_at_the_next_try(leaver, mails, monkeypatch):
    host = leaver.primary_host()
    (records,) = [step for step in STEPS if step.name == "records"]

    def write_behind(work: object) -> None:
        records.act(work)
        write_mail(mails, 7, "late@post.example", f"http://{host}/")

    changed = tuple(replace(one, act=write_behind) if one is records else one for one in STEPS)
    monkeypatch.setattr(steps_module, "STEPS", changed)
    offboarding = delete(leaver)
    assert failures(offboarding) == ["Something is left, so no certificate is issued. mails on this machine: Hello"]

    monkeypatch.setattr(steps_module, "STEPS", STEPS)
    offboarding = advance(offboarding.pk)

    assert failures(offboarding) == []
    assert offboarding.finished_at is not None
    assert list(mails.iterdir()) == []


@pytest.fixture
def backed_up(leaver, tmp_path) -> Callable[..., Path]:
    """Back the client up, and let the file say something else of itself."""

    def back_up(name: str, schema_name: str = "", **client: str) -> Path:
        path = tmp_path / name
        call_command("client", "backup", leaver.subdomain, "--to", str(path))
        with ZipFile(path) as archive:
            manifest = json.loads(archive.read("manifest.json"))
        manifest["client"] |= client
        manifest["schema_name"] = schema_name or manifest["schema_name"]
        with ZipFile(path, "w") as archive:
            archive.writestr("manifest.json", json.dumps(manifest))
        return path

    return back_up


def test_backups_are_the_clients_by_its_id_and_not_by_its_subdomain(leaver, acme, backed_up):
    of_other = backed_up("other.zip", schema_name=acme.schema_name, id=str(acme.id))
    before_a_restore = backed_up("before.zip", schema_name="t_" + "0" * 32)
    before_a_move = backed_up("moved.zip", subdomain="former")

    offboarding = delete(leaver)

    assert failures(offboarding) == []
    assert of_other.exists()
    assert not before_a_restore.exists()
    assert not before_a_move.exists()
