"""A company that nobody prepared: an operator makes it, its HR admin sets it up, its employees ask."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from reportlab.pdfgen.canvas import Canvas

from platform_admin.mail_folder import newest_mails

pytestmark = pytest.mark.browser
PASSWORD = "a-long-enough-passphrase"
WORKING_MILLISECONDS = 90_000


def _side_letter(folder: Path) -> Path:
    path = folder / "side-letter.pdf"
    sheet = Canvas(str(path))
    sheet.drawString(72, 720, "Boot allowance")
    sheet.drawString(72, 690, "Members of the union get a boot allowance of $180 a year.")
    sheet.save()
    return path


def _link_to(folder: Path, recipient: str) -> str:
    mail = next(mail for mail in newest_mails(folder / "mail") if mail.recipient == recipient)
    return re.search(r"http://\S+/accounts/invitation/\S+", mail.text).group()


def _come_in(page: Page, link: str) -> None:
    page.goto(link)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "/accounts/" not in address)


def _send(page: Page, address: str, **fields: str) -> None:
    page.goto(address)
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    expect(page.locator(".error-summary")).to_have_count(0)


def _make_client(operator: Page, base: str) -> None:
    _send(
        operator,
        f"{base}/platform-admin/clients/new/",
        name="Maple Street Foods",
        subdomain="maple",
        owner_name="Olive Owner",
        owner_email="olive@maple.example",
    )
    expect(operator.get_by_role("heading", name="Owner’s invitation")).to_be_visible(timeout=WORKING_MILLISECONDS)


def test_company_without_any_seed_is_set_up_by_its_own_admin_until_its_employees_are_answered(
    house, page_for, tmp_path, answer_to
):
    operator = house.operator()
    _make_client(page_for(operator), operator.url)
    home = operator.url.replace("localhost", "maple.localhost")
    hr = page_for(url=home)
    _come_in(hr, _link_to(house.folder, "olive@maple.example"))
    expect(hr.locator("main")).to_contain_text("0 of 6 done")

    _send(hr, f"{home}/hr/company/classes/add/", code="UNION", label="Local 88")
    _send(hr, f"{home}/hr/company/plan-years/add/", label="2026", starts_on="2026-01-01", ends_on="2026-12-31")
    _send(hr, f"{home}/hr/company/questions/", english="What is the boot allowance?")
    hr.goto(f"{home}/hr/contacts/add/?role=eap")
    hr.fill("#id_name", "Steadyline")
    hr.fill("#id_phone", "614-555-0199")
    hr.get_by_role("button", name="Add the contact").click()
    hr.goto(f"{home}/hr/documents/upload/")
    hr.set_input_files("input[type=file]", str(_side_letter(tmp_path)))
    hr.get_by_label("Local 88").check()
    hr.select_option("[name=plan_year]", "2026")
    hr.click("main form button[type=submit]:visible")
    expect(hr.locator("#document-rows tr", has_text="Side letter")).to_be_visible()
    hr.goto(f"{home}/hr/")
    row = hr.locator("tr", has_text="Side letter").first
    expect(row).to_contain_text("Nobody has checked it yet", timeout=WORKING_MILLISECONDS)
    row.get_by_role("button", name=re.compile("^publish", re.I)).click()
    expect(row).to_contain_text("Published", timeout=WORKING_MILLISECONDS)
    people = "email,name,class\nuna@maple.example,Una Union,local 88\nsal@maple.example,Sal Salaried,\nnobody,Nobody,"
    _send(hr, f"{home}/accounts/people/invite-many/", text=people)
    expect(hr.locator("main")).to_contain_text("This is not an email address.")
    hr.get_by_role("button", name="Send 2 invitations").click()
    expect(hr.get_by_role("heading", name="Done", exact=True)).to_be_visible(timeout=WORKING_MILLISECONDS)
    hr.goto(f"{home}/hr/")
    expect(hr.locator("main")).not_to_contain_text("First steps")

    answers = {}
    for name in ("una", "sal"):
        employee = page_for(url=home, width=360)
        _come_in(employee, _link_to(house.folder, f"{name}@maple.example"))
        expect(employee.locator("main")).to_contain_text("What is the boot allowance?")
        answers[name] = answer_to(employee, "What is the boot allowance?").inner_text()
        assert employee.faults == []
    assert "$180" in answers["una"]
    assert "$180" not in answers["sal"]
    assert hr.faults == []


def test_suggested_address_gives_way_to_the_first_letter_typed_in_its_field(house, page_for):
    operator = house.operator()
    page = page_for(operator)
    page.goto(f"{operator.url}/platform-admin/clients/new/")
    address = page.locator("[name=subdomain]")

    page.fill("[name=name]", "Maple Street Foods")
    page.locator("[name=name]").press("Tab")
    expect(address).to_be_focused()
    expect(address).to_have_value("maple-street-foods")
    page.keyboard.type("maple")

    expect(address).to_have_value("maple")


def test_suspension_without_a_reason_is_stopped_before_anybody_is_asked(house, page_for):
    operator = house.operator()
    page = page_for(operator)
    page.goto(f"{operator.url}/platform-admin/clients/")
    page.get_by_role("link", name="Juniper Ridge Manufacturing").click()
    page.get_by_role("link", name="Settings").click()
    suspend = page.get_by_role("button", name="Suspend")

    suspend.click()
    expect(page.locator("#id_reason")).to_be_focused()
    assert not page.evaluate("document.getElementById('confirm').open")
    page.fill("#id_reason", "Contract ended")
    suspend.click()

    expect(page.locator("#confirm")).to_be_visible()
    page.locator("#confirm").get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("button", name="Suspend")).to_be_visible()
