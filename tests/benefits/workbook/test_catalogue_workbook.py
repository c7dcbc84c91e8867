"""A plan year's workbook: downloaded, filled in, looked at, taken over."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from accounts.models import User
from benefits.catalogue.rows import Row
from benefits.catalogue.stored import rows_there
from benefits.catalogue.write import write
from benefits.models import CatalogueChange, CatalogueUpload, Plan, PlanYear, Rate
from benefits.workbook.compare import compare
from benefits.workbook.kept import compared_lines
from benefits.workbook.uploads import forget_left_uploads, receive
from platform_admin.demo.company import Company
from tenants.audit.models import AuditEvent
from tenants.binding import ClientRef
from tenants.csv_lists import ListRefused
from tests.benefits.workbook.filled import DEDUCTIBLE, RATE, URL, Fill, book_of, put, read, sent

D = Decimal
rate = {
    "employee_per_deduction": D(80),
    "employee_monthly": D("173.33"),
    "employer_monthly": None,
    "total_monthly": None,
}


def told(fill: Fill) -> list[str]:
    """Return what is said of the rows that are refused."""
    return [reason for line in compare(read(fill=fill).lines) if line.what == "refused" for reason in line.reasons]


@pytest.mark.parametrize("subdomain", ["juniper", "bluefin", "cedarmain"])
def test_workbook_that_comes_back_as_it_was_changes_nothing(load, subdomain):
    load(subdomain)

    for year in PlanYear.objects.all():
        compared = compare(read(year.label).lines)
        assert [(line.place, line.reasons, line.differences) for line in compared if line.what != "equal"] == []
        assert len(compared) == len(list(rows_there([year.label])))


def test_text_with_signs_of_its_own_comes_back_as_it_was(juniper, reviewer):
    excluded = ["Hearing aids; adults", "=SUM(A1)", "[see] the plan", "Ünïcode — “quoted”"]
    write([Row("plan", {"plan_year": "2027", "short_name": "PPO 1000"}, {"excluded": excluded})], by=reviewer)

    assert {line.what for line in compare(read().lines)} == {"equal"}


def test_changed_cell_is_told_from_what_to_what_and_written_unreviewed_when_it_is_confirmed(juniper, browser, in_acme):
    fill = put("Yearly limit", "Individual", "$1,100.00", **DEDUCTIBLE)

    shown = browser.post(URL, {"file": sent(book_of(fill=fill))}, follow=True)

    text = shown.content.decode()
    assert "<del>1000</del>" in text
    assert "<ins>1100</ins>" in text
    limit = Plan.objects.get(plan_year__label="2027", short_name="PPO 1000").accumulator_rows.get(
        network="IN1", kind="deductible"
    )
    assert limit.individual == 1000

    address = shown.redirect_chain[-1][0]
    done = browser.post(f"{address}apply/", {"seen": shown.context["seen"]}, follow=True)

    limit.refresh_from_db()
    assert "The workbook is taken over." in done.content.decode()
    assert (limit.individual, limit.is_reviewed) == (1100, False)
    assert AuditEvent.objects.filter(action="catalogue.workbook_taken_over").count() == 1


def test_same_workbook_confirmed_twice_or_sent_twice_changes_nothing_more(juniper, browser, in_acme):
    content = book_of(fill=put("Yearly limit", "Individual", 1100, **DEDUCTIBLE))
    shown = browser.post(URL, {"file": sent(content)}, follow=True)
    apply = f"{shown.redirect_chain[-1][0]}apply/"
    browser.post(apply, {"seen": shown.context["seen"]})
    history = CatalogueChange.objects.count()

    again = browser.post(apply, {"seen": shown.context["seen"]}, follow=True)
    second = browser.post(URL, {"file": sent(content)}, follow=True)

    assert "taken over before" in again.content.decode()
    assert "nothing else would change" in second.content.decode()
    assert CatalogueChange.objects.count() == history


def test_whoever_has_checked_the_file_reviews_what_it_writes(juniper, browser, admin, in_acme):
    fill = put("Yearly limit", "Individual", 1100, **DEDUCTIBLE)
    shown = browser.post(URL, {"file": sent(book_of(fill=fill))}, follow=True)
    browser.post(f"{shown.redirect_chain[-1][0]}apply/", {"seen": shown.context["seen"], "is_checked": "on"})

    plan = Plan.objects.get(plan_year__label="2027", short_name="PPO 1000")
    assert plan.accumulator_rows.get(network="IN1", kind="deductible").reviewed_by == admin


def test_row_that_somebody_else_changed_meanwhile_is_told_before_anything_is_written(
    juniper, browser, reviewer, in_acme
):
    fill = put("Yearly limit", "Individual", 1100, **DEDUCTIBLE)
    shown = browser.post(URL, {"file": sent(book_of(fill=fill))}, follow=True)
    address = shown.redirect_chain[-1][0]
    key = {"plan_year": "2027", "plan": "PPO 1000", "benefit_class": "SAL", "tier": "EE"}
    assert write([Row("rate", key, rate)], by=reviewer).is_written

    refused = browser.post(f"{address}apply/", {"seen": shown.context["seen"]}, follow=True)

    text = refused.content.decode()
    assert "somebody has changed the catalogue since you looked" in text
    assert "Different by now" in text
    assert CatalogueUpload.objects.get().applied_at is None
    assert refused.context["moved"] == 1

    browser.post(f"{address}apply/", {"seen": refused.context["seen"]})
    stored = Rate.objects.get(
        plan__plan_year__label="2027", plan__short_name="PPO 1000", benefit_class__code="SAL", tier="EE"
    )
    assert stored.employee_per_deduction == 78


def test_nothing_is_written_while_one_row_is_refused(juniper, browser, in_acme):
    def fill(book: Workbook) -> None:
        put("Yearly limit", "Individual", 1100, **DEDUCTIBLE)(book)
        put("Rate", "Employee per deduction", "eighty", **RATE)(book)

    shown = browser.post(URL, {"file": sent(book_of(fill=fill))}, follow=True)
    history = CatalogueChange.objects.count()
    answer = browser.post(f"{shown.redirect_chain[-1][0]}apply/", {"seen": shown.context["seen"]}, follow=True)

    assert "1 row cannot be taken over" in shown.content.decode()
    assert "some rows cannot be taken over" in answer.content.decode()
    assert CatalogueChange.objects.count() == history


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "key", "sentence"),
    [
        ("Rate", "Employee per deduction", "eighty", RATE, "“eighty” is no number"),
        ("Rate", "Employee per deduction", "20%", RATE, "is a percentage"),
        ("Rate", "Employee per deduction", "=1+1", RATE, "formula without a result"),
        ("Rate", "Tier", "Everybody", RATE, "Choose one of: Employee only"),
        ("Rate", "Benefit class", "NOBODY", RATE, "The class NOBODY is not there"),
        ("Rate", "Deductions", 26.5, RATE, "is no whole number"),
        ("Rate", "Holds from", "15/1/2027", RATE, "Write it as 2027-03-31 or 3/31/2027"),
        ("Rate", "Plan", "PPO 9000", RATE, "has no plan PPO 9000"),
        ("Yearly limit", "Includes drugs", "perhaps", DEDUCTIBLE, "neither yes nor no"),
        ("Yearly limit", "Individual", -5, DEDUCTIBLE, "cannot be below zero"),
        ("Yearly limit", "Family", 10, DEDUCTIBLE, "A family's limit is not below that of one person."),
    ],
    ids=lambda value: str(value)[:20] if isinstance(value, str | int | float) else "",
)
def test_cell_that_cannot_be_is_told_with_what_to_do(juniper, sheet, heading, value, key, sentence):
    assert any(sentence in reason for reason in told(put(sheet, heading, value, **key)))


def test_amounts_shares_and_days_are_understood_as_people_write_them(juniper, in_acme):
    def fill(book: Workbook) -> None:
        put("Yearly limit", "Individual", "$1,100.00", **DEDUCTIBLE)(book)
        put("Yearly limit", "Holds until", "12/31/2027", **DEDUCTIBLE)(book)

    (changed,) = [line for line in compare(read(fill=fill).lines) if line.what != "equal"]

    assert {one.heading: one.after for one in changed.differences} == {
        "Individual ($)": "1100",
        "Holds until (day)": "2027-12-31",
    }


def test_new_row_below_the_last_one_is_new_and_empty_rows_between_are_none(juniper, in_acme):
    def fill(book: Workbook) -> None:
        sheet = book["Surcharge"]
        row = sheet.max_row + 3
        heads = {cell.value.partition(" (")[0]: cell.column for cell in sheet[1]}
        for heading, value in {"Plan year": 2027, "Kind": "other", "Label": "Late", "Per deduction": 5}.items():
            sheet.cell(row, heads[heading]).value = value

    (new,) = [line for line in compare(read(fill=fill).lines) if line.what != "equal"]

    assert (new.what, new.about, new.reasons) == ("new", "2027, other", ())


def test_value_in_a_merged_cell_counts_for_each_row_and_a_hidden_sheet_is_left_out(juniper, in_acme):
    def fill(book: Workbook) -> None:
        book["Rate"].sheet_state = "hidden"
        book["Service"].merge_cells("A2:A3")

    read_book = read(fill=fill)

    assert "The hidden sheet “Rate” was left out." in read_book.notes
    assert "rate" not in {line.table for line in read_book.lines}
    assert {line.what for line in compare(read_book.lines)} == {"equal"}


def _rename_sheet(book: Workbook) -> None:
    book["Rate"].title = "Prices"


def _rename_heading(book: Workbook) -> None:
    book["Rate"]["C1"] = "Group"


def _double_heading(book: Workbook) -> None:
    book["Rate"]["C1"] = "Plan"


def _without_key(book: Workbook) -> None:
    book["Rate"].delete_cols(2)


def _without_rows(book: Workbook) -> None:
    for sheet in book.worksheets[1:-1]:
        sheet.delete_rows(2, sheet.max_row)


def _only_explained(book: Workbook) -> None:
    for sheet in book.worksheets[1:-1]:
        book.remove(sheet)


@pytest.mark.parametrize(
    ("fill", "sentence"),
    [
        (_rename_sheet, "The sheet “Prices” is none of the catalogue"),
        (_rename_heading, "Sheet “Rate”, column C: there is no heading “Group” here"),
        (_double_heading, "the heading “Plan” stands twice"),
        (_without_key, "Sheet “Rate” has no column “Plan”"),
        (_without_rows, "There is no row below the headings"),
        (_only_explained, "No sheet of it is one of the catalogue"),
    ],
)
def test_workbook_that_is_another_is_refused_with_what_to_do(juniper, in_acme, fill, sentence):
    with pytest.raises(ListRefused, match=sentence):
        read(fill=fill)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "This file is empty"), (b"plan,rate\nPPO,1\n", "This is no Excel workbook"), (b"PK\x03\x04 broken", "")],
    ids=["empty", "csv", "broken"],
)
def test_file_that_is_no_workbook_is_refused_with_a_sentence(juniper, browser, content, sentence):
    answer = browser.post(URL, {"file": SimpleUploadedFile("plans.xlsx", content)})

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert sentence in answer.content.decode()


def test_cell_below_no_heading_is_told(juniper, in_acme):
    def fill(book: Workbook) -> None:
        book["Surcharge"]["Z2"] = "a remark"

    assert any("Column Z: it has no heading" in reason for reason in told(fill))


def test_download_has_lists_notes_and_coloured_keys_and_is_written_down(juniper, browser, in_acme):
    year = PlanYear.objects.get(label="2027")

    answer = browser.get(f"{URL}years/{year.pk}/")
    book = load_workbook(BytesIO(answer.content))

    assert answer["Content-Disposition"] == 'attachment; filename="plans-2027.xlsx"'
    assert book.sheetnames[0] == "Read me"
    sheet = book["Rate"]
    assert [cell.value for cell in sheet[1]][:5] == ["Plan year", "Plan", "Benefit class", "Tier", "Band"]
    assert "Example" in sheet["B1"].comment.text
    assert sheet["B2"].fill.start_color.rgb != sheet["G2"].fill.start_color.rgb
    assert {check.formula1.partition("!")[0] for check in sheet.data_validations.dataValidation} == {"Choices"}
    assert AuditEvent.objects.filter(action="catalogue.workbook_downloaded").exists()


def test_employee_reaches_no_workbook(juniper, acme: object, make_person, browser_of):
    browser: Browser = browser_of(acme, make_person(acme, "employee"))
    year = PlanYear.objects.get(label="2027")

    assert browser.get(URL).status_code in (403, 404)
    assert browser.get(f"{URL}years/{year.pk}/").status_code in (403, 404)


def test_workbook_that_nobody_has_looked_at_for_a_day_is_forgotten(in_acme: ClientRef) -> None:
    now = timezone.now()
    old, fresh = (
        CatalogueUpload.objects.create(file_name="plans.xlsx", lines=[], seen=[], made_at=now - age)
        for age in (timedelta(days=1, minutes=1), timedelta(hours=23))
    )

    assert forget_left_uploads(now) == 1
    assert list(CatalogueUpload.objects.all()) == [fresh]
    assert not CatalogueUpload.objects.filter(pk=old.pk).exists()


def test_workbook_is_compared_once_until_the_catalogue_is_another(juniper: Company, reviewer: User) -> None:
    upload = receive(sent(book_of()), by=reviewer, now=timezone.now())
    first = compared_lines(upload)

    with CaptureQueriesContext(connection) as asked:
        assert compared_lines(upload) == first
    assert not any("benefits_rate" in query["sql"] for query in asked.captured_queries)

    Rate.objects.filter(plan__plan_year__label="2027", tier="FAM").delete()
    assert compared_lines(upload) != first
