import unicodedata
from urllib.parse import urlsplit

from django import forms

from benefits.models import Contact


class ContactForm(forms.ModelForm):
    # Its own field: Django's would take http too, and add it to what has no scheme.
    url = forms.URLField(
        label="Website", required=False, max_length=200, assume_scheme="https", help_text="Starts with https://."
    )
    languages = forms.MultipleChoiceField(
        label="Languages they speak",
        choices=Contact.Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Shown to employees. Leave all empty if you do not know.",
    )

    class Meta:
        model = Contact
        fields = ("name", "role", "phone", "email", "url", "hours", "languages", "note")
        labels = {
            "name": "Name",
            "role": "What they help with",
            "phone": "Phone",
            "email": "Email",
            "hours": "Hours",
            "note": "Note",
        }
        help_texts = {
            "name": "The company or team, as employees know it.",
            "role": "Decides which questions this contact is shown beside.",
            "phone": "In digits. Write an extension as ext. 12.",
            "hours": "With the time zone, for example: Monday to Friday, 8 a.m. to 6 p.m. Eastern.",
            "note": "What employees need when they call, for example a group number.",
        }
        error_messages = {
            "name": {"required": "Say whom employees should ask for."},
            "role": {"required": "Choose what they help with."},
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "Choose one"), *Contact.Role.choices]

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        if url and not url.startswith("https://"):
            raise forms.ValidationError("Give an address that starts with https://.")
        if url and "@" in urlsplit(url).netloc:
            raise forms.ValidationError("Give an address without a name or password in it.")
        return url

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        # A mail program would read what follows these as more than an address: "hr?bcc=…" adds a reader.
        if set(email) & set("?&=%"):
            raise forms.ValidationError("Give a plain email address, without ? & = or %.")
        return email

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if any(unicodedata.category(letter) in ("Cc", "Cf") for letter in name):
            raise forms.ValidationError("Leave out line breaks and invisible characters.")
        return name
