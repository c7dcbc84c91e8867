"""What open pages do when the sign-in they came with ends elsewhere."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def _documents(page: Page, url: str) -> Page:
    with page.expect_response("**/live/?ticket=*"):
        page.goto(f"{url}/hr/")
    return page


def test_signing_out_sends_the_devices_other_pages_to_sign_in_and_leaves_other_devices_alone(house, page_for):
    editor = house.person("juniper", "hr_editor")
    phone = _documents(page_for(editor, is_new_device=True), editor.url)
    laptop = page_for(editor, is_new_device=True)
    second_tab = _documents(laptop.context.new_page(), editor.url)
    asked_by_phone = []
    phone.on("request", lambda request: asked_by_phone.append(request.url))

    laptop.goto(f"{editor.url}/accounts/logout/")
    laptop.click("main form button[type=submit]")

    expect(second_tab).to_have_url(re.compile("/accounts/login/"))
    phone.wait_for_timeout(5000)
    assert asked_by_phone == []
    assert phone.url == f"{editor.url}/hr/"


def test_open_page_goes_on_under_a_fresh_ticket_after_its_own_was_ended(house, page_for):
    admin = house.person("cedarmain", "hr_admin")  # nobody else's: the password is another afterwards
    page = page_for(admin, is_new_device=True)
    tab = _documents(page.context.new_page(), admin.url)
    new = f"{admin.password}-anew"

    page.goto(f"{admin.url}/accounts/password/change/")
    page.fill("[name=oldpassword]", admin.password)
    for field in ("password1", "password2"):
        page.fill(f"[name={field}]", new)
    with (
        tab.expect_response(lambda answer: "/live/?" in answer.url and answer.status == 404),
        tab.expect_response(lambda answer: "/live/?" in answer.url and answer.status == 200),
    ):
        page.press("[name=password1]", "Enter")

    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.wait_for_timeout(4000)
    # The stream tells again what the topic holds, and rows are fetched; what must not go on is asking for streams.
    assert [url for url in asked if "/live" in url] == []
    assert tab.url == f"{admin.url}/hr/"
