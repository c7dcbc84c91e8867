from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


class Busy(RuntimeError):
    """Another process holds the lock."""


@contextmanager
def exclusive(name: str) -> Iterator[None]:
    """Hold a named lock of the whole installation; raises Busy at once if somebody else has it.

    The lock belongs to the database session, so a killed process frees it by dying.
    """
    if not _ask("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", name):
        raise Busy(name)
    try:
        yield
    finally:
        _ask("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", name)


def _ask(statement: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [name])
        return bool(cursor.fetchone()[0])
