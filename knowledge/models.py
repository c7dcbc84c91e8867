"""Documents, their versions, and what was read from them.

A Document is what HR names and publishes; a DocumentVersion is one uploaded file and its way through the
pipeline. Employees are served only from `published_version`, so a version being read, replaced or
deleted is never half visible, and publishing is one UPDATE.
"""

import uuid
from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from pgvector.django import HalfVectorField

from knowledge.extract.types import SURE_OF_FIGURES
from knowledge.facts.types import UNNAMED, Reading

HEARTBEAT_LIMIT = timedelta(seconds=30)
QUEUE_LIMIT = timedelta(minutes=2)
MAX_ATTEMPTS = 3
PLAN_LIMIT = 60
LOWEST_RANK = 6


class KnowledgeBase(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    description = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


def is_superseded(day: date) -> Exists:
    """Whether a published document stands in its place on `day`.

    Asked anew each time and written nowhere: whoever unpublishes the newer document has the older one back at once.
    What is only guessed takes nobody's place.
    """
    begun = Q(effective_from__isnull=True) | Q(effective_from__lte=day)
    newer = Document.objects.published().filter(begun, supersedes=OuterRef("pk"))
    return Exists(newer.exclude(guessed__contains=["supersedes"]))


class DocumentQuerySet(models.QuerySet):
    def kept(self) -> Self:
        return self.filter(deleting_at__isnull=True)

    def published(self) -> Self:
        return self.kept().filter(published_version__isnull=False)

    def in_force(self, day: date) -> Self:
        """Neither expired nor superseded on `day`; next year's documents count from the moment they are published."""
        return self.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=day)).exclude(is_superseded(day))

    def for_class(self, class_code: str) -> Self:
        """Meant for everyone or for this class; a person without a class sees only what is for everyone."""
        meant_for_all = Q(audience=[])
        return self.filter(meant_for_all | Q(audience__contains=[class_code]) if class_code else meant_for_all)


class Document(models.Model):
    class Kind(models.TextChoices):
        PLAN_DOCUMENT = "plan_document", "Plan document or policy certificate"
        SPD = "spd", "Summary plan description"
        AMENDMENT = "amendment", "Amendment or side letter"
        SBC = "sbc", "Summary of benefits and coverage"
        RATE_SHEET = "rate_sheet", "Rate sheet"
        SUMMARY = "summary", "Dental, vision or other summary"
        ACCOUNT_GUIDE = "account_guide", "FSA, HSA or commuter guide"
        POLICY = "policy", "Leave or other policy"
        NOTICE = "notice", "Notice"
        GUIDE = "guide", "Benefits guide"
        FAQ = "faq", "FAQ"
        DECK = "deck", "Presentation"
        OTHER = "other", "Other"

    # Which of two documents is right when they disagree, 1 before all others: the terms of a plan, what describes
    # them by law, what sums them up, and what only speaks of them.
    RANKS = {
        Kind.PLAN_DOCUMENT: 1,
        Kind.SPD: 2,
        Kind.AMENDMENT: 2,
        Kind.SBC: 3,
        Kind.RATE_SHEET: 3,
        Kind.SUMMARY: 4,
        Kind.ACCOUNT_GUIDE: 4,
        Kind.POLICY: 4,
        Kind.NOTICE: 4,
        Kind.GUIDE: 5,
        Kind.FAQ: 6,
        Kind.DECK: 6,
        Kind.OTHER: 6,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    knowledge_base = models.ForeignKey(KnowledgeBase, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)
    plan_year = models.CharField(max_length=20, blank=True, help_text="Label of the plan year; empty = any year.")
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)
    audience = ArrayField(models.CharField(max_length=30), default=list, blank=True)  # class codes; [] = everyone
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    plans = ArrayField(models.CharField(max_length=PLAN_LIMIT), default=list, blank=True)  # as it names them itself
    rank = models.PositiveSmallIntegerField(null=True, blank=True)  # where HR says another than its kind has
    supersedes = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="successors")
    # Names of facts above that were guessed from the file and that nobody has looked at yet.
    guessed = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    published_version = models.ForeignKey(
        "DocumentVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # The version that was looked at is published on this day, not one that came after it.
    scheduled_on = models.DateField(null=True)
    scheduled_version = models.ForeignKey("DocumentVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    scheduled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    deleting_at = models.DateTimeField(null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(effective_to__gte=models.F("effective_from")),
                name="document_dates_in_order",
            ),
            models.CheckConstraint(condition=~Q(supersedes=models.F("id")), name="document_supersedes_another"),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(rank__gte=1, rank__lte=LOWEST_RANK), name="document_rank_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def latest_version(self) -> "DocumentVersion":
        return self.versions.order_by("-number").first()

    @property
    def is_published(self) -> bool:
        return self.published_version_id is not None

    @property
    def authority_rank(self) -> int:
        return self.rank or self.RANKS.get(self.kind, LOWEST_RANK)

    @property
    def is_being_deleted(self) -> bool:
        return self.deleting_at is not None


class DocumentVersionQuerySet(models.QuerySet):
    def in_progress(self) -> Self:
        return self.filter(status__in=DocumentVersion.IN_PROGRESS)

    def waiting(self, now: datetime) -> Self:
        """Received and not in the queue: nobody has sent for them yet, or the pause before a new try is over."""
        return self.filter(status=DocumentVersion.Status.RECEIVED, queued_at__isnull=True).exclude(retry_at__gt=now)

    def lost_in_queue(self, now: datetime) -> Self:
        """Sent to the queue so long ago that the message is gone."""
        return self.filter(status=DocumentVersion.Status.RECEIVED, queued_at__lt=now - QUEUE_LIMIT)

    def stuck(self, now: datetime) -> Self:
        """Begun, but nobody holds them any more, or whoever does gives no sign of life."""
        is_left = Q(lease__isnull=True) | Q(heartbeat_at__lt=now - HEARTBEAT_LIMIT)
        return self.filter(is_left, status__in=DocumentVersion.BEGUN)


class DocumentVersion(models.Model):
    """One uploaded file on its way from RECEIVED to READY, or to a reason HR can read."""

    class Status(models.TextChoices):
        RECEIVED = "received", "Waiting"
        EXTRACTING = "extracting", "Reading pages"
        SPLITTING = "splitting", "Splitting into passages"
        EMBEDDING = "embedding", "Preparing search"
        INDEXING = "indexing", "Filling the index"
        VERIFYING = "verifying", "Checking the index"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"
        DELETING = "deleting", "Deleting"

    BEGUN = (
        Status.EXTRACTING,
        Status.SPLITTING,
        Status.EMBEDDING,
        Status.INDEXING,
        Status.VERIFYING,
    )
    IN_PROGRESS = (Status.RECEIVED, *BEGUN)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    file = models.FileField(max_length=120)
    file_name = models.CharField(max_length=255)  # as the person named it; never part of a key or path
    content_type = models.CharField(max_length=10)  # knowledge.extract.sniff.ContentType
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.RECEIVED)
    failure_code = models.CharField(max_length=40, blank=True)
    failure_detail = models.CharField(max_length=400, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)  # the run that works on it; another run's writes are refused
    cancel_requested = models.BooleanField(default=False)
    publish_when_ready = models.BooleanField(default=False)
    queued_at = models.DateTimeField(null=True)  # a message for it is in the queue since then
    retry_at = models.DateTimeField(null=True)  # an engine was down; not tried again before
    heartbeat_at = models.DateTimeField(default=timezone.now)
    reading_since = models.DateTimeField(null=True)  # when its pages began to be read, for the time that is left
    page_count = models.PositiveIntegerField(default=0)
    pages_done = models.PositiveIntegerField(default=0)
    passage_count = models.PositiveIntegerField(default=0)
    word_count = models.PositiveIntegerField(default=0)
    # "engine/model" of the vectors that answer for it; another than the one in use until it is indexed anew.
    served_by = models.CharField(max_length=100, blank=True)
    # Raised when its passages, words or vectors change in place: what was found before may not be found again.
    revision = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list)
    signature = models.BinaryField(null=True)  # of its text, to find others almost like it (knowledge/alike.py)
    fidelity = models.JSONField(default=dict)  # what came out of what the file holds: see knowledge/fidelity.py
    timings = models.JSONField(default=dict)  # step -> seconds
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)  # a person looked at what was read of it
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="version_number_unique")]

    def __str__(self) -> str:
        return f"{self.file_name} (version {self.number})"

    @property
    def is_in_progress(self) -> bool:
        return self.status in self.IN_PROGRESS

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY

    @property
    def has_page_pictures(self) -> bool:
        """Whether its pages can be shown as their author saw them; the pages of other files are ours."""
        return self.content_type in ("pdf", "image")

    @property
    def may_be_retried(self) -> bool:
        return self.status in (self.Status.FAILED, self.Status.CANCELLED)


class Page(models.Model):
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    text = models.TextField()
    blocks = models.JSONField(default=list)  # knowledge.extract.types.Block as JSON
    word_count = models.PositiveIntegerField(default=0)
    is_ocr = models.BooleanField(default=False)
    ocr_confidence = models.FloatField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="page_number_unique")]

    def __str__(self) -> str:
        return f"page {self.number}"


class Passage(models.Model):
    """What search finds and answers quote: never cut inside a table row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="passages")
    ordinal = models.PositiveIntegerField()
    page_number = models.PositiveIntegerField()
    page_to = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, default="text")  # text, table
    heading = models.CharField(max_length=400, blank=True)
    context = models.CharField(max_length=600, blank=True)  # document, plan year, audience, section
    text = models.TextField()
    token_count = models.PositiveIntegerField()
    boxes = models.JSONField(default=list)
    # Of the least certain line in it that was recognised in a picture, 0 to 1; nothing for text as it was typed.
    confidence = models.FloatField(null=True)
    content_hash = models.CharField(max_length=64)  # of what the text alone says: see knowledge/sameness.py

    class Meta:
        ordering = ("ordinal",)
        constraints = [models.UniqueConstraint(fields=["version", "ordinal"], name="passage_ordinal_unique")]

    def __str__(self) -> str:
        return f"passage {self.ordinal}"

    @property
    def has_sure_figures(self) -> bool:
        """Whether its figures may be quoted; those recognised in a poor picture may not."""
        return self.confidence is None or self.confidence >= SURE_OF_FIGURES


class Posting(models.Model):
    """One term of one version: in which passages it stands and how often. What the keyword leg of search reads.

    A question touches a few of these rows a version, whatever the number of passages: with 5,000 passages
    4 ms, where looking the terms up in an array column of each passage took 400 ms. Both columns are packed
    numbers (see knowledge/keywords.py); the empty term holds every passage and its number of terms.
    """

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="postings")
    term = models.CharField(max_length=60)
    ordinals = models.BinaryField()
    frequencies = models.BinaryField()

    class Meta:
        # The term first: a question asks for a few terms of all versions, and PostgreSQL reads just those rows.
        constraints = [models.UniqueConstraint(fields=["term", "version"], name="posting_term_unique")]

    def __str__(self) -> str:
        return self.term


class PassageVector(models.Model):
    """The pgvector engine's rows; an engine elsewhere leaves this table empty."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="vectors")
    model = models.CharField(max_length=80)
    embedding = HalfVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passage", "model"], name="passage_vector_unique")]

    def __str__(self) -> str:
        return self.model


class EmbeddedText(models.Model):
    """What a vendor was paid for: the vector of a text of one document, for when the same text is read again.

    It goes with its document, so that nothing of a deleted one is left, and after a while by itself.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="embedded_texts")
    model = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)  # of the text as it was embedded
    values = models.BinaryField()  # 16-bit numbers: what the index keeps of a vector is no more
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "model", "sha256"], name="embedded_text_unique")]

    def __str__(self) -> str:
        return self.sha256


class UploadBatch(models.Model):
    """Files that came together: a folder, an archive, or several chosen at once. Each has a line of its own below."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=255, blank=True)  # of the folder or archive
    # Stored until the last file in it has its line; empty when the files came by themselves.
    archive = models.FileField(max_length=120, blank=True)
    facts = models.JSONField(default=dict)  # what HR says about every file of an archive (knowledge/unpack.py)
    is_unpacking = models.BooleanField(default=False)
    stop_requested = models.BooleanField(default=False)
    failure = models.CharField(max_length=400, blank=True)
    file_count = models.PositiveIntegerField(default=0)  # in the archive, once somebody has looked
    lease = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name or str(self.pk)


class BatchFile(models.Model):
    """What became of one file of a batch when it was taken in; how far it is read stands with its document."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", "Taken in"
        KNOWN = "known", "Here already"
        REFUSED = "refused", "Not taken in"

    batch = models.ForeignKey(UploadBatch, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=400)  # in its folder or archive; only shown
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    detail = models.CharField(max_length=500, blank=True)
    # The new document, or the one that has the file already.
    document = models.ForeignKey(Document, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("path",)
        constraints = [models.UniqueConstraint(fields=["batch", "path"], name="batch_path_unique")]

    def __str__(self) -> str:
        return self.path


class DocumentWarningQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(dismissed_at__isnull=True)

    def about(self, document_id: uuid.UUID) -> Self:
        """Those of a document, and those another has because of it."""
        return self.filter(Q(document=document_id) | Q(other=document_id))


class DocumentWarning(models.Model):
    """What HR should look at: a document, or two that do not go together (knowledge/warn.py). One row a pair."""

    class Kind(models.TextChoices):
        EXPIRED = "expired", "Expired and still published"
        OVERLAP = "overlap", "Two for the same"
        NEAR_DUPLICATE = "near_duplicate", "Almost the same text"
        CONTRADICTION = "contradiction", "Different numbers"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="life_warnings")
    other = models.ForeignKey(Document, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    key = models.CharField(max_length=64)  # what it is about, so that the same warning is known again
    detail = models.JSONField(default=dict)  # what is shown; a dismissed warning whose detail changes is open again
    found_at = models.DateTimeField(default=timezone.now)
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = DocumentWarningQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "key")
        constraints = [models.UniqueConstraint(fields=["document", "kind", "key"], name="document_warning_unique")]

    def __str__(self) -> str:
        return self.get_kind_display()


class CoverageMap(models.Model):
    """Which topics the published documents cover, as last drawn (knowledge/coverage_map.py). One row a client."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    content = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)  # of the documents and the day it was drawn from
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="coverage_map_is_one")]

    def __str__(self) -> str:
        return self.fingerprint


class Evaluation(models.Model):
    """One run of questions with known right pages against search (knowledge/evaluate.py)."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    OPEN = (Status.WAITING, Status.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lines = models.TextField()  # one question a line, as JSON
    k = models.PositiveSmallIntegerField(default=5)
    day = models.DateField()
    class_code = models.CharField(max_length=30, blank=True)
    include_unpublished = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    failure = models.CharField(max_length=400, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)  # knowledge.evaluate.Report.as_json()
    lease = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN


class ExtractedFactQuerySet(models.QuerySet):
    def confirmed(self) -> Self:
        return self.filter(state=ExtractedFact.State.CONFIRMED)

    def usable(self, day: date) -> Self:
        """Confirmed by a person, of a version that employees are answered from, not expired. All that tools may read;
        for whom the document is meant still has to be asked (`Document.audience`).
        """
        in_force = Document.objects.published().in_force(day)
        return self.confirmed().filter(version__in=in_force.values("published_version"))

    def clear(self) -> Self:
        """Proposed, and nothing about it is doubted."""
        return self.filter(state=ExtractedFact.State.PROPOSED, doubts=[])

    def open_to_decision(self) -> Self:
        """Of a version that is ready, of a document that is not being deleted."""
        return self.filter(version__status=DocumentVersion.Status.READY, version__document__deleting_at__isnull=True)


class ExtractedFact(models.Model):
    """One figure or answer as a summary or rate sheet prints it, and what HR says about it.

    The first half is what was read and never changes; a correction stands beside it. Nothing but HR and the
    comparison of documents reads a fact that nobody has confirmed.
    """

    class Kind(models.TextChoices):
        SBC = "sbc", "Summary of benefits"
        RATE = "rate", "Rate sheet"

    class State(models.TextChoices):
        PROPOSED = "proposed", "To confirm"
        CONFIRMED = "confirmed", "Confirmed"
        REJECTED = "rejected", "Rejected"

    class Network(models.TextChoices):
        IN = "IN", "In network"
        SECOND = "IN2", "Second network tier"
        OUT = "OON", "Out of network"

    class Deductible(models.TextChoices):
        WAIVED = "waived", "Deductible does not apply"
        APPLIES = "applies", "After the deductible"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="facts")
    ordinal = models.PositiveIntegerField()  # as they are printed
    kind = models.CharField(max_length=4, choices=Kind.choices)
    section = models.CharField(max_length=20)
    plan = models.CharField(max_length=120, blank=True)
    plan_year = models.CharField(max_length=20, blank=True)
    service = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    network = models.CharField(max_length=3, choices=Network.choices, blank=True)
    coverage_tier = models.CharField(max_length=20, blank=True)
    applies_to = models.CharField(max_length=120, blank=True)  # class, pay band; retail or mail
    attribute = models.CharField(max_length=30)
    value = models.DecimalField(max_digits=13, decimal_places=4, null=True)  # dollars, or a share as a fraction of 1
    text = models.TextField(blank=True)
    unit = models.CharField(max_length=30, blank=True)
    deductible = models.CharField(max_length=8, choices=Deductible.choices, blank=True)  # empty: not said
    raw = models.TextField()
    page = models.PositiveIntegerField()
    place = models.JSONField(default=list)  # number of the block on its page, from and to which character of it
    boxes = models.JSONField(default=list)  # as knowledge.extract.types.box_to_json writes them
    confidence = models.FloatField(default=1.0)
    doubts = models.JSONField(default=list)

    state = models.CharField(max_length=9, choices=State.choices, default=State.PROPOSED)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    corrected_attribute = models.CharField(max_length=30, blank=True)
    corrected_value = models.DecimalField(max_digits=13, decimal_places=4, null=True)
    corrected_text = models.TextField(blank=True)
    corrected_unit = models.CharField(max_length=30, blank=True)
    corrected_deductible = models.CharField(max_length=8, choices=Deductible.choices, blank=True)

    objects = ExtractedFactQuerySet.as_manager()

    class Meta:
        ordering = ("version", "ordinal")
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "version",
                    "plan",
                    "plan_year",
                    "service",
                    "network",
                    "coverage_tier",
                    "applies_to",
                    "attribute",
                    "unit",
                ],
                name="fact_printed_once",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, value__gte=0, text="") | (Q(value__isnull=True) & ~Q(text="")),
                name="fact_is_value_or_text",
            ),
            models.CheckConstraint(condition=Q(kind__in=["sbc", "rate"]), name="fact_kind_known"),
            models.CheckConstraint(condition=Q(network__in=["", "IN", "IN2", "OON"]), name="fact_network_known"),
            models.CheckConstraint(
                condition=Q(deductible__in=["", "waived", "applies"])
                & Q(corrected_deductible__in=["", "waived", "applies"]),
                name="fact_deductible_known",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | Q(state__in=["proposed", "rejected"], confirmed_at__isnull=True, confirmed_by__isnull=True),
                name="fact_confirmed_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(corrected_attribute="", corrected_value__isnull=True, corrected_text="", corrected_unit="")
                & Q(corrected_deductible="")
                | Q(state="confirmed", corrected_value__gte=0, corrected_text="") & ~Q(corrected_attribute="")
                | Q(state="confirmed", corrected_value__isnull=True)
                & ~Q(corrected_attribute="")
                & ~Q(corrected_text=""),
                name="fact_correction_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(corrected_attribute="coinsurance") | Q(corrected_value__lte=1),
                name="fact_corrected_share_is_fraction",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.label} {self.attribute}".strip()

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED

    @property
    def is_proposed(self) -> bool:
        return self.state == self.State.PROPOSED

    @property
    def is_rejected(self) -> bool:
        return self.state == self.State.REJECTED

    @property
    def is_corrected(self) -> bool:
        return self.corrected_attribute != ""

    @property
    def is_plan_name(self) -> bool:
        """Whether this fact names the plan that the others around it belong to; a correction renames them."""
        return (self.service, self.attribute) == ("plan", "name")

    @property
    def printed_plan(self) -> str:
        """Of the fact that names the plan: what the others around it go by as they are read."""
        return "" if self.text == UNNAMED else self.text

    @property
    def printed(self) -> Reading:
        return Reading(self.attribute, self.value, self.text, self.unit, self.applies_to, self.deductible)

    @property
    def reading(self) -> Reading:
        """What holds: HR's correction where there is one, else what is printed."""
        if not self.is_corrected:
            return self.printed
        return Reading(
            self.corrected_attribute,
            self.corrected_value,
            self.corrected_text,
            self.corrected_unit,
            self.applies_to,
            self.corrected_deductible,
        )
