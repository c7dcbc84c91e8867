"""The frame every answer stands in: plan years, benefit classes, and whom to call."""

import uuid
from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator, URLValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from benefits.models.reviewed import Reviewed
from tenants.form_fields import PHONE

CONTACT_TAKEN = "There is a contact with this name for this need already."
CLASS_CODE = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9_.-]*$",
    "Use letters, digits, hyphens, dots and underscores, without spaces, for example UNION or PART-TIME.",
)
CLASS_TAKEN = "There is a class with this code already."
YEARS_OVERLAP = "Some of these days belong to another plan year."
DEDUCTIONS = (
    MinValueValidator(1, "At least one deduction fits into a year."),
    MaxValueValidator(53, "At most 53 deductions fit into a year."),
)


class PlanYearQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def not_over(self, day: date) -> Self:
        return self.filter(ends_on__gte=day)

    def told(self) -> Self:
        """Return those that employees are told of."""
        return self.exclude(status=PlanYear.Status.DRAFT)

    def overlapping(self, first: date, last: date) -> Self:
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class PlanYear(models.Model):
    class DefaultAction(models.TextChoices):
        """What becomes of those who choose nothing while enrollment is open."""

        PASSIVE = "passive", "Everything goes on as it is"
        ACTIVE = "active", "Nothing goes on: everybody has to choose"
        ACTIVE_FOR_FSA = "active_for_fsa", "Plans go on; spending accounts have to be chosen anew"

    class Status(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        PUBLISHED = "published", "Told to employees"
        CLOSED = "closed", "Over and closed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    label = models.CharField(max_length=20, unique=True, help_text="As people say it: 2027, or 2026–27.")
    starts_on = models.DateField()
    ends_on = models.DateField()
    enrolment_opens_on = models.DateField(null=True, blank=True)
    enrolment_closes_on = models.DateField(null=True, blank=True)
    default_action = models.CharField(max_length=14, choices=DefaultAction.choices, blank=True)  # empty: not said
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.PUBLISHED)

    objects = PlanYearQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on",)
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("starts_on")), name="plan_year_ends_later"),
            models.CheckConstraint(
                condition=models.Q(enrolment_opens_on__isnull=True, enrolment_closes_on__isnull=True)
                | models.Q(
                    enrolment_opens_on__isnull=False,
                    enrolment_closes_on__isnull=False,
                    enrolment_closes_on__gte=models.F("enrolment_opens_on"),
                ),
                name="plan_year_enrolment_whole",
            ),
            # "This year" and "next year" are one year each, for every day.
            ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            "starts_on",
                            "ends_on",
                            models.Value("[]"),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    )
                ],
                name="plan_years_apart",
                violation_error_message=YEARS_OVERLAP,
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_told(self) -> bool:
        """Whether employees are told of it."""
        return self.status != PlanYear.Status.DRAFT

    def nearest_to(self, day: date) -> date:
        """Return the day itself, or the day of this year that lies next to it."""
        return min(max(day, self.starts_on), self.ends_on)

    def is_enrolment_open(self, day: date) -> bool:
        if self.enrolment_opens_on is None or self.enrolment_closes_on is None:
            return False
        return self.enrolment_opens_on <= day <= self.enrolment_closes_on


class PayCalendar(Reviewed):
    """How often is paid, and from how many of the paychecks of a year something is deducted."""

    code = models.CharField(max_length=30, unique=True, validators=[CLASS_CODE])
    label = models.CharField(max_length=100)
    deductions_per_year = models.PositiveSmallIntegerField(validators=DEDUCTIONS)
    skipped_pays = ArrayField(models.DateField(), default=list, blank=True)  # paydays without a deduction

    class Meta(Reviewed.Meta):
        ordering = ("label",)
        constraints = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(deductions_per_year__range=(1, 53)),
                name="pay_calendar_deductions",
                violation_error_message="Between 1 and 53 deductions fit into a year.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class BenefitClassQuerySet(models.QuerySet):
    def choices(self) -> list[tuple[str, str]]:
        return list(self.values_list("code", "label"))

    def hold(self, code: str) -> bool:
        """Keep the class from being removed until this transaction ends; False if there is no such class."""
        return self.select_for_update().filter(code=code).first() is not None


class BenefitClass(models.Model):
    """A group of employees with the same benefits: salaried, a union local, part time.

    People and documents carry its code, which therefore never changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=30, unique=True, validators=[CLASS_CODE])
    label = models.CharField(max_length=100)
    label_es = models.CharField(max_length=100, blank=True)
    pay_calendar = models.ForeignKey(PayCalendar, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = BenefitClassQuerySet.as_manager()

    class Meta:
        ordering = ("label",)
        verbose_name_plural = "benefit classes"
        constraints = [
            models.UniqueConstraint(Lower("code"), name="benefit_class_code_once", violation_error_message=CLASS_TAKEN),
        ]

    def __str__(self) -> str:
        return self.label


class SkippedStep(models.Model):
    """A first step that this company does not need: where everybody has the same benefits, there are no classes."""

    class Step(models.TextChoices):
        CLASSES = "classes"
        QUESTIONS = "questions"

    step = models.CharField(primary_key=True, max_length=20, choices=Step.choices)

    def __str__(self) -> str:
        return self.step


class Contact(models.Model):
    """Whom to call: a carrier, an account administrator, the HR team."""

    class Role(models.TextChoices):
        HR = "hr", _("HR team")
        MEDICAL = "medical", _("Medical plan")
        PHARMACY = "pharmacy", _("Pharmacy")
        DENTAL = "dental", _("Dental")
        VISION = "vision", _("Vision")
        ACCOUNTS = "accounts", _("FSA and HSA")
        RETIREMENT = "retirement", _("Retirement plan")
        LIFE = "life", _("Life and disability")
        COBRA = "cobra", _("COBRA")
        EAP = "eap", _("Employee assistance")
        OTHER = "other", _("Other")

    class Language(models.TextChoices):
        """The languages that call centers for benefits most often speak."""

        ENGLISH = "en", _("English")
        SPANISH = "es", _("Spanish")
        CHINESE = "zh", _("Chinese")
        VIETNAMESE = "vi", _("Vietnamese")
        TAGALOG = "tl", _("Tagalog")
        KOREAN = "ko", _("Korean")
        HAITIAN_CREOLE = "ht", _("Haitian Creole")
        PORTUGUESE = "pt", _("Portuguese")
        FRENCH = "fr", _("French")
        ARABIC = "ar", _("Arabic")
        SIGN_LANGUAGE = "ase", _("American Sign Language")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    phone = models.CharField(max_length=40, blank=True, validators=[PHONE])
    email = models.EmailField(blank=True)
    url = models.URLField(blank=True, validators=[URLValidator(schemes=["https"])])
    hours = models.CharField(max_length=120, blank=True)
    hours_es = models.CharField(max_length=120, blank=True)
    languages = ArrayField(models.CharField(max_length=5, choices=Language.choices), default=list, blank=True)
    note = models.CharField(max_length=255, blank=True)
    note_es = models.CharField(max_length=255, blank=True)
    # Code of before, which runs on while a new version goes out, stores contacts without what follows.
    group_number = models.CharField(max_length=40, blank=True, default="", db_default="")
    tty = models.CharField(max_length=40, blank=True, default="", db_default="", validators=[PHONE])
    app_url = models.URLField(blank=True, default="", db_default="", validators=[URLValidator(schemes=["https"])])
    id_card = models.CharField(max_length=255, blank=True, default="", db_default="")
    id_card_es = models.CharField(max_length=255, blank=True, default="", db_default="")
    appeals_address = models.CharField(max_length=255, blank=True, default="", db_default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "name")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "role",
                name="contact_once_a_need",
                violation_error_message=CONTACT_TAKEN,
            ),
            models.CheckConstraint(
                condition=models.Q(url="") | models.Q(url__startswith="https://"), name="contact_url_https"
            ),
            models.CheckConstraint(
                condition=models.Q(app_url="") | models.Q(app_url__startswith="https://"), name="contact_app_url_https"
            ),
            models.CheckConstraint(
                condition=~models.Q(phone="", email="", url=""),
                name="contact_can_be_reached",
                violation_error_message="Give at least one way to reach them: a phone number, an email or a website.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def hours_in(self, language: str) -> str:
        """Return when they can be reached in the language, or in English if HR has given no other."""
        return (language == "es" and self.hours_es) or self.hours

    def note_in(self, language: str) -> str:
        return (language == "es" and self.note_es) or self.note

    def id_card_in(self, language: str) -> str:
        """Return how one gets the card of the plan."""
        return (language == "es" and self.id_card_es) or self.id_card
