"""An employee who reads Spanish: every page fits, scripts speak it too, and the choice of language is kept."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_fits_and_scripts_speak_spanish(house, page_for, answer_to, width):
    person = house.person("juniper", "employee", language="es")
    page = page_for(person, width=width, locale="es-MX", permissions=["clipboard-read", "clipboard-write"])

    def look(path: str) -> None:
        page.goto(f"{person.url}{path}")
        _fits(page, path)

    for path in ("/", "/contacts/", "/accounts/password/change/", "/accounts/logout/", "/no/such/page/"):
        look(path)
    page.goto(f"{person.url}/")
    answer = answer_to(page, "¿Cuánto es el deducible del PPO 1000 en 2027?")
    expect(page.locator("#announcer")).to_have_text("La respuesta está lista.")
    expect(answer).to_contain_text("De dónde viene esto")
    _fits(page, "conversation")
    answer.get_by_role("button", name="Copiar").click()
    expect(answer.locator("[data-copy-word]")).to_have_text("Copiado")
    source = answer.locator("a.source-chip-link").first.get_attribute("href")
    page.locator(".chat-head summary").click()
    _fits(page, "menu of the conversation")
    look(source)


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_before_signing_in_fit_in_spanish(house, page_for, width):
    person = house.person("juniper", "employee", language="es")
    page = page_for(url=f"{person.url}/accounts/login/", width=width, locale="es-MX")

    for path in ("login/", "password/reset/", "password/reset/done/", "signup/", "invitation/none/"):
        page.goto(f"{person.url}/accounts/{path}")
        _fits(page, path)


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_language_chosen_in_the_menu_is_kept(house, page_for, java_script_enabled):
    person = house.person("bluefin", "employee", language="en")
    page = page_for(person, width=360, java_script_enabled=java_script_enabled)
    page.goto(f"{person.url}/contacts/")
    menu = page.locator(".site-tools details").first

    for language, heading in (("Español", "Quién puede ayudarle"), ("English", "People who can help")):
        menu.locator("summary").click()
        menu.get_by_role("button", name=language).click()
        expect(page.locator("h1")).to_have_text(heading)
        expect(page).to_have_url(f"{person.url}/contacts/")
        page.reload()
        expect(page.locator("h1")).to_have_text(heading)


def _fits(page, name: str) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "es")
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{name} is {overflow}px too wide"
    cut = page.evaluate(CUT)
    assert cut == [], f"{name} cuts words off"


# Buttons and links whose words do not fit into them.
CUT = """
() => [...document.querySelectorAll("main .button, main .language-button, main .menu-item, header .button")]
  .filter((element) => element.offsetParent && element.scrollWidth > element.clientWidth + 1)
  .map((element) => element.textContent.trim())
"""
