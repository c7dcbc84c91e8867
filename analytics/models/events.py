"""What happened, as the pages and the workers told it, under a pseudonym that changes with each quarter."""

import uuid

from django.db import models

from tenants.events import Kind


class Event(models.Model):
    # Given by whoever tells it, and ordered by time: what comes twice is one event.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    name = models.CharField(max_length=60, blank=True)  # which page, tool or action
    at = models.DateTimeField()
    person = models.CharField(max_length=32, blank=True)  # tenants.events.pseudonym_of; "" for programs
    schema_version = models.PositiveSmallIntegerField()
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["at"], name="event_at")]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="event_kind"),
            models.CheckConstraint(condition=models.Q(schema_version__gte=1), name="event_schema_version"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class PersonNumber(models.Model):
    """The number a pseudonym has in the rollups of its quarter; once these rows are gone, no number is anybody's."""

    quarter = models.DateField()  # its first day
    person = models.CharField(max_length=32)
    number = models.PositiveIntegerField()  # from 0, without holes: its bit in the rollups

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quarter", "person"], name="person_number_of_quarter"),
            models.UniqueConstraint(fields=["quarter", "number"], name="person_number_once"),
            models.CheckConstraint(
                condition=models.Q(quarter__day=1, quarter__month__in=(1, 4, 7, 10)), name="person_number_quarter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.quarter}"
