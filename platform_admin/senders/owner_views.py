"""The sender of a client's mails for its HR admins, on the client's own host.

The row is the platform's, where no client's role may look: it is read in the platform's scope, always by the client of
this request. What HR does stands in the client's audit.
"""

from collections.abc import Callable

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from platform_admin.domains import desk
from platform_admin.domains.claims import Told
from platform_admin.domains.desk import Said
from platform_admin.domains.forms import RecordsMailForm
from platform_admin.domains.owner_views import TOO_OFTEN, may_often, telling
from platform_admin.domains.pages import state_part
from platform_admin.senders.claims import remove_sender
from platform_admin.senders.forms import SenderForm
from platform_admin.senders.pages import Addresses, sender_context, sender_of_client
from platform_admin.senders.set_up import first_values, set_from
from tenants.access import hr_admin_required
from tenants.context import platform_scope
from tenants.form_pages import form_page, sent
from tenants.models import Client
from tenants.senders.models import SenderClaim


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def sender(request: HttpRequest) -> HttpResponse:
    with platform_scope():
        client = Client.objects.get(pk=request.client.id)
        form = SenderForm(sent(request)[0], initial=first_values(sender_of_client(client)))
        if request.method == "POST" and form.is_valid():
            if not ratelimit.consume(request, action="sender_set", key=str(client.pk)):
                form.add_error(None, TOO_OFTEN)
            elif sentence := set_from(form, client, by_role=request.user.role, told=telling(request)):
                messages.success(request, sentence)
                return redirect("sender:sender")
    return _page(request, form, RecordsMailForm())


@hr_admin_required
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    def look(claim: SenderClaim, told: Told) -> Said:
        return desk.check_now(claim, told) if may_often(request, "domain_check") else Said(TOO_OFTEN, is_refusal=True)

    return _act(request, look)


@hr_admin_required
@require_POST
def mail(request: HttpRequest) -> HttpResponse:
    form = RecordsMailForm(request.POST)
    if not form.is_valid():
        return _page(request, None, form)
    to, asked_by = form.cleaned_data["email"], request.user.name or request.user.email
    return _act(request, lambda claim, told: desk.mail_records(claim, told, to=to, asked_by=asked_by))


@hr_admin_required
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    def let_go(claim: SenderClaim, told: Told) -> Said:
        remove_sender(claim, told=told)
        return Said(f"{claim.address} is removed. You can delete its DNS records.")

    return _act(request, let_go)


def _page(request: HttpRequest, form: SenderForm | None, mail_form: RecordsMailForm) -> HttpResponse:
    with platform_scope():
        client = Client.objects.get(pk=request.client.id)
        context = sender_context(client, by_role=request.user.role, addresses=_addresses(), now=timezone.now())
    if request.GET.get("part") == "state" and context["claim"]:
        return state_part(request, context)
    form = form or SenderForm(initial=first_values(context["claim"]))
    told = {"form": mail_form, "sender_form": form, **context}
    return form_page(request, "senders/sender.html", told)


def _act(request: HttpRequest, act: Callable[[SenderClaim, Told], Said]) -> HttpResponse:
    with platform_scope():
        claim = SenderClaim.objects.select_related("client").filter(client_id=request.client.id).first()
        if claim is None:
            raise Http404
        said = act(claim, telling(request))
    (messages.error if said.is_refusal else messages.success)(request, said.sentence)
    return redirect("sender:sender")


def _addresses() -> Addresses:
    return Addresses(*(reverse(f"sender:{name}") for name in ("sender", "check", "mail", "remove")))
