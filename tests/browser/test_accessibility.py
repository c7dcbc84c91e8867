"""No page breaks a rule that axe knows, in any client's colors, in light or dark, on a phone or on a desk."""

import zlib

import pytest

from tests.browser.looks import LOOKS, faults, pages, shape

pytestmark = pytest.mark.browser
# Employees' pages in three brands, HR's in the one with the most in it, and the operators'.
PEOPLE = [
    ("juniper", "employee"),
    ("bluefin", "employee"),
    ("cedarmain", "employee"),
    ("juniper", "hr_admin"),
    ("", "operator"),
]


@pytest.mark.parametrize(("client", "role"), PEOPLE)
def test_axe_finds_nothing_on_any_page(house, page_for, answer_to, request, client, role):
    every_look = request.config.getoption("every_look")
    person = house.operator() if role == "operator" else house.person(client, role)
    page = page_for(person)
    if role == "employee":
        answer_to(page, "What is the deductible?")

    found, seen = [], 0
    for place in pages(page, page.url):
        seen += 1
        chosen = LOOKS if every_look else [LOOKS[zlib.crc32(f"{client}{place}".encode()) % len(LOOKS)]]
        found += [f"{place} {fault}" for fault in faults(page, chosen)]

    assert not found, "\n".join(found)
    assert seen > 8


@pytest.mark.parametrize("client", ["juniper", "bluefin", "cedarmain"])
def test_axe_finds_nothing_on_pages_before_the_sign_in(house, page_for, client):
    url = house.person(client, "employee").url
    page = page_for(url=f"{url}/accounts/login/")

    found = [f"{place} {fault}" for place in pages(page, page.url) for fault in faults(page, LOOKS)]

    assert not found, "\n".join(found)
    assert shape(page.url)
