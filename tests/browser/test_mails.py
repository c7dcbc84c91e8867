"""Every mail of the product in a real browser, as wide as a phone and as a mail program, in light and in dark."""

import os
import shutil
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageDraw
from playwright.sync_api import Page, sync_playwright

from accounts.mails.kinds import mail_kinds
from accounts.mails.render import draw, with_its_logo
from branding.models import Brand
from branding.pictures.keep import keep_picture, take_into_use
from branding.pictures.limits import PATIENT_SECONDS
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tests.browser.conftest import QUIET
from tests.browser.looks import Look

LOOKS = [Look(scheme, width) for scheme in ("light", "dark") for width in (360, 640)]
# A mail is no page of a site: it has no landmarks, and its heading is its subject.
RULES = ["color-contrast", "image-alt", "link-name", "html-has-lang", "document-title", "list", "listitem"]


@pytest.fixture
def mails(acme) -> dict[str, str]:
    """Return the HTML of every mail in every language, with its logo in it, which is nowhere to be fetched."""
    written = BytesIO()
    logo = Image.new("RGBA", (600, 160), (0, 0, 0, 0))
    ImageDraw.Draw(logo).rounded_rectangle((0, 0, 599, 159), 40, fill="#7a1f2b")
    logo.save(written, "PNG")
    with tenant_scope(acme):
        brand = {"product_name": "Ask Acme", "primary_colour": "#f2c200", "help_email": "help@acme.example"}
        Brand.objects.create(**brand, help_phone="614-555-0110")
        image = keep_picture(written.getvalue(), kind="logo", by=None, clock_seconds=PATIENT_SECONDS)
        take_into_use(image, by=None)
        return {
            f"{kind.key}-{language}": as_page(kind.key, language, acme)
            for kind in mail_kinds()
            for language in kind.languages
        }


def as_page(key: str, language: str, client: ClientRef) -> str:
    kind = next(kind for kind in mail_kinds() if kind.key == key)
    stop_link = "https://benefits.example.com/mails/stop/sample/" if kind.may_be_stopped else ""
    return with_its_logo(draw(kind, kind.sample(), language=language, stop_link=stop_link))


def test_mail_fits_and_can_be_read_wherever_it_is_opened(mails):
    path = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium")
    faults = []
    # Not before the mails are drawn: while it is open, Django refuses its ORM.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        page = browser.new_page(reduced_motion="reduce")
        page.route("**/*", lambda route: (faults.append(f"fetched {route.request.url}"), route.abort()))
        for number, (name, text) in enumerate(mails.items()):
            page.set_content(text)
            faults += [f"{name}: {fault}" for look in LOOKS for fault in misfits(page, look)]
            # Read by axe in one look each, every look in turn: all mails are of one frame.
            faults += [f"{name}: {fault}" for fault in unread(page, LOOKS[number % len(LOOKS)])]
        browser.close()

    assert len(mails) > 40
    assert faults == []


def misfits(page: Page, look: Look) -> list[str]:
    page.emulate_media(color_scheme=look.scheme)
    page.set_viewport_size({"width": look.width, "height": 900})
    wide, empty, ground = page.evaluate(
        """() => [
          document.documentElement.scrollWidth - window.innerWidth,
          [...document.images].filter(one => !one.complete || !one.naturalWidth).length,
          getComputedStyle(document.querySelector(".sheet")).backgroundColor,
        ]"""
    )
    found = [f"{wide} pixels too wide"] if wide > 0 else []
    found += ["a picture is not shown"] if empty else []
    if (ground == "rgb(255, 255, 255)") != (look.scheme == "light"):
        found += [f"its sheet is {ground}"]
    return [f"{look.scheme} {look.width}: {fault}" for fault in found]


def unread(page: Page, look: Look) -> list[str]:
    page.emulate_media(color_scheme=look.scheme)
    page.set_viewport_size({"width": look.width, "height": 900})
    violations = Axe().run(page, options={"runOnly": {"type": "rule", "values": RULES}}).response["violations"]
    return [
        f"{look.scheme} {look.width}: {violation['id']} {node['target']}: {node.get('failureSummary', '')[:200]}"
        for violation in violations
        for node in violation["nodes"][:2]
    ]
