"""What the parts of families are called, for pages, files and programs alike."""

from collections.abc import Callable, Mapping

from analytics.measures import NOT_TOLD_APART, Family
from analytics.models import Topic
from analytics.models.topics import SUBJECT_NAMES
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
    Family.ROUTE: {str(value): str(label) for value, label in Answer.Route.choices},
    Family.TONE: {"pleased": "Pleased", "plain": "Plain", "troubled": "Troubled"},
    Family.LANGUAGE: {"en": "English", "es": "Spanish"},
    Family.OPINION: {"helpful": "Helpful", "unhelpful": "Not helpful"},
    Family.FAULT: {str(value): str(label) for value, label in Feedback.Reason.choices},
}
_NO_CLASS = "No class"
_UNSAID = {"unsaid": "No reason given", "other": "Other"}
NOT_APART = "Not told apart"
GONE = "No longer there"
MOST_TERMS = 3


def names_of(family: Family) -> Callable[[str], str]:
    """Return what gives the name of a part of this family."""
    if family in _FIXED:
        names = _FIXED[family]
    elif family is Family.CLASS:
        names = {str(pk): label for pk, label in BenefitClass.objects.values_list("pk", "label")}
    elif family in (Family.DOCUMENT, Family.OPENED):
        names = {str(pk): title for pk, title in Document.objects.values_list("pk", "title")}
    elif family in (Family.TOPIC, Family.TOPIC_UNANSWERED, Family.TOPIC_UNHELPFUL):
        names = {str(topic.pk): topic_name(topic) for topic in Topic.objects.defer("middle")}
    else:
        names = {}
    fallback = GONE if family in (Family.CLASS, Family.DOCUMENT, Family.OPENED, Family.TOPIC) else ""
    return lambda part: _name(family, part, names) or fallback or part.replace("_", " ").capitalize()


def topic_name(topic: Topic) -> str:
    if topic.subject:
        return SUBJECT_NAMES.get(topic.subject, topic.subject)
    return topic.title or ", ".join(topic.terms[:MOST_TERMS]) or "A topic without words that enough people used"


def _name(family: Family, part: str, names: Mapping[str, str]) -> str:
    if part == NOT_TOLD_APART:
        return NOT_APART
    if family is Family.CLASS and not part:
        return _NO_CLASS
    return names.get(part) or _UNSAID.get(part, "")
