"""HR's official answers."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from benefits.audience import audience_words, class_labels
from chat.gaps.queue import ShownGap, shown_gap
from chat.markdown import render_answer
from chat.models import WORDING_LIMIT, OfficialAnswer
from chat.official.forms import OfficialForm
from chat.official.preview import needs_look, why_not
from chat.official.write import ChangedMeanwhile, Draft, approve, change, withdraw, write
from chat.pipeline.scope import Scope
from chat.question_tabs import question_tabs
from chat.tasks import queue_telling
from knowledge.workbench.forms import SearchForm
from tenants.access import hr_admin_required, hr_required
from tenants.clock import day_in_words, today
from tenants.form_pages import form_page, say_overtaken, says_now

CHANGED = "Somebody else has changed it meanwhile. Look at what it says now, then do it again."


@hr_required
@require_safe
def official_list(request: HttpRequest) -> HttpResponse:
    rows = _rows().exclude(state=OfficialAnswer.State.WITHDRAWN)
    labels, day = class_labels(), today()
    shown = [
        {
            "row": row,
            "people": audience_words(row.meant_for, labels) or "Everybody",
            "note": needs_look(row),
            "is_over": row.valid_to is not None and row.valid_to < day,
        }
        for row in rows
    ]
    withdrawn = _rows().filter(state=OfficialAnswer.State.WITHDRAWN)
    context = {"rows": shown, "withdrawn": withdrawn, "tabs": question_tabs(request)}
    return render(request, "chat/hr/official_list.html", context)


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def official_add(request: HttpRequest) -> HttpResponse:
    gap = _gap_named(request)
    # What is asked often and not told comes with its words (analytics/insights/advice.py).
    first = {"wordings": gap.question if gap else request.GET.get("about", "")[:WORDING_LIMIT]}
    form = OfficialForm(request.POST or None, day=today(), initial=first)
    page = partial(form_page, request, "chat/hr/official_form.html", {"form": form, "shown": gap, "row": None})
    if request.method != "POST" or not form.is_valid():
        return page()
    row = write(form.draft(), by=request.user, now=timezone.now(), gap=gap.gap if gap else None)
    return _saved(request, row)


@hr_required
@require_safe
def official(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_rows(), pk=pk)
    asked = {"q": row.question, "on_date": today().isoformat(), **request.GET.dict()}
    form = SearchForm(asked, day=today())
    context = {
        "row": row,
        "html": render_answer(row.text, {}),
        "people": audience_words(row.meant_for, class_labels()) or "Everybody",
        "note": needs_look(row),
        "versions": [(one, render_answer(one.told["text"], {})) for one in row.versions.select_related("by")],
        "form": form,
        "may_approve": request.user.role == User.Role.HR_ADMIN and row.state == OfficialAnswer.State.WRITTEN,
    }
    if form.is_valid():
        scope = Scope(form.cleaned_data["on_date"] or today(), form.audience(), is_trial=True)
        context["why_not"] = why_not(row, form.cleaned_data["q"], scope)
        context["is_asked"] = True
    return render(request, "chat/hr/official.html", context)


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def official_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_rows(), pk=pk)
    form = OfficialForm(request.POST or None, row=row, day=today())
    page = partial(form_page, request, "chat/hr/official_form.html", {"form": form, "row": row})
    if request.method != "POST" or not form.is_valid():
        return page()
    draft: Draft = form.draft()
    try:
        change(row, draft, seen_number=form.cleaned_data["number"] or 0, by=request.user, now=timezone.now())
    except ChangedMeanwhile:
        row.refresh_from_db()
        say_overtaken(form, "number", row.number, told=says_now(row.text))
        return page()
    return _saved(request, row)


@hr_admin_required
@require_POST
def official_approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_rows(), pk=pk)
    try:
        seen = int(request.POST.get("number", "0"))
        if approve(row, seen_number=seen, by=request.user, now=timezone.now()):
            queue_telling()
            messages.success(request, _published_words(row))
    except (ChangedMeanwhile, ValueError):
        messages.error(request, CHANGED)
    return redirect("chat:official", row.pk)


@hr_required
@require_POST
def official_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_rows(), pk=pk)
    if withdraw(row, by=request.user, now=timezone.now()):
        messages.success(request, "It is withdrawn. Nobody is answered with it any more.")
    return redirect("chat:official", row.pk)


def _rows() -> QuerySet[OfficialAnswer]:
    people = ("written_by", "approved_by", "document__published_version", "gap")
    return OfficialAnswer.objects.select_related(*people).prefetch_related("wordings")


def _gap_named(request: HttpRequest) -> ShownGap | None:
    named = request.POST.get("gap") or request.GET.get("gap")
    try:
        return shown_gap(UUID(named)) if named else None
    except ValueError:
        return None


def _saved(request: HttpRequest, row: OfficialAnswer) -> HttpResponse:
    queue_telling()
    if request.user.role == User.Role.HR_ADMIN:
        messages.success(request, _published_words(row))
    else:
        messages.success(request, "It is saved. Employees get it once an HR admin has approved it.")
    return redirect("chat:official", row.pk)


def _published_words(row: OfficialAnswer) -> str:
    since = "now" if row.valid_from is None or row.valid_from <= today() else day_in_words(row.valid_from)
    return f"It is published. Whoever asks this and is meant gets it from {since} on."
