from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from platform_admin.billing.prices import Price
from platform_admin.billing.subscribe import Terms
from platform_admin.billing.trials import free_until
from platform_admin.models import Basis, BillingAccount, Period, Seats, TierPrice
from tenants.clock import day_in_words
from tenants.models import Client

_DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
_AMOUNT = {"min_value": Decimal(0), "max_digits": 12, "decimal_places": 2}
_PERCENT = {"min_value": Decimal(0), "max_value": Decimal(100), "max_digits": 5, "decimal_places": 2}
_REASON_HELP = "Kept in the audit; the client’s HR admins can read it."


class TierPriceForm(forms.ModelForm):
    """Another price of a tier, from a day on."""

    amount = forms.DecimalField(label="US dollars", **_AMOUNT)
    minimum = forms.DecimalField(
        label="At least, a month (US dollars)",
        required=False,
        help_text="For a price per employee: what a small company pays at least. Empty is no minimum.",
        **_AMOUNT,
    )
    yearly_discount = forms.DecimalField(label="Percent off for a year prepaid", required=False, **_PERCENT)

    class Meta:
        model = TierPrice
        fields = ["tier", "valid_from", "basis", "amount", "minimum", "yearly_discount"]
        labels = {
            "valid_from": "From",
            "basis": "How it is reckoned",
        }
        help_texts = {
            "valid_from": "Today or later: what was in force is never changed.",
        }
        widgets = {"valid_from": _DAY["widget"]}
        error_messages = {
            NON_FIELD_ERRORS: {
                "unique_together": "This tier has a price from that day already, which never changes. Choose another."
            }
        }

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_valid_from(self) -> date:
        day = self.cleaned_data["valid_from"]
        if day < self.today:
            raise ValidationError(f"Choose {day_in_words(self.today)} or a later day.")
        return day

    def clean_minimum(self) -> Decimal:
        return self.cleaned_data["minimum"] or Decimal(0)

    def clean_yearly_discount(self) -> Decimal:
        return self.cleaned_data["yearly_discount"] or Decimal(0)

    def clean(self) -> None:
        told = super().clean()
        if told.get("basis") == Basis.FLAT and told.get("minimum"):
            self.add_error("minimum", "A flat price has no minimum; leave it empty.")


class SubscriptionForm(forms.Form):
    """What a client pays from a day on."""

    since = forms.DateField(label="From", **_DAY)
    tier = forms.ChoiceField(label="Plan", choices=Client.Tier.choices)
    period = forms.ChoiceField(label="Billed", choices=Period.choices)
    seats_from = forms.ChoiceField(label="People to pay for", choices=Seats.choices)
    seats = forms.IntegerField(
        label="Number in the contract",
        min_value=0,
        max_value=10**7,
        required=False,
        help_text="Where people are counted, the count takes its place when a period ends.",
    )
    discount = forms.DecimalField(label="Discount (percent)", required=False, **_PERCENT)
    agreed_basis = forms.ChoiceField(
        label="Price", choices=[("", "The plan’s list price"), *Basis.choices], required=False
    )
    agreed_amount = forms.DecimalField(label="Agreed price (US dollars)", required=False, **_AMOUNT)
    agreed_minimum = forms.DecimalField(label="At least, a month (US dollars)", required=False, **_AMOUNT)
    reason = forms.CharField(label="Reason", max_length=200, required=False, help_text=_REASON_HELP)

    def clean(self) -> None:
        told = super().clean()
        if told.get("agreed_basis") and told.get("agreed_amount") is None:
            self.add_error("agreed_amount", "Say how much was agreed, or choose the list price.")
        if not told.get("agreed_basis") and told.get("agreed_amount") is not None:
            self.add_error("agreed_basis", "Say how the agreed price is reckoned.")
        if told.get("seats_from") == Seats.CONTRACTED and told.get("seats") is None:
            self.add_error("seats", "Say how many people are in the contract.")

    def terms(self, client: Client, *, counted: int) -> Terms:
        """Return what was agreed; `counted` is how many people there are now. Days of a trial are free."""
        told = self.cleaned_data
        agreed = None
        if told["agreed_basis"]:
            least = told["agreed_minimum"] or Decimal(0)
            agreed = Price(told["agreed_basis"], told["agreed_amount"], least, Decimal(0))
        return Terms(
            tier=told["tier"],
            agreed=agreed,
            discount=told["discount"] or Decimal(0),
            period=told["period"],
            seats_from=told["seats_from"],
            seats=told["seats"] if told["seats_from"] == Seats.CONTRACTED else counted,
            trial_ends_on=free_until(client, told["since"]),
        )

    @classmethod
    def initial_of(cls, terms: Terms, since: date) -> dict[str, object]:
        agreed = terms.agreed
        return {
            "since": since,
            "tier": terms.tier,
            "period": terms.period,
            "seats_from": terms.seats_from,
            "seats": terms.seats,
            "discount": terms.discount or None,
            "agreed_basis": agreed.basis if agreed else "",
            "agreed_amount": agreed.amount if agreed else None,
            "agreed_minimum": agreed.minimum if agreed else None,
        }


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=200,
        help_text=_REASON_HELP,
        error_messages={"required": "Say why; it is kept in the audit."},
    )


class BillingAccountForm(forms.ModelForm):
    class Meta:
        model = BillingAccount
        fields = ["email", "name", "address", "po_number", "due_days", "tax_rate", "tax_note"]
        labels = {
            "email": "Invoices go to",
            "name": "Name on invoices",
            "address": "Address on invoices",
            "po_number": "PO number",
            "due_days": "Days to pay",
            "tax_rate": "Tax (percent)",
            "tax_note": "Note on tax",
        }
        help_texts = {"email": "Empty: the owner’s address.", "name": "Empty: the company’s name."}
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def clean_due_days(self) -> int:
        days = self.cleaned_data["due_days"]
        if days > 180:
            raise ValidationError("At most 180 days.")
        return days


class PaymentForm(forms.Form):
    paid_on = forms.DateField(label="Paid on", **_DAY)
    reference = forms.CharField(
        label="Reference", max_length=100, required=False, help_text="Number of the check or the transfer."
    )

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_paid_on(self) -> date:
        day = self.cleaned_data["paid_on"]
        if day > self.today:
            raise ValidationError("That day is still to come.")
        return day


class VoidForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=200,
        help_text="Stands on the credit note, which the client gets.",
        error_messages={"required": "Say why; it stands on the credit note."},
    )
