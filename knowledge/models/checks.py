"""What HR checks with: warnings, the coverage map, and measurements of search."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.audience_fields import OfAudience
from knowledge.models.documents import Document, DocumentVersion


class DocumentWarningQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(dismissed_at__isnull=True)

    def about(self, document_id: uuid.UUID) -> Self:
        """Those of a document, and those another has because of it."""
        return self.filter(Q(document=document_id) | Q(other=document_id))


class DocumentWarning(models.Model):
    """What HR should look at: a document, or two that do not go together (warnings/warn.py). One row a pair."""

    class Kind(models.TextChoices):
        EXPIRED = "expired", "Expired and still published"
        OVERLAP = "overlap", "Two for the same"
        NEAR_DUPLICATE = "near_duplicate", "Almost the same text"
        CONTRADICTION = "contradiction", "Different numbers"
        MISSING = "missing", "Missing for a plan"
        LIMIT = "limit", "Against a federal limit"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Document, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    key = models.CharField(max_length=64)  # what it is about, so that the same warning is known again
    detail = models.JSONField(default=dict)  # what is shown; a dismissed warning whose detail changes is open again
    found_at = models.DateTimeField(default=timezone.now)
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = DocumentWarningQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "key")
        constraints = [models.UniqueConstraint(fields=["document", "kind", "key"], name="document_warning_unique")]

    def __str__(self) -> str:
        return self.get_kind_display()


class KeptClaims(models.Model):
    """What the sentences and tables of a version claim, and under what they were read (warnings/reading.py)."""

    version = models.OneToOneField(DocumentVersion, primary_key=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    claims = models.JSONField()

    def __str__(self) -> str:
        return str(self.pk)


class CoverageMap(models.Model):
    """Which topics the published documents cover, as last drawn (evaluation/coverage_map.py). One row a client."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    content = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)  # of the documents and the day it was drawn from
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="coverage_map_is_one")]

    def __str__(self) -> str:
        return self.fingerprint


class Evaluation(OfAudience):
    """One run of questions with known right pages against search (knowledge/evaluation/evaluate.py)."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    OPEN = (Status.WAITING, Status.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lines = models.TextField()  # one question a line, as JSON
    k = models.PositiveSmallIntegerField(default=5)
    day = models.DateField()
    include_unpublished = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    failure = models.CharField(max_length=400, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)  # knowledge.evaluation.evaluate.Report.as_json()
    lease = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN
