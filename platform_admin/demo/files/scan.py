"""A paper letter as a scanner would leave it: a PDF of slightly turned, grey, noisy page pictures, no text."""

from io import BytesIO
from random import Random

import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

DOTS_PER_INCH = 170
POINTS_PER_INCH = 72
PAPER = 247
NOISE_TILE = 512
JPEG_QUALITY = 62


def scanned(pdf: bytes, *, title: str, seed: int) -> bytes:
    """Each page of `pdf` as one picture. The same seed gives the same specks and the same tilt."""
    chance = Random(seed)
    written = BytesIO()
    canvas = Canvas(written, pagesize=letter, invariant=1)
    canvas.setTitle(title)
    source = pypdfium2.PdfDocument(pdf)
    for page in source:
        picture = _photographed(page, chance)
        canvas.drawImage(ImageReader(_jpeg(picture)), 0, 0, width=letter[0], height=letter[1])
        canvas.showPage()
    source.close()
    canvas.save()
    return written.getvalue()


def _photographed(page: pypdfium2.PdfPage, chance: Random) -> Image.Image:
    picture = page.render(scale=DOTS_PER_INCH / POINTS_PER_INCH, grayscale=True).to_pil().convert("L")
    tilt = chance.choice((-1, 1)) * (0.35 + 0.45 * chance.random())
    picture = picture.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
    picture = picture.filter(ImageFilter.GaussianBlur(0.45))
    # Ink prints dark grey on paper that is not quite white.
    picture = picture.point([round(38 + level * (PAPER - 38) / 255) for level in range(256)])
    return ImageChops.subtract(picture, _specks(picture.size, chance))


def _specks(size: tuple[int, int], chance: Random) -> Image.Image:
    """Faint grain over the page, tiled from one small square because drawing every dot would be slow."""
    tile = Image.frombytes("L", (NOISE_TILE, NOISE_TILE), chance.randbytes(NOISE_TILE * NOISE_TILE))
    tile = tile.point([level // 18 if level < 250 else 30 for level in range(256)])
    grain = Image.new("L", size)
    for x in range(0, size[0], NOISE_TILE):
        for y in range(0, size[1], NOISE_TILE):
            grain.paste(tile, (x, y))
    return grain


def _jpeg(picture: Image.Image) -> BytesIO:
    written = BytesIO()
    picture.save(written, "JPEG", quality=JPEG_QUALITY, dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    written.seek(0)
    return written
