"""What people asked in vain. Of who asked nothing is kept that HR could read back, of how they asked no sentence
(record 0028).
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Gap(models.Model):
    """Questions of one meaning that were not answered."""

    class Reason(models.TextChoices):
        """Why the answer was not the one hoped for; the first is the weightiest."""

        ASKED_HR = "asked_hr", "Handed over to HR"
        COMPLAINT = "complaint", "Said to be wrong or no help"
        CONFLICT = "conflict", "Documents disagree"
        NOT_PROVEN = "not_proven", "A figure could not be proven"
        NOT_FOUND = "not_found", "Not in the documents"
        BEYOND = "beyond", "No document can tell"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "answered", "Answered"
        DISMISSED = "dismissed", "Dismissed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    marks = models.JSONField(default=list)  # what tells it apart (chat.meaning)
    ideas = models.JSONField(default=list)  # what it is about, as terms
    language = models.CharField(max_length=5, default="en")
    is_sensitive = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    first_month = models.DateField()  # the first day of the month; a day could be somebody's
    last_month = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False)  # made up for the demonstration

    class Meta:
        ordering = ("-last_month", "pk")

    def __str__(self) -> str:
        return str(self.pk)


class GapPerson(models.Model):
    """That somebody asked it, whom only who holds the platform's key can tell to be the same again."""

    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="people")
    pseudonym = models.CharField(max_length=64)
    reason = models.CharField(max_length=12, choices=Gap.Reason.choices)
    words = models.JSONField(default=list)  # in order of the alphabet, once each: no sentence can be made of them
    month = models.DateField()
    collected_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gap", "pseudonym"], name="gap_person_once")]

    def __str__(self) -> str:
        return self.pseudonym[:8]


class GapWish(models.Model):
    """That a person wants to be told once HR has answered. Theirs alone: HR sees neither who nor how many."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="wishes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Beside which it was said.
    answer = models.ForeignKey("chat.Answer", on_delete=models.CASCADE, related_name="wishes")
    created_at = models.DateTimeField(default=timezone.now)
    official = models.ForeignKey("chat.OfficialAnswer", null=True, on_delete=models.SET_NULL, related_name="+")
    told_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gap", "user"], name="gap_wish_once")]

    def __str__(self) -> str:
        return str(self.pk)
