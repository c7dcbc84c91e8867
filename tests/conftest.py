"""Two client companies that every test may use, and the people in them."""

import gc
import os
import uuid
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.template import Context, Template
from django.test import Client as Browser
from django.test.signals import template_rendered
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from accounts.models import User
from chat.pipeline import running
from platform_admin.second_factor.demo import give_played_app
from tenants.binding import ClientRef
from tenants.context import maintenance_scope, platform_scope, tenant_scope
from tenants.models import Client, Domain, PlatformAccount
from tenants.postgresql.kept_lines import kept_lines
from tenants.redis import redis
from tenants.schemas import create_schema, drop_schema
from tenants.second_factor import SHOWN_BY
from tests.house import house  # noqa: F401  (for all tests: it is started once)
from tests.read_once import files_read_once  # noqa: F401  (likewise)
from tests.tampering import behind_its_back

# Tables whose rows are there from the beginning, and stay.
MADE_BY_MIGRATIONS = ["django_migrations", "benefits_cataloguemark"]
PASSWORD = "a-long-enough-passphrase"
# A busy machine is no fault of what is tried.
hypothesis_settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-look",
        action="store_true",
        help="look at every page for accessibility in light and dark at both widths, not in one of the four",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is quick to tell is told first. The browser flows come last: they change the house's documents, which others
    only ask.
    """
    items.sort(key=lambda item: (item.get_closest_marker("browser") is not None, "house" in item.fixturenames))


def pytest_collection_finish() -> None:
    """All tests and what they import stay to the end: they are not looked through for garbage each time. What a page
    leaves is looked for every few pages, not dozens of times on each.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Let several runs share one server: PYTEST_DB_SUFFIX keeps their databases apart."""
    suffix = os.environ.get("PYTEST_DB_SUFFIX")
    if suffix:
        name = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = f"test_{name}_{suffix}"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Make the test database, for every run: pytest-django's own makes none for a run of `committed` tests alone."""
    with django_db_blocker.unblock():
        databases = setup_databases(verbosity=0, interactive=False)
        account = PlatformAccount.objects.create(name="Test account", owner_email="owner@account.example")
        clients = [_make_client(account, name) for name in ("acme", "globex")]
    yield
    with django_db_blocker.unblock():
        for client in clients:
            drop_schema(client.schema_name)
        kept_lines.close()
        teardown_databases(databases, verbosity=0)


def _make_client(account: PlatformAccount, subdomain: str) -> Client:
    client = Client.objects.create(
        account=account,
        name=f"{subdomain.title()} Corp",
        subdomain=subdomain,
        status=Client.Status.ACTIVE,
        owner_name="Olive Owner",
        owner_email=f"owner@{subdomain}.example",
    )
    Domain.objects.create(client=client, host=f"{subdomain}.localhost", is_primary=True, verified_at=timezone.now())
    create_schema(client.schema_name)
    return client


@pytest.fixture(scope="session", autouse=True)
def _pages_tell_what_they_are_drawn_with(django_test_environment: None) -> None:
    """Have a page alone tell the test browser its context, not each of the thirty parts that it includes: nobody asks
    for theirs, and to copy them takes a tenth of the time of a page.
    """

    def drawn(template: Template, context: Context) -> str:
        if context.template is template:
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    Template._render = drawn


@pytest.fixture(autouse=True)
def _empty_redis() -> None:
    assert settings.TESTING, "The tests empty the Redis they are given: run them with bin/test."
    redis().flushdb()


@pytest.fixture(scope="session")
def clients(django_db_setup, django_db_blocker) -> dict[str, ClientRef]:
    with django_db_blocker.unblock(), platform_scope():
        return {name: Client.objects.get(subdomain=name).ref() for name in ("acme", "globex")}


@pytest.fixture
def acme(db, clients) -> ClientRef:
    return clients["acme"]


@pytest.fixture
def globex(db, clients) -> ClientRef:
    return clients["globex"]


@pytest.fixture(scope="module")
def rows_of_a_file(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Keep what fixtures of a file make for all its tests, and take it back after the last; each test's own changes are
    taken back after it, as ever. Not for files with tests of `committed`.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def in_acme(acme: ClientRef) -> Iterator[ClientRef]:
    """Run the whole test inside acme."""
    with tenant_scope(acme):
        yield acme


@pytest.fixture
def committed(clients, django_db_blocker) -> Iterator[dict[str, ClientRef]]:
    """Both clients on real, committed transactions, for threads and races; their tables and the platform's audit are
    emptied afterwards.
    """
    with django_db_blocker.unblock():
        assert not connection.in_atomic_block, "What this file made for all its tests keeps others from committing."
        yield clients
        for client in clients.values():
            _empty_tables(client.schema_name)
        with behind_its_back() as cursor:
            cursor.execute("TRUNCATE audit_auditevent")
        connection.close()


def _empty_tables(schema_name: str) -> None:
    """Empty what has rows: to empty all tables, most of them empty, takes a hundred times as long."""
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname = %s AND tablename <> ALL(%s)",
            [schema_name, MADE_BY_MIGRATIONS],
        )
        asked = " UNION ALL ".join(f"(SELECT '{table}' FROM {table} LIMIT 1)" for (table,) in cursor.fetchall())
        cursor.execute(asked)
        filled = ", ".join(table for (table,) in cursor.fetchall())
    if filled:
        with behind_its_back(schema_name) as cursor:
            cursor.execute(f"TRUNCATE {filled} CASCADE")


@pytest.fixture(scope="session")
def make_person() -> Callable[..., User]:
    """Make a person of a client: make_person(acme, "hr_admin")."""

    def make(client: ClientRef, role: str = "employee", **facts: object) -> User:
        name = facts.pop("name", role.replace("_", " ").title())
        email = facts.pop("email", f"{role}-{uuid.uuid4().hex[:8]}@{client.subdomain}.example")
        with tenant_scope(client):
            return User.objects.create_user(email, name=name, role=role, password=PASSWORD, **facts)

    return make


@pytest.fixture(scope="session")
def browser_of() -> Callable[..., Browser]:
    """Return a browser on a client's host, signed in as a person if one is given."""

    def open_browser(client: ClientRef, person: User | None = None) -> Browser:
        browser = Browser(HTTP_HOST=f"{client.subdomain}.localhost")
        if person is not None:
            with tenant_scope(client):
                browser.force_login(person)
        return browser

    return open_browser


@pytest.fixture(autouse=True)
def _no_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an answer take its time on a slow machine: the thread that says that it lives has a connection of its own,
    which does not see what a test has not committed, and would take the answer for lost.
    """
    monkeypatch.setattr(running, "HEARTBEAT_SECONDS", 3600)


@pytest.fixture(scope="session")
def operator_browser() -> Callable[[User], Browser]:
    """Return a browser on the platform's host, signed in as an operator by password and second factor."""

    def open_browser(operator: User) -> Browser:
        browser = Browser(HTTP_HOST=settings.PLATFORM_HOST)
        with platform_scope():
            give_played_app(operator)
            browser.force_login(operator)
            session = browser.session
            session[SHOWN_BY] = str(operator.pk)
            session.save()
        return browser

    return open_browser
