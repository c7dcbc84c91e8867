import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client as Browser

from accounts.models import User
from platform_admin.provision import NewClient, discard, register_client
from platform_admin.second_factor.demo import played_code
from tenants.context import maintenance_scope, platform_scope
from tenants.models import Client, SpareSchema, new_schema_name
from tenants.schemas import create_schema, drop_schema


@pytest.fixture(scope="session")
def _spare_for_all(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The name of a spare schema, put away under another: who looks for what is nobody's does not find it."""
    schema_name = new_schema_name()
    with django_db_blocker.unblock():
        create_schema(schema_name)
        _rename(schema_name, f"away_{schema_name}")
    yield schema_name
    with django_db_blocker.unblock():
        _rename(f"away_{schema_name}", schema_name)
        drop_schema(schema_name)


@pytest.fixture
def spare(db, _spare_for_all: str) -> str:
    """One schema in stock, so that the test does not wait for migrations; what is done in it is rolled back."""
    _rename(f"away_{_spare_for_all}", _spare_for_all)
    return SpareSchema.objects.create(schema_name=_spare_for_all).schema_name


def _rename(schema_name: str, other: str) -> None:
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(f'ALTER SCHEMA "{schema_name}" RENAME TO "{other}"')
        cursor.execute(f'ALTER ROLE "{schema_name}" RENAME TO "{other}"')


@pytest.fixture
def operator(db) -> User:
    with platform_scope():
        return User.objects.create_user(
            f"operator-{uuid.uuid4().hex[:8]}@platform.example",
            name="Opal Operator",
            role="operator",
            password="a-long-enough-passphrase",
        )


@pytest.fixture
def portal(operator: User, operator_browser: Callable[[User], Browser]) -> Browser:
    """A browser on the platform's host, signed in as an operator."""
    return operator_browser(operator)


@pytest.fixture
def confirmed_again(portal: Browser, operator: User) -> Callable[..., None]:
    """Show the second factor in the portal again, where it was asked for; what was sent then is done."""

    def confirm(address: str = "") -> None:
        with platform_scope():
            code = played_code(operator.email)
        # Where nothing was sent before, the portal's first page is not waited for.
        asked_at = address or "/platform-admin/you/confirm/?next=/platform-admin/"
        portal.post(asked_at, {"code": code}, follow=bool(address))

    return confirm


@pytest.fixture
def confirmed(portal: Browser, confirmed_again: Callable[..., None]) -> Browser:
    """The portal of an operator who has just shown the second factor again."""
    confirmed_again()
    return portal


@pytest.fixture
def visitor(db) -> Callable[[str], Browser]:
    """Return a signed-out browser on a host."""
    return lambda host: Browser(HTTP_HOST=host)


@pytest.fixture
def registered(db) -> Callable[..., Client]:
    """Register a client that nobody has provisioned yet."""

    def register(subdomain: str = "willow", **facts: object) -> Client:
        wanted = {"name": "Willow Works", "owner_email": "wilma@willow.example", "owner_name": "Wilma Willow", **facts}
        return register_client(NewClient(subdomain=subdomain, **wanted), by=None)

    return register


@pytest.fixture
def registered_for_real(committed) -> Iterator[Callable[..., Client]]:
    """Like `registered`, with a real commit, for threads; taken back afterwards."""

    def register(subdomain: str = "willow") -> Client:
        wanted = NewClient("Willow Works", subdomain, owner_email="wilma@willow.example", owner_name="Wilma")
        return register_client(wanted, by=None)

    yield register
    for client in Client.objects.filter(status__in=("pending", "provisioning")):
        discard(client, by=None)


@pytest.fixture
def elsewhere() -> Callable[[Callable[[], object]], object]:
    """Call something in another thread, with a database connection of its own."""

    def call(act: Callable[[], object]) -> object:
        def act_and_close() -> object:
            try:
                return act()
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(act_and_close).result()

    return call
