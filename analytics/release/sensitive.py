"""Which parts of a family are about what people would least want anybody to know they asked about."""

from collections.abc import Callable

from analytics.measures import Family
from analytics.models import Topic
from chat.models import Answer
from chat.usage import is_personal
from knowledge.models import Document

_TOPICS = (Family.TOPIC, Family.TOPIC_UNANSWERED, Family.TOPIC_UNHELPFUL)
_DOCUMENTS = (Family.DOCUMENT, Family.OPENED)
_REASONS = (Answer.Reason.MEDICAL, Answer.Reason.LEGAL)  # not to answer: what was asked for says what troubles one
_NO_SUBJECTS = (Family.CLASS, Family.LANGUAGE, Family.TONE)  # a class "on leave" is nothing that is asked about


def sensitive_parts_of(family: Family) -> Callable[[str], bool]:
    """Return what tells of a part of this family whether it is sensitive; what is not there any more is."""
    if family in _NO_SUBJECTS:
        return lambda part: False
    if family in _TOPICS:
        plain = {str(pk) for pk in Topic.objects.filter(subject="").values_list("pk", flat=True)}
        return lambda part: part not in plain
    if family in _DOCUMENTS:
        plain = {str(pk) for pk, title in Document.objects.values_list("pk", "title") if not is_personal(title)}
        return lambda part: part not in plain
    if family is Family.REFUSAL:
        return lambda part: part in _REASONS
    return lambda part: is_personal(part.replace("_", " "))
