"""HR's brand studio in a real browser: the page beside the form is that of what is typed, and nobody else's is."""

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.looks import LOOKS, faults

pytestmark = pytest.mark.browser


@pytest.fixture
def studio(house, page_for) -> Page:
    page = page_for(house.person("juniper", "hr_admin"))
    page.goto(f"{house.person('juniper', 'hr_admin').url}/hr/company/look/")
    return page


def framed(page: Page) -> FrameLocator:
    return page.frame_locator("#studio-frame")


def test_page_beside_the_form_changes_as_one_types_and_a_reload_keeps_it(house, page_for, studio):
    studio.select_option("[name=shown-page]", "sign-in")
    expect(framed(studio).get_by_role("heading", name="Sign in")).to_be_visible()

    studio.fill("[name=product_name]", "Not yet everybody's")

    expect(framed(studio).get_by_text("Not yet everybody's")).to_be_visible()
    expect(studio.locator("#studio-state")).to_contain_text("Not saved yet.")
    studio.reload()
    expect(studio.locator("[name=product_name]")).to_have_value("Not yet everybody's")
    other = page_for(url=f"{house.person('juniper', 'employee').url}/accounts/login/")
    expect(other.get_by_text("Not yet everybody's")).to_have_count(0)
    studio.get_by_role("button", name="Discard what is not saved").click()
    expect(studio.locator("[name=product_name]")).not_to_have_value("Not yet everybody's")
    assert studio.faults == []


def test_font_and_darkness_are_seen_at_once_and_a_suggested_color_is_a_press_away(studio):
    studio.select_option("[name=font]", "figtree")
    studio.select_option("[name=shown-scheme]", "dark")
    studio.get_by_role("button", name="as the main color").last.click()

    body = framed(studio).locator("body")
    expect(body).to_have_css("font-family", 'Figtree, "Figtree fallback", system-ui, sans-serif')
    expect(framed(studio).locator("html")).to_have_attribute("data-theme", "dark")
    pressed = studio.get_by_role("button", name="as the main color").last.get_attribute("value")
    expect(studio.locator("[name=primary_colour]")).to_have_value(pressed)
    expect(studio.locator("#colors ~ #colours h3").first).to_contain_text(pressed)
    studio.get_by_role("button", name="Discard what is not saved").click()
    assert studio.faults == []


@pytest.mark.parametrize("path", ["", "versions/"])
def test_axe_finds_nothing_in_the_studio_in_any_look(studio, path):
    studio.goto(f"{studio.url}{path}")

    assert faults(studio, LOOKS) == []


def test_page_fetches_the_files_of_its_own_font_alone(house, page_for):
    page = page_for(url=f"{house.person('bluefin', 'employee').url}/accounts/login/")
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))

    page.goto(page.url, wait_until="networkidle")

    fonts = {address.rpartition("/")[2].partition(".")[0] for address in fetched if address.endswith(".woff2")}
    assert fonts == {"inter-latin"}
