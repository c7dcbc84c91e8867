"""A client's own domains for its HR admins, on the client's own host.

The rows are the platform's, where no client's role may look: they are read in the platform's scope, always by the
client of this request. What HR does stands in the client's audit.
"""

from collections.abc import Callable
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_admin.domains import desk
from platform_admin.domains.claims import DomainRefused, Told, add_claim, use_platform_host
from platform_admin.domains.desk import Said
from platform_admin.domains.forms import DomainForm, RecordsMailForm
from platform_admin.domains.pages import Addresses, claim_context, list_context, state_part
from tenants.access import hr_admin_required
from tenants.audit.log import record
from tenants.context import platform_scope, tenant_scope
from tenants.domains.models import DomainClaim
from tenants.form_pages import form_page, sent
from tenants.models import Client

TOO_OFTEN = "That was done very often within the hour. Wait a while, then try again."


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def domains(request: HttpRequest) -> HttpResponse:
    form, now = DomainForm(sent(request)[0]), timezone.now()
    with platform_scope():
        client = Client.objects.get(pk=request.client.id)
        if request.method == "POST" and form.is_valid() and not may_often(request, "domain_add"):
            form.add_error("name", TOO_OFTEN)
        elif request.method == "POST" and form.is_valid():
            try:
                claim = add_claim(
                    client, form.cleaned_data["name"], by_role=request.user.role, now=now, told=telling(request)
                )
            except DomainRefused as refused:
                form.add_error("name", str(refused))
            else:
                desk.queue_check(claim, now)
                return redirect(_url("domain", claim))
        listed = list_context(client, by_role=request.user.role, url_of=lambda claim: _url("domain", claim))
        context = {"form": form, **listed}
    return form_page(request, "domains/list.html", context)


@hr_admin_required
@require_safe
def domain(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, pk, RecordsMailForm())


@hr_admin_required
@require_POST
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    def look(claim: DomainClaim, told: Told) -> Said:
        return desk.check_now(claim, told) if may_often(request, "domain_check") else Said(TOO_OFTEN, is_refusal=True)

    return _act(request, pk, look)


@hr_admin_required
@require_POST
def mail(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = RecordsMailForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form)
    to, asked_by = form.cleaned_data["email"], request.user.name or request.user.email
    return _act(request, pk, lambda claim, told: desk.mail_records(claim, told, to=to, asked_by=asked_by))


@hr_admin_required
@require_POST
def primary(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, desk.choose_primary)


@hr_admin_required
@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, desk.remove, back=reverse("domains:domains"))


@hr_admin_required
@require_POST
def platform_host_primary(request: HttpRequest) -> HttpResponse:
    with platform_scope():
        use_platform_host(Client.objects.get(pk=request.client.id), told=telling(request))
    messages.success(request, "Links and mails name the platform’s address again.")
    return redirect("domains:domains")


def _page(request: HttpRequest, pk: UUID, form: RecordsMailForm) -> HttpResponse:
    with platform_scope():
        claim = _claim(request, pk)
        context = claim_context(claim, addresses=_addresses(claim), now=timezone.now())
    if request.GET.get("part") == "state":
        return state_part(request, context)
    return form_page(request, "domains/domain.html", {"form": form, **context})


def _act(
    request: HttpRequest, pk: UUID, act: Callable[[DomainClaim, Told], Said], *, back: str | None = None
) -> HttpResponse:
    with platform_scope():
        claim = _claim(request, pk)
        said = act(claim, telling(request))
    (messages.error if said.is_refusal else messages.success)(request, said.sentence)
    return redirect(back or _url("domain", claim))


def may_often(request: HttpRequest, action: str) -> bool:
    """Count it; False if this client's people have done it too often."""
    return ratelimit.consume(request, action=action, key=str(request.client.id))


def _claim(request: HttpRequest, pk: UUID) -> DomainClaim:
    claim = DomainClaim.objects.filter(pk=pk, client_id=request.client.id).select_related("client").first()
    if claim is None:
        raise Http404
    return claim


def telling(request: HttpRequest) -> Told:
    def told(action: str, **detail: object) -> None:
        client = Client.objects.get(pk=request.client.id)
        with tenant_scope(request.client):
            record(action, actor=request.user, subject=client, **detail)

    return told


def _url(name: str, claim: DomainClaim) -> str:
    return reverse(f"domains:{name}", args=[claim.pk])


def _addresses(claim: DomainClaim) -> Addresses:
    names = ("domain", "check", "mail", "primary", "remove")
    return Addresses(*(_url(name, claim) for name in names), back=reverse("domains:domains"))
