from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.management.served_client import served_client
from accounts.models import ApiKey
from tenants.context import tenant_scope


class Command(BaseCommand):
    help = "List the API keys of a client, newest first: prefix, name, scopes, state. Secrets are not stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--client", required=True, metavar="SUBDOMAIN")

    def handle(self, *, client: str, **options: object) -> None:
        now = timezone.now()
        with tenant_scope(served_client(client)):
            for key in ApiKey.objects.order_by("-created_at"):
                state = f"until {key.expires_at:%Y-%m-%d}" if key.is_valid(now) else "ended"
                self.stdout.write(f"{key.prefix}  {key.name}  {','.join(key.scopes)}  {state}")
