from collections.abc import Callable
from dataclasses import replace

import pytest
from django.utils import timezone

from accounts.models import User
from chat.announcements.write import publish, write
from chat.models import Announcement
from tenants.clock import today
from tests.chat.announcements.announcing import ENDS


@pytest.fixture
def admin(acme, make_person) -> User:
    return make_person(acme, "hr_admin")


@pytest.fixture
def editor(acme, make_person) -> User:
    return make_person(acme, "hr_editor")


@pytest.fixture
def ada(acme, make_person) -> User:
    return make_person(acme, "employee")


@pytest.fixture
def announced(admin) -> Callable[..., Announcement]:
    """Publish one: announced(title="…")."""

    def make(**facts: object) -> Announcement:
        row = write(replace(ENDS, **facts), by=admin, now=timezone.now())
        publish(row, seen_number=1, day=today(), by=admin, now=timezone.now())
        row.refresh_from_db()
        return row

    return make
