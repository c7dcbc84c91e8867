"""The sender of a client's mails for operators, on the client's page."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from platform_admin.client_views import client_row, client_side
from platform_admin.domains import desk
from platform_admin.domains.claims import Told
from platform_admin.domains.desk import Said
from platform_admin.domains.forms import RecordsMailForm
from platform_admin.domains.operator_views import telling
from platform_admin.domains.pages import state_part
from platform_admin.second_factor.again import confirmed
from platform_admin.senders.claims import enter_keys, remove_sender
from platform_admin.senders.forms import KeysForm, SenderForm
from platform_admin.senders.pages import Addresses, sender_context, sender_of_client
from platform_admin.senders.set_up import first_values, set_from
from tenants.access import operator_required
from tenants.form_pages import sent
from tenants.models import Client
from tenants.senders.models import SenderClaim
from tenants.senders.services import needs_keys

_TAB = "client_domains"


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def client_sender(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    form = SenderForm(sent(request)[0], initial=first_values(sender_of_client(row)))
    if request.method != "POST" or not form.is_valid():
        return _page(request, row, sender_form=form)
    sentence = set_from(form, row, by_role=request.user.role, told=telling(request, row))
    if not sentence:
        return _page(request, row, sender_form=form)
    messages.success(request, sentence)
    return redirect(_url("client_sender", row))


@operator_required
@require_POST
def client_sender_keys(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the mail service shows for the domain; the page then has all records."""
    row = client_row(pk)
    claim = _claim(row)
    form = KeysForm(request.POST, claim=claim)
    if not form.is_valid():
        return _page(request, row, keys_form=form)
    now, told = timezone.now(), telling(request, row)
    claim = enter_keys(claim, form.cleaned_data["keys"], now=now, told=told)
    desk.queue_check(claim, now)
    messages.success(request, "The keys are kept, and the records are shown to HR.")
    return redirect(_url("client_sender", row))


@operator_required
@require_POST
def client_sender_check(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, client_row(pk), desk.check_now)


@operator_required
@require_POST
def client_sender_mail(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = client_row(pk), RecordsMailForm(request.POST)
    if not form.is_valid():
        return _page(request, row, mail_form=form)
    to = form.cleaned_data["email"]
    return _act(request, row, lambda claim, told: desk.mail_records(claim, told, to=to, asked_by="Somebody"))


@operator_required
@require_POST
@confirmed
def client_sender_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    def let_go(claim: SenderClaim, told: Told) -> Said:
        remove_sender(claim, told=told)
        return Said(f"{claim.address} is removed. Mails come from the platform’s address.")

    return _act(request, client_row(pk), let_go)


def _page(
    request: HttpRequest,
    row: Client,
    *,
    sender_form: SenderForm | None = None,
    keys_form: KeysForm | None = None,
    mail_form: RecordsMailForm | None = None,
) -> HttpResponse:
    names = ("client_sender", "client_sender_check", "client_sender_mail", "client_sender_remove")
    addresses = Addresses(*(_url(name, row) for name in names))
    context = sender_context(row, by_role=request.user.role, addresses=addresses, now=timezone.now())
    claim = context["claim"]
    if request.GET.get("part") == "state" and claim:
        return state_part(request, context)
    told = {
        **context,
        "form": mail_form or RecordsMailForm(),
        "sender_form": sender_form or SenderForm(initial=first_values(claim)),
        "keys_form": (keys_form or KeysForm(claim=claim)) if claim and needs_keys() else None,
        "keys_url": _url("client_sender_keys", row),
    }
    status = 422 if request.method == "POST" else 200
    return client_side(request, "client_sender", row, told, status=status, current=_TAB)


def _act(request: HttpRequest, row: Client, act: Callable[[SenderClaim, Told], Said]) -> HttpResponse:
    said = act(_claim(row), telling(request, row))
    (messages.error if said.is_refusal else messages.success)(request, said.sentence)
    return redirect(_url("client_sender", row))


def _claim(row: Client) -> SenderClaim:
    claim = sender_of_client(row)
    if claim is None:
        raise Http404
    return claim


def _url(name: str, row: Client) -> str:
    return reverse(f"platform_admin:{name}", args=[row.pk])
