"""Plan years: HR admins define them, documents carry them, no day belongs to two."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from benefits import plan_years
from benefits.models import PlanYear
from knowledge.models import Document, KnowledgeBase
from knowledge.retrieval.years_in_question import wished_years
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tests.pages import save, seen_in, words

YEAR = {
    "label": "2027",
    "status": "published",
    "starts_on": "2027-01-01",
    "ends_on": "2027-12-31",
    "enrolment_opens_on": "2026-11-02",
    "enrolment_closes_on": "2026-11-20",
}


@pytest.fixture
def year(acme) -> PlanYear:
    with tenant_scope(acme):
        return PlanYear.objects.create(**YEAR)


def stored(client) -> list[tuple]:
    with tenant_scope(client):
        return list(PlanYear.objects.values_list("label", "starts_on", "ends_on"))


def events(client) -> list[tuple]:
    with tenant_scope(client):
        rows = AuditEvent.objects.filter(action__startswith="plan_year.").order_by("at")
        return [(row.action, row.actor_id, row.detail) for row in rows]


def carry(client, label: str) -> None:
    with tenant_scope(client):
        base = KnowledgeBase.objects.create(name="Guides")
        Document.objects.create(knowledge_base=base, title="Guide", plan_year=label)


def test_plan_year_that_an_admin_adds_is_a_choice_at_uploading(acme, admin, browser):
    response = browser.post("/hr/company/plan-years/add/", YEAR)

    assert (response.status_code, response.url) == (302, "/hr/company/plan-years/")
    assert stored(acme) == [("2027", date(2027, 1, 1), date(2027, 12, 31))]
    assert '<option value="2027">2027</option>' in browser.get("/hr/documents/upload/").text
    ((action, by, detail),) = events(acme)
    assert (action, by, detail["label"]) == ("plan_year.added", admin.pk, "2027")
    assert "Open enrollment begins: November 2, 2026; Open enrollment ends: November 20, 2026" in detail["after"]


def test_upload_page_says_where_plan_years_come_from_while_there_are_none(acme, browser):
    assert "None is defined yet." in words(browser.get("/hr/documents/upload/"))

    browser.post("/hr/company/plan-years/add/", YEAR)

    assert "None is defined yet." not in words(browser.get("/hr/documents/upload/"))


def test_this_year_and_next_year_are_those_of_the_company(acme, browser):
    for first, label in (("2026-07-01", "2026–27"), ("2027-07-01", "2027–28")):
        last = first.replace("07-01", "06-30").replace(first[:4], str(int(first[:4]) + 1))
        browser.post("/hr/company/plan-years/add/", {"label": label, "starts_on": first, "ends_on": last})
    with tenant_scope(acme):
        years = list(PlanYear.objects.all())

    wish = {
        words: wished_years(f"What is the deductible {words}?", day=date(2026, 8, 1), plan_years=years, labels=[])
        for words in ("this year", "next year")
    }

    assert wish["this year"].labels == {"2026–27"}
    assert wish["next year"].labels == {"2027–28"}


def test_a_plan_year_named_in_full_is_that_one_alone():
    years = [
        PlanYear(label=f"{number}-{number - 1999}", starts_on=date(number, 7, 1), ends_on=date(number + 1, 6, 30))
        for number in (2025, 2026)
    ]

    wish = {
        words: wished_years(f"The price in {words}?", day=date(2026, 8, 1), plan_years=years, labels=["2025-26"]).labels
        for words in ("2026-27", "2026–27", "2026", "2025-26 and 2026-27")
    }

    assert wish == {
        "2026-27": {"2026-27"},
        "2026–27": {"2026-27"},
        "2026": {"2025-26", "2026-27"},
        "2025-26 and 2026-27": {"2025-26", "2026-27"},
    }


def test_list_says_which_year_is_which(in_acme):
    for number in (2025, 2026, 2027, 2028):
        PlanYear.objects.create(label=str(number), starts_on=date(number, 1, 1), ends_on=date(number, 12, 31))

    rows = plan_years.year_rows(date(2026, 5, 1))

    assert [(row.row.label, row.place) for row in rows] == [
        ("2025", "Over"),
        ("2026", "This year"),
        ("2027", "Next year"),
        ("2028", ""),
    ]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"ends_on": "2026-12-31"}, "must come after the first one"),
        ({"ends_on": "2028-12-31"}, "at most twelve months"),
        (
            {"starts_on": "2026-06-01", "ends_on": "2027-01-01", "label": "x"},
            "belong to the plan year 2027 (January 1, 2027",
        ),
        ({"starts_on": "2028-01-01", "ends_on": "2028-12-31"}, "Another plan year is called so already."),
        ({"starts_on": "soon"}, "Enter a valid date."),
        ({"enrolment_closes_on": ""}, "Give both days of open enrollment, or neither."),
        ({"enrolment_opens_on": ""}, "Give both days of open enrollment, or neither."),
        ({"enrolment_closes_on": "2026-11-01"}, "ends before it begins"),
        ({"enrolment_closes_on": "2028-01-01"}, "ends after the plan year is over"),
    ],
)
def test_years_that_contradict_are_refused_with_a_sentence_and_what_was_typed_stays(
    acme, year, browser, facts, sentence
):
    page = browser.post("/hr/company/plan-years/add/", YEAR | facts)

    assert page.status_code == 422
    assert sentence in words(page)
    assert 'value="2026-11-02"' in page.text or "enrolment_opens_on" in facts
    assert len(stored(acme)) == 1


def test_database_itself_lets_no_day_belong_to_two_years(in_acme):
    PlanYear.objects.create(**YEAR)

    with pytest.raises(IntegrityError, match="plan_years_apart"), transaction.atomic():
        PlanYear.objects.create(label="x", starts_on=date(2027, 12, 31), ends_on=date(2028, 12, 30))
    PlanYear.objects.create(label="2028", starts_on=date(2028, 1, 1), ends_on=date(2028, 12, 31))


def test_two_admins_who_add_the_same_days_get_one_year_and_one_sentence(committed, make_person):
    client = committed["acme"]
    admin = make_person(client, "hr_admin")

    def add(label: str) -> str:
        try:
            barrier.wait(timeout=30)
            with tenant_scope(client):
                plan_years.add(PlanYear(**days | {"label": label}), by=admin)
        except plan_years.YearRefused as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    barrier = Barrier(2)
    # Some rounds: they wait for each other only where both are within one statement.
    for year in range(2027, 2047):
        days = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
        with ThreadPoolExecutor(2) as pool:
            refusals = list(filter(None, pool.map(add, (str(year), f"PY{year}"))))

        assert len(refusals) == 1
        assert "belong to another plan year" in refusals[0]
    assert len(stored(client)) == 20


def test_label_that_documents_carry_stays_and_the_days_change(acme, admin, year, browser):
    carry(acme, "2027")

    page = browser.get(f"/hr/company/plan-years/{year.pk}/")
    save(browser, f"/hr/company/plan-years/{year.pk}/", YEAR | {"label": "New", "ends_on": "2027-12-30"})

    assert "Carried by 1 document, so it stays." in words(page)
    assert stored(acme) == [("2027", date(2027, 1, 1), date(2027, 12, 30))]
    detail = {"before": "Ends on: December 31, 2027", "after": "Ends on: December 30, 2027"}
    assert events(acme) == [("plan_year.changed", admin.pk, {"label": "2027", "fields": ["ends_on"], **detail})]


def test_days_that_a_colleague_changed_meanwhile_are_not_put_back_unseen(acme, year, browser):
    path = f"/hr/company/plan-years/{year.pk}/"
    opened = YEAR | {"default_action": "passive"} | seen_in(browser.get(path))
    save(browser, path, YEAR | {"enrolment_closes_on": "2026-12-04"})

    refused = browser.post(path, opened)

    assert refused.status_code == 422
    assert "It says now: Open enrollment ends: December 4, 2026; Default action: nothing." in words(refused)
    assert '<option value="passive" selected>' in refused.text
    with tenant_scope(acme):
        assert PlanYear.objects.get().enrolment_closes_on == date(2026, 12, 4)
    again = opened | {"enrolment_closes_on": "2026-12-04"} | seen_in(refused)
    assert browser.post(path, again).status_code == 302
    with tenant_scope(acme):
        now = PlanYear.objects.get()
    assert (now.enrolment_closes_on, now.default_action) == (date(2026, 12, 4), "passive")


def test_year_in_use_says_by_what_and_one_that_is_not_goes(acme, admin, year, browser):
    carry(acme, "2027")
    refused = browser.post(f"/hr/company/plan-years/{year.pk}/remove/", follow=True)
    assert "2027 is used by 1 document. Give them another plan year first" in words(refused)
    assert len(stored(acme)) == 1

    with tenant_scope(acme):
        Document.objects.update(plan_year="")
    browser.post(f"/hr/company/plan-years/{year.pk}/remove/")

    assert stored(acme) == []
    ((action, by, detail),) = events(acme)
    assert (action, by, detail["label"]) == ("plan_year.removed", admin.pk, "2027")
    assert detail["before"].startswith("Label: 2027; Starts on: January 1, 2027; Ends on: December 31, 2027")


@pytest.mark.parametrize("role", ["employee", "hr_editor"])
def test_only_admins_change_plan_years(acme, year, make_person, browser_of, role):
    browser = browser_of(acme, make_person(acme, role))

    assert (browser.get("/hr/company/plan-years/").status_code == 200) == (role == "hr_editor")
    for path in ("add/", f"{year.pk}/", f"{year.pk}/remove/"):
        assert browser.post(f"/hr/company/plan-years/{path}", YEAR).status_code == 403
    assert len(stored(acme)) == 1


def test_plan_year_of_another_client_is_neither_seen_nor_changed(acme, globex, browser, make_person, browser_of):
    with tenant_scope(globex):
        foreign = PlanYear.objects.create(**YEAR | {"label": "GX27"})
    assert "GX27" in browser_of(globex, make_person(globex, "hr_admin")).get("/hr/company/plan-years/").text

    assert "GX27" not in browser.get("/hr/company/plan-years/").text
    assert browser.post(f"/hr/company/plan-years/{foreign.pk}/remove/").status_code == 404
    assert len(stored(globex)) == 1


def test_list_warns_when_today_lies_in_no_plan_year(acme, browser):
    with tenant_scope(acme):
        PlanYear.objects.create(label="2020", starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31))

    assert "Today lies in none of these plan years" in words(browser.get("/hr/company/plan-years/"))


def test_year_is_prepared_before_employees_are_told_of_it(acme, browser):
    browser.post("/hr/company/plan-years/add/", YEAR | {"status": "draft", "default_action": "active_for_fsa"})
    with tenant_scope(acme):
        year = PlanYear.objects.get()
    assert (year.status, year.default_action) == ("draft", "active_for_fsa")

    save(browser, f"/hr/company/plan-years/{year.pk}/", YEAR)

    with tenant_scope(acme):
        assert PlanYear.objects.get().status == "published"
