"""What people did, append-only and chained: each row carries the hash of the row before it (record 0035).

A client's role may insert and read these rows, never change them; for whoever owns the table a trigger refuses it.
"""

import uuid

from django.db import models
from django.utils import timezone


class AuditEvent(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.BigIntegerField(unique=True)  # 1, 2, 3 … within the schema, without a gap
    at = models.DateTimeField(default=timezone.now, db_index=True)
    action = models.CharField(max_length=60, db_index=True)  # "document.published", "person.invited"
    actor_id = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=20, blank=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict)  # names and counts, never texts of questions or documents
    ip_address = models.CharField(max_length=45, blank=True)  # of operators alone, as is the request's id
    request_id = models.CharField(max_length=32, blank=True)
    previous = models.CharField(max_length=64)  # the hash of the row with the number before; tenants.audit.chain.ROOT
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)
        indexes = [models.Index(fields=["subject_id", "-number"], name="audit_of_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
