"""The workbook of a plan year: taken along, filled in, looked at, taken over."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits.models import CatalogueUpload, PlanYear
from benefits.workbook.forms import TOO_LARGE, WorkbookForm
from benefits.workbook.kept import compared_lines
from benefits.workbook.sheets import write_workbook
from benefits.workbook.uploads import moved_since_reading, receive, take_over
from tenants.access import hr_required
from tenants.audit.log import record
from tenants.canonical import digest_of_lines
from tenants.csv_lists import ListRefused
from tenants.form_pages import form_page, sent

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES_PER_PAGE = 100
MOST_SHOWN = 5
# In the order in which one looks at them.
KINDS = {"refused": "Cannot be taken over", "changed": "Changed", "new": "New", "equal": "There already"}
_TOLD = {
    "done before": "This workbook was taken over before. Nothing was written a second time.",
    "changed meanwhile": (
        "Nothing was written: somebody has changed the catalogue since you looked. What is different now is marked; "
        "look at it and confirm again."
    ),
    "refused": "Nothing was written: some rows cannot be taken over. Put them right in the file and upload it again.",
}


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request: HttpRequest) -> HttpResponse:
    form = WorkbookForm(*sent(request))
    if getattr(request, "oversized_files", ()):
        form.add_error("file", TOO_LARGE)
    elif request.method == "POST" and form.is_valid():
        try:
            upload = receive(form.cleaned_data["file"], by=request.user, now=timezone.now())
        except ListRefused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("benefits:workbook_shown", upload.pk)
    context = {
        "form": form,
        "years": PlanYear.objects.order_by("-starts_on"),
        "earlier": CatalogueUpload.objects.select_related("made_by").defer("lines", "seen")[:MOST_SHOWN],
    }
    return form_page(request, "benefits/workbook/workbook.html", context)


@hr_required
@require_safe
def workbook_download(request: HttpRequest, pk: UUID) -> HttpResponse:
    year = get_object_or_404(PlanYear, pk=pk)
    content = write_workbook(year)
    record("catalogue.workbook_downloaded", actor=request.user, subject=year, label=year.label)
    name = f"plans-{slugify(year.label) or 'year'}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@hr_required
@require_safe
def workbook_shown(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the workbook would do now, row by row; once it is taken over, that alone."""
    upload = get_object_or_404(CatalogueUpload.objects.select_related("made_by", "applied_by"), pk=pk)
    context: dict[str, object] = {"upload": upload}
    if upload.applied_at is None:
        compared = compared_lines(upload)
        moved = moved_since_reading(upload, compared)
        counts = {kind: sum(line.what == kind for line in compared) for kind in KINDS}
        lines = [(line, KINDS[line.what], place in moved) for place, line in enumerate(compared)]
        # What nothing happens to is counted, unless somebody else has made it so since or it waits for its review.
        lines = [one for one in lines if one[0].what != "equal" or one[2] or one[0].review]
        lines.sort(key=lambda one: (not one[2], list(KINDS).index(one[0].what)))
        page = Paginator(lines, LINES_PER_PAGE).get_page(request.GET.get("page"))
        context |= {
            "counts": [(kind, words, counts[kind]) for kind, words in KINDS.items() if counts[kind]],
            "refused": counts["refused"],
            "to_write": counts["new"] + counts["changed"],
            "to_review": sum(line.review == "signed" for line in compared),
            "left": sum(line.review == "waits" for line in compared),
            "moved": len(moved),
            "seen": digest_of_lines(compared),
            "lines": page.object_list,
            "page_obj": page,
        }
    return render(request, "benefits/workbook/shown.html", context)


@hr_required
@require_POST
def workbook_apply(request: HttpRequest, pk: UUID) -> HttpResponse:
    upload = get_object_or_404(CatalogueUpload.objects.defer("lines", "seen"), pk=pk)
    taken = take_over(
        upload,
        seen=request.POST.get("seen", ""),
        by=request.user,
        is_checked="is_checked" in request.POST,
        now=timezone.now(),
    )
    if taken.outcome == "taken over":
        messages.success(request, f"The workbook is taken over. {_reviewed(taken.reviewed)}")
    else:
        messages.error(request, _TOLD[taken.outcome])
    return redirect("benefits:workbook_shown", pk)


def _reviewed(rows: int) -> str:
    if not rows:
        return "No row is reviewed by it."
    return f"{rows:,} rows count as reviewed by you now." if rows > 1 else "1 row counts as reviewed by you now."
