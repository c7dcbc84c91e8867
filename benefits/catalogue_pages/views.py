"""HR's pages of the plan catalogue: what there is, what is missing, what nobody has reviewed; enter and review it."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits.catalogue.checks import warned_of
from benefits.catalogue.drafts import is_there
from benefits.catalogue.listing import plan_lines, year_tabs
from benefits.catalogue.rows import Row
from benefits.catalogue.sheets import missing_of, plan_sections, rule_sections, unreviewed_of
from benefits.catalogue.tables import TABLES, Table
from benefits.catalogue.words import words_of
from benefits.catalogue.write import CATALOGUE, remove, review, write
from benefits.catalogue_pages.forms import RowForm
from benefits.catalogue_pages.past import past_of
from benefits.models import PayCalendar, Plan, PlanYear, Reviewed
from tenants.access import hr_admin_required, hr_required
from tenants.clock import today
from tenants.form_pages import form_page, sent
from tenants.one_at_a_time import one_at_a_time

_THERE = "There is a row for this already. Open that one and change it, or say from when on this one holds."


@hr_required
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    tabs = year_tabs(request.GET.get("year", ""), today())
    chosen = next((tab.year for tab in tabs if tab.is_current), None)
    context = {"tabs": tabs, "year": chosen, "lines": plan_lines(chosen) if chosen else []}
    context["calendars"] = PayCalendar.objects.unreviewed()
    return render(request, "benefits/catalogue/plans.html", context)


@hr_required
@require_safe
def plan_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.select_related("plan_year", "carrier", "predecessor"), pk=pk)
    sections = plan_sections(plan)
    waiting = unreviewed_of(sections) + ([] if plan.is_reviewed else [plan])
    context = {
        "plan": plan,
        "sections": sections,
        "waiting": waiting,
        "missing": missing_of(sections),
        "warned": warned_of(plan, today()),
    }
    return render(request, "benefits/catalogue/plan.html", context)


@hr_required
@require_safe
def year_rules(request: HttpRequest, pk: UUID) -> HttpResponse:
    year = get_object_or_404(PlanYear, pk=pk)
    sections = rule_sections(year)
    context = {"year": year, "sections": sections, "waiting": unreviewed_of(sections)}
    return render(request, "benefits/catalogue/rules.html", context)


# ---- enter and change


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def row_add(request: HttpRequest, pk: UUID, table: str) -> HttpResponse:
    """A new row of one of a plan's tables."""
    plan = get_object_or_404(Plan.objects.select_related("plan_year"), pk=pk)
    of = _table(table)
    if "plan" not in of.key:
        raise Http404
    return _entered(request, of, None, _key_of_plan(plan), year=plan.plan_year, back=_page_of(plan))


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule_add(request: HttpRequest, pk: UUID, table: str) -> HttpResponse:
    """A new plan of a year, or a new rule."""
    year = get_object_or_404(PlanYear, pk=pk)
    of = _table(table)
    if "plan_year" not in of.key:
        raise Http404
    return _entered(request, of, None, {"plan_year": year.label}, year=year, back=_page_of_year(of, year))


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def row_edit(request: HttpRequest, table: str, pk: UUID) -> HttpResponse:
    of, row = _row(table, pk)
    year = _year_of(row)
    key = _key_of_plan(row.plan) if "plan" in of.key else {"plan_year": year.label} if year else {}
    return _entered(request, of, row, key, year=year, back=_back(of, row))


def _entered(
    request: HttpRequest, table: Table, row: Reviewed | None, key: dict[str, str], *, year: PlanYear | None, back: str
) -> HttpResponse:
    data, _ = sent(request)
    names = (*table.key_names, "label", "service")
    first = {} if row else {name: request.GET[name] for name in names if name in request.GET}
    form = RowForm(data, table=table, row=row, initial={**_defaults(table), **first, "plan_year": year})
    if request.method == "POST" and form.is_valid():
        entry = form.as_row(key)
        if not _store(request, form, entry):
            return redirect(back)
    context = {
        "form": form,
        "table": table,
        "row": row,
        "words": words_of(row) if row else "",
        "about": str(row) if row else "",
        "back": back,
        "whose": key.get("plan") or key.get("plan_year") or "all plan years",
        "year": year,
    }
    return form_page(request, "benefits/catalogue/row_form.html", context)


def _store(request: HttpRequest, form: RowForm, entry: Row) -> bool:
    """Write what was entered; True if it was refused, with the reasons in the form."""
    with transaction.atomic():
        one_at_a_time(CATALOGUE)
        if form.is_overtaken():
            return True
        if form.row is None and is_there(entry):
            form.add_error(None, _THERE)
            return True
        diff = write([entry], by=request.user, review=form.cleaned_data["review"])
    (change,) = diff.changes
    for reason in change.reasons:
        form.add_error(None, reason)
    if change.reasons:
        return True
    if change.what == "equal":
        messages.info(request, "Nothing was changed." if not change.is_reviewed_now else "It is reviewed.")
    else:
        stored = form.table.model.objects.get(pk=change.pk)
        state = "It is reviewed." if stored.is_reviewed else "It waits to be reviewed."
        messages.success(request, f"{stored} is saved. {state}")
    return False


def _defaults(table: Table) -> dict[str, object]:
    return {
        field.name: field.get_default()
        for field in table.model._meta.concrete_fields
        if field.has_default() and field.name in table.value_names
    }


# ---- stand behind it, take it out, look back


@hr_required
@require_POST
def row_review(request: HttpRequest, table: str, pk: UUID) -> HttpResponse:
    of, row = _row(table, pk)
    review([row], by=request.user, seen=_seen(request))
    row.refresh_from_db()
    if request.htmx:
        context = {"row": row, "table": of.name, "is_changed": not row.is_reviewed, "words": words_of(row)}
        return render(request, "benefits/catalogue/_state.html", context)
    if not row.is_reviewed:
        messages.warning(request, f"{row} was changed meanwhile: {words_of(row)}. Compare it, then review it.")
    return redirect(_back(of, row))


@hr_required
@require_POST
def plan_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stand behind all rows of a plan."""
    plan = get_object_or_404(Plan.objects.select_related("plan_year"), pk=pk)
    _review_all(request, [plan, *unreviewed_of(plan_sections(plan))], f"of {plan}")
    return redirect("benefits:catalogue_plan", plan.pk)


@hr_required
@require_POST
def rules_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    year = get_object_or_404(PlanYear, pk=pk)
    _review_all(request, unreviewed_of(rule_sections(year)), f"among the rules of {year}")
    return redirect("benefits:catalogue_rules", year.pk)


def _review_all(request: HttpRequest, rows: list[Reviewed], of: str) -> None:
    """Stand behind what the page showed; what came or changed since still waits, and that is said."""
    count = review(rows, by=request.user, seen=_seen(request))
    messages.success(request, f"{count} row{'' if count == 1 else 's'} {of} reviewed.")
    left = sum(not row.is_reviewed for row in rows) - count
    if left:
        messages.warning(request, f"{left} came or changed since you opened the page. Compare what waits below.")


def _seen(request: HttpRequest) -> dict[str, str]:
    """Return the stamp of each row as the page had it, by id."""
    return dict(told.split(":", 1) for told in request.POST.getlist("seen") if ":" in told)


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def row_remove(request: HttpRequest, table: str, pk: UUID) -> HttpResponse:
    of, row = _row(table, pk)
    if request.method != "POST":
        context = {"row": row, "table": of, "words": words_of(row), "back": _back(of, row)}
        return render(request, "benefits/catalogue/row_remove.html", context)
    back = _page_of_year(of, row.plan_year) if isinstance(row, Plan) else _back(of, row)
    try:
        remove(row, by=request.user)
    except ProtectedError:
        messages.error(request, f"{row} stays: a class has it. Give the classes that have it another one first.")
    else:
        messages.success(request, f"{of.label} is removed. Its history stays.")
    return redirect(back)


@hr_required
@require_safe
def row_history(request: HttpRequest, table: str, pk: UUID) -> HttpResponse:
    of, row = _row(table, pk)
    context = {"row": row, "table": of, "words": words_of(row), "back": _back(of, row), "past": past_of(row)}
    return render(request, "benefits/catalogue/row_history.html", context)


# ---- which row, and where it is shown


def _table(name: str) -> Table:
    table = TABLES.get(name)
    if table is None or not table.is_reviewed:
        raise Http404
    return table


def _row(name: str, pk: UUID) -> tuple[Table, Reviewed]:
    table = _table(name)
    parents = {"plan": "plan__plan_year", "plan_year": "plan_year"}
    rows = table.model.objects.select_related(*(parents[name] for name in parents if name in table.key))
    return table, get_object_or_404(rows, pk=pk)


def _key_of_plan(plan: Plan) -> dict[str, str]:
    return {"plan_year": plan.plan_year.label, "plan": plan.short_name}


def _year_of(row: Reviewed) -> PlanYear | None:
    """Return the plan year of a row; a pay calendar is of none."""
    return row.plan.plan_year if hasattr(row, "plan") else getattr(row, "plan_year", None)


def _back(table: Table, row: Reviewed) -> str:
    if isinstance(row, Plan):
        return _page_of(row)
    if isinstance(row, PayCalendar):
        return reverse("benefits:catalogue")
    return _page_of(row.plan) if "plan" in table.key else _page_of_year(table, row.plan_year)


def _page_of(plan: Plan) -> str:
    return reverse("benefits:catalogue_plan", args=[plan.pk])


def _page_of_year(table: Table, year: PlanYear) -> str:
    if table.name == "plan":
        return f"{reverse('benefits:catalogue')}?year={year.label}"
    return reverse("benefits:catalogue_rules", args=[year.pk])
