from django.core.management import call_command
from django.db import connection

from tenants.audit.models import AuditEvent
from tenants.audit.verify import verify
from tenants.context import maintenance_scope, tenant_scope

OLD_ROWS = """
    INSERT INTO "{}".audit_auditevent (id, at, action, actor_role, subject_type, subject_id, detail)
    SELECT gen_random_uuid(), now() - old * interval '1 minute', 'class.added', '', '', '',
           jsonb_build_object('code', old, 'share', 1.0, 'huge', 1e16, 'words', 'ü"') FROM generate_series(1, 5) AS old
"""


def migrate(schema_name: str, *target: str) -> None:
    call_command("migrate_schemas", *target, schema_name=schema_name, interactive=False, verbosity=0)


def test_rows_of_an_old_installation_are_chained_in_their_order(committed):
    schema_name = committed["acme"].schema_name
    migrate(schema_name, "audit", "0001")
    try:
        with maintenance_scope(), connection.cursor() as cursor:
            cursor.execute(OLD_ROWS.format(schema_name))
    finally:
        migrate(schema_name)

    with tenant_scope(committed["acme"]):
        walked = verify()
        assert (walked.fault, walked.head.number) == (None, 5)
        oldest_first = AuditEvent.objects.order_by("number").values_list("detail__code", flat=True)
        assert list(oldest_first) == [5, 4, 3, 2, 1]
