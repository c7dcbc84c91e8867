from collections.abc import Callable

import pytest
from django.test import Client as Browser

from accounts.models import User
from benefits.catalogue.write import write
from platform_admin.demo.catalogue import catalogue_rows
from platform_admin.demo.company import Company
from platform_admin.demo.numbers import company
from platform_admin.seed_company import seed_contacts_of, seed_frame
from tenants.binding import ClientRef


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

    def bring(subdomain: str) -> Company:
        found = company(subdomain)
        seed_frame(found)
        seed_contacts_of(found)
        diff = write(catalogue_rows(found), by=reviewer, review=True)
        assert [(change.row.about, change.reasons) for change in diff.refused] == []
        assert diff.is_written
        return found

    return bring


@pytest.fixture
def juniper(load: Callable[[str], Company]) -> Company:
    return load("juniper")


@pytest.fixture
def bluefin(load: Callable[[str], Company]) -> Company:
    return load("bluefin")


@pytest.fixture
def cedarmain(load: Callable[[str], Company]) -> Company:
    return load("cedarmain")
