"""What a person does about answers, with the keyboard and the mouse: judge, ask in other words, keep private, print."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WORKING_SECONDS = 90
QUESTION = "What is the specialist copay on the PPO 750?"


def test_answer_is_judged_and_the_word_taken_back_without_losing_ones_place(house, page_for, answer_to):
    page = page_for(house.person("bluefin", "employee"))
    answer = answer_to(page, QUESTION)
    button = answer.get_by_role("button", name="This did not help")

    button.press("Enter")

    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    answer.get_by_label("It is out of date").check()
    answer.get_by_label("Anything to add?").fill("The new year has begun")
    answer.get_by_role("button", name="Save").click()
    expect(answer.locator("summary")).to_contain_text("Noted: It is out of date")
    page.reload()
    answer = page.locator("div.answer").last
    expect(answer.locator("summary")).to_contain_text("Noted: It is out of date")
    answer.get_by_role("button", name="This did not help").click()
    expect(answer.get_by_role("button", name="This is wrong")).to_be_visible()
    assert page.faults == []


def test_question_in_other_words_is_answered_in_its_place_and_the_old_one_is_one_press_away(house, page_for, answer_to):
    page = page_for(house.person("bluefin", "employee"), width=360)
    answer_to(page, QUESTION)
    page.wait_for_url("**/c/**")
    answer_to(page, "And on the PPO 1500?")
    first = page.locator(".turn").first

    first.locator("summary", has=page.get_by_label("Ask this in other words")).click()
    first.get_by_role("textbox", name="In other words").fill("What is the deductible of the PPO 750?")
    first.get_by_role("button", name="Ask", exact=True).click()

    asked = page.locator(".turn-words")
    expect(asked).to_have_text(["What is the deductible of the PPO 750?"])
    expect(page.locator("[data-live-kind=answer]")).to_have_count(0, timeout=WORKING_SECONDS * 1000)
    answer_to(page, "And on the PPO 1500?")
    expect(page.locator("div.answer").last).to_contain_text("$1,500")
    page.get_by_role("link", name="As you asked before").click()
    expect(asked).to_have_text([QUESTION, "And on the PPO 1500?"])
    expect(page.locator("div.answer").last).to_contain_text("$60")
    assert page.faults == []


def test_focus_goes_where_the_reader_is_after_what_was_pressed_is_gone(house, page_for, answer_to):
    page = page_for(house.person("bluefin", "employee"))
    answer = answer_to(page, QUESTION)
    page.wait_for_url("**/c/**")

    answer.get_by_role("button", name="This is wrong").press("Enter")
    expect(answer.locator(".feedback-why summary")).to_be_focused()
    answer.get_by_role("button", name="In plain words").press("Enter")
    expect(page.get_by_role("button", name="In the usual words")).to_be_visible()
    expect(page.locator("div.answer").last).to_be_focused()
    assert page.faults == []


def test_private_conversation_is_marked_and_leaves_nothing_in_lists_or_in_the_browser(house, page_for, answer_to):
    page = page_for(house.person("bluefin", "employee"))
    page.get_by_label("Private: do not keep this conversation").check()
    expect(page.get_by_role("heading", name="Questions people ask here")).to_be_hidden()
    answer_to(page, "What does the PPO 750 pay for an MRI?")
    page.wait_for_url("**/c/**")
    page.fill("#question", "A draft that nobody else should find")

    expect(page.locator("#private-mark")).to_contain_text("Private conversation.")
    expect(page.locator(".conversation-title", has_text="MRI")).to_have_count(0)
    assert page.evaluate("Object.values(localStorage).filter((kept) => /draft|MRI/.test(kept))") == []
    address = page.url
    page.get_by_role("button", name="End and erase").click()
    expect(page.locator("main")).to_contain_text("The conversation is erased.")
    assert page.goto(address).status == 404


def test_conversation_prints_without_anything_of_the_app(house, page_for, answer_to):
    page = page_for(house.person("bluefin", "employee"))
    answer_to(page, QUESTION)
    page.wait_for_url("**/c/**")
    page.get_by_label("What to do with this conversation").click()
    page.get_by_role("link", name="Print").click()
    page.emulate_media(media="print")

    sheet = page.locator("main")
    expect(sheet).to_contain_text(QUESTION)
    expect(sheet).to_contain_text("$50")
    expect(sheet).to_contain_text(re.compile(r"plan year 2027\s*,\s+page \d+:\s+“"))
    expect(sheet).to_contain_text("the plan documents decide")
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator("header.site-header")).to_have_count(0)
    assert page.faults == []
