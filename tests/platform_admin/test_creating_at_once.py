"""Several clients at once, on real transactions and schemas, while their addresses are asked for all the time."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection
from django.test import Client as Browser

from accounts.models import Invitation
from platform_admin.provision import NewClient, discard, provision, register_client
from platform_admin.spares import stock_spares
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client, SpareSchema
from tenants.schemas import drop_schema, schema_exists

NAMES = [f"willow-{number}" for number in range(5)]
AT_ONCE = 4


@pytest.fixture
def spares(committed, settings):
    """Two spare schemas in stock for five clients; what is made of them is taken back afterwards."""
    settings.SPARE_SCHEMAS = 2
    stock_spares()
    yield
    for client in Client.objects.filter(subdomain__in=NAMES):
        if client.status in ("pending", "provisioning"):
            discard(client, by=None)
            continue
        drop_schema(client.schema_name)
        account = client.account
        client.delete()
        account.delete()
    for spare in SpareSchema.objects.all():
        drop_schema(spare.schema_name)
        spare.delete()


def create(subdomain: str) -> None:
    try:
        with platform_scope():
            wanted = NewClient(subdomain.title(), subdomain, f"owner@{subdomain}.example", "Olive")
            provision(register_client(wanted, by=None))
    finally:
        connection.close()


def test_clients_made_at_once_are_whole_and_their_hosts_never_show_half_of_one(spares):
    is_over, seen = Event(), Counter()

    def ask_all_the_time() -> None:
        while not is_over.is_set():
            for name in NAMES:
                sleep(0.05)  # the processor is for those who make clients
                seen[Browser(HTTP_HOST=f"{name}.localhost").get("/accounts/login/").status_code] += 1
        connection.close()

    asking = Thread(target=ask_all_the_time)
    asking.start()
    try:
        with ThreadPoolExecutor(AT_ONCE) as makers:
            list(makers.map(create, NAMES))
    finally:
        is_over.set()
        asking.join()

    clients = Client.objects.filter(subdomain__in=NAMES)
    assert Counter(clients.values_list("status", "failure")) == {("active", ""): len(NAMES)}
    assert len({client.schema_name for client in clients}) == len(NAMES)
    assert SpareSchema.objects.count() == 0
    for client in clients:
        assert schema_exists(client.schema_name)
        with tenant_scope(client.ref()):
            assert list(Invitation.objects.values_list("email", flat=True)) == [client.owner_email]
        assert Browser(HTTP_HOST=f"{client.subdomain}.localhost").get("/accounts/login/").status_code == 200
    # Not there, being prepared, there: never anything between.
    assert set(seen) <= {404, 503, 200}
