"""How clients leave: what was asked and approved, how far each step is, and what is left to show for it."""

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from accounts.operator_field import operator_field
from tenants.models import Client, new_schema_name


class OffboardingQuerySet(models.QuerySet):
    def under_way(self) -> Self:
        return self.filter(finished_at__isnull=True, cancelled_at__isnull=True)


class Offboarding(models.Model):
    """One client's way out, from the day it was asked for to the certificate that nothing is left.

    The row outlives the client, and so do its steps: they name nobody but operators and the company.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="offboardings")
    status_before = models.CharField(max_length=20)  # what the client becomes again if it is called off
    reason = models.CharField(max_length=300)
    asked_by = operator_field()
    asked_at = models.DateTimeField(default=timezone.now)
    # The recorded owner's address, to look for it wherever it may still be; and, noted once before anything goes, whom
    # to write to then (platform_admin.contacts). Both are emptied when the certificate was mailed.
    owner_email = models.EmailField(blank=True)
    contacts = models.JSONField(default=list)
    # The export lies under a name of its own, so that it outlives the client's files if deletion comes sooner.
    export_folder = models.CharField(max_length=63, default=new_schema_name)
    export_file = models.UUIDField(default=uuid.uuid4)
    export_bytes = models.PositiveBigIntegerField(null=True)
    export_sha256 = models.CharField(max_length=64, blank=True)
    exported_at = models.DateTimeField(null=True)
    export_deleted_at = models.DateTimeField(null=True)
    link_number = models.PositiveIntegerField(default=1)  # of the owner's link that works; a new one ends the others
    hold_until = models.DateTimeField(null=True)  # None until the export is there
    sooner_asked_by = operator_field()
    sooner_asked_at = models.DateTimeField(null=True)
    sooner_reason = models.CharField(max_length=300, blank=True)
    sooner_approved_by = operator_field()
    sooner_approved_at = models.DateTimeField(null=True)
    # Noted before anything goes, to know afterwards what to look for.
    schemas = ArrayField(models.CharField(max_length=63), default=list)
    hosts = ArrayField(models.CharField(max_length=253), default=list)
    audit_head = models.JSONField(default=dict)  # number and hash of the last row of the client's own audit
    deletion_began_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancelled_by = operator_field()
    cancelled_at = models.DateTimeField(null=True)

    objects = OffboardingQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["client"], condition=models.Q(cancelled_at__isnull=True), name="offboarding_one_a_client"
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at__isnull=True) | models.Q(deletion_began_at__isnull=True),
                name="offboarding_not_cancelled_once_deleting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.asked_at:%Y-%m-%d}"

    @property
    def is_over(self) -> bool:
        return self.finished_at is not None or self.cancelled_at is not None

    @property
    def may_be_cancelled(self) -> bool:
        return not self.is_over and self.deletion_began_at is None

    @property
    def has_export(self) -> bool:
        return self.exported_at is not None and self.export_deleted_at is None


class OffboardingStep(models.Model):
    """One step, which may be run again at any time."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "At work"
        DONE = "done", "Done"
        FAILED = "failed", "Stopped"

    offboarding = models.ForeignKey(Offboarding, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20)  # platform_admin.offboarding.steps.STEPS
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)  # 0: not known, or nothing to count
    found = models.JSONField(default=dict)  # what was found and removed: kind -> count
    failure = models.CharField(max_length=500, blank=True)  # a sentence for operators
    started_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["offboarding", "name"], name="offboarding_step_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def percent(self) -> int | None:
        return min(100, 100 * self.done // self.total) if self.total else None


class DeletionCertificate(models.Model):
    """What was deleted of a client, in words that can be checked: never changed, kept as long as the audit."""

    number = models.CharField(primary_key=True, max_length=20)
    offboarding = models.OneToOneField(Offboarding, on_delete=models.PROTECT, related_name="certificate")
    content = models.TextField()  # canonical JSON
    sha256 = models.CharField(max_length=64)  # of exactly these bytes
    signature = models.CharField(max_length=64)  # of number and hash, by the platform's secret key
    issued_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-issued_at",)

    def __str__(self) -> str:
        return self.number
