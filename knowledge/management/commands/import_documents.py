from argparse import ArgumentParser
from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from knowledge.ingest import ingest
from knowledge.models import DocumentVersion, KnowledgeBase
from knowledge.receive import DocumentFacts, UploadRefused, receive_document
from knowledge.tasks import queue_waiting
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client
from tenants.storage import StorageUnavailable


class Command(BaseCommand):
    help = "Upload every file of a folder to a client's knowledge base, one result line a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--client", required=True, help="Subdomain of the client.")
        parser.add_argument(
            "--knowledge-base", default="Benefits documents", help="Made if there is none of that name."
        )
        parser.add_argument("--publish", action="store_true", help="Publish each file as soon as it can be searched.")
        parser.add_argument("--wait", action="store_true", help="Read the files here and now, without a worker.")

    def handle(
        self, *, folder: Path, client: str, knowledge_base: str, publish: bool, wait: bool, **options: object
    ) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        with platform_scope():
            row = Client.objects.served().filter(subdomain=client).first()
            if row is None:
                raise CommandError(f"There is no active client with the subdomain {client}.")
            ref = row.ref()
        files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
        with tenant_scope(ref):
            base = KnowledgeBase.objects.get_or_create(name=knowledge_base)[0]
            taken = sum(self._import(path, folder, DocumentFacts(base), publish, wait) for path in files)
        self.stdout.write(f"{taken} of {len(files)} files taken in.")

    def _import(self, path: Path, folder: Path, facts: DocumentFacts, publish: bool, wait: bool) -> bool:
        name = path.relative_to(folder)
        try:
            with path.open("rb") as content:
                version = receive_document(
                    File(content, name=path.name), facts, uploaded_by=None, publish_when_ready=publish
                )
        except (UploadRefused, StorageUnavailable) as refused:
            self.stdout.write(f"refused   {name}: {refused}")
            return False
        if not wait:
            queue_waiting()
            self.stdout.write(f"received  {name}")
            return True
        ingest(version.pk)
        version.refresh_from_db()
        self.stdout.write(self._outcome(name, version))
        return version.is_ready

    def _outcome(self, name: Path, version: DocumentVersion) -> str:
        if version.is_ready:
            return f"ready     {name}: {version.page_count} pages, {version.passage_count} passages"
        return f"{version.status:<9} {name}: {version.failure_detail}"
