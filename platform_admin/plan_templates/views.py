"""Operators' pages of plan templates."""

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits.catalogue.tables import TABLES
from benefits.models import PlanYear
from benefits.plan_templates.lines import template_book, to_fill_in
from benefits.plan_templates.models import PlanTemplate, TemplateVersion
from benefits.workbook.columns import columns_of, text_of
from benefits.workbook.forms import TOO_LARGE
from benefits.workbook.read import BookLine, read_workbook
from benefits.workbook.views import XLSX
from platform_admin.acts import record_act
from platform_admin.plan_templates.forms import (
    ClientCatalogueForm,
    SourceForm,
    StatusForm,
    TemplateWorkbookForm,
    TypicalForm,
)
from platform_admin.plan_templates.from_client import take_from, years_of
from platform_admin.plan_templates.keep import (
    TemplateRefused,
    add_template,
    discard,
    keep,
    read_version,
    set_status,
)
from platform_admin.plan_templates.typical import typical_lines
from tenants.access import operator_required
from tenants.csv_lists import ListRefused
from tenants.form_pages import form_page, sent

_SOURCES: dict[str, tuple[str, type[SourceForm]]] = {
    "typical": ("Typical plans", TypicalForm),
    "workbook": ("A workbook", TemplateWorkbookForm),
    "client": ("A client’s catalogue", ClientCatalogueForm),
}


@dataclass(frozen=True)
class SourceTab:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class ShownLine:
    about: str
    cells: tuple[tuple[str, str], ...]
    to_fill_in: tuple[str, ...]


@operator_required
@require_safe
def plan_templates(request: HttpRequest) -> HttpResponse:
    rows = PlanTemplate.objects.prefetch_related("versions")
    shown = [(row, row.newest, [one for one in row.versions.all() if one.kept_at is None]) for row in rows]
    return render(request, "platform_admin/plan_templates.html", {"templates": shown})


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_template_new(request: HttpRequest) -> HttpResponse:
    return _read(request, None)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_template_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new version of a template."""
    return _read(request, get_object_or_404(PlanTemplate, pk=pk))


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_template(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A template with its versions, and who can begin with it."""
    row = get_object_or_404(PlanTemplate.objects.select_related("made_by"), pk=pk)
    form = StatusForm(sent(request)[0], initial={"status": row.status})
    if request.method == "POST" and form.is_valid():
        if set_status(row, form.cleaned_data["status"], by=request.user):
            messages.success(request, "Changed. What clients have begun with stays as it is.")
        return redirect("platform_admin:plan_template", pk=pk)
    versions = row.versions.select_related("made_by", "kept_by").order_by("-number", "-made_at")
    context = {"row": row, "versions": versions, "newest": row.newest, "form": form}
    return form_page(request, "platform_admin/plan_template.html", context)


@operator_required
@require_safe
def template_version(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a version says, table by table."""
    version = _version(pk)
    lines = [BookLine(**line) for line in version.lines]
    shown = [(line, _shown(line)) for line in lines]
    parts = [
        (TABLES[name].label, [one for _, one in of_table])
        for name, of_table in groupby(sorted(shown, key=_place), key=lambda one: one[0].table)
    ]
    context = {
        "version": version,
        "parts": parts,
        "rows": len(lines),
        "to_fill_in": sum(bool(one.to_fill_in) for _, one in shown),
    }
    return render(request, "platform_admin/template_version.html", context)


@operator_required
@require_POST
def version_keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    version = _version(pk)
    if keep(version, by=request.user, now=timezone.now()):
        messages.success(request, "Kept. Clients begin with this version from now on.")
    else:
        messages.info(request, "This version was kept before; nothing was changed.")
    return redirect("platform_admin:plan_template", pk=version.template_id)


@operator_required
@require_POST
def version_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    version = _version(pk)
    if discard(version, by=request.user):
        messages.success(request, "Discarded. Nothing of it was kept.")
        return redirect("platform_admin:plan_templates")
    messages.error(request, "This version is kept and cannot be discarded. Add another, or lay the template aside.")
    return redirect("platform_admin:plan_template", pk=version.template_id)


@operator_required
@require_safe
def version_workbook(request: HttpRequest, pk: UUID) -> HttpResponse:
    version = _version(pk)
    content = template_book(version.template.name, [BookLine(**line) for line in version.lines])
    record_act("plan_template.downloaded", by=request.user, client=None, template=version.template.name)
    name = f"template-{slugify(version.template.name) or 'plans'}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _read(request: HttpRequest, template: PlanTemplate | None) -> HttpResponse:
    """The form of a new template or version; what it says is stored to be looked at, and not kept yet."""
    source = request.GET.get("from", "")
    source = source if source in _SOURCES else "typical"
    data, files = sent(request)
    form = _SOURCES[source][1](data, files, is_new=template is None)
    if getattr(request, "oversized_files", ()) and source == "workbook":
        form.add_error("file", TOO_LARGE)
    elif request.method == "POST" and form.is_valid():
        try:
            version = _stored(request, template, form.cleaned_data, source)
        except (TemplateRefused, ListRefused) as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("platform_admin:template_version", pk=version.pk)
    context = {"form": form, "row": template, "tabs": _tabs(request, source), "source": source}
    return form_page(request, "platform_admin/plan_template_new.html", context)


def _stored(
    request: HttpRequest, template: PlanTemplate | None, cleaned: dict[str, object], source: str
) -> TemplateVersion:
    facts = _facts(cleaned, source)
    with transaction.atomic():
        if template is None:
            template = add_template(name=cleaned["name"], about=cleaned["about"], by=request.user)
        return read_version(template, **facts, by=request.user, now=timezone.now())


def _facts(cleaned: dict[str, object], source: str) -> dict[str, object]:
    """Return what is read, by the names of `read_version`. Raises ListRefused and TemplateRefused."""
    if source == "typical":
        return {"lines": typical_lines(cleaned["typical"]), "origin": "Made of typical plans"}
    if source == "workbook":
        book = read_workbook(cleaned["file"])
        return {"lines": book.lines, "notes": book.notes, "origin": f"Workbook {cleaned['file'].name}"}
    client = cleaned["client"]
    label = cleaned["plan_year"] or next(iter(years_of(client.ref())), "")
    if not label:
        raise TemplateRefused("This client’s catalogue has no plans yet. Choose another client.")
    try:
        taken = take_from(client.ref(), label, with_amounts=cleaned["with_amounts"])
    except PlanYear.DoesNotExist as missing:
        told = ", ".join(years_of(client.ref())) or "none"
        raise TemplateRefused(f"This client has no plan year “{label}”. Those with plans: {told}.") from missing
    origin = f"A client’s catalogue, {'with' if cleaned['with_amounts'] else 'without'} amounts"
    return {
        "lines": taken.lines,
        "classes": taken.classes,
        "notes": taken.notes,
        "origin": origin,
        "client": client,
    }


def _tabs(request: HttpRequest, source: str) -> list[SourceTab]:
    return [SourceTab(label, f"{request.path}?from={name}", name == source) for name, (label, _) in _SOURCES.items()]


def _version(pk: UUID) -> TemplateVersion:
    return get_object_or_404(TemplateVersion.objects.select_related("template", "made_by", "kept_by"), pk=pk)


def _place(one: tuple[BookLine, ShownLine]) -> int:
    return list(TABLES).index(one[0].table)


def _shown(line: BookLine) -> ShownLine:
    columns = [column for column in columns_of(TABLES[line.table]) if line.cells.get(column.name)]
    told = [
        (column.heading.partition(" (")[0], text_of(column, line.cells[column.name]), column.is_key)
        for column in columns
        if column.name != "plan_year"
    ]
    about = ", ".join(text for _, text, is_key in told if is_key) or "Everybody"
    cells = tuple((heading, text) for heading, text, is_key in told if not is_key and text != "no")
    return ShownLine(about, cells, tuple(to_fill_in(line)))
