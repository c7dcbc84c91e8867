from argparse import ArgumentParser

from django.core.management import call_command
from django.core.management.base import BaseCommand

from tenants.schemas import existing_schemas, is_migrated, migrate_schema


class Command(BaseCommand):
    help = "Work on all clients' schemas: `fleet migrate` brings the platform, every client and every spare up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["migrate"])

    def handle(self, *args: object, **options: object) -> None:
        call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
        names = existing_schemas()
        behind = [name for name in names if not is_migrated(name)]
        for name in behind:
            migrate_schema(name)
        self.stdout.write(f"The platform and {len(names)} schemas are up to date; {len(behind)} were behind.")
