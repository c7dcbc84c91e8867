"""The export as a file, a piece at a time."""

from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.http import StreamingHttpResponse
from django.utils.text import slugify

from platform_admin.models import Offboarding
from platform_admin.set_aside import as_client
from tenants.context import tenant_scope
from tenants.keys import storage_key

_PIECE_BYTES = 1024 * 1024


def send_export(offboarding: Offboarding) -> StreamingHttpResponse:
    """Return the ZIP. Raises FileNotFoundError and StorageUnavailable before anything is sent."""
    with tenant_scope(as_client(offboarding.export_folder)):
        stored = default_storage.open(storage_key(offboarding.export_file))

    def pieces() -> Iterator[bytes]:
        with stored:
            yield from stored.chunks(_PIECE_BYTES)

    name = f"{slugify(offboarding.client.name) or 'company'}-export-{offboarding.exported_at:%Y-%m-%d}.zip"
    return StreamingHttpResponse(
        pieces(),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Length": str(offboarding.export_bytes),
            "Cache-Control": "private, no-store",
        },
    )
