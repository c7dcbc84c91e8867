"""What both APIs say of errors, and of who may use them."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError

from tenants.programs import error_body

_NO_SUCH_THING = "There is nothing with this id, or it is not yours."


def answer_errors(api: NinjaAPI, *, unauthenticated: str) -> None:
    """Let the API say refusals as {"error": {"code", "message"}}; `unauthenticated` is the sentence of a 401."""

    @api.exception_handler(HttpError)
    def say_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return say(api, request, error.status_code, str(error))

    @api.exception_handler(Http404)
    def say_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return say(api, request, 404, _NO_SUCH_THING)

    @api.exception_handler(RequestDataTooBig)
    def say_too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
        return say(api, request, 413, f"What was sent is larger than {limit} MB. Send less at once.")

    @api.exception_handler(AuthenticationError)
    def say_unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        response = say(api, request, 401, unauthenticated)
        response["WWW-Authenticate"] = "Bearer"
        return response


def say(api: NinjaAPI, request: HttpRequest, status: int, message: str, **more: object) -> HttpResponse:
    """Answer with an error; `more` stands beside its message."""
    return api.create_response(request, error_body(status, message, **more), status=status)


def declared_urls(api: NinjaAPI) -> tuple:
    """Return the API's URLs; start-up insists that each says who may use it: here every operation's `auth=` does."""
    urls = api.urls  # made anew at every reading
    for pattern in urls[0]:
        pattern.callback.access = "api"
    return urls
