"""Which of the company's own suggestions its documents answer: HR sees it before an employee clicks one in vain."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.audience import Audience
from benefits.audience import class_labels, hours_word, state_name, told_apart
from branding.house import current_house
from chat.pipeline.answerable import answered_in
from chat.pipeline.beyond import beyond_documents
from chat.pipeline.scope import Scope
from knowledge.models import Document
from tenants.clock import today

MOST_ASKERS = 24  # each is a search for each suggestion


@dataclass(frozen=True)
class TriedSuggestion:
    text: str
    language: str
    is_handed_over: bool  # no document can tell; the answer names whom to ask
    is_answered: bool  # for some employees at least
    unanswered_for: tuple[str, ...] = ()  # the others, in words


def try_suggestions() -> list[TriedSuggestion]:
    """Return the suggestions in their order, each tried as people of every class, and of every state and working time
    that a document is for.
    """
    row = current_house().row
    askers = told_apart(class_labels() or ("",), [one.meant_for for one in Document.objects.published()])[:MOST_ASKERS]
    return [_try(one["text"], one["language"], askers) for one in (row.suggested_questions if row else [])]


def _try(text: str, language: str, askers: Sequence[Audience]) -> TriedSuggestion:
    if beyond_documents(text):
        return TriedSuggestion(text, language, is_handed_over=True, is_answered=False)
    day = today()
    unanswered = [one for one in askers if not answered_in(Scope(day, one))(text)]
    is_answered_for_some = len(unanswered) < len(askers)
    return TriedSuggestion(
        text,
        language,
        is_handed_over=False,
        is_answered=is_answered_for_some,
        unanswered_for=_in_words(unanswered, askers) if is_answered_for_some else (),
    )


def _in_words(unanswered: Sequence[Audience], askers: Sequence[Audience]) -> tuple[str, ...]:
    """Return for whom it is not answered: whole classes, else which of their people."""
    labels = class_labels()
    words: list[str] = []
    for code in dict.fromkeys(one.class_code for one in unanswered):
        of_class = [one for one in askers if one.class_code == code]
        left = [one for one in unanswered if one.class_code == code]
        name = labels.get(code, code)
        words += [name] if name and left == of_class else [_words(one, name, askers) for one in left]
    return tuple(words)


def _words(asker: Audience, class_name: str, askers: Sequence[Audience]) -> str:
    """Return the asker's class, and of what else askers are told apart by: the state and the working time."""
    parts = [class_name]
    if any(one.work_state for one in askers):
        parts.append(state_name(asker.work_state) or "other states")
    if any(one.hours for one in askers):
        parts.append(hours_word(asker.hours) or "working time not known")
    return " · ".join(filter(None, parts))
