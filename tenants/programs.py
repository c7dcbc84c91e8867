"""What programs are told of errors: {"error": {"code", "message"}}, whoever says it, and never a page."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

API = "/api/"
_CODES = {
    400: "bad_request",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "too_slow",
    409: "conflict",
    410: "moved",
    413: "too_large",
    422: "invalid",
    429: "too_many_requests",
    503: "unavailable",
    507: "no_room",
}
# For what was said as a page, or as a few words.
_SENTENCES = {
    400: "The request cannot be read. See the API's description for what it takes.",
    403: "This is not allowed with what was sent. Send an API key as “Authorization: Bearer …”.",
    404: "There is nothing at this address. See the API's description for the addresses there are.",
    503: "This cannot be answered right now. Try again in a minute.",
}
_ANY = "Something went wrong here, not with what was sent. Try again in a minute, or tell your administrator."


def is_for_programs(path: str) -> bool:
    return path.startswith(API)


def error_body(status: int, message: str, **more: object) -> dict[str, dict[str, object]]:
    """Return what an error with this status is told as; `more` stands beside the message."""
    return {"error": {"code": _code(status), "message": message, **more}}


def error_response(status: int, message: str) -> JsonResponse:
    return JsonResponse(error_body(status, message), status=status)


class ProgramErrorsMiddleware:
    """Whatever answered an address of the API with an error: a program is told it as all others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.status_code >= 400 and not response.get("Content-Type", "").startswith("application/json")
        if is_page and is_for_programs(request.path):
            response.content = json.dumps(error_body(response.status_code, _sentence(request, response)))
            response["Content-Type"] = "application/json"
            response["Content-Length"] = str(len(response.content))
        return response


def _code(status: int) -> str:
    return _CODES.get(status, "bad_request" if status < 500 else "failed")


def _sentence(request: HttpRequest, response: HttpResponse) -> str:
    if response.status_code == 405:
        return f"This address does not take {request.method}. It takes {response.get('Allow') or 'nothing'}."
    return _SENTENCES.get(response.status_code, _SENTENCES[400] if response.status_code < 500 else _ANY)
