"""HR keeps the contacts, with a script and without one."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
NAME = "Quarry Gym Benefits"


def _add(page, base: str) -> None:
    page.goto(f"{base}/hr/contacts/")
    page.get_by_role("link", name="Add a contact").click()
    page.fill("#id_name", NAME)
    page.select_option("#id_role", "other")
    page.get_by_role("button", name="Add the contact").click()
    # Refused: nobody could reach them. What was typed is still there.
    expect(page.locator(".error-summary")).to_contain_text("Give at least one way to reach them")
    page.fill("#id_phone", "614-555-0177 ext. 4")
    page.get_by_role("button", name="Add the contact").click()
    expect(page.locator("#contacts tbody tr").last).to_contain_text(NAME)


def test_hr_adds_moves_and_deletes_a_contact_that_an_employee_sees_meanwhile(house, page_for):
    person = house.person("bluefin", "hr_editor")
    hr = page_for(person)
    rows = hr.locator("#contacts tbody tr")
    _add(hr, person.url)
    employee = page_for(house.person("bluefin", "employee"), width=360)

    employee.goto(f"{person.url}/contacts/")
    expect(employee.locator("main")).to_contain_text(NAME)
    row = rows.filter(has_text=NAME)
    row.get_by_role("button", name=re.compile("Move up")).click()
    expect(rows.nth(-2)).to_contain_text(NAME)
    row.get_by_role("button", name=re.compile("Delete")).click()
    hr.locator("#confirm").get_by_role("button", name="Keep it").click()
    expect(row).to_be_visible()
    row.get_by_role("button", name=re.compile("Delete")).click()
    hr.locator("#confirm").get_by_role("button", name="Delete").click()

    expect(row).to_have_count(0)
    expect(hr.locator("#toasts")).to_contain_text(f"{NAME} is deleted.")
    employee.reload()
    expect(employee.locator("main")).not_to_contain_text(NAME)
    assert hr.faults == [line for line in hr.faults if "422" in line]
    assert employee.faults == []


def test_hr_is_asked_before_deleting_where_no_script_runs(house, page_for):
    person = house.person("bluefin", "hr_editor")
    hr = page_for(person, java_script_enabled=False)
    _add(hr, person.url)
    row = hr.locator("#contacts tbody tr").filter(has_text=NAME)

    row.get_by_role("button", name=re.compile("Delete")).click()
    expect(hr.locator("h1")).to_have_text(f"Delete {NAME}?")
    hr.get_by_role("link", name="Keep it").click()
    expect(row).to_be_visible()
    row.get_by_role("button", name=re.compile("Delete")).click()
    hr.get_by_role("button", name="Delete").click()

    expect(row).to_have_count(0)
    expect(hr.locator(".messages")).to_contain_text(f"{NAME} is deleted.")
