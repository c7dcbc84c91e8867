"""What is fetched along with a client's pages: its pictures, its icons, and what a home screen is told."""

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from branding.house import House, current_house
from branding.models import BrandImageFile
from branding.pictures.letter import icon_ico, letter_plate
from branding.pictures.limits import ICON_SIDES, MASKABLE_SIDE, TAB_SIDES, TOUCH_SIDE
from branding.pictures.shown import MEDIA_TYPES
from branding.theme import DEFAULT_PRIMARY
from tenants.access import anonymous_allowed
from tenants.plain_pages import private
from tenants.storage import StorageUnavailable

FOR_EVER = "public, max-age=31536000, immutable"
# Their addresses are the same for ever, what they show is not.
FOR_AN_HOUR = "public, max-age=3600"
RETRY_SECONDS = "30"
SIDES = {**{str(side): side for side in ICON_SIDES}, "touch": TOUCH_SIDE, "maskable": MASKABLE_SIDE}
# Phones cut these themselves and show black in corners that are empty.
_WHOLE = frozenset({"touch", "maskable"})
SHORT_NAME_LETTERS = 12
LANGUAGES = ("en", "es")


@anonymous_allowed
@require_safe
def picture_file(request: HttpRequest, file_id: str, file_format: str) -> HttpResponse:
    """A file of a picture of this client's; another client's is not there, as its row is in another schema."""
    row = BrandImageFile.objects.filter(pk=file_id, file_format=file_format).first()
    if row is None:
        raise Http404
    try:
        return _lasting(_content(row.file), MEDIA_TYPES[row.file_format], FOR_EVER)
    except StorageUnavailable:
        return _later()


@anonymous_allowed
@require_safe
def old_logo(request: HttpRequest, version: str) -> HttpResponse:
    """A logo of an earlier release, until it was drawn anew (old_logo.py)."""
    row = current_house().row
    if row is None or not row.logo:
        raise Http404
    try:
        return _lasting(_content(row.logo), MEDIA_TYPES["png"], FOR_EVER if version == row.version() else "no-cache")
    except StorageUnavailable:
        return _later()


@anonymous_allowed
@require_safe
def letter_icon(request: HttpRequest, version: str, place: str) -> HttpResponse:
    """The company's letter as an icon. Its address changes with the brand."""
    house = current_house()
    if place not in SIDES:
        raise Http404
    is_current = house.row is not None and version == house.row.version()
    return _lasting(_letter(house, place), MEDIA_TYPES["png"], FOR_EVER if is_current else "no-cache")


@anonymous_allowed
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """What programs ask for that read no page."""
    return _lasting(icon_ico([_icon(place) for place in map(str, TAB_SIDES)]), "image/x-icon", FOR_AN_HOUR)


@anonymous_allowed
@require_safe
def touch_icon(request: HttpRequest) -> HttpResponse:
    return _lasting(_icon("touch"), MEDIA_TYPES["png"], FOR_AN_HOUR)


@anonymous_allowed
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone is told that puts the assistant on its home screen, in the language that the page asks for."""
    language = request.GET.get("lang", "")
    language = language if language in LANGUAGES else LANGUAGES[0]
    house = current_house()
    colour = house.primary_colour or DEFAULT_PRIMARY
    with override(language):
        told = {
            "id": "/",
            "name": house.product_name,
            "short_name": short_name(house),
            "description": gettext("Answers to your questions about your benefits, from your company’s own documents."),
            "lang": language,
            "dir": "ltr",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "theme_color": colour,
            "background_color": "#ffffff",
            "icons": [
                *(_icon_told(house, side, side, "any") for side in ("192", "512")),
                _icon_told(house, "maskable", "512", "maskable"),
            ],
        }
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/manifest+json; charset=utf-8"
    return _kept(response, FOR_AN_HOUR)


def short_name(house: House) -> str:
    """Return what fits below an icon: whole words of the assistant's name, or of the company's, or a cut one."""
    for name in (house.product_name, house.client_name):
        if len(name) <= SHORT_NAME_LETTERS:
            return name
    words = house.client_name.split()
    short = ""
    for word in words:
        longer = f"{short} {word}".strip()
        if len(longer) > SHORT_NAME_LETTERS:
            break
        short = longer
    return (short or words[0][:SHORT_NAME_LETTERS]).rstrip(" &,-")


def _icon_told(house: House, place: str, side: str, purpose: str) -> dict[str, str]:
    return {"src": house.icon(place), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}


def _icon(place: str) -> bytes:
    """Return the icon for a place; the company's letter where it has none or the file store does not answer."""
    house = current_house()
    row = BrandImageFile.objects.filter(pk=house.icon_files.get(place)).first()
    if row is not None:
        try:
            return _content(row.file)
        except (StorageUnavailable, Http404):
            pass
    return _letter(house, place)


def _letter(house: House, place: str) -> bytes:
    name, colour = house.product_name, house.primary_colour or DEFAULT_PRIMARY
    return letter_plate(name, colour, SIDES[place], is_rounded=place not in _WHOLE)


def _content(kept: FieldFile) -> bytes:
    try:
        with kept.open("rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise Http404 from error


def _lasting(content: bytes, media_type: str, lasting: str) -> HttpResponse:
    return _kept(HttpResponse(content, content_type=media_type), lasting)


def _kept(response: HttpResponse, lasting: str) -> HttpResponse:
    response["Cache-Control"] = lasting
    patch_vary_headers(response, ["Host"])
    return response


def _later() -> HttpResponse:
    response = HttpResponse(status=503)
    response["Retry-After"] = RETRY_SECONDS
    return private(response)
