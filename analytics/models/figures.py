"""Counts by the hour and day, and the figures that may be told.

Both hold who is behind a count as a set of bits, the numbers of `PersonNumber`: sets of any hours are put together
exactly, and quickly, and say nothing once the numbers are nobody's.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from analytics.measures import Family


class Counts(models.Model):
    """What is counted of a part of a family of measures."""

    family = models.CharField(max_length=16, choices=Family.choices)
    part = models.CharField(max_length=80, blank=True)  # which of the family; "" for all of it
    count = models.BigIntegerField(default=0)
    people = models.BinaryField(default=bytes)  # bit n is set for the person with that number in the quarter
    # Answers alone have a time and a price; elsewhere all three are empty.
    milliseconds = models.BigIntegerField(default=0)
    times = ArrayField(models.IntegerField(), default=list)  # how many in each of analytics.times.BOUNDS
    micro_usd = models.BigIntegerField(default=0)

    class Meta:
        abstract = True


class Rollup(Counts):
    """Everything that happened in one hour or one day. Nobody reads it but what releases figures from it."""

    class Grain(models.TextChoices):
        HOUR = "h"
        DAY = "d"

    grain = models.CharField(max_length=1, choices=Grain.choices)
    starts_at = models.DateTimeField()  # of a day: midnight in the client's time zone

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grain", "starts_at", "family", "part"], name="rollup_once"),
            models.CheckConstraint(condition=Q(count__gte=0), name="rollup_count"),
        ]
        indexes = [models.Index(fields=["family", "grain", "starts_at"], name="rollup_of_family")]

    def __str__(self) -> str:
        return f"{self.family} {self.part} {self.starts_at:%Y-%m-%d %H}"


class RollupZone(models.Model):
    """By which zone the days of the rollups are cut, and since when; without the row UTC, since ever."""

    time_zone = models.CharField(max_length=64)
    since = models.DateTimeField(null=True)  # where the first of these days begins, if they were ever cut anew

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="rollup_zone_once")]

    def __str__(self) -> str:
        return self.time_zone


class ReleasedFigure(Counts):
    """A figure about enough people to be told, of a stretch of time that no other figure of its family cuts.

    Never cut, only put together with others of its part. Whatever is asked is made of whole rows, so no two answers
    differ by fewer people.
    """

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # not of it any more

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family", "part", "starts_at"], name="released_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="released_stretch"),
        ]
        indexes = [models.Index(fields=["family", "ends_at"], name="released_of_family")]

    def __str__(self) -> str:
        return f"{self.family} {self.part} {self.starts_at:%Y-%m-%d %H}"
