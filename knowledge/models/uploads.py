"""Files that came together, and what became of each."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from knowledge.models.documents import Document


class UploadBatch(models.Model):
    """Files that came together: a folder, an archive, or several chosen at once. Each has a line of its own below."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=255, blank=True)  # of the folder or archive
    # Stored until the last file in it has its line; empty when the files came by themselves.
    archive = models.FileField(max_length=120, blank=True)
    facts = models.JSONField(default=dict)  # what HR says about every file of an archive (ingestion/unpack.py)
    is_unpacking = models.BooleanField(default=False)
    stop_requested = models.BooleanField(default=False)
    failure = models.CharField(max_length=400, blank=True)
    file_count = models.PositiveIntegerField(default=0)  # in the archive, once somebody has looked
    lease = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name or str(self.pk)


class BatchFile(models.Model):
    """What became of one file of a batch when it was taken in; how far it is read stands with its document."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", "Taken in"
        KNOWN = "known", "Here already"
        REFUSED = "refused", "Not taken in"

    batch = models.ForeignKey(UploadBatch, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=400)  # in its folder or archive; only shown
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    detail = models.CharField(max_length=500, blank=True)
    # The new document, or the one that has the file already.
    document = models.ForeignKey(Document, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("path",)
        constraints = [models.UniqueConstraint(fields=["batch", "path"], name="batch_path_unique")]

    def __str__(self) -> str:
        return self.path
