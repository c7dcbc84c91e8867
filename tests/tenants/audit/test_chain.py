"""The audit hangs together, and what is done to it behind its back is seen."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from tenants.audit.anchors import ANCHORED
from tenants.audit.chain import COLUMNS, ROOT, Head, hash_of
from tenants.audit.log import read_head, record
from tenants.audit.models import AuditEvent
from tenants.audit.verify import Fault, verify
from tenants.binding import ClientRef
from tenants.context import maintenance_scope, platform_scope, tenant_scope
from tenants.models import Client
from tests.tampering import behind_its_back

TABLE = "audit_auditevent"


def three_rows() -> None:
    record("client.registered", actor=None, number_of="ü", share=0.1, whole=2.0, huge=1e16, when=ROOT[:3])
    record("client.opened", actor=None)
    record("client.suspended", actor=None, reason="unpaid")


def test_rows_are_numbered_and_each_carries_the_hash_of_the_one_before(in_acme):
    three_rows()

    rows = list(AuditEvent.objects.order_by("number").values(*COLUMNS, "hash"))
    assert [row["number"] for row in rows] == [1, 2, 3]
    assert [row["previous"] for row in rows] == [ROOT, rows[0]["hash"], rows[1]["hash"]]
    assert [row["hash"] for row in rows] == [hash_of(row) for row in rows]
    assert verify().head == read_head() == Head(3, rows[2]["hash"])
    assert verify().fault is None


def test_every_schema_has_a_chain_of_its_own(acme, globex):
    with platform_scope():
        record("client.opened", actor=None)
    for client in (acme, globex):
        with tenant_scope(client):
            record("class.added", actor=None, code=client.subdomain)
            assert verify().head.number == 1


@pytest.mark.parametrize(
    ("done", "number", "words"),
    [
        ("UPDATE {} SET action = 'x' WHERE number = 2", 2, "is not what was written"),
        ("UPDATE {} SET detail = '{{}}' WHERE number = 3", 3, "is not what was written"),
        ("UPDATE {} SET at = at + interval '1 second' WHERE number = 1", 1, "is not what was written"),
        ("DELETE FROM {} WHERE number = 2", 2, "it is missing; the next one is row 3"),
        ("DELETE FROM {} WHERE number = 1", 1, "it is missing; the next one is row 2"),
        ("UPDATE {} SET number = 0 WHERE number = 3", 0, "stands before the first row"),
        ("UPDATE {} SET hash = repeat('a', 64) WHERE number = 2", 2, "is not what was written"),
        ("UPDATE {} SET previous = repeat('a', 64) WHERE number = 3", 3, "does not follow row 2"),
    ],
)
def test_first_row_that_does_not_fit_is_named(acme, done, number, words):
    with tenant_scope(acme):
        three_rows()
    with behind_its_back(acme.schema_name) as cursor:
        cursor.execute(done.format(f'"{acme.schema_name}".{TABLE}'))

    with tenant_scope(acme):
        fault = verify().fault

    assert (fault.number, words in fault.what) == (number, True)


def test_rows_cut_off_the_end_are_missed_by_what_was_anchored(acme):
    with tenant_scope(acme):
        three_rows()
        anchor = read_head()
    with behind_its_back(acme.schema_name) as cursor:
        cursor.execute(f'DELETE FROM "{acme.schema_name}".{TABLE} WHERE number > 1')

    with tenant_scope(acme):
        assert verify().fault is None
        missing = "it is missing, and so are all up to row 3, which was there when it was anchored"
        assert verify([anchor]).fault == Fault(2, missing)


def test_chain_that_was_written_anew_is_told_by_what_was_anchored(acme):
    with tenant_scope(acme):
        three_rows()
        anchor = read_head()
    with behind_its_back(acme.schema_name) as cursor:
        cursor.execute(f'DELETE FROM "{acme.schema_name}".{TABLE}')

    with tenant_scope(acme):
        three_rows()
        assert verify().fault is None
        assert "is not the one that was anchored" in verify([anchor]).fault.what


@pytest.mark.parametrize("statement", [f"UPDATE {TABLE} SET action = 'x'", f"DELETE FROM {TABLE}", f"TRUNCATE {TABLE}"])
@pytest.mark.parametrize("is_platform", [True, False])
def test_even_the_owner_of_the_tables_may_only_append(acme, is_platform, statement):
    schema = "public" if is_platform else acme.schema_name
    record("client.opened", actor=None)

    statement = statement.replace(TABLE, f'"{schema}".{TABLE}')
    with (
        maintenance_scope(),
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_what_is_rolled_back_leaves_no_gap(in_acme):
    record("class.added", actor=None)
    with pytest.raises(RuntimeError), transaction.atomic():
        record("class.renamed", actor=None)
        raise RuntimeError

    record("class.removed", actor=None)

    assert list(AuditEvent.objects.order_by("number").values_list("number", "action")) == [
        (1, "class.added"),
        (2, "class.removed"),
    ]
    assert verify().fault is None


def test_eight_at_once_make_one_chain_and_a_rollback_among_them_no_gap(committed):
    start = Barrier(8)

    def write(which: int) -> None:
        try:
            start.wait()
            for turn in range(10):
                _write_or_roll_back(committed["acme"], which, turn)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))

    with tenant_scope(committed["acme"]):
        walked = verify()
        assert (walked.fault, walked.head.number) == (None, 80 - 8)


def _write_or_roll_back(client: ClientRef, which: int, turn: int) -> None:
    with tenant_scope(client):
        try:
            with transaction.atomic():
                record("class.added", actor=None, which=which, turn=turn)
                if turn == 5:
                    raise RuntimeError("taken back")
        except RuntimeError:
            pass


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_audit", *arguments, stdout=out)
    return out.getvalue()


def test_command_walks_the_platform_one_client_or_all(acme, globex):
    with platform_scope():
        record("client.opened", actor=None, subject=Client.objects.get(pk=acme.id))
    with tenant_scope(acme):
        three_rows()

    assert run().startswith("The platform: 1 rows, intact. Head 1:")
    assert run("--client", "ACME").startswith("acme: 3 rows, intact.")
    assert [line.partition(",")[0] for line in run("--all").splitlines()] == [
        "The platform: 1 rows",
        "acme: 3 rows",
        "globex: 0 rows",
    ]


def test_command_names_the_row_and_ends_with_one(acme, capsys):
    with tenant_scope(acme):
        three_rows()
        head = read_head()
    with platform_scope():
        client = Client.objects.get(pk=acme.id)
        record(ANCHORED, actor=None, subject=client, number=head.number, hash=head.hash)
    with behind_its_back(acme.schema_name) as cursor:
        cursor.execute(f'DELETE FROM "{acme.schema_name}".{TABLE} WHERE number = 3')

    with pytest.raises(CommandError) as ended:
        call_command("verify_audit", "--all")

    assert ended.value.returncode == 1
    assert "acme: row 3 does not fit: it is missing, and so are all up to row 3" in capsys.readouterr().out


def test_command_holds_the_platform_against_a_head_from_the_log(db):
    record("client.opened", actor=None)
    head = read_head()
    assert "intact" in run("--head", f"{head.number}:{head.hash}")

    with pytest.raises(CommandError):
        run("--head", f"{head.number + 1}:{head.hash}")
    with pytest.raises(CommandError, match="one of the platform's chain"):
        run("--client", "acme", "--head", f"{head.number}:{head.hash}")
    with pytest.raises(CommandError, match="No client has the subdomain"):
        run("--client", "nobody")
