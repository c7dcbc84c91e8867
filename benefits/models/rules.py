"""The company's own rules of a plan year: who is covered from when to when, accounts, income, leave, life events."""

from decimal import Decimal, InvalidOperation

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from benefits.models.frame import BenefitClass, PlanYear
from benefits.models.reviewed import Reviewed, between_nothing_and_all, dollars, not_below_zero, once, share


class OfYear(Reviewed):
    """A rule of one plan year; where it names a class, for that class instead of everybody's."""

    plan_year = models.ForeignKey(PlanYear, on_delete=models.PROTECT, related_name="%(class)s_rows")
    benefit_class = models.ForeignKey(
        BenefitClass, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)s_rows"
    )

    class Meta(Reviewed.Meta):
        abstract = True


def check_table(field: str, table: object, *, is_share: bool) -> None:
    """Raise ValidationError unless the table is pairs of a whole number of years and an amount, the years rising."""
    told = f"Give pairs of years and {'a share between 0 and 1' if is_share else 'an amount'}, the years rising."
    if not isinstance(table, list):
        raise ValidationError({field: told})
    most, before = Decimal(1) if is_share else Decimal(10_000), -1
    for pair in table:
        if not (isinstance(pair, list) and len(pair) == 2 and type(pair[0]) is int and before < pair[0] <= 120):
            raise ValidationError({field: told})
        before, amount = pair[0], _decimal(pair[1])
        if amount is None or not 0 <= amount <= most:
            raise ValidationError({field: told})


def _decimal(written: object) -> Decimal | None:
    """JSON has no Decimal: figures of tables are kept as they are written, "0.65"."""
    try:
        amount = Decimal(written) if isinstance(written, str) else None
    except InvalidOperation:
        return None
    return amount if amount is not None and amount.is_finite() else None


def table_of(kept: list) -> tuple[tuple[int, Decimal], ...]:
    return tuple((years, Decimal(amount)) for years, amount in kept)


class ClassRule(OfYear):
    """From when and how long the people of a class are covered, and what is theirs alone."""

    class Begins(models.TextChoices):
        ON_DAY = "on_day", "on that very day"
        FIRST_ON_OR_AFTER = "first_on_or_after", "first of the month coincident with or next after it"
        FIRST_AFTER = "first_after", "first of the month after it"

    class Ends(models.TextChoices):
        BIRTHDAY = "birthday", "the day before the birthday"
        END_OF_MONTH = "end_of_month", "the end of the month of the birthday"
        END_OF_YEAR = "end_of_year", "the end of the year of the birthday"

    class Method(models.TextChoices):
        EMPLOYER_SHARE = "employer_share", "(a) what the employer pays more"
        FAIR_VALUE = "fair_value", "(b) the fair value less what is paid after tax"

    class CobraFrom(models.TextChoices):
        """From which day the months of COBRA count; the event, unless the plan says otherwise."""

        EVENT = "event", "the day of the event, as the law has it"
        LOSS = "loss", "the last day of coverage, as the plan says"

    waiting_days = models.PositiveSmallIntegerField(validators=[MaxValueValidator(90)])
    begins = models.CharField(max_length=17, choices=Begins.choices)
    life_event_days = models.PositiveSmallIntegerField(validators=[MinValueValidator(30), MaxValueValidator(366)])
    age_out = models.CharField(max_length=12, choices=Ends.choices)
    age_out_age = models.PositiveSmallIntegerField(
        default=26, validators=[MinValueValidator(26), MaxValueValidator(30)]
    )
    covers_partners = models.BooleanField(default=False)
    imputed_method = models.CharField(max_length=14, choices=Method.choices, blank=True)
    cobra_from = models.CharField(max_length=5, choices=CobraFrom.choices, default=CobraFrom.EVENT)
    least_hours = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(60)])
    eligibility = models.CharField(max_length=500, blank=True)

    class Meta(Reviewed.Meta):
        ordering = ("plan_year", "benefit_class")
        constraints = [
            *Reviewed.Meta.constraints,
            once("class_rule_once", "plan_year", "benefit_class"),
            models.CheckConstraint(
                condition=Q(waiting_days__lte=90),
                name="class_rule_waiting",
                violation_error_message="Nobody may have to wait for more than 90 days.",
            ),
            models.CheckConstraint(
                condition=Q(life_event_days__range=(30, 366)),
                name="class_rule_event_days",
                violation_error_message="Federal law gives at least 30 days to report a life event.",
            ),
            models.CheckConstraint(
                condition=Q(age_out_age__range=(26, 30)),
                name="class_rule_age",
                violation_error_message="Children are covered at least until they are 26.",
            ),
            models.CheckConstraint(
                condition=Q(begins__in=["on_day", "first_on_or_after", "first_after"])
                & Q(age_out__in=["birthday", "end_of_month", "end_of_year"])
                & Q(imputed_method__in=["", "employer_share", "fair_value"])
                & Q(cobra_from__in=["event", "loss"]),
                name="class_rule_words_known",
                violation_error_message="When coverage or COBRA begins, ends or how it is taxed is not from the list.",
            ),
            models.CheckConstraint(
                condition=Q(covers_partners=True) | Q(imputed_method=""),
                name="class_rule_method_of_partners",
                violation_error_message="Only where domestic partners are covered is their coverage taxed.",
            ),
        ]

    def __str__(self) -> str:
        return f"Coverage of {self.benefit_class or 'everybody'}"


class AccountRule(OfYear):
    """How much goes into a spending account, and what becomes of what is left."""

    class Line(models.TextChoices):
        FSA = "fsa", "Health care FSA"
        LIMITED = "lpfsa", "Limited-purpose FSA"
        DEPENDENT_CARE = "dcfsa", "Dependent care FSA"
        TRANSIT = "transit", "Transit"
        PARKING = "parking", "Parking"

    line = models.CharField(max_length=7, choices=Line.choices)
    limit = dollars()
    minimum = dollars(null=True, blank=True)
    carry_over = dollars(null=True, blank=True)
    grace_until = models.DateField(null=True, blank=True)
    claims_by = models.DateField(null=True, blank=True)
    claims_days = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(366)])
    limited_purpose_offered = models.BooleanField(default=False)

    class Meta(Reviewed.Meta):
        ordering = ("plan_year", "line")
        constraints = [
            *Reviewed.Meta.constraints,
            once("account_rule_once", "plan_year", "benefit_class", "line"),
            not_below_zero("account_rule_not_below_zero", "limit", "minimum", "carry_over"),
            models.CheckConstraint(
                condition=Q(line__in=["fsa", "lpfsa", "dcfsa", "transit", "parking"]),
                name="account_rule_line_known",
                violation_error_message="An account is fsa, lpfsa, dcfsa, transit or parking.",
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(minimum__lte=F("limit")),
                name="account_rule_minimum",
                violation_error_message="The least that may be put in is more than the most.",
            ),
            models.CheckConstraint(
                condition=Q(carry_over__isnull=True) | Q(grace_until__isnull=True),
                name="account_rule_carry_or_grace",
                violation_error_message="Money is carried over or has a grace period, never both (Notice 2013-71).",
            ),
            models.CheckConstraint(
                condition=Q(claims_by__isnull=True) | Q(claims_days__isnull=True),
                name="account_rule_claims_once",
                violation_error_message="Say the last day for claims, or how many days after the year, not both.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_line_display()


class LifeRule(OfYear):
    """Life insurance that the company pays: so many times the pay."""

    multiple = models.DecimalField(
        max_digits=4, decimal_places=2, validators=[MinValueValidator(0), MaxValueValidator(20)]
    )
    maximum = dollars(null=True, blank=True)
    reductions = models.JSONField(default=list, blank=True)  # age -> share of the coverage that is left

    class Meta(Reviewed.Meta):
        ordering = ("plan_year",)
        constraints = [
            *Reviewed.Meta.constraints,
            once("life_rule_once", "plan_year", "benefit_class"),
            not_below_zero("life_rule_not_below_zero", "multiple", "maximum"),
        ]

    def __str__(self) -> str:
        return "Life insurance"

    def clean(self) -> None:
        check_table("reductions", self.reductions, is_share=True)


class DisabilityRule(OfYear):
    """What is paid of the pay to who cannot work."""

    class Kind(models.TextChoices):
        SHORT = "std", "Short-term disability"
        LONG = "ltd", "Long-term disability"

    kind = models.CharField(max_length=3, choices=Kind.choices)
    percent = share()
    weekly_max = dollars(null=True, blank=True)
    monthly_max = dollars(null=True, blank=True)
    starts_day = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(730)])
    weeks = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(3000)])

    class Meta(Reviewed.Meta):
        ordering = ("plan_year", "kind")
        constraints = [
            *Reviewed.Meta.constraints,
            once("disability_rule_once", "plan_year", "benefit_class", "kind"),
            not_below_zero("disability_rule_not_below_zero", "weekly_max", "monthly_max"),
            between_nothing_and_all("disability_rule_shares", "percent"),
            models.CheckConstraint(
                condition=Q(kind__in=["std", "ltd"]) & Q(starts_day__gte=1, weeks__gte=1),
                name="disability_rule_days",
                violation_error_message="Say whether std or ltd, from which day on is paid, and for how many weeks.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class RetirementRule(OfYear):
    """What the employer adds to savings, and when that is one's own."""

    match_tiers = models.JSONField(default=list, blank=True)  # [share of pay, what is added to each dollar], in order
    vesting = models.JSONField(default=list, blank=True)  # years of service -> share; none: one's own at once
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(21)])
    eligibility = models.CharField(max_length=300, blank=True)
    automatic_percent = share(null=True, blank=True)

    class Meta(Reviewed.Meta):
        ordering = ("plan_year",)
        constraints = [
            *Reviewed.Meta.constraints,
            once("retirement_rule_once", "plan_year", "benefit_class"),
            between_nothing_and_all("retirement_rule_shares", "automatic_percent"),
        ]

    def __str__(self) -> str:
        return "Retirement plan"

    def clean(self) -> None:
        check_table("vesting", self.vesting, is_share=True)
        told = "Give pairs of a share of pay and what is added to each dollar of it: 0.03 and 1, then 0.02 and 0.50."
        if not isinstance(self.match_tiers, list) or not all(map(_is_match_tier, self.match_tiers)):
            raise ValidationError({"match_tiers": told})


def _is_match_tier(pair: object) -> bool:
    if not (isinstance(pair, list) and len(pair) == 2):
        return False
    of_pay, rate = map(_decimal, pair)
    return of_pay is not None and rate is not None and 0 < of_pay <= 1 and 0 <= rate <= 5


class LeaveRule(OfYear):
    """Paid leave: so many weeks, or so many hours a year by length of service."""

    class Kind(models.TextChoices):
        PARENTAL = "parental", "Parental leave"
        TIME_OFF = "time_off", "Paid time off"
        SICK = "sick", "Sick leave"
        BEREAVEMENT = "bereavement", "Bereavement leave"
        OTHER = "other", "Other leave"

    kind = models.CharField(max_length=11, choices=Kind.choices)
    weeks = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(104)]
    )
    pay_share = share(null=True, blank=True)
    after_months = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(60)])
    hours_by_service = models.JSONField(default=list, blank=True)  # whole years of service -> hours a year
    carry_over_hours = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(Reviewed.Meta):
        ordering = ("plan_year", "kind")
        constraints = [
            *Reviewed.Meta.constraints,
            once("leave_rule_once", "plan_year", "benefit_class", "kind"),
            between_nothing_and_all("leave_rule_shares", "pay_share"),
            models.CheckConstraint(
                condition=Q(kind__in=["parental", "time_off", "sick", "bereavement", "other"]),
                name="leave_rule_kind_known",
                violation_error_message="Leave is parental, time_off, sick, bereavement or other.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def clean(self) -> None:
        check_table("hours_by_service", self.hours_by_service, is_share=False)


class LifeEventRule(OfYear):
    """From when a change holds that a life event allows, and with which papers."""

    class Event(models.TextChoices):
        BIRTH = "birth", "Birth"
        ADOPTION = "adoption", "Adoption"
        MARRIAGE = "marriage", "Marriage"
        DIVORCE = "divorce", "Divorce"
        LOSS = "loss", "Loss of other coverage"
        GAIN = "gain", "Other coverage gained"
        MEDICAID = "medicaid", "Medicaid or CHIP"
        MOVE = "move", "Move"
        DEATH = "death", "Death"

    class Takes(models.TextChoices):
        EVENT = "event", "from the day of the event"
        FIRST_AFTER_REQUEST = "first_after_request", "from the first of the month after the request"
        DAY_AFTER_EVENT = "day_after_event", "from the day after the event"

    event = models.CharField(max_length=8, choices=Event.choices)
    days = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )  # empty: those of the class
    takes = models.CharField(max_length=19, choices=Takes.choices)
    papers = ArrayField(models.CharField(max_length=120), default=list, blank=True)

    class Meta(Reviewed.Meta):
        ordering = ("plan_year", "event")
        constraints = [
            *Reviewed.Meta.constraints,
            once("life_event_rule_once", "plan_year", "benefit_class", "event"),
            models.CheckConstraint(
                condition=Q(takes__in=["event", "first_after_request", "day_after_event"]),
                name="life_event_rule_takes_known",
                violation_error_message="A change holds from the event, the day after it, or the month after.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_event_display()
