"""A client's logo, drawn anew from what was uploaded: nothing of the file's own bytes is kept or served."""

import struct
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "WEBP")
ACCEPTED = "image/png,image/jpeg,image/webp"
MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 16_000_000  # 64 MB once it is read
SMALLEST_SIDE = 16
# The head of a page shows it 48 pixels high; twice that, and room for wide ones.
KEPT = (960, 240)
# Pillow reads what a camera wrote beside the pixels without checking it; the last two come of that.
_UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, struct.error, TypeError)


class LogoRefused(ValueError):
    """The file cannot be a logo; the message says why and what to do."""


def redraw_logo(file: UploadedFile) -> bytes:
    """Return the picture as a PNG without anything but its pixels; raises LogoRefused."""
    if file.size > MAX_BYTES:
        raise LogoRefused("The file is larger than 2 MB. Save the logo smaller and choose it again.")
    try:
        with Image.open(file, formats=FORMATS) as picture:
            _check_size(*picture.size)
            drawn = ImageOps.exif_transpose(picture).convert("RGBA")
    except Image.DecompressionBombError as bomb:
        raise LogoRefused("The picture has far more pixels than a logo needs. Save it smaller.") from bomb
    except LogoRefused:
        raise
    except _UNREADABLE as unreadable:
        raise LogoRefused(
            "This is not a picture that can be shown. Save the logo as PNG, JPEG or WebP."
        ) from unreadable
    drawn.thumbnail(KEPT, Image.Resampling.LANCZOS)
    written = BytesIO()
    # A new picture takes the pixels alone: no text, no place, no profile of the file comes with them.
    clean = Image.new("RGBA", drawn.size)
    clean.paste(drawn)
    clean.save(written, "PNG", optimize=True)
    return written.getvalue()


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise LogoRefused(f"The picture has {width} by {height} pixels, more than a logo needs. Save it smaller.")
    if min(width, height) < SMALLEST_SIDE:
        raise LogoRefused(f"The picture has {width} by {height} pixels, too few to be read. Save it larger.")
    if not 1 / 4 <= width / height <= 12:
        raise LogoRefused(
            "The picture is too long and thin to be read. Choose one that is at most 12 times as wide as high."
        )
