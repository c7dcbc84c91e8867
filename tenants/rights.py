"""What a client's role may do in its own schema, and nowhere else."""

from collections.abc import Collection

from django.db import connection, transaction

from tenants.context import maintenance_scope
from tenants.schema_names import check_name

READ_ONLY_TABLES = ("django_migrations",)
APPEND_ONLY_TABLES = ("audit_auditevent", "chat_receipt")
# A table or sequence whose role has more or less than grant_rights gives. Of views and the like we have none.
# What is in a schema is looked up in pg_depend: pg_class has no index for it, and holds every schema's tables.
_WRONG = """
    SELECT DISTINCT namespace.nspname
    FROM pg_namespace AS namespace
    JOIN pg_roles AS role ON role.rolname = namespace.nspname
    JOIN pg_depend AS within ON within.refclassid = 'pg_namespace'::regclass AND within.refobjid = namespace.oid
        AND within.classid = 'pg_class'::regclass
    JOIN pg_class AS thing ON thing.oid = within.objid
    WHERE namespace.nspname = ANY(%(schemas)s) AND thing.relkind IN ('r', 'S') AND (
        NOT has_schema_privilege(role.oid, namespace.oid, 'USAGE')
        OR CASE
            WHEN thing.relkind = 'S' THEN NOT has_sequence_privilege(role.oid, thing.oid, 'USAGE')
            ELSE NOT has_table_privilege(role.oid, thing.oid, 'SELECT')
                OR has_table_privilege(role.oid, thing.oid, 'INSERT') = (thing.relname = ANY(%(read_only)s))
                OR has_table_privilege(role.oid, thing.oid, 'UPDATE') = (thing.relname = ANY(%(not_changed)s))
                OR has_table_privilege(role.oid, thing.oid, 'DELETE') = (thing.relname = ANY(%(not_changed)s))
        END
    )
    ORDER BY 1
"""


def wrong_rights(schema_names: Collection[str]) -> list[str]:
    """Return those of the schemas whose role has other rights on a table or sequence than it should, in one query.

    A schema whose role is missing altogether is not among them.
    """
    asked = {
        "schemas": list(schema_names),
        "read_only": list(READ_ONLY_TABLES),
        "not_changed": [*READ_ONLY_TABLES, *APPEND_ONLY_TABLES],
    }
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(_WRONG, asked)
        return [name for (name,) in cursor.fetchall()]


def grant_rights(schema_name: str) -> None:
    """Give the role exactly what pages and tasks need in its own schema."""
    with maintenance_scope(), transaction.atomic(), connection.cursor() as cursor:
        connection.set_schema_to_public()
        cursor.execute(granting(schema_name))


def granting(schema_name: str) -> str:
    """Return the statements that give the role of the schema its rights on all that is there, divided by semicolons."""
    check_name(schema_name)
    revoked = [
        *(f'INSERT, UPDATE, DELETE ON "{schema_name}"."{table}"' for table in READ_ONLY_TABLES),
        *(f'UPDATE, DELETE ON "{schema_name}"."{table}"' for table in APPEND_ONLY_TABLES),
    ]
    return f"""
        GRANT USAGE ON SCHEMA "{schema_name}" TO "{schema_name}";
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "{schema_name}" TO "{schema_name}";
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA "{schema_name}" TO "{schema_name}";
        {"; ".join(f'REVOKE {rights} FROM "{schema_name}"' for rights in revoked)}
    """
