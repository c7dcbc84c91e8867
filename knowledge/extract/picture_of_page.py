"""Draws one page of a PDF, or a frame of a picture, as a picture. Runs in the child process."""

import base64
from io import BytesIO
from pathlib import Path

import pypdfium2

# Named, so that they are loaded before the process is confined.
from PIL import Image, PngImagePlugin, WebPImagePlugin

from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.image import frame_count, open_picture, seek, upright
from knowledge.extract.pdf import open_document

FORMATS = {"png": PngImagePlugin.PngImageFile.format, "webp": WebPImagePlugin.WebPImageFile.format}
PDF_MARK, HEAD_BYTES = b"%PDF-", 1024
MAX_WIDTH = 3_000
MAX_PIXELS = 16_000_000
WEBP_QUALITY = 82


def draw(path: Path, *, number: int, width: int, image_format: str = "png") -> str:
    """Return the picture of the page, `width` pixels wide, in base64."""
    if _is_pdf(path):
        image = _drawn(path, number, min(width, MAX_WIDTH))
    else:
        image = _frame(path, number, min(width, MAX_WIDTH))
    out = BytesIO()
    if image_format == "webp":
        image.save(out, FORMATS["webp"], quality=WEBP_QUALITY, method=2)
    else:
        image.save(out, FORMATS["png"], compress_level=4)
    return base64.b64encode(out.getvalue()).decode("ascii")


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return PDF_MARK in file.read(HEAD_BYTES)


def _frame(path: Path, number: int, width: int) -> Image.Image:
    with open_picture(path) as picture:
        if not 1 <= number <= frame_count(picture):
            raise ExtractionFailed("missing")
        seek(picture, number)
        # Tall as a receipt may be, its picture stays within the same number of pixels.
        frame = upright(picture, longest_side=MAX_WIDTH)
    frame.thumbnail((width, MAX_PIXELS // width), Image.Resampling.LANCZOS)
    return frame


def _drawn(path: Path, number: int, width: int) -> Image.Image:
    with open_document(path) as document:
        if not 1 <= number <= len(document):
            raise ExtractionFailed("missing")
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise ExtractionFailed("corrupt") from error
        return _picture(page, width)


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
