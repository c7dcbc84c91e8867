"""Pictures as documents: a photo, a screenshot or a scan, each frame of a TIFF a page. Their text is recognised."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

# Named, so that they are loaded before the process is confined.
from PIL import (
    Image,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.reading import WHOLE_PAGE, Facts, PictureText, Sink
from knowledge.extract.types import ExtractedPage

FORMATS = tuple(
    plugin.format
    for plugin in (
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        TiffImagePlugin.TiffImageFile,
        WebPImagePlugin.WebPImageFile,
    )
)
# A letter page at 600 dots per inch has 34; each costs three bytes, several times over while it is turned.
MAX_MEGAPIXELS = 60
MAX_SIDE_PIXELS = 2_600
PAGE_POINTS = 792.0
PLAUSIBLE_POINTS = (200.0, 1_500.0)
EXIF_ORIENTATION = 0x0112
SIDEWAYS = frozenset([5, 6, 7, 8])
UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)
# Telephones put several pictures into one JPEG; what reads that is loaded on the first of them.
MpoImagePlugin.MpoImageFile.__name__  # noqa: B018
# Sizes are judged here, with a sentence that says so.
Image.MAX_IMAGE_PIXELS = None
# Without it the first picture opened would look for all plugins there are.
Image.preinit()


def read(path: Path, sink: Sink) -> Facts:
    """Hand every frame on to be recognised; what is known of it before is its size alone."""
    with open_picture(path) as picture:
        sink.start(frame_count(picture))
        for number in range(1, frame_count(picture) + 1):
            seek(picture, number)
            width, height = page_size(picture)
            asked = PictureText((WHOLE_PAGE,), replaces_text_layer=True)
            sink.page(ExtractedPage(number, width, height, ()), asked)
    return Facts()


@contextmanager
def open_picture(source: Path | BytesIO) -> Iterator[Image.Image]:
    """Open a picture without decoding it. Raises ExtractionFailed if it is none, or far too large."""
    try:
        picture = Image.open(source, formats=FORMATS)
    except UNREADABLE as error:
        raise ExtractionFailed("corrupt") from error
    with picture:
        yield picture


def frame_count(picture: Image.Image) -> int:
    """Return how many pages it is; only a TIFF has several, what else moves shows its first picture."""
    try:
        return picture.n_frames if picture.format == TiffImagePlugin.TiffImageFile.format else 1
    except UNREADABLE as error:
        raise ExtractionFailed("corrupt") from error


def seek(picture: Image.Image, number: int) -> None:
    try:
        if number > 1 or picture.tell():
            picture.seek(number - 1)
    except UNREADABLE as error:
        raise ExtractionFailed("corrupt") from error
    megapixels = picture.width * picture.height / 1_000_000
    if megapixels > MAX_MEGAPIXELS:
        raise ExtractionFailed(
            "too_large",
            f"The picture has {megapixels:,.0f} megapixels; at most {MAX_MEGAPIXELS} can be read. Save it smaller and "
            "upload that.",
        )


def page_size(picture: Image.Image) -> tuple[float, float]:
    """Return width and height of the frame in points, upright: by its own resolution if that gives a sheet of paper."""
    width, height = picture.size
    if picture.getexif().get(EXIF_ORIENTATION) in SIDEWAYS:
        width, height = height, width
    dots = picture.info.get("dpi", (0, 0))
    resolution = float(dots[0] or 0)
    longest = 72 * max(width, height) / resolution if resolution > 0 else 0.0
    if not PLAUSIBLE_POINTS[0] <= longest <= PLAUSIBLE_POINTS[1]:
        longest = PAGE_POINTS
    scale = longest / max(width, height, 1)
    return width * scale, height * scale


def upright(picture: Image.Image, *, longest_side: int) -> Image.Image:
    """Decode the frame in colour on white, turned as it was taken, at most this large."""
    try:
        # A JPEG can be decoded at a half, a quarter or an eighth straight away.
        picture.draft("RGB", (longest_side, longest_side))
        whole = ImageOps.exif_transpose(picture)
        if whole.mode in ("RGBA", "LA", "PA") or "transparency" in whole.info:
            clear = whole.convert("RGBA")
            whole = Image.new("RGB", clear.size, "white")
            whole.paste(clear, mask=clear.getchannel("A"))
        whole = _in_eight_bits(whole).convert("RGB")
    except UNREADABLE as error:
        raise ExtractionFailed("corrupt") from error
    whole.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    return whole


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Scale greys of 16 bits down, where the library would cut off all above 255."""
    return picture.point(lambda value: value / 256).convert("L") if picture.mode.startswith("I;16") else picture
