"""HR goes through the facts of a document: by keyboard, and where no script runs."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


def _open_facts(page: Page, base: str, title: str) -> None:
    page.goto(f"{base}/hr/?q={title.replace(' ', '+')}")
    page.get_by_role("link", name=title, exact=True).click()
    page.get_by_role("link", name="Check the facts").click()
    expect(page.locator("h1")).to_have_text("Facts")


def _row(page: Page, words: str, group: str) -> Locator:
    lists = page.locator(f".fact-group:has-text('{group}') + .fact-list")
    return lists.first.locator("[data-fact]").filter(has_text=words).first


def test_hr_confirms_and_corrects_facts_by_keyboard_and_sees_each_place(house, page_for):
    person = house.person("bluefin", "hr_editor")
    page = page_for(person)
    _open_facts(page, person.url, "Summary of Benefits and Coverage: PPO 500 2027")
    row = _row(page, "$40 copay", "Specialist visit")

    row.locator(".fact-open").focus()
    expect(page.locator("#fact-place")).to_contain_text("as printed: “$40 copay/visit. Deductible does not apply.”")
    expect(page.locator(".fact-close-up .page-mark")).to_be_visible()
    page.keyboard.press("c")

    # The fact is confirmed, and the next one has the focus and the mark.
    expect(row).to_contain_text("Confirmed")
    expect(page.locator("#fact-progress")).to_contain_text(re.compile(r"1 of \d+ confirmed"))
    expect(_row(page, "40% coinsurance", "Specialist visit").locator(".fact-open")).to_be_focused()
    expect(page.locator("#fact-place")).to_contain_text("as printed: “40% coinsurance”")
    page.keyboard.press("e")
    page.get_by_label("Amount").fill("45")
    page.get_by_role("button", name="Confirm as corrected").click()
    corrected = _row(page, "45% coinsurance", "Specialist visit")
    expect(corrected).to_contain_text("Printed: 40% coinsurance, after the deductible")
    expect(page.locator("#fact-progress")).to_contain_text(re.compile(r"2 of \d+ confirmed"))

    corrected.locator(".fact-open").focus()
    page.keyboard.press("u")
    expect(_row(page, "40% coinsurance", "Specialist visit")).to_contain_text("Confirm")
    expect(page.locator("#fact-progress")).to_contain_text(re.compile(r"1 of \d+ confirmed"))
    assert page.faults == []


def test_moving_quickly_ends_at_the_place_of_the_last_fact_and_aborts_nothing(house, page_for):
    person = house.person("bluefin", "hr_editor")
    page = page_for(person)
    _open_facts(page, person.url, "Summary of Benefits and Coverage: PPO 500 2027")
    facts = page.locator("[data-fact]")

    facts.nth(20).locator(".fact-open").focus()
    for _ in range(15):
        page.keyboard.press("ArrowDown")

    expect(facts.nth(35).locator(".fact-open")).to_be_focused()
    wanted = facts.nth(35).locator(".fact-open").get_attribute("href").split("fact=")[1].split("#")[0]
    expect(page.locator("#fact-place")).to_have_attribute("data-place-of", wanted)
    facts.nth(40).locator(".fact-words").click()
    wanted = facts.nth(40).locator(".fact-open").get_attribute("href").split("fact=")[1].split("#")[0]
    expect(page.locator("#fact-place")).to_have_attribute("data-place-of", wanted)
    assert page.faults == []


def test_hr_who_has_moved_on_is_not_called_back_by_a_late_answer(house, page_for):
    person = house.person("bluefin", "hr_editor")
    page = page_for(person)
    _open_facts(page, person.url, "Summary of Benefits and Coverage: PPO 1500 2027")
    facts = page.locator("[data-fact]")
    waiting = []
    page.route("**/decide/", lambda route: waiting.append(route))

    facts.nth(20).locator(".fact-open").focus()
    with page.expect_request("**/decide/"):
        page.keyboard.press("c")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    waiting.pop().continue_()

    expect(facts.nth(20)).to_contain_text("Confirmed")
    expect(facts.nth(23).locator(".fact-open")).to_be_focused()
    assert page.faults == []


def test_hr_confirms_a_section_and_corrects_a_rate_where_no_script_runs(house, page_for):
    person = house.person("bluefin", "hr_editor")
    page = page_for(person, width=360, java_script_enabled=False)
    _open_facts(page, person.url, "2027 Rate Sheet")

    page.get_by_role("button", name="Confirm 24 without doubts in PPO 750").click()

    expect(page.locator(".fact-at-once")).to_contain_text("24 facts confirmed.")
    wrong = page.locator(".fact-doubted")
    expect(wrong).to_have_count(1)
    expect(wrong).to_contain_text("680.00 a month would fit")
    wrong.get_by_role("link", name="Correct").click()
    page.get_by_label("Amount").fill("680")
    page.get_by_role("button", name="Confirm as corrected").click()
    expect(page.locator(".fact").filter(has_text="Printed: $690.00 per month")).to_contain_text("$680.00 per month")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_on_a_phone_the_place_stands_above_every_button_that_confirms_and_labels_stay_whole(house, page_for):
    person = house.person("bluefin", "hr_editor")
    page = page_for(person, width=360)
    _open_facts(page, person.url, "2027 Rate Sheet")

    place = page.locator("#fact-place").bounding_box()
    confirming = page.get_by_role("button", name=re.compile("^Confirm")).all()
    labels = page.locator(".fact-about").all()

    assert confirming
    assert min(button.bounding_box()["y"] for button in confirming) >= place["y"] + place["height"]
    assert len(labels) > 20
    assert max(label.bounding_box()["height"] for label in labels) < 30  # one line each
