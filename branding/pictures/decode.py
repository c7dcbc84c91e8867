"""From a file's bytes to its pixels, eight bits a channel in sRGB, and nothing else of it. In the child alone."""

import struct
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from branding.pictures.limits import ICON_SHAPES, LOGO_SHAPES, MAX_PIXELS, SMALLEST_SIDE, WORKED_ON
from branding.pictures.refused import PictureRefused

# What the rest of the picture is read without.
MAX_PROFILE_BYTES = 1024 * 1024
# Pillow reads what a camera wrote beside the pixels without checking it; the last two come of that.
_UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, struct.error, TypeError)
# A shade of alpha that nobody sees does not hold a margin open.
_SEEN_ALPHA = 8


def read_picture(data: bytes, file_format: str, notes: list[str]) -> Image.Image:
    """Return the pixels with their transparent margin off; `notes` is told what was done. Raises PictureRefused."""
    try:
        with Image.open(BytesIO(data), formats=(file_format,)) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise PictureRefused("too_many_pixels", width=width, height=height)
            return _drawn(picture, notes)
    except Image.DecompressionBombError as bomb:
        raise PictureRefused("too_many_pixels", width="very many", height="as many") from bomb
    except PictureRefused:
        raise
    except _UNREADABLE as unreadable:
        raise PictureRefused("damaged") from unreadable


def require_shape(drawn: Image.Image, kind: str) -> None:
    """Raise PictureRefused for what would be too small or too long to be seen."""
    width, height = drawn.size
    if min(width, height) < SMALLEST_SIDE:
        raise PictureRefused("too_few_pixels", width=width, height=height)
    least, most = ICON_SHAPES if kind == "icon" else LOGO_SHAPES
    if not least <= width / height <= most:
        raise PictureRefused("not_square" if kind == "icon" else "too_long", width=width, height=height)


def trimmed(drawn: Image.Image) -> Image.Image:
    """Return the picture without the margin in which nothing is seen. Raises PictureRefused if that is all of it."""
    seen = drawn.getchannel("A").point(lambda alpha: 255 if alpha > _SEEN_ALPHA else 0).getbbox()
    if seen is None:
        raise PictureRefused("nothing_seen")
    return drawn if seen == (0, 0, *drawn.size) else drawn.crop(seen)


def _drawn(picture: Image.Image, notes: list[str]) -> Image.Image:
    if getattr(picture, "n_frames", 1) > 1:
        notes.append("first_frame")
    profile = picture.info.get("icc_profile")
    if picture.format == "JPEG" and picture.mode == "RGB":
        picture.draft("RGB", WORKED_ON)
    turned = ImageOps.exif_transpose(picture)
    if turned.mode.startswith("I"):
        turned = turned.convert("I").point(lambda value: value / 257).convert("L")
    # A palette, and one color that means "nothing", are told in the pixels from here on.
    if turned.mode in ("P", "PA", "1") or "transparency" in turned.info or turned.mode == "LA":
        turned = turned.convert("RGBA")
    whole = turned.size
    if turned.mode == "RGBA":
        turned = trimmed(turned)
    if turned.size != whole:
        notes.append("trimmed")
    turned.thumbnail(WORKED_ON, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return _in_srgb(turned, profile, notes)


def _in_srgb(picture: Image.Image, profile: bytes | None, notes: list[str]) -> Image.Image:
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture.convert("RGB") if alpha is not None else picture
    if profile and len(profile) <= MAX_PROFILE_BYTES:
        colours = _converted(colours, profile, notes)
    if picture.mode == "CMYK":
        notes.append("from_print_colors")
    colours = colours.convert("RGB")
    # A new picture takes the pixels alone: no text, no place, no profile of the file comes with them.
    clean = Image.new("RGBA", colours.size)
    clean.paste(colours)
    if alpha is not None:
        clean.putalpha(alpha)
    return clean


def _converted(picture: Image.Image, profile: bytes, notes: list[str]) -> Image.Image:
    """Return the picture in sRGB; one whose profile makes no sense is shown as if it had none."""
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        done = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    notes.append("converted_colors")
    return done
