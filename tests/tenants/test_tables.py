"""Whatever way the migrations were run, what they made is what the models say."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Field, Model

from tenants.context import maintenance_scope

COLUMNS = """
    SELECT attribute.attname, format_type(attribute.atttypid, attribute.atttypmod), attribute.attnotnull
    FROM pg_attribute AS attribute
    WHERE attribute.attrelid = %s::regclass AND attribute.attnum > 0 AND NOT attribute.attisdropped
"""
POINTERS = """
    SELECT column_of.attname, pointed.relname
    FROM pg_constraint AS pointer
    JOIN pg_class AS pointed ON pointed.oid = pointer.confrelid
    JOIN pg_attribute AS column_of ON column_of.attrelid = pointer.conrelid AND column_of.attnum = pointer.conkey[1]
    WHERE pointer.conrelid = %s::regclass AND pointer.contype = 'f' AND pointed.relnamespace = %s::regnamespace
"""
NAMES = """
    SELECT conname FROM pg_constraint WHERE conrelid = %(table)s::regclass
    UNION SELECT index_class.relname FROM pg_index JOIN pg_class AS index_class ON index_class.oid = indexrelid
    WHERE indrelid = %(table)s::regclass
"""


def models_of_a_client() -> list[type[Model]]:
    """Without those of Django's own rights, which point to kinds of things that are the platform's."""
    ours = [
        config for config in apps.get_app_configs() if config.name in settings.TENANT_APPS if config.label != "auth"
    ]
    made = [model for config in ours for model in config.get_models(include_auto_created=True)]
    return [model for model in made if model._meta.managed and not model._meta.proxy]


def type_of(field: Field) -> str:
    made = field.db_parameters(connection)["type"]
    return made.replace("varchar", "character varying").replace(", ", ",")


@pytest.mark.parametrize("model", models_of_a_client(), ids=lambda model: model._meta.db_table)
def test_table_of_a_client_is_what_its_model_says(acme, model):
    meta, schema = model._meta, acme.schema_name
    with maintenance_scope(), connection.cursor() as cursor:
        table = f'"{schema}"."{meta.db_table}"'
        cursor.execute(COLUMNS, [table])
        columns = {name: (kind, is_needed) for name, kind, is_needed in cursor.fetchall()}
        cursor.execute(POINTERS, [table, f'"{schema}"'])
        pointers = dict(cursor.fetchall())
        cursor.execute(NAMES, {"table": table})
        names = {name for (name,) in cursor.fetchall()}

    fields = meta.local_concrete_fields
    assert columns == {field.column: (type_of(field), not field.null or field.primary_key) for field in fields}
    pointing = [field for field in fields if field.remote_field and field.db_constraint]
    assert pointers == {field.column: field.related_model._meta.db_table for field in pointing}
    assert {one.name for one in [*meta.constraints, *meta.indexes]} <= names
