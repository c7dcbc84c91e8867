"""HR's pages of figures."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from analytics.figure_rule import set_figure_rule
from analytics.models import FigureRule
from analytics.pages.asked import asked_for
from analytics.pages.forms import FigureRuleForm
from analytics.pages.frame import frame_context
from analytics.pages.overview import BY_DAY, TABLES, breakdowns, by_day, costs, overview, unused_documents
from tenants.access import hr_admin_required, hr_required
from tenants.csv_out import csv_download
from tenants.form_pages import form_page, settings_form

_DOCUMENTS = ("documents", "opened")
_USED = ("pages", "actions", "searches")


@hr_required
@require_safe
def overview_page(request: HttpRequest) -> HttpResponse:
    """All of it at a glance; with `view=print` also what stands on the other pages, for paper."""
    asked = asked_for(request.GET)
    context = {**frame_context(request, asked), "told": overview(asked)}
    if request.GET.get("view") == "print":
        context |= {
            "is_print": True,
            "more": [] if asked.company.is_small else breakdowns(asked, (*_DOCUMENTS, *_USED)),
        }
    return render(request, "analytics/overview.html", context)


@hr_required
@require_safe
def documents_page(request: HttpRequest) -> HttpResponse:
    asked = asked_for(request.GET)
    used, opened = breakdowns(asked, _DOCUMENTS)
    context = {**frame_context(request, asked), "breakdowns": [used, opened]}
    if not asked.company.is_small:
        context["unused"] = unused_documents(asked, used)
    return render(request, "analytics/documents.html", context)


@hr_required
@require_safe
def used_page(request: HttpRequest) -> HttpResponse:
    """What people use beside asking: pages, calculators, the search of their own conversations."""
    asked = asked_for(request.GET)
    tables = [] if asked.company.is_small else breakdowns(asked, _USED)
    return render(request, "analytics/used.html", {**frame_context(request, asked), "breakdowns": tables})


@hr_required
@require_safe
def costs_page(request: HttpRequest) -> HttpResponse:
    asked = asked_for(request.GET)
    told, stats, (first, last) = costs(asked)
    context = {**frame_context(request, asked), "told": told, "stats": stats, "first": first, "last": last}
    return render(request, "analytics/costs.html", context)


@hr_required
@require_safe
def table_csv(request: HttpRequest, figures: str) -> HttpResponse:
    """One table of the pages as a file, for the same time and with the same figures."""
    asked = asked_for(request.GET)
    name = f"{figures}-{asked.frame.first}-to-{asked.frame.last}.csv"
    if figures == BY_DAY:
        rows = [(point.first, point.last, point.total) for point in by_day(asked)]
        return csv_download(name, ("First day", "Last day", "Questions"), rows)
    if figures not in TABLES:
        raise Http404
    [table] = breakdowns(asked, (figures,))
    rows = [(row.name, row.count, row.share, table.first, table.last) for row in table.rows]
    return csv_download(name, (table.title, table.what, "Percent", "First day", "Last day"), rows)


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule_page(request: HttpRequest) -> HttpResponse:
    form = settings_form(request, FigureRuleForm, FigureRule.standing())
    if form.is_valid():
        set_figure_rule(**form.cleaned_data, by=request.user)
        messages.success(request, "Saved.")
        return redirect("insights:overview")
    return form_page(request, "analytics/rule.html", {"form": form})
