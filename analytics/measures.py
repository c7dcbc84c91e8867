"""What is counted. A family is one way of looking at what happened; its parts are told beside one another.

Where each event has exactly one part of a family, the family is a partition: a part that must not be told could then
be had by subtraction from the others, so it is never hidden alone.
"""

from dataclasses import dataclass

from django.db import models

NOT_TOLD_APART = "~"  # the part in which those too small to be told are put together


class Family(models.TextChoices):
    ACTIVE = "active", "People who used the assistant in any way"
    QUESTIONS = "questions", "Questions asked"
    OUTCOME = "outcome", "How questions ended"
    PROOF = "proof", "Whether all of an answer was proven"
    REFUSAL = "refusal", "Why a question was not answered"
    ROUTE = "route", "Which way questions went"
    LANGUAGE = "language", "Languages of questions"
    CLASS = "class", "Benefit classes of those who asked"
    TOPIC = "topic", "What questions were about"
    TOPIC_UNANSWERED = "topic_unanswered", "What questions without an answer were about"
    TOPIC_UNHELPFUL = "topic_unhelpful", "What answers marked as unhelpful were about"
    TONE = "tone", "How questions sound"
    OPINION = "opinion", "What people think of answers"
    FAULT = "fault", "What people find wrong with answers"
    DOCUMENT = "document", "Documents that answers cite"
    OPENED = "opened", "Documents that people opened"
    TOOL = "tool", "Calculators and other tools that answers used"
    PAGE = "page", "Pages that were looked at"
    ACTION = "action", "What people did"
    SEARCH = "search", "Searches"
    HANDOVER = "handover", "Questions sent to a carrier"


@dataclass(frozen=True)
class Shape:
    is_partition: bool  # of what is counted as `of`
    of: Family | None = None
    has_parts: bool = True
    # Of a family that says more of some parts of another (every event of those is in it, and none else): which.
    of_parts: frozenset[str] = frozenset()
    # Whether it is told by a run of the night, which may leave some of what is counted out.
    is_later: bool = False


SHAPES: dict[Family, Shape] = {
    Family.ACTIVE: Shape(is_partition=True, has_parts=False),
    Family.QUESTIONS: Shape(is_partition=True, has_parts=False),
    Family.OUTCOME: Shape(is_partition=True, of=Family.QUESTIONS),
    Family.PROOF: Shape(is_partition=True, of=Family.OUTCOME, of_parts=frozenset({"answered"})),
    Family.REFUSAL: Shape(is_partition=True, of=Family.OUTCOME, of_parts=frozenset({"refused"})),
    # Cut by the part, and of answers alone: the way largely says what was proven, and a refusal is a way too. As shares
    # of the same answers, what one of them puts together would be what the other tells apart of it, less the rest.
    Family.ROUTE: Shape(is_partition=False),
    Family.LANGUAGE: Shape(is_partition=True, of=Family.QUESTIONS),
    Family.CLASS: Shape(is_partition=True, of=Family.QUESTIONS),
    Family.TOPIC: Shape(is_partition=True, of=Family.QUESTIONS, is_later=True),
    Family.TOPIC_UNANSWERED: Shape(is_partition=False),
    Family.TOPIC_UNHELPFUL: Shape(is_partition=False),
    Family.TONE: Shape(is_partition=True, of=Family.QUESTIONS, is_later=True),
    Family.OPINION: Shape(is_partition=True),
    Family.FAULT: Shape(is_partition=True, of=Family.OPINION, of_parts=frozenset({"unhelpful"})),
    Family.DOCUMENT: Shape(is_partition=False),
    Family.OPENED: Shape(is_partition=False),
    Family.TOOL: Shape(is_partition=False),
    Family.PAGE: Shape(is_partition=False),
    Family.ACTION: Shape(is_partition=False),
    Family.SEARCH: Shape(is_partition=True),
    Family.HANDOVER: Shape(is_partition=True, has_parts=False),
}
