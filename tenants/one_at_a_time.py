from hashlib import sha256

from django.db import connection

from tenants.context import current_schema


def one_at_a_time(subject: str) -> None:
    """Wait while another transaction of this client has its turn; the turn ends with the transaction."""
    key = sha256(f"{current_schema()}:{subject}".encode()).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(key, signed=True)])
