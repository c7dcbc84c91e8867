"""Counts of a client, and nothing else of it: no words, no names of people.

Pages for operators read these rows alone, so that a thousand clients cost as many queries as one.
"""

from django.db import models
from django.utils import timezone

from tenants.models import Client


class ClientDay(models.Model):
    """What happened at a client on one day (UTC). Counts of a day never fall: who erases a chat does not undo it."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(db_index=True)
    active = models.PositiveIntegerField(default=0)  # people who signed in or asked
    active_30 = models.PositiveIntegerField(default=0)  # in the 30 days up to and with this one
    messages = models.PositiveIntegerField(default=0)  # questions; pleas for help and private ones are in no count
    answered = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)  # honestly not answered, or left to somebody else
    failed = models.PositiveIntegerField(default=0)  # broke off, or could not be worked out
    unproven = models.PositiveIntegerField(default=0)  # answers of which a statement was taken out
    helpful = models.PositiveIntegerField(default=0)
    unhelpful = models.PositiveIntegerField(default=0)
    tokens = models.PositiveBigIntegerField(default=0)  # of language models, sent and said
    cost_usd = models.DecimalField(max_digits=14, decimal_places=6, default=0)  # of language models
    embedded_tokens = models.PositiveBigIntegerField(default=0)  # of passages that were made ready for search
    ocr_pages = models.PositiveIntegerField(default=0)  # pages whose text was read from a picture
    stored_bytes = models.PositiveBigIntegerField(default=0)  # as they stood when the day was last measured
    people = models.PositiveIntegerField(default=0)  # with an open account, then
    handovers = models.PositiveIntegerField(default=0)  # questions that people sent to HR or a carrier
    invited = models.PositiveIntegerField(default=0)  # who had not come yet, likewise
    health = models.PositiveSmallIntegerField(null=True)  # as it stood when the day was last measured
    is_made_up = models.BooleanField(default=False)  # for the demonstration; of nothing that happened

    class Meta:
        ordering = ("day",)
        constraints = [models.UniqueConstraint(fields=["client", "day"], name="client_day_once")]

    def __str__(self) -> str:
        return f"{self.client_id} {self.day}"


class ClientFigures(models.Model):
    """How a client stands now, as last measured."""

    client = models.OneToOneField(Client, on_delete=models.CASCADE, primary_key=True, related_name="figures")
    measured_at = models.DateTimeField(default=timezone.now)
    failure = models.CharField(max_length=200, blank=True)  # why the last attempt to measure came to nothing
    people = models.PositiveIntegerField(default=0)  # with an open account
    invited = models.PositiveIntegerField(default=0)  # who has not come yet
    active_30 = models.PositiveIntegerField(default=0)
    messages_30 = models.PositiveIntegerField(default=0)
    answered_30 = models.PositiveIntegerField(default=0)
    refused_30 = models.PositiveIntegerField(default=0)
    failed_30 = models.PositiveIntegerField(default=0)
    # Of the answered and refused; null where nothing was asked. Kept, so that a list can be sorted by it.
    answered_rate = models.FloatField(null=True)
    # Of the answered: those of which nothing had to be taken out. Null where nothing was answered.
    verified_rate = models.FloatField(null=True)
    refusals = models.JSONField(default=dict)  # chat.models.Answer.Reason -> questions in 30 days
    cost_30_usd = models.DecimalField(max_digits=14, decimal_places=6, default=0)
    documents = models.PositiveIntegerField(default=0)  # published
    kept_documents = models.PositiveIntegerField(default=0)
    stuck_documents = models.PositiveIntegerField(default=0)
    failed_documents = models.PositiveIntegerField(default=0)
    ending_documents = models.PositiveIntegerField(default=0)  # published, over within 30 days, with no successor
    pages = models.PositiveIntegerField(default=0)
    pictures = models.PositiveIntegerField(default=0)  # pages whose text was read from a picture
    stored_bytes = models.PositiveBigIntegerField(default=0)
    open_gaps = models.PositiveIntegerField(default=0)
    oldest_gap = models.DateField(null=True)  # the month since which an open gap waits
    waiting_handovers = models.PositiveIntegerField(default=0)
    tests = models.PositiveIntegerField(default=0)  # active test questions that were asked
    tests_right = models.PositiveIntegerField(default=0)
    critical_failing = models.PositiveIntegerField(default=0)
    plan_year_ends = models.DateField(null=True)  # the running one
    has_next_year = models.BooleanField(default=False)  # a plan year follows the running one
    lacks_next_year = models.BooleanField(default=False)  # the plan year ends within 90 days and none follows
    health = models.PositiveSmallIntegerField(null=True)  # 0 to 100; null before the first measuring
    health_parts = models.JSONField(default=list)  # platform_admin.figures.health.Part, as rows

    def __str__(self) -> str:
        return str(self.client_id)

    @property
    def answered_percent(self) -> int | None:
        return None if self.answered_rate is None else round(100 * self.answered_rate)

    @property
    def verified_percent(self) -> int | None:
        return None if self.verified_rate is None else round(100 * self.verified_rate)

    @property
    def tests_percent(self) -> int | None:
        return round(100 * self.tests_right / self.tests) if self.tests else None


class ClientScores(models.Model):
    """What a client's employees said, in a month, of recommending the assistant; only where enough of them did."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="scores")
    month = models.DateField()  # its first day
    promoters = models.PositiveIntegerField(default=0)  # 9 and 10
    passives = models.PositiveIntegerField(default=0)  # 7 and 8
    detractors = models.PositiveIntegerField(default=0)  # 0 to 6
    is_made_up = models.BooleanField(default=False)  # for the demonstration

    class Meta:
        ordering = ("month",)
        constraints = [models.UniqueConstraint(fields=["client", "month"], name="client_scores_once")]

    def __str__(self) -> str:
        return f"{self.client_id} {self.month}"


class TrialNotice(models.Model):
    """That a client's owner was told of the end of one trial; with another last day it is another one."""

    class Kind(models.TextChoices):
        WEEK = "week", "It ends within a week"
        DAY = "day", "It ends tomorrow or today"
        OVER = "over", "It is over"

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="trial_notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    until = models.DateField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "kind", "until"], name="trial_notice_once")]

    def __str__(self) -> str:
        return f"{self.client_id} {self.kind} {self.until}"


class LimitNotice(models.Model):
    """That a client was told of one limit; monthly ones are told of again the next month."""

    class Level(models.TextChoices):
        NEARLY_FULL = "nearly_full", "Nearly all is used"
        FULL = "full", "All is used"

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="limit_notices")
    limit = models.CharField(max_length=30)  # tenants.limits.Limit
    level = models.CharField(max_length=15, choices=Level.choices)
    month = models.CharField(max_length=7, blank=True)  # "2026-11"; "" for what is not counted by the month
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "limit", "level", "month"], name="limit_notice_once")]

    def __str__(self) -> str:
        return f"{self.client_id} {self.limit} {self.level}"
