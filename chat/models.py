"""Conversations. A question is stored before any model is called; an answer is a run that outlives the page."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

HEARTBEAT_LIMIT = timedelta(seconds=45)
PENDING_LIMIT = timedelta(seconds=30)
MAX_CLAIMS = 3
QUESTION_LIMIT = 2000  # characters


class ConversationQuerySet(models.QuerySet):
    def of(self, user: models.Model) -> Self:
        return self.filter(user=user)


class Conversation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conversations")
    title = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at",)

    def __str__(self) -> str:
        return str(self.pk)


class Question(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="questions")
    # Made by the page that asks, so a double click or a repeated request is the same question.
    client_token = models.UUIDField(default=uuid.uuid4)
    text = models.TextField(max_length=QUESTION_LIMIT)
    language = models.CharField(max_length=5, default="en")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("created_at",)
        constraints = [models.UniqueConstraint(fields=["conversation", "client_token"], name="question_asked_once")]

    def __str__(self) -> str:
        return str(self.pk)

    def current_answer(self) -> "Answer":
        return max(self.answers.all(), key=lambda answer: answer.attempt)


class AnswerQuerySet(models.QuerySet):
    def of(self, user: models.Model) -> Self:
        return self.filter(question__conversation__user=user)

    def open(self) -> Self:
        return self.filter(status__in=Answer.OPEN)

    def stuck(self, now: datetime) -> Self:
        """Streaming without a sign of life, or waiting though the queue should have brought it up."""
        return self.filter(
            models.Q(status=Answer.Status.STREAMING, heartbeat_at__lt=now - HEARTBEAT_LIMIT)
            | models.Q(status=Answer.Status.PENDING, created_at__lt=now - PENDING_LIMIT)
        )


class Answer(models.Model):
    class Status(models.TextChoices):
        PENDING = "pending"
        STREAMING = "streaming"
        DONE = "done"
        STOPPED = "stopped"
        FAILED = "failed"
        INTERRUPTED = "interrupted"

    class Reason(models.TextChoices):
        """Why an answer is not the one hoped for."""

        NONE = "", ""
        NOT_IN_DOCUMENTS = "not_in_documents", "Nothing published answers this"
        MODEL_UNAVAILABLE = "model_unavailable", "The language model could not be reached"
        MODEL_INTERRUPTED = "model_interrupted", "The language model broke off"
        SEARCH_UNAVAILABLE = "search_unavailable", "Search could not be reached"
        WORKER_LOST = "worker_lost", "The work broke off several times"

    OPEN = (Status.PENDING, Status.STREAMING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    attempt = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PENDING)
    reason = models.CharField(max_length=30, choices=Reason.choices, default=Reason.NONE, blank=True)
    text = models.TextField(blank=True)
    engine = models.CharField(max_length=80, blank=True)  # "extractive", or the model's name
    is_fallback = models.BooleanField(default=False)  # the model was down and the extractive answerer stood in
    next_questions = models.JSONField(default=list)
    timings = models.JSONField(default=dict)  # step -> milliseconds
    claims = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    stop_requested = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ("attempt",)
        constraints = [models.UniqueConstraint(fields=["question", "attempt"], name="answer_attempt_unique")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def topic(self) -> str:
        return f"answer:{self.pk}"

    @property
    def is_refusal(self) -> bool:
        return self.reason == self.Reason.NOT_IN_DOCUMENTS


class Citation(models.Model):
    """A numbered source of an answer. It keeps its words when the document goes; the page is then no longer shown."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="citations")
    number = models.PositiveSmallIntegerField()
    passage = models.ForeignKey("knowledge.Passage", null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.ForeignKey("knowledge.DocumentVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    document_title = models.CharField(max_length=200)
    plan_year = models.CharField(max_length=20, blank=True)
    page_number = models.PositiveIntegerField()
    heading = models.CharField(max_length=400, blank=True)
    quote = models.TextField()
    boxes = models.JSONField(default=list)
    is_near = models.BooleanField(default=False)  # shown beside a refusal: near, but no support

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="citation_number_unique")]

    def __str__(self) -> str:
        return f"[{self.number}]"
