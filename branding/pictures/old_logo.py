"""Logos that were stored before pictures had rows of their own are taken over, whenever the file store answers."""

import structlog

from branding.models import Brand, BrandImage
from branding.pictures.keep import keep_picture, take_into_use
from branding.pictures.limits import PATIENT_SECONDS
from branding.pictures.refused import PictureRefused
from tenants.context import current_client
from tenants.storage import StorageUnavailable

log = structlog.get_logger(__name__)


def take_over_old_logo() -> bool:
    """Draw the brand's old logo anew and show that; return whether there was one. May run again after a kill anywhere.

    Until then pages show the old one. Not under a legal hold, as the old file is deleted.
    """
    brand = Brand.objects.exclude(logo="").first()
    if brand is None or current_client().is_held:
        return False
    try:
        with brand.logo.open("rb") as file:
            content = file.read()
        image = keep_picture(content, kind=BrandImage.Kind.LOGO, by=None, clock_seconds=PATIENT_SECONDS)
        take_into_use(image, by=None)
    except (StorageUnavailable, PictureRefused) as error:
        log.warning("old_logo_not_taken_over", error=str(error))
        return False
    except FileNotFoundError:
        log.warning("old_logo_is_gone", key=brand.logo.name)
        Brand.objects.filter(logo=brand.logo.name).update(logo="")
    return True
