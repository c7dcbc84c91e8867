"""Addresses that mails come back from, and mails that somebody wants no more of."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

SOFT_UNTIL = 5  # as many that came back, even if each was for a while, are no accident


class AddressTrouble(models.Model):
    """What a mail service said of an address. Gone once it is lifted, or the address is nobody's any more."""

    class Kind(models.TextChoices):
        HARD = "hard", "No mail can be delivered to this address"
        SOFT = "soft", "Mails came back, perhaps for a while"
        COMPLAINT = "complaint", "Whoever reads them has marked them as unwanted"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    kind = models.CharField(max_length=10, choices=Kind)
    times = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="address_trouble_once")]

    def __str__(self) -> str:
        return self.email

    @property
    def is_stopped(self) -> bool:
        return self.kind != self.Kind.SOFT or self.times >= SOFT_UNTIL


class MailChoice(models.Model):
    """Whether somebody wants a kind of mail, where they have said so."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)  # key of a MailKind
    is_wanted = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="mail_choice_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.is_wanted}"
