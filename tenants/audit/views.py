"""A client's own audit, for its owners: what its HR did, and what operators of the platform did to it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_safe

from tenants.access import hr_admin_required
from tenants.audit.export import CSV, JSONL
from tenants.audit.forms import AuditFilterForm
from tenants.audit.log import record
from tenants.audit.pages import Site, event_page, export_file, list_page

_SITE = Site(base="base.html", urls="audit")


@hr_admin_required
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    return list_page(request, _SITE)


@hr_admin_required
@require_safe
def audit_event(request: HttpRequest, pk: UUID) -> HttpResponse:
    return event_page(request, pk, _SITE)


@hr_admin_required
@require_GET
def audit_csv(request: HttpRequest) -> HttpResponse:
    return _export(request, CSV)


@hr_admin_required
@require_GET
def audit_jsonl(request: HttpRequest) -> HttpResponse:
    return _export(request, JSONL)


def _export(request: HttpRequest, kind: str) -> HttpResponse:
    form = AuditFilterForm(request.GET)
    record("audit.exported", actor=request.user, format=kind, filters=form.in_words())
    return export_file(request, form, kind)
