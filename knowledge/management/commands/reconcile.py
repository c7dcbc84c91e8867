from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from knowledge.ingestion.reconcile import Strays, find_strays, mend
from knowledge.ingestion.reindex import ReindexStopped
from knowledge.management.opened_clients import opened_clients
from knowledge.vectors import VectorIndexUnavailable
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.storage import StorageUnavailable

_KINDS = {
    "vectors_without_rows": "vectors of a version that is gone",
    "stale_vectors": "vectors of passages that are gone, in version",
    "rows_without_vectors": "passages that search by meaning cannot find, in version",
    "rows_without_files": "no file any more for version",
    "files_without_rows": "a file that belongs to nothing:",
}


class Command(BaseCommand):
    help = (
        "Compare rows, vectors and files of each client and list what has no partner; with --repair delete what "
        "nobody owns and index anew what cannot be found. Ends with 1 while something is left."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--client", help="Subdomain of the one client to look at; all without it.")
        parser.add_argument("--repair", action="store_true", help="Mend what can be mended.")

    def handle(self, *, client: str | None, repair: bool, **options: object) -> None:
        left = 0
        for ref in opened_clients(client):
            with tenant_scope(ref):
                left += self._reconcile(ref, repair=repair)
        if left:
            things = "1 thing is" if left == 1 else f"{left} things are"
            what_next = "upload those files again" if repair else "run it with --repair"
            raise CommandError(f"{things} without a partner; {what_next}.")

    def _reconcile(self, client: ClientRef, *, repair: bool) -> int:
        try:
            strays = find_strays()
            self._tell(client, strays)
            if not repair or not strays.count:
                return strays.count
            mend(strays)
            left = find_strays(grace_seconds=0)
        except (VectorIndexUnavailable, StorageUnavailable, ReindexStopped) as trouble:
            raise CommandError(f"{client.subdomain}: {trouble.reason}. What is done stays; run it again.") from trouble
        self.stdout.write(f"{client.subdomain}: {strays.count - left.count} mended")
        return left.count

    def _tell(self, client: ClientRef, strays: Strays) -> None:
        for name, words in _KINDS.items():
            for which in getattr(strays, name):
                self.stdout.write(f"{client.subdomain}: {words} {which}")
        if not strays.count:
            self.stdout.write(f"{client.subdomain}: rows, vectors and files agree")
