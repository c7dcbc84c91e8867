"""What plans charge: yearly limits, services and drugs, dental classes, vision allowances."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from benefits.models.plans import OfPlan
from benefits.models.reviewed import (
    Network,
    Reviewed,
    between_nothing_and_all,
    dollars,
    not_below_zero,
    once,
    one_of,
    share,
)
from benefits.services import DRUG_SERVICES, MEDICAL_SERVICES

SERVICE_CHOICES = [(service.code, service.name) for service in MEDICAL_SERVICES]
SERVICE_CODES = [service.code for service in MEDICAL_SERVICES]


class Accumulator(OfPlan):
    """One yearly limit of a plan in a network: the deductible, or the most that is paid out of pocket."""

    class Kind(models.TextChoices):
        DEDUCTIBLE = "deductible", "Deductible"
        OUT_OF_POCKET = "oopm", "Out-of-pocket limit"

    class FamilyRule(models.TextChoices):
        EMBEDDED = "embedded", "Embedded: each member has a limit of their own"
        AGGREGATE = "aggregate", "Aggregate: one member may have to fill the family's"

    network = models.CharField(max_length=3, choices=Network.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    individual = dollars()  # of coverage of one person
    family = dollars()
    family_rule = models.CharField(max_length=9, choices=FamilyRule.choices)
    person_in_family = dollars(null=True, blank=True)  # of one member under an embedded limit
    includes_drugs = models.BooleanField(default=True)
    is_combined = models.BooleanField(default=False)  # care in and out of the network fills one limit
    copays_count = models.BooleanField(default=False)  # copays fill it too; of a deductible

    class Meta(Reviewed.Meta):
        ordering = ("plan", "kind", "network")
        constraints = [
            *Reviewed.Meta.constraints,
            once("accumulator_once", "plan", "network", "kind"),
            one_of("accumulator_network_known", "network", Network),
            models.CheckConstraint(
                condition=Q(kind__in=["deductible", "oopm"]),
                name="accumulator_kind_known",
                violation_error_message="A yearly limit is a deductible or an out-of-pocket limit (oopm).",
            ),
            not_below_zero("accumulator_not_below_zero", "individual", "family", "person_in_family"),
            models.CheckConstraint(
                condition=Q(family__gte=F("individual")),
                name="accumulator_family_is_more",
                violation_error_message="A family's limit is not below that of one person.",
            ),
            models.CheckConstraint(
                condition=Q(family_rule="embedded", person_in_family__isnull=False)
                | Q(family_rule="aggregate", person_in_family__isnull=True),
                name="accumulator_embedded_has_person",
                violation_error_message=(
                    "An embedded limit says what one member of a family fills; an aggregate limit has no such amount."
                ),
            ),
            models.CheckConstraint(
                condition=Q(person_in_family__isnull=True) | Q(person_in_family__lte=F("family")),
                name="accumulator_person_in_family",
                violation_error_message="What one member fills is not more than the family's limit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_network_display().lower()}"


class ServiceCost(OfPlan):
    """What a member pays for one service in one network."""

    class Unit(models.TextChoices):
        VISIT = "visit", "a visit"
        ADMISSION = "admission", "an admission"
        DAY = "day", "a day"
        FILL = "fill", "a fill"
        SCAN = "scan", "a scan"
        SURGERY = "surgery", "a surgery"
        TRIP = "trip", "a trip"
        ITEM = "item", "an item"

    service = models.CharField(max_length=30, choices=SERVICE_CHOICES)
    network = models.CharField(max_length=3, choices=Network.choices)
    copay = dollars(null=True, blank=True)
    copay_unit = models.CharField(max_length=9, choices=Unit.choices, blank=True)
    max_days = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    coinsurance = share(null=True, blank=True)  # the member's
    deductible_applies = models.BooleanField(default=False)
    first_visits = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    first_copay = dollars(null=True, blank=True)
    not_covered = models.BooleanField(default=False)
    no_charge = models.BooleanField(default=False)
    limits = models.CharField(max_length=1000, blank=True)
    prior_auth = models.BooleanField(default=False)
    notes = models.CharField(max_length=1000, blank=True)

    class Meta(Reviewed.Meta):
        ordering = ("plan", "service", "network")
        constraints = [
            *Reviewed.Meta.constraints,
            once("service_cost_once", "plan", "service", "network"),
            models.CheckConstraint(
                condition=Q(service__in=SERVICE_CODES),
                name="service_cost_service_known",
                violation_error_message="This service is not in the list of services.",
            ),
            one_of("service_cost_network_known", "network", Network),
            not_below_zero("service_cost_not_below_zero", "copay", "first_copay"),
            between_nothing_and_all("service_cost_shares", "coinsurance"),
            models.CheckConstraint(
                condition=Q(not_covered=False)
                | Q(
                    no_charge=False,
                    copay__isnull=True,
                    coinsurance__isnull=True,
                    first_visits__isnull=True,
                    deductible_applies=False,
                ),
                name="service_cost_covered_or_not",
                violation_error_message="What is not covered has no price: no copay, share, deductible or free visits.",
            ),
            models.CheckConstraint(
                condition=Q(no_charge=False)
                | Q(copay__isnull=True, coinsurance__isnull=True, first_visits__isnull=True),
                name="service_cost_free_or_not",
                violation_error_message="What is free has no copay and no share.",
            ),
            models.CheckConstraint(
                condition=Q(not_covered=True)
                | Q(no_charge=True)
                | Q(copay__isnull=False)
                | Q(coinsurance__isnull=False),
                name="service_cost_says_something",
                violation_error_message="Say a copay or a share, or that it is free or not covered.",
            ),
            models.CheckConstraint(
                condition=Q(first_visits__isnull=True, first_copay__isnull=True)
                | Q(first_visits__gte=1, first_copay__isnull=False),
                name="service_cost_first_visits_whole",
                violation_error_message="Say for how many first visits the first copay is charged, and how much it is.",
            ),
            models.CheckConstraint(
                condition=Q(max_days__isnull=True) | Q(copay__isnull=False, copay_unit="day"),
                name="service_cost_days_of_a_day",
                violation_error_message="Only a copay a day has a number of days it is charged for.",
            ),
            models.CheckConstraint(
                condition=~Q(network="IN1") | ~Q(service__in=list(DRUG_SERVICES)),
                name="service_cost_drugs_have_tiers",
                violation_error_message="What drugs cost in the network is entered in the plan's drug tiers.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_service_display()}, {self.get_network_display().lower()}"


class RxTier(OfPlan):
    """What a fill of a drug of one tier costs in the network: for 30 days at a pharmacy, or for 90 by mail."""

    order = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(9)])
    label = models.CharField(max_length=80)
    service = models.CharField(
        max_length=30, blank=True, choices=[one for one in SERVICE_CHOICES if one[0] in DRUG_SERVICES]
    )  # the row of the summary that it is
    days = models.PositiveSmallIntegerField(choices=[(30, "30 days, retail"), (90, "90 days, mail order")])
    copay = dollars(null=True, blank=True)
    coinsurance = share(null=True, blank=True)
    min_per_fill = dollars(null=True, blank=True)
    max_per_fill = dollars(null=True, blank=True)
    deductible_applies = models.BooleanField(default=False)
    not_covered = models.BooleanField(default=False)

    class Meta(Reviewed.Meta):
        ordering = ("plan", "order", "days")
        constraints = [
            *Reviewed.Meta.constraints,
            once("rx_tier_once", "plan", "order", "days"),
            models.CheckConstraint(
                condition=Q(days__in=[30, 90]),
                name="rx_tier_days",
                violation_error_message="A fill is for 30 days (retail) or for 90 (mail order).",
            ),
            not_below_zero("rx_tier_not_below_zero", "copay", "min_per_fill", "max_per_fill"),
            between_nothing_and_all("rx_tier_shares", "coinsurance"),
            models.CheckConstraint(
                condition=Q(min_per_fill__isnull=True)
                | Q(max_per_fill__isnull=True)
                | Q(max_per_fill__gte=F("min_per_fill")),
                name="rx_tier_max_is_more",
                violation_error_message="The most of a fill is not below the least.",
            ),
            models.CheckConstraint(
                condition=Q(not_covered=True, copay__isnull=True, coinsurance__isnull=True)
                | (Q(not_covered=False) & (Q(copay__isnull=False) | Q(coinsurance__isnull=False))),
                name="rx_tier_covered_or_not",
                violation_error_message="Say a copay or a share, or that the tier is not covered, not both.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.get_days_display()}"


class DentalTerms(OfPlan):
    """What holds for a dental plan as a whole."""

    deductible_person = dollars()
    deductible_family = dollars(null=True, blank=True)
    annual_max = dollars(null=True, blank=True)  # empty: the plan has none
    ortho_max = dollars(null=True, blank=True)  # in a lifetime
    ortho_age = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(99)])
    ortho_covered = models.BooleanField(default=False)

    class Meta(Reviewed.Meta):
        ordering = ("plan",)
        constraints = [
            *Reviewed.Meta.constraints,
            once("dental_terms_once", "plan"),
            not_below_zero(
                "dental_terms_not_below_zero", "deductible_person", "deductible_family", "annual_max", "ortho_max"
            ),
            models.CheckConstraint(
                condition=Q(deductible_family__isnull=True) | Q(deductible_family__gte=F("deductible_person")),
                name="dental_terms_family_is_more",
                violation_error_message="A family's deductible is not below that of one person.",
            ),
            models.CheckConstraint(
                condition=Q(ortho_covered=True) | Q(ortho_max__isnull=True, ortho_age__isnull=True),
                name="dental_terms_ortho_or_not",
                violation_error_message="Orthodontia that is not covered has no maximum and no age.",
            ),
        ]

    def __str__(self) -> str:
        return f"Dental terms of {self.plan}"


class DentalCost(OfPlan):
    """What a dental plan pays of one class of work."""

    class DentalClass(models.TextChoices):
        PREVENTIVE = "I", "Class I: preventive"
        BASIC = "II", "Class II: basic"
        MAJOR = "III", "Class III: major"
        ORTHO = "ortho", "Orthodontia"

    dental_class = models.CharField(max_length=5, choices=DentalClass.choices)
    plan_share = share()
    deductible_applies = models.BooleanField(default=True)
    waiting_months = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(36)])

    class Meta(Reviewed.Meta):
        ordering = ("plan", "dental_class")
        constraints = [
            *Reviewed.Meta.constraints,
            once("dental_cost_once", "plan", "dental_class"),
            models.CheckConstraint(
                condition=Q(dental_class__in=["I", "II", "III", "ortho"]),
                name="dental_cost_class_known",
                violation_error_message="A class of dental work is I, II, III or ortho.",
            ),
            between_nothing_and_all("dental_cost_shares", "plan_share"),
        ]

    def __str__(self) -> str:
        return self.get_dental_class_display()


class VisionAllowance(OfPlan):
    """What a vision plan pays of an exam, of frames or of lenses."""

    class Item(models.TextChoices):
        EXAM = "exam", "Eye exam"
        FRAMES = "frames", "Frames"
        LENSES = "lenses", "Lenses"
        CONTACTS = "contacts", "Contact lenses"

    item = models.CharField(max_length=8, choices=Item.choices)
    copay = dollars(default=Decimal(0))
    allowance = dollars(null=True, blank=True)  # empty: paid in full above the copay
    discount = share(default=Decimal(0))  # on what is above the allowance
    every_months = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(60)])

    class Meta(Reviewed.Meta):
        ordering = ("plan", "item")
        constraints = [
            *Reviewed.Meta.constraints,
            once("vision_allowance_once", "plan", "item"),
            not_below_zero("vision_allowance_not_below_zero", "copay", "allowance"),
            between_nothing_and_all("vision_allowance_shares", "discount"),
        ]

    def __str__(self) -> str:
        return self.get_item_display()
