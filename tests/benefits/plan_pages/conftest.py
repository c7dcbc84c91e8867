from collections.abc import Callable

import pytest
from django.test import Client as Browser

from accounts.models import User
from tenants.binding import ClientRef


@pytest.fixture
def reader(
    in_acme: ClientRef, make_person: Callable[..., User], browser_of: Callable[..., Browser]
) -> Callable[..., Browser]:
    """Return the browser of an employee of a class."""

    def browser(class_code: str, language: str = "en") -> Browser:
        return browser_of(in_acme, make_person(in_acme, "employee", class_code=class_code, language=language))

    return browser
