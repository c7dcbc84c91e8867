import pytest
from django.db import ProgrammingError, connection
from django.db.utils import InternalError

from accounts.models import User
from tenants.context import NoClientBound, current_schema, platform_scope, tenant_scope
from tenants.models import Client
from tenants.postgresql.base import TenantMismatch


def test_people_of_one_client_do_not_exist_at_another(acme, globex, make_person):
    make_person(globex, email="gus@globex.example")

    with tenant_scope(acme):
        own = User.objects.create_user("ann@acme.example", name="Ann", role="employee")
        assert list(User.objects.all()) == [own]


def test_scope_comes_back_to_the_client_before_when_nested_and_after_errors(acme, globex):
    with tenant_scope(acme):
        with pytest.raises(ZeroDivisionError), tenant_scope(globex):
            assert current_schema() == globex.schema_name
            raise ZeroDivisionError
        assert current_schema() == acme.schema_name
        assert connection.schema_name == acme.schema_name


def test_current_schema_raises_on_the_platform_and_outside_any_scope(db):
    with pytest.raises(NoClientBound):
        current_schema()
    with platform_scope(), pytest.raises(NoClientBound):
        current_schema()


def test_tripwire_refuses_a_query_when_the_connection_is_moved_behind_the_scope(acme, globex, make_person):
    make_person(globex)

    with tenant_scope(acme):
        connection.set_schema(globex.schema_name)
        with pytest.raises(TenantMismatch, match="bound to"):
            User.objects.count()


def test_tripwire_refuses_unbound_work_in_a_clients_schema(acme):
    connection.set_schema(acme.schema_name)
    try:
        with pytest.raises(TenantMismatch, match="Unbound"):
            User.objects.count()
    finally:
        connection.set_schema_to_public()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM {other}.accounts_user",
        "SELECT * FROM public.tenants_client",
        "SELECT * FROM public.accounts_user",
        "SELECT * FROM public.django_session",
    ],
)
def test_database_role_refuses_what_belongs_to_others(acme, globex, make_person, statement):
    make_person(globex)

    with (
        tenant_scope(acme),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        cursor.execute(statement.format(other=globex.schema_name))


def test_audit_rows_cannot_be_changed_by_the_clients_role(acme):
    with (
        tenant_scope(acme),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        cursor.execute("UPDATE audit_auditevent SET action = 'x'")


def test_missing_table_does_not_fall_through_to_the_platforms_people(acme, make_person):
    with platform_scope():
        User.objects.create_user("op@platform.example", name="Op", role="operator")
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{acme.schema_name}".accounts_user RENAME TO hidden')

    with tenant_scope(acme), pytest.raises(ProgrammingError, match="permission denied"):
        User.objects.filter(email="op@platform.example").exists()


def test_clients_are_listed_on_the_platform_only(acme, globex):
    with platform_scope():
        assert Client.objects.filter(subdomain__in=["acme", "globex"]).count() == 2
    with tenant_scope(acme), pytest.raises((ProgrammingError, InternalError)):
        Client.objects.count()
