"""The frame every answer stands in: plan years, benefit classes, and whom to call."""

import uuid
from datetime import date
from typing import Self

from django.db import models


class PlanYearQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class PlanYear(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    label = models.CharField(max_length=20, unique=True, help_text="As people say it: 2027, or 2026–27.")
    starts_on = models.DateField()
    ends_on = models.DateField()
    enrolment_opens_on = models.DateField(null=True, blank=True)
    enrolment_closes_on = models.DateField(null=True, blank=True)

    objects = PlanYearQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on",)
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("starts_on")), name="plan_year_ends_later"),
        ]

    def __str__(self) -> str:
        return self.label

    def is_enrolment_open(self, day: date) -> bool:
        if self.enrolment_opens_on is None or self.enrolment_closes_on is None:
            return False
        return self.enrolment_opens_on <= day <= self.enrolment_closes_on


class BenefitClass(models.Model):
    """A group of employees with the same benefits: salaried, a union local, part time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=30, unique=True)
    label = models.CharField(max_length=100)

    class Meta:
        ordering = ("label",)
        verbose_name_plural = "benefit classes"

    def __str__(self) -> str:
        return self.label


class Contact(models.Model):
    """Whom to call: a carrier, an account administrator, the HR team."""

    class Role(models.TextChoices):
        HR = "hr", "HR team"
        MEDICAL = "medical", "Medical plan"
        PHARMACY = "pharmacy", "Pharmacy"
        DENTAL = "dental", "Dental"
        VISION = "vision", "Vision"
        ACCOUNTS = "accounts", "FSA and HSA"
        RETIREMENT = "retirement", "Retirement plan"
        LIFE = "life", "Life and disability"
        COBRA = "cobra", "COBRA"
        EAP = "eap", "Employee assistance"
        OTHER = "other", "Other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    url = models.URLField(blank=True)
    hours = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=255, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name
