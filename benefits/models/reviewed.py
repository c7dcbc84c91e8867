"""What every row of the catalogue has beside its figures: where they stand, from when on, who stands behind them."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from benefits.calculators.money import MOST_DOLLARS

TOO_MUCH = "This is more than any benefit comes to. Look at the amount again."
BELOW_ZERO = "An amount cannot be below zero."
SHARE_PLACES = 4
NO_SHARE = "A share lies between 0 and 1: write 20% as 0.20."


class Network(models.TextChoices):
    FIRST = "IN1", "In network"
    SECOND = "IN2", "Second network tier"
    OUT = "OON", "Out of network"


class Tier(models.TextChoices):
    """Who of a household is covered."""

    EMPLOYEE = "EE", "Employee only"
    SPOUSE = "EE_SP", "Employee + spouse"
    PARTNER = "EE_DP", "Employee + domestic partner"
    CHILDREN = "EE_CH", "Employee + child(ren)"
    ONE = "EE_1", "Employee + one"
    FAMILY = "FAM", "Family"


def dollars(**options: object) -> models.DecimalField:
    checks = (MinValueValidator(0, BELOW_ZERO), MaxValueValidator(MOST_DOLLARS, TOO_MUCH))
    return models.DecimalField(max_digits=11, decimal_places=2, validators=checks, **options)


def share(**options: object) -> models.DecimalField:
    """A part of one: 0.2000 is 20 percent."""
    checks = (MinValueValidator(0, NO_SHARE), MaxValueValidator(1, NO_SHARE))
    return models.DecimalField(max_digits=SHARE_PLACES + 1, decimal_places=SHARE_PLACES, validators=checks, **options)


def between_nothing_and_all(name: str, *fields: str) -> models.CheckConstraint:
    """The constraint that these shares, where they are known, are shares."""
    rule = Q()
    for field in fields:
        rule &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (0, 1)})
    return models.CheckConstraint(condition=rule, name=name, violation_error_message=NO_SHARE)


def not_below_zero(name: str, *fields: str) -> models.CheckConstraint:
    rule = Q()
    for field in fields:
        rule &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0})
    return models.CheckConstraint(condition=rule, name=name, violation_error_message=BELOW_ZERO)


def one_of(
    name: str, field: str, choices: type[models.TextChoices], *, or_empty: bool = False
) -> models.CheckConstraint:
    allowed = [*choices.values, ""] if or_empty else choices.values
    message = f"This is not one of: {', '.join(choices.values)}."
    return models.CheckConstraint(condition=Q(**{f"{field}__in": allowed}), name=name, violation_error_message=message)


def once(name: str, *fields: str) -> models.UniqueConstraint:
    """The constraint that a cell of the catalogue has one row for each day from which it holds."""
    return models.UniqueConstraint(
        fields=[*fields, "effective_from"],
        nulls_distinct=False,
        name=name,
        violation_error_message="There is a row for this already. Change that one, or say from when on this one holds.",
    )


class ReviewedQuerySet(models.QuerySet):
    def reviewed(self) -> Self:
        return self.filter(reviewed_at__isnull=False)

    def unreviewed(self) -> Self:
        return self.filter(reviewed_at__isnull=True)

    def holding(self, day: date) -> Self:
        """What is said to hold on the day, reviewed or not."""
        begun = Q(effective_from__isnull=True) | Q(effective_from__lte=day)
        return self.filter(begun, Q(effective_to__isnull=True) | Q(effective_to__gte=day))

    def usable(self, day: date) -> Self:
        """Reviewed by a person, and holding on the day. All that may be reckoned with."""
        return self.reviewed().holding(day)


class Reviewed(models.Model):
    """A row of figures that somebody entered and somebody stands behind.

    Nothing reckons with it before it is reviewed. The document is an id without a pointer: documents are another
    folder's, and a row outlives the paper it was taken from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source_title = models.CharField(max_length=200, blank=True)
    source_document = models.UUIDField(null=True, blank=True)
    source_page = models.PositiveIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    effective_from = models.DateField(null=True, blank=True)  # empty: from the plan year's first day on
    effective_to = models.DateField(null=True, blank=True)  # empty: to its last
    confidence = share(default=1)  # of what was read from a picture; 1 for what somebody typed
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_at = models.DateTimeField(default=timezone.now)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    # Once, or the row that it is a copy of: of a class, that it has a rule of its own, whatever waits to be looked at.
    was_reviewed = models.BooleanField(default=False, editable=False)

    objects = ReviewedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True)
                | Q(effective_to__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                name="%(class)s_days_in_order",
                violation_error_message="The last day lies before the first.",
            ),
            models.CheckConstraint(
                condition=Q(confidence__range=(0, 1)),
                name="%(class)s_confidence_is_share",
                violation_error_message=NO_SHARE,
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | Q(reviewed_at__isnull=False),
                name="%(class)s_review_has_its_time",
                violation_error_message="Whoever reviews a row does so at a moment.",
            ),
        ]

    @property
    def stamp(self) -> str:
        """Return what changes whenever somebody writes the row: a form says by it what its reader has seen."""
        return f"{self.entered_at.timestamp():.6f}"

    @property
    def is_reviewed(self) -> bool:
        return self.reviewed_at is not None
