"""What is wrong with the installation, as operators tell it: on the status page, and on the pages of clients."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from accounts.operator_field import operator_field
from tenants.models import Client


class Incident(models.Model):
    class Severity(models.TextChoices):
        MAINTENANCE = "maintenance", "Maintenance"
        DEGRADED = "degraded", "Something is slow or limited"
        OUTAGE = "outage", "Something does not work"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    title_es = models.CharField(max_length=120)
    severity = models.CharField(max_length=12, choices=Severity.choices)
    components = ArrayField(models.CharField(max_length=20), default=list)  # platform_admin.status.components
    is_shown = models.BooleanField(default=True)  # on the status page and to clients; if not, to operators alone
    is_for_all = models.BooleanField(default=True)
    clients = models.ManyToManyField(Client, related_name="incidents", blank=True)  # unless it is for all
    opened_by = operator_field()
    opened_at = models.DateTimeField(default=timezone.now, db_index=True)
    resolved_at = models.DateTimeField(null=True)
    is_made_up = models.BooleanField(default=False)  # for the demonstration

    class Meta:
        ordering = ("-opened_at",)

    def __str__(self) -> str:
        return self.title


class IncidentUpdate(models.Model):
    """What is told of it, in the order it was written; the first tells what happened."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="updates")
    text = models.TextField(max_length=1000)
    text_es = models.TextField(max_length=1000)
    is_the_end = models.BooleanField(default=False)
    written_by = operator_field()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text
