from collections.abc import Callable

import pytest
from django.test import Client as Browser

from accounts.models import User
from platform_admin.demo.company import Company
from tenants.binding import ClientRef
from tests.brought import bring


@pytest.fixture
def admin(acme: ClientRef, make_person) -> User:
    return make_person(acme, "hr_admin")


@pytest.fixture
def browser(acme: ClientRef, admin: User, browser_of) -> Browser:
    return browser_of(acme, admin)


@pytest.fixture
def reviewer(in_acme: ClientRef, make_person: Callable[..., User]) -> User:
    return make_person(in_acme, "hr_admin")


@pytest.fixture
def load(reviewer: User) -> Callable[[str], Company]:
    """Bring a demo company's frame and catalogue into acme's schema, reviewed."""
    return lambda subdomain: bring(subdomain, reviewer)


@pytest.fixture
def juniper(load: Callable[[str], Company]) -> Company:
    return load("juniper")


@pytest.fixture
def bluefin(load: Callable[[str], Company]) -> Company:
    return load("bluefin")


@pytest.fixture
def cedarmain(load: Callable[[str], Company]) -> Company:
    return load("cedarmain")
