"""What each calculator asks. Everything is optional that it can do without."""

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from benefits.calculator_pages.fields import MoneyField
from benefits.federal.limits import years_of
from tenants.form_fields import DateInput


class CalculatorForm(forms.Form):
    use_required_attribute = False


class _CountField(forms.IntegerField):
    """A whole number that is typed, between two bounds."""

    widget = forms.NumberInput(attrs={"inputmode": "numeric"})


class AgeField(_CountField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Your age on December 31"),
            min_value=0,
            max_value=120,
            error_messages={
                "required": _("Say how old you are at the end of the year."),
                "invalid": _("Write the age as a whole number."),
            },
        )


class PaysField(_CountField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Paychecks left this year"),
            min_value=1,
            max_value=53,
            required=False,
            help_text=_("To see how much that is each time."),
        )


class YearField(forms.TypedChoiceField):
    """A year for which the limit is published, or will be: then it is said that it is not yet."""

    def __init__(self, key: str) -> None:
        # Asked for with each form: operators publish a year while the product runs.
        super().__init__(label=_("Year"), coerce=int, choices=lambda: [(year, str(year)) for year in years_of(key)])


class HsaForm(CalculatorForm):
    year = YearField("hsa")
    coverage = forms.ChoiceField(
        label=_("Your coverage in the HSA plan"),
        choices=(("self", _("Only me")), ("family", _("Me and others"))),
        widget=forms.RadioSelect,
        initial="self",
        error_messages={"required": _("Choose whom the plan covers.")},
    )
    begins = forms.TypedChoiceField(
        label=_("Covered from the first of"),
        coerce=int,
        choices=list(MONTHS.items()),
        initial=1,
        help_text=_("To the end of the year. A month counts if you are covered on its first day."),
    )
    age = AgeField()
    employer = MoneyField(
        label=_("What your employer puts in this year"), required=False, help_text=_("Leave it empty if nothing.")
    )
    own_so_far = MoneyField(
        label=_("What you have put in so far"),
        required=False,
        help_text=_("By payroll or in any other way, in this calendar year."),
    )
    pays_left = PaysField()
    has_general_fsa = forms.BooleanField(
        label=_("I or my spouse have a health FSA that pays for everything, not only for dental and vision"),
        required=False,
    )
    is_dependent = forms.BooleanField(label=_("I am somebody’s dependent on their tax return"), required=False)


class RetirementForm(CalculatorForm):
    year = YearField("deferral")
    age = AgeField()
    saved_so_far = MoneyField(
        label=_("What you have saved in a 401(k) this year"),
        help_text=_("At all employers together, without what they add."),
        error_messages={"required": _("Write what you have saved so far; 0 if nothing.")},
    )
    pays_left = PaysField()
    wages_last_year = MoneyField(
        label=_("Your wages of the year before"),
        required=False,
        help_text=_("From 50 on they decide whether the catch-up has to be Roth: box 3 of your W-2."),
    )


class DependentCareForm(CalculatorForm):
    year = YearField("dependent_care")
    filing = forms.ChoiceField(
        label=_("How you file your taxes"),
        choices=(
            ("joint", _("Married, together")),
            ("separate", _("Married, apart")),
            ("head", _("Head of household")),
            ("single", _("Single")),
        ),
        error_messages={"required": _("Choose how you file your taxes.")},
    )
    deductions = _CountField(
        label=_("Paychecks in a year"),
        min_value=1,
        max_value=53,
        required=False,
        help_text=_("To see how much that is each time."),
    )


class CobraForm(CalculatorForm):
    event = forms.ChoiceField(
        label=_("Why the coverage ends"),
        choices=(
            ("left_job", _("The job ended")),
            ("fewer_hours", _("Fewer hours of work")),
            ("divorce", _("Divorce or separation")),
            ("death", _("Death of the employee")),
            ("medicare", _("The employee went on Medicare")),
            ("age_out", _("A child grew too old for the plan")),
        ),
    )
    lost = forms.DateField(
        label=_("Last day of coverage"),
        widget=DateInput,
        error_messages={"required": _("Write the last day on which you are covered.")},
    )
    happened = forms.DateField(
        label=_("Day on which that happened"),
        widget=DateInput,
        required=False,
        help_text=_("The last day at work, of the divorce or the birthday: COBRA’s months usually count from it."),
    )
    noticed = forms.DateField(
        label=_("Date of the COBRA notice"),
        widget=DateInput,
        error_messages={"required": _("Write the date on the notice.")},
        help_text=_("If you have none yet: the day you ask from. The real one may give you more time."),
    )
    elected = forms.DateField(
        label=_("Day on which you elect COBRA"),
        widget=DateInput,
        required=False,
        help_text=_("To see by when the first payment is due."),
    )
    is_disabled = forms.BooleanField(
        label=_("Social Security says that one of us was disabled within the first 60 days"), required=False
    )


class LifeInsuranceForm(CalculatorForm):
    coverage = MoneyField(
        label=_("Amount of group life insurance"),
        error_messages={"required": _("Write for how much you are insured through work.")},
    )
    age = AgeField()
    paid_a_month = MoneyField(
        label=_("What you pay for it a month, after tax"), required=False, help_text=_("Leave it empty if nothing.")
    )
