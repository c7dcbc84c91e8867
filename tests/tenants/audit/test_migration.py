from collections.abc import Iterator
from dataclasses import replace

import pytest

from tenants.audit.models import AuditEvent
from tenants.audit.verify import verify
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.schemas import drop_schema, migrate_schema
from tests.tenants.older import its_owners_cursor, older_schema

OLD_ROWS = """
    INSERT INTO "{}".audit_auditevent (id, at, action, actor_role, subject_type, subject_id, detail)
    SELECT gen_random_uuid(), now() - old * interval '1 minute', 'class.added', '', '', '',
           jsonb_build_object('code', old, 'share', 1.0, 'huge', 1e16, 'words', 'ü"') FROM generate_series(1, 5) AS old
"""


@pytest.fixture
def before_the_chain(committed) -> Iterator[ClientRef]:
    """acme, in a schema of its own that has no more migrations than there were then."""
    name = older_schema(("audit", "0001_initial"))
    try:
        yield replace(committed["acme"], schema_name=name)
    finally:
        drop_schema(name)


def test_rows_of_an_old_installation_are_chained_in_their_order(before_the_chain):
    schema_name = before_the_chain.schema_name
    with its_owners_cursor(schema_name) as cursor:
        cursor.execute(OLD_ROWS.format(schema_name))

    migrate_schema(schema_name)

    with tenant_scope(before_the_chain):
        walked = verify()
        assert (walked.fault, walked.head.number) == (None, 5)
        oldest_first = AuditEvent.objects.order_by("number").values_list("detail__code", flat=True)
        assert list(oldest_first) == [5, 4, 3, 2, 1]
