"""HR begins a plan year with a template: looked at, written as drafts, and filled in as a workbook."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from benefits.catalogue.read import coverage_rule
from benefits.catalogue.rows import Row
from benefits.catalogue.write import write
from benefits.models import (
    Accumulator,
    BenefitClass,
    CatalogueUpload,
    ClassRule,
    DentalCost,
    Plan,
    PlanYear,
    ServiceCost,
)
from benefits.plan_templates.begin import begin_new_client, offered_templates
from benefits.plan_templates.models import PlanTemplate
from benefits.workbook.uploads import forget_left_uploads
from platform_admin.plan_templates.keep import add_template, keep, read_version, set_status
from platform_admin.plan_templates.typical import typical_lines
from tenants.context import platform_scope, tenant_scope
from tests.pages import words

URL = "/hr/plans/templates/"


@pytest.fixture
def template(db) -> PlanTemplate:
    """Dental and a PPO as operators keep them, offered to HR."""
    with platform_scope():
        found = add_template(name="Small company", about="Dental and a PPO.", by=None)
        lines = typical_lines(["ppo", "dental"])
        version = read_version(found, lines, origin="Typical plans", by=None, now=timezone.now())
        keep(version, by=None, now=timezone.now())
        set_status(found, "offered", by=None)
    return found


@pytest.fixture
def year(acme) -> PlanYear:
    with tenant_scope(acme):
        return PlanYear.objects.create(label="2027", starts_on="2027-01-01", ends_on="2027-12-31")


def chosen(browser, template: PlanTemplate) -> str:
    answer = browser.post(URL, {"template": str(template.pk), "year": "2027"})
    assert answer.status_code == 302
    return answer["Location"]


def confirm(browser, place: str, **more: str) -> str:
    page = browser.get(place)
    seen = page.context["seen"]
    return words(browser.post(f"{place}apply/", {"seen": seen, **more}, follow=True))


def test_template_lands_as_drafts_that_nobody_has_reviewed_even_where_somebody_says_so(acme, browser, template, year):
    assert "Small company" in words(browser.get(URL))

    place = chosen(browser, template)
    with tenant_scope(acme):
        assert Plan.objects.count() == 0
    confirm(browser, place, is_checked="on")

    with tenant_scope(acme):
        plans = Plan.objects.order_by("short_name")
        assert [(one.short_name, one.status, one.is_reviewed) for one in plans] == [
            ("Dental", "draft", False),
            ("PPO", "draft", False),
        ]
        preventive = ServiceCost.objects.get()
        assert (preventive.service, preventive.no_charge, preventive.is_reviewed) == ("preventive", True, False)


def test_rows_without_amounts_come_as_a_workbook_and_stand_once_they_are_filled_in(acme, browser, template, year):
    place = chosen(browser, template)
    confirm(browser, place)
    book = load_workbook(BytesIO(browser.get(f"{place}to-fill-in/").content))

    sheet = book["Dental class"]
    heads = [cell.value for cell in sheet[1]]
    share = next(number for number, head in enumerate(heads, start=1) if head.startswith("Plan share"))
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, share).value = "80%"
    for other in set(book.sheetnames) - {"Dental class"}:
        del book[other]
    file = BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "filled.xlsx"
    read = browser.post("/hr/plans/workbook/", {"file": file})
    confirm(browser, read["Location"])

    with tenant_scope(acme):
        shares = DentalCost.objects.order_by("dental_class").values_list("dental_class", "plan_share")
        assert [(one, float(share)) for one, share in shares] == [("I", 0.8), ("II", 0.8), ("III", 0.8), ("ortho", 0.8)]


def test_what_stands_in_the_year_already_stays_as_it_is(acme, admin, browser, template, year):
    key = {"plan_year": "2027", "short_name": "Dental"}
    with tenant_scope(acme):
        assert write([Row("plan", key, {"line": "dental", "name": "Our dental plan"})], by=admin).is_written

    place = chosen(browser, template)
    page = words(browser.get(place))
    confirm(browser, place)
    again = chosen(browser, template)

    assert "There already, and left as it is: 1 row." in page
    with tenant_scope(acme):
        assert Plan.objects.get(short_name="Dental").name == "Our dental plan"
        assert CatalogueUpload.objects.get(pk=again.rstrip("/").rsplit("/", 1)[1]).lines == []


def test_row_of_a_class_that_is_not_there_waits_with_its_reason_and_its_plans_parts_with_it(acme, browser, year):
    with platform_scope():
        found = add_template(name="By class", about="", by=None)
        lines = typical_lines(["dental"])
        lines[0].cells["classes"] = "UNION"
        keep(read_version(found, lines, origin="x", by=None, now=timezone.now()), by=None, now=timezone.now())
        set_status(found, "offered", by=None)

    place = chosen(browser, found)

    with tenant_scope(acme):
        upload = CatalogueUpload.objects.get()
        assert upload.lines == []
        assert len(upload.unfilled) == len(lines)
        assert "The class UNION is not there" in upload.unfilled[0]["reasons"][0]
    assert "Nothing of the template can be written as it is" in words(browser.get(place))


@pytest.mark.parametrize("status", ["own", "laid_aside"])
def test_template_that_is_not_offered_is_not_there_for_hr(acme, browser, template, year, status):
    with platform_scope():
        assert len(offered_templates()) == 1
        set_status(template, status, by=None)

    assert "No template is offered" in words(browser.get(URL))
    answer = browser.post(URL, {"template": str(template.pk), "year": "2027"}, follow=True)

    assert "no longer offered" in words(answer)
    with tenant_scope(acme):
        assert CatalogueUpload.objects.count() == 0


@pytest.mark.parametrize("sent", [{}, {"template": "x", "year": "2027"}, {"year": "\0"}], ids=["none", "no id", "nul"])
def test_template_or_year_that_is_not_there_is_said(browser, template, year, sent):
    assert "Choose one of the list." in words(browser.post(URL, sent, follow=True))
    missing = {"template": str(template.pk), "year": "1999"}
    assert "plan year is not there" in words(browser.post(URL, missing, follow=True))


def test_upload_without_rows_to_fill_in_has_no_workbook_of_them(acme, browser):
    with tenant_scope(acme):
        upload = CatalogueUpload.objects.create(file_name="plans.xlsx", lines=[], seen=[])

    assert browser.get(f"/hr/plans/workbook/{upload.pk}/to-fill-in/").status_code == 404
    assert browser.get(f"/hr/plans/workbook/{uuid4()}/to-fill-in/").status_code == 404


def test_limits_of_a_plan_wait_for_their_amounts(acme, browser, template, year):
    place = chosen(browser, template)
    confirm(browser, place)

    with tenant_scope(acme):
        waiting = CatalogueUpload.objects.get().unfilled
        assert Accumulator.objects.count() == 0
    assert sum(one["line"]["table"] == "accumulator" for one in waiting) == 4
    assert "rows of the template need something of your own" in words(browser.get(place))


@pytest.mark.parametrize(("days", "is_kept"), [(2, True), (89, True), (91, False)])
def test_rows_to_fill_in_are_there_for_who_first_signs_in_days_later(acme, browser, template, year, days, is_kept):
    now = timezone.now()
    with tenant_scope(acme):
        begin_new_client(offered_templates()[0], year, now=now)
        upload = CatalogueUpload.objects.get()
        assert upload.lines != []
        assert forget_left_uploads(now + timedelta(days=days)) == (0 if is_kept else 1)

    answer = browser.get(f"/hr/plans/workbook/{upload.pk}/to-fill-in/")

    assert answer.status_code == (200 if is_kept else 404)
    if is_kept:
        assert load_workbook(BytesIO(answer.content))["Dental class"].max_row > 1
        assert "rows of the template need something of your own" in words(
            browser.get(f"/hr/plans/workbook/{upload.pk}/")
        )
        with tenant_scope(acme):
            kept = CatalogueUpload.objects.get()
            assert (kept.lines, kept.seen, kept.unfilled) == ([], [], upload.unfilled)


def test_template_that_is_not_taken_over_yet_can_still_be_taken_over_days_later(acme, browser, template, year):
    place = chosen(browser, template)
    with tenant_scope(acme):
        assert forget_left_uploads(timezone.now() + timedelta(days=2)) == 0

    confirm(browser, place)

    with tenant_scope(acme):
        assert Plan.objects.count() == 2


def test_row_of_a_class_is_a_draft_beside_the_rule_for_everybody_that_goes_on_holding(acme, admin, browser, year):
    values = {"waiting_days": 30, "begins": "first_after", "life_event_days": 31, "age_out": "end_of_month"}
    with tenant_scope(acme):
        BenefitClass.objects.create(code="UNION", label="Union")
        everybody = [Row("class_rule", {"plan_year": "2027"}, values)]
        assert write(everybody, by=admin, review=True).is_written
    with platform_scope():
        found = add_template(name="Union", about="", by=None)
        lines = [line for line in typical_lines(["coverage"]) if line.table == "class_rule"]
        lines[0].cells.update(benefit_class="UNION", waiting_days="60", begins="first of the month after it")
        lines[0].cells.update(age_out="the end of the month of the birthday")
        keep(read_version(found, lines, origin="x", by=None, now=timezone.now()), by=None, now=timezone.now())
        set_status(found, "offered", by=None)

    place = chosen(browser, found)
    confirm(browser, place)

    with tenant_scope(acme):
        assert not ClassRule.objects.get(benefit_class__code="UNION").is_reviewed
        assert coverage_rule("UNION", PlanYear.objects.get()).waiting.days == 30
