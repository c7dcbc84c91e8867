from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from accounts.models import User
from tenants.binding import ClientRef
from tests.benefits.plan_pages.chosen import DAY


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Let it be the demo's day, in open enrollment; another one by today(day)."""

    def be(day: date) -> None:
        monkeypatch.setattr("tenants.clock._frozen_day", lambda: day)

    be(DAY)
    return be


@pytest.fixture
def reader(
    in_acme: ClientRef, make_person: Callable[..., User], browser_of: Callable[..., Browser]
) -> Callable[..., Browser]:
    """Return the browser of an employee of a class."""

    def browser(class_code: str = "SAL", **facts: object) -> Browser:
        return browser_of(in_acme, make_person(in_acme, "employee", class_code=class_code, **facts))

    return browser
