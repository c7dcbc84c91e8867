"""What employees think of the assistant, asked so that nobody can tell who said what.

An answer holds the score, the reasons and the month. That somebody was asked is written apart from it, under a keyed
hash of the person; the two tables have nothing in common.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MOST_ANSWERS_BEFORE = 100


class SurveyRule(models.Model):
    """Whether this company's employees are asked; without a row they are not."""

    is_on = models.BooleanField(default=False)
    answers_before = models.PositiveSmallIntegerField(default=5)  # a person has had this many before being asked

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="survey_rule_once"),
            models.CheckConstraint(
                condition=Q(answers_before__gte=1, answers_before__lte=MOST_ANSWERS_BEFORE),
                name="survey_rule_answers",
            ),
        ]

    def __str__(self) -> str:
        return "on" if self.is_on else "off"


class SurveyAsked(models.Model):
    mark = models.CharField(primary_key=True, max_length=64)  # analytics.survey.mark_of
    month = models.DateField()  # its first day: a day would tell whose an answer of few is

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(month__day=1), name="survey_asked_month")]

    def __str__(self) -> str:
        return self.mark[:8]


class SurveyAnswer(models.Model):
    class Reason(models.TextChoices):
        QUICK = "quick", _("It was quick")
        RIGHT = "right", _("It was right")
        CLEAR = "clear", _("Easy to understand")
        SOURCES = "sources", _("It shows its sources")
        NOT_FOUND = "not_found", _("It did not find what I asked")
        WRONG = "wrong", _("It was wrong")
        UNCLEAR = "unclear", _("Hard to understand")
        SLOW = "slow", _("It was slow")

    # Random, so that neither its number nor its place tells who came before.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    score = models.PositiveSmallIntegerField()  # 0 to 10
    reasons = ArrayField(models.CharField(max_length=12, choices=Reason.choices), default=list, blank=True)
    month = models.DateField(db_index=True)  # its first day

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(score__lte=10), name="survey_score"),
            models.CheckConstraint(condition=Q(month__day=1), name="survey_month"),
        ]

    def __str__(self) -> str:
        return f"{self.score} in {self.month:%Y-%m}"
