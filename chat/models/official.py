"""Answers that HR has written: what is asked so is answered with that very text, before anything is searched."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.audience import Hours, WorkState
from benefits.audience import MeantFor

TEXT_LIMIT = 4000
WORDING_LIMIT = 300
OFFICIAL_RANK = 2  # as what describes a plan by law: behind its terms alone


class OfficialAnswerQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(state=OfficialAnswer.State.PUBLISHED)

    def in_force(self, day: date) -> Self:
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.published().filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class OfficialAnswer(models.Model):
    class State(models.TextChoices):
        WRITTEN = "written", "Waits for approval"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.TextField(max_length=TEXT_LIMIT)  # Markdown
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    audience = ArrayField(models.CharField(max_length=30), default=list, blank=True)  # class codes; [] = every class
    work_states = ArrayField(models.CharField(max_length=2, choices=WorkState.choices), default=list, blank=True)
    hours = models.CharField(max_length=10, blank=True, choices=Hours.choices)  # "" = full and part time
    plan_year = models.CharField(max_length=20, blank=True)  # label; "" = any year
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    # Where it comes from: a published document and its page, or a person or decision by name.
    document = models.ForeignKey("knowledge.Document", null=True, blank=True, on_delete=models.SET_NULL)
    page_number = models.PositiveIntegerField(null=True, blank=True)
    is_from_document = models.BooleanField(default=False)  # True with no document: the document is gone
    decided_by = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITTEN)
    number = models.PositiveIntegerField(default=1)  # of its newest version
    gap = models.ForeignKey("chat.Gap", null=True, on_delete=models.SET_NULL, related_name="official_answers")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects = OfficialAnswerQuerySet.as_manager()

    class Meta:
        ordering = ("-written_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="official_dates_in_order",
            ),
            models.CheckConstraint(condition=Q(is_from_document=True) | ~Q(decided_by=""), name="official_has_source"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def meant_for(self) -> MeantFor:
        return MeantFor(tuple(self.audience), tuple(self.work_states), self.hours)

    @property
    def question(self) -> str:
        """Its first wording, by which HR knows it."""
        return next((wording.text for wording in self.wordings.all()), "")


class OfficialWording(models.Model):
    """One way in which it is asked."""

    answer = models.ForeignKey(OfficialAnswer, on_delete=models.CASCADE, related_name="wordings")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=WORDING_LIMIT)
    model = models.CharField(max_length=80, blank=True)  # that made the vector; another one's are not compared
    values = models.BinaryField(null=True)  # of the vector, little-endian floats of four bytes

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["answer", "position"], name="official_wording_once")]

    def __str__(self) -> str:
        return self.text


class OfficialVersion(models.Model):
    """What it said since a day, and what was done then. Never changed: an answer that was given points at it."""

    class Act(models.TextChoices):
        WRITTEN = "written", "Written"
        CHANGED = "changed", "Changed"
        APPROVED = "approved", "Approved and published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    answer = models.ForeignKey(OfficialAnswer, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=Act.choices)
    told = models.JSONField()  # chat.official.write.as_told
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="official_version_once")]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.number}"
