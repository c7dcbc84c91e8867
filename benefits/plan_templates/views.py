"""HR begins a plan year with a template that operators offer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from benefits.models import CatalogueUpload, PlanYear
from benefits.plan_templates.begin import begin, offered_templates, unfilled_book
from benefits.workbook.views import XLSX
from tenants.access import hr_required
from tenants.audit.log import record


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: HttpRequest) -> HttpResponse:
    """The templates that are offered; the one chosen is held against a plan year, to be looked at."""
    offered = offered_templates()
    years = list(PlanYear.objects.order_by("-starts_on"))
    if request.method == "POST":
        chosen = next((one for one in offered if str(one.id) == request.POST.get("template")), None)
        year = next((one for one in years if one.label == request.POST.get("year")), None)
        if chosen is not None and year is not None:
            upload = begin(chosen, year, by=request.user, now=timezone.now())
            return redirect("benefits:workbook_shown", upload.pk)
        if chosen is None:
            messages.error(request, "This template is no longer offered. Choose one of the list.")
        else:
            messages.error(request, "This plan year is not there any more. Choose one of the list.")
        return redirect("benefits:templates")
    return render(request, "benefits/templates/templates.html", {"offered": offered, "years": years})


@hr_required
@require_safe
def unfilled(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows of a template that wait for something of the company's own, as a workbook."""
    upload = get_object_or_404(CatalogueUpload.objects.defer("lines", "seen"), pk=pk)
    if not upload.unfilled:
        raise Http404
    content = unfilled_book(upload)
    record("catalogue.workbook_downloaded", actor=request.user, subject=upload, label=upload.file_name)
    headers = {"Content-Disposition": 'attachment; filename="to-fill-in.xlsx"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)
