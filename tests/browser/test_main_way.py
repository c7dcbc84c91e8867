"""The main way through the product: HR uploads, an employee asks, the citation opens the page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

pytestmark = pytest.mark.browser
WORKING_SECONDS = 90


def _policy(folder: Path, amount: str) -> Path:
    path = folder / "gym-policy.pdf"
    canvas = Canvas(str(path), pagesize=LETTER)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(72, 720, "Gym reimbursement policy 2026")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 690, f"Juniper Ridge pays back {amount} a month for a gym membership.")
    canvas.drawString(72, 674, "Send the receipt to the benefits team by the 15th of the next month.")
    canvas.showPage()
    canvas.save()
    return path


def _ask(page: Page, text: str) -> None:
    page.fill("#question", text)
    page.keyboard.press("Enter")


def _answer(page: Page):
    answers = page.locator("div.answer")
    expect(answers.last).to_be_visible()
    expect(page.locator("[data-live-kind=answer]")).to_have_count(0, timeout=WORKING_SECONDS * 1000)
    return answers.last


def test_uploaded_policy_answers_with_a_citation_that_opens_its_page(house, page_for, tmp_path):
    hr = page_for(house.person("juniper", "hr_admin"))
    hr.goto(f"{house.person('juniper', 'hr_admin').url}/hr/documents/upload/")
    hr.set_input_files("input[type=file]", str(_policy(tmp_path, "$37.50")))
    hr.click("main form button[type=submit]:visible")
    # Leaving the page earlier would break the upload off.
    expect(hr.locator("#document-rows tr", has_text=re.compile("gym", re.I))).to_be_visible()
    hr.goto(f"{house.person('juniper', 'hr_admin').url}/hr/")
    row = hr.locator("tr", has_text=re.compile("gym", re.I)).first
    expect(row).to_contain_text("Nobody has checked it yet", timeout=WORKING_SECONDS * 1000)
    row.get_by_role("button", name=re.compile("^publish", re.I)).click()
    # The company's official answers are asked first.
    held_by_none = "No critical question is newly answered wrongly."
    expect(hr.locator("main")).to_contain_text(held_by_none, timeout=WORKING_SECONDS * 1000)
    hr.goto(f"{house.person('juniper', 'hr_admin').url}/hr/?q=gym")
    expect(hr.locator("tr", has_text=re.compile("gym", re.I)).first).to_contain_text(re.compile("published", re.I))

    employee = page_for(house.person("juniper", "employee", class_code="SAL"))
    _ask(employee, "How much does the company pay back for a gym membership?")
    answer = _answer(employee)

    expect(answer).to_contain_text("$37.50")
    answer.locator("a", has_text=re.compile(r"gym|\[?1\]?", re.I)).first.click()
    expect(employee.locator("main")).to_contain_text("$37.50")
    image = employee.locator("main img").first
    expect(image).to_be_visible()
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 200
    assert employee.faults == []


def test_question_that_nothing_published_answers_is_refused_with_whom_to_ask(house, page_for):
    page = page_for(house.person("bluefin", "employee"))

    _ask(page, "Does the company own a ski chalet in Norway that I can rent?")

    answer = _answer(page)
    expect(answer).to_contain_text(re.compile("could not find|do(es)? not|not in|nothing", re.I))
    assert page.faults == []


def test_greeting_is_answered_at_once_and_the_question_after_it_names_the_conversation(house, page_for, answer_to):
    page = page_for(house.person("bluefin", "employee"))

    expect(answer_to(page, "Hi there")).to_contain_text("a computer program, not a person")
    answer = answer_to(page, "What is the specialist copay on the PPO 750?")

    expect(answer.locator(".answer-next button")).not_to_have_count(0)
    for title in (page.locator("#conversation-title"), page.locator("[aria-current] .conversation-title")):
        expect(title).to_have_text("What is the specialist copay on the PPO 750?")
    assert page.faults == []


def test_answer_survives_a_reload_in_the_middle(house, page_for):
    page = page_for(house.person("cedarmain", "employee"))

    _ask(page, "What does a hospital stay cost me on the HMO?")
    page.wait_for_url("**/c/**")
    page.reload()

    expect(_answer(page)).to_contain_text("$500")


def test_person_of_another_client_gets_the_same_page_as_for_a_conversation_that_never_was(house, page_for):
    owner = page_for(house.person("juniper", "employee", class_code="SAL"))
    _ask(owner, "What is the PPO deductible?")
    owner.wait_for_url("**/c/**")
    path = owner.url.split("/c/")[1]

    other = page_for(house.person("bluefin", "employee"))
    base = house.person("bluefin", "employee").url
    foreign = other.goto(f"{base}/c/{path}")
    foreign_text = other.locator("main").inner_text()
    missing = other.goto(f"{base}/c/00000000-0000-4000-8000-000000000000/")

    assert (foreign.status, missing.status) == (404, 404)
    assert other.locator("main").inner_text() == foreign_text


OPERATORS_PAGES = (
    "/",
    "/platform-admin/",
    "/platform-admin/operators/",
    "/platform-admin/operators/invite/",
    "/platform-admin/you/",
)


@pytest.mark.parametrize("width", [800, 1024, 1280])
@pytest.mark.parametrize("client", ["juniper", "bluefin", "cedarmain"])
def test_the_name_of_the_product_is_never_cut_by_hrs_menu(house, page_for, client, width):
    hr = house.person(client, "hr_admin")
    page = page_for(hr, width=width)

    page.goto(f"{hr.url}/hr/")

    expect(page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Company")).to_be_in_viewport(
        ratio=1
    )
    name = page.locator(".site-header .brand-name")
    assert name.evaluate("name => name.scrollWidth <= name.clientWidth"), name.text_content()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(house, page_for, width):
    hr = house.person("juniper", "hr_admin")
    page = page_for(hr, width=width)
    operator = page_for(house.operator(), width=width)
    addresses = [
        (page, f"{hr.url}{path}")
        for path in (
            "/",
            "/contacts/",
            "/hr/",
            "/hr/contacts/",
            "/hr/contacts/add/",
            "/hr/documents/upload/",
            "/hr/search/?q=deductible",
            "/accounts/people/",
            "/accounts/people/invite-many/",
            "/hr/company/look/",
            "/hr/company/questions/",
            "/hr/company/plan-years/",
            "/hr/company/classes/",
        )
    ]
    addresses += [(operator, f"{house.operator().url}{path}") for path in OPERATORS_PAGES]

    for tab, address in addresses:
        response = tab.goto(address)
        assert response.status == 200, address
        overflow = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{address} is {overflow}px too wide at {width}px"


def test_operator_pages_do_not_exist_on_a_clients_host(house, page_for):
    hr = house.person("juniper", "hr_admin")
    page = page_for(hr)

    assert page.goto(f"{hr.url}/platform-admin/").status == 404
