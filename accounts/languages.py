"""The language of a page: what the person chose, else what the browser remembers or asks for."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


@dataclass(frozen=True)
class LanguageChoice:
    code: str
    name: str
    is_current: bool


def language_of_page(request: HttpRequest) -> str:
    """Return the signed-in person's language, or a visitor's: from the cookie, then from the browser's wishes."""
    return getattr(request.user, "language", None) or translation.get_language_from_request(request)


def write_in(request: HttpRequest, language: str) -> None:
    """Change the language of what is left of this request; PersonLocaleMiddleware ends it."""
    translation.activate(language)
    request.LANGUAGE_CODE = language


def language_choices() -> list[LanguageChoice]:
    current = translation.get_language()
    return [LanguageChoice(code, name, code == current) for code, name in settings.LANGUAGES]


def suggest_language(request: HttpRequest, language: str) -> None:
    """Show this page in `language` unless the visitor has chosen one."""
    if not request.user.is_authenticated and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        write_in(request, language)


def remember_language(response: HttpResponse, language: str) -> None:
    """Let this browser's sign-in page come in this language too."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
