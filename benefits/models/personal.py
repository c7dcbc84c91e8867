"""What people have said of themselves so that answers and pages begin with it. Kept with their consent alone."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from benefits.models.reviewed import one_of


class ToldKind(models.TextChoices):
    COVERAGE = "coverage", "Whom the coverage is for"
    HIRED = "hired", "First day at work"


class ToldFactQuerySet(models.QuerySet):
    def kept(self) -> Self:
        """All but what was forgotten while a legal hold kept it from being erased."""
        return self.filter(put_away_at__isnull=True)


class ToldFact(models.Model):
    """One thing that a person has told and agreed to be kept. Nobody but them is shown it.

    No names, no days of birth and nothing of anybody's health: what may be told is this list and no free text.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=ToldKind.choices)
    value = models.CharField(max_length=10, blank=True)  # a tier or a day; "": the day that the employer's list has
    consented_at = models.DateTimeField()
    is_used = models.BooleanField(default=True)
    put_away_at = models.DateTimeField(null=True)

    objects = ToldFactQuerySet.as_manager()

    class Meta:
        ordering = ("kind",)
        constraints = [
            one_of("told_fact_kind_known", "kind", ToldKind),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(put_away_at__isnull=True), name="told_fact_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.pk}"
