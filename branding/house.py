"""The client's brand as templates and the API read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property

from django.db import Error
from django.urls import reverse
from django.utils import translation

from branding.colour import DARK
from branding.fonts import typeface_of
from branding.models import Brand
from branding.pictures.shown import ShownPicture, address
from branding.remembered import remember, remembered
from branding.theme import DEFAULT_PRIMARY, Theme, theme_of
from branding.words.spoken import Spoken
from tenants.binding import Binding, ClientRef, bound
from tenants.postgresql.rows import Rows, written
from tenants.read_once import Once

_current: ContextVar[tuple[Binding, "House"] | None] = ContextVar("current_house", default=None)


@written
def _brand() -> Rows[Brand]:
    return Rows(Brand.objects.order_by("pk")[:1])


brand = Once("brand", _brand)


class House:
    """Reads its row when first asked, so answers without a brand (API, fragments) pay no query."""

    is_preview = False

    def __init__(self, client_name: str, *, client: ClientRef | None = None) -> None:
        self.client_name = client_name
        self.client = client

    @cached_property
    def row(self) -> Brand | None:
        if self.client is None:
            return None
        try:
            row = next(iter(brand()), None)
        except Error:
            # A page that says so still is the company's.
            return remembered(self.client)
        remember(self.client, row)
        return row

    @property
    def product_name(self) -> str:
        return self.row.product_name if self.row else self.client_name

    @property
    def theme(self) -> Theme | None:
        return theme_of(self.row.primary_colour, self.row.secondary_colour, self.row.font) if self.row else None

    @property
    def theme_url(self) -> str:
        return reverse("branding:theme", args=[self.theme.version]) if self.theme else ""

    @property
    def logo(self) -> ShownPicture | None:
        return self._picture("logo")

    @property
    def logo_dark(self) -> ShownPicture | None:
        """The logo for dark pages, where there is one of its own."""
        return self._picture("logo_dark") if self.logo else None

    @property
    def logo_url(self) -> str:
        if self.logo:
            return self.logo.url
        return reverse("branding:logo", args=[self.row.version()]) if self.row and self.row.logo else ""

    @property
    def icon_files(self) -> dict[str, str]:
        """Return the files of the company's icon by place; {} where its letter stands for it (letter.py)."""
        told = self.row.pictures if self.row else {}
        return next((told[kind]["icons"] for kind in ("icon", "logo") if kind in told and told[kind]["icons"]), {})

    @property
    def icon_url(self) -> str:
        return self.icon("32")

    @property
    def touch_icon_url(self) -> str:
        return self.icon("touch")

    def icon(self, place: str) -> str:
        """Return the icon's address for a place: its side in pixels, "touch" or "maskable". Empty on the platform."""
        if self.client is None:
            return ""
        files = self.icon_files
        if place in files:
            return address(files[place], "png")
        return reverse("branding:letter_icon", args=[self.row.version() if self.row else "0", place])

    @property
    def bar_colours(self) -> dict[str, str]:
        """Return how a phone's bar above the page is coloured: as the line at its top; in the dark, as the ground."""
        light = self.primary_colour or DEFAULT_PRIMARY
        dark = DARK.surfaces[1]
        if self.fixed_appearance:
            return dict.fromkeys(("light", "dark"), dark if self.fixed_appearance == Brand.Appearance.DARK else light)
        return {"light": light, "dark": dark}

    @property
    def manifest_url(self) -> str:
        if self.client is None:
            return ""
        return f"{reverse('branding:manifest')}{'?lang=es' if _is_spanish() else ''}"

    @property
    def font_file(self) -> str:
        return typeface_of(self.row.font).file if self.row else ""

    @property
    def fixed_appearance(self) -> str:
        """Light or dark where the company wants all its pages so; else empty."""
        if self.row is None or self.row.appearance == Brand.Appearance.DEVICE:
            return ""
        return self.row.appearance

    @property
    def primary_colour(self) -> str:
        return self.row.primary_colour if self.row else ""

    @property
    def secondary_colour(self) -> str:
        return self.row.secondary_colour if self.row else ""

    @property
    def welcome_text(self) -> str:
        """The company's own words in the page's language; empty where it has none."""
        return self._in_the_pages_language("welcome_text")

    @property
    def disclaimer(self) -> str:
        return self._in_the_pages_language("disclaimer")

    @property
    def footer_links(self) -> list[dict[str, str]]:
        """Return the company's own links, each with label and url; one without a Spanish label keeps its English."""
        if self.row is None:
            return []
        is_spanish = _is_spanish()
        return [
            {"url": link["url"], "label": (is_spanish and link.get("label_es")) or link["label"]}
            for link in self.row.footer_links
        ]

    @property
    def help_email(self) -> str:
        return self.row.help_email if self.row else ""

    @property
    def help_phone(self) -> str:
        return self.row.help_phone if self.row else ""

    @property
    def words(self) -> Spoken:
        """What the house says, in the company's own words where it has some; read along with the brand."""
        values = {
            "company": self.client_name,
            "product": self.product_name,
            "help_phone": self.help_phone,
            "help_email": self.help_email,
        }
        return Spoken(self.row.words if self.row else {}, values)

    def _picture(self, kind: str) -> ShownPicture | None:
        told = self.row.pictures.get(kind) if self.row else None
        return ShownPicture(told) if told else None

    def _in_the_pages_language(self, field: str) -> str:
        if self.row is None:
            return ""
        return getattr(self.row, f"{field}_es" if _is_spanish() else field)


def current_house() -> House:
    """Return the house of what the work is bound to, the same one as long as it is: its row is read once."""
    binding = bound.get()
    if binding is None or binding.client is None:
        return House(client_name="Benefits platform")
    known = _current.get()
    if known is not None and known[0] is binding:
        return known[1]
    house = House(client_name=binding.client.name, client=binding.client)
    _current.set((binding, house))
    return house


def forget_house() -> None:
    """Read the brand anew when it is next asked for: it was changed by this very work."""
    _current.set(None)


@contextmanager
def shown_as(house: House) -> Iterator[None]:
    """Let pages that are drawn meanwhile be of this house, in the client that is bound."""
    token = _current.set((bound.get(), house))
    try:
        yield
    finally:
        _current.reset(token)


def last_house(client: ClientRef) -> House | None:
    """Return the client's house as it was last seen, without asking the database; None if it never was."""
    row = remembered(client)
    if row is None:
        return None
    house = House(client_name=client.name, client=client)
    house.row = row
    return house


def _is_spanish() -> bool:
    return translation.get_language() == "es"
