"""Rows of a workbook that wait for their review: which of them whoever has checked the file reviews with it."""

from django.test import Client as Browser
from openpyxl import Workbook

from benefits.models import Accumulator
from tenants.audit.models import AuditEvent
from tests.benefits.workbook.filled import DEDUCTIBLE, URL, Fill, book_of, put, sent
from tests.pages import words


def unreviewed_deductible() -> Accumulator:
    limit = Accumulator.objects.get(
        plan__plan_year__label="2027", plan__short_name="PPO 1000", network="IN1", kind="deductible"
    )
    Accumulator.objects.filter(pk=limit.pk).update(reviewed_by=None, reviewed_at=None)
    return limit


def checked(browser: Browser, fill: Fill | None = None) -> tuple[str, str]:
    """Return what the page shows of a workbook, and what is said once somebody has checked and confirmed it."""
    shown = browser.post(URL, {"file": sent(book_of(fill=fill))}, follow=True)
    address = f"{shown.redirect_chain[-1][0]}apply/"
    done = browser.post(address, {"seen": shown.context["seen"], "is_checked": "on"}, follow=True)
    return words(shown), words(done)


def without(sheet: str, heading: str) -> Fill:
    def fill(book: Workbook) -> None:
        rows = book[sheet]
        (column,) = [cell.column for cell in rows[1] if cell.value.partition(" (")[0] == heading]
        rows.delete_cols(column)

    return fill


def test_row_that_waits_is_reviewed_with_the_rest_only_where_the_file_has_all_of_its_columns(
    juniper, browser, admin, in_acme
):
    limit = unreviewed_deductible()

    def partly(book: Workbook) -> None:
        put("Yearly limit", "Individual", 1100, **DEDUCTIBLE)(book)
        without("Yearly limit", "Family")(book)

    shown, done = checked(browser, partly)

    limit.refresh_from_db()
    assert "Stays to be reviewed, for the file has no column Family" in shown
    assert "1 row stays to be reviewed in any case" in shown
    assert "No row is reviewed by it." in done
    assert (limit.individual, limit.is_reviewed) == (1100, False)

    checked(browser, put("Yearly limit", "Individual", 1150, **DEDUCTIBLE))
    limit.refresh_from_db()
    assert (limit.individual, limit.reviewed_by) == (1150, admin)


def test_reviewed_row_stays_reviewed_by_a_file_with_some_of_its_columns(juniper, browser, admin, in_acme):
    def partly(book: Workbook) -> None:
        put("Yearly limit", "Individual", 1100, **DEDUCTIBLE)(book)
        without("Yearly limit", "Family")(book)

    _, done = checked(browser, partly)

    limit = Accumulator.objects.get(
        plan__plan_year__label="2027", plan__short_name="PPO 1000", network="IN1", kind="deductible"
    )
    assert "1 row counts as reviewed by you now." in done
    assert (limit.individual, limit.reviewed_by) == (1100, admin)


def test_row_that_waits_as_in_the_file_is_shown_and_reviewed_and_counted(juniper, browser, admin, in_acme):
    limit = unreviewed_deductible()

    shown, done = checked(browser)

    limit.refresh_from_db()
    assert "Then 1 row counts as reviewed by you" in shown
    assert "Count them as reviewed" in shown
    assert "Individual ($): 1000" in shown
    assert limit.reviewed_by == admin
    assert "1 row counts as reviewed by you now." in done
    detail = AuditEvent.objects.get(action="catalogue.workbook_taken_over").detail
    assert (detail["checked"], detail["reviewed"]) == (True, 1)


def test_row_that_waits_as_in_a_file_with_some_of_its_columns_stays_waiting(juniper, browser, in_acme):
    limit = unreviewed_deductible()

    shown = words(browser.post(URL, {"file": sent(book_of(fill=without("Yearly limit", "Family")))}, follow=True))

    assert "What waits for its review stays waiting" in shown
    assert "Count them as reviewed" not in shown
    limit.refresh_from_db()
    assert not limit.is_reviewed
