"""Events as the sender makes them, told of clients whose tables are really there."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone

from accounts.models import User
from analytics.collect.flush import flush
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.events import Kind, track
from tests.chat.conftest import publish_guide  # noqa: F401  (for the tests beside this file)


@pytest.fixture
def tell(django_capture_on_commit_callbacks) -> Callable[..., None]:
    """Tell an event of a client as if what was done there were committed: tell(acme, person, "page_view", "home")."""

    def told(client: ClientRef, person: User, kind: str, name: str = "", **facts: object) -> None:
        with tenant_scope(client), django_capture_on_commit_callbacks(execute=True):
            track(Kind(kind), name, person=person, **facts)

    return told


@pytest.fixture
def count() -> Callable[..., int]:
    """Count what waits of a client, as the worker does."""

    def counted(client: ClientRef, *, now: datetime | None = None) -> int:
        with tenant_scope(client):
            return flush(now=now or timezone.now())

    return counted
