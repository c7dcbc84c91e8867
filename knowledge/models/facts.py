"""Figures and answers read from a version one by one, and what HR says about each."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from knowledge.facts.types import UNNAMED, Reading
from knowledge.models.documents import Document, DocumentVersion


class ExtractedFactQuerySet(models.QuerySet):
    def confirmed(self) -> Self:
        return self.filter(state=ExtractedFact.State.CONFIRMED)

    def usable(self, day: date) -> Self:
        """Confirmed by a person, of a version that employees are answered from, not expired. All that may be reckoned
        with; for whom the document is meant still has to be asked (`Document.audience`).
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

    The first half is what was read and never changes; a correction stands beside it. One that nobody has confirmed is
    read by HR, by the comparison of documents, and by answers, which show nothing of it but the cell as it is printed.
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
