from collections.abc import Callable

from django.http import HttpRequest

from accounts.joining.rule import current_rule
from accounts.languages import LanguageChoice, language_choices


def languages(request: HttpRequest) -> dict[str, list[LanguageChoice]]:
    """Give templates the languages this page can be had in; none on pages in English alone, nor where none can be
    chosen: on the platform's host and at a closed client."""
    has_choice = getattr(request, "urlconf", None) is None and not getattr(request, "is_english_only", False)
    return {"languages": language_choices() if has_choice else []}


def joining(request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """Give templates whether people may ask to join here; looked up only by a page that asks."""
    return {"may_join": lambda: current_rule().is_open}
