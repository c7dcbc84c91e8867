"""Schemas that no client has: thrown away with all that belongs to them."""

from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage

from knowledge.vectors import vector_index
from tenants.binding import ClientRef
from tenants.context import platform_scope, tenant_scope
from tenants.models import SetAsideSchema
from tenants.schemas import drop_schema, role_exists, schema_exists

_NOBODY = UUID(int=0)


def as_client(schema_name: str) -> ClientRef:
    """Return a schema that no client has as if it were one's, to reach its files and vectors."""
    return ClientRef(_NOBODY, schema_name, "Nobody", "nobody", "starter", "pending", "localhost")


def drop_with_everything(schema_name: str) -> None:
    """Drop the schema with its role, files and vectors, and the note about it. Not undoable; runs again after a kill.

    Raises StorageUnavailable or VectorIndexUnavailable, with the schema still there.
    """
    if schema_exists(schema_name) and role_exists(schema_name):
        with tenant_scope(as_client(schema_name)):
            # Those in the schema itself go with it.
            if not _keeps_vectors_in_schema():
                vector_index().delete_all()
    with tenant_scope(as_client(schema_name)):
        for key in default_storage.keys():  # noqa: SIM118  (a method of the store, which is no dict)
            default_storage.delete(key)
    drop_schema(schema_name)
    with platform_scope():
        SetAsideSchema.objects.filter(pk=schema_name).delete()


def _keeps_vectors_in_schema() -> bool:
    return settings.VECTOR_ENGINE == "pgvector"
