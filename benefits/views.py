from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from benefits.contact_cards import contact_cards
from tenants.access import anonymous_allowed
from tenants.standing import Standing


@anonymous_allowed
@csrf_exempt
def closed(request: HttpRequest) -> HttpResponse:
    """Say that the assistant is closed, and whom to call meanwhile; the same whyever it is, and whatever was sent."""
    context = {
        "contacts": contact_cards(),
        "may_sign_in": request.standing == Standing.READ_ONLY,
        # Of the client as it is open: this page's own URLs have neither.
        "sign_in_url": reverse("account_login", urlconf=settings.ROOT_URLCONF),
        "sign_out_url": reverse("account_logout", urlconf=settings.ROOT_URLCONF),
    }
    return render(request, "tenants/suspended.html", context, status=403)
