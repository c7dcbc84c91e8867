"""Conversations. A question is stored before any model is called; an answer is a run that outlives the page."""

import uuid
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.audience import Audience
from accounts.audience_fields import OfAudience
from benefits.audience import MeantFor

HEARTBEAT_LIMIT = timedelta(seconds=20)
PENDING_LIMIT = timedelta(seconds=30)
MAX_CLAIMS = 3
QUESTION_LIMIT = 2000  # characters
COMMENT_LIMIT = 1000  # characters
# After which a private conversation is erased. Its page says 24 hours: the sweep comes by twice an hour.
PRIVATE_LIMIT = timedelta(hours=23)
LEAST_KEPT_DAYS, USUALLY_KEPT_DAYS, MOST_KEPT_DAYS = 30, 90, 365
EXTRACTIVE = "extractive"  # the engine that quotes, without a language model


class ConversationQuerySet(models.QuerySet):
    def of(self, user: models.Model) -> Self:
        return self.filter(user=user)

    def kept(self) -> Self:
        """Those that are listed, searched and taken along."""
        return self.filter(is_private=False)

    def private(self) -> Self:
        return self.filter(is_private=True)

    def outlived(self, now: datetime, *, keep: timedelta) -> Self:
        """Those to be erased: nothing was said in them for so long, or they were private to begin with.

        What must not be erased for a while is left out here, and nowhere else.
        """
        is_old = models.Q(is_private=False, updated_at__lt=now - keep)
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

    def current_answer(self) -> "Answer":
        return max(self.answers.all(), key=lambda answer: answer.attempt)


class AnswerQuerySet(models.QuerySet):
    def of(self, user: models.Model) -> Self:
        return self.filter(question__conversation__user=user)

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
    # Of these no receipt is written: help for a person in danger is nobody's record, and small talk says nothing.
    UNRECEIPTED = (Reason.CRISIS, Reason.SMALL_TALK)
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
    choices = models.JSONField(default=list)  # what the person may choose: {"text": a question, "plan": its plan}
    changes = models.CharField(max_length=20, blank=True)  # what could change it: chat.words.CHANGES
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

    def claim(self, now: datetime) -> bool:
        """Take the answer for one run; False if another run has it, it is over, or it was tried too often."""
        is_free = models.Q(status=self.Status.PENDING) | models.Q(
            status=self.Status.STREAMING, heartbeat_at__lt=now - HEARTBEAT_LIMIT
        )
        claimed = Answer.objects.filter(is_free, pk=self.pk, claims__lt=MAX_CLAIMS).update(
            status=self.Status.STREAMING, lease=uuid.uuid4(), claims=models.F("claims") + 1, heartbeat_at=now
        )
        if claimed:
            self.refresh_from_db()
        return bool(claimed)

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
        is_answer = self.reason not in self.UNRECEIPTED and not self.asks_back
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
    def meant_for(self) -> MeantFor:
        return MeantFor(tuple(self.audience), tuple(self.work_states), self.hours)


class Feedback(models.Model):
    """What the person who asked thinks of an answer. The comment is for nobody else."""

    class Reason(models.TextChoices):
        """What is not good about it."""

        NONE = "", ""
        WRONG = "wrong", _("Something in it is wrong")
        NOT_ASKED = "not_asked", _("It is not what I asked")
        INCOMPLETE = "incomplete", _("Something is missing")
        OUT_OF_DATE = "out_of_date", _("It is out of date")
        UNCLEAR = "unclear", _("It is hard to understand")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="feedback")
    is_helpful = models.BooleanField()
    reason = models.CharField(max_length=20, choices=Reason.choices, default=Reason.NONE, blank=True)
    comment = models.TextField(max_length=COMMENT_LIMIT, blank=True)  # identifiers are taken out before
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_helpful=False) | models.Q(reason="", comment=""), name="feedback_reason_of_fault"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class KeepingRule(models.Model):
    """How long the company keeps conversations. One row a client; without it, the usual time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    days = models.PositiveSmallIntegerField(default=USUALLY_KEPT_DAYS)
    singleton = models.BooleanField(default=True, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(singleton=True), name="keeping_rule_one_row"),
            models.CheckConstraint(
                condition=models.Q(days__gte=LEAST_KEPT_DAYS, days__lte=MOST_KEPT_DAYS), name="keeping_rule_days"
            ),
        ]

    def __str__(self) -> str:
        return str(self.days)


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


# The tables of the gap loop stand in modules of their own; Django looks for them here.
from chat.gap_models import Gap, GapPerson, GapWish  # noqa: E402, F401
from chat.handover_models import HandOver  # noqa: E402, F401
from chat.official_models import OfficialAnswer, OfficialVersion, OfficialWording  # noqa: E402, F401
