from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from accounts.audience import read_hours, read_work_state
from benefits.audience import MeantFor
from benefits.models import BenefitClass
from knowledge.ingestion.archive import ArchiveRefused, is_archive, is_leftover, open_archive
from knowledge.ingestion.batch import Outcome, take_in
from knowledge.ingestion.ingest import ingest_whole
from knowledge.ingestion.receive import DocumentFacts, receive_document
from knowledge.models import DocumentVersion, KnowledgeBase
from knowledge.tasks import queue_waiting
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client
from tenants.storage import StorageUnavailable

_WORDS = {Outcome.KNOWN: "known", Outcome.REFUSED: "refused"}


@dataclass
class Count:
    taken: int = 0
    files: int = 0


class Command(BaseCommand):
    help = "Upload every file of a folder or ZIP file to a client's knowledge base, one result line a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="A folder; ZIP files in it are opened. Or one ZIP file.")
        parser.add_argument("--client", required=True, help="Subdomain of the client.")
        parser.add_argument(
            "--knowledge-base", default="Benefits documents", help="Made if there is none of that name."
        )
        parser.add_argument(
            "--class", dest="classes", action="append", default=[], help="Only for this benefit class; may be repeated."
        )
        parser.add_argument(
            "--state", dest="states", action="append", default=[], help="Only for this state; may be repeated."
        )
        parser.add_argument("--hours", default="", help="Only for people who work so: full time or part time.")
        parser.add_argument("--publish", action="store_true", help="Publish each file as soon as all of it is read.")
        parser.add_argument("--wait", action="store_true", help="Read the files here and now, without a worker.")

    def handle(
        self,
        *,
        folder: Path,
        client: str,
        knowledge_base: str,
        classes: list[str],
        states: list[str],
        hours: str,
        publish: bool,
        wait: bool,
        **options: object,
    ) -> None:
        if not folder.is_dir() and not _is_archive(folder):
            raise CommandError(f"{folder} is no folder and no ZIP file.")
        with platform_scope():
            row = Client.objects.served().filter(subdomain=client.lower()).first()
            if row is None:
                raise CommandError(f"There is no active client with the subdomain {client}.")
            ref = row.ref()
        count = Count()
        with tenant_scope(ref):
            meant_for = _meant_for(classes, states, hours)
            base = KnowledgeBase.objects.get_or_create(name=knowledge_base)[0]
            facts = DocumentFacts(base, meant_for=meant_for)
            # Listed once, so that each file that was there has its line.
            for path, shown in list(_files(folder)):
                self._import_path(path, shown, facts, publish, wait, count)
        self.stdout.write(f"{count.taken} of {count.files} files taken in.")

    def _import_path(
        self, path: Path, shown: str, facts: DocumentFacts, publish: bool, wait: bool, count: Count
    ) -> None:
        if not _is_archive(path):
            count.files += 1
            try:
                content = path.open("rb")
            except OSError as error:
                # Gone since the folder was listed, or not ours to read; the others are none the worse for it.
                self.stdout.write(f"refused   {shown}: It cannot be opened ({error.strerror}).")
                return
            with content:
                count.taken += self._import(File(content, name=path.name), shown, facts, publish, wait)
            return
        try:
            with open_archive(path) as archive:
                for member in archive.members:
                    count.files += 1
                    inner = f"{shown}/{member.path}"
                    try:
                        with archive.unpacked(member) as file:
                            count.taken += self._import(file, inner, facts, publish, wait)
                    except (ArchiveRefused, StorageUnavailable) as refused:
                        self.stdout.write(f"refused   {inner}: {refused}")
        except ArchiveRefused as refused:
            count.files += 1
            self.stdout.write(f"refused   {shown}: {refused}")

    def _import(self, file: File, shown: str, facts: DocumentFacts, publish: bool, wait: bool) -> bool:
        def receive(content: File) -> DocumentVersion:
            return receive_document(content, facts, uploaded_by=None, publish_when_ready=publish)

        taken = take_in(receive, file, path=shown)
        if taken.outcome != Outcome.TAKEN:
            self.stdout.write(f"{_WORDS[taken.outcome]:<9} {shown}: {taken.sentence}")
            return False
        if not wait:
            queue_waiting()
            self.stdout.write(f"received  {shown}")
            return True
        version = taken.version
        ingest_whole(version.pk)
        version.refresh_from_db()
        self.stdout.write(self._outcome(shown, version))
        return version.is_ready

    def _outcome(self, shown: str, version: DocumentVersion) -> str:
        if version.is_ready:
            return f"ready     {shown}: {version.page_count} pages, {version.passage_count} passages"
        return f"{version.status:<9} {shown}: {version.failure_detail}"


def _meant_for(classes: list[str], states: list[str], hours: str) -> MeantFor:
    """Return for whom the files are; nothing is taken in for people whom a mistyped word would leave out."""
    known = list(BenefitClass.objects.values_list("code", flat=True))
    for code in classes:
        if code not in known:
            raise CommandError(f"There is no benefit class {code}. There are: {', '.join(known) or 'none yet'}.")
    letters = {state: read_work_state(state) for state in states}
    for state, found in letters.items():
        if not found:
            raise CommandError(f"{state} is no state. Write its name or its two letters: California or CA.")
    working_time = read_hours(hours)
    if working_time is None:
        raise CommandError(f"{hours} is no working time. Write full time or part time.")
    return MeantFor(tuple(classes), tuple(letters.values()), working_time)


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file with the name to show: its place in the folder."""
    if not folder.is_dir():
        yield folder, folder.name
        return
    for path in sorted(folder.rglob("*")):
        shown = path.relative_to(folder).as_posix()
        # A link could lead out of the folder that was named.
        if path.is_file() and not path.is_symlink() and not is_leftover(shown):
            yield path, shown


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as content:
            return is_archive(File(content, name=path.name))
    except OSError:
        return False
