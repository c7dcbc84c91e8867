"""The real pages, drawn in a look that nobody has saved: what the studio shows beside its form."""

from collections.abc import Callable, Mapping
from copy import copy
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import import_string

from branding.house import House, shown_as
from branding.models import Brand, BrandImage
from branding.pictures.shown import told_of
from branding.pictures.tried import tried_picture
from branding.studio.forms import StudioForm
from branding.studio.preview_pages import preview_page
from tenants.context import current_client


class PreviewHouse(House):
    """A house that is not saved. Its pages have no script and cannot be pressed."""

    is_preview = True

    def __init__(self, brand: Brand, *, scheme: str) -> None:
        client = current_client()
        super().__init__(client.name, client=client)
        self.row = brand
        self.scheme = scheme

    @property
    def theme_url(self) -> str:
        row = self.row
        return f"{reverse('branding:preview_theme')}?" + urlencode(
            {"primary": row.primary_colour, "secondary": row.secondary_colour, "font": row.font}
        )

    @property
    def fixed_appearance(self) -> str:
        return self.scheme or super().fixed_appearance


def drafted_brand(brand: Brand, typed: Mapping[str, str]) -> Brand:
    """Return the brand as the draft would make it; what cannot be shown yet is left as it is."""
    told = StudioForm(brand=brand).initial | dict(typed)
    shown = copy(brand)
    form = StudioForm(told, brand=brand)
    for field, value in form.valid_look(brand).items():
        setattr(shown, field, value)
    logo = tried_picture(form.cleaned_data.get("logo_tried"), kind=BrandImage.Kind.LOGO)
    if logo is not None:
        shown.pictures = brand.pictures | {"logo": told_of(logo)}
    return shown


def draw(page: str, request: HttpRequest, house: PreviewHouse, *, language: str) -> HttpResponse:
    """Return the page in that house. Raises KeyError for one that nobody has named."""
    drawing: Callable[[HttpRequest], HttpResponse] = import_string(preview_page(page).draw)
    with shown_as(house), translation.override(language):
        response = drawing(as_an_employee(request, language))
        # allauth's answers are drawn only when they are sent, when the house would be the saved one again.
        if callable(getattr(response, "render", None)):
            response.render()
    return response


def as_an_employee(request: HttpRequest, language: str) -> HttpRequest:
    """Return the request as one of an employee's who reads in that language; what waits to be told to HR stays."""
    drawn = copy(request)
    drawn.user = copy(request.user)
    drawn.user.role, drawn.user.language = drawn.user.Role.EMPLOYEE, language
    drawn.LANGUAGE_CODE, drawn.is_english_only = language, False
    drawn.htmx, drawn._messages = False, []
    return drawn
