"""Where the mail service tells of mails that came back."""

from http import HTTPStatus

from allauth.core import ratelimit
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from platform_admin.returned_mails.services import NotTheService, reports
from platform_admin.returned_mails.take_in import take_in
from tenants.access import anonymous_allowed

LONGEST = 256 * 1024


@csrf_exempt  # the service proves itself in its own way
@anonymous_allowed
@require_POST
def returned_mails(request: HttpRequest, name: str) -> HttpResponse:
    """Say the same whether the address is known or not: 202, if it is the service that speaks."""
    if not settings.MAIL_EVENTS_SECRET or name != settings.MAIL_EVENTS_FROM:
        raise Http404
    if not ratelimit.consume(request, action="returned_mails"):
        return _said("Too many messages. Send them again in a minute.", HTTPStatus.TOO_MANY_REQUESTS)
    try:
        body = request.body
    except RequestDataTooBig:
        body = b"x" * (LONGEST + 1)
    if len(body) > LONGEST:
        return _said("The message is too long.", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        told = reports(name, body, request.headers)
    except NotTheService as refused:
        return _said(str(refused), HTTPStatus.FORBIDDEN)
    take_in(told)
    return _said("Taken in.", HTTPStatus.ACCEPTED)


def _said(text: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain")
