"""An operator who is new: from the mail to a passkey, and in by it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from platform_admin.mail_folder import newest_mails

pytestmark = pytest.mark.browser
EMAIL, PASSWORD = "nora@platform.example", "a-long-enough-passphrase"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def _link_to(folder: Path, recipient: str) -> str:
    mail = next(mail for mail in newest_mails(folder / "mail") if mail.recipient == recipient)
    return re.search(r"http://\S+/password/reset/key/\S+", mail.text).group()


def _invite(page: Page, base: str) -> None:
    page.goto(f"{base}/platform-admin/operators/invite/")
    page.fill("[name=name]", "Nora Nielsen")
    page.fill("[name=email]", EMAIL)
    page.get_by_role("button", name="Send the link").click()
    # Signed in some time ago or just now: it is asked again before anybody is let in.
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    landing = page.context.new_page()
    landing.goto(base)
    code = landing.locator("[data-code='odile@platform.example']").inner_text()
    landing.close()
    page.fill("[name=code]", code)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="Nora Nielsen")).to_be_visible()


def test_invited_operator_sets_up_a_passkey_and_signs_in_with_it_alone(house, page_for):
    operator = house.operator()
    _invite(page_for(operator), operator.url)
    page = page_for(url=operator.url)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    page.goto(_link_to(house.folder, EMAIL))
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=password2]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Set up a second step")).to_be_visible()
    page.get_by_role("link", name="A passkey").click()
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Keep your recovery codes")).to_be_visible()
    page.get_by_label("I have kept these codes").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"{operator.url}/platform-admin/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"{operator.url}/accounts/login/")
    page.fill("[name=login]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    assert page.faults == []
