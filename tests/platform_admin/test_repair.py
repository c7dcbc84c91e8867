from io import StringIO

from django.core.management import call_command

from tenants.models import SchemaMigration, SetAsideSchema, new_schema_name
from tenants.rights import wrong_rights
from tenants.schemas import create_role_and_schema, drop_schema, role_exists, schema_exists
from tests.tenants.fleet_cases import execute, forget_chat


def repair(*arguments: str) -> str:
    out = StringIO()
    call_command("fleet", "repair", *arguments, stdout=out)
    return out.getvalue()


def test_rights_and_failed_migrations_are_put_right(acme, globex):
    execute(f'REVOKE SELECT ON "{acme.schema_name}".accounts_user FROM "{acme.schema_name}"')
    forget_chat(globex.schema_name)
    gone = SchemaMigration.objects.create(schema_name=new_schema_name(), state="failed")

    told = repair()

    assert f"{acme.schema_name}: its role and rights are as they should be again." in told
    assert f"{globex.schema_name}: up to date again." in told
    assert wrong_rights([acme.schema_name, globex.schema_name]) == []
    kept = set(SchemaMigration.objects.values_list("pk", flat=True))
    assert {acme.schema_name, globex.schema_name} <= kept
    assert gone.pk not in kept
    assert repair() == ""


def test_what_is_nobodys_is_named_first_and_dropped_only_when_told(acme):
    orphan, broken_off, lone_role = (new_schema_name() for _ in range(3))
    for name in (orphan, broken_off, lone_role):
        create_role_and_schema(name)
    SetAsideSchema.objects.create(schema_name=broken_off, reason="filling")
    execute(f'DROP SCHEMA "{lone_role}"')

    told = repair()

    assert all(f"{name}: nobody's." in told for name in (orphan, broken_off, lone_role))
    assert f"{acme.schema_name}: nobody's." not in told
    assert (schema_exists(orphan), schema_exists(broken_off), role_exists(lone_role)) == (True, True, True)

    repair("--yes")

    assert (schema_exists(orphan), schema_exists(broken_off), role_exists(lone_role)) == (False, False, False)
    assert schema_exists(acme.schema_name)
    assert not SetAsideSchema.objects.exists()


def test_schema_that_a_restore_has_replaced_stays(acme):
    replaced = new_schema_name()
    create_role_and_schema(replaced)
    SetAsideSchema.objects.create(schema_name=replaced, reason="replaced", client_id=acme.id)

    repair("--yes")

    assert schema_exists(replaced)
    drop_schema(replaced)
