"""The canary: what is planted at one client is found there and nowhere else; where they are not kept apart, it sings.

In each test of singing one guard of the product is taken away on purpose.
"""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from redis.exceptions import RedisError

from knowledge.models import Document, KnowledgeBase
from platform_admin.canary import run as running
from platform_admin.canary.layers import LAYERS
from platform_admin.canary.run import pairs, probe, probe_due
from platform_admin.models import CanaryRun
from tenants import keys
from tenants.context import maintenance_scope, platform_scope, tenant_scope
from tenants.models import Client
from tenants.postgresql import base
from tenants.redis import redis
from tenants.storage import ClientStorage

NAMES = {layer.name for layer in LAYERS}


def files_of(client) -> set[str]:
    with tenant_scope(client):
        return ClientStorage().keys()


def sang(run: CanaryRun) -> set[str]:
    return {found["layer"] for found in run.layers if found["elsewhere"]}


def test_word_is_found_in_every_layer_at_home_and_in_none_elsewhere(acme, globex):
    run = probe(acme, globex)

    assert [(one["layer"], one["at_home"], one["elsewhere"], one["trouble"]) for one in run.layers] == [
        (layer.name, True, False, "") for layer in LAYERS
    ]
    assert run.outcome == "held"


def test_nothing_is_left_of_it(acme, globex):
    # Files are not rolled back: other tests may have left some.
    before = files_of(acme)

    probe(acme, globex)

    with tenant_scope(acme):
        assert (Document.objects.count(), KnowledgeBase.objects.count()) == (0, 0)
    assert files_of(acme) == before
    assert [key for key in redis().keys("*canary*") if redis().ttl(key) > 1] == []


def test_nobody_else_sees_it_while_it_is_there(committed, elsewhere, monkeypatch):
    acme, globex = committed["acme"], committed["globex"]
    counts = []
    try_layer = running._try_layer

    def count() -> int:
        with tenant_scope(acme):
            return Document.objects.count()

    def watched(layer, *told):
        found = try_layer(layer, *told)
        counts.append((count(), elsewhere(count)))
        return found

    monkeypatch.setattr(running, "_try_layer", watched)

    assert probe(acme, globex).outcome == "held"
    assert set(counts) == {(1, 0)}
    CanaryRun.objects.all().delete()


def test_what_a_killed_run_left_is_taken_away_by_the_next(acme, globex, monkeypatch):
    before = files_of(acme)
    monkeypatch.setattr(running, "_clear", lambda word, client: None)
    probe(acme, globex)
    assert len(files_of(acme) - before) == 1
    monkeypatch.undo()

    run = probe(acme, globex)

    assert run.outcome == "held"
    assert files_of(acme) == before


def test_it_sings_where_the_database_is_asked_in_the_wrong_schema(acme, globex, monkeypatch):
    right = base.DatabaseWrapper._path_and_role

    def wrong(self):
        path, role = right(self)
        return tuple(part.replace(globex.schema_name, acme.schema_name) for part in (path, role))

    monkeypatch.setattr(base.DatabaseWrapper, "_path_and_role", wrong)

    assert {"rows", "search", "vectors"} <= sang(probe(acme, globex))


def test_it_sings_where_a_clients_role_may_read_another_schema(acme, globex):
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(f'GRANT USAGE ON SCHEMA "{acme.schema_name}" TO "{globex.schema_name}"')
        cursor.execute(f'GRANT SELECT ON ALL TABLES IN SCHEMA "{acme.schema_name}" TO "{globex.schema_name}"')

    assert sang(probe(acme, globex)) == {"tables"}


def test_it_sings_where_keys_in_redis_are_everybodys(acme, globex, monkeypatch):
    monkeypatch.setattr(keys, "client_key", lambda *parts: ":".join(map(str, parts)))

    assert sang(probe(acme, globex)) == {"cache", "keys"}


def test_it_sings_where_live_topics_are_everybodys(acme, globex, monkeypatch):
    from tenants import live

    monkeypatch.setattr(live, "client_key", lambda *parts: ":".join(map(str, parts)))
    monkeypatch.setattr(live, "schema_key", lambda schema, *parts: ":".join(map(str, parts)))

    assert sang(probe(acme, globex)) == {"live"}


def test_it_sings_where_files_are_given_to_whoever_knows_their_key(acme, globex, monkeypatch):
    monkeypatch.setattr(ClientStorage, "_own", lambda self, name: name)

    assert sang(probe(acme, globex)) == {"files"}


def test_leak_is_written_down_as_such(acme, globex, monkeypatch):
    monkeypatch.setattr(ClientStorage, "_own", lambda self, name: name)

    assert probe(acme, globex).outcome == "leaked"


def test_probe_that_does_not_see_at_home_proves_nothing_and_says_so(acme, globex, monkeypatch):
    monkeypatch.setattr("platform_admin.canary.layers.live.publish", lambda *told: None)

    assert probe(acme, globex).outcome == "blind"


def test_engine_that_is_down_is_no_proof_and_no_leak(acme, globex, monkeypatch):
    def down():
        raise RedisError

    monkeypatch.setattr(running, "redis", down)

    run = probe(acme, globex)

    assert (run.outcome, {one["trouble"] for one in run.layers}) == ("failed", {"RedisError"})


def test_every_client_has_its_turn(acme, globex):
    with platform_scope():
        turns = {probe_due_once().client_id for _ in range(2)}

    assert turns == {acme.id, globex.id}


def probe_due_once() -> CanaryRun:
    from django.utils import timezone

    (run,) = probe_due(timezone.now())
    return run


def test_nobody_is_probed_who_is_alone(acme, globex):
    with platform_scope():
        Client.objects.filter(pk=globex.id).update(status="suspended")

        assert list(pairs([acme])) == []


def test_command_probes_the_clients_named_and_ends_well(acme, globex):
    out = io.StringIO()

    call_command("canary", "acme", stdout=out)

    assert out.getvalue().startswith("Acme Corp: Nothing leaked")
    with pytest.raises(CommandError, match="No served client is called elsewhere"):
        call_command("canary", "elsewhere")


def test_command_ends_badly_where_something_leaked(acme, globex, monkeypatch):
    monkeypatch.setattr(ClientStorage, "_own", lambda self, name: name)
    out = io.StringIO()

    with pytest.raises(CommandError, match="Not every probe held"):
        call_command("canary", "acme", stdout=out)

    assert "Stored files: FOUND ELSEWHERE" in out.getvalue()
