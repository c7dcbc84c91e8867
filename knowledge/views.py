from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.live_holder import holder_of
from accounts.models import User
from benefits.contact_cards import contact_cards
from knowledge.audience import class_labels
from knowledge.document_panels import panels_for
from knowledge.excerpts import excerpt
from knowledge.facts.call import call_to_facts
from knowledge.fidelity import PageLoss, TableDoubt, read_fidelity
from knowledge.first_steps import first_steps
from knowledge.forms import FilterForm, KnowledgeBaseForm, ScheduleForm, SearchForm
from knowledge.hits import Hit
from knowledge.life import to_check
from knowledge.listing import (
    DEFAULT_SORT,
    Filters,
    count_states,
    known_years,
    list_documents,
    sort_links,
    sorted_by,
)
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from knowledge.page_pictures import NoPicture, page_picture
from knowledge.page_view import shown_blocks
from knowledge.progress import TOPIC
from knowledge.rows import document_rows
from knowledge.search import PASSAGES, search
from knowledge.shown_warnings import shown_warnings
from tenants.access import hr_required
from tenants.audit.log import record
from tenants.clock import today
from tenants.live import ticket

ROWS_PER_PAGE = 50
REMEMBERED = ("q", "status", "kind", "year", "audience", "sort")
_FILTERS = "document_filters"
EXCERPT_CHARACTERS = 700


@hr_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if request.GET.get("part") == "counts":
        base = _chosen_base(request)
        return render(
            request, "knowledge/_counts.html", {"counts": count_states(base, today()), "knowledge_base": base}
        )
    return home_page(request, KnowledgeBaseForm())


@hr_required
@require_POST
def base_create(request: HttpRequest) -> HttpResponse:
    form = KnowledgeBaseForm(request.POST)
    if not form.is_valid():
        return home_page(request, form, status=422)
    base = form.save()
    record("knowledge_base.created", actor=request.user, subject=base)
    messages.success(request, f"“{base.name}” is there. Upload its first documents.")
    return redirect(f"{reverse('knowledge:home')}?{urlencode({'base': base.pk})}")


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
            "page": page,
            "blocks": shown_blocks(page) if page else (),
            "panels": panels_for(found.pk) if not found.is_being_deleted else [],
            "passages": version.passages.filter(page_number__lte=number, page_to__gte=number).defer("boxes"),
            "previous_page": number - 1 if number > 1 else None,
            "next_page": number + 1 if number < version.page_count else None,
            "has_pictures": version.has_page_pictures,
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
def search_test(request: HttpRequest) -> HttpResponse:
    day = today()
    asked = "q" in request.GET
    form = SearchForm({"on_date": day.isoformat(), **request.GET.dict()} if asked else None, day=day)
    context: dict[str, object] = {"form": form, "searched": False}
    if asked and form.is_valid():
        wishes = form.cleaned_data
        result = search(
            wishes["q"],
            day=wishes["on_date"] or day,
            class_code=wishes["audience"],
            limit=PASSAGES,
            is_trial=True,
        )
        context |= {
            "searched": True,
            "result": result,
            "passages": [shown_passage(number, hit) for number, hit in enumerate(result.hits, start=1)],
            "took_milliseconds": round(result.milliseconds),
            "is_answered": result.is_near,
        }
    return render(request, "knowledge/search.html", context)


@hr_required
@require_safe
def page_image(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    version = get_object_or_404(DocumentVersion, pk=pk, document__deleting_at__isnull=True)
    try:
        picture = page_picture(version, number)
    except NoPicture as missing:
        raise Http404 from missing
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


@hr_required
@require_safe
def live_ticket(request: HttpRequest) -> HttpResponse:
    """A fresh address of the live stream, for a list of documents that stayed open longer than its ticket."""
    return HttpResponse(live_url(request), content_type="text/plain; charset=utf-8")


def home_page(request: HttpRequest, base_form: KnowledgeBaseForm, status: int = 200) -> HttpResponse:
    base = _chosen_base(request)
    wishes = _wishes(request)
    filter_form = FilterForm(wishes, years=known_years(), classes=class_labels())
    filter_form.is_valid()  # what cannot be meant is left out
    told = {name: value for name, value in filter_form.cleaned_data.items() if value}
    sort = told.pop("sort", DEFAULT_SORT)
    filters = Filters(**told)
    parameters = {**told, **({"base": base.pk} if base else {})}
    found = sorted_by(list_documents(filters, base=base, today=today()), sort)
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    steps = first_steps(today()) if request.user.role == User.Role.HR_ADMIN else []
    kept = Count("documents", filter=Q(documents__deleting_at__isnull=True))
    context = {
        "knowledge_bases": KnowledgeBase.objects.annotate(document_count=kept),
        "knowledge_base": base,
        "rows": document_rows(page.object_list),
        "counts": count_states(base, today()),
        "to_check": to_check(today()).count(),
        "filter_form": filter_form,
        "base_form": base_form,
        "live_url": live_url(request),
        "page_obj": page,
        "page_query": f"{urlencode({**parameters, 'sort': sort})}&",
        "is_filtered": bool(filters),
        "sort_links": sort_links(sort, parameters),
        "first_steps": steps,
        "steps_done": sum(step.is_done for step in steps),
        "has_contacts": bool(contact_cards()),
    }
    return render(request, "knowledge/home.html", context, status=status)


def _wishes(request: HttpRequest) -> dict[str, str]:
    """Return the filters asked for, or those of the last time: who keeps five hundred documents looks at a few."""
    asked = {name: request.GET[name] for name in REMEMBERED if name in request.GET}
    if not asked:
        return request.session.get(_FILTERS, {})
    request.session[_FILTERS] = {name: value for name, value in asked.items() if value}
    return asked


def live_url(request: HttpRequest) -> str:
    """Return where the page reads along what becomes of documents."""
    return f"/live/?{urlencode({'ticket': ticket(TOPIC, holder=holder_of(request))})}"


def row_fragment(request: HttpRequest, found: Document | None, pk: UUID) -> HttpResponse:
    """Answer with the document's row; one that is gone leaves an empty row, which takes the old one's place."""
    if found is None:
        return render(request, "knowledge/_document_gone.html", {"pk": pk})
    return render(request, "knowledge/_document_row.html", {"row": document_rows([found])[0]})


def _chosen_base(request: HttpRequest) -> KnowledgeBase | None:
    try:
        wanted = UUID(request.GET.get("base", ""))
    except ValueError:
        return None
    return get_object_or_404(KnowledgeBase, pk=wanted)


def _shown_version(request: HttpRequest, found: Document) -> DocumentVersion:
    """Return the version asked for by its number, else the newest."""
    versions = list(found.versions.all())
    wanted = request.GET.get("version", "")
    asked = [version for version in versions if str(version.number) == wanted]
    return (asked or versions)[0]


def _first_day_to_come(found: Document) -> date | None:
    first = found.effective_from
    return first if first and first > today() else None


def _fidelity(found: Document, version: DocumentVersion) -> dict[str, object] | None:
    """Return what was read of the file in words, with links to the pages that lost something or are in doubt."""
    fidelity = read_fidelity(version.fidelity)
    if fidelity is None:
        return None
    return {
        "sentence": fidelity.sentence,
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
    return lines


def _compare_url(version: DocumentVersion, versions: list[DocumentVersion]) -> str:
    """Return where it is compared with the version before it, "" if there is none that was read."""
    before = [one.number for one in versions if one.is_ready and one.number < version.number]
    if not version.is_ready or not before:
        return ""
    query = urlencode({"old": max(before), "new": version.number})
    return f"{reverse('knowledge:compare', args=[version.document_id])}?{query}"


def page_url(document_id: UUID, version_number: int, page: int | None = None) -> str:
    query = {"version": version_number} | ({"page": page} if page else {})
    return f"{reverse('knowledge:document', args=[document_id])}?{urlencode(query)}{'#pages' if page else ''}"


def shown_passage(number: int, hit: Hit) -> dict[str, object]:
    why = hit.why
    badges = [hit.plan_year and f"Plan year {hit.plan_year}", ", ".join(hit.audience), hit.kind == "table" and "Table"]
    badges += [] if hit.has_sure_figures else ["Figures unsure: recognised in a poor picture"]
    badges += [f"Also in {title}" for title in why.also_in]
    grades = [
        ("Score", f"{hit.score:.4f}"),
        ("By words", f"no. {why.keyword_rank} ({why.keyword_score:.1f})" if why.keyword_rank else "not found"),
        ("By meaning", f"no. {why.vector_rank} ({why.vector_score:.2f})" if why.vector_rank else "not found"),
        ("Holds of the question", f"{why.coverage:.0%}"),
    ]
    return {
        "number": number,
        "document_title": hit.title,
        "page_number": hit.page_number,
        "heading": hit.heading,
        "excerpt_html": excerpt(hit.text, why.matched, heading=hit.heading, characters=EXCERPT_CHARACTERS),
        "url": page_url(hit.document_id, hit.version_number, hit.page_number),
        "badges": [badge for badge in badges if badge],
        "grades": [{"label": label, "figure": figure} for label, figure in grades],
    }
