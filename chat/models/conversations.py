"""Conversations. A question is stored before any model is called; an answer is a run that outlives the page."""

import uuid
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.audience import Audience
from accounts.audience_fields import OfAudience
from benefits.audience import MeantFor
from chat.models.handovers import HandOver
from tenants.context import current_client
from tenants.postgresql.rows import Change, Given, Rows, read, written

HEARTBEAT_LIMIT = timedelta(seconds=20)
PENDING_LIMIT = timedelta(seconds=30)
MAX_CLAIMS = 3
QUESTION_LIMIT = 2000  # characters
# After which a private conversation is erased. Its page says 24 hours: the sweep comes by twice an hour.
PRIVATE_LIMIT = timedelta(hours=23)
PUT_AWAY = ""  # the title of what was erased while it had to be kept; every other conversation has one
EXTRACTIVE = "extractive"  # the engine that quotes, without a language model


class ConversationQuerySet(models.QuerySet):
    def of(self, user: models.Model) -> Self:
        """The person's own, without those they have erased while they had to be kept."""
        return self.filter(user=user).exclude(is_private=True, title=PUT_AWAY)

    def put_away(self) -> int:
        """Take them out of their owner's sight, where they must not be erased (a legal hold, record 0039).

        They are private from then on, so they go with what is private as soon as they may; what tells them apart from
        those is that they have no title any more.
        """
        return self.update(is_private=True, title=PUT_AWAY)

    def kept(self) -> Self:
        """Those that are listed, searched and taken along."""
        return self.filter(is_private=False)

    def private(self) -> Self:
        return self.filter(is_private=True)

    def outlived(self, now: datetime, *, keep: timedelta) -> Self:
        """Those to be erased: nothing was said in them for so long, or they were private to begin with.

        What must not be erased for a while is left out here, and nowhere else: all of it under a legal hold, and what a
        reply is still due in.
        """
        if current_client().is_held:
            return self.none()
        due = HandOver.objects.awaiting_reply(now).filter(conversation=models.OuterRef("pk"))
        is_old = models.Q(is_private=False, updated_at__lt=now - keep) & ~models.Exists(due)
        return self.filter(is_old | models.Q(is_private=True, created_at__lt=now - PRIVATE_LIMIT))


class Conversation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conversations")
    title = models.CharField(max_length=120)
    chosen_plan = models.CharField(max_length=80, blank=True)  # the plan that questions without one are about
    # In no list, search, download, count or report; gone when it is ended, at sign-out, or after PRIVATE_LIMIT.
    is_private = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at",)

    def __str__(self) -> str:
        return str(self.pk)


class QuestionQuerySet(models.QuerySet):
    def answered_for(self, audience: Audience) -> Self:
        """Those whose newest answer is for such people."""
        newest = Answer.objects.filter(question=models.OuterRef("pk")).order_by("-attempt").values("pk")[:1]
        parts = {f"answers__{part}": value for part, value in asdict(audience).items()}
        return self.annotate(newest=models.Subquery(newest)).filter(answers=models.F("newest"), **parts)


class Question(models.Model):
    """What was asked, and by whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="questions")
    # The question before it; None for a first one. Several that follow the same are one question asked anew in other
    # words: each begins a branch of the conversation (branches.py).
    follows = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="followed_by")
    # When it was last the one of its branches to be shown.
    chosen_at = models.DateTimeField(default=timezone.now)
    # Made from what the page sends, so a double click or a repeated request is the same question (pipeline/ask.py).
    client_token = models.UUIDField(default=uuid.uuid4, unique=True)
    text = models.TextField(max_length=QUESTION_LIMIT)
    language = models.CharField(max_length=5, default="en")
    is_masked = models.BooleanField(default=False)  # an identifier was taken out before the text was stored
    # False, for a plea for help, small talk and all of a private conversation: in no report, no HR view.
    is_counted = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_untold(self) -> bool:
        """Whether nothing may be told of it, nor of a page that shows it."""
        return not self.is_counted or self.conversation.is_private

    def current_answer(self) -> "Answer":
        return max(self.answers.all(), key=lambda answer: answer.attempt)


class AnswerQuerySet(models.QuerySet):
    def of(self, user: models.Model) -> Self:
        put_away = models.Q(question__conversation__is_private=True, question__conversation__title=PUT_AWAY)
        return self.filter(question__conversation__user=user).exclude(put_away)

    def open(self) -> Self:
        return self.filter(status__in=Answer.OPEN)

    def stuck(self, now: datetime) -> Self:
        """Streaming without a sign of life, or waiting though the queue should have brought it up."""
        silent = models.Q(heartbeat_at__lt=now - HEARTBEAT_LIMIT)
        # An answer put into the queue again gets its time anew (`heartbeat_at`).
        forgotten = models.Q(created_at__lt=now - PENDING_LIMIT) & (
            models.Q(heartbeat_at=None) | models.Q(heartbeat_at__lt=now - PENDING_LIMIT)
        )
        return self.filter(
            models.Q(silent, status=Answer.Status.STREAMING) | models.Q(forgotten, status=Answer.Status.PENDING)
        )

    def held(self, lease: uuid.UUID) -> Self:
        """Still being answered by the run that took this lease; writes of a run that lost it match nothing."""
        return self.filter(lease=lease, status=Answer.Status.STREAMING)

    def claim(self, pk: uuid.UUID, now: datetime) -> "Answer | None":
        """Take an answer for one run; None if another run has it, it is over, gone, or was tried too often."""
        lease = uuid.uuid4()
        _, found = read(
            _claim(pk=pk, silent_since=now - HEARTBEAT_LIMIT, lease=lease, heartbeat_at=now),
            _claimed(pk=pk, lease=lease),
        )
        return found[0] if found else None


@written
def _claim() -> Change:
    is_silent = models.Q(status=Answer.Status.STREAMING, heartbeat_at__lt=Given("silent_since"))
    is_free = models.Q(status=Answer.Status.PENDING) | is_silent
    free = Answer.objects.filter(is_free, pk=Given("pk"), claims__lt=MAX_CLAIMS)
    told = {"status": Answer.Status.STREAMING, "claims": models.F("claims") + 1}
    return Change(free, "lease", "heartbeat_at", **told)


@written
def _claimed() -> "Rows[Answer]":
    rows = Answer.objects.select_related("question__conversation__user")
    return Rows(rows.filter(pk=Given("pk"), lease=Given("lease")))


class Answer(OfAudience):
    """One attempt at a question. What answers it hangs on for whom it was made: their class, state and hours then."""

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
        CRISIS = "crisis", "A fixed text with help, from no model"
        CHOICE = "choice", "Which plan to pick is the person's own decision"
        DIRECTORY = "directory", "Only the carrier's directory knows"
        PERSONAL_RECORD = "personal_record", "Only the carrier's records know"
        LEGAL = "legal", "A question of law"
        TAX = "tax", "A question of somebody's own taxes"
        MEDICAL = "medical", "A question for a doctor or nurse"
        SMALL_TALK = "small_talk", "A fixed reply to what asks for nothing"
        GLOSSARY = "glossary", "What a word means in general, from no document"

    class Fallback(models.TextChoices):
        NONE = "", ""
        OUTAGE = "outage", "It could not be reached"
        SILENCE = "silence", "It ended without a word"
        CLIENT_BUDGET = "client_budget", "The company's tokens of this month are spent"
        PERSON_BUDGET = "person_budget", "The person's tokens of this day are spent"

    class Route(models.TextChoices):
        """Which way a question went."""

        CRISIS = "crisis", "Help, before anything else"
        SMALL_TALK = "small_talk", "A fixed reply"
        OFFICIAL = "official", "What HR has written down as the answer"
        REFUSE = "refuse", "What no document can tell"
        GLOSSARY = "glossary", "What a word means in general"
        FACT = "fact", "Figures by the facts that point at them"
        CLARIFY = "clarify", "Which of several things is meant is asked back"
        DATE = "date", "The company's calendar"
        CONTACT = "contact", "The company's contacts"
        DOCUMENT = "document", "What the documents say"

    REFUSALS = (
        Reason.NOT_IN_DOCUMENTS,
        Reason.CHOICE,
        Reason.DIRECTORY,
        Reason.PERSONAL_RECORD,
        Reason.LEGAL,
        Reason.TAX,
        Reason.MEDICAL,
    )
    # Fixed replies, there at once. Help for a person in danger is nobody's record and in no count, small talk says
    # nothing: no receipt is written of them, they are not judged, and no model is told of them.
    FIXED = (Reason.CRISIS, Reason.SMALL_TALK)
    OPEN = (Status.PENDING, Status.STREAMING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    attempt = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PENDING)
    reason = models.CharField(max_length=30, choices=Reason.choices, default=Reason.NONE, blank=True)
    text = models.TextField(blank=True)
    engine = models.CharField(max_length=80, blank=True)  # "extractive", or the model's name
    # Why the extractive answerer stood in for the model in use.
    fallback = models.CharField(max_length=20, choices=Fallback.choices, default=Fallback.NONE, blank=True)
    is_simple = models.BooleanField(default=False)  # asked for in plain words
    # Goes on where the attempt before it broke off: until it ends, its text and citations are that one's.
    is_continued = models.BooleanField(default=False)
    next_questions = models.JSONField(default=list)
    route = models.CharField(max_length=20, choices=Route.choices, blank=True)  # "": not worked out yet
    official = models.ForeignKey("chat.OfficialVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    removed = models.JSONField(default=dict)  # why a sentence was not proven (chat.proof.gate.Reason) -> how many
    # What the person may choose: {"text": a question, "plan": its plan, "label", "value": what it gives a tool}.
    choices = models.JSONField(default=list)
    changes = models.CharField(max_length=20, blank=True)  # what could change it: chat.words.CHANGES
    # Where quoted words stand in the text of a passage: {"number" of its citation, "start", "end", "likeness"}.
    quotes = models.JSONField(default=list)
    is_certain = models.BooleanField(default=True)  # False: told as what may be the answer
    # Cited sources that contradict one another: {"number", "kind", "rank"}, the one that binds most first.
    conflict = models.JSONField(default=list)
    tools = models.JSONField(default=list)  # chat.pipeline.tools.registry.Used, as rows, in the order they were used
    timings = models.JSONField(default=dict)  # milliseconds: chat.pipeline.finish.Record
    steps = models.JSONField(default=list)  # chat.pipeline.steps.Row, in the order they were taken
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
        indexes = [
            models.Index(
                fields=["heartbeat_at"], name="answer_open", condition=models.Q(status__in=("pending", "streaming"))
            )
        ]

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
        return self.reason in self.REFUSALS

    @property
    def is_fallback(self) -> bool:
        return bool(self.fallback)

    @property
    def may_be_gone_on_with(self) -> bool:
        """Whether a model was cut off in the middle of it."""
        is_cut_off = self.status in (self.Status.INTERRUPTED, self.Status.STOPPED)
        return is_cut_off and bool(self.text) and self.engine != EXTRACTIVE

    @property
    def may_be_said_simply(self) -> bool:
        return self.status == self.Status.DONE and self.reason == self.Reason.NONE and not self.asks_back

    @property
    def asks_back(self) -> bool:
        """Whether it is no answer but the question which of several things is meant."""
        return self.route == self.Route.CLARIFY

    @property
    def has_receipt(self) -> bool:
        """Whether one was written with it; of what was answered before there were any, none was."""
        is_recorded = not self.question.conversation.is_private
        is_answer = self.reason not in self.FIXED and not self.asks_back
        return is_recorded and self.status == self.Status.DONE and is_answer

    @property
    def is_small_talk(self) -> bool:
        return self.reason == self.Reason.SMALL_TALK


class ModelCall(models.Model):
    """One call of a language model, and what it cost. It stays when the answer goes: it holds nothing anybody said."""

    class End(models.TextChoices):
        FINISHED = "finished"
        TOOLS = "tools"
        NOT_SUPPORTED = "not_supported"
        STOPPED = "stopped"
        INTERRUPTED = "interrupted"
        LOST = "lost"
        UNAVAILABLE = "unavailable"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(Answer, null=True, on_delete=models.SET_NULL, related_name="calls")
    engine = models.CharField(max_length=80)
    prompt_version = models.CharField(max_length=40)
    end = models.CharField(max_length=15, choices=End.choices)
    reason = models.CharField(max_length=20, blank=True)  # chat.llm.types.FailureReason
    # Null where nothing was said. Of an answer that was stopped or broke off the vendor tells none: counted by us.
    input_tokens = models.PositiveIntegerField(null=True)
    cached_tokens = models.PositiveIntegerField(null=True)
    output_tokens = models.PositiveIntegerField(null=True)
    is_estimated = models.BooleanField(default=False)
    # Null where nothing was said, or no price is known.
    cost_usd = models.DecimalField(max_digits=12, decimal_places=8, null=True)
    first_text_ms = models.PositiveIntegerField(null=True)
    total_ms = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return str(self.pk)


class Citation(models.Model):
    """A numbered source of an answer. It keeps its words when the document goes; the page is then no longer shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="citations")
    number = models.PositiveSmallIntegerField()
    passage = models.ForeignKey("knowledge.Passage", null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.ForeignKey("knowledge.DocumentVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    document_title = models.CharField(max_length=200)
    plan_year = models.CharField(max_length=20, blank=True)
    plans = models.JSONField(default=list)  # names of those that the quote is about; [] = of none in particular
    audience = models.JSONField(default=list)  # class codes; [] = every class
    work_states = models.JSONField(default=list)
    hours = models.CharField(max_length=10, blank=True)
    page_number = models.PositiveIntegerField()
    heading = models.CharField(max_length=400, blank=True)
    quote = models.TextField()
    boxes = models.JSONField(default=list)  # as knowledge.extract.types.box_to_json writes them
    is_near = models.BooleanField(default=False)  # shown beside a refusal: near, but no support

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="citation_number_unique")]

    def __str__(self) -> str:
        return f"[{self.number}]"

    @property
    def pages(self) -> tuple[int, ...]:
        """Return the pages on which what it cites stands, first to last: the one that is opened, and what a list or a
        sentence goes on to, or its heading stands on."""
        return tuple(sorted({self.page_number, *(int(page) for page, *_ in self.boxes)}))

    @property
    def meant_for(self) -> MeantFor:
        return MeantFor(tuple(self.audience), tuple(self.work_states), self.hours)
