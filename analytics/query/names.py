"""What the parts of families are called, for pages, files and programs alike."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from analytics.measures import NOT_TOLD_APART, Family
from analytics.models import Topic
from analytics.query.used_names import ACTIONS, PAGES, ROUTES, SEARCHES
from benefits.models import BenefitClass
from chat.models import Answer, Feedback
from knowledge.models import Document

_FIXED: Mapping[Family, Mapping[str, str]] = {
    Family.OUTCOME: {
        "answered": "Answered",
        "refused": "Not answered",
        "failed": "Failed",
        "asked_back": "Asked back",
        "stopped": "Stopped by the person",
    },
    Family.PROOF: {
        "proven": "Every figure proven",
        "cut": "Something unproven taken out",
        "other": "Not from documents",
    },
    Family.REFUSAL: {str(value): str(label) for value, label in Answer.Reason.choices},
    Family.ROUTE: ROUTES,
    Family.PAGE: PAGES,
    Family.ACTION: ACTIONS,
    Family.SEARCH: SEARCHES,
    Family.TONE: {"pleased": "Pleased", "plain": "Plain", "troubled": "Troubled"},
    Family.LANGUAGE: {"en": "English", "es": "Spanish"},
    Family.OPINION: {"helpful": "Helpful", "unhelpful": "Not helpful"},
    Family.FAULT: {str(value): str(label) for value, label in Feedback.Reason.choices},
}
_NO_CLASS = "No class"
_UNSAID = {"unsaid": "No reason given", "other": "Other"}
NOT_APART = "Not told apart"
GONE = "No longer there"


def names_of(family: Family, parts: Iterable[str], *, fewest: int) -> Callable[[str], str]:
    """Return what gives the names of these parts of a family, made of words that so many people used."""
    if family in _FIXED:
        names = _FIXED[family]
    elif family is Family.CLASS:
        names = _stored(BenefitClass.objects.values_list("pk", "label"), parts)
    elif family in (Family.DOCUMENT, Family.OPENED):
        names = _stored(Document.objects.values_list("pk", "title"), parts)
    elif family in (Family.TOPIC, Family.TOPIC_UNANSWERED, Family.TOPIC_UNHELPFUL):
        topics = Topic.objects.filter(pk__in=_ids(parts)).defer("middle")
        names = {str(topic.pk): topic.name_for(fewest) for topic in topics}
    else:
        names = {}
    fallback = GONE if family in (Family.CLASS, Family.DOCUMENT, Family.OPENED, Family.TOPIC) else ""
    return lambda part: _name(family, part, names) or fallback or part.rpartition(":")[2].replace("_", " ").capitalize()


def _stored(rows: QuerySet, parts: Iterable[str]) -> dict[str, str]:
    return {str(pk): name for pk, name in rows.filter(pk__in=_ids(parts))}


def _ids(parts: Iterable[str]) -> list[UUID]:
    """Return the ids among these parts; others stand for no row."""
    found = []
    for part in parts:
        try:
            found.append(UUID(part))
        except ValueError:
            continue
    return found


def _name(family: Family, part: str, names: Mapping[str, str]) -> str:
    if part == NOT_TOLD_APART:
        return NOT_APART
    if family is Family.CLASS and not part:
        return _NO_CLASS
    return names.get(part) or _UNSAID.get(part, "")
