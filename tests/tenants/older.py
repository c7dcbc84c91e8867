"""A schema as an earlier version left it: with no more migrations than there were then."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.recorder import MigrationRecorder

from tenants.context import maintenance_scope
from tenants.fleet.plan import plan_here
from tenants.models import new_schema_name
from tenants.schemas import create_role_and_schema


def older_schema(*last: tuple[str, str]) -> str:
    """Make one that ends with these migrations, (app label, name), and what they build on; its role has no rights."""
    name = new_schema_name()
    create_role_and_schema(name)
    with maintenance_scope():
        # Without a table of its own the platform's would be read and written.
        connection.set_schema(name, include_public=False)
        MigrationRecorder(connection).ensure_schema()
        connection.set_schema(name)
        plan_here(list(last)).run(name, lambda _: None)
    return name


@contextmanager
def its_owners_cursor(schema_name: str) -> Iterator[CursorWrapper]:
    with maintenance_scope():
        connection.set_schema(schema_name)
        with connection.cursor() as cursor:
            yield cursor
