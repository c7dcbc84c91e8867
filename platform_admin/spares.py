"""The stock of migrated schemas nobody owns yet: with one at hand a client is ready in a moment."""

from django.conf import settings
from django.db import transaction

from platform_admin.locks import Busy, exclusive
from tenants.models import Client, SpareSchema
from tenants.schemas import create_schema, is_migrated


def stock_spares() -> int:
    """Fill the stock up to settings.SPARE_SCHEMAS; return how many were made. Somebody already at it: 0."""
    made = 0
    try:
        with exclusive("spare-schemas"):
            while SpareSchema.objects.count() < settings.SPARE_SCHEMAS:
                _make_spare()
                made += 1
    except Busy:
        return 0
    return made


def take_spare(client: Client) -> bool:
    """Let the client take over a spare schema, if there is one that is up to date; two clients never get the same."""
    with transaction.atomic():
        for spare in SpareSchema.objects.select_for_update(skip_locked=True).order_by("created_at"):
            # One that is behind stays for `fleet migrate`; migrating it here would take as long as a new one.
            if is_migrated(spare.schema_name):
                Client.objects.filter(pk=client.pk).update(schema_name=spare.schema_name)
                client.schema_name = spare.schema_name
                spare.delete()
                return True
    return False


def _make_spare() -> None:
    # Everything in one transaction: a process killed in the middle leaves neither a schema without a row
    # nor a row without its schema. (A migration that must run outside transactions would need another way.)
    with transaction.atomic():
        spare = SpareSchema.objects.create()
        create_schema(spare.schema_name)
