from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from benefits.audience import class_labels
from benefits.contact_cards import contact_cards
from knowledge.lifecycle.life import to_check
from knowledge.models import KnowledgeBase
from knowledge.retrieval.search import PASSAGES, search
from knowledge.workbench.first_steps import first_steps
from knowledge.workbench.forms import FilterForm, KnowledgeBaseForm, SearchForm
from knowledge.workbench.links import live_url
from knowledge.workbench.listing import (
    DEFAULT_SORT,
    SORTS,
    Filters,
    count_states,
    list_documents,
    offered_filters,
)
from knowledge.workbench.panels import home_panels, search_panels
from knowledge.workbench.rows import document_rows
from knowledge.workbench.shown_passage import shown_passage
from tenants.access import hr_required
from tenants.audit.log import record
from tenants.clock import today
from tenants.sorting import sort_links, sorted_by

ROWS_PER_PAGE = 50
REMEMBERED = ("q", "status", "kind", "year", "audience", "work_state", "hours", "sort")
_FILTERS = "document_filters"


@hr_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if request.GET.get("part") == "counts":
        base = _chosen_base(request)
        return render(
            request, "knowledge/_counts.html", {"counts": count_states(base, today()), "knowledge_base": base}
        )
    if request.GET.get("part") == "steps":
        return render(request, "knowledge/_first_steps.html", _steps(request))
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
def search_test(request: HttpRequest) -> HttpResponse:
    day = today()
    asked = "q" in request.GET
    form = SearchForm({"on_date": day.isoformat(), **request.GET.dict()} if asked else None, day=day)
    context: dict[str, object] = {"form": form, "searched": False}
    if asked and form.is_valid():
        wishes, labels = form.cleaned_data, class_labels()
        result = search(
            wishes["q"],
            day=wishes["on_date"] or day,
            audience=form.audience(),
            limit=PASSAGES,
            is_trial=True,
        )
        context |= {
            "searched": True,
            "result": result,
            "passages": [shown_passage(number, hit, labels) for number, hit in enumerate(result.hits, start=1)],
            "took_milliseconds": round(result.milliseconds),
            "is_answered": result.is_near,
            "panels": search_panels({name: request.GET[name] for name in form.fields if name in request.GET}),
        }
    return render(request, "knowledge/search.html", context)


@hr_required
@require_safe
def live_ticket(request: HttpRequest) -> HttpResponse:
    """A fresh address of the live stream, for a list of documents that stayed open longer than its ticket."""
    return HttpResponse(live_url(request), content_type="text/plain; charset=utf-8")


def home_page(request: HttpRequest, base_form: KnowledgeBaseForm, status: int = 200) -> HttpResponse:
    base = _chosen_base(request)
    wishes = _wishes(request)
    filter_form = FilterForm(wishes, offered=offered_filters())
    filter_form.is_valid()  # what cannot be meant is left out
    told = {name: value for name, value in filter_form.cleaned_data.items() if value}
    sort = told.pop("sort", DEFAULT_SORT)
    filters = Filters(**told)
    parameters = {**told, **({"base": base.pk} if base else {})}
    found = sorted_by(
        list_documents(filters, base=base, today=today()), sort, sorts=SORTS, default=DEFAULT_SORT, then=("title", "pk")
    )
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
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
        "sort_links": sort_links(SORTS, current=sort, parameters=parameters),
        **_steps(request),
        "has_contacts": bool(contact_cards()),
        "panels": home_panels(),
    }
    return render(request, "knowledge/home.html", context, status=status)


def _steps(request: HttpRequest) -> dict[str, object]:
    """Return what a new company still lacks; an editor, who cannot mend it, is told nothing."""
    steps = first_steps(today()) if request.user.role == User.Role.HR_ADMIN else []
    return {"first_steps": steps, "steps_done": sum(step.is_done for step in steps)}


def _wishes(request: HttpRequest) -> dict[str, str]:
    """Return the filters asked for, or those of the last time: who keeps five hundred documents looks at a few."""
    asked = {name: request.GET[name] for name in REMEMBERED if name in request.GET}
    if not asked:
        return request.session.get(_FILTERS, {})
    request.session[_FILTERS] = {name: value for name, value in asked.items() if value}
    return asked


def _chosen_base(request: HttpRequest) -> KnowledgeBase | None:
    try:
        wanted = UUID(request.GET.get("base", ""))
    except ValueError:
        return None
    return get_object_or_404(KnowledgeBase, pk=wanted)
