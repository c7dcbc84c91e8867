"""Operators' pages of money, and what a client's owners see of it."""

import csv
import re
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.db import connection
from django.urls import reverse

from platform_admin.billing.invoices import draft_due, issue
from platform_admin.kept import forget_kept
from platform_admin.models import ClientDay, Invoice, Subscription, TierPrice
from tenants.clock import contract_today
from tenants.context import platform_scope
from tenants.models import Client
from tests.platform_admin.billing.conftest import list_price

FUTURE = "2030-01-01"


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def form(**more: object) -> dict[str, object]:
    return {"since": FUTURE, "tier": "starter", "period": "monthly", "seats_from": "counted", **more}


@pytest.fixture
def issued(subscribed) -> Invoice:
    client = subscribed()
    with platform_scope():
        draft = draft_due(client, today=date(2025, 2, 3))[0]
        issue(draft, today=date(2025, 2, 3), by=None)
    return draft


class TestMoney:
    def test_says_that_nobody_pays_yet_and_shows_no_table_of_nothing(self, portal, acme):
        page = words(portal.get(url("money")))

        assert "There is no paying client yet" in page
        assert "What moved MRR" not in page

    def test_demonstration_is_left_out_and_the_page_says_so(self, portal, subscribed, acme):
        subscribed()
        Client.objects.filter(pk=acme.id).update(is_demo=True)

        page = words(portal.get(url("money")))

        assert "One company of the demonstration pays nothing and is left out" in page
        assert "$100.00" not in page

    def test_shows_mrr_what_moved_it_by_plan_and_what_is_left(self, portal, subscribed, acme):
        client = subscribed(valid_from=contract_today().replace(day=1))
        ClientDay.objects.create(
            client=client, day=contract_today(), cost_usd=Decimal("0.50"), answered=10, ocr_pages=1000
        )

        answer = portal.get(url("money"))

        page = words(answer)
        assert "MRR $100.00 +$100.00 this month" in page
        assert "Starter 1 $100.00" in page
        assert "Acme Corp Starter $100.00" in page
        # $0.50 of models, $0.40 of a thousand pages, over ten answers.
        assert "$0.0900" in page
        assert "<title>New in" in answer.text

    def test_tables_are_files_too(self, portal, subscribed):
        subscribed()

        months = list(csv.DictReader(StringIO(portal.get(url("movement_csv")).text.lstrip("\ufeff"))))
        clients = list(csv.DictReader(StringIO(portal.get(url("money_clients_csv")).text.lstrip("\ufeff"))))

        assert (len(months), months[-1]["MRR at its end"]) == (12, "100.00")
        assert [(row["Company"], row["MRR"]) for row in clients] == [("Acme Corp", "100.00")]

    def test_number_of_queries_does_not_grow_with_the_clients(
        self, portal, subscribed, registered, django_assert_max_num_queries
    ):
        subscribed()
        for number in range(12):
            client = registered(f"willow-{number}", name=f"Willow {number}")
            since = date(2025, 1, 1)
            Subscription.objects.create(client=client, valid_from=since, anchor=since, tier="starter")

        with django_assert_max_num_queries(11):
            page = portal.get(url("money"))

        assert "$1,300.00" in page.text

    def test_overview_has_mrr_beside_thirty_days_ago(self, portal, subscribed, acme):
        assert "MRR $0.00 No paying client yet" in words(portal.get(url("overview")))

        subscribed(valid_from=contract_today() - timedelta(days=3))
        forget_kept()  # as an operator's act does

        page = portal.get(url("overview"))
        assert "MRR $100.00 +$100.00 against 30 days ago" in words(page)


class TestPrices:
    def test_price_is_added_from_a_day_and_shown_as_planned(self, confirmed, operator):
        confirmed.post(url("prices"), {"tier": "starter", "valid_from": FUTURE, "basis": "flat", "amount": "310.50"})

        price = TierPrice.objects.get()
        assert (price.amount, price.minimum, price.made_by) == (Decimal("310.50"), 0, operator.name)
        assert "Jan 1, 2030 Planned $310.50 a month" in words(confirmed.get(url("prices")))

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"valid_from": "2020-01-01"}, "or a later day"),
            ({"amount": "-1"}, "greater than or equal to 0"),
            ({"amount": "1.005"}, "no more than 2 decimal places"),
            ({"minimum": "10"}, "A flat price has no minimum"),
        ],
    )
    def test_wrong_price_is_refused_with_a_sentence(self, confirmed, wrong, sentence):
        told = {"tier": "starter", "valid_from": FUTURE, "basis": "flat", "amount": "1", **wrong}

        answer = confirmed.post(url("prices"), told)

        assert answer.status_code == 422
        assert sentence in answer.text
        assert not TierPrice.objects.exists()

    def test_price_that_is_there_is_never_changed(self, confirmed):
        list_price(since=date(2030, 1, 1))

        answer = confirmed.post(
            url("prices"), {"tier": "starter", "valid_from": FUTURE, "basis": "flat", "amount": "1"}
        )

        assert answer.status_code == 422
        assert "has a price from that day already" in answer.text
        assert TierPrice.objects.get().amount == 100


class TestClientsBilling:
    def test_side_shows_plan_price_invoices_and_margin(self, portal, issued):
        page = words(portal.get(url("client_billing", issued.client_id)))

        for shown in ("Plan Starter", "$100.00 a month", "INV-2025-00001", "Overdue", "Cost and margin"):
            assert shown in page

    def test_preview_tells_what_a_change_does_and_changes_nothing(self, portal, subscribed):
        client = subscribed()
        list_price("professional", amount="250")

        answer = portal.post(url("subscription_preview", client.pk), form(tier="professional"))

        assert "$100.00 → $250.00 (+$150.00)" in words(answer)
        assert Subscription.objects.count() == 1

    def test_change_is_made_and_told(self, confirmed, operator, subscribed):
        client = subscribed()

        page = confirmed.post(url("subscription_change", client.pk), form(discount="20", reason="Renewal"), follow=True)

        assert "has these terms from January 1, 2030" in page.text
        row = Subscription.objects.get(valid_to=None)
        assert (row.discount, row.made_by, row.reason) == (20, operator.name, "Renewal")

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"since": "2024-01-01"}, "is never changed"),
            ({"tier": "enterprise"}, "Enterprise has no list price"),
            ({"agreed_basis": "flat"}, "Say how much was agreed"),
            ({"agreed_amount": "9"}, "Say how the agreed price is reckoned"),
            ({"seats_from": "contracted"}, "Say how many people are in the contract"),
            ({"discount": "101"}, "less than or equal to 100"),
        ],
    )
    def test_wrong_terms_are_refused_with_a_sentence(self, confirmed, subscribed, wrong, sentence):
        client = subscribed()

        for name in ("subscription_preview", "subscription_change"):
            answer = confirmed.post(url(name, client.pk), form(**wrong))
            assert answer.status_code == 422
            assert sentence in answer.text
        assert Subscription.objects.count() == 1

    def test_who_is_billed_is_kept(self, confirmed, subscribed):
        client = subscribed()
        told = {"email": "books@acme.example", "due_days": "14", "tax_rate": "7.25", "po_number": "PO-7"}

        confirmed.post(url("billing_account", client.pk), told)

        account = Client.objects.get(pk=client.pk).billing
        assert (account.email, account.due_days, account.tax_rate) == ("books@acme.example", 14, Decimal("7.25"))

    def test_invoice_is_paid_and_another_voided_from_its_page(self, confirmed, issued, mailoutbox):
        refused = confirmed.post(url("invoice_paid", issued.pk), {"paid_on": FUTURE})
        assert "That day is still to come" in refused.text

        voided = confirmed.post(url("invoice_void", issued.pk), {"reason": "Wrong address"}, follow=True)

        assert "credit note CN-" in words(voided)
        assert " Due " not in words(voided), "nobody pays a credit note"
        assert " Due " in words(confirmed.get(url("invoice", issued.pk)))
        assert [mail.subject.split("-")[0] for mail in mailoutbox] == ["Credit note CN"]
        again = confirmed.post(url("invoice_paid", issued.pk), {"paid_on": "2025-03-01"}, follow=True)
        assert "is void; only an open one can be that" in again.text

    def test_paper_is_the_one_that_was_issued(self, portal, issued):
        answer = portal.get(url("invoice_pdf", issued.pk))

        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")


class TestOwnersPage:
    @pytest.fixture
    def owner(self, acme, make_person, browser_of):
        return browser_of(acme, make_person(acme, "hr_admin"))

    def test_owner_sees_plan_next_invoice_and_papers(self, owner, issued):
        page = owner.get("/hr/billing/")

        for shown in ("Starter", "$100.00 a month", "INV-2025-00001", "February 3, 2025", "Overdue"):
            assert shown in page.text
        paper = owner.get(f"/hr/billing/{issued.pk}/pdf/")
        assert paper.content.startswith(b"%PDF-")
        assert paper.headers["Content-Disposition"] == 'attachment; filename="INV-2025-00001.pdf"'

    def test_draft_is_the_platforms_alone(self, owner, subscribed):
        client = subscribed()
        with platform_scope():
            draft = draft_due(client, today=date(2025, 2, 3))[0]

        assert "No invoice yet" in owner.get("/hr/billing/").text
        assert owner.get(f"/hr/billing/{draft.pk}/pdf/").status_code == 404

    def test_another_clients_invoice_is_no_invoice(self, owner, issued, globex):
        with platform_scope():
            Invoice.objects.filter(pk=issued.pk).update(client_id=globex.id)

        assert "INV-2025-00001" not in owner.get("/hr/billing/").text
        assert owner.get(f"/hr/billing/{issued.pk}/pdf/").status_code == 404

    def test_editors_and_employees_are_not_let_in(self, acme, make_person, browser_of, issued):
        for role in ("hr_editor", "employee"):
            browser = browser_of(acme, make_person(acme, role))
            assert browser.get("/hr/billing/").status_code == 403
            assert browser.get(f"/hr/billing/{issued.pk}/pdf/").status_code == 403

    def test_page_is_spanish_for_who_reads_spanish(self, acme, make_person, browser_of, issued):
        page = browser_of(acme, make_person(acme, "hr_admin", language="es")).get("/hr/billing/")

        for shown in ("Facturación", "$100.00 al mes", "Vencida", "3 de febrero de 2025"):
            assert shown in page.text

    def test_company_without_a_plan_is_told_so(self, owner, acme):
        assert "No plan is billed to your company" in owner.get("/hr/billing/").text


@pytest.mark.parametrize("table", ["invoice", "subscription", "billingaccount", "tierprice", "stripeevent"])
def test_clients_own_role_may_not_read_the_platforms_books(acme, in_acme, table):
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute(f"SELECT * FROM public.platform_admin_{table}")
