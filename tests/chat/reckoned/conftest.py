from collections.abc import Callable

import pytest

from accounts.models import User
from platform_admin.demo.company import Company
from tenants.binding import ClientRef
from tests.brought import bring


@pytest.fixture
def reviewer(in_acme: ClientRef, make_person: Callable[..., User]) -> User:
    return make_person(in_acme, "hr_admin")


@pytest.fixture
def load(reviewer: User) -> Callable[[str], Company]:
    """Bring a demo company's frame and catalogue into acme's schema, reviewed."""
    return lambda subdomain: bring(subdomain, reviewer)
