"""Invoices: drafted once, numbered without gaps, written for good; paid, voided, overdue."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

import pypdfium2
import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from platform_admin import lifecycle
from platform_admin.billing.bill import bill_client, billed_clients, take_payment
from platform_admin.billing.invoices import (
    NotPossible,
    draft_due,
    issue,
    mark_paid,
    next_invoice,
    pdf_of,
    void,
)
from platform_admin.billing.prices import PriceList
from platform_admin.billing.subscribe import rows_of
from platform_admin.billing.tell import send_invoice
from platform_admin.models import BillingAccount, ClientFigures, Invoice, InvoiceNumber, Subscription, TierPrice
from platform_admin.tasks import bill_clients
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client
from tenants.storage import PlatformStorage, StorageUnavailable
from tests.platform_admin.billing.conftest import ENTERED, list_price

TODAY = date(2025, 2, 3)


@pytest.fixture(autouse=True)
def _on_the_platform():
    with platform_scope():
        yield


def words_of(paper: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(paper))
    assert document[0].get_size() == (612, 792)
    return " ".join(document[0].get_textpage().get_text_range().split())


def test_month_that_is_over_is_drafted_once(subscribed):
    client = subscribed()

    drafts = draft_due(client, today=TODAY)

    assert [(draft.period_from, draft.period_to, draft.total) for draft in drafts] == [
        (date(2025, 1, 1), date(2025, 1, 31), Decimal("100.00"))
    ]
    assert draft_due(client, today=TODAY) == []
    assert draft_due(client, today=date(2025, 1, 31)) == []


@pytest.mark.parametrize("status", ["pending", "provisioning", "deleted"])
def test_client_that_is_not_open_yet_or_gone_is_not_billed(subscribed, status):
    client = subscribed()
    Client.objects.filter(pk=client.pk).update(status=status)

    assert draft_due(client, today=TODAY) == []


def test_what_was_over_when_the_contract_was_entered_is_not_billed(subscribed):
    client = subscribed(made_at=datetime(2025, 4, 10, tzinfo=UTC))

    drafts = draft_due(client, today=date(2025, 6, 2))

    assert [draft.period_from for draft in drafts] == [date(2025, 4, 1), date(2025, 5, 1)]


def test_second_invoice_of_a_period_is_refused_by_the_database(subscribed):
    (draft,) = draft_due(subscribed(), today=TODAY)
    same = {name: getattr(draft, name) for name in ("client", "period_from", "period_to", "subtotal", "total")}

    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.create(**same)


def test_people_are_counted_when_the_period_is_over(subscribed):
    list_price(amount="2.50", basis="per_person")
    client = subscribed(seats=10)
    ClientFigures.objects.create(client=client, people=44)

    (draft,) = draft_due(client, today=TODAY)

    assert draft.total == Decimal("110.00")
    assert [(row.valid_from, row.valid_to, row.seats) for row in rows_of(client)] == [
        (date(2025, 1, 1), date(2025, 2, 1), 10),
        (date(2025, 2, 1), None, 44),
    ]
    assert draft_due(client, today=TODAY) == []
    assert len(rows_of(client)) == 2


def test_year_is_billed_when_it_begins_and_more_within_it_with_the_next(subscribed):
    list_price()
    list_price("professional", amount="200")
    client = subscribed(period="yearly")
    changed = {"valid_from": date(2025, 7, 1), "anchor": date(2025, 1, 1), "tier": "professional"}

    (first,) = draft_due(client, today=TODAY)
    Subscription.objects.update(valid_to=date(2025, 7, 1))
    subscribed(period="yearly", **changed)
    second = draft_due(client, today=date(2026, 1, 2))

    assert first.total == 1200
    (draft,) = second
    assert [(line.text, line.amount, line.is_settlement) for line in draft.lines.all()] == [
        ("Professional, one year, January 1, 2026 to December 31, 2026", Decimal(2400), False),
        ("Changes within the year to December 31, 2025", Decimal("604.93"), True),
    ]
    assert draft_due(client, today=date(2026, 5, 2)) == []


def test_less_within_a_prepaid_year_is_not_given_back_and_more_is_billed_where_nothing_follows(subscribed):
    list_price()
    list_price("professional", amount="200")
    client = subscribed(period="yearly")
    draft_due(client, today=TODAY)
    Subscription.objects.update(valid_to=date(2025, 7, 1))
    later = {"valid_from": date(2025, 7, 1), "anchor": date(2025, 1, 1), "valid_to": date(2026, 1, 1)}
    subscribed(period="yearly", tier="professional", **later)

    (rest,) = draft_due(client, today=date(2026, 1, 2))

    assert (rest.total, rest.period_from) == (Decimal("604.93"), date(2026, 1, 1))
    assert draft_due(client, today=date(2026, 3, 2)) == []


def test_issued_invoice_has_number_due_day_tax_and_a_paper_that_stays(subscribed, settings):
    settings.BILLING_NAME, settings.BILLING_ADDRESS = "Harbor Benefits Ltd", "1 Quay; Columbus, OH 43215"
    client = subscribed(tax_rate=Decimal("7.25"), due_days=15, address="9 Mill Rd\nDayton, OH 45402")
    (draft,) = draft_due(client, today=TODAY)

    issue(draft, today=TODAY, by=None)

    draft.refresh_from_db()
    assert (draft.status, draft.number, draft.due_on) == ("issued", "INV-2025-00001", date(2025, 2, 18))
    assert (draft.subtotal, draft.tax, draft.total) == (Decimal(100), Decimal("7.25"), Decimal("107.25"))
    paper = pdf_of(draft)
    assert sha256(paper).hexdigest() == draft.pdf_sha256
    told = words_of(paper)
    for shown in (
        "Harbor Benefits Ltd",
        "Columbus, OH 43215",
        "INV-2025-00001",
        "Acme Corp",
        "9 Mill Rd",
        "February 18, 2025",
        "Tax, 7.25 %",
        "$107.25",
    ):
        assert shown in told
    assert draft.pdf.startswith("platform/")
    with pytest.raises(ValueError):
        PlatformStorage().open(draft.pdf, "wb")


def test_paper_of_the_platform_is_nothing_a_client_can_read(subscribed, acme):
    (draft,) = draft_due(subscribed(), today=TODAY)
    issue(draft, today=TODAY, by=None)

    with tenant_scope(acme), pytest.raises(Exception, match="scope alone"):
        PlatformStorage().open(draft.pdf)
    with tenant_scope(acme), pytest.raises(Exception, match="permission denied"):
        Invoice.objects.raw("SELECT * FROM public.platform_admin_invoice")[0]


def test_draft_is_reckoned_anew_when_it_is_issued(subscribed):
    client = subscribed()
    (draft,) = draft_due(client, today=TODAY)
    Subscription.objects.update(discount=Decimal(25))

    issue(draft, today=TODAY, by=None)

    assert (draft.total, [line.amount for line in draft.lines.all()]) == (Decimal(75), [Decimal(75)])


def test_number_is_not_lost_when_the_paper_cannot_be_kept(subscribed, monkeypatch):
    (draft,) = draft_due(subscribed(), today=TODAY)

    def full(*args: object) -> str:
        raise StorageUnavailable("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr(PlatformStorage, "save", full)
        with pytest.raises(StorageUnavailable):
            issue(draft, today=TODAY, by=None)
    draft.refresh_from_db()
    assert (draft.status, draft.number) == ("draft", "")

    issue(draft, today=TODAY, by=None)
    assert draft.number == "INV-2025-00001"


def test_voided_invoice_has_a_credit_note_and_its_period_may_be_billed_anew(subscribed):
    client = subscribed(tax_rate=Decimal(10))
    (wrong,) = draft_due(client, today=TODAY)
    issue(wrong, today=TODAY, by=None)

    note = void(wrong, reason="Wrong address", today=TODAY, by=None)
    (again,) = draft_due(client, today=TODAY)
    issue(again, today=TODAY, by=None)

    assert (note.number, note.total, note.credited) == ("CN-2025-00001", Decimal("-110.00"), wrong)
    told = words_of(pdf_of(note))
    assert "INV-2025-00001" in told
    assert "-$110.00" in told
    assert (again.number, again.period_from) == ("INV-2025-00002", wrong.period_from)
    wrong.refresh_from_db()
    with pytest.raises(NotPossible, match="is void"):
        mark_paid(wrong, paid_on=TODAY, reference="", by=None)


def test_paid_invoice_is_not_paid_twice_and_not_voided(subscribed):
    (draft,) = draft_due(subscribed(), today=TODAY)
    with pytest.raises(NotPossible, match="is draft"):
        mark_paid(draft, paid_on=TODAY, reference="", by=None)
    issue(draft, today=TODAY, by=None)
    mark_paid(draft, paid_on=TODAY, reference="Check 12", by=None)

    with pytest.raises(NotPossible, match="is paid"):
        mark_paid(draft, paid_on=TODAY, reference="Check 13", by=None)
    with pytest.raises(NotPossible, match="is paid"):
        void(draft, reason="No", today=TODAY, by=None)
    draft.refresh_from_db()
    assert draft.payment_reference == "Check 12"


def test_night_drafts_issues_the_next_day_and_sends(subscribed):
    client = subscribed(email="books@acme.example")

    bill_client(client, today=TODAY)
    assert [invoice.status for invoice in Invoice.objects.all()] == ["draft"]
    Invoice.objects.update(drafted_at=datetime(2025, 2, 3, 6, tzinfo=UTC))
    bill_client(client, today=date(2025, 2, 4))

    (invoice,) = Invoice.objects.all()
    assert (invoice.status, invoice.issued_on) == ("issued", date(2025, 2, 4))
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["books@acme.example"], "Invoice INV-2025-00001")
    assert "http://acme.localhost:8000/hr/billing/" in sent.body
    ((name, paper, kind),) = sent.attachments
    assert (name, kind, sha256(paper).hexdigest()) == ("INV-2025-00001.pdf", "application/pdf", invoice.pdf_sha256)


def test_overdue_invoice_makes_the_client_past_due_once_and_paying_ends_it(subscribed):
    client = subscribed(due_days=10)
    (draft,) = draft_due(client, today=TODAY)
    issue(draft, today=TODAY, by=None)

    bill_client(client, today=date(2025, 2, 13))
    client.refresh_from_db()
    assert client.status == "active"
    bill_client(client, today=date(2025, 2, 14))
    bill_client(client, today=date(2025, 2, 15))

    client.refresh_from_db()
    assert (client.status, client.grace_until) == ("past_due", date(2025, 2, 27))
    assert AuditEvent.objects.filter(action="client.invoice_overdue").count() == 1
    take_payment(draft, paid_on=TODAY, reference="Wire", today=date(2025, 2, 15), by=None)
    client.refresh_from_db()
    assert (client.status, client.grace_until) == ("active", None)


def test_client_with_another_overdue_invoice_stays_past_due(subscribed):
    client = subscribed(due_days=0)
    drafts = draft_due(client, today=date(2025, 3, 3))
    for draft in drafts:
        issue(draft, today=date(2025, 3, 3), by=None)
    lifecycle.become_past_due(client, grace_until=date(2025, 4, 1), by=None)

    take_payment(drafts[0], paid_on=TODAY, reference="", today=date(2025, 3, 10), by=None)

    client.refresh_from_db()
    assert client.status == "past_due"


def test_demonstration_is_not_billed_and_who_stripe_bills_not_by_us(subscribed, globex):
    client = subscribed()
    BillingAccount.objects.filter(client=client).update(stripe_subscription="sub_1")
    bill_client(client, today=TODAY)
    assert not Invoice.objects.exists()
    assert billed_clients() == [client]
    Client.objects.filter(pk=client.pk).update(is_demo=True)
    assert billed_clients() == []


def test_trouble_with_one_client_holds_up_no_other(subscribed, globex, monkeypatch):
    subscribed()
    other = Client.objects.get(pk=globex.id)
    Subscription.objects.create(client=other, valid_from=date(2025, 1, 1), anchor=date(2025, 1, 1), tier="starter")
    Subscription.objects.update(made_at=ENTERED)
    seen = []

    def bill(client: Client, *, today: date) -> None:
        seen.append(client.subdomain)
        raise NotPossible("Something is wrong.")

    monkeypatch.setattr("platform_admin.tasks.bill_client", bill)
    bill_clients()

    assert sorted(seen) == ["acme", "globex"]


def test_next_invoice_is_told_before_it_is_due(subscribed):
    client = subscribed(tax_rate=Decimal(10))

    found = next_invoice(client, rows_of(client), PriceList.read(), date(2025, 1, 15))

    assert (found.on, found.subtotal, found.total) == (date(2025, 2, 1), Decimal(100), Decimal(110))
    draft_due(client, today=TODAY)
    assert next_invoice(client, rows_of(client), PriceList.read(), TODAY).on == date(2025, 3, 1)


def test_mail_that_does_not_go_is_not_said_to_be_sent(subscribed, monkeypatch):
    (draft,) = draft_due(subscribed(), today=TODAY)
    issue(draft, today=TODAY, by=None)

    def down(*args: object) -> None:
        raise OSError("no mail server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)

    assert not send_invoice(draft)
    draft.refresh_from_db()
    assert draft.sent_at is None


def test_letters_that_the_papers_type_lacks_lose_their_marks(subscribed, acme):
    Client.objects.filter(pk=acme.id).update(name="Zażółć Łódź Café")
    client = subscribed()
    (draft,) = draft_due(Client.objects.get(pk=client.pk), today=TODAY)
    issue(draft, today=TODAY, by=None)

    assert "Zazó" in words_of(pdf_of(draft))
    assert "Café" in words_of(pdf_of(draft))


def test_numbers_have_no_gap_and_no_double_however_many_issue_at_once(committed, settings, tmp_path):
    """Four threads with connections of their own issue twelve drafts, and two fail on the way."""
    settings.MEDIA_ROOT = tmp_path / "files"
    client = Client.objects.get(pk=committed["acme"].id)
    TierPrice.objects.create(tier="starter", valid_from=date(2024, 1, 1), basis="flat", amount=10)
    Subscription.objects.create(
        client=client,
        valid_from=date(2024, 1, 1),
        anchor=date(2024, 1, 1),
        tier="starter",
        made_at=datetime(2024, 1, 1, tzinfo=UTC),
    )
    try:
        drafts = [draft.pk for draft in draft_due(client, today=date(2025, 1, 2))]
        assert len(drafts) == 12

        def issue_one(place: int) -> None:
            try:
                with platform_scope(), transaction.atomic():
                    issue(Invoice.objects.get(pk=drafts[place]), today=date(2025, 1, 2), by=None)
                    if place in (3, 7):
                        transaction.set_rollback(True)
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(issue_one, range(12)))

        numbers = sorted(Invoice.objects.exclude(sequence=None).values_list("sequence", flat=True))
        assert numbers == list(range(1, 11))
    finally:
        for model in (Invoice, InvoiceNumber, Subscription, TierPrice, BillingAccount):
            model.objects.all().delete()


def test_drafts_made_at_once_are_one(committed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    client = Client.objects.get(pk=committed["acme"].id)
    TierPrice.objects.create(tier="starter", valid_from=date(2024, 1, 1), basis="flat", amount=10)
    Subscription.objects.create(
        client=client, valid_from=date(2025, 1, 1), anchor=date(2025, 1, 1), tier="starter", made_at=ENTERED
    )

    def draft(_: int) -> int:
        try:
            with platform_scope():
                return len(draft_due(client, today=TODAY))
        finally:
            connection.close()

    try:
        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(draft, range(4))) == [0, 0, 0, 1]
    finally:
        for model in (Invoice, Subscription, TierPrice):
            model.objects.all().delete()


def overdue(client: Client, *, today: date = TODAY) -> Invoice:
    """Have the invoice of January be overdue when March begins."""
    (draft,) = draft_due(client, today=today)
    issue(draft, today=today, by=None)
    return draft


MARCH = date(2025, 3, 6)


def test_overdue_means_nothing_on_trial_and_is_told_when_the_trial_is_over(subscribed):
    client = subscribed()
    invoice = overdue(client)
    lifecycle.set_trial(client, until=date(2025, 4, 1), today=TODAY, by=None)

    for _ in range(2):
        bill_client(Client.objects.get(pk=client.pk), today=MARCH)

    client.refresh_from_db()
    invoice.refresh_from_db()
    assert (client.status, invoice.overdue_told_at) == ("active", None)

    lifecycle.end_trial(client, by=None)
    bill_client(Client.objects.get(pk=client.pk), today=MARCH)
    client.refresh_from_db()
    assert client.status == "past_due"


def test_voiding_what_was_overdue_settles_it(confirmed, subscribed):
    client = subscribed()
    invoice = overdue(client)
    bill_client(client, today=MARCH)
    client.refresh_from_db()
    assert client.status == "past_due"

    confirmed.post(f"/platform-admin/invoices/{invoice.pk}/void/", {"reason": "Billed by mistake"})

    client.refresh_from_db()
    assert (client.status, client.grace_until) == ("active", None)


def test_payment_settles_no_trial_that_is_over(acme, subscribed):
    client = subscribed(valid_to=date(2025, 2, 1))
    invoice = overdue(client)
    owing = {"status": "past_due", "trial_until": date(2025, 3, 1), "grace_until": date(2025, 3, 20)}
    Client.objects.filter(pk=client.pk).update(**owing)

    take_payment(invoice, paid_on=MARCH, reference="", today=MARCH, by=None)

    client.refresh_from_db()
    assert client.status == "past_due"


@pytest.mark.parametrize("failure", [RuntimeError("broken"), OSError("down"), KeyError("missing")], ids=repr)
def test_whatever_goes_wrong_with_one_client_holds_up_no_other(subscribed, globex, monkeypatch, failure):
    subscribed()
    other = Client.objects.get(pk=globex.id)
    Subscription.objects.create(client=other, valid_from=date(2025, 1, 1), anchor=date(2025, 1, 1), tier="starter")
    seen = []

    def bill(client: Client, *, today: date) -> None:
        seen.append(client.subdomain)
        raise failure

    monkeypatch.setattr("platform_admin.tasks.bill_client", bill)
    bill_clients()

    assert sorted(seen) == ["acme", "globex"]


def test_client_that_leaves_is_billed_to_its_last_day_and_no_period_is_begun(subscribed):
    client = subscribed()
    left = datetime(2025, 2, 14, 12, tzinfo=UTC)
    Client.objects.filter(pk=client.pk).update(status="offboarding", status_changed_at=left)
    client.refresh_from_db()

    drafts = draft_due(client, today=date(2025, 6, 2))

    assert [(draft.period_from, draft.lines.get().text, draft.total) for draft in drafts] == [
        (date(2025, 1, 1), "Starter, January 1, 2025 to January 31, 2025", Decimal(100)),
        (date(2025, 2, 1), "Starter, February 1, 2025 to February 14, 2025", Decimal(50)),
    ]
    assert next_invoice(client, rows_of(client), PriceList.read(), date(2025, 6, 2)) is None


def test_day_of_bills_is_the_day_of_contracts(subscribed, settings, monkeypatch):
    client = subscribed()
    settings.CONTRACT_TIME_ZONE = "Pacific/Honolulu"
    seen = []
    monkeypatch.setattr("platform_admin.tasks.bill_client", lambda client, *, today: seen.append(today))
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2025, 3, 1, 5, tzinfo=UTC))

    bill_clients()
    assert seen == [date(2025, 2, 28)]

    # Drafted on the evening of the 1st where contracts end, which is the 2nd in London.
    (draft, _) = draft_due(client, today=date(2025, 3, 1))
    Invoice.objects.update(drafted_at=datetime(2025, 3, 2, 5, tzinfo=UTC))
    bill_client(client, today=date(2025, 3, 2))
    draft.refresh_from_db()
    assert draft.status == "issued"
