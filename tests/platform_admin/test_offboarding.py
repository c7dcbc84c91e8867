"""A client leaves: nothing before its time, nothing left afterwards, whatever breaks in between."""

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import PurePosixPath
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from accounts.models import User
from analytics.live.publish import watch
from platform_admin.audit_checks import anchor_client
from platform_admin.models import DeletionCertificate, Invoice, Offboarding, Subscription
from platform_admin.offboarding import holds, moves
from platform_admin.offboarding import steps as steps_module
from platform_admin.offboarding.certificate import content_of, is_genuine
from platform_admin.offboarding.certificate_pdf import certificate_pdf
from platform_admin.offboarding.leftovers import search_leftovers
from platform_admin.offboarding.links import export_token, exported_by
from platform_admin.offboarding.moves import OffboardingRefused, delete_late_exports
from platform_admin.offboarding.remove import cached
from platform_admin.offboarding.steps import STEPS, advance
from platform_admin.offboarding.work import Work
from platform_admin.second_factor.demo import give_played_app
from platform_admin.set_aside import as_client
from platform_admin.subdomains import free_subdomain
from tenants import event_stream
from tenants.audit.log import record
from tenants.context import platform_scope, tenant_scope
from tenants.hosts import find_host
from tenants.keys import platform_key, storage_key
from tenants.live import TICKET_SECONDS, Holder, read_ticket, ticket
from tenants.models import Client, IllegalMove
from tenants.redis import redis
from tenants.schemas import drop_schema, role_exists, schema_exists
from tests.platform_admin.leaving import FORMULA, WORD, failures, filled_client, leave, let_hold_run_out


@pytest.fixture
def leaver(registered, spare) -> Client:
    """An open client with something of everything."""
    return filled_client(registered)


@pytest.fixture
def second(db) -> User:
    with platform_scope():
        otto = User.objects.create_user("otto@platform.example", name="Otto", role="operator", password=None)
        give_played_app(otto)
        return otto


def export_of(offboarding: Offboarding) -> ZipFile:
    with tenant_scope(as_client(offboarding.export_folder)):
        return ZipFile(BytesIO(default_storage.open(storage_key(offboarding.export_file)).read()))


def test_client_is_closed_exported_and_waits(leaver, operator, mailoutbox):
    offboarding = leave(leaver, by=operator)

    leaver.refresh_from_db()
    assert leaver.status == "offboarding"
    assert [step.name for step in offboarding.steps.all() if step.is_done] == ["close", "export", "tell_owner"]
    assert 29 <= (offboarding.hold_until - timezone.now()).days <= 30
    (mail,) = [mail for mail in mailoutbox if "export" in mail.subject]
    assert mail.to == [leaver.owner_email]
    assert export_token(offboarding) in mail.body
    assert advance(offboarding.pk).deletion_began_at is None
    assert schema_exists(leaver.schema_name)


def test_export_holds_what_the_company_put_in_and_nothing_of_its_people(leaver):
    archive = export_of(leave(leaver))

    names = archive.namelist()
    documents = [name for name in names if name.startswith("documents/") and "/v" in name]
    assert len(documents) == 2
    assert {archive.read(name).decode() for name in documents} == {f"{WORD} 1", f"{WORD} 2"}
    listed = json.loads(archive.read("documents/documents.json"))
    assert [row["Version"] for row in listed] == [1, 2]
    assert listed[0]["SHA-256"] == "1" * 64
    for member, told in (
        ("catalogue/figures.json", f"{WORD} plan"),
        ("answers/official-answers.json", f"{WORD} pays."),
        ("announcements/announcements.json", f"{WORD} is new."),
        ("tests/test-questions.json", f"What is {WORD}?"),
        ("audit/audit.json", "document.uploaded"),
        ("README.txt", "SHA-256"),
    ):
        assert told in archive.read(member).decode(), member
    whole = "".join(archive.read(name).decode(errors="replace") for name in names)
    assert "person.example" not in whole
    assert f"Paula {WORD}" not in whole
    assert f"Is {WORD} covered?" not in whole


def test_audit_of_the_export_tells_acts_and_names_nobody(leaver, operator):
    with tenant_scope(leaver.ref()):
        paula, otto = (
            User.objects.create_user(f"{name}@people.example", name=f"{name} Pole", role="hr_admin")
            for name in ("paula", "otto")
        )
        record("person.deactivated", actor=paula, subject=otto)
        record("contact.added", actor=otto, name="Nora Note", role="medical")
        record("document.replaced", actor=paula, version=3, note="Ask Nora Note")
        record("join_rule.changed", actor=otto, domains=["nora.example"], is_open=True)
    holds.hold(leaver, by=operator, reason="Nora Note asked for it")

    archive = export_of(leave(leaver, by=operator))

    told = {row["Action"]: row for row in json.loads(archive.read("audit/audit.json"))}
    ended, added = told["person.deactivated"], told["contact.added"]
    assert (ended["What"], ended["Person"]) == ("Account closed", added["By"].partition(", ")[2].capitalize())
    assert ended["By"].startswith("HR admin, person ")
    assert ended["By"] == told["document.replaced"]["By"] != added["By"]
    assert told["document.replaced"]["Details"] == {"version": 3}
    assert told["client.held"]["By"].startswith("Operator, person ")
    for member in ("audit/audit.json", "audit/audit.csv"):
        text = archive.read(member).decode()
        for told_of_people in ("Pole", "people.example", "Nora", "nora.example", operator.name, str(paula.pk)):
            assert told_of_people not in text, (member, told_of_people)


def test_export_runs_nothing_and_leads_nowhere(leaver):
    archive = export_of(leave(leaver))

    for name in archive.namelist():
        assert not PurePosixPath(name).is_absolute()
        assert ".." not in name
    rows = list(csv.reader(StringIO(archive.read("catalogue/contacts.csv").decode("utf-8-sig"))))
    assert rows[1][0] == f"'{FORMULA}"
    sheet = load_workbook(BytesIO(archive.read("catalogue/catalogue.xlsx")))["Contacts"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (f"'{FORMULA}", "s")
    assert json.loads(archive.read("catalogue/contacts.json"))[0]["Name"] == FORMULA


def test_days_with_few_people_are_not_counted_out(leaver):
    told = json.loads(export_of(leave(leaver)).read("counts/days.json"))

    assert told == []


def test_called_off_everything_is_as_it_was(leaver, mailoutbox):
    Client.objects.filter(pk=leaver.pk).update(status="suspended")
    leaver.refresh_from_db()
    offboarding = leave(leaver)
    token = export_token(offboarding)

    assert moves.cancel(offboarding, by=None) is True

    leaver.refresh_from_db()
    assert leaver.status == "suspended"
    assert exported_by(token) is None
    assert "nothing is deleted" in mailoutbox[-1].subject
    with tenant_scope(as_client(offboarding.export_folder)):
        assert default_storage.keys() == set()
    with tenant_scope(leaver.ref()):
        assert User.objects.filter(name=f"Paula {WORD}").exists()
    advance(offboarding.pk)
    assert schema_exists(leaver.schema_name)
    # It may leave another time.
    leave(leaver)


def test_deletion_leaves_nothing_but_what_the_certificate_names(leaver, settings, tmp_path, caplog, mailoutbox):
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.MAIL_FOLDER.mkdir()
    (settings.MAIL_FOLDER / "1.log").write_bytes(
        f"To: {WORD.lower()}@person.example\nSubject: Hello\n\nGo to willow.localhost\n{'-' * 79}\n".encode()
    )
    (settings.MAIL_FOLDER / "2.log").write_bytes(
        f"To: a@b.example\nSubject: Other\n\nGo to http://weeping-willow.localhost/\n{'-' * 79}\n".encode()
    )
    call_command("client", "backup", "willow", "--to", str(tmp_path / "willow.zip"))
    host, schema_name, email = leaver.primary_host(), leaver.schema_name, leaver.owner_email
    find_host(host)
    assert any(schema_name in key for key in redis().keys("*"))
    anchor_client(leaver)
    caplog.clear()
    caplog.set_level("DEBUG")
    offboarding = leave(leaver)
    let_hold_run_out(offboarding)

    offboarding = advance(offboarding.pk)

    assert failures(offboarding) == []
    assert offboarding.finished_at is not None
    assert (schema_exists(schema_name), role_exists(schema_name)) == (False, False)
    assert find_host(host) is None
    leaver.refresh_from_db()
    assert (leaver.status, leaver.owner_name, leaver.owner_email) == ("deleted", "", "")
    # Nowhere at all: not what it was full of, nor its owner.
    with platform_scope():
        everything = search_leftovers(offboarding, words=[WORD, email])
    assert {one.place: one.what for one in everything if one.number} == {}
    assert list(tmp_path.rglob("*.zip")) == []
    # Only the mail of a company whose address ends like it stays.
    assert [path.name for path in settings.MAIL_FOLDER.iterdir()] == ["2.log"]
    assert Invoice.objects.get(client=leaver).status == "paid"
    assert not Subscription.objects.filter(client=leaver, valid_to=None).exists()
    folders = [settings.MEDIA_ROOT / name for name in (schema_name, offboarding.export_folder)]
    assert [path for folder in folders for path in folder.rglob("*") if path.is_file()] == []
    for said in (WORD, email, schema_name):
        assert said.lower() not in caplog.text.lower()
    # The address is free again.
    assert free_subdomain("willow") == "willow"
    out = StringIO()
    call_command("client", "search-leftovers", str(leaver.pk), "--word", WORD, stdout=out)
    assert {line.partition(": ")[2] for line in out.getvalue().splitlines()} == {"nothing"}


def test_client_whose_events_were_lost_and_set_aside_and_whose_live_page_was_open_leaves_no_name_in_redis(
    leaver, monkeypatch
):
    schema_name = leaver.schema_name
    monkeypatch.setattr(event_stream, "MOST_WAITING", 1)
    event_stream.append(schema_name, [{"id": "1"}, {"id": "2"}])
    event_stream.done(schema_name, [], aside=[("unreadable", "{}")])
    with tenant_scope(leaver.ref()):
        watch()
    assert event_stream.lost_by_client() == event_stream.set_aside_by_client() == {schema_name: 1}
    offboarding = leave(leaver)
    let_hold_run_out(offboarding)

    offboarding = advance(offboarding.pk)

    assert failures(offboarding) == []
    assert offboarding.certificate is not None
    assert (event_stream.lost_by_client(), event_stream.set_aside_by_client()) == ({}, {})
    assert event_stream.clients_waiting() == set()
    assert redis().zcard(platform_key("live-pages", "watched")) == 0


def test_ticket_of_a_deleted_client_opens_no_stream_for_as_long_as_it_is_good(leaver):
    offboarding = leave(leaver)
    with tenant_scope(leaver.ref()):
        held = read_ticket(ticket("answer", holder=Holder("ann", host="willow.localhost")))
    let_hold_run_out(offboarding)

    assert failures(advance(offboarding.pk)) == []

    # Deleting again what is left, as after a search that found something, changes nothing of it.
    cached(Work(offboarding, offboarding.steps.get(name="redis")))
    assert redis().ttl(held.closed_key) > TICKET_SECONDS
    assert [key for key in redis().keys("*") if leaver.schema_name in key] == [held.closed_key]


def test_certificate_says_what_was_done_and_can_be_checked(leaver, operator, mailoutbox):
    offboarding = leave(leaver, by=operator)
    let_hold_run_out(offboarding)

    offboarding = advance(offboarding.pk)

    certificate = offboarding.certificate
    told = content_of(certificate)
    assert told["client"]["name"] == leaver.name
    assert told["asked"] == {"by": operator.name, "at": offboarding.asked_at.isoformat(), "reason": "Contract ended"}
    deleted = dict(told["deleted"])
    assert (deleted["People"], deleted["Documents"], deleted["Versions of documents"]) == (1, 1, 2)
    assert (deleted["Vectors in the schema"], deleted["Addresses (hosts)"]) == (1, 1)
    assert deleted["Files (documents, logos, pictures)"] == 2
    assert {number for _place, number in told["searched"]} == {0}
    assert told["export"]["sha256"] == offboarding.export_sha256
    assert told["audit_head"]["number"] > 0
    assert WORD not in certificate.content
    assert is_genuine(certificate)
    (mail,) = [mail for mail in mailoutbox if "certificate" in mail.subject]
    assert mail.attachments[0][1][:5] == b"%PDF-" == certificate_pdf(certificate)[:5]

    DeletionCertificate.objects.update(content=certificate.content.replace("Contract", "Contracts"))
    assert not is_genuine(DeletionCertificate.objects.get())


def test_sooner_needs_two_operators(leaver, operator):
    offboarding = leave(leaver, by=operator)

    with pytest.raises(OffboardingRefused, match="No other operator could approve"):
        moves.ask_sooner(offboarding, by=operator, reason="The owner wants it gone")


def test_sooner_is_approved_by_another_and_the_owner_keeps_the_export(leaver, operator, second):
    offboarding = leave(leaver, by=operator)
    with pytest.raises(OffboardingRefused, match="Nobody has asked"):
        moves.approve_sooner(offboarding, by=second)
    moves.ask_sooner(offboarding, by=operator, reason="The owner wants it gone")
    with pytest.raises(OffboardingRefused, match="Ask another operator"):
        moves.approve_sooner(offboarding, by=operator)
    newcomer = User.objects.create_user("nora@platform.example", name="Nora", role="operator", password=None)
    give_played_app(newcomer)
    with pytest.raises(OffboardingRefused, match="set up after this was asked for"):
        moves.approve_sooner(offboarding, by=newcomer)
    assert advance(offboarding.pk).deletion_began_at is None

    moves.approve_sooner(offboarding, by=second)
    offboarding = advance(offboarding.pk)

    assert failures(offboarding) == []
    assert content_of(offboarding.certificate)["sooner"]["approved"]["by"] == "Otto"
    assert exported_by(export_token(offboarding)) == offboarding
    assert delete_late_exports() == 0
    let_hold_run_out(offboarding)
    assert delete_late_exports() == 1
    assert exported_by(export_token(offboarding)) is None
    with tenant_scope(as_client(offboarding.export_folder)):
        assert default_storage.keys() == set()


def test_nothing_is_called_off_once_something_is_gone(leaver):
    offboarding = leave(leaver)
    let_hold_run_out(offboarding)
    offboarding = advance(offboarding.pk)

    with pytest.raises(OffboardingRefused):
        moves.cancel(offboarding, by=None)
    leaver.refresh_from_db()
    with pytest.raises(IllegalMove):
        moves.offboard(leaver, by=None, reason="Again")


def test_legal_hold_keeps_everything_until_it_ends(leaver, operator, second):
    holds.hold(leaver, by=operator, reason="Litigation, letter of 28 November")
    offboarding = leave(leaver, by=operator)
    moves.ask_sooner(offboarding, by=operator, reason="The owner wants it gone")
    with pytest.raises(OffboardingRefused, match="legal hold"):
        moves.approve_sooner(offboarding, by=second)
    let_hold_run_out(offboarding)

    assert advance(offboarding.pk).deletion_began_at is None
    assert schema_exists(leaver.schema_name)

    holds.release(leaver, by=operator, reason="Settled")
    assert advance(offboarding.pk).finished_at is not None


def test_hold_set_while_it_is_deleted_stops_before_anything_goes(leaver, monkeypatch):
    offboarding = leave(leaver)
    let_hold_run_out(offboarding)
    (anchor,) = [step for step in STEPS if step.name == "anchor"]

    def hold_in_between(work: object) -> None:
        anchor.act(work)
        holds.hold(leaver, by=None, reason="Litigation")

    changed = [replace(one, act=hold_in_between) if one is anchor else one for one in STEPS]
    monkeypatch.setattr(steps_module, "STEPS", tuple(changed))

    offboarding = advance(offboarding.pk)

    assert offboarding.deletion_began_at is None
    assert "legal hold" in failures(offboarding)[0]


def test_what_is_left_is_named_and_no_certificate_is_issued(leaver):
    offboarding = leave(leaver)
    let_hold_run_out(offboarding)
    redis().set("platform:forgotten", leaver.schema_name)

    offboarding = advance(offboarding.pk)

    assert failures(offboarding) == ["Something is left, so no certificate is issued. Redis: platform:forgotten"]
    assert not DeletionCertificate.objects.exists()
    redis().delete("platform:forgotten")
    assert advance(offboarding.pk).finished_at is not None


def test_what_was_written_behind_a_step_goes_at_the_next_try(leaver, monkeypatch):
    offboarding = leave(leaver)
    let_hold_run_out(offboarding)
    (files,) = [step for step in STEPS if step.name == "files"]

    def write_behind(work: object) -> None:
        files.act(work)
        with tenant_scope(as_client(leaver.schema_name)):
            default_storage.save("late", ContentFile(b"late"))

    monkeypatch.setattr(
        steps_module, "STEPS", tuple(replace(one, act=write_behind) if one is files else one for one in STEPS)
    )
    monkeypatch.setattr("platform_admin.offboarding.remove.drop_with_everything", drop_schema)

    assert "files: " in failures(advance(offboarding.pk))[0]

    monkeypatch.setattr(steps_module, "STEPS", STEPS)
    offboarding = advance(offboarding.pk)
    assert failures(offboarding) == []
    assert offboarding.finished_at is not None


def test_broken_audit_stops_the_deletion(leaver, monkeypatch):
    offboarding = leave(leaver)
    let_hold_run_out(offboarding)
    monkeypatch.setattr("platform_admin.offboarding.remove.anchor_client", lambda client: False)

    offboarding = advance(offboarding.pk)

    assert "does not fit" in failures(offboarding)[0]
    assert schema_exists(leaver.schema_name)


def test_names_in_letters_that_the_paper_lacks_lose_their_marks_alone(leaver):
    Client.objects.filter(pk=leaver.pk).update(name="Żak & Čapek 木")
    offboarding = leave(Client.objects.get(pk=leaver.pk))
    let_hold_run_out(offboarding)

    paper = PdfDocument(certificate_pdf(advance(offboarding.pk).certificate))

    assert "All that this platform held of Zak & Čapek was deleted" in " ".join(
        paper[0].get_textpage().get_text_range().split()
    )
