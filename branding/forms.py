import unicodedata

from django import forms
from django.core.files.uploadedfile import UploadedFile

from branding.models import COLOUR, Brand
from branding.pictures.draw import draw_picture
from branding.pictures.forms import ACCEPTED
from branding.pictures.refused import PictureRefused
from branding.pictures.tried import content_of
from tenants.form_fields import PHONE

MOST_QUESTIONS = 8
LONGEST_QUESTION = 160


class ColourInput(forms.TextInput):
    input_type = "color"


class ColourField(forms.CharField):
    def __init__(self, label: str, help_text: str) -> None:
        super().__init__(label=label, max_length=7, validators=[COLOUR], widget=ColourInput(), help_text=help_text)

    def to_python(self, value: object) -> str:
        return super().to_python(value).lower()


class ColoursForm(forms.Form):
    primary_colour = ColourField("Main color", "Buttons, links and the line at the top of every page.")
    secondary_colour = ColourField("Second color", "Small marks beside the main one.")


class LookForm(ColoursForm):
    product_name = forms.CharField(
        label="Name of the assistant",
        max_length=80,
        help_text="Stands at the top of every page and in every mail, for example: Acme benefits.",
        error_messages={"required": "Say what employees should call it."},
    )
    welcome_text = forms.CharField(
        label="Welcome text",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One or two sentences above the question field. Empty: our own words.",
    )
    welcome_text_es = forms.CharField(
        label="Welcome text in Spanish",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For employees who read in Spanish. Empty: our own words, in Spanish.",
    )
    help_phone = forms.CharField(
        label="Assistance line",
        max_length=40,
        required=False,
        validators=[PHONE],
        help_text="A telephone number for questions about benefits, at the foot of every page.",
    )
    help_email = forms.EmailField(
        label="Assistance email", required=False, help_text="Stands beside the line, on sign-in pages and in mails."
    )
    logo = forms.FileField(
        label="Logo",
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text="PNG, JPEG, WebP or SVG of at most 2 MB; best on a clear ground, about three times as wide as high.",
    )
    field_order = (
        "product_name",
        "welcome_text",
        "welcome_text_es",
        "help_phone",
        "help_email",
        "logo",
        "remove_logo",
        "primary_colour",
        "secondary_colour",
    )

    def __init__(self, *args: object, brand: Brand, **kwargs: object) -> None:
        initial = {name: getattr(brand, name) for name in STORED}
        initial["secondary_colour"] = brand.secondary_colour or brand.primary_colour
        super().__init__(*args, initial=initial, **kwargs)
        if brand.logo or "logo" in brand.pictures:
            self.fields["remove_logo"] = forms.BooleanField(label="Remove the logo", required=False)
            self.order_fields(self.field_order)

    def clean_product_name(self) -> str:
        name = " ".join(self.cleaned_data["product_name"].split())
        if any(unicodedata.category(letter) in ("Cc", "Cf") for letter in name):
            raise forms.ValidationError("Leave out line breaks and invisible characters.")
        return name

    def clean_help_email(self) -> str:
        email = self.cleaned_data["help_email"]
        # A mail program would read what follows these as more than an address.
        if set(email) & set("?&=%"):
            raise forms.ValidationError("Give a plain email address, without ? & = or %.")
        return email

    def clean_logo(self) -> bytes | None:
        file: UploadedFile | None = self.cleaned_data["logo"]
        if not file:
            return None
        try:
            # Its pixels, as large as they are of use; whoever shows them has them drawn in every size.
            return draw_picture(content_of(file), kind="logo").content("kept")
        except PictureRefused as refused:
            raise forms.ValidationError(str(refused)) from refused


# Fields of the row that the form keeps as they are; the logo goes its own way.
STORED = (
    "product_name",
    "welcome_text",
    "welcome_text_es",
    "help_phone",
    "help_email",
    "primary_colour",
    "secondary_colour",
)


class QuestionsForm(forms.Form):
    """Suggested questions, one a line."""

    english = forms.CharField(
        label="In English",
        required=False,
        widget=forms.Textarea(attrs={"rows": MOST_QUESTIONS}),
        help_text=f"One question a line, at most {MOST_QUESTIONS}. Choose some that your documents answer.",
    )
    spanish = forms.CharField(
        label="In Spanish",
        required=False,
        widget=forms.Textarea(attrs={"rows": MOST_QUESTIONS}),
        help_text="For employees who read in Spanish. Empty: questions of our own, in Spanish.",
    )

    def __init__(self, *args: object, brand: Brand, **kwargs: object) -> None:
        stored = brand.suggested_questions
        initial = {
            name: "\n".join(question["text"] for question in stored if question["language"] == code)
            for name, code in (("english", "en"), ("spanish", "es"))
        }
        super().__init__(*args, initial=initial, **kwargs)

    def clean_english(self) -> list[str]:
        return _lines(self.cleaned_data["english"])

    def clean_spanish(self) -> list[str]:
        return _lines(self.cleaned_data["spanish"])

    def questions(self) -> list[dict[str, str]]:
        told = (("en", self.cleaned_data["english"]), ("es", self.cleaned_data["spanish"]))
        return [{"text": text, "language": language} for language, texts in told for text in texts]


def _lines(text: str) -> list[str]:
    lines = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
    if len(lines) > MOST_QUESTIONS:
        raise forms.ValidationError(f"These are {len(lines)} questions; {MOST_QUESTIONS} are shown at most.")
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_QUESTION:
            raise forms.ValidationError(f"Question {number} is longer than {LONGEST_QUESTION} characters.")
    return lines
