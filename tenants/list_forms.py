from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File

from tenants.csv_lists import ListRefused, decode_list

PASTED_BYTES = 1024 * 1024  # less than what a form may hold beside its files


class ListFileForm(forms.Form):
    """A list, pasted or as a file; either way `cleaned_data["file"]` is a file that nobody has read yet."""

    most_bytes: int
    too_large: str  # the sentence on what is larger

    file = forms.FileField(
        label="CSV file", required=False, widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"})
    )
    text = forms.CharField(
        label="Or paste the lines here",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        strip=False,
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "").strip()
        if self.errors:
            return cleaned
        if bool(file) == bool(text):
            raise ValidationError(
                "Choose a file or paste lines." if not file else "Choose a file or paste lines, not both."
            )
        if (file.size if file else len(text)) > (self.most_bytes if file else min(self.most_bytes, PASTED_BYTES)):
            raise ValidationError(self.too_large)
        cleaned["file"] = file or ContentFile(text.encode(), name="")
        return cleaned


class ListForm(ListFileForm):
    """A short list, read at once; `cleaned_data["lines"]` is what `read` made of its text."""

    def read(self, text: str) -> list:
        """Return the lines in order; raises ListRefused."""
        raise NotImplementedError

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        file: File | None = cleaned.get("file")
        if self.errors or not file:
            return cleaned
        try:
            cleaned["lines"] = self.read(decode_list(file.read()))
        except ListRefused as refused:
            raise ValidationError(str(refused)) from refused
        return cleaned
