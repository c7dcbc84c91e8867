"""What questions are about, and what HR has made of what was recommended.

A topic stays what it was when it came up: its middle never moves, so a question is counted once and for good. Nothing
here holds words of one person: terms are those that enough people used.
"""

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from analytics.models.rule import FEWEST_FIRST
from chat.models import Question

TERM_LIMIT, TITLE_LIMIT, KEY_LIMIT = 60, 80, 120
MOST_TERMS_OF_NAME = 3
_OF_SUBJECTS = uuid.UUID("5b0f2f0e-6c1c-4b57-9d0a-6a2f7a0a5d11")
OTHER_SUBJECT = "other"
# What people would least want anybody to know they asked about: told by these names and by no word of theirs.
SUBJECT_NAMES: Mapping[str, str] = {
    "complaint": "Complaints and rights",
    "mind": "Mental health and counseling",
    "substance": "Substance use",
    "family": "Pregnancy and family planning",
    "leaving": "Leaving the company and COBRA",
    "leave": "Leave and disability",
    OTHER_SUBJECT: "Other sensitive subjects",
}


def topic_id(subject: str) -> uuid.UUID:
    """Return the id that the topic of a sensitive subject has at every client."""
    return uuid.uuid5(_OF_SUBJECTS, subject)


class Topic(models.Model):
    # Made from the questions it came up with: the same questions make the same topic.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # One of SUBJECT_NAMES, with a fixed name and no terms; "" for what was found.
    subject = models.CharField(max_length=20, blank=True)
    model = models.CharField(max_length=80, blank=True)  # whose vectors it is known by
    middle = models.BinaryField(default=bytes)  # the mean of its first questions' vectors, 32-bit numbers
    terms = ArrayField(models.CharField(max_length=TERM_LIMIT), default=list)  # the most telling first
    # How many people used each of them; empty where it is only known that as many did as are ever enough.
    term_people = ArrayField(models.PositiveIntegerField(), default=list, db_default=[])
    title = models.CharField(max_length=TITLE_LIMIT, blank=True)  # a model's, from the terms alone
    first_day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=~Q(subject=""), name="topic_subject_once"),
            models.CheckConstraint(condition=Q(subject="") | Q(terms=[], title=""), name="topic_subject_wordless"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_sensitive(self) -> bool:
        return bool(self.subject)

    @property
    def people_of_terms(self) -> list[int]:
        return list(self.term_people) or [FEWEST_FIRST] * len(self.terms)

    def terms_of(self, fewest: int) -> list[str]:
        """Return the terms that so many people used."""
        return [term for term, people in zip(self.terms, self.people_of_terms, strict=True) if people >= fewest]

    def name_for(self, fewest: int) -> str:
        """Return what it is called where so many people must be behind each word; a title says all of its terms."""
        if self.subject:
            return SUBJECT_NAMES.get(self.subject, self.subject)
        terms = self.terms_of(fewest)
        title = self.title if len(terms) == len(self.terms) else ""
        return title or ", ".join(terms[:MOST_TERMS_OF_NAME]) or "A topic without words that enough people used"


class TopicQuestion(models.Model):
    """That a question was looked at, and which topic it is of. It goes with the question."""

    question = models.OneToOneField(Question, primary_key=True, on_delete=models.CASCADE, related_name="of_topic")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.SET_NULL, related_name="questions")
    # None of the topics there are: kept to be put together with others that fit none.
    vector = models.BinaryField(default=bytes)
    model = models.CharField(max_length=80, blank=True)
    counted = models.PositiveSmallIntegerField(default=0)  # attempts at an answer that were counted
    is_fault_counted = models.BooleanField(default=False)  # that somebody marked its answer as unhelpful

    class Meta:
        indexes = [models.Index(fields=["topic"], name="topic_question_open", condition=Q(topic=None))]

    def __str__(self) -> str:
        return str(self.pk)


class AdviceDecision(models.Model):
    """That HR has followed a recommendation, or wants none of it. It comes back when there is much more behind it."""

    class State(models.TextChoices):
        DONE = "done", "Done"
        DISMISSED = "dismissed", "Dismissed"

    key = models.CharField(primary_key=True, max_length=KEY_LIMIT)  # analytics.insights.advice.Advice.key
    state = models.CharField(max_length=10, choices=State.choices)
    weight = models.PositiveIntegerField(default=0)  # of the evidence then
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
