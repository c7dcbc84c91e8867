"""Whoever has shown a password alone is led to set a second factor up, whichever page of operators they ask for."""

import re

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.urls import get_resolver

from accounts.models import User
from tenants.checks import walk
from tenants.context import platform_scope

PASSWORD = "a-long-enough-passphrase"
OPERATORS_DOORS = [
    "/"
    + re.sub(r"<uuid:pk>", "00000000-0000-4000-8000-000000000000", route)
    .replace("<int:pk>", "1")
    .replace("<slug:name>", "starter")
    for route, pattern in walk(get_resolver(settings.PLATFORM_URLCONF))
    if pattern.callback.access == "operator"
]


@pytest.fixture(scope="module")
def signed_in(rows_of_a_file) -> str:
    """The session of somebody who has signed in by password, once for all doors."""
    with platform_scope():
        User.objects.create_user("opal@platform.example", name="Opal", role="operator", password=PASSWORD)
    browser = Browser(HTTP_HOST="localhost")
    browser.post("/accounts/login/", {"login": "opal@platform.example", "password": PASSWORD})
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", OPERATORS_DOORS)
def test_no_page_is_served_before_there_is_a_second_factor(db, signed_in, path, method):
    browser = Browser(HTTP_HOST="localhost")
    browser.cookies[settings.SESSION_COOKIE_NAME] = signed_in

    answer = getattr(browser, method)(path)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/platform-admin/you/set-up/")


def test_every_door_of_operators_was_tried():
    assert len(OPERATORS_DOORS) >= 20
    assert "/internal/mail/" in OPERATORS_DOORS
