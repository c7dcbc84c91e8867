from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from accounts.languages import language_of_page, write_in
from tenants.access import STAFF_ONLY
from tenants.roles import EMPLOYEE

ENGLISH = "en"


class PersonLocaleMiddleware:
    """The page in the signed-in person's language; visitors get what their browser asks for.

    HR's and operators' pages are written in English alone, and so say that they are: a Spanish frame around them
    would have a screen reader speak English with Spanish sounds. A page of HR's that is written in both is declared so
    (tenants.access.in_both_languages).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of_page(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        patch_vary_headers(response, ["Accept-Language"])
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], arguments: tuple, named: dict
    ) -> None:
        is_staff = request.user.is_authenticated and request.user.role != EMPLOYEE
        is_in_english = getattr(view, "access", "") in STAFF_ONLY and not getattr(view, "is_in_both_languages", False)
        request.is_english_only = is_staff and is_in_english
        if request.is_english_only:
            write_in(request, ENGLISH)
