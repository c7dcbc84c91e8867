from argparse import ArgumentParser
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.api_keys import create_api_key
from accounts.management.served_client import served_client
from accounts.models import ApiKey
from tenants.context import tenant_scope


class Command(BaseCommand):
    help = "Make an API key for a client and print it once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--client", required=True, metavar="SUBDOMAIN")
        parser.add_argument("--name", required=True, help="what the key is for")
        parser.add_argument("--scope", action="append", choices=ApiKey.Scope.values, required=True, dest="scopes")
        parser.add_argument("--days", type=int, default=365, help="days until it expires (default 365)")

    def handle(self, *args: object, **options: object) -> None:
        if not 1 <= options["days"] <= 3650:
            raise CommandError("--days must lie between 1 and 3650.")
        with tenant_scope(served_client(options["client"])):
            key = create_api_key(
                name=options["name"],
                scopes=options["scopes"],
                valid_for=timedelta(days=options["days"]),
                created_by=None,
                now=timezone.now(),
            )
        self.stdout.write(key.secret)
        self.stderr.write("Keep it now: only its hash is stored, it cannot be shown again.")
