"""Which parts of a family are about what people would least want anybody to know they asked about."""

from collections.abc import Callable

from analytics.measures import NOT_TOLD_APART, Family
from analytics.models import Topic
from chat.usage import is_sensitive
from knowledge.models import Document

# Parts of these are numbers of rows; what they are about is said by a title.
_TITLES: dict[str, Callable[[], dict[str, str]]] = {}


def sensitive_parts_of(family: str) -> Callable[[str], bool]:
    """Return what tells of a part of this family whether it is sensitive; a part that no longer has a title is."""
    if family in (Family.CLASS, Family.LANGUAGE):  # a class "on leave" is no subject of a question
        return lambda part: False
    if family not in _TITLES:
        return lambda part: is_sensitive(part.replace("_", " "))
    titles = _TITLES[family]()
    return lambda part: part not in titles or is_sensitive(titles[part])


def titles_come_from(family: Family, titles: Callable[[], dict[str, str]]) -> None:
    """Have the parts of a family judged by these titles, by part."""
    _TITLES[family] = titles


def _documents() -> dict[str, str]:
    return {str(pk): title for pk, title in Document.objects.values_list("pk", "title")}


def _topics() -> dict[str, str]:
    """Return the words of topics, and none of those that are sensitive to begin with."""
    found = Topic.objects.filter(subject="")
    return {NOT_TOLD_APART: "", **{str(topic.pk): " ".join([topic.title, *topic.terms]) for topic in found}}


titles_come_from(Family.DOCUMENT, _documents)
titles_come_from(Family.OPENED, _documents)
titles_come_from(Family.TOPIC, _topics)
titles_come_from(Family.TOPIC_UNANSWERED, _topics)
titles_come_from(Family.TOPIC_UNHELPFUL, _topics)
