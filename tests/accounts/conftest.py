import re
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client as Browser

from tenants.binding import ClientRef


@pytest.fixture
def sign_in() -> Callable[..., object]:
    """Send the sign-in form of a client's host and return the response: sign_in(acme, email, password)."""

    def send(client: ClientRef, email: str, password: str, browser: Browser | None = None) -> object:
        browser = browser or Browser(HTTP_HOST=f"{client.subdomain}.localhost")
        return browser.post("/accounts/login/", {"login": email, "password": password})

    return send


@pytest.fixture
def link_in() -> Callable[[EmailMessage], str]:
    """Return the first address in a mail."""
    return lambda message: re.search(r"https?://\S+", message.body)[0]
