"""What was answered and from what, kept apart from the chats."""

import uuid

from django.db import models
from django.utils import timezone


class Receipt(models.Model):
    """What was answered and from what, for as long as it may have to be proven. It names nobody, and nobody can change
    it: a client's role may write it and read it (tenants.schemas), and the text has its hash beside it.

    Bound to its answer by the answer's id alone, so that it stays when the chat is deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer_id = models.UUIDField(unique=True)
    content = models.TextField()  # canonical JSON, chat.receipts.Content
    sha256 = models.CharField(max_length=64)  # of `content`
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return str(self.pk)
