"""Employee classes: HR admins name them, people and documents carry them, and one that is carried stays."""

import re
import uuid
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone, translation

from accounts.class_choices import UnknownClass, hold_class
from accounts.models import Invitation, User
from benefits import classes
from benefits.audience import class_labels
from benefits.catalogue.rows import Row
from benefits.catalogue.write import write
from benefits.models import BenefitClass, PayCalendar, PlanYear
from benefits.uses import class_uses
from knowledge.models import Document, KnowledgeBase
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tests.pages import save, seen_in, words

UNION = {"code": "UNION", "label": "Local 88", "label_es": "Sindicato 88"}
UNION_PLAN = {"line": "medical", "name": "Union PPO", "classes": ["UNION"]}


@pytest.fixture
def union(acme) -> BenefitClass:
    with tenant_scope(acme):
        return BenefitClass.objects.create(**UNION)


def stored(client) -> list[tuple]:
    with tenant_scope(client):
        return list(BenefitClass.objects.values_list("code", "label", "label_es"))


def events(client) -> list[tuple]:
    with tenant_scope(client):
        rows = AuditEvent.objects.filter(action__startswith="class.").order_by("at")
        return [(row.action, row.actor_id, row.detail) for row in rows]


def test_class_that_an_admin_adds_can_be_given_to_people_and_documents(acme, admin, browser):
    response = browser.post("/hr/company/classes/add/", UNION)

    assert (response.status_code, response.url) == (302, "/hr/company/classes/")
    assert stored(acme) == [("UNION", "Local 88", "Sindicato 88")]
    assert "Local 88" in browser.get("/hr/documents/upload/").text
    card = "Code: UNION; Label: Local 88; Name in Spanish: Sindicato 88"
    assert events(acme) == [("class.added", admin.pk, {"code": "UNION", "after": card})]


def test_editor_sees_the_classes_and_is_offered_no_change(acme, union, make_person, browser_of):
    page = browser_of(acme, make_person(acme, "hr_editor")).get("/hr/company/classes/")

    assert "Local 88" in page.text
    assert "/hr/company/classes/add/" not in page.text
    assert f"/hr/company/classes/{union.pk}/" not in page.text


@pytest.mark.parametrize("role", ["employee", "hr_editor"])
def test_only_admins_change_classes(acme, union, make_person, browser_of, role):
    browser = browser_of(acme, make_person(acme, role))

    for path in ("add/", f"{union.pk}/", f"{union.pk}/remove/"):
        assert browser.post(f"/hr/company/classes/{path}", UNION | {"code": "X", "label": "X"}).status_code == 403
    assert stored(acme) == [("UNION", "Local 88", "Sindicato 88")]


def test_class_of_another_client_is_neither_seen_nor_changed(acme, globex, browser, make_person, browser_of):
    with tenant_scope(globex):
        foreign = BenefitClass.objects.create(code="SECRET", label="Executives")
    assert "Executives" in browser_of(globex, make_person(globex, "hr_admin")).get("/hr/company/classes/").text

    assert "Executives" not in browser.get("/hr/company/classes/").text
    assert browser.post(f"/hr/company/classes/{foreign.pk}/remove/").status_code == 404
    assert stored(globex) == [("SECRET", "Executives", "")]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"code": ""}, "This field is required."),
        ({"code": "part time"}, "without spaces"),
        ({"code": "union"}, "There is a class with this code already."),
        ({"code": "X" * 31}, "at most 30 characters"),
        ({"code": "NEW", "label": ""}, "This field is required."),
    ],
)
def test_class_that_cannot_be_kept_is_refused_with_a_sentence(acme, union, browser, facts, sentence):
    page = browser.post("/hr/company/classes/add/", UNION | facts)

    assert page.status_code == 422
    assert sentence in words(page)
    assert len(stored(acme)) == 1


def test_names_change_and_the_code_stays(acme, admin, union, browser):
    save(browser, f"/hr/company/classes/{union.pk}/", {"code": "OTHER", "label": "Local 89", "label_es": ""})

    assert stored(acme) == [("UNION", "Local 89", "")]
    detail = {
        "code": "UNION",
        "fields": ["label", "label_es"],
        "before": "Label: Local 88; Name in Spanish: Sindicato 88",
        "after": "Label: Local 89; Name in Spanish: nothing",
    }
    assert events(acme) == [("class.renamed", admin.pk, detail)]


def test_class_that_a_colleague_renamed_meanwhile_is_not_named_back_unseen(acme, union, browser):
    path = f"/hr/company/classes/{union.pk}/"
    opened = UNION | seen_in(browser.get(path))
    save(browser, path, UNION | {"label": "Local 89"})

    refused = browser.post(path, opened | {"label_es": "Local 88", "pay_calendar": "26 a year"})

    assert refused.status_code == 422
    assert "It says now: Label: Local 89; Name in Spanish: Sindicato 88; Pay calendar: nothing." in words(refused)
    assert stored(acme) == [("UNION", "Local 89", "Sindicato 88")]
    with tenant_scope(acme):
        assert not PayCalendar.objects.exists()
    again = opened | {"label": "Local 89", "label_es": "Local 88", "pay_calendar": "26 a year"} | seen_in(refused)
    assert browser.post(path, again).status_code == 302
    assert stored(acme) == [("UNION", "Local 89", "Local 88")]


def test_class_in_use_says_by_whom_and_stays(acme, union, browser, make_person):
    make_person(acme, class_code="UNION")
    make_person(acme, class_code="UNION", is_active=False)
    with tenant_scope(acme):
        Invitation.objects.create(
            email="n@acme.example",
            role="employee",
            class_code="UNION",
            key_hash="x",
            expires_at=timezone.now() + timedelta(days=1),
        )
        base = KnowledgeBase.objects.create(name="Guides")
        Document.objects.create(knowledge_base=base, title="Side letter", audience=["UNION", "OTHER"])
        Document.objects.create(knowledge_base=base, title="For everyone")

    asked = browser.get(f"/hr/company/classes/{union.pk}/remove/")
    refused = browser.post(f"/hr/company/classes/{union.pk}/remove/", follow=True)

    by_whom = "used by 2 people, 1 open invitation and 1 document."
    assert by_whom in words(asked)
    assert "Give them another class first" in words(refused)
    assert by_whom in words(refused)
    assert len(stored(acme)) == 1


def test_class_that_nobody_uses_is_removed(acme, admin, union, browser):
    assert "Nobody uses it." in words(browser.get(f"/hr/company/classes/{union.pk}/remove/"))

    browser.post(f"/hr/company/classes/{union.pk}/remove/")

    assert stored(acme) == []
    card = "Code: UNION; Label: Local 88; Name in Spanish: Sindicato 88"
    assert events(acme) == [("class.removed", admin.pk, {"code": "UNION", "before": card})]


def test_class_given_to_somebody_at_the_same_moment_is_not_removed(committed, make_person):
    client = committed["acme"]
    admin, person = make_person(client, "hr_admin"), make_person(client)
    with tenant_scope(client):
        union = BenefitClass.objects.create(**UNION)
    is_held, refusals = Event(), []

    def remove() -> None:
        is_held.wait()
        try:
            with tenant_scope(client):
                classes.remove(union, by=admin)
        except classes.ClassUsed as refused:
            refusals.append(str(refused))
        finally:
            connection.close()

    thread = Thread(target=remove)
    thread.start()
    with tenant_scope(client), transaction.atomic():
        hold_class("UNION")
        is_held.set()
        User.objects.filter(pk=person.pk).update(class_code="UNION")
        thread.join(timeout=0.5)
        assert thread.is_alive()
    thread.join()

    assert refusals == ["Local 88 is used by 1 person. Give them another class first, then remove this one."]
    assert stored(client) == [("UNION", "Local 88", "Sindicato 88")]


def test_class_that_a_row_of_the_catalogue_is_being_saved_for_is_not_removed(committed, make_person):
    client = committed["acme"]
    admin = make_person(client, "hr_admin")
    with tenant_scope(client):
        union = BenefitClass.objects.create(**UNION)
        PlanYear.objects.create(label="2027", starts_on="2027-01-01", ends_on="2027-12-31")
    is_written, refusals = Event(), []

    def remove() -> None:
        is_written.wait()
        try:
            with tenant_scope(client):
                classes.remove(union, by=admin)
        except classes.ClassUsed as refused:
            refusals.append(str(refused))
        finally:
            connection.close()

    thread = Thread(target=remove)
    thread.start()
    with tenant_scope(client), transaction.atomic():
        plan = Row("plan", {"plan_year": "2027", "short_name": "Union PPO"}, UNION_PLAN)
        assert write([plan], by=admin).is_written
        is_written.set()
        thread.join(timeout=0.5)
        assert thread.is_alive()
    thread.join()

    assert refusals == ["Local 88 is used by 1 plan. Give them another class first, then remove this one."]
    assert stored(client) == [("UNION", "Local 88", "Sindicato 88")]


def test_class_that_is_gone_is_given_to_nobody(in_acme):
    hold_class("")
    with pytest.raises(UnknownClass, match="UNION"):
        hold_class("UNION")


def test_employee_reads_the_name_in_their_language(in_acme):
    BenefitClass.objects.create(**UNION)
    BenefitClass.objects.create(code="SAL", label="Salaried")

    with translation.override("es"):
        assert class_labels("es") == {"UNION": "Sindicato 88", "SAL": "Salaried"}
    assert class_labels() == {"UNION": "Local 88", "SAL": "Salaried"}


def test_what_nobody_carries_is_used_by_nobody(in_acme):
    assert class_uses(uuid.uuid4().hex) == ""


def test_class_is_given_its_deductions_and_classes_share_a_calendar(acme, union, browser):
    save(browser, f"/hr/company/classes/{union.pk}/", UNION | {"pay_calendar": "26 a year"})
    browser.post("/hr/company/classes/add/", {"code": "SAL", "label": "Salaried", "pay_calendar": "52 a year"})
    with tenant_scope(acme):
        held = {one.code: one.pay_calendar for one in BenefitClass.objects.select_related("pay_calendar")}

    assert {code: one.deductions_per_year for code, one in held.items()} == {"UNION": 26, "SAL": 52}
    save(browser, f"/hr/company/classes/{union.pk}/", UNION | {"pay_calendar": str(held["SAL"].pk)})
    with tenant_scope(acme):
        assert BenefitClass.objects.get(code="UNION").pay_calendar == held["SAL"]
    assert re.search(r'data-label="Deductions a year">\s*52', browser.get("/hr/company/classes/").text)


def test_deductions_that_are_no_choice_are_refused(acme, union, browser):
    page = save(browser, f"/hr/company/classes/{union.pk}/", UNION | {"pay_calendar": "99 a year"})

    assert page.status_code == 422
    assert "Select a valid choice" in words(page)
