from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.api_keys import revoke_api_key
from accounts.management.served_client import served_client
from accounts.models import ApiKey
from tenants.context import tenant_scope


class Command(BaseCommand):
    help = "End an API key of a client at once, with everything that is followed live with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--client", required=True, metavar="SUBDOMAIN")
        parser.add_argument("--prefix", required=True, help="the beginning of the key, as list_api_keys shows it")

    def handle(self, *, client: str, prefix: str, **options: object) -> None:
        with tenant_scope(served_client(client)):
            keys = list(ApiKey.objects.filter(prefix=prefix))
            if len(keys) != 1:
                raise CommandError(
                    f"No API key of {client} begins with {prefix!r}. See: list_api_keys --client {client}"
                )
            is_ended_now = revoke_api_key(keys[0], by=None, now=timezone.now())
        self.stdout.write(f"{keys[0].name}: {'revoked' if is_ended_now else 'had ended before'}")
