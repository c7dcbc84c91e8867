"""Every key that leaves the database is made here, carries its client, and cannot be made without one.

Redis keys and topics: `t:<schema>:<parts>`, or `platform:<parts>` on the platform's host. Storage keys:
`<schema>/<id>`, or `platform/<id>`. Vector namespaces: the schema name. Signatures: salted with the schema.
"""

from django.core.signing import Signer, TimestampSigner

from tenants.binding import bound
from tenants.context import NoClientBound, current_schema, is_platform


def client_key(*parts: object) -> str:
    """Return the Redis key of the current client; raises NoClientBound outside one."""
    return schema_key(current_schema(), *parts)


def schema_key(schema_name: str, *parts: object) -> str:
    """Return the Redis key of the client with this schema, which need not be bound.

    For live streams: the relay binds nothing, and takes the name from what a bound client has signed; and the
    platform closes a client's streams without entering it. And for events (event_stream.py), which are sent when the
    client that told them may no longer be bound.
    """
    return _redis_key("t", schema_name, *parts)


def scope_key(*parts: object) -> str:
    """Return the Redis key of the current client, or of the platform on its own host."""
    return platform_key(*parts) if is_platform() else client_key(*parts)


def platform_key(*parts: object) -> str:
    """Return a Redis key that belongs to no client, whatever is bound."""
    return _redis_key("platform", *parts)


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """Django's cache KEY_FUNCTION: a cached value can only be read where it was written."""
    return scope_key("cache", key_prefix, version, key)


def vector_namespace() -> str:
    # Pinecone takes "" for its default namespace, which all clients would share.
    return current_schema()


def storage_owner() -> str:
    """Return what the keys of the current client's files begin with; raises NoClientBound outside one."""
    return current_schema()


def platform_storage_owner() -> str:
    """Return what the keys of the platform's own files begin with, which no schema is called."""
    if not is_platform():
        raise NoClientBound("The platform's own files are read and written in its scope alone.")
    return "platform"


def storage_key(*parts: object) -> str:
    return "/".join([storage_owner(), *map(str, parts)])


def client_signer(purpose: str) -> TimestampSigner:
    """Return a signer whose signatures no other client, and no other purpose, accepts."""
    binding = bound.get()
    if binding is None or binding.schema_name is None:
        raise NoClientBound("A signature needs a client or the platform to belong to.")
    return TimestampSigner(salt=f"{binding.schema_name}:{purpose}")


def platform_signer(purpose: str, *, sep: str = ":") -> Signer:
    """Return a signer of the platform's own, whatever is bound: no client's signature, and no other purpose's, passes.

    Without a time in it: what is signed holds until whoever reads it says that it no longer does.
    """
    return Signer(salt=f"platform:{purpose}", sep=sep)


def is_client_key(key: str) -> bool:
    """Whether a Redis key belongs to a client, rather than to the platform or to a library."""
    return key.startswith(_redis_key("t", ""))


def _redis_key(*parts: object) -> str:
    return ":".join(map(str, parts))
