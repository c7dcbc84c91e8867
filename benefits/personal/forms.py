"""What a person may tell of themselves. Nothing is kept without the box that agrees to it."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from benefits.models import ToldKind
from benefits.tiers import CHOSEN
from tenants.clock import today
from tenants.form_fields import DateInput

MOST_YEARS_AT_WORK = 80
_CONSENT = _("Keep this and use it until I say otherwise")


class _ConsentForm(forms.Form):
    use_required_attribute = False
    kind: str
    agrees = forms.BooleanField(
        label=_CONSENT, error_messages={"required": _("Tick the box if it may be kept. Without it nothing is.")}
    )

    def value(self) -> str:
        """Return what is to be kept; only of a valid form."""
        raise NotImplementedError


class CoverageForm(_ConsentForm):
    kind = ToldKind.COVERAGE
    coverage = forms.ChoiceField(
        label=_("Coverage for"),
        choices=tuple(CHOSEN.items()),
        error_messages={"required": _("Choose whom your coverage is for.")},
    )
    field_order = ("coverage", "agrees")

    def value(self) -> str:
        return self.cleaned_data["coverage"]


class HiredForm(_ConsentForm):
    kind = ToldKind.HIRED
    hired = forms.DateField(label=_("First day at work"), widget=DateInput, required=False)
    field_order = ("hired", "agrees")

    def __init__(self, *args: object, person: User, **options: object) -> None:
        super().__init__(*args, **options)
        self.person = person
        if person.hire_date:
            self.fields["hired"].help_text = _("Leave it empty to use the day that your employer’s list has.")

    def clean(self) -> dict[str, object]:
        told = super().clean()
        if "hired" not in self.errors:
            self._check(told.get("hired"))
        return told

    def _check(self, hired: object) -> None:
        if hired is None:
            if self.person.hire_date is None:
                self.add_error("hired", _("Write your first day at work."))
        elif not today() - timedelta(days=366 * MOST_YEARS_AT_WORK) <= hired <= today() + timedelta(days=366):
            self.add_error("hired", _("This day cannot be right. Write the date again."))

    def value(self) -> str:
        hired = self.cleaned_data["hired"]
        return hired.isoformat() if hired else ""
