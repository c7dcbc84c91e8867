from argparse import ArgumentParser
from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError

from tenants.audit.anchors import anchors_of
from tenants.audit.chain import Head
from tenants.audit.verify import verify
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client
from tenants.schemas import schema_exists


class Command(BaseCommand):
    help = "Walk the audit's chain of hashes; name the first row that does not fit, and end with 1 if there is one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--client", metavar="SUBDOMAIN", help="one client's audit; without it the platform's own")
        which.add_argument("--all", action="store_true", help="the platform's and every client's")
        parser.add_argument(
            "--head",
            metavar="NUMBER:HASH",
            type=_head,
            help="a head of the platform's chain from the log (audit_head), which must still be in it",
        )

    def handle(self, *args: object, **options: object) -> None:
        if options["head"] and options["client"]:
            raise CommandError("--head is one of the platform's chain; a client's is held against its anchors.")
        with platform_scope():
            clients = _clients(options["client"], every=options["all"])
            is_intact = True
            if not options["client"]:
                is_intact = self._verify("The platform", [options["head"]] if options["head"] else [])
            for client in clients:
                anchors = anchors_of(client)
                with tenant_scope(client.ref()):
                    is_intact &= self._verify(client.subdomain, anchors)
        if not is_intact:
            raise CommandError("The audit is not what was written.", returncode=1)

    def _verify(self, name: str, anchors: Iterable[Head]) -> bool:
        walked = verify(anchors)
        if walked.fault:
            self.stdout.write(f"{name}: row {walked.fault.number} does not fit: {walked.fault.what}.")
            return False
        self.stdout.write(f"{name}: {walked.head.number} rows, intact. Head {walked.head.number}:{walked.head.hash}")
        return True


def _clients(subdomain: str | None, *, every: bool) -> list[Client]:
    kept = Client.objects.exclude(status=Client.Status.DELETED).order_by("subdomain")
    if subdomain:
        kept = kept.filter(subdomain=subdomain.lower())
        if not kept:
            raise CommandError(f"No client has the subdomain {subdomain!r}. See: client list")
    elif not every:
        return []
    # A client that is still being prepared has no audit yet.
    return [client for client in kept if schema_exists(client.schema_name)]


def _head(words: str) -> Head:
    number, _, hash_ = words.partition(":")
    return Head(int(number), hash_)
