"""What HR does in a document's life, in a browser: check what was read, see what changes, look at what does not fit."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from reportlab.pdfgen.canvas import Canvas

pytestmark = pytest.mark.browser
WORKING_MILLISECONDS = 90_000
# A change waits until the company's official answers were asked.
HELD_BY_NONE = "No critical question is newly answered wrongly."


@pytest.fixture
def hr(house, page_for) -> Page:
    person = house.person("bluefin", "hr_admin")
    page = page_for(person)
    page.base = person.url
    return page


def _pdf(place: Path, name: str, *lines: str) -> str:
    path = place / name
    sheet = Canvas(str(path), invariant=True)
    for number, line in enumerate(lines):
        sheet.drawString(72, 740 - 24 * number, line)
    sheet.save()
    return str(path)


def _upload(hr: Page, *paths: str) -> None:
    hr.set_input_files("input[type=file]", list(paths))
    hr.click("main form button[type=submit]:visible")
    rows = hr.locator("#document-rows tr").filter(has_text="Nobody has checked it yet")
    expect(rows).to_have_count(len(paths), timeout=WORKING_MILLISECONDS)


def test_two_files_are_checked_one_after_the_other_on_one_screen(hr, tmp_path):
    hr.goto(f"{hr.base}/hr/documents/upload/")
    _upload(
        hr,
        _pdf(tmp_path, "Scooter policy.pdf", "Scooter policy", "Effective March 1, 2026", "Scooters cost $9 a month."),
        _pdf(tmp_path, "Canteen policy.pdf", "Canteen policy", "For the PPO 750 as well.", "Lunch costs $4.75."),
    )
    hr.goto(f"{hr.base}/hr/?q=")
    hr.get_by_role("link", name="Check what we read", exact=True).first.click()

    for _ in range(4):
        heading = hr.get_by_role("heading", level=1)
        expect(heading).to_have_text("Check what we read")
        if "Scooter" in hr.get_by_label("Title").input_value():
            break
        hr.get_by_role("link", name="Later, show the next").click()
    expect(hr.locator("main")).to_contain_text(re.compile(r"\d of \d"))
    expect(hr.get_by_label("In force from")).to_have_value("2026-03-01")
    expect(hr.locator(".guessed", has_text="In force from")).to_contain_text("Guessed from the file.")
    picture = hr.locator(".check-page img")
    expect(picture).to_be_visible()
    expect(picture).to_have_attribute("loading", "eager")
    hr.wait_for_function("() => document.querySelector('.check-page img').naturalWidth > 500")
    hr.get_by_label("In force to").fill("2025-01-01")
    hr.get_by_role("button", name="Confirm and publish").click()
    expect(hr.get_by_role("alert")).to_contain_text("The last day lies before the first one.")
    hr.get_by_label("In force to").fill("")
    hr.get_by_label("Title").press("Enter")  # confirms, and publishes nothing

    expect(hr.locator("main")).to_contain_text("“Scooter policy” is checked.")
    hr.goto(f"{hr.base}/hr/?status=reviewed&q=Scooter")
    expect(hr.locator("#document-rows tr")).to_contain_text("Not published.")
    # The refused form is the only fault.
    assert [fault for fault in hr.faults if "422" not in fault] == []


def test_a_replacement_shows_what_changes_before_it_is_published(hr, tmp_path):
    lines = ("Locker policy", "A locker costs $5 a month.", "Keys are at the front desk.")
    hr.goto(f"{hr.base}/hr/documents/upload/")
    _upload(hr, _pdf(tmp_path, "Locker policy.pdf", *lines))
    row = hr.locator("#document-rows tr", has_text="Locker policy")
    row.get_by_role("button", name="Publish").click()
    expect(hr.locator("main")).to_contain_text(HELD_BY_NONE, timeout=WORKING_MILLISECONDS)
    hr.goto(f"{hr.base}/hr/?q=Locker")
    expect(row).to_contain_text("Published")
    row.get_by_role("link", name="Locker policy", exact=True).click()
    document = hr.url
    hr.goto(f"{document}replace/")
    newer = (lines[0], "A locker costs $7 a month.", lines[2], "Empty it in December.")
    hr.set_input_files("input[type=file]", _pdf(tmp_path, "lockers.pdf", *newer))
    hr.click("main form button[type=submit]:visible")
    row = hr.locator("tr", has_text="is ready to take its place")
    expect(row).to_be_visible(timeout=WORKING_MILLISECONDS)
    hr.goto(document)

    hr.get_by_role("link", name="See what changes").first.click()

    expect(hr.get_by_role("heading", level=1)).to_have_text("What changes")
    expect(hr.locator(".compared del").first).to_have_text("$5")
    expect(hr.locator(".compared ins").first).to_have_text("$7")
    expect(hr.locator(".compared")).to_contain_text("Empty it in December.")
    hr.get_by_role("button", name="Publish version 2").click()
    expect(hr.locator("main")).to_contain_text(HELD_BY_NONE, timeout=WORKING_MILLISECONDS)
    hr.goto(document)
    expect(hr.locator("main")).to_contain_text("Replaced by version 2")
    assert hr.faults == []


def test_figures_that_contradict_each_other_lead_to_both_pages(hr):
    hr.goto(f"{hr.base}/hr/?status=warned&q=")
    hr.get_by_role("link", name="Benefits FAQ", exact=True).click()

    warning = hr.locator("#warnings article", has_text="Urgent care, PPO 750")
    expect(warning).to_contain_text("$75 in one document, $50 in the other")
    expect(warning.get_by_role("link", name=re.compile(r", page \d"))).to_have_count(2)
    warning.get_by_role("button", name="Leave it as it is").click()

    expect(hr.locator("#warnings")).to_contain_text("left as it is by")
    expect(hr.locator("#warnings article")).to_have_count(0)
    assert hr.faults == []
