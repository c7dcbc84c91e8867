from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tenants.events import Kind, gathering, hushed, track


class EventMiddleware:
    """Tell which page was looked at, and send all that the request told at once.

    By its name alone: an address may hold what somebody typed. Nothing is told of an operator's look into a client.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.client is None:
            return self.get_response(request)
        if getattr(request, "support", None) is not None:
            with hushed():
                return self.get_response(request)
        with gathering():
            response = self.get_response(request)
            # A page that nobody is to know of, such as a private conversation's, says so itself.
            if _is_a_page(request, response) and not getattr(request, "is_untold", False):
                track(Kind.PAGE_VIEW, request.resolver_match.view_name, person=request.user)
        return response


def _is_a_page(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether somebody sees a page of its own now: no fragment of one, no file, no refusal."""
    is_fragment = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    is_page = request.method == "GET" and response.status_code == 200 and not is_fragment
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_page and is_html and request.resolver_match is not None
