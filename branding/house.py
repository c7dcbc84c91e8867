"""The client's brand as templates and the API read it."""

from functools import cached_property

from django.urls import reverse
from django.utils import translation

from branding.models import Brand
from tenants.binding import bound


class House:
    """Reads its row when first asked, so answers without a brand (API, fragments) pay no query."""

    def __init__(self, client_name: str, *, is_platform: bool = False) -> None:
        self.client_name = client_name
        self.is_platform = is_platform

    @cached_property
    def row(self) -> Brand | None:
        return None if self.is_platform else Brand.objects.first()

    @property
    def product_name(self) -> str:
        return self.row.product_name if self.row else self.client_name

    @property
    def theme_url(self) -> str:
        return reverse("branding:theme", args=[self.row.version()]) if self.row else ""

    @property
    def logo_url(self) -> str:
        return reverse("branding:logo", args=[self.row.version()]) if self.row and self.row.logo else ""

    @property
    def primary_colour(self) -> str:
        return self.row.primary_colour if self.row else ""

    @property
    def secondary_colour(self) -> str:
        return self.row.secondary_colour if self.row else ""

    @property
    def welcome_text(self) -> str:
        """The company's own words in the page's language; empty where it has none."""
        if self.row is None:
            return ""
        return self.row.welcome_text_es if translation.get_language() == "es" else self.row.welcome_text

    @property
    def disclaimer(self) -> str:
        return self.row.disclaimer if self.row else ""

    @property
    def help_email(self) -> str:
        return self.row.help_email if self.row else ""

    @property
    def help_phone(self) -> str:
        return self.row.help_phone if self.row else ""


def current_house() -> House:
    binding = bound.get()
    if binding is None or binding.client is None:
        return House(client_name="Benefits platform", is_platform=True)
    return House(client_name=binding.client.name)
