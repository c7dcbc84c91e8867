from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from chat.models import Receipt
from knowledge.evaluation.by_command import client_of
from tenants.context import tenant_scope


class Command(BaseCommand):
    help = "Tell whether a downloaded receipt is one that was written at a client, byte for byte."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The file as it was downloaded.")
        parser.add_argument("--client", required=True, help="Subdomain of the client.")

    def handle(self, *, file: Path, client: str, **options: object) -> None:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        with tenant_scope(client_of(client)):
            found = Receipt.objects.filter(sha256=sha256(content).hexdigest()).first()
        # The hash leads there, the bytes decide.
        if found is None or found.content.encode() != content:
            raise CommandError(f"{file} is no receipt of {client}, or was changed after it was written.")
        self.stdout.write(f"{file} is receipt {found.pk} of {client}, written {found.made_at:%Y-%m-%d %H:%M} UTC.")
