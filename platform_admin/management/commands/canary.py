from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from platform_admin.canary.layers import LAYERS
from platform_admin.canary.run import pairs, probe
from platform_admin.models import CanaryRun
from tenants.context import platform_scope
from tenants.models import Client


class Command(BaseCommand):
    help = "Plant a word at clients and look for it at others: are they kept apart? Ends with 1 if anything is found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("subdomains", nargs="*", help="of the clients to probe; all that are served without one")

    def handle(self, *, subdomains: list[str], **_: object) -> None:
        with platform_scope():
            clients = Client.objects.served().migrated().order_by("created_at")
            if subdomains:
                clients = clients.filter(subdomain__in=subdomains)
            due = clients.refs()
            if unknown := set(subdomains) - {client.subdomain for client in due}:
                raise CommandError(f"No served client is called {', '.join(sorted(unknown))}.")
            runs = [self._tell(client.name, probe(client, other)) for client, other in pairs(due)]
        if not runs:
            raise CommandError("One client alone is kept apart from nobody; there must be two.")
        if any(run.outcome != CanaryRun.Outcome.HELD for run in runs):
            raise CommandError("Not every probe held.")

    def _tell(self, name: str, run: CanaryRun) -> CanaryRun:
        self.stdout.write(f"{name}: {run.get_outcome_display()} ({run.milliseconds} ms)")
        labels = {layer.name: layer.label for layer in LAYERS}
        for found in run.layers:
            if found["elsewhere"] or found["trouble"] or not found["at_home"]:
                what = "FOUND ELSEWHERE" if found["elsewhere"] else found["trouble"] or "not found at home"
                self.stdout.write(f"  {labels[found['layer']]}: {what}")
        return run
