"""Lines to the database that threads pass on to each other."""

import os
import resource
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection

from tenants.context import platform_scope, tenant_scope
from tenants.postgresql.kept_lines import kept_lines


def where(client) -> tuple[int, str, str]:
    """Return the line's process at the database, its path and its role, and pass it on."""
    with tenant_scope(client):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid(), current_setting('search_path'), current_user")
                return cursor.fetchone()
        finally:
            connection.pass_on()


def on_a_thread(client) -> tuple[int, str, str]:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(where, client).result()


def test_line_of_one_client_serves_another_as_that_one(committed):
    kept_lines.close()

    first, second = on_a_thread(committed["acme"]), on_a_thread(committed["globex"])

    assert first[0] == second[0]
    assert committed["acme"].schema_name in first[1]
    assert committed["acme"].schema_name not in second[1]
    assert second[2] == committed["globex"].schema_name


def test_nothing_of_a_session_is_left_on_a_line_that_is_passed_on(committed):
    """Nothing of ours leaves any of it today; whatever will once must not be another client's to meet."""
    kept_lines.close()

    def leave_much() -> int:
        with tenant_scope(committed["acme"]), connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '7s'")
            cursor.execute("PREPARE told AS SELECT 'acme'")
            cursor.execute("DECLARE told CURSOR WITH HOLD FOR SELECT 'acme'")
            cursor.execute("SELECT pg_advisory_lock(42), pg_backend_pid()")
            pid = cursor.fetchone()[1]
        connection.pass_on()
        return pid

    def find() -> tuple[object, ...]:
        with tenant_scope(committed["globex"]), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_backend_pid(), current_setting('statement_timeout'),"
                " (SELECT count(*) FROM pg_prepared_statements WHERE name = 'told'), (SELECT count(*) FROM pg_cursors"
                " WHERE name = 'told'), (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                " AND pid = pg_backend_pid())"
            )
            found = cursor.fetchone()
        connection.pass_on()
        return found

    with ThreadPoolExecutor(1) as pool:
        pid = pool.submit(leave_much).result()
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(find).result()

    assert found == (pid, "0", 0, 0, 0)


def test_line_that_the_database_has_ended_is_not_passed_on(committed):
    kept_lines.close()
    with platform_scope(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")  # on a line of its own, so that it does not end itself
        pid = on_a_thread(committed["acme"])[0]
        cursor.execute("SELECT pg_terminate_backend(%s, 2000)", [pid])

    assert on_a_thread(committed["acme"])[0] != pid


@contextmanager
def many_files_open() -> Iterator[None]:
    """Leave no number below 1,024 to what is opened next, as in a process that holds a thousand streams."""
    usual, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4_096, most), most))
    held = [os.open(os.devnull, os.O_RDONLY)]
    try:
        while held[-1] < 1_100:
            held.append(os.dup(held[0]))
        yield
    finally:
        for file in held:
            os.close(file)
        resource.setrlimit(resource.RLIMIT_NOFILE, (usual, most))


def test_line_is_passed_on_where_a_thousand_streams_are_open(committed):
    kept_lines.close()

    with many_files_open():
        first, second = on_a_thread(committed["acme"]), on_a_thread(committed["globex"])

    assert first[0] == second[0]
