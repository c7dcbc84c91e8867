"""The plan years: HR sees them, HR admins keep them."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from benefits import plan_years as book
from benefits.forms import PlanYearForm
from benefits.frame_changes import ChangedMeanwhile
from benefits.models import PlanYear
from benefits.uses import plan_year_uses
from tenants.access import hr_admin_required, hr_required
from tenants.clock import today
from tenants.form_pages import form_page


@hr_required
@require_safe
def plan_years(request: HttpRequest) -> HttpResponse:
    rows = book.year_rows(today())
    context = {
        "rows": rows,
        "has_current": any(row.place == "This year" for row in rows),
        "may_change": request.user.role == User.Role.HR_ADMIN,
    }
    return render(request, "benefits/plan_years.html", context)


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_year_add(request: HttpRequest) -> HttpResponse:
    form = PlanYearForm(request.POST or None)
    page = partial(form_page, request, "benefits/plan_year_form.html", {"form": form})
    if request.method != "POST" or not form.is_valid():
        return page()
    year = form.save(commit=False)
    try:
        book.add(year, by=request.user)
    except book.YearRefused as refused:
        form.add_error("starts_on", str(refused))
        return page()
    messages.success(request, f"The plan year {year.label} is added. Documents can be given to it now.")
    return redirect("benefits:plan_years")


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_year_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    year = get_object_or_404(PlanYear, pk=pk)
    form = PlanYearForm(request.POST or None, instance=year, uses=plan_year_uses(year.label))
    page = partial(form_page, request, "benefits/plan_year_form.html", {"form": form, "known_as": year.label})
    if request.method != "POST" or not form.is_valid():
        return page()
    try:
        book.change(form.save(commit=False), fields=form.typed, seen=form.cleaned_data["seen"], by=request.user)
    except book.YearRefused as refused:
        form.add_error(None, str(refused))
        return page()
    except ChangedMeanwhile as refused:
        form.say_changed_meanwhile(refused.now)
        return page()
    except PlanYear.DoesNotExist as gone:
        raise Http404 from gone
    messages.success(request, f"The plan year {year.label} is saved.")
    return redirect("benefits:plan_years")


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_year_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove it; opened as a page, ask first or say why it cannot be removed."""
    year = get_object_or_404(PlanYear, pk=pk)
    if request.method != "POST":
        return render(request, "benefits/plan_year_remove.html", {"row": year, "uses": plan_year_uses(year.label)})
    try:
        book.remove(year, by=request.user)
    except book.YearUsed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"The plan year {year.label} is removed.")
    return redirect("benefits:plan_years")
