from argparse import ArgumentParser

from django.core.management import call_command
from django.core.management.base import BaseCommand

from tenants.context import platform_scope
from tenants.models import Client, SpareSchema
from tenants.schemas import migrate_schema, schema_exists


class Command(BaseCommand):
    help = "Work on all clients' schemas: `fleet migrate` brings the platform and every client up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["migrate"])

    def handle(self, *args: object, **options: object) -> None:
        call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
        with platform_scope():
            names = [
                *Client.objects.exclude(status=Client.Status.DELETED).values_list("schema_name", flat=True),
                *SpareSchema.objects.values_list("schema_name", flat=True),
            ]
            existing = [name for name in names if schema_exists(name)]
        for name in existing:
            migrate_schema(name)
        self.stdout.write(f"The platform and {len(existing)} schemas are up to date.")
