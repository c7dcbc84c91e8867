"""What both APIs say of errors, and of who may use them."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError


def answer_errors(api: NinjaAPI, *, unauthenticated: str) -> None:
    """Let the API say refusals as {"error": {"message": ...}}; `unauthenticated` is the sentence of a 401."""

    @api.exception_handler(HttpError)
    def say_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return api.create_response(request, {"error": {"message": str(error)}}, status=error.status_code)

    @api.exception_handler(AuthenticationError)
    def say_unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        response = api.create_response(request, {"error": {"message": unauthenticated}}, status=401)
        response["WWW-Authenticate"] = "Bearer"
        return response


def declared_urls(api: NinjaAPI) -> tuple:
    """Return the API's URLs; start-up insists that each says who may use it: here every operation's `auth=` does."""
    urls = api.urls  # made anew at every reading
    for pattern in urls[0]:
        pattern.callback.access = "api"
    return urls
