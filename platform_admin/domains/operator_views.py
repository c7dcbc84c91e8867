"""A client's own domains for operators, on its page, and those of all clients in one list."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_admin.acts import record_act
from platform_admin.board.tabs import board_tabs
from platform_admin.client_views import client_row, client_side
from platform_admin.domains import desk
from platform_admin.domains.claims import DomainRefused, Told, add_claim, use_platform_host
from platform_admin.domains.desk import Said
from platform_admin.domains.fleet import FleetForm, fleet_page
from platform_admin.domains.forms import DomainForm, RecordsMailForm
from platform_admin.domains.pages import Addresses, claim_context, list_context, state_part
from platform_admin.second_factor.again import confirmed
from platform_admin.senders.pages import sender_of_client
from tenants.access import operator_required
from tenants.domains.models import DomainClaim
from tenants.form_pages import sent
from tenants.models import Client
from tenants.senders.models import SenderClaim

_TAB = "client_domains"
_SENDERS_SHOWN = 100


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def client_domains(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form, now = client_row(pk), DomainForm(sent(request)[0]), timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            told = telling(request, row)
            claim = add_claim(row, form.cleaned_data["name"], by_role=request.user.role, now=now, told=told)
        except DomainRefused as refused:
            form.add_error("name", str(refused))
        else:
            desk.queue_check(claim, now)
            return redirect(_url("domain", claim))
    left = [domain for domain in row.domains.all() if domain.forwards_until]
    listed = list_context(row, by_role=request.user.role, url_of=lambda claim: _url("domain", claim))
    context = {"form": form, "left_hosts": left, "sender": sender_of_client(row), **listed}
    return client_side(request, _TAB, row, context, status=422 if form.errors else 200)


@operator_required
@require_POST
@confirmed
def client_platform_host(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    use_platform_host(row, told=telling(request, row))
    messages.success(request, f"Links and mails of {row.name} name the platform’s address again.")
    return redirect("platform_admin:client_domains", row.pk)


@operator_required
@require_safe
def fleet(request: HttpRequest) -> HttpResponse:
    """All clients' domains, those first that need somebody."""
    form = FleetForm(request.GET)
    page, query = fleet_page(form, request.GET.get("page"), url_of=lambda claim: _url("domain", claim))
    context = {
        "tabs": board_tabs("domains"),
        "form": form,
        "page_obj": page,
        "page_query": query,
        "senders": SenderClaim.objects.of_clients().unsettled()[:_SENDERS_SHOWN],
    }
    return render(request, "platform_admin/domains.html", context)


@operator_required
@require_safe
def domain(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, pk, RecordsMailForm())


@operator_required
@require_POST
def domain_check(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, desk.check_now)


@operator_required
@require_POST
def domain_mail(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = RecordsMailForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form)
    to = form.cleaned_data["email"]
    return _act(request, pk, lambda claim, told: desk.mail_records(claim, told, to=to, asked_by="Somebody"))


@operator_required
@require_POST
@confirmed
def domain_primary(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, desk.choose_primary)


@operator_required
@require_POST
@confirmed
def domain_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    claim = _claim(pk)
    return _act(request, pk, desk.remove, back=reverse("platform_admin:client_domains", args=[claim.client_id]))


def _page(request: HttpRequest, pk: UUID, form: RecordsMailForm) -> HttpResponse:
    claim = _claim(pk)
    context = claim_context(claim, addresses=_addresses(claim), now=timezone.now())
    if request.GET.get("part") == "state":
        return state_part(request, context)
    told = {"form": form, "is_operator": True, **context}
    # The client's own address stands in the head of its page.
    told["domain_address"] = told.pop("address")
    status = 422 if form.errors else 200
    return client_side(request, "client_domain", client_row(claim.client_id), told, status=status, current=_TAB)


def _act(
    request: HttpRequest, pk: UUID, act: Callable[[DomainClaim, Told], Said], *, back: str | None = None
) -> HttpResponse:
    claim = _claim(pk)
    said = act(claim, telling(request, claim.client))
    (messages.error if said.is_refusal else messages.success)(request, said.sentence)
    return redirect(back or _url("domain", claim))


def _claim(pk: UUID) -> DomainClaim:
    return get_object_or_404(DomainClaim.objects.of_clients(), pk=pk)


def telling(request: HttpRequest, client: Client) -> Told:
    def told(action: str, **detail: object) -> None:
        record_act(action, by=request.user, client=client, **detail)

    return told


def _url(name: str, claim: DomainClaim) -> str:
    return reverse(f"platform_admin:{name}", args=[claim.pk])


def _addresses(claim: DomainClaim) -> Addresses:
    names = ("domain", "domain_check", "domain_mail", "domain_primary", "domain_remove")
    back = reverse("platform_admin:client_domains", args=[claim.client_id])
    return Addresses(*(_url(name, claim) for name in names), back=back)
