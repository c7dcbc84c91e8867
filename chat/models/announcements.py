"""What HR tells employees on their first page for some days, and who has put it away."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.audience import Hours, WorkState
from benefits.audience import MeantFor

ANNOUNCEMENT_LIMIT = 2000
ANNOUNCEMENT_TITLE_LIMIT = 100
ANNOUNCEMENT_MOST_DAYS = 366


class AnnouncementQuerySet(models.QuerySet):
    def running(self, day: date) -> Self:
        """Shown on this day to whom they are for, the newest first."""
        published = self.filter(state=Announcement.State.PUBLISHED, first_day__lte=day, last_day__gte=day)
        return published.order_by("-first_day", "-published_at")


class Announcement(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        ENDED = "ended", "Ended"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=ANNOUNCEMENT_TITLE_LIMIT)
    text = models.TextField(max_length=ANNOUNCEMENT_LIMIT)  # Markdown, with links to employees' own pages
    title_es = models.CharField(max_length=ANNOUNCEMENT_TITLE_LIMIT, blank=True)
    text_es = models.TextField(max_length=ANNOUNCEMENT_LIMIT, blank=True)
    audience = ArrayField(models.CharField(max_length=30), default=list, blank=True)  # class codes; [] = every class
    work_states = ArrayField(models.CharField(max_length=2, choices=WorkState.choices), default=list, blank=True)
    hours = models.CharField(max_length=10, blank=True, choices=Hours.choices)  # "" = full and part time
    first_day = models.DateField()
    last_day = models.DateField()
    page = models.CharField(max_length=20, blank=True)  # a name in chat.announcements.links.PAGES; "" = none
    document = models.ForeignKey("knowledge.Document", null=True, blank=True, on_delete=models.SET_NULL)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    number = models.PositiveIntegerField(default=0)  # of its newest version
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ("-first_day", "-written_at")
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="announcement_days_in_order"),
            models.CheckConstraint(
                condition=Q(title_es="", text_es="") | ~Q(title_es="") & ~Q(text_es=""),
                name="announcement_spanish_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def meant_for(self) -> MeantFor:
        return MeantFor(tuple(self.audience), tuple(self.work_states), self.hours)

    @property
    def was_published(self) -> bool:
        """Whether it has ever been; one that is ended and never was is a draft that was put away."""
        return self.published_at is not None


class AnnouncementVersion(models.Model):
    """What it said since a day, and what was done then."""

    class Act(models.TextChoices):
        WRITTEN = "written", "Written"
        CHANGED = "changed", "Changed"
        PUBLISHED = "published", "Published"
        ENDED = "ended", "Ended"

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=Act.choices)
    told = models.JSONField()  # chat.announcements.write.as_told
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["announcement", "number"], name="announcement_version_once")]

    def __str__(self) -> str:
        return f"{self.announcement_id} {self.number}"


class DismissedAnnouncement(models.Model):
    """That a person wants it on their first page no longer. Theirs alone: nobody is shown it or counts it."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="dismissed")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["announcement", "user"], name="announcement_dismissed_once")]

    def __str__(self) -> str:
        return str(self.pk)
