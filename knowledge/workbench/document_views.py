from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from knowledge.facts.call import call_to_facts
from knowledge.ingestion.fidelity import PageLoss, TableDoubt, read_fidelity
from knowledge.models import Document, DocumentVersion, Page
from knowledge.workbench.forms import ScheduleForm
from knowledge.workbench.links import live_url, page_url
from knowledge.workbench.page_pictures import NoPicture, page_picture
from knowledge.workbench.page_view import shown_blocks
from knowledge.workbench.panels import document_panels
from knowledge.workbench.rows import document_rows
from knowledge.workbench.shown_warnings import shown_warnings
from tenants.access import hr_required
from tenants.clock import today

MOST_PAGES = 10  # that are named one by one


@hr_required
@require_safe
def document(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Document.objects.prefetch_related("versions__uploaded_by"), pk=pk)
    row = document_rows([found])[0]
    context = {"row": row, "live_url": live_url(request)}
    if request.GET.get("part") == "state":
        return render(request, "knowledge/_document_state.html", context)
    version = _shown_version(request, found)
    number = _page_number(request, version)
    page = version.pages.filter(number=number).first()
    return render(
        request,
        "knowledge/document.html",
        {
            **context,
            "version": version,
            "is_published": version.pk == found.published_version_id,
            "page": page,
            "blocks": shown_blocks(page) if page else (),
            "panels": document_panels(found.pk) if not found.is_being_deleted else [],
            "passages": version.passages.filter(page_number__lte=number, page_to__gte=number).defer("boxes"),
            "previous_page": number - 1 if number > 1 else None,
            "next_page": number + 1 if number < version.page_count else None,
            "has_pictures": version.has_page_pictures,
            "waits_for_picture": page is not None and _waits_for_picture(page),
            "lacks_picture": page is not None and _lacks_picture(page),
            "fidelity": _fidelity(found, version),
            "fact_call": call_to_facts(found, version),
            "versions": _version_lines(found, version),
            "warnings": shown_warnings(found),
            "schedule_form": ScheduleForm(initial={"publish_on": found.scheduled_on or _first_day_to_come(found)}),
        },
    )


@hr_required
@require_safe
def document_row(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = Document.objects.filter(pk=pk).prefetch_related("versions").first()
    return row_fragment(request, found, pk)


@hr_required
@require_safe
def page_image(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    version = get_object_or_404(DocumentVersion, pk=pk, document__deleting_at__isnull=True)
    try:
        picture = page_picture(version, number)
    except NoPicture as missing:
        raise Http404 from missing
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def row_fragment(request: HttpRequest, found: Document | None, pk: UUID) -> HttpResponse:
    """Answer with the document's row; one that is gone leaves an empty row, which takes the old one's place."""
    if found is None:
        return render(request, "knowledge/_document_gone.html", {"pk": pk})
    return render(request, "knowledge/_document_row.html", {"row": document_rows([found])[0]})


def _shown_version(request: HttpRequest, found: Document) -> DocumentVersion:
    """Return the version asked for by its number, else the newest."""
    versions = list(found.versions.all())
    wanted = request.GET.get("version", "")
    asked = [version for version in versions if str(version.number) == wanted]
    return (asked or versions)[0]


def _first_day_to_come(found: Document) -> date | None:
    first = found.effective_from
    return first if first and first > today() else None


def _waits_for_picture(page: Page) -> bool:
    """Whether text in a picture on this page is still to come."""
    version = page.version
    return version.waits_for_pictures and version.pages_in_pictures.filter(number=page.number).exists()


def _lacks_picture(page: Page) -> bool:
    """Whether text in a picture on this page could not be read, and is missing for good unless it is tried again."""
    version = page.version
    return version.is_in_part and version.unread_pictures().filter(number=page.number).exists()


def _fidelity(found: Document, version: DocumentVersion) -> dict[str, object] | None:
    """Return what was read of the file in words, with links to the pages that lost something or are in doubt."""
    fidelity = read_fidelity(version.fidelity)
    if fidelity is None:
        return None
    pictures = version.pages.filter(is_ocr=True).order_by("number").values_list("number", flat=True)
    recognised = [{"number": one, "url": page_url(found.pk, version.number, one)} for one in pictures]
    return {
        # Of a page in pictures nobody knows every word: what was recognised is all there is to count.
        "sentence": "" if fidelity.is_whole and len(recognised) == version.page_count else fidelity.sentence,
        "recognised": recognised[:MOST_PAGES],
        "more_recognised": len(recognised[MOST_PAGES:]),
        "is_whole": fidelity.is_whole,
        "losses": [_page_note(found, version, loss) for loss in fidelity.losses],
        "more": fidelity.pages_with_loss - len(fidelity.losses),
        "doubt_sentence": fidelity.doubt_sentence,
        "doubts": [_page_note(found, version, doubt) for doubt in fidelity.doubts],
        "more_doubts": fidelity.doubtful_tables - len(fidelity.doubts),
    }


def _page_note(found: Document, version: DocumentVersion, note: PageLoss | TableDoubt) -> dict[str, object]:
    url = page_url(found.pk, version.number, note.number)
    return {"number": note.number, "sentence": note.sentence, "url": url}


def _page_number(request: HttpRequest, version: DocumentVersion) -> int:
    wanted = request.GET.get("page", "")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 7 else 1
    return max(1, min(number, version.page_count or 1))


def _version_lines(found: Document, shown: DocumentVersion) -> list[DocumentVersion]:
    lines = list(found.versions.all())
    for version in lines:
        version.is_published = version.pk == found.published_version_id
        version.is_shown = version.pk == shown.pk
        version.url = page_url(found.pk, version.number)
        version.compare_url = _compare_url(version, lines)
        version.state = _state(version, lines)
    return lines


def _state(version: DocumentVersion, versions: list[DocumentVersion]) -> str:
    """Return where it stands in words: one that was read may have been replaced since."""
    later = [one.number for one in versions if one.is_ready and one.number > version.number]
    is_replaced = version.is_ready and not version.is_published and later
    return f"Replaced by version {min(later)}" if is_replaced else version.get_status_display()


def _compare_url(version: DocumentVersion, versions: list[DocumentVersion]) -> str:
    """Return where it is compared with the version before it, "" if there is none that was read."""
    before = [one.number for one in versions if one.is_ready and one.number < version.number]
    if not version.is_ready or not before:
        return ""
    query = urlencode({"old": max(before), "new": version.number})
    return f"{reverse('knowledge:compare', args=[version.document_id])}?{query}"
