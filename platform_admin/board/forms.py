from django import forms

from platform_admin.board.table import LABELS
from platform_admin.forms import ClientFilterForm


class BoardFilterForm(ClientFilterForm):
    need = forms.ChoiceField(
        label="What it needs",
        choices=[("", "Anything"), *((need.value, label) for need, label in LABELS.items())],
        required=False,
    )

    def told(self) -> dict[str, str]:
        """Return what is asked for; what cannot be meant is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
