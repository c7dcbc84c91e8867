"""A reason for what an operator seldom has to read.

A view that shows such a thing asks first:

    if asks := ask_reason(request, PEOPLE_LIST, client=client):
        return asks

The reason is written into the platform's audit and into the client's own, and holds for a quarter of an hour, for this
kind of read, this client and this sign-in alone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from platform_admin.acts import record_act
from tenants.models import Client

ALLOWED_FOR = timedelta(minutes=15)
_KEY = "sensitive_reads"  # in the session: it ends with the sign-in


@dataclass(frozen=True)
class SensitiveRead:
    """What is read, as the page and the audit call it."""

    code: str
    what: str


AUDIT_EXPORT = SensitiveRead("audit_export", "Export of the audit")
CLIENT_EXPORT = SensitiveRead("client_export", "Export of all that the client has put in")
READS = {read.code: read for read in (AUDIT_EXPORT, CLIENT_EXPORT)}


class SensitiveReadForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        min_length=10,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="10 to 200 characters: what it is for, with the number of a ticket if there is one.",
        error_messages={"required": "Say what it is for; nothing is shown without it."},
    )


def ask_reason(
    request: HttpRequest, read: SensitiveRead, *, client: Client | None = None, then: str = ""
) -> HttpResponseRedirect | None:
    """Return the way to the page that asks for a reason; None while one that was given holds.

    After it, the operator comes to `then`: the address asked for, unless that is a download, which has no page.
    """
    if is_allowed(request, read, client=client, now=timezone.now()):
        return None
    told = {"read": read.code, "then": then or request.get_full_path()}
    if client:
        told["client"] = str(client.pk)
    return redirect(f"{reverse('platform_admin:reason')}?{urlencode(told)}")


def is_allowed(request: HttpRequest, read: SensitiveRead, *, client: Client | None, now: datetime) -> bool:
    return request.session.get(_KEY, {}).get(_of(read, client), 0) > now.timestamp()


def allow(request: HttpRequest, read: SensitiveRead, *, client: Client | None, reason: str) -> None:
    """Write the reason down, and let the operator of this session read from now on."""
    told = {"read": read.what, "reason": reason, "minutes": ALLOWED_FOR // timedelta(minutes=1)}
    record_act("sensitive_read.allowed", by=request.user, client=client, **told)
    until = (timezone.now() + ALLOWED_FOR).timestamp()
    request.session[_KEY] = {**request.session.get(_KEY, {}), _of(read, client): until}


def _of(read: SensitiveRead, client: Client | None) -> str:
    return f"{read.code}:{client.pk if client else 'platform'}"
