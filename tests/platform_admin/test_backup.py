"""One client's backup, restored in its place or as another, and copied."""

import json
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Invitation, User
from benefits.models import BenefitClass
from branding.models import Brand
from chat.models import Conversation, OfficialAnswer
from platform_admin.backup import fill
from platform_admin.backup.tables import Scope, tables_of
from tenants.audit.log import record
from tenants.audit.models import AuditEvent
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.models import Client, SchemaMigration, SetAsideSchema
from tenants.schemas import is_migrated, schema_exists

OF_PEOPLE = {
    *("account_emailaddress", "account_emailconfirmation", "accounts_user", "audit_auditevent"),
    *("accounts_apikey", "accounts_invitation", "accounts_invitationlist", "accounts_invitationline"),
    *("accounts_joinrequest", "accounts_joinrule", "accounts_addresstrouble", "accounts_mailchoice"),
    *("chat_answer", "chat_answerrun", "chat_answerrunresult", "chat_citation", "chat_conversation", "chat_feedback"),
    "branding_branddraft",
    "benefits_cataloguechange",
    "benefits_catalogueupload",
    "benefits_toldfact",
    "chat_dismissedannouncement",
    *("chat_gap", "chat_gapperson", "chat_gapwish", "chat_handover", "chat_modelcall", "chat_question"),
    *(
        "chat_receipt",
        "knowledge_uploadbatch",
        "knowledge_batchfile",
        "analytics_surveyanswer",
        "analytics_surveyasked",
        *("analytics_event", "analytics_personnumber", "analytics_rollup", "analytics_rollupzone"),
        "analytics_releasedfigure",
        *("analytics_figurerule", "analytics_topic", "analytics_topicquestion", "analytics_advicedecision"),
    ),
}


@pytest.fixture
def filled(acme: ClientRef, make_person, settings, tmp_path) -> ClientRef:
    """acme with a person, their chat, a class, a logo, an official answer and an open invitation."""
    settings.MEDIA_ROOT = tmp_path / "files"
    storages["default"].__dict__.pop("_engine", None)
    person = make_person(acme, name="Ada Ask", email="ada@acme.example")
    with tenant_scope(acme):
        Conversation.objects.create(user=person, title="My deductible")
        BenefitClass.objects.create(code="UNION", label="Union, \\ tab\there")
        brand = Brand.objects.create(product_name="Acme benefits")
        brand.logo.save("logo.png", ContentFile(b"\x00picture" * 1000))
        record("document.published", actor=None)
        official = OfficialAnswer.objects.create(text="Yes.", written_by=person, decided_by="The board")
        official.wordings.create(position=0, text="Is there a gym?")
    yield acme
    storages["default"].__dict__.pop("_engine", None)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("client", *map(str, arguments), stdout=out)
    return out.getvalue()


def backed_up(folder: Path) -> Path:
    run("backup", "acme", "--to", folder / "acme.zip")
    return folder / "acme.zip"


def now(client: ClientRef) -> ClientRef:
    return Client.objects.get(pk=client.id).ref()


def test_client_is_restored_in_its_place_and_what_it_had_is_kept_until_confirmed(filled, tmp_path, browser_of):
    file = backed_up(tmp_path)
    with tenant_scope(filled):
        Conversation.objects.all().delete()
        BenefitClass.objects.update(label="Spoiled")
        logo = Brand.objects.get().logo.name

    told = run("restore", file, "--as", "acme", "--replace")

    restored = now(filled)
    assert restored.schema_name != filled.schema_name
    assert "client confirm-restore acme" in told
    with tenant_scope(restored):
        assert Conversation.objects.get().user.name == "Ada Ask"
        assert BenefitClass.objects.get().label == "Union, \\ tab\there"
        brand = Brand.objects.get()
        assert brand.logo.name == logo.replace(filled.schema_name, restored.schema_name)
        assert brand.logo.read() == b"\x00picture" * 1000
        assert OfficialAnswer.objects.get().written_by.name == "Ada Ask"
    assert is_migrated(restored.schema_name)
    with tenant_scope(filled):
        assert BenefitClass.objects.get().label == "Spoiled"
    with pytest.raises(CommandError, match="not confirmed"):
        run("restore", file, "--as", "acme", "--replace")

    run("confirm-restore", "acme")
    assert not schema_exists(filled.schema_name)
    assert not (tmp_path / "files" / filled.schema_name).exists() or not list(
        (tmp_path / "files" / filled.schema_name).iterdir()
    )
    assert (SetAsideSchema.objects.count(), now(filled)) == (0, restored)
    actions = list(AuditEvent.objects.order_by("at").values_list("action", flat=True))
    assert actions[-3:] == ["client.backed_up", "client.restored", "client.restore_confirmed"]


def test_restore_can_be_undone(filled, tmp_path):
    file = backed_up(tmp_path)
    run("restore", file, "--as", "acme", "--replace")
    restored = now(filled)

    run("undo-restore", "acme")

    assert now(filled).schema_name == filled.schema_name
    assert SetAsideSchema.objects.get().schema_name == restored.schema_name
    run("confirm-restore", "acme")
    assert not schema_exists(restored.schema_name)
    with pytest.raises(CommandError, match="no restore that waits"):
        run("undo-restore", "acme")


def test_client_that_exists_is_not_replaced_unasked(filled, tmp_path):
    file = backed_up(tmp_path)

    with pytest.raises(CommandError, match=r"acme exists\. Add --replace"):
        run("restore", file, "--as", "acme")

    assert now(filled) == filled


def test_backup_becomes_a_new_client_with_its_people(filled, tmp_path, browser_of, mailoutbox):
    with tenant_scope(filled):
        User.objects.create_user("owner@acme.example", name="Olive", role="hr_admin")
    Client.objects.filter(pk=filled.id).update(time_zone="America/Chicago")
    file = backed_up(tmp_path)

    told = run("restore", file, "--as", "newacme", "--name", "New Acme")

    client = Client.objects.get(subdomain="newacme")
    assert "New Acme is served at http://newacme.localhost" in told
    assert (client.status, client.tier, client.owner_email) == ("active", "starter", "owner@acme.example")
    assert client.time_zone == "America/Chicago"
    with tenant_scope(client.ref()):
        assert set(User.objects.values_list("name", flat=True)) == {"Ada Ask", "Olive"}
        # Numbers go on behind those that came along.
        OfficialAnswer.objects.get().wordings.create(position=1, text="Where is the gym?")
    assert mailoutbox == []
    assert browser_of(client.ref()).get("/accounts/login/").status_code == 200


@pytest.mark.parametrize("zone", [None, "Mars/Base"], ids=["of_before", "unknown_here"])
def test_backup_without_a_zone_that_is_known_is_restored_in_the_usual_one(filled, tmp_path, settings, zone):
    settings.CLIENT_TIME_ZONE = "Pacific/Honolulu"
    file, older = backed_up(tmp_path), tmp_path / "older.zip"
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(older, "w") as other:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "manifest.json":
                facts = json.loads(content)
                del facts["client"]["time_zone"]
                facts["client"] |= {"time_zone": zone} if zone else {}
                content = json.dumps(facts).encode()
            other.writestr(name, content)

    run("restore", older, "--as", "newacme")

    assert Client.objects.get(subdomain="newacme").time_zone == "Pacific/Honolulu"


def test_copy_without_people_has_the_company_and_nobody(filled, tmp_path, mailoutbox):
    run("clone", "acme", "--as", "trialacme", "--without-people")

    client = Client.objects.get(subdomain="trialacme")
    assert (client.name, client.status) == ("Acme Corp (copy)", "active")
    with tenant_scope(client.ref()):
        assert (User.objects.count(), Conversation.objects.count()) == (0, 0)
        assert not AuditEvent.objects.filter(action="document.published").exists()
        assert BenefitClass.objects.get().code == "UNION"
        answer = OfficialAnswer.objects.get()
        assert (answer.question, answer.written_by) == ("Is there a gym?", None)
        assert Brand.objects.get().logo.read() == b"\x00picture" * 1000
        assert Invitation.objects.get().email == "owner@acme.example"
    assert "Ada" not in rows_of(client.schema_name)
    with tenant_scope(filled):
        assert Brand.objects.get().logo.read() == b"\x00picture" * 1000
    assert AuditEvent.objects.filter(action="client.cloned", subject_id=str(client.pk)).exists()


def test_every_table_belongs_to_the_company_or_to_its_people(acme):
    everything, company = (
        {table.name: table for table in tables_of(acme.schema_name, scope)}
        for scope in (Scope.EVERYTHING, Scope.COPY_WITHOUT_PEOPLE)
    )

    assert everything.keys() - company.keys() == OF_PEOPLE
    assert {name for name in everything if "session" in name} == set()
    # What points to somebody left out can be empty, or the copy could not be made.
    with connection.cursor() as cursor:
        for table in company.values():
            for column in table.emptied:
                cursor.execute(
                    "SELECT is_nullable FROM information_schema.columns"
                    " WHERE table_schema = %s AND table_name = %s AND column_name = %s",
                    [acme.schema_name, table.name, column],
                )
                assert cursor.fetchone() == ("YES",), (table.name, column)


def test_backup_that_was_changed_is_refused_and_nothing_is_left(filled, tmp_path):
    file = backed_up(tmp_path)
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(changed, "w") as other:
        for name in whole.namelist():
            other.writestr(name, whole.read(name).replace(b"Union", b"Onion"))

    with pytest.raises(CommandError, match="tables/benefits_benefitclass is not what was backed up"):
        run("restore", changed, "--as", "acme", "--replace")
    with pytest.raises(CommandError, match="no backup of a client"):
        run("restore", __file__, "--as", "acme", "--replace")

    assert (now(filled), SetAsideSchema.objects.count()) == (filled, 0)


def test_backup_of_a_newer_version_is_refused(filled, tmp_path):
    file = backed_up(tmp_path)
    newer = tmp_path / "newer.zip"
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(newer, "w") as other:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "manifest.json":
                facts = json.loads(content)
                facts["migrations"].append("chat.9999_to_come")
                content = json.dumps({**facts, "product_version": "99.0"}).encode()
            other.writestr(name, content)

    with pytest.raises(CommandError, match=r"made by version 99.0 .* chat.9999_to_come. Restore it with that version"):
        run("restore", newer, "--as", "acme", "--replace")


def test_backup_of_an_older_version_is_migrated(filled, tmp_path):
    call_command("migrate_schemas", "benefits", "0012", schema_name=filled.schema_name, verbosity=0)
    assert not is_migrated(filled.schema_name)
    file = backed_up(tmp_path)
    call_command("fleet", "migrate", stdout=StringIO())

    run("restore", file, "--as", "acme", "--replace")

    restored = now(filled)
    assert is_migrated(restored.schema_name)
    with tenant_scope(restored):
        assert BenefitClass.objects.get().label == "Union, \\ tab\there"


def test_restore_that_fails_leaves_nothing(filled, tmp_path, monkeypatch):
    file = backed_up(tmp_path)
    before = SchemaMigration.objects.count()

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(fill, "_copy_table", fail)
    with pytest.raises(OSError, match="no space left"):
        run("restore", file, "--as", "acme", "--replace")

    assert (now(filled), SetAsideSchema.objects.count()) == (filled, 0)
    assert SchemaMigration.objects.count() == before


def test_backup_is_never_written_over_another_and_is_its_owners_alone(filled, tmp_path):
    file = backed_up(tmp_path)

    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="exists already and is not overwritten"):
        run("backup", "acme", "--to", file)


def rows_of(schema_name: str) -> str:
    """Return every row of the schema as text."""
    text = []
    with connection.cursor() as cursor:
        for table in tables_of(schema_name, Scope.EVERYTHING):
            cursor.execute(f'SELECT "{table.name}"::text FROM "{schema_name}"."{table.name}"')
            text += [row for (row,) in cursor.fetchall()]
    return "\n".join(text)
