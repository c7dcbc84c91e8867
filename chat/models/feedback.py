"""What people think of answers, and how long their conversations are kept."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.models.conversations import Answer

COMMENT_LIMIT = 1000  # characters
LEAST_KEPT_DAYS, USUALLY_KEPT_DAYS, MOST_KEPT_DAYS = 30, 90, 365


class Feedback(models.Model):
    """What the person who asked thinks of an answer. The comment is for nobody else."""

    class Reason(models.TextChoices):
        """What is not good about it."""

        NONE = "", ""
        WRONG = "wrong", _("Something in it is wrong")
        NOT_ASKED = "not_asked", _("It is not what I asked")
        INCOMPLETE = "incomplete", _("Something is missing")
        OUT_OF_DATE = "out_of_date", _("It is out of date")
        UNCLEAR = "unclear", _("It is hard to understand")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="feedback")
    is_helpful = models.BooleanField()
    reason = models.CharField(max_length=20, choices=Reason.choices, default=Reason.NONE, blank=True)
    comment = models.TextField(max_length=COMMENT_LIMIT, blank=True)  # identifiers are taken out before
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_helpful=False) | models.Q(reason="", comment=""), name="feedback_reason_of_fault"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class KeepingRule(models.Model):
    """How long the company keeps conversations. One row a client; without it, the usual time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    days = models.PositiveSmallIntegerField(default=USUALLY_KEPT_DAYS)
    singleton = models.BooleanField(default=True, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(singleton=True), name="keeping_rule_one_row"),
            models.CheckConstraint(
                condition=models.Q(days__gte=LEAST_KEPT_DAYS, days__lte=MOST_KEPT_DAYS), name="keeping_rule_days"
            ),
        ]

    def __str__(self) -> str:
        return str(self.days)
