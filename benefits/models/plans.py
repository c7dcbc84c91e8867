"""The plans of a year, and for whom they are."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy

from benefits.models.frame import Contact, PlanYear
from benefits.models.reviewed import Reviewed, ReviewedQuerySet, one_of

HTTPS = URLValidator(schemes=["https"], message="Give an address that starts with https://.")


class PlanLine(models.TextChoices):
    MEDICAL = "medical", "Medical"
    DENTAL = "dental", "Dental"
    VISION = "vision", "Vision"
    LIFE = "life", "Life insurance"
    STD = "std", "Short-term disability"
    LTD = "ltd", "Long-term disability"
    HSA = "hsa", "Health savings account"
    FSA = "fsa", "Health care FSA"
    DCFSA = "dcfsa", "Dependent care FSA"
    COMMUTER = "commuter", "Commuter benefits"
    EAP = "eap", "Employee assistance"
    RETIREMENT = "retirement", "Retirement plan"
    VOLUNTARY = "voluntary", "Voluntary benefit"


class PlanQuerySet(ReviewedQuerySet):
    def published(self) -> "PlanQuerySet":
        """Of a year that employees are told of."""
        return self.filter(status=Plan.Status.PUBLISHED).exclude(plan_year__status=PlanYear.Status.DRAFT)

    def offered_to(self, class_code: str) -> "PlanQuerySet":
        """Offered to everybody, or to this class; a class that is not known is offered what everybody is."""
        everybody = Q(classes=[])
        return self.filter(everybody | Q(classes__contains=[class_code]) if class_code else everybody)


class Plan(Reviewed):
    """One plan in one plan year. Next year's is a row of its own, which points to this one."""

    class Kind(models.TextChoices):
        PPO = "PPO", "PPO"
        HMO = "HMO", "HMO"
        EPO = "EPO", "EPO"
        POS = "POS", "POS"
        HDHP = "HDHP", gettext_lazy("High-deductible (HDHP)")
        DHMO = "DHMO", "DHMO"
        INDEMNITY = "indemnity", gettext_lazy("Indemnity")

    class Funding(models.TextChoices):
        INSURED = "insured", "Insured"
        SELF_FUNDED = "self_funded", "Self-funded"
        LEVEL = "level", "Level-funded"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    plan_year = models.ForeignKey(PlanYear, on_delete=models.PROTECT, related_name="plans")
    line = models.CharField(max_length=12, choices=PlanLine.choices)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    carrier = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="plans")
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    funding = models.CharField(max_length=12, choices=Funding.choices, blank=True)
    network_name = models.CharField(max_length=120, blank=True)
    directory_url = models.URLField(blank=True, validators=[HTTPS])
    formulary_url = models.URLField(blank=True, validators=[HTTPS])
    service_area = models.CharField(max_length=200, blank=True)
    referral_required = models.BooleanField(default=False)
    hsa_qualified = models.BooleanField(default=False)
    minimum_essential = models.BooleanField(null=True, blank=True)  # minimum essential coverage; None: not said
    minimum_value = models.BooleanField(null=True, blank=True)
    # From the most that any plan may cost: section 2707(b) of the Public Health Service Act does not bind all plans.
    is_exempt_from_cost_limit = models.BooleanField(
        default=False,
        help_text=(
            "Only of a grandfathered plan or one for retirees alone: the federal limit on what people pay in a year "
            "does not bind it. The limits of plans with a health savings account do."
        ),
    )
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="successors")
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.DRAFT)
    classes = ArrayField(models.CharField(max_length=30), default=list, blank=True)  # codes; none: everybody
    excluded = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    also_covered = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        ordering = ("plan_year", "line", "short_name")
        constraints = [
            *Reviewed.Meta.constraints,
            models.UniqueConstraint(
                "plan_year",
                Lower("short_name"),
                name="plan_once_a_year",
                violation_error_message="The plan year has a plan with this short name already.",
            ),
            one_of("plan_line_known", "line", PlanLine),
            models.CheckConstraint(
                condition=Q(kind__in=["", "PPO", "HMO", "EPO", "POS", "HDHP", "DHMO", "indemnity"]),
                name="plan_kind_known",
                violation_error_message="This is no kind of plan. Leave it empty where none fits.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published"]),
                name="plan_status_known",
                violation_error_message="A plan is a draft or published.",
            ),
            models.CheckConstraint(
                condition=Q(hsa_qualified=False) | Q(line="medical"),
                name="plan_hsa_is_medical",
                violation_error_message="Only a medical plan can go with a health savings account.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OfPlan(Reviewed):
    """A part of one plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="%(class)s_rows")

    class Meta(Reviewed.Meta):
        abstract = True
