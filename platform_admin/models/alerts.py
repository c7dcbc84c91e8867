"""What operators are told of without asking, and the addresses of programs that are told as well."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.operator_field import operator_field
from tenants.models import Client


class Severity(models.TextChoices):
    CRITICAL = "critical", "Critical"
    WARNING = "warning", "Warning"


class Alert(models.Model):
    """Something that is wrong, from the moment it was seen until it is over. At most one is open under a key."""

    Severity = Severity

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=120)  # "<rule>" or "<rule>:<of what>", the same for as long as the rule stands
    rule = models.CharField(max_length=30, db_index=True)
    severity = models.CharField(max_length=10, choices=Severity.choices)
    client = models.ForeignKey(Client, null=True, on_delete=models.CASCADE, related_name="alerts")
    title = models.CharField(max_length=200)
    text = models.TextField()
    opened_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)  # when it was last mailed
    closed_at = models.DateTimeField(null=True)
    closing_told_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = operator_field()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-opened_at",)
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(closed_at__isnull=True), name="alert_one_open")
        ]

    def __str__(self) -> str:
        return self.title


class Webhook(models.Model):
    """An address that is sent what happens, as JSON that is signed with its secret."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    url = models.URLField(max_length=500)
    sealed_secret = models.TextField()  # tenants.sealed, with the id for its words
    made_by = operator_field()
    created_at = models.DateTimeField(default=timezone.now)
    failures = models.PositiveIntegerField(default=0)  # deliveries in a row that were given up
    disabled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return self.name


class WebhookDelivery(models.Model):
    """One message to one address, with what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DELIVERED = "delivered", "Delivered"
        GIVEN_UP = "given_up", "Given up"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=40)  # "alert.opened"
    body = models.TextField()  # the JSON as it is signed and sent
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)  # of the next attempt, while it waits
    status_code = models.PositiveSmallIntegerField(null=True)  # of the last answer
    trouble = models.CharField(max_length=60, blank=True)  # of the last attempt, as a code
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-created_at",)
        indexes = [
            models.Index(fields=["next_at"], name="delivery_waiting", condition=Q(state="waiting")),
            models.Index(fields=["webhook", "-created_at"], name="delivery_by_webhook"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.state}"
