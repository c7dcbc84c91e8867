"""Which of the company's own suggestions its documents answer: HR sees it before an employee clicks one in vain."""

from collections.abc import Callable
from dataclasses import dataclass

from branding.house import current_house
from chat.answerable import is_answered
from chat.beyond import beyond_documents
from chat.tried import tried
from knowledge.audience import class_labels
from tenants.clock import today


@dataclass(frozen=True)
class TriedSuggestion:
    text: str
    language: str
    is_handed_over: bool  # no document can tell; the answer names whom to ask
    is_answered: bool  # for one class of employees at least
    unanswered_for: tuple[str, ...] = ()  # labels of the other classes


def try_suggestions() -> list[TriedSuggestion]:
    """Return the suggestions in their order, each tried as a member of every class of employees."""
    row = current_house().row
    return [_try(one["text"], one["language"]) for one in (row.suggested_questions if row else [])]


def _try(text: str, language: str) -> TriedSuggestion:
    if beyond_documents(text):
        return TriedSuggestion(text, language, is_handed_over=True, is_answered=False)
    day, classes = today(), class_labels() or {"": ""}
    unanswered = [label for code, label in classes.items() if not tried(_answers(code), class_code=code, day=day)(text)]
    is_answered_for_some = len(unanswered) < len(classes)
    return TriedSuggestion(
        text,
        language,
        is_handed_over=False,
        is_answered=is_answered_for_some,
        unanswered_for=tuple(unanswered) if is_answered_for_some else (),
    )


def _answers(class_code: str) -> Callable[[str], bool]:
    return lambda text: is_answered(text, class_code)
