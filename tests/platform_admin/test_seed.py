"""The demo is seeded once, goes on after a kill, and leaves alone what people changed.

One company with two small documents stands for all three; the whole demo is seeded by bin/up.
"""

import json
import stat
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client as Browser

from accounts.models import Invitation, User
from benefits import contacts
from benefits.frame_changes import stamp_of
from benefits.models import BenefitClass, Contact, Plan, PlanYear
from branding.models import Brand
from chat.models import Announcement
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from platform_admin import seed_documents
from platform_admin.demo.document import DemoDocument
from platform_admin.demo.numbers import company
from platform_admin.management.commands import seed_demo
from platform_admin.models import ComponentDay, Incident, Invoice, InvoiceNumber, TierPrice
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client, Domain, PlatformAccount
from tenants.schemas import drop_schema

JUNIPER = company("juniper")


class Killed(BaseException):
    """Stands for a process that dies."""


def kill(*args: object, **kwargs: object) -> None:
    raise Killed


@pytest.fixture
def trial(committed, settings, tmp_path, monkeypatch):
    """An empty trial installation with one small demo company; everything is taken back afterwards."""
    settings.DATA_DIR, settings.EMBEDDED, settings.DEMO, settings.DEMO_PASSWORD = tmp_path, True, True, ""
    settings.MEDIA_ROOT, settings.SPARE_SCHEMAS = tmp_path / "files", 0
    monkeypatch.setattr(seed_demo, "COMPANIES", (JUNIPER,))
    monkeypatch.setattr(
        seed_documents, "build_documents", lambda company: [small("Guide"), small("Union letter", "UNION")]
    )
    yield tmp_path
    with platform_scope():
        for client in Client.objects.filter(is_demo=True):
            drop_schema(client.schema_name)
        Domain.objects.filter(client__is_demo=True).delete()
        # A bill keeps its client, and is nobody's to delete: only a demonstration takes its own away.
        Invoice.objects.filter(client__is_demo=True).delete()
        InvoiceNumber.objects.all().delete()
        TierPrice.objects.all().delete()
        Client.objects.filter(is_demo=True).delete()
        Incident.objects.all().delete()
        ComponentDay.objects.all().delete()
        PlatformAccount.objects.filter(clients=None).delete()
        # Not through the model: clients' tables that point to people do not exist on the platform.
        Authenticator.objects.all().delete()
        User.objects.all()._raw_delete("default")


def small(title: str, *audience: str) -> DemoDocument:
    return DemoDocument(
        file_name=f"{title}.txt",
        title=title,
        kind="guide",
        plan_year="2027",
        effective_from=date(2027, 1, 1),
        effective_to=date(2027, 12, 31),
        audience=audience,
        language="en",
        content=f"{title}. The deductible of the plan is 1,000 dollars for one person and 2,000 for a family.".encode(),
        publish=True,
        knowledge_base=JUNIPER.knowledge_bases[0].name,
    )


def seed() -> str:
    out = StringIO()
    call_command("seed_demo", stdout=out, stderr=out)
    return out.getvalue()


def juniper():
    with platform_scope():
        return Client.objects.get(subdomain="juniper").ref()


def counts() -> list[int]:
    models = (User, BenefitClass, PlanYear, Contact, Brand, KnowledgeBase, Document, DocumentVersion)
    with tenant_scope(juniper()):
        return [model.objects.count() for model in models]


def test_first_seed_makes_people_frame_look_and_published_documents(trial):
    seed()

    with tenant_scope(juniper()) as client:
        assert client.demo_today == date(2026, 11, 10)
        assert sorted(User.objects.values_list("role", flat=True)) == ["employee"] * 4 + ["hr_admin", "hr_editor"]
        assert set(User.objects.filter(role="employee").values_list("class_code", flat=True)) == {"SAL", "UNION"}
        assert User.objects.filter(role="employee", language="es").exists()
        assert set(PlanYear.objects.values_list("label", flat=True)) == {"2026", "2027"}
        assert Contact.objects.filter(role="hr", name=JUNIPER.help.team).exists()
        assert Brand.objects.get().product_name == JUNIPER.product_name
        assert list(Document.objects.published().values_list("title", "audience")) == [
            ("Guide", []),
            ("Union letter", ["UNION"]),
        ]
        assert not Invitation.objects.filter(accepted_at=None, revoked_at=None).exists()
        assert list(Announcement.objects.running(date(2026, 11, 10)).values_list("title", flat=True)) == [
            "Open enrollment ends on November 20, 2026"
        ]
    assert Browser(HTTP_HOST="stonebridge.localhost").get("/").status_code == 403


def test_contacts_that_hr_renamed_or_deleted_do_not_come_back(trial):
    seed()
    with tenant_scope(juniper()):
        hr = User.objects.get(role="hr_admin")
        Plan.objects.update(carrier=None)  # a contact that a reviewed plan names stays
        first, second, *others = Contact.objects.all()
        first.name = "Our own team"
        contacts.change(first, fields=["name"], seen=stamp_of(Contact.objects.get(pk=first.pk)), by=hr)
        contacts.delete(second, by=hr)

    seed()

    with tenant_scope(juniper()):
        assert list(Contact.objects.all()) == [first, *others]
        for contact in Contact.objects.all():
            contacts.delete(contact, by=hr)
    seed()
    with tenant_scope(juniper()):
        assert not Contact.objects.exists()


def test_sign_ins_are_written_down_for_their_owner_alone_and_work(trial, sign_in_of):
    seed()

    path = trial / "demo.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    written = json.loads(path.read_text())
    assert list(written) == ["platform", "clients"]
    assert list(written["platform"]) == ["url", "people"]
    assert [set(person) for person in written["platform"]["people"]] == [{"role", "email", "name", "password"}] * 2
    (client,) = written["clients"]
    assert {key: client[key] for key in ("name", "subdomain", "host", "url")} == {
        "name": "Juniper Ridge Manufacturing",
        "subdomain": "juniper",
        "host": "juniper.localhost",
        "url": "http://juniper.localhost:8000/",
    }
    assert set(client["people"][0]) == {
        "role",
        "name",
        "email",
        "password",
        "class_code",
        "work_state",
        "hours",
        "language",
    }
    for host, people in (("localhost", written["platform"]["people"]), (client["host"], client["people"])):
        for person in people:
            assert sign_in_of(host, person) == 302
    assert len({person["password"] for person in client["people"]}) == len(client["people"])


def test_second_seed_changes_nothing_and_keeps_the_passwords(trial):
    seed()
    before, written = counts(), (trial / "demo.json").read_text()

    printed = seed()

    assert counts() == before
    assert (trial / "demo.json").read_text() == written
    assert "0 documents to read" in printed


@pytest.mark.parametrize(
    "moment",
    [
        "platform_admin.provision.create_schema",
        "platform_admin.seed_company._seed_people",
        "platform_admin.seed_documents.receive_document",
        "platform_admin.seed_company.lifecycle.suspend",
        "platform_admin.management.commands.seed_demo.write_sign_ins",
    ],
)
def test_seed_that_was_killed_is_finished_by_the_next(trial, monkeypatch, moment, sign_in_of):
    with monkeypatch.context() as patch:
        patch.setattr(moment, kill)
        with pytest.raises(Killed):
            seed()

    seed()

    assert counts() == [6, 2, 2, 9, 1, 3, 2, 2]
    with tenant_scope(juniper()):
        assert Document.objects.published().count() == 2
    assert Client.objects.get(subdomain="stonebridge").status == "suspended"
    for person in json.loads((trial / "demo.json").read_text())["clients"][0]["people"]:
        assert sign_in_of("juniper.localhost", person) == 302


def test_what_people_changed_stays_after_the_next_start(trial):
    seed()
    with tenant_scope(juniper()):
        Document.objects.filter(title="Guide").update(published_version=None)
        Document.objects.filter(title="Union letter").delete()
        Brand.objects.update(product_name="Renamed")
        User.objects.filter(role="employee").first().delete()
    Client.objects.filter(subdomain="stonebridge").update(status="active")

    seed()

    with tenant_scope(juniper()):
        assert list(Document.objects.values_list("title", "published_version")) == [("Guide", None)]
        assert Brand.objects.get().product_name == "Renamed"
    assert Client.objects.get(subdomain="stonebridge").status == "active"


def test_new_edition_of_a_document_replaces_the_old(trial, monkeypatch):
    seed()
    newer = replace(small("Guide"), content=b"Guide. The deductible is now 1,200 dollars for one person.")
    monkeypatch.setattr(seed_documents, "build_documents", lambda company: [newer, small("Union letter", "UNION")])
    monkeypatch.setattr(seed_documents, "_source", lambda: "another edition")

    seed()

    with tenant_scope(juniper()):
        guide = Document.objects.get(title="Guide")
        assert (guide.versions.count(), guide.published_version.number) == (2, 2)
        assert Document.objects.count() == 2


def test_passwords_are_given_anew_if_the_file_is_lost_or_one_for_all_is_wanted(trial, settings, sign_in_of):
    seed()
    (trial / "demo.json").unlink()

    seed()
    people = json.loads((trial / "demo.json").read_text())["clients"][0]["people"]
    assert [sign_in_of("juniper.localhost", person) for person in people] == [302] * 6

    settings.DEMO_PASSWORD = "one-passphrase-for-all"
    seed()
    people = json.loads((trial / "demo.json").read_text())["clients"][0]["people"]
    assert {person["password"] for person in people} == {"one-passphrase-for-all"}
    assert [sign_in_of("juniper.localhost", person) for person in people] == [302] * 6


def test_installation_that_is_no_trial_is_not_seeded(db, settings, tmp_path):
    settings.DATA_DIR, settings.EMBEDDED, settings.DEMO = tmp_path, False, False

    with pytest.raises(CommandError, match="trial installation"):
        seed()
    assert not (tmp_path / "demo.json").exists()
    assert not Client.objects.filter(is_demo=True).exists()


@pytest.fixture
def sign_in_of():
    def sign_in(host: str, person: dict) -> int:
        fields = {"login": person["email"], "password": person["password"]}
        return Browser(HTTP_HOST=host).post("/accounts/login/", fields).status_code

    return sign_in
