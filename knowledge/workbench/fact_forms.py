from decimal import Decimal

from django import forms

from knowledge.facts.costs import UNREAD
from knowledge.facts.decide import NAME_LIMIT
from knowledge.facts.prices import COINSURANCE, COPAY, NO_CHARGE, NOT_COVERED
from knowledge.facts.questions import AGGREGATE, ANSWER, EMBEDDED, FAMILY_RULE
from knowledge.facts.types import Reading
from knowledge.facts.words import COST_WORDS
from knowledge.models import ExtractedFact
from knowledge.workbench.forms import DateInput

DAYS = ("from", "to")
COSTS = (COPAY, COINSURANCE, NO_CHARGE, NOT_COVERED, UNREAD)
CHOICES = {
    ANSWER: [("yes", "Yes"), ("no", "No")],
    FAMILY_RULE: [
        (EMBEDDED, "Each person meets their own amount until the family's is met"),
        (AGGREGATE, "The family amount must be met before the plan pays for anyone"),
    ],
}


class CorrectionForm(forms.Form):
    """What the fact should say, in the fields that its kind has. Shares are typed as percent."""

    def __init__(self, *args: object, fact: ExtractedFact, **kwargs: object) -> None:
        self.fact = fact
        reading = fact.reading
        self.is_cost = fact.attribute in COSTS
        super().__init__(*args, initial=_initial(reading), auto_id=f"correct-{fact.pk}-%s", **kwargs)
        if self.is_cost:
            self.fields["attribute"] = forms.ChoiceField(label="What one pays", choices=list(COST_WORDS.items()))
            self.fields["amount"] = _amount("Amount", "Dollars, or percent for coinsurance.", required=False)
            self.fields["unit"] = forms.CharField(
                label="Per", required=False, max_length=30, help_text="For example visit, day, admission or fill."
            )
            self.fields["deductible"] = forms.ChoiceField(
                label="Deductible",
                required=False,
                choices=[("", "The document does not say"), *ExtractedFact.Deductible.choices],
            )
        elif fact.value is not None:
            self.fields["amount"] = _amount("Amount", "", required=True)
        elif fact.attribute in DAYS:
            self.fields["text"] = forms.DateField(label="Day", widget=DateInput())
        elif fact.attribute in CHOICES:
            self.fields["text"] = forms.ChoiceField(label="Answer", choices=CHOICES[fact.attribute])
        elif fact.is_plan_name:
            self.fields["text"] = forms.CharField(
                label="Name of the plan",
                max_length=NAME_LIMIT,
                help_text="As your other documents call it, so that they can be compared. All facts here take it over.",
            )
        else:
            self.fields["text"] = forms.CharField(
                label="Text", max_length=4_000, widget=forms.Textarea(attrs={"rows": 3})
            )

    def clean(self) -> dict[str, object]:
        found = super().clean()
        attribute, amount = found.get("attribute"), found.get("amount")
        if attribute in (COPAY, COINSURANCE) and amount is None and "amount" not in self.errors:
            self.add_error("amount", "Say how much.")
        if attribute == COINSURANCE and amount is not None and amount > 100:
            self.add_error("amount", "A share is at most 100 percent.")
        return found

    def clean_text(self) -> object:
        text = self.cleaned_data["text"]
        others = self.fact.version.facts.exclude(plan=self.fact.plan)
        if self.fact.is_plan_name and others.filter(plan=text).exists():
            raise forms.ValidationError("Another plan in this document has this name.")
        return text

    def reading(self) -> Reading:
        found, fact = self.cleaned_data, self.fact
        if not self.is_cost:
            text = str(found.get("text", "")).replace("\r\n", "\n").strip()
            return Reading(fact.attribute, found.get("amount"), text, fact.unit, fact.applies_to, fact.deductible)
        attribute, amount = found["attribute"], found["amount"]
        if attribute in (NO_CHARGE, NOT_COVERED):
            text, deductible = COST_WORDS[attribute], "" if attribute == NOT_COVERED else found["deductible"]
            return Reading(attribute, None, text, "", fact.applies_to, deductible)
        if attribute == COINSURANCE:
            return Reading(attribute, amount / 100, "", "", fact.applies_to, found["deductible"])
        return Reading(attribute, amount, "", found["unit"].strip(), fact.applies_to, found["deductible"])


def _amount(label: str, help_text: str, *, required: bool) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=required,
        min_value=Decimal(0),
        max_digits=11,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


def _initial(reading: Reading) -> dict[str, object]:
    amount = reading.value
    if amount is not None:
        amount = (amount * 100 if reading.attribute == COINSURANCE else amount).quantize(Decimal("0.01"))
    return {
        "attribute": reading.attribute,
        "amount": amount,
        "unit": reading.unit,
        "deductible": reading.deductible,
        "text": reading.text,
    }
