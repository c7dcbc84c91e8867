"""Templates of plans as rows in `public`. A version is a workbook as it was read: lines of text, of no plan year."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.operator_field import operator_field

NAME_TAKEN = "There is a plan template of this name already. Give this one another, or add a version to that one."


class PlanTemplateQuerySet(models.QuerySet):
    def usable(self) -> Self:
        """What a client can begin with: kept at least once, and not laid aside."""
        return self.filter(versions__kept_at__isnull=False).exclude(status=PlanTemplate.Status.LAID_ASIDE).distinct()

    def offered(self) -> Self:
        return self.usable().filter(status=PlanTemplate.Status.OFFERED)


class PlanTemplate(models.Model):
    class Status(models.TextChoices):
        """Who can begin with it."""

        OWN = "own", "Operators, for new clients"
        OFFERED = "offered", "HR of every client as well"
        LAID_ASIDE = "laid_aside", "Nobody: it is laid aside"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    about = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OWN)
    made_by = operator_field()
    made_at = models.DateTimeField(default=timezone.now)

    objects = PlanTemplateQuerySet.as_manager()

    class Meta:
        ordering = (Lower("name"),)
        constraints = [
            models.UniqueConstraint(Lower("name"), name="plan_template_name_once", violation_error_message=NAME_TAKEN),
            models.CheckConstraint(
                condition=Q(status__in=["own", "offered", "laid_aside"]), name="plan_template_status_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def newest(self) -> "TemplateVersion | None":
        """The version that a client begins with."""
        return self.newest_on(None)

    def newest_on(self, at: datetime | None) -> "TemplateVersion | None":
        """Return the version that a client began with at a time; None: the one of now."""
        kept = Q(kept_at__lte=at) if at else Q(kept_at__isnull=False)
        return self.versions.filter(kept).order_by("number").last()


class TemplateVersion(models.Model):
    """What was read, to be looked at; once somebody keeps it, it has a number and never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.ForeignKey(PlanTemplate, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(null=True)
    origin = models.CharField(max_length=200)  # in words; of a client nothing is kept but that it was one
    lines = models.JSONField()  # benefits.workbook.read.BookLine
    classes = models.JSONField(default=dict)  # code -> label
    notes = models.JSONField(default=list)  # sentences on what was left out
    made_by = operator_field()
    made_at = models.DateTimeField(default=timezone.now)
    kept_by = operator_field()
    kept_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at",)
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_once"),
            models.CheckConstraint(
                condition=Q(kept_at__isnull=True, number__isnull=True)
                | Q(kept_at__isnull=False, number__isnull=False, number__gte=1),
                name="template_version_kept_has_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template}, version {self.number}" if self.number else f"{self.template}, not kept yet"
