"""One style sheet a client and look: kept for ever at its own address, and on every page, also on those that fail."""

import re

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from branding import remembered
from branding.fonts import typeface_of
from branding.house import current_house, last_house
from branding.models import Brand
from branding.theme import theme_of
from tenants.context import platform_scope, tenant_scope
from tenants.hosts import forget_hosts
from tenants.models import Client

ADDRESS = re.compile(r"/brand/([0-9a-f]+)/theme\.css")


@pytest.fixture
def brand(acme) -> Brand:
    remembered.forget_brands()
    with tenant_scope(acme):
        return Brand.objects.create(product_name="Ask Acme", primary_colour="#1d5c4b", font="inter", appearance="dark")


@pytest.fixture
def visitor(acme, browser_of) -> Browser:
    return browser_of(acme)


def theme_address(page) -> str:
    return ADDRESS.search(page.text)[0]


def test_theme_is_kept_for_ever_at_the_address_that_pages_name(brand, visitor):
    address = theme_address(visitor.get("/accounts/login/"))

    sheet = visitor.get(address)

    assert "#1d5c4b" in sheet.text
    assert '--font-sans: "Inter", "Inter fallback"' in sheet.text
    assert sheet["Cache-Control"] == "public, max-age=31536000, immutable"
    assert sheet["ETag"] == f'"{ADDRESS.match(address)[1]}"'
    assert "Host" in sheet["Vary"]
    assert visitor.get(address, headers={"If-None-Match": sheet["ETag"]}).status_code == 304


def test_theme_holds_custom_properties_and_nothing_else():
    plain = re.sub(r"@media \(prefers-color-scheme: dark\) \{", "", theme_of("#ffd400", "", "source-serif-4").css)

    rules = re.findall(r"[^{}]+\{([^{}]*)\}", plain)

    assert len(rules) == 4
    assert all(re.fullmatch(r"(\s*--[\w-]+: [^;{}]+;)+\s*", rule) for rule in rules)


@pytest.mark.parametrize("version", ["1", "0" * 16, "f" * 32])
def test_theme_at_an_address_of_no_look_is_that_of_now_and_nobody_may_keep_it(brand, visitor, version):
    sheet = visitor.get(f"/brand/{version}/theme.css")

    assert "#1d5c4b" in sheet.text
    assert sheet["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("version", ["x", "0" * 33, "%0a", "A1"])
def test_theme_has_no_address_that_is_no_version(brand, visitor, version):
    assert visitor.get(f"/brand/{version}/theme.css").status_code == 404


def test_theme_that_a_visitor_foresaw_is_not_kept_before_it_is_the_clients(acme, brand, visitor):
    coming = theme_of("#7a1f1f", "", "inter").version

    before = visitor.get(f"/brand/{coming}/theme.css")
    with tenant_scope(acme):
        Brand.objects.update(primary_colour="#7a1f1f")
    after = visitor.get(f"/brand/{coming}/theme.css")

    assert ("#1d5c4b" in before.text, before["Cache-Control"]) == (True, "no-cache")
    assert ("#7a1f1f" in after.text, after["Cache-Control"]) == (True, "public, max-age=31536000, immutable")


def test_page_reads_the_brand_with_one_query(acme, brand, make_person, browser_of):
    employee = browser_of(acme, make_person(acme))
    employee.get("/")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = employee.get("/")

    assert "Ask Acme" in page.text
    assert sum('"branding_brand"' in query["sql"] for query in asked) == 1


def test_page_comes_with_the_companys_appearance_and_asks_for_its_font_alone(brand, visitor):
    page = visitor.get("/accounts/login/").text

    assert re.search(r'<html lang="en"\s+data-theme="dark"', page)
    assert '<meta name="color-scheme" content="dark">' in page
    assert re.findall(r'href="[^"]*fonts/([\w-]+?)(?:\.[0-9a-f]+)?\.woff2"', page) == ["inter-latin"]
    assert page.index("theme.css") < page.index("<body")


def test_page_of_a_client_that_leaves_it_to_the_device_says_nothing_of_light_or_dark(acme, brand, visitor):
    with tenant_scope(acme):
        Brand.objects.update(appearance="device")

    page = visitor.get("/accounts/login/").text

    assert "data-theme=" not in page[: page.index("<body")]
    assert '<meta name="color-scheme" content="light dark">' in page


def test_font_of_a_later_release_is_the_houses_own():
    assert typeface_of("no-such-font") == typeface_of("source-sans-3")


@pytest.mark.parametrize("path", ["/no/such/page/", "/hr/company/look/"])
def test_error_page_has_the_companys_look(acme, brand, make_person, browser_of, path):
    page = browser_of(acme, make_person(acme)).get(path)

    assert page.status_code in (403, 404)
    assert theme_address(page)
    assert "Ask Acme" in page.text


def test_page_of_a_fault_has_the_look_that_was_last_known_and_asks_nothing_for_it(acme, brand, visitor, monkeypatch):
    visitor.get("/accounts/login/")
    visitor.raise_request_exception = False

    def fails(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("branding.views.get_conditional_response", fails)
    with CaptureQueriesContext(connection) as asked:
        page = visitor.get("/brand/1/theme.css")

    assert page.status_code == 500
    assert "Ask Acme" in page.text
    assert theme_address(page)
    # That of the view which failed.
    assert sum('"branding_brand"' in query["sql"] for query in asked) == 1


def test_request_that_cannot_be_read_is_told_so_in_the_look_that_was_last_known(brand, visitor):
    visitor.get("/accounts/login/")

    page = visitor.post("/accounts/login/", {f"field-{number}": "" for number in range(1001)})

    assert page.status_code == 400
    assert "Ask Acme" in page.text
    assert theme_address(page)


def test_closed_page_has_the_companys_look_and_its_sheet(acme, brand, visitor):
    with platform_scope():
        Client.objects.filter(pk=acme.id).update(status=Client.Status.SUSPENDED)
    forget_hosts()

    page = visitor.get("/")

    assert page.status_code == 403
    assert "#1d5c4b" in visitor.get(theme_address(page)).text


def test_brand_is_known_to_a_process_that_has_not_read_it_itself(acme, brand):
    with tenant_scope(acme):
        assert current_house().row == brand
    remembered.forget_brands()

    house = last_house(acme)

    assert (house.product_name, house.theme.version) == ("Ask Acme", theme_of("#1d5c4b", "", "inter").version)


def test_what_is_remembered_of_one_client_is_not_another_clients(acme, globex, brand):
    with tenant_scope(acme):
        assert current_house().row == brand

    assert last_house(globex) is None
