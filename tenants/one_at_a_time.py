from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.db import connection

from tenants.context import current_schema


def one_at_a_time(subject: str) -> None:
    """Wait while another transaction of this client has its turn; the turn ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_number(subject)])


@contextmanager
def alone(subject: str) -> Iterator[bool]:
    """Tell whether this one has the client's turn, and keep it until the end; nobody is waited for."""
    number = _number(subject)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        is_alone = cursor.fetchone()[0]
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def _number(subject: str) -> int:
    return int.from_bytes(sha256(f"{current_schema()}:{subject}".encode()).digest()[:8], signed=True)
