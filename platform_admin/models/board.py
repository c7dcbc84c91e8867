"""What the installation's own checks found: of its parts, and of what keeps clients apart."""

import uuid

from django.db import models
from django.utils import timezone

from tenants.models import Client


class CanaryRun(models.Model):
    """One try to find at `other` what was planted at `client` (platform_admin.canary)."""

    class Outcome(models.TextChoices):
        HELD = "held", "Nothing leaked"
        LEAKED = "leaked", "Found at another client"
        BLIND = "blind", "Not found where it was planted"
        FAILED = "failed", "Could not be tried"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="canaries")
    other = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    layers = models.JSONField(default=list)  # platform_admin.canary.run.Found, as rows
    milliseconds = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ("-at",)
        indexes = [models.Index(fields=["client", "-at"], name="canary_by_client")]

    def __str__(self) -> str:
        return f"{self.client_id} {self.outcome}"


class PartState(models.Model):
    """How a part of the installation was when it was last looked at."""

    class State(models.TextChoices):
        OK = "ok", "Works"
        DEGRADED = "degraded", "Works with limits"
        DOWN = "down", "Does not work"
        UNUSED = "unused", "Not in use"

    name = models.CharField(primary_key=True, max_length=30)  # platform_admin.status.parts
    state = models.CharField(max_length=10, choices=State.choices)
    words = models.CharField(max_length=200, blank=True)  # what was seen, for operators
    figures = models.JSONField(default=dict)  # of queues: {"waiting": messages, "oldest_seconds": age of the oldest}
    since = models.DateTimeField(default=timezone.now)  # of this state
    checked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.name} {self.state}"


class ComponentDay(models.Model):
    """How often a component of the status page was looked at on one day (UTC), and how it was."""

    component = models.CharField(max_length=20)  # platform_admin.status.components.Component
    day = models.DateField(db_index=True)
    checks = models.PositiveIntegerField(default=0)
    degraded = models.PositiveIntegerField(default=0)
    down = models.PositiveIntegerField(default=0)
    is_made_up = models.BooleanField(default=False)  # for the demonstration

    class Meta:
        ordering = ("component", "day")
        constraints = [models.UniqueConstraint(fields=["component", "day"], name="component_day_once")]

    def __str__(self) -> str:
        return f"{self.component} {self.day}"
