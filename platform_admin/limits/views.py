"""Operators' pages of federal limits."""

import json
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits.federal.keys import limit_name
from benefits.federal.limits import federal_limits
from benefits.federal.models import FederalLimit, LimitImport, LimitStatus
from platform_admin.limits.breaks import plans_broken_by, waiting_for
from platform_admin.limits.checklist import checklist
from platform_admin.limits.enter import enter, mark_pending, verify, why_not_verified_by
from platform_admin.limits.entered import LimitRefused
from platform_admin.limits.files import (
    COLUMNS,
    compare,
    exported,
    keep_read,
    moved_since_reading,
    take_over,
    taken_over_before,
)
from platform_admin.limits.forms import LimitFileForm, LimitForm, PendingForm, VerifyForm, shown_in_form
from platform_admin.limits.table import limit_groups, said_value, years_shown
from platform_admin.second_factor.again import confirmed
from tenants.access import operator_required
from tenants.canonical import digest_of_lines
from tenants.clock import contract_today
from tenants.csv_out import csv_download
from tenants.form_pages import form_page, sent

# What a file would do, in the order in which one looks at it.
_NOT_ENTERED = {
    "done before": "This file was taken over before. Nothing was entered a second time.",
    "changed meanwhile": (
        "Nothing was entered: somebody has changed the limits since you looked. Look at what the file would do now and "
        "confirm again."
    ),
}
_KINDS = {"refused": "Refused", "changed": "Changed", "new": "New", "equal": "There already"}


@operator_required
@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    rows, today = list(_standing()), contract_today()
    years = years_shown(rows, today)
    waiting = [row for row in rows if row.status == LimitStatus.PROJECTED]
    context = {
        "years": years,
        "groups": limit_groups(rows, years),
        "checks": checklist(federal_limits(), rows, today),
        "waiting": [(row, limit_name(row.key, row.dimension), said_value(row)) for row in waiting],
    }
    return render(request, "platform_admin/limits.html", context)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def limit_enter(request: HttpRequest) -> HttpResponse:
    """A form for a value; what it begins with stands in the address."""
    asked = {name: request.GET.get(name) for name in ("limit", "jurisdiction", "year") if request.GET.get(name)}
    form = LimitForm(request.POST) if request.method == "POST" else LimitForm(initial=asked)
    return _entered(request, form) or form_page(request, "platform_admin/limit_enter.html", {"form": form})


@operator_required
@require_safe
def limit(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _limit_page(request, _row(pk))


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def limit_correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form for a value, begun with what stands there."""
    row = _row(pk)
    form = LimitForm(request.POST) if request.method == "POST" else LimitForm(initial=shown_in_form(row))
    context = {"form": form, "row": row, "name": limit_name(row.key, row.dimension)}
    return _entered(request, form) or form_page(request, "platform_admin/limit_enter.html", context)


@operator_required
@require_POST
@confirmed
def limit_verify(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = _row(pk), VerifyForm(request.POST)
    if not form.is_valid():
        return _limit_page(request, row, verify_form=form, status=422)
    try:
        verify(pk, seen=form.cleaned_data["seen"], by=request.user, now=timezone.now())
    except LimitRefused as refused:
        messages.error(request, str(refused))
    else:
        name = limit_name(row.key, row.dimension)
        messages.success(request, f"{name}: published. Calculators and checks go by it from now on.")
    return redirect("platform_admin:limit", pk=pk)


@operator_required
@require_POST
@confirmed
def limit_pending(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = _row(pk), PendingForm(request.POST)
    if not form.is_valid():
        return _limit_page(request, row, pending_form=form, status=422)
    try:
        row = mark_pending(pk, by=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
    except LimitRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back. Nothing reckons with it until a value is entered and verified.")
    return redirect("platform_admin:limit", pk=row.pk)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def limit_import(request: HttpRequest) -> HttpResponse:
    """A file is read and looked at; nothing is entered by it yet."""
    form = LimitFileForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        told, name = form.cleaned_data["told"], form.cleaned_data["file"].name or "pasted"
        listing = keep_read(told, name=name, by=request.user, now=timezone.now())
        return redirect("platform_admin:limit_import_shown", pk=listing.pk)
    context = {"form": form, "columns": COLUMNS, "earlier": LimitImport.objects.select_related("made_by")[:5]}
    return form_page(request, "platform_admin/limit_import.html", context)


@operator_required
@require_safe
def limit_import_shown(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a file would do now; once it is taken over, that alone."""
    listing = get_object_or_404(LimitImport, pk=pk)
    if listing.applied_at is not None:
        return render(request, "platform_admin/limit_import_shown.html", {"listing": listing})
    compared = compare(listing.lines)
    by_kind = {kind: [line for line in compared if line.kind == kind] for kind in _KINDS}
    context = {
        "listing": listing,
        "seen": digest_of_lines(compared),
        "moved": moved_since_reading(listing, compared),
        "before": taken_over_before(listing),
        "parts": [(kind, _KINDS[kind], lines) for kind, lines in by_kind.items() if lines],
        "to_enter": len(by_kind["new"]) + len(by_kind["changed"]),
        "refused": len(by_kind["refused"]),
    }
    return render(request, "platform_admin/limit_import_shown.html", context)


@operator_required
@require_POST
def limit_import_apply(request: HttpRequest, pk: UUID) -> HttpResponse:
    listing = get_object_or_404(LimitImport, pk=pk)
    try:
        taken = take_over(listing, seen=request.POST.get("seen", ""), by=request.user, now=timezone.now())
    except LimitRefused as refused:
        messages.error(request, str(refused))
        return redirect("platform_admin:limit_import_shown", pk=pk)
    if taken.outcome != "taken over":
        messages.error(request, _NOT_ENTERED[taken.outcome])
        return redirect("platform_admin:limit_import_shown", pk=pk)
    entered = "1 value is" if taken.entered == 1 else f"{taken.entered} values are"
    text = f"{entered} entered. A second operator verifies each." if taken.entered else "All of it was there already."
    messages.success(request, text)
    return redirect("platform_admin:limits")


@operator_required
@require_safe
def limits_csv(request: HttpRequest) -> HttpResponse:
    rows = [row.values() for row in exported(FederalLimit.objects.all())]
    return csv_download("limits.csv", COLUMNS, [list(row) for row in rows])


@operator_required
@require_safe
def limits_json(request: HttpRequest) -> HttpResponse:
    body = json.dumps({"limits": list(exported(FederalLimit.objects.all()))}, indent=2, ensure_ascii=False)
    return HttpResponse(
        body,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="limits.json"'},
    )


def _standing() -> QuerySet[FederalLimit]:
    return FederalLimit.objects.exclude(status=LimitStatus.SUPERSEDED).select_related("entered_by", "verified_by")


def _row(pk: UUID) -> FederalLimit:
    return get_object_or_404(FederalLimit.objects.select_related("entered_by", "verified_by"), pk=pk)


def _entered(request: HttpRequest, form: LimitForm) -> HttpResponse | None:
    """Enter what a form says and go to its row; None if there is something to put right."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        row = enter(form.told(), by=request.user, now=timezone.now())
    except LimitRefused as refused:
        form.add_error(None, str(refused))
        return None
    if row is None:
        messages.info(request, "Just this stands there already; nothing was changed.")
        return redirect("platform_admin:limits")
    done = "Entered. A second operator verifies it now." if row.value is not None else "Noted as pending."
    messages.success(request, done)
    return redirect("platform_admin:limit", pk=row.pk)


def _limit_page(
    request: HttpRequest,
    row: FederalLimit,
    *,
    verify_form: VerifyForm | None = None,
    pending_form: PendingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    is_to_verify = row.status == LimitStatus.PROJECTED
    others = FederalLimit.objects.of(row).select_related("entered_by", "verified_by").order_by("-effective_from")
    context = {
        "row": row,
        "name": limit_name(row.key, row.dimension),
        "value": said_value(row),
        "history": [(one, said_value(one)) for one in others],
        "waiting_for": waiting_for(row),
        "broken": plans_broken_by(row) if is_to_verify else [],
        "is_to_verify": is_to_verify,
        "why_not": why_not_verified_by(row, request.user) if is_to_verify else "",
        "verify_form": verify_form or VerifyForm(initial={"seen": row.entered_at.isoformat(timespec="microseconds")}),
        "has_value": row.status in (LimitStatus.PROJECTED, LimitStatus.PUBLISHED),
        "pending_form": pending_form or PendingForm(),
    }
    return render(request, "platform_admin/limit.html", context, status=status)
