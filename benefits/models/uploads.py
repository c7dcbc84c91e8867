"""Workbooks of the catalogue between being read and being taken over."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class CatalogueUpload(models.Model):
    """A workbook that somebody looks at before it is taken over, as it was read; or a template of an operator's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=200, blank=True)
    lines = models.JSONField()  # benefits.workbook.read.BookLine
    notes = models.JSONField(default=list)  # sentences on what was left out
    is_template = models.BooleanField(default=False)  # what it says comes of an operator's template, not of a paper
    unfilled = models.JSONField(default=list)  # of a template: {line, reasons} of rows that cannot stand as they are
    seen = models.JSONField()  # of each line: what it would have done when it was read
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return self.file_name or str(self.made_at)
