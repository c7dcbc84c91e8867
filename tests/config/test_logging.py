"""What is written to the log of addresses that open something by themselves."""

import pytest
from django.conf import settings

from config import logging
from tests.tenants.test_matrix import CLIENT_DOORS, PLATFORM_DOORS, by_route

KEY = "3f2a-secret:of~a.mail"
WITH_KEY = [door for door in (*CLIENT_DOORS, *PLATFORM_DOORS) if "<str:key>" in door.route or "(?P<key>" in door.route]


@pytest.mark.parametrize("door", WITH_KEY, ids=by_route)
def test_no_line_holds_the_key_of_an_address(door):
    path = door.route.replace("<str:key>", KEY)
    path = "/" + (path.partition("^")[0] + f"password/reset/key/1-{KEY}/" if "(?P" in path else path)

    for field in ("event", "exception"):
        hidden = logging._hide_keys(None, "error", {field: f"Internal Server Error: {path}"})[field]
        assert KEY not in hidden, hidden


def test_every_address_with_a_key_is_tried():
    assert len(WITH_KEY) >= 9
    assert settings.LOGGING_CONFIG is None  # config/logging.py has the last word
