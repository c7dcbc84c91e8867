"""Under a legal hold nothing of a client is deleted, whoever asks; and nobody is told otherwise."""

import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from benefits.models import CatalogueUpload, ToldFact
from benefits.personal.context import NO_CONTEXT, context_of, keep_fact
from benefits.tasks import forget_client_left
from chat.erase import erase, erase_outlived
from chat.gaps.people import forget_old
from chat.models import Answer, Conversation, Gap, GapPerson, Question, Receipt
from chat.receipts import purge
from knowledge.ingestion.delete import MustBeKept, begin_deletion
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from platform_admin.backup.manifest import BackupRefused
from platform_admin.backup.take_over import confirm
from platform_admin.offboarding import holds
from platform_admin.offboarding.holds import HoldRefused
from tenants.context import platform_scope, tenant_scope
from tenants.hosts import find_host
from tenants.models import Client
from tests.pages import words

LONG_AGO = timedelta(days=4000)


@pytest.fixture
def held(acme) -> Client:
    with platform_scope():
        client = Client.objects.get(pk=acme.id)
        holds.hold(client, by=None, reason="Litigation, letter of 28 November")
        return Client.objects.get(pk=acme.id)


def conversation_of(person, *, at=None, is_private=False) -> Conversation:
    at = at or timezone.now()
    row = Conversation.objects.create(user=person, title="Dental", is_private=is_private, created_at=at, updated_at=at)
    question = Question.objects.create(conversation=row, text="Is dental covered?")
    Answer.objects.create(question=question, text="Yes.", status="done")
    return row


def test_hold_travels_with_the_client_and_its_owner_is_told(acme, held, mailoutbox):
    assert (acme.is_held, held.ref().is_held) == (False, True)
    for _time in ("read", "from the cache"):
        assert find_host("acme.localhost").client.is_held is True
    assert [mail.to for mail in mailoutbox] == [["owner@acme.example"]]
    with platform_scope(), pytest.raises(HoldRefused, match="already"):
        holds.hold(held, by=None, reason="Again")


def test_nothing_goes_by_itself(held, make_person):
    person = make_person(held.ref())
    with tenant_scope(held.ref()):
        conversation_of(person, at=timezone.now() - LONG_AGO)
        conversation_of(person, at=timezone.now() - LONG_AGO, is_private=True)
        gap = Gap.objects.create(first_month="2020-01-01", last_month="2020-01-01")
        GapPerson.objects.create(
            gap=gap, pseudonym="p" * 64, reason="not_found", month="2020-01-01", collected_at=timezone.now() - LONG_AGO
        )

        assert erase_outlived(timezone.now()) == 0
        forget_old(timezone.now())
        assert GapPerson.objects.count() == 1

    with platform_scope():
        holds.release(held, by=None, reason="Settled")
        after = Client.objects.get(pk=held.pk).ref()
    with tenant_scope(after):
        assert erase_outlived(timezone.now()) == 2
        forget_old(timezone.now())
        assert GapPerson.objects.count() == 0


def test_receipts_stay(held):
    ref = held.ref()
    with tenant_scope(ref):
        Receipt.objects.create(answer_id=uuid.uuid4(), content="{}", sha256="0" * 64, made_at=timezone.now() - LONG_AGO)
    purge(timezone.now())
    with tenant_scope(ref):
        assert Receipt.objects.count() == 1
    with platform_scope():
        holds.release(held, by=None, reason="Settled")
    purge(timezone.now())
    with tenant_scope(ref):
        assert Receipt.objects.count() == 0


def test_what_somebody_erases_is_out_of_sight_and_kept_until_the_hold_ends(held, make_person, browser_of):
    ref = held.ref()
    person = make_person(ref)
    with tenant_scope(ref):
        row = conversation_of(person, at=timezone.now() - timedelta(days=2))
        answer = Answer.objects.get()
    browser = browser_of(ref, person)

    page = browser.get(reverse("chat:history")).text
    assert "legal hold" in page
    told = browser.post(reverse("chat:delete", args=[row.pk]), follow=True).text

    assert "It is erased when the hold ends." in told
    assert browser.get(reverse("chat:conversation", args=[row.pk])).status_code == 404
    assert browser.get(reverse("chat:answer", args=[answer.pk])).status_code == 404
    assert "Dental" not in browser.get(reverse("chat:history")).text
    with tenant_scope(ref):
        assert Question.objects.get().text == "Is dental covered?"
    with platform_scope():
        holds.release(held, by=None, reason="Settled")
        after = Client.objects.get(pk=held.pk).ref()
    with tenant_scope(after):
        assert erase_outlived(timezone.now()) == 1
        assert not Question.objects.exists()


def test_who_erases_is_told_that_what_was_counted_keeps_their_code_until_the_hold_ends(held, make_person, browser_of):
    person = make_person(held.ref())
    with tenant_scope(held.ref()):
        conversation_of(person)

    page = words(browser_of(held, person).get("/history/"))

    assert "keep a code that stands for you, without your name" in page
    assert "Under a legal hold it is kept until the hold ends." in page
    assert "lose the code that stands for you" not in page


def test_private_one_is_kept_as_well(held, make_person):
    ref = held.ref()
    with tenant_scope(ref):
        person = make_person(ref)
        conversation_of(person, is_private=True)
        erase(Conversation.objects.of(person).private())

        assert not Conversation.objects.of(person).exists()
        assert Conversation.objects.count() == 1


def test_what_people_told_of_themselves_is_out_of_use_and_kept_until_the_hold_ends(held, make_person, browser_of):
    ref, url = held.ref(), reverse("benefits:used_about_you")
    person, gone = make_person(ref), make_person(ref)
    browser = browser_of(ref, person)
    with tenant_scope(ref):
        keep_fact(gone, "coverage", "EE_CH", now=timezone.now())
        type(gone).objects.filter(pk=gone.pk).update(is_active=False)

    for coverage in ("EE_SP", "FAM"):
        browser.post(f"{url}keep/", {"agrees": "on", "kind": "coverage", "coverage": coverage})
    told = browser.post(f"{url}forget/", {"kind": "coverage"}, follow=True).text

    assert "It is erased when the legal hold of your company ends." in told
    assert "Not kept." in browser.get(url).text
    forget_client_left(ref.schema_name)
    with tenant_scope(ref):
        assert context_of(person) == NO_CONTEXT
        assert sorted(ToldFact.objects.values_list("value", flat=True)) == ["EE_CH", "EE_SP", "FAM"]

    with platform_scope():
        holds.release(held, by=None, reason="Settled")
    browser.post(f"{url}keep/", {"agrees": "on", "kind": "coverage", "coverage": "EE"})
    forget_client_left(ref.schema_name)
    with tenant_scope(ref):
        assert [fact.value for fact in ToldFact.objects.all()] == ["EE"]


def test_workbook_that_nobody_took_over_stays(held):
    ref = held.ref()
    with tenant_scope(ref):
        CatalogueUpload.objects.create(file_name="plans.xlsx", lines=[], seen=[], made_at=timezone.now() - LONG_AGO)
    forget_client_left(ref.schema_name)
    with tenant_scope(ref):
        assert CatalogueUpload.objects.count() == 1

    with platform_scope():
        holds.release(held, by=None, reason="Settled")
    forget_client_left(ref.schema_name)
    with tenant_scope(ref):
        assert not CatalogueUpload.objects.exists()


def test_document_is_not_deleted_and_hr_is_told_what_would_do(held, make_person, browser_of):
    ref = held.ref()
    with tenant_scope(ref):
        document = Document.objects.create(knowledge_base=KnowledgeBase.objects.create(name="Guides"), title="Guide")
        DocumentVersion.objects.create(
            document=document, file="none", file_name="guide.pdf", content_type="pdf", size_bytes=1, sha256="0" * 64
        )
        with pytest.raises(MustBeKept, match="Unpublish it"):
            begin_deletion(document, by=None)

    browser = browser_of(ref, make_person(ref, "hr_admin"))
    told = browser.post(reverse("knowledge:delete", args=[document.pk]), follow=True).text
    assert "Unpublish it, and employees are no longer answered from it." in told
    assert "A legal hold is set for your company" in browser.get(reverse("knowledge:home")).text
    with tenant_scope(ref):
        assert Document.objects.get().deleting_at is None


def test_what_a_restore_replaced_is_not_thrown_away(held):
    with platform_scope(), pytest.raises(BackupRefused, match="legal hold"):
        confirm(held, by=None)


def test_list_shows_and_finds_who_is_held(held, globex, portal):
    page = portal.get("/platform-admin/clients/?held=yes").text

    assert "Acme Corp" in page
    assert "Globex Corp" not in page
    assert "Litigation, letter of 28 November" in portal.get(f"/platform-admin/clients/{held.pk}/").text


def test_command_line_sets_and_ends_it(acme):
    out = StringIO()
    call_command("client", "hold", "acme", "--reason", "Litigation", stdout=out)
    call_command("client", "release", "acme", "--reason", "Settled", stdout=out)

    assert out.getvalue().splitlines() == [
        "Acme Corp is under a legal hold: nothing of it is deleted.",
        "Acme Corp is under no legal hold any more.",
    ]
    with pytest.raises(CommandError, match="not leaving"):
        call_command("client", "delete", "acme")
