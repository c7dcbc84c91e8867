"""Lines to the database that threads pass on to each other."""

import os
import resource
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from celery import signals
from celery.app.trace import build_tracer
from celery.fixups.django import DjangoWorkerFixup
from django.db import connection

from config.celery import app
from tenants.context import platform_scope, tenant_scope
from tenants.postgresql.kept_lines import kept_lines
from tenants.tasks import PlatformTask


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


def test_line_that_nobody_has_wanted_for_long_is_closed_by_who_lets_go_of_another(committed, monkeypatch):
    kept_lines.close()
    clock = [0.0]  # seconds
    monkeypatch.setattr("tenants.postgresql.kept_lines.monotonic", lambda: clock[0])
    both = Barrier(2)  # at once, so that they are two lines
    with ThreadPoolExecutor(2) as pool:
        pids = {told.result() for told in [pool.submit(_where_with, committed["acme"], both) for _ in range(2)]}
    assert len(pids) == 2

    wanted = set()
    for clock[0] in (40.0, 80.0):
        wanted.add(on_a_thread(committed["acme"])[0])
    with platform_scope(), connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE pid = ANY(%s)", [list(pids)])
        left = {pid for (pid,) in cursor.fetchall()}

    assert len(wanted) == 1
    assert left == wanted


def _where_with(client, both: Barrier) -> int:
    with tenant_scope(client), connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
        both.wait(10)
    connection.pass_on()
    return pid


def test_tasks_that_a_worker_does_one_after_another_have_one_line(committed):
    @app.task(base=PlatformTask, shared=False)
    def pid_of_the_line() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return cursor.fetchone()[0]

    as_a_worker = DjangoWorkerFixup(app)
    done = build_tracer(pid_of_the_line.name, pid_of_the_line, app=app)
    kept_lines.close()

    def several() -> list[int]:
        signals.task_postrun.connect(as_a_worker.on_task_postrun)
        try:
            return [done(str(number), (), {}, {"is_eager": False}).retval for number in range(3)]
        finally:
            signals.task_postrun.disconnect(as_a_worker.on_task_postrun)

    with ThreadPoolExecutor(1) as pool:
        pids = pool.submit(several).result()

    assert len(set(pids)) == 1


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
