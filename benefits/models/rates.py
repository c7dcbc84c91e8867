"""What comes off the pay, what is added to it, and what the employer puts into an account."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from benefits.calculators.annual_cost import MOST_USES
from benefits.models.costs import SERVICE_CHOICES, SERVICE_CODES
from benefits.models.frame import DEDUCTIONS, BenefitClass, PlanYear
from benefits.models.plans import OfPlan
from benefits.models.reviewed import Reviewed, Tier, dollars, not_below_zero, once, one_of

# Each of twelve months is rounded to the cent.
ROUNDED = Decimal("0.12")
# Each deduction was rounded to the cent: over a year of them that is up to three cents a month.
ROUNDED_MONTH = Decimal("0.03")


class Rate(OfPlan):
    """What one coverage tier costs: the employee from each deduction, both a month, and all of it together."""

    benefit_class = models.ForeignKey(
        BenefitClass, null=True, blank=True, on_delete=models.PROTECT, related_name="rates"
    )  # none: the same for all classes
    tier = models.CharField(max_length=5, choices=Tier.choices)
    band = models.CharField(max_length=40, blank=True)  # of pay or age, where the price hangs on it
    employee_per_deduction = dollars()
    deductions = models.PositiveSmallIntegerField(validators=DEDUCTIONS)  # a year, that the price is meant for
    employee_monthly = dollars()
    employer_monthly = dollars(null=True, blank=True)
    total_monthly = dollars(null=True, blank=True)  # what COBRA is reckoned from
    # What covering the partner is worth, where the company's method of taxing it is by fair value.
    partner_monthly = dollars(null=True, blank=True)

    class Meta(Reviewed.Meta):
        ordering = ("plan", "benefit_class", "tier", "band")
        constraints = [
            *Reviewed.Meta.constraints,
            once("rate_once", "plan", "benefit_class", "tier", "band"),
            one_of("rate_tier_known", "tier", Tier),
            not_below_zero(
                "rate_not_below_zero",
                "employee_per_deduction",
                "employee_monthly",
                "employer_monthly",
                "total_monthly",
            ),
            not_below_zero("rate_partner_not_below_zero", "partner_monthly"),
            models.CheckConstraint(
                condition=Q(partner_monthly__isnull=True) | Q(tier=Tier.PARTNER),
                name="rate_partner_of_partner",
                violation_error_message="Only coverage with a domestic partner has a fair value of the partner's part.",
            ),
            models.CheckConstraint(
                condition=Q(deductions__range=(1, 53)),
                name="rate_deductions",
                violation_error_message="Between 1 and 53 deductions fit into a year.",
            ),
            models.CheckConstraint(
                condition=Q(
                    employee_monthly__range=(
                        (F("employee_per_deduction") * F("deductions") - ROUNDED) / 12,
                        (F("employee_per_deduction") * F("deductions") + ROUNDED) / 12,
                    )
                ),
                name="rate_year_is_year",
                violation_error_message=(
                    "The year differs: each deduction times the deductions of a year is not twelve times the "
                    "employee's monthly amount. One of the three is wrong."
                ),
            ),
            models.CheckConstraint(
                condition=Q(employer_monthly__isnull=True, total_monthly__isnull=True)
                | Q(
                    employer_monthly__isnull=False,
                    total_monthly__range=(
                        F("employee_monthly") + F("employer_monthly") - ROUNDED_MONTH,
                        F("employee_monthly") + F("employer_monthly") + ROUNDED_MONTH,
                    ),
                ),
                name="rate_parts_are_total",
                violation_error_message="The employee's and the employer's part of a month do not add up to its total.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.get_tier_display()}"


class Seed(OfPlan):
    """The employer's money in an HSA or HRA, for one coverage tier."""

    class Schedule(models.TextChoices):
        ANNUAL = "annual", "Once a year"
        SEMI_ANNUAL = "semi_annual", "Twice a year"
        PER_PAY = "per_pay", "With each deduction"

    tier = models.CharField(max_length=5, choices=Tier.choices)
    amount = dollars()  # each time
    schedule = models.CharField(max_length=11, choices=Schedule.choices)
    conditions = models.CharField(max_length=300, blank=True)

    class Meta(Reviewed.Meta):
        ordering = ("plan", "tier")
        constraints = [
            *Reviewed.Meta.constraints,
            once("seed_once", "plan", "tier"),
            one_of("seed_tier_known", "tier", Tier),
            not_below_zero("seed_not_below_zero", "amount"),
            models.CheckConstraint(
                condition=Q(schedule__in=["annual", "semi_annual", "per_pay"]),
                name="seed_schedule_known",
                violation_error_message="The money comes once a year, twice a year or with each deduction.",
            ),
        ]

    def __str__(self) -> str:
        return f"Employer money of {self.plan}, {self.get_tier_display()}"

    def a_year(self, deductions: int) -> Decimal:
        times = {"annual": 1, "semi_annual": 2, "per_pay": deductions}
        return self.amount * times[self.schedule]


class Surcharge(Reviewed):
    """What is added to a deduction for tobacco, or for a spouse who has a plan at work."""

    class Kind(models.TextChoices):
        TOBACCO = "tobacco", "Tobacco"
        SPOUSE = "spouse", "Spouse with a plan at work"
        OTHER = "other", "Other"

    plan_year = models.ForeignKey(PlanYear, on_delete=models.PROTECT, related_name="surcharges")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    label = models.CharField(max_length=80)
    per_deduction = dollars()
    classes = ArrayField(models.CharField(max_length=30), default=list, blank=True)  # codes; none: everybody
    waiver = models.CharField(max_length=500, blank=True)

    class Meta(Reviewed.Meta):
        ordering = ("plan_year", "kind")
        constraints = [
            *Reviewed.Meta.constraints,
            once("surcharge_once", "plan_year", "kind"),
            not_below_zero("surcharge_not_below_zero", "per_deduction"),
            models.CheckConstraint(
                condition=Q(kind__in=["tobacco", "spouse", "other"]),
                name="surcharge_kind_known",
                violation_error_message="A surcharge is for tobacco, for a spouse, or another.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def is_for(self, class_code: str) -> bool:
        return not self.classes or class_code in self.classes


class PriceAssumption(Reviewed):
    """What one service is taken to cost, where a year on a plan is estimated. No plan's own price."""

    plan_year = models.ForeignKey(PlanYear, on_delete=models.PROTECT, related_name="prices")
    service = models.CharField(max_length=30, choices=SERVICE_CHOICES)
    label = models.CharField(max_length=80, blank=True)
    allowed = dollars()

    class Meta(Reviewed.Meta):
        ordering = ("plan_year", "service")
        constraints = [
            *Reviewed.Meta.constraints,
            once("price_assumption_once", "plan_year", "service"),
            not_below_zero("price_assumption_not_below_zero", "allowed"),
            models.CheckConstraint(
                condition=Q(service__in=SERVICE_CODES),
                name="price_assumption_service_known",
                violation_error_message="This service is not in the list of services.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.service


class UsageProfile(Reviewed):
    """How much care a year with little, usual or much of it has."""

    class Level(models.TextChoices):
        LOW = "low", "Low use"
        TYPICAL = "typical", "Typical use"
        HIGH = "high", "High use"

    plan_year = models.ForeignKey(PlanYear, on_delete=models.PROTECT, related_name="usage_profiles")
    level = models.CharField(max_length=7, choices=Level.choices)
    counts = models.JSONField()  # service -> how many of it in a year

    class Meta(Reviewed.Meta):
        ordering = ("plan_year", "level")
        constraints = [
            *Reviewed.Meta.constraints,
            once("usage_profile_once", "plan_year", "level"),
            models.CheckConstraint(
                condition=Q(level__in=["low", "typical", "high"]),
                name="usage_profile_level_known",
                violation_error_message="A profile is low, typical or high.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_level_display()

    def clean(self) -> None:
        is_table = isinstance(self.counts, dict) and all(
            service in SERVICE_CODES and type(count) is int and 0 <= count <= MOST_USES
            for service, count in self.counts.items()
        )
        if not is_table:
            raise ValidationError({"counts": f"Give each service of the list a whole number from 0 to {MOST_USES}."})
