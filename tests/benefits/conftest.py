import pytest
from django.test import Client as Browser

from accounts.models import User
from tenants.binding import ClientRef


@pytest.fixture
def admin(acme: ClientRef, make_person) -> User:
    return make_person(acme, "hr_admin")


@pytest.fixture
def browser(acme: ClientRef, admin: User, browser_of) -> Browser:
    return browser_of(acme, admin)
