"""In whose name a request's live tickets are held: its API key, or the sign-in it came with."""

from django.http import HttpRequest

from tenants.hosts import normalise_host
from tenants.live import Holder, api_key_holder, session_holder


def holder_of(request: HttpRequest) -> Holder:
    api_key = getattr(request, "api_key", None)
    name = api_key_holder(api_key.pk) if api_key else session_holder(request.session.session_key)
    return Holder(name, host=normalise_host(request.META["HTTP_HOST"]) or "")
