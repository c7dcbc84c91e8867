"""The steps before anything is deleted."""

import hashlib
import tempfile
from datetime import timedelta

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone

from platform_admin.offboarding.export.write import write_export
from platform_admin.offboarding.mails import tell_of_export
from platform_admin.offboarding.work import NotYet, Stopped, Work
from platform_admin.set_aside import as_client
from tenants.context import tenant_scope
from tenants.keys import storage_key
from tenants.models import Client

_PIECE_BYTES = 1024 * 1024


def close(work: Work) -> None:
    """The client was closed as it was asked for; only who is signed in is still to be told."""
    if work.client.status != Client.Status.OFFBOARDING:
        work.client.move_to(Client.Status.OFFBOARDING)


def export(work: Work) -> None:
    """Write the ZIP to this machine's disk, then to where files are kept, under the offboarding's own name."""
    if Client.objects.behind().filter(pk=work.client.pk).exists():
        raise Stopped(f"{work.client.name} is not up to date, so it cannot be read. First: fleet migrate")
    # Without a name: it is gone with the process, however that ends.
    with tempfile.TemporaryFile(prefix="export-") as file:
        write_export(file, work.client, progress=work.progress)
        file.seek(0)
        sha256, size = hashlib.sha256(), 0
        while piece := file.read(_PIECE_BYTES):
            sha256.update(piece)
            size += len(piece)
        file.seek(0)
        with tenant_scope(as_client(work.offboarding.export_folder)):
            # One that a run before this has left is not what the hash is of.
            default_storage.delete(storage_key(work.offboarding.export_file))
            default_storage.put(str(work.offboarding.export_file), File(file))
    now = timezone.now()
    work.note(
        export_bytes=size,
        export_sha256=sha256.hexdigest(),
        exported_at=now,
        hold_until=now + timedelta(days=settings.OFFBOARDING_HOLD_DAYS),
    )


def tell_owner(work: Work) -> None:
    tell_of_export(work.offboarding)


def wait(work: Work) -> None:
    """Let nothing pass before the hold is over, unless two operators want it sooner, or while a legal hold is set."""
    is_due = work.offboarding.sooner_approved_at is not None or timezone.now() >= work.offboarding.hold_until
    if not is_due or Client.objects.held().filter(pk=work.client.pk).exists():
        raise NotYet
