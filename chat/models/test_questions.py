"""Questions whose right answer HR knows, and what came of asking them."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.audience_fields import OfAudience
from chat.models.conversations import QUESTION_LIMIT


class TestQuestionQuerySet(models.QuerySet):
    def active(self) -> Self:
        return self.filter(is_active=True)


class TestQuestion(OfAudience):
    """A question with what its answer must be, kept by HR and asked again whenever something changes."""

    __test__ = False  # pytest takes what is called so for a test

    class Origin(models.TextChoices):
        HR = "hr", "Written by HR"
        FILE = "file", "From a file"
        START_PACK = "start_pack", "Proposed from your documents"
        OFFICIAL_ANSWER = "official_answer", "From an official answer"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.TextField(max_length=QUESTION_LIMIT)
    earlier = models.JSONField(default=list, blank=True)  # the conversation's questions before it, oldest first
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=5, default="en")
    day = models.DateField(null=True, blank=True)  # asked as on this day; null = on the day of the run
    expect = models.JSONField()  # as chat.evaluation.questions reads "expect"
    is_critical = models.BooleanField(default=False)  # a failure that is new holds back what would be published
    is_active = models.BooleanField(default=True)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.HR)
    official = models.ForeignKey("OfficialAnswer", null=True, on_delete=models.CASCADE, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = TestQuestionQuerySet.as_manager()

    class Meta:
        ordering = ("-is_critical", "created_at", "pk")

    def __str__(self) -> str:
        return self.name or str(self.pk)


class AnswerRun(models.Model):
    """All test questions of a client asked once, by one worker at a time (chat/evaluation/runs.py)."""

    class Cause(models.TextChoices):
        ON_DEMAND = "on_demand", "Asked for"
        NIGHTLY = "nightly", "Every night"
        ENGINE = "engine", "The model, its instructions or the search index changed"
        PUBLISH = "publish", "Before publishing"
        UNPUBLISH = "unpublish", "Before unpublishing"

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Asking"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    class Decision(models.TextChoices):
        """What became of the change that waited for the run."""

        NONE = "", ""
        RELEASED = "released", "Made"
        BLOCKED = "blocked", "Held back"
        OVERRIDDEN = "overridden", "Made all the same"
        WITHDRAWN = "withdrawn", "Withdrawn"

    OPEN = (Status.WAITING, Status.RUNNING)
    CHANGES = (Cause.PUBLISH, Cause.UNPUBLISH)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cause = models.CharField(max_length=12, choices=Cause.choices, default=Cause.ON_DEMAND)
    # What waits for the run: this version to be published, or the document to be taken back.
    document = models.ForeignKey("knowledge.Document", null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.ForeignKey("knowledge.DocumentVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    document_title = models.CharField(max_length=200, blank=True)
    is_scheduled = models.BooleanField(default=False)  # its day had come; nobody was waiting in front of the page
    decision = models.CharField(max_length=12, choices=Decision.choices, default=Decision.NONE, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    override_reason = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    failure = models.CharField(max_length=400, blank=True)
    # HR tries this question alone; such a run is compared with no other.
    only = models.ForeignKey(TestQuestion, null=True, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    fingerprint = models.JSONField(default=dict)  # chat.evaluation.runs.Engine: what answered
    published_mark = models.CharField(max_length=64, blank=True)  # which versions were published when it began
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    lease = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # since an answer was last kept
    restarts = models.PositiveSmallIntegerField(default=0)  # what is published changed while it asked
    heartbeat_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)
        constraints = [
            # Of two who publish the same document at once, one asks and both wait for it.
            models.UniqueConstraint(
                fields=["document"],
                name="answer_run_one_open_a_document",
                condition=models.Q(status__in=("waiting", "running"), document__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def is_of_change(self) -> bool:
        return self.cause in self.CHANGES

    @property
    def is_going_on(self) -> bool:
        """Whether there is something to wait for: its answers, or what becomes of the change."""
        waits = self.is_of_change and not self.decision and self.status != self.Status.CANCELLED
        return self.is_open or waits


class AnswerRunResult(OfAudience):
    """What one test question was answered in a run, and before it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(AnswerRun, on_delete=models.CASCADE, related_name="results")
    test_question = models.ForeignKey(TestQuestion, null=True, on_delete=models.SET_NULL, related_name="results")
    question = models.TextField()
    is_critical = models.BooleanField(default=False)
    day = models.DateField()
    has_passed = models.BooleanField()
    unmet = models.JSONField(default=list)  # what is wrong, a sentence's end each
    text = models.TextField(blank=True)
    cited = models.JSONField(default=list)  # "guide.pdf p. 4"
    milliseconds = models.PositiveIntegerField(default=0)
    # The answer before: of the run before this one, or, where a change is tried, of what is published now.
    before_text = models.TextField(blank=True)
    before_passed = models.BooleanField(null=True)  # null = was not asked before
    before_unmet = models.JSONField(default=list)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("has_passed", "-is_critical", "asked_at")
        constraints = [models.UniqueConstraint(fields=["run", "test_question"], name="answer_run_result_unique")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_broken(self) -> bool:
        """Whether it holds back what was tried: critical, right before and wrong now."""
        return self.is_critical and not self.has_passed and self.before_passed is True
