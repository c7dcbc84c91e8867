"""Draws one page of a PDF as a picture. Runs in the child process."""

import base64
from io import BytesIO
from pathlib import Path

import pypdfium2

# Named, so that they are loaded before the process is confined.
from PIL import Image, PngImagePlugin, WebPImagePlugin

from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.pdf import open_document

FORMATS = {"png": PngImagePlugin.PngImageFile.format, "webp": WebPImagePlugin.WebPImageFile.format}
MAX_WIDTH = 3_000
MAX_PIXELS = 16_000_000
WEBP_QUALITY = 82


def draw(path: Path, *, number: int, width: int, image_format: str = "png") -> str:
    """Return the picture of the page, `width` pixels wide, in base64."""
    with open_document(path) as document:
        if not 1 <= number <= len(document):
            raise ExtractionFailed("missing")
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise ExtractionFailed("corrupt") from error
        image = _picture(page, min(width, MAX_WIDTH))
    out = BytesIO()
    if image_format == "webp":
        image.save(out, FORMATS["webp"], quality=WEBP_QUALITY, method=2)
    else:
        image.save(out, FORMATS["png"], compress_level=4)
    return base64.b64encode(out.getvalue()).decode("ascii")


def _picture(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    across, down = page.get_size()
    scale = width / max(across, 1.0)
    # A page may be a mile long; its picture may not.
    scale = min(scale, (MAX_PIXELS / max(across * down, 1.0)) ** 0.5)
    try:
        bitmap = page.render(scale=scale, may_draw_forms=True)
    except pypdfium2.PdfiumError as error:
        raise ExtractionFailed("too_much_memory") from error
    return bitmap.to_pil().convert("RGB")
