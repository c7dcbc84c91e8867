import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from benefits.calculators.money import MOST_DOLLARS

_DOLLARS = re.compile(r"\$? ?(?P<dollars>\d{1,3}(?:,\d{3})+|\d+)(?P<cents>\.\d{1,2})?")


class MoneyField(forms.CharField):
    """US dollars, as people write them: 1500, 1,500.00 or $1,500. Its value is a Decimal; None where it is empty."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Write the amount in dollars, for example 1,500 or 1500.00."),
        "too_much": _("This is more than any benefit comes to. Look at the amount again."),
    }

    def to_python(self, value: object) -> Decimal | None:
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        found = _DOLLARS.fullmatch(text)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        amount = Decimal(found["dollars"].replace(",", "") + (found["cents"] or ""))
        if amount > MOST_DOLLARS:
            raise ValidationError(self.error_messages["too_much"], code="too_much")
        return amount
