"""Federal limits as rows. They are operators' to enter, and live in `public`: one figure for all clients."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.operator_field import operator_field
from benefits.federal.kinds import FEDERAL, LimitBasis, LimitStatus, LimitUnit


class FederalLimitQuerySet(models.QuerySet):
    def waiting(self) -> "FederalLimitQuerySet":
        """What is not published yet: without a value, or with one that a second person has not verified."""
        return self.filter(status__in=(LimitStatus.PENDING, LimitStatus.PROJECTED))

    def published(self) -> "FederalLimitQuerySet":
        return self.filter(status=LimitStatus.PUBLISHED)

    def of(self, row: "FederalLimit") -> "FederalLimitQuerySet":
        """All rows of the same limit for the same whom, of whatever year."""
        return self.filter(key=row.key, dimension=row.dimension, jurisdiction=row.jurisdiction)


# A range has no order for texts without another extension, so their hash stands for them.
_WHOSE = models.Func(
    "key",
    "dimension",
    "jurisdiction",
    # In the order of the alphabet, as migrations write it.
    arg_joiner=" || '/' || ",
    output_field=BigIntegerRangeField(),
    template="INT8RANGE(HASHTEXTEXTENDED(%(expressions)s, 0), HASHTEXTEXTENDED(%(expressions)s, 0), '[]')",
)
_WHEN = models.Func(
    "effective_from",
    "effective_to",
    models.Value("[]"),
    function="DATERANGE",
    output_field=DateRangeField(),
)


class FederalLimit(models.Model):
    """One value of a limit, for whom and from when to when. A value that was replaced stays as a superseded row."""

    Status, Unit, Basis = LimitStatus, LimitUnit, LimitBasis

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=40)  # of benefits.federal.keys
    dimension = models.CharField(max_length=20, blank=True)  # whose: "self", "family", "50" ...; "" where there is one
    jurisdiction = models.CharField(max_length=2, default=FEDERAL)  # "US", or a state's two letters
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    unit = models.CharField(max_length=20, choices=LimitUnit.choices)
    basis = models.CharField(max_length=20, choices=LimitBasis.choices)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)  # its last day; None until the law says otherwise
    status = models.CharField(max_length=20, choices=LimitStatus.choices, default=LimitStatus.PENDING)
    cite_title = models.CharField(max_length=200, blank=True)
    cite_url = models.URLField(max_length=500, blank=True)
    published_on = models.DateField(null=True)
    entered_by = operator_field()
    entered_at = models.DateTimeField(default=timezone.now)
    verified_by = operator_field()
    verified_at = models.DateTimeField(null=True)
    shipped_in = models.CharField(max_length=20, blank=True)  # the release that brought it; "" if somebody entered it
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    note = models.CharField(max_length=500, blank=True)

    objects = FederalLimitQuerySet.as_manager()

    class Meta:
        ordering = ("key", "dimension", "jurisdiction", "-effective_from", "-entered_at")
        constraints = [
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__gt=0), name="limit_positive"),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="limit_ends_later",
            ),
            models.CheckConstraint(
                condition=~Q(status=LimitStatus.PENDING) | Q(value__isnull=True), name="limit_pending_is_no_number"
            ),
            models.CheckConstraint(
                condition=Q(status=LimitStatus.PENDING) | Q(value__isnull=False), name="limit_has_value"
            ),
            # Two people stand behind what is published, or the release that brought it.
            models.CheckConstraint(
                condition=~Q(status=LimitStatus.PUBLISHED)
                | (
                    ~Q(cite_title="")
                    & (
                        (Q(entered_by__isnull=True) & ~Q(shipped_in=""))
                        | (
                            Q(entered_by__isnull=False)
                            & Q(verified_by__isnull=False)
                            & Q(verified_at__isnull=False)
                            & ~Q(verified_by=F("entered_by"))
                        )
                    )
                ),
                name="limit_published_by_two",
            ),
            models.UniqueConstraint(
                fields=["key", "dimension", "jurisdiction", "effective_from"],
                condition=Q(status__in=("pending", "projected")),
                name="limit_one_waits",
            ),
            ExclusionConstraint(
                expressions=[(_WHOSE, RangeOperators.OVERLAPS), (_WHEN, RangeOperators.OVERLAPS)],
                condition=Q(status="published"),
                name="limit_one_published",
            ),
        ]

    def __str__(self) -> str:
        whose = "/".join(filter(None, (self.key, self.dimension)))
        place = "" if self.jurisdiction == FEDERAL else f" {self.jurisdiction}"
        until = f" to {self.effective_to}" if self.effective_to else " on"
        return f"{whose}{place}, from {self.effective_from}{until}"

    @property
    def is_shipped(self) -> bool:
        """Whether nobody has touched what the product brought."""
        return bool(self.shipped_in) and self.entered_by_id is None


class LimitImport(models.Model):
    """A file of limits that somebody looks at before it is taken over; its lines as they were read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=200, blank=True)
    lines = models.JSONField()  # [number in the file, {column: text}]
    notes = models.JSONField(default=list)  # sentences on how it was read
    seen = models.JSONField(default=list)  # of each line: what it would have done when it was read
    made_by = operator_field()
    made_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return self.file_name or str(self.made_at)
