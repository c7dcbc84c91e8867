"""What an answer looks like while it is being written."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser
WRITTEN = (
    "The guide names **two** ways [1].\n"
    "- Call the carrier [1]\n"
    "- Write to the\nbenefits team [2]\n"
    "1. First the form\n\n"
    "2. Then the receipt\n\n"
    "| | PPO | HSA |\n|---|---|---|\n| Deductible | $750 | $1,700 [1] |\n| Copay | $25"
)


def _ask_and_hear(page: Page, *deltas: str) -> None:
    """Ask a question whose answer has come this far and is still being written."""
    events = "".join(f"event: text\ndata: {json.dumps({'delta': delta})}\n\n" for delta in deltas)

    def answer(route: Route) -> None:
        # The browser asks again no sooner than in ten minutes.
        route.fulfill(content_type="text/event-stream", body=f"retry: 600000\n\n{events}")

    page.route("**/live/?*", answer)
    page.fill("#question", "How do I send a claim?")
    page.locator("[data-composer] button[type=submit]").click()


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_lists_and_tables_are_drawn_while_the_answer_is_written(house, page_for, size):
    page = page_for(house.person("juniper", "employee", class_code="SAL"))

    _ask_and_hear(page, *(WRITTEN[start : start + size] for start in range(0, len(WRITTEN), size)))

    live = page.locator("[data-live-text]").last
    expect(live.locator("td", has_text="$25")).to_be_visible()
    assert live.locator("> *").evaluate_all("parts => parts.map(part => part.tagName)") == ["P", "UL", "OL", "TABLE"]
    assert live.locator("ul > li").all_inner_texts() == ["Call the carrier 1", "Write to the benefits team 2"]
    assert live.locator("ol > li").all_inner_texts() == ["First the form", "Then the receipt"]
    assert live.locator("tr").all_inner_texts() == ["\tPPO\tHSA", "Deductible\t$750\t$1,700 1", "Copay\t$25"]
    assert page.faults == []
