"""A client of a benchmark's own: its schema is made, and dropped again with its files."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)
from knowledge.models import DocumentVersion
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.models import new_schema_name
from tenants.schemas import create_schema, drop_schema


@contextmanager
def temporary_client() -> Iterator[ClientRef]:
    """Enter a client that nobody else knows, and leave nothing of it behind."""
    client = ClientRef(uuid.uuid4(), new_schema_name(), "Benchmark", "benchmark", "starter", "active", "localhost")
    create_schema(client.schema_name)
    try:
        with tenant_scope(client):
            yield client
            _delete_files()
    finally:
        drop_schema(client.schema_name)


def _delete_files() -> None:
    storage = DocumentVersion._meta.get_field("file").storage
    for key in storage.keys():  # noqa: SIM118  a method of the store, which is no dict
        storage.delete(key)
