"""Questions that a person has sent on, to the HR team or to a carrier, in words they have seen and approved."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from benefits.models import Contact

HANDOVER_LIMIT = 4000
REPLY_LIMIT = 4000
MOST_ATTEMPTS = 5
LOST_AFTER = timedelta(minutes=2)
REPLY_AWAITED = timedelta(days=60)  # as long as a carrier's link works; a conversation is kept for it


class HandOverQuerySet(models.QuerySet):
    def of(self, user: models.Model) -> Self:
        return self.filter(user=user)

    def awaiting_reply(self, now: datetime) -> Self:
        unanswered = self.filter(replied_at__isnull=True, created_at__gt=now - REPLY_AWAITED)
        return unanswered.exclude(state=HandOver.State.FAILED)

    def waiting(self, now: datetime) -> Self:
        """Not sent, and nobody has tried for a while."""
        is_left = Q(tried_at__isnull=True, created_at__lt=now - LOST_AFTER) | Q(tried_at__lt=now - LOST_AFTER)
        return self.filter(is_left, state=HandOver.State.WAITING)


class HandOver(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Not sent"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey("chat.Conversation", on_delete=models.CASCADE, related_name="handovers")
    answer = models.ForeignKey("chat.Answer", null=True, on_delete=models.SET_NULL, related_name="handovers")
    token = models.UUIDField(unique=True)  # made from what the page sends: pressed twice, it is sent once
    text = models.TextField(max_length=HANDOVER_LIMIT)
    is_named = models.BooleanField(default=False)
    is_masked = models.BooleanField(default=False)
    category = models.CharField(max_length=20, choices=Contact.Role.choices)
    recipient = models.CharField(max_length=120)  # the contact's name and address as they were
    recipient_email = models.EmailField()
    language = models.CharField(max_length=5, default="en")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    reply = models.TextField(max_length=REPLY_LIMIT, blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    replied_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return str(self.pk)
