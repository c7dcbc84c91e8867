"""No page breaks a rule that axe knows, in any client's colors, in light or dark, on a phone or on a desk.

Every page is looked at in one of the four ways; with --every-look in all of them, and employees' in all brands.
"""

import zlib

import pytest

from tests.browser.looks import LOOKS, Look, faults, pages

pytestmark = pytest.mark.browser
PEOPLE = [("juniper", "employee"), ("juniper", "hr_admin"), ("", "operator")]
MORE_PEOPLE = [("bluefin", "employee"), ("cedarmain", "employee")]
CLIENTS = ["juniper", "bluefin", "cedarmain"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "role" in metafunc.fixturenames:
        more = MORE_PEOPLE if metafunc.config.getoption("every_look") else []
        metafunc.parametrize(("client", "role"), [*PEOPLE, *more])


def look_of(place: str) -> Look:
    return LOOKS[zlib.crc32(place.encode()) % len(LOOKS)]


def test_axe_finds_nothing_on_any_page(house, page_for, answer_to, request, client, role):
    every_look = request.config.getoption("every_look")
    person = house.operator() if role == "operator" else house.person(client, role)
    page = page_for(person)
    if role == "employee":
        answer_to(page, "What is the deductible?")

    found, seen = [], 0
    for place in pages(page, page.url, look_of):
        seen += 1
        chosen = LOOKS if every_look else [look_of(place)]
        found += [f"{place} {fault}" for fault in faults(page, chosen)]

    assert not found, "\n".join(found)
    assert seen > 8


def test_axe_finds_nothing_on_pages_before_the_sign_in(house, page_for):
    found = []
    for client, look in zip(CLIENTS, LOOKS, strict=False):
        page = page_for(url=f"{house.person(client, 'employee').url}/accounts/login/")
        found += [f"{client} {place} {fault}" for place in pages(page, page.url) for fault in faults(page, [look])]

    assert not found, "\n".join(found)
