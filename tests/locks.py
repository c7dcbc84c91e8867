"""Waiting until another connection waits: how tests of races put two transactions into the order that hurts."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic, sleep

from django.db import connection

from tenants.binding import ClientRef
from tenants.context import tenant_scope


def waiting() -> int:
    """Return how many connections wait for a lock of another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0]


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = monotonic() + 20
    while not condition():
        assert monotonic() < deadline, "nothing happened"
        sleep(0.02)


def start_and_wait(pool: ThreadPoolExecutor, client: ClientRef, act: Callable[[], object]) -> Future:
    """Start it in the client on a connection of its own, and return once it waits for a lock, or is done."""

    def run() -> object:
        try:
            with tenant_scope(client):
                return act()
        finally:
            connection.close()

    before = waiting()
    begun = pool.submit(run)
    wait_for(lambda: waiting() > before or begun.done())
    return begun
