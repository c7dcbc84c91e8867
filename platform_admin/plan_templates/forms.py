from django import forms
from django.core.exceptions import ValidationError

from benefits.plan_templates.models import NAME_TAKEN, PlanTemplate
from benefits.workbook.forms import WorkbookForm
from platform_admin.plan_templates.typical import TYPICAL
from tenants.models import Client


class SourceForm(forms.Form):
    """What a new template is called, above whatever it is made from; a new version has its template's name."""

    name = forms.CharField(
        label="Name of the template",
        max_length=PlanTemplate._meta.get_field("name").max_length,
        help_text="By what it is for. HR reads it where the template is offered: “Typical plans, small company”.",
    )
    about = forms.CharField(
        label="About it",
        max_length=PlanTemplate._meta.get_field("about").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For whom it is, and what HR has to fill in.",
    )
    field_order = ("name", "about")

    def __init__(self, *args: object, is_new: bool, **more: object) -> None:
        super().__init__(*args, **more)
        if not is_new:
            del self.fields["name"], self.fields["about"]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if PlanTemplate.objects.filter(name__iexact=name).exists():
            raise ValidationError(NAME_TAKEN)
        return name


class TypicalForm(SourceForm):
    typical = forms.MultipleChoiceField(
        label="Plans and rules",
        choices=[(code, label) for code, (label, _) in TYPICAL.items()],
        initial=list(TYPICAL),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
        help_text="Rows without amounts. Afterwards download the template as a workbook to change or fill in more.",
    )


class TemplateWorkbookForm(SourceForm, WorkbookForm):
    file = forms.FileField(
        label="Excel workbook",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=(
            "A template’s workbook, or that of a client’s plan year. Prices and what is of one company or year are "
            "left out; other amounts are kept as they stand in it."
        ),
        error_messages=WorkbookForm.base_fields["file"].error_messages,
    )


class ClientCatalogueForm(SourceForm):
    client = forms.ModelChoiceField(
        label="Client",
        queryset=Client.objects.filter(status__in=(*Client.SERVED, Client.Status.SUSPENDED)).order_by("name"),
        help_text="It is told in its audit that its catalogue was read. Its prices, carriers and names stay there.",
    )
    plan_year = forms.CharField(
        label="Plan year",
        max_length=20,
        required=False,
        help_text="As the client calls it: 2027. Empty: its last one that has plans.",
    )
    with_amounts = forms.BooleanField(
        label="Keep its amounts that are no prices: deductibles, copays, shares, limits",
        required=False,
        help_text="Only where the client may be recognized by them and agrees. Otherwise all of them are left empty.",
    )


class StatusForm(forms.Form):
    status = forms.ChoiceField(
        label="Who can begin with it", choices=PlanTemplate.Status.choices, widget=forms.RadioSelect
    )
