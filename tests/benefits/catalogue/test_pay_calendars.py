"""Pay calendars: seen, reviewed and used as every other row of the catalogue."""

from datetime import date

import pytest
from django.test import Client as Browser

from accounts.models import User
from benefits.catalogue.read import days_without_deduction
from benefits.catalogue.rows import Row, RowSource
from benefits.catalogue.write import review, write
from benefits.models import BenefitClass, CatalogueChange, PayCalendar, Plan, PlanYear
from benefits.workbook.compare import compare, write_lines
from benefits.workbook.read import BookLine
from chat.pipeline.tools.contract import Session
from chat.pipeline.tools.registry import use
from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import asked, scope_of, told
from tests.pages import save, words

PRICE = "What do I pay for the PPO 1000 in 2027 for my family? I smoke."


@pytest.fixture
def without_two_days(juniper: Company, reviewer: User) -> PayCalendar:
    """Juniper's calendar, unreviewed, with two days on which nothing comes off and one of another year."""
    days = [date(2027, 12, 31), date(2027, 7, 30), date(2025, 1, 31)]
    (change,) = write(
        [Row("pay_calendar", {"code": "26-DEDUCTIONS"}, {"skipped_pays": days}, RowSource("Payroll calendar", page=2))],
        by=reviewer,
    ).changes
    assert change.what == "changed"
    return PayCalendar.objects.get(code="26-DEDUCTIONS")


def test_days_without_a_deduction_are_told_once_somebody_reviewed_the_calendar(
    without_two_days: PayCalendar, reviewer: User
) -> None:
    year = PlanYear.objects.get(label="2027")
    assert days_without_deduction(year, "SAL", 26).terms == ()
    assert "No benefit premiums" not in told(asked(PRICE, "SAL"))

    review([without_two_days], by=reviewer)

    held = days_without_deduction(year, "SAL", 26)
    assert held.terms == (date(2027, 7, 30), date(2027, 12, 31))
    assert [(source.label, source.page) for source in held.sources] == [("Payroll calendar", 2)]
    said = told(asked(PRICE, "SAL"))
    assert "No benefit premiums are taken from the paychecks of July 30, 2027; December 31, 2027." in said
    plans = Plan.objects.filter(plan_year=year, line="medical").values_list("short_name", flat=True)[:2]
    wanted = {"plans": list(plans), "covered": "FAM", "plan_year": "2027"}
    side_by_side = use("premiums_compared", wanted, Session(scope_of("SAL"), "es"))
    assert "No se descuentan primas de beneficios de los cheques del 30 de julio de 2027" in told([side_by_side])
    assert days_without_deduction(year, "", 26).terms == ()


def test_days_without_a_deduction_are_told_of_no_price_that_is_for_another_number(
    without_two_days: PayCalendar, reviewer: User
) -> None:
    calendar = Row("pay_calendar", {"code": "26-DEDUCTIONS"}, {"deductions_per_year": 24})
    write([calendar], by=reviewer, review=True)

    assert "26 paychecks" in told(asked(PRICE, "SAL"))
    assert "No benefit premiums" not in told(asked(PRICE, "SAL"))


def test_calendar_stands_among_the_rules_and_is_reviewed_and_changed_there(
    without_two_days: PayCalendar, browser: Browser
) -> None:
    page = browser.get(f"/hr/plans/years/{PlanYear.objects.get(label='2027').pk}/")
    assert "26 deductions a year, none on December 31, 2027" in words(page)

    browser.post(f"/hr/plans/pay_calendar/{without_two_days.pk}/review/", {"seen": _seen(without_two_days)})
    without_two_days.refresh_from_db()
    assert without_two_days.is_reviewed

    place = f"/hr/plans/pay_calendar/{without_two_days.pk}/"
    assert "2027-07-30" in browser.get(place).text
    form = {"label": "Biweekly", "deductions_per_year": "26", "skipped_pays": "2027-07-30\n2027-12-31"}
    saved = browser.post(place, {**form, "seen": without_two_days.stamp}, follow=True)
    without_two_days.refresh_from_db()
    assert "Biweekly is saved. It waits to be reviewed." in words(saved)
    assert without_two_days.skipped_pays == [date(2027, 7, 30), date(2027, 12, 31)]
    assert browser.get(f"{place}history/").status_code == 200


def test_calendar_that_a_class_has_stays(without_two_days: PayCalendar, browser: Browser) -> None:
    page = browser.post(f"/hr/plans/pay_calendar/{without_two_days.pk}/remove/", follow=True)

    assert "Give the classes that have it another one first." in words(page)
    assert PayCalendar.objects.filter(pk=without_two_days.pk).exists()


def test_who_chooses_deductions_for_a_class_stands_behind_them(juniper: Company, admin: User, browser: Browser) -> None:
    row = BenefitClass.objects.get(code="UNION")

    save(browser, f"/hr/company/classes/{row.pk}/", {"code": "UNION", "label": row.label, "pay_calendar": "52 a year"})

    calendar = BenefitClass.objects.get(code="UNION").pay_calendar
    assert (calendar.deductions_per_year, calendar.reviewed_by) == (52, admin)
    assert CatalogueChange.objects.filter(row=calendar.pk, kind="added").count() == 1


def test_row_of_a_workbook_with_another_first_day_changes_the_calendar_of_its_code(
    without_two_days: PayCalendar, reviewer: User
) -> None:
    cells = {"code": "26-Deductions", "effective_from": "2027-07-01", "deductions_per_year": "26"}
    line = BookLine("Pay calendar", 2, "pay_calendar", cells, dict.fromkeys(cells, "A"))
    (shown,) = compare([line])
    assert (shown.what, shown.reasons) == ("changed", ())

    assert write_lines([line], by=reviewer, why="Workbook", review=False)

    without_two_days.refresh_from_db()
    assert without_two_days.effective_from == date(2027, 7, 1)
    assert PayCalendar.objects.filter(code__iexact="26-DEDUCTIONS").count() == 1


def test_first_day_of_a_calendar_is_changed_on_its_page(without_two_days: PayCalendar, browser: Browser) -> None:
    place = f"/hr/plans/pay_calendar/{without_two_days.pk}/"
    form = {"label": "Biweekly", "deductions_per_year": "26", "effective_from": "2027-07-01"}

    browser.post(place, {**form, "seen": without_two_days.stamp})

    without_two_days.refresh_from_db()
    assert without_two_days.effective_from == date(2027, 7, 1)


def test_other_name_leaves_the_review_of_a_calendar_as_it_is(without_two_days: PayCalendar, reviewer: User) -> None:
    review([without_two_days], by=reviewer)

    write([Row("pay_calendar", {"code": "26-DEDUCTIONS"}, {"label": "Every other Friday"})], by=None)
    without_two_days.refresh_from_db()
    assert (without_two_days.label, without_two_days.reviewed_by) == ("Every other Friday", reviewer)

    write([Row("pay_calendar", {"code": "26-DEDUCTIONS"}, {"deductions_per_year": 24})], by=None)
    without_two_days.refresh_from_db()
    assert not without_two_days.is_reviewed


def test_calendar_of_that_code_with_another_number_stays_for_the_classes_that_have_it(
    juniper: Company, admin: User, reviewer: User, browser: Browser
) -> None:
    write([Row("pay_calendar", {"code": "52-A-YEAR"}, {"label": "48", "deductions_per_year": 48})], by=reviewer)
    row = BenefitClass.objects.get(code="UNION")

    save(browser, f"/hr/company/classes/{row.pk}/", {"code": "UNION", "label": row.label, "pay_calendar": "52 a year"})

    calendar = BenefitClass.objects.get(code="UNION").pay_calendar
    assert (calendar.code, calendar.deductions_per_year, calendar.reviewed_by) == ("52-A-YEAR-2", 52, admin)
    kept = PayCalendar.objects.get(code="52-A-YEAR")
    assert (kept.deductions_per_year, kept.is_reviewed) == (48, False)


def test_classes_page_says_which_calendar_waits(
    without_two_days: PayCalendar, browser: Browser, reviewer: User
) -> None:
    there = f'href="/hr/plans/pay_calendar/{without_two_days.pk}/"'
    assert there in browser.get("/hr/company/classes/").text
    assert there in browser.get("/hr/plans/").text
    assert "26-DEDUCTIONS" in words(browser.get("/hr/plans/years/?year=2027"))

    review([without_two_days], by=reviewer)

    assert "To review" not in words(browser.get("/hr/company/classes/"))
    assert there not in browser.get("/hr/plans/").text
    assert "26-DEDUCTIONS" not in words(browser.get("/hr/plans/years/?year=2027"))


def _seen(row: PayCalendar) -> str:
    return f"{row.pk}:{row.stamp}"
