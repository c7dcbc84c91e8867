"""What HR does to a document. Each answers a plain form with a page, and an htmx request with the document's row."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from knowledge.ingestion import retry as retrying
from knowledge.ingestion.delete import MustBeKept, begin_deletion
from knowledge.ingestion.progress import row_changed
from knowledge.ingestion.state_facts import state_facts
from knowledge.lifecycle import publish as publishing
from knowledge.lifecycle import schedule as scheduling
from knowledge.lifecycle.gates import Held
from knowledge.models import Document, DocumentVersion, DocumentWarning
from knowledge.tasks import (
    queue_catalogue_feed,
    queue_coverage_map,
    queue_deletion,
    queue_refresh,
    queue_waiting,
    queue_warnings,
)
from knowledge.warnings.warn import dismiss, dismiss_all, reopen
from knowledge.workbench.document_views import row_fragment
from knowledge.workbench.forms import FactsForm, ScheduleForm
from tenants.access import hr_required
from tenants.clock import day_in_words, today
from tenants.form_pages import form_page


@hr_required
@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = _document(pk)
    seen = request.POST.get("version", "")
    try:
        number = int(seen) if seen.isdecimal() else None
        done = publishing.publish_unless_held(document, by=request.user, number=number)
    except publishing.PublishRefused as refused:
        return _answer(request, document, error=str(refused))
    if isinstance(done, Held):
        return _go_to(request, done)
    return _answer(request, document, done=f"“{document.title}” is published: version {done.number}.")


@hr_required
@require_POST
def unpublish(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = _document(pk)
    held = publishing.unpublish_unless_held(document, by=request.user)
    if held is not None:
        return _go_to(request, held)
    return _answer(request, document, done=f"Employees are no longer answered from “{document.title}”.")


@hr_required
@require_POST
def schedule(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = _document(pk)
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return _answer(request, document, error="Choose the day on which it is to be published.")
    day = form.cleaned_data["publish_on"]
    version = _waiting_version(document)
    try:
        if version is None:
            raise publishing.PublishRefused(f"“{document.title}” has no version that is ready yet.")
        scheduling.schedule(version, on=day, today=today(), by=request.user)
    except publishing.PublishRefused as refused:
        return _answer(request, document, error=str(refused))
    return _answer(request, document, done=f"“{document.title}” is published on {day_in_words(day)}.")


@hr_required
@require_POST
def unschedule(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = _document(pk)
    if not scheduling.withdraw(document, by=request.user):
        return _answer(request, document, error=f"No day is set for “{document.title}”: it may be published by now.")
    return _answer(request, document, done=f"“{document.title}” is not published by itself any more.")


@hr_required
@require_POST
def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = _document(pk)
    if not retrying.retry(document.latest_version(), by=request.user):
        return _answer(request, document, error=f"“{document.title}” is being read already, or is ready.")
    queue_waiting()
    return _answer(request, document, done=f"“{document.title}” is read again.")


@hr_required
@require_POST
def without_pictures(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = _document(pk)
    if not retrying.go_on_without_pictures(document.latest_version(), by=request.user):
        return _answer(request, document, error=f"Nothing of “{document.title}” has to be left out.")
    queue_waiting()
    done = f"“{document.title}” is finished without the pictures that could not be read. Publish it once it is ready."
    return _answer(request, document, done=done)


@hr_required
@require_POST
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = _document(pk)
    if not retrying.request_cancel(document.latest_version(), by=request.user):
        return _answer(request, document, error=f"There was nothing left to cancel: “{document.title}” is finished.")
    # Without a worker on it, its cancellation is work for one.
    queue_waiting()
    return _answer(request, document, done=f"Reading “{document.title}” is cancelled.")


@hr_required
@require_POST
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = _document(pk)
    try:
        if begin_deletion(document, by=request.user):
            queue_deletion(pk)
    except MustBeKept as refused:
        return _answer(request, document, error=str(refused))
    return _answer(request, document, done=f"“{document.title}” is being deleted.", to="knowledge:home")


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = _document(pk)
    form = FactsForm(request.POST or None, document=document)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "knowledge/edit.html", {"form": form, "document": document})
    state_facts(document, title=form.cleaned_data["title"], facts=form.facts(), by=request.user)
    queue_refresh(pk)
    queue_coverage_map()
    queue_warnings()
    messages.success(request, f"Saved what you say about “{document.title}”.")
    return redirect("knowledge:document", pk=pk)


@hr_required
@require_POST
def dismiss_warning(request: HttpRequest, pk: UUID) -> HttpResponse:
    warning = get_object_or_404(DocumentWarning.objects.select_related("document", "other"), pk=pk)
    dismiss(warning, by=request.user)
    messages.success(request, "It is left as it is. You are told again if it changes.")
    shown = warning.document
    if warning.other and request.POST.get("document") == str(warning.other.pk):
        shown = warning.other
    row_changed(shown.pk)
    return redirect("knowledge:document", pk=shown.pk)


@hr_required
@require_POST
def dismiss_warnings(request: HttpRequest) -> HttpResponse:
    """Leave all that the page showed of one kind as it is, and nothing that was found since."""
    shown = _document(_uuid(request.POST.get("document", "")))
    number = dismiss_all(_warnings_of(request, shown), by=request.user)
    left = "One is left as it is." if number == 1 else f"{number} are left as they are."
    messages.success(request, f"{left} You are told again of what changes, and can look at them again below.")
    return _to_warnings(shown)


@hr_required
@require_POST
def reopen_warnings(request: HttpRequest) -> HttpResponse:
    shown = _document(_uuid(request.POST.get("document", "")))
    number = reopen(_warnings_of(request, shown), by=request.user)
    those = "One is" if number == 1 else f"{number} are"
    messages.success(request, f"{those} to be looked at again.")
    return _to_warnings(shown)


def _go_to(request: HttpRequest, held: Held) -> HttpResponse:
    """Show what the change waits for."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": held.url})
    return redirect(held.url)


def _warnings_of(request: HttpRequest, shown: Document) -> list[UUID]:
    """Return those of the document that the form names."""
    named = [_uuid(text) for text in request.POST.get("warnings", "").split(",") if text]
    return list(DocumentWarning.objects.about(shown.pk).filter(pk__in=named).values_list("pk", flat=True))


def _to_warnings(shown: Document) -> HttpResponse:
    row_changed(shown.pk)
    return redirect(f"{reverse('knowledge:document', args=[shown.pk])}#warnings")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _waiting_version(document: Document) -> DocumentVersion | None:
    """Return the version a new day is for: the one that waits already, else the newest that is ready."""
    if document.scheduled_version is not None:
        return document.scheduled_version
    return document.versions.filter(status=DocumentVersion.Status.READY).order_by("-number").first()


def _document(pk: UUID) -> Document:
    return get_object_or_404(Document.objects.kept(), pk=pk)


def _answer(
    request: HttpRequest, document: Document, *, done: str = "", error: str = "", to: str = "knowledge:document"
) -> HttpResponse:
    row_changed(document.pk)
    queue_coverage_map()
    queue_catalogue_feed()
    queue_warnings()
    if request.headers.get("HX-Request"):
        fresh = Document.objects.filter(pk=document.pk).prefetch_related("versions").first()
        response = row_fragment(request, fresh, document.pk)
        response["HX-Trigger"] = toast(done or error)
        return response
    if error:
        messages.error(request, error)
    else:
        messages.success(request, done)
    return redirect(to) if to == "knowledge:home" else redirect(to, pk=document.pk)


def toast(text: str) -> str:
    """Return the header that makes the page say this and count anew; JSON, because headers hold ASCII alone."""
    return json.dumps({"toast": {"text": text}, "documents-changed": {}})
