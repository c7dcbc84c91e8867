"""Looking at a source and coming back to the answer: on a phone, on a desk, with and without a script."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
QUESTION = "What is the PPO deductible?"


@pytest.fixture
def reading(house, page_for, answer_to):
    """Return a page on which an answer stands in the middle of the screen, and its first chip."""

    def read(width: int):
        page = page_for(house.person("juniper", "employee", class_code="SAL"), width=width, height=640)
        chip = answer_to(page, QUESTION).locator("a.source-chip-link").first
        chip.evaluate("chip => chip.scrollIntoView({block: 'center'})")
        return page, chip

    return read


def _scrolled(page) -> int:
    return page.evaluate("Math.round(window.scrollY)")


def test_back_closes_the_source_on_a_phone_at_the_same_reading_place(reading):
    page, chip = reading(360)
    conversation, place = page.url, _scrolled(page)

    chip.click()
    dialog = page.locator("#source-dialog")
    expect(dialog.locator(".source-quote")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/s/[0-9a-f-]+/$"))
    page.go_back()

    expect(dialog).to_be_hidden()
    expect(page).to_have_url(conversation)
    expect(chip).to_be_focused()
    assert place > 0
    assert _scrolled(page) == place
    page.go_forward()
    expect(dialog.locator(".source-quote")).to_be_visible()
    assert page.faults == []


@pytest.mark.parametrize("way", ["Escape", "button"])
def test_closing_the_source_on_a_phone_leaves_no_step_behind(reading, way):
    page, chip = reading(360)
    conversation, place = page.url, _scrolled(page)
    steps = page.evaluate("history.length")

    for _ in range(2):
        chip.click()
        expect(page.locator("#source-dialog .source-quote")).to_be_visible()
        if way == "Escape":
            page.keyboard.press("Escape")
        else:
            page.locator("[data-source-close]").click()
        expect(page.locator("#source-dialog")).to_be_hidden()
        expect(page).to_have_url(conversation)
        expect(chip).to_be_focused()

    assert _scrolled(page) == place
    assert page.evaluate("history.length") == steps + 1  # what Forward would open; Back does not meet it
    page.go_back()
    expect(page).to_have_url(re.compile(r"localhost:\d+/$"))


def test_source_reloaded_on_a_phone_is_a_page_that_leads_back_to_the_answer(reading):
    page, chip = reading(360)
    conversation = page.url

    chip.click()
    expect(page.locator("#source-dialog .source-quote")).to_be_visible()
    page.reload()

    expect(page.locator("main .source-quote")).to_be_visible()
    page.get_by_role("link", name="Back to the answer").click()
    expect(page).to_have_url(re.compile(rf"^{re.escape(conversation.split('#')[0])}#answer-"))
    page.go_back()
    page.go_back()
    expect(page).to_have_url(conversation)


def test_escape_closes_the_source_beside_the_answer(reading):
    page, chip = reading(1280)
    panel = page.locator("#source-panel")

    chip.click()
    expect(panel.locator(".source-quote")).to_be_visible()
    page.keyboard.press("Escape")

    expect(panel.locator(".source-quote")).to_be_hidden()
    expect(panel).to_contain_text("to see the page it comes from")
    expect(chip).to_be_focused()


def test_source_is_a_plain_page_without_a_script(house, page_for, reading):
    conversation = reading(1280)[0].url
    page = page_for(house.person("juniper", "employee", class_code="SAL"), width=360, java_script_enabled=False)
    page.goto(conversation)

    page.locator("a.source-chip-link").first.click()
    expect(page.locator("main .source-quote")).to_be_visible()
    page.go_back()

    expect(page).to_have_url(conversation)
