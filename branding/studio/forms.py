from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.urls import reverse

from branding.forms import LookForm
from branding.models import Brand
from branding.pictures.tried import content_of
from branding.studio.fields import NAMES, Look, look_of
from branding.studio.links import LONGEST_ADDRESS, LONGEST_LABEL, MOST_LINKS, link_address

_DISCLAIMER = "Stands under every answer, at the foot of pages and on paper. Empty: only our own words."


@dataclass(frozen=True)
class LinkRow:
    """The three fields of one link."""

    number: int
    label: BoundField
    label_es: BoundField
    url: BoundField

    @property
    def is_empty(self) -> bool:
        return not any(field.value() for field in (self.label, self.label_es, self.url))


class KeptChoiceField(forms.ChoiceField):
    """A choice that cannot be emptied: a form without it leaves it as it is."""

    def clean(self, value: object) -> object:
        return super().clean(value or self.initial)


class StudioForm(LookForm):
    """All of a look. A draft's texts stand in the fields as they were typed, right or wrong."""

    font = KeptChoiceField(label=NAMES["font"], choices=Brand.Font.choices, help_text="Of every page, also of HR’s.")
    appearance = KeptChoiceField(
        label=NAMES["appearance"],
        choices=Brand.Appearance.choices,
        help_text="What people see who have not chosen for themselves in the menu behind their name.",
    )
    # One that was drawn before and is not in use yet; an id that is none is no logo.
    logo_tried = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    disclaimer = forms.CharField(
        label=NAMES["disclaimer"],
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_DISCLAIMER,
    )
    disclaimer_es = forms.CharField(
        label=NAMES["disclaimer_es"],
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For pages in Spanish. Empty: none there.",
    )

    def __init__(self, *args: object, brand: Brand, typed: Mapping[str, str] | None = None, **kwargs: object) -> None:
        super().__init__(*args, brand=brand, **kwargs)
        look = look_of(brand)
        self.initial |= {name: look[name] for name in NAMES if name in self.fields}
        for name in ("font", "appearance"):
            self.fields[name].initial = look[name]
        self.initial["logo_tried"] = ""
        self.fields["logo"].widget.attrs |= {
            "hx-post": reverse("branding:try_logo"),
            "hx-trigger": "change",
            "hx-encoding": "multipart/form-data",
            "hx-target": "#studio-logo",
            "hx-swap": "outerHTML",
        }
        for number in range(1, MOST_LINKS + 1):
            self._add_link(number, look["footer_links"])
        self.initial |= {name: text for name, text in (typed or {}).items() if name in self.fields}

    def _add_link(self, number: int, links: list[dict[str, str]]) -> None:
        said = links[number - 1] if number <= len(links) else {}
        for part, label, longest in (
            ("label", "words", LONGEST_LABEL),
            ("label_es", "words in Spanish", LONGEST_LABEL),
            ("url", "address", LONGEST_ADDRESS),
        ):
            name = f"link_{number}_{part}"
            self.fields[name] = forms.CharField(label=f"Link {number}, {label}", max_length=longest, required=False)
            self.initial[name] = said.get(part, "")

    def link_rows(self) -> list[LinkRow]:
        return [
            LinkRow(number, *(self[f"link_{number}_{part}"] for part in ("label", "label_es", "url")))
            for number in range(1, MOST_LINKS + 1)
        ]

    def clean_logo(self) -> bytes | None:
        # Drawn where it is kept, and only there.
        return content_of(self.cleaned_data["logo"]) if self.cleaned_data["logo"] else None

    def clean_logo_tried(self) -> UUID | None:
        try:
            return UUID(self.cleaned_data["logo_tried"])
        except ValueError:
            return None

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        links = [self._link(number) for number in range(1, MOST_LINKS + 1)]
        if not any(name.startswith("link_") for name in self.errors):
            cleaned["footer_links"] = [link for link in links if link]
        return cleaned

    def _link(self, number: int) -> dict[str, str] | None:
        """Return the link of this row, or None for an empty row and for one that is wrong, which is then said."""
        label, label_es, url = (
            self.cleaned_data.get(f"link_{number}_{part}", "") for part in ("label", "label_es", "url")
        )
        if not (label or label_es or url):
            return None
        if not label:
            self.add_error(f"link_{number}_label", "Say in English what the link is called.")
        if not url:
            self.add_error(f"link_{number}_url", "Say where the link leads, or empty all three fields.")
        try:
            return {"label": label, "label_es": label_es, "url": link_address(url)} if url else None
        except forms.ValidationError as wrong:
            self.add_error(f"link_{number}_url", wrong)
            return None

    def look(self) -> Look:
        """Return what the form says, of all fields; only once it is valid."""
        return {field: self.cleaned_data[field] for field in NAMES}

    def valid_look(self, brand: Brand) -> Look:
        """Return what it says where that can be shown, and the brand's own where it cannot."""
        shown = look_of(brand)
        if self.is_bound:
            self.is_valid()
            shown |= {field: self.cleaned_data[field] for field in NAMES if field in self.cleaned_data}
        return shown


def typed_texts(sent: Mapping[str, str], form: StudioForm) -> dict[str, str]:
    """Return what was sent of the look's fields, cut where no field could hold it."""
    kept = [name for name in form.fields if name not in ("logo", "remove_logo")]
    return {name: str(sent[name]).replace("\0", "")[:2000] for name in kept if name in sent}


class ShownForm(forms.Form):
    """What of the preview is looked at. What it does not know is looked at as at first."""

    page = forms.ChoiceField(label="Page")
    width = forms.ChoiceField(label="Screen", choices=(("phone", "A phone"), ("desktop", "A desktop")))
    scheme = forms.ChoiceField(
        label="Light or dark", choices=(("", "As people see it"), ("light", "Light"), ("dark", "Dark"))
    )
    language = forms.ChoiceField(label="Language", choices=settings.LANGUAGES)

    def __init__(self, sent: Mapping[str, str], *, pages: Sequence[tuple[str, str]]) -> None:
        first = {"page": pages[0][0], "width": "phone", "scheme": "", "language": "en"}
        choices = {name: {value for value, _ in field.choices} for name, field in self.base_fields.items()}
        choices["page"] = {name for name, _ in pages}
        told = {name: str(sent.get(f"shown-{name}", first[name])) for name in first}
        self.shown = {name: value if value in choices[name] else first[name] for name, value in told.items()}
        super().__init__(initial=self.shown, prefix="shown")
        self.fields["page"].choices = pages
