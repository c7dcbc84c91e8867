"""HR's page of facts: each beside the place it is printed, to confirm, correct or reject.

Everything works as plain forms and links. With htmx a row answers for itself, and moving through the rows moves
the mark on the page.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.extract.types import Box, box_from_json
from knowledge.facts import decide, feed
from knowledge.facts.conflicts import compare_plan_names, find_conflicts
from knowledge.facts.listing import count_facts, fact_row, list_sections, section_of
from knowledge.facts.sbc import HEADER
from knowledge.facts.write import reread_facts
from knowledge.models import Document, DocumentVersion, ExtractedFact
from knowledge.tasks import queue_catalogue_feed
from knowledge.workbench.change_views import toast
from knowledge.workbench.fact_forms import CorrectionForm
from knowledge.workbench.page_view import shown_with_place
from tenants.access import hr_required
from tenants.form_pages import form_page

MOVED_ON = "This was decided on a moment ago, or its document is being replaced or deleted. Look at it once more."
DECISIONS = {"confirm": decide.confirm, "reject": decide.reject, "reopen": decide.reopen}
CLOSE_UP_WIDTH = 0.5  # of the page; wider where the marked place is
CLOSE_UP_HEIGHT = 0.36  # of its own width


@hr_required
@require_safe
def facts(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = get_object_or_404(Document.objects.kept(), pk=pk)
    version = _version(document, request.GET.get("version", ""))
    listed = list(version.facts.all())
    chosen = _chosen(listed, request.GET.get("fact", ""))
    if request.GET.get("part") == "page":
        if chosen is None:
            raise Http404
        return render(request, "knowledge/facts/_place.html", _place(document, version, chosen))
    conflicts = find_conflicts(version)
    sections = list_sections(listed, conflicts)
    return render(
        request,
        "knowledge/facts/facts.html",
        {
            "document": document,
            "version": version,
            "sections": sections,
            "progress": count_facts(version),
            "conflicts": conflicts,
            "plan_names": compare_plan_names(version),
            "differences": feed.differences(version),
            "chosen": chosen,
            "is_any_clear": any(section.clear for section in sections),
            "batch": _batch(request, version),
            **(_place(document, version, chosen) if chosen else {}),
        },
    )


@hr_required
@require_POST
def confirm_section(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirm what is clear in one section, or without a section in all of the version."""
    document = get_object_or_404(Document.objects.kept(), pk=pk)
    version = _version(document, request.POST.get("version", ""))
    # PostgreSQL takes no NUL.
    section, plan = (request.POST.get(name, "").replace("\0", "") for name in ("section", "plan"))
    if "section" in request.POST:
        batch = decide.confirm_clear(version, section=section, plan=plan, by=request.user)
    else:
        batch = decide.confirm_clear(version, by=request.user)
    queue_catalogue_feed()
    if not batch.count:
        messages.info(request, "Nothing was left to confirm without a doubt.")
    listed = list(version.facts.filter(section=section, plan=plan)) if section else []
    anchor = section_of(section, plan, listed).anchor if listed else "facts-done"
    confirmed = {"confirmed": batch.at.isoformat()} if batch.count else {}
    return redirect(f"{facts_url(document.pk, version.number, **confirmed)}#{anchor}")


@hr_required
@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = get_object_or_404(Document.objects.kept(), pk=pk)
    version = _version(document, request.POST.get("version", ""))
    at = _moment(request.POST.get("confirmed", ""))
    count = decide.take_back(version, at=at, by=request.user) if at else 0
    if count:
        messages.success(request, f"{count} fact{'s' if count != 1 else ''} taken back.")
    else:
        messages.info(request, "Nothing was left to take back.")
    return redirect(facts_url(document.pk, version.number))


@hr_required
@require_POST
def reread(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = get_object_or_404(Document.objects.kept(), pk=pk)
    version = _version(document, request.POST.get("version", ""))
    count = reread_facts(version)
    if count:
        messages.success(request, f"{count} fact{'s' if count != 1 else ''} read. What you had decided is kept.")
    else:
        messages.info(request, "No new fact was found on these pages.")
    return redirect(facts_url(document.pk, version.number))


@hr_required
@require_POST
def decide_fact(request: HttpRequest, pk: UUID) -> HttpResponse:
    fact = _fact(pk)
    decision = DECISIONS.get(request.POST.get("decision", ""))
    if decision is None:
        return _answer(request, fact, error="Say whether to confirm it or to reject it.")
    is_done = decision(fact, by=request.user)
    queue_catalogue_feed()
    return _answer(request, fact, error="" if is_done else MOVED_ON)


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct_fact(request: HttpRequest, pk: UUID) -> HttpResponse:
    fact = _fact(pk)
    form = CorrectionForm(request.POST or None, fact=fact)
    if request.method == "POST" and form.is_valid():
        corrected = decide.correct(fact, form.reading(), by=request.user)
        queue_catalogue_feed()
        return _answer(request, fact, error="" if corrected else MOVED_ON)
    context = {"row": fact_row(fact), "form": form, "back_url": fact_url(fact)}
    if request.headers.get("HX-Request"):
        return form_page(request, "knowledge/facts/_correct.html", context)
    place = _place(fact.version.document, fact.version, fact)
    return form_page(request, "knowledge/facts/correct.html", {**context, **place})


def _batch(request: HttpRequest, version: DocumentVersion) -> decide.Batch | None:
    """Return what was just confirmed at once, while it can be taken back."""
    at = _moment(request.GET.get("confirmed", ""))
    batch = decide.batch_of(version, at=at, by=request.user) if at else None
    return batch if batch and batch.count else None


def _moment(words: str) -> datetime | None:
    """Return the moment as this page writes it, in UTC; PostgreSQL does not take every distance from it."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return None
    return found if found.utcoffset() == timedelta() else None


def facts_url(document_id: UUID, version_number: int, fact: UUID | None = None, confirmed: str = "") -> str:
    query = {"version": version_number} | ({"fact": fact} if fact else {})
    query |= {"confirmed": confirmed} if confirmed else {}
    return f"{reverse('knowledge:facts', args=[document_id])}?{urlencode(query)}"


def fact_url(fact: ExtractedFact) -> str:
    return f"{facts_url(fact.version.document_id, fact.version.number, fact.pk)}#fact-{fact.pk}"


def _fact(pk: UUID) -> ExtractedFact:
    kept = ExtractedFact.objects.filter(version__document__deleting_at__isnull=True)
    return get_object_or_404(kept.select_related("version__document", "confirmed_by"), pk=pk)


def _version(document: Document, wanted: str) -> DocumentVersion:
    """Return the version asked for by its number, else the newest that has facts, else the newest."""
    versions = list(document.versions.all())
    asked = [version for version in versions if str(version.number) == wanted]
    with_facts = [version for version in versions if version.facts.exists()] if not asked else []
    return (asked or with_facts or versions)[0]


def _chosen(listed: Sequence[ExtractedFact], wanted: str) -> ExtractedFact | None:
    """Return the fact asked for, else the first that is to be decided on, else the first."""
    asked = [fact for fact in listed if str(fact.pk) == wanted]
    left = [fact for fact in listed if fact.is_proposed]
    return next(iter([*asked, *left, *listed]), None)


def _answer(request: HttpRequest, fact: ExtractedFact, *, error: str) -> HttpResponse:
    """Answer with the row and the counts it changes, or as a form with the page the row stands on."""
    if not request.headers.get("HX-Request"):
        if error:
            messages.error(request, error)
        return HttpResponseRedirect(fact_url(fact))
    fresh = _fact(fact.pk)
    if fresh.plan != fact.plan:
        # All sections are called by the plan's name.
        return HttpResponse(headers={"HX-Redirect": fact_url(fresh)})
    version = fresh.version
    conflicts = find_conflicts(version)
    own = list(version.facts.filter(section=fresh.section, plan=fresh.plan))
    context = {
        "row": fact_row(fresh, conflicts),
        "document": version.document,
        "version": version,
        "section": section_of(fresh.section, fresh.plan, own, conflicts, has_many=_has_many_plans(version)),
        "progress": count_facts(version),
        "conflicts": conflicts,
        "plan_names": compare_plan_names(version),
    }
    response = render(request, "knowledge/facts/_fact_answer.html", context)
    if error:
        response["HX-Trigger"] = toast(error)
    return response


def _has_many_plans(version: DocumentVersion) -> bool:
    return version.facts.filter(section=HEADER).values("plan").distinct().count() > 1


def _place(document: Document, version: DocumentVersion, fact: ExtractedFact) -> dict[str, object]:
    """Return the page that the fact stands on, with its place marked."""
    page = version.pages.filter(number=fact.page).first()
    context: dict[str, object] = {"document": document, "version": version, "fact": fact, "page": page}
    if page is None:
        return context
    boxes = [box for box in map(box_from_json, fact.boxes) if box.page == fact.page]
    if version.has_page_pictures and boxes:
        return {**context, "boxes": boxes, "close_up": _close_up(boxes, page.width, page.height)}
    block, start, end = fact.place
    return {**context, "blocks": shown_with_place(page, block=block, start=start, end=end)}


def _close_up(boxes: Sequence[Box], width: float, height: float) -> dict[str, float]:
    """Return the part of the page around the boxes, in the page's own unit."""
    x0, x1 = min(box.x0 for box in boxes) * width, max(box.x1 for box in boxes) * width
    y0, y1 = min(box.y0 for box in boxes) * height, max(box.y1 for box in boxes) * height
    wide = min(width, max(CLOSE_UP_WIDTH * width, (x1 - x0) * 1.15))
    high = min(height, CLOSE_UP_HEIGHT * wide)
    left = min(max(0.0, (x0 + x1) / 2 - wide / 2), width - wide)
    top = min(max(0.0, (y0 + y1) / 2 - high / 2), height - high)
    return {"left": left, "top": top, "width": wide, "height": high}
