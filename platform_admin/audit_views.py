"""What operators did, for operators; and the reason they give for what they seldom have to read."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from platform_admin.acts import record_act
from platform_admin.reasons import AUDIT_EXPORT, READS, SensitiveReadForm, allow, ask_reason
from tenants.access import operator_required
from tenants.audit.export import CSV, JSONL
from tenants.audit.forms import AuditFilterForm
from tenants.audit.pages import Site, event_page, export_file, list_page
from tenants.form_pages import form_page
from tenants.models import Client

SITE = Site(base="base_platform.html", urls="platform_admin")


@operator_required
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    return list_page(request, SITE)


@operator_required
@require_safe
def audit_event(request: HttpRequest, pk: UUID) -> HttpResponse:
    return event_page(request, pk, SITE)


@operator_required
@require_GET
def audit_csv(request: HttpRequest) -> HttpResponse:
    return _export(request, CSV)


@operator_required
@require_GET
def audit_jsonl(request: HttpRequest) -> HttpResponse:
    return _export(request, JSONL)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def reason(request: HttpRequest) -> HttpResponse:
    read, client = READS.get(request.GET.get("read", "")), _client(request.GET.get("client", ""))
    if read is None:
        raise Http404
    then = request.GET.get("then", "")
    if not url_has_allowed_host_and_scheme(then, {request.get_host()}, require_https=request.is_secure()):
        then = reverse("platform_admin:clients")
    form = SensitiveReadForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        allow(request, read, client=client, reason=form.cleaned_data["reason"])
        messages.success(request, "Your reason is kept. Open it again now; for 15 minutes nobody asks.")
        return redirect(then)
    context = {"form": form, "read": read, "row": client, "then": then, "address": request.get_full_path()}
    return form_page(request, "platform_admin/reason.html", context)


def _export(request: HttpRequest, kind: str) -> HttpResponse:
    form = AuditFilterForm(request.GET)
    client = form.chosen_client()
    listed = f"{reverse('platform_admin:audit')}?{form.query()}"
    if asks := ask_reason(request, AUDIT_EXPORT, client=client, then=listed):
        return asks
    record_act("audit.exported", by=request.user, client=client, format=kind, filters=form.in_words())
    return export_file(request, form, kind)


def _client(pk: str) -> Client | None:
    """Return the client named in the address, also a deleted one, whose export may still be there; None for none.

    Whatever else stands there is not found.
    """
    if not pk:
        return None
    try:
        return Client.objects.get(pk=pk)
    except (Client.DoesNotExist, ValidationError) as unknown:
        raise Http404 from unknown
