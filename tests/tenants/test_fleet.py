"""Migrations over all schemas, whatever state a client is in."""

from io import StringIO

import pytest
from django.core.management import call_command

from chat.models import Conversation
from tenants.context import tenant_scope
from tenants.models import Client, SpareSchema
from tenants.schema_names import BadSchemaName
from tenants.schemas import create_schema, drop_schema, is_migrated, role_exists, schema_exists
from tests.tenants.fleet_cases import check_constraints_now, forget_chat, tables_in

COMMANDS = {"fleet migrate": ("fleet", "migrate"), "migrate_schemas": ("migrate_schemas",), "migrate": ("migrate",)}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_client_without_schema_is_passed_over_and_nothing_lands_in_public(acme, command):
    half_made = Client.objects.create(
        account_id=Client.objects.get(subdomain="acme").account_id,
        name="Half made",
        subdomain="halfmade",
        status="provisioning",
        owner_email="owner@halfmade.example",
    )
    before = tables_in("public")

    call_command(*command, stdout=StringIO(), verbosity=0)

    assert tables_in("public") == before
    assert not schema_exists(half_made.schema_name)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_clients_and_spares_that_are_behind_are_brought_up_to_date_with_their_rights(acme, command):
    spare = SpareSchema.objects.create()
    create_schema(spare.schema_name)
    for schema_name in (acme.schema_name, spare.schema_name):
        forget_chat(schema_name)
        assert not is_migrated(schema_name)

    call_command(*command, stdout=StringIO(), verbosity=0)

    assert is_migrated(acme.schema_name)
    assert is_migrated(spare.schema_name)
    with tenant_scope(acme):
        assert Conversation.objects.count() == 0


def test_fleet_tells_how_many_were_behind(acme, globex):
    forget_chat(acme.schema_name)
    out = StringIO()

    call_command("fleet", "migrate", stdout=out)

    assert out.getvalue().splitlines()[0] == "The platform: up to date."
    assert out.getvalue().splitlines()[-1] == "2 schemas up to date; 1 were behind."


def test_schema_can_be_made_twice_and_dropped_twice(db):
    schema_name = "t_" + "ab" * 16

    create_schema(schema_name)
    create_schema(schema_name)
    assert schema_exists(schema_name)
    assert role_exists(schema_name)
    check_constraints_now()

    drop_schema(schema_name)
    drop_schema(schema_name)
    assert not schema_exists(schema_name)
    assert not role_exists(schema_name)


@pytest.mark.parametrize("name", ["public", "information_schema", "pg_catalog", "t_1", "acme", 't_"; DROP TABLE x; --'])
def test_only_our_own_names_reach_sql(db, name):
    for act in (create_schema, drop_schema, is_migrated):
        with pytest.raises(BadSchemaName):
            act(name)
