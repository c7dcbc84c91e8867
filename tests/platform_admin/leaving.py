"""A client that has something of everything, with a word in it that stands nowhere else."""

from collections.abc import Callable
from datetime import date, timedelta

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from accounts.invite import invite
from accounts.models import User
from benefits.models import BenefitClass, Contact, PlanYear
from branding.models import Brand
from chat.models import (
    Announcement,
    Answer,
    Conversation,
    Gap,
    GapPerson,
    OfficialAnswer,
    OfficialWording,
    Question,
    TestQuestion,
)
from knowledge.models import Document, DocumentVersion, ExtractedFact, KnowledgeBase, Page, Passage, PassageVector
from platform_admin.models import (
    BillingAccount,
    ClientDay,
    ClientDraft,
    ClientFigures,
    Invoice,
    Offboarding,
    Subscription,
    SupportRule,
    SupportVisit,
    TrialNotice,
)
from platform_admin.offboarding import moves
from platform_admin.offboarding.steps import advance
from platform_admin.provision import provision
from tenants.audit.log import record
from tenants.context import tenant_scope
from tenants.live import publish
from tenants.models import Client

WORD = "Quillwort"  # the canary
FORMULA = f"=HYPERLINK({WORD})"


def filled_client(registered: Callable[..., Client]) -> Client:
    """Return an open client with something of everything."""
    client = registered(owner_name=f"Wilma {WORD}", owner_email=f"wilma@{WORD.lower()}.example")
    provision(client)
    fill(client)
    # As after a commit: a table with checks that still wait is not dropped.
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return Client.objects.get(pk=client.pk)


def leave(client: Client, by: User | None = None) -> Offboarding:
    """Close and export; the hold has begun."""
    offboarding = advance(moves.offboard(client, by=by, reason="Contract ended").pk)
    assert failures(offboarding) == []
    return offboarding


def let_hold_run_out(offboarding: Offboarding) -> None:
    Offboarding.objects.filter(pk=offboarding.pk).update(hold_until=timezone.now() - timedelta(minutes=1))


def failures(offboarding: Offboarding) -> list[str]:
    return [step.failure for step in offboarding.steps.all() if step.failure]


def fill(client: Client) -> None:
    """Put the word into every kind of thing that a client has, and into what the platform keeps of it."""
    with tenant_scope(client.ref()):
        person = User.objects.create_user(
            f"{WORD.lower()}@person.example", name=f"Paula {WORD}", role="employee", password="a-long-enough-passphrase"
        )
        Brand.objects.update(product_name=f"{WORD} benefits")
        PlanYear.objects.create(label="2027", starts_on="2027-01-01", ends_on="2027-12-31")
        BenefitClass.objects.create(code="SAL", label=f"{WORD} salaried")
        Contact.objects.create(name=FORMULA, role="medical", phone="614-555-0110")
        version = _document()
        _conversation(person)
        gap = Gap.objects.create(ideas=[WORD], first_month="2026-11-01", last_month="2026-11-01")
        GapPerson.objects.create(gap=gap, pseudonym="p" * 64, reason="not_found", words=[WORD], month="2026-11-01")
        answer = OfficialAnswer.objects.create(text=f"{WORD} pays.", decided_by=f"Board of {WORD}")
        OfficialWording.objects.create(answer=answer, position=0, text=f"Who pays {WORD}?")
        days = {"first_day": "2026-11-01", "last_day": "2026-11-30"}
        Announcement.objects.create(title="What is new", text=f"{WORD} is new.", **days)
        TestQuestion.objects.create(question=f"What is {WORD}?", expect={"contains": WORD})
        invite(
            email=f"new-{WORD.lower()}@person.example",
            name=f"Nina {WORD}",
            role="employee",
            language="en",
            invited_by=person,
            now=timezone.now(),
        )
        record("document.uploaded", actor=person, subject=version.document, title=WORD)
        cache.set("found", WORD)
        publish("answer:1", "answer", {"text": WORD})
    ClientDay.objects.create(client=client, day="2026-11-01", active=2, messages=9)
    ClientFigures.objects.create(client=client, people=3)
    ClientDraft.objects.filter(client=client).update(answers={"company": {"name": [WORD]}})
    _contract(client)


def _contract(client: Client) -> None:
    """What it pays, a bill that is paid, a trial it was told of, and a visit of support."""
    BillingAccount.objects.create(client=client, name=f"{WORD} Books", email=client.owner_email, address=f"{WORD} Road")
    since = date(2026, 1, 1)
    Subscription.objects.create(client=client, valid_from=since, tier="starter", anchor=since)
    bill = {"number": "INV-2026-00007", "status": "paid", "bill_to": {"email": client.owner_email}}
    span = {"period_from": since, "period_to": date(2026, 1, 31)}
    Invoice.objects.create(client=client, subtotal=100, total=100, **bill, **span)
    TrialNotice.objects.create(client=client, kind="week", until=since)
    SupportRule.objects.create(client=client)
    operator = User.objects.create_user("support@platform.example", name="Sam", role="operator", is_active=False)
    SupportVisit.objects.create(client=client, kind="hr", operator=operator, reason=f"About {WORD}")


def _document() -> DocumentVersion:
    base = KnowledgeBase.objects.create(name=f"Guides of {WORD}")
    document = Document.objects.create(knowledge_base=base, title=f"../{WORD} guide")
    versions = [
        DocumentVersion.objects.create(
            document=document,
            number=number,
            file=ContentFile(f"{WORD} {number}".encode(), name="guide.txt"),
            file_name="../../etc/passwd.txt",
            content_type="text",
            size_bytes=11,
            sha256=f"{number}" * 64,
            status=DocumentVersion.Status.READY,
        )
        for number in (1, 2)
    ]
    Document.objects.filter(pk=document.pk).update(published_version=versions[1])
    Page.objects.create(version=versions[1], number=1, width=612, height=792, text=f"{WORD} is covered.")
    passage = Passage.objects.create(
        version=versions[1],
        ordinal=0,
        page_number=1,
        page_to=1,
        text=f"{WORD} is covered.",
        token_count=3,
        content_hash="0" * 64,
    )
    PassageVector.objects.create(passage=passage, model="wordllama/test", embedding=[1.0, 0.0])
    ExtractedFact.objects.create(
        version=versions[1],
        ordinal=0,
        kind="sbc",
        section="visit",
        plan=f"{WORD} plan",
        service="primary",
        label="Primary care visit",
        attribute="no_charge",
        text="No charge",
        raw="No charge",
        page=1,
        place=[0, 0, 9],
    )
    return versions[1]


def _conversation(person: User) -> None:
    conversation = Conversation.objects.create(user=person, title=f"About {WORD}")
    question = Question.objects.create(conversation=conversation, text=f"Is {WORD} covered?")
    Answer.objects.create(question=question, text=f"{WORD} is covered.", status="done")
