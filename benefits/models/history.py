"""Who changed what in the catalogue, when, from which figure to which; and a mark that is another after each change."""

import uuid

from django.db import models
from django.utils import timezone


class CatalogueChange(models.Model):
    """One row of the catalogue as it was and as it became, written with the change.

    A trigger refuses to change or to delete it.
    """

    class Kind(models.TextChoices):
        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        REVIEWED = "reviewed", "Reviewed"
        REMOVED = "removed", "Removed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=timezone.now)
    changed_by = models.UUIDField(null=True)  # a person; no pointer, for the row stays when they go
    kind = models.CharField(max_length=8, choices=Kind.choices)
    why = models.CharField(max_length=300, blank=True)
    table = models.CharField(max_length=30)
    row = models.UUIDField()
    about = models.CharField(max_length=300)  # the row in words, also when it is gone
    place = models.CharField(max_length=300, blank=True)  # of a removed row: its key, as catalogue.stored has it
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "table", "about")
        indexes = [
            models.Index(fields=["row", "-at"], name="catalogue_change_of_row"),
            models.Index(fields=["place"], condition=models.Q(kind="removed"), name="catalogue_change_removed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["added", "changed", "reviewed", "removed"]),
                name="catalogue_change_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.about}"


class CatalogueMark(models.Model):
    """One row, whose mark a trigger changes with whatever is written into the frame or the catalogue.

    It is changed in the writing transaction, so whoever reads it and then the rows never takes old rows for new ones.
    At random, for a backup that is brought back must not come to a number that has been.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    mark = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.mark)
