"""What became of files that came together: a folder, or an archive."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from knowledge.ingestion.batch import Outcome, Tally, cancel_batch, tally
from knowledge.ingestion.unpack import unpack_again
from knowledge.models import BatchFile, Document, UploadBatch
from knowledge.pace import time_left
from knowledge.tasks import queue_unpacking, queue_waiting
from knowledge.workbench.rows import DocumentRow, document_rows
from tenants.access import hr_required

LINES_PER_PAGE = 100
SHOWN = {"": "All", Outcome.TAKEN: "Taken in", Outcome.KNOWN: "Here already", Outcome.REFUSED: "Not taken in"}


@dataclass(frozen=True)
class Line:
    file: BatchFile
    row: DocumentRow | None  # of its document, if there is one


@hr_required
@require_safe
def batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(UploadBatch.objects.select_related("uploaded_by"), pk=pk)
    shown = request.GET.get("show", "")
    counts = tally(found)
    files = found.files.filter(outcome=shown) if shown in Outcome.values else found.files.all()
    page = Paginator(files, LINES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": found,
        "counts": counts,
        "left": max(0, found.file_count - counts.lines) if found.is_unpacking or found.failure else 0,
        "time_left": _time_left(found, counts),
        "is_working": bool(found.is_unpacking or counts.working),
        "tabs": [{"value": value, "label": label, "is_current": value == shown} for value, label in SHOWN.items()],
        "shown": shown if shown in Outcome.values else "",
        "lines": _lines(page.object_list),
        "page_obj": page,
        "page_query": f"show={shown}&" if shown in Outcome.values else "",
    }
    is_part = request.GET.get("part") == "state"
    return render(request, "knowledge/_batch.html" if is_part else "knowledge/batch.html", context)


@hr_required
@require_POST
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(UploadBatch, pk=pk)
    count = cancel_batch(found, by=request.user)
    # Without a worker on them, their cancellation is work for one.
    queue_waiting()
    messages.success(request, f"Reading {count} file{'' if count == 1 else 's'} is cancelled.")
    return redirect("knowledge:batch", pk=pk)


@hr_required
@require_POST
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(UploadBatch, pk=pk)
    if unpack_again(found):
        queue_unpacking(pk)
        messages.success(request, f"“{found.name}” is unpacked further.")
    else:
        messages.error(request, "There is nothing left to unpack.")
    return redirect("knowledge:batch", pk=pk)


def _time_left(found: UploadBatch, counts: Tally) -> str:
    """Return how long reading still takes, once all files are here: before, more may come at any moment."""
    if found.is_unpacking:
        return ""
    seconds = (timezone.now() - found.created_at).total_seconds()
    return time_left(done=counts.done, total=counts.taken, seconds=seconds)


def _lines(files: list[BatchFile]) -> list[Line]:
    documents = Document.objects.prefetch_related("versions").filter(pk__in=[file.document_id for file in files])
    rows = {row.document.pk: row for row in document_rows(documents)}
    return [Line(file, rows.get(file.document_id)) for file in files]
