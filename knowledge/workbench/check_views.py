"""One screen on which HR looks at what was read of a file: its first page, and what it seems to be. One after another
for files that came together.
"""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.facts.call import prices_hint
from knowledge.ingestion.progress import row_changed
from knowledge.ingestion.state_facts import state_facts
from knowledge.lifecycle import publish as publishing
from knowledge.lifecycle.gates import Held
from knowledge.lifecycle.life import review, to_check
from knowledge.lifecycle.locks import hold_document, take_turn
from knowledge.lifecycle.schedule import schedule
from knowledge.models import BatchFile, Document, DocumentVersion
from knowledge.tasks import queue_catalogue_feed, queue_coverage_map, queue_refresh, queue_warnings
from knowledge.workbench.forms import CheckForm
from knowledge.workbench.page_view import shown_blocks
from knowledge.workbench.rows import document_rows
from tenants.access import hr_required
from tenants.clock import day_in_words, today
from tenants.form_pages import form_page

Status = DocumentVersion.Status
MOST_AT_ONCE = 200
_WAITING = "documents_to_check"


@dataclass(frozen=True)
class Place:
    """Where somebody is among the documents they check one after the other."""

    number: int
    total: int
    next: UUID | None


@hr_required
@require_safe
def check_all(request: HttpRequest) -> HttpResponse:
    """Begin with the first document nobody has checked, or the first of one upload."""
    waiting = to_check(today())
    upload = _uuid(request.GET.get("upload", ""))
    if upload:
        waiting = waiting.filter(pk__in=BatchFile.objects.filter(batch=upload).values("document"))
    ids = [str(pk) for pk in waiting.values_list("pk", flat=True)[:MOST_AT_ONCE]]
    if not ids:
        messages.info(request, _nothing_to_check())
        return redirect("knowledge:home")
    request.session[_WAITING] = ids
    return redirect("knowledge:check", pk=ids[0])


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = get_object_or_404(Document.objects.kept().prefetch_related("versions"), pk=pk)
    version = document.versions.filter(status=Status.READY).select_related("document").first()
    if version is None:
        sentence = f"“{document.title}” has no version that was read to its end. It can be checked once it has."
        messages.error(request, sentence)
        return redirect("knowledge:document", pk=pk)
    form = CheckForm(request.POST or None, version=version, day=today())
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, version)
    return _confirm(request, form, version)


def _nothing_to_check() -> str:
    if not Document.objects.kept().exists():
        return "There is nothing to check: there are no documents yet."
    if not DocumentVersion.objects.filter(document__deleting_at__isnull=True, status=Status.READY).exists():
        return "There is nothing to check: no document has been read to its end."
    return "There is nothing to check: somebody has looked at every document that was read."


def _confirm(request: HttpRequest, form: CheckForm, version: DocumentVersion) -> HttpResponse:
    document = version.document
    title = form.cleaned_data["title"]
    try:
        with transaction.atomic():
            take_turn()
            hold_document(document.pk)
            state_facts(document, title=title, facts=form.facts(), by=request.user)
            review(version, by=request.user)
            done = _act(request, form, version)
    except publishing.PublishRefused as refused:
        form.add_error("publish_on" if request.POST.get("then") == "schedule" else None, str(refused))
        return _page(request, form, version)
    queue_refresh(document.pk)
    queue_coverage_map()
    queue_catalogue_feed()
    queue_warnings()
    row_changed(document.pk)
    messages.success(request, f"“{title}” is {done}.")
    place = _place(request, document.pk)
    if place.next:
        return redirect("knowledge:check", pk=place.next)
    if place.total > 1:
        return redirect("knowledge:home")
    return redirect("knowledge:document", pk=document.pk)


def _act(request: HttpRequest, form: CheckForm, version: DocumentVersion) -> str:
    """Do what the button that was pressed says besides confirming; return what has become of the document."""
    if request.POST.get("then") == "publish":
        done = publishing.publish_unless_held(version.document, by=request.user, number=version.number)
        if isinstance(done, Held):
            return f"checked. {done.sentence.rstrip('.')}"
        last = form.cleaned_data["effective_to"]
        if last and last < today():
            return f"checked and published, but nobody is answered from it: its last day was {day_in_words(last)}"
        return "checked and published"
    if request.POST.get("then") == "schedule":
        day = form.cleaned_data["publish_on"] or today()
        schedule(version, on=day, today=today(), by=request.user)
        return f"checked, and published on {day_in_words(day)}"
    return "checked"


def _page(request: HttpRequest, form: CheckForm, version: DocumentVersion) -> HttpResponse:
    page = version.pages.filter(number=1).first()
    row = document_rows([version.document])[0]
    context = {
        "form": form,
        "document": version.document,
        "row": row,
        "version": version,
        "page": page,
        "blocks": shown_blocks(page) if page and not version.has_page_pictures else (),
        "place": _place(request, version.document_id),
        "prices_hint": prices_hint(version.document, version),
        "is_published": version.pk == version.document.published_version_id,
    }
    return form_page(request, "knowledge/check.html", context)


def _place(request: HttpRequest, pk: UUID) -> Place:
    """Return the document's place among those that were waiting, and the next that still is."""
    ids = request.session.get(_WAITING, [])
    if str(pk) not in ids:
        return Place(1, 1, None)
    at = ids.index(str(pk))
    still = {str(one) for one in to_check(today()).filter(pk__in=ids).values_list("pk", flat=True)}
    following = [one for one in ids[at + 1 :] if one in still]
    return Place(at + 1, len(ids), UUID(following[0]) if following else None)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
