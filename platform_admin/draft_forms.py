"""The steps after a new client's name: each may be left out, and then what usually is holds."""

from django import forms
from django.core.exceptions import ValidationError

from benefits.forms import DateInput, YearDays
from benefits.models import CLASS_CODE, BenefitClass, PlanYear
from benefits.plan_templates.models import PlanTemplate
from branding.forms import LookForm
from branding.models import Brand
from platform_admin.copy_setup import Part
from tenants.models import Client

MOST_CLASSES = 50
_LONGEST_LABEL = BenefitClass._meta.get_field("label").max_length
_LONGEST_CODE = BenefitClass._meta.get_field("code").max_length


class TemplateForm(forms.Form):
    template = forms.ModelChoiceField(
        label="Client to copy from",
        queryset=Client.objects.filter(status__in=(*Client.SERVED, Client.Status.SUSPENDED)).order_by("name"),
        required=False,
        empty_label="None: begin with an empty house",
        help_text="Its people, documents, questions, name and logo stay where they are.",
    )
    parts = forms.MultipleChoiceField(
        label="What is copied",
        choices=Part.choices,
        required=False,
        initial=Part.values,
        widget=forms.CheckboxSelectMultiple,
        help_text="Its HR team, notes beside contacts, texts, and questions with its name in them are left out.",
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("template") and not cleaned.get("parts") and not self.errors:
            self.add_error("parts", "Choose at least one, or no client to copy from.")
        return cleaned


class FrameForm(YearDays, forms.Form):
    """The first plan year, the classes as lines of text, and the plans to begin with."""

    label = forms.CharField(
        label="Plan year",
        max_length=PlanYear._meta.get_field("label").max_length,
        required=False,
        help_text="As people say it: 2027, or 2026–27.",
    )
    starts_on = forms.DateField(label="First day", required=False, widget=DateInput())
    ends_on = forms.DateField(
        label="Last day",
        required=False,
        widget=DateInput(),
        help_text="Usually twelve months later, the day before the next plan year begins.",
    )
    enrolment_opens_on = forms.DateField(label="Open enrollment begins", required=False, widget=DateInput())
    enrolment_closes_on = forms.DateField(label="Open enrollment ends", required=False, widget=DateInput())
    classes = forms.CharField(
        label="Classes",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=(
            "One a line: code, name, and the name in Spanish if there is one. For example: "
            "UNION, Union employees, Empleados sindicalizados"
        ),
    )

    plans = forms.ModelChoiceField(
        label="Plans to begin with",
        queryset=PlanTemplate.objects.usable(),
        required=False,
        empty_label="None: HR enters them",
        help_text="A plan template: its classes are added, and its plans as drafts that HR fills in and reviews.",
        error_messages={"invalid_choice": "This template is laid aside or gone. Choose another, or none."},
    )

    def clean_label(self) -> str:
        return " ".join(self.cleaned_data["label"].split())

    def clean_classes(self) -> list[dict[str, str]]:
        lines = [line for line in self.cleaned_data["classes"].splitlines() if line.strip()]
        if len(lines) > MOST_CLASSES:
            raise ValidationError(f"These are {len(lines)} classes; begin with at most {MOST_CLASSES}.")
        told: dict[str, dict[str, str]] = {}
        for number, line in enumerate(lines, start=1):
            one = _class_of(line, number)
            if one["code"].lower() in told:
                raise ValidationError(f"Line {number}: the code {one['code']} stands in an earlier line.")
            told[one["code"].lower()] = one
        return list(told.values())

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        names = ("label", "starts_on", "ends_on")
        if any(cleaned.get(name) for name in (*names, "enrolment_opens_on", "enrolment_closes_on")):
            for name in names:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Give label, first and last day of the plan year, or none of them.")
        if cleaned.get("plans") and not cleaned.get("label") and "label" not in self.errors:
            self.add_error("label", "These plans need a plan year: give its label and days, or choose no plans.")
        self.check_year(cleaned)
        return cleaned

    def year(self) -> dict[str, str] | None:
        """Return the plan year with its days in ISO form, "" where there is none; None if no year was given."""
        cleaned = self.cleaned_data
        if not cleaned["label"]:
            return None
        days = ("starts_on", "ends_on", "enrolment_opens_on", "enrolment_closes_on")
        return {"label": cleaned["label"], **{name: str(cleaned[name] or "") for name in days}}


class DraftLookForm(LookForm):
    """HR's form, before there is a brand: what was chosen so far stands in its place."""

    def __init__(
        self, *args: object, client_name: str, look: dict[str, object], has_logo: bool, **more: object
    ) -> None:
        brand = Brand(**{"product_name": f"{client_name} benefits"[:80], **look})
        super().__init__(*args, brand=brand, **more)
        if has_logo:
            self.fields["remove_logo"] = forms.BooleanField(label="Remove the logo", required=False)
            self.order_fields(self.field_order)


def _class_of(line: str, number: int) -> dict[str, str]:
    code, *labels = (part.strip() for part in line.split(",", 2))
    try:
        CLASS_CODE(code)
    except ValidationError as refused:
        raise ValidationError(f"Line {number}: {refused.message}") from refused
    label, label_es = (*labels, "", "")[:2]
    label = " ".join(label.split()) or code
    if len(code) > _LONGEST_CODE:
        raise ValidationError(f"Line {number}: a code has at most {_LONGEST_CODE} characters.")
    if max(len(label), len(label_es)) > _LONGEST_LABEL:
        raise ValidationError(f"Line {number}: a name has at most {_LONGEST_LABEL} characters.")
    return {"code": code, "label": label, "label_es": " ".join(label_es.split())}
