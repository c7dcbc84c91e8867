"""The pages of the preview that this app, and what stands below it, can draw."""

from allauth.account.views import login
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.models import Invitation, User


def sign_in(request: HttpRequest) -> HttpResponse:
    request.user = AnonymousUser()
    return login(request)


def mail(request: HttpRequest) -> HttpResponse:
    """The invitation as it would be mailed to whoever looks at it."""
    person = request.user
    invitation = Invitation(
        email=person.email,
        name=person.name,
        role=User.Role.EMPLOYEE,
        invited_by=person,
        expires_at=timezone.now() + Invitation.VALID_FOR,
    )
    context = {"invitation": invitation, "client_name": request.client.name, "link": request.build_absolute_uri("/")}
    return render(request, "accounts/email/invitation_message.html", context)
