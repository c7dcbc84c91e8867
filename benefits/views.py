from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from benefits.contact_cards import contact_cards
from tenants.access import anonymous_allowed

# 402 tells machines what the page tells people; both are for a person to mend, so nothing retries.
_PAGES = {"past_due": ("tenants/subscription_expired.html", 402)}
_SUSPENDED = ("tenants/suspended.html", 403)


@anonymous_allowed
def closed(request: HttpRequest) -> HttpResponse:
    """Say that the assistant is closed, and whom to call meanwhile."""
    template, status = _PAGES.get(request.client.status, _SUSPENDED)
    return render(request, template, {"contacts": contact_cards()}, status=status)
