"""Documents and their versions.

A Document is what HR names and publishes; a DocumentVersion is one uploaded file and its way through the
pipeline. Employees are served only from `published_version`, so a version being read, replaced or
deleted is never half visible, and publishing is one UPDATE.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.audience import Audience, Hours, WorkState
from benefits.audience import MeantFor

HEARTBEAT_LIMIT = timedelta(seconds=30)
QUEUE_LIMIT = timedelta(minutes=2)
MAX_ATTEMPTS = 3
PLAN_LIMIT = 60
LOWEST_RANK = 6


@dataclass(frozen=True)
class AsIf:
    """What would be published otherwise, to look what people would be answered then: this version of the document, or,
    without one, nothing of it."""

    document_id: uuid.UUID
    version_id: uuid.UUID | None

    def is_published(self) -> Q:
        """Which documents would be."""
        own = Q(pk=self.document_id)
        published = Q(published_version__isnull=False)
        return published | own if self.version_id else published & ~own

    def is_answered_from(self, version: str, document: str) -> Q:
        """Which versions people would be answered from; `version` and `document` lead there from the rows asked."""
        is_now = Q(**{f"{document}__published_version": F(version)}) & ~Q(**{document: self.document_id})
        return is_now | Q(**{version: self.version_id}) if self.version_id else is_now


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
    """Whether a published document stands in its place on `day` for everybody it is meant for.

    Asked anew each time and written nowhere: whoever unpublishes the newer document has the older one back at once.
    """
    return Exists(_begun_successors(day).filter(*map(_covers_older, _PARTS)))


def _is_superseded_for(audience: Audience, day: date, as_if: AsIf | None) -> Exists:
    """Whether a published document that this person may read stands in its place on `day`: one for a single state
    takes nothing from people elsewhere.
    """
    return Exists(_begun_successors(day, as_if).for_audience(audience))


def _begun_successors(day: date, as_if: AsIf | None = None) -> "DocumentQuerySet":
    """What is only guessed takes nobody's place."""
    begun = Q(effective_from__isnull=True) | Q(effective_from__lte=day)
    newer = Document.objects.published(as_if).filter(begun, supersedes=OuterRef("pk"))
    return newer.exclude(guessed__contains=["supersedes"])


# What a person is known by -> where a document says for whom of them it is, and what leaves that open.
_PARTS = {"class_code": ("audience", []), "work_state": ("work_states", []), "hours": ("hours", "")}


def _is_open(part: str) -> Q:
    column, nobody_named = _PARTS[part]
    return Q(**{column: nobody_named})


def _names(part: str, audience: Audience) -> Q:
    """Whether a document names what is known of this person; what is not known, no document names."""
    column, nobody_named = _PARTS[part]
    known = getattr(audience, part)
    if not known:
        return Q(pk__in=[])
    return Q(**({f"{column}__contains": [known]} if nobody_named == [] else {column: known}))


def _covers_older(part: str) -> Q:
    """Whether a document is for all whom the one it takes the place of is for; as MeantFor.covers."""
    column, nobody_named = _PARTS[part]
    of_older = F(f"supersedes__{column}")
    names_all = Q(**{f"{column}__contains" if nobody_named == [] else column: of_older})
    return _is_open(part) | (names_all & ~Q(**{f"supersedes__{column}": nobody_named}))


class DocumentQuerySet(models.QuerySet):
    def kept(self) -> Self:
        return self.filter(deleting_at__isnull=True)

    def published(self, as_if: AsIf | None = None) -> Self:
        return self.kept().filter(as_if.is_published() if as_if else Q(published_version__isnull=False))

    def in_force(self, day: date) -> Self:
        """Not expired on `day`, nor superseded for all it is meant for. What a person is answered from: `in_force_for`.

        Next year's documents count from the moment they are published.
        """
        return self._not_over(day).exclude(is_superseded(day))

    def in_force_for(self, audience: Audience, day: date, as_if: AsIf | None = None) -> Self:
        """Meant for this person, and neither expired nor superseded for them on `day`."""
        return self._not_over(day).for_audience(audience).not_superseded_for(audience, day, as_if)

    def not_superseded_for(self, audience: Audience, day: date, as_if: AsIf | None = None) -> Self:
        return self.exclude(_is_superseded_for(audience, day, as_if))

    def superseded_for(self, audience: Audience, day: date) -> Self:
        return self.filter(_is_superseded_for(audience, day, None))

    def _not_over(self, day: date) -> Self:
        return self.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=day))

    def for_audience(self, audience: Audience) -> Self:
        """Meant for this person: for their class, their state and their hours, or leaving that open.

        Of whom something is not known finds only what leaves it open: what holds in one state alone would else be told
        as if it held for them (record 0025).
        """
        return self.filter(*(_is_open(part) | _names(part, audience) for part in _PARTS))

    def closed_by_ignorance(self, audience: Audience) -> Self:
        """Not meant for this person as far as is known, and may be if what is not known of them were."""
        may_be = (_is_open(part) | _names(part, audience) for part in _PARTS if getattr(audience, part))
        unknown = (~_is_open(part) for part in _PARTS if not getattr(audience, part))
        return self.filter(*may_be).filter(reduce(or_, unknown, Q(pk__in=[])))


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
    audience = ArrayField(models.CharField(max_length=30), default=list, blank=True)  # class codes; [] = every class
    work_states = ArrayField(models.CharField(max_length=2, choices=WorkState.choices), default=list, blank=True)
    hours = models.CharField(max_length=10, blank=True, choices=Hours.choices)  # "" = full and part time
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
    def meant_for(self) -> MeantFor:
        return MeantFor(tuple(self.audience), tuple(self.work_states), self.hours)

    @property
    def is_published(self) -> bool:
        return self.published_version_id is not None

    @property
    def authority_rank(self) -> int:
        return authority_rank(self.kind, self.rank)

    @property
    def is_being_deleted(self) -> bool:
        return self.deleting_at is not None


def authority_rank(kind: str, rank: int | None) -> int:
    """Return the rank that HR gave, or that of the kind."""
    return rank or Document.RANKS.get(kind, LOWEST_RANK)


class DocumentVersionQuerySet(models.QuerySet):
    def in_progress(self) -> Self:
        return self.filter(status__in=DocumentVersion.IN_PROGRESS)

    def searchable(self) -> Self:
        """Whose passages HR may find: read to the end, or but for the pictures of text on some pages, which are still
        to be read or could not be.
        """
        with_text = (*DocumentVersion.IN_PROGRESS, DocumentVersion.Status.FAILED)
        is_text_found = Q(searchable_at__isnull=False, status__in=with_text)
        return self.filter(Q(status=DocumentVersion.Status.READY) | is_text_found)

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
        PICTURES = "pictures", "Reading pictures of text"
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
        Status.PICTURES,
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
    attempts = models.PositiveSmallIntegerField(default=0)  # since the work last got further
    pages_reached = models.PositiveIntegerField(
        default=0
    )  # the most pages that a run has read, also one that was killed
    lease = models.UUIDField(null=True)  # the run that works on it; another run's writes are refused
    cancel_requested = models.BooleanField(default=False)
    publish_when_ready = models.BooleanField(default=False)
    queued_at = models.DateTimeField(null=True)  # a message for it is in the queue since then
    retry_at = models.DateTimeField(null=True)  # an engine was down; not tried again before
    heartbeat_at = models.DateTimeField(default=timezone.now)
    # When its pages, or its pictures after them, began to be read: for the time that is left.
    reading_since = models.DateTimeField(null=True)
    searchable_at = models.DateTimeField(null=True)  # since when HR can find its text; pictures may come after it
    page_count = models.PositiveIntegerField(default=0)
    pages_done = models.PositiveIntegerField(default=0)
    # Pages whose pictures of text are read after the text of the file, and how many of them are.
    pictures_count = models.PositiveIntegerField(default=0)
    pictures_done = models.PositiveIntegerField(default=0)
    without_pictures = models.BooleanField(default=False)  # HR goes on without those that could not be read
    title_in_file = models.CharField(max_length=300, blank=True)  # what the file calls itself
    passage_count = models.PositiveIntegerField(default=0)
    word_count = models.PositiveIntegerField(default=0)
    # "engine/model" of the vectors that answer for it; another than the one in use until it is indexed anew.
    served_by = models.CharField(max_length=100, blank=True)
    # Raised when its passages, words or vectors change in place: what was found before may not be found again.
    revision = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list)
    signature = models.BinaryField(null=True)  # of its text, to find others almost like it (warnings/alike.py)
    fidelity = models.JSONField(default=dict)  # what came out of what the file holds: see ingestion/fidelity.py
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
    def waits_for_pictures(self) -> bool:
        """Whether its text can be found already, and only the pictures of text on some pages are still to be read."""
        return self.is_in_progress and self.searchable_at is not None and self.pictures_count > 0

    @property
    def lacks_pictures(self) -> bool:
        """Whether its text can be found, and the pictures of text on some pages could not be read."""
        return self.status == self.Status.FAILED and self.searchable_at is not None and self.pictures_count > 0

    @property
    def is_in_part(self) -> bool:
        """Whether it ended without pictures of text that could not be read."""
        return self.lacks_pictures or (self.without_pictures and self.is_ready)

    def unread_pictures(self) -> models.QuerySet:
        """Return its pages with text in pictures that nobody has read (PageInPictures)."""
        return self.pages_in_pictures.filter(recognised__isnull=True)

    @property
    def has_page_pictures(self) -> bool:
        """Whether its pages can be shown as their author saw them; the pages of other files are ours."""
        return self.content_type in ("pdf", "image")

    @property
    def may_be_retried(self) -> bool:
        return self.status in (self.Status.FAILED, self.Status.CANCELLED)
