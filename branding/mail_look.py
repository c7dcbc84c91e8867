"""A client's brand as its mails show it."""

from functools import lru_cache
from io import BytesIO

import structlog
from django.core.cache import cache
from django.db.models.fields.files import FieldFile
from django.utils import translation
from PIL import Image

from accounts.mails.look import MailColours, MailLogo, MailLook
from branding.colour import accessible_ramp
from branding.house import House, current_house
from branding.models import BrandImageFile
from branding.theme import DEFAULT_PRIMARY
from tenants.context import current_client
from tenants.storage import StorageUnavailable

# Twice the size it is shown at, for screens that are finer than most.
_FINER = 2
HIGHEST, WIDEST = 48, 240
KEPT_SECONDS = 24 * 3600
log = structlog.get_logger(__name__)


def look_of_mails() -> MailLook:
    house = current_house()
    return MailLook(
        company=current_client().name,
        product_name=house.product_name if house.row else "",
        help_email=house.help_email,
        help_phone=house.help_phone,
        colours=_colours(house.primary_colour or DEFAULT_PRIMARY),
        logo=_logo(house),
        greeting=_greeting(house),
        closing=house.words["mail_closing"],
        footer=house.words["mail_footer"],
    )


def _greeting(house: House) -> tuple[str, str]:
    """Return what stands before the reader's name and after it."""
    mark = "\0"
    before, _, after = house.words.say("mail_greeting", translation.get_language(), name=mark).partition(mark)
    return before, after


@lru_cache(maxsize=256)
def _colours(primary: str) -> MailColours:
    ramp = accessible_ramp(primary)
    light = ramp.light
    return MailColours(solid=light.solid, on_solid=light.on_solid, link=light.text, link_dark=ramp.dark.text)


def _logo(house: House) -> MailLogo | None:
    """Return the logo, or nothing where there is none or the file store does not answer: the mail goes all the same."""
    if not house.logo_url:
        return None
    key = f"mail-logo-{house.row.version()}"
    kept = cache.get(key)
    if kept is None:
        try:
            kept = _drawn(_logo_file(house))
        except (StorageUnavailable, OSError, BrandImageFile.DoesNotExist):
            # Not there, or no picture.
            log.warning("mail_without_logo")
            return None
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _logo_file(house: House) -> FieldFile:
    """Return our own PNG: the one for mails among the pictures, or the logo of an earlier release until it is there."""
    return BrandImageFile.objects.get(pk=house.logo.mail_file_id).file if house.logo else house.row.logo


def _drawn(png: FieldFile) -> MailLogo:
    """Return the logo in the size that mails show."""
    with png.open("rb") as file, Image.open(BytesIO(file.read()), formats=("PNG",)) as picture:
        picture.thumbnail((WIDEST * _FINER, HIGHEST * _FINER), Image.Resampling.LANCZOS)
        written = BytesIO()
        picture.save(written, "PNG", optimize=True)
        width, height = picture.size
    return MailLogo(written.getvalue(), max(1, width // _FINER), max(1, height // _FINER))
