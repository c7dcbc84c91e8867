"""Asking to join: open to everybody on a client's host where HR allows it."""

from contextlib import suppress

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.decorators import rate_limit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe
from kombu.exceptions import OperationalError as QueueUnavailable

from accounts.invite import AddressKnown
from accounts.joining.ask import LinkRefused, TooMany, ask, find_request
from accounts.joining.decide import NobodyJoins, confirm
from accounts.joining.forms import JoinForm
from accounts.joining.rule import current_rule
from accounts.tasks import answer_join_request
from tenants.access import anonymous_allowed
from tenants.form_pages import form_page


@anonymous_allowed
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="join")
def join(request: HttpRequest) -> HttpResponse:
    """Take an address, and answer the same whoever's it is: the mail knows more (accounts/joining/ask.py)."""
    if not current_rule().is_open:
        return render(request, "accounts/joining/closed.html", status=404)
    form = JoinForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "accounts/joining/join.html", {"form": form})
    try:
        asked = ask(
            **form.cleaned_data,
            language=translation.get_language(),
            now=timezone.now(),
            ip_address=get_adapter().get_client_ip(request),
        )
    except TooMany:
        return ratelimit.respond_429(request)
    # With a queue that is down, the periodic look for lost ones answers it as soon as that is back.
    with suppress(QueueUnavailable):
        answer_join_request.delay_on_commit(request.client.schema_name, str(asked))
    return redirect("accounts:join_sent")


@anonymous_allowed
@require_safe
def join_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/joining/sent.html")


@anonymous_allowed
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="join_confirm")
def join_confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Behind the link of the mail. Opening it does nothing: programs that look at mails open every link in them."""
    now = timezone.now()
    try:
        asked = find_request(key, now)
        if request.method != "POST":
            return render(request, "accounts/joining/confirm.html", {"email": asked.email})
        invitation_key = confirm(asked, now=now)
    except LinkRefused:
        return render(request, "accounts/joining/refused.html", status=410)
    except NobodyJoins:
        return render(request, "accounts/joining/refused.html", status=403)
    except AddressKnown:
        return render(request, "accounts/joining/known.html", status=410)
    if invitation_key:
        return redirect("accounts:accept_invitation", invitation_key)
    return render(request, "accounts/joining/waiting.html")
