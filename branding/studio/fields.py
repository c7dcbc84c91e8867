"""What a look is made of: the fields that every version keeps, in the order in which the page asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from branding.models import Brand
from branding.theme import DEFAULT_PRIMARY, DEFAULT_SECONDARY

Look = dict[str, object]
NAMES = {
    "product_name": "Name of the assistant",
    "welcome_text": "Welcome text",
    "welcome_text_es": "Welcome text in Spanish",
    "disclaimer": "Disclaimer",
    "disclaimer_es": "Disclaimer in Spanish",
    "help_phone": "Assistance line",
    "help_email": "Assistance email",
    "footer_links": "Links at the foot",
    "font": "Font",
    "appearance": "Light or dark",
    "primary_colour": "Main color",
    "secondary_colour": "Second color",
}
COLOURS = frozenset({"primary_colour", "secondary_colour"})
# The words, help and links of a company are its own whatever they are shown in.
PLATFORM_LOOK: Look = {
    "font": Brand.Font.SOURCE_SANS.value,
    "appearance": Brand.Appearance.DEVICE.value,
    "primary_colour": DEFAULT_PRIMARY,
    "secondary_colour": DEFAULT_SECONDARY,
}


@dataclass(frozen=True)
class Change:
    """One field that differs between two looks, in words; "" is nothing."""

    field: str
    name: str
    before: str
    after: str

    @property
    def is_colour(self) -> bool:
        return self.field in COLOURS


def look_of(brand: Brand) -> Look:
    look = {field: getattr(brand, field) for field in NAMES}
    look["secondary_colour"] = brand.secondary_colour or brand.primary_colour
    return look


def changes_between(before: Mapping[str, object], after: Mapping[str, object]) -> list[Change]:
    """Return what differs; a field that one of them does not know yet is as it was."""
    return [
        Change(field, name, in_words(field, before[field]), in_words(field, after[field]))
        for field, name in NAMES.items()
        if field in before and field in after and before[field] != after[field]
    ]


def in_words(field: str, value: object) -> str:
    if field == "footer_links":
        return ", ".join(link["label"] for link in value)
    if field in ("font", "appearance"):
        choices = dict(Brand._meta.get_field(field).choices)
        return str(choices.get(value, value))
    return str(value)
