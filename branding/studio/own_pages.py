"""The pages of the preview that this app, and what stands below it, can draw."""

from allauth.account.views import login
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts.mails.kinds import mail_kind
from accounts.mails.render import draw, with_its_logo


def sign_in(request: HttpRequest) -> HttpResponse:
    request.user = AnonymousUser()
    return login(request)


def mail(request: HttpRequest) -> HttpResponse:
    """The invitation as it would be mailed to whoever looks at it."""
    kind = mail_kind("invitation")
    given = kind.sample()
    given["invitation"].name = given["invitation"].invited_by.name = request.user.name
    return HttpResponse(with_its_logo(draw(kind, given, language=translation.get_language())))
