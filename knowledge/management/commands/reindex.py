from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from knowledge.facts.write import reread_facts
from knowledge.ingestion.reindex import ReindexStopped, ready_versions, reindex, rewrite_terms
from knowledge.management.opened_clients import opened_clients
from knowledge.models import DocumentVersion
from tenants.binding import ClientRef
from tenants.context import tenant_scope

# Every version tried costs its first texts; after so many in vain the next would fare no better.
_PATIENCE = 3


class Command(BaseCommand):
    help = (
        "Embed and index what has no complete vectors of the model and index in use, one line a version. "
        "Reads no file again; safe to run again at any point."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        whose = parser.add_mutually_exclusive_group()
        whose.add_argument("--client", help="Subdomain of the one client to do.")
        whose.add_argument("--all", action="store_true", help="Every client; the same as without --client.")
        parser.add_argument("--terms", action="store_true", help="Write the words search looks up anew as well.")
        parser.add_argument(
            "--facts",
            action="store_true",
            help="Read facts anew from the pages that are kept as well; what HR decided about them stays.",
        )

    def handle(self, *, client: str | None, terms: bool, facts: bool, **options: object) -> None:
        left = in_a_row = 0
        for ref in opened_clients(client):
            with tenant_scope(ref):
                for version in ready_versions():
                    is_done = self._reindex(version, ref, terms=terms, facts=facts)
                    left += not is_done
                    in_a_row = 0 if is_done else in_a_row + 1
                    if in_a_row == _PATIENCE:
                        raise CommandError("The engines do not do their work. What is done stays; run it again.")
        if left:
            raise CommandError(f"{left} {'version is' if left == 1 else 'versions are'} left; run it again.")

    def _reindex(self, version: DocumentVersion, client: ClientRef, *, terms: bool, facts: bool) -> bool:
        try:
            if terms:
                rewrite_terms(version)
            if facts:
                reread_facts(version)
            outcome = reindex(version)
        except ReindexStopped as stopped:
            outcome = f"left ({stopped.reason})"
        name = f"{client.subdomain}: {version.document.title}, version {version.number}"
        self.stdout.write(f"{name}: {version.passages.count()} passages, {outcome}")
        return not outcome.startswith("left")
