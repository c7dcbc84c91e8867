from functools import lru_cache
from io import BytesIO

import structlog
from PIL import Image

from branding.models import Brand
from branding.studio.suggest import SuggestedColour, suggest_colours
from tenants.storage import StorageUnavailable

# Enough to tell colours by, and few enough to count while a page waits.
_READ = (96, 96)
log = structlog.get_logger(__name__)


def colours_of_logo(brand: Brand) -> list[SuggestedColour]:
    """Return what the stored logo suggests; nothing without one, or while the file store does not answer."""
    if not brand.logo:
        return []
    try:
        with brand.logo.open("rb") as file:
            return list(_colours(file.read()))
    except (StorageUnavailable, FileNotFoundError):
        log.warning("logo_not_read_for_colours")
        return []


@lru_cache(maxsize=64)
def _colours(png: bytes) -> tuple[SuggestedColour, ...]:
    with Image.open(BytesIO(png), formats=("PNG",)) as picture:
        drawn = picture.convert("RGBA")
    # Not smoothed: between two colours there would be a third that the logo does not have.
    drawn.thumbnail(_READ, Image.Resampling.NEAREST)
    return tuple(suggest_colours(drawn.get_flattened_data()))
