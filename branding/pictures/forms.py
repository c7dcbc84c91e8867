from django import forms

from branding.models import BrandImage
from branding.pictures.tried import content_of

ACCEPTED = "image/png,image/jpeg,image/webp,image/svg+xml,.svg"


class PictureForm(forms.Form):
    """A file for one kind of picture; what it is made of is found out where it is drawn."""

    picture = forms.FileField(
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": "Choose a file first.",
            "empty": "The file is empty. Save the picture again and choose the new file.",
        },
    )
    kind = forms.ChoiceField(choices=BrandImage.Kind, widget=forms.HiddenInput)

    def clean_picture(self) -> bytes:
        return content_of(self.cleaned_data["picture"])


class KindForm(forms.Form):
    kind = forms.ChoiceField(choices=BrandImage.Kind)
