from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from knowledge.ingestion.ingest import ingest_whole
from knowledge.ingestion.receive import UploadRefused, not_stored_sentence, receive_again
from knowledge.management.opened_clients import opened_clients
from knowledge.models import Document
from knowledge.tasks import queue_waiting
from tenants.context import tenant_scope
from tenants.storage import StorageUnavailable


class Command(BaseCommand):
    help = (
        "Read a client's documents anew from their files, after the readers have been improved: a new version of each, "
        "which HR compares with the one before and publishes. One result line a document."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--client", required=True, help="Subdomain of the client.")
        parser.add_argument("--document", help="Title of the one document to read; all without it.")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="Publish what is read anew without a look at it, where the version before it is published.",
        )
        parser.add_argument("--wait", action="store_true", help="Read the files here and now, without a worker.")

    def handle(self, *, client: str, document: str | None, publish: bool, wait: bool, **options: object) -> None:
        (ref,) = opened_clients(client)
        count = 0
        with tenant_scope(ref):
            documents = Document.objects.kept().order_by("title", "pk")
            if document is not None:
                documents = documents.filter(title=document)
                if not documents:
                    raise CommandError(f"{ref.subdomain} has no document of the title {document}.")
            for one in documents:
                count += self._read(one, publish=publish, wait=wait)
        self.stdout.write(f"{count} of {len(documents)} documents {'read' if wait else 'will be read'} anew.")

    def _read(self, document: Document, *, publish: bool, wait: bool) -> bool:
        is_out = document.published_version_id == document.latest_version().pk
        try:
            version = receive_again(document, uploaded_by=None, publish_when_ready=publish and is_out)
        except UploadRefused as refused:
            return self._left(document, str(refused))
        except FileNotFoundError:
            return self._left(document, "Its file is no longer there. Upload it again.")
        except StorageUnavailable as trouble:
            return self._left(document, not_stored_sentence(trouble))
        if not wait:
            queue_waiting()
            self.stdout.write(f"received  {document.title}: version {version.number}")
            return True
        ingest_whole(version.pk)
        version.refresh_from_db()
        told = f"{version.page_count} pages" if version.is_ready else version.failure_detail
        self.stdout.write(f"{version.status:<9} {document.title}: version {version.number}, {told}")
        return version.is_ready

    def _left(self, document: Document, sentence: str) -> bool:
        self.stdout.write(f"left      {document.title}: {sentence}")
        return False
