"""Many schemas side by side: one that fails, one that waits, one that is killed, two runs at once."""

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Event

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.binding import ClientRef
from tenants.fleet import bring, plan
from tenants.fleet.bring import Outcome, bring_up_to_date, migrate_or_note
from tenants.fleet.states import schema_states
from tenants.fleet.workers import KILLED, Stop, each
from tenants.models import SchemaMigration, SpareSchema, new_schema_name
from tenants.rights import grant_rights, wrong_rights
from tenants.schemas import create_schema, drop_schema, is_migrated
from tests.tenants.fleet_cases import execute, forget_chat, poisoned


@pytest.fixture
def behind(committed) -> Iterator[dict[str, ClientRef]]:
    """Both clients really put back to a time before chat; brought up to date again afterwards."""
    for client in committed.values():
        forget_chat(client.schema_name)
    yield committed
    for client in committed.values():
        bring_up_to_date(client.schema_name)


def fleet(*arguments: str) -> tuple[str, str]:
    """Return what the command wrote and how it ended, "" for well."""
    out = StringIO()
    try:
        call_command("fleet", *arguments, stdout=out, stderr=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_poisoned_schema_is_left_behind_and_named_and_the_others_go_on(behind):
    acme, globex = behind["acme"], behind["globex"]

    with poisoned(globex.schema_name):
        out, ended = fleet("migrate", "--processes", "2")

        assert f"acme ({acme.schema_name}): chat.0001_initial, chat.0002_small_talk" in out
        assert ended.splitlines()[:2] == [
            "1 schema left behind, whose people see a maintenance page:",
            f'  globex ({globex.schema_name}): ProgrammingError: relation "chat_conversation" already exists',
        ]
        assert (is_migrated(acme.schema_name), is_migrated(globex.schema_name)) == (True, False)
        first = SchemaMigration.objects.get(pk=globex.schema_name)
        assert first.state == "failed"
        out, ended = fleet("migrate", "--go-on")
        assert (ended, "1 schema left behind" in out) == ("", True)
        again = SchemaMigration.objects.get(pk=globex.schema_name)
        assert (again.failed_since, again.finished_at > first.finished_at) == (first.failed_since, True)
        out, ended = fleet("status")
        assert f"globex ({globex.schema_name}): failed since {first.failed_since:%Y-%m-%d %H:%M} UTC" in out
        assert ended.startswith("Not everything is up to date.")

    assert fleet("migrate")[1] == ""
    assert fleet("status") == ("The platform: up to date\n2 schemas of 2 up to date\n", "")
    assert SchemaMigration.objects.get(pk=globex.schema_name).failed_since is None


def test_run_that_broke_off_goes_on_where_it_was(behind, monkeypatch):
    acme = behind["acme"].schema_name
    apply, count = plan._apply, iter(range(100))

    def break_off(*arguments: object) -> None:
        if next(count) == 3:
            raise KeyboardInterrupt
        apply(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(plan, "_apply", break_off)
        with pytest.raises(KeyboardInterrupt):
            migrate_or_note(acme, lock_timeout_seconds=5)

    assert SchemaMigration.objects.get(pk=acme).state == "running"
    outcome = migrate_or_note(acme, lock_timeout_seconds=5)
    assert outcome.failure == ""
    assert outcome.ran[0].startswith("chat.0004")
    assert wrong_rights([acme]) == []


@pytest.mark.parametrize("left", [0, 1], ids=["everything ran", "one migration is left, which makes no table"])
def test_rights_that_a_killed_run_did_not_give_are_given_by_the_next(behind, monkeypatch, left):
    acme = behind["acme"].schema_name

    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bring, "grant_rights", break_off)
        with pytest.raises(KeyboardInterrupt):
            migrate_or_note(acme, lock_timeout_seconds=5)
    if left:
        applied = f'"{acme}".django_migrations'
        # One that no other builds on.
        execute(f"DELETE FROM {applied} WHERE id = (SELECT max(id) FROM {applied} WHERE app = 'benefits')")
        monkeypatch.setattr(plan, "_apply", lambda migration, steps: plan._record(migration))
    assert wrong_rights([acme]) == [acme]

    assert migrate_or_note(acme, lock_timeout_seconds=5).failure == ""

    assert wrong_rights([acme]) == []


def test_two_runs_at_once_run_each_migration_once(behind):
    acme = behind["acme"].schema_name

    def run(_: int) -> Outcome:
        try:
            return migrate_or_note(acme, lock_timeout_seconds=5)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        one, other = sorted(pool.map(run, range(2)), key=lambda outcome: len(outcome.ran))

    assert (one.ran, one.failure, other.failure) == ((), "", "")
    assert other.ran[0] == "chat.0001_initial"


def test_table_in_use_is_waited_for_only_so_long(behind, monkeypatch):
    acme = behind["acme"].schema_name
    monkeypatch.setattr(bring, "_PAUSE_SECONDS", 0.01)
    held, let_go = Event(), Event()

    def hold() -> None:
        execute(f'BEGIN; LOCK TABLE "{acme}".accounts_user IN ACCESS EXCLUSIVE MODE')
        held.set()
        let_go.wait(30)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(hold)
        held.wait(30)
        try:
            outcome = migrate_or_note(acme, lock_timeout_seconds=0.1, tries=2)
        finally:
            let_go.set()

    assert outcome.failure == "OperationalError: canceling statement due to lock timeout"
    assert migrate_or_note(acme, lock_timeout_seconds=5).failure == ""


def test_killed_process_loses_its_schema_alone():
    def work(name: str) -> Outcome:
        if name == "b":
            os.kill(os.getpid(), signal.SIGKILL)
        return Outcome(name)

    outcomes = sorted(each("abcde", work, processes=2, stop=Stop()), key=lambda outcome: outcome.schema_name)

    assert [(outcome.schema_name, outcome.failure) for outcome in outcomes] == [
        ("a", ""),
        ("b", KILLED),
        ("c", ""),
        ("d", ""),
        ("e", ""),
    ]


@pytest.mark.parametrize("processes", [1, 2])
def test_stop_finishes_what_is_begun_and_begins_nothing_else(processes):
    stop = Stop()

    with stop.on_signals():
        outcomes = []
        for outcome in each([str(number) for number in range(50)], Outcome, processes=processes, stop=stop):
            outcomes.append(outcome)
            if len(outcomes) == 1:
                os.kill(os.getpid(), signal.SIGINT)

    assert 1 <= len(outcomes) <= processes + 1


def test_what_is_to_be_done_is_worked_out_once_for_schemas_that_are_alike(acme, globex, monkeypatch):
    monkeypatch.setattr(bring, "_plans", {})
    made, plan_here = [], bring.plan_here
    monkeypatch.setattr(bring, "plan_here", lambda: made.append(1) or plan_here())
    for client in (acme, globex):
        forget_chat(client.schema_name)

    fleet("migrate")

    assert is_migrated(acme.schema_name)
    assert is_migrated(globex.schema_name)
    assert len(made) == 1


def test_state_of_one_schema_more_costs_no_question_more(acme, globex):
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            schema_states()
        return len(asked)

    before = questions()
    spare = SpareSchema.objects.create(schema_name=new_schema_name())
    create_schema(spare.schema_name)

    assert questions() == before
    assert [(state.name, state.is_behind) for state in schema_states()] == [
        ("acme", False),
        ("globex", False),
        ("spare", False),
    ]


def test_only_the_named_clients_are_migrated(acme, globex):
    for client in (acme, globex):
        forget_chat(client.schema_name)

    assert fleet("migrate", "--client", "acme")[1] == ""

    assert (is_migrated(acme.schema_name), is_migrated(globex.schema_name)) == (True, False)
    assert fleet("migrate", "--client", "nobody")[1] == "No client has the subdomain nobody. See: client list"


def test_status_tells_each_schema_as_it_stands(acme, globex):
    forget_chat(acme.schema_name)
    drop_schema(globex.schema_name)
    orphan = new_schema_name()
    create_schema(orphan)

    out, ended = fleet("status", "--json")

    told = {schema["name"]: schema for schema in json.loads(out)["schemas"]}
    assert {name: schema["standing"] for name, schema in told.items()} == {
        "acme": "behind",
        "globex": "no schema",
        "nobody's": "orphan",
    }
    assert "chat.0001_initial" in told["acme"]["lacks"]
    assert told["nobody's"]["schema"] == orphan
    assert ended == "Not everything is up to date. See: fleet migrate, fleet repair"
    assert f"globex ({globex.schema_name}): no schema" in fleet("status")[0]


def test_wrong_rights_are_seen_and_right_ones_are_not(acme, globex):
    both = [acme.schema_name, globex.schema_name]
    assert wrong_rights(both) == []

    for change in (
        f'REVOKE SELECT ON "{acme.schema_name}".chat_answer FROM "{acme.schema_name}"',
        f'GRANT DELETE ON "{acme.schema_name}".audit_auditevent TO "{acme.schema_name}"',
        f'GRANT INSERT ON "{acme.schema_name}".django_migrations TO "{acme.schema_name}"',
        f'REVOKE USAGE ON ALL SEQUENCES IN SCHEMA "{acme.schema_name}" FROM "{acme.schema_name}"',
        f'CREATE TABLE "{acme.schema_name}".new_one (id integer)',
    ):
        execute(change)
        assert wrong_rights(both) == [acme.schema_name]
        grant_rights(acme.schema_name)
        assert wrong_rights(both) == []
