from collections.abc import Callable

import pytest

from accounts.models import User
from benefits.catalogue.write import write
from platform_admin.demo.catalogue import catalogue_rows
from platform_admin.demo.company import Company
from platform_admin.demo.numbers import company
from platform_admin.seed_company import seed_contacts_of, seed_frame
from tenants.binding import ClientRef


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
        assert write(catalogue_rows(found), by=reviewer, review=True).is_written
        return found

    return bring
